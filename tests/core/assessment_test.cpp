// assessment_test.cpp - what comes out beside the urgency: the contract's JSON to the byte, the order and number of what is told, and
// eight people at once where content or people are unusual.
#include <doctest/doctest.h>

#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

Pack changed(const std::string& after, const std::string& old, const std::string& now) {
  auto loaded = load_pack(broken(after, old, now));
  REQUIRE_MESSAGE(loaded, sentences(loaded.errors()));
  return std::move(*loaded);
}

std::string json_of(const Person& person, const Pack& content) {
  return write_assessment(content, person.answers(), assess(content, person.answers()));
}

/// All together and each alone.
void check_alike(const Pack& content, const std::vector<Answers>& people) {
  QuickWorkspace work;
  std::vector<int> rungs(kPeople);
  std::vector<Fit> fits(kPeople * content.patterns.size());
  assess_quickly(content, people, work, rungs, fits);
  for (std::size_t p = 0; p < people.size(); ++p) {
    CAPTURE(write_answers(content, people[p]));
    const auto alone = assess(content, people[p]);
    CHECK(rungs[p] == alone.rung);
    for (const auto& fit : alone.patterns) CHECK(fits[p * content.patterns.size() + fit.pattern] == fit.fit);
  }
}

TEST_SUITE("assessment") {
  TEST_CASE("an assessment is written as the contract says, to the byte") {
    std::string text = read_file("tests/fuzz/seeds/pack/small");
    text = with(text, "\"id\":\"ageing\"", "\"for\":[]", R"("for":[{"when":"@age-50-plus","strength":"strong"},{"when":"feel-ache","strength":"moderate"},{"when":"kidney-disease","strength":"weak"}])");
    text = with(text, "\"id\":\"ageing\"", "\"against\":[]", R"("against":[{"when":"worse-slow","strength":"weak"}])");
    text = with(text, "\"id\":\"ageing\"", "\"never_alone\":true,", "");
    auto loaded = load_pack(text);
    REQUIRE_MESSAGE(loaded, sentences(loaded.errors()));
    const auto& content = *loaded;
    const auto told = [&](const Person& person, const std::string& rest) {
      CHECK(json_of(person, content) == "{\"pack\":\"" + content.fingerprint + "\"," + rest);
    };
    told(Person(content),
         R"("urgency":"same-day","route":"maternity-now","within_days":null,"complete":false,"red_flags":[)"
         R"({"id":"rf-preg-two","tier":"same-day","state":"stepped-down","because":["s-risk-clot=not-sure","s-preg=not-sure"]},)"
         R"({"id":"rf-one-unsure","tier":"same-day","state":"fired","because":["s-now=not-sure"]},)"
         R"({"id":"rf-dvt-likely","tier":"soon","state":"stepped-down","because":["s-one-leg=not-sure","s-risk-clot=not-sure","s-injury=not-sure"]},)"
         R"({"id":"rf-child-floor","tier":"soon","state":"fired","because":[]},)"
         R"({"id":"rf-unexplained","tier":"routine","state":"fired","because":[]}],"patterns":[)"
         R"({"id":"ageing","kind":"contributor","fit":"none","could_become":"partly","for":[],"against":[],)"
         R"("unknown":["worse-slow","age-50-64","age-65-79","feel-ache","kidney-disease"]},)"
         R"({"id":"growing-pains","kind":"cause","fit":"none","could_become":"none","for":[],"against":[],"unknown":["age-3-8","age-9-12"]}],)"
         R"("actions":[],"ask_next":"s-now"})");
    auto calm = Person(content).none("s-now").none("s-injury").none("s-one-leg").yes("worse-slow").none("s-risk-clot").none("s-risk-health");
    auto child = calm;
    told(child.yes("age-3-8"),
         R"("urgency":"soon","route":null,"within_days":7,"complete":true,"red_flags":[)"
         R"({"id":"rf-child-floor","tier":"soon","state":"fired","because":["s-age=age-3-8"]},)"
         R"({"id":"rf-unexplained","tier":"routine","state":"fired","because":[]}],"patterns":[)"
         R"({"id":"ageing","kind":"contributor","fit":"none","could_become":"none","for":[],"against":[],"unknown":["feel-ache","kidney-disease"]},)"
         R"({"id":"growing-pains","kind":"cause","fit":"none","could_become":"none","for":[],"against":[],"unknown":[]}],)"
         R"("actions":["sc-diary"],"ask_next":"c-feel"})");
    calm.yes("age-65-79").yes("feel-ache").yes("urge-mild").yes("z-calf").yes("side-both-same").yes("spread-from-back");
    told(calm.yes("worst-in-bed").yes("walk-pain-no").none("m-known"),
         R"("urgency":"self-care","route":null,"within_days":null,"complete":true,"red_flags":[],"patterns":[)"
         R"({"id":"ageing","kind":"contributor","fit":"partly","could_become":"partly","for":["age-65-79","feel-ache"],"against":["worse-slow"],"unknown":[]},)"
         R"({"id":"growing-pains","kind":"cause","fit":"none","could_become":"none","for":[],"against":[],"unknown":[]}],)"
         R"("actions":["sc-calf-wall","sc-diary","sc-supplements"],"ask_next":null})");
  }

  TEST_CASE("a rule is certain when a yes fires it, and so are the floors; a doubt or a count of doubts is not") {
    const auto certain = [](const Person& person, const std::string& rule) {
      const auto outcome = person.result();
      for (const auto& fired : outcome.all().red_flags) {
        if (pack().rules[fired.rule].id == rule) return fired.certain;
      }
      FAIL(rule, " does not fire");
      return false;
    };
    CHECK(certain(Person::base().yes("cough-blood"), "rf-lung-heart"));
    CHECK_FALSE(certain(Person::base().unsure("cough-blood"), "rf-lung-heart"));
    CHECK_FALSE(certain(Person::base().unsure("leg-cold-new"), "rf-one-unsure"));
    CHECK(certain(Person::base().yes("age-3-8").none("s-child"), "rf-child-floor"));
  }

  TEST_CASE("the floor for children names the age alone, not what the next question was told") {
    const auto girl = Person::base().yes("age-13-17").none("s-child").yes("pregnant").yes("preg-headache");
    CHECK(girl.result().because("rf-child-floor") == Ids{"age-13-17"});
  }

  TEST_CASE("where no rule has a route there is none, nor where no rule fires") {
    CHECK(Person::base().result().all().route == -1);
    auto content = changed("rf-unexplained", "rf-unexplained", "rf-unexplained");
    content.rules.resize(content.first_floor);
    const auto calm = assess(content, Person::base(content).answers());
    CHECK(calm.red_flags.empty());
    CHECK(calm.route == -1);
  }

  TEST_CASE("the most it could become: nothing more where every sign is a no, and the rung of what is open or unsure") {
    const auto most = [](const Person& person) {
      Workspace work;
      return highest_rung(pack(), find(pack(), person.answers(), Missing::kUnsure), work);
    };
    const auto emergency = static_cast<int>(pack().ladder.size()) - 1;
    Findings all_no;
    all_no.status.assign(pack().findings.size(), Status::kNo);
    Workspace work;
    CHECK(highest_rung(pack(), all_no, work) == 0);
    CHECK(most(Person::base().unsure("cough-blood")) == emergency);
    CHECK(most(Person::base().forget("s-now")) == emergency);
  }

  TEST_CASE("what is suggested suits a pattern that is told, or everybody") {
    const auto content = changed("\"show\"", "\"causes\": 5, \"contributors\": 4", "\"causes\": 1, \"contributors\": 1");
    Dice dice(12);
    int suggested = 0;
    for (int i = 0; i < people_count(300, 3000); ++i) {
      auto person = Person::base(content);
      auto answers = random_answers(content, dice);
      for (std::size_t q = 0; q < answers.size(); ++q) {
        if (content.questions[q].safety) answers[q] = person.answers()[q];
      }
      const auto result = assess(content, answers);
      std::vector<const PatternFit*> told = listed(content, result, Pattern::Kind::kCause);
      for (const auto* fit : listed(content, result, Pattern::Kind::kContributor)) told.push_back(fit);
      CHECK(told.size() <= 2);
      for (const auto action : result.actions) {
        ++suggested;
        const bool suits = std::any_of(told.begin(), told.end(), [&](const PatternFit* fit) {
          const auto& offers = content.patterns[fit->pattern].offers;
          return std::find(offers.begin(), offers.end(), action) != offers.end();
        });
        if (!suits && !content.actions[action].serves_all) FAIL(content.actions[action].id, ": ", write_answers(content, answers));
      }
    }
    CHECK(suggested > 100);
  }

  TEST_CASE("an action for everybody is suggested, also when it is the first of all") {
    const auto& text = bundle();
    const auto at = text.find("\"serves\"", text.find("\"actions\": ["));
    const auto serves = text.substr(at, text.find(']', at) + 1 - at);
    const auto content = changed("\"actions\": [", serves, "\"serves\": [\"*\"]");
    REQUIRE(content.actions.front().serves_all);
    CHECK(Outcome(content, Person::base(content).answers(), Missing::kUnsure).suggests(content.actions.front().id));
  }

  TEST_CASE("what to do while waiting is told once, however many rules ask for it") {
    const auto outcome = Person::base().yes("one-calf-bigger").yes("surgery-12w").yes("snap-ankle").yes("cant-weight-bear").result();
    REQUIRE(outcome.urgency() == "same-day");
    auto told = outcome.all().while_waiting;
    CHECK(told.size() >= 2);
    CHECK(std::adjacent_find(told.begin(), told.end()) == told.end());
    CHECK(std::is_sorted(told.begin(), told.end()));
  }

  TEST_CASE("eight at once: children below their floor, with and without a doubt") {
    check_alike(pack(), {growing_child().answers(), growing_child().forget("l-child-morning").answers(),
                         growing_child().not_sure("l-child-gaps").answers(), growing_child().yes("child-gaps-no").answers(),
                         Person::base().answers(), Person::base().yes("side-both-same").yes("feel-other").answers()});
  }

  TEST_CASE("eight at once: a pack whose first pattern is never listed alone, though its rows are met") {
    const auto content = [] {
      // The real pack with nearly all of it taken away.
      auto loaded = load_pack(with(read_file("tests/fuzz/seeds/pack/small"), "\"id\":\"ageing\"", "\"for\":[]",
                                   R"("for":[{"when":"@age-50-plus","strength":"strong"},{"when":"feel-ache","strength":"strong"}])"));
      REQUIRE_MESSAGE(loaded, sentences(loaded.errors()));
      return std::move(*loaded);
    }();
    REQUIRE(content.patterns.front().never_alone);
    Dice dice(13);
    for (int i = 0; i < 100; ++i) {
      std::vector<Answers> people;
      for (std::uint32_t count = 1 + dice.roll(kPeople); count > 0; --count) people.push_back(random_answers(content, dice));
      check_alike(content, people);
    }
  }
}

}  // namespace
}  // namespace nightlegs::test
