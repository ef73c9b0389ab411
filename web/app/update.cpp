// update.cpp - one event in, the next state out.
#include <algorithm>
#include <bit>
#include <cstdlib>
#include <map>

#include "app/digits.hpp"
#include "app/legs.hpp"
#include "app/running.hpp"
#include "app/state.hpp"
#include "nightlegs/assessment.hpp"

namespace nightlegs {
namespace {

/// One event at work. Every handler returns "" or why the event does not fit.
class Update {
 public:
  Update(const Content& content, State& state, const Event& event)
      : content_(content), pack_(content.pack), state_(state), event_(event) {}

  std::string run() {
    state_.errand.clear();
    state_.errand_value.clear();
    if (const auto now = read_moment(event_.now)) state_.now = now;
    if (event_.action == "now") return "";
    const bool at_action = here().room == Room::kAction;
    const std::size_t pose_before = state_.practice.pose;
    const Shown before = at_action && practised() ? shown(*practised(), state_.practice) : Shown{};
    state_.practice.said = false;
    state_.practice.from = -1;
    state_.cramp.arriving = false;
    state_.focus.clear();
    auto refused = handle();
    if (at_action && here().room == Room::kAction && practised() && state_.practice.pose == pose_before) {
      const Shown after = shown(*practised(), state_.practice);
      if (after.posture != before.posture && after.other_leg == before.other_leg) state_.practice.from = static_cast<int>(before.posture);
    }
    return refused;
  }

 private:
  std::string handle() {
    const auto& action = event_.action;
    // What the page tells by itself; all else is the person's.
    if (action == "fact") return fact();
    if (action == "stored") return stored();
    if (action == "did") return did();
    state_.outcome.clear();
    if (action == "choose") return choose();
    if (action == "zone") return zone();
    if (action == "map") return show_map();
    if (action == "row") return row();
    if (action == "number") return type_number();
    if (action == "list") return close_rows();
    if (action == "next") return next();
    if (action == "skip") return skip();
    if (action == "back") return back();
    if (action == "start") return start();
    if (action == "clear") return clear();
    if (action == "cramp") return cramp();
    if (action == "tick") return tick();
    if (action == "pause") return pause();
    if (action == "easing") return leave_stretch(Room::kEased);
    if (action == "lasting") return leave_stretch(Room::kLasting);
    if (action == "edit") return edit();
    if (action == "confirm") return confirm();
    if (action == "result") return finish();
    if (action == "what-if") return here().room == Room::kResult ? enter(Room::kWhatIf) : "there is no result on the screen";
    if (action == "sheet") return here().room == Room::kResult ? enter(Room::kSheet) : "there is no result on the screen";
    if (action == "way-out") return way_out();
    if (action == "can") return can();
    if (action == "check-again") return check_again();
    if (action == "so-far") return so_far();
    if (action == "review") return enter(Room::kReview);
    if (action == "sources") return enter(Room::kSources);
    if (action == "how") return enter(Room::kHow);
    if (action == "evidence") return enter(Room::kEvidence);
    if (action == "run-cases") return run_cases();
    if (action == "open") return open();
    if (action == "select") return select();
    if (action == "view") return look(state_.view, {"drawn", "page"}, other_view());
    if (action == "theme") return look(state_.theme, {"auto", "dark", "light", "night"}, next_theme());
    if (action == "options") return options();
    if (action == "update" || action == "install") return renew();
    if (action == "device") return device();
    if (action == "witness") return witness();
    if (action == "receipt") return receipt();
    if (action == "witnessed") return read_receipt(event_.value, state_.witness.found);
    if (action == "keep") return keep();
    if (action == "show-kept") return show_kept();
    if (action == "erase" || action == "erase-one" || action == "export" || action == "import") return tend();
    if (action == "trace") return trace();
    if (action == "publisher") return publisher();
    if (action == "practice") return practice();
    if (action == "step") return step();
    return "there is no action \"" + action + "\"";
  }

  // --- where the person stands --------------------------------------------------------------------------------
  [[nodiscard]] Step here() const { return state_.trail.back(); }
  [[nodiscard]] const Question& question() const { return pack_.questions[here().question]; }
  Draft& draft() {
    Draft& d = state_.drafts[here().question];
    if (!d.touched) d = draft_of(pack_, state_, here().question);
    return d;
  }

  std::string arrive(Step step) {
    state_.trail.push_back(step);
    if (step.room == Room::kQuestion) offer_again(step.question);
    entered();
    return "";
  }

  std::string enter(Room room) {
    if (here().room == room) return "";
    return arrive({room, 0});
  }

  void entered() {
    state_.fault.clear();
    state_.open.clear();
    state_.closed.clear();
    state_.way_out.clear();
    ++state_.visits;
  }

  std::string start() {
    const Room room = here().room;
    if (room == Room::kStretch || room == Room::kEased || room == Room::kLasting) draft_what_is_known();
    const bool can_start = room == Room::kStart || room == Room::kCramp || room == Room::kStretch || room == Room::kEased || room == Room::kLasting;
    if (!can_start) return "the check has started already";
    state_.cramp.running = false;
    return arrive({Room::kQuestion, 0});
  }

