// findings.cpp - answers to findings, and the order of questions.
#include "nightlegs/findings.hpp"

#include <algorithm>
#include <bit>

namespace nightlegs {
namespace {

using Op = Expression::Op;

/// What can still change: what is open alone, or also what the person is not sure of.
enum class Open : std::uint8_t { kUnasked, kUnaskedOrUnsure };

constexpr unsigned bit_of(Status status) { return 1u << static_cast<unsigned>(status); }

/// The statuses that are a yes or can still become one.
constexpr unsigned hopeful(Open open) {
  const unsigned sure = bit_of(Status::kYes) | bit_of(Status::kUnasked);
  return open == Open::kUnasked ? sure : sure | bit_of(Status::kUnsure) | bit_of(Status::kDeclined);
}

/// Could the expression still become true?
bool could_hold(const Pack& pack, const Expression& e, const Findings& findings, Open open) {
  const auto could = [&](const Expression& part) { return could_hold(pack, part, findings, open); };
  switch (e.op) {
    case Op::kFinding: return bit_of(findings[e.index]) & hopeful(open);
    case Op::kGroup: return could(pack.groups[e.index].is);
    case Op::kAny: return std::any_of(e.operands.begin(), e.operands.end(), could);
    case Op::kAll: return std::all_of(e.operands.begin(), e.operands.end(), could);
    case Op::kCount: return std::count_if(e.operands.begin(), e.operands.end(), could) >= e.count;
    case Op::kNot: return !holds(pack, e.operands.front(), findings, false);
    case Op::kNothing:
    case Op::kWells:
    case Op::kUnsureCount:
    case Op::kNo: break;
  }
  return true;
}

void fill(const Question& question, Status status, Findings& out) {
  std::fill_n(out.status.begin() + question.first, question.count, status);
}

/// Sets what is not a no. REQUIRES: the question's findings are kNo.
void mark(const Question& question, const Answer& answer, Findings& out) {
  if (answer.kind == Answer::Kind::kPreferNot) return fill(question, Status::kDeclined, out);
  Status* const status = out.status.data() + question.first;
  for (auto bits = answer.unsure; bits; bits &= bits - 1) status[std::countr_zero(bits)] = Status::kUnsure;
  for (auto bits = answer.yes; bits; bits &= bits - 1) status[std::countr_zero(bits)] = Status::kYes;
}

/// Whether a question applies: now, perhaps after further answers, or not any more.
enum class Outlook : std::uint8_t { kNever, kPerhaps, kNow };

Outlook outlook_of(const Pack& pack, const Question& question, const Findings& findings, bool unsure_counts, Open open) {
  if (!question.show_when.exists()) return Outlook::kNow;
  if (question.shown_by.empty()) {
    if (holds(pack, question.show_when, findings, unsure_counts)) return Outlook::kNow;
    return could_hold(pack, question.show_when, findings, open) ? Outlook::kPerhaps : Outlook::kNever;
  }
  // Most conditions are a plain ANY: one look at the statuses of all its findings.
  unsigned seen = 0;
  for (const auto finding : question.shown_by) seen |= bit_of(findings[finding]);
  const unsigned doubt = bit_of(Status::kUnsure) | bit_of(Status::kDeclined);
  if (seen & (bit_of(Status::kYes) | (unsure_counts ? doubt : 0))) return Outlook::kNow;
  return seen & hopeful(open) ? Outlook::kPerhaps : Outlook::kNever;
}

/// Another answer may have answered the question.
void stand_in(const Question& question, Findings& out) {
  if (question.skipped_if >= 0 && out.status[static_cast<std::size_t>(question.skipped_if)] == Status::kYes) {
    out.status[static_cast<std::size_t>(question.skipped_then)] = Status::kYes;
  }
}

}  // namespace

LanesByStatus lanes_of(const Finding& finding) {
  using namespace lane;
  constexpr unsigned all_passes = kSure | kCautious | kDoubtful | kPossible | kAnyDoubt;
  const unsigned unasked = finding.safety ? kAnyDoubt : 0u;
  const unsigned plain = finding.safety && !finding.age ? 0u : kPlain;
  unsigned unsure = kPossible | kAnyDoubt;
  switch (finding.unsure) {
    case UnsurePolicy::kAsYes: unsure |= kCautious | kDoubtful; break;
    case UnsurePolicy::kStepDown: unsure |= kDoubtful; break;
    case UnsurePolicy::kIgnore: break;
  }
  LanesByStatus lanes{};
  const auto set = [&](Status status, unsigned value) { lanes[static_cast<std::size_t>(status)] = static_cast<std::uint8_t>(value); };
  set(Status::kHidden, unasked);
  set(Status::kUnasked, kPossible | unasked);
  set(Status::kUnsure, unsure);
  // A declined item always uses step-down, whatever its own policy (red-flags.md section 2).
  set(Status::kDeclined, kPossible | kAnyDoubt | kDoubtful);
  set(Status::kYes, all_passes | plain);
  return lanes;
}

void set_findings(const Question& question, const Answer& answer, Findings& out) {
  fill(question, Status::kNo, out);
  mark(question, answer, out);
}

bool holds(const Pack& pack, const Expression& e, const Findings& findings, bool unsure_counts) {
  const auto true_now = [&](const Expression& part) { return holds(pack, part, findings, unsure_counts); };
  switch (e.op) {
    case Op::kNothing: break;
    case Op::kFinding: {
      const Status status = findings[e.index];
      return status == Status::kYes || (unsure_counts && (status == Status::kUnsure || status == Status::kDeclined));
    }
    case Op::kGroup: return holds(pack, pack.groups[e.index].is, findings, unsure_counts);
    case Op::kAny: return std::any_of(e.operands.begin(), e.operands.end(), true_now);
    case Op::kAll: return std::all_of(e.operands.begin(), e.operands.end(), true_now);
    case Op::kCount: return std::count_if(e.operands.begin(), e.operands.end(), true_now) >= e.count;
    case Op::kWells: {
      int sum = 0;
      for (const auto& item : pack.wells) sum += true_now(item.when) ? item.points : 0;
      return sum >= e.count;
    }
    case Op::kUnsureCount: return findings.unsure_emergencies >= e.count;
    // What is unsure is not known to be true: NOT asks for a plain yes whatever the caller counts.
    case Op::kNot: return !holds(pack, e.operands.front(), findings, false);
    case Op::kNo: {
      const auto list = findings_of(pack, e);
      return std::all_of(list.begin(), list.end(), [&](FindingIndex f) { return findings[f] == Status::kNo; });
    }
  }
  return false;
}

void find(const Pack& pack, const Answers& answers, Missing missing, Findings& out) {
  // Most findings are a no; what follows sets the others.
  out.status.assign(pack.findings.size(), Status::kNo);
  out.ask_next = -1;
  out.complete = true;
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    const auto& question = pack.questions[q];
    if (answers[q].exists()) {
      mark(question, answers[q], out);
      continue;
    }
    // A safety screen applies as soon as it may: what gates it can itself be missing (INV-18).
    const bool asked_of_all = question.safety && !question.optional;
    const bool cautious = asked_of_all && missing == Missing::kUnsure;
    const auto outlook = outlook_of(pack, question, out, question.show_if_unsure || cautious, Open::kUnaskedOrUnsure);
    const bool shown = outlook == Outlook::kNow;
    if (shown && asked_of_all) out.complete = false;
    if (shown && out.ask_next < 0) out.ask_next = static_cast<int>(q);
    if (shown && cautious) {
      fill(question, Status::kUnsure, out);
    } else {
      fill(question, outlook == Outlook::kNever ? Status::kHidden : Status::kUnasked, out);
    }
    stand_in(question, out);
  }
  // A question that was answered before another answer made it needless still says what it stands for.
  for (const auto question : pack.skippable) stand_in(pack.questions[question], out);

