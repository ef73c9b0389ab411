// urgency.cpp - P1 to P6: what may and may not change how soon somebody should look at it.
#include <algorithm>
#include <set>

#include "nightlegs/random.hpp"
#include "properties.hpp"

namespace nightlegs::prove {
namespace {

std::size_t place_in_question(const Pack& pack, FindingIndex finding) {
  return static_cast<std::size_t>(finding - pack.questions[pack.findings[finding].question].first);
}

bool is_asked(const Question& question) { return question.safety && question.count > 0; }

/// The counterexample in which `before` stands higher than `after`: two answer files that differ in one question.
Verdict lowered(Desk& desk, const Everything& before, const Everything& after, const Lit bad, std::size_t question,
                const std::string& change) {
  const auto truths = desk.simplest({bad});
  const auto a = desk.answers(before, truths), b = desk.answers(after, truths);
  if (assess(desk.pack, a).rung <= assess(desk.pack, b).rung) drifted("a lower tier that core does not show");
  auto others = a;
  others[question] = {};
  others[question].kind = Answer::Kind::kGiven;  // told apart from the rest
  return {false,
          "With " + told(desk.pack, others) + ", changing " + change + " lowers " + rung_told(desk.pack, a) + " to " +
              rung_told(desk.pack, b) + " (" + told(desk.pack, question, a[question]) + ", then " +
              told(desk.pack, question, b[question]) + ")",
          "", {a, b}};
}

// --- P1 ---------------------------------------------------------------------------------------------------------------

/// One option of a screen that was answered row by row: the others as they may be, this one no, unsure or yes.
Said answered_with(Said others, std::size_t option, Status status) {
  others.exists = kTrue;
  others.not_sure = others.prefer_not = kFalse;
  others.yes[option] = status == Status::kYes ? kTrue : kFalse;
  others.unsure[option] = status == Status::kUnsure ? kTrue : kFalse;
  return others;
}

// --- P4 ---------------------------------------------------------------------------------------------------------------

/// The condition could ever have been true, going by which questions have an answer: a hidden question keeps its answer, but
/// nobody can have answered one that was never shown (INV-11).
Lit could_have_been_shown(Desk& desk, const Everything& said, const Expression& e) {
  using Op = Expression::Op;
  const auto& pack = desk.pack;
  std::vector<Lit> parts;
  for (const auto& operand : e.operands) parts.push_back(could_have_been_shown(desk, said, operand));
  switch (e.op) {
    case Op::kFinding: {
      parts = {said[pack.findings[e.index].question].exists};
      for (const auto& question : pack.questions) {
        if (question.skipped_then != e.index) continue;
        parts.push_back(said[pack.findings[static_cast<std::size_t>(question.skipped_if)].question].exists);
      }
      return desk.formulas.any(parts);
    }
    case Op::kGroup: return could_have_been_shown(desk, said, pack.groups[e.index].is);
    case Op::kAny: return desk.formulas.any(parts);
    case Op::kAll: return desk.formulas.all(parts);
    case Op::kCount: return desk.formulas.at_least(e.count, parts);
    case Op::kNothing:
    case Op::kWells:
    case Op::kUnsureCount:
    case Op::kNot:
    case Op::kNo: return kTrue;
  }
  return kTrue;
}

/// A finished check, as it may look after going back and changing answers. `open` has no answer.
std::vector<Lit> finished(Desk& desk, const Everything& said, const Person& person, std::size_t open) {
  std::vector<Lit> list;
  for (std::size_t q = 0; q < desk.pack.questions.size(); ++q) {
    const auto& question = desk.pack.questions[q];
    if (q == open || !question.show_when.exists()) {
      if (q != open) list.push_back(said[q].exists);
      continue;
    }
    list.push_back(desk.formulas.implies(person.shown(q), said[q].exists));
    list.push_back(desk.formulas.implies(said[q].exists, could_have_been_shown(desk, said, question.show_when)));
  }
  return list;
}

std::string name_of(const HiddenPair& pair) { return pair.question + "/" + pair.rule; }

std::string names_of(const std::vector<HiddenPair>& pairs) {
  std::string text;
  for (const auto& pair : pairs) text += (text.empty() ? "" : ", ") + name_of(pair);
  return text;
}

/// What answering one hidden question could do.
class HiddenQuestion {
 public:
  HiddenQuestion(Desk& desk, std::size_t question)
      : desk_(desk), question_(question), answer_(anything(desk.formulas, desk.pack.questions[question])),
        before_said_(with(desk.said, question, silence(desk.pack.questions[question]))),
        after_said_(with(desk.said, question, answer_)), before_(desk.formulas, desk.pack, before_said_),
        after_(desk.formulas, desk.pack, after_said_), state_(finished(desk, before_said_, before_, question)) {
    state_.push_back(!before_.shown(question));
    state_.push_back(answer_.exists);
    state_.push_back(legal(desk.formulas, desk.pack.questions[question], answer_));
  }

