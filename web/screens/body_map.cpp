// body_map.cpp - where the zones lie on a simple figure from the waist down, front and back.
// One leg is written down; the other is its mirror image. The list beside it says the same in words.
#include <utility>

#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

using Points = std::vector<std::int16_t>;

struct Zone {
  const char* id;
  Points points;  // on the leg that is to the right of the picture
};

Points mirrored(const Points& points) {
  Points other = points;
  for (std::size_t i = 0; i < other.size(); i += 2) other[i] = static_cast<std::int16_t>(1000 - other[i]);
  return other;
}

const Points kLeg = {500, 60,  965, 60,  985, 150, 955, 310, 880, 470, 850, 510, 905, 620, 895, 690, 800, 850, 795, 900,
                     880, 955, 880, 990, 620, 990, 610, 940, 640, 890, 630, 830, 590, 680, 595, 600, 610, 510, 585, 420,
                     520, 230, 500, 200};
const Points kWaist = {60, 0, 940, 0, 965, 56, 35, 56};

const std::vector<Zone>& front() {
  static const std::vector<Zone> zones = {
      {"z-groin-hip", {515, 70, 745, 70, 700, 190, 615, 235, 525, 222, 505, 195}},
      {"z-hip-outer", {760, 70, 960, 70, 976, 150, 962, 232, 775, 215, 718, 190}},
      {"z-thigh-inner", {532, 240, 640, 246, 680, 460, 606, 460, 592, 415}},
      {"z-thigh-front", {652, 240, 712, 205, 780, 228, 805, 245, 772, 460, 692, 460}},
      {"z-thigh-outer", {818, 236, 960, 244, 948, 310, 884, 445, 872, 460, 785, 460}},
      {"z-knee-front", {606, 472, 868, 472, 846, 508, 866, 556, 602, 556, 612, 508}},
      {"z-shin", {602, 568, 735, 568, 725, 838, 642, 838, 600, 680}},
      {"z-shin-outer", {748, 568, 872, 568, 896, 622, 886, 690, 800, 838, 738, 838}},
      {"z-ankle", {642, 850, 796, 850, 788, 896, 650, 896}},
      {"z-foot-top", {644, 906, 792, 906, 846, 944, 624, 944}},
      {"z-toes", {622, 952, 862, 952, 872, 982, 626, 982}},
  };
  return zones;
}

const std::vector<Zone>& back() {
  static const std::vector<Zone> zones = {
      {"z-buttock", {510, 68, 958, 68, 976, 150, 950, 236, 760, 262, 540, 240, 508, 195}},
      {"z-thigh-back", {538, 254, 762, 276, 948, 250, 940, 312, 874, 455, 604, 455, 592, 415}},
      {"z-knee-back", {606, 466, 868, 466, 846, 508, 866, 552, 602, 552, 612, 508}},
      {"z-calf", {600, 564, 872, 564, 896, 622, 886, 690, 815, 808, 632, 808, 598, 680}},
      {"z-heel", {638, 820, 806, 820, 792, 890, 800, 925, 628, 925, 648, 890}},
      {"z-sole", {618, 936, 850, 936, 868, 982, 626, 982}},
  };
  return zones;
}

Picture picture(std::string label, const std::vector<Zone>& zones) {
  Picture made;
  made.label = std::move(label);
  made.outlines = {kWaist, kLeg, mirrored(kLeg)};
  for (const auto& zone : zones) {
    made.shapes.push_back({zone.id, mirrored(zone.points)});
    made.shapes.push_back({zone.id, zone.points});
  }
  return made;
}

}  // namespace

std::vector<Picture> body_map(const View& view) {
  Picture behind = picture(view.ui("map-back"), back());
  behind.shapes.insert(behind.shapes.begin(), {"z-low-back", {80, 6, 920, 6, 940, 50, 60, 50}});
  return {picture(view.ui("map-front"), front()), std::move(behind)};
}

}  // namespace nightlegs::screens