  out.unsure_emergencies = 0;
  for (const auto finding : pack.emergency_items) out.unsure_emergencies += out[finding] == Status::kUnsure ? 1 : 0;
  if (pack.declined_question >= 0 &&
      answers[static_cast<std::size_t>(pack.declined_question)].kind == Answer::Kind::kPreferNot) {
    ++out.unsure_emergencies;
  }
}

Findings find(const Pack& pack, const Answers& answers, Missing missing) {
  Findings findings;
  find(pack, answers, missing, findings);
  return findings;
}

bool is_shown(const Pack& pack, QuestionIndex question, const Findings& findings) {
  const auto& q = pack.questions[question];
  return !q.show_when.exists() || holds(pack, q.show_when, findings, q.show_if_unsure);
}

bool is_child(const Pack& pack, const Findings& findings) {
  return holds(pack, pack.groups[static_cast<std::size_t>(pack.child_group)].is, findings, false);
}

Progress progress(const Pack& pack, const Answers& answers, QuestionIndex question) {
  const Findings now = find(pack, answers, Missing::kNotYet);
  Progress result;
  for (QuestionIndex q = 0; q < question; ++q) result.number += is_shown(pack, q, now) ? 1 : 0;

  // An answered question counts as it stands; an open one if it may still come without another answer being changed.
  const auto count = [&](const Answers& assumed) {
    Findings findings;
    findings.status.assign(pack.findings.size(), Status::kNo);
    int sum = 0;
    for (std::size_t q = 0; q < pack.questions.size(); ++q) {
      const auto& asked = pack.questions[q];
      const auto outlook = outlook_of(pack, asked, findings, asked.show_if_unsure, Open::kUnasked);
      if (assumed[q].exists()) {
        sum += outlook == Outlook::kNow ? 1 : 0;
        mark(asked, assumed[q], findings);
      } else {
        sum += outlook != Outlook::kNever ? 1 : 0;
        fill(asked, outlook == Outlook::kNever ? Status::kHidden : Status::kUnasked, findings);
      }
      stand_in(asked, findings);
    }
    return sum;
  };
  // A child and an adult are asked different things and nobody is both: the longest path of each age band.
  const auto age = static_cast<std::size_t>(pack.age_question);
  for (std::uint16_t band = 0; band < pack.questions[age].count; ++band) {
    Answers assumed = answers;
    if (!assumed[age].exists()) {
      assumed[age].kind = Answer::Kind::kGiven;
      assumed[age].yes = 1u << band;
    }
    result.at_most = std::max(result.at_most, count(assumed));
  }
  return result;
}

std::string because(const Pack& pack, const Answers& answers, const Findings& findings, FindingIndex finding) {
  auto index = finding;
  const auto& own = pack.questions[pack.findings[index].question];
  if (own.skipped_then == index && findings[static_cast<FindingIndex>(own.skipped_if)] == Status::kYes) {
    index = static_cast<FindingIndex>(own.skipped_if);
  }
  const auto q = pack.findings[index].question;
  const auto& id = pack.questions[q].id;
  const auto kind = answers[q].kind;
  if (kind == Answer::Kind::kPreferNot) return id + "=prefer-not";
  if (kind != Answer::Kind::kGiven) return id + "=not-sure";
  return id + "=" + pack.findings[index].id;
}

}  // namespace nightlegs
