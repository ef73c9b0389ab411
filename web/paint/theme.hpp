// theme.hpp - colours, type and space, as assets/theme.json gives them.
// Knows nothing of blocks. The page's CSS is made from the same file.
#pragma once
#include <cstdint>
#include <string_view>

namespace nightlegs {

using Color = std::uint32_t;  // 0xAABBGGRR, as Dear ImGui packs it; 0 is nothing at all

struct Theme {
  std::string_view name;
  Color background = 0, card = 0;
  Color line = 0;          // hairlines and the edges of cards: decoration, not needed to use the page
  Color control_line = 0;  // the edge of everything that can be tapped: 3:1 on every surface
  Color ink = 0, dim = 0, accent = 0, on_accent = 0, chosen = 0, warning = 0;
  Color urgency_emergency = 0, urgency_same_day = 0, urgency_soon = 0, urgency_routine = 0,
        urgency_self_care = 0;  // edge, icon and kicker
  Color urgency_emergency_card = 0, urgency_same_day_card = 0, urgency_soon_card = 0,
        urgency_routine_card = 0, urgency_self_care_card = 0;
  float round = 1;  // times the corners of cards and controls
};

/// The theme of that name, or the first one: something is always drawn.
[[nodiscard]] const Theme& theme_named(std::string_view name);

/// A publisher's own: "background=#ffffff;accent=#00665e;round=0.5". The colours of warnings and of urgency are not among
/// what can be given. False leaves `theme` as it is: a name or a value that does not fit. Whether it can be read is asked
/// before (shell/skin.js).
[[nodiscard]] bool dress(Theme& theme, std::string_view tokens);

/// Colours of an urgency card; those of a plain card when the tier is unknown.
struct UrgencyColors {
  Color edge, card;
};
[[nodiscard]] UrgencyColors urgency_colors(const Theme& theme, std::string_view tier);

/// `size` in CSS px at a root font size of 16; `line` is a multiple of it.
struct TextStyle {
  float size = 0, line = 0;
  int weight = 0;
};

struct TypeScale {
  TextStyle title, section, subsection, body, big, choice, legend, button, quiet, help, kicker, small;
};

struct Space {
  float margin = 0, column = 0, gap = 0, card_radius = 0, control_radius = 0, choice_height = 0,
        button_height = 0, tap = 0;
};

extern const TypeScale kType;
extern const Space kSpace;

}  // namespace nightlegs
