#include "app/legs.hpp"

#include <algorithm>
#include <string_view>

namespace nightlegs {
namespace {

/// The places that are not on a leg: they tell nothing of left and right.
bool is_on_a_leg(std::string_view zone) { return zone != "z-low-back" && zone != "z-shoulder-neck" && zone != "z-arm-hand"; }

int zones_question(const Pack& pack) {
  for (QuestionIndex q = 0; q < pack.questions.size(); ++q) {
    if (pack.questions[q].type == Question::Type::kZones) return q;
  }
  return -1;
}

const std::string& option_id(const Pack& pack, QuestionIndex q, std::uint16_t option) {
  return pack.findings[static_cast<std::size_t>(pack.questions[q].first + option)].id;
}

/// Both legs is never drafted: "about the same", "one is worse" and "it swaps" are the person's to tell apart.
int option_for(const Pack& pack, QuestionIndex side, Legs told) {
  if (!told.sure) return -1;
  const std::string_view wanted = told.which == kLeftLeg ? "side-left-only" : told.which == kRightLeg ? "side-right-only" : "";
  for (std::uint16_t i = 0; i < pack.questions[side].count; ++i) {
    if (option_id(pack, side, i) == wanted) return i;
  }
  return -1;
}

/// The legs that an answer to "Which leg?" names; none when it leaves that open.
std::uint8_t answered(const Pack& pack, QuestionIndex side, const Answer& answer) {
  if (answer.kind != Answer::Kind::kGiven) return kNoLeg;
  for (std::uint16_t i = 0; i < pack.questions[side].count; ++i) {
    if (!(answer.yes >> i & 1)) continue;
    const auto& id = option_id(pack, side, i);
    if (id == "side-left-only") return kLeftLeg;
    if (id == "side-right-only") return kRightLeg;
    if (id == "side-both-same" || id == "side-both-one-worse") return kBothLegs;
  }
  return kNoLeg;
}

bool differ(Legs told, std::uint8_t answer) {
  if (answer == kLeftLeg || answer == kRightLeg) return told.sure ? told.which != kNoLeg && told.which != answer : (told.which & ~answer) != 0;
  return answer == kBothLegs && told.sure && (told.which == kLeftLeg || told.which == kRightLeg);
}

}  // namespace

Legs legs_of(const Pack& pack, const State& state, const Draft& zones, std::uint16_t option) {
  if (const auto told = zones.legs.find(option); told != zones.legs.end()) return {told->second, true};
  const int side = pack.find_question("p-side");
  if (side < 0) return {kBothLegs, false};
  const auto by_answer = answered(pack, static_cast<QuestionIndex>(side), state.answers[static_cast<std::size_t>(side)]);
  return by_answer == kNoLeg ? Legs{kBothLegs, false} : Legs{by_answer, true};
}

Legs told_by_map(const Pack& pack, const State& state) {
  const int q = zones_question(pack);
  if (q < 0) return {};
  const Draft zones = draft_of(pack, state, static_cast<QuestionIndex>(q));
  Legs told;
  for (const auto option : zones.chosen) {
    if (!is_on_a_leg(option_id(pack, static_cast<QuestionIndex>(q), option))) continue;
    const auto tapped = zones.legs.find(option);
    if (tapped == zones.legs.end()) {
      told.sure = false;
    } else {
      told.which = static_cast<std::uint8_t>(told.which | tapped->second);
    }
  }
  // Both legs stay both, whatever the others are.
  if (told.which == kBothLegs) told.sure = true;
  return told;
}

void tap_zone(const Pack& pack, const State& state, Draft& zones, std::uint16_t option, std::uint8_t leg, bool on) {
  const auto chosen = std::find(zones.chosen.begin(), zones.chosen.end(), option);
  const bool was_chosen = chosen != zones.chosen.end();
  zones.touched = true;
  zones.whole.clear();
  std::uint8_t legs = kNoLeg;
  if (leg != kNoLeg) {
    const Legs before = was_chosen ? legs_of(pack, state, zones, option) : Legs{};
    // The first tap on a zone whose leg nobody has told says which one it is.
    legs = static_cast<std::uint8_t>(!on ? before.which & ~leg : before.sure ? before.which | leg : leg);
  }
  const bool chosen_now = leg == kNoLeg ? on : legs != kNoLeg;
  zones.legs.erase(option);
  if (chosen_now && legs != kNoLeg) zones.legs[option] = legs;
  if (chosen_now && !was_chosen) zones.chosen.push_back(option);
  if (!chosen_now && was_chosen) zones.chosen.erase(chosen);
}

void settle_legs(const Pack& pack, State& state, QuestionIndex q) {
  const int zones = zones_question(pack), side = pack.find_question("p-side");
  if (zones < 0 || side < 0) return;
  const Answer& answer = state.answers[static_cast<std::size_t>(side)];
  Draft& draft = state.drafts[static_cast<std::size_t>(side)];
  const Legs told = told_by_map(pack, state);
  const auto side_question = static_cast<QuestionIndex>(side);
  if (q == side) {
    draft.from_map = false;
    if (differ(told, answered(pack, side_question, answer))) state.drafts[static_cast<std::size_t>(zones)].legs.clear();
    return;
  }
  if (q != zones) return;
  const bool asked_anew = answer.exists() && differ(told, answered(pack, side_question, answer));
  if (answer.exists() ? !asked_anew && !draft.from_map : draft.touched && !draft.from_map) return;
  draft = {};
  const int option = option_for(pack, side_question, told);
  if (answer.exists() && !asked_anew) return;  // what it said fits again
  draft.touched = draft.from_map = asked_anew || option >= 0;
  if (option >= 0) draft.chosen = {static_cast<std::uint16_t>(option)};
}

int asks_which_leg_again(const Pack& pack, const State& state) {
  const int side = pack.find_question("p-side");
  if (side < 0) return -1;
  const auto at = static_cast<std::size_t>(side);
  return state.drafts[at].from_map && state.answers[at].exists() ? side : -1;
}

}  // namespace nightlegs
