#include "paint/theme.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

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

namespace {

constexpr std::pair<std::string_view, Color Theme::*> kOfPublishers[] = {
    {"background", &Theme::background}, {"card", &Theme::card},           {"line", &Theme::line},
    {"control_line", &Theme::control_line}, {"ink", &Theme::ink},         {"dim", &Theme::dim},
    {"accent", &Theme::accent},         {"on_accent", &Theme::on_accent}, {"chosen", &Theme::chosen}};

/// "#rrggbb" as Dear ImGui packs it, or 0.
Color read_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return 0;
  Color color = 0xff000000u;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return 0;
    const auto shift = static_cast<int>((i - 1) / 2 * 8 + (i % 2 == 1 ? 4 : 0));
    color |= static_cast<Color>(digit) << shift;
  }
  return color;
}

/// "0" to "9.99", or less than 0 for anything else.
float read_small_number(std::string_view text) {
  if (text.empty() || text.size() > 4 || text[0] < '0' || text[0] > '9' || (text.size() > 1 && text[1] != '.')) return -1;
  float value = static_cast<float>(text[0] - '0'), place = 0.1f;
  for (std::size_t i = 2; i < text.size(); ++i, place /= 10) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value += static_cast<float>(text[i] - '0') * place;
  }
  return value;
}

}  // namespace

bool dress(Theme& theme, std::string_view tokens) {
  Theme dressed = theme;
  while (!tokens.empty()) {
    const auto end = tokens.find(';');
    const auto part = tokens.substr(0, end);
    tokens.remove_prefix(end == std::string_view::npos ? tokens.size() : end + 1);
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return false;
    const auto name = part.substr(0, equals), value = part.substr(equals + 1);
    if (name == "round") {
      dressed.round = read_small_number(value);
      if (dressed.round < 0) return false;
      continue;
    }
    const auto found = std::find_if(std::begin(kOfPublishers), std::end(kOfPublishers), [&](const auto& one) { return one.first == name; });
    const Color color = read_color(value);
    if (found == std::end(kOfPublishers) || color == 0) return false;
    dressed.*(found->second) = color;
  }
  theme = dressed;
  return true;
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
