// fhir.hpp - the content as a FHIR R4 Questionnaire, answers as a QuestionnaireResponse, and back. linkIds are question ids.
// Knows no clock: the day is handed in. Decides nothing.
#pragma once
#include <string>
#include <string_view>

#include "nightlegs/report.hpp"

namespace nightlegs {

/// The pack's questions. What is not an option of its own is a code too: "none", "not-sure", "prefer-not", and for a row that
/// is not sure "not-sure:<option>". Skip rules are written where FHIR can say them: a plain ANY.
[[nodiscard]] std::string write_questionnaire(const Pack& pack, const Words& words);

/// The answers, with what came of them as extensions and as a narrative. `today` is a day or "".
[[nodiscard]] std::string write_response(const Pack& pack, const Words& words, const Answers& answers,
                                         const Assessment& assessment, const Report& report, std::string_view today);

/// Is this JSON a QuestionnaireResponse?
[[nodiscard]] bool is_response(const Json& json);

/// The answers of a QuestionnaireResponse as an answer file has them, for read_answers(). What does not fit is an error with its
/// place: `fhir.no_link`, `fhir.values` (not one value in an answer), `fhir.twice`, `fhir.type`.
[[nodiscard]] Json answers_in(const JsonReader& response);

}  // namespace nightlegs
