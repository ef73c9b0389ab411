// findings.hpp - what the answers say, before anybody says what it means; and which question comes next.
// Knows nothing of words, screens or storage.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "nightlegs/answers.hpp"
#include "nightlegs/pack.hpp"

namespace nightlegs {

/// What is known of a finding (questions.md section 1).
enum class Status : std::uint8_t {
  kHidden,    // unasked, and the answers so far mean it will not be asked
  kUnasked,
  kNo,
  kUnsure,
  kDeclined,  // unsure, since the person preferred not to say
  kYes,
};

/// What a safety screen without an answer means.
enum class Missing : std::uint8_t {
  kNotYet,   // the check is still going on
  kUnsure,   // a result is asked for: never "no" (INV-04)
};

struct Findings {
  std::vector<Status> status;  // one for each finding of the pack
  int ask_next = -1;           // the first question that applies and has no answer; -1 = none
  bool complete = true;        // every safety screen that applies has an answer
  int unsure_emergencies = 0;  // UNSURE_COUNT: unsure and not declined, plus 1 for the declined screen

  [[nodiscard]] Status operator[](FindingIndex finding) const { return status[finding]; }
};

/// Answers to findings. A hidden question keeps its answer (INV-11). `out` is reused: no allocation after the first call.
/// REQUIRES: `answers` were accepted for this pack.
void find(const Pack& pack, const Answers& answers, Missing missing, Findings& out);
[[nodiscard]] Findings find(const Pack& pack, const Answers& answers, Missing missing);

/// The lanes of a finding in each status: the one place that says what a doubt counts for.
[[nodiscard]] LanesByStatus lanes_of(const Finding& finding);

/// Sets the findings of one question from its answer. REQUIRES: `out.status` has its full size.
void set_findings(const Question& question, const Answer& answer, Findings& out);

/// Is the expression true of these findings, taken as they are? `unsure_counts`: unsure and declined are true too.
[[nodiscard]] bool holds(const Pack& pack, const Expression& expression, const Findings& findings, bool unsure_counts);

/// Whether the question applies now.
[[nodiscard]] bool is_shown(const Pack& pack, QuestionIndex question, const Findings& findings);

/// The person is known to be under 18.
[[nodiscard]] bool is_child(const Pack& pack, const Findings& findings);

/// Where `question` stands: its number among the questions that apply, counted from 1, and how many there can be
/// at most from here. The second never grows while questions are answered in order.
struct Progress {
  int number = 1, at_most = 1;
};
[[nodiscard]] Progress progress(const Pack& pack, const Answers& answers, QuestionIndex question);

/// The answer that a finding rests on, as "<question-id>=<option-id>", "=not-sure" or "=prefer-not".
[[nodiscard]] std::string because(const Pack& pack, const Answers& answers, const Findings& findings, FindingIndex finding);

}  // namespace nightlegs
