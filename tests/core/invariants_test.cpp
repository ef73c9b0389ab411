// invariants_test.cpp - what must hold for everybody (red-flags.md section 7), tried on random people.
#include <doctest/doctest.h>

#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

/// The safety findings that a person can be more or less sure of: all but whom it is about and the age.
std::vector<FindingIndex> safety_findings() {
  std::vector<FindingIndex> list;
  for (std::size_t f = 0; f < pack().findings.size(); ++f) {
    const auto& question = pack().questions[pack().findings[f].question];
    if (question.safety && !question.is_single()) list.push_back(static_cast<FindingIndex>(f));
  }
  return list;
}

/// Makes one finding more certain by one step: no, unsure, yes. False: it is a yes already, or was never answered.
bool raise(Answers& answers, FindingIndex finding) {
  const auto q = pack().findings[finding].question;
  auto& answer = answers[q];
  const std::uint32_t bit = 1u << (finding - pack().questions[q].first);
  if (!answer.exists() || answer.yes & bit) return false;
  // Saying yes to one item of a declined or a wholly unsure screen leaves the others unsure.
  if (answer.unsure & bit) {
    answer.yes |= bit;
    answer.unsure &= ~bit;
  } else {
    answer.unsure |= bit;
  }
  answer.kind = Answer::Kind::kGiven;
  return true;
}

