// person.cpp - find(), the circuit's lanes, rules, floors, fits and offers, as statements.
#include "person.hpp"

#include <algorithm>
#include <bit>

namespace nightlegs::prove {
namespace {

using Op = Expression::Op;

/// Calls `operand_of(expression)` for each part and joins them as the operator says; leaves are the caller's.
template <class Part>
Lit join(const Pack& pack, Formulas& formulas, const Expression& e, Part part) {
  std::vector<Lit> parts;
  for (const auto& operand : e.operands) parts.push_back(part(operand));
  switch (e.op) {
    case Op::kAny: return formulas.any(parts);
    case Op::kAll: return formulas.all(parts);
    case Op::kCount: return formulas.at_least(e.count, parts);
    case Op::kWells: {
      std::vector<std::pair<Lit, int>> items;
      for (const auto& item : pack.wells) items.emplace_back(part(item.when), item.points);
      return formulas.at_least(e.count, items);
    }
    case Op::kNothing:
    case Op::kFinding:
    case Op::kGroup:
    case Op::kUnsureCount:
    case Op::kNot:
    case Op::kNo: break;
  }
  return kFalse;
}

}  // namespace

// --- what may be said -----------------------------------------------------------------------------------------------

Said silence(const Question& question) {
  return {kFalse, kFalse, kFalse, std::vector<Lit>(question.count, kFalse), std::vector<Lit>(question.count, kFalse)};
}

Said not_sure(const Question& question) {
  Said said = silence(question);
  said.exists = said.not_sure = kTrue;
  return said;
}

Said none(const Question& question) {
  Said said = silence(question);
  said.exists = kTrue;
  return said;
}

Said anything(Formulas& formulas, const Question& question) {
  Said said = silence(question);
  said.exists = formulas.input();
  if (question.not_sure != Question::NotSure::kNone || question.optional) said.not_sure = formulas.input();
  if (question.prefer_not) said.prefer_not = formulas.input();
  for (auto& yes : said.yes) yes = formulas.input();
  if (question.not_sure == Question::NotSure::kRows) {
    for (auto& unsure : said.unsure) unsure = formulas.input();
  }
  return said;
}

Everything anything(Formulas& formulas, const Pack& pack) {
  Everything everything;
  for (const auto& question : pack.questions) everything.push_back(anything(formulas, question));
  return everything;
}

Lit is_none(Formulas& formulas, const Said& said) {
  std::vector<Lit> chosen = {!said.exists, said.not_sure, said.prefer_not};
  chosen.insert(chosen.end(), said.yes.begin(), said.yes.end());
  chosen.insert(chosen.end(), said.unsure.begin(), said.unsure.end());
  return !formulas.any(chosen);
}

Lit legal(Formulas& formulas, const Question& question, const Said& said) {
  std::vector<Lit> all = {formulas.implies(said.not_sure, said.exists), formulas.implies(said.prefer_not, said.exists),
                          !formulas.both(said.not_sure, said.prefer_not)};
  const Lit given = formulas.all({said.exists, !said.not_sure, !said.prefer_not});
  std::vector<Lit> chosen = said.yes;
  chosen.insert(chosen.end(), said.unsure.begin(), said.unsure.end());
  for (const Lit option : chosen) all.push_back(formulas.implies(option, given));
  for (std::size_t i = 0; i < said.yes.size(); ++i) all.push_back(!formulas.both(said.yes[i], said.unsure[i]));
  const bool may_be_empty = question.none || question.optional || question.type == Question::Type::kNumber;
  if (!may_be_empty) all.push_back(formulas.implies(given, formulas.any(chosen)));
  const int most = question.is_single() ? 1 : question.most;
  if (most) all.push_back(formulas.at_most(most, said.yes));
  return formulas.all(all);
}

Lit legal(Formulas& formulas, const Pack& pack, const Everything& said) {
  std::vector<Lit> all;
  for (std::size_t q = 0; q < said.size(); ++q) all.push_back(legal(formulas, pack.questions[q], said[q]));
  return formulas.all(all);
}

void set_inputs(const Pack& pack, const Everything& said, const Answers& answers, std::uint64_t who, Truths& truths) {
  const auto set = [&](Lit lit, bool value) {
    if (lit.node() == 0) return;  // a constant
    auto& word = truths[lit.node()];
    word = value ? word | who : word & ~who;
  };
  for (std::size_t q = 0; q < said.size(); ++q) {
    const auto& answer = answers[q];
    const bool given = answer.kind == Answer::Kind::kGiven;
    set(said[q].exists, answer.exists());
    set(said[q].not_sure, answer.kind == Answer::Kind::kNotSure);
    set(said[q].prefer_not, answer.kind == Answer::Kind::kPreferNot);
    for (std::size_t i = 0; i < pack.questions[q].count; ++i) {
      set(said[q].yes[i], given && (answer.yes >> i & 1));
      set(said[q].unsure[i], given && (answer.unsure >> i & 1));
    }
  }
}

Answers answers_of(const Pack& pack, const Everything& said, const Truths& truths) {
  const auto is = [&](Lit lit) { return (Formulas::truth(lit, truths) & 1) != 0; };
  Answers answers = no_answers(pack);
  for (std::size_t q = 0; q < said.size(); ++q) {
    if (!is(said[q].exists)) continue;
    auto& answer = answers[q];
    const auto& question = pack.questions[q];
    answer.kind = is(said[q].prefer_not) ? Answer::Kind::kPreferNot
                  : is(said[q].not_sure) ? Answer::Kind::kNotSure
                                         : Answer::Kind::kGiven;
    for (std::uint16_t i = 0; i < question.count; ++i) {
      if (is(said[q].yes[i])) answer.yes |= 1u << i;
      if (is(said[q].unsure[i]) || answer.kind != Answer::Kind::kGiven) answer.unsure |= 1u << i;
    }
  }
  return answers;
}

// --- findings ---------------------------------------------------------------------------------------------------------

Person::Person(Formulas& formulas, const Pack& pack, const Everything& said, Missing missing)
    : formulas_(formulas), pack_(pack), said_(said), missing_(missing), from_(pack.ladder.size() + 1) {
  find();
}

void Person::mark(const Question& question, const Said& said) {
  const Lit silent = !said.exists;
  for (std::uint16_t i = 0; i < question.count; ++i) {
    auto& status = status_[question.first + static_cast<std::size_t>(i)];
    const auto at = [&](Status s) -> Lit& { return status[static_cast<std::size_t>(s)]; };
    at(Status::kYes) = said.yes[i];
    at(Status::kUnsure) = formulas_.either(said.not_sure, said.unsure[i]);
    at(Status::kDeclined) = said.prefer_not;
    at(Status::kUnasked) = silent;
    at(Status::kNo) = formulas_.all({said.exists, !at(Status::kYes), !at(Status::kUnsure), !at(Status::kDeclined)});
  }
}

void Person::stand_in(const Question& question) {
  if (question.skipped_if < 0) return;
  const Lit when = is(static_cast<FindingIndex>(question.skipped_if), Status::kYes);
  auto& status = status_[static_cast<std::size_t>(question.skipped_then)];
  for (auto& other : status) other = formulas_.both(other, !when);
  auto& yes = status[static_cast<std::size_t>(Status::kYes)];
  yes = formulas_.either(yes, when);
}

void Person::find() {
  // As in core: a condition sees what was asked before it, and takes what comes later for a no.
  status_.assign(pack_.findings.size(), {kFalse, kFalse, kTrue, kFalse, kFalse, kFalse});
  for (std::size_t q = 0; q < pack_.questions.size(); ++q) {
    const auto& question = pack_.questions[q];
    const auto& said = said_[q];
    const auto applies = [&](bool unsure_counts) {
      return question.show_when.exists() ? holds(question.show_when, unsure_counts) : kTrue;
    };
    shown_.push_back(applies(question.show_if_unsure));
    const bool cautious = question.safety && !question.optional && missing_ == Missing::kUnsure;
    const Lit missed = cautious ? formulas_.both(!said.exists, applies(true)) : kFalse;
    mark(question, said);
    for (std::uint16_t i = 0; i < question.count; ++i) {
      auto& status = status_[question.first + static_cast<std::size_t>(i)];
      auto &unsure = status[static_cast<std::size_t>(Status::kUnsure)],
           &unasked = status[static_cast<std::size_t>(Status::kUnasked)];
      unsure = formulas_.either(unsure, missed);
      unasked = formulas_.both(unasked, !missed);
    }
    if (question.skipped_if < 0) continue;
    // Only a question without an answer is stood in for already now; the others once all are read.
    const auto answered = status_;
    stand_in(question);
    const auto then = static_cast<std::size_t>(question.skipped_then);
    for (std::size_t s = 0; s < status_[then].size(); ++s) {
      status_[then][s] =
          formulas_.either(formulas_.both(said.exists, answered[then][s]), formulas_.both(!said.exists, status_[then][s]));
    }
  }
  for (const auto question : pack_.skippable) stand_in(pack_.questions[question]);
}

Lit Person::unsure_emergencies(int at_least) const {
  std::vector<Lit> doubts;
  for (const auto finding : pack_.emergency_items) doubts.push_back(is(finding, Status::kUnsure));
  if (pack_.declined_question >= 0) doubts.push_back(said_[static_cast<std::size_t>(pack_.declined_question)].prefer_not);
  return formulas_.at_least(at_least, doubts);
}

// --- expressions --------------------------------------------------------------------------------------------------------

Lit Person::holds(const Expression& e, bool unsure_counts, bool missing_counts) const {
  const auto part = [&](const Expression& operand) { return holds(operand, unsure_counts, missing_counts); };
  switch (e.op) {
    case Op::kNothing: return kFalse;
    case Op::kFinding: {
      Lit lit = is(e.index, Status::kYes);
      if (unsure_counts) lit = formulas_.either(lit, is_unsure(e.index));
      if (missing_counts && pack_.findings[e.index].safety) lit = formulas_.either(lit, is(e.index, Status::kUnasked));
      return lit;
    }
    case Op::kGroup: return part(pack_.groups[e.index].is);
    case Op::kAny:
    case Op::kAll:
    case Op::kCount:
    case Op::kWells: return join(pack_, formulas_, e, part);
    case Op::kUnsureCount: return unsure_emergencies(e.count);
    case Op::kNot: return !holds(e.operands.front(), false);
    case Op::kNo: {
      std::vector<Lit> noes;
      for (const auto finding : findings_of(pack_, e)) noes.push_back(is(finding, Status::kNo));
      return formulas_.all(noes);
    }
  }
  return kFalse;
}

/// red-flags.md section 2 and self-care.md section 1, written a second time: core's own table is what the self-check compares
/// with.
Lit Person::finding_in(FindingIndex index, std::uint8_t lane_bit) const {
  const auto& finding = pack_.findings[index];
  const Lit yes = is(index, Status::kYes), unsure = is(index, Status::kUnsure), declined = is(index, Status::kDeclined);
  switch (lane_bit) {
    case lane::kSure: return yes;
    case lane::kCautious: return finding.unsure == UnsurePolicy::kAsYes ? formulas_.either(yes, unsure) : yes;
    case lane::kDoubtful: return formulas_.any({yes, declined, finding.unsure == UnsurePolicy::kIgnore ? kFalse : unsure});
    case lane::kPlain: return finding.safety && !finding.age ? kFalse : yes;
    case lane::kAnyDoubt: return formulas_.any({yes, unsure, declined, finding.safety ? is(index, Status::kUnasked) : kFalse});
  }
  return kFalse;
}

Lit Person::signal(const Expression& e, std::uint8_t lane_bit) {
  const auto part = [&](const Expression& operand) { return signal(operand, lane_bit); };
  switch (e.op) {
    case Op::kNothing: return kFalse;
    case Op::kFinding: return finding_in(e.index, lane_bit);
    case Op::kGroup: {
      const auto key = std::pair{e.index, lane_bit};
      if (const auto found = groups_.find(key); found != groups_.end()) return found->second;
      return groups_[key] = part(pack_.groups[e.index].is);
    }
    case Op::kAny:
    case Op::kAll:
    case Op::kCount:
    case Op::kWells: return join(pack_, formulas_, e, part);
    case Op::kUnsureCount: return unsure_emergencies(e.count);
    // The gate of the same name in circuit.cpp is never true in the lanes of doubt.
    case Op::kNot: return lane_bit & (lane::kSure | lane::kPlain) ? !part(e.operands.front()) : kFalse;
    case Op::kNo: return holds(e, false);
  }
  return kFalse;
}

// --- urgency --------------------------------------------------------------------------------------------------------------

Lit Person::met() {
  const auto& pattern = pack_.patterns[static_cast<std::size_t>(pack_.growing_pains)];
  return signal(pattern.meets, lane::kSure);
}

Lit Person::sure(std::size_t rule) {
  if (const auto found = rules_.find(rule); found != rules_.end()) return found->second.first;
  const auto& r = pack_.rules[rule];
  Lit own = kFalse, in_doubt = kFalse;
  switch (r.floor) {
    case Rule::Floor::kNone:
      own = signal(r.when, lane::kCautious);
      in_doubt = signal(r.when, lane::kDoubtful);
      break;
    case Rule::Floor::kGrowingPainsNotMet: {
      const Expression child{
          .op = Op::kGroup, .index = static_cast<std::uint16_t>(pack_.child_group), .count = 0, .operands = {}};
      own = formulas_.both(signal(child, lane::kCautious), !met());
      in_doubt = formulas_.both(signal(child, lane::kDoubtful), !met());
      break;
    }
    case Rule::Floor::kNothingListed: own = !explained(); break;
  }
  rules_[rule] = {own, formulas_.both(in_doubt, !own)};
  return own;
}

Lit Person::doubtful(std::size_t rule) {
  (void)sure(rule);
  return rules_[rule].second;
}

Lit Person::fires_from(std::size_t rule, int rung) {
  const auto& r = pack_.rules[rule];
  return formulas_.either(r.rung >= rung ? sure(rule) : kFalse, r.rung_when_unsure >= rung ? doubtful(rule) : kFalse);
}

Lit Person::from(int rung) {
  if (rung <= 0) return kTrue;
  auto& known = from_[static_cast<std::size_t>(rung)];
  if (!known) {
    std::vector<Lit> fired;
    for (std::size_t r = 0; r < pack_.rules.size(); ++r) fired.push_back(fires_from(r, rung));
    known = formulas_.any(fired);
  }
  return *known;
}

Lit Person::from(Tier tier) {
  for (std::size_t rung = 0; rung < pack_.ladder.size(); ++rung) {
    if (pack_.ladder[rung].tier >= tier) return from(static_cast<int>(rung));
  }
  return kFalse;
}

Lit Person::has_route(int route) {
  // The best route among the rules that fired on the highest rung; no route comes last.
  std::vector<Lit> ways;
  const auto place = [](int r) { return r < 0 ? 0xff : r; };
  for (int rung = 1; rung < static_cast<int>(pack_.ladder.size()); ++rung) {
    std::vector<Lit> here, better;
    for (std::size_t r = 0; r < pack_.rules.size(); ++r) {
      const auto& rule = pack_.rules[r];
      const auto see = [&](int at, int its, Lit fired) {
        if (at != rung) return;
        if (its == route) here.push_back(fired);
        if (place(its) < place(route)) better.push_back(fired);
      };
      see(rule.rung, rule.route, sure(r));
      see(rule.rung_when_unsure, rule.route_when_unsure, doubtful(r));
    }
    ways.push_back(formulas_.all({on(rung), formulas_.any(here), !formulas_.any(better)}));
  }
  if (route < 0) ways.push_back(on(0));
  return formulas_.any(ways);
}

Lit is_higher(Formulas& formulas, const Pack& pack, Person& a, Person& b) {
  std::vector<Lit> ways;
  for (int rung = 1; rung < static_cast<int>(pack.ladder.size()); ++rung)
    ways.push_back(formulas.both(a.from(rung), !b.from(rung)));
  return formulas.any(ways);
}

// --- patterns and actions ---------------------------------------------------------------------------------------------------

Lit Person::net_from(const Pattern& pattern, int wanted, std::uint8_t lane_bit) {
  std::vector<std::pair<Lit, int>> parts;
  for (const auto& row : pattern.rows_for) parts.emplace_back(signal(row.when, lane_bit), row.points);
  // Points against count as missing points for.
  for (const auto& row : pattern.rows_against) {
    parts.emplace_back(!signal(row.when, lane_bit), row.points);
    wanted += row.points;
  }
  return formulas_.at_least(wanted, parts);
}

Lit Person::explained() {
  if (explained_) return *explained_;
  std::vector<Lit> ways;
  for (const auto& pattern : pack_.patterns) {
    if (pattern.never_alone) continue;
    const Lit gate = pattern.gate.exists() ? signal(pattern.gate, lane::kPlain) : kTrue;
    ways.push_back(formulas_.both(gate, net_from(pattern, pack_.scoring.explained_net, lane::kPlain)));
  }
  explained_ = formulas_.any(ways);
  return *explained_;
}

Lit Person::fits_alone(std::size_t index, Fit at_least) {
  const auto key = std::pair{index, static_cast<int>(at_least)};
  if (const auto found = fits_.find(key); found != fits_.end()) return found->second;
  const auto& pattern = pack_.patterns[index];
  const auto& scoring = pack_.scoring;
  std::vector<std::pair<Lit, int>> points;
  std::vector<Lit> strong;
  for (const auto& row : pattern.rows_for) {
    const Lit hit = signal(row.when, lane::kSure);
    points.emplace_back(hit, row.points);
    if (row.points >= scoring.strong) strong.push_back(hit);
  }
  const auto& needs = pattern.well_needs.exists() ? pattern.well_needs : pattern.meets;
  const Lit well = formulas_.all({formulas_.at_least(scoring.well_for, points), formulas_.any(strong),
                                  net_from(pattern, scoring.well_net, lane::kSure),
                                  needs.exists() ? signal(needs, lane::kSure) : kTrue});
  const int needed = pattern.kind == Pattern::Kind::kCause ? scoring.partly_cause : scoring.partly_contributor;
  const Lit gate = pattern.gate.exists() ? signal(pattern.gate, lane::kSure) : kTrue;
  const Lit fit = at_least == Fit::kWell ? well : formulas_.either(well, net_from(pattern, needed, lane::kSure));
  return fits_[key] = formulas_.both(gate, fit);
}

Lit Person::fits(std::size_t index, Fit at_least) {
  if (at_least == Fit::kNone) return kTrue;
  const Lit alone = fits_alone(index, at_least);
  if (!pack_.patterns[index].never_alone) return alone;
  std::vector<Lit> others;
  for (std::size_t p = 0; p < pack_.patterns.size(); ++p) {
    if (!pack_.patterns[p].never_alone) others.push_back(fits_alone(p, Fit::kPartly));
  }
  return formulas_.both(alone, formulas_.any(others));
}

Lit Person::offered(std::size_t index) {
  const auto& action = pack_.actions[index];
  std::vector<Lit> reasons;
  if (action.serves_all) reasons.push_back(kTrue);
  for (std::size_t p = 0; p < pack_.patterns.size(); ++p) {
    const auto& offers = pack_.patterns[p].offers;
    if (std::find(offers.begin(), offers.end(), index) != offers.end()) reasons.push_back(fits(p, Fit::kPartly));
  }
  return formulas_.all({!from(Tier::kSameDay), formulas_.any(reasons), !signal(action.hide_if, lane::kAnyDoubt)});
}

Lit Person::nothing_is_cut() {
  std::vector<Lit> causes, contributors, actions;
  for (std::size_t p = 0; p < pack_.patterns.size(); ++p) {
    (pack_.patterns[p].kind == Pattern::Kind::kCause ? causes : contributors).push_back(fits(p, Fit::kPartly));
  }
  for (std::size_t a = 0; a < pack_.actions.size(); ++a) actions.push_back(offered(a));
  return formulas_.all({formulas_.at_most(pack_.scoring.show_causes, causes),
                        formulas_.at_most(pack_.scoring.show_contributors, contributors),
                        formulas_.at_most(pack_.scoring.show_actions, actions)});
}

}  // namespace nightlegs::prove
