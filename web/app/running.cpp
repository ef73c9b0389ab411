// running.cpp - the state as a sealed text, and back with every name looked up again.
#include "app/running.hpp"

#include <algorithm>
#include <array>

#include "app/legs.hpp"
#include "nightlegs/assessment.hpp"
#include "nightlegs/saved.hpp"

namespace nightlegs {
namespace {

const std::string kFile = "running check";

/// Rooms by name, in the order of Room. Those without one can't be come back to: what they show is of the moment.
constexpr std::array<std::string_view, 18> kRooms = {"start",   "question", "emergency", "",      "result", "what-if", "sheet",
                                                     "review",  "sources",  "how",       "evidence", "cramp", "",      "",
                                                     "",        "device", "",          "receipt"};
static_assert(kRooms.size() == static_cast<std::size_t>(Room::kReceipt) + 1);

bool is_only_read(Room room) {
  return room == Room::kWhatIf || room == Room::kSheet || room == Room::kReview || room == Room::kSources || room == Room::kHow ||
         room == Room::kEvidence || room == Room::kDevice || room == Room::kAction || room == Room::kReceipt;
}

/// Where the person is, whatever they have a look at from there.
Room last_to_do(const State& state) {
  const auto step = std::find_if(state.trail.rbegin(), state.trail.rend(), [](const Step& one) { return !is_only_read(one.room); });
  return step == state.trail.rend() ? Room::kStart : step->room;
}

std::string_view name_of(RowAnswer answer) {
  switch (answer) {
    case RowAnswer::kYes: return "yes";
    case RowAnswer::kNo: return "no";
    case RowAnswer::kUnsure: return "unsure";
    case RowAnswer::kEmpty: break;
  }
  return "";
}

class Reader {
 public:
  Reader(const Pack& pack, const JsonReader& top) : pack_(pack), top_(top) {}

  State read() {
    top_.only({"nightlegs", "version", "when", "content", "view", "theme", "country", "trail", "editing", "warned", "drafts", "answers", "result", "said", "checksum"});
    State state = new_state(pack_);
    state.view = one_of(top_.at("view"), {"drawn", "page"});
    state.theme = one_of(top_.at("theme"), {"auto", "dark", "light", "night"});
    state.country = top_.at("country").text();
    state.editing = top_.at("editing").flag();
    for (const auto& at : top_.at("warned").items()) {
      const auto id = at.text();
      const auto rule = std::find_if(pack_.rules.begin(), pack_.rules.end(), [&](const Rule& r) { return r.id == id; });
      if (rule == pack_.rules.end()) {
        at.report("running.unfit", "there is no rule `" + id + "`");
      } else {
        state.warned.insert(static_cast<std::uint16_t>(rule - pack_.rules.begin()));
      }
    }
    if (const auto at = top_.maybe("result"); at.exists()) {
      state.result_at = read_moment(at.text());
      if (!state.result_at) at.report("running.unfit", "a time like 2026-11-24T03:12+01:00 should stand there");
    }
    if (auto answers = read_answers(pack_, top_.at("answers")); answers) state.answers = std::move(*answers);
    for (const auto& at : top_.at("drafts").items()) draft(at, state);
    trail(state);
    return state;
  }

 private:
  static std::string one_of(const JsonReader& at, const std::vector<std::string>& known) {
    const auto value = at.text();
    if (std::find(known.begin(), known.end(), value) == known.end()) at.report("running.unfit", "\"" + value + "\" is not known");
    return value;
  }

  int question(const JsonReader& at, const std::string& id) const {
    const int found = pack_.find_question(id);
    if (found < 0) at.report("running.unfit", "there is no question `" + id + "`");
    return found;
  }

  int option(const JsonReader& at, const Question& asked, const std::string& id) const {
    for (int i = 0; i < asked.count; ++i) {
      if (pack_.findings[static_cast<std::size_t>(asked.first + i)].id == id) return i;
    }
    at.report("running.unfit", "`" + id + "` is not an answer to `" + asked.id + "`");
    return -1;
  }

