// paths.cpp - P7 and P8: what real paths through the questionnaire lead to, and how long they are.
#include <algorithm>

#include "properties.hpp"

namespace nightlegs::prove {
namespace {

/// Gives the answers to core's questionnaire, one after the other as it asks. True: it asked for each of them and no more.
bool walks(const Pack& pack, const Answers& answers) {
  Answers so_far = no_answers(pack);
  while (true) {
    const int next = find(pack, so_far, Missing::kNotYet).ask_next;
    if (next < 0) break;
    const auto q = static_cast<std::size_t>(next);
    if (!answers[q].exists()) return false;
    so_far[q] = answers[q];
  }
  return so_far == answers;
}

int answered(const Answers& answers) {
  return static_cast<int>(std::count_if(answers.begin(), answers.end(), [](const Answer& a) { return a.exists(); }));
}

// --- P7 ---------------------------------------------------------------------------------------------------------------

/// Something that some path must lead to.
struct Target {
  std::string name;
  Lit reached;
  bool (*in_core)(const Pack& pack, const Assessment& result, int index);
  int index = 0;
  bool covered = false;
};

bool rule_fired(const Pack&, const Assessment& result, int index) {
  return std::any_of(result.red_flags.begin(), result.red_flags.end(),
                     [&](const FiredRule& fired) { return fired.rule == index && !fired.stepped_down; });
}
bool is_rung(const Pack&, const Assessment& result, int index) { return result.rung == index; }
bool is_route(const Pack&, const Assessment& result, int index) { return result.route == index; }
bool fits_well(const Pack&, const Assessment& result, int index) {
  return std::any_of(result.patterns.begin(), result.patterns.end(),
                     [&](const PatternFit& fit) { return fit.pattern == index && fit.fit == Fit::kWell; });
}

std::vector<Target> targets(const Pack& pack, Person& person) {
  std::vector<Target> list;
  for (std::size_t r = 0; r < pack.rules.size(); ++r)
    list.push_back({"the rule " + pack.rules[r].id, person.sure(r), rule_fired, static_cast<int>(r)});
  for (std::size_t k = 0; k < pack.ladder.size(); ++k) {
    list.push_back(
        {"the tier " + rung_name(pack, static_cast<int>(k)), person.on(static_cast<int>(k)), is_rung, static_cast<int>(k)});
  }
  for (std::size_t r = 0; r < pack.routes.size(); ++r)
    list.push_back({"the route " + pack.routes[r], person.has_route(static_cast<int>(r)), is_route, static_cast<int>(r)});
  for (std::size_t p = 0; p < pack.patterns.size(); ++p) {
    list.push_back(
        {"the pattern " + pack.patterns[p].id + " at well", person.fits(p, Fit::kWell), fits_well, static_cast<int>(p)});
  }
  return list;
}

/// What comes nearest to a target that no path reaches: answers to questions that are not shown, else the pattern at partly,
/// else anything.
Verdict nearest_to(Desk& desk, Person& person, std::size_t index, const Target& target) {
  const auto& pack = desk.pack;
  Verdict verdict{false, "no path through the questionnaire reaches " + target.name, "", {}};
  Desk anyhow(pack);
  Person anybody(anyhow.formulas, pack, anyhow.said);
  const Lit reached = targets(pack, anybody)[index].reached;
  if (anyhow.can({reached})) {
    verdict.files = {anyhow.answers(anyhow.said, anyhow.simplest({reached}))};
    verdict.text += "; only answers to questions that are not shown do: " + told(pack, verdict.files.front());
    return verdict;
  }
  const bool is_pattern = target.in_core == fits_well;
  const Lit partly = is_pattern ? person.fits(static_cast<std::size_t>(target.index), Fit::kPartly) : kTrue;
  const Lit nearest = desk.can({partly}) ? partly : kTrue;
  verdict.files = {desk.answers(desk.said, desk.simplest({nearest}))};
  verdict.text += ", nor do any answers at all; " +
                  std::string(is_pattern && nearest == partly ? "it is at partly" : "it is not reached") + " with " +
                  told(pack, verdict.files.front());
  return verdict;
}

// --- P8 ---------------------------------------------------------------------------------------------------------------

/// What progress() counts when the questions before `open` are answered and the others are not.
class Outlook {
 public:
  Outlook(Desk& desk, std::size_t open, const Said& age) : desk_(desk), open_(open) {
    const auto& pack = desk.pack;
    yes_.assign(pack.findings.size(), kFalse);
    hopeful_ = unsure_ = yes_;
    no_.assign(pack.findings.size(), kTrue);  // what comes later is taken for a no, as core does
    for (std::size_t q = 0; q < pack.questions.size(); ++q) {
      const auto& question = pack.questions[q];
      const Lit now = question.show_when.exists() ? holds(question.show_when, question.show_if_unsure) : kTrue;
      const Lit not_never = question.show_when.exists() ? desk.formulas.either(now, could_hold(question.show_when)) : kTrue;
      const bool is_age = static_cast<int>(q) == pack.age_question;
      const Said& said = is_age ? age : desk.said[q];
      const Lit exists = is_age ? age.exists : q < open_ ? said.exists : kFalse;
      counted_.push_back(desk.formulas.either(desk.formulas.both(exists, now), desk.formulas.both(!exists, not_never)));
      for (std::size_t i = 0; i < question.count; ++i) {
        const auto f = question.first + i;
        yes_[f] = desk.formulas.both(exists, said.yes[i]);
        unsure_[f] = desk.formulas.both(exists, desk.formulas.any({said.unsure[i], said.not_sure, said.prefer_not}));
        no_[f] = desk.formulas.all({exists, !yes_[f], !unsure_[f]});
        hopeful_[f] = desk.formulas.either(yes_[f], desk.formulas.both(!exists, not_never));
      }
      if (question.skipped_if < 0) continue;
      const Lit when = yes_[static_cast<std::size_t>(question.skipped_if)];
      const auto then = static_cast<std::size_t>(question.skipped_then);
      yes_[then] = desk.formulas.either(yes_[then], when);
      hopeful_[then] = desk.formulas.either(hopeful_[then], when);
      unsure_[then] = desk.formulas.both(unsure_[then], !when);
      no_[then] = desk.formulas.both(no_[then], !when);
    }
  }

