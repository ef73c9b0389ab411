// start.cpp - the first screen: what this is, the way in, and the signs that cannot wait.
#include "screens/screens.hpp"

namespace nightlegs::screens {

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
