// confirm.cpp - asks before a changed answer takes a shown warning back (INV-11).
#include "screens/screens.hpp"

namespace nightlegs::screens {

Blocks confirm(const View& view) {
  const auto& pending = view.state.pending;
  Blocks blocks = {text("brand", view.ui("brand"), Tone::kSmall)};
  blocks.back().place = Place::kHeaderLeft;
  blocks.push_back(clear_button(view));
  blocks.push_back(heading("title", 1, view.ui("confirm-title")));
  std::vector<std::string> lost;
  for (const auto rule : pending.lost_rules) lost.push_back(view.words().maybe({"rules", view.pack().rules[rule].id, "say"}));
  blocks.push_back(text("lead", view.ui("confirm-lead")));
  blocks.push_back(list("lost", std::move(lost)));
  const auto before = answer_in_words(view, pending.question, view.state.answers[pending.question]);
  const auto after = answer_in_words(view, pending.question, pending.answer);
  blocks.push_back(card("before", {heading("before-title", 2, view.ui("confirm-before")), list("before-list", before)}));
  blocks.push_back(card("after", {heading("after-title", 2, view.ui("confirm-after")), list("after-list", after)}));
  blocks.push_back(text("ask", view.ui("confirm-ask"), Tone::kStrong));
  blocks.push_back(button("keep", view.ui("confirm-keep"), "confirm", Style::kPrimary, Place::kFooter, "keep"));
  blocks.push_back(button("remove", view.ui("confirm-remove"), "confirm", Style::kSecondary, Place::kFooter, "remove"));
  return blocks;
}

}  // namespace nightlegs::screens