  /// The rule could then raise the urgency to a tier from `low` to below `high`.
  Lit raises(std::size_t rule, Tier low, Tier high) {
    std::vector<Lit> ways;
    const auto same = [&](Lit a, Lit b) { return a == b; };
    if (same(after_.sure(rule), before_.sure(rule)) && same(after_.doubtful(rule), before_.doubtful(rule))) return kFalse;
    for (int rung = 1; rung < static_cast<int>(desk_.pack.ladder.size()); ++rung) {
      const Tier tier = tier_of(desk_.pack, rung);
      if (tier < low || tier >= high) continue;
      ways.push_back(
          desk_.formulas.all({after_.fires_from(rule, rung), !after_.fires_from(rule, rung + 1), !before_.from(rung)}));
    }
    return desk_.formulas.any(ways);
  }

  /// Where the dossier means it to be hidden from everybody whom such an answer would raise.
  Lit meant(const HiddenPair& pair) { return !before_.holds(pair.asked_if, pair.asked_if_unsure); }

  bool can(Lit bad) {
    auto wanted = state_;
    wanted.push_back(bad);
    return desk_.can(wanted);
  }

  /// Somebody who answered in order and nothing else, if there is such a case.
  Verdict story(Lit bad, std::size_t rule) {
    auto wanted = state_;
    wanted.push_back(bad);
    auto on_a_path = wanted;
    for (std::size_t q = 0; q < desk_.pack.questions.size(); ++q) {
      if (q != question_) on_a_path.push_back(desk_.formulas.same(desk_.said[q].exists, before_.shown(q)));
    }
    const bool walked = desk_.can(on_a_path);
    const auto truths = desk_.simplest(walked ? on_a_path : wanted);
    const auto a = desk_.answers(before_said_, truths), b = desk_.answers(after_said_, truths);
    if (assess(desk_.pack, b).rung <= assess(desk_.pack, a).rung) drifted("a hidden question that core does not raise");
    return {false,
            "With " + told(desk_.pack, a) + (walked ? "" : " (some kept from a branch that is hidden now)") + ", " +
                desk_.pack.questions[question_].id + " is not asked, yet " + told(desk_.pack, question_, b[question_]) +
                " would raise " + rung_told(desk_.pack, a) + " to " + rung_told(desk_.pack, b) + " by " +
                desk_.pack.rules[rule].id,
            "",
            {a, b}};
  }

 private:
  Desk& desk_;
  std::size_t question_;
  Said answer_;
  const Everything before_said_, after_said_;
  Person before_, after_;
  std::vector<Lit> state_;
};

}  // namespace

Verdict raising_never_lowers(const Pack& pack, const Promises&) {
  Desk desk(pack);
  int findings = 0;
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    const auto& question = pack.questions[q];
    // Of a single choice, one option turns yes only when another turns no: that is another answer, not a more certain one.
    if (!is_asked(question) || question.is_single()) continue;
    for (std::size_t i = 0; i < question.count; ++i) {
      ++findings;
      const auto state = [&](Status status) { return with(desk.said, q, answered_with(desk.said[q], i, status)); };
      std::vector<std::pair<Status, const char*>> steps = {{Status::kNo, "no"}};
      if (question.not_sure == Question::NotSure::kRows) steps.push_back({Status::kUnsure, "unsure"});
      steps.push_back({Status::kYes, "yes"});
      for (std::size_t s = 1; s < steps.size(); ++s) {
        const auto before = state(steps[s - 1].first), after = state(steps[s].first);
        Person less(desk.formulas, pack, before), more(desk.formulas, pack, after);
        const Lit bad = desk.formulas.all({is_higher(desk.formulas, pack, less, more), legal(desk.formulas, question, before[q]),
                                           legal(desk.formulas, question, after[q])});
        if (!desk.can({bad})) continue;
        return lowered(desk, before, after, bad, q,
                       pack.findings[question.first + i].id + " from " + steps[s - 1].second + " to " + steps[s].second);
      }
    }
  }
  return {true,
          "none of " + std::to_string(findings) +
              " safety findings lowers the tier or delays it when it goes from no to unsure to yes, floors included",
          desk.by_z3(),
          {}};
}