TEST_SUITE("invariants") {
  TEST_CASE("no safety answer that becomes more certain lowers the urgency (INV-01)") {
    const auto list = safety_findings();
    CHECK(list.size() == 94);
    Dice dice(1);
    int raised = 0;
    for (int i = 0; i < people_count(1500, 40000); ++i) {
      auto answers = somebody(pack(), dice);
      int rung = assess(pack(), answers).rung;
      for (int step = 0; step < 4; ++step) {
        const auto finding = list[dice.roll(static_cast<std::uint32_t>(list.size()))];
        const auto before = write_answers(pack(), answers);
        for (int twice = 0; twice < 2 && raise(answers, finding); ++twice) {
          ++raised;
          const int now = assess(pack(), answers).rung;
          if (now < rung) {
            FAIL(pack().findings[finding].id, " lowers ", name_of_rung(pack(), rung), " to ", name_of_rung(pack(), now), ": ", before);
          }
          rung = now;
        }
      }
    }
    CHECK(raised > 5000);
  }

  TEST_CASE("no single safety answer lowers a calm adult's, a child's or a pregnant woman's urgency (INV-01)") {
    const Person people[] = {Person::base().yes("feel-ache").yes("act-new-3d").yes("worst-after-activity"),
                             Person::base().yes("age-3-8").none("s-child").yes("feel-ache").yes("side-both-same").yes("z-calf").yes("depth-muscle")
                                 .yes("worst-in-bed").yes("child-gaps-yes").yes("child-morning-fine").yes("nights-1"),
                             Person::base().yes("pregnant").none("s-preg").yes("feel-cramp").yes("side-both-same")};
    for (const auto& person : people) {
      for (const auto finding : safety_findings()) {
        auto answers = person.answers();
        const int before = assess(pack(), answers).rung;
        if (!raise(answers, finding)) continue;
        const int unsure = assess(pack(), answers).rung;
        (void)raise(answers, finding);
        const int yes = assess(pack(), answers).rung;
        CHECK_MESSAGE((before <= unsure && unsure <= yes), pack().findings[finding].id);
      }
    }
  }

  TEST_CASE("forgetting a safety screen never lowers the urgency (INV-04)") {
    Dice dice(2);
    for (int i = 0; i < people_count(500, 20000); ++i) {
      auto answers = random_answers(pack(), dice);
      for (std::size_t q = 0; q < pack().questions.size(); ++q) {
        const auto& question = pack().questions[q];
        // What was answered yes is more than a missing answer; a trend has no effect when it is unsure.
        if (!question.safety || question.optional || answers[q].yes || answers[q].unsure || !answers[q].exists()) continue;
        const int before = assess(pack(), answers).rung;
        const auto kept = answers[q];
        answers[q] = {};
        const auto after = assess(pack(), answers);
        CHECK_FALSE(after.findings.complete);
        if (after.rung < before) FAIL(question.id, ": ", write_answers(pack(), answers));
        answers[q] = kept;
      }
    }
  }

  TEST_CASE("random people: urgency, actions and patterns keep every promise") {
    const auto no_press = std::find_if(pack().groups.begin(), pack().groups.end(), [](const Group& g) { return g.id == "@no-press"; });
    REQUIRE(no_press != pack().groups.end());
    const auto toddler = static_cast<FindingIndex>(pack().find_finding("age-0-2"));
    Dice dice(6);
    Workspace work;
    Assessment result;
    int more_than_told = 0;
    std::vector<int> on_rung(pack().ladder.size(), 0);
    for (int i = 0; i < people_count(6000, 200000); ++i) {
      const auto answers = somebody(pack(), dice);
      assess(pack(), answers, Missing::kUnsure, work, result);
      const auto broken = [&](const char* promise) { FAIL(promise, ": ", write_answers(pack(), answers)); };
      const Tier tier = tier_of(pack(), result.rung);
      ++on_rung[static_cast<std::size_t>(result.rung)];

      // INV-07: the maximum over the fired rules, and self-care only when nothing fires.
      int highest = 0;
      for (const auto& fired : result.red_flags) highest = std::max(highest, fired.rung);
      if (result.rung != highest) broken("the urgency is not that of the strongest rule");
      if ((result.rung == 0) != result.red_flags.empty()) broken("self-care although a rule fired, or without reason");
      for (std::size_t k = 1; k < result.red_flags.size(); ++k) {
        if (result.red_flags[k - 1].rung < result.red_flags[k].rung) broken("the most urgent rule is not first");
      }
      for (const auto& fired : result.red_flags) {
        const bool floor = pack().rules[fired.rule].floor != Rule::Floor::kNone;
        const bool counts_declined = pack().rules[fired.rule].counts_unsure_of >= 0;
        if (!floor && !counts_declined && fired.because.count == 0) broken("a rule fired without a reason");
        if (fired.rung != (fired.stepped_down ? pack().rules[fired.rule].rung_when_unsure : pack().rules[fired.rule].rung)) {
          broken("a rule fired on a rung that is not its own");
        }
      }
      // INV-15: nothing to do oneself at an emergency or today, and nothing whose hide-if may be true.
      if (tier >= Tier::kSameDay && !result.actions.empty()) broken("actions beside an emergency");
      if (result.actions.size() > 5) broken("more than five actions");
      Findings cautious = result.findings;
      for (std::size_t f = 0; f < cautious.status.size(); ++f) {
        const bool open = cautious.status[f] == Status::kUnasked || cautious.status[f] == Status::kHidden;
        if (open && pack().findings[f].safety) cautious.status[f] = Status::kUnsure;
      }
      for (const auto action : result.actions) {
        if (holds(pack(), pack().actions[action].hide_if, cautious, true)) broken("an action whose hide-if may be true");
      }
      // INV-16, told by name.
      if (holds(pack(), no_press->is, cautious, true)) {
        for (const auto action : result.actions) {
          const auto& id = pack().actions[action].id;
          if (id == "sc-compression" || id == "sc-massage" || id == "sc-raise-legs" || id == "sc-warm") broken("pressing a doubtful leg");
        }
      }
      // INV-17.
      if (is_child(pack(), result.findings)) {
        const auto& growing = pack().patterns[static_cast<std::size_t>(pack().growing_pains)];
        const bool met = holds(pack(), growing.meets, result.findings, false);
        const auto& rung = pack().ladder[static_cast<std::size_t>(result.rung)];
        if (!met && (rung.tier < Tier::kSoon || (rung.tier == Tier::kSoon && rung.within_days > 7))) broken("a child below 7 days");
      }
      if (result.findings[toddler] == Status::kYes) {
        const auto& rung = pack().ladder[static_cast<std::size_t>(result.rung)];
        if (rung.tier < Tier::kSoon || (rung.tier == Tier::kSoon && rung.within_days > 2)) broken("a toddler below 2 days");
      }
      // At most 5 causes and 4 contributors are told, all of which fit.
      for (const auto& [kind, most] : {std::pair{Pattern::Kind::kCause, 5}, {Pattern::Kind::kContributor, 4}}) {
        const auto told = listed(pack(), result, kind);
        const auto fitting = std::count_if(result.patterns.begin(), result.patterns.end(), [&](const PatternFit& fit) {
          return fit.fit != Fit::kNone && pack().patterns[fit.pattern].kind == kind;
        });
        if (static_cast<int>(told.size()) != std::min(most, static_cast<int>(fitting))) broken("too many or too few patterns are told");
        more_than_told += fitting > most ? 1 : 0;
      }
      // Patterns: all of them, the best first, and never less possible than certain.
      if (result.patterns.size() != pack().patterns.size()) broken("a pattern is missing");
      for (std::size_t k = 0; k < result.patterns.size(); ++k) {
        const auto& fit = result.patterns[k];
        if (fit.could_become < fit.fit) broken("a fit is better than it could become");
        if (k == 0) continue;
        const auto& better = result.patterns[k - 1];
        if (better.fit == Fit::kNone && fit.fit != Fit::kNone) broken("a fit stands after what does not fit");
        if (better.fit == Fit::kNone && better.could_become < fit.could_become) broken("what could fit stands after what could less");
        if (better.fit != Fit::kNone && fit.fit != Fit::kNone && better.net < fit.net) broken("the best is not first");
        if (better.fit != Fit::kNone || better.could_become != fit.could_become) continue;
        if (better.net < fit.net) broken("what is nearer to a fit stands later");
        if (better.net == fit.net && better.pattern > fit.pattern) broken("equals are not in the order of the pack");
      }
    }
    // The people are not all of one kind.
    CHECK(more_than_told > 0);
    for (std::size_t rung = 1; rung < on_rung.size(); ++rung) CHECK_MESSAGE(on_rung[rung] > 0, name_of_rung(pack(), static_cast<int>(rung)));
  }

  TEST_CASE("no further answer makes a pattern fit better than it was said it could") {
    Dice dice(9);
    for (int i = 0; i < people_count(1500, 50000); ++i) {
      const auto whole = random_answers(pack(), dice);
      const auto partial = forgetful(whole, dice, 10 + dice.roll(80));
      const auto early = assess(pack(), partial, Missing::kNotYet), late = assess(pack(), whole);
      std::vector<Fit> could(pack().patterns.size());
      for (const auto& fit : early.patterns) could[fit.pattern] = fit.could_become;
      for (const auto& fit : late.patterns) {
        if (fit.fit > could[fit.pattern]) {
          FAIL(pack().patterns[fit.pattern].id, " became ", std::string(name_of(fit.fit)), ": ", write_answers(pack(), partial), " and then ",
               write_answers(pack(), whole));
        }
      }
    }
  }
}

}  // namespace
}  // namespace nightlegs::test
