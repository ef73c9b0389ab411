// fhir_test.cpp - answers to a QuestionnaireResponse and back, and what a response must not be.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "nightlegs/fhir.hpp"
#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

std::string response_of(const Answers& answers) {
  const auto assessment = assess(pack(), answers);
  return write_response(pack(), words(), answers, assessment, report(pack(), words(), answers, assessment), "2026-11-24");
}

std::string assessed(const Answers& answers) { return write_assessment(pack(), answers, assess(pack(), answers)); }

Errors errors_of_response(const std::string& items) {
  auto read = read_answer_file(pack(), R"({"resourceType": "QuestionnaireResponse", "status": "completed", "item": [)" + items + "]}", "r.json");
  return read ? Errors{} : read.errors();
}

std::string coded(const std::string& link, const std::string& code) {
  return R"({"linkId": ")" + link + R"(", "answer": [{"valueCoding": {"code": ")" + code + R"("}}]})";
}

TEST_SUITE("fhir") {
  TEST_CASE("whatever somebody answered comes back from a response, and gives the same assessment") {
    Dice dice(71);
    for (int i = 0; i < people_count(300, 2000); ++i) {
      const auto answers = somebody(pack(), dice);
      CAPTURE(write_answers(pack(), answers));
      const auto back = read_answer_file(pack(), response_of(answers), "r.json");
      REQUIRE_MESSAGE(back, sentences(back.errors()));
      CHECK(write_answers(pack(), *back) == write_answers(pack(), answers));
      CHECK(assessed(*back) == assessed(answers));
    }
  }

  TEST_CASE("every linkId and every code of a response is one of the questionnaire") {
    const auto questionnaire = parse_json(write_questionnaire(pack(), words()), "q");
    REQUIRE(questionnaire);
    std::map<std::string, std::set<std::string>> codes;
    for (const auto& item : questionnaire->find("item")->items) {
      auto& of = codes[item.find("linkId")->text];
      if (const Json* options = item.find("answerOption")) {
        for (const auto& option : options->items) CHECK(of.insert(option.find("valueCoding")->find("code")->text).second);
      }
      if (const Json* when = item.find("enableWhen")) {
        for (const auto& one : when->items) {
          CHECK(codes.at(one.find("question")->text).count(one.find("answerCoding")->find("code")->text) == 1);
        }
      }
    }
    CHECK(codes.size() == pack().questions.size());
    Dice dice(72);
    for (int i = 0; i < people_count(100, 1000); ++i) {
      const auto response = parse_json(response_of(somebody(pack(), dice)), "r");
      REQUIRE(response);
      for (const auto& item : response->find("item")->items) {
        REQUIRE(codes.count(item.find("linkId")->text) == 1);
        const Json* answers = item.find("answer");
        for (std::size_t a = 0; answers && a < answers->items.size(); ++a) {
          CHECK(answers->items[a].members.size() == 1);
          if (const Json* coding = answers->items[a].find("valueCoding")) {
            CHECK(codes.at(item.find("linkId")->text).count(coding->find("code")->text) == 1);
          }
        }
      }
    }
  }

  TEST_CASE("the response states the same urgency and patterns as the assessment") {
    Dice dice(73);
    for (int i = 0; i < people_count(200, 2000); ++i) {
      const auto answers = somebody(pack(), dice);
      const auto assessment = assess(pack(), answers);
      const auto response = parse_json(response_of(answers), "r");
      REQUIRE(response);
      std::vector<std::string> stated, expected;
      for (const auto& one : response->find("extension")->items) {
        const auto what = one.find("url")->text.substr(one.find("url")->text.rfind('/') + 1);
        const Json* code = one.find("valueCode");
        stated.push_back(what + "=" + (code ? code->text : std::to_string(static_cast<int>(one.find("valueInteger")->number))));
      }
      const auto& rung = pack().ladder[static_cast<std::size_t>(assessment.rung)];
      expected.push_back("urgency=" + std::string(name_of(rung.tier)));
      if (rung.within_days) expected.push_back("within-days=" + std::to_string(rung.within_days));
      for (const auto kind : {Pattern::Kind::kCause, Pattern::Kind::kContributor}) {
        for (const auto* fit : listed(pack(), assessment, kind)) {
          expected.push_back("pattern-fits-" + std::string(name_of(fit->fit)) + "=" + pack().patterns[fit->pattern].id);
        }
      }
      CHECK(stated == expected);
    }
  }

  TEST_CASE("a response that does not fit is refused with its place") {
    CHECK(errors_of_response(coded("s-who", "for-self")).empty());
    CHECK_ERROR(errors_of_response(coded("s-whom", "for-self")), "answers.unknown_question", "r.json /item/s-whom", "nearest: `s-who`");
    CHECK_ERROR(errors_of_response(coded("s-who", "for-sel")), "answers.unknown_option", "r.json /item/s-who", "nearest: `for-self`");
    CHECK_ERROR(errors_of_response(R"({"answer": []})"), "fhir.no_link", "r.json /item/0", "linkId");
    CHECK_ERROR(errors_of_response(coded("s-who", "for-self") + "," + coded("s-who", "for-self")), "fhir.twice", "r.json /item/1", "twice");
    CHECK_ERROR(errors_of_response(R"({"linkId": "s-who", "answer": [{"valueCoding": {"code": "for-self"}, "valueString": "x"}]})"), "fhir.values",
                "r.json /item/0/answer/0", "one value");
    CHECK_ERROR(errors_of_response(R"({"linkId": "s-who", "answer": [{"valueBoolean": true}]})"), "fhir.type", "r.json /item/0/answer/0/valueBoolean", "valueCoding");
    CHECK_ERROR(errors_of_response(R"({"linkId": "s-now", "answer": [{"valueCoding": {"code": "none"}}, {"valueCoding": {"code": "cough-blood"}}]})"),
                "fhir.values", "r.json /item/0", "beside other answers");
    CHECK_ERROR(errors_of_response(R"({"linkId": "s-calf-measure", "answer": [{"valueDecimal": 2}, {"valueDecimal": 3}]})"), "fhir.values", "r.json /item/0",
                "a number is the only answer");
  }

  TEST_CASE("items inside groups are read too, and a quantity is a number") {
    const auto read = read_answer_file(pack(), R"({"resourceType": "QuestionnaireResponse", "item": [{"linkId": "safety", "item": [)" +
                                                   coded("s-who", "for-self") + R"(, {"linkId": "s-calf-measure", "answer": [{"valueQuantity": {"value": 2.5}}]}]}]})", "");
    REQUIRE_MESSAGE(read, sentences(read.errors()));
    CHECK(write_answers(pack(), *read) == R"({"s-calf-measure":2.5,"s-who":"for-self"})");
  }

  TEST_CASE("a whole number is a number, what is no value is passed over, and a group may have an answer of its own") {
    const auto read = read_answer_file(pack(), R"({"resourceType": "QuestionnaireResponse", "item": [{"linkId": "s-who", "answer": [{"id": "a", "valueCoding": {"code": "for-self"}}], "item": [)"
                                               R"({"linkId": "s-calf-measure", "answer": [{"valueInteger": 2}]}]}]})", "");
    REQUIRE_MESSAGE(read, sentences(read.errors()));
    CHECK(write_answers(pack(), *read) == R"({"s-calf-measure":2,"s-who":"for-self"})");
    CHECK_ERROR(errors_of_response(R"({"linkId": "s-calf-measure", "answer": [{"valueDecimal": 2}, {"valueCoding": {"code": "x"}}]})"), "fhir.values", "r.json /item/0",
                "a number is the only answer");
  }

  TEST_CASE("another resource is no response, and a response of no day names none") {
    CHECK_FALSE(read_answer_file(pack(), R"({"resourceType": "Patient"})", ""));
    const auto answers = Person::base().answers();
    const auto assessment = assess(pack(), answers);
    const auto text = write_response(pack(), words(), answers, assessment, report(pack(), words(), answers, assessment), "");
    CHECK(text.find("authored") == std::string::npos);
  }

  TEST_CASE("what was declined is named nowhere but as declined (INV-22)") {
    const auto text = response_of(Person::base().decline("s-risk-health").answers());
    CHECK(text.find("prefer-not") != std::string::npos);
    CHECK(text.find(words().label("diabetes")) == std::string::npos);
  }
}

}  // namespace
}  // namespace nightlegs::test
