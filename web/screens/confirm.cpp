// confirm.cpp - asks before a changed answer takes a shown warning back (INV-11).
#include <algorithm>

#include "nightlegs/report.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {

Blocks confirm(const View& view) {
  const auto& pending = view.state.pending;
  Blocks blocks = {text("brand", view.ui("brand"), Tone::kSmall)};
  blocks.back().place = Place::kHeaderLeft;
  blocks.push_back(clear_button(view));
  // A warning that is only in doubt now still stands, lower.
  Answers changed = view.state.answers;
  changed[pending.question] = pending.answer;
  const auto after_it = assess(view.pack(), changed, Missing::kNotYet);
  bool stands = true;
  std::vector<std::string> lost;
  for (const auto rule : pending.lost_rules) {
    auto line = view.words().maybe({"rules", view.pack().rules[rule].id, "say"});
    const auto still = std::find_if(after_it.red_flags.begin(), after_it.red_flags.end(), [&](const FiredRule& fired) { return fired.rule == rule; });
    if (still == after_it.red_flags.end()) {
      stands = false;
    } else {
      line += " " + filled(view.ui("counts-as"), "heading", tier_heading(view.words(), view.pack().ladder[static_cast<std::size_t>(still->rung)]));
    }
    lost.push_back(std::move(line));
  }
  blocks.push_back(heading("title", 1, view.ui(stands ? "confirm-lower-title" : "confirm-title")));
  blocks.push_back(text("lead", view.ui(stands ? "confirm-lower-lead" : "confirm-lead")));
  blocks.push_back(list("lost", std::move(lost)));
  const auto before = answer_in_words(view, pending.question, view.state.answers[pending.question]);
  const auto after = answer_in_words(view, pending.question, pending.answer);
  blocks.push_back(card("before", {heading("before-title", 2, view.ui("confirm-before")), list("before-list", before)}));
  blocks.push_back(card("after", {heading("after-title", 2, view.ui("confirm-after")), list("after-list", after)}));
  blocks.push_back(text("ask", view.ui(stands ? "confirm-lower-ask" : "confirm-ask"), Tone::kStrong));
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("keep", view.ui("confirm-keep"), "confirm", Style::kPrimary, Place::kFooter, "keep"));
  blocks.push_back(button("remove", view.ui(stands ? "confirm-lower" : "confirm-remove"), "confirm", Style::kSecondary, Place::kFooter, "remove"));
  return blocks;
}

}  // namespace nightlegs::screens
