// findings_test.cpp - what answers say (questions.md section 1), which question comes next, and how many there are.
#include <doctest/doctest.h>

#include <functional>

#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

std::vector<Status> statuses(const Outcome& outcome, const std::string& question) {
  const auto& q = pack().questions[static_cast<std::size_t>(pack().find_question(question))];
  std::vector<Status> list;
  for (std::uint16_t i = 0; i < q.count; ++i) list.push_back(outcome.status(pack().findings[q.first + i].id));
  return list;
}

std::size_t index_of(const std::string& question) { return static_cast<std::size_t>(pack().find_question(question)); }

TEST_SUITE("findings") {
  TEST_CASE("of a single choice the chosen option is yes and the others are no") {
    const auto result = Person::base().yes("age-3-8").result();
    for (const auto& age : {"age-0-2", "age-9-12", "age-25-39", "age-80-plus"}) CHECK(result.status(age) == Status::kNo);
    CHECK(result.status("age-3-8") == Status::kYes);
  }

  TEST_CASE("of a multiple choice the ticked options are yes and the unticked are no") {
    const auto result = Person::base().yes("feel-ache").yes("feel-numb").result();
    CHECK(result.status("feel-ache") == Status::kYes);
    CHECK(result.status("feel-numb") == Status::kYes);
    CHECK(result.status("feel-cramp") == Status::kNo);
  }

  TEST_CASE("none of these says no to every option") {
    CHECK(statuses(Person::base().result(), "s-now") == std::vector<Status>(9, Status::kNo));
  }

  TEST_CASE("not sure about a single choice makes every option unsure") {
    CHECK(statuses(Person::base().not_sure("p-side").result(), "p-side") == std::vector<Status>(5, Status::kUnsure));
  }

  TEST_CASE("not sure about one row makes that row alone unsure") {
    const auto result = Person::base().unsure("cough-blood").yes("chest-pain-new").result();
    CHECK(result.status("cough-blood") == Status::kUnsure);
    CHECK(result.status("chest-pain-new") == Status::kYes);
    CHECK(result.status("breath-trouble-new") == Status::kNo);
  }

  TEST_CASE("prefer not to say makes every option declined, never no") {
    CHECK(statuses(Person::base().decline("s-nerve").result(), "s-nerve") == std::vector<Status>(9, Status::kDeclined));
    CHECK(statuses(Person::base().decline("m-known").result(), "m-known") == std::vector<Status>(17, Status::kDeclined));
  }

  TEST_CASE("a question that a skip rule left out has not been asked, and will not be") {
    const auto result = Person::base().yes("feel-ache").yes("urge-none").result();
    CHECK(statuses(result, "c-cramp-length") == std::vector<Status>(3, Status::kHidden));
    // Open, but never shown as a no.
    CHECK(statuses(result, "t-duration") == std::vector<Status>(4, Status::kUnasked));
  }

  TEST_CASE("pain in a foot is always asked what helps it: hanging it down can make it same-day") {
    auto person = Person::base().yes("diabetes").yes("feel-cramp").yes("z-calf");
    CHECK(person.result().status("relief-hang-down") == Status::kHidden);
    for (const auto& place : {"z-foot-top", "z-sole", "z-toes"}) {
      auto foot = person;
      foot.yes(place);
      CHECK(foot.result().status("relief-hang-down") == Status::kUnasked);
      foot.yes("relief-hang-down");
      CHECK(foot.result().fires("rf-rest-pain"));
      CHECK(foot.result().urgency() == "same-day");
    }
  }

  TEST_CASE("whoever calls the restlessness a cramp is asked how long it lasts: one that stays is same-day") {
    auto person = Person::base().yes("feel-urge").yes("rls-returns-when-still");
    CHECK(person.result().status("cramp-over-10min-stuck") == Status::kHidden);
    person.yes("mimic-cramp");
    CHECK(person.result().status("cramp-over-10min-stuck") == Status::kUnasked);
    person.yes("cramp-over-10min-stuck");
    CHECK(person.result().urgency() == "same-day");
  }

  TEST_CASE("a doubt leaves open what a yes would ask") {
    auto person = Person::base().yes("feel-ache").not_sure("c-urge");
    CHECK(person.result().status("rls-rest-yes") == Status::kUnasked);
    person.yes("urge-none");
    CHECK(person.result().status("rls-rest-yes") == Status::kHidden);
  }

  TEST_CASE("what was declined could still be true: a pattern may become what it says") {
    const auto could_become = [](const Person& person) { return person.result().pattern("thyroid").could_become; };
    CHECK(could_become(Person::base().decline("m-known").none("m-signs")) == Fit::kPartly);
    CHECK(could_become(Person::base().none("m-known").none("m-signs")) == Fit::kNone);
  }

  TEST_CASE("the findings of one question are set from its answer alone, the options that were left are a no") {
    const auto& question = pack().questions[index_of("c-feel")];
    Findings findings;
    findings.status.assign(pack().findings.size(), Status::kUnasked);
    set_findings(question, Person().yes("feel-ache").answers()[index_of("c-feel")], findings);
    CHECK(findings[static_cast<FindingIndex>(pack().find_finding("feel-ache"))] == Status::kYes);
    CHECK(findings[static_cast<FindingIndex>(pack().find_finding("feel-other"))] == Status::kNo);
    CHECK(findings[static_cast<FindingIndex>(pack().find_finding("urge-strong"))] == Status::kUnasked);
  }

  TEST_CASE("somebody of unknown age is not known to be a child") {
    CHECK_FALSE(is_child(pack(), find(pack(), Person::base().forget("s-age").answers(), Missing::kUnsure)));
    CHECK(is_child(pack(), find(pack(), Person::base().yes("age-13-17").answers(), Missing::kUnsure)));
  }

  TEST_CASE("a screen that was left out has not been passed: the number does not count what it might have asked") {
    const auto at = static_cast<QuestionIndex>(index_of("c-feel"));
    CHECK(progress(pack(), Person::base().forget("s-risk-clot").answers(), at).number == progress(pack(), Person::base().answers(), at).number);
  }

  TEST_CASE("a yes stays when a later change hides its question, and goes when that very answer changes (INV-11)") {
    auto person = Person::base().yes("feel-cramp").yes("cramp-over-10min-stuck");
    CHECK(person.result().fires("rf-cramp-stuck"));
    person.no("feel-cramp").yes("feel-ache");
    CHECK(person.result().status("cramp-over-10min-stuck") == Status::kYes);
    CHECK(person.result().fires("rf-cramp-stuck"));
    CHECK(person.result().urgency() == "same-day");
    person.yes("cramp-under-10min");
    CHECK_FALSE(person.result().fires("rf-cramp-stuck"));
  }

  TEST_CASE("every warning of a hidden safety screen stays (INV-11)") {
    auto person = Person::base().yes("pregnant").yes("preg-headache").yes("preg-vision");
    CHECK(person.result().urgency() == "emergency");
    person.no("pregnant").unsure("birth-6w");
    CHECK(person.result().status("preg-headache") == Status::kYes);
    auto child = Person::base().yes("age-9-12").yes("child-hip-pain").yes("age-25-39");
    CHECK(child.result().status("child-hip-pain") == Status::kYes);
  }

  TEST_CASE("a strong urge follows from the feeling, and the question about it is skipped") {
    auto person = Person::base().yes("feel-urge");
    CHECK(person.so_far().status("urge-strong") == Status::kYes);
    CHECK(person.so_far().ask_next() == "c-urge-rest");
    // Also when the question had been answered otherwise before.
    person.yes("urge-none");
    CHECK(person.so_far().status("urge-strong") == Status::kYes);
    CHECK(person.so_far().ask_next() == "c-urge-rest");
  }

  TEST_CASE("a reason names the answer that the person gave") {
    const auto answers = Person::base().yes("feel-urge").unsure("cough-blood").decline("s-risk-clot").answers();
    const auto findings = find(pack(), answers, Missing::kUnsure);
    const auto reason = [&](const char* id) {
      return because(pack(), answers, findings, static_cast<FindingIndex>(pack().find_finding(id)));
    };
    CHECK(reason("age-25-39") == "s-age=age-25-39");
    CHECK(reason("urge-strong") == "c-feel=feel-urge");
    CHECK(reason("pregnant") == "s-risk-clot=prefer-not");
    CHECK(reason("cough-blood") == "s-now=cough-blood");
    const auto unsure = Person::base().not_sure("s-now").answers();
    CHECK(because(pack(), unsure, find(pack(), unsure, Missing::kUnsure), static_cast<FindingIndex>(pack().find_finding("cough-blood"))) ==
          "s-now=not-sure");
  }
}