  // --- a cramp right now --------------------------------------------------------------------------------------
  /// Without a value to the choice of the place, with one to its stretch, which begins at once.
  std::string cramp() {
    const Action* rescue = rescue_of(pack_);
    const Room room = here().room;
    if (!rescue) return "this content has no exercise for a cramp";
    if (event_.value.empty()) return room == Room::kStart ? enter_cramp() : "a cramp is told on the first screen";
    if (room != Room::kCramp && room != Room::kEased && room != Room::kAction) return "there is no place to choose on this screen";
    const auto& poses = rescue->poses;
    const auto pose = std::find_if(poses.begin(), poses.end(), [&](const Pose& p) { return p.id == event_.value; });
    if (pose == poses.end()) return "there is no place \"" + event_.value + "\" to stretch";
    state_.cramp = {};
    state_.cramp.pose = static_cast<std::size_t>(pose - poses.begin());
    state_.cramp.left = rescue->timing.hold_seconds;
    state_.cramp.running = state_.cramp.arriving = true;
    return arrive({Room::kStretch, 0});
  }

  /// Whoever lets the page choose its colours stays in the dark afterwards too: no sudden brightness.
  std::string enter_cramp() {
    if (state_.theme == "auto") state_.theme = "night";
    return arrive({Room::kCramp, 0});
  }

  /// `value` seconds have passed. One hold follows the other, since the hands are full; after the longest time that the
  /// content allows, the safety check comes.
  std::string tick() {
    Cramp& cramp = state_.cramp;
    const Action* rescue = rescue_of(pack_);
    const bool practises = here().room == Room::kAction && state_.practice.running && practised();
    if (!practises && (here().room != Room::kStretch || !cramp.running || !rescue)) return "no timer runs";
    const int seconds = std::atoi(event_.value.c_str());
    if (seconds < 1 || seconds > 3600) return "a tick is of 1 to 3600 seconds";
    if (practises) {
      pass_seconds(*practised(), state_.practice, seconds);
      return "";
    }
    for (int i = 0; i < seconds; ++i) {
      ++cramp.spent;
      if (--cramp.left > 0) continue;
      ++cramp.rounds;
      cramp.left = rescue->timing.hold_seconds;
    }
    if (cramp.spent >= rescue->timing.at_most_seconds) return leave_stretch(Room::kLasting);
    return "";
  }

  std::string pause() {
    if (here().room == Room::kAction && practised()) {
      press_timer(*practised(), state_.practice);
      return "";
    }
    if (here().room != Room::kStretch) return "there is no timer on the screen";
    state_.cramp.running = !state_.cramp.running;
    return "";
  }

  // --- an action of the result ------------------------------------------------------------------------------------
  [[nodiscard]] const Pose* practised() const {
    const auto& action = pack_.actions[state_.practice.action];
    return action.poses.empty() ? nullptr : &action.poses[state_.practice.pose];
  }

  /// Only what the result offers: an action that an answer forbids has no page.
  std::string practice() {
    if (here().room != Room::kResult) return "an action is opened from the result";
    const auto offered = assess(pack_, state_.answers).actions;
    const int action = pack_.find_action(event_.value);
    if (action < 0 || std::find(offered.begin(), offered.end(), static_cast<std::uint16_t>(action)) == offered.end()) {
      return "the result has no action `" + event_.value + "`";
    }
    state_.practice = {};
    state_.practice.action = static_cast<std::uint16_t>(action);
    return arrive({Room::kAction, 0});
  }

  /// Another way to do it: "standing", "sitting".
  std::string choose_way() {
    const auto& poses = pack_.actions[state_.practice.action].poses;
    const auto pose = std::find_if(poses.begin(), poses.end(), [&](const Pose& p) { return p.id == event_.value; });
    if (pose == poses.end() || event_.id != "ways") return "there is no way \"" + event_.value + "\" to do it";
    const auto action = state_.practice.action;
    state_.practice = {};
    state_.practice.action = action;
    state_.practice.pose = static_cast<std::size_t>(pose - poses.begin());
    return "";
  }

  /// The figure shows that step; whoever reads is not hurried.
  std::string step() {
    const int number = std::atoi(event_.value.c_str());
    if (here().room != Room::kAction || !practised()) return "there are no steps to show";
    const auto steps = content_.words.list({"actions", pack_.actions[state_.practice.action].id, "poses", practised()->id, "steps"});
    if (number < 1 || number > static_cast<int>(steps.size())) return "there is no step " + event_.value;
    state_.practice.step = number;
    state_.practice.running = false;
    return "";
  }

  std::string leave_stretch(Room room) {
    if (here().room != Room::kStretch) return "there is no stretch on the screen";
    state_.cramp.running = false;
    return arrive({room, 0});
  }