Verdict doubt_about_emergencies(const Pack& pack, const Promises&) {
  Desk desk(pack);
  Person person(desk.formulas, pack, desk.said);
  const Lit emergency = person.from(Tier::kEmergency), same_day = person.from(Tier::kSameDay);
  // An emergency item is one that the group names, and also one that is always an emergency when it is a yes.
  std::set<FindingIndex> items(pack.emergency_items.begin(), pack.emergency_items.end());
  for (std::size_t f = 0; f < pack.findings.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    if (pack.findings[f].safety && !desk.can({person.is(finding, Status::kYes), !emergency})) items.insert(finding);
  }
  std::vector<Lit> unsure;
  const auto broken = [&](Lit bad, const std::string& promise) {
    const auto answers = desk.answers(desk.said, desk.simplest({bad}));
    return Verdict{false,
                   "With " + told(pack, answers) + ", the result is only " + rung_told(pack, answers) + ", though " + promise,
                   "",
                   {answers}};
  };
  for (const auto finding : items) {
    const auto& f = pack.findings[finding];
    const Lit in_doubt = person.is(finding, Status::kUnsure);
    unsure.push_back(in_doubt);
    if (desk.can({in_doubt, !same_day})) return broken(desk.formulas.both(in_doubt, !same_day), f.id + " is not sure");
    if (f.unsure != UnsurePolicy::kAsYes) continue;
    if (desk.can({in_doubt, !emergency}))
      return broken(desk.formulas.both(in_doubt, !emergency), f.id + " is not sure and counts as a yes");
  }
  const Lit two = desk.formulas.both(desk.formulas.at_least(2, unsure), !emergency);
  if (desk.can({two})) return broken(two, "two emergency items are not sure");
  return {true,
          "each of " + std::to_string(items.size()) +
              " emergency items is at least same-day when not sure, an emergency where it counts as a yes, and so are any two",
          desk.by_z3(),
          {}};
}

Verdict missing_is_unsure(const Pack& pack, const Promises&) {
  Desk desk(pack);
  int screens = 0;
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    const auto& question = pack.questions[q];
    // Who and how old have no "not sure": P6 holds a missing age against every age.
    if (!is_asked(question) || question.not_sure == Question::NotSure::kNone) continue;
    ++screens;
    const auto unsure_said = with(desk.said, q, not_sure(question)), missing_said = with(desk.said, q, silence(question));
    Person unsure(desk.formulas, pack, unsure_said), missing(desk.formulas, pack, missing_said);
    const Lit bad = is_higher(desk.formulas, pack, unsure, missing);
    if (desk.can({bad})) return lowered(desk, unsure_said, missing_said, bad, q, question.id + " from not sure to left out");
    if (!question.none) continue;
    const auto none_said = with(desk.said, q, none(question));
    Person no(desk.formulas, pack, none_said);
    const Lit worse = is_higher(desk.formulas, pack, no, missing);
    if (desk.can({worse})) return lowered(desk, none_said, missing_said, worse, q, question.id + " from none to left out");
  }
  return {true,
          "each of " + std::to_string(screens) +
              " safety screens gives, when left out, at least the tier that it gives when all of it is not sure, and when none "
              "of it is true",
          desk.by_z3(),
          {}};
}

