// lines.cpp - a bad line says what is wrong with it, and the rest goes on.
#include "lines.hpp"

#include "nightlegs/json.hpp"

namespace nightlegs::cli {

LineAssessor::Line LineAssessor::assess(std::string_view line, int number) {
  const auto answers = read_answer_file(pack_, line, "");
  if (!answers) {
    std::string what;
    for (const auto& error : answers.errors()) what += (what.empty() ? "" : "; ") + sentence(error);
    JsonWriter json;
    json.open_object().key("error").string(what).key("line").number(number).close_object();
    return {false, json.take()};
  }
  nightlegs::assess(pack_, *answers, Missing::kUnsure, work_, assessment_);
  return {true, write_assessment(pack_, *answers, assessment_)};
}

}  // namespace nightlegs::cli