  /// Ticks what the person told by choosing "cramp" and its place; only Next makes answers of it.
  void draft_what_is_known() {
    const Action* rescue = rescue_of(pack_);
    if (!rescue) return;
    for (const auto finding : known_of(*rescue, rescue->poses[state_.cramp.pose])) {
      for (QuestionIndex q = 0; q < pack_.questions.size(); ++q) {
        const auto& asked = pack_.questions[q];
        if (finding < asked.first || finding >= asked.first + asked.count || state_.drafts[q].touched) continue;
        state_.drafts[q].touched = true;
        state_.drafts[q].chosen = {static_cast<std::uint16_t>(finding - asked.first)};
      }
    }
  }

  std::string back() {
    if (state_.trail.size() < 2) return "";
    const bool was_editing_root = state_.editing && here().room == Room::kQuestion;
    // A kept result was only shown: leaving it leaves its answers too.
    if (here().room == Room::kResult && state_.told_at) {
      state_.answers = no_answers(pack_);
      state_.warned.clear();
      state_.result_at.reset();
      no_longer_kept();
    }
    if (here().room == Room::kAction) state_.focus = "action-" + pack_.actions[state_.practice.action].id + "-open";
    state_.practice.running = false;
    state_.trail.pop_back();
    state_.cramp.running = false;  // coming back to a stretch, it waits for "Go on"
    if (was_editing_root && here().room != Room::kQuestion) state_.editing = false;
    entered();
    return "";
  }

  /// Nothing that was answered outlives this; how the person looks at it does.
  std::string clear() {
    State fresh = new_state(pack_);
    fresh.view = state_.view;
    fresh.theme = state_.theme;
    fresh.country = state_.country;
    fresh.device = state_.device;
    fresh.stored = state_.stored;
    fresh.witness = state_.witness;
    fresh.map_as_list = state_.map_as_list;
    fresh.publisher = state_.publisher;
    fresh.depth = state_.depth;
    fresh.now = state_.now;
    fresh.can_share = state_.can_share;
    fresh.visits = state_.visits + 1;
    state_ = std::move(fresh);
    return "";
  }

  // --- what is on the screen ----------------------------------------------------------------------------------
  [[nodiscard]] std::string not_on_screen() const {
    if (here().room != Room::kQuestion || event_.id != question().id) return "the question `" + event_.id + "` is not on the screen";
    return "";
  }

  [[nodiscard]] int option_of(std::string_view id) const {
    for (std::uint16_t i = 0; i < question().count; ++i) {
      if (pack_.findings[static_cast<std::size_t>(question().first + i)].id == id) return i;
    }
    return -1;
  }

  std::string choose() {
    if (here().room == Room::kAction) return choose_way();
    if (auto refused = not_on_screen(); !refused.empty()) return refused;
    const auto& q = question();
    Draft& d = draft();
    const auto& value = event_.value;
    state_.fault.clear();
    const bool whole = (value == "none" && q.none) || (value == "not-sure" && q.not_sure != Question::NotSure::kNone) ||
                       (value == "prefer-not" && q.prefer_not);
    if (whole) {
      d.touched = true;
      if (value == "not-sure" && q.not_sure == Question::NotSure::kRows) {
        open_rows(d);
        return "";
      }
      d.chosen.clear();
      d.whole = event_.on ? value : "";
      return "";
    }
    const int option = option_of(value);
    if (option < 0) return "`" + value + "` is not an answer to `" + q.id + "`";
    const auto index = static_cast<std::uint16_t>(option);
    d.touched = true;
    d.from_map = false;
    d.whole.clear();
    if (!event_.on) d.legs.erase(index);
    const auto found = std::find(d.chosen.begin(), d.chosen.end(), index);
    if (q.is_single()) {
      if (event_.on) d.chosen = {index};
    } else if (!event_.on) {
      if (found != d.chosen.end()) d.chosen.erase(found);
    } else if (found == d.chosen.end()) {
      if (q.most && static_cast<int>(d.chosen.size()) >= q.most) {
        state_.fault = "at-most";
        return "";
      }
      d.chosen.push_back(index);
    }
    return "";
  }

  /// A zone of the body map, "z-calf=left". The list beside it chooses the zone alone.
  std::string zone() {
    if (auto refused = not_on_screen(); !refused.empty()) return refused;
    const auto equals = event_.value.find('=');
    const int option = option_of(std::string_view(event_.value).substr(0, equals));
    if (question().type != Question::Type::kZones || option < 0) return "there is no such zone";
    const auto side = equals == std::string::npos ? "" : event_.value.substr(equals + 1);
    if (side != "left" && side != "right" && !side.empty()) return "a leg is left or right";
    const auto index = static_cast<std::uint16_t>(option);
    tap_zone(pack_, state_, draft(), index, side == "left" ? kLeftLeg : side == "right" ? kRightLeg : kNoLeg, event_.on);
    state_.fault.clear();
    return "";
  }

  std::string show_map() {
    if (event_.value != "list" && event_.value != "picture") return "the places are shown as a list or as a picture";
    state_.map_as_list = event_.value == "list";
    return "";
  }

