#include "paint/layout.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "paint/curve.hpp"
#include "paint/icons.hpp"

namespace nightlegs {
namespace {

// CSS px at a root font size of 16; shell/styles.css has the same ones for the page view.
constexpr float kWide = 768;          // from here on things stand side by side
constexpr float kHair = 1;            // hairlines and quiet edges
constexpr float kEdge = 8;            // the thick edge of urgency and warning cards
constexpr float kGlyph = 24;          // a tick box
constexpr float kCardPadding = 16;
constexpr float kNumberBox = 128;
constexpr float kMapWidth = 400;      // of all pictures of a body map, at most
constexpr float kZoneBox = 240;       // of a zone's checkbox, in a picture's units
constexpr float kZoneWidth = 168;     // of a zone in the list, at least
constexpr float kSmallMap = 64;       // the pictures in a folded card's line, side by side
constexpr float kFigureWidth = 340;   // at most
constexpr float kFigureHeight = 210;
constexpr float kButtonFigure = 92;   // beside a button's words, this wide and high at most
constexpr float kButtonFigureHeight = 64;
constexpr float kRing = 176;          // the timer's outer edge
constexpr float kRingLine = 14;
constexpr float kHeadRing = 0.34f;    // how thick a figure's head is drawn, of its radius
constexpr float kTurn = 6.28318531f;  // all the way round
constexpr float kFooterPadding = 12;
constexpr float kLow = 480;           // a viewport lower than this has no bar at its bottom: it would hide the questions
constexpr float kBodyEnd = 32;
constexpr float kMargin = 0.052f;     // of the page's width, at most

Color faded(Color color, unsigned alpha) { return (color & 0x00ffffffu) | alpha << 24; }

TextStyle with_weight(TextStyle style, int weight) {
  style.weight = weight;
  return style;
}

/// Above 0 when the points go round clockwise, as seen with y downwards.
float twice_area(const std::vector<Point>& points) {
  float area = 0;
  for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
    area += points[j].x * points[i].y - points[i].x * points[j].y;
  }
  return area;
}

/// Words broken into lines, not placed yet.
struct Paragraph {
  std::vector<TextLine> lines;
  TextStyle style;
  float line_height = 0, width = 0, height = 0;
};

enum class Align : std::uint8_t { kStart, kCenter };

class Builder {
 public:
  Builder(const Screen& screen, float width, float height, float scale, const Theme& theme, const Fonts& fonts)
      : screen_(screen), theme_(theme), fonts_(fonts), scale_(scale), kicker_(theme.accent), heading_(theme.ink) {
    out_.width = width;
    out_.viewport_height = height;
    out_.background = theme.background;
    out_.accent = theme.accent;
    // On a narrow page, or with large letters, the margins give way first; shell/styles.css does the same.
    column_ = std::min(px(kSpace.column), width - 2 * std::min(px(kSpace.margin), kMargin * width));
    left_ = std::floor((width - column_) / 2);
    wide_ = width >= px(kWide);
  }

  Layout build() {
    lay_out_footer();  // first: the page has to be longer by its height
    region_ = &out_.body;
    float y = lay_out_header();
    y = stack(at_place(Place::kBody), left_, y, column_, kSpace.gap, true) + px(kBodyEnd);
    out_.height = std::ceil(y + out_.footer.h);
    out_.footer_follows = out_.viewport_height < px(kLow);
    if (out_.footer_follows) out_.footer.y = out_.height - out_.footer.h;
    return std::move(out_);
  }

 private:
  using Blocks = std::vector<const Block*>;

  [[nodiscard]] float px(float css) const { return css * scale_; }
  [[nodiscard]] float round(float radius) const { return radius * theme_.round; }

  Blocks at_place(Place place) const {
    Blocks blocks;
    for (const Block& block : screen_.blocks) {
      if (block.place == place) blocks.push_back(&block);
    }
    return blocks;
  }

  // --- Marks ------------------------------------------------------------------------------------

  void name(std::string name, Rect rect) { out_.rects.push_back({std::move(name), rect}); }

  int control(Rect rect, std::vector<Point> outline = {}) {
    region_->controls.push_back({rect, std::move(outline)});
    return static_cast<int>(region_->controls.size()) - 1;
  }

  Mark& box(Rect rect, Color fill, Color line, float line_width, float radius) {
    Mark& mark = region_->marks.emplace_back();
    mark.rect = rect;
    mark.fill = fill;
    mark.line = line;
    mark.line_width = px(line_width);
    mark.radius = mark.left_radius = std::min({px(radius), rect.w / 2, rect.h / 2});
    return mark;
  }

  Mark& path(std::vector<Point> points, Color fill, Color line, float line_width, bool closed) {
    Mark& mark = region_->marks.emplace_back();
    mark.kind = Mark::Kind::kPath;
    mark.fill = fill;
    mark.line = line;
    mark.line_width = px(line_width);
    mark.closed = closed;
    if (!points.empty()) {
      float right = points[0].x, bottom = points[0].y;
      mark.rect = {right, bottom, 0, 0};
      for (const Point& point : points) {
        mark.rect.x = std::min(mark.rect.x, point.x);
        mark.rect.y = std::min(mark.rect.y, point.y);
        right = std::max(right, point.x);
        bottom = std::max(bottom, point.y);
      }
      mark.rect.w = right - mark.rect.x;
      mark.rect.h = bottom - mark.rect.y;
    }
    if (closed && twice_area(points) < 0) std::reverse(points.begin(), points.end());  // ImGui fills clockwise only
    mark.points = std::move(points);
    return mark;
  }

  void icon(std::span<const Stroke> strokes, float x, float y, float size, Color color) {
    for (const Stroke& stroke : strokes) {
      std::vector<Point> points;
      for (std::size_t i = 0; i + 1 < stroke.points.size(); i += 2) {
        points.push_back({x + stroke.points[i] * size / 24, y + stroke.points[i + 1] * size / 24});
      }
      path(std::move(points), 0, color, 2, stroke.closed);
    }
  }

  Paragraph wrap(std::string_view words, float width, TextStyle style) const {
    Paragraph text;
    if (words.empty()) return text;
    text.style = style;
    text.line_height = px(style.size * style.line);
    text.lines = fonts_.wrap(words, std::max(width, px(style.size)), px(style.size), style.weight);
    for (const TextLine& line : text.lines) text.width = std::max(text.width, line.width);
    text.width = std::ceil(text.width);
    text.height = std::ceil(text.line_height * static_cast<float>(text.lines.size()));
    return text;
  }

  float natural_width(std::string_view words, TextStyle style) const {
    return std::ceil(fonts_.width(words, px(style.size), style.weight));
  }

