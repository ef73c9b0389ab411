// report.hpp - an assessment in words: sections of facts that the screen, the text and the sheet all show.
// Decides nothing; every sentence comes from the words file, every fact from the assessment's traces.
#pragma once
#include <string>
#include <vector>

#include "nightlegs/assessment.hpp"
#include "nightlegs/words.hpp"

namespace nightlegs {

/// One fired rule, told from the person's own answers.
struct Reason {
  std::string rule, say, cause, tier;  // rule id; what to say; what it may mean; tier name
  std::string route;                   // only where it differs from the result's own
  std::vector<std::string> answers;    // "One calf or ankle is more swollen than the other"
  std::vector<std::string> not_certain;  // items that count only because of doubt
  std::vector<std::string> not_asked;  // the same, of questions that have no answer yet
  std::string counts_as;               // the lower step that a doubtful reason stands for, "" when it stands for its own
  std::vector<std::string> sources;    // source ids
  bool is_asked = true;                // rests on something that was asked, or is a floor of a finished check; not on missing answers alone
};

/// Something that could not be checked, with how to check it.
struct Doubt {
  std::string question, finding, label, how;
  bool emergency = false;  // a yes would be an emergency, or a call today
};

struct PatternReport {
  std::string id, name, fit, note;  // fit in words
  Fit grade = Fit::kNone;
  std::vector<std::string> rows_for, rows_against;
  std::vector<std::string> remarks;
  std::string criteria;             // "meets the questionnaire part ..." or ""
};


struct ActionReport {
  std::string id, name, text, evidence, caution, sitting;
  std::vector<std::string> steps, lines;
  bool exercise = false, standing = false, ask_first = false;
  std::string timing;
  std::string offered_for;     // the patterns that brought it, "" when it is for everybody
};

/// Something that would have been offered, and the answers that speak against it. A declined answer is not named.
struct Withheld {
  std::string name;
  std::vector<std::string> because;
};

struct Report {
  std::string urgency;         // tier name
  std::string tier_name;       // for a person: "Emergency"
  std::string heading, route;  // "See a clinician within 7 days"; what to do, "" when there is none
  bool complete = true;
  std::vector<Reason> reasons;
  bool declined = false;       // some background was not answered: say so once, name nothing
  std::vector<Doubt> doubts;   // unsure safety items, emergency ones first
  std::vector<PatternReport> causes, contributors;
  std::vector<PatternReport> open;  // do not fit yet, could with the answers still missing
  std::vector<ActionReport> actions;
  std::vector<Withheld> withheld;
  bool hides_all_actions = false;  // from same-day on nothing is offered, and nothing of it named
  std::vector<std::string> while_waiting;
  std::vector<std::string> come_back;  // what should lead to a new check
};

[[nodiscard]] Report report(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment);

/// The report as plain text for a terminal, lines of at most 78 characters.
[[nodiscard]] std::string report_text(const Words& words, const Pack& pack, const Report& report);

/// "Because of these answers: one; two", or "" when a reason names none.
[[nodiscard]] std::string because_line(const Words& words, const Reason& reason);

/// "From: NICE (S19), NHS (S20)".
[[nodiscard]] std::string source_line(const Words& words, const std::vector<std::string>& sources);

/// "Offered for: Restless legs", or that it is for everybody.
[[nodiscard]] std::string offered_line(const Words& words, const ActionReport& action);

/// "Gentle rubbing, because of: takes a blood thinner".
[[nodiscard]] std::string withheld_line(const Words& words, const Withheld& one);

/// A reason as a sentence, its doubts first: "Not certain: one calf is bigger. It should be seen today."
[[nodiscard]] std::string reason_line(const Words& words, const Reason& reason);

/// The same of what was asked, and only that.
[[nodiscard]] std::string asked_line(const Words& words, const Reason& reason);

/// Fills in the days of a tier's heading: "See a clinician within 7 days".
[[nodiscard]] std::string tier_heading(const Words& words, const Rung& rung);

/// Breaks `text` at spaces into lines of at most `width` characters, each after `indent`.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, const std::string& indent);

}  // namespace nightlegs
