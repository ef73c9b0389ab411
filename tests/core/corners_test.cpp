// corners_test.cpp - forms of content that the built-in pack does not have, and the deciding code must still read rightly.
// Every branch and every condition of that code is decided by some test (tests/bench/coverage.mjs).
#include <doctest/doctest.h>

#include "nightlegs/random.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

using Op = Expression::Op;

Expression finding(std::uint16_t index) { return {.op = Op::kFinding, .index = index}; }

/// The real pack with each text replaced where it comes first after the one before it.
Pack changed(const std::vector<std::array<std::string, 3>>& changes) {
  std::string text = bundle();
  for (const auto& [after, old, now] : changes) text = with(text, after, old, now);
  auto loaded = load_pack(text);
  REQUIRE_MESSAGE(loaded, sentences(loaded.errors()));
  return std::move(*loaded);
}

struct Gates {
  std::vector<Expression> groups = {{.op = Op::kAny, .operands = {finding(0), finding(1)}}, {.op = Op::kAny, .operands = {finding(2)}}};
  std::vector<std::pair<Expression, int>> wells;
  CircuitBuilder builder{3, groups, wells};
};

TEST_SUITE("corners") {
  TEST_CASE("an empty ALL is always true and an empty ANY never, also inside others") {
    Gates gates;
    const Expression all{.op = Op::kAll}, any{.op = Op::kAny};
    CHECK(gates.builder.add(all) == kAlways);
    CHECK(gates.builder.add(any) == kNever);
    CHECK(gates.builder.add({.op = Op::kAny, .operands = {all, finding(0)}}) == kAlways);
    CHECK(gates.builder.add({.op = Op::kAll, .operands = {all, finding(0)}}) == gates.builder.add(finding(0)));
    CHECK(gates.builder.add({.op = Op::kAny, .operands = {any, finding(0)}}) == gates.builder.add(finding(0)));
    CHECK(gates.builder.add({.op = Op::kAll, .operands = {any, finding(0)}}) == kNever);
  }

  TEST_CASE("the same count of unsure findings is one input, another count or another group is another") {
    Gates gates;
    const auto count = [&](std::uint16_t group, int n) { return gates.builder.add({.op = Op::kUnsureCount, .index = group, .count = n}); };
    const auto one = count(0, 1), two = count(0, 2), other = count(1, 1);
    CHECK(one != two);
    CHECK(one != other);
    CHECK(count(0, 1) == one);
    CHECK(count(0, 2) == two);
    CHECK(count(1, 1) == other);
  }

  TEST_CASE("the same condition is built once, however often its parts are named") {
    Gates gates;
    const auto any = [&](std::vector<Expression> parts) { return gates.builder.add({.op = Op::kAny, .operands = std::move(parts)}); };
    const auto once = any({finding(0), finding(1), finding(2)});
    CHECK(any({finding(0), finding(1), finding(2)}) == once);
    CHECK(any({finding(0), finding(1), finding(1), finding(2)}) == once);
  }

  TEST_CASE("never and always are what they are, whatever the memory held") {
    Gates gates;
    (void)gates.builder.add({.op = Op::kNot, .operands = {finding(0)}});
    const auto circuit = gates.builder.finish();
    for (const Word before : {Word{0}, ~Word{0}}) {
      std::vector<Word> words(static_cast<std::size_t>(circuit.signals()), before);
      circuit.run(words.data());
      CHECK(words[kNever] == 0);
      CHECK(words[kAlways] == ~Word{0});
    }
  }

  TEST_CASE("a finding asked for twice as a no is one input") {
    Gates gates;
    const auto one = gates.builder.add({.op = Op::kNo, .operands = {finding(0)}});
    CHECK(gates.builder.add({.op = Op::kNo, .operands = {finding(0), finding(0)}}) == one);
    CHECK(gates.builder.add({.op = Op::kNo, .operands = {finding(1)}}) != one);
  }

  TEST_CASE("what was declined is not a no: the growing-pains criteria are then not met") {
    const auto content = changed({{"\"meets\": \"ALL(ANY(age-3-8", "NO(@one-leg-only", "NO(diabetes, @one-leg-only"}});
    const auto met = [&](const Answers& answers) { return Outcome(content, answers, Missing::kUnsure).pattern("growing-pains").meets; };
    auto child = growing_child();
    CHECK(met(child.answers()));
    CHECK_FALSE(met(child.decline("s-risk-health").answers()));
    CHECK_FALSE(met(child.none("s-risk-health").yes("diabetes").answers()));
  }

  TEST_CASE("where a doubtful age only steps down, so does the floor for children") {
    std::vector<std::array<std::string, 3>> ages;
    for (const char* age : {"age-0-2", "age-3-8", "age-9-12", "age-13-17"}) {
      ages.push_back({std::string("\"id\": \"") + age + "\"", "\"as-yes\"", "\"step-down\""});
    }
    const auto content = changed(ages);
    const auto without_age = Person::base().forget("s-age").answers();
    const Outcome outcome(content, without_age, Missing::kUnsure);
    CHECK(outcome.fires("rf-child-floor"));
    CHECK(outcome.steps_down("rf-child-floor"));
    CHECK(outcome.urgency_of("rf-child-floor") == "soon 14");
    CHECK_FALSE(Outcome(content, Person::base().answers(), Missing::kUnsure).fires("rf-child-floor"));
    QuickWorkspace work;
    int rung = 0;
    std::vector<Fit> fits(content.patterns.size());
    assess_quickly(content, {&without_age, 1}, work, {&rung, 1}, fits);
    CHECK(rung == outcome.rung());
  }

  TEST_CASE("without a screen that may be declined nothing counts as declined") {
    const auto content = changed({{"\"id\": \"s-nerve\"", "\"prefer_not\": true,", ""}});
    CHECK(content.declined_question == -1);
    const auto asked = Person::base().unsure("saddle-numb").answers();
    CHECK(find(content, asked, Missing::kUnsure).unsure_emergencies == 1);
  }

  TEST_CASE("a condition of any form says whether its question may still come") {
    // r-walk comes before nothing that reads it, so its condition may be anything.
    const std::string before = "\"id\": \"r-walk\"", old = "\"show_when\": \"NOT(@child)\"";
    const auto outlook = [&](const std::string& when, const Person& person) {
      const auto content = changed({{before, old, "\"show_when\": \"" + when + "\""}});
      const auto r_walk = static_cast<std::size_t>(content.find_question("r-walk"));
      const auto first = static_cast<FindingIndex>(content.questions[r_walk].first);
      const auto status = find(content, person.answers(), Missing::kNotYet)[first];
      return std::string(status == Status::kHidden ? "never" : status == Status::kUnasked ? "perhaps or now" : "answered");
    };
    const auto adult = Person::base(), child = Person::base().yes("age-3-8"), nobody = Person();
    CHECK(outlook("ALL(NOT(@child), COUNT(2; feel-ache, feel-cramp, feel-numb))", adult) == "perhaps or now");
    CHECK(outlook("ALL(NOT(@child), COUNT(2; feel-ache, feel-cramp, feel-numb))", Person::base().yes("feel-ache")) == "never");
    CHECK(outlook("ALL(@child, NOT(feel-ache))", child) == "perhaps or now");
    CHECK(outlook("ALL(@child, NOT(feel-ache))", adult) == "never");
    CHECK(outlook("ALL(NOT(@child), ANY(feel-ache, feel-cramp))", nobody) == "perhaps or now");
    CHECK(outlook("ALL(NOT(@child), ANY(diabetes, feel-ache))", adult) == "perhaps or now");
    CHECK(outlook("ALL(NOT(@child), COUNT(2; diabetes, feel-ache, feel-cramp))", adult) == "perhaps or now");
    CHECK(outlook("ALL(NOT(@child), COUNT(3; diabetes, feel-ache, feel-cramp))", adult) == "never");
    // What was declined is open, however the condition is built.
    for (const char* when : {"diabetes", "ALL(NOT(@child), diabetes)"}) {
      CHECK(outlook(when, Person::base().decline("s-risk-health")) == "perhaps or now");
      CHECK(outlook(when, adult) == "never");
    }
    CHECK(outlook("ALL(NOT(@child), WELLS>=2)", adult) == "perhaps or now");
    CHECK(outlook("ALL(NOT(@child), UNSURE_COUNT(@emergency-items)>=1)", adult) == "perhaps or now");
    CHECK(outlook("ALL(NOT(@child), NO(feel-ache, feel-cramp))", adult) == "perhaps or now");
    CHECK(outlook("ALL(@child, NO(feel-ache))", adult) == "never");
  }

  TEST_CASE("a question that was answered and is hidden now counts for nothing in the progress") {
    auto person = Person::base().yes("pregnant").none("s-preg");
    const auto at = static_cast<QuestionIndex>(pack().find_question("c-feel"));
    const auto with = progress(pack(), person.answers(), at);
    const auto without = progress(pack(), person.none("s-risk-clot").answers(), at);
    CHECK(without.number == with.number - 1);
    CHECK(without.at_most == with.at_most - 1);
  }

  TEST_CASE("NOT asks for a plain yes: of what is unsure it is true, and may come true") {
    const auto content = changed({{"\"id\": \"r-walk\"", "\"NOT(@child)\"", "\"ALL(NOT(clot-family), feel-cramp)\""}});
    const auto& question = content.questions[static_cast<std::size_t>(content.find_question("r-walk"))];
    const auto unsure = find(content, Person::base().unsure("clot-family").answers(), Missing::kNotYet);
    CHECK(unsure[question.first] == Status::kUnasked);
    const Expression is_not{.op = Op::kNot, .operands = {finding(static_cast<std::uint16_t>(content.find_finding("clot-family")))}};
    CHECK(holds(content, is_not, unsure, true));
    CHECK(holds(content, is_not, unsure, false));
  }

  TEST_CASE("the option tapped first is the main one, also when it is the first of the list") {
    const auto& feel = pack().questions[static_cast<std::size_t>(pack().find_question("c-feel"))];
    const auto id = [&](int i) { return pack().findings[static_cast<std::size_t>(feel.first + i)].id; };
    for (const int first : {0, 2}) {
      const auto text = "{\"c-feel\": [\"" + id(first) + "\", \"" + id(1) + "\"]}";
      const auto answers = read_answer_file(pack(), text, "");
      REQUIRE(answers);
      CHECK((*answers)[static_cast<std::size_t>(pack().find_question("c-feel"))].first_tapped == first);
    }
  }

  TEST_CASE("a question of 32 options, as many as there may be, is declined whole") {
    std::string more = "\"options\": [";
    const auto& stress = pack().questions[static_cast<std::size_t>(pack().find_question("x-stress"))];
    for (int i = stress.count; i < 32; ++i) more += "{\"id\": \"more-" + std::to_string(i) + "\", \"noted_only\": true}, ";
    const auto content = changed({{"\"id\": \"x-stress\"", "\"options\": [", more}});
    const auto q = static_cast<std::size_t>(content.find_question("x-stress"));
    REQUIRE(content.questions[q].count == 32);
    const auto answers = read_answer_file(content, R"({"x-stress": "prefer-not"})", "");
    REQUIRE(answers);
    CHECK((*answers)[q].unsure == ~0u);
    CHECK(find(content, *answers, Missing::kNotYet)[static_cast<FindingIndex>(content.questions[q].first + 31)] == Status::kDeclined);
    const std::string two = R"({"x-stress":["more-4","more-31"]})";
    CHECK(write_answers(content, *read_answer_file(content, two, "")) == two);
  }

  TEST_CASE("unsure items are named as the reasons of the count, wherever their group stands") {
    const auto content = changed({{"\"groups\": [", "{\"id\": \"@child\"", "{\"id\": \"@first\", \"is\": \"ANY(jaw-locked, cough-blood)\"}, {\"id\": \"@child\""},
                                  {"\"rf-many-unsure\"", "@emergency-items", "@first"},
                                  {"\"rf-one-unsure\"", "@emergency-items", "@first"}});
    const Outcome outcome(content, Person::base().unsure("jaw-locked").answers(), Missing::kUnsure);
    CHECK(outcome.because("rf-one-unsure") == Ids{"jaw-locked"});
    for (const auto& fired : outcome.all().red_flags) CHECK(fired.certain == (content.rules[fired.rule].id == "rf-unexplained"));
  }

  TEST_CASE("a question that only might be asked is not asked next, however its condition is built") {
    const auto content = changed({{"\"id\": \"r-walk\"", "\"NOT(@child)\"", "\"ALL(NOT(@child), clot-family)\""}});
    Dice dice(14);
    const auto clot = static_cast<std::size_t>(content.find_question("s-risk-clot")), walk = static_cast<std::size_t>(content.find_question("r-walk"));
    int adults = 0;
    for (int i = 0; i < 50; ++i) {
      auto answers = random_answers(content, dice);
      answers[clot] = Person::base(content).unsure("clot-family").answers()[clot];
      answers[walk] = {};
      const auto findings = find(content, answers, Missing::kNotYet);
      CHECK(findings.ask_next == -1);
      adults += findings[content.questions[walk].first] == Status::kUnasked ? 1 : 0;
    }
    CHECK(adults > 0);
  }

  TEST_CASE("the first finding of all can answer a later question") {
    const auto content = changed({{"\"id\": \"c-urge\"", "\"NOT(feel-urge)\"", "\"NOT(breath-trouble-new)\""},
                                  {"\"id\": \"c-urge\"", "\"if\": \"feel-urge\"", "\"if\": \"breath-trouble-new\""}});
    CHECK(Outcome(content, Person::base(content).yes("breath-trouble-new").answers(), Missing::kUnsure).status("urge-strong") == Status::kYes);
    CHECK(Outcome(content, Person::base(content).answers(), Missing::kUnsure).status("urge-strong") == Status::kUnasked);
  }

  TEST_CASE("what stands for a question that was skipped asks what follows from it, and is counted") {
    const auto content = changed({{"\"id\": \"c-urge-rest\"", "\"@urge\"", "\"urge-strong\""}});
    const auto person = Person::base(content).yes("feel-urge");
    CHECK(Outcome(content, person.answers(), Missing::kUnsure).status("rls-rest-yes") == Status::kUnasked);
    const auto at = static_cast<QuestionIndex>(content.find_question("c-urge-rest"));
    CHECK(progress(content, person.answers(), at).at_most == progress(pack(), person.answers(), at).at_most);
  }

  TEST_CASE("declining the very first screen counts as a doubt, if that is the one that may be declined") {
    const auto content = changed({{"\"id\": \"s-now\"", "\"none\": true,", "\"none\": true, \"prefer_not\": true,"},
                                  {"\"id\": \"s-nerve\"", "\"prefer_not\": true,", ""}});
    REQUIRE(content.declined_question == 0);
    CHECK(find(content, Person::base(content).decline("s-now").answers(), Missing::kUnsure).unsure_emergencies == 1);
  }

  TEST_CASE("before the age is known the longest path is that of some age, also of the first") {
    for (const auto* when : {"NOT(@child)", "age-0-2", "age-80-plus"}) {
      const auto content = changed({{"\"id\": \"r-walk\"", "\"NOT(@child)\"", std::string("\"") + when + "\""}});
      const auto& ages = content.questions[static_cast<std::size_t>(content.age_question)];
      int longest = 0;
      for (std::uint16_t i = 0; i < ages.count; ++i) {
        const auto aged = Person(content).yes(content.findings[ages.first + i].id).answers();
        longest = std::max(longest, progress(content, aged, 0).at_most);
      }
      CHECK(progress(content, no_answers(content), 0).at_most == longest);
    }
  }

  TEST_CASE("the floor for children names the age, whichever it is") {
    for (const char* age : {"age-0-2", "age-3-8", "age-9-12", "age-13-17"}) {
      CHECK(Person::base().yes(age).none("s-child").result().because("rf-child-floor") == Ids{age});
    }
  }

  TEST_CASE("the first route of all is told in the JSON, and where there is none it is null") {
    const auto told = [](const Person& person) { return write_assessment(pack(), person.answers(), assess(pack(), person.answers())); };
    CHECK(told(Person::base().yes("cough-blood")).find("\"route\":\"ambulance\"") != std::string::npos);
    CHECK(told(Person::base()).find("\"route\":null") != std::string::npos);
  }
}

}  // namespace
}  // namespace nightlegs::test
