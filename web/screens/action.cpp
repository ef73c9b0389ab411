// action.cpp - one thing that may help, on a page of its own: the figure, the timer, the steps, when to stop.
// The timer's seconds come from outside (update.cpp); nothing here looks at a clock.
#include <algorithm>

#include "nightlegs/assessment.hpp"
#include "screens/figure.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

class ActionScreen {
 public:
  explicit ActionScreen(const View& view)
      : view_(view),
        now_(view.state.practice),
        action_(view.pack().actions[now_.action]),
        assessment_(assess(view.pack(), view.state.answers)),
        pose_(action_.poses.empty() ? nullptr : &action_.poses[now_.pose]) {
    const Report told = report(view.pack(), view.words(), view.state.answers, assessment_);
    for (const auto& each : told.actions) {
      if (each.id == action_.id) told_ = each;
    }
    if (pose_) {
      phases_ = phases_of(*pose_);
      shown_ = shown(*pose_, now_);
    }
  }

  Blocks build() {
    Block brand = text("brand", view_.ui("action-short"), Tone::kSmall);
    brand.place = Place::kHeaderLeft;
    add(std::move(brand));
    add(clear_button(view_));
    add(heading("title", 1, told_.name));
    if (action_.ask_first) add(text("ask", view_.words().maybe({"notes", "ask_first"}), Tone::kStrong));
    ways();
    if (pose_) {
      Blocks sides = {figure_block()};
      if (!phases_.empty()) sides.push_back(timer());
      Block columns;
      columns.id = "doing";
      columns.role = Role::kColumns;
      columns.children = std::move(sides);
      add(std::move(columns));
    }
    if (told_.exercise) add(text("stop-line", view_.words().maybe({"notes", "stop"}), Tone::kStrong));
    if (action_.standing && needs_balance_line()) add(text("balance", view_.words().maybe({"notes", "balance"}), Tone::kStrong));
    steps();
    about();
    for (auto& block : looks(view_)) add(std::move(block));
    add(button("back", view_.ui("back"), "back", Style::kSecondary, Place::kFooter));
    if (&action_ == rescue_of(view_.pack())) add(button("stretch", view_.ui("practice-stretch"), "cramp", Style::kPrimary, Place::kFooter, pose_->id));
    if (!phases_.empty()) add(button("pause", view_.ui(press_key()), "pause", Style::kPrimary, Place::kFooter));
    return std::move(blocks_);
  }

  std::string said() const {
    if (!now_.said || phases_.empty()) return "";
    if (now_.done) return view_.ui("practice-done");
    const Phase& phase = phases_[now_.phase];
    const bool half = phase.kind == Phase::Kind::kHold && now_.left < phase.seconds;
    if (half) return filled(view_.ui("cramp-half-said"), "n", std::to_string(now_.left));
    const std::string which = counted(phase);
    switch (phase.kind) {
      case Phase::Kind::kReady: return view_.ui("practice-ready");
      case Phase::Kind::kHold:
        if (is_paced(*pose_)) return "";
        return filled(view_.ui("hold-seconds"), "n", std::to_string(phase.seconds)) + " " + which;
      case Phase::Kind::kRest: return filled(view_.ui("rest-seconds"), "n", std::to_string(phase.seconds));
      case Phase::Kind::kMove: return begins_repetition(phase) && is_told(phase) ? which : "";
      case Phase::Kind::kSwap: return step_words(pose_->swap) + " " + view_.ui("practice-then-on");
      case Phase::Kind::kRound: return view_.ui("practice-round-done") + " " + view_.ui("practice-then-on");
    }
    return "";
  }

 private:
  void add(Block block) { blocks_.push_back(std::move(block)); }
  std::vector<std::string> step_list() const { return view_.words().list({"actions", action_.id, "poses", pose_->id, "steps"}); }
  std::string step_words(int step) const {
    const auto list = step_list();
    return step >= 1 && step <= static_cast<int>(list.size()) ? list[static_cast<std::size_t>(step) - 1] : "";
  }

