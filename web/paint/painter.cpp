#include "paint/painter.hpp"

#include <algorithm>
#include <cmath>

namespace nightlegs {
namespace {

bool is_inside(const Rect& rect, float x, float y) {
  return x >= rect.x && x < rect.right() && y >= rect.y && y < rect.bottom();
}

bool is_inside(const std::vector<Point>& outline, float x, float y) {
  bool inside = false;
  for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
    const Point& a = outline[i];
    const Point& b = outline[j];
    if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/// The control under a place, the topmost one; -1 for none.
int control_at(const Region& region, float x, float y) {
  for (std::size_t i = region.controls.size(); i-- > 0;) {
    const Control& control = region.controls[i];
    if (is_inside(control.rect, x, y) && (control.outline.empty() || is_inside(control.outline, x, y))) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

/// Rounded rectangle whose left and right corners differ.
void rounded(ImDrawList& list, ImVec2 from, ImVec2 to, float left, float right) {
  const auto corner = [&](ImVec2 centre, float radius, int a, int b) {
    if (radius < 0.5f) {
      list.PathLineTo(centre);
    } else {
      list.PathArcToFast(centre, radius, a, b);
    }
  };
  corner({from.x + left, from.y + left}, left, 6, 9);
  corner({to.x - right, from.y + right}, right, 9, 12);
  corner({to.x - right, to.y - right}, right, 0, 3);
  corner({from.x + left, to.y - left}, left, 3, 6);
  // Where one corner ends at the next one's beginning the same point stands twice, and soft edges get a bump there.
  ImVector<ImVec2>& points = list._Path;
  const auto same = [](ImVec2 a, ImVec2 b) { return std::fabs(a.x - b.x) < 0.01f && std::fabs(a.y - b.y) < 0.01f; };
  int kept = 0;
  for (int i = 0; i < points.Size; ++i) {
    if (kept == 0 || !same(points[i], points[kept - 1])) points[kept++] = points[i];
  }
  while (kept > 1 && same(points[kept - 1], points[0])) --kept;
  points.resize(kept);
}

}  // namespace

Painter::Painter(Fonts& fonts) : fonts_(fonts), body_(&shared_), footer_(&shared_) {
  shared_.FontAtlas = &fonts.atlas();
  shared_.CurveTessellationTol = 1.25f;
  shared_.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
  ImFontAtlasAddDrawListSharedData(&fonts.atlas(), &shared_);
}

Painter::~Painter() { ImFontAtlasRemoveDrawListSharedData(&fonts_.atlas(), &shared_); }

void Painter::forget_textures() {
  for (ImTextureData* texture : fonts_.atlas().TexList) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->BackendUserData = nullptr;
    if (texture->Status != ImTextureStatus_WantCreate) texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

ImDrawData& Painter::paint(const Layout& layout, const View& view) {
  data_.Clear();
  // Without a typeface there is no texture to draw with, not even for lines; the page view has the words.
  if (!(view.width > 0) || !(view.height > 0) || !(view.density > 0) || fonts_.atlas().Fonts.empty()) return data_;

  ImFontAtlas& atlas = fonts_.atlas();
  ImFontAtlasUpdateNewFrame(&atlas, ++frame_, true);
  ImFontAtlasUpdateDrawListsSharedData(&atlas);
  shared_.ClipRectFullscreen = {0, 0, view.width, view.height};
  shared_.InitialFringeScale = 1 / view.density;  // edges are soft for one physical pixel, not for one of CSS
  shared_.SetCircleTessellationMaxError(0.25f / view.density);

  const bool is_pointed = view.pointer_x >= 0 && view.pointer_y >= 0;
  const float footer_top = layout.footer.h <= 0 ? view.height : layout.footer_follows ? layout.footer.y - view.scroll : view.height - layout.footer.h;
  const bool over_footer = is_pointed && view.pointer_y >= footer_top && layout.footer.h > 0;
  const int over_body = is_pointed && !over_footer
                            ? control_at(layout.body, view.pointer_x, view.pointer_y + view.scroll)
                            : -1;
  const int in_footer =
      over_footer ? control_at(layout.footer_body, view.pointer_x, view.pointer_y - footer_top) : -1;

  // Whole physical pixels, or the letters would blur while scrolling stands still between two.
  const float scroll = std::round(view.scroll * view.density) / view.density;
  const auto begin = [&](ImDrawList& list) {
    list._ResetForNewFrame();
    list.PushTexture(atlas.TexRef);
    list.PushClipRectFullScreen();
  };
  begin(body_);
  draw(body_, layout.body, 0, footer_top, -scroll, over_body, layout, view);
  data_.AddDrawList(&body_);
  if (layout.footer.h > 0 && footer_top < view.height) {
    begin(footer_);
    footer_.AddRectFilled({0, footer_top}, {view.width, view.height}, layout.background);
    draw(footer_, layout.footer_body, footer_top, view.height, footer_top, in_footer, layout, view);
    data_.AddDrawList(&footer_);
  }

  data_.Valid = true;
  data_.DisplaySize = {view.width, view.height};
  // The canvas has whole pixels; a little more, because the renderer cuts off what is behind the point.
  data_.FramebufferScale = {(std::round(view.width * view.density) + 0.01f) / view.width,
                            (std::round(view.height * view.density) + 0.01f) / view.height};
  data_.Textures = &atlas.TexList;
  return data_;
}

void Painter::draw(ImDrawList& list, const Region& region, float top, float bottom, float y_offset, int hovered,
                   const Layout& layout, const View& view) const {
  const float density = view.density;
  const int moment = std::min(view.moment, layout.moments);
  const auto snap = [density](float at) { return std::round(at * density) / density; };
  for (const Mark& mark : region.marks) {
    if (mark.rect.y + y_offset > bottom || mark.rect.bottom() + y_offset < top) continue;
    if (mark.moment >= 0 && mark.moment != moment) continue;
    const bool is_hovered = mark.control >= 0 && mark.control == hovered;
    if (mark.hover == Hover::kAppear && !is_hovered) continue;
    const Color line = is_hovered && mark.hover == Hover::kOutline && mark.line != 0 ? layout.accent : mark.line;

    switch (mark.kind) {
      case Mark::Kind::kBox: {
        const ImVec2 from = {snap(mark.rect.x), snap(mark.rect.y + y_offset)};
        ImVec2 to = {snap(mark.rect.right()), snap(mark.rect.bottom() + y_offset)};
        // Never thinner than one physical pixel.
        to.x = std::max(to.x, from.x + 1 / density);
        to.y = std::max(to.y, from.y + 1 / density);
        if (mark.fill != 0) {
          if (mark.radius < 0.5f && mark.left_radius < 0.5f) {
            list.AddRectFilled(from, to, mark.fill);
          } else {
            rounded(list, from, to, mark.left_radius, mark.radius);
            list.PathFillConvex(mark.fill);
          }
        }
        if (line != 0 && mark.line_width > 0) {
          const float width = std::max(1.0f, std::round(mark.line_width * density)) / density;
          const float in = width / 2;
          rounded(list, {from.x + in, from.y + in}, {to.x - in, to.y - in}, std::max(0.0f, mark.left_radius - in),
                  std::max(0.0f, mark.radius - in));
          list.PathStroke(line, ImDrawFlags_Closed, width);
        }
        break;
      }
      case Mark::Kind::kText:
        fonts_.draw(list, mark.words, mark.rect.x, mark.rect.y + y_offset + mark.baseline, mark.size, mark.weight,
                    mark.fill, density);
        break;
      case Mark::Kind::kPath:
        for (const int stroke : {0, 1}) {
          const Color color = stroke ? line : mark.fill;
          if (color == 0) continue;
          for (const Point& point : mark.points) list.PathLineTo({point.x, point.y + y_offset});
          if (stroke) {
            list.PathStroke(color, mark.closed ? ImDrawFlags_Closed : ImDrawFlags_None, mark.line_width);
          } else {
            list.PathFillConcave(color);
          }
        }
        if (line != 0 && !mark.closed && mark.points.size() > 1) {  // round ends
          for (const Point* end : {&mark.points.front(), &mark.points.back()}) {
            list.AddCircleFilled({end->x, end->y + y_offset}, mark.line_width / 2, line);
          }
        }
        break;
    }
  }
}

}  // namespace nightlegs
