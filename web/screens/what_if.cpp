// what_if.cpp - which other answers would give another result. It tells how the result hangs on the answers; it never invites
// anybody to take a warning back (INV-11).
#include "nightlegs/other_answers.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

class WhatIfScreen {
 public:
  explicit WhatIfScreen(const View& view)
      : view_(view),
        assessment_(assess(view.pack(), view.state.answers)),
        told_(other_answers(view.pack(), view.words(), view.state.answers, assessment_)) {}

  Blocks build() {
    Block brand = text("brand", view_.ui("what-if-short"), Tone::kSmall);
    brand.place = Place::kHeaderLeft;
    add(std::move(brand));
    add(clear_button(view_));
    add(heading("title", 1, view_.ui("what-if")));
    add(text("lead", view_.ui("what-if-lead"), Tone::kDim));
    open();
    more();
    rests_on();
    patterns();
    for (auto& block : looks(view_)) add(std::move(block));
    add(button("back", view_.ui("back"), "back", Style::kPrimary, Place::kFooter));
    return std::move(blocks_);
  }

 private:
  void add(Block block) { blocks_.push_back(std::move(block)); }

  /// The givers of one thing, under their heading.
  void givers(const std::string& id, const Turn& turn, Blocks& out) const {
    if (!turn.alone.empty()) {
      out.push_back(text(id + "-alone", view_.ui(turn.alone.size() == 1 ? "if-this" : "if-any")));
      out.push_back(list(id + "-alone-list", turn.alone));
    }
    if (!turn.together.empty()) {
      out.push_back(text(id + "-together", view_.ui(turn.alone.empty() ? "if-both-together" : "if-together")));
      out.push_back(list(id + "-together-list", turn.together));
    }
  }

  /// What is still open comes first: it is the one thing that somebody can do something about.
  void open() {
    const auto& worth = told_.worth;
    if (worth.question.empty()) return;
    Blocks children = {heading("worth-title", 2, view_.ui("worth-title")), text("worth-label", worth.label, Tone::kStrong)};
    if (!worth.how.empty()) children.push_back(text("worth-how", worth.how, Tone::kDim));
    for (std::size_t i = 0; i < worth.turns.size(); ++i) {
      const auto id = "worth-" + std::to_string(i);
      children.push_back(text(id, worth.turns[i].gives, Tone::kKicker));
      children.push_back(list(id + "-list", worth.turns[i].alone));
    }
    if (worth.turns.empty()) children.push_back(text("worth-fits", view_.ui("worth-fits"), Tone::kDim));
    children.push_back(button("worth-ask", view_.ui("worth-ask"), "edit", Style::kQuiet, Place::kBody, worth.question));
    add(card("worth", std::move(children)));
    if (!told_.could_become.empty()) add(text("could-become", filled(view_.ui("could-become"), "heading", told_.could_become)));
  }

  void more() {
    add(heading("more-title", 2, view_.ui("more-urgent")));
    if (told_.more.empty()) add(text("more-none", view_.ui("more-urgent-none")));
    // What two answers give only together is long and seldom: apart, under all that one gives.
    Blocks two;
    for (std::size_t i = 0; i < told_.more.size(); ++i) {
      const auto& turn = told_.more[i];
      const auto id = "more-" + std::to_string(i);
      if (const auto n = turn.alone.size()) {
        const auto label = filled(filled(view_.ui(n == 1 ? "gives-one" : "gives-any"), "heading", turn.gives), "n", std::to_string(n));
        add(details(view_, id, label, {list(id + "-list", turn.alone)}));
      }
      if (turn.together.empty()) continue;
      two.push_back(text(id + "-two", turn.gives, Tone::kKicker));
      two.push_back(list(id + "-two-list", turn.together));
    }
    if (!two.empty()) add(details(view_, "more-two", view_.ui("gives-two"), std::move(two)));
  }

  void rests_on() {
    if (assessment_.rung == 0) return;  // nothing sets a time
    add(heading("rests-title", 2, view_.ui("rests-on")));
    if (told_.rests_on.empty()) {
      add(text("rests-none", view_.ui("rests-on-none")));
    } else {
      add(text("rests-lead", view_.ui("rests-on-lead")));
      add(list("rests-list", told_.rests_on));
    }
    for (std::size_t i = 0; i < told_.less.size(); ++i) {
      const auto& turn = told_.less[i];
      const auto id = "less-" + std::to_string(i);
      Blocks children;
      givers(id, turn, children);
      add(details(view_, id, filled(view_.ui("would-be"), "heading", turn.gives), std::move(children)));
    }
    add(text("honest", view_.ui("what-if-honest"), Tone::kSmall));
  }

  Block pattern(const PatternTurns& told) const {
    const auto id = "turn-" + told.id;
    Blocks children;
    for (std::size_t i = 0; i < told.turns.size(); ++i) {
      const auto of = id + "-" + std::to_string(i);
      children.push_back(text(of, told.turns[i].gives, Tone::kKicker));
      givers(of, told.turns[i], children);
    }
    // That the others do not fit now, their heading says once.
    const auto label = told.is_listed ? filled(filled(view_.ui("pattern-now"), "name", told.name), "fit", told.fit) : told.name;
    return details(view_, id, label, std::move(children));
  }

  void patterns() {
    const PatternTurns* before = nullptr;
    for (const auto& each : told_.patterns) {
      const bool first = !before || before->is_listed != each.is_listed;
      if (first) add(heading(each.is_listed ? "listed-title" : "others-title", 2, view_.ui(each.is_listed ? "what-if-patterns" : "what-if-others")));
      add(pattern(each));
      before = &each;
    }
  }

  const View& view_;
  Assessment assessment_;
  OtherAnswers told_;
  Blocks blocks_;
};

}  // namespace

Blocks what_if(const View& view) { return WhatIfScreen(view).build(); }

}  // namespace nightlegs::screens
