// json_reader.cpp - the one file that includes nlohmann_json: text to tree, and the checked reader over it.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "nightlegs/json.hpp"

namespace nightlegs {
namespace {

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kLarge = 64;  // members

/// Builds our tree from the parser's events. A handler that returns false stops the parser; nothing throws.
class Builder {
 public:
  explicit Builder(std::string file) : file_(std::move(file)) {}
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return place({}); }
  bool boolean(bool value) {
    Json json;
    json.type = Json::Type::kBool;
    json.flag = value;
    return place(std::move(json));
  }
  bool number_integer(number_integer_t value) { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) { return number(value); }
  bool string(string_t& value) {
    Json json;
    json.type = Json::Type::kString;
    json.text = std::move(value);
    return place(std::move(json));
  }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json::Type::kObject); }
  bool key(string_t& name) {
    if (stands_already(name)) {
      error_ = {"json.duplicate_key", file_, "the key \"" + name + "\" stands twice in one object"};
      return false;
    }
    keys_.back() = std::move(name);
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json::Type::kArray); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) {
    broken_at_ = byte;
    return false;
  }

  Json take() { return std::move(root_); }
  const Error& error() const { return error_; }
  std::size_t broken_at() const { return broken_at_; }

 private:
  /// Small objects are looked through; a large one, such as a section of words, has an index of its own.
  bool stands_already(const std::string& name) {
    const auto& members = open_.back().members;
    if (members.size() < kLarge) return open_.back().find(name) != nullptr;
    auto& seen = seen_.back();
    if (seen.empty()) {
      for (const auto& [key, value] : members) seen.insert(key);
    }
    return !seen.insert(name).second;
  }
  bool number(double value) {
    Json json;
    json.type = Json::Type::kNumber;
    json.number = value;
    return place(std::move(json));
  }
  bool open(Json::Type type) {
    if (open_.size() >= kDeepest) {
      error_ = {"json.too_deep", file_, "more than 32 levels of nesting"};
      return false;
    }
    Json json;
    json.type = type;
    open_.push_back(std::move(json));
    keys_.emplace_back();
    seen_.emplace_back();
    return true;
  }
  bool close() {
    Json json = std::move(open_.back());
    open_.pop_back();
    keys_.pop_back();
    seen_.pop_back();
    return place(std::move(json));
  }
  bool place(Json json) {
    if (open_.empty()) {
      root_ = std::move(json);
    } else if (open_.back().is(Json::Type::kArray)) {
      open_.back().items.push_back(std::move(json));
    } else {
      open_.back().members.emplace_back(std::move(keys_.back()), std::move(json));
    }
    return true;
  }

  std::string file_;
  Json root_;
  std::vector<Json> open_;
  std::vector<std::string> keys_;
  std::vector<std::set<std::string>> seen_;  // names in the objects that are open, kept only for large ones
  Error error_;
  std::size_t broken_at_ = 0;
};

const char* name_of(Json::Type type) {
  switch (type) {
    case Json::Type::kNull: return "null";
    case Json::Type::kBool: return "true or false";
    case Json::Type::kNumber: return "a number";
    case Json::Type::kString: return "a text";
    case Json::Type::kArray: return "a list";
    case Json::Type::kObject: return "an object";
  }
  return "";
}

/// Adds the way from `here` to `wanted`.
bool find_place(const Json& here, const Json* wanted, std::string& place) {
  if (&here == wanted) return true;
  const auto length = place.size();
  for (std::size_t i = 0; i < here.items.size(); ++i) {
    place += "/" + std::to_string(i);
    if (find_place(here.items[i], wanted, place)) return true;
    place.resize(length);
  }
  for (const auto& [name, member] : here.members) {
    place += "/" + name;
    if (find_place(member, wanted, place)) return true;
    place.resize(length);
  }
  return false;
}

}  // namespace

Json::Json() = default;

const Json* Json::find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

Result<Json> parse_json(std::string_view text, const std::string& file) {
  Builder builder(file);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return builder.take();
  if (!builder.error().code.empty()) return builder.error();
  const auto end = std::min(builder.broken_at() ? builder.broken_at() - 1 : 0, text.size());
  const auto before = text.substr(0, end);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto newline = before.rfind('\n');
  const auto column = newline == std::string_view::npos ? end + 1 : end - newline;
  return Error{"json.syntax", file,
               "not valid JSON at line " + std::to_string(line) + ", column " + std::to_string(column)};
}

JsonReader::JsonReader(const Json* value, std::string file, std::string place, Errors* errors)
    : value_(value), last_(value), source_(std::make_shared<const Source>(Source{value, std::move(file), std::move(place), errors})) {}