Verdict hidden_questions(const Pack& pack, const Promises& promises) {
  Desk desk(pack);
  std::vector<HiddenPair> urgent, excepted, fresh, known;
  Verdict worst, first;  // an urgent pair, and one that nobody gave a reason for
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    if (!pack.questions[q].show_when.exists() || !pack.questions[q].count) continue;
    HiddenQuestion hidden(desk, q);
    for (std::size_t r = 0; r < pack.rules.size(); ++r) {
      const auto see = [&](Lit bad, const std::vector<HiddenPair>& promised, std::vector<HiddenPair>& meant, std::vector<HiddenPair>& bad_ones,
                           Verdict& story) {
        if (bad == kFalse) return;
        const auto named = std::find_if(promised.begin(), promised.end(), [&](const HiddenPair& pair) {
          return pair.question == pack.questions[q].id && pair.rule == pack.rules[r].id;
        });
        if (named != promised.end()) {
          const Lit excused = hidden.meant(*named);
          if (hidden.can(desk.formulas.both(bad, excused))) meant.push_back(*named);
          bad = desk.formulas.both(bad, !excused);
        }
        if (!hidden.can(bad)) return;
        bad_ones.push_back({pack.questions[q].id, pack.rules[r].id, {}});
        if (story.files.empty()) story = hidden.story(bad, r);
      };
      see(hidden.raises(r, Tier::kSameDay, static_cast<Tier>(static_cast<int>(Tier::kEmergency) + 1)), promises.urgent_pairs, excepted, urgent, worst);
      see(hidden.raises(r, Tier::kRoutine, Tier::kSameDay), promises.hidden_pairs, known, fresh, first);
    }
  }
  if (!worst.files.empty()) first = worst;
  if (!first.files.empty()) {
    if (!urgent.empty()) first.text += ". All that could raise to same-day or emergency: " + names_of(urgent);
    if (!fresh.empty()) first.text += ". Without a reason in promises.json: " + names_of(fresh);
    return first;
  }
  const std::string but = excepted.empty() ? "" : ", BUT FOR what speaks only of a sign that was said not to be there: " + names_of(excepted);
  return {
      true,
      "no hidden question could raise the tier to same-day or emergency" + but + "; to less, as the dossier means it: " + names_of(known),
      desk.by_z3(),
      {}};
}

Verdict patterns_change_no_tier(const Pack& pack, const Promises& promises) {
  Desk desk(pack);
  std::set<FindingIndex> read;
  const auto reads = [&](const Expression& e) {
    for (const auto finding : findings_of(pack, e)) read.insert(finding);
  };
  for (const auto& rule : pack.rules) reads(rule.when);
  reads(pack.patterns[static_cast<std::size_t>(pack.growing_pains)].meets);  // a child's floor
  reads(pack.groups[static_cast<std::size_t>(pack.child_group)].is);
  // Two people who differ only in what no rule and no child's floor reads: in what patterns alone look at.
  Everything other = desk.said;
  int free = 0;
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    for (std::size_t i = 0; i < pack.questions[q].count; ++i) {
      if (read.count(static_cast<FindingIndex>(pack.questions[q].first + i))) continue;
      ++free;
      other[q].yes[i] = desk.formulas.input();
      if (desk.said[q].unsure[i] != kFalse) other[q].unsure[i] = desk.formulas.input();
    }
  }
  Person one(desk.formulas, pack, desk.said), two(desk.formulas, pack, other);
  std::vector<Lit> ways;
  for (int rung = promises.unexplained_rung + 1; rung < static_cast<int>(pack.ladder.size()); ++rung) {
    ways.push_back(desk.formulas.both(one.from(rung), !two.from(rung)));
  }
  const Lit bad = desk.formulas.both(desk.formulas.any(ways), legal(desk.formulas, pack, other));
  if (desk.can({bad})) {
    const auto truths = desk.simplest({bad});
    const auto a = desk.answers(desk.said, truths), b = desk.answers(other, truths);
    return {false,
            "With " + told(pack, a) + " it is " + rung_told(pack, a) + ", and with " + told(pack, b) + " it is " +
                rung_told(pack, b) + ", though they differ only in what patterns look at",
            "",
            {a, b}};
  }
  // Actions: the same people in a pack that has none.
  Pack bare = pack;
  bare.actions.clear();
  for (auto& pattern : bare.patterns) pattern.offers.clear();
  Dice dice(5);
  constexpr int kPeopleTried = 5000;
  for (int i = 0; i < kPeopleTried; ++i) {
    const auto answers = random_answers(pack, dice);
    if (assess(pack, answers).rung == assess(bare, answers).rung) continue;
    return {false, "With " + told(pack, answers) + " the tier is another one when the pack has no actions", "", {answers}};
  }
  return {true,
          std::to_string(free) + " findings that patterns alone read change the tier at most between self-care and " +
              rung_name(pack, promises.unexplained_rung) +
              " (the floor of the unexplained); no rule or floor reads an action, and assess() takes no diary",
          desk.by_z3() + " | " + std::to_string(kPeopleTried) + " people without actions",
          {}};
}

