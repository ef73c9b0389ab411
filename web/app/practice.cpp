#include "app/practice.hpp"

#include <algorithm>

namespace nightlegs {
namespace {

constexpr int kReadySeconds = 5;  // to put the phone down and take the posture
constexpr int kLongHold = 30;     // from here on the half is said, too

using Kind = Phase::Kind;

bool has_pace(const Pose& pose) {
  return std::any_of(pose.postures.begin(), pose.postures.end(), [](const Posture& posture) { return posture.seconds > 0; });
}

/// To and fro for one long while, as in rolling a foot.
bool sways(const Pose& pose) { return has_pace(pose) && pose.timing.hold_seconds > 0 && pose.timing.repetitions == 0; }

bool waits(Kind kind) { return kind == Kind::kSwap || kind == Kind::kRound; }

void enter(const std::vector<Phase>& phases, Practice& practice, std::size_t phase) {
  practice.phase = phase;
  practice.left = phases[phase].seconds;
  practice.said = true;
}

}  // namespace

bool is_paced(const Pose& pose) { return has_pace(pose) && pose.timing.hold_seconds == 0; }

std::vector<Phase> phases_of(const Pose& pose) {
  const Timing& timing = pose.timing;
  if (timing.at_most_seconds > 0 || (timing.hold_seconds == 0 && timing.repetitions == 0)) return {};
  const std::size_t last = pose.postures.size() - 1;
  const int rounds = std::max(1, timing.rounds), repetitions = std::max(1, timing.repetitions), sides = pose.swap > 0 ? 2 : 1;
  std::vector<Phase> phases;
  const auto add = [&](Kind kind, int seconds, std::size_t posture, int repetition, int round, bool other) {
    phases.push_back({kind, seconds, posture, repetition, round, other});
  };
  for (int round = 1; round <= rounds; ++round) {
    for (int side = 0; side < sides; ++side) {
      const bool other = side == 1;
      if (other) add(Kind::kSwap, 0, last, 0, round, true);
      if (round > 1 && side == 0) add(Kind::kRound, 0, 0, 0, round, false);
      add(Kind::kReady, kReadySeconds, 0, 0, round, other);
      for (int n = 1; n <= repetitions; ++n) {
        if (!is_paced(pose)) {
          add(Kind::kHold, timing.hold_seconds, last, n, round, other);
          const int rest = std::max(timing.rest_seconds, pose.postures.front().seconds);
          if (n < repetitions && rest > 0) add(Kind::kRest, rest, 0, n, round, other);
          continue;
        }
        for (std::size_t i = 1; i <= last; ++i) {
          add(Kind::kMove, std::max(1, pose.postures[i].seconds), i, n, round, other);
          if (pose.postures[i].stay > 0) add(Kind::kHold, pose.postures[i].stay, i, n, round, other);
        }
        add(Kind::kMove, std::max(1, pose.postures.front().seconds), 0, n, round, other);
      }
    }
  }
  return phases;
}

int minutes_of(const std::vector<Phase>& phases) {
  int seconds = 0;
  for (const auto& phase : phases) seconds += phase.seconds;
  return std::max(1, (seconds + 30) / 60);
}

Shown shown(const Pose& pose, const Practice& practice) {
  const std::size_t last = pose.postures.size() - 1;
  if (practice.step > 0) {
    Shown one{last, practice.step == pose.swap, practice.step};
    int best = 0;
    for (std::size_t i = 0; i <= last; ++i) {
      for (const int step : pose.postures[i].steps) {
        if (step > practice.step || step < best) continue;
        best = step;
        one.posture = i;
      }
    }
    return one;
  }
  if (!practice.begun) return {last, false, 0};
  const auto phases = phases_of(pose);
  const Phase& phase = phases[practice.phase];
  Shown one{phase.posture, phase.other_leg, 0};
  if (sways(pose) && phase.kind == Kind::kHold) {
    const int pace = std::max(1, pose.postures.back().seconds);
    one.posture = (phase.seconds - practice.left) / pace % 2 == 0 ? last : 0;
  }
  if (phase.kind == Kind::kSwap) {
    one.step = pose.swap;
  } else if (phase.kind != Kind::kReady && phase.kind != Kind::kRound) {
    const auto& steps = pose.postures[one.posture].steps;
    const bool holds = phase.kind == Kind::kHold || (phase.posture == 0 && phase.kind == Kind::kMove);  // the last of its steps, else the first
    if (!steps.empty()) one.step = holds ? steps.back() : steps.front();
  }
  return one;
}

void press_timer(const Pose& pose, Practice& practice) {
  const auto phases = phases_of(pose);
  if (phases.empty()) return;
  practice.step = 0;
  if (!practice.begun || practice.done) {
    practice.begun = true;
    practice.done = false;
    enter(phases, practice, 0);
    practice.running = true;
  } else if (practice.running) {
    practice.running = false;
  } else {
    practice.running = true;
    if (waits(phases[practice.phase].kind)) enter(phases, practice, practice.phase + 1);
  }
}

void pass_seconds(const Pose& pose, Practice& practice, int seconds) {
  const auto phases = phases_of(pose);
  for (int i = 0; i < seconds && practice.running; ++i) {
    if (--practice.left > 0) {
      const Phase& phase = phases[practice.phase];
      if (phase.kind == Kind::kHold && phase.seconds >= kLongHold && practice.left == phase.seconds / 2) practice.said = true;
      continue;
    }
    if (practice.phase + 1 == phases.size()) {
      practice.running = false;
      practice.done = practice.said = true;
      practice.left = 0;
      return;
    }
    enter(phases, practice, practice.phase + 1);
    if (waits(phases[practice.phase].kind)) practice.running = false;
  }
}

}  // namespace nightlegs
