// layout.hpp - where everything of a screen stands, and what is drawn there.
// Pure: the same screen, size, theme and typeface give the same layout. Knows nothing of WebGL, scrolling or density.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "paint/curve.hpp"
#include "paint/text.hpp"
#include "paint/theme.hpp"
#include "screens/block.hpp"

namespace nightlegs {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
};

/// What the pointer over its control does to a mark.
enum class Hover : std::uint8_t {
  kSame,     // nothing
  kOutline,  // its edge takes the accent
  kAppear,   // it is drawn only then
};

/// One thing that is drawn. All lengths in CSS px.
struct Mark {
  enum class Kind : std::uint8_t { kBox, kText, kPath };
  Kind kind = Kind::kBox;
  Rect rect;                          // of a path: what it covers
  Color fill = 0, line = 0;           // of a text: `fill`
  float line_width = 0;               // inside the rectangle; on both sides of a path
  float radius = 0, left_radius = 0;  // kBox: of its right and left corners
  float size = 0, baseline = 0;       // kText; the baseline counts from rect.y
  int weight = 400;
  std::string words;
  std::vector<Point> points;  // kPath
  bool closed = false;
  int control = -1;  // index into the region's controls
  Hover hover = Hover::kSame;
  int moment = -1;   // of a figure that moves: drawn at this moment only; -1: always
};

/// What the pointer can be over.
struct Control {
  Rect rect;
  std::vector<Point> outline;  // a zone's shape; empty: the whole rectangle
};

/// Marks in the order in which they are drawn.
struct Region {
  std::vector<Mark> marks;
  std::vector<Control> controls;
};

/// Where the mirror puts the element with that id (web/README.md, "Rectangle names").
struct NamedRect {
  std::string name;
  Rect rect;
};

struct Layout {
  float width = 0, viewport_height = 0;
  float height = 0;  // of the whole page, the footer at its end included
  Rect header;       // in the page
  Rect footer;       // in the viewport: at its bottom edge; on a low page in the page: at its end
  bool footer_follows = false;  // the page is that low
  std::vector<NamedRect> rects;
  Region body;         // in the page
  Region footer_body;  // from the footer's top left corner
  Color background = 0, accent = 0;
  int moments = 0;     // how many pictures lead to the last one, at which everything rests; 0: nothing moves
};

/// `width` and `height` of the viewport in CSS px; `scale` is the root font size / 16. Without room there is nothing.
[[nodiscard]] Layout lay_out(const Screen& screen, float width, float height, float scale, const Theme& theme,
                             const Fonts& fonts);

}  // namespace nightlegs