  void ways() {
    if (action_.poses.size() < 2) return;
    Block block;
    block.id = "ways";
    block.role = Role::kChoices;
    block.label = view_.ui("practice-ways");
    for (std::size_t i = 0; i < action_.poses.size(); ++i) {
      const auto& pose = action_.poses[i];
      block.choices.push_back({pose.id, view_.words().maybe({"actions", action_.id, "poses", pose.id, "name"}), "", i == now_.pose, false, RowAnswer::kEmpty});
    }
    add(std::move(block));
  }

  Block figure_block() const {
    Block block = pose_figure(view_, "pose", action_, *pose_);
    block.figure = figure(*pose_, shown_.posture, now_.from, shown_.other_leg);
    return block;
  }

  // --- the timer ----------------------------------------------------------------------------------------------
  const char* press_key() const {
    if (!now_.begun) return "practice-start";
    if (now_.done) return "practice-again";
    return now_.running ? "cramp-pause" : "cramp-go-on";
  }

  /// "First leg, 2 of 3.", "Round 2. 4 of 10."
  std::string counted(const Phase& phase) const {
    const int of = std::max(1, pose_->timing.repetitions), rounds = std::max(1, pose_->timing.rounds);
    std::string all;
    if (rounds > 1) all += filled(filled(view_.ui("practice-round"), "n", std::to_string(phase.round)), "of", std::to_string(rounds)) + " ";
    if (pose_->swap > 0) all += view_.ui(phase.other_leg ? "practice-other-leg" : "practice-first-leg") + " ";
    if (of > 1) all += filled(filled(view_.ui("practice-count"), "n", std::to_string(phase.repetition)), "of", std::to_string(of));
    while (!all.empty() && all.back() == ' ') all.pop_back();
    return all;
  }

  bool begins_repetition(const Phase& phase) const { return phase.kind == Phase::Kind::kMove && phase.posture == 1; }
  /// Slow ones each, quick ones every fifth: a voice that never rests helps nobody.
  bool is_told(const Phase& phase) const {
    int seconds = 0;
    for (const auto& posture : pose_->postures) seconds += posture.seconds + posture.stay;
    return seconds >= 5 || phase.repetition == 1 || phase.repetition % 5 == 0;
  }

  /// What the whole is, before it begins.
  std::string plan() const {
    const Timing& timing = pose_->timing;
    std::string all;
    const auto say = [&](const std::string& words) { all += (all.empty() ? "" : " ") + words; };
    if (timing.hold_seconds > 0) say(filled(view_.ui("hold-seconds"), "n", std::to_string(timing.hold_seconds)));
    if (timing.rest_seconds > 0) say(filled(view_.ui("rest-seconds"), "n", std::to_string(timing.rest_seconds)));
    if (timing.repetitions > 1) say(filled(view_.ui(pose_->swap > 0 ? "repetitions-each" : "repetitions"), "n", std::to_string(timing.repetitions)));
    if (timing.rounds > 1) say(filled(view_.ui("practice-rounds"), "n", std::to_string(timing.rounds)));
    say(filled(view_.ui("practice-minutes"), "n", std::to_string(minutes_of(phases_))));
    return all;
  }

  Block timer() const {
    Block block;
    block.id = "timer";
    block.role = Role::kTimer;
    const int of = std::max(1, pose_->timing.repetitions);
    const Phase& phase = phases_[now_.begun ? now_.phase : 1];
    const std::string which = counted(phase);
    if (now_.done) {
      block.value = "0";
      block.maximum = 1;
      block.label = block.help = view_.ui("practice-done");
      return block;
    }
    if (!now_.begun) {
      block.value = std::to_string(is_paced(*pose_) ? of : phase.seconds);
      block.progress = block.maximum = 1;
      block.label = block.help = plan();
      return block;
    }
    const bool counts = is_paced(*pose_) && phase.kind != Phase::Kind::kReady;
    block.value = std::to_string(counts ? std::max(1, phase.repetition) : now_.left);
    block.progress = counts ? of - phase.repetition : now_.left;
    block.maximum = counts ? of : std::max(1, phase.seconds);
    std::string first;
    switch (phase.kind) {
      case Phase::Kind::kReady: first = view_.ui("practice-ready"); break;
      case Phase::Kind::kRest: first = view_.ui("practice-rest"); break;
      case Phase::Kind::kHold:
      case Phase::Kind::kMove: first = is_paced(*pose_) ? step_words(shown_.step) : view_.ui("cramp-hold"); break;
      case Phase::Kind::kSwap: first = step_words(pose_->swap) + " " + view_.ui("practice-then-on"); break;
      case Phase::Kind::kRound: first = view_.ui("practice-round-done") + " " + view_.ui("practice-then-on"); break;
    }
    const bool stopped = phase.kind == Phase::Kind::kSwap || phase.kind == Phase::Kind::kRound;
    if (!now_.running && !stopped) first = view_.ui("cramp-paused");
    if (stopped) block.value = "0";
    block.help = first + (which.empty() || stopped ? "" : "\n" + which);
    block.label = counts || stopped ? block.help : filled(view_.ui("cramp-left"), "n", std::to_string(now_.left));
    return block;
  }

