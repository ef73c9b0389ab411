// start.cpp - the first screen: what this is, the way in, and the signs that cannot wait.
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

/// Late by the device's own clock, as the last event told it: from nine in the evening to six in the morning.
bool is_late(const std::optional<Moment>& now) {
  if (!now) return false;
  constexpr std::int64_t kDay = 24 * 60;
  const auto of_day = ((now->minutes + now->offset_minutes) % kDay + kDay) % kDay;
  return of_day >= 21 * 60 || of_day < 6 * 60;
}

/// Offered, never done: a page that goes dark by itself frightens. Once, on the very first screen, to who has not chosen a theme.
Blocks night_offer(const View& view) {
  if (view.state.theme != "auto" || view.state.visits > 0 || !is_late(view.state.now)) return {};
  return {text("night-offer", view.ui("night-offer"), Tone::kSmall), button("night-offer-yes", view.ui("night-offer-yes"), "theme", Style::kQuiet, Place::kBody, "night")};
}

}  // namespace

Blocks start(const View& view) {
  Blocks blocks = {text("brand", view.ui("brand"), Tone::kSmall)};
  blocks.back().place = Place::kHeaderLeft;
  Blocks quiet = looks(view);
  quiet[1].place = Place::kHeaderRight;
  blocks.push_back(quiet[1]);
  for (std::size_t i = 0; i < view.state.notices.size(); ++i) {
    blocks.push_back(text("notice-" + std::to_string(i), view.state.notices[i], Tone::kWarning));
  }
  blocks.push_back(heading("title", 1, view.ui("start-title")));
  blocks.push_back(text("lead", view.ui("start-lead"), Tone::kDim));
  blocks.push_back(button("start", view.ui("start"), "start", Style::kPrimary));
  if (rescue_of(view.pack())) blocks.push_back(button("cramp", view.ui("cramp"), "cramp", Style::kSecondary));

  Blocks signs = {heading("signs-title", 2, view.ui("signs-title")), list("signs", view.words().list({"emergency_signs"}))};
  for (auto& block : numbers(view, "signs", true)) signs.push_back(std::move(block));
  blocks.push_back(card("signs-card", std::move(signs), Tone::kWarning));

  // Below what is tapped first: it may come a moment later than the page.
  for (auto& block : night_offer(view)) blocks.push_back(std::move(block));
  blocks.push_back(text("limits", view.ui("start-limits"), Tone::kSmall));
  const auto& publisher = view.state.publisher;
  if (!publisher.name.empty()) blocks.push_back(text("publisher", filled(view.ui("publisher-line"), "name", publisher.name), Tone::kSmall));
  if (!publisher.contact.empty()) blocks.push_back(text("contact", filled(view.ui("publisher-contact"), "contact", publisher.contact), Tone::kSmall));
  blocks.push_back(button("how", view.ui("how"), "how", Style::kQuiet));
  blocks.push_back(button("sources", view.ui("sources"), "sources", Style::kQuiet));
  blocks.push_back(quiet[0]);
  for (auto& block : remembering(view)) blocks.push_back(std::move(block));
  for (auto& block : newer_version(view)) blocks.push_back(std::move(block));
  return blocks;
}

}  // namespace nightlegs::screens