  /// What was ticked stays ticked; everything else waits for its own answer, since unticked is not no.
  void open_rows(Draft& d) {
    d.in_rows = true;
    d.whole.clear();
    d.rows.assign(question().count, RowAnswer::kEmpty);
    for (const auto option : d.chosen) d.rows[option] = RowAnswer::kYes;
    ++state_.visits;
  }

  std::string close_rows() {
    if (here().room != Room::kQuestion || !draft().in_rows) return "there are no rows to close";
    Draft& d = draft();
    d.in_rows = false;
    d.chosen.clear();
    for (std::size_t i = 0; i < d.rows.size(); ++i) {
      if (d.rows[i] == RowAnswer::kYes) d.chosen.push_back(static_cast<std::uint16_t>(i));
    }
    d.rows.clear();
    state_.fault.clear();
    ++state_.visits;
    return "";
  }

  std::string row() {
    if (auto refused = not_on_screen(); !refused.empty()) return refused;
    Draft& d = draft();
    const auto equals = event_.value.find('=');
    const int option = option_of(event_.value.substr(0, equals));
    if (!d.in_rows || equals == std::string::npos || option < 0) return "there is no such row";
    const auto said = event_.value.substr(equals + 1);
    auto& answer = d.rows[static_cast<std::size_t>(option)];
    if (said == "yes") {
      answer = RowAnswer::kYes;
    } else if (said == "no") {
      answer = RowAnswer::kNo;
    } else if (said == "unsure") {
      answer = RowAnswer::kUnsure;
    } else {
      return "a row is answered yes, no or unsure";
    }
    d.touched = true;
    state_.fault.clear();
    return "";
  }

  std::string type_number() {
    if (auto refused = not_on_screen(); !refused.empty()) return refused;
    if (question().type != Question::Type::kNumber) return "this question takes no number";
    constexpr std::size_t kMost = 48;  // bytes: sixteen letters of any script that has digits
    auto end = std::min(kMost, event_.value.size());
    while (end < event_.value.size() && (static_cast<unsigned char>(event_.value[end]) & 0xC0) == 0x80) --end;  // never within a letter
    draft().typed = event_.value.substr(0, end);
    draft().touched = true;
    state_.fault.clear();
    return "";
  }

  std::string open() {
    (event_.on ? state_.open : state_.closed).insert(event_.id);
    (event_.on ? state_.closed : state_.open).erase(event_.id);
    return "";
  }

  /// What became of a way out of the sheet, as the page around us found it.
  std::string way_out() {
    if (here().room != Room::kSheet && here().room != Room::kReceipt) return "there is no sheet on the screen";
    for (const char* known : {"", "copied", "no-copy", "saved", "no-save", "no-print", "shared", "no-share"}) {
      if (event_.value != known) continue;
      state_.way_out = known;
      return "";
    }
    return "there is no outcome \"" + event_.value + "\"";
  }

  std::string can() {
    if (event_.value != "share") return "there is no ability \"" + event_.value + "\"";
    state_.can_share = event_.on;
    return "";
  }

  /// After a day: every safety answer is asked again, all others stay (INV-19, questions.md section 7).
  std::string check_again() {
    if (!is_expired(state_)) return "the result is not a day old";
    for (std::size_t q = 0; q < pack_.questions.size(); ++q) {
      if (!pack_.questions[q].safety) continue;
      state_.answers[q] = {};
      state_.drafts[q] = {};
    }
    state_.warned.clear();
    state_.result_at.reset();
    no_longer_kept();
    state_.editing = false;
    state_.trail = {{}};
    return arrive({Room::kQuestion, 0});
  }

  /// "Show what fits so far", once every safety screen that applies has its answer.
  std::string so_far() {
    if (here().room != Room::kQuestion) return "there is no question on the screen";
    if (!find(pack_, state_.answers, Missing::kNotYet).complete) return "the safety questions come first";
    return show_result();
  }

  std::string run_cases() {
    if (here().room != Room::kEvidence || !content_.evidence) return "there are no cases to run";
    state_.cases.clear();
    for (const auto& one : content_.evidence->cases) state_.cases.push_back(run_case(pack_, one));
    return "";
  }

  std::string select() {
    const bool known = event_.value.empty() || std::any_of(pack_.countries.begin(), pack_.countries.end(),
                                                           [&](const Country& c) { return c.id == event_.value; });
    if (!known) return "there is no country \"" + event_.value + "\" in the list";
    state_.country = event_.value;
    return "";
  }

