// gist_test.cpp - what a result said under other content, beside what the same answers give today.
#include <doctest/doctest.h>

#include "nightlegs/gist.hpp"
#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

Words words_of(const Pack& content) {
  auto result = load_words(content, words_text(), "en.json");
  REQUIRE_MESSAGE(result, sentences(result.errors()));
  return std::move(*result);
}

Pack other(const std::string& after, const std::string& old, const std::string& now) {
  auto result = load_pack(broken(after, old, now));
  REQUIRE_MESSAGE(result, sentences(result.errors()));
  return std::move(*result);
}

Gist said_by(const Pack& content, const Answers& answers) {
  const auto words = words_of(content);
  const auto assessment = assess(content, answers);
  return gist_of(content, assessment, report(content, words, answers, assessment));
}

using Lines = std::vector<std::string>;

TEST_SUITE("gist") {
  TEST_CASE("it is read back as it was written, whoever answered") {
    Dice dice(91);
    for (int i = 0; i < people_count(100, 2000); ++i) {
      const auto gist = said_by(pack(), somebody(pack(), dice));
      Errors errors;
      const auto json = parse_json(write_gist(gist), "o");
      REQUIRE(json);
      CHECK(read_gist(JsonReader(&*json, "o", "", &errors)) == gist);
      CHECK_MESSAGE(errors.empty(), sentences(errors));
      CHECK(differences(pack(), words_of(pack()), gist, gist).empty());
    }
  }

  TEST_CASE("content that takes a sign more seriously is told with the new urgency; less seriously, with the warning to go by the higher one") {
    const auto answers = Person::base().yes("fever-chills").answers();
    const auto milder = other("\"rf-fever\"", "\"within_days\": 2", "\"within_days\": 14");
    const auto words = words_of(pack());
    const auto today = said_by(pack(), answers), then = said_by(milder, answers);
    REQUIRE(today.within_days == 2);
    REQUIRE(then.within_days > 2);
    const auto urgency = [](const Gist& a, const Gist& b) {
      return "Then: See a clinician within " + std::to_string(a.within_days) + " days. Now: See a clinician within " + std::to_string(b.within_days) + " days.";
    };
    CHECK(differences(pack(), words, then, today) == Lines{urgency(then, today)});
    CHECK(differences(milder, words_of(milder), today, then) == Lines{urgency(today, then), "Go by the more urgent of the two."});
  }

  TEST_CASE("a sign that today's content has no rule for any more is told without its name, and so is a pattern") {
    const auto words = words_of(pack());
    const auto today = said_by(pack(), Person::base().yes("fever-chills").answers());
    auto then = today;
    then.rules.push_back("rf-of-old");
    then.fits.emplace_back("humours", "well");
    CHECK(differences(pack(), words, then, today) == Lines{"No longer a reason: something that is no longer in the content",
                                                           "something that is no longer in the content. Then: Fits well. Now: not listed."});
    then = today;
    then.rules = today.rules;
    REQUIRE(std::erase(then.rules, "rf-fever") == 1);
    CHECK(differences(pack(), words, then, today) == Lines{"A reason now: " + words.maybe({"rules", "rf-fever", "say"})});
    CHECK(differences(pack(), words, today, then) == Lines{"No longer a reason: " + words.maybe({"rules", "rf-fever", "say"})});
  }

  TEST_CASE("a pattern that fits otherwise is told with both fits") {
    const auto words = words_of(pack());
    Gist then, now;
    then.fits = {{"restless-legs", "well"}, {"night-cramps", "partly"}};
    now.fits = {{"restless-legs", "partly"}};
    const auto name = [&](const char* id) { return words.maybe({"patterns", id, "name"}); };
    CHECK(differences(pack(), words, then, now) == Lines{name("restless-legs") + ". Then: Fits well. Now: Fits partly.", name("night-cramps") + ". Then: Fits partly. Now: not listed."});
  }
}

}  // namespace
}  // namespace nightlegs::test
