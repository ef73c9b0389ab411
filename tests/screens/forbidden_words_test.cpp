// forbidden_words_test.cpp - every string that a result can produce, in every form: none promises safety, gives a chance or meddles
// with a medicine (INV-12, 13, 14). First all words there are, then all that is made of them for random people.
#include <cctype>
#include <functional>

#include "app/app.hpp"
#include "forbidden.hpp"
#include "nightlegs/fhir.hpp"
#include "nightlegs/gist.hpp"
#include "people.hpp"
#include "result.hpp"
#include "screens/screens.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

/// What must not be in it, and no gap to fill in or missing word either.
void check_words(const char* form, const std::string& text) {
  CAPTURE(form);
  CHECK(text.size() > 40);
  CHECK(forbidden_in(text) == "");
  // "[[a word's place]]" stands for a word that is missing; JSON has lists of lists.
  for (auto at = text.find("[["); at != std::string::npos; at = text.find("[[", at + 1)) CHECK_FALSE(std::isalpha(static_cast<unsigned char>(text[at + 2])));
}

/// The words of a screen, gaps looked for: its JSON has braces of its own.
std::string words_of(const Screen& screen) {
  std::string all = screen.title + "\n" + screen.announce + "\n";
  for (const auto* block : all_blocks(screen)) {
    all += block->label + "\n" + block->help + "\n" + block->yes + "\n" + block->no + "\n" + block->unsure + "\n" + block->unit + "\n";
    for (const auto& item : block->items) all += item + "\n";
    for (const auto& choice : block->choices) all += choice.label + "\n" + choice.help + "\n";
  }
  return all;
}

void check_screen_words(const char* form, const Screen& screen) {
  const auto words = words_of(screen);
  check_words(form, words);
  CAPTURE(form);
  CHECK(words.find('{') == std::string::npos);
  check_words(form, to_json(screen));  // whatever a block may hold besides
}

}  // namespace

TEST_SUITE("forbidden words") {
  TEST_CASE("the list knows what it forbids, and leaves alone what only looks like it") {
    for (const char* bad : {"It is safe.", "A clot was ruled out", "This rules out a clot", "Nothing serious", "You do not have a clot", "you have gout", "No need to see a doctor",
                            "40% of people", "12 % of people", "a small chance of a clot", "9 in 10 people", "Stop taking the statin", "Double the dose", "Reviewed by a clinician"}) {
      CHECK_MESSAGE(forbidden_in(bad) != "", bad);
    }
    for (const char* good : {"Safety check 1", "So sleepy that driving or work is not safe", "4 of 5 points", "Not reviewed by a clinician yet", "Ask the prescriber", "No need for a costly one."}) {
      CHECK_MESSAGE(forbidden_in(good) == "", good);
    }
  }

  TEST_CASE("no word that the content has says it") {
    int texts = 0;
    const std::function<void(const Json&, const std::string&)> enter = [&](const Json& at, const std::string& key) {
      if (at.is(Json::Type::kString)) {
        ++texts;
        CHECK_MESSAGE(forbidden_in(at.text) == "", key << ": " << at.text);
      }
      for (const auto& item : at.items) enter(item, key + "/");
      for (const auto& [name, value] : at.members) {
        if (key.empty() && name == "sources") continue;  // titles of other people's documents
        enter(value, key + "/" + name);
      }
    };
    enter(content().words.tree, "");
    CHECK(texts > 1500);
  }

  TEST_CASE("nothing that a result is told in says it: screens at every depth, sheet, text, JSON, FHIR, QR code, what would change, what has changed") {
    const auto& words = content().words;
    Dice dice(82);
    int changes = 0, confirmed = 0, differences_told = 0;
    Gist before;
    for (int i = 0; i < people_count(60, 1000); ++i) {
      const auto answers = somebody(pack(), dice);
      CAPTURE(write_answers(pack(), answers));
      const auto assessment = assess(pack(), answers);
      const auto told = report(pack(), words, answers, assessment);
      const auto gist = gist_of(pack(), assessment, told);
      for (const auto depth : {Depth::kFull, Depth::kSignpost, Depth::kLeaflet}) {
        // What each depth has of its own; the rest of it comes from the same words.
        State state = at_result(answers, depth);
        state.now = read_moment("2026-11-24T22:31+01:00");
        if (i > 0) state.said_before = before;
        check_screen_words("result", view(content(), state));
        state.trail.push_back({Room::kSheet, 0});
        check_screen_words("sheet", view(content(), state));
        const auto made = screens::sheet_of({content(), state});
        check_words("sheet as text", sheet_text(words, made));
        check_words("QR code", sheet_text(words, made, 900));
        check_words("JSON", sheet_json(pack(), answers, assessment, made));
      }
      if (i > 0) {
        for (const auto& line : differences(pack(), words, before, gist)) {
          ++differences_told;
          CHECK_MESSAGE(forbidden_in(line) == "", line);
        }
      }
      before = gist;
      check_words("FHIR response", write_response(pack(), words, answers, assessment, told, "2026-11-24"));
      check_words("text of the command line", report_text(words, pack(), told));
      check_screen_words("what would change it", shown(answers, Room::kWhatIf));
      check_screen_words("emergency", shown(answers, Room::kEmergency));
      check_screen_words("review", shown(answers, Room::kReview));
      State old = at_result(answers);
      old.result_at = read_moment("2026-11-24T22:31+01:00");
      old.now = read_moment("2026-11-26T22:31+01:00");
      check_screen_words("a day later", view(content(), old));
      // Every way out of a sheet, and what came of it.
      State sheet = at_result(answers);
      sheet.trail.push_back({Room::kSheet, 0});
      for (const char* outcome : {"copied", "no-copy", "saved", "no-save", "no-print", "shared", "no-share"}) {
        sheet.way_out = outcome;
        CHECK(forbidden_in(view(content(), sheet).announce) == "");
      }
      // Each action on its own page, and a warning about to be taken back.
      for (const auto action : assessment.actions) {
        State open = at_result(answers);
        REQUIRE(update(content(), open, {"practice", "action-" + pack().actions[action].id + "-open", pack().actions[action].id, true}) == "");
        check_screen_words("action", view(content(), open));
        ++changes;
      }
      for (const auto& fired : assessment.red_flags) {
        const auto because = assessment.findings_in(fired.because);
        if (because.empty() || !answers[pack().findings[because[0]].question].exists()) continue;
        State asks = at_result(answers);
        asks.pending = {pack().findings[because[0]].question, {}, {fired.rule}};
        asks.pending.answer.kind = Answer::Kind::kGiven;
        asks.trail.push_back({Room::kConfirm, asks.pending.question});
        check_screen_words("taking a warning back", view(content(), asks));
        ++confirmed;
      }
    }
    CHECK(changes > 10);
    CHECK(confirmed > 50);
    CHECK(differences_told > 50);
    check_words("FHIR questionnaire", write_questionnaire(pack(), words));
  }
}
