// figure.hpp - from joint angles to a person drawn with lines: forward kinematics, seen from the side.
// Pure geometry: knows nothing of words, screens or pixels.
#pragma once
#include "nightlegs/pack.hpp"
#include "screens/block.hpp"

namespace nightlegs::screens {

/// A place in body heights from the hip: x to the right, where the person looks; y downwards.
struct Joint {
  double x = 0, y = 0;
};

struct LegJoints {
  Joint knee, heel, toe;
};
struct ArmJoints {
  Joint elbow, hand;
};
/// Where every joint is; the hip is at 0, 0.
struct Skeleton {
  Joint shoulder, head;
  LegJoints near, far;
  ArmJoints near_arm, far_arm;
};

/// Limb lengths in body heights, the same in every pose.
struct Limbs {
  double trunk = 0.29, neck = 0.105, head_radius = 0.062, thigh = 0.245, shin = 0.26, foot = 0.12, upper_arm = 0.175, forearm = 0.2;
};
inline constexpr Limbs kLimbs;

[[nodiscard]] Skeleton skeleton(const Posture& posture);

/// The pose as a picture: where it ends, with what moved drawn faintly where it began.
[[nodiscard]] Figure figure(const Pose& pose);

}  // namespace nightlegs::screens
