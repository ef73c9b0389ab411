// place.cpp - where it is felt: the body map with what is chosen, and the same in words.
#include <algorithm>

#include "app/legs.hpp"
#include "screens/body_map.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

/// "left calf", or the option's own label where a language has no words of its own for it.
std::string zone_words(const View& view, std::string_view zone, std::string_view form) {
  const auto own = view.words().maybe({"ui", "zones", zone, form});
  return own.empty() ? view.words().label(zone, false) : own;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

/// The map with nothing chosen; `chosen` says of each zone and side how far it is.
template <class HowFar>
std::vector<Picture> pictures(const View& view, const HowFar& chosen) {
  std::vector<Picture> made;
  for (const MapView& seen : map_views()) {
    Picture picture;
    picture.label = view.ui("map-" + std::string(seen.id));
    picture.width = seen.width;
    picture.height = seen.height;
    picture.whole_row = seen.width > 2 * seen.height;
    picture.outlines = {seen.outline};
    if (!picture.whole_row) {
      picture.at_left = view.ui(seen.left_is_left ? "map-left" : "map-right");
      picture.at_right = view.ui(seen.left_is_left ? "map-right" : "map-left");
    }
    std::string_view side = "none yet";
    for (const MapZone& zone : seen.zones) {
      if (zone.side != side) {
        side = zone.side;
        const auto leg = picture.whole_row || side.empty() ? std::string() : view.ui("map-leg-" + std::string(side));
        picture.groups.push_back({picture.label + (leg.empty() ? "" : ", " + leg), {}});
      }
      Shape shape;
      shape.value = zone.id;
      shape.side = zone.side;
      shape.label = zone_words(view, zone.id, side.empty() ? "one" : side);
      shape.chosen = chosen(zone.id, zone.side);
      shape.x = zone.x;
      shape.y = zone.y;
      shape.points = zone.points;
      picture.groups.back().shapes.push_back(std::move(shape));
    }
    made.push_back(std::move(picture));
  }
  return made;
}

}  // namespace

Block body_map(const View& view, QuestionIndex question) {
  const auto& pack = view.pack();
  const auto& asked = pack.questions[question];
  const Draft draft = draft_of(pack, view.state, question);
  const auto id_of = [&](std::uint16_t option) -> const std::string& { return pack.findings[static_cast<std::size_t>(asked.first + option)].id; };

  Block map;
  map.id = "map";
  map.role = Role::kMap;
  map.value = asked.id;
  map.label = view.ui("map-label");
  map.pictures = pictures(view, [&](std::string_view zone, std::string_view side) {
    for (const auto option : draft.chosen) {
      if (id_of(option) != zone) continue;
      if (side.empty()) return Chosen::kYes;
      const Legs legs = legs_of(pack, view.state, draft, option);
      if (!(legs.which & (side == "left" ? kLeftLeg : kRightLeg))) return Chosen::kNo;
      return legs.sure ? Chosen::kYes : Chosen::kMaybe;
    }
    return Chosen::kNo;
  });

  std::vector<std::string> named;
  for (std::uint16_t option = 0; option < asked.count; ++option) {  // in the order of the list, from the hip down
    if (std::find(draft.chosen.begin(), draft.chosen.end(), option) == draft.chosen.end()) continue;
    const auto& zone = id_of(option);
    const Legs legs = is_on_each_leg(zone) ? legs_of(pack, view.state, draft, option) : Legs{kNoLeg, false};
    if (legs.sure && legs.which & kLeftLeg) named.push_back(zone_words(view, zone, "left"));
    if (legs.sure && legs.which & kRightLeg) named.push_back(zone_words(view, zone, "right"));
    if (!legs.sure) named.push_back(zone_words(view, zone, "one"));
  }
  map.help = named.empty() ? view.ui("map-nothing") : filled(view.ui("map-chosen"), "list", joined(named));
  return map;
}

std::vector<Picture> felt_at(const View& view, const Pattern& pattern) {
  if (pattern.felt_often.empty()) return {};
  const auto names = [&](const std::vector<FindingIndex>& places, std::string_view zone) {
    return std::any_of(places.begin(), places.end(), [&](FindingIndex place) { return view.pack().findings[place].id == zone; });
  };
  std::vector<Picture> made;
  for (const MapView& seen : map_views()) {
    Picture picture;
    picture.width = seen.width;
    picture.height = seen.height;
    picture.whole_row = seen.width > 2 * seen.height;
    picture.outlines = {seen.outline};
    ShapeGroup felt;
    for (const MapZone& zone : seen.zones) {
      const bool often = names(pattern.felt_often, zone.id);
      if (!often && !names(pattern.felt_sometimes, zone.id)) continue;
      felt.shapes.push_back({std::string(zone.id), std::string(zone.side), "", often ? Chosen::kYes : Chosen::kMaybe, zone.x, zone.y, zone.points});
    }
    // Front and back always, so that one sees which is which; a side only where something is felt there, and one is enough.
    if (picture.whole_row && (felt.shapes.empty() || made.back().whole_row)) continue;
    if (!felt.shapes.empty()) picture.groups.push_back(std::move(felt));
    made.push_back(std::move(picture));
  }
  return made;
}

std::string zone_group(const View& view, std::string_view zone) {
  const auto starts = [&](std::string_view part) { return zone.starts_with(part); };
  const char* group = "map-group-more";
  if (zone == "z-low-back" || zone == "z-buttock" || zone == "z-groin-hip" || zone == "z-hip-outer") group = "map-group-hip";
  if (starts("z-thigh-")) group = "map-group-thigh";
  if (starts("z-knee-")) group = "map-group-knee";
  if (starts("z-shin") || zone == "z-calf") group = "map-group-lower";
  if (zone == "z-ankle" || zone == "z-heel" || zone == "z-foot-top" || zone == "z-sole" || zone == "z-toes") group = "map-group-foot";
  return view.ui(group);
}

std::string told_by_map_in_words(const View& view) {
  const Legs told = told_by_map(view.pack(), view.state);
  if (!told.sure || told.which == kNoLeg) return "";
  return view.ui(told.which == kBothLegs ? "side-from-map-both" : told.which == kLeftLeg ? "side-from-map-left" : "side-from-map-right");
}

}  // namespace nightlegs::screens
