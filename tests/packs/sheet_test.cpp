// sheet_test.cpp - the sheet, the text and the JSON of random people state the same facts, and nothing that must not be said.
#include <doctest/doctest.h>

#include "forbidden.hpp"
#include "nightlegs/other_answers.hpp"
#include "nightlegs/sheet.hpp"
#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

struct Told {
  explicit Told(const Answers& given, Depth depth = Depth::kFull, std::string_view now = "2026-11-24 22:31")
      : answers(given), assessment(assess(pack(), given)), told(report(pack(), words(), given, assessment)),
        page(sheet(pack(), words(), given, assessment, told, depth, now)) {}
  [[nodiscard]] std::string text() const { return sheet_text(words(), page); }
  [[nodiscard]] std::string lines(const std::string& part) const {
    std::string all;
    for (const auto* list : {&page.own, &page.clinical}) {
      for (const auto& one : *list) {
        if (one.id != part) continue;
        for (const auto& line : one.lines) all += line + "\n";
      }
    }
    return all;
  }
  Answers answers;
  Assessment assessment;
  Report told;
  Sheet page;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string everything(const Told& one) {
  std::string all = one.text() + report_text(words(), pack(), one.told);
  const auto others = other_answers(pack(), words(), one.answers, one.assessment);
  const auto turns = [&](const std::vector<Turn>& list) {
    for (const auto& turn : list) {
      all += turn.gives + "\n";
      for (const auto* of : {&turn.alone, &turn.together}) {
        for (const auto& line : *of) all += line + "\n";
      }
    }
  };
  turns(others.more);
  turns(others.less);
  turns(others.worth.turns);
  for (const auto& each : others.patterns) turns(each.turns);
  for (const auto& line : others.rests_on) all += line + "\n";
  return all + others.could_become + others.worth.label + others.worth.how;
}

TEST_SUITE("sheet") {
  TEST_CASE("the sheet, its text and its JSON state what the assessment states") {
    Dice dice(81);
    for (int i = 0; i < people_count(200, 3000); ++i) {
      const Told one(somebody(pack(), dice));
      CAPTURE(write_answers(pack(), one.answers));
      const auto text = one.text();
      const auto report_as_text = report_text(words(), pack(), one.told);
      CHECK(one.page.urgency == name_of(tier_of(pack(), one.assessment.rung)));
      CHECK(has(text, one.told.heading));
      CHECK(has(report_as_text, one.told.heading));
      for (const auto kind : {Pattern::Kind::kCause, Pattern::Kind::kContributor}) {
        for (const auto* fit : listed(pack(), one.assessment, kind)) {
          const auto line = words().maybe({"patterns", pack().patterns[fit->pattern].id, "name"}) + ": " +
                            words().ui(fit->fit == Fit::kWell ? "fits-well" : "fits-partly");
          CHECK(has(one.lines("patterns"), line));
          CHECK(has(one.lines("fits"), line));
          CHECK(has(report_as_text, line));
        }
      }
      // Every rule that fired and may be named stands in both voices.
      for (const auto& reason : one.told.reasons) {
        if (!reason.is_asked) continue;
        CHECK(has(one.lines("why"), reason.say));
        CHECK(has(one.lines("rules"), "(" + reason.rule + ";"));
      }
      const auto json = parse_json(sheet_json(pack(), one.answers, one.assessment, one.page), "sheet");
      REQUIRE_MESSAGE(json, sentences(json.errors()));
      CHECK(json->find("assessment")->find("urgency")->text == one.page.urgency);
      const auto again = read_answer_file(pack(), sheet_json(pack(), one.answers, one.assessment, one.page), "");
      REQUIRE_MESSAGE(again, sentences(again.errors()));
      CHECK(write_answers(pack(), *again) == write_answers(pack(), one.answers));
    }
  }

  TEST_CASE("no string that core makes of a result promises safety, gives a chance or meddles with a medicine (INV-12, 13, 14)") {
    Dice dice(82);
    for (int i = 0; i < people_count(100, 2000); ++i) {
      const Told one(somebody(pack(), dice));
      const auto all = everything(one);
      CHECK_MESSAGE(forbidden_in(all) == "", write_answers(pack(), one.answers));
      CHECK_FALSE(has(all, "[["));
      CHECK_FALSE(has(all, "{"));
    }
  }

  TEST_CASE("what was declined is nowhere, and what was not asked is not there either (INV-22)") {
    const Told one(Person::base().decline("s-risk-health").yes("feel-ache").answers());
    const auto text = everything(one);
    for (const char* item : {"Takes a blood thinner", "Diabetes", "Weak immune system"}) CHECK_FALSE(has(one.text(), item));
    CHECK_FALSE(has(text, words().maybe({"answers", "prefer_not"})));
    CHECK_FALSE(has(one.lines("other-no"), "Kidney disease"));  // m-known was never asked
    CHECK(has(one.lines("asked-no"), "Passing out"));
  }

  TEST_CASE("after an emergency on the first screen it names what was asked, and in one line that the rest was not") {
    Person person;
    person.yes("chest-pain-new");
    const Told one(person.answers());
    REQUIRE_FALSE(one.told.complete);
    REQUIRE(one.told.reasons.size() > 20);  // what has no answer counts as not sure
    CHECK(one.page.own.front().lines.size() == 2);
    CHECK(has(one.lines("why"), "Some safety questions have no answer yet. They count as not sure."));
    CHECK(has(one.lines("rules"), "rf-lung-heart"));
    CHECK_FALSE(has(one.text(), "Not certain: "));
    CHECK_FALSE(has(one.text(), words().label("saddle-numb")));
  }

  TEST_CASE("a choice that was not taken is no sign answered no") {
    const Told one(Person::base().yes("feel-ache").answers());
    CHECK(has(one.lines("asked-no"), "Passing out"));
    CHECK_FALSE(has(one.lines("asked-no"), "Getting better"));
  }

  TEST_CASE("Wells items are listed as the dossier demands: self-reported, without a sum, and not at all when there is none (INV-10)") {
    const Told one(Person::base().yes("one-calf-bigger").yes("surgery-12w").unsure("dent-one-leg").yes("side-left-only").answers());
    CHECK(one.lines("wells") == "W3: An operation or hospital stay in the last 12 weeks\nW6: One calf or ankle is more swollen than the other\n"
                                "W7: Not sure: A thumb pressed on the shin for 5 seconds leaves a dent in one leg only\n"
                                "Self-reported Wells items, no examination, item W10 not applied.\n");
    CHECK(Told(Person::base().yes("feel-ache").answers()).lines("wells") == "");
    CHECK_FALSE(has(Told(Person::base().decline("s-risk-clot").answers()).text(), "W9"));
  }

  TEST_CASE("criteria are told by number, and codes only for a cause that fits") {
    auto person = Person::base();
    for (const char* finding : {"feel-urge", "urge-strong", "rls-rest-yes", "rls-move-yes", "rls-evening-yes", "side-both-same", "nights-2-4"}) person.yes(finding);
    const Told one(person.answers());
    CHECK(has(one.lines("fits"), "points 1, 2, 3, 4 of 5 by the answers."));
    CHECK(has(one.lines("fits"), "G25.81"));
    CHECK_FALSE(has(Told(Person::base().answers()).text(), "ICD-10-CM"));
  }

  TEST_CASE("shortened, it says so, keeps the urgency, and fits") {
    const Told one(Person::base().yes("one-calf-bigger").yes("feel-ache").yes("side-left-only").yes("z-calf").answers());
    const auto whole = one.text(), less = sheet_text(words(), one.page, 900);
    CHECK(whole.size() > 900);
    CHECK(less.size() <= 900);
    CHECK(has(less, one.told.heading));
    CHECK(has(less, words().ui("sheet-shortened")));
    CHECK_FALSE(has(whole, words().ui("sheet-shortened")));
  }

  TEST_CASE("a publisher's depth takes away how well a pattern fits, never a warning") {
    auto person = Person::base();
    person.yes("feel-cramp").yes("worst-in-bed").yes("z-calf");
    const Told full(person.answers());
    REQUIRE_FALSE(full.told.causes.empty());
    CHECK(has(full.lines("fits"), full.told.causes.front().fit));
    for (const auto depth : {Depth::kSignpost, Depth::kLeaflet}) {
      const Told less(person.answers(), depth);
      CAPTURE(std::string(name_of(depth)));
      CHECK(has(less.lines("fits"), full.told.causes.front().name));
      for (const auto* list : {&full.told.causes, &full.told.contributors}) {
        for (const auto& one : *list) CHECK_FALSE(has(less.lines("fits"), one.fit));
      }
      const Told urgent(Person::base().yes("cough-blood").answers(), depth);
      CHECK(urgent.page.heading == urgent.told.heading);
      CHECK(urgent.page.route == urgent.told.route);
    }
    CHECK(Told(person.answers(), Depth::kSignpost).page.heading == full.page.heading);
    CHECK(Told(person.answers(), Depth::kLeaflet).page.heading == "");
  }

  TEST_CASE("everything that was asked stands on it: the answer, or the signs answered no, or that it was not sure; all but what was declined") {
    Dice dice(83);
    for (int i = 0; i < people_count(100, 1000); ++i) {
      const Told one(random_answers(pack(), dice));
      CAPTURE(write_answers(pack(), one.answers));
      const auto text = one.text();
      for (QuestionIndex q = 0; q < pack().questions.size(); ++q) {
        const auto& question = pack().questions[q];
        const auto& answer = one.answers[q];
        CAPTURE(question.id);
        if (!answer.exists() || !is_shown(pack(), q, one.assessment.findings)) continue;
        bool told = has(text, words().maybe({"questions", question.id, "title"}) + " ") || has(text, "- " + words().maybe({"questions", question.id, "title"}) + "\n");
        const auto child = words().maybe({"questions", question.id, "child", "title"});
        if (!child.empty()) told |= has(text, child + " ");
        if (answer.kind == Answer::Kind::kPreferNot) {
          CHECK_FALSE(told);
          continue;
        }
        for (std::uint16_t k = 0; k < question.count; ++k) {
          const auto& finding = pack().findings[static_cast<std::size_t>(question.first + k)];
          told |= has(text, words().label(finding.id)) || has(text, words().label(finding.id, true));
        }
        CHECK(told);
      }
    }
    const Told none(Person::base().yes("feel-cramp").none("c-cramp").none("s-calf-measure").answers());
    CHECK(has(none.text(), words().maybe({"questions", "c-cramp", "title"}) + " None of these"));
  }

  TEST_CASE("the questions to ask follow the answers: what was not sure, the patterns with what may be checked, the medicines") {
    const auto asked = [](const Told& one) {
      std::string all;
      for (const auto& line : one.page.ask.lines) all += line + "\n";
      return all;
    };
    auto person = Person::base();
    for (const char* finding : {"feel-urge", "urge-strong", "rls-rest-yes", "rls-move-yes", "rls-evening-yes", "side-both-same", "nights-2-4", "med-antidepressant"}) person.yes(finding);
    const Told one(person.unsure("dent-one-leg").answers());
    const auto lines = asked(one);
    CHECK(has(lines, "Could you check this, which I was not sure of: A thumb pressed on the shin for 5 seconds leaves a dent in one leg only?"));
    CHECK(has(lines, "Could this be: Restless legs? A clinician may check: " + words().maybe({"patterns", "restless-legs", "may_check"})));
    CHECK(has(lines, "Could one of my medicines play a part: " + words().label("med-antidepressant") + "?"));
    CHECK(has(one.lines("medicines"), words().reason("med-antidepressant")));
    const auto plain = asked(Told(Person::base().yes("feel-other").answers()));
    CHECK_FALSE(has(plain, "Could you check this"));
    CHECK_FALSE(has(plain, "medicines play a part"));
    CHECK(has(plain, "What should make me come back sooner?"));
  }

  TEST_CASE("its foot says that it is no diagnosis, self-reported, of which depth and of which content") {
    for (const auto depth : {Depth::kFull, Depth::kSignpost, Depth::kLeaflet}) {
      const auto text = Told(Person::base().answers(), depth).text();
      CHECK(has(text, "This is not a diagnosis. No clinician has reviewed it yet."));
      CHECK(has(text, "Self-reported, not checked. Only what is listed here was asked."));
      CHECK(has(text, "Depth: " + std::string(name_of(depth)) + "."));
      CHECK(has(text, pack().version));
      CHECK(has(text, pack().fingerprint));
    }
  }

  TEST_CASE("the card for coming back has a date, whatever the urgency: a day later than the answers, not than the printing") {
    const auto card = [](const Answers& answers, std::string_view now, std::string_view since) {
      const auto assessment = assess(pack(), answers);
      const auto page = sheet(pack(), words(), answers, assessment, report(pack(), words(), answers, assessment), Depth::kFull, now, since);
      std::string all;
      for (const auto& line : page.safety_net.lines) all += line + "\n";
      return all;
    };
    for (const auto& answers : {Person::base().yes("cough-blood").answers(), Person::base().yes("one-calf-bigger").answers(), Person::base().answers()}) {
      CHECK(has(card(answers, "2026-11-24T22:31+01:00", ""), "This result counts until 2026-11-25 at 22:31."));
      CHECK(has(card(answers, "2026-11-24T22:31+01:00", "2026-11-24T03:12+01:00"), "This result counts until 2026-11-25 at 03:12."));
      CHECK(has(card(answers, "2026-12-31", ""), "This result counts until 2027-01-01."));
      CHECK(has(card(answers, "", ""), "A result counts for 24 hours."));
    }
    CHECK(has(card(Person::base().yes("fever-chills").answers(), "2026-11-25T01:00+01:00", "2026-11-24T23:00+01:00"), "by 2026-11-26: phone"));
  }

  TEST_CASE("a sheet says when it was made as far as that is known") {
    const auto made = [](std::string_view now) { return Told(Person::base().answers(), Depth::kFull, now).page.made; };
    CHECK(has(made("2026-11-24 22:31"), "22:31"));
    CHECK(has(made("2026-11-24"), "2026-11-24"));
    CHECK_FALSE(has(made("2026-11-24"), "{"));
    CHECK(made("") == "");
  }

  TEST_CASE("days are counted over ends of months, years and Februaries, and what is no day gives none") {
    CHECK(day_after("2026-11-24", 7) == "2026-12-01");
    CHECK(day_after("2026-12-31", 1) == "2027-01-01");
    CHECK(day_after("2028-02-28", 1) == "2028-02-29");
    CHECK(day_after("2027-02-28", 2) == "2027-03-02");
    CHECK(day_after("2026-01-31", 14) == "2026-02-14");
    for (const char* no_day : {"", "2026-11", "2026-13-01", "2026-00-10", "2026-11-32", "2026/11/24", "tomorrow!!", "2026-1-1-1"}) CHECK(day_after(no_day, 1) == "");
  }
}

}  // namespace
}  // namespace nightlegs::test
