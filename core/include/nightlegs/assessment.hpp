// assessment.hpp - how soon, why, which patterns fit, what to do. Findings in, traces out; no words.
// Urgency comes from the red flags and the two floors alone; patterns never touch it (INV-07, 08, 09).
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nightlegs/findings.hpp"
#include "nightlegs/pack.hpp"

namespace nightlegs {

/// A stretch of Assessment::pool.
struct Span {
  std::uint32_t first = 0, count = 0;
};

struct FiredRule {
  std::uint16_t rule = 0;
  int rung = 0;    // on the pack's ladder
  int route = -1;  // in the pack's routes; -1 = none
  bool stepped_down = false;  // fired only by counting step-down doubt as yes
  bool certain = true;        // fires by what was answered yes alone (pass A1)
  Span because;    // findings
};

enum class Fit : std::uint8_t { kNone, kPartly, kWell };
[[nodiscard]] std::string_view name_of(Fit fit);

struct PatternFit {
  std::uint16_t pattern = 0;
  Fit fit = Fit::kNone;
  Fit could_become = Fit::kNone;  // at most, whatever the unsure and unasked findings turn out to be
  bool meets = false;             // the pattern's published criteria, as far as questions go
  int net = 0;                    // for ordering alone: never shown (causes.md 0.1)
  Span rows_for, rows_against, unknown;  // findings
};

struct Assessment {
  int rung = 0, route = -1;
  Findings findings;
  std::vector<FiredRule> red_flags;     // the most urgent first
  std::vector<PatternFit> patterns;     // all of them, the best first
  std::vector<std::uint16_t> actions;   // at most the pack's number, the best evidence first
  std::vector<std::uint16_t> while_waiting;  // same-day only
  std::vector<FindingIndex> pool;

  [[nodiscard]] std::span<const FindingIndex> findings_in(Span span) const {
    return {pool.data() + span.first, span.count};
  }
};

/// Points of one pattern, a byte for each lane (assess) or for each person (assess_quickly).
struct Sums {
  Word for_points = 0, against_points = 0, strong = 0;
};

/// Working memory of an assessment, to be reused between calls.
struct Workspace {
  std::vector<Word> signals;
  std::vector<Sums> sums;  // one for each pattern
  std::vector<PatternFit> fits;
  std::vector<std::uint32_t> ranks;
};

/// The whole assessment with every trace. `out` and `work` are reused: no allocation for a rule or a row.
/// REQUIRES: `answers` were accepted for this pack.
void assess(const Pack& pack, const Answers& answers, Missing missing, Workspace& work, Assessment& out);
[[nodiscard]] Assessment assess(const Pack& pack, const Answers& answers, Missing missing = Missing::kUnsure);

/// Urgency and fits alone, of up to kPeople people at once. `rungs[i]` and `fits[i * patterns + p]` are set.
struct QuickWorkspace {
  std::vector<Word> signals;
  Findings findings;
};
void assess_quickly(const Pack& pack, std::span<const Answers> people, QuickWorkspace& work, std::span<int> rungs,
                    std::span<Fit> fits);

/// The same in two steps, for whoever asks about many people that hardly differ. The second form writes only what `changed`
/// since that person was put in. `person` counts from 0; judge() tells of the first `count`.
void put_in(const Pack& pack, const Findings& findings, int person, QuickWorkspace& work);
void put_in(const Pack& pack, const Findings& findings, std::span<const FindingIndex> changed, int person, QuickWorkspace& work);
void judge(const Pack& pack, int count, QuickWorkspace& work, std::span<int> rungs, std::span<Fit> fits);

/// The most urgent rung that the answers still missing or unsure could make of it, at most.
[[nodiscard]] int highest_rung(const Pack& pack, const Findings& findings, Workspace& work);

[[nodiscard]] inline Tier tier_of(const Pack& pack, int rung) { return pack.ladder[static_cast<std::size_t>(rung)].tier; }

/// The patterns to show of one kind: those that fit, at most the pack's number.
[[nodiscard]] std::vector<const PatternFit*> listed(const Pack& pack, const Assessment& assessment, Pattern::Kind kind);

/// The contract's JSON of an assessment (architecture.md, "Command line").
[[nodiscard]] std::string write_assessment(const Pack& pack, const Answers& answers, const Assessment& assessment);

}  // namespace nightlegs
