// random.cpp - random walks through the questionnaire.
#include "nightlegs/random.hpp"

#include "nightlegs/findings.hpp"

namespace nightlegs {

std::uint32_t Dice::roll(std::uint32_t below) {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return static_cast<std::uint32_t>((z ^ (z >> 31)) % below);
}

namespace {

Answer random_answer(const Question& question, Dice& dice) {
  using NotSure = Question::NotSure;
  Answer answer;
  answer.kind = Answer::Kind::kGiven;
  const std::uint32_t all = question.count >= 32 ? ~0u : (1u << question.count) - 1;
  if (question.prefer_not && dice.chance(4)) {
    answer.kind = Answer::Kind::kPreferNot;
    answer.unsure = all;
    return answer;
  }
  if (question.not_sure == NotSure::kWhole && dice.chance(7)) {
    answer.kind = Answer::Kind::kNotSure;
    answer.unsure = all;
    return answer;
  }
  if (question.type == Question::Type::kNumber) {
    if (dice.chance(50)) {
      answer.has_number = true;
      answer.number = question.minimum + dice.roll(12) * question.step;
    }
    return answer;
  }
  if (question.is_single()) {
    answer.yes = 1u << dice.roll(question.count);
    return answer;
  }
  // Most people have little to report on a safety screen; a few have much.
  if (question.none && dice.chance(question.safety ? 75 : 30)) return answer;
  int left = question.most ? question.most : static_cast<int>(question.count);
  const std::uint32_t percent = 5 + dice.roll(25);
  for (std::uint16_t i = 0; i < question.count && left > 0; ++i) {
    if (dice.chance(percent)) {
      answer.yes |= 1u << i;
      --left;
    } else if (question.not_sure == NotSure::kRows && dice.chance(4)) {
      answer.unsure |= 1u << i;
    }
  }
  if (!answer.yes && !answer.unsure && !question.none) answer.yes = 1u << dice.roll(question.count);
  return answer;
}

}  // namespace

Answers random_answers(const Pack& pack, Dice& dice) {
  Answers answers = no_answers(pack);
  Findings findings;
  findings.status.assign(pack.findings.size(), Status::kUnasked);
  // Conditions look back only (`nightlegs check` holds that), so one pass in order is a whole walk.
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    const auto& question = pack.questions[q];
    if (!is_shown(pack, static_cast<QuestionIndex>(q), findings)) {
      if (question.skipped_if >= 0 && findings[static_cast<FindingIndex>(question.skipped_if)] == Status::kYes) {
        findings.status[static_cast<std::size_t>(question.skipped_then)] = Status::kYes;
      }
      continue;
    }
    answers[q] = random_answer(question, dice);
    set_findings(question, answers[q], findings);
  }
  return answers;
}

}  // namespace nightlegs
