// emergency.cpp - the interruption: what to do now comes first, then which answer made it so (INV-06).
#include "screens/screens.hpp"

namespace nightlegs::screens {

Blocks emergency(const View& view) {
  const auto assessment = assess(view.pack(), view.state.answers, Missing::kNotYet);
  const auto told = report(view.pack(), view.words(), view.state.answers, assessment);

  Block urgent;
  urgent.id = "urgency";
  urgent.role = Role::kUrgency;
  urgent.urgency = told.urgency;
  urgent.labelled_by = "title";
  urgent.children = {heading("title", 1, told.heading), text("route", told.route, Tone::kStrong)};
  for (auto& block : numbers(view, "urgency", true)) urgent.children.push_back(std::move(block));

  Blocks blocks = {text("brand", view.ui("brand"), Tone::kSmall)};
  blocks.back().place = Place::kHeaderLeft;
  blocks.push_back(clear_button(view));
  blocks.push_back(std::move(urgent));
  blocks.push_back(heading("why-title", 2, view.ui("why")));
  int n = 0;
  for (const auto& reason : told.reasons) {
    if (reason.tier != told.urgency) continue;
    const auto id = "reason-" + std::to_string(n++);
    Blocks children = {text(id + "-say", reason_line(view.words(), reason), Tone::kStrong)};
    if (!reason.counts_as.empty()) children.push_back(text(id + "-counts", reason.counts_as));
    if (!reason.route.empty()) children.push_back(text(id + "-route", reason.route));
    if (const auto line = because_line(view.words(), reason); !line.empty()) children.push_back(text(id + "-because", line, Tone::kDim));
    blocks.push_back(card(id, std::move(children)));
  }
  if (told.declined) blocks.push_back(text("declined", view.ui("declined-line"), Tone::kDim));
  blocks.push_back(text("limits", view.ui("not-a-diagnosis"), Tone::kSmall));
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("back", view.ui("change-answer"), "back", Style::kSecondary, Place::kFooter));
  blocks.push_back(button("result", view.ui("whole-result"), "result", Style::kSecondary, Place::kFooter));
  return blocks;
}

}  // namespace nightlegs::screens
