// person.hpp - somebody who answers, for native tests: what they say, and what comes out.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "content.hpp"
#include "nightlegs/answers.hpp"
#include "nightlegs/assessment.hpp"
#include "nightlegs/findings.hpp"

namespace nightlegs::test {

using Ids = std::vector<std::string>;

/// An urgency as a word: "soon 7".
inline std::string name_of_rung(const Pack& content, int rung) {
  const auto& step = content.ladder.at(static_cast<std::size_t>(rung));
  return std::string(name_of(step.tier)) + (step.within_days ? " " + std::to_string(step.within_days) : "");
}

/// An assessment that can be asked by id.
class Outcome {
 public:
  Outcome(const Pack& content, const Answers& answers, Missing missing)
      : pack_(content), assessment_(nightlegs::assess(content, answers, missing)) {}

  [[nodiscard]] std::string urgency() const { return name_of_rung(pack_, assessment_.rung); }
  [[nodiscard]] int rung() const { return assessment_.rung; }
  [[nodiscard]] std::string route() const {
    return assessment_.route < 0 ? "" : pack_.routes[static_cast<std::size_t>(assessment_.route)];
  }
  [[nodiscard]] bool fires(const std::string& rule) const { return find_rule(rule) != nullptr; }
  [[nodiscard]] bool steps_down(const std::string& rule) const { return find_rule(rule) && find_rule(rule)->stepped_down; }
  /// The urgency that this rule asks for; "" when it does not fire.
  [[nodiscard]] std::string urgency_of(const std::string& rule) const {
    return find_rule(rule) ? name_of_rung(pack_, find_rule(rule)->rung) : "";
  }
  [[nodiscard]] std::string route_of(const std::string& rule) const {
    return find_rule(rule) && find_rule(rule)->route >= 0 ? pack_.routes[static_cast<std::size_t>(find_rule(rule)->route)] : "";
  }
  [[nodiscard]] Ids fired() const {
    Ids ids;
    for (const auto& one : assessment_.red_flags) ids.push_back(pack_.rules[one.rule].id);
    return ids;
  }
  [[nodiscard]] Ids because(const std::string& rule) const { return find_rule(rule) ? ids(find_rule(rule)->because) : Ids{}; }
  [[nodiscard]] const PatternFit& pattern(const std::string& id) const {
    for (const auto& one : assessment_.patterns) {
      if (pack_.patterns[one.pattern].id == id) return one;
    }
    FAIL("there is no pattern ", id);
    return assessment_.patterns.front();
  }
  [[nodiscard]] std::string fit(const std::string& id) const { return std::string(name_of(pattern(id).fit)); }
  [[nodiscard]] Ids listed(Pattern::Kind kind) const {
    Ids ids;
    for (const auto* one : nightlegs::listed(pack_, assessment_, kind)) ids.push_back(pack_.patterns[one->pattern].id);
    return ids;
  }
  [[nodiscard]] Ids actions() const {
    Ids ids;
    for (const auto action : assessment_.actions) ids.push_back(pack_.actions[action].id);
    return ids;
  }
  [[nodiscard]] bool suggests(const std::string& action) const {
    const auto all = actions();
    return std::find(all.begin(), all.end(), action) != all.end();
  }
  [[nodiscard]] Ids ids(Span span) const {
    Ids ids;
    for (const auto finding : assessment_.findings_in(span)) ids.push_back(pack_.findings[finding].id);
    return ids;
  }
  [[nodiscard]] Status status(const std::string& finding) const {
    return assessment_.findings[static_cast<FindingIndex>(pack_.find_finding(finding))];
  }
  [[nodiscard]] bool complete() const { return assessment_.findings.complete; }
  [[nodiscard]] std::string ask_next() const {
    return assessment_.findings.ask_next < 0 ? "" : pack_.questions[static_cast<std::size_t>(assessment_.findings.ask_next)].id;
  }
  [[nodiscard]] const Assessment& all() const { return assessment_; }

 private:
  [[nodiscard]] const FiredRule* find_rule(const std::string& id) const {
    REQUIRE_MESSAGE(pack_.find_rule(id) >= 0, "there is no rule ", id);
    for (const auto& one : assessment_.red_flags) {
      if (pack_.rules[one.rule].id == id) return &one;
    }
    return nullptr;
  }

