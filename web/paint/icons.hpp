// icons.hpp - small pictures as lines on a grid of 24 x 24. The same ones as shell/icons.js.
#pragma once
#include <span>
#include <string_view>

namespace nightlegs {

/// One stroke: x0, y0, x1, y1, ...
struct Stroke {
  std::span<const float> points;
  bool closed = false;
};

/// Of an urgency tier: their shapes differ, not only their colours. Empty for an unknown tier.
[[nodiscard]] std::span<const Stroke> urgency_icon(std::string_view tier);

/// A triangle with an exclamation mark, for what is missing.
[[nodiscard]] std::span<const Stroke> error_icon();

}  // namespace nightlegs
