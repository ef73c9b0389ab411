// cramp.cpp - a cramp right now: one tap to the place, and the stretch runs, with no question first.
// The timer's seconds come from outside (update.cpp); nothing here looks at a clock.
#include "screens/figure.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

class CrampScreen {
 public:
  explicit CrampScreen(const View& view)
      : view_(view), now_(view.state.cramp), rescue_(*rescue_of(view.pack())), pose_(rescue_.poses[now_.pose]) {
    Block brand = text("brand", view_.ui("cramp-short"), Tone::kSmall);
    brand.place = Place::kHeaderLeft;
    add(std::move(brand));
    add(clear_button(view_));
  }

  Blocks choose() {
    for (std::size_t i = 0; i < view_.state.notices.size(); ++i) {
      add(text("notice-" + std::to_string(i), view_.state.notices[i], Tone::kWarning));
    }
    add(heading("title", 1, view_.ui("cramp-title")));
    add(text("lead", view_.ui("cramp-lead"), Tone::kBig));
    for (const auto& pose : rescue_.poses) {
      Block place = button("cramp-" + pose.id, word(pose, "name"), "cramp", Style::kSecondary, Place::kBody, pose.id);
      place.help = word(pose, "help");
      place.figure = figure(pose);
      add(std::move(place));
    }
    cautions();
    end();
    add(button("back", view_.ui("back"), "back", Style::kSecondary, Place::kFooter));
    return std::move(blocks_);
  }

  Blocks stretch() {
    add(heading("title", 1, word(pose_, "title")));
    add(text("lead", word(pose_, "lead"), Tone::kBig));
    Block person = pose_figure(view_, "pose", rescue_, pose_);
    if (now_.arriving && pose_.postures.size() > 1) person.figure = figure(pose_, pose_.postures.size() - 1, static_cast<int>(pose_.postures.size()) - 2);
    add(std::move(person));
    Block timer;
    timer.id = "timer";
    timer.role = Role::kTimer;
    timer.value = std::to_string(now_.left);
    timer.label = filled(view_.ui("cramp-left"), "n", timer.value);
    timer.help = view_.ui(!now_.running ? "cramp-paused" : now_.rounds > 0 ? "cramp-again" : "cramp-hold");
    timer.progress = now_.left;
    timer.maximum = rescue_.timing.hold_seconds;
    add(std::move(timer));
    add(button("pause", view_.ui(now_.running ? "cramp-pause" : "cramp-go-on"), "pause", Style::kSecondary));
    add(text("stop-line", view_.words().maybe({"notes", "stop"}), Tone::kStrong));
    add(heading("how-title", 2, view_.ui("cramp-how")));
    add(list("steps", list_of({"actions", rescue_.id, "poses", pose_.id, "steps"})));
    cautions();
    end();
    add(button("easing", view_.ui("cramp-easing"), "easing", Style::kSecondary, Place::kFooter));
    add(button("lasting", view_.ui("cramp-not-easing"), "lasting", Style::kPrimary, Place::kFooter));
    return std::move(blocks_);
  }

  Blocks eased() {
    add(heading("title", 1, view_.ui("eased-title")));
    add(text("lead", view_.ui("eased-lead"), Tone::kBig));
    add(list("steps", list_of({"actions", rescue_.id, "eased"})));
    add(text("caution", view_.words().maybe({"actions", rescue_.id, "caution"}), Tone::kStrong));
    add(button("again", view_.ui("eased-again"), "cramp", Style::kSecondary, Place::kBody, pose_.id));
    add(card("then", {text("then-text", view_.ui("eased-check")), known(), button("start", view_.ui("start"), "start", Style::kQuiet)}));
    end();
    add(button("done", view_.ui("eased-done"), "clear", Style::kPrimary, Place::kFooter));
    return std::move(blocks_);
  }

  Blocks lasting() {
    add(heading("title", 1, view_.ui("lasting-title")));
    add(text("lead", filled(view_.ui("lasting-lead"), "n", std::to_string(rescue_.timing.at_most_seconds / 60)), Tone::kBig));
    add(known());
    Blocks signs = {heading("signs-title", 2, view_.ui("signs-title")), nightlegs::screens::list("signs", list_of({"emergency_signs"}))};
    for (auto& block : numbers(view_, "signs", true)) signs.push_back(std::move(block));
    add(card("signs-card", std::move(signs), Tone::kWarning));
    end();
    add(button("back", view_.ui("back"), "back", Style::kSecondary, Place::kFooter));
    add(button("start", view_.ui("start"), "start", Style::kPrimary, Place::kFooter));
    return std::move(blocks_);
  }

  std::string said() const {
    if (!now_.running) return "";
    const int hold = rescue_.timing.hold_seconds;
    const auto key = now_.left == hold ? (now_.rounds > 0 ? "cramp-again-said" : "cramp-start-said") : now_.left == hold / 2 ? "cramp-half-said" : "";
    return *key ? filled(view_.ui(key), "n", std::to_string(now_.left)) : "";
  }

 private:
  void add(Block block) { blocks_.push_back(std::move(block)); }
  std::string word(const Pose& pose, std::string_view key) const { return view_.words().maybe({"actions", rescue_.id, "poses", pose.id, key}); }
  std::vector<std::string> list_of(std::initializer_list<std::string_view> path) const { return view_.words().list(path); }

  /// What would hide this action is not known before the questions, so it is said instead.
  void cautions() {
    Blocks children = {heading("not-if-title", 2, view_.ui("cramp-not-if")), list("not-if", list_of({"actions", rescue_.id, "not_if"}))};
    children.push_back(button("start", view_.ui("cramp-check"), "start", Style::kQuiet));
    add(card("not-if-card", std::move(children), Tone::kWarning));
  }

  /// What the check will find ticked: said, never answered in silence.
  Block known() const {
    std::string items;
    for (const auto finding : known_of(rescue_, pose_)) {
      items += (items.empty() ? "" : "; ") + view_.words().label(view_.pack().findings[finding].id, false);
    }
    return text("known", filled(view_.ui("cramp-known"), "items", items), Tone::kDim);
  }

  void end() { add(looks(view_)[0]); }  // the view only: here it is night

  const View& view_;
  const Cramp& now_;
  const Action& rescue_;
  const Pose& pose_;
  Blocks blocks_;
};

}  // namespace

Blocks cramp(const View& view) { return CrampScreen(view).choose(); }
Blocks stretch(const View& view) { return CrampScreen(view).stretch(); }
Blocks eased(const View& view) { return CrampScreen(view).eased(); }
Blocks lasting(const View& view) { return CrampScreen(view).lasting(); }
std::string stretch_said(const View& view) { return CrampScreen(view).said(); }

}  // namespace nightlegs::screens