  // --- answers ------------------------------------------------------------------------------------------------
  /// The answer that the draft stands for; on a fault `fault` names it and the answer is empty.
  Answer answer_of_draft() {
    const auto& q = question();
    const Draft& d = draft();
    const std::uint32_t all = q.count >= 32 ? ~0u : (1u << q.count) - 1;
    Answer answer;
    if (q.type == Question::Type::kNumber) return number_of(d.typed);
    if (d.in_rows) {
      for (std::size_t i = 0; i < d.rows.size(); ++i) {
        if (d.rows[i] == RowAnswer::kEmpty) {
          state_.fault = "answer-every-row";
          return {};
        }
        if (d.rows[i] == RowAnswer::kYes) answer.yes |= 1u << i;
        if (d.rows[i] == RowAnswer::kUnsure) answer.unsure |= 1u << i;
      }
      answer.kind = Answer::Kind::kGiven;
      return answer;
    }
    if (d.whole == "not-sure" || d.whole == "prefer-not") {
      answer.kind = d.whole == "not-sure" ? Answer::Kind::kNotSure : Answer::Kind::kPreferNot;
      answer.unsure = all;
      return answer;
    }
    if (d.whole != "none" && d.chosen.empty()) {
      state_.fault = q.is_single() ? "choose-one" : "choose-some";
      return {};
    }
    answer.kind = Answer::Kind::kGiven;
    for (const auto option : d.chosen) answer.yes |= 1u << option;
    if (!d.chosen.empty()) answer.first_tapped = static_cast<std::int8_t>(d.chosen.front());
    return answer;
  }

  Answer number_of(const std::string& typed) {
    const auto& q = question();
    std::string text = with_plain_digits(typed);
    std::replace(text.begin(), text.end(), ',', '.');
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end != '\0' || !(value >= q.minimum && value <= q.maximum)) {
      state_.fault = "type-number";
      return {};
    }
    Answer answer;
    answer.kind = Answer::Kind::kGiven;
    answer.has_number = true;
    answer.number = value;
    return answer;
  }

  std::string next() {
    if (here().room != Room::kQuestion) return "there is no question on the screen";
    state_.fault.clear();
    state_.notices.clear();
    const Answer answer = answer_of_draft();
    if (!state_.fault.empty()) {
      ++state_.visits;
      return "";
    }
    return accept(answer);
  }

  std::string skip() {
    if (here().room != Room::kQuestion || !question().optional) return "this question is not one to leave out";
    Answer dismissed;
    dismissed.kind = Answer::Kind::kGiven;
    draft() = {};
    return accept(dismissed);
  }

  /// Emergency and same-day rules that these answers fire, each with its tier.
  [[nodiscard]] std::map<std::uint16_t, Tier> warnings(const Answers& answers) const {
    std::map<std::uint16_t, Tier> rules;
    for (const auto& fired : assess(pack_, answers, Missing::kNotYet).red_flags) {
      const Tier tier = tier_of(pack_, fired.rung);
      if (tier >= Tier::kSameDay) rules[fired.rule] = tier;
    }
    return rules;
  }

  /// A changed answer that takes back a warning which was already shown, or makes today of an emergency, asks first (INV-11).
  std::string accept(const Answer& answer) {
    const auto q = here().question;
    Answers changed = state_.answers;
    changed[q] = answer;
    if (!state_.warned.empty() && state_.answers[q].exists()) {
      const auto left = warnings(changed);
      PendingChange pending{q, answer, {}};
      for (const auto& [rule, tier] : warnings(state_.answers)) {
        const auto still = left.find(rule);
        if (state_.warned.count(rule) && (still == left.end() || still->second < tier)) pending.lost_rules.push_back(rule);
      }
      if (!pending.lost_rules.empty()) {
        state_.pending = std::move(pending);
        return arrive({Room::kConfirm, q});
      }
    }
    state_.answers = std::move(changed);
    no_longer_kept();
    return go_on(q);
  }

  std::string confirm() {
    if (here().room != Room::kConfirm) return "there is nothing to confirm";
    const PendingChange pending = std::move(state_.pending);
    state_.pending = {};
    state_.trail.pop_back();
    if (event_.value != "remove") {
      state_.drafts[pending.question] = {};
      entered();
      return "";
    }
    state_.answers[pending.question] = pending.answer;
    no_longer_kept();
    for (const auto rule : pending.lost_rules) state_.warned.erase(rule);
    return go_on(pending.question);
  }

  /// After question `q`: an emergency interrupts at once (INV-06), else the next question, the review or the result.
  std::string go_on(QuestionIndex q) {
    settle_legs(pack_, state_, q);
    const auto now = assess(pack_, state_.answers, Missing::kNotYet);
    bool new_emergency = false;
    for (const auto& fired : now.red_flags) {
      const Tier tier = tier_of(pack_, fired.rung);
      if (tier == Tier::kEmergency && state_.warned.insert(fired.rule).second) new_emergency = true;
    }
    if (tier_of(pack_, now.rung) == Tier::kEmergency && (new_emergency || !now.findings.complete)) {
      return arrive({Room::kEmergency, q});
    }
    if (state_.editing) {
      if (const int side = asks_which_leg_again(pack_, state_); side >= 0 && q != side) return arrive({Room::kQuestion, static_cast<QuestionIndex>(side)});
      if (now.findings.ask_next >= 0) return arrive({Room::kQuestion, static_cast<QuestionIndex>(now.findings.ask_next)});
      state_.editing = false;
      return finish();
    }
    for (QuestionIndex next = static_cast<QuestionIndex>(q + 1); next < pack_.questions.size(); ++next) {
      if (is_shown(pack_, next, now.findings)) return arrive({Room::kQuestion, next});
    }
    if (now.findings.ask_next >= 0) return arrive({Room::kQuestion, static_cast<QuestionIndex>(now.findings.ask_next)});
    return finish();
  }

