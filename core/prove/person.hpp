// person.hpp - everybody at once: core's way from answers to urgency, patterns and actions as statements about the answers.
//
// Nothing of a pack is typed again here: the statements are made from its expressions. What core does in code (what a doubt
// counts for, missing screens, floors, fits) is written a second time, and self_check.hpp holds the two together.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "formula.hpp"
#include "nightlegs/assessment.hpp"

namespace nightlegs::prove {

/// What may be said to one question. An option is a yes, unsure, or neither; both only in a given answer.
struct Said {
  Lit exists, not_sure, prefer_not;
  std::vector<Lit> yes, unsure;
};
using Everything = std::vector<Said>;  // one for each question

[[nodiscard]] Said anything(Formulas& formulas, const Question& question);
[[nodiscard]] Everything anything(Formulas& formulas, const Pack& pack);
/// No answer.
[[nodiscard]] Said silence(const Question& question);
/// Every option unsure, without declining.
[[nodiscard]] Said not_sure(const Question& question);
/// A given answer with no option chosen, to be filled in.
[[nodiscard]] Said none(const Question& question);

/// The questionnaire takes these answers (answers.cpp).
[[nodiscard]] Lit legal(Formulas& formulas, const Question& question, const Said& said);
[[nodiscard]] Lit legal(Formulas& formulas, const Pack& pack, const Everything& said);
/// Given, and nothing chosen.
[[nodiscard]] Lit is_none(Formulas& formulas, const Said& said);

/// The inputs of `said` set to those answers, for the people in `who`.
void set_inputs(const Pack& pack, const Everything& said, const Answers& answers, std::uint64_t who, Truths& truths);
/// The answers of the first person. REQUIRES: `truths` evaluated.
[[nodiscard]] Answers answers_of(const Pack& pack, const Everything& said, const Truths& truths);

class Person {
 public:
  Person(Formulas& formulas, const Pack& pack, const Everything& said, Missing missing = Missing::kUnsure);

  /// The question applies, when everything before it is as said.
  [[nodiscard]] Lit shown(std::size_t question) const { return shown_[question]; }
  /// kUnasked stands for kHidden too: urgency, fits and actions do not tell them apart.
  [[nodiscard]] Lit is(FindingIndex finding, Status status) const { return status_[finding][static_cast<std::size_t>(status)]; }
  [[nodiscard]] Lit is_unsure(FindingIndex finding) const {
    return formulas_.either(is(finding, Status::kUnsure), is(finding, Status::kDeclined));
  }
  /// As core's holds() on the final findings. `missing_counts`: an unasked safety finding is true too.
  [[nodiscard]] Lit holds(const Expression& expression, bool unsure_counts, bool missing_counts = false) const;
  /// As the circuit has it, in one lane.
  [[nodiscard]] Lit signal(const Expression& expression, std::uint8_t lane_bit);

  /// The rule fires by its own tier, or by doubt alone.
  [[nodiscard]] Lit sure(std::size_t rule);
  [[nodiscard]] Lit doubtful(std::size_t rule);
  /// The rule fires on that rung or a higher one.
  [[nodiscard]] Lit fires_from(std::size_t rule, int rung);
  [[nodiscard]] Lit from(int rung);
  [[nodiscard]] Lit on(int rung) { return formulas_.both(from(rung), !from(rung + 1)); }
  [[nodiscard]] Lit from(Tier tier);
  [[nodiscard]] Lit has_route(int route);  // -1: none
  [[nodiscard]] Lit explained();
  [[nodiscard]] Lit fits(std::size_t pattern, Fit at_least);
  /// Some pattern that fits offers it, or it serves all, and it need not be hidden. At most a few of these are then shown.
  [[nodiscard]] Lit offered(std::size_t action);
  /// So few patterns fit and actions are offered that core lists them all.
  [[nodiscard]] Lit nothing_is_cut();
  [[nodiscard]] Lit unsure_emergencies(int at_least) const;

 private:
  using Statuses = std::array<Lit, 6>;
  void find();
  void mark(const Question& question, const Said& said);
  void stand_in(const Question& question);
  [[nodiscard]] Lit finding_in(FindingIndex index, std::uint8_t lane_bit) const;
  [[nodiscard]] Lit fits_alone(std::size_t pattern, Fit at_least);
  [[nodiscard]] Lit net_from(const Pattern& pattern, int wanted, std::uint8_t lane_bit);
  [[nodiscard]] Lit met();

  Formulas& formulas_;
  const Pack& pack_;
  const Everything said_;
  Missing missing_;
  std::vector<Statuses> status_;
  std::vector<Lit> shown_;
  std::map<std::pair<GroupIndex, std::uint8_t>, Lit> groups_;
  std::map<std::pair<std::size_t, int>, Lit> fits_;
  std::map<std::size_t, std::pair<Lit, Lit>> rules_;
  std::vector<std::optional<Lit>> from_;
  std::optional<Lit> explained_;
};

/// `a` stands on a higher rung than `b`.
[[nodiscard]] Lit is_higher(Formulas& formulas, const Pack& pack, Person& a, Person& b);

}  // namespace nightlegs::prove
