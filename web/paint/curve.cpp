#include "paint/curve.hpp"

namespace nightlegs {

std::vector<Point> smooth(const std::vector<Point>& knots) {
  constexpr int kPieces = 6;  // between two points; ours stand close, so at any density no corner shows
  const std::size_t n = knots.size();
  if (n < 3) return knots;
  std::vector<Point> line;
  line.reserve(n * kPieces);
  for (std::size_t i = 0; i < n; ++i) {
    const Point &before = knots[(i + n - 1) % n], &from = knots[i], &to = knots[(i + 1) % n], &after = knots[(i + 2) % n];
    for (int piece = 0; piece < kPieces; ++piece) {
      const float t = static_cast<float>(piece) / kPieces, t2 = t * t, t3 = t2 * t;
      const auto at = [&](float a, float b, float c, float d) {
        return 0.5f * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t2 + (3 * b - a - 3 * c + d) * t3);
      };
      line.push_back({at(before.x, from.x, to.x, after.x), at(before.y, from.y, to.y, after.y)});
    }
  }
  return line;
}

}  // namespace nightlegs