  std::string finish() {
    const auto findings = find(pack_, state_.answers, Missing::kNotYet);
    const auto so_far = assess(pack_, state_.answers, Missing::kNotYet);
    const bool emergency = tier_of(pack_, so_far.rung) == Tier::kEmergency;
    // Nothing but an emergency is told before every safety screen that applies has its answer.
    if (!emergency && findings.ask_next >= 0) {
      return arrive({Room::kQuestion, static_cast<QuestionIndex>(findings.ask_next)});
    }
    return show_result();
  }

  std::string show_result() {
    for (const auto& fired : assess(pack_, state_.answers, Missing::kNotYet).red_flags) {
      if (tier_of(pack_, fired.rung) >= Tier::kSameDay) state_.warned.insert(fired.rule);
    }
    // Changing an answer makes the others no younger.
    state_.witness.whole = state_.witness.counting;
    if (!state_.result_at) state_.result_at = state_.told_at ? state_.told_at : state_.now;
    return enter(Room::kResult);
  }

  std::string edit() {
    const int q = pack_.find_question(event_.value);
    if (q < 0) return "there is no question `" + event_.value + "`";
    state_.editing = true;
    return arrive({Room::kQuestion, static_cast<QuestionIndex>(q)});
  }

  // --- what only the page can do ------------------------------------------------------------------------------
  std::string fact() {
    Device& device = state_.device;
    bool* const known = event_.id == "offline" ? &device.offline : event_.id == "newer" ? &device.newer
                      : event_.id == "install" ? &device.installable : event_.id == "memory" ? &device.memory
                      : event_.id == "voices" ? &device.voices : event_.id == "reading" ? &device.reading
                      : event_.id == "signal" ? &state_.witness.signal : nullptr;
    if (!known) return "there is no fact \"" + event_.id + "\"";
    *known = event_.on;
    return "";
  }

  std::string send(const std::string& errand, const std::string& value = "") {
    state_.errand = errand;
    state_.errand_value = value;
    return "";
  }

  /// A newer version comes in, and the page moves to the home screen, only where nothing is under way.
  std::string renew() {
    if (here().room != Room::kStart && here().room != Room::kResult) return "not in the middle of a check";
    if (!(event_.action == "update" ? state_.device.newer : state_.device.installable)) return "there is nothing to do";
    // The newer version begins anew; a result is carried over to it by the tab, which may not be asked to remember.
    const bool carry = here().room == Room::kResult;
    if (carry && state_.device.traceless) return "the result would be lost";
    return send(event_.action, carry ? "carry" : "");
  }

  // --- what stays on the device -------------------------------------------------------------------------------
  std::string device() {
    if (here().room == Room::kDevice) return "this is what is on the device";
    (void)enter(Room::kDevice);
    return send("look");
  }

  /// "Check it yourself": to the guide, or to begin to count, with a whole check to do meanwhile.
  std::string witness() {
    if (here().room == Room::kDevice) {
      state_.witness = {.signal = state_.witness.signal};
      (void)enter(Room::kReceipt);
      return send("witness", "watch");
    }
    if (here().room != Room::kReceipt || state_.witness.found) return "there is nothing to begin";
    state_.witness.counting = true;
    (void)(has_told(state_) ? back() : arrive({Room::kQuestion, 0}));
    return send("witness", "begin");
  }

  std::string receipt() {
    if (!state_.witness.counting) return "nothing was counted";
    (void)enter(Room::kReceipt);
    return send("witness", "read");
  }

  void no_longer_kept() {
    state_.is_kept = false;
    state_.told_at.reset();
    state_.said_before.reset();
  }

  std::string keep() {
    if (here().room != Room::kResult) return "only a result is kept";
    if (state_.device.traceless || state_.is_kept) return "there is nothing to keep";
    return send("keep");
  }

  std::string tend() {
    if (here().room != Room::kDevice) return "that is done where one sees what is on the device";
    if (event_.action == "import" && state_.device.traceless) return "nothing is kept here";
    // The check under way is on the device too: in the page's own memory.
    if (event_.action == "erase") {
      (void)clear();
      state_.trail.push_back({Room::kDevice, 0});
    }
    return send(event_.action, event_.value);
  }

  std::string trace() {
    if (here().room != Room::kStart && here().room != Room::kDevice) return "not in the middle of a check";
    state_.device.traceless = !state_.device.traceless;
    return send(state_.device.traceless ? "forget" : "remember");
  }

  /// What came of an errand, as the page tells it: "ok", "ok 3", or why not.
  std::string did() {
    const auto space = event_.value.find(' ');
    const auto said = event_.value.substr(0, space);
    std::string key = "did-" + event_.id + "-" + said;
    if (content_.words.maybe({"ui", key}).empty()) key = "did-store-" + said;  // why nothing can be kept is the same for all
    if (content_.words.maybe({"ui", key}).empty()) return "there are no words for what came of `" + event_.id + "`";
    state_.outcome = key;
    state_.outcome_why = space == std::string::npos ? "" : event_.value.substr(space + 1);
    if (key == "did-keep-ok") state_.is_kept = true;
    if (key == "did-witness-failed") state_.witness = {};
    return "";
  }

