// journeys_test.cpp - every journey of tests/journeys against the content that is built into the program.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "builtin.hpp"
#include "content.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

const Pack& builtin() {
  static const Pack loaded = [] {
    auto result = load_pack({reinterpret_cast<const char*>(kBuiltinPack), kBuiltinPackSize});
    REQUIRE_MESSAGE(result, sentences(result.errors()));
    return std::move(*result);
  }();
  return loaded;
}

Json journeys(const std::string& file) {
  auto parsed = parse_json(read_file("tests/journeys/" + file), file);
  REQUIRE_MESSAGE(parsed, sentences(parsed.errors()));
  return std::move(*parsed);
}

const Json& part(const Json& journey, const char* name) {
  const Json* found = journey.find(name);
  REQUIRE_MESSAGE(found, "a journey without \"", name, "\"");
  return *found;
}

Answers answers_of(const Json& json) {
  Errors errors;
  auto read = read_answers(builtin(), JsonReader(&json, "answers", "", &errors));
  REQUIRE_MESSAGE(read, sentences(read ? Errors{} : read.errors()));
  return *read;
}

Ids ids_of(const Json& list) {
  Ids ids;
  for (const auto& item : list.items) ids.push_back(item.is(Json::Type::kString) ? item.text : part(item, "id").text);
  return ids;
}

/// Holds one journey's outcome against every key of its "expect"; a key that we do not know is a mistake in the journey.
void check_journey(const Json& journey) {
  CAPTURE(part(journey, "name").text);
  const Outcome outcome(builtin(), answers_of(part(journey, "answers")), Missing::kUnsure);
  for (const auto& [key, wanted] : part(journey, "expect").members) {
    CAPTURE(key);
    const auto& rung = builtin().ladder[static_cast<std::size_t>(outcome.rung())];
    if (key == "urgency") {
      CHECK(std::string(name_of(rung.tier)) == wanted.text);
    } else if (key == "within_days") {
      CHECK(rung.within_days == static_cast<int>(wanted.number));
    } else if (key == "route") {
      CHECK(outcome.route() == wanted.text);
    } else if (key == "must_fire") {
      for (const auto& rule : ids_of(wanted)) CHECK_MESSAGE(outcome.fires(rule), rule);
    } else if (key == "must_not_fire") {
      for (const auto& rule : ids_of(wanted)) CHECK_MESSAGE(!outcome.fires(rule), rule);
    } else if (key == "causes") {
      CHECK(outcome.listed(Pattern::Kind::kCause) == ids_of(wanted));
      for (const auto& cause : wanted.items) CHECK(outcome.fit(part(cause, "id").text) == part(cause, "fit").text);
    } else if (key == "contributors") {
      CHECK(outcome.listed(Pattern::Kind::kContributor) == ids_of(wanted));
    } else {
      FAIL_CHECK("nothing checks \"", key, "\"");
    }
  }
}

TEST_SUITE("journeys") {
  TEST_CASE("all 82 test vectors of the dossier come out as it says") {
    const Json list = journeys("vectors.json");
    CHECK(list.items.size() == 82);
    for (const auto& journey : list.items) check_journey(journey);
  }

  TEST_CASE("all 21 worked examples of the dossier come out as it says") {
    const Json list = journeys("examples.json");
    CHECK(list.items.size() == 21);
    for (const auto& journey : list.items) check_journey(journey);
  }

  TEST_CASE("every whole questionnaire comes out as expected and leaves no question open") {
    const Json list = journeys("paths.json");
    CHECK(list.items.size() >= 30);
    for (const auto& journey : list.items) {
      check_journey(journey);
      CAPTURE(part(journey, "name").text);
      const Outcome outcome(builtin(), answers_of(part(journey, "answers")), Missing::kUnsure);
      CHECK(outcome.complete());
      CHECK(outcome.ask_next() == "");
    }
  }

  TEST_CASE("each of the 144 rules and 2 floors has answers that raise it and a near miss that does not") {
    const Json list = journeys("rules.json");
    CHECK(list.items.size() == 144 + 2);
    std::set<std::string> seen;
    for (const auto& journey : list.items) {
      const auto& rule = part(journey, "rule").text;
      CAPTURE(rule);
      CHECK_MESSAGE(seen.insert(rule).second, "two journeys for one rule");
      const Outcome raised(builtin(), answers_of(part(journey, "raises")), Missing::kUnsure);
      CHECK(raised.fires(rule));
      CHECK_FALSE(raised.steps_down(rule));
      const Outcome missed(builtin(), answers_of(part(journey, "near_miss")), Missing::kUnsure);
      CHECK_FALSE(missed.fires(rule));
    }
    for (const auto& rule : builtin().rules) CHECK_MESSAGE(seen.contains(rule.id), rule.id, " has no journey");
  }

  TEST_CASE("a near miss differs from what raises its rule in one question alone") {
    for (const auto& journey : journeys("rules.json").items) {
      CAPTURE(part(journey, "rule").text);
      const auto raises = answers_of(part(journey, "raises")), near_miss = answers_of(part(journey, "near_miss"));
      std::string changed;
      for (std::size_t q = 0; q < raises.size(); ++q) {
        if (!(raises[q] == near_miss[q])) changed += builtin().questions[q].id;
      }
      CHECK(changed == part(journey, "changed").text);
    }
  }

  TEST_CASE("the built-in content is the content of the tree") {
    CHECK(std::string(reinterpret_cast<const char*>(kBuiltinPack), kBuiltinPackSize) == bundle());
    REQUIRE(kBuiltinWordsCount >= 1);
    CHECK(std::string(reinterpret_cast<const char*>(kBuiltinWords[0].bytes), kBuiltinWords[0].size) == words_text());
  }
}

}  // namespace
}  // namespace nightlegs::test
