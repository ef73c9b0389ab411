// self_check.hpp - holds the statements against core itself: a proof about anything else would be worth nothing.
#pragma once
#include <string>

#include "nightlegs/pack.hpp"

namespace nightlegs::prove {

/// Looks at `people` random people, finished and not, with kept hidden answers. Returns the first difference told with its
/// answers, or "".
[[nodiscard]] std::string self_check(const Pack& pack, int people);

}  // namespace nightlegs::prove
