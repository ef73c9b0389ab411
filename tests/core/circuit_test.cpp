// circuit_test.cpp - the fast gates against the slow trees, and eight people at once against one.
#include <doctest/doctest.h>

#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

/// Every expression of the pack that has a signal.
struct Compiled {
  std::string name;
  const Expression* expression;
  Signal signal;
};

std::vector<Compiled> all_compiled() {
  std::vector<Compiled> list;
  const auto add = [&](const std::string& name, const Expression& expression, Signal signal) {
    if (expression.exists()) list.push_back({name, &expression, signal});
  };
  for (const auto& rule : pack().rules) add(rule.id, rule.when, rule.signal);
  for (const auto& pattern : pack().patterns) {
    add(pattern.id + " gate", pattern.gate, pattern.gate_signal);
    add(pattern.id + " meets", pattern.meets, pattern.meets_signal);
    add(pattern.id + " well_needs", pattern.well_needs, pattern.well_signal);
    for (const auto& row : pattern.rows_for) add(pattern.id + " for", row.when, row.signal);
    for (const auto& row : pattern.rows_against) add(pattern.id + " against", row.when, row.signal);
  }
  for (const auto& action : pack().actions) {
    add(action.id + " hide_if", action.hide_if, action.hide_signal);
    for (const auto& line : action.lines) add(action.id + " " + line.id, line.hide_if, line.hide_signal);
  }
  return list;
}

bool uses_not(const Expression& expression) {
  bool found = false;
  const std::function<void(const Expression&)> look = [&](const Expression& e) {
    if (e.op == Expression::Op::kNot || e.op == Expression::Op::kNo) found = true;
    if (e.op == Expression::Op::kGroup) walk(pack().groups[e.index].is, look);
  };
  walk(expression, look);
  return found;
}

/// The findings as one lane looks at them, told once more from red-flags.md section 2 and self-care.md section 1:
/// kYes is true, everything else is not.
Findings seen_in(std::uint8_t lane_bit, const Findings& findings) {
  Findings seen = findings;
  for (std::size_t f = 0; f < seen.status.size(); ++f) {
    const auto& finding = pack().findings[f];
    const Status status = findings.status[f];
    const bool unsure = status == Status::kUnsure, declined = status == Status::kDeclined, yes = status == Status::kYes;
    const bool missing = status == Status::kUnasked || status == Status::kHidden;
    bool counts = yes;
    if (lane_bit == lane::kCautious) counts = yes || (unsure && finding.unsure == UnsurePolicy::kAsYes);
    if (lane_bit == lane::kDoubtful) counts = yes || declined || (unsure && finding.unsure != UnsurePolicy::kIgnore);
    if (lane_bit == lane::kAnyDoubt) counts = yes || unsure || declined || (missing && finding.safety);
    if (lane_bit == lane::kPlain) counts = yes && (!finding.safety || finding.age);
    if (counts) seen.status[f] = Status::kYes;
    if (!counts && yes) seen.status[f] = Status::kUnasked;
  }
  return seen;
}

/// Somebody with nothing to report but a few symptoms: the people in whom only the floors speak.
Answers calm_person(Dice& dice) {
  auto answers = Person::base().answers();
  const auto whole = random_answers(pack(), dice);
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const auto& question = pack().questions[q];
    const bool keeps_calm = !question.safety || question.id == "s-age" || question.id == "s-trend";
    if (keeps_calm && whole[q].exists() && dice.chance(question.safety ? 50 : 15)) answers[q] = whole[q];
  }
  return answers;
}

