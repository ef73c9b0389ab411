// why_test.cpp - a result explains itself: each reason, each pattern and each action from the person's own answers, whoever answers.
#include <algorithm>
#include <set>

#include "people.hpp"
#include "result.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

/// Is what the person answered, or in place of it what it follows from, among these words?
bool tells(const std::string& told, const Assessment& assessment, FindingIndex finding) {
  const auto& question = pack().questions[pack().findings[finding].question];
  const auto said = [&](FindingIndex f) { return told.find(content().words.reason(pack().findings[f].id)) != std::string::npos; };
  if (said(finding)) return true;
  return question.skipped_then == finding && question.skipped_if >= 0 &&
         assessment.findings[static_cast<FindingIndex>(question.skipped_if)] == Status::kYes && said(static_cast<FindingIndex>(question.skipped_if));
}

}  // namespace

TEST_SUITE("why") {
  TEST_CASE("each rule that fired is told from the person's own answers, with its source; where doubt alone fires it, what is not certain") {
    Dice dice(301);
    int from_answers = 0, from_doubt = 0, from_nothing = 0;
    for (int i = 0; i < people_count(300, 3000); ++i) {
      const auto answers = somebody(pack(), dice);
      CAPTURE(write_answers(pack(), answers));
      const auto assessment = assess(pack(), answers);
      const auto screen = shown(answers, Room::kResult);
      std::size_t n = 0;
      for (const auto& fired : assessment.red_flags) {
        const auto& rule = pack().rules[fired.rule];
        const auto because = assessment.findings_in(fired.because);
        const auto is = [&](Status status) { return [&, status](FindingIndex f) { return assessment.findings[f] == status; }; };
        const bool known = std::any_of(because.begin(), because.end(), is(Status::kYes));
        const bool unsure = std::any_of(because.begin(), because.end(), is(Status::kUnsure));
        const bool declined = std::any_of(because.begin(), because.end(), is(Status::kDeclined));
        // Doubt from declined answers alone is told once, without a name (red-flags.md section 2).
        if (!fired.certain && !unsure && declined && rule.counts_unsure_of < 0) {
          CHECK(label(screen, "declined") == content().words.ui("declined-line"));
          continue;
        }
        const auto id = "reason-" + std::to_string(n++);
        CAPTURE(rule.id);
        const auto told = label(screen, id);
        CHECK(told.find(content().words.maybe({"rules", rule.id, "say"})) != std::string::npos);
        for (const auto& source : rule.sources) CHECK(label(screen, id + "-source").find(source) != std::string::npos);
        CHECK_FALSE(rule.sources.empty());
        for (const auto f : because) {
          if (assessment.findings[f] == Status::kYes) CHECK(tells(label(screen, id + "-because"), assessment, f));
          if (assessment.findings[f] == Status::kUnsure && !fired.certain) CHECK(told.find("Not certain: " + content().words.label(pack().findings[f].id)) != std::string::npos);
        }
        (known ? from_answers : unsure ? from_doubt : from_nothing) += 1;
        // Only the floors rest on no answer: the one for what nothing explains, and the child's.
        if (!known && !unsure && !declined) CHECK((rule.id == "rf-unexplained" || rule.id == "rf-child-floor"));
      }
      CHECK_FALSE(by_id(screen, "reason-" + std::to_string(n)));
    }
    CHECK(from_answers > 100);
    CHECK(from_doubt > 20);
    CHECK(from_nothing > 0);
  }

  TEST_CASE("each pattern is told with all its rows for and against, in the person's words") {
    Dice dice(302);
    int rows_for = 0, rows_against = 0;
    for (int i = 0; i < people_count(200, 2000); ++i) {
      const auto answers = somebody(pack(), dice);
      CAPTURE(write_answers(pack(), answers));
      const auto assessment = assess(pack(), answers);
      for (const auto depth : {Depth::kFull, Depth::kSignpost}) {
        const auto screen = shown(answers, Room::kResult, depth);
        const auto sheet = shown(answers, Room::kSheet, depth);
        std::string clinical;
        if (const auto* block = by_id(sheet, "clinical-fits")) {
          for (const auto& line : block->items) clinical += line + "\n";
        }
        for (const auto kind : {Pattern::Kind::kCause, Pattern::Kind::kContributor}) {
          for (const auto* fit : listed(pack(), assessment, kind)) {
            const auto id = "pattern-" + pack().patterns[fit->pattern].id;
            CAPTURE(id);
            for (const auto f : assessment.findings_in(fit->rows_for)) {
              CHECK(tells(label(screen, id + "-for"), assessment, f));
              CHECK(tells(clinical, assessment, f));
              ++rows_for;
            }
            for (const auto f : assessment.findings_in(fit->rows_against)) {
              CHECK(tells(label(screen, id + "-against"), assessment, f));
              CHECK(tells(clinical, assessment, f));
              ++rows_against;
            }
          }
        }
      }
    }
    CHECK(rows_for > 300);
    CHECK(rows_against > 30);
  }

  TEST_CASE("each action says why it is offered, what is left out says which answer did it, and at today and emergency only that it is") {
    Dice dice(303);
    int offered = 0, withheld = 0, urgent = 0;
    for (int i = 0; i < people_count(200, 2000); ++i) {
      const auto answers = somebody(pack(), dice);
      CAPTURE(write_answers(pack(), answers));
      const auto assessment = assess(pack(), answers);
      const auto screen = shown(answers, Room::kResult);
      const auto text = report_text(content().words, pack(), report(pack(), content().words, answers, assessment));
      std::string words;
      for (const auto* block : all_blocks(screen)) words += block->label + "\n";
      if (tier_of(pack(), assessment.rung) >= Tier::kSameDay) {
        ++urgent;
        CHECK(label(screen, "withheld-urgent") == "Self-care is left out here: being seen comes first.");
        CHECK(text.find("Self-care is left out here: being seen comes first.") != std::string::npos);
        CHECK_FALSE(by_id(screen, "withheld"));
        for (const auto& action : pack().actions) {
          const auto name = content().words.maybe({"actions", action.id, "name"});
          CHECK(words.find(name + "\n") == std::string::npos);
          CAPTURE(name);
          CHECK(text.find("- " + name + "\n") == std::string::npos);
        }
        continue;
      }
      CHECK_FALSE(by_id(screen, "withheld-urgent"));
      std::set<std::uint16_t> suits;  // what the listed patterns offer
      for (const auto kind : {Pattern::Kind::kCause, Pattern::Kind::kContributor}) {
        for (const auto* fit : listed(pack(), assessment, kind)) suits.insert(pack().patterns[fit->pattern].offers.begin(), pack().patterns[fit->pattern].offers.end());
      }
      for (const auto action : assessment.actions) {
        const auto& one = pack().actions[action];
        const auto why = label(screen, "action-" + one.id + "-why");
        CAPTURE(why);
        ++offered;
        bool named = false;
        for (const auto kind : {Pattern::Kind::kCause, Pattern::Kind::kContributor}) {
          for (const auto* fit : listed(pack(), assessment, kind)) {
            const auto& pattern = pack().patterns[fit->pattern];
            if (std::find(pattern.offers.begin(), pattern.offers.end(), action) == pattern.offers.end()) continue;
            named = true;
            CHECK(why.find(content().words.maybe({"patterns", pattern.id, "name"})) != std::string::npos);
          }
        }
        if (!named) CHECK(why == "Offered to everybody.");
      }
      // What suits and may not be offered stands among what was left out, with the reason.
      const auto* left_out = by_id(screen, "withheld-list");
      std::size_t expected = 0;
      for (std::size_t a = 0; a < pack().actions.size(); ++a) {
        const auto& one = pack().actions[a];
        if ((!suits.count(static_cast<std::uint16_t>(a)) && !one.serves_all) || !holds(pack(), one.hide_if, assessment.findings, true)) continue;
        ++expected;
        REQUIRE(left_out);
        const auto name = content().words.maybe({"actions", one.id, "name"}) + ". Because of: ";
        const auto line = std::find_if(left_out->items.begin(), left_out->items.end(), [&](const std::string& item) { return item.find(name) == 0; });
        REQUIRE_MESSAGE(line != left_out->items.end(), one.id);
        CHECK(line->size() > name.size() + 3);
      }
      CHECK((left_out ? left_out->items.size() : 0) == expected);
      withheld += static_cast<int>(expected);
    }
    CHECK(offered > 50);
    CHECK(withheld > 15);
    CHECK(urgent > 20);
  }

  TEST_CASE("what is left out is told also where nothing at all is left to offer") {
    // With the content of today the diary is for everybody; here it is for those with none of the listed feelings alone.
    auto changed = load_pack(broken("\"sc-diary\"", "\"serves\": [\"*\"]", "\"serves\": [\"*\"], \"hide_if\": \"feel-other\""));
    REQUIRE_MESSAGE(changed, sentences(changed.errors()));
    const Content other{std::move(*changed), content().words, std::nullopt};
    auto person = Person::base();
    person.yes("feel-other").yes("side-both-same").yes("nights-rare").yes("sev-0-3");
    State state = at_result(person.answers());
    const auto screen = view(other, state);
    CHECK_FALSE(by_id(screen, "actions-title"));
    REQUIRE(by_id(screen, "withheld-list"));
    CHECK(by_id(screen, "withheld-list")->items.size() == 1);
  }

  TEST_CASE("every emergency sign that is not sure is to be looked at again, and the result says what it could still become") {
    const auto emergency = findings_of(pack(), pack().groups[static_cast<std::size_t>(pack().emergency_group)].is);
    REQUIRE(emergency.size() > 10);
    for (const auto finding : emergency) {
      const auto& id = pack().findings[finding].id;
      CAPTURE(id);
      if (pack().questions[pack().findings[finding].question].id == "s-preg") continue;
      const auto screen = shown(Person::base().unsure(id).answers(), Room::kResult);
      CHECK(label(screen, "doubt-" + id) == content().words.label(id));
      const auto how = label(screen, "doubt-" + id + "-how");
      CHECK(how.find("Check again now: ") == 0);
      CHECK(how.find("If it is true, or it cannot be checked, treat it as yes.") != std::string::npos);
      CHECK(how.size() > 80);
    }
    const auto most_of = [](const char* part, const char* unsure) {
      Json answers;
      for (const auto& journey : journeys("paths.json").items) {
        if (journey.find("name")->text.find(part) != std::string::npos) answers = *journey.find("answers");
      }
      for (auto& [id, value] : answers.members) {
        if (id == unsure) value = json_of("\"not-sure\"");
      }
      Walker person;
      person.walk(answers);
      REQUIRE(person.screen().name == "result");
      return label(person.screen(), "doubts-most");
    };
    CHECK(most_of("not sure whether one foot has turned cold", "") == "With everything that is still open, it could be at most: Get emergency help now.");
    CHECK(most_of("tired legs", "") == "");
    // A doubt that is no sign to look at again can make it more urgent all the same.
    CHECK(most_of("tired legs", "s-trend").find("With everything that is still open, it could be at most: See a clinician within") == 0);
  }

  TEST_CASE("the one thing most worth finding out comes with how to check it, also where its question was never answered") {
    Dice dice(304);
    int rows = 0, whole = 0, open = 0;
    for (int i = 0; i < people_count(80, 800); ++i) {
      const auto answers = somebody(pack(), dice);
      CAPTURE(write_answers(pack(), answers));
      const auto screen = shown(answers, Room::kWhatIf);
      if (!by_id(screen, "worth")) continue;
      CHECK(label(screen, "worth-label").size() > 5);
      const auto how = label(screen, "worth-how");
      CHECK(how.size() > 10);
      const auto* ask = by_id(screen, "worth-ask");
      REQUIRE(ask);
      const int q = pack().find_question(ask->value);
      REQUIRE(q >= 0);
      const auto& answer = answers[static_cast<std::size_t>(q)];
      // It is one that is really open.
      CHECK((!answer.exists() || answer.kind == Answer::Kind::kNotSure || answer.unsure));
      (!answer.exists() ? open : answer.kind == Answer::Kind::kNotSure ? whole : rows) += 1;
      if (!answer.exists() && content().words.maybe({"questions", ask->value, "text"}).empty()) CHECK(how == "It has no answer yet.");
    }
    CHECK(rows > 3);
    CHECK(whole > 3);
    CHECK(open > 3);
  }
}
