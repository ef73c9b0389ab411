// receipt_test.cpp - "Check it yourself": from the guide to a receipt of what was counted, and numbers in other people's digits.
#include "app/digits.hpp"
#include "content.hpp"
#include "walker.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

Json calm_path() {
  for (const auto& journey : journeys("paths.json").items) {
    if (journey.find("expect")->find("urgency")->text == "self-care") return *journey.find("answers");
  }
  FAIL("no calm journey");
  return {};
}

const std::string kQuiet = R"({"begun":"2026-11-24T03:12+01:00","made":"2026-11-24T03:17+01:00","signal":"none","own":[],"elsewhere":[],"copy":2,"stopped":0})";
const std::string kNothingStored = R"({"now":"2026-11-24T03:17+01:00","kept":[],"tab":false,"copy":17,"others":0})";

void to_guide(Walker& person) {
  person.press("What is on this device");
  person.press("Check it yourself");
}

}  // namespace

TEST_SUITE("check it yourself") {
  TEST_CASE("the guide tells three steps and whether the device has a signal just now") {
    Walker person;
    to_guide(person);
    CHECK(person.screen().errand == "witness");
    CHECK(person.screen().errand_value == "watch");
    CHECK(person.by_id("steps")->items.size() == 3);
    CHECK(person.says("says that it has a signal"));
    person.send({"fact", "signal", "", false});
    CHECK(person.says("says that it has no signal"));
    CHECK(person.says("leave it open"));
    person.send({"fact", "offline", "", true});
    CHECK(person.says("Works without a signal now."));
  }

  TEST_CASE("begin, a whole check, and the receipt tells the very counts") {
    Walker person;
    to_guide(person);
    person.press("Begin to count");
    CHECK(person.screen().errand_value == "begin");
    CHECK(person.screen().name == "question");
    const auto answers = calm_path();
    while (person.screen().name == "question") {
      const Json* answer = answers.find(person.question());
      answer ? person.answer(*answer) : person.press("Leave this out");
    }
    person.press("What was stored and sent");
    CHECK(person.screen().errand_value == "read");
    person.send({"stored", "", kNothingStored, true});
    person.send({"witnessed", "", kQuiet, true});
    CHECK(person.says("from 2026-11-24, 03:12 to 2026-11-24, 03:17"));
    CHECK(person.says("To anybody else's address: nothing."));
    CHECK(person.says("To this page's own address: nothing."));
    CHECK(person.says("Out of the copy on this device: 2 files."));
    CHECK(person.says("In this tab's memory: nothing."));
    CHECK(person.says("A copy of the page: 17 files"));
    CHECK(person.says("said all the time that it had no signal"));
    CHECK(person.says("A check came to its result meanwhile."));
    REQUIRE(person.by_id("print"));
    const auto text = person.document("text");
    CHECK(text.find("To anybody else's address: nothing.") != std::string::npos);
    CHECK(person.document("json").empty());
    person.send({"way-out", "", "no-print", true});
    CHECK(person.says("may not print here"));
  }

  TEST_CASE("whatever was asked for or stopped is told, with its name") {
    Walker person;
    to_guide(person);
    person.press("Begin to count");
    person.press("Stop and clear");
    person.press("What is on this device");
    person.press("What was stored and sent");
    person.send({"witnessed", "",
                 R"({"begun":"","made":"","signal":"partly","own":["a.js","b.txt"],"elsewhere":["https://spy.example"],"copy":0,"stopped":3})", true});
    CHECK(person.says("2 files were asked for. a.js, b.txt"));
    CHECK(person.says("https://spy.example"));
    CHECK(person.says("own rules: 3."));
    CHECK(person.says("for a part of the time"));
    CHECK(person.says("No check came to its result meanwhile."));
    CHECK(person.says("tells no time"));
  }

  TEST_CASE("a receipt that does not fit is not shown in part") {
    Walker person;
    to_guide(person);
    person.press("Begin to count");
    for (const char* wrong : {"", "[]", R"({"begun":"","made":"","signal":"maybe","own":[],"elsewhere":[],"copy":0,"stopped":0})",
                              R"({"begun":"","made":"","signal":"none","own":"x","elsewhere":[],"copy":0,"stopped":0})"}) {
      CHECK_FALSE(person.refused({"witnessed", "", wrong, true}).empty());
    }
    person.press("Stop and clear");
    person.press("What is on this device");
    person.press("What was stored and sent");
    CHECK_FALSE(person.says("nothing."));
  }

  TEST_CASE("in the middle of a check the counting begins without losing an answer") {
    Walker person;
    person.press("Start the check");
    const auto question = person.question();
    person.choose("none");
    person.send({"device", "", "", true});
    person.press("Check it yourself");
    person.press("Begin to count");
    CHECK(person.screen().name == "device");
    person.press("Back");
    CHECK(person.question() == question);
  }
}

TEST_SUITE("other digits") {
  TEST_CASE("a number typed on a keyboard with other digits is taken, and stays as it was typed") {
    for (const auto& journey : journeys("paths.json").items) {
      if (journey.find("name")->text.find("one swollen calf") == std::string::npos) continue;
      Walker person;
      person.press("Start the check");
      const auto& answers = *journey.find("answers");
      while (person.question() != "s-calf-measure") person.answer(*answers.find(person.question()));
      person.send({"number", "s-calf-measure", "\u0662\u066B\u0665", true});
      CHECK(person.by_id("s-calf-measure")->value == "\u0662\u066B\u0665");
      // Too much of it is cut off, and half a letter was left at the end: the tab's memory and the file then held broken text.
      for (const std::string letter : {"\u0662", "\u0967", "\uFF13", "\U0001F9B5"}) {
        std::string typed = "1";
        while (typed.size() < 60) typed += letter;
        person.send({"number", "s-calf-measure", typed, true});
        const auto& value = person.by_id("s-calf-measure")->value;
        CHECK(value == typed.substr(0, value.size()));
        CHECK(value.size() + letter.size() > 48);
        CHECK(value.size() <= 48);
        CHECK((value.size() - 1) % letter.size() == 0);
      }
      person.send({"number", "s-calf-measure", "\u0662\u066B\u0665", true});
      person.press("Next");
      CHECK(person.question() != "s-calf-measure");
      CHECK(person.app().saved("2026-11-24T03:12+01:00").find("2.5") != std::string::npos);
      return;
    }
    FAIL("no journey with a calf that is measured");
  }

  TEST_CASE("a number in the digits of another script is that number") {
    CHECK(with_plain_digits("\u0663\u0668\u066B\u0665") == "38.5");  // Arabic-Indic
    CHECK(with_plain_digits("\u06F4\u06F2") == "42");                // Persian
    CHECK(with_plain_digits("\u0967\u0968.\u096B") == "12.5");       // Devanagari
    CHECK(with_plain_digits("\u09E9") == "3");                       // Bengali
    CHECK(with_plain_digits("\u0E51\u0E59") == "19");                // Thai
    CHECK(with_plain_digits("\uFF13\uFF0C\uFF15") == "3.5");         // full width
    CHECK(with_plain_digits("3,5 cm") == "3,5 cm");
    for (const char* broken : {"\xD9", "\xE0\xA5", "\xF0\x9F\x98\x80", "\x80\x80", "\xFF"}) CHECK(with_plain_digits(broken) == broken);
  }
}
