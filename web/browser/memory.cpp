// memory.cpp - copying and filling memory eight bytes at a time: what Emscripten links for a small module goes byte by byte, and that
// took a quarter of the check's time. Bulk memory would be faster still, but browsers of 2019 don't have it.
#include <cstddef>
#include <cstdint>

namespace {

struct __attribute__((packed, may_alias)) Eight {
  std::uint64_t bytes;
};

}  // namespace

// Compiled without the compiler's own ideas of these three (CMakeLists.txt), which would make each of them call itself.
extern "C" {

void* memcpy(void* to, const void* from, std::size_t count) {
  auto* out = static_cast<unsigned char*>(to);
  const auto* in = static_cast<const unsigned char*>(from);
  for (; count >= 8; count -= 8, out += 8, in += 8) *reinterpret_cast<Eight*>(out) = *reinterpret_cast<const Eight*>(in);
  for (; count; --count) *out++ = *in++;
  return to;
}

void* memmove(void* to, const void* from, std::size_t count) {
  auto* out = static_cast<unsigned char*>(to);
  const auto* in = static_cast<const unsigned char*>(from);
  if (out <= in || out >= in + count) return memcpy(to, from, count);  // forwards, each step is read before it is written over
  for (; count >= 8; count -= 8) *reinterpret_cast<Eight*>(out + count - 8) = *reinterpret_cast<const Eight*>(in + count - 8);
  for (; count; --count) out[count - 1] = in[count - 1];
  return to;
}

void* memset(void* to, int value, std::size_t count) {
  auto* out = static_cast<unsigned char*>(to);
  const auto byte = static_cast<unsigned char>(value);
  const std::uint64_t eight = byte * std::uint64_t{0x0101010101010101};
  for (; count >= 8; count -= 8, out += 8) reinterpret_cast<Eight*>(out)->bytes = eight;
  for (; count; --count) *out++ = byte;
  return to;
}

}  // extern "C"
