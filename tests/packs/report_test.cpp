// report_test.cpp - what a person is told: every journey in words, and the words file itself.
#include <doctest/doctest.h>

#include "nightlegs/report.hpp"
#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

std::string told(const Answers& answers) {
  return report_text(words(), pack(), report(pack(), words(), answers, assess(pack(), answers)));
}

TEST_SUITE("report") {
  TEST_CASE("whatever somebody answers is told in whole words: no key, no gap to fill in, no line too long") {
    Dice dice(11);
    for (int i = 0; i < people_count(300, 3000); ++i) {
      const auto answers = somebody(pack(), dice);
      const auto text = told(answers);
      CAPTURE(write_answers(pack(), answers));
      CHECK(text.find("[[") == std::string::npos);
      CHECK(text.find('{') == std::string::npos);
      CHECK(text.find("%") == std::string::npos);
      CHECK(text.size() > 300);
    }
  }

  TEST_CASE("what was declined is never named (INV-22)") {
    const auto answers = Person::base().decline("s-risk-health").answers();
    const auto all = report(pack(), words(), answers, assess(pack(), answers));
    CHECK(all.declined);
    for (const auto& reason : all.reasons) CHECK(reason.not_certain.empty());
    CHECK(told(answers).find(words().label("diabetes")) == std::string::npos);
  }

  TEST_CASE("what was not certain is named, with how to check it") {
    const auto answers = Person::base().unsure("jaw-locked").answers();
    const auto all = report(pack(), words(), answers, assess(pack(), answers));
    REQUIRE(all.doubts.size() == 1);
    CHECK(all.doubts.front().finding == "jaw-locked");
    CHECK_FALSE(all.reasons.empty());
    CHECK(told(answers).find(words().label("jaw-locked")) != std::string::npos);
  }

  TEST_CASE("words that are not there read as empty, and a word of the program shows its key") {
    CHECK(words().maybe({"options", "no-such-option", "label"}) == "");
    CHECK(words().list({"no-such-section", "x"}).empty());
    CHECK(words().at({"options", "no-such-option"}) == nullptr);
    CHECK(words().ui("no-such-word") == "[[no-such-word]]");
  }

  TEST_CASE("an option has its own reason and its own words for a child where the file gives them, else its label") {
    auto changed = words();
    changed.tree = Json();
    auto parsed = parse_json(R"({"options": {"a": {"label": "L", "reason": "R", "child": "C"}, "b": {"label": "M"}}, "sections": 1})", "words");
    REQUIRE(parsed);
    changed.tree = *parsed;
    CHECK(changed.reason("a") == "R");
    CHECK(changed.reason("b") == "M");
    CHECK(changed.label("a", true) == "C");
    CHECK(changed.label("a") == "L");
    CHECK(changed.label("b", true) == "M");
    CHECK(unused_words(pack(), changed).size() == 2);  // a and b; what is not there at all is not unused
  }

  TEST_CASE("a words file that is no JSON, or reads from right to left, is read as what it is") {
    const auto broken_file = load_words(pack(), "{", "xx.json");
    REQUIRE_FALSE(broken_file);
    CHECK(broken_file.errors().front().code == "json.syntax");
    const auto rtl = load_words(pack(), with(words_text(), "\"direction\"", "\"ltr\"", "\"rtl\""), "xx.json");
    REQUIRE(rtl);
    CHECK(rtl->direction == "rtl");
  }

  TEST_CASE("a remark without words is a fault") {
    const auto& with_remarks = *std::find_if(pack().patterns.begin(), pack().patterns.end(), [](const Pattern& p) { return !p.remarks.empty(); });
    auto changed = words();
    for (auto& [section, patterns] : changed.tree.members) {
      if (section != "patterns") continue;
      for (auto& [id, pattern] : patterns.members) {
        if (id == with_remarks.id) std::erase_if(pattern.members, [](const auto& one) { return one.first == "remarks"; });
      }
    }
    const auto faults = check_pack(pack(), &changed);
    CHECK(std::any_of(faults.begin(), faults.end(), [](const Error& error) { return error.code == "words.missing"; }));
  }
}

}  // namespace
}  // namespace nightlegs::test
