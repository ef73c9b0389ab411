// random.hpp - answer files that a person could have given, for tests, benchmarks and proofs.
#pragma once
#include <cstdint>

#include "nightlegs/answers.hpp"

namespace nightlegs {

/// A seeded stream of numbers, the same on every platform (SplitMix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  /// A number from 0 to `below` - 1. REQUIRES: below > 0.
  [[nodiscard]] std::uint32_t roll(std::uint32_t below);
  [[nodiscard]] bool chance(std::uint32_t percent) { return roll(100) < percent; }

 private:
  std::uint64_t state_;
};

/// A whole walk through the questionnaire: every question that applies is answered as its screen allows.
[[nodiscard]] Answers random_answers(const Pack& pack, Dice& dice);

}  // namespace nightlegs
