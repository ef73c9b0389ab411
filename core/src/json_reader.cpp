// json_reader.cpp - text to tree, and the checked reader over it. A parser of our own: at a page's start most of the time goes into this.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "nightlegs/json.hpp"

namespace nightlegs {
namespace {

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kLarge = 64;  // members

/// JSON as RFC 8259 writes it, in UTF-8, with or without a byte order mark. Nothing throws; the first fault ends it.
class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Result<Json> parse() {
    Json root;
    if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
    if (value(next_token(), root) && next_token() == Token::kEnd) return root;
    return error_.code.empty() ? syntax_error() : error_;
  }

 private:
  enum class Token : std::uint8_t { kEnd, kBroken, kOpenObject, kCloseObject, kOpenList, kCloseList, kColon, kComma, kString, kNumber, kTrue, kFalse, kNull };

  // --- grammar -------------------------------------------------------------------------------------------------
  bool value(Token token, Json& out) {
    switch (token) {
      case Token::kOpenObject: return object(out);
      case Token::kOpenList: return list(out);
      case Token::kString:
        out.type = Json::Type::kString;
        out.text = std::move(string_);
        return true;
      case Token::kNumber:
        out.type = Json::Type::kNumber;
        out.number = number_;
        return true;
      case Token::kTrue:
      case Token::kFalse:
        out.type = Json::Type::kBool;
        out.flag = token == Token::kTrue;
        return true;
      case Token::kNull: return true;
      case Token::kEnd:
      case Token::kBroken:
      case Token::kCloseObject:
      case Token::kCloseList:
      case Token::kColon:
      case Token::kComma: break;
    }
    return false;
  }

  bool object(Json& out) {
    if (++depth_ > kDeepest) return too_deep();
    out.type = Json::Type::kObject;
    std::set<std::string> seen;  // the names in a large object, such as a section of words
    Token token = next_token();
    if (token == Token::kCloseObject) return leave();
    while (token == Token::kString) {
      if (stands_already(out.members, seen)) {
        error_ = {"json.duplicate_key", file_, "the key \"" + string_ + "\" stands twice in one object"};
        return false;
      }
      auto& [name, member] = out.members.emplace_back();
      name = std::move(string_);
      if (next_token() != Token::kColon || !value(next_token(), member)) return false;
      token = next_token();
      if (token == Token::kCloseObject) return leave();
      if (token != Token::kComma) return false;
      token = next_token();
    }
    return false;
  }

  bool list(Json& out) {
    if (++depth_ > kDeepest) return too_deep();
    out.type = Json::Type::kArray;
    Token token = next_token();
    if (token == Token::kCloseList) return leave();
    for (;;) {
      if (!value(token, out.items.emplace_back())) return false;
      token = next_token();
      if (token == Token::kCloseList) return leave();
      if (token != Token::kComma) return false;
      token = next_token();
    }
  }

  bool leave() {
    --depth_;
    return true;
  }

  bool too_deep() {
    error_ = {"json.too_deep", file_, "more than 32 levels of nesting"};
    return false;
  }

  /// Small objects are looked through; a large one has an index of its own.
  bool stands_already(const std::vector<std::pair<std::string, Json>>& members, std::set<std::string>& seen) const {
    if (members.size() < kLarge) {
      return std::any_of(members.begin(), members.end(), [&](const auto& member) { return member.first == string_; });
    }
    if (seen.empty()) {
      for (const auto& [name, member] : members) seen.insert(name);
    }
    return !seen.insert(string_).second;
  }

  // --- tokens --------------------------------------------------------------------------------------------------
  /// The next byte, or -1 behind the last one. A fault is told at the byte read last.
  int next() {
    const auto at = at_++;
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : -1;
  }

