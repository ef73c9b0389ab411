// curve.hpp - a closed smooth curve through points, as a line of short pieces.
// The same curve as shell/curve.js makes: Catmull-Rom, so that both faces show one shape.
#pragma once
#include <vector>

namespace nightlegs {

struct Point {
  float x = 0, y = 0;
};

/// Through every point, in their order, and back to the first.
[[nodiscard]] std::vector<Point> smooth(const std::vector<Point>& knots);

}  // namespace nightlegs
