// review.cpp - every answer given, with a way to change each.
#include "screens/screens.hpp"

namespace nightlegs::screens {

Blocks review(const View& view) {
  Blocks blocks = {text("brand", view.ui("review-short"), Tone::kSmall)};
  blocks.back().place = Place::kHeaderLeft;
  blocks.push_back(clear_button(view));
  blocks.push_back(heading("title", 1, view.ui("review-title")));
  blocks.push_back(text("lead", view.ui("review-lead"), Tone::kDim));
  const auto findings = find(view.pack(), view.state.answers, Missing::kNotYet);
  for (QuestionIndex q = 0; q < view.pack().questions.size(); ++q) {
    const auto& answer = view.state.answers[q];
    // A hidden question keeps its answer, but there is nothing to change on a screen that is not shown.
    if (!answer.exists() || !is_shown(view.pack(), q, findings)) continue;
    const auto& id = view.pack().questions[q].id;
    Blocks children = {heading("q-" + id + "-title", 2, title_of(view, q)), list("q-" + id + "-list", answer_in_words(view, q, answer))};
    children.push_back(button("q-" + id + "-edit", filled(view.ui("edit"), "question", title_of(view, q)), "edit", Style::kQuiet,
                              Place::kBody, id));
    blocks.push_back(card("q-" + id, std::move(children)));
  }
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("back", view.ui("back"), "back", Style::kSecondary, Place::kFooter));
  blocks.push_back(button("result", view.ui("to-result"), "result", Style::kPrimary, Place::kFooter));
  return blocks;
}

}  // namespace nightlegs::screens