TEST_SUITE("missing answers") {
  TEST_CASE("a safety screen without an answer counts as unsure once a result is asked for, and the check is not complete") {
    for (const auto& question : pack().questions) {
      if (!question.safety || question.optional || question.show_when.exists()) continue;
      CAPTURE(question.id);
      const auto person = Person::base().yes("feel-ache").forget(question.id);
      CHECK_FALSE(person.result().complete());
      CHECK(statuses(person.result(), question.id) == std::vector<Status>(question.count, Status::kUnsure));
      // While the check goes on it is only open.
      CHECK(statuses(person.so_far(), question.id) == std::vector<Status>(question.count, Status::kUnasked));
      CHECK(person.so_far().ask_next() == question.id);
    }
    CHECK(Person::base().yes("feel-ache").result().complete());
  }

  TEST_CASE("a missing screen with two emergency signs is an emergency, as two unsure ones are") {
    const auto result = Person::base().yes("feel-ache").forget("s-limb-sudden").result();
    CHECK(result.fires("rf-many-unsure"));
    CHECK(result.urgency() == "emergency");
  }

  TEST_CASE("nobody who answers nothing is told anything but an emergency") {
    const auto result = Person().result();
    CHECK(result.urgency() == "emergency");
    CHECK_FALSE(result.complete());
    CHECK(result.ask_next() == "s-now");
  }

  TEST_CASE("no age means the cautious branch: the pregnancy and the child screens apply too") {
    auto person = Person::base().yes("feel-ache").yes("side-left-only").forget("s-age");
    CHECK(person.result().status("age-3-8") == Status::kUnsure);
    CHECK(person.result().status("age-80-plus") == Status::kUnsure);
    CHECK(person.result().status("child-hip-pain") == Status::kUnsure);
    CHECK_FALSE(person.result().complete());
    // Being a child is not ruled out, so a child's floor holds; its policy is the age's own.
    const auto known = Person::base().yes("feel-ache").yes("side-left-only").result();
    CHECK(person.result().rung() >= known.rung());
    CHECK(person.result().fires("rf-child-limp") == false);
  }

  TEST_CASE("without an age the result is never below that of any age") {
    Dice dice(77);
    for (int i = 0; i < people_count(100, 3000); ++i) {
      auto answers = random_answers(pack(), dice);
      auto& age = answers[index_of("s-age")];
      int highest = 0;
      for (std::uint32_t band = 0; band < pack().questions[index_of("s-age")].count; ++band) {
        age = {.kind = Answer::Kind::kGiven, .yes = 1u << band};
        highest = std::max(highest, assess(pack(), answers).rung);
      }
      age = {};
      if (assess(pack(), answers).rung < highest) FAIL(write_answers(pack(), answers));
    }
  }

  TEST_CASE("not being sure of a pregnancy asks the pregnancy screen, and its missing answer counts") {
    auto person = Person::base().yes("feel-ache").unsure("pregnant");
    CHECK(person.so_far().ask_next() == "s-preg");
    CHECK_FALSE(person.result().complete());
    CHECK(person.result().status("preg-headache") == Status::kUnsure);
    CHECK(person.none("s-preg").result().complete());
  }

  TEST_CASE("the calf tape may be left out and makes nothing incomplete") {
    auto person = Person::base().yes("one-calf-bigger");
    CHECK(person.so_far().ask_next() == "s-calf-measure");
    CHECK(person.result().complete());
  }

  TEST_CASE("floors speak about a finished check only") {
    CHECK_FALSE(Person::base().so_far().fires("rf-unexplained"));
    CHECK(Person::base().result().fires("rf-unexplained"));
    CHECK_FALSE(Person::base().yes("age-9-12").so_far().fires("rf-child-floor"));
    CHECK(Person::base().yes("age-9-12").result().fires("rf-child-floor"));
  }

  TEST_CASE("an emergency shows while the safety screens are still being asked") {
    const auto person = Person().yes("chest-pain-new");
    CHECK(person.so_far().urgency() == "emergency");
    CHECK(person.so_far().route() == "ambulance");
    CHECK(Person().none("s-now").so_far().urgency() == "self-care");
  }
}