  const Pack& pack_;
  Assessment assessment_;
};

/// Answers, made by naming findings.
class Person {
 public:
  explicit Person(const Pack& content = pack()) : pack_(content), answers_(no_answers(content)) {}

  /// The dossier's base person: 25 to 39, answering for themself, with nothing to report on any safety screen.
  static Person base(const Pack& content = pack()) {
    Person person(content);
    for (const auto& question : content.questions) {
      if (question.safety && question.none && !question.show_when.exists()) person.none(question.id);
    }
    return person.yes("trend-comes-goes").yes("for-self").yes("age-25-39");
  }

  Person& yes(const std::string& finding) {
    const auto [question, bit] = place(finding);
    auto& answer = given(question);
    if (pack_.questions[question].is_single()) answer.yes = 0;
    answer.yes |= bit;
    answer.unsure &= ~bit;
    return *this;
  }
  Person& no(const std::string& finding) {
    const auto [question, bit] = place(finding);
    auto& answer = given(question);
    answer.yes &= ~bit;
    answer.unsure &= ~bit;
    return *this;
  }
  /// Not sure of this row, or of the whole question where it has no rows.
  Person& unsure(const std::string& finding) {
    const auto [question, bit] = place(finding);
    auto& answer = given(question);
    switch (pack_.questions[question].not_sure) {
      case Question::NotSure::kNone: FAIL(finding, " cannot be unsure"); break;
      case Question::NotSure::kRows:
        answer.yes &= ~bit;
        answer.unsure |= bit;
        break;
      case Question::NotSure::kWhole: not_sure(pack_.questions[question].id); break;
    }
    return *this;
  }
  Person& none(const std::string& question) { return set(question, Answer::Kind::kGiven, false); }
  Person& not_sure(const std::string& question) { return set(question, Answer::Kind::kNotSure, true); }
  Person& decline(const std::string& question) { return set(question, Answer::Kind::kPreferNot, true); }
  Person& forget(const std::string& question) {
    answers_[at(question)] = {};
    return *this;
  }

  [[nodiscard]] const Answers& answers() const { return answers_; }
  [[nodiscard]] Outcome result() const { return {pack_, answers_, Missing::kUnsure}; }
  /// As the check stands while it is still going on.
  [[nodiscard]] Outcome so_far() const { return {pack_, answers_, Missing::kNotYet}; }

 private:
  struct Place {
    std::size_t question;
    std::uint32_t bit;
  };
  [[nodiscard]] Place place(const std::string& finding) const {
    const int index = pack_.find_finding(finding);
    REQUIRE_MESSAGE(index >= 0, "there is no finding ", finding);
    const auto question = pack_.findings[static_cast<std::size_t>(index)].question;
    return {question, 1u << (index - pack_.questions[question].first)};
  }
  [[nodiscard]] std::size_t at(const std::string& question) const {
    const int index = pack_.find_question(question);
    REQUIRE_MESSAGE(index >= 0, "there is no question ", question);
    return static_cast<std::size_t>(index);
  }
  Answer& given(std::size_t question) {
    auto& answer = answers_[question];
    if (answer.kind != Answer::Kind::kGiven) answer = {};
    answer.kind = Answer::Kind::kGiven;
    return answer;
  }
  Person& set(const std::string& question, Answer::Kind kind, bool unsure) {
    auto& answer = answers_[at(question)] = {};
    answer.kind = kind;
    const auto count = pack_.questions[at(question)].count;
    if (unsure) answer.unsure = count >= 32 ? ~0u : (1u << count) - 1;
    return *this;
  }

  const Pack& pack_;
  Answers answers_;
};

/// A child whose legs hurt as growing pains do; every criterion is met (test vector C1).
inline Person growing_child() {
  auto child = Person::base().yes("age-3-8").yes("for-child").none("s-child");
  for (const char* finding : {"feel-ache", "side-both-same", "z-thigh-front", "z-calf", "depth-muscle", "worst-in-bed", "child-gaps-yes",
                              "child-morning-fine", "nights-1", "sev-4-6", "dur-over-3m"}) {
    child.yes(finding);
  }
  return child;
}

}  // namespace nightlegs::test
