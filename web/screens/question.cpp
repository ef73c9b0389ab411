// question.cpp - one question: its words, its choices in the form that its type asks for, and why we ask.
#include <algorithm>

#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

class QuestionScreen {
 public:
  explicit QuestionScreen(const View& view)
      : view_(view),
        index_(view.state.trail.back().question),
        question_(view.pack().questions[index_]),
        draft_(draft_of(view.pack(), view.state, index_)),
        findings_(find(view.pack(), view.state.answers, Missing::kNotYet)),
        child_(is_child(view.pack(), findings_)) {}

  Blocks build() {
    header();
    words();
    if (!view_.state.fault.empty()) fault();
    answers();
    why();
    so_far();
    for (auto& block : looks(view_)) add(std::move(block));
    footer();
    return std::move(blocks_);
  }

 private:
  void add(Block block) { blocks_.push_back(std::move(block)); }

  /// Something of this question's words, in the form for a child where there is one.
  std::string word(std::string_view key) const {
    if (child_) {
      const auto own = view_.words().maybe({"questions", question_.id, "child", key});
      if (!own.empty()) return own;
    }
    return view_.words().maybe({"questions", question_.id, key});
  }

  void header() {
    const auto where = progress(view_.pack(), view_.state.answers, index_);
    Block bar;
    bar.id = "progress";
    bar.role = Role::kProgress;
    bar.place = Place::kHeaderLeft;
    bar.label = filled(filled(view_.ui("question-of"), "n", std::to_string(where.number)), "of", std::to_string(where.at_most));
    bar.progress = where.number;
    bar.maximum = where.at_most;
    add(std::move(bar));
    add(clear_button(view_));
  }

  void words() {
    for (std::size_t i = 0; i < view_.state.notices.size(); ++i) {
      add(text("notice-" + std::to_string(i), view_.state.notices[i], Tone::kWarning));
    }
    if (const auto kicker = word("kicker"); !kicker.empty()) add(text("kicker", kicker, Tone::kKicker));
    add(heading("title", 1, word("title")));
    explain("text", word("text"), Tone::kPlain);
    if (view_.state.offered_again.count(index_)) explain("still-right", view_.ui("still-right"), Tone::kStrong);
    explain("hint", draft_.in_rows ? view_.ui("rows-hint") : word("hint"), Tone::kDim);
    if (question_.id == "p-side") explain("from-map", told_by_map_in_words(view_), Tone::kPlain);
    // Said once, on the first screen after the age (questions.md section 2).
    if (is_first_after_age()) {
      if (child_) explain("note-child", view_.words().maybe({"notes", "child"}), Tone::kPlain);
      if (answers_for("for-adult")) explain("note-carer", view_.words().maybe({"notes", "carer"}), Tone::kPlain);
    }
  }

  void explain(const std::string& id, std::string words, Tone tone) {
    if (words.empty()) return;
    add(text(id, std::move(words), tone));
    described_by_ += (described_by_.empty() ? "" : " ") + id;
  }

  bool is_first_after_age() const {
    const auto age = static_cast<QuestionIndex>(view_.pack().age_question);
    if (index_ <= age) return false;
    for (QuestionIndex q = static_cast<QuestionIndex>(age + 1); q < index_; ++q) {
      if (is_shown(view_.pack(), q, findings_)) return false;
    }
    return true;
  }

  bool answers_for(std::string_view who) const {
    const int finding = view_.pack().find_finding(who);
    return finding >= 0 && findings_[static_cast<FindingIndex>(finding)] == Status::kYes;
  }

  void fault() {
    Block error;
    error.id = "fault";
    error.role = Role::kError;
    error.label = filled(view_.ui("fault-" + view_.state.fault), "n", std::to_string(question_.most));
    if (view_.state.fault == "type-number") {
      JsonWriter low, high;
      low.number(question_.minimum);
      high.number(question_.maximum);
      error.label = filled(filled(error.label, "low", low.view()), "high", high.view());
    }
    add(std::move(error));
  }

