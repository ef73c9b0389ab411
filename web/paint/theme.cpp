#include "paint/theme.hpp"

namespace nightlegs {
namespace {

constexpr Theme kThemes[] = {
#include "tokens_themes.inc"
};

constexpr bool is_complete(const Theme& theme) {
  for (const Color color :
       {theme.background, theme.card, theme.line, theme.control_line, theme.ink, theme.dim, theme.accent,
        theme.on_accent, theme.chosen, theme.warning, theme.urgency_emergency, theme.urgency_same_day,
        theme.urgency_soon, theme.urgency_routine, theme.urgency_self_care, theme.urgency_emergency_card,
        theme.urgency_same_day_card, theme.urgency_soon_card, theme.urgency_routine_card,
        theme.urgency_self_care_card}) {
    if (color == 0) return false;
  }
  return true;
}
constexpr bool are_complete() {
  for (const Theme& theme : kThemes) {
    if (!is_complete(theme)) return false;
  }
  return true;
}
static_assert(are_complete(), "a theme in assets/theme.json lacks a colour");

}  // namespace

constexpr TypeScale kType = [] {
  TypeScale t;
#include "tokens_type.inc"
  return t;
}();

constexpr Space kSpace = [] {
  Space t;
#include "tokens_space.inc"
  return t;
}();

const Theme& theme_named(std::string_view name) {
  for (const Theme& theme : kThemes) {
    if (theme.name == name) return theme;
  }
  return kThemes[0];
}

UrgencyColors urgency_colors(const Theme& theme, std::string_view tier) {
  if (tier == "emergency") return {theme.urgency_emergency, theme.urgency_emergency_card};
  if (tier == "same-day") return {theme.urgency_same_day, theme.urgency_same_day_card};
  if (tier == "soon") return {theme.urgency_soon, theme.urgency_soon_card};
  if (tier == "routine") return {theme.urgency_routine, theme.urgency_routine_card};
  if (tier == "self-care") return {theme.urgency_self_care, theme.urgency_self_care_card};
  return {theme.accent, theme.card};
}

}  // namespace nightlegs
