// answers_test.cpp - answer files: what each question takes, and what is said of anything else.
#include <doctest/doctest.h>

#include "content.hpp"
#include "nightlegs/answers.hpp"
#include "nightlegs/random.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

Answers read(const std::string& text) {
  auto answers = read_answer_file(pack(), text, "a.json");
  REQUIRE_MESSAGE(answers, sentences(answers ? Errors{} : answers.errors()));
  return *answers;
}

Errors errors_in(const std::string& text) {
  const auto answers = read_answer_file(pack(), text, "a.json");
  return answers ? Errors{} : answers.errors();
}

/// What the file that answers one question alone comes to, written again.
std::string again(const std::string& text) { return write_answers(pack(), read("{" + text + "}")); }

std::string severity(const std::string& number) {
  for (const char* id : {"sev-0-3", "sev-4-6", "sev-7-10"}) {
    if (again("\"t-severity\": " + number) == "{\"t-severity\":\"" + std::string(id) + "\"}") return id;
  }
  return "";
}

TEST_SUITE("answers") {
  TEST_CASE("a whole answer file and the object inside it read the same") {
    const std::string inner = R"({"s-now": "none", "c-feel": ["feel-ache"]})";
    CHECK(read(inner) == read("{\"answers\": " + inner + "}"));
  }

  TEST_CASE("every kind of answer is read") {
    CHECK(again(R"("s-now": "none")") == R"({"s-now":"none"})");
    CHECK(again(R"("s-now": [])") == R"({"s-now":"none"})");
    CHECK(again(R"("s-now": ["chest-pain-new", "breath-trouble-new"])") == R"({"s-now":["breath-trouble-new","chest-pain-new"]})");
    CHECK(again(R"("s-now": "chest-pain-new")") == R"({"s-now":["chest-pain-new"]})");
    CHECK(again(R"("s-now": "not-sure")") == R"({"s-now":"not-sure"})");
    CHECK(again(R"("s-nerve": "prefer-not")") == R"({"s-nerve":"prefer-not"})");
    CHECK(again(R"("s-age": "age-0-2")") == R"({"s-age":"age-0-2"})");
    CHECK(again(R"("s-age": ["age-0-2"])") == R"({"s-age":"age-0-2"})");
    CHECK(again(R"("s-calf-measure": 2.5)") == R"({"s-calf-measure":2.5})");
    CHECK(again(R"("s-calf-measure": "none")") == R"({"s-calf-measure":"none"})");
    CHECK(again(R"("p-side": "not-sure")") == R"({"p-side":"not-sure"})");
  }

  TEST_CASE("rows are read on safety screens, on m-known and on d-meds") {
    CHECK(again(R"("s-now": {"yes": ["chest-pain-new"], "unsure": ["cough-blood"]})") ==
          R"({"s-now":{"yes":["chest-pain-new"],"unsure":["cough-blood"]}})");
    CHECK(again(R"("m-known": {"unsure": ["kidney-disease"]})") == R"({"m-known":{"yes":[],"unsure":["kidney-disease"]}})");
    CHECK(again(R"("d-meds": {"yes": ["med-statin"]})") == R"({"d-meds":["med-statin"]})");
    CHECK(again(R"("s-now": {})") == R"({"s-now":"none"})");
  }

  TEST_CASE("the option tapped first is remembered") {
    const auto answers = read(R"({"c-feel": ["feel-cramp", "feel-ache"]})");
    const auto& answer = answers[static_cast<std::size_t>(pack().find_question("c-feel"))];
    const auto& question = pack().questions[static_cast<std::size_t>(pack().find_question("c-feel"))];
    CHECK(pack().findings[question.first + static_cast<std::size_t>(answer.first_tapped)].id == "feel-cramp");
  }

  TEST_CASE("a severity belongs to its band, and one between two bands to the higher") {
    CHECK(severity("0") == "sev-0-3");
    CHECK(severity("3") == "sev-0-3");
    CHECK(severity("3.5") == "sev-4-6");
    CHECK(severity("3.0001") == "sev-4-6");
    CHECK(severity("4") == "sev-4-6");
    CHECK(severity("6") == "sev-4-6");
    CHECK(severity("6.5") == "sev-7-10");
    CHECK(severity("7") == "sev-7-10");
    CHECK(severity("10") == "sev-7-10");
    CHECK(severity("\"sev-4-6\"") == "sev-4-6");
  }

  TEST_CASE("a severity as a number is the same answer as its band") {
    CHECK(read(R"({"t-severity": 5})") == read(R"({"t-severity": "sev-4-6"})"));
    CHECK(read(R"({"t-severity": 0})") == read(R"({"t-severity": "sev-0-3"})"));
  }

  TEST_CASE("a number outside the scale is refused with the right range") {
    CHECK(errors_in(R"({"t-severity": 10.5})") == Errors{{"answers.range", "a.json /t-severity", "expected a number from 0 to 10"}});
    CHECK_ERROR(errors_in(R"({"t-severity": -1})"), "answers.range", "a.json /t-severity", "from 0 to 10");
    CHECK_ERROR(errors_in(R"({"s-calf-measure": 41})"), "answers.range", "a.json /s-calf-measure", "from 0 to 40");
    CHECK_ERROR(errors_in(R"({"s-age": 30})"), "answers.type", "a.json /s-age", "does not take a number");
  }

  TEST_CASE("unknown questions and options are told with the nearest, all at once") {
    const auto errors = errors_in(R"({"answers": {"s-nwo": "none", "c-feel": ["feel-ahce", "feel-cramp"], "s-age": "age-30"}})");
    CHECK(errors.size() == 3);
    CHECK_ERROR(errors, "answers.unknown_question", "a.json /answers/s-nwo", "unknown question `s-nwo`; nearest: `s-now`");
    CHECK_ERROR(errors, "answers.unknown_option", "a.json /answers/c-feel/0", "unknown option `feel-ahce`; nearest: `feel-ache`");
    CHECK_ERROR(errors, "answers.unknown_option", "a.json /answers/s-age", "unknown option `age-30`");
  }

  TEST_CASE("an option of another question is not taken") {
    CHECK_ERROR(errors_in(R"({"s-now": ["feel-ache"]})"), "answers.unknown_option", "a.json /s-now/0", "`feel-ache`");
  }

  TEST_CASE("none, not-sure and prefer-not are refused where they are not offered") {
    CHECK_ERROR(errors_in(R"({"c-feel": "none"})"), "answers.not_offered", "a.json /c-feel", "no \"none\"");
    CHECK_ERROR(errors_in(R"({"s-age": "not-sure"})"), "answers.not_offered", "a.json /s-age", "no \"not-sure\"");
    CHECK_ERROR(errors_in(R"({"s-now": "prefer-not"})"), "answers.not_offered", "a.json /s-now", "no \"prefer-not\"");
    CHECK_ERROR(errors_in(R"({"s-age": "prefer-not"})"), "answers.not_offered", "a.json /s-age", "no \"prefer-not\"");
    CHECK_ERROR(errors_in(R"({"s-who": "none"})"), "answers.not_offered", "a.json /s-who", "no \"none\"");
  }

  TEST_CASE("each question takes exactly the words that it offers") {
    for (const auto& question : pack().questions) {
      CAPTURE(question.id);
      const auto takes = [&](const std::string& word) { return errors_in("{\"" + question.id + "\": \"" + word + "\"}").empty(); };
      CHECK(takes("none") == (question.none || question.optional));
      CHECK(takes("not-sure") == (question.not_sure != Question::NotSure::kNone || question.optional));
      CHECK(takes("prefer-not") == question.prefer_not);
      const bool rows = errors_in("{\"" + question.id + "\": {\"yes\": [], \"unsure\": []}}").empty();
      CHECK(rows == (question.not_sure == Question::NotSure::kRows));
    }
  }

  TEST_CASE("too many options are refused") {
    CHECK_ERROR(errors_in(R"({"c-feel": ["feel-ache", "feel-cramp", "feel-numb", "feel-urge"]})"), "answers.too_many", "a.json /c-feel",
                "at most 3 options");
    CHECK(errors_in(R"({"c-feel": ["feel-ache", "feel-cramp", "feel-numb"]})").empty());
    CHECK_ERROR(errors_in(R"({"s-age": ["age-0-2", "age-3-8"]})"), "answers.too_many", "a.json /s-age", "takes one option");
  }

  TEST_CASE("an empty answer is refused where there is no none") {
    CHECK_ERROR(errors_in(R"({"c-feel": []})"), "answers.empty", "a.json /c-feel", "at least one option");
    CHECK_ERROR(errors_in(R"({"s-age": []})"), "answers.empty", "a.json /s-age", "at least one option");
  }

  TEST_CASE("empty rows are refused where there is no none") {
    const auto rows = load_pack(broken("\"id\": \"c-feel\"", "\"max\": 3", "\"max\": 3, \"not_sure\": \"rows\""));
    REQUIRE(rows);
    const auto empty = read_answer_file(*rows, R"({"c-feel": {"yes": [], "unsure": []}})", "a.json");
    REQUIRE_FALSE(empty);
    CHECK_ERROR(empty.errors(), "answers.empty", "a.json /c-feel", "at least one option");
    CHECK(read_answer_file(*rows, R"({"c-feel": {"unsure": ["feel-ache"]}})", "a.json"));
  }

  TEST_CASE("an answer of the wrong type is refused") {
    CHECK_ERROR(errors_in(R"({"s-now": true})"), "answers.type", "a.json /s-now", "an option id, a list of them");
    CHECK_ERROR(errors_in(R"({"s-now": null})"), "answers.type", "a.json /s-now", "an option id, a list of them");
    CHECK_ERROR(errors_in(R"({"s-now": [1]})"), "json.type", "a.json /s-now/0", "expected a text, found a number");
    CHECK_ERROR(errors_in(R"({"c-feel": {"yes": ["feel-ache"]}})"), "answers.type", "a.json /c-feel", "not answered row by row");
    CHECK_ERROR(errors_in(R"({"s-calf-measure": ["x"]})"), "answers.type", "a.json /s-calf-measure", "takes a number");
    CHECK_ERROR(errors_in(R"({"answers": []})"), "json.type", "a.json /answers", "expected an object, found a list");
    CHECK_ERROR(errors_in("[]"), "answers.type", "a.json", "expected {\"answers\": {...}}");
  }

  TEST_CASE("rows with an unknown key, or one option in both lists, are refused") {
    CHECK_ERROR(errors_in(R"({"s-now": {"yes": [], "maybe": []}})"), "json.unknown_key", "a.json /s-now", "unknown key \"maybe\"");
    CHECK_ERROR(errors_in(R"({"s-now": {"yes": ["cough-blood"], "unsure": ["cough-blood"]}})"), "answers.both", "a.json /s-now",
                "both yes and unsure");
  }

  TEST_CASE("an answer file holds answers alone") {
    CHECK_ERROR(errors_in(R"({"answers": {}, "name": "x"})"), "json.unknown_key", "a.json", "unknown key \"name\"");
  }

  TEST_CASE("random answers come back the same from their own file") {
    Dice dice(11);
    for (int i = 0; i < 500; ++i) {
      const auto answers = random_answers(pack(), dice);
      const auto text = write_answers(pack(), answers);
      CAPTURE(text);
      auto back = read(text);
      for (auto& answer : back) answer.first_tapped = -1;  // dice do not tap
      REQUIRE(back.size() == answers.size());
      for (std::size_t q = 0; q < back.size(); ++q) CHECK_MESSAGE(back[q] == answers[q], pack().questions[q].id);
      CHECK(write_answers(pack(), back) == text);
    }
  }
}

}  // namespace
}  // namespace nightlegs::test
