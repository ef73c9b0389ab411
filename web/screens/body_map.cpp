// body_map.cpp - one leg written down as two edges, and the zones as parts of what lies between them.
// The other leg is its mirror image. Lengths in CSS px on a page 390 px wide; no zone is under 44 there, a thumb's width.
#include "screens/body_map.hpp"

#include <algorithm>
#include <cmath>

namespace nightlegs::screens {
namespace {

struct Place {
  double x, y;
};
using Curve = std::vector<Place>;  // a smooth line goes through all of them

/// How far from the middle line a leg's edge runs at each height.
struct Knot {
  double y, x;
};
using Edge = std::vector<Knot>;

struct Leg {
  Edge outer, inner;
};

/// A zone between two heights, across a part of the leg: 0 at the inner edge, 1 at the outer one.
struct Part {
  const char* id;
  double top, bottom;
  double from_top = 0, to_top = 1, from_bottom = 0, to_bottom = 1;
  double bow_top = 0, bow_bottom = 0;  // how far its upper and lower edge bend downwards
  double round_top = 7, round_bottom = 7;
};

constexpr double kInset = 2;     // between a zone and the edge of the leg
constexpr double kWidth = 171;   // of the front and the back
constexpr double kHeight = 466;
constexpr double kMiddle = kWidth / 2;
constexpr double kTop = 4;       // above the waist, for the line's own width
constexpr double kSideWidth = 350, kSideHeight = 92, kSideMiddle = 56;

// --- The legs, seen from the front and from the back ----------------------------------------------

const Edge kOuter = {{0, 60},     {22, 59},    {44, 63},    {72, 74.5},  {100, 80},   {124, 79.5},
                     {155, 74},   {188, 65.5}, {214, 61.5}, {236, 62},   {265, 67.5}, {288.5, 63.5},
                     {312, 55.5}, {334, 52.5}, {358, 52.5}};
const Edge kInner = {{0, 0}, {96, 0}, {111, 2}, {146, 4}, {188, 8}, {214, 9}, {236, 9}, {265, 6.5}, {288.5, 6}, {312, 4.5}, {334, 4}, {358, 4}};

/// The feet: what the edges go on with, and how the foot ends.
const Edge kOuterFoot = {{378, 54.5}, {404, 60}, {428, 66}, {444, 66.5}};
const Edge kInnerFoot = {{378, 4.5}, {404, 4.5}, {430, 5}, {444, 7}};
const Curve kToes = {{62, 454}, {50, 458.5}, {30, 459.5}, {15, 456}};
const Edge kOuterSole = {{378, 53.5}, {402, 56}, {426, 60}, {442, 59.5}};
const Edge kInnerSole = {{378, 6}, {402, 8.5}, {426, 7.5}, {442, 8.5}};
const Curve kSole = {{54.5, 453}, {44, 458.5}, {28, 459}, {15, 454}};

const std::vector<Part> kFront = {
    {.id = "z-groin-hip", .top = 48, .bottom = 97, .from_top = 0.02, .bow_bottom = 3},
    {.id = "z-thigh-front", .top = 102, .bottom = 187, .from_top = 0.645, .from_bottom = 0.32, .bow_bottom = 3},
    {.id = "z-thigh-inner", .top = 102, .bottom = 187, .to_top = 0.645, .to_bottom = 0.32, .bow_top = -1, .bow_bottom = 1},
    {.id = "z-knee-front", .top = 192, .bottom = 236, .bow_top = 3, .bow_bottom = 3},
    {.id = "z-shin", .top = 240.5, .bottom = 311, .bow_top = 3},
    {.id = "z-ankle", .top = 315, .bottom = 359, .bow_bottom = 3},
    {.id = "z-foot-top", .top = 364, .bottom = 408, .bow_top = 3, .bow_bottom = 2},
    {.id = "z-toes", .top = 412, .bottom = 456, .bow_top = 2, .round_bottom = 16},
};
const std::vector<Part> kBack = {
    {.id = "z-buttock", .top = 50, .bottom = 99, .from_top = 0.02, .bow_bottom = 6},
    {.id = "z-thigh-back", .top = 104.5, .bottom = 187, .bow_top = 5, .bow_bottom = 3},
    {.id = "z-knee-back", .top = 192, .bottom = 236, .bow_top = 3, .bow_bottom = 3},
    {.id = "z-calf", .top = 240.5, .bottom = 311, .bow_top = 3, .bow_bottom = 3},
    {.id = "z-heel", .top = 316, .bottom = 380, .bow_top = 3, .bow_bottom = 4},
    {.id = "z-sole", .top = 385, .bottom = 455, .bow_top = 4, .round_bottom = 16},
};
constexpr double kLowBackTop = 2, kLowBackBottom = 46;

// --- A leg from its outer side, lying, with the foot at the right ---------------------------------

// Heights stand for the way from the hip to the foot here: upwards is `inner`, downwards `outer`.
const Leg kLying = {{{3, 28}, {29, 34}, {59, 36}, {91, 32}, {123, 29}, {158, 26}, {188, 21}, {208, 20}, {231, 27}, {253, 29}, {279, 23}, {303, 17}, {319, 19}},
                    {{3, -28}, {33, -31}, {73, -32}, {113, -31}, {153, -28}, {185, -25.5}, {201, -27}, {217, -25}, {243, -23}, {273, -20}, {299, -17}, {315, -19}}};
const Curve kLyingFoot = {{325, -34}, {333, -47}, {341, -49}, {346, -43}, {346, -20}, {346, 6}, {343, 18}, {333, 23}};
const std::vector<Part> kSide = {
    {.id = "z-hip-outer", .top = 9, .bottom = 88},
    {.id = "z-thigh-outer", .top = 93, .bottom = 184},
    {.id = "z-shin-outer", .top = 213, .bottom = 293},
};

// --- From edges to curves -------------------------------------------------------------------------

/// Where a smooth edge runs at this height.
double at(const Edge& edge, double y) {
  std::size_t next = 1;
  while (next + 1 < edge.size() && edge[next].y < y) ++next;
  const auto knot = [&](std::size_t i) { return edge[std::min(i, edge.size() - 1)]; };
  const Knot a = knot(next - 1), b = knot(next);
  const auto slope = [&](std::size_t i) {
    const Knot before = knot(i == 0 ? 0 : i - 1), after = knot(i + 1);
    return (after.x - before.x) / (after.y - before.y);
  };
  const double h = b.y - a.y, t = (y - a.y) / h, t2 = t * t, t3 = t2 * t;
  return (2 * t3 - 3 * t2 + 1) * a.x + (t3 - 2 * t2 + t) * h * slope(next - 1) + (3 * t2 - 2 * t3) * b.x + (t3 - t2) * h * slope(next);
}

/// A zone's edge, clockwise, with round corners.
Curve outline_of(const Leg& leg, const Part& part) {
  const auto across = [&](double top, double bottom, double y) {
    const double share = top + (bottom - top) * (y - part.top) / (part.bottom - part.top);
    const double from = at(leg.inner, y), to = at(leg.outer, y);
    return from + share * (to - from);
  };
  const auto right = [&](double y) { return across(part.to_top, part.to_bottom, y) - kInset; };
  const auto left = [&](double y) { return across(part.from_top, part.from_bottom, y) + kInset; };
  const auto round_at = [&](double y, double wanted) { return std::min(wanted, (right(y) - left(y)) / 2.6); };
  const double above = round_at(part.top, part.round_top), below = round_at(part.bottom, part.round_bottom);
  const double first = part.top + above, length = part.bottom - below - first;
  const int steps = std::max(2, static_cast<int>(std::lround(length / 18)));
  constexpr double kCorner = 0.29;  // where a round corner crosses its diagonal
  Curve curve;
  const auto cut = [&](double y, double bow, double from, double to) {
    for (const double t : {0.0, 0.25, 0.5, 0.75, 1.0}) curve.push_back({from + (to - from) * t, y + bow * std::sin(t * 3.14159265)});
  };
  for (int i = 0; i <= steps; ++i) curve.push_back({right(first + length * i / steps), first + length * i / steps});
  curve.push_back({right(part.bottom) - kCorner * below, part.bottom - kCorner * below});
  cut(part.bottom, part.bow_bottom, right(part.bottom) - below, left(part.bottom) + below);
  curve.push_back({left(part.bottom) + kCorner * below, part.bottom - kCorner * below});
  for (int i = steps; i >= 0; --i) curve.push_back({left(first + length * i / steps), first + length * i / steps});
  curve.push_back({left(part.top) + kCorner * above, part.top + kCorner * above});
  cut(part.top, part.bow_top, left(part.top) + above, right(part.top) - above);
  curve.push_back({right(part.top) - kCorner * above, part.top + kCorner * above});
  return curve;
}

Curve mirrored(Curve curve) {
  for (Place& place : curve) place.x = -place.x;
  std::reverse(curve.begin(), curve.end());
  return curve;
}

Points placed(const Curve& curve, double x, double y) {
  Points points;
  for (const Place& place : curve) {
    points.push_back(static_cast<std::int16_t>(std::lround(10 * (place.x + x))));
    points.push_back(static_cast<std::int16_t>(std::lround(10 * (place.y + y))));
  }
  return points;
}

MapZone zone(const char* id, const char* side, Points points) {
  MapZone made{id, side, std::move(points)};
  std::int16_t low[2] = {32000, 32000}, high[2] = {-32000, -32000};
  for (std::size_t i = 0; i < made.points.size(); ++i) {
    low[i % 2] = std::min(low[i % 2], made.points[i]);
    high[i % 2] = std::max(high[i % 2], made.points[i]);
  }
  made.x = static_cast<std::int16_t>((low[0] + high[0]) / 2);
  made.y = static_cast<std::int16_t>((low[1] + high[1]) / 2);
  return made;
}

Edge joined(Edge edge, const Edge& more) {
  edge.insert(edge.end(), more.begin(), more.end());
  return edge;
}

/// Waist, both legs and feet as one line, from the middle of the waist clockwise.
Curve body(const Leg& leg, const Curve& foot) {
  Curve half = {{28, -2.6}, {54, -2}, {59.5, 0.5}};
  for (std::size_t i = 1; i < leg.outer.size(); ++i) half.push_back({leg.outer[i].x, leg.outer[i].y});
  half.insert(half.end(), foot.begin(), foot.end());
  for (std::size_t i = leg.inner.size(); i-- > 2;) half.push_back({leg.inner[i].x, leg.inner[i].y});
  Curve whole = {{0, -3}};
  whole.insert(whole.end(), half.begin(), half.end());
  whole.push_back({0, 97});  // where the legs part
  const Curve other = mirrored(half);
  whole.insert(whole.end(), other.begin(), other.end());
  return whole;
}

MapView standing(const char* id, bool left_is_left, const Leg& leg, const Curve& foot, const std::vector<Part>& parts) {
  MapView view{.id = id, .left_is_left = left_is_left, .width = static_cast<std::int16_t>(kWidth * 10), .height = static_cast<std::int16_t>(kHeight * 10),
               .outline = placed(body(leg, foot), kMiddle, kTop), .zones = {}};
  for (const char* side : {"left", "right"}) {
    const bool at_left = (side[0] == 'l') == left_is_left;
    for (const Part& part : parts) {
      const Curve curve = outline_of(leg, part);
      view.zones.push_back(zone(part.id, side, placed(at_left ? mirrored(curve) : curve, kMiddle, kTop)));
    }
  }
  return view;
}

MapView lying(const char* id, const char* side, bool feet_at_left) {
  const auto turned = [&](const Curve& curve) {  // the way from the hip becomes x
    Curve made;
    for (const Place& place : curve) made.push_back({feet_at_left ? kSideWidth - place.y : place.y, place.x});
    return made;
  };
  Curve around;
  for (const Knot& knot : kLying.inner) around.push_back({knot.x, knot.y});
  for (const Place& place : kLyingFoot) around.push_back({place.y, place.x});
  for (std::size_t i = kLying.outer.size(); i-- > 0;) around.push_back({kLying.outer[i].x, kLying.outer[i].y});
  MapView view{.id = id, .left_is_left = feet_at_left, .width = static_cast<std::int16_t>(kSideWidth * 10), .height = static_cast<std::int16_t>(kSideHeight * 10),
               .outline = placed(turned(around), 0, kSideMiddle), .zones = {}};
  for (const Part& part : kSide) view.zones.push_back(zone(part.id, side, placed(turned(outline_of(kLying, part)), 0, kSideMiddle)));
  return view;
}

std::vector<MapView> make_views() {
  const Leg front = {joined(kOuter, kOuterFoot), joined(kInner, kInnerFoot)};
  const Leg back = {joined(kOuter, kOuterSole), joined(kInner, kInnerSole)};
  std::vector<MapView> views;
  views.push_back(standing("front", false, front, kToes, kFront));
  views.push_back(standing("back", true, back, kSole, kBack));
  // The lower back has no other half: it lies across both.
  const Part low_back = {.id = "z-low-back", .top = kLowBackTop, .bottom = kLowBackBottom, .bow_bottom = 2};
  const Leg across = {kOuter, [] {
    Edge edge = kOuter;
    for (Knot& knot : edge) knot.x = -knot.x;
    return edge;
  }()};
  views.back().zones.insert(views.back().zones.begin(), zone("z-low-back", "", placed(outline_of(across, low_back), kMiddle, kTop)));
  views.push_back(lying("side-left", "left", true));
  views.push_back(lying("side-right", "right", false));
  return views;
}

}  // namespace

const std::vector<MapView>& map_views() {
  static const std::vector<MapView> views = make_views();
  return views;
}

bool is_on_each_leg(std::string_view id) {
  for (const auto& view : map_views()) {
    for (const auto& zone : view.zones) {
      if (zone.id == id) return !zone.side.empty();
    }
  }
  return false;
}

}  // namespace nightlegs::screens