TEST_SUITE("circuit") {
  TEST_CASE("every expression of the pack comes out of the gates as out of its tree, in every lane") {
    const auto compiled = all_compiled();
    CHECK(compiled.size() > 550);
    Dice dice(3);
    Workspace work;
    Assessment assessment;
    int looked_at = 0, were_true = 0;
    for (int i = 0; i < people_count(400, 5000); ++i) {
      const auto answers = somebody(pack(), dice);
      assess(pack(), answers, dice.chance(50) ? Missing::kUnsure : Missing::kNotYet, work, assessment);
      for (const std::uint8_t lane_bit : {lane::kSure, lane::kCautious, lane::kDoubtful, lane::kPlain, lane::kAnyDoubt}) {
        const auto seen = seen_in(lane_bit, assessment.findings);
        for (const auto& [name, expression, signal] : compiled) {
          // Lanes that count doubt as yes are for what has no NOT in it.
          if (lane_bit != lane::kSure && uses_not(*expression)) continue;
          const bool expected = holds(pack(), *expression, seen, false);
          const bool came_out = work.signals[signal] & lane_bit;
          if (expected != came_out) FAIL(name, ", lane ", int{lane_bit}, ": ", write_answers(pack(), answers));
          ++looked_at;
          were_true += came_out ? 1 : 0;
        }
      }
    }
    CHECK(were_true > looked_at / 100);
  }

  TEST_CASE("a plain no is a no, not what is missing or unsure") {
    const auto& growing = pack().patterns[static_cast<std::size_t>(pack().growing_pains)];
    const auto met = [&](const Person& person) {
      Workspace work;
      Assessment assessment;
      assess(pack(), person.answers(), Missing::kNotYet, work, assessment);
      const bool tree = holds(pack(), growing.meets, assessment.findings, false);
      CHECK(tree == ((work.signals[growing.meets_signal] & lane::kSure) != 0));
      return tree;
    };
    CHECK(met(growing_child()));
    for (const char* question : {"s-injury", "s-child", "s-unwell", "s-slow", "s-trend", "p-depth", "t-nights", "l-child-morning"}) {
      CHECK_FALSE(met(growing_child().forget(question)));
      CHECK_FALSE(met(growing_child().not_sure(question)));
    }
    CHECK_FALSE(met(growing_child().unsure("limp-new")));
    CHECK_FALSE(met(growing_child().yes("limp-new")));
  }

  TEST_CASE("a count in the rule language counts") {
    const auto fires = [](std::initializer_list<const char*> signs) {
      auto person = Person::base().yes("pregnant").none("s-preg");
      for (const char* sign : signs) person.yes(sign);
      return person.result().fires("rf-preg-two");
    };
    CHECK_FALSE(fires({"preg-headache"}));
    CHECK(fires({"preg-headache", "preg-vomit"}));
    CHECK(fires({"preg-vision", "preg-rib-pain", "preg-swelling-sudden"}));
  }

  TEST_CASE("eight people at once come out as each of them alone, and so do fewer") {
    Dice dice(4);
    QuickWorkspace work;
    std::vector<int> rungs(kPeople);
    std::vector<Fit> fits(kPeople * pack().patterns.size());
    for (int i = 0; i < people_count(400, 10000); ++i) {
      std::vector<Answers> people;
      for (std::uint32_t count = 1 + dice.roll(kPeople); count > 0; --count) {
        people.push_back(dice.chance(50) ? somebody(pack(), dice) : calm_person(dice));
      }
      assess_quickly(pack(), people, work, rungs, fits);
      for (std::size_t p = 0; p < people.size(); ++p) {
        const auto alone = assess(pack(), people[p]);
        CHECK(rungs[p] == alone.rung);
        for (const auto& fit : alone.patterns) {
          if (fits[p * pack().patterns.size() + fit.pattern] != fit.fit) {
            FAIL(pack().patterns[fit.pattern].id, ": ", write_answers(pack(), people[p]));
          }
        }
      }
    }
  }

  TEST_CASE("a used workspace changes nothing") {
    Dice dice(5);
    Workspace work;
    Assessment reused;
    for (int i = 0; i < people_count(200, 2000); ++i) {
      const auto answers = somebody(pack(), dice);
      assess(pack(), answers, Missing::kUnsure, work, reused);
      const auto fresh = assess(pack(), answers);
      CHECK(write_assessment(pack(), answers, reused) == write_assessment(pack(), answers, fresh));
      CHECK(reused.while_waiting == fresh.while_waiting);
      CHECK(reused.pool == fresh.pool);
    }
  }
}

}  // namespace
}  // namespace nightlegs::test
