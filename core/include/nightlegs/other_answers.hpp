// other_answers.hpp - what other answers would give, in words: the result hangs on these. Decides nothing; see what_if.hpp.
#pragma once
#include <string>
#include <vector>

#include "nightlegs/what_if.hpp"
#include "nightlegs/words.hpp"

namespace nightlegs {

/// Answers that would give the same thing.
struct Turn {
  std::string tier, gives;            // "same-day", "Get seen today"; a fit has no tier
  std::vector<std::string> alone;     // each by itself
  std::vector<std::string> together;  // "A high temperature. Together with any of these: ..."
};

struct PatternTurns {
  std::string id, name, fit;  // as it fits now
  bool is_listed = false;
  std::vector<Turn> turns;
};

/// What could be found out, and what that would give.
struct WorthAsking {
  std::string question, label, how;  // "" when nothing is open that matters
  std::vector<Turn> turns;
};

struct OtherAnswers {
  std::vector<Turn> more;               // more urgent, the most urgent first
  std::vector<std::string> rests_on;    // answers without which it would be less urgent; never with what it would be then
                                        // at emergency or same-day (INV-11: no invitation to take a warning back)
  std::vector<Turn> less;               // below same-day: what it would be then
  std::vector<PatternTurns> patterns;   // listed ones first
  std::string could_become;             // heading of the most urgent result that open answers could make of it; "" = no other
  std::size_t open_questions = 0;       // that apply and have no answer
  WorthAsking worth;
};

[[nodiscard]] OtherAnswers other_answers(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment);

}  // namespace nightlegs
