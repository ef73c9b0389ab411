#include "screens/figure.hpp"

#include <algorithm>
#include <cmath>

namespace nightlegs::screens {
namespace {

constexpr double kMargin = 0.05;  // around the person, in body heights
constexpr double kLie = 0.05;     // half a body's thickness: how far a bed or seat lies under the hip

/// From `start`, `length` long, `degrees` from straight down towards the front.
Joint along(Joint start, double length, double degrees) {
  const double angle = degrees * 3.14159265358979323846 / 180;
  return {start.x + length * std::sin(angle), start.y + length * std::cos(angle)};
}

LegJoints leg_of(const Leg& leg) {
  LegJoints joints;
  joints.knee = along({}, kLimbs.thigh, leg.hip);
  const double shin = leg.hip - leg.knee;
  joints.heel = along(joints.knee, kLimbs.shin, shin);
  joints.toe = along(joints.heel, kLimbs.foot, shin + 90 + leg.ankle);
  return joints;
}

ArmJoints arm_of(Joint shoulder, const Arm& arm) {
  ArmJoints joints;
  joints.elbow = along(shoulder, kLimbs.upper_arm, arm.shoulder);
  joints.hand = along(joints.elbow, kLimbs.forearm, arm.shoulder + arm.elbow);
  return joints;
}

using Kind = FigureLine::Kind;

struct Line {
  Kind kind;
  Joint from, to;
};

/// Draws in body heights; `take` then fits everything into the box.
class Drawing {
 public:
  void line(Kind kind, Joint from, Joint to) { lines_.push_back({kind, from, to}); }

  Figure take(Joint head) const {
    double left = head.x - kLimbs.head_radius, right = head.x + kLimbs.head_radius;
    double top = head.y - kLimbs.head_radius, bottom = head.y + kLimbs.head_radius;
    for (const auto& line : lines_) {
      for (const Joint& end : {line.from, line.to}) {
        left = std::min(left, end.x);
        right = std::max(right, end.x);
        top = std::min(top, end.y);
        bottom = std::max(bottom, end.y);
      }
    }
    left -= kMargin;
    right += kMargin;
    top -= kMargin;
    bottom += kMargin;
    const double scale = 1000 / std::max(right - left, bottom - top);
    const double shift = (1000 - (right - left) * scale) / 2;  // a tall one stands in the middle
    const auto x = [&](double at) { return static_cast<std::int16_t>(std::lround((at - left) * scale + shift)); };
    const auto y = [&](double at) { return static_cast<std::int16_t>(std::lround((at - top) * scale)); };
    Figure figure;
    figure.height = y(bottom);
    figure.head_x = x(head.x);
    figure.head_y = y(head.y);
    figure.head_radius = static_cast<std::int16_t>(std::lround(kLimbs.head_radius * scale));
    for (const auto& line : lines_) figure.lines.push_back({line.kind, x(line.from.x), y(line.from.y), x(line.to.x), y(line.to.y)});
    return figure;
  }

 private:
  std::vector<Line> lines_;
};

}  // namespace

Skeleton skeleton(const Posture& posture) {
  Skeleton body;
  body.shoulder = along({}, kLimbs.trunk, 180 - posture.trunk);
  body.head = along(body.shoulder, kLimbs.neck, 180 - posture.trunk);
  body.near = leg_of(posture.near);
  body.far = leg_of(posture.far);
  body.near_arm = arm_of(body.shoulder, posture.near_arm);
  body.far_arm = arm_of(body.shoulder, posture.far_arm);
  return body;
}

Figure figure(const Pose& pose) {
  const Skeleton body = skeleton(pose.to), before = skeleton(pose.from);
  const Joint hip;
  double floor = body.near.heel.y;
  for (const Joint& foot : {body.near.toe, body.far.heel, body.far.toe}) floor = std::max(floor, foot.y);
  Drawing drawing;

  // What the person is on, and what they hold.
  if (pose.on == Pose::On::kBed) {
    drawing.line(Kind::kThing, {-0.2, kLie}, {0.72, kLie});
  } else {
    if (pose.on == Pose::On::kChair) {
      drawing.line(Kind::kThing, {-0.12, kLie}, {0.16, kLie});
      drawing.line(Kind::kThing, {-0.12, -0.3}, {-0.12, floor});
      drawing.line(Kind::kThing, {0.16, kLie}, {0.16, floor});
    }
    drawing.line(Kind::kThing, {-0.3, floor}, {0.55, floor});
  }
  if (pose.wall) drawing.line(Kind::kThing, {body.far_arm.hand.x + 0.02, -0.45}, {body.far_arm.hand.x + 0.02, floor});
  if (pose.step) {
    const double height = body.near.heel.y + 0.02;
    drawing.line(Kind::kThing, {body.near.heel.x - 0.07, height}, {body.far_arm.hand.x + 0.02, height});
    drawing.line(Kind::kThing, {body.near.heel.x - 0.07, height}, {body.near.heel.x - 0.07, floor});
  }
  if (pose.support) {
    drawing.line(Kind::kThing, {body.far_arm.hand.x - 0.04, body.far_arm.hand.y + 0.02}, {body.far_arm.hand.x + 0.12, body.far_arm.hand.y + 0.02});
    drawing.line(Kind::kThing, {body.far_arm.hand.x + 0.06, body.far_arm.hand.y + 0.02}, {body.far_arm.hand.x + 0.06, floor});
  }
  if (pose.towel) drawing.line(Kind::kThing, body.near_arm.hand, body.near.toe);

  const auto ghost = [&](Joint from, Joint to, Joint now_from, Joint now_to) {
    const auto moved = [](Joint a, Joint b) { return std::hypot(a.x - b.x, a.y - b.y) > 0.02; };
    if (moved(from, now_from) || moved(to, now_to)) drawing.line(Kind::kGhost, from, to);
  };
  ghost(hip, before.shoulder, hip, body.shoulder);
  ghost(before.near.knee, before.near.heel, body.near.knee, body.near.heel);
  ghost(before.near.heel, before.near.toe, body.near.heel, body.near.toe);

  const auto leg = [&](Kind kind, const LegJoints& joints) {
    drawing.line(kind, hip, joints.knee);
    drawing.line(kind, joints.knee, joints.heel);
    drawing.line(kind, joints.heel, joints.toe);
  };
  const auto arm = [&](Kind kind, const ArmJoints& joints) {
    drawing.line(kind, body.shoulder, joints.elbow);
    drawing.line(kind, joints.elbow, joints.hand);
  };
  arm(Kind::kFar, body.far_arm);
  leg(Kind::kFar, body.far);
  drawing.line(Kind::kNear, hip, body.shoulder);
  leg(Kind::kNear, body.near);
  switch (pose.stretch) {
    case Pose::Stretch::kNone: break;
    case Pose::Stretch::kCalf: drawing.line(Kind::kStretch, body.near.knee, body.near.heel); break;
    case Pose::Stretch::kFoot: drawing.line(Kind::kStretch, body.near.heel, body.near.toe); break;
    case Pose::Stretch::kThighBack:
    case Pose::Stretch::kThighFront: drawing.line(Kind::kStretch, hip, body.near.knee); break;
  }
  arm(Kind::kNear, body.near_arm);
  return drawing.take(body.head);
}

}  // namespace nightlegs::screens
