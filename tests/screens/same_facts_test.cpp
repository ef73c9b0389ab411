// same_facts_test.cpp - the screens, the sheet, the text, the JSON and the FHIR of random people state the same facts.
#include <map>
#include <set>

#include "nightlegs/fhir.hpp"
#include "nightlegs/gist.hpp"
#include "people.hpp"
#include "result.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

/// The lines of a text under this title.
std::vector<std::string> under(const std::string& text, const std::string& title) {
  std::vector<std::string> lines;
  for (auto at = text.find("\n" + title + "\n- "); at != std::string::npos;) {
    at = text.find("\n- ", at);
    if (at == std::string::npos) break;
    const auto end = text.find('\n', at + 1);
    lines.push_back(text.substr(at + 3, end - at - 3));
    if (text.compare(end, 3, "\n- ") != 0) break;
    at = end;
  }
  return lines;
}

std::string as_html(std::string text) {
  for (const auto& [letter, name] : {std::pair{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}}) {
    for (std::size_t at = 0; (at = text.find(letter, at)) != std::string::npos; ++at) text.replace(at, 1, name);
  }
  return text;
}

}  // namespace

TEST_SUITE("the same facts everywhere") {
  TEST_CASE("urgency, reasons and patterns are the same on the result, on the sheet, in the text, in the JSON and in FHIR") {
    const auto& words = content().words;
    Dice dice(2026);
    int listed_patterns = 0, with_reasons = 0;
    for (int i = 0; i < people_count(150, 10000); ++i) {
      const auto answers = i % 5 ? random_answers(pack(), dice) : somebody(pack(), dice);
      CAPTURE(write_answers(pack(), answers));
      const auto assessment = assess(pack(), answers);
      const auto told = report(pack(), words, answers, assessment);
      const auto facts = gist_of(pack(), assessment, told);
      std::vector<std::string> fits;  // "Restless legs: Fits well"
      for (const auto& [id, fit] : facts.fits) fits.push_back(words.maybe({"patterns", id, "name"}) + ": " + words.ui("fits-" + fit));
      listed_patterns += static_cast<int>(fits.size());
      with_reasons += facts.rules.empty() ? 0 : 1;

      // The result on the screen.
      const auto result = shown(answers, Room::kResult);
      CHECK(by_id(result, "urgency")->urgency == facts.urgency);
      CHECK(label(result, "title") == told.heading);
      std::size_t reasons = 0;
      for (; by_id(result, "reason-" + std::to_string(reasons)); ++reasons) {
        REQUIRE(reasons < told.reasons.size());
        CHECK(label(result, "reason-" + std::to_string(reasons)) == reason_line(words, told.reasons[reasons]));
      }
      CHECK(reasons == facts.rules.size());
      std::vector<std::string> on_screen;
      for (const auto* block : all_blocks(result)) {
        if (block->role != Role::kFold || !block->id.starts_with("pattern-")) continue;
        on_screen.push_back(block->label + ": " + block->help);
      }
      CHECK(on_screen == fits);
      std::vector<std::string> actions;
      for (const auto* block : all_blocks(result)) {
        if (block->role == Role::kCard && block->id.starts_with("action-")) actions.push_back(block->id.substr(7));
      }

      // The sheet on the screen.
      const auto page = shown(answers, Room::kSheet);
      CHECK(label(page, "heading") == told.heading);
      const auto* own = by_id(page, "own-patterns");
      CHECK((own ? own->items : std::vector<std::string>{}) == fits);
      const auto* rules = by_id(page, "clinical-rules");
      // It tells only what was asked: that safety questions have no answer stands in one line.
      std::size_t asked = told.complete ? 0 : 1;
      for (const auto& reason : told.reasons) {
        if (reason.is_asked) CHECK(rules->items.at(asked++).find("(" + reason.rule + ";") != std::string::npos);
      }
      CHECK((rules ? rules->items.size() : 0) == asked + (told.declined ? 1 : 0));

      // As text: of the sheet, and of the command line.
      const auto made = sheet(pack(), words, answers, assessment, told, Depth::kFull, "2026-11-24");
      const auto text = sheet_text(words, made);
      CHECK(text.find("\n" + told.heading + "\n") != std::string::npos);
      CHECK(under(text, words.ui("sheet-patterns")) == fits);
      CHECK(under(text, words.ui("sheet-rules")).size() == (rules ? rules->items.size() : 0));
      for (const auto& reason : told.reasons) {
        if (reason.is_asked) CHECK(text.find(asked_line(words, reason)) != std::string::npos);
      }
      // The command line breaks its lines.
      auto terminal = report_text(words, pack(), told);
      for (std::size_t at = 0; (at = terminal.find('\n', at)) != std::string::npos;) {
        const auto next = terminal.find_first_not_of(" \n", at);
        terminal.replace(at, (next == std::string::npos ? terminal.size() : next) - at, " ");
      }
      CHECK(terminal.find(told.heading) == 0);
      for (const auto& reason : told.reasons) CHECK(terminal.find("- " + reason_line(words, reason)) != std::string::npos);
      for (const auto& line : fits) CHECK(terminal.find("- " + line) != std::string::npos);
      for (const auto& action : actions) CHECK(terminal.find("- " + words.maybe({"actions", action, "name"}) + " (") != std::string::npos);

      // As JSON.
      const auto json = json_of(sheet_json(pack(), answers, assessment, made));
      const Json& assessed = *json.find("assessment");
      CHECK(assessed.find("urgency")->text == facts.urgency);
      CHECK((assessed.find("within_days")->is(Json::Type::kNumber) ? assessed.find("within_days")->number : 0) == facts.within_days);
      std::set<std::string> fired;
      for (const auto& flag : assessed.find("red_flags")->items) fired.insert(flag.find("id")->text);
      for (const auto& rule : facts.rules) CHECK(fired.count(rule) == 1);
      if (!told.declined) CHECK(fired.size() == facts.rules.size());
      std::map<std::string, std::string> fit_of;
      for (const auto& pattern : assessed.find("patterns")->items) fit_of[pattern.find("id")->text] = pattern.find("fit")->text;
      for (const auto& [id, fit] : facts.fits) CHECK(fit_of.at(id) == fit);
      std::vector<std::string> assessed_actions;
      for (const auto& action : assessed.find("actions")->items) assessed_actions.push_back(action.text);
      CHECK(assessed_actions == actions);
      CHECK(assessed.find("complete")->flag == told.complete);

      // As FHIR: by code, and in the narrative.
      const auto response = json_of(write_response(pack(), words, answers, assessment, told, "2026-11-24"));
      Gist coded;
      for (const auto& one : response.find("extension")->items) {
        const auto what = one.find("url")->text.substr(one.find("url")->text.rfind('/') + 1);
        if (what == "urgency") coded.urgency = one.find("valueCode")->text;
        if (what == "within-days") coded.within_days = static_cast<int>(one.find("valueInteger")->number);
        if (what.starts_with("pattern-fits-")) coded.fits.emplace_back(one.find("valueCode")->text, what.substr(13));
      }
      coded.rules = facts.rules;
      CHECK(coded == facts);
      const auto& narrative = response.find("text")->find("div")->text;
      CHECK(narrative.find("<p>" + told.heading + "</p>") != std::string::npos);
      for (const auto& line : fits) CHECK(narrative.find("<p>" + as_html(line) + "</p>") != std::string::npos);
      for (const auto& reason : told.reasons) CHECK(narrative.find("<p>" + as_html(reason_line(words, reason)) + "</p>") != std::string::npos);
    }
    CHECK(listed_patterns > 50);
    CHECK(with_reasons > 50);
  }
}