TEST_SUITE("questionnaire") {
  TEST_CASE("the safety block comes first, in the dossier's order") {
    const Ids order = {"s-now", "s-limb-sudden", "s-injury", "s-nerve", "s-one-leg", "s-calf-measure", "s-unwell", "s-slow", "s-trend",
                       "s-risk-clot", "s-risk-health", "s-who", "s-age", "s-preg", "s-child", "c-feel"};
    for (std::size_t i = 0; i < order.size(); ++i) CHECK(pack().questions[i].id == order[i]);
  }

  TEST_CASE("the next question is the first one that applies and has no answer") {
    auto person = Person::base();
    CHECK(person.so_far().ask_next() == "c-feel");
    CHECK(person.yes("feel-cramp").so_far().ask_next() == "c-urge");
    CHECK(person.yes("urge-none").so_far().ask_next() == "c-cramp");
    CHECK(person.forget("s-slow").so_far().ask_next() == "s-slow");
  }

  TEST_CASE("a condition that mixes findings with a NOT is looked at as a whole") {
    const auto mixed = load_pack(broken("\"id\": \"r-walk\"", "\"NOT(@child)\"", "\"ANY(feel-ache, NOT(@child))\""));
    REQUIRE(mixed);
    const auto status = [&](Person person) { return person.so_far().status("walk-cant"); };
    CHECK(status(Person::base(*mixed).yes("feel-other")) == Status::kUnasked);
    CHECK(status(Person::base(*mixed).yes("feel-ache").yes("age-3-8")) == Status::kUnasked);
    CHECK(status(Person::base(*mixed).yes("feel-other").yes("age-3-8")) == Status::kHidden);
  }

  TEST_CASE("a child is not asked about walking, an adult is not asked about play") {
    const auto shown = [](const Person& person, const char* question) {
      return is_shown(pack(), static_cast<QuestionIndex>(pack().find_question(question)), person.so_far().all().findings);
    };
    const auto child = Person::base().yes("age-9-12"), adult = Person::base();
    CHECK_FALSE(shown(child, "r-walk"));
    CHECK(shown(child, "l-child-gaps"));
    CHECK(shown(child, "s-child"));
    CHECK(shown(adult, "r-walk"));
    CHECK_FALSE(shown(adult, "l-child-gaps"));
    CHECK_FALSE(shown(adult, "l-stage"));
    CHECK(shown(Person::base().yes("age-50-64"), "l-stage"));
  }

  /// Walks a whole questionnaire in order and calls `visit` with the progress at each question.
  void walk_through(Dice& dice, const std::function<void(const Answers&, QuestionIndex, Progress)>& visit) {
    const auto whole = random_answers(pack(), dice);
    auto answers = no_answers(pack());
    for (;;) {
      const int next = find(pack(), answers, Missing::kNotYet).ask_next;
      if (next < 0) break;
      const auto question = static_cast<QuestionIndex>(next);
      visit(answers, question, progress(pack(), answers, question));
      REQUIRE_MESSAGE(whole[question].exists(), "the walk was not meant to meet ", pack().questions[question].id);
      answers[question] = whole[question];
    }
    CHECK(answers == whole);
  }

  TEST_CASE("the number counts up one by one, and at most never grows and is reached") {
    Dice dice(2000);
    for (int i = 0; i < people_count(60, 2000); ++i) {
      int number = 0, at_most = 1000;
      walk_through(dice, [&](const Answers& answers, QuestionIndex question, Progress now) {
        const auto where = pack().questions[question].id + " after " + write_answers(pack(), answers);
        if (now.number != number + 1) FAIL("number ", now.number, " after ", number, " at ", where);
        if (now.at_most > at_most) FAIL("at most ", now.at_most, " after ", at_most, " at ", where);
        if (now.number > now.at_most) FAIL("number ", now.number, " of ", now.at_most, " at ", where);
        number = now.number;
        at_most = now.at_most;
      });
      CHECK(number <= at_most);
      // x-stress comes last and for everybody.
      CHECK(number == at_most);
    }
  }

  TEST_CASE("the first question says how many there can be at most, and it can be so many") {
    const auto first = progress(pack(), no_answers(pack()), 0);
    CHECK(first.number == 1);
    CHECK(first.at_most >= 40);
    CHECK(first.at_most <= 49);
  }

  TEST_CASE("the same answers in any order, given twice or changed on the way, end in the same bytes") {
    Dice dice(8);
    for (int i = 0; i < people_count(60, 2000); ++i) {
      const auto whole = random_answers(pack(), dice);
      const auto expected = write_assessment(pack(), whole, assess(pack(), whole));
      // As JSON, in another order.
      const auto json = parse_json(write_answers(pack(), whole), "");
      REQUIRE(json);
      Json shuffled = *json;
      for (std::size_t k = shuffled.members.size(); k > 1; --k) {
        std::swap(shuffled.members[k - 1], shuffled.members[dice.roll(static_cast<std::uint32_t>(k))]);
      }
      Errors errors;
      const auto read = read_answers(pack(), JsonReader(&shuffled, "", "", &errors));
      REQUIRE(read);
      CHECK(write_assessment(pack(), *read, assess(pack(), *read)) == expected);
      // As taps: something else first, then what was meant.
      const auto other = random_answers(pack(), dice);
      auto answers = other;
      for (std::size_t q = 0; q < answers.size(); ++q) answers[q] = whole[q];
      CHECK(write_assessment(pack(), answers, assess(pack(), answers)) == expected);
    }
  }
}

}  // namespace
}  // namespace nightlegs::test
