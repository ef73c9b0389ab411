// practice.hpp - an exercise being done: the phases of its timer, and where the person is in them.
// Seconds come from "tick" events; there is no clock here. Knows nothing of words.
#pragma once
#include <vector>

#include "nightlegs/pack.hpp"

namespace nightlegs {

/// A stretch of time with one thing to do. kSwap and kRound wait for the person.
struct Phase {
  enum class Kind : std::uint8_t { kReady, kHold, kRest, kMove, kSwap, kRound };
  Kind kind = Kind::kHold;
  int seconds = 0;
  std::size_t posture = 0;   // to be in, or on the way to
  int repetition = 0;        // from 1
  int round = 1;
  bool other_leg = false;
};

/// All of an exercise, in order; empty when nothing is timed.
[[nodiscard]] std::vector<Phase> phases_of(const Pose& pose);
/// Going at a pace: what counts is the repetition, not the second.
[[nodiscard]] bool is_paced(const Pose& pose);
/// Of the whole, without the time that the person takes for themselves.
[[nodiscard]] int minutes_of(const std::vector<Phase>& phases);

struct Practice {
  std::uint16_t action = 0;
  std::size_t pose = 0;
  bool begun = false, running = false, done = false;
  std::size_t phase = 0;  // of phases_of
  int left = 0;           // seconds of it
  int step = 0;           // the step that the person looks at, from 1; 0: as the timer has it
  bool said = false;      // the phase has just begun, or its half is over: say so, once
  int from = -1;          // the posture that the figure comes from, when this very event moved it
};

/// What the figure shows.
struct Shown {
  std::size_t posture = 0;
  bool other_leg = false;
  int step = 0;  // the step that this is, from 1; 0: none
  bool operator==(const Shown&) const = default;
};
[[nodiscard]] Shown shown(const Pose& pose, const Practice& practice);

/// Starts, pauses, goes on, or begins anew.
void press_timer(const Pose& pose, Practice& practice);
/// REQUIRES: it is running.
void pass_seconds(const Pose& pose, Practice& practice, int seconds);

}  // namespace nightlegs