  [[nodiscard]] Lit counted(std::size_t question) const { return counted_[question]; }

 private:
  using Op = Expression::Op;

  Lit holds(const Expression& e, bool unsure_counts) const {
    return evaluate(e, [&](const Expression& part) { return holds(part, unsure_counts); }, [&](FindingIndex f) {
      return unsure_counts ? desk_.formulas.either(yes_[f], unsure_[f]) : yes_[f];
    }, false);
  }
  Lit could_hold(const Expression& e) const {
    return evaluate(
        e, [&](const Expression& part) { return could_hold(part); }, [&](FindingIndex f) { return hopeful_[f]; }, true);
  }

  template <class Part, class OfFinding>
  Lit evaluate(const Expression& e, Part part, OfFinding of_finding, bool could) const {
    std::vector<Lit> parts;
    const bool opaque = e.op == Op::kNot || e.op == Op::kNo;
    for (const auto& operand : e.operands) {
      if (!opaque) parts.push_back(part(operand));
    }
    switch (e.op) {
      case Op::kNothing: return kFalse;
      case Op::kFinding: return of_finding(e.index);
      case Op::kGroup: return part(desk_.pack.groups[e.index].is);
      case Op::kAny: return desk_.formulas.any(parts);
      case Op::kAll: return desk_.formulas.all(parts);
      case Op::kCount: return desk_.formulas.at_least(e.count, parts);
      case Op::kNot: return !holds(e.operands.front(), false);
      case Op::kNo: {
        if (could) return kTrue;
        std::vector<Lit> noes;
        for (const auto f : findings_of(desk_.pack, e)) noes.push_back(no_[f]);
        return desk_.formulas.all(noes);
      }
      case Op::kWells: {
        if (could) return kTrue;
        std::vector<std::pair<Lit, int>> items;
        for (const auto& item : desk_.pack.wells) items.emplace_back(part(item.when), item.points);
        return desk_.formulas.at_least(e.count, items);
      }
      case Op::kUnsureCount: break;
    }
    // No skip rule counts doubts. If one ever does, this must not pass for a proof.
    if (!could) throw Undecided("a skip rule with UNSURE_COUNT is not encoded");
    return kTrue;
  }

