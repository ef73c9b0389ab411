#include "screens/skeleton.hpp"

#include <algorithm>
#include <cmath>

namespace nightlegs::screens {
namespace {

constexpr double kRadians = 3.14159265358979323846 / 180;
constexpr double kDownTheShin = 0.28;   // where hands hold a shin
constexpr double kDownTheThigh = 0.62;  // and lie on a thigh
constexpr double kOnTop = 0.04;         // from the bone to the skin
constexpr double kStepsOver = 0.02;     // a foot that moves more than this on the floor is lifted on its way

using Rests = Leg::Rests;
using Holds = Arm::Holds;

Joint operator+(Joint a, Joint b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
Joint operator-(Joint a, Joint b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
Joint operator*(Joint a, double by) { return {a.x * by, a.y * by, a.z * by}; }
double dot(Joint a, Joint b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
double length(Joint a) { return std::sqrt(dot(a, a)); }
Joint unit(Joint a) { return a * (1 / std::max(1e-12, length(a))); }
Joint cross(Joint a, Joint b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
Joint mix(Joint a, Joint b, double share) { return a * (1 - share) + b * share; }

/// At a right angle to a limb that hangs, on the side where the person looks.
Joint front_of(Joint limb) { return unit({limb.y, -limb.x, 0}); }

/// Angles on the way are not whole degrees.
struct LegAngles {
  double hip, out, turn, knee, ankle;
};
struct ArmAngles {
  double shoulder, elbow;
};
struct Angles {
  double trunk;
  LegAngles near, far;
  ArmAngles near_arm, far_arm;
};

LegAngles leg_angles(const Leg& a, const Leg& b, double share) {
  const auto at = [&](int from, int to) { return (from + (to - from) * share) * kRadians; };
  return {at(a.hip, b.hip), at(a.out, b.out), at(a.turn, b.turn), at(a.knee, b.knee), at(a.ankle, b.ankle)};
}

ArmAngles arm_angles(const Arm& a, const Arm& b, double share) {
  const auto at = [&](int from, int to) { return (from + (to - from) * share) * kRadians; };
  return {at(a.shoulder, b.shoulder), at(a.elbow, b.elbow)};
}

Angles angles(const Posture& a, const Posture& b, double share) {
  return {(a.trunk + (b.trunk - a.trunk) * share) * kRadians, leg_angles(a.near, b.near, share), leg_angles(a.far, b.far, share),
          arm_angles(a.near_arm, b.near_arm, share), arm_angles(a.far_arm, b.far_arm, share)};
}

/// `side` is 1 for the near leg and -1 for the far one.
LegJoints leg_of(Joint hip, const LegAngles& at, double side) {
  const Joint thigh = {std::sin(at.hip) * std::cos(at.out), std::cos(at.hip) * std::cos(at.out), side * std::sin(at.out)};
  const Joint ahead = {std::cos(at.hip), -std::sin(at.hip), 0};
  const Joint front = ahead * std::cos(at.turn) + cross(ahead, thigh) * (side * std::sin(at.turn));
  const Joint shin = thigh * std::cos(at.knee) - front * std::sin(at.knee);
  const Joint shin_front = front * std::cos(at.knee) + thigh * std::sin(at.knee);
  LegJoints leg;
  leg.hip = hip;
  leg.knee = hip + thigh * kLimbs.thigh;
  leg.heel = leg.knee + shin * kLimbs.shin;
  leg.toe = leg.heel + (shin_front * std::cos(at.ankle) - shin * std::sin(at.ankle)) * kLimbs.foot;
  return leg;
}

ArmJoints arm_of(Joint shoulder, const ArmAngles& at) {
  const auto along = [](double angle) { return Joint{std::sin(angle), std::cos(angle), 0}; };
  ArmJoints arm;
  arm.shoulder = shoulder;
  arm.elbow = shoulder + along(at.shoulder) * kLimbs.upper_arm;
  arm.hand = arm.elbow + along(at.shoulder + at.elbow) * kLimbs.forearm;
  return arm;
}

template <class Change>
void each_joint(Skeleton& body, Change change) {
  for (Joint* joint : {&body.hip, &body.neck, &body.head, &body.near.hip, &body.near.knee, &body.near.heel, &body.near.toe, &body.far.hip,
                       &body.far.knee, &body.far.heel, &body.far.toe, &body.near_arm.shoulder, &body.near_arm.elbow, &body.near_arm.hand,
                       &body.far_arm.shoulder, &body.far_arm.elbow, &body.far_arm.hand}) {
    *joint = change(*joint);
  }
}

/// By the angles alone; what stays is at 0, 0.
Skeleton free_body(const Pose& pose, const Angles& at) {
  const bool front = pose.view == Pose::View::kFront;
  const Joint hips = {0, 0, front ? kLimbs.hips : 0}, shoulders = {0, 0, front ? kLimbs.shoulders : 0};
  const Joint up = {std::sin(at.trunk), -std::cos(at.trunk), 0};
  Skeleton body;
  body.neck = up * kLimbs.trunk;
  body.head = body.neck + up * kLimbs.neck;
  body.near = leg_of(hips, at.near, 1);
  body.far = leg_of(hips * -1, at.far, -1);
  body.near_arm = arm_of(body.neck + shoulders, at.near_arm);
  body.far_arm = arm_of(body.neck - shoulders, at.far_arm);
  if (pose.lies != Pose::Lies::kNot) each_joint(body, [](Joint j) { return Joint{j.y, -j.x, j.z}; });  // the head to the left
  Joint stays;
  switch (pose.stays) {
    case Pose::Stays::kHip: break;
    case Pose::Stays::kNearFoot: stays = body.near.heel; break;
    case Pose::Stays::kFarFoot: stays = body.far.heel; break;
    case Pose::Stays::kToes: stays = body.near.toe; break;
  }
  each_joint(body, [&](Joint j) { return Joint{j.x - stays.x, j.y - stays.y, j.z}; });
  return body;
}

/// The middle joint of a limb whose ends are given: bent towards `bend`. Lengths stay, so an end out of reach is not reached.
Joint reach(Joint from, Joint& end, double upper, double lower, Joint bend) {
  const Joint whole = end - from;
  const Joint along = unit(whole);
  const double far = std::clamp(length(whole), std::fabs(upper - lower) + 1e-9, upper + lower - 1e-9);
  const double before = (upper * upper - lower * lower + far * far) / (2 * far);
  const double beside = std::sqrt(std::max(0.0, upper * upper - before * before));
  end = from + along * far;
  return from + along * before + unit(bend - along * dot(bend, along)) * beside;
}

void reach(LegJoints& leg, Joint heel, Joint bend) {
  const Joint foot = leg.toe - leg.heel;
  const Joint was = unit(leg.heel - leg.knee);
  leg.heel = heel;
  leg.knee = reach(leg.hip, leg.heel, kLimbs.thigh, kLimbs.shin, bend);
  // The ankle keeps its angle: the foot turns with the shin.
  const Joint now = unit(leg.heel - leg.knee);
  const Joint axis = cross(was, now);
  const double sine = length(axis), cosine = dot(was, now);
  if (sine < 1e-9) {
    leg.toe = leg.heel + foot;
    return;
  }
  const Joint k = axis * (1 / sine);
  leg.toe = leg.heel + foot * cosine + cross(k, foot) * sine + k * (dot(k, foot) * (1 - cosine));
}

void set_flat(LegJoints& leg) { leg.toe = leg.heel + Joint{kLimbs.foot, 0, 0}; }

/// Turns a leg as one piece about its hip until `point` of it is as low as `y`.
void lower(LegJoints& leg, Joint point, double y) {
  const Joint at = point - leg.hip;
  const double radius = std::hypot(at.x, at.y);
  const double wanted = std::acos(std::clamp((y - leg.hip.y) / std::max(1e-12, radius), -1.0, 1.0)) * (at.x < 0 ? -1 : 1);
  const double by = wanted - std::atan2(at.x, at.y);
  for (Joint* joint : {&leg.knee, &leg.heel, &leg.toe}) {
    const Joint from = *joint - leg.hip;
    *joint = leg.hip + Joint{from.x * std::cos(by) + from.y * std::sin(by), from.y * std::cos(by) - from.x * std::sin(by), from.z};
  }
}

Joint arch_of(const LegJoints& leg) { return mix(leg.heel, leg.toe, 0.5); }

/// Puts a foot on what it rests on.
void settle(const Pose& pose, const Things& things, LegJoints& leg, const LegJoints& other, Rests rests, double side) {
  const double ground = pose.lies == Pose::Lies::kNot && pose.on != Pose::On::kBed ? things.floor : things.lying;
  switch (rests) {
    case Rests::kNowhere: break;
    case Rests::kStep: {
      const Joint heel = things.step - Joint{0, kSole, 0};
      reach(leg, heel, front_of(heel - leg.hip));
      break;
    }
    case Rests::kFlat:
      lower(leg, leg.heel, ground - kSole);
      set_flat(leg);
      break;
    case Rests::kHeel: lower(leg, leg.heel, ground - kSole); break;
    case Rests::kToes: lower(leg, leg.toe, ground - kSole); break;
    case Rests::kRoller: lower(leg, arch_of(leg), ground - 2 * kRoller - kSole); break;
    case Rests::kKnee:
      reach(leg, other.knee + Joint{-0.01, -0.06, side * 0.01}, {0, -0.12, side});
      break;
  }
}

Joint held(const Pose& pose, const Things& things, const Skeleton& body, const ArmJoints& arm, Holds holds, bool near) {
  const bool front = pose.view == Pose::View::kFront;
  const auto on = [&](Joint from, Joint to, double share) {
    return mix(from, to, share) + (front ? Joint{0, -kOnTop, 0} : front_of(to - from) * kOnTop);
  };
  const LegJoints &near_leg = body.near, &far_leg = body.far;
  switch (holds) {
    case Holds::kNothing:
    case Holds::kTowel: break;
    case Holds::kWall:
    case Holds::kSupport: return near ? things.near_hand : things.far_hand;
    case Holds::kThigh: return near ? on(near_leg.hip, near_leg.knee, kDownTheThigh) : on(far_leg.hip, far_leg.knee, kDownTheThigh);
    case Holds::kKnee: return on(near_leg.hip, near_leg.knee, 1);
    case Holds::kShin: return on(near_leg.knee, near_leg.heel, kDownTheShin);
    case Holds::kAnkle: return front ? on(near_leg.knee, near_leg.heel, 0.86) : near_leg.heel;
    case Holds::kToes: return front ? mix(near_leg.heel, near_leg.toe, 0.85) : near_leg.toe;
    case Holds::kFarShin: return on(far_leg.knee, far_leg.heel, kDownTheShin);
  }
  return arm.hand;
}

void take(const Pose& pose, ArmJoints& arm, Joint hand, double side) {
  const Joint back = front_of(hand - arm.shoulder) * -1;
  arm.hand = hand;
  arm.elbow = reach(arm.shoulder, arm.hand, kLimbs.upper_arm, kLimbs.forearm,
                    pose.view == Pose::View::kFront ? Joint{-0.2, 0.5, side} : back);
}

bool holds_something(Holds holds) { return holds != Holds::kNothing && holds != Holds::kTowel; }

/// A foot that rests on the same at both ends of a movement, at `share` of it.
void rest(const Pose& pose, const Things& things, LegJoints& leg, const LegJoints& other, const LegJoints& from, const LegJoints& to,
          Rests rests, double share, double side) {
  switch (rests) {
    case Rests::kNowhere: return;
    case Rests::kFlat:
    case Rests::kHeel:
    case Rests::kStep: {
      Joint heel = mix(from.heel, to.heel, share);
      const double way = std::fabs(to.heel.x - from.heel.x);
      if (way > kStepsOver) heel.y -= std::min(0.05, 0.3 * way) * std::sin(share * 180 * kRadians);
      reach(leg, heel, pose.view == Pose::View::kFront ? Joint{1, -0.2, side * 0.1} : front_of(heel - leg.hip));
      if (rests == Rests::kFlat) set_flat(leg);
      return;
    }
    case Rests::kToes:
    case Rests::kRoller:
    case Rests::kKnee: settle(pose, things, leg, other, rests, side); return;
  }
}

}  // namespace

Body::Body(const Pose& pose) : pose_(pose) {
  for (const auto& posture : pose.postures) free_.push_back(free_body(pose, angles(posture, posture, 0)));
  const Skeleton &first = free_.front(), &last = free_.back();
  things_.seat = {first.hip.x, first.hip.y + kPelvis, 0};
  things_.lying = pose.stays == Pose::Stays::kHip ? kPelvis : kSole;
  things_.floor = pose.stays != Pose::Stays::kHip ? kSole : pose.on == Pose::On::kChair ? first.far.heel.y + kSole : things_.lying;
  things_.step = last.near.heel + Joint{0, kSole, 0};
  things_.near_hand = last.near_arm.hand;
  things_.far_hand = last.far_arm.hand;
  settled_ = free_;
  for (std::size_t i = 0; i < settled_.size(); ++i) {
    Skeleton& body = settled_[i];
    const Posture& posture = pose.postures[i];
    settle(pose, things_, body.far, body.near, posture.far.rests, -1);
    settle(pose, things_, body.near, body.far, posture.near.rests, 1);
    if (holds_something(posture.near_arm.holds)) take(pose, body.near_arm, held(pose, things_, body, body.near_arm, posture.near_arm.holds, true), 1);
    if (holds_something(posture.far_arm.holds)) take(pose, body.far_arm, held(pose, things_, body, body.far_arm, posture.far_arm.holds, false), -1);
  }
}

Skeleton Body::between(std::size_t from, std::size_t to, double share) const {
  const Posture &a = pose_.postures[from], &b = pose_.postures[to];
  const Skeleton &start = settled_[from], &end = settled_[to];
  Skeleton body = free_body(pose_, angles(a, b, share));
  const double ground = std::max(things_.floor, things_.lying) - kSole;

  // What rests or holds at one end only lets go little by little.
  const auto move_leg = [&](LegJoints Skeleton::*one, LegJoints Skeleton::*two, Rests before, Rests after, double side) {
    LegJoints& leg = body.*one;
    if (before == after) {
      rest(pose_, things_, leg, body.*two, start.*one, end.*one, before, share, side);
      return;
    }
    const auto off = [&](std::size_t i) { return (settled_[i].*one).heel - (free_[i].*one).heel; };
    Joint heel = leg.heel + mix(off(from), off(to), share);
    heel.y = std::min(heel.y, ground);
    const Joint bend = mix((start.*one).knee - (start.*one).hip, (end.*one).knee - (end.*one).hip, share);
    reach(leg, heel, pose_.view == Pose::View::kFront ? bend : front_of(heel - leg.hip));
    Joint foot = unit(mix((start.*one).toe - (start.*one).heel, (end.*one).toe - (end.*one).heel, share)) * kLimbs.foot;
    if (leg.heel.y + foot.y > ground) {
      foot.y = ground - leg.heel.y;
      const double across = std::sqrt(std::max(0.0, kLimbs.foot * kLimbs.foot - foot.y * foot.y));
      const double was = std::hypot(foot.x, foot.z);
      foot.x *= across / std::max(1e-12, was);
      foot.z *= across / std::max(1e-12, was);
    }
    leg.toe = leg.heel + foot;
  };
  move_leg(&Skeleton::far, &Skeleton::near, a.far.rests, b.far.rests, -1);
  move_leg(&Skeleton::near, &Skeleton::far, a.near.rests, b.near.rests, 1);

  const auto move_arm = [&](ArmJoints Skeleton::*one, Holds before, Holds after, bool near) {
    ArmJoints& arm = body.*one;
    if (before == after && holds_something(before)) {
      take(pose_, arm, held(pose_, things_, body, arm, before, near), near ? 1 : -1);
    } else if (holds_something(before) || holds_something(after)) {
      const auto off = [&](std::size_t i) { return (settled_[i].*one).hand - (free_[i].*one).hand; };
      take(pose_, arm, arm.hand + mix(off(from), off(to), share), near ? 1 : -1);
    }
  };
  move_arm(&Skeleton::near_arm, a.near_arm.holds, b.near_arm.holds, true);
  move_arm(&Skeleton::far_arm, a.far_arm.holds, b.far_arm.holds, false);
  return body;
}

}  // namespace nightlegs::screens
