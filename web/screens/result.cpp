// result.cpp - how soon and why first; then what could not be checked, which patterns fit, and what may help.
#include <algorithm>

#include "nightlegs/other_answers.hpp"
#include "screens/figure.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

constexpr std::size_t kReasonsInSight = 3;

class ResultScreen {
 public:
  explicit ResultScreen(const View& view)
      : view_(view),
        assessment_(assess(view.pack(), view.state.answers)),
        told_(report(view.pack(), view.words(), view.state.answers, assessment_)) {}

  Blocks build() {
    Block brand = text("brand", view_.ui("result-short"), Tone::kSmall);
    brand.place = Place::kHeaderLeft;
    add(std::move(brand));
    add(clear_button(view_));
    if (!is_leaflet()) {
      urgency();
    } else {
      leaflet();
    }
    other_content();
    doubts();
    while_waiting();
    if (depth() == Depth::kFull) {
      patterns("patterns", view_.ui("patterns"), told_.causes, view_.ui("no-pattern"));
      patterns("contributors", view_.ui("contributors"), told_.contributors, "");
      open_patterns();
    } else {
      auto list = told_.causes;
      list.insert(list.end(), told_.contributors.begin(), told_.contributors.end());
      const auto place = [&](const PatternReport& one) { return view_.pack().find_pattern(one.id); };
      std::sort(list.begin(), list.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
      patterns("patterns", view_.ui(is_leaflet() ? "leaflet-patterns" : "sheet-talk"), list, "");
    }
    if (!is_leaflet()) actions();
    come_back();
    night();
    for (auto& block : keeping(view_)) add(std::move(block));
    if (view_.state.witness.counting) add(button("receipt", view_.ui("receipt"), "receipt", Style::kSecondary));
    add(text("not-a-diagnosis", view_.ui("not-a-diagnosis"), Tone::kSmall));
    add(text("expires", view_.words().maybe({"notes", "expires"}), Tone::kSmall));
    add(text("content", filled(filled(view_.ui("content-line"), "version", view_.pack().version), "fingerprint",
                               view_.pack().fingerprint), Tone::kSmall));
    add(button("review", view_.ui("review"), "review", Style::kQuiet));
    add(button("how", view_.ui("how"), "how", Style::kQuiet));
    add(button("sources", view_.ui("sources"), "sources", Style::kQuiet));
    for (auto& block : looks(view_)) add(std::move(block));
    for (auto& block : newer_version(view_)) add(std::move(block));
    if (view_.state.device.installable) add(button("install", view_.ui("install"), "install", Style::kQuiet));
    // What is not finished leads back to where it stopped.
    if (is_so_far()) {
      add(button("sheet", view_.ui("sheet"), "sheet", Style::kSecondary, Place::kFooter));
      add(button("back", view_.ui("go-on"), "back", Style::kPrimary, Place::kFooter));
    } else {
      add(button("back", view_.ui("back"), "back", Style::kSecondary, Place::kFooter));
      add(button("sheet", view_.ui("sheet"), "sheet", Style::kPrimary, Place::kFooter));
    }
    return std::move(blocks_);
  }

 private:
  void add(Block block) { blocks_.push_back(std::move(block)); }

  [[nodiscard]] Depth depth() const { return view_.state.depth; }
  /// A leaflet tells no urgency of its own, but for today and an emergency: a warning is never swallowed (INV-06, INV-08).
  [[nodiscard]] bool is_leaflet() const {
    return depth() == Depth::kLeaflet && tier_of(view_.pack(), assessment_.rung) < Tier::kSameDay;
  }
  /// Shown before its end, once the safety questions are done.
  [[nodiscard]] bool is_so_far() const {
    return assessment_.findings.ask_next >= 0 && assessment_.findings.complete && tier_of(view_.pack(), assessment_.rung) < Tier::kEmergency;
  }

  void so_far(Blocks& out) const {
    if (!is_so_far()) return;
    const auto others = other_answers(view_.pack(), view_.words(), view_.state.answers, assessment_);
    out.push_back(text("so-far", filled(view_.ui("so-far-line"), "n", std::to_string(others.open_questions)), Tone::kStrong));
    out.push_back(text("so-far-less", view_.words().maybe({"notes", "fewer_answers"}), Tone::kDim));
    if (!others.could_become.empty()) out.push_back(text("so-far-most", filled(view_.ui("so-far-most"), "heading", others.could_become)));
  }

  void leaflet() {
    add(heading("title", 1, view_.ui("leaflet-title")));
    Blocks open;
    so_far(open);
    for (auto& block : open) add(std::move(block));
    add(card("signs", {heading("signs-title", 2, view_.ui("signs-title")), list("signs-list", view_.words().list({"emergency_signs"}))}, Tone::kWarning));
    auto reasons = told_.reasons;
    const auto place = [&](const Reason& one) { return view_.pack().find_rule(one.rule); };
    std::sort(reasons.begin(), reasons.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    if (reasons.empty()) return;
    Blocks children = {heading("reasons-title", 2, view_.ui("leaflet-signs"))};
    for (std::size_t i = 0; i < reasons.size(); ++i) tell(reasons[i], i, children);
    add(card("reasons", std::move(children)));
  }

  void tell(const Reason& reason, std::size_t n, Blocks& out) const {
    const auto id = "reason-" + std::to_string(n);
    out.push_back(text(id, reason_line(view_.words(), reason), Tone::kStrong));
    if (!reason.counts_as.empty()) out.push_back(text(id + "-counts", reason.counts_as));
    if (!reason.route.empty()) out.push_back(text(id + "-route", reason.route));
    if (const auto line = because_line(view_.words(), reason); !line.empty()) out.push_back(text(id + "-because", line, Tone::kDim));
    if (const auto line = source_line(view_.words(), reason.sources); !line.empty()) out.push_back(text(id + "-source", line, Tone::kSmall));
  }

  void urgency() {
    Block block;
    block.id = "urgency";
    block.role = Role::kUrgency;
    block.urgency = told_.urgency;
    block.labelled_by = "title";
    block.children.push_back(text("tier", told_.tier_name, Tone::kKicker));
    block.children.push_back(heading("title", 1, told_.heading));
    if (!told_.route.empty()) block.children.push_back(text("route", told_.route, Tone::kStrong));
    if (told_.urgency == "emergency" || told_.urgency == "same-day") {
      for (auto& each : numbers(view_, "urgency", told_.urgency == "emergency")) block.children.push_back(std::move(each));
    }
    so_far(block.children);
    if (!told_.complete) block.children.push_back(text("incomplete", view_.ui("incomplete")));
    if (told_.reasons.empty()) block.children.push_back(text("no-reason", view_.ui("no-reason")));
    for (std::size_t i = 0; i < std::min(kReasonsInSight, told_.reasons.size()); ++i) tell(told_.reasons[i], i, block.children);
    if (told_.reasons.size() > kReasonsInSight) {
      Blocks more;
      for (std::size_t i = kReasonsInSight; i < told_.reasons.size(); ++i) tell(told_.reasons[i], i, more);
      const auto left = std::to_string(told_.reasons.size() - kReasonsInSight);
      block.children.push_back(details(view_, "more-reasons", filled(view_.ui("more-reasons"), "n", left), std::move(more)));
    }
    if (told_.declined) block.children.push_back(text("declined", view_.ui("declined-line"), Tone::kDim));
    block.children.push_back(button("what-if", view_.ui("what-if"), "what-if", Style::kQuiet));
    add(std::move(block));
  }

  /// The answers come from a time when the content was another: would it have said the same?
  void other_content() {
    if (!view_.state.said_before) return;
    auto before = *view_.state.said_before;
    Blocks children = {heading("since-title", 2, view_.ui("since-title"))};
    auto now = gist_of(view_.pack(), assessment_, told_);
    if (depth() != Depth::kFull) before.fits = now.fits = {};  // no grades here
    if (before.urgency.empty()) {
      children.push_back(text("since-lead", view_.ui("since-not-known")));
    } else if (auto lines = differences(view_.pack(), view_.words(), before, now); lines.empty()) {
      children.push_back(text("since-lead", view_.ui("since-same")));
    } else {
      children.push_back(text("since-lead", view_.ui("since-other")));
      children.push_back(list("since-list", std::move(lines)));
    }
    add(card("since", std::move(children), Tone::kWarning));
  }

  void doubts() {
    Blocks children = {heading("doubts-title", 2, view_.ui("not-checked"))};
    for (const auto& doubt : told_.doubts) {
      children.push_back(text("doubt-" + doubt.finding, doubt.label, Tone::kStrong));
      // An emergency sign is always to be looked at again, also one whose own words say all there is to look for.
      const auto help = doubt.how.empty() && doubt.emergency ? doubt.label + "." : doubt.how;
      if (!help.empty()) {
        children.push_back(text("doubt-" + doubt.finding + "-how", filled(view_.words().maybe({"notes", "check_again"}), "help", help), Tone::kDim));
      }
    }
    could_become(children);
    if (children.size() > 1) add(card("doubts", std::move(children)));
  }

  /// What the open answers could still make of it; a result shown before its end says so at its top.
  void could_become(Blocks& out) const {
    Workspace work;
    const int highest = highest_rung(view_.pack(), assessment_.findings, work);
    if (is_so_far() || highest <= assessment_.rung) return;
    const auto& rung = view_.pack().ladder[static_cast<std::size_t>(highest)];
    out.push_back(text("doubts-most", filled(view_.ui("could-become"), "heading", tier_heading(view_.words(), rung)), Tone::kStrong));
  }

  void while_waiting() {
    if (told_.while_waiting.empty()) return;
    add(card("waiting", {heading("waiting-title", 2, view_.ui("while-waiting")), list("waiting-list", told_.while_waiting)}));
  }

  /// Folded, so that at three in the morning there are names and places rather than pages. What is said because of the answers
  /// is never folded away: such a card is open at first, and so is the best one.
  Block pattern(const PatternReport& told, bool best) const {
    const auto id = "pattern-" + told.id;
    const auto& words = view_.words();
    Blocks children;
    const bool graded = depth() == Depth::kFull;
    if (graded && !told.criteria.empty()) children.push_back(text(id + "-criteria", told.criteria, Tone::kDim));
    for (std::size_t i = 0; i < told.remarks.size(); ++i) {
      children.push_back(text(id + "-remark-" + std::to_string(i), told.remarks[i], Tone::kStrong));
    }
    const auto rows = [&](const char* key, const std::vector<std::string>& list) {
      std::string joined;
      for (const auto& row : list) joined += (joined.empty() ? "" : "; ") + row;
      if (joined.empty()) joined = view_.ui("nothing-against");
      children.push_back(text(id + "-" + key, view_.ui(key) + " " + joined));
    };
    if (!is_leaflet()) {
      rows("for", told.rows_for);
      rows("against", told.rows_against);
    }
    const auto say = [&](Blocks& out, const char* key) {
      const auto said = words.maybe({"patterns", told.id, key});
      if (!said.empty()) out.push_back(text(id + "-" + key, view_.ui(std::string("about-") + key) + " " + said));
    };
    say(children, "where");  // what the picture shows
    Blocks more;
    for (const char* key : {"feels", "when", "helps", "worse", "may_check"}) say(more, key);
    if (!told.note.empty()) more.push_back(text(id + "-note", told.note, Tone::kDim));
    if (const auto avoid = words.list({"patterns", told.id, "do_not"}); !avoid.empty()) {
      more.push_back(text(id + "-avoid", view_.ui("about-avoid"), Tone::kStrong));
      more.push_back(list(id + "-avoid-list", avoid));
    }
    if (const Json* alike = words.at({"patterns", told.id, "look_alikes"}); alike && !alike->items.empty()) {
      std::vector<std::string> lines;
      for (const auto& each : alike->items) {
        const Json *name = each.find("name"), *ask = each.find("ask");
        if (name && ask) lines.push_back(name->text + ": " + ask->text);
      }
      more.push_back(text(id + "-alike", view_.ui("about-look-alikes"), Tone::kStrong));
      more.push_back(list(id + "-alike-list", lines));
    }
    children.push_back(details(view_, id + "-more", filled(view_.ui("more-about"), "name", told.name), std::move(more)));
    const bool open = graded && (best || !told.remarks.empty());
    Block block = fold(view_, id, told.name, graded ? told.fit : std::string(), open, std::move(children));
    block.pictures = felt_at(view_, view_.pack().patterns[static_cast<std::size_t>(view_.pack().find_pattern(told.id))]);
    return block;
  }

  void patterns(const std::string& id, const std::string& title, const std::vector<PatternReport>& list, const std::string& none) {
    if (list.empty() && none.empty()) return;
    add(heading(id + "-title", 2, title));
    if (list.empty()) add(text(id + "-none", none));
    for (const auto& each : list) add(pattern(each, id == "patterns" && &each == &list.front()));
  }

  void open_patterns() {
    if (told_.open.empty()) return;
    std::vector<std::string> names;
    for (const auto& each : told_.open) names.push_back(each.name);
    add(details(view_, "open-patterns", view_.ui("cant-tell-title"),
                {text("open-patterns-lead", view_.ui("cant-tell-lead")), list("open-patterns-list", names)}));
  }

  void actions() {
    if (told_.hides_all_actions) add(text("withheld-urgent", view_.ui("withheld-urgent"), Tone::kDim));
    if (!told_.actions.empty()) add(heading("actions-title", 2, view_.ui("actions")));
    for (const auto& told : told_.actions) {
      const auto id = "action-" + told.id;
      Blocks children = {heading(id + "-name", 3, told.name)};
      for (auto& block : action_words(view_, told, id)) children.push_back(std::move(block));
      children.push_back(text(id + "-why", offered_line(view_.words(), told), Tone::kDim));
      if (told.ask_first) children.push_back(text(id + "-ask", view_.words().maybe({"notes", "ask_first"}), Tone::kStrong));
      children.push_back(open_button(told, id));
      add(card(id, std::move(children)));
    }
    if (told_.withheld.empty()) return;
    std::vector<std::string> lines;
    for (const auto& one : told_.withheld) lines.push_back(withheld_line(view_.words(), one));
    add(details(view_, "withheld", view_.ui("withheld"), {list("withheld-list", std::move(lines))}));
  }

  /// To the action's own page; with its figure where it has one.
  Block open_button(const ActionReport& told, const std::string& id) const {
    const int known = view_.pack().find_action(told.id);
    const auto& poses = view_.pack().actions[static_cast<std::size_t>(known)].poses;
    Block open = button(id + "-open", view_.ui(poses.empty() ? "practice-more" : "practice-open"), "practice",
                        poses.empty() ? Style::kQuiet : Style::kSecondary, Place::kBody, told.id);
    open.labelled_by = id + "-name";
    if (!poses.empty()) open.figure = figure(poses.front());
    return open;
  }

  void come_back() {
    if (told_.urgency == "emergency") return;
    add(card("come-back", {heading("come-back-title", 2, view_.ui("come-back")), list("come-back-list", told_.come_back)}, Tone::kWarning));
  }

  void night() {
    if (told_.urgency == "emergency") return;
    add(why_at_night(view_));
  }

  const View& view_;
  Assessment assessment_;
  Report told_;
  Blocks blocks_;
};

}  // namespace

Blocks result(const View& view) { return ResultScreen(view).build(); }

}  // namespace nightlegs::screens