  void draft(const JsonReader& at, State& state) {
    at.only({"question", "chosen", "whole", "rows", "typed", "legs", "from_map"});
    const int index = question(at.at("question"), at.at("question").text());
    if (index < 0) return;
    const auto& asked = pack_.questions[static_cast<std::size_t>(index)];
    Draft& draft = state.drafts[static_cast<std::size_t>(index)];
    draft.touched = true;
    for (const auto& one : at.at("chosen").items()) {
      if (const int i = option(one, asked, one.text()); i >= 0) draft.chosen.push_back(static_cast<std::uint16_t>(i));
    }
    draft.whole = one_of(at.at("whole"), {"", "none", "not-sure", "prefer-not"});
    draft.typed = at.at("typed").text();
    draft.from_map = at.has("from_map") && at.at("from_map").flag();
    if (const auto legs = at.maybe("legs"); legs.exists()) {
      for (const auto& [id, said] : legs.members()) {
        const int i = option(said, asked, id);
        const auto which = one_of(said, {"left", "right", "both"});
        if (i >= 0) draft.legs[static_cast<std::uint16_t>(i)] = which == "left" ? kLeftLeg : which == "right" ? kRightLeg : kBothLegs;
      }
    }
    const auto rows = at.maybe("rows");
    if (!rows.exists()) return;
    draft.in_rows = true;
    draft.rows.assign(asked.count, RowAnswer::kEmpty);
    for (const auto& [id, said] : rows.members()) {
      const int i = option(said, asked, id);
      const auto answer = one_of(said, {"yes", "no", "unsure"});
      if (i >= 0) draft.rows[static_cast<std::size_t>(i)] = answer == "yes" ? RowAnswer::kYes : answer == "no" ? RowAnswer::kNo : RowAnswer::kUnsure;
    }
  }

  void trail(State& state) {
    state.trail.clear();
    for (const auto& at : top_.at("trail").items()) {
      const auto text = at.text();
      const auto space = text.find(' ');
      const auto name = text.substr(0, space);
      const auto room = std::find(kRooms.begin(), kRooms.end(), name);
      if (name.empty() || room == kRooms.end()) {
        at.report("running.unfit", "there is no screen \"" + name + "\"");
        continue;
      }
      Step step{static_cast<Room>(room - kRooms.begin()), 0};
      const bool of_question = step.room == Room::kQuestion || step.room == Room::kEmergency;
      if (of_question) {
        const int index = question(at, space == std::string::npos ? "" : text.substr(space + 1));
        if (index >= 0) step.question = static_cast<QuestionIndex>(index);
      }
      state.trail.push_back(step);
    }
    if (state.trail.empty() || state.trail.front().room != Room::kStart) top_.at("trail").report("running.unfit", "it should begin at the first screen");
  }