  /// {"now", "kept": [{"key", "text"}], "tab", "copy", "others"}: all that the page found. One that can't be read is listed too;
  /// where none of them can, "unread" says why.
  std::string stored() {
    const auto parsed = parse_json(event_.value, "stored");
    if (!parsed) return sentence(parsed.errors().front());
    Errors errors;
    const JsonReader at(&*parsed, "stored", "", &errors);
    const Moment now = read_moment(at.at("now").text()).value_or(Moment{});
    Stored found;
    found.in_tab = at.at("tab").flag();
    found.copy_files = at.at("copy").whole();
    found.others = at.at("others").whole();
    if (const auto why = at.maybe("unread"); why.exists()) found.unread = why.text();
    for (const auto& one : at.at("kept").items()) {
      const auto key = one.at("key").text();
      auto checks = read_kept(pack_, one.at("text").text(), "kept check " + key);
      if (!checks) {
        found.kept.push_back({key, std::nullopt, refusal(content_.words, checks.errors().front()), Age::kOld});
        continue;
      }
      for (auto& check : *checks) {
        const Age age = age_of(check.when, now);
        found.kept.push_back({key, std::move(check), "", age});
      }
    }
    if (!errors.empty()) return sentence(errors.front());
    std::stable_sort(found.kept.begin(), found.kept.end(), [](const Kept& a, const Kept& b) {
      return (a.check ? a.check->when.minutes : 0) > (b.check ? b.check->when.minutes : 0);
    });
    state_.stored = std::move(found);
    return "";
  }

  /// A result counts for 24 hours (INV-19), and never takes the place of a check that is under way.
  std::string show_kept() {
    const auto found = std::find_if(state_.stored.kept.begin(), state_.stored.kept.end(), [&](const Kept& one) { return one.key == event_.value; });
    if (here().room != Room::kDevice || found == state_.stored.kept.end() || !found->check) return "there is no such check to show";
    if (found->age != Age::kFresh || has_told(state_)) return "this check can't be shown now";
    const KeptCheck check = *found->check;
    state_.answers = check.answers;
    state_.is_kept = true;
    state_.told_at = check.when;
    if (check.fingerprint != pack_.fingerprint) state_.said_before = check.gist.value_or(Gist{});
    return finish();
  }

  /// What was kept, in the newest check that has it, is ticked again; only Next makes an answer of it.
  void offer_again(QuestionIndex q) {
    if (state_.answers[q].exists() || state_.drafts[q].touched) return;
    for (const auto& kept : state_.stored.kept) {
      if (!kept.check || (kept.age != Age::kFresh && kept.age != Age::kBackground)) continue;
      const auto answer = offered_again(pack_, *kept.check, state_.answers, q);
      if (!answer) continue;
      state_.answers[q] = *answer;
      state_.drafts[q] = draft_of(pack_, state_, q);
      state_.drafts[q].touched = true;
      state_.answers[q] = {};
      state_.offered_again.insert(q);
      return;
    }
  }

  // --- how it looks -------------------------------------------------------------------------------------------
  [[nodiscard]] std::string other_view() const { return state_.view == "drawn" ? "page" : "drawn"; }
  [[nodiscard]] std::string next_theme() const {
    return state_.theme == "auto" ? "dark" : state_.theme == "dark" ? "light" : state_.theme == "light" ? "night" : "auto";
  }

  std::string look(std::string& what, const std::vector<std::string>& known, const std::string& otherwise) {
    const auto& wanted = event_.value.empty() ? otherwise : event_.value;
    if (std::find(known.begin(), known.end(), wanted) == known.end()) return "there is no " + event_.action + " \"" + wanted + "\"";
    what = wanted;
    return "";
  }

  /// Said once, before anything else; a country that the address asks for comes after it and goes before it.
  std::string publisher() {
    if (auto refused = read_publisher(pack_, event_.value, state_.publisher); !refused.empty()) return refused;
    state_.country = state_.publisher.country;
    return "";
  }

  [[nodiscard]] std::vector<std::string> country_ids() const {
    std::vector<std::string> ids;
    for (const auto& country : pack_.countries) ids.push_back(country.id);
    return ids;
  }

  /// Why a publisher's colours are not used: "accent", or "accent,dim,#8fb3ff,card,#ffffff,2.06,4.5,#3f6fd0" with the pair,
  /// its contrast, what it needs, and the nearest accent that passes (shell/skin.js).
  [[nodiscard]] std::string look_refusal(std::string_view why) const {
    std::vector<std::string> parts(1);
    for (const char c : why) c == ',' ? void(parts.emplace_back()) : parts.back().push_back(c);
    if (parts.size() != 8) return filled(content_.words.ui("look-unknown"), "name", parts[0]);
    std::string text = content_.words.ui(parts[7].empty() ? "look-refused" : "look-refused-nearest");
    const char* const names[] = {"name", "front", "front-colour", "back", "back-colour", "ratio", "needed", "nearest"};
    for (std::size_t i = 0; i < parts.size(); ++i) text = filled(std::move(text), names[i], parts[i]);
    return text;
  }

