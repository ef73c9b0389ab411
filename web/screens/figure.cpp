#include "screens/figure.hpp"

#include <algorithm>
#include <cmath>

namespace nightlegs::screens {
namespace {

constexpr double kTurn = 3.14159265358979323846;
constexpr double kFromAbove = 20 * kTurn / 180;  // how far above the front view's eye is
constexpr double kMargin = 0.035;                // around everything, in body heights
constexpr double kGapAround = 0.014;             // between a limb and what is behind it
constexpr double kThing = 0.012;                 // half the thickness of floors, walls and chairs
constexpr double kTowel = 0.011;
constexpr double kArrow = 0.012;
constexpr double kLeastArrow = 0.15;

// Half the thickness of a body, from joint to joint.
constexpr double kHead = 0.066, kNeck = 0.026, kChest = 0.052, kShoulder = 0.028, kElbow = 0.024, kWrist = 0.02, kHand = 0.025, kHip = 0.05, kKnee = 0.036,
                 kCalf = 0.037, kAnkle = 0.024, kToes = 0.02;

using Kind = FigurePart::Kind;
using Part = Pose::Part;

Spot mix(Spot a, Spot b, double share) { return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share}; }
double apart(Spot a, Spot b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// At a right angle to the way from a to b: where a hanging limb's front is, as seen from the side.
Spot beside(Spot a, Spot b, double by) {
  const double length = std::max(1e-9, apart(a, b));
  return {(b.y - a.y) / length * by, -(b.x - a.x) / length * by};
}
Spot operator+(Spot a, Spot b) { return {a.x + b.x, a.y + b.y}; }

struct Piece {
  Kind kind;
  Spot from;
  double from_radius;
  Spot to;
  double to_radius;
};
using Pieces = std::vector<Piece>;
using Stroke = std::vector<Spot>;

/// A pose and everything that is needed to draw any moment of it.
class Drawing {
 public:
  explicit Drawing(const Pose& pose) : pose_(pose), body_(pose) {
    for (std::size_t i = 0; i < pose.postures.size(); ++i) {
      reach_round(person(body_.at(i), i));
      reach_round(arrow(i));
      if (i == 0) continue;
      for (int n = 1; n < kMovingPictures; ++n) reach_round(person(body_.between(i - 1, i, share(n)), i));
    }
    around_ = things(body_.at(0), left_ - 0.05, right_ + 0.05, top_, bottom_);
    reach_round(around_);
    scale_ = 1000 / std::max(right_ - left_, bottom_ - top_);
    shift_ = (1000 - (right_ - left_) * scale_) / 2;  // a tall one stands in the middle
  }

  Figure take(std::size_t posture, int from, bool other_leg) const {
    Figure figure;
    figure.height = static_cast<std::int16_t>(std::lround((bottom_ - top_) * scale_));
    figure.parts = parts(body_.at(posture), posture, other_leg);
    figure.arrow_radius = length(kArrow);
    for (const auto& stroke : arrow(posture)) {
      auto& points = figure.arrow.emplace_back();
      for (const Spot spot : stroke) {
        points.push_back(across(spot, other_leg));
        points.push_back(down(spot));
      }
    }
    if (from < 0 || static_cast<std::size_t>(from) == posture) return figure;
    for (int n = 0; n < kMovingPictures; ++n) {
      figure.moving.push_back(parts(body_.between(static_cast<std::size_t>(from), posture, share(n)), posture, other_leg));
    }
    return figure;
  }

 private:
  /// Slow at both ends, as a body moves.
  static double share(int picture) { return (1 - std::cos(kTurn * picture / kMovingPictures)) / 2; }

  Spot at(Joint joint) const { return seen(pose_, joint); }
  bool front() const { return pose_.view == Pose::View::kFront; }
  bool stretches(Part part) const { return std::find(pose_.stretches.begin(), pose_.stretches.end(), part) != pose_.stretches.end(); }

  // --- the person ---------------------------------------------------------------------------------------------
  void limb(Pieces& out, const Pieces& pieces, bool apart_from_others) const {
    if (apart_from_others) {
      for (const auto& p : pieces) out.push_back({Kind::kGap, p.from, p.from_radius + kGapAround, p.to, p.to_radius + kGapAround});
    }
    out.insert(out.end(), pieces.begin(), pieces.end());
  }

  Pieces leg(Kind kind, const LegJoints& leg) const {
    const Spot hip = at(leg.hip), knee = at(leg.knee), heel = at(leg.heel), toe = at(leg.toe);
    const Spot calf = mix(knee, heel, 0.36) + beside(knee, heel, front() ? 0 : -0.007);
    return {{kind, hip, kHip, knee, kKnee}, {kind, knee, kKnee - 0.002, calf, kCalf}, {kind, calf, kCalf, heel, kAnkle}, {kind, heel, kSole - 0.001, toe, kToes}};
  }

  /// The part that stretches or works, on the side of the limb where it is.
  Pieces stretched(const Skeleton& body) const {
    const Spot hip = at(body.near.hip), knee = at(body.near.knee), heel = at(body.near.heel), toe = at(body.near.toe);
    Pieces pieces;
    const auto muscle = [&](Spot from, double from_radius, Spot to, double to_radius, double aside) {
      const Spot off = beside(from, to, front() ? 0 : aside);
      pieces.push_back({Kind::kStretch, from + off, from_radius, to + off, to_radius});
    };
    if (stretches(Part::kCalf)) {
      muscle(mix(knee, heel, 0.06), 0.022, mix(knee, heel, 0.36), 0.029, -0.013);
      muscle(mix(knee, heel, 0.36), 0.029, mix(knee, heel, 0.86), 0.013, -0.013);
    }
    if (stretches(Part::kFoot)) muscle(heel, kSole - 0.001, toe, kToes, 0);
    if (stretches(Part::kThighBack)) muscle(mix(hip, knee, 0.12), 0.032, mix(hip, knee, 0.92), 0.02, -0.014);
    if (stretches(Part::kThighFront)) muscle(mix(hip, knee, 0.12), 0.032, mix(hip, knee, 0.92), 0.02, 0.014);
    if (stretches(Part::kBottom)) muscle(hip, kHip, mix(hip, knee, 0.55), 0.042, 0);
    if (stretches(Part::kBack)) muscle(at(body.hip), 0.036, mix(at(body.hip), at(body.neck), 0.62), 0.03, 0.016);
    return pieces;
  }

  Pieces arm(Kind kind, const ArmJoints& arm) const {
    const Spot shoulder = at(arm.shoulder), elbow = at(arm.elbow), hand = at(arm.hand);
    return {{kind, shoulder, kShoulder, elbow, kElbow}, {kind, elbow, kElbow, hand, kWrist}, {kind, hand, kHand, hand, kHand}};
  }

  Pieces trunk(const Skeleton& body) const {
    const Spot hip = at(body.hip), neck = at(body.neck), head = at(body.head);
    Pieces pieces;
    if (front()) {
      const Spot near_shoulder = at(body.near_arm.shoulder), far_shoulder = at(body.far_arm.shoulder);
      const Spot near_hip = at(body.near.hip), far_hip = at(body.far.hip);
      const double wide = kShoulder + 0.004;
      pieces = {{Kind::kNear, near_shoulder, wide, far_shoulder, wide}, {Kind::kNear, near_shoulder, wide, near_hip, kHip},
                {Kind::kNear, far_shoulder, wide, far_hip, kHip}, {Kind::kNear, neck, 0.08, hip, 0.07}};
    } else {
      const Spot chest = mix(hip, neck, 0.86);
      pieces = {{Kind::kNear, hip, kHip, chest, kChest}};
    }
    pieces.push_back({Kind::kNear, mix(hip, neck, 0.9), kNeck + 0.004, mix(neck, head, 0.55), kNeck});
    return pieces;
  }

  Pieces person(const Skeleton& body, std::size_t posture) const {
    Pieces pieces;
    const Spot head = at(body.head);
    const Piece ring = {Kind::kHead, head, kHead, head, kHead};
    if (front()) {
      limb(pieces, trunk(body), false);
      pieces.push_back(ring);
      limb(pieces, leg(Kind::kFar, body.far), true);
      limb(pieces, leg(Kind::kNear, body.near), true);
      limb(pieces, stretched(body), false);
      limb(pieces, arm(Kind::kNear, body.far_arm), true);
      limb(pieces, arm(Kind::kNear, body.near_arm), true);
      return pieces;
    }
    limb(pieces, arm(Kind::kFar, body.far_arm), false);
    limb(pieces, leg(Kind::kFar, body.far), false);
    roll(pieces, body);
    tow(pieces, body, posture);
    limb(pieces, trunk(body), false);
    pieces.push_back(ring);
    limb(pieces, leg(Kind::kNear, body.near), false);
    limb(pieces, stretched(body), false);
    limb(pieces, arm(Kind::kNear, body.near_arm), true);
    return pieces;
  }

  /// A towel from the hand round the foot or the ankle.
  void tow(Pieces& out, const Skeleton& body, std::size_t posture) const {
    const Spot hand = at(body.near_arm.hand);
    if (pose_.towel) {
      const Spot ball = mix(at(body.near.heel), at(body.near.toe), 0.8);
      out.push_back({Kind::kFar, hand, kTowel, ball, kTowel});
    }
    const bool is_held = pose_.postures[posture].near_arm.holds == Arm::Holds::kTowel;
    const double thick = is_held ? kTowel : 0;  // as many parts in every picture
    if (pose_.towel_on_ankle) out.push_back({Kind::kFar, hand, thick, at(body.near.heel), thick});
  }

  // --- what is around -----------------------------------------------------------------------------------------
  /// `left` to `bottom`: what the person needs. Things stand still, so any moment of the person will do.
  Pieces things(const Skeleton& body, double left, double right, double top, double bottom) const {
    Pieces pieces;
    const auto line = [&](Spot from, Spot to, double radius = kThing) { pieces.push_back({Kind::kThing, from, radius, to, radius}); };
    const Things& around = body_.things();
    const bool lies = pose_.lies != Pose::Lies::kNot;
    const double below = kThing + 0.002;
    if (front()) {
      const double floor = at({0, around.floor, 0}).y + below;
      const double seat = at(around.seat).y, wide = 0.15;
      line({-wide, seat}, {wide, seat}, 0.016);
      for (const double side : {-1.0, 1.0}) line({side * wide, seat}, {side * wide, floor});
      for (const double side : {-1.0, 1.0}) line({side * (wide - 0.02), seat}, {side * (wide - 0.02), seat - 0.3});
      line({left, floor}, {right, floor});
      return pieces;
    }
    if (pose_.lies == Pose::Lies::kOnSide) {  // from above: the edge of the bed, and a pillow
      const Spot head = at(body.head);
      line({left, top}, {right, top});
      line({right, top}, {right, bottom});
      line({right, bottom}, {left, bottom});
      line({left, bottom}, {left, top});
      line({head.x - 0.02, head.y - 0.09}, {head.x - 0.02, head.y + 0.09}, 0.055);
      return pieces;
    }
    if (lies || pose_.on == Pose::On::kBed) {
      line({left, around.lying + below}, {right, around.lying + below});
      if (lies) line({at(body.head).x - 0.05, around.lying - 0.006}, {at(body.head).x + 0.03, around.lying - 0.006}, 0.02);
      return pieces;
    }
    const double floor = around.floor + below;
    if (pose_.on == Pose::On::kChair) {
      const double seat = around.seat.y + kThing, back = around.seat.x - 0.1, edge = around.seat.x + 0.13;
      line({back, seat}, {edge, seat});
      line({back, seat - 0.3}, {back, floor});
      line({edge - 0.02, seat}, {edge - 0.02, floor});
    }
    line({left, floor}, {right, floor});
    const Spot hand = at(around.far_hand);
    if (pose_.wall) line({hand.x + kHand + kThing, std::min(top, hand.y - 0.2)}, {hand.x + kHand + kThing, floor});
    if (pose_.step) {
      const Spot under = at(around.step);
      line({under.x - 0.06, under.y + below}, {hand.x + kHand, under.y + below});
      line({under.x - 0.06, under.y + below}, {under.x - 0.06, floor});
    }
    if (pose_.support) {
      const double plate = hand.y + kHand + kThing;
      line({hand.x - 0.03, plate}, {hand.x + 0.15, plate});
      line({hand.x + 0.08, plate}, {hand.x + 0.08, floor});
    }
    return pieces;
  }

  /// A ball or bottle lies where the foot is on it.
  void roll(Pieces& out, const Skeleton& body) const {
    if (!pose_.roller) return;
    const Spot arch = mix(at(body.near.heel), at(body.near.toe), 0.5);
    const Spot ball = {arch.x, body_.things().floor - kRoller};
    out.push_back({Kind::kThing, ball, kRoller, ball, kRoller});
  }

  // --- the movement -------------------------------------------------------------------------------------------
  static std::vector<Stroke> pointed(Stroke line, bool both_ends = false) {
    constexpr double kBarb = 0.045;
    const auto barbs = [&](Spot tip, Spot before) {
      const double angle = std::atan2(tip.y - before.y, tip.x - before.x);
      Stroke head;
      for (const double turn : {2.5, 0.0, -2.5}) {
        head.push_back(turn == 0 ? tip : Spot{tip.x + kBarb * std::cos(angle + turn), tip.y + kBarb * std::sin(angle + turn)});
      }
      return head;
    };
    std::vector<Stroke> strokes = {line, barbs(line.back(), line[line.size() - 2])};
    if (both_ends) strokes.push_back(barbs(line.front(), line[1]));
    return strokes;
  }

  /// Round `pivot`, `gap` outside of what moves from `from` to `to`.
  static std::vector<Stroke> round(Spot pivot, Spot from, Spot to, double gap) {
    const double radius = apart(pivot, to) + gap;
    const double end = std::atan2(to.y - pivot.y, to.x - pivot.x);
    double turn = end - std::atan2(from.y - pivot.y, from.x - pivot.x);
    while (turn > kTurn) turn -= 2 * kTurn;
    while (turn < -kTurn) turn += 2 * kTurn;
    if (std::fabs(turn) * apart(pivot, to) < 0.012) return {};
    const double least = kLeastArrow / radius, most = 1.3;
    const double span = std::clamp(std::fabs(turn), least, std::max(least, most)) * (turn < 0 ? -1 : 1);
    Stroke arc;
    for (int i = 0; i <= 10; ++i) {
      const double angle = end - span * (10 - i) / 10;
      arc.push_back({pivot.x + radius * std::cos(angle), pivot.y + radius * std::sin(angle)});
    }
    return pointed(std::move(arc));
  }

  std::vector<Stroke> arrow(std::size_t posture) const {
    const bool back = posture == 0 && pose_.postures.size() > 1;
    if (back ? pose_.postures.front().seconds == 0 : posture + 1 < pose_.postures.size()) return {};
    const Skeleton &to = body_.at(posture), &from = body_.at(back ? pose_.postures.size() - 1 : posture > 0 ? posture - 1 : 0);
    switch (pose_.arrow) {
      case Pose::Arrow::kNone: return {};
      case Pose::Arrow::kToes: return round(at(to.near.heel), at(from.near.toe), at(to.near.toe), 0.06);
      case Pose::Arrow::kHeel: return round(at(to.near.knee), at(from.near.heel), at(to.near.heel), 0.08);
      case Pose::Arrow::kRise: return round(at(to.near.toe), at(from.near.heel), at(to.near.heel), 0.07);
      case Pose::Arrow::kBend: {
        const bool near = pose_.postures.back().near.knee != pose_.postures[pose_.postures.size() - 2].near.knee;
        const LegJoints &before = near ? from.near : from.far, &after = near ? to.near : to.far;
        return round(at(after.heel), at(before.knee), at(after.knee), 0.07);
      }
      case Pose::Arrow::kKnees: return round(at(to.hip), at(from.far.knee), at(to.far.knee), 0.09);
      case Pose::Arrow::kLean: {
        if (!front()) return round(at(to.hip), at(from.head), at(to.head), kHead + 0.05);
        const Spot head = at(to.head), before = at(from.head);
        if (apart(head, before) < 0.012) return {};
        const double x = head.x - kHead - 0.06;
        return pointed({{x + 0.012, head.y - 0.08}, {x, head.y - 0.02}, {x, head.y + 0.03}, {x + 0.012, head.y + 0.08}});
      }
      case Pose::Arrow::kUp: {
        const Spot standing = at((back ? from : to).hip), sitting = at((back ? to : from).hip);
        const double x = standing.x + 0.2;
        const Spot high = {x, standing.y - 0.12}, low = {x, sitting.y - 0.12};
        return back ? pointed({high, low}) : pointed({low, high});
      }
      case Pose::Arrow::kRoll: {
        const Spot arch = mix(at(to.near.heel), at(to.near.toe), 0.5);
        const double y = body_.things().floor + 0.065;
        return pointed({{arch.x - 0.09, y}, {arch.x + 0.09, y}}, true);
      }
    }
    return {};
  }

  // --- the box ------------------------------------------------------------------------------------------------
  void reach_round(const Pieces& pieces) {
    for (const auto& piece : pieces) {
      if (piece.kind == Kind::kGap) continue;
      reach_round(piece.from, piece.from_radius);
      reach_round(piece.to, piece.to_radius);
    }
  }
  void reach_round(const std::vector<Stroke>& strokes) {
    for (const auto& stroke : strokes) {
      for (const Spot spot : stroke) reach_round(spot, kArrow);
    }
  }
  void reach_round(Spot spot, double radius) {
    left_ = std::min(left_, spot.x - radius - kMargin);
    right_ = std::max(right_, spot.x + radius + kMargin);
    top_ = std::min(top_, spot.y - radius - kMargin);
    bottom_ = std::max(bottom_, spot.y + radius + kMargin);
  }

  std::int16_t across(Spot spot, bool other_leg) const {
    const auto x = static_cast<std::int16_t>(std::lround((spot.x - left_) * scale_ + shift_));
    return other_leg ? static_cast<std::int16_t>(1000 - x) : x;
  }
  std::int16_t down(Spot spot) const { return static_cast<std::int16_t>(std::lround((spot.y - top_) * scale_)); }
  std::int16_t length(double radius) const { return static_cast<std::int16_t>(std::lround(radius * scale_)); }

  std::vector<FigurePart> parts(const Skeleton& body, std::size_t posture, bool other_leg) const {
    Pieces pieces = around_;
    const Pieces whole = person(body, posture);
    pieces.insert(pieces.end(), whole.begin(), whole.end());
    std::vector<FigurePart> parts;
    for (const auto& p : pieces) {
      parts.push_back({p.kind, across(p.from, other_leg), down(p.from), length(p.from_radius), across(p.to, other_leg), down(p.to), length(p.to_radius)});
    }
    return parts;
  }

  const Pose& pose_;
  Body body_;
  double left_ = 1e9, right_ = -1e9, top_ = 1e9, bottom_ = -1e9;
  Pieces around_;
  double scale_ = 1, shift_ = 0;
};

}  // namespace

Spot seen(const Pose& pose, Joint joint) {
  if (pose.view == Pose::View::kSide) return {joint.x, joint.y};
  return {joint.z, joint.y * std::cos(kFromAbove) + joint.x * std::sin(kFromAbove)};
}

Figure figure(const Pose& pose, std::size_t posture, int from, bool other_leg) { return Drawing(pose).take(posture, from, other_leg); }
Figure figure(const Pose& pose) { return figure(pose, pose.postures.size() - 1); }

}  // namespace nightlegs::screens
