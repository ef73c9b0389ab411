// screen_bytes.cpp - each struct lists its fields once; a writer and a reader walk the same list.
#include "screens/screen_bytes.hpp"

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace nightlegs {
namespace {

// --- The fields: a new one in block.hpp must be named here (a test compares) ----------------------

template <class Archive>
void walk(Archive& archive, Choice& it) {
  archive(it.value, it.label, it.help, it.chosen, it.alone, it.row, it.group);
}

template <class Archive>
void walk(Archive& archive, Shape& it) {
  archive(it.value, it.side, it.label, it.chosen, it.x, it.y, it.points);
}

template <class Archive>
void walk(Archive& archive, ShapeGroup& it) {
  archive(it.label, it.shapes);
}

template <class Archive>
void walk(Archive& archive, Picture& it) {
  archive(it.label, it.at_left, it.at_right, it.width, it.height, it.whole_row, it.outlines, it.groups);
}

template <class Archive>
void walk(Archive& archive, FigurePart& it) {
  archive(it.kind, it.x1, it.y1, it.r1, it.x2, it.y2, it.r2);
}

template <class Archive>
void walk(Archive& archive, Figure& it) {
  archive(it.height, it.parts, it.arrow, it.arrow_radius, it.moving);
}

template <class Archive>
void walk(Archive& archive, Block& it) {
  archive(it.id, it.role, it.label, it.said, it.help, it.tone, it.style, it.place, it.level, it.action, it.address, it.value, it.question,
          it.urgency, it.labelled_by, it.described_by, it.unit, it.yes, it.no, it.unsure, it.minimum, it.maximum,
          it.step, it.progress, it.multiple, it.open, it.invalid, it.items, it.choices, it.pictures, it.figure,
          it.children);
}

template <class Archive>
void walk(Archive& archive, Screen& it) {
  archive(it.name, it.key, it.title, it.view, it.theme, it.language, it.direction, it.step, it.steps, it.depth,
          it.ticking, it.errand, it.errand_value, it.focus, it.announce, it.blocks);
}

// --- Writing --------------------------------------------------------------------------------------

class Writer {
 public:
  template <class... Fields>
  void operator()(Fields&... fields) {
    (put(fields), ...);
  }
  std::string bytes;

 private:
  /// Seven bits a byte, the lowest first; most numbers here are small.
  void put_count(std::uint64_t count) {
    for (; count >= 128; count >>= 7) bytes += static_cast<char>(count | 128);
    bytes += static_cast<char>(count);
  }
  void put(double& number) {
    char raw[sizeof number];
    std::memcpy(raw, &number, sizeof number);
    bytes.append(raw, sizeof raw);
  }
  void put(std::string& text) {
    put_count(text.size());
    bytes += text;
  }
  template <class T>
  void put(std::vector<T>& list) {
    put_count(list.size());
    for (T& item : list) put(item);
  }
  template <class T>
  void put(T& it) {
    if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>) {
      put_count(static_cast<std::uint64_t>(it));
    } else if constexpr (std::is_integral_v<T>) {
      const auto wide = static_cast<std::int64_t>(it);  // small negative numbers stay short, too
      put_count(static_cast<std::uint64_t>(wide) << 1 ^ static_cast<std::uint64_t>(wide >> 63));
    } else {
      walk(*this, it);
    }
  }
};

// --- Reading --------------------------------------------------------------------------------------

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  template <class... Fields>
  void operator()(Fields&... fields) {
    (take(fields), ...);
  }
  [[nodiscard]] bool done() const { return good_ && rest_.empty(); }

 private:
  std::uint64_t take_count() {
    std::uint64_t count = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      count |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) return count;
    }
    fail();
    return 0;
  }
  /// Of things that take a byte each at least: so a wrong count can't ask for more memory than there are bytes.
  std::size_t take_size() {
    const std::uint64_t count = take_count();
    if (count <= rest_.size()) return static_cast<std::size_t>(count);
    fail();
    return 0;
  }
  void take(double& number) {
    if (rest_.size() < sizeof number) return fail();
    std::memcpy(&number, rest_.data(), sizeof number);
    rest_.remove_prefix(sizeof number);
  }
  void take(std::string& text) {
    const std::size_t size = take_size();
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  template <class T>
  void take(std::vector<T>& list) {
    list.clear();
    for (std::size_t count = take_size(); count > 0 && good_; --count) take(list.emplace_back());
  }
  template <class T>
  void take(T& it) {
    if constexpr (std::is_same_v<T, bool>) {
      it = take_count() != 0;
    } else if constexpr (std::is_enum_v<T>) {
      it = static_cast<T>(take_count());
    } else if constexpr (std::is_integral_v<T>) {
      const std::uint64_t count = take_count();
      it = static_cast<T>(static_cast<std::int64_t>(count >> 1) ^ -static_cast<std::int64_t>(count & 1));
    } else {
      walk(*this, it);
    }
  }
  void fail() {
    good_ = false;
    rest_ = {};
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::string to_bytes(const Screen& screen) {
  Writer writer;
  walk(writer, const_cast<Screen&>(screen));  // one list of fields for both ways; the writer changes nothing
  return std::move(writer.bytes);
}

bool from_bytes(std::string_view bytes, Screen& screen) {
  Reader reader(bytes);
  walk(reader, screen);
  return reader.done();
}

}  // namespace nightlegs