  void answers() {
    Block block;
    block.id = question_.id;
    block.question = question_.id;
    block.label = word("title");
    block.labelled_by = "title";
    block.described_by = described_by_;
    block.invalid = !view_.state.fault.empty();
    if (question_.type == Question::Type::kNumber) {
      block.role = Role::kNumber;
      block.value = draft_.typed;
      block.unit = question_.unit;
      block.minimum = question_.minimum;
      block.maximum = question_.maximum;
      block.step = question_.step;
    } else if (draft_.in_rows) {
      block.role = Role::kRows;
      block.yes = view_.words().maybe({"answers", "yes"});
      block.no = view_.words().maybe({"answers", "no"});
      block.unsure = view_.words().maybe({"answers", "unsure"});
      options(block);
    } else {
      block.role = question_.type == Question::Type::kZones ? Role::kZones : Role::kChoices;
      block.multiple = !question_.is_single();
      options(block);
      others(block);
    }
    if (block.role == Role::kZones) {
      place(std::move(block));
    } else {
      add(std::move(block));
    }
    if (draft_.in_rows) add(button("list", view_.ui("back-to-list"), "list", Style::kQuiet));
    if (const auto note = word("note"); !note.empty()) add(text("note", note, Tone::kSmall));
  }

  /// The map and the list say the same; who prefers one of them need not pass the other.
  void place(Block list) {
    for (auto& choice : list.choices) choice.group = zone_group(view_, choice.value);
    const bool as_list = view_.state.map_as_list;
    add(button("map-or-list", view_.ui(as_list ? "map-show" : "map-as-list"), "map", Style::kQuiet, Place::kBody, as_list ? "picture" : "list"));
    if (as_list) {
      add(std::move(list));
      return;
    }
    Block both;
    both.id = "place";
    both.role = Role::kColumns;
    both.children = {body_map(view_, index_), std::move(list)};
    add(std::move(both));
  }

  /// The options themselves. One marked (adult) is hidden for a child, unless it is already chosen (INV-11).
  void options(Block& block) {
    for (std::uint16_t i = 0; i < question_.count; ++i) {
      const auto& finding = view_.pack().findings[static_cast<std::size_t>(question_.first + i)];
      Choice choice;
      choice.value = finding.id;
      choice.label = view_.words().label(finding.id, child_);
      choice.help = view_.words().maybe({"options", finding.id, "help"});
      choice.chosen = std::find(draft_.chosen.begin(), draft_.chosen.end(), i) != draft_.chosen.end();
      if (draft_.in_rows) {
        choice.row = draft_.rows[i];
      } else if (finding.adult_only && child_ && !choice.chosen) {
        continue;
      }
      block.choices.push_back(std::move(choice));
    }
  }

  void others(Block& block) {
    const auto add_whole = [&](const char* value, const char* key) {
      Choice choice;
      choice.value = value;
      choice.label = view_.words().maybe({"answers", key});
      choice.alone = true;
      choice.chosen = draft_.whole == value;
      block.choices.push_back(std::move(choice));
    };
    if (question_.none) add_whole("none", "none");
    if (question_.not_sure == Question::NotSure::kWhole) add_whole("not-sure", "not_sure");
    if (question_.not_sure == Question::NotSure::kRows) add_whole("not-sure", "not_sure_rows");
    if (question_.prefer_not) add_whole("prefer-not", "prefer_not");
  }

  /// Once every safety screen that applies has its answer (questions.md section 3).
  void so_far() {
    if (!question_.safety && findings_.complete) add(button("so-far", view_.ui("so-far"), "so-far", Style::kQuiet));
  }

  void why() { add(details(view_, "why", view_.ui("why-we-ask"), {text("why-text", word("why"))})); }

  void footer() {
    add(button("back", view_.ui("back"), "back", Style::kSecondary, Place::kFooter));
    if (question_.optional) add(button("skip", view_.ui("skip"), "skip", Style::kSecondary, Place::kFooter));
    add(button("next", view_.ui("next"), "next", Style::kPrimary, Place::kFooter));
  }

  const View& view_;
  QuestionIndex index_;
  const Question& question_;
  Draft draft_;
  Findings findings_;
  bool child_;
  Blocks blocks_;
  std::string described_by_;
};

}  // namespace

Blocks question(const View& view) { return QuestionScreen(view).build(); }

}  // namespace nightlegs::screens