  /// "view=page;theme=dark": what the address asks for. A name or value that is not known is told on the first screen.
  std::string options() {
    struct Option {
      std::string name;
      std::vector<std::string> values;
    };
    const std::vector<Option> known = {{"lang", {content_.words.language}},
                                       {"view", {"drawn", "page"}},
                                       {"theme", {"auto", "light", "dark", "night"}},
                                       {"start", {"check", "cramp", "diary"}},
                                       {"depth", {"full", "signpost", "leaflet"}},
                                       {"country", country_ids()}};
    std::string_view rest = event_.value;
    while (!rest.empty()) {
      const auto end = rest.find(';');
      const auto part = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      const auto equals = part.find('=');
      const std::string name(part.substr(0, equals));
      const std::string value(equals == std::string_view::npos ? "" : part.substr(equals + 1));
      if (name == "look") state_.notices.push_back(look_refusal(value));
      const auto option = std::find_if(known.begin(), known.end(), [&](const Option& o) { return o.name == name; });
      if (option == known.end()) continue;  // the address may carry what is meant for others
      if (std::find(option->values.begin(), option->values.end(), value) == option->values.end()) {
        std::string list;
        for (const auto& each : option->values) list += (list.empty() ? "" : ", ") + each;
        // The value itself is not repeated: an address may be made to say anything.
        state_.notices.push_back(filled(filled(content_.words.ui("unknown-option"), "name", name), "values", list));
        continue;
      }
      if (name == "view") state_.view = value;
      if (name == "theme") state_.theme = value;
      if (name == "country") state_.country = value;
      if (name == "depth") state_.depth = value == "full" ? Depth::kFull : value == "signpost" ? Depth::kSignpost : Depth::kLeaflet;
      if (name == "start" && value == "check" && here().room == Room::kStart) (void)start();
      if (name == "start" && value == "cramp" && here().room == Room::kStart && rescue_of(pack_)) {
        enter_cramp();
        continue;
      }
      // Known to other versions of this page; this one says so instead of doing something else in silence.
      if (name == "start" && value == "diary") {
        state_.notices.push_back(filled(filled(content_.words.ui("option-not-here"), "name", name), "value", value));
      }
    }
    return "";
  }

  const Content& content_;
  const Pack& pack_;
  State& state_;
  const Event& event_;
};

}  // namespace

const Action* rescue_of(const Pack& pack) {
  const auto found = std::find_if(pack.actions.begin(), pack.actions.end(), [](const Action& action) {
    return action.timing.at_most_seconds > 0 && action.timing.hold_seconds > 0 && !action.poses.empty();
  });
  return found == pack.actions.end() ? nullptr : &*found;
}

std::vector<FindingIndex> known_of(const Action& rescue, const Pose& pose) {
  std::vector<FindingIndex> known = rescue.knows;
  known.insert(known.end(), pose.knows.begin(), pose.knows.end());
  return known;
}

State new_state(const Pack& pack) {
  State state;
  state.answers = no_answers(pack);
  state.drafts.resize(pack.questions.size());
  state.trail.push_back({});
  return state;
}

Draft draft_of(const Pack& pack, const State& state, QuestionIndex index) {
  const Draft& kept = state.drafts[index];
  const Answer& answer = state.answers[index];
  if (kept.touched || !answer.exists()) return kept;
  const auto& question = pack.questions[index];
  Draft draft;
  if (answer.kind == Answer::Kind::kNotSure) {
    draft.whole = "not-sure";
  } else if (answer.kind == Answer::Kind::kPreferNot) {
    draft.whole = "prefer-not";
  } else if (answer.has_number) {
    JsonWriter number;
    number.number(answer.number);
    draft.typed = number.take();
  } else if (answer.unsure) {
    draft.in_rows = true;
    for (std::uint16_t i = 0; i < question.count; ++i) {
      const bool yes = answer.yes >> i & 1, unsure = answer.unsure >> i & 1;
      draft.rows.push_back(yes ? RowAnswer::kYes : unsure ? RowAnswer::kUnsure : RowAnswer::kNo);
    }
  } else if (!answer.yes) {
    draft.whole = question.none ? "none" : "";
  } else {
    if (answer.first_tapped >= 0) draft.chosen.push_back(static_cast<std::uint16_t>(answer.first_tapped));
    for (std::uint16_t i = 0; i < question.count; ++i) {
      if (answer.yes >> i & 1 && i != answer.first_tapped) draft.chosen.push_back(i);
    }
  }
  return draft;
}

bool is_expired(const State& state) {
  return state.result_at && state.now && age_of(*state.result_at, *state.now) != Age::kFresh;
}

std::string update(const Content& content, State& state, const Event& event) { return Update(content, state, event).run(); }

}  // namespace nightlegs
