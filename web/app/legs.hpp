// legs.hpp - which leg: what the body map and the question "Which leg?" tell of each other.
// The map only drafts that question; the person's own answer to it counts, and where the two differ the map follows it.
#pragma once
#include "app/state.hpp"

namespace nightlegs {

/// Bits, so that two legs are both.
enum LegBits : std::uint8_t { kNoLeg = 0, kLeftLeg = 1, kRightLeg = 2, kBothLegs = 3 };

/// The legs that something is felt in; not `sure` while nobody has said which, and then both are meant.
struct Legs {
  std::uint8_t which = kNoLeg;
  bool sure = true;
};

/// Of a chosen zone: as tapped on the map, or else as the answer to "Which leg?" says.
[[nodiscard]] Legs legs_of(const Pack& pack, const State& state, const Draft& zones, std::uint16_t option);

/// Of all chosen zones that lie on a leg, by the map alone.
[[nodiscard]] Legs told_by_map(const Pack& pack, const State& state);

/// A tap on one zone of the map. The zone is chosen as long as one of its legs is.
void tap_zone(const Pack& pack, const State& state, Draft& zones, std::uint16_t option, std::uint8_t leg, bool on);

/// After question `q` was answered: drafts "Which leg?" from the map, or has the map follow the answer.
void settle_legs(const Pack& pack, State& state, QuestionIndex q);

/// "Which leg?" when its answer is older than a map that says otherwise, or -1.
[[nodiscard]] int asks_which_leg_again(const Pack& pack, const State& state);

}  // namespace nightlegs
