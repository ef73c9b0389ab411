// people.hpp - random people for native tests: whole walks, and what is left when some answers are missing.
#pragma once
#include <cstdlib>

#include "nightlegs/random.hpp"

namespace nightlegs::test {

/// How many people a test looks at: more when NIGHTLEGS_FULL=1 is set (`./test --full`).
inline int people_count(int daily, int full) {
  const char* wanted = std::getenv("NIGHTLEGS_FULL");
  return wanted && std::string(wanted) == "1" ? full : daily;
}

/// A person with gaps: the answers of a whole walk, each question forgotten with that chance in percent.
inline Answers forgetful(const Answers& whole, Dice& dice, std::uint32_t percent) {
  Answers answers = whole;
  for (auto& answer : answers) {
    if (dice.chance(percent)) answer = {};
  }
  return answers;
}

/// Half of all people finish the questionnaire; the others leave out something or nearly all.
inline Answers somebody(const Pack& pack, Dice& dice) {
  const auto whole = random_answers(pack, dice);
  return dice.chance(50) ? whole : forgetful(whole, dice, 5 + dice.roll(90));
}

}  // namespace nightlegs::test
