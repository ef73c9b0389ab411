// answers.hpp - what the person has said, question by question, and nothing that follows from it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nightlegs/json.hpp"
#include "nightlegs/pack.hpp"

namespace nightlegs {

/// The answer to one question. Bits of `yes` and `unsure` are its options in pack order; an option in neither is a no.
struct Answer {
  enum class Kind : std::uint8_t { kUnanswered, kGiven, kNotSure, kPreferNot };
  Kind kind = Kind::kUnanswered;
  std::int8_t first_tapped = -1;  // option tapped first: the main one, for wording only
  std::uint32_t yes = 0, unsure = 0;
  double number = 0;
  bool has_number = false;

  [[nodiscard]] bool exists() const { return kind != Kind::kUnanswered; }
  bool operator==(const Answer&) const = default;
};

/// One answer for each question of the pack, in pack order. Changing one keeps all others.
using Answers = std::vector<Answer>;

[[nodiscard]] Answers no_answers(const Pack& pack);

/// Reads `{"<question-id>": "<option-id>" | [...] | number | "not-sure" | "none" | "prefer-not" | {"yes", "unsure"}}`.
/// Errors name the question and what would be right: `answers.unknown_question`, `answers.unknown_option`,
/// `answers.not_offered`, `answers.too_many`, `answers.empty`, `answers.range`, `answers.type`.
[[nodiscard]] Result<Answers> read_answers(const Pack& pack, const JsonReader& json);

/// Reads a whole answer file, `{"answers": {...}}` or the inner object alone, or a FHIR QuestionnaireResponse (fhir.hpp).
[[nodiscard]] Result<Answers> read_answer_file(const Pack& pack, std::string_view text, const std::string& file);

/// In which order the options of one answer stand. Only the first one that was tapped is known, and only wording needs it.
enum class OptionOrder : std::uint8_t { kOfPack, kFirstTappedFirst };

/// The same answers as JSON text, questions in pack order: what read_answers() reads.
[[nodiscard]] std::string write_answers(const Pack& pack, const Answers& answers, OptionOrder order = OptionOrder::kOfPack);

}  // namespace nightlegs