  const Pack& pack_;
  const JsonReader& top_;
};

/// Content that has changed since may ask more: then the person goes on at what it has no answer to.
void stand_where_this_content_leads(const Pack& pack, State& state) {
  const bool at_result = last_to_do(state) == Room::kResult;
  const int next = find(pack, state.answers, Missing::kNotYet).ask_next;
  state.trail = {{Room::kStart, 0}, next < 0 ? Step{at_result ? Room::kResult : Room::kReview, 0}
                                             : Step{Room::kQuestion, static_cast<QuestionIndex>(next)}};
  state.editing = false;
}

}  // namespace

bool has_told(const State& state) {
  return std::any_of(state.answers.begin(), state.answers.end(), [](const Answer& answer) { return answer.exists(); }) ||
         std::any_of(state.drafts.begin(), state.drafts.end(), [](const Draft& draft) { return draft.touched; });
}

bool is_running(const State& state) {
  if (state.device.traceless) return false;
  if (!has_told(state) && state.trail.back().room != Room::kQuestion) return false;
  return last_to_do(state) != Room::kResult;
}

std::string write_running(const Pack& pack, const State& state, const Moment& now, const std::optional<Gist>& said) {
  const auto text = [](std::string_view name, const auto& write) {
    JsonWriter json;
    write(json);
    return "\"" + std::string(name) + "\": " + json.take();
  };
  const auto string = [&](std::string_view name, const std::string& value) { return text(name, [&](JsonWriter& json) { json.string(value); }); };
  const auto option = [&](const Question& asked, std::size_t i) { return pack.findings[asked.first + i].id; };

  const auto trail = text("trail", [&](JsonWriter& json) {
    json.open_array();
    for (const auto& step : state.trail) {
      const auto name = kRooms[static_cast<std::size_t>(step.room)];
      if (name.empty()) continue;
      const bool of_question = step.room == Room::kQuestion || step.room == Room::kEmergency;
      json.string(std::string(name) + (of_question ? " " + pack.questions[step.question].id : ""));
    }
    json.close_array();
  });
  const auto warned = text("warned", [&](JsonWriter& json) {
    json.open_array();
    for (const auto rule : state.warned) json.string(pack.rules[rule].id);
    json.close_array();
  });
  const auto drafts = text("drafts", [&](JsonWriter& json) {
    json.open_array();
    for (std::size_t q = 0; q < state.drafts.size(); ++q) {
      const auto& draft = state.drafts[q];
      const auto& asked = pack.questions[q];
      if (!draft.touched) continue;
      json.open_object().key("question").string(asked.id).key("chosen").open_array();
      for (const auto i : draft.chosen) json.string(option(asked, i));
      json.close_array().key("whole").string(draft.whole).key("typed").string(draft.typed);
      if (draft.from_map) json.key("from_map").boolean(true);
      if (!draft.legs.empty()) {
        json.key("legs").open_object();
        for (const auto& [i, legs] : draft.legs) json.key(option(asked, i)).string(legs == kLeftLeg ? "left" : legs == kRightLeg ? "right" : "both");
        json.close_object();
      }
      if (draft.in_rows) {
        json.key("rows").open_object();
        for (std::size_t i = 0; i < draft.rows.size(); ++i) {
          if (draft.rows[i] != RowAnswer::kEmpty) json.key(option(asked, i)).string(name_of(draft.rows[i]));
        }
        json.close_object();
      }
      json.close_object();
    }
    json.close_array();
  });
  std::vector<std::string> members = {string("when", write_moment(now)), string("content", pack.fingerprint), string("view", state.view),
                                      string("theme", state.theme), string("country", state.country), trail,
                                      text("editing", [&](JsonWriter& json) { json.boolean(state.editing); }), warned, drafts,
                                      "\"answers\": " + write_answers(pack, state.answers, OptionOrder::kFirstTappedFirst)};
  if (state.result_at) members.push_back(string("result", write_moment(*state.result_at)));
  if (said) members.push_back("\"said\": " + write_gist(*said));
  return seal(kRunningKind, members);
}

Errors restore_running(const Pack& pack, State& state, std::string_view text, const Moment& now) {
  const auto opened = unseal(text, kRunningKind, kFile);
  if (!opened) return opened.errors();
  Errors errors;
  const JsonReader top(&*opened, kFile, "", &errors);
  const auto when = read_moment(top.at("when").text());
  if (!when) return {{"saved.damaged", kFile + " /when", "a time like 2026-11-24T03:12+01:00 should stand there"}};
  if (age_of(*when, now) != Age::kFresh) return {{"running.old", kFile + " /when", "safety answers count for 24 hours"}};
  State restored = Reader(pack, top).read();
  const bool same_content = top.at("content").text() == pack.fingerprint;
  if (const auto said = top.maybe("said"); said.exists() && !same_content) restored.said_before = read_gist(said);
  if (!errors.empty()) return errors;
  if (!same_content) stand_where_this_content_leads(pack, restored);
  restored.device = state.device;
  restored.stored = state.stored;
  restored.witness = state.witness;
  restored.cases = state.cases;
  restored.notices = state.notices;
  restored.publisher = state.publisher;
  restored.map_as_list = state.map_as_list;
  restored.depth = state.depth;
  restored.can_share = state.can_share;
  restored.now = now == Moment{} ? state.now : now;
  restored.visits = state.visits + 1;
  state = std::move(restored);
  return {};
}

std::string refusal(const Words& words, const Error& error) {
  const auto code = error.code.starts_with("saved.") || error.code.starts_with("running.") ? error.code.substr(error.code.find('.') + 1) : "unfit";
  return filled(words.ui("refused-" + code), "where", error.where);
}

}  // namespace nightlegs
