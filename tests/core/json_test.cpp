// json_test.cpp - reading and writing JSON: what a file from anywhere can hold must end in a value or an error.
#include <doctest/doctest.h>

#include "content.hpp"
#include "nightlegs/answers.hpp"
#include "nightlegs/json.hpp"
#include "nightlegs/random.hpp"

namespace nightlegs::test {
namespace {

Json parsed(std::string_view text) {
  auto result = parse_json(text, "a.json");
  REQUIRE_MESSAGE(result, sentences(result ? Errors{} : result.errors()));
  return std::move(*result);
}

Error error_of(std::string_view text) {
  const auto result = parse_json(text, "a.json");
  REQUIRE_FALSE(result);
  REQUIRE(result.errors().size() == 1);
  return result.errors().front();
}

std::string written(const Json& json) {
  JsonWriter writer;
  const std::function<void(const Json&)> write = [&](const Json& value) {
    switch (value.type) {
      case Json::Type::kNull: writer.null(); break;
      case Json::Type::kBool: writer.boolean(value.flag); break;
      case Json::Type::kNumber: writer.number(value.number); break;
      case Json::Type::kString: writer.string(value.text); break;
      case Json::Type::kArray:
        writer.open_array();
        for (const auto& item : value.items) write(item);
        writer.close_array();
        break;
      case Json::Type::kObject:
        writer.open_object();
        for (const auto& [key, member] : value.members) {
          writer.key(key);
          write(member);
        }
        writer.close_object();
        break;
    }
  };
  write(json);
  return writer.take();
}

TEST_SUITE("json") {
  TEST_CASE("what is written is what was read, in the same order") {
    for (const char* text : {R"({"b":1,"a":[true,false,null,-2.5,"x"],"c":{}})", R"([])", R"("\"\\\n\t\u0001 é")", R"([[],[[]],{"":""}])",
                             R"([0,-1,0.1,123456,1e+20])"}) {
      CHECK(written(parsed(text)) == text);
    }
  }

  TEST_CASE("escapes are read and written") {
    CHECK(parsed(R"("a\u00e9\ud83d\ude00\/\b\f\r")").text == "a\xc3\xa9\xf0\x9f\x98\x80/\b\f\r");
    CHECK(written(parsed("\"\\u0000\\u001f\\r\"")) == "\"\\u0000\\u001f\\u000d\"");
  }

  TEST_CASE("text that is not JSON is told with its line and column") {
    CHECK(error_of("{\n  \"a\": }") == Error{"json.syntax", "a.json", "not valid JSON at line 2, column 8"});
    CHECK(error_of("").code == "json.syntax");
    CHECK(error_of("[1] 2").code == "json.syntax");
    CHECK(error_of("[1,]").code == "json.syntax");
    CHECK(error_of("{'a': 1}").code == "json.syntax");
    CHECK(error_of("[NaN]").code == "json.syntax");
    CHECK(error_of("[01]").code == "json.syntax");
    CHECK(error_of("\"\xff\"").code == "json.syntax");
    CHECK(error_of("\"\\ud800\"").code == "json.syntax");
    CHECK(error_of("[1e999]").code == "json.syntax");
  }

  TEST_CASE("a key that stands twice is an error") {
    CHECK(error_of(R"({"a": 1, "b": {"a": 1, "a": 2}})").code == "json.duplicate_key");
    CHECK(parsed(R"({"a": 1, "b": {"a": 1}})").members.size() == 2);
  }

  TEST_CASE("nesting deeper than 32 is an error, not a crash") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(parsed(nested(32)).is(Json::Type::kArray));
    CHECK(error_of(nested(33)).code == "json.too_deep");
    CHECK(error_of(std::string(1000000, '[')).code == "json.too_deep");
  }

  TEST_CASE("a reader tells every value that does not fit, with its place") {
    const Json json = parsed(R"({"text": 1, "list": {}, "flag": "x", "whole": 1.5, "big": 1e9, "inner": [{"a": 1}], "tpyo": 1})");
    Errors errors;
    const JsonReader top(&json, "a.json", "", &errors);
    CHECK(top.at("text").text() == "");
    CHECK(top.at("list").items().empty());
    CHECK_FALSE(top.at("flag").flag());
    CHECK(top.at("whole").whole() == 0);
    CHECK(top.at("big").whole() == 0);
    CHECK(top.at("inner").items().at(0).at("b").text() == "");
    CHECK(top.at("text").at("deeper").number() == 0);
    CHECK(top.at("flag").number() == 0);
    top.only({"text", "list", "flag", "whole", "big", "inner", "typo"});
    CHECK(errors == Errors{{"json.type", "a.json /text", "expected a text, found a number"},
                           {"json.type", "a.json /list", "expected a list, found an object"},
                           {"json.type", "a.json /flag", "expected true or false, found a text"},
                           {"json.range", "a.json /whole", "expected a whole number of at most a million"},
                           {"json.range", "a.json /big", "expected a whole number of at most a million"},
                           {"json.missing", "a.json /inner/0", "the key \"b\" is missing"},
                           {"json.type", "a.json /text", "expected an object, found a number"},
                           {"json.type", "a.json /flag", "expected a number, found a text"},
                           {"json.unknown_key", "a.json", "unknown key \"tpyo\"; nearest: \"typo\""}});
  }

