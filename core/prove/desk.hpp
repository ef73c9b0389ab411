// desk.hpp - what every property works with: statements about one pack, a solver, and the way back to answers and words.
#pragma once
#include <string>
#include <vector>

#include "person.hpp"
#include "promises.hpp"
#include "solver.hpp"

namespace nightlegs::prove {

struct Verdict {
  bool proved = false;
  std::string text;            // what was proved, or the counterexample as a story
  std::string how;             // by which means
  std::vector<Answers> files;  // of a counterexample: answers that `assess` takes, in the order of the story
};

class Desk {
 public:
  explicit Desk(const Pack& pack);

  const Pack& pack;
  Formulas formulas;
  const Everything said;  // anything that the questionnaire takes
  Solver solver;

  [[nodiscard]] bool can(const std::vector<Lit>& wanted) { return solver.can(wanted); }
  /// A case with all of these, with as few answers as possible. REQUIRES: can() said that there is one.
  [[nodiscard]] Truths simplest(std::vector<Lit> wanted);
  [[nodiscard]] Truths last_found();
  [[nodiscard]] Answers answers(const Everything& of, const Truths& truths) const { return answers_of(pack, of, truths); }
  /// Everything is answered in order: what is shown, and nothing else.
  [[nodiscard]] std::vector<Lit> walking(const Everything& of, const Person& person);
  [[nodiscard]] std::string by_z3() const;
};

/// "soon 7", "same-day".
[[nodiscard]] std::string rung_name(const Pack& pack, int rung);
/// What was said, without the screens where nothing was: "s-one-leg=one-calf-bigger, c-feel=feel-ache+feel-cramp".
[[nodiscard]] std::string told(const Pack& pack, const Answers& answers);
[[nodiscard]] std::string told(const Pack& pack, std::size_t question, const Answer& answer);
[[nodiscard]] std::string rung_told(const Pack& pack, const Answers& answers);

/// The other answers with that question answered otherwise.
[[nodiscard]] Everything with(Everything said, std::size_t question, Said answer);

/// Core did not show what the statements said: our own mistake, and nothing may then count as proved.
[[noreturn]] void drifted(const std::string& what);

}  // namespace nightlegs::prove
