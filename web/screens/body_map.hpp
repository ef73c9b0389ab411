// body_map.hpp - the legs as a picture: front, back and outer sides, with a zone for every place that has one there.
// Pure geometry: knows nothing of words, answers or pixels.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nightlegs::screens {

/// Points of a closed smooth curve, x0, y0, x1, y1, ... in tenths of a CSS px on a page 390 px wide.
using Points = std::vector<std::int16_t>;

/// A zone as it lies on a picture.
struct MapZone {
  std::string_view id;    // of the option
  std::string_view side;  // "left" or "right"; "" for a place that there is only one of
  Points points;
  std::int16_t x = 0, y = 0;  // its middle
};

/// One view of the legs. Zones stand leg by leg, from the hip down.
struct MapView {
  std::string_view id;  // "front", "back", "side-left", "side-right"
  bool left_is_left = false;  // the person's left leg stands at the picture's left
  std::int16_t width = 0, height = 0;
  Points outline;
  std::vector<MapZone> zones;
};

/// All views, always the same.
[[nodiscard]] const std::vector<MapView>& map_views();

/// Whether the map shows this place once for each leg.
[[nodiscard]] bool is_on_each_leg(std::string_view zone);

}  // namespace nightlegs::screens
