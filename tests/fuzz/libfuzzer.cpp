// libfuzzer.cpp - hands libFuzzer's bytes to the target that NIGHTLEGS_FUZZ names.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto* const target = [] {
    const char* name = std::getenv("NIGHTLEGS_FUZZ");
    const auto* found = nightlegs::fuzz::find_target(name ? name : "");
    if (!found) {
      std::fprintf(stderr, "set NIGHTLEGS_FUZZ to one of: pack, words, answers, expression, events, options\n");
      std::exit(2);
    }
    return found;
  }();
  target->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
