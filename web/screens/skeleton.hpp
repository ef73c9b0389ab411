// skeleton.hpp - from the pack's joint angles to where every joint is: forward kinematics, with feet and hands put exactly where
// the pose says. Pure geometry: knows nothing of words, screens or pixels.
#pragma once
#include "nightlegs/pack.hpp"

namespace nightlegs::screens {

/// A place in body heights: x to where the person looks, y downwards, z towards the near side. Seen from the side z is 0 throughout.
struct Joint {
  double x = 0, y = 0, z = 0;
};

struct LegJoints {
  Joint hip, knee, heel, toe;
};
struct ArmJoints {
  Joint shoulder, elbow, hand;
};
struct Skeleton {
  Joint hip, neck, head;  // of the middle of the body
  LegJoints near, far;
  ArmJoints near_arm, far_arm;
};

/// Limb lengths in body heights, the same in every pose and at every moment.
struct Limbs {
  double trunk = 0.29, neck = 0.105, thigh = 0.245, shin = 0.26, foot = 0.12, upper_arm = 0.175, forearm = 0.2;
  double hips = 0.055, shoulders = 0.1;  // half their widths, from the front
};
inline constexpr Limbs kLimbs;

/// Half the thickness of what touches things.
inline constexpr double kSole = 0.028, kPelvis = 0.058, kRoller = 0.032;

/// What is around the person; it stays where it is while they move.
struct Things {
  double floor = 0;    // y
  double lying = 0;    // y of the bed, or of what a lying person is on; equal to the floor without one
  Joint seat;          // under the hip of whoever sits
  Joint step;          // under the heel that is on it
  Joint near_hand, far_hand;  // where the hands are on a wall or a support
};

/// A pose that can be looked at, posture by posture and in between.
class Body {
 public:
  explicit Body(const Pose& pose);

  [[nodiscard]] const Things& things() const { return things_; }
  /// REQUIRES: `posture` is one of the pose's.
  [[nodiscard]] const Skeleton& at(std::size_t posture) const { return settled_[posture]; }
  /// On the way between two postures, at `share` 0 to 1. Feet that stand in both stand all the time, or step over.
  [[nodiscard]] Skeleton between(std::size_t from, std::size_t to, double share) const;

 private:
  const Pose& pose_;
  Things things_;
  std::vector<Skeleton> free_;     // by the angles alone
  std::vector<Skeleton> settled_;  // with feet and hands in their places
};

}  // namespace nightlegs::screens