JsonReader JsonReader::missing(const JsonReader& from, std::string_view name) {
  JsonReader child(from, nullptr);
  child.last_ = from.last_;
  child.missing_.reserve(from.missing_.size() + 1 + name.size());
  child.missing_.append(from.missing_).append(1, '/').append(name);
  return child;
}

JsonReader JsonReader::at(std::string_view name) const {
  if (value_ && !value_->is(Json::Type::kObject)) {
    report("json.type", std::string("expected an object, found ") + name_of(value_->type));
    return missing(*this, name);
  }
  JsonReader child = maybe(name);
  if (value_ && !child.exists()) report("json.missing", "the key \"" + std::string(name) + "\" is missing");
  return child;
}

JsonReader JsonReader::maybe(std::string_view name) const {
  const Json* const member = value_ ? value_->find(name) : nullptr;
  return member ? JsonReader(*this, member) : missing(*this, name);
}

std::vector<JsonReader> JsonReader::items() const {
  std::vector<JsonReader> list;
  if (!value_) return list;
  if (!value_->is(Json::Type::kArray)) {
    report("json.type", std::string("expected a list, found ") + name_of(value_->type));
    return list;
  }
  list.reserve(value_->items.size());
  for (const auto& item : value_->items) list.push_back(JsonReader(*this, &item));
  return list;
}

std::vector<std::pair<std::string, JsonReader>> JsonReader::members() const {
  std::vector<std::pair<std::string, JsonReader>> list;
  if (!value_) return list;
  if (!value_->is(Json::Type::kObject)) {
    report("json.type", std::string("expected an object, found ") + name_of(value_->type));
    return list;
  }
  list.reserve(value_->members.size());
  for (const auto& [key, value] : value_->members) list.emplace_back(key, JsonReader(*this, &value));
  return list;
}

std::string JsonReader::text() const {
  if (!value_) return {};
  if (!value_->is(Json::Type::kString)) {
    report("json.type", std::string("expected a text, found ") + name_of(value_->type));
    return {};
  }
  return value_->text;
}

std::vector<std::string> JsonReader::texts() const {
  std::vector<std::string> list;
  for (const auto& item : items()) list.push_back(item.text());
  return list;
}

double JsonReader::number() const {
  if (!value_) return 0;
  if (!value_->is(Json::Type::kNumber)) {
    report("json.type", std::string("expected a number, found ") + name_of(value_->type));
    return 0;
  }
  return value_->number;
}

int JsonReader::whole() const {
  const double value = number();
  if (!(value >= -1e6 && value <= 1e6) || value != static_cast<int>(value)) {
    report("json.range", "expected a whole number of at most a million");
    return 0;
  }
  return static_cast<int>(value);
}

bool JsonReader::flag() const {
  if (!value_) return false;
  if (!value_->is(Json::Type::kBool)) {
    report("json.type", std::string("expected true or false, found ") + name_of(value_->type));
    return false;
  }
  return value_->flag;
}

void JsonReader::only(std::initializer_list<std::string_view> names) const {
  if (!value_ || !value_->is(Json::Type::kObject)) return;
  for (const auto& [key, value] : value_->members) {
    if (std::find(names.begin(), names.end(), key) != names.end()) continue;
    const auto near = nearest(key, {names.begin(), names.end()});
    report("json.unknown_key",
           "unknown key \"" + key + "\"" + (near.empty() ? "" : "; nearest: \"" + near + "\""));
  }
}

void JsonReader::report(std::string code, std::string what) const {
  source_->errors->push_back({std::move(code), where(), std::move(what)});
}

std::string JsonReader::where() const {
  std::string place;
  if (last_) (void)find_place(*source_->top, last_, place);
  place = source_->place + place + missing_;
  if (place.empty()) return source_->file;
  return source_->file.empty() ? place : source_->file + " " + place;
}

std::string nearest(std::string_view wanted, const std::vector<std::string>& names) {
  std::string best;
  // Ids are made of few words: the cure is near when at most a third of it differs.
  std::size_t best_distance = std::max<std::size_t>(2, wanted.size() / 3) + 1;
  std::vector<std::size_t> row;
  for (const auto& name : names) {
    row.resize(name.size() + 1);
    for (std::size_t j = 0; j <= name.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= wanted.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= name.size(); ++j) {
        const std::size_t above = row[j];
        row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (wanted[i - 1] == name[j - 1] ? 0u : 1u)});
        diagonal = above;
      }
    }
    // "calf-bigger" for "one-calf-bigger": a part of the name is nearer than its letters say.
    const bool part = wanted.size() >= 5 && name.find(wanted) != std::string::npos;
    const std::size_t distance = part ? std::min<std::size_t>(row[name.size()], 2) : row[name.size()];
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace nightlegs
