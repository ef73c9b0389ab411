// what_if.hpp - which other answers would give another result: every single one, and pairs that matter only together.
// Exact: each is worked out by the same circuit as the result itself. Knows no words.
#pragma once
#include <cstdint>
#include <vector>

#include "nightlegs/assessment.hpp"

namespace nightlegs {

/// One answer given otherwise, as the questionnaire allows it: a finding that would be a yes, or a no.
struct Change {
  FindingIndex finding = 0;
  bool yes = false;        // it would be a yes; in a question of one choice the old choice then is a no
  bool is_open = false;    // it is not known yet (unsure, or not answered): finding it out rather than changing it
  bool asks_more = false;  // safety questions would follow, which count as not sure until they have an answer
  bool operator==(const Change&) const = default;
};

/// A change of two answers has both indexes; of one, `second` is kAlone.
inline constexpr std::uint16_t kAlone = 0xffff;

/// In `WhatIf::changes`, by index: they would give this urgency.
struct TierEffect {
  std::uint16_t first = 0, second = kAlone;
  int rung = 0;
  bool operator==(const TierEffect&) const = default;
};
/// ... or this fit of a pattern.
struct FitEffect {
  std::uint16_t first = 0, second = kAlone;
  std::uint16_t pattern = 0;
  Fit fit = Fit::kNone;
  bool operator==(const FitEffect&) const = default;
};

struct WhatIf {
  int rung = 0;                    // of the result as it is
  int highest_rung = 0;            // that the open answers could make of it, at most
  std::vector<Change> changes;     // every single one there is, in the questionnaire's order
  std::vector<TierEffect> tiers;   // singles first; a pair only when neither of its two does as much alone
  std::vector<FitEffect> fits;     // the same; a pair only when neither alone gives that fit
  int worth_asking = -1;           // the open change whose question is most worth finding out; -1 = none would change a thing
};

/// Everything that one other answer would change, and pairs among the safety findings and those that the result names.
/// Left out: what was declined, the age in pairs, numbers, and what nothing reads.
/// REQUIRES: `assessment` is of these answers, with Missing::kUnsure.
[[nodiscard]] WhatIf what_if(const Pack& pack, const Answers& answers, const Assessment& assessment);

/// The answers with that change made.
[[nodiscard]] Answers changed(const Pack& pack, const Answers& answers, const Change& change);

/// Can both be made, one after the other?
[[nodiscard]] bool go_together(const Pack& pack, const Answers& answers, const Change& a, const Change& b);

}  // namespace nightlegs