Verdict children_and_unknowns(const Pack& pack, const Promises& promises) {
  Desk desk(pack);
  auto& formulas = desk.formulas;
  Person person(formulas, pack, desk.said);
  const auto too_low = [&](Lit bad, const std::string& who) {
    const auto answers = desk.answers(desk.said, desk.simplest({bad}));
    return Verdict{false, "With " + told(pack, answers) + ", " + who + " gets only " + rung_told(pack, answers), "", {answers}};
  };
  std::vector<Lit> criteria;
  for (const auto& criterion : pack.patterns[static_cast<std::size_t>(pack.growing_pains)].criteria) {
    criteria.push_back(person.holds(criterion.when, false));
  }
  const Lit child = person.holds(pack.groups[static_cast<std::size_t>(pack.child_group)].is, false);
  const Lit low_child = formulas.all({child, !formulas.all(criteria), !person.from(promises.child_rung)});
  if (desk.can({low_child})) return too_low(low_child, "a child without every criterion of growing pains");
  const Lit low_toddler = formulas.both(person.is(promises.toddler, Status::kYes), !person.from(promises.toddler_rung));
  if (desk.can({low_toddler})) return too_low(low_toddler, "a toddler");

  // INV-18: not knowing is never better than any answer.
  const auto age = static_cast<std::size_t>(pack.age_question);
  const auto ageless = with(desk.said, age, silence(pack.questions[age]));
  Person unknown(formulas, pack, ageless);
  for (std::size_t i = 0; i < pack.questions[age].count; ++i) {
    const auto aged = with(desk.said, age, answered_with(none(pack.questions[age]), i, Status::kYes));
    Person known(formulas, pack, aged);
    const Lit bad = is_higher(formulas, pack, known, unknown);
    if (desk.can({bad}))
      return lowered(desk, aged, ageless, bad, age,
                     "the age from " + pack.findings[pack.questions[age].first + i].id + " to unknown");
  }
  for (const auto finding : promises.pregnancy) {
    const std::size_t q = pack.findings[finding].question, option = place_in_question(pack, finding);
    const auto state = [&](Status status) { return with(desk.said, q, answered_with(desk.said[q], option, status)); };
    const auto in_doubt = state(Status::kUnsure);
    Person unsure(formulas, pack, in_doubt);
    for (const auto& [status, name] : {std::pair{Status::kNo, "no"}, std::pair{Status::kYes, "yes"}}) {
      const auto certain = state(status);
      Person sure(formulas, pack, certain);
      const Lit bad = formulas.all({is_higher(formulas, pack, sure, unsure), legal(formulas, pack.questions[q], in_doubt[q]),
                                    legal(formulas, pack.questions[q], certain[q])});
      if (desk.can({bad}))
        return lowered(desk, certain, in_doubt, bad, q, pack.findings[finding].id + " from " + name + " to unsure");
    }
    // The whole screen left out, against this answer alone.
    const auto missing_said = with(desk.said, q, silence(pack.questions[q])),
               alone = with(desk.said, q, answered_with(none(pack.questions[q]), option, Status::kYes));
    Person missing(formulas, pack, missing_said), pregnant(formulas, pack, alone);
    const Lit bad = is_higher(formulas, pack, pregnant, missing);
    if (desk.can({bad})) return lowered(desk, alone, missing_said, bad, q, pack.findings[finding].id + " from yes to left out");
  }
  return {true,
          "children are never below " + rung_name(pack, promises.child_rung) +
              " unless every criterion of growing pains is met, " + pack.findings[promises.toddler].id + " never below " +
              rung_name(pack, promises.toddler_rung) +
              "; an unknown age is at least as urgent as any, an unsure or missing pregnancy as yes and no",
          desk.by_z3(),
          {}};
}

}  // namespace nightlegs::prove
