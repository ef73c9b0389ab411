// pose_reader.hpp - the poses of an action, from the pack's JSON. Knows nothing of findings or rules.
#pragma once
#include <string>
#include <vector>

#include "nightlegs/json.hpp"
#include "nightlegs/pack.hpp"

namespace nightlegs {

/// `seen`: ids of the action's poses so far.
[[nodiscard]] Pose read_pose(const JsonReader& at, std::vector<std::string>& seen);
void read_timing(const JsonReader& at, Timing& timing);

}  // namespace nightlegs