  // --- words --------------------------------------------------------------------------------------------------
  void steps() {
    const auto list_of_steps = pose_ ? step_list() : told_.steps;
    if (list_of_steps.empty()) return;
    add(heading("how-title", 2, view_.ui("cramp-how")));
    Block block = list("steps", list_of_steps);
    if (pose_) {
      block.role = Role::kSteps;
      block.label = view_.ui("cramp-how");
      block.action = "step";
      if (shown_.step > 0) block.value = std::to_string(shown_.step);
    }
    add(std::move(block));
    if (!pose_ && !told_.timing.empty()) add(text("timing", told_.timing));
  }

  void about() {
    add(heading("about-title", 2, view_.ui("practice-about")));
    for (auto& block : action_words(view_, told_, "about")) add(std::move(block));
    std::string patterns;
    const Report all = report(view_.pack(), view_.words(), view_.state.answers, assessment_);
    for (const auto* list_of : {&all.causes, &all.contributors}) {
      for (const auto& pattern : *list_of) {
        const int index = view_.pack().find_pattern(pattern.id);
        const bool serves = std::find(action_.serves.begin(), action_.serves.end(), static_cast<std::uint16_t>(index)) != action_.serves.end();
        if (serves) patterns += (patterns.empty() ? "" : "; ") + pattern.name;
      }
    }
    if (!patterns.empty()) add(text("about-for", filled(view_.ui("practice-for"), "patterns", patterns), Tone::kDim));
    std::vector<std::string> sources;
    for (const auto& id : action_.sources) {
      sources.push_back(filled(filled(view_.ui("source-title"), "id", id), "title", view_.words().maybe({"sources", id, "title"})));
    }
    add(details(view_, "about-sources", view_.ui("sources"), {list("about-sources-list", sources)}));
  }

  /// self-care.md section 1, rule 4: these findings, unsure counted.
  bool needs_balance_line() const {
    for (const char* id : {"age-65-79", "age-80-plus", "unsteady-new", "feel-numb", "feet-cotton"}) {
      const int finding = view_.pack().find_finding(id);
      if (finding < 0) continue;
      const Status status = assessment_.findings[static_cast<FindingIndex>(finding)];
      if (status == Status::kYes || status == Status::kUnsure || status == Status::kDeclined) return true;
    }
    return false;
  }

  const View& view_;
  const Practice& now_;
  const Action& action_;
  Assessment assessment_;
  const Pose* pose_;
  ActionReport told_;
  std::vector<Phase> phases_;
  Shown shown_;
  Blocks blocks_;
};

}  // namespace

Blocks action_words(const View& view, const ActionReport& told, const std::string& id) {
  Blocks blocks = {text(id + "-evidence", filled(view.ui("evidence"), "grade", told.evidence), Tone::kKicker), text(id + "-text", told.text)};
  for (std::size_t i = 0; i < told.lines.size(); ++i) blocks.push_back(text(id + "-line-" + std::to_string(i), told.lines[i]));
  if (!told.caution.empty()) blocks.push_back(text(id + "-caution", told.caution, Tone::kDim));
  return blocks;
}

Blocks action(const View& view) { return ActionScreen(view).build(); }
std::string action_said(const View& view) { return ActionScreen(view).said(); }

}  // namespace nightlegs::screens
