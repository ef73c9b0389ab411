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
    Block edit = button("q-" + id + "-edit", view.ui("edit"), "edit", Style::kQuiet, Place::kBody, id);
    edit.labelled_by = "q-" + id + "-title";
    children.push_back(std::move(edit));
    blocks.push_back(card("q-" + id, std::move(children)));
  }
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("back", view.ui("back"), "back", Style::kSecondary, Place::kFooter));
  blocks.push_back(button("result", view.ui("to-result"), "result", Style::kPrimary, Place::kFooter));
  return blocks;
}

}  // namespace nightlegs::screens