  Token next_token() {
    int byte = next();
    while (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r') byte = next();
    switch (byte) {
      case -1: return Token::kEnd;
      case '{': return Token::kOpenObject;
      case '}': return Token::kCloseObject;
      case '[': return Token::kOpenList;
      case ']': return Token::kCloseList;
      case ':': return Token::kColon;
      case ',': return Token::kComma;
      case '"': return string() ? Token::kString : Token::kBroken;
      case 't': return rest_is("rue") ? Token::kTrue : Token::kBroken;
      case 'f': return rest_is("alse") ? Token::kFalse : Token::kBroken;
      case 'n': return rest_is("ull") ? Token::kNull : Token::kBroken;
      default: return (byte == '-' || is_digit(byte)) && number(byte) ? Token::kNumber : Token::kBroken;
    }
  }

  bool rest_is(std::string_view rest) {
    return std::all_of(rest.begin(), rest.end(), [this](char wanted) { return next() == wanted; });
  }

  static bool is_digit(int byte) { return byte >= '0' && byte <= '9'; }

  int digits(int byte) {
    while (is_digit(byte)) byte = next();
    return byte;
  }

  bool number(int byte) {
    const auto first = at_ - 1;
    const bool minus = byte == '-';
    if (minus) byte = next();
    if (!is_digit(byte)) return false;
    byte = byte == '0' ? next() : digits(byte);
    bool whole = true;
    if (byte == '.') {
      whole = false;
      byte = next();
      if (!is_digit(byte)) return false;
      byte = digits(byte);
    }
    if (byte == 'e' || byte == 'E') {
      whole = false;
      byte = next();
      if (byte == '+' || byte == '-') byte = next();
      if (!is_digit(byte)) return false;
      byte = digits(byte);
    }
    --at_;  // what ends a number is no part of it
    const auto text = text_.substr(first, at_ - first);
    if (whole && text.size() <= 15) {  // every whole number so short is exact
      std::int64_t sum = 0;
      for (const char digit : text.substr(minus ? 1 : 0)) sum = 10 * sum + (digit - '0');
      number_ = static_cast<double>(minus ? -sum : sum);
      return true;
    }
    number_ = std::strtod(std::string(text).c_str(), nullptr);
    return std::isfinite(number_);
  }

  bool string() {
    string_.clear();
    for (;;) {
      // Most of a text is plain: all of it up to the next byte that is not is taken at once.
      const auto first = at_;
      while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
      string_.append(text_, first, at_ - first);
      const int byte = next();
      if (byte == '"') return true;
      if (byte == '\\' ? !escape() : !sequence(byte)) return false;
    }
  }

  static bool is_plain(char c) { return c >= 0x20 && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x80; }

  /// The rest of a character of several bytes; control characters, and bytes that begin none, are refused.
  bool sequence(int byte) {
    if (byte < 0xc2 || byte > 0xf4) return false;
    string_ += static_cast<char>(byte);
    // Second bytes that would be a longer way to write something, a surrogate, or beyond Unicode.
    const int low = byte == 0xe0 ? 0xa0 : byte == 0xf0 ? 0x90 : 0x80, high = byte == 0xed ? 0x9f : byte == 0xf4 ? 0x8f : 0xbf;
    if (!continuation(low, high)) return false;
    for (int more = byte < 0xe0 ? 0 : byte < 0xf0 ? 1 : 2; more > 0; --more) {
      if (!continuation(0x80, 0xbf)) return false;
    }
    return true;
  }

  bool continuation(int low, int high) {
    const int byte = next();
    string_ += static_cast<char>(byte);
    return byte >= low && byte <= high;
  }

  bool escape() {
    switch (const int byte = next()) {
      case '"':
      case '\\':
      case '/': string_ += static_cast<char>(byte); return true;
      case 'b': string_ += '\b'; return true;
      case 'f': string_ += '\f'; return true;
      case 'n': string_ += '\n'; return true;
      case 'r': string_ += '\r'; return true;
      case 't': string_ += '\t'; return true;
      case 'u': break;
      default: return false;
    }
    int code = hex();
    if (code >= 0xd800 && code <= 0xdbff) {
      if (next() != '\\' || next() != 'u') return false;
      const int low = hex();
      if (low < 0xdc00 || low > 0xdfff) return false;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    } else if (code >= 0xdc00 && code <= 0xdfff) {
      return false;
    }
    if (code < 0) return false;
    const auto add = [this](int bits) { string_ += static_cast<char>(bits); };
    const auto tail = [&](int shift) { add(0x80 | (code >> shift & 0x3f)); };
    if (code < 0x80) {
      add(code);
    } else if (code < 0x800) {
      add(0xc0 | code >> 6), tail(0);
    } else if (code < 0x10000) {
      add(0xe0 | code >> 12), tail(6), tail(0);
    } else {
      add(0xf0 | code >> 18), tail(12), tail(6), tail(0);
    }
    return true;
  }

  /// Four hexadecimal digits; -1 when they are not.
  int hex() {
    int code = 0;
    for (int i = 0; i < 4; ++i) {
      const int byte = next(), letter = byte | 0x20;
      if (!is_digit(byte) && (letter < 'a' || letter > 'f')) return -1;
      code = code << 4 | (is_digit(byte) ? byte - '0' : letter - 'a' + 10);
    }
    return code;
  }

  [[nodiscard]] Error syntax_error() const {
    const auto end = std::min(at_ ? at_ - 1 : 0, text_.size());
    const auto before = text_.substr(0, end);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto newline = before.rfind('\n');
    const auto column = newline == std::string_view::npos ? end + 1 : end - newline;
    return {"json.syntax", file_, "not valid JSON at line " + std::to_string(line) + ", column " + std::to_string(column)};
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0, depth_ = 0;
  std::string string_;
  double number_ = 0;
  Error error_;
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

Result<Json> parse_json(std::string_view text, const std::string& file) { return Parser(text, file).parse(); }

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