  void place(const Paragraph& text, Rect rect, Color color, Align align = Align::kStart, int control = -1,
             bool underline = false) {
    float y = rect.y;
    for (const TextLine& line : text.lines) {
      const float x = align == Align::kCenter ? rect.x + (rect.w - line.width) / 2 : rect.x;
      Mark& mark = region_->marks.emplace_back();
      mark.kind = Mark::Kind::kText;
      mark.rect = {x, y, line.width, text.line_height};
      mark.fill = color;
      mark.size = px(text.style.size);
      mark.weight = text.style.weight;
      mark.baseline = fonts_.baseline(mark.size, text.line_height);
      mark.words = line.words;
      const float below = y + mark.baseline + px(3);
      if (underline && !line.words.empty()) {
        Mark& under = box({x, below, line.width, px(1.5f)}, color, 0, 0, 0);
        under.control = control;
        under.hover = Hover::kAppear;
      }
      y += text.line_height;
    }
  }

  /// A whole text from `y` on; returns where it ends.
  float text(std::string_view words, float x, float y, float w, TextStyle style, Color color) {
    const Paragraph paragraph = wrap(words, w, style);
    place(paragraph, {x, y, w, paragraph.height}, color);
    return y + paragraph.height;
  }

  // --- One after the other ----------------------------------------------------------------------

  float gap_between(const Block& before, const Block& next, float gap) const {
    if (before.role == Role::kText && before.tone == Tone::kKicker) return px(4);
    if (before.role == Role::kProgress) return px(24);
    if (next.role == Role::kHeading && next.level >= 2 && gap >= kSpace.gap) return px(gap + 16);
    // Their words stand in the middle of a line made high for the finger.
    if (next.role == Role::kDetails || is_quiet(next)) return px(std::max(0.0f, gap - 4));
    if (before.role == Role::kHeading && before.level >= 2) return px(8);
    return px(gap);
  }

  /// Blocks from `y` on; returns where the last one ends. With `room_until`, those that begin above it are narrower.
  float stack(const Blocks& blocks, float x, float y, float w, float gap, bool is_page = false,
              float room_until = 0, float less = 0) {
    const Block* before = nullptr;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Block& block = *blocks[i];
      if (before) {
        y += gap_between(*before, block, gap);
      } else if (is_page && !bar_above_) {
        y += px(8);
      }
      const float width = y < room_until ? w - less : w;
      if (is_quiet(block)) {
        std::size_t end = i + 1;
        while (end < blocks.size() && is_quiet(*blocks[end])) ++end;
        y = quiet_buttons(Blocks(blocks.begin() + static_cast<std::ptrdiff_t>(i),
                                 blocks.begin() + static_cast<std::ptrdiff_t>(end)), x, y, width);
        i = end - 1;
      } else {
        y = lay_out(block, x, y, width);
      }
      before = blocks[i];
    }
    return y;
  }

  static Blocks children_of(const Block& block) {
    Blocks children;
    for (const Block& child : block.children) children.push_back(&child);
    return children;
  }

  static bool is_quiet(const Block& block) { return block.role == Role::kButton && block.style == Style::kQuiet; }

  /// Lays a block out in the body; returns where it ends.
  float lay_out(const Block& block, float x, float y, float w) {
    const float top = y;
    switch (block.role) {
      case Role::kHeading: y = heading(block, x, y, w); break;
      case Role::kText: y = paragraph(block, x, y, w); break;
      case Role::kList: y = list(block, x, y, w); break;
      case Role::kCard: y = card(block, x, y, w); break;
      case Role::kUrgency: y = urgency(block, x, y, w); break;
      case Role::kColumns: y = columns(block, x, y, w); break;
      case Role::kChoices: y = choices(block, x, y, w); break;
      case Role::kRows: y = rows(block, x, y, w); break;
      case Role::kZones: y = zones(block, x, y, w); break;
      case Role::kMap: y = map(block, x, y, w); break;
      case Role::kNumber: y = number(block, x, y, w); break;
      case Role::kSelect: y = select(block, x, y, w); break;
      case Role::kDetails: y = details(block, x, y, w); break;
      case Role::kFold: y = fold(block, x, y, w); break;
      case Role::kButton: y = button(block, x, y, w); break;
      case Role::kProgress: y = progress(block, x, y, w); break;
      case Role::kError: y = error(block, x, y, w); break;
      case Role::kFigure: y = figure(block, x, y, w); break;
      case Role::kSteps: y = steps(block, x, y, w); break;
      case Role::kTimer: y = timer(block, x, y, w); break;
    }
    name(block.id, {x, top, w, y - top});
    return y;
  }

  // --- Words ------------------------------------------------------------------------------------

  float heading(const Block& block, float x, float y, float w) {
    const TextStyle style = block.level <= 1 ? kType.title : block.level == 2 ? kType.section : kType.subsection;
    return text(block.label, x, y, w, style, block.tone == Tone::kWarning ? theme_.warning : heading_);
  }

  struct Look {
    TextStyle style;
    Color color;
  };
  Look look_of(Tone tone) const {
    switch (tone) {
      case Tone::kPlain: return {kType.body, theme_.ink};
      case Tone::kDim: return {kType.body, theme_.dim};
      case Tone::kStrong: return {with_weight(kType.body, 700), theme_.ink};
      case Tone::kSmall: return {kType.small, theme_.dim};
      case Tone::kKicker: return {kType.kicker, kicker_};
      case Tone::kWarning: return {with_weight(kType.body, 700), theme_.warning};
      case Tone::kBig: return {kType.big, theme_.ink};
    }
    return {kType.body, theme_.ink};
  }

  float paragraph(const Block& block, float x, float y, float w) {
    const Look look = look_of(block.tone);
    return text(block.label, x, y, w, look.style, look.color);
  }

  float list(const Block& block, float x, float y, float w) {
    const Look look = look_of(block.tone);
    const float indent = px(20);
    const float dot = px(5);
    for (std::size_t n = 0; n < block.items.size(); ++n) {
      if (n > 0) y += px(4);
      const float line = px(look.style.size * look.style.line);
      box({x + px(4), y + (line - dot) / 2, dot, dot}, theme_.dim, 0, 0, dot);
      const float top = y;
      y = text(block.items[n], x + indent, y, w - indent, look.style, look.color);
      name(block.id + ":" + std::to_string(n), {x + indent, top, w - indent, y - top});
    }
    return y;
  }

  /// Numbered, each to be tapped; the one that is shown stands out.
  float steps(const Block& block, float x, float y, float w) {
    const float pad = px(8), round = px(28), gap = px(12);
    for (std::size_t n = 0; n < block.items.size(); ++n) {
      if (n > 0) y += px(4);
      const std::string number = std::to_string(n + 1);
      const bool is_shown = block.value == number;
      const Paragraph words = wrap(block.items[n], w - 2 * pad - round - gap, kType.body);
      const Rect rect = {x, y, w, std::max(px(kSpace.tap), words.height + 2 * pad)};
      const int over = control(rect);
      if (is_shown) box(rect, theme_.chosen, 0, 0, kSpace.control_radius);
      const Rect disc = {x + pad, y + pad, round, round};
      Mark& mark = box(disc, is_shown ? theme_.accent : theme_.background, is_shown ? theme_.accent : theme_.control_line, kHair, 14);
      mark.control = over;
      mark.hover = Hover::kOutline;
      const Paragraph digit = wrap(number, round, with_weight({kType.help.size, 1, 700}, 700));
      place(digit, {disc.x, disc.y + (round - digit.height) / 2, round, digit.height}, is_shown ? theme_.on_accent : theme_.ink, Align::kCenter);
      place(words, {x + pad + round + gap, y + pad, words.width, words.height}, theme_.ink);
      name(block.id + ":" + std::to_string(n), rect);
      y = rect.bottom();
    }
    return y;
  }

