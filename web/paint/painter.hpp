// painter.hpp - draws what was laid out, as Dear ImGui's draw data.
// Uses its draw lists and its font atlas, no windows and no frame of its own; knows nothing of WebGL.
#pragma once
#include "imgui.h"
#include "imgui_internal.h"
#include "paint/layout.hpp"

namespace nightlegs {

/// How the page is looked at. CSS px.
struct View {
  float scroll = 0;
  float pointer_x = -1, pointer_y = -1;  // in the viewport; below 0: there is none
  float width = 0, height = 0;
  float density = 1;  // physical pixels a CSS pixel
  int moment = 1 << 16;  // of a movement; anything from its end on is rest
};

class Painter {
 public:
  explicit Painter(Fonts& fonts);
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  /// Draws one frame; valid until the next one. Empty when there is no room.
  ImDrawData& paint(const Layout& layout, const View& view);

  /// The renderer has lost what it held of our textures and makes them anew with the next frame.
  void forget_textures();

 private:
  void draw(ImDrawList& list, const Region& region, float top, float bottom, float y_offset, int hovered,
            const Layout& layout, const View& view) const;

  Fonts& fonts_;
  ImDrawListSharedData shared_;
  ImDrawList body_, footer_;
  ImDrawData data_;
  int frame_ = 0;
};

}  // namespace nightlegs