  Desk& desk_;
  std::size_t open_;
  std::vector<Lit> yes_, unsure_, no_, hopeful_, counted_;
};

/// The shortcoming of progress() on that path, looked for in core itself; "" when it keeps its word.
std::string shortcoming(const Pack& pack, const Answers& path) {
  Answers so_far = no_answers(pack);
  const int length = answered(path);
  while (true) {
    const int next = find(pack, so_far, Missing::kNotYet).ask_next;
    if (next < 0) return "";
    const auto q = static_cast<std::size_t>(next);
    const auto at = progress(pack, so_far, static_cast<QuestionIndex>(q));
    if (at.at_most < length || at.number > at.at_most) {
      return "at " + pack.questions[q].id + " the bar says question " + std::to_string(at.number) + " of at most " +
             std::to_string(at.at_most) + ", but this path has " + std::to_string(length);
    }
    if (!path[q].exists()) return "";
    so_far[q] = path[q];
  }
}

}  // namespace

Verdict everything_is_reachable(const Pack& pack, const Promises& promises) {
  Desk desk(pack);
  Person person(desk.formulas, pack, desk.said);
  const auto walk = desk.walking(desk.said, person);
  for (const Lit lit : walk) desk.solver.always(lit);
  auto list = targets(pack, person);
  int paths = 0;
  std::vector<std::string> unreached;
  Verdict failed;
  for (auto& target : list) {
    if (target.covered) continue;
    const auto& weak = promises.never_well;
    const bool never_meant = target.in_core == fits_well && std::find(weak.begin(), weak.end(), target.index) != weak.end();
    if (!desk.can({target.reached})) {
      if (never_meant) continue;
      unreached.push_back(target.name);
      if (unreached.size() == 1) failed = nearest_to(desk, person, static_cast<std::size_t>(&target - list.data()), target);
      continue;
    }
    const auto answers = desk.answers(desk.said, desk.last_found());
    if (!walks(pack, answers)) drifted("a path that core does not ask for: " + write_answers(pack, answers));
    const auto result = assess(pack, answers);
    ++paths;
    for (auto& other : list) other.covered |= other.in_core(pack, result, other.index);
    if (!target.covered) drifted("a path that does not lead to " + target.name);
  }
  if (!unreached.empty()) {
    failed.text += ". Nothing reaches:";
    for (const auto& name : unreached) failed.text += (name == unreached.front() ? " " : ", ") + name;
    return failed;
  }
  return {true,
          "each of " + std::to_string(pack.rules.size()) + " rules, " + std::to_string(pack.ladder.size()) + " tiers, " +
              std::to_string(pack.routes.size()) + " routes and " + std::to_string(pack.patterns.size() - promises.never_well.size()) +
              " patterns at well (" + std::to_string(promises.never_well.size()) + " are contributors too weak for it) has a path, walked through core question by question (" + std::to_string(paths) + " paths)",
          desk.by_z3(),
          {}};
}

Verdict progress_keeps_its_word(const Pack& pack, const Promises&) {
  Desk desk(pack);
  auto& formulas = desk.formulas;
  Person whole(formulas, pack, desk.said, Missing::kNotYet);
  for (const Lit lit : desk.walking(desk.said, whole)) desk.solver.always(lit);
  const auto count = pack.questions.size();
  const auto age = static_cast<std::size_t>(pack.age_question);
  for (std::size_t open = 0; open < count; ++open) {
    // Question by question: what will be asked, or counts as passed, is counted. Then so is their sum.
    const Outlook outlook(desk, open, desk.said[age]);
    Everything so_far = desk.said;
    for (std::size_t q = open; q < count; ++q) so_far[q] = silence(pack.questions[q]);
    const Person then(formulas, pack, so_far, Missing::kNotYet);
    std::vector<Lit> uncounted;
    for (std::size_t q = 0; q < count; ++q) {
      uncounted.push_back(formulas.both(desk.said[q].exists, !outlook.counted(q)));
      if (q >= open || !pack.questions[q].show_when.exists()) continue;
      const Lit numbered = then.holds(pack.questions[q].show_when, pack.questions[q].show_if_unsure);
      uncounted.push_back(formulas.both(numbered, !outlook.counted(q)));
    }
    if (!desk.can({desk.said[open].exists, formulas.any(uncounted)})) continue;
    // Not each is counted: then the sums themselves, over the age that progress() takes when none is known.
    std::vector<Lit> too_few = {desk.said[open].exists};
    for (std::size_t band = 0; band < (open > age ? 1 : pack.questions[age].count); ++band) {
      Said assumed = desk.said[age];
      if (open <= age) {
        assumed = none(pack.questions[age]);
        assumed.yes[band] = kTrue;
      }
      const Outlook of_band(desk, open, assumed);
      std::vector<Lit> parts;
      for (std::size_t q = 0; q < count; ++q) {
        parts.push_back(desk.said[q].exists);
        parts.push_back(!of_band.counted(q));
      }
      too_few.push_back(formulas.at_least(static_cast<int>(count) + 1, parts));
    }
    if (!desk.can(too_few)) continue;
    const auto path = desk.answers(desk.said, desk.last_found());
    const auto what = shortcoming(pack, path);
    if (what.empty() || !walks(pack, path)) drifted("a path for which core's progress is right: " + write_answers(pack, path));
    return {false, "With " + told(pack, path) + ": " + what, "", {path}};
  }
  int longest = 0;
  std::vector<Lit> asked;
  for (const auto& said : desk.said) asked.push_back(said.exists);
  while (desk.can({formulas.at_least(longest + 1, asked)})) longest = answered(desk.answers(desk.said, desk.last_found()));
  const int said = progress(pack, no_answers(pack), 0).at_most;
  return {true, "at every question of every path the bar counts each question that is still to come; the longest path has " +
                    std::to_string(longest) + " questions, the first bar says at most " + std::to_string(said),
          desk.by_z3(), {}};
}

}  // namespace nightlegs::prove