  float error(const Block& block, float x, float y, float w) {
    const TextStyle style = with_weight(kType.body, 600);
    const float size = px(22);
    icon(error_icon(), x, y + (px(style.size * style.line) - size) / 2, size, theme_.warning);
    return text(block.label, x + px(32), y, w - px(32), style, theme_.warning);
  }

  /// The words over a group that no heading names, and the smaller words under them.
  float group_words(const Block& block, float x, float y, float w, float gap) {
    if (!block.label.empty() && block.labelled_by.empty()) {
      const float top = y;
      y = text(block.label, x, y, w, kType.legend, theme_.ink);
      name(block.id + ":label", {x, top, w, y - top});
      y += px(block.help.empty() ? gap : 4);
    }
    if (!block.help.empty()) {
      const float top = y;
      y = text(block.help, x, y, w, kType.help, theme_.dim);
      name(block.id + ":help", {x, top, w, y - top});
      y += px(gap);
    }
    return y;
  }

  // --- Groups -----------------------------------------------------------------------------------

  /// A card's surface, put under the marks that came since `first`.
  void surface(std::size_t first, Rect rect, Color fill, Color edge) {
    std::vector<Mark> above(std::make_move_iterator(region_->marks.begin() + static_cast<std::ptrdiff_t>(first)),
                            std::make_move_iterator(region_->marks.end()));
    region_->marks.resize(first);
    if (edge == 0) {
      box(rect, fill, theme_.line, kHair, round(kSpace.card_radius));
    } else {
      const float radius = px(round(kSpace.card_radius)), thick = px(kEdge), hair = px(kHair);
      box(rect, theme_.line, 0, 0, round(kSpace.card_radius));
      // As wide as the edge also with square corners: it is what tells an urgent card from others.
      Mark& band = box({rect.x, rect.y, std::max(radius, thick), rect.h}, edge, 0, 0, 0);
      band.left_radius = radius;
      Mark& inside = box({rect.x + thick, rect.y + hair, rect.w - thick - hair, rect.h - 2 * hair}, fill, 0, 0, 0);
      inside.radius = std::max(0.0f, radius - hair);
      inside.left_radius = std::max(0.0f, radius - thick);
    }
    region_->marks.insert(region_->marks.end(), std::make_move_iterator(above.begin()),
                          std::make_move_iterator(above.end()));
  }

  float card(const Block& block, float x, float y, float w) {
    const bool warns = block.tone == Tone::kWarning;
    const float pad = px(kCardPadding), edge = warns ? px(kEdge) : 0;
    const std::size_t first = region_->marks.size();
    const Color kicker = kicker_, heading = heading_;
    if (warns) kicker_ = heading_ = theme_.warning;
    const float end = stack(children_of(block), x + edge + pad, y + pad, w - edge - 2 * pad, 8) + pad;
    kicker_ = kicker;
    heading_ = heading;
    surface(first, {x, y, w, end - y}, theme_.card, warns ? theme_.warning : 0);
    return end;
  }

  float urgency(const Block& block, float x, float y, float w) {
    const UrgencyColors colors = urgency_colors(theme_, block.urgency);
    const float pad = px(kCardPadding), inset = px(kEdge + 18), size = px(28);
    const std::size_t first = region_->marks.size();
    const Color kicker = kicker_;
    kicker_ = colors.edge;
    const float icon_end = y + pad + size;
    float end = stack(children_of(block), x + inset, y + pad, w - inset - pad, 8, false, icon_end, size + px(8));
    end = std::max(end, icon_end) + pad;
    kicker_ = kicker;
    icon(urgency_icon(block.urgency), x + w - pad - size, y + pad, size, colors.edge);
    surface(first, {x, y, w, end - y}, colors.card, colors.edge);
    return end;
  }

