// figure.hpp - a pose as a picture: the skeleton with flesh on it, what is around it, and the movement as an arrow.
// Knows nothing of words or pixels.
#pragma once
#include "nightlegs/pack.hpp"
#include "screens/block.hpp"
#include "screens/skeleton.hpp"

namespace nightlegs::screens {

/// A place in the picture, in body heights.
struct Spot {
  double x = 0, y = 0;
};

/// As it is seen: from the side, or from the front and a little above, so that what points at the eye still shows.
[[nodiscard]] Spot seen(const Pose& pose, Joint joint);

/// In-between pictures of a movement; the faces show them within a fifth of a second.
inline constexpr int kMovingPictures = 8;

/// One posture of a pose; all postures of a pose share one box, so nothing jumps from one to the next.
/// With `from`, also the way from that posture to this one. `other_leg` turns the picture round.
/// REQUIRES: `posture` and `from` are postures of the pose; `from` -1 for none.
[[nodiscard]] Figure figure(const Pose& pose, std::size_t posture, int from = -1, bool other_leg = false);

/// The posture to hold.
[[nodiscard]] Figure figure(const Pose& pose);

}  // namespace nightlegs::screens