  TEST_CASE("each kind of value is named when another was expected, and numbers have their bounds") {
    const auto parsed = parse_json(R"({"nothing": null, "yes": true, "small": -2000000, "half": 0.5})", "kinds.json");
    REQUIRE(parsed);
    Errors errors;
    const JsonReader top(&*parsed, "", "", &errors);
    (void)top.at("nothing").text();
    (void)top.at("yes").at("deeper");
    CHECK(top.at("small").whole() == 0);
    CHECK(top.at("half").whole() == 0);
    top.at("yes").only({"a"});           // says nothing: its type is told where it is read
    top.at("gone").only({"a"});
    (void)top.at("gone").at("deeper");   // one fault does not bring the next
    REQUIRE(errors.size() == 6);
    CHECK(errors[0] == Error{"json.type", "/nothing", "expected a text, found null"});
    CHECK(errors[1] == Error{"json.type", "/yes", "expected an object, found true or false"});
    CHECK(errors[2].code == "json.range");
    CHECK(errors[3].code == "json.range");
    CHECK(errors[4].code == "json.missing");
    CHECK(errors[5].code == "json.missing");
    const JsonReader nowhere(nullptr, "", "", &errors);
    CHECK(nowhere.text().empty());
    CHECK(nowhere.members().empty());
    CHECK(nowhere.number() == 0);
    CHECK_FALSE(nowhere.flag());
    CHECK(errors.size() == 6);
  }

  TEST_CASE("an optional value that is not there reads as empty and is no error") {
    const Json json = parsed("{}");
    Errors errors;
    const JsonReader top(&json, "a.json", "", &errors);
    CHECK(top.maybe("a").maybe("b").text() == "");
    CHECK(top.maybe("a").items().empty());
    CHECK(top.maybe("a").whole() == 0);
    CHECK(errors.empty());
  }

  TEST_CASE("the nearest name is a small slip away or contains the word, and a stranger has none") {
    const std::vector<std::string> known = {"feel-ache", "feel-cramp", "one-calf-bigger"};
    CHECK(nearest("feel-ahce", known) == "feel-ache");
    CHECK(nearest("calf-bigger", known) == "one-calf-bigger");
    CHECK(nearest("xylophone", known) == "");
    CHECK(nearest("", known) == "");
    CHECK(nearest("feel", {}) == "");
  }

  TEST_CASE("2,000 damaged answer files end in answers or in an error that says something") {
    Dice dice(20261124);
    int read = 0, refused = 0;
    for (int i = 0; i < 2000; ++i) {
      std::string text = "{\"answers\":" + write_answers(pack(), random_answers(pack(), dice)) + "}";
      const auto at = [&] { return static_cast<std::size_t>(dice.roll(static_cast<std::uint32_t>(text.size()))); };
      for (std::uint32_t damage = 1 + dice.roll(4); damage > 0; --damage) {
        switch (dice.roll(4)) {
          case 0: text[at()] = static_cast<char>(dice.roll(256)); break;
          case 1: text.erase(at(), dice.roll(20)); break;
          case 2: text.insert(at(), std::string(1 + dice.roll(3), "{}[]\",:0"[dice.roll(8)])); break;
          default: {
            const auto from = at();
            text.insert(at(), text.substr(from, dice.roll(40)));
          }
        }
        if (text.empty()) text = " ";
      }
      const auto answers = read_answer_file(pack(), text, "damaged.json");
      if (answers) {
        ++read;
      } else {
        ++refused;
        REQUIRE_FALSE(answers.errors().empty());
        for (const auto& error : answers.errors()) CHECK_MESSAGE((!error.code.empty() && !error.what.empty()), text);
      }
    }
    CHECK(refused > 1500);
    CHECK(read + refused == 2000);
  }

  TEST_CASE("damaged packs end in a pack or in errors, never in a crash") {
    Dice dice(7);
    for (int i = 0; i < 60; ++i) {
      std::string text = bundle();
      const auto at = [&] { return static_cast<std::size_t>(dice.roll(static_cast<std::uint32_t>(text.size()))); };
      switch (dice.roll(3)) {
        case 0: text[at()] = static_cast<char>(dice.roll(128)); break;
        case 1: text.erase(at(), 1 + dice.roll(10)); break;
        default: {
          const auto from = at();
          text.insert(at(), text.substr(from, 1 + dice.roll(12)));
        }
      }
      const auto loaded = load_pack(text);
      if (!loaded) CHECK_FALSE(loaded.errors().empty());
    }
  }
}

}  // namespace
}  // namespace nightlegs::test
