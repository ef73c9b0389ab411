// json.hpp - JSON as a tree to read from, and as text to write.
// Knows nothing of packs or answers. The parser behind it is in json_reader.cpp alone.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nightlegs/result.hpp"

namespace nightlegs {

/// One JSON value. Objects keep the order of the text.
struct Json {
  enum class Type : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };
  Type type = Type::kNull;
  bool flag = false;
  double number = 0;
  std::string text;
  std::vector<Json> items;
  std::vector<std::pair<std::string, Json>> members;

  Json();  // defined where the pair is whole: clang takes no vector of an incomplete one

  [[nodiscard]] bool is(Type t) const { return type == t; }
  /// The member of that name, or nullptr.
  [[nodiscard]] const Json* find(std::string_view name) const;
};

/// Parses one JSON text. Errors: `json.syntax` (with line and column), `json.duplicate_key`, `json.too_deep`.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const std::string& file);

/// Walks a Json tree, checks types and collects an error with its place for everything that does not fit.
/// A reader over a missing or mistyped value reads as empty, so that one fault does not hide the next.
/// The place of a value is looked for only when it is told, so that what has no fault does not pay for it.
class JsonReader {
 public:
  JsonReader(const Json* value, std::string file, std::string place, Errors* errors);

  [[nodiscard]] bool has(std::string_view name) const { return value_ && value_->find(name); }
  /// Required member; reports when it is missing.
  [[nodiscard]] JsonReader at(std::string_view name) const;
  /// Optional member; reads as empty when missing.
  [[nodiscard]] JsonReader maybe(std::string_view name) const;
  [[nodiscard]] std::vector<JsonReader> items() const;
  [[nodiscard]] std::vector<std::pair<std::string, JsonReader>> members() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::vector<std::string> texts() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] int whole() const;
  [[nodiscard]] bool flag() const;
  [[nodiscard]] bool exists() const { return value_ != nullptr; }
  [[nodiscard]] const Json* raw() const { return value_; }
  /// Reports members other than these.
  void only(std::initializer_list<std::string_view> names) const;
  void report(std::string code, std::string what) const;
  [[nodiscard]] std::string where() const;
  [[nodiscard]] Errors& errors() const { return *source_->errors; }

 private:
  struct Source {
    const Json* top;
    std::string file, place;  // the place of `top` itself
    Errors* errors;
  };
  JsonReader(const JsonReader& from, const Json* value) : value_(value), last_(value), source_(from.source_) {}
  /// What should be in `from` under that name, and isn't.
  [[nodiscard]] static JsonReader missing(const JsonReader& from, std::string_view name);

  const Json* value_;
  const Json* last_;     // the value itself, or the last one that was there on the way to it
  std::string missing_;  // and what was asked for from there: "/name"
  std::shared_ptr<const Source> source_;
};

/// Writes JSON text. Calls must nest; commas and escapes are its own work.
class JsonWriter {
 public:
  JsonWriter& open_object();
  JsonWriter& close_object();
  JsonWriter& open_array();
  JsonWriter& close_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(double value);
  JsonWriter& number(int value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  [[nodiscard]] std::string take() { return std::move(text_); }
  [[nodiscard]] const std::string& view() const { return text_; }

 private:
  void comma();
  std::string text_;
  bool needs_comma_ = false;
};

/// The name of `names` nearest to `wanted` by edit distance, or "" when none is near.
[[nodiscard]] std::string nearest(std::string_view wanted, const std::vector<std::string>& names);

}  // namespace nightlegs
