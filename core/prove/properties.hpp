// properties.hpp - P1 to P10 of the safety promises (red-flags.md section 7), each over the whole answer space of one pack.
#pragma once
#include <string_view>
#include <vector>

#include "desk.hpp"

namespace nightlegs::prove {

struct Property {
  std::string_view id, promise;
  Verdict (*prove)(const Pack& pack, const Promises& promises);
};

/// All ten, in order.
[[nodiscard]] const std::vector<Property>& properties();

// Each throws Undecided when neither a proof nor a counterexample was found.
[[nodiscard]] Verdict raising_never_lowers(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict doubt_about_emergencies(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict missing_is_unsure(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict hidden_questions(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict patterns_change_no_tier(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict children_and_unknowns(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict everything_is_reachable(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict progress_keeps_its_word(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict nobody_leaves_with_nothing(const Pack& pack, const Promises& promises);
[[nodiscard]] Verdict actions_stay_hidden(const Pack& pack, const Promises& promises);

}  // namespace nightlegs::prove