  float columns(const Block& block, float x, float y, float w) {
    const Blocks children = children_of(block);
    if (!wide_ || children.size() < 2) return stack(children, x, y, w, kSpace.gap);
    const float count = static_cast<float>(children.size());
    const float gap = px(16);
    const float each = std::floor((w - gap * (count - 1)) / count);
    float end = y;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const float at = x + static_cast<float>(i) * (each + gap);
      end = std::max(end, is_quiet(*children[i]) ? quiet_buttons({children[i]}, at, y, each)
                                                 : lay_out(*children[i], at, y, each));
    }
    return end;
  }

  float details(const Block& block, float x, float y, float w) {
    const float arrow = px(20);
    const Paragraph words = wrap(block.label, w - arrow, kType.quiet);
    const Rect line = {x, y, std::min(w, words.width + arrow), std::max(px(kSpace.tap), words.height)};
    const int over = control(line);
    place(words, {x, y + (line.h - words.height) / 2, words.width, words.height}, theme_.accent, Align::kStart, over, true);
    chevron(x + words.width + px(13), y + line.h / 2, block.open, theme_.accent);
    name(block.id + ":summary", line);
    y = line.bottom();
    if (block.open && !block.children.empty()) {
      y = stack(children_of(block), x, y + px(4), w, kSpace.gap) + px(8);
    }
    return y;
  }

  /// A card whose line, as wide as itself, opens it: pictures, name and what stands under it, an arrow at the end.
  float fold(const Block& block, float x, float y, float w) {
    const float pad = px(kCardPadding), arrow = px(10);
    const bool small = w < px(240);  // no room for pictures beside words
    const float pictures = block.pictures.empty() ? 0 : px(kSmallMap), gap = px(14);
    const float words_x = x + pad + (small || pictures == 0 ? 0 : pictures + gap);
    const float words_w = x + w - pad - arrow - px(12) - words_x;
    const Paragraph name_words = wrap(block.label, words_w, kType.subsection), help = wrap(block.help, words_w, kType.help);
    const float words_h = name_words.height + (block.help.empty() ? 0 : px(2) + help.height);
    const float picture_h = small ? 0 : small_maps(block, x + pad, y, false);
    const Rect line = {x, y, w, std::max(px(kSpace.choice_height), std::max(picture_h, words_h) + 2 * px(14))};
    const std::size_t first = region_->marks.size();
    const int over = control(line);
    if (picture_h > 0) small_maps(block, x + pad, y + (line.h - picture_h) / 2, true);
    const float top = y + (line.h - words_h) / 2;
    place(name_words, {words_x, top, words_w, name_words.height}, theme_.ink, Align::kStart, over, true);
    name(block.id + ":label", {words_x, top, words_w, name_words.height});
    if (!block.help.empty()) {
      const Rect under = {words_x, top + name_words.height + px(2), words_w, help.height};
      place(help, under, theme_.accent);
      name(block.id + ":help", under);
    }
    chevron(x + w - pad - arrow / 2, y + line.h / 2, block.open, theme_.accent);
    name(block.id + ":summary", line);
    float end = line.bottom();
    if (block.open && !block.children.empty()) end = stack(children_of(block), x + pad, end, w - 2 * pad, 8) + pad;
    surface(first, {x, y, w, end - y}, theme_.card, 0);
    return end;
  }

  /// How high they are together; drawn only when `draw`. As small as this, a zone's own points are as smooth as a curve.
  float small_maps(const Block& block, float x, float y, bool draw) {
    const float room = px(kSmallMap), gap = px(4), half = (room - gap) / 2;
    float at = x, end = y;
    for (const Picture& picture : block.pictures) {
      const bool row = picture.whole_row;
      const float wide = row ? room : half, high = wide * static_cast<float>(picture.height) / static_cast<float>(std::max<int>(1, picture.width));
      const Rect rect = {row ? x : at, row ? end + px(6) : y, wide, high};
      end = std::max(end, rect.bottom());
      at = rect.right() + gap;
      if (!draw) continue;
      for (const auto& outline : picture.outlines) path(points_in(outline, picture, rect), theme_.background, theme_.control_line, kHair, true);
      for (const ShapeGroup& group : picture.groups) {
        for (const Shape& shape : group.shapes) path(points_in(shape.points, picture, rect), shape.chosen == Chosen::kYes ? theme_.accent : faded(theme_.accent, 0x60), 0, 0, true);
      }
    }
    return end - y;
  }

  void chevron(float x, float y, bool up, Color color) {
    const float half = px(5), rise = px(up ? -2.5f : 2.5f);
    path({{x - half, y - rise}, {x, y + rise}, {x + half, y - rise}}, 0, color, 2, false);
  }

  // --- Answers ----------------------------------------------------------------------------------

  Color edge_of(const Block& block) const { return block.invalid ? theme_.warning : theme_.control_line; }

  void glyph(float x, float y, bool radio, bool chosen, int over) {
    const float size = px(kGlyph);
    Mark& ring = box({x, y, size, size}, chosen ? theme_.accent : theme_.background,
                     chosen ? theme_.accent : theme_.control_line, 2, radio ? kGlyph / 2 : 6);
    ring.control = over;
    ring.hover = Hover::kOutline;
    if (!chosen) return;
    if (radio) {
      const float dot = px(10);
      box({x + (size - dot) / 2, y + (size - dot) / 2, dot, dot}, theme_.on_accent, 0, 0, dot);
    } else {
      path({{x + px(6), y + px(12.5f)}, {x + px(10.5f), y + px(17)}, {x + px(18), y + px(7.5f)}}, 0,
           theme_.on_accent, 3, false);
    }
  }

  struct ChoiceShape {
    float least, pad_x, pad_y, gap;
  };
  static constexpr ChoiceShape kFull = {0, 16, 11, 14};
  static constexpr ChoiceShape kCompact = {44, 12, 8, 10};

  struct ChoiceWords {
    Paragraph label, help;
    float height = 0;
  };
  ChoiceWords measure(const Choice& choice, float w, const ChoiceShape& shape) const {
    const float room = w - px(2 * shape.pad_x + kGlyph + shape.gap);
    ChoiceWords words{wrap(choice.label, room, kType.choice), wrap(choice.help, room, kType.help), 0};
    const float inside = words.label.height + words.help.height + (choice.help.empty() ? 0 : px(2));
    words.height = std::max(px(shape.least > 0 ? shape.least : kSpace.choice_height), inside + px(2 * shape.pad_y));
    return words;
  }

  void choice_card(const Block& block, const Choice& choice, Rect rect, const ChoiceWords& words, bool radio,
                   const ChoiceShape& shape) {
    const int over = control(rect);
    Mark& card = box(rect, choice.chosen ? theme_.chosen : theme_.card,
                     choice.chosen ? theme_.accent : edge_of(block), choice.chosen ? 2 : kHair, round(kSpace.control_radius));
    card.control = over;
    card.hover = Hover::kOutline;
    const std::string id = block.id + ":" + choice.value;
    name(id, rect);
    glyph(rect.x + px(shape.pad_x), rect.y + (rect.h - px(kGlyph)) / 2, radio, choice.chosen, over);
    const float inside = words.label.height + words.help.height + (choice.help.empty() ? 0 : px(2));
    const float x = rect.x + px(shape.pad_x + kGlyph + shape.gap);
    const float w = rect.right() - px(shape.pad_x) - x;
    float y = rect.y + (rect.h - inside) / 2;
    place(words.label, {x, y, w, words.label.height}, theme_.ink);
    name(id + ":label", {x, y, w, words.label.height});
    if (choice.help.empty()) return;
    y += words.label.height + px(2);
    place(words.help, {x, y, w, words.help.height}, theme_.dim);
    name(id + ":help", {x, y, w, words.help.height});
  }

  float choices(const Block& block, float x, float y, float w) {
    y = group_words(block, x, y, w, 10);
    for (std::size_t i = 0; i < block.choices.size(); ++i) {
      if (i > 0) y += px(10);
      const Choice& choice = block.choices[i];
      const ChoiceWords words = measure(choice, w, kFull);
      choice_card(block, choice, {x, y, w, words.height}, words, !block.multiple, kFull);
      y += words.height;
    }
    return y;
  }

  float rows(const Block& block, float x, float y, float w) {
    y = group_words(block, x, y, w, 10);
    for (std::size_t i = 0; i < block.choices.size(); ++i) {
      if (i > 0) y += px(10);
      y = row(block, block.choices[i], x, y, w);
    }
    return y;
  }

  float row(const Block& block, const Choice& choice, float x, float y, float w) {
    const std::string id = block.id + ":" + choice.value;
    const float pad_x = px(16), pad_y = px(14), gap = px(8);
    const std::size_t first = region_->marks.size();
    const float top = y;
    x += pad_x;
    w -= 2 * pad_x;
    y += pad_y;

    float begin = y;
    y = text(choice.label, x, y, w, kType.choice, theme_.ink);
    name(id + ":label", {x, begin, w, y - begin});
    if (!choice.help.empty()) {
      begin = y += px(2);
      y = text(choice.help, x, y, w, kType.help, theme_.dim);
      name(id + ":help", {x, begin, w, y - begin});
    }
    y += px(10);

    struct Answer {
      RowAnswer answer;
      const char* end;
      const std::string& label;
      Paragraph words;
    };
    Answer answers[] = {{RowAnswer::kYes, ":yes", block.yes, {}},
                        {RowAnswer::kNo, ":no", block.no, {}},
                        {RowAnswer::kUnsure, ":unsure", block.unsure, {}}};
    const float each = std::floor((w - 2 * gap) / 3);
    float h = px(kSpace.tap);
    for (Answer& answer : answers) {
      // As bold as it becomes when chosen, so that nothing moves then.
      answer.words = wrap(answer.label, each - px(8), with_weight(kType.help, 600));
      h = std::max(h, answer.words.height + px(12));
    }
    float at = x;
    for (const Answer& answer : answers) {
      const bool chosen = choice.row == answer.answer;
      const Rect pill = {at, y, each, h};
      const int over = control(pill);
      Mark& mark = box(pill, chosen ? theme_.accent : theme_.background, chosen ? theme_.accent : theme_.control_line,
                       kHair, kSpace.tap / 2);
      mark.control = over;
      mark.hover = Hover::kOutline;
      Paragraph words = answer.words;
      if (!chosen) words.style.weight = 400;
      for (TextLine& line : words.lines) line.width = fonts_.width(line.words, px(words.style.size), words.style.weight);
      place(words, {at, y + (h - words.height) / 2, each, words.height}, chosen ? theme_.on_accent : theme_.ink,
            Align::kCenter);
      name(id + answer.end, pill);
      at += each + gap;
    }
    y += h + pad_y;

    const Rect card = {x - pad_x, top, w + 2 * pad_x, y - top};
    std::vector<Mark> above(std::make_move_iterator(region_->marks.begin() + static_cast<std::ptrdiff_t>(first)),
                            std::make_move_iterator(region_->marks.end()));
    region_->marks.resize(first);
    const bool missing = block.invalid && choice.row == RowAnswer::kEmpty;
    box(card, theme_.card, missing ? theme_.warning : theme_.line, missing ? 2 : kHair, round(kSpace.control_radius));
    region_->marks.insert(region_->marks.end(), std::make_move_iterator(above.begin()),
                          std::make_move_iterator(above.end()));
    name(id, card);
    return y;
  }

  // --- The body as a picture --------------------------------------------------------------------

  /// Points in a picture's own units, where they stand in its rectangle.
  static std::vector<Point> points_in(const std::vector<std::int16_t>& points, const Picture& picture, Rect rect) {
    std::vector<Point> placed;
    placed.reserve(points.size() / 2);
    for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
      placed.push_back({rect.x + static_cast<float>(points[i]) * rect.w / picture.width,
                        rect.y + static_cast<float>(points[i + 1]) * rect.h / picture.height});
    }
    return placed;
  }

  void outlines(const Picture& picture, Rect rect) {
    for (const auto& outline : picture.outlines) {
      path(smooth(points_in(outline, picture, rect)), theme_.card, theme_.control_line, 1.5f, true);
    }
  }

  Mark& zone_mark(std::vector<Point> points, Chosen chosen) {
    switch (chosen) {
      case Chosen::kNo: return path(std::move(points), 0, theme_.line, 1, true);
      case Chosen::kMaybe: return path(std::move(points), faded(theme_.accent, 0x2e), theme_.accent, 1, true);
      case Chosen::kYes: return path(std::move(points), faded(theme_.accent, 0x80), theme_.accent, 2.5f, true);
    }
    return path({}, 0, 0, 0, true);
  }

  /// One picture from `y` on; returns where its captions end.
  float picture(const Block& block, std::size_t n, float x, float y, float w) {
    const Picture& picture = block.pictures[n];
    y = caption(picture.label, x, y, w) + px(4);
    const Rect rect = {x, y, w, std::floor(w * static_cast<float>(picture.height) / picture.width)};
    name(block.id + ":picture:" + std::to_string(n), rect);
    outlines(picture, rect);
    for (const ShapeGroup& group : picture.groups) {
      for (const Shape& shape : group.shapes) {
        std::vector<Point> points = smooth(points_in(shape.points, picture, rect));
        const int over = control(rect, points);
        Mark& mark = zone_mark(std::move(points), shape.chosen);
        mark.control = over;
        mark.hover = Hover::kOutline;
        region_->controls.back().rect = mark.rect;
        // The checkbox itself lies in the middle of its zone, well inside.
        const float box = kZoneBox * rect.w / picture.width;
        const Point middle = points_in({shape.x, shape.y}, picture, rect).front();
        name(block.id + ":" + shape.value + (shape.side.empty() ? "" : ":" + shape.side), {middle.x - box / 2, middle.y - box / 2, box, box});
      }
    }
    y = rect.bottom();
    if (picture.at_left.empty() && picture.at_right.empty()) return y;
    const float half = w / 2;
    // Under the feet, which stand nearer to the middle than the halves' own middles.
    return std::max(caption(picture.at_left, x + w * 0.04f, y + px(2), half), caption(picture.at_right, x + half - w * 0.04f, y + px(2), half));
  }

  float caption(const std::string& words, float x, float y, float w) {
    const Paragraph text = wrap(words, w, kType.small);
    place(text, {x, y, w, text.height}, theme_.dim, Align::kCenter);
    return y + text.height;
  }

  float map(const Block& block, float x, float y, float w) {
    const float gap = px(8), room = std::floor(std::min(w, px(kMapWidth))), half = std::floor((room - gap) / 2);
    const float left = x + std::floor((w - room) / 2);
    bool said = block.help.empty();
    for (std::size_t n = 0; n < block.pictures.size(); ++n) {
      if (n > 0) y += px(12);
      const bool whole_row = block.pictures[n].whole_row;
      if (whole_row && !said) {
        y = chosen_words(block, x, y, w) + px(12);
        said = true;
      }
      const bool two = !whole_row && n + 1 < block.pictures.size() && !block.pictures[n + 1].whole_row;
      float end = picture(block, n, left, y, whole_row ? room : half);
      if (two) end = std::max(end, picture(block, ++n, left + half + gap, y, half));
      y = end;
    }
    return said ? y : chosen_words(block, x, y + px(12), w);
  }

  /// What is chosen, right under the pictures that most people need.
  float chosen_words(const Block& block, float x, float y, float w) {
    const float end = text(block.help, x, y, w, kType.body, theme_.ink);
    name(block.id + ":help", {x, y, w, end - y});
    return end;
  }

  // --- A person in a pose, and the ring ---------------------------------------------------------

  /// How wide a figure stands in this room.
  float figure_width(const Figure& figure, float w, float most_w, float most_h) const {
    return std::floor(std::min({w, px(most_w), px(most_h) * 1000 / static_cast<float>(std::max<int>(1, figure.height))}));
  }

  static void arc(std::vector<Point>& points, Point centre, float radius, float from, float to) {
    const int steps = std::max(2, static_cast<int>(std::ceil((to - from) * 4)));
    for (int i = 0; i <= steps; ++i) {
      const float angle = from + (to - from) * static_cast<float>(i) / static_cast<float>(steps);
      points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
  }

  /// Round all the way: a rounded box as round as this would have points that coincide.
  void circle(Point centre, float radius, Color color, float thick) {
    std::vector<Point> points;
    arc(points, centre, radius, 0, kTurn * 47 / 48);
    path(std::move(points), 0, color, 1, true).line_width = thick;
  }

  /// Round at both ends, as thick there as the two radii.
  static std::vector<Point> limb(Point from, float from_radius, Point to, float to_radius) {
    std::vector<Point> points;
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    if (length <= std::fabs(from_radius - to_radius) + 0.01f) {  // one end swallows the other
      arc(points, from_radius > to_radius ? from : to, std::max(from_radius, to_radius), 0, kTurn * 23 / 24);
      return points;
    }
    const float along = std::atan2(to.y - from.y, to.x - from.x);
    const float open = std::acos((from_radius - to_radius) / length);
    arc(points, from, from_radius, along + open, along + kTurn - open);
    arc(points, to, to_radius, along - open, along + open);
    return points;
  }

  void draw_parts(const std::vector<FigurePart>& parts, float x, float y, float unit, Color behind) {
    for (const FigurePart& part : parts) {
      const auto at = [&](std::int16_t across, std::int16_t down) {
        return Point{x + static_cast<float>(across) * unit, y + static_cast<float>(down) * unit};
      };
      const float from = static_cast<float>(part.r1) * unit, to = static_cast<float>(part.r2) * unit;
      if (part.r1 <= 0) continue;
      Color color = 0;
      switch (part.kind) {
        case FigurePart::Kind::kThing: color = theme_.line; break;
        case FigurePart::Kind::kFar: color = theme_.control_line; break;
        case FigurePart::Kind::kNear: color = theme_.ink; break;
        case FigurePart::Kind::kStretch: color = theme_.accent; break;
        case FigurePart::Kind::kGap: color = behind; break;
        case FigurePart::Kind::kHead: {
          const float thick = from * kHeadRing;
          Mark& face = path(limb(at(part.x1, part.y1), from - thick / 2, at(part.x1, part.y1), 0), behind, theme_.ink, 1, true);
          face.line_width = thick;
          continue;
        }
      }
      path(limb(at(part.x1, part.y1), from, at(part.x2, part.y2), to), color, 0, 0, true);
    }
  }

  void draw_figure(const Figure& figure, float x, float y, float w, Color behind) {
    const float unit = w / 1000;
    const int moments = static_cast<int>(figure.moving.size());
    out_.moments = std::max(out_.moments, moments);
    std::size_t first = region_->marks.size();
    const auto only_at = [&](int moment) {
      for (; first < region_->marks.size(); ++first) {
        if (moments > 0) region_->marks[first].moment = moment;
      }
    };
    for (int moment = 0; moment < moments; ++moment) {
      draw_parts(figure.moving[static_cast<std::size_t>(moment)], x, y, unit, behind);
      only_at(moment);
    }
    draw_parts(figure.parts, x, y, unit, behind);
    for (const auto& stroke : figure.arrow) {
      std::vector<Point> points;
      for (std::size_t i = 0; i + 1 < stroke.size(); i += 2) {
        points.push_back({x + static_cast<float>(stroke[i]) * unit, y + static_cast<float>(stroke[i + 1]) * unit});
      }
      path(std::move(points), 0, theme_.accent, 1, false).line_width = std::max(px(1.5f), 2 * static_cast<float>(figure.arrow_radius) * unit);
    }
    only_at(moments);
  }

  float figure(const Block& block, float x, float y, float w) {
    const float wide = figure_width(block.figure, w, kFigureWidth, kFigureHeight);
    draw_figure(block.figure, x + std::floor((w - wide) / 2), y, wide, theme_.background);
    return y + std::ceil(static_cast<float>(block.figure.height) * wide / 1000);
  }

  float timer(const Block& block, float x, float y, float w) {
    const float size = std::min(w, px(kRing)), line = px(kRingLine), radius = (size - line) / 2;
    const float left = x + (w - size) / 2, cx = left + size / 2, cy = y + size / 2;
    const Rect ring = {left + line / 2, y + line / 2, 2 * radius, 2 * radius};
    circle({cx, cy}, radius, theme_.line, line);
    const float share = block.maximum > 0 ? static_cast<float>(std::clamp(block.progress / block.maximum, 0.0, 1.0)) : 0;
    if (share > 0) {
      const int steps = std::max(2, static_cast<int>(std::ceil(96 * share)));
      std::vector<Point> points;
      for (int i = 0; i <= steps; ++i) {
        const float angle = kTurn * share * static_cast<float>(i) / static_cast<float>(steps);
        points.push_back({cx + radius * std::sin(angle), cy - radius * std::cos(angle)});
      }
      path(std::move(points), 0, theme_.accent, kRingLine, false);
    }
    const TextStyle digits = {56, 1, 700};
    const Paragraph number = wrap(block.value, ring.w, digits);
    place(number, {left, cy - number.height / 2, size, number.height}, theme_.ink, Align::kCenter);
    y += size;
    if (block.help.empty()) return y;
    y += px(12);
    const Paragraph help = wrap(block.help, w, kType.body);
    place(help, {x, y, w, help.height}, theme_.ink, Align::kCenter);
    name(block.id + ":help", {x, y, w, help.height});
    return y + help.height;
  }

  /// As many in a row as have room, each group under its own words.
  float zones(const Block& block, float x, float y, float w) {
    y = group_words(block, x, y, w, 10);
    const float gap = px(8);
    const auto most = static_cast<std::size_t>(std::max(1.0f, std::floor((w + gap) / (px(kZoneWidth) + gap))));
    const float each = (w - gap * static_cast<float>(most - 1)) / static_cast<float>(most);
    const auto& choices = block.choices;
    std::size_t group = 0;
    for (std::size_t i = 0; i < choices.size();) {
      const bool begins = i == 0 || choices[i].group != choices[i - 1].group;
      if (i > 0) y += px(begins ? 14 : 8);
      if (begins && !choices[i].group.empty()) {
        const float top = y;
        y = text(choices[i].group, x, y, w, with_weight(kType.help, 600), theme_.dim);
        name(block.id + ":group:" + std::to_string(group++), {x, top, w, y - top});
        y += px(6);
      }
      std::size_t end = i + 1;
      while (end < choices.size() && end - i < most && choices[end].group == choices[i].group) ++end;
      std::vector<ChoiceWords> words;
      float h = 0;
      for (std::size_t k = i; k < end; ++k) {
        words.push_back(measure(choices[k], each, kCompact));
        h = std::max(h, words.back().height);
      }
      for (std::size_t k = i; k < end; ++k) {
        choice_card(block, choices[k], {x + static_cast<float>(k - i) * (each + gap), y, each, h}, words[k - i], false, kCompact);
      }
      y += h;
      i = end;
    }
    return y;
  }

  // --- Other controls ---------------------------------------------------------------------------

  void field(Rect rect, Color edge) {
    const int over = control(rect);
    Mark& mark = box(rect, theme_.card, edge, kHair, round(kSpace.control_radius));
    mark.control = over;
    mark.hover = Hover::kOutline;
  }

  /// One line that ends with dots when it is too long.
  void field_words(const std::string& words, Rect rect, Color color) {
    const float size = px(kType.body.size);
    std::string shown = words;
    while (!shown.empty() && fonts_.width(shown, size, kType.body.weight) > rect.w) {
      std::size_t cut = shown.size();
      if (shown.ends_with("…")) cut -= std::string_view("…").size();
      while (cut > 0 && (static_cast<unsigned char>(shown[--cut]) & 0xc0) == 0x80) {
      }
      shown.resize(cut);
      if (shown.empty()) break;
      shown += "…";
    }
    const Paragraph line = wrap(shown, rect.w + px(kType.body.size), kType.body);
    place(line, {rect.x, rect.y + (rect.h - line.height) / 2, rect.w, line.height}, color);
  }

  float number(const Block& block, float x, float y, float w) {
    y = group_words(block, x, y, w, 8);
    const Rect rect = {x, y, std::min(w, px(kNumberBox)), px(kSpace.button_height)};
    field(rect, edge_of(block));
    name(block.id + ":input", rect);
    field_words(block.value, {rect.x + px(16), rect.y, rect.w - px(32), rect.h}, theme_.ink);
    if (block.unit.empty()) return rect.bottom();
    const float room = x + w - rect.right() - px(12);
    const bool beside = natural_width(block.unit, kType.body) <= room;
    const Paragraph unit = wrap(block.unit, beside ? room : w, kType.body);
    const Rect place_of_unit = beside ? Rect{rect.right() + px(12), y + (rect.h - unit.height) / 2, unit.width, unit.height}
                                      : Rect{x, rect.bottom() + px(4), w, unit.height};
    place(unit, place_of_unit, theme_.dim);
    name(block.id + ":unit", place_of_unit);
    return std::max(rect.bottom(), place_of_unit.bottom());
  }

  float select(const Block& block, float x, float y, float w) {
    y = group_words(block, x, y, w, 8);
    const Rect rect = {x, y, w, px(kSpace.button_height)};
    field(rect, edge_of(block));
    name(block.id + ":input", rect);
    for (const Choice& choice : block.choices) {
      if (!choice.chosen) continue;
      field_words(choice.label, {rect.x + px(16), rect.y, rect.w - px(52), rect.h}, theme_.ink);
      break;
    }
    chevron(rect.right() - px(24), rect.y + rect.h / 2, false, theme_.dim);
    return rect.bottom();
  }

  void solid_button(const Block& block, Rect rect, const Paragraph& words) {
    const int over = control(rect);
    const bool primary = block.style == Style::kPrimary;
    const bool in_footer = region_ == &out_.footer_body;
    const Color color = primary ? theme_.on_accent : in_footer ? theme_.ink : theme_.accent;
    Mark& mark = primary     ? box(rect, theme_.accent, 0, 0, round(kSpace.control_radius))
                 : in_footer ? box(rect, theme_.background, theme_.control_line, kHair, round(kSpace.control_radius))
                             : box(rect, theme_.background, theme_.accent, 2, round(kSpace.control_radius));
    mark.control = over;
    mark.hover = Hover::kOutline;
    if (primary) {
      Mark& shade = box(rect, faded(theme_.on_accent, 0x1c), 0, 0, round(kSpace.control_radius));
      shade.control = over;
      shade.hover = Hover::kAppear;
    }
    place(words, {rect.x, rect.y + (rect.h - words.height) / 2, rect.w, words.height}, color, Align::kCenter);
  }

  /// A picture, its words and the smaller ones under them beside it; under it where there is no room beside it.
  float picture_button(const Block& block, float x, float y, float w) {
    const float pad = px(12), gap = px(14);
    const bool beside = w - 2 * pad - px(kButtonFigure) - gap >= px(120);
    const float room = beside ? px(kButtonFigure) : w - 2 * pad;
    const float words_x = beside ? x + pad + room + gap : x + pad, words_w = beside ? w - 2 * pad - room - gap : room;
    const Paragraph label = wrap(block.label, words_w, kType.button), help = wrap(block.help, words_w, kType.help);
    const float inside = label.height + (block.help.empty() ? 0 : px(2) + help.height);
    const float wide = figure_width(block.figure, room, kButtonFigure, kButtonFigureHeight);
    const float high = static_cast<float>(block.figure.height) * wide / 1000;
    const Rect rect = {x, y, w, (beside ? std::max(px(kButtonFigureHeight), inside) : std::ceil(high) + px(8) + inside) + 2 * px(8)};
    const int over = control(rect);
    Mark& mark = box(rect, theme_.card, theme_.control_line, kHair, round(kSpace.control_radius));
    mark.control = over;
    mark.hover = Hover::kOutline;
    draw_figure(block.figure, x + pad + (beside ? (room - wide) / 2 : 0), beside ? y + (rect.h - high) / 2 : y + px(8), wide, theme_.card);
    const float top = beside ? y + (rect.h - inside) / 2 : rect.bottom() - px(8) - inside;
    place(label, {words_x, top, words_w, label.height}, theme_.ink);
    if (!block.help.empty()) {
      const Rect under = {words_x, top + label.height + px(2), words_w, help.height};
      place(help, under, theme_.dim);
      name(block.id + ":help", under);
    }
    return rect.bottom();
  }

  float button(const Block& block, float x, float y, float w) {
    if (block.figure.height > 0) return picture_button(block, x, y, w);
    const Paragraph words = wrap(block.label, w - px(24), kType.button);
    const Rect rect = {x, y, w, std::max(px(kSpace.button_height), words.height + px(16))};
    solid_button(block, rect, words);
    return rect.bottom();
  }

  /// Side by side as long as there is room.
  float quiet_buttons(const Blocks& blocks, float x, float y, float w) {
    float at = x;
    float row = 0;
    for (const Block* block : blocks) {
      const Paragraph words = wrap(block->label, w, kType.quiet);
      const float wide = std::min(w, std::max(px(kSpace.tap), words.width));
      const float high = std::max(px(kSpace.tap), words.height + px(12));
      if (at > x && at + wide > x + w) {
        y += row;
        at = x;
        row = 0;
      }
      quiet_button(*block, {at, y, wide, high}, words, theme_.accent);
      at += wide + px(24);
      row = std::max(row, high);
    }
    return y + row;
  }

  void quiet_button(const Block& block, Rect rect, const Paragraph& words, Color color, Align align = Align::kStart) {
    const int over = control(rect);
    place(words, {rect.x, rect.y + (rect.h - words.height) / 2, rect.w, words.height}, color, align, over, true);
    name(block.id, rect);
  }

  void bar(const Block& block, float x, float y, float w) {
    const float high = px(4);
    const double range = block.maximum - block.minimum;
    const float share = range > 0 ? static_cast<float>(std::clamp((block.progress - block.minimum) / range, 0.0, 1.0)) : 0;
    box({x, y, w, high}, theme_.line, 0, 0, 2);
    if (share > 0) box({x, y, std::max(high, w * share), high}, theme_.accent, 0, 0, 2);
  }

  float progress(const Block& block, float x, float y, float w) {
    // Said in words beside it in the header; only where it isn't, here.
    if (at_place(Place::kHeaderLeft).empty()) y = text(block.label, x, y, w, kType.small, theme_.dim) + px(6);
    bar(block, x, y, w);
    return y + px(4);
  }

  // --- Top and bottom ---------------------------------------------------------------------------

  struct Item {
    const Block* block;
    Paragraph words;
    float w = 0;
  };

  std::vector<Item> items_at(Place place, float room) const {
    std::vector<Item> items;
    for (const Block* block : at_place(place)) {
      Item item{block, wrap(block->label, room, kType.small), 0};
      item.w = block->role == Role::kButton ? std::max(px(kSpace.tap), item.words.width) : item.words.width;
      items.push_back(std::move(item));
    }
    return items;
  }

  /// Returns where the body begins.
  float lay_out_header() {
    const std::vector<Item> left = items_at(Place::kHeaderLeft, column_);
    const std::vector<Item> right = items_at(Place::kHeaderRight, column_);
    const float top = px(8), gap = px(16);
    if (left.empty() && right.empty()) {
      out_.header = {left_, 0, column_, 0};
      return top;
    }
    const auto width_of = [&](const std::vector<Item>& items) {
      float w = 0;
      for (const Item& item : items) w += item.w + (w > 0 ? gap : 0);
      return w;
    };
    const float left_w = width_of(left), right_w = width_of(right);
    float y = top, row = 0;
    float at = left_;
    const auto put = [&](const Item& item) {
      if (at > left_ && at + item.w > left_ + column_ + 0.5f) {
        y += row;
        row = 0;
        at = left_;
      }
      const float high = std::max(px(kSpace.tap), item.words.height + px(4));
      const Rect rect = {at, y, item.w, high};
      if (item.block->role == Role::kButton) {
        quiet_button(*item.block, rect, item.words, theme_.dim, Align::kCenter);
      } else {
        const bool warns = item.block->tone == Tone::kWarning;
        place(item.words, {at, y + (high - item.words.height) / 2, item.w, item.words.height},
              warns ? theme_.warning : theme_.dim);
        name(item.block->id, rect);
      }
      at += item.w + gap;
      row = std::max(row, high);
    };
    for (const Item& item : left) put(item);
    if (!right.empty()) {
      if (left_w > 0 && left_w + px(8) + right_w > column_) {
        y += row;
        row = 0;
      }
      at = std::max(left_, left_ + column_ - right_w);
      for (const Item& item : right) put(item);
    }
    y += row;
    for (const Item& item : left) {
      if (item.block->role != Role::kProgress) continue;
      y += px(6);  // the ring round a button above it does not touch it
      bar(*item.block, left_, y, column_);
      y += px(4);
      bar_above_ = true;
    }
    out_.header = {left_, 0, column_, y};
    return y + px(bar_above_ ? 14 : 4);
  }

  void lay_out_footer() {
    region_ = &out_.footer_body;
    std::vector<Item> solid, quiet;
    for (const Block* block : at_place(Place::kFooter)) {
      if (is_quiet(*block) || block->role != Role::kButton) {
        Item item{block, wrap(block->label, column_, kType.small), 0};
        item.w = std::max(px(kSpace.tap), item.words.width);
        quiet.push_back(std::move(item));
      } else {
        Item item{block, wrap(block->label, column_ - px(32), kType.button), 0};
        item.w = std::min(column_, std::max(px(96), item.words.width + px(32)));
        solid.push_back(std::move(item));
      }
    }
    const float pad = px(kFooterPadding), gap = px(12);
    if (solid.empty() && quiet.empty()) {
      out_.footer = {0, out_.viewport_height, out_.width, 0};
      return;
    }
    float y = pad;
    if (solid.empty()) {
      y = px(8);
    } else {
      box({0, 0, out_.width, px(kHair)}, theme_.line, 0, 0, 0);
    }

    for (std::size_t i = 0; i < solid.size();) {
      std::size_t end = i;
      float used = 0;
      int growing = 0;
      while (end < solid.size() && (end == i || used + gap + solid[end].w <= column_)) {
        used += solid[end].w + (end > i ? gap : 0);
        growing += solid[end].block->style == Style::kPrimary;
        ++end;
      }
      const bool any_primary = growing > 0;
      if (!any_primary) {
        // Alike in what they get, not in their least width, as the page shares it.
        for (std::size_t k = i; k < end; ++k) {
          const float own = std::min(solid[k].w, solid[k].words.width + px(32));
          used -= solid[k].w - own;
          solid[k].w = own;
        }
        growing = static_cast<int>(end - i);
      }
      const float more = std::floor((column_ - used) / static_cast<float>(growing));
      float high = px(kSpace.button_height);
      for (std::size_t k = i; k < end; ++k) high = std::max(high, solid[k].words.height + px(16));
      float at = left_;
      for (std::size_t k = i; k < end; ++k) {
        const bool grows = !any_primary || solid[k].block->style == Style::kPrimary;
        const Rect rect = {at, y, solid[k].w + (grows ? more : 0), high};
        solid_button(*solid[k].block, rect, solid[k].words);
        name(solid[k].block->id, rect);
        at = rect.right() + gap;
      }
      y += high + pad;
      i = end;
    }

    // Quiet ones spread over the whole line, as many as fit.
    for (std::size_t i = 0; i < quiet.size();) {
      std::size_t end = i;
      float used = 0;
      while (end < quiet.size() && (end == i || used + gap + quiet[end].w <= column_)) {
        used += quiet[end].w + (end > i ? gap : 0);
        ++end;
      }
      const float between = end - i > 1 ? (column_ - used) / static_cast<float>(end - i - 1) : 0;
      float at = end - i > 1 ? left_ : left_ + (column_ - used) / 2;
      float high = px(kSpace.tap);
      for (std::size_t k = i; k < end; ++k) high = std::max(high, quiet[k].words.height + px(8));
      for (std::size_t k = i; k < end; ++k) {
        const Rect rect = {at, y, quiet[k].w, high};
        if (quiet[k].block->role == Role::kButton) {
          quiet_button(*quiet[k].block, rect, quiet[k].words, theme_.dim, Align::kCenter);
        } else {
          place(quiet[k].words, {at, y + (high - quiet[k].words.height) / 2, rect.w, quiet[k].words.height}, theme_.dim);
          name(quiet[k].block->id, rect);
        }
        at += quiet[k].w + gap + between;
      }
      y += high + (end == quiet.size() ? px(8) : 0);
      i = end;
    }
    const float high = std::ceil(y);
    out_.footer = {0, out_.viewport_height - high, out_.width, high};
  }

  const Screen& screen_;
  const Theme& theme_;
  const Fonts& fonts_;
  const float scale_;
  float column_ = 0, left_ = 0;
  bool wide_ = false;
  bool bar_above_ = false;  // the header ends with the progress bar
  Color kicker_, heading_;  // of the card around
  Layout out_;
  Region* region_ = nullptr;
};

}  // namespace

Layout lay_out(const Screen& screen, float width, float height, float scale, const Theme& theme, const Fonts& fonts) {
  if (!(scale > 0) || !(height > 0) || !(width > 2 * kSpace.margin)) {
    Layout nothing;
    nothing.background = theme.background;
    nothing.accent = theme.accent;
    return nothing;
  }
  return Builder(screen, width, height, scale, theme, fonts).build();
}

}  // namespace nightlegs
