// night.cpp - why legs feel worse at night, as pictures: two people side by side, made of the same poses as the exercises.
#include <algorithm>
#include <cmath>

#include "screens/figure.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

using Kind = FigurePart::Kind;

constexpr double kHeadRadius = 30;  // of everybody, in a picture 1000 wide: so all are of one size
constexpr double kFloor = 500;

struct At {
  double x, y;
};

std::int16_t whole(double value) { return static_cast<std::int16_t>(std::lround(value)); }

void stroke(Figure& out, Kind kind, At from, At to, double radius) {
  out.parts.push_back({kind, whole(from.x), whole(from.y), whole(radius), whole(to.x), whole(to.y), whole(radius)});
}

/// Short lines away from a place, from one angle to another (degrees, clockwise from the right).
void rays(Figure& out, Kind kind, At middle, double inner, double outer, int count, double from, double to, double radius) {
  for (int i = 0; i < count; ++i) {
    const double angle = (from + (to - from) * i / std::max(1, count - 1)) * 3.14159265358979323846 / 180;
    const At way = {std::cos(angle), std::sin(angle)};
    stroke(out, kind, {middle.x + inner * way.x, middle.y + inner * way.y}, {middle.x + outer * way.x, middle.y + outer * way.y}, radius);
  }
}

/// A sound or a passer-by: two short waves.
void bustle(Figure& out, At at, double size) {
  for (const double step : {0.0, 0.75}) {
    const double x = at.x + step * size;
    stroke(out, Kind::kFar, {x, at.y - 0.6 * size}, {x + 0.3 * size, at.y}, 4);
    stroke(out, Kind::kFar, {x + 0.3 * size, at.y}, {x, at.y + 0.6 * size}, 4);
  }
}

/// Puts somebody with the left end at `left`, on the common floor; says where what hurts is.
At add(Figure& out, const Pose& pose, double left, double floor) {
  const Figure made = figure(pose);
  double scale = 1, least_x = 1e9, most_y = -1e9;
  for (const auto& part : made.parts) {
    if (part.kind == Kind::kGap) continue;
    if (part.kind == Kind::kHead) scale = kHeadRadius / part.r1;
    least_x = std::min<double>(least_x, std::min(part.x1 - part.r1, part.x2 - part.r2));
    most_y = std::max<double>(most_y, std::max(part.y1 + part.r1, part.y2 + part.r2));
  }
  const auto placed = [&](double x, double y) { return At{left + (x - least_x) * scale, floor + (y - most_y) * scale}; };
  At sum = {0, 0};
  double count = 0;
  for (const auto& part : made.parts) {
    const At from = placed(part.x1, part.y1), to = placed(part.x2, part.y2);
    out.parts.push_back({part.kind, whole(from.x), whole(from.y), whole(part.r1 * scale), whole(to.x), whole(to.y), whole(part.r2 * scale)});
    if (part.kind != Kind::kStretch) continue;
    sum = {sum.x + from.x + to.x, sum.y + from.y + to.y};
    count += 2;
  }
  return count > 0 ? At{sum.x / count, sum.y / count} : At{left, floor};
}

Pose pose_of(Posture posture, Pose::Lies lies, Pose::On on, Pose::Stays stays = Pose::Stays::kHip) {
  Pose pose;
  pose.stays = stays;
  pose.lies = lies;
  pose.on = on;
  pose.stretches = {Pose::Part::kCalf};
  pose.postures = {std::move(posture)};
  return pose;
}

/// By day the ache is one thing among many; at night it is alone.
Figure day_and_night() {
  Figure out;
  out.height = whole(kFloor + 20);
  Posture walking;
  walking.trunk = 3;
  walking.near = {.hip = 20, .knee = 4, .ankle = 0, .rests = Leg::Rests::kFlat};
  walking.far = {.hip = -18, .knee = 20, .ankle = -10, .rests = Leg::Rests::kToes};
  walking.near_arm = {.shoulder = -24, .elbow = 20};
  walking.far_arm = {.shoulder = 26, .elbow = 26};
  add(out, pose_of(walking, Pose::Lies::kNot, Pose::On::kFloor, Pose::Stays::kNearFoot), 30, kFloor);
  const At sun = {64, 70};
  stroke(out, Kind::kFar, sun, sun, 24);
  rays(out, Kind::kFar, sun, 36, 50, 8, 0, 315, 4);
  for (const At at : {At{20, 190}, At{44, 320}, At{312, 62}, At{352, 142}, At{384, 262}, At{372, 372}}) bustle(out, at, 22);

  Posture resting;
  resting.near = {.hip = 0, .knee = 0};
  resting.far = {.hip = 0, .knee = 0};
  const At ache = add(out, pose_of(resting, Pose::Lies::kOnBack, Pose::On::kBed), 430, kFloor);
  rays(out, Kind::kStretch, ache, 52, 104, 7, 200, 340, 7);
  const At moon = {900, 76};
  stroke(out, Kind::kFar, moon, moon, 44);
  stroke(out, Kind::kGap, {moon.x + 24, moon.y - 12}, {moon.x + 24, moon.y - 12}, 38);
  for (const At star : {At{780, 56}, At{560, 90}, At{690, 170}}) stroke(out, Kind::kFar, star, star, 6);
  return out;
}

/// Lying with the legs up, and sitting with them down: what eases tired veins, and what eases narrow arteries.
Figure up_and_down() {
  Figure out;
  out.height = 390;
  constexpr double kGround = 370;
  Posture raised;
  raised.near = {.hip = 32, .knee = 0};
  raised.far = {.hip = 32, .knee = 0};
  add(out, pose_of(raised, Pose::Lies::kOnBack, Pose::On::kBed), 20, kGround);
  Posture hanging;
  hanging.near = {.hip = 90, .knee = 78};
  hanging.far = {.hip = 90, .knee = 86};
  add(out, pose_of(hanging, Pose::Lies::kNot, Pose::On::kChair), 660, kGround);
  return out;
}

Block picture(const View& view, const std::string& id, Figure figure) {
  Block block;
  block.id = id;
  block.role = Role::kFigure;
  block.label = view.ui(id);
  block.figure = std::move(figure);
  return block;
}

}  // namespace

Block why_at_night(const View& view) {
  return details(view, "night", view.ui("night-title"),
                 {picture(view, "night-picture", day_and_night()), list("night-list", view.words().list({"night"})),
                  picture(view, "night-legs-picture", up_and_down()), text("night-legs", view.ui("night-legs"), Tone::kDim)});
}

}  // namespace nightlegs::screens
