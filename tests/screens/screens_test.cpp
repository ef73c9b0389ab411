// screens_test.cpp - the screens as a person meets them, without a picture and without a page.
#include <algorithm>
#include <set>

#include "app/app.hpp"
#include "screens/screen_bytes.hpp"
#include "content.hpp"
#include "walker.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

Json path_named(const std::string& part) {
  const Json all = journeys("paths.json");
  for (const auto& journey : all.items) {
    if (journey.find("name")->text.find(part) != std::string::npos) return *journey.find("answers");
  }
  FAIL("no journey named like \"" << part << "\"");
  return {};
}

/// Rules that every screen keeps.
void check_screen(const Screen& screen) {
  std::set<std::string> ids;
  int first_headings = 0, primary = 0;
  bool other_view = false;
  for (const auto* block : all_blocks(screen)) {
    other_view |= block->action == "view";
    CAPTURE(block->id);
    CHECK_MESSAGE(ids.insert(block->id).second, "the id is used twice");
    CHECK_MESSAGE(block->label.find("[[") == std::string::npos, block->label);
    first_headings += block->role == Role::kHeading && block->level == 1;
    primary += block->role == Role::kButton && block->style == Style::kPrimary;
    const bool container = block->role == Role::kCard || block->role == Role::kUrgency || block->role == Role::kColumns;
    if (!container && block->role != Role::kList) CHECK_FALSE(block->label.empty());
    if (block->role == Role::kList) CHECK_FALSE(block->items.empty());
    if (container) CHECK_FALSE(block->children.empty());
    if (!block->labelled_by.empty()) {
      bool found = false;
      for (const auto* other : all_blocks(screen)) found |= other->id == block->labelled_by;
      CHECK(found);
    }
    for (const auto& choice : block->choices) CHECK_FALSE(choice.label.empty());
    if (block->role == Role::kMap) {
      for (const auto& picture : block->pictures) {
        for (const auto& group : picture.groups) {
          CHECK_FALSE(group.label.empty());
          for (const auto& shape : group.shapes) {
            bool listed = false;
            for (const auto* other : all_blocks(screen)) {
              for (const auto& choice : other->choices) listed |= other->question == block->value && choice.value == shape.value;
            }
            CHECK_MESSAGE(listed, shape.value << " is on the picture but not in the list");
          }
        }
      }
    }
  }
  CHECK(first_headings == 1);
  CHECK(primary <= 1);
  CHECK_MESSAGE(other_view, screen.name << " has no way to the other view");
  CHECK(!screen.title.empty());
  // The painter gets it as bytes: nothing may be lost on the way.
  Screen copy;
  CHECK(from_bytes(to_bytes(screen), copy));
  CHECK(to_json(copy) == to_json(screen));
}

TEST_CASE("content that does not fit leaves what was loaded before as it was; words are taken with their pack alone") {
  Walker person;
  const auto before = to_json(person.screen());
  const auto code_of = [](const LoadOutcome& outcome) {
    CHECK_FALSE(outcome.ok);
    return json_of(outcome.json).find("errors")->items.at(0).find("code")->text;
  };
  auto& app = person.app();
  CHECK(code_of(app.load_words("{}")) == "words.no_pack");  // the pack of before has its words already
  (void)code_of(app.load_pack("=== about.json\n{}"));
  CHECK(code_of(app.load_words("{}")) == "words.no_pack");
  person.look();
  CHECK(to_json(person.screen()) == before);
}

}  // namespace

TEST_SUITE("screens") {
  TEST_CASE("a screen's bytes that are cut short, too long or not a screen are refused") {
    const std::string bytes = to_bytes(Walker().screen());
    Screen copy;
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      CHECK_FALSE(from_bytes(std::string_view(bytes).substr(0, length), copy));
    }
    CHECK_FALSE(from_bytes(bytes + '\0', copy));
    CHECK_FALSE(from_bytes(std::string(64, '\xff'), copy));
  }

  TEST_CASE("every complete journey walks from start to its result, and every screen on the way is well formed") {
    for (const auto& journey : journeys("paths.json").items) {
      CAPTURE(journey.find("name")->text);
      Walker person;
      const Json& answers = *journey.find("answers");
      check_screen(person.screen());
      person.press("Start the check");
      int last_total = 1000, guard = 0;
      while (person.screen().name == "question" && ++guard < 80) {
        check_screen(person.screen());
        CHECK_MESSAGE(person.screen().steps <= last_total, "the number of questions grew at " << person.question());
        CHECK(person.screen().step <= person.screen().steps);
        last_total = person.screen().steps;
        const Json* answer = answers.find(person.question());
        if (!answer) {
          person.press("Leave this out");
        } else {
          person.answer(*answer);
        }
      }
      check_screen(person.screen());
      const auto& expected = journey.find("expect")->find("urgency")->text;
      const Block* urgency = person.by_id("urgency");
      REQUIRE(urgency);
      CHECK(urgency->urgency == expected);
      CHECK(person.screen().name == (expected == "emergency" ? "emergency" : "result"));
    }
  }

  TEST_CASE("the emergency signs stand on the first screen, which carries no urgency") {
    Walker person;
    CHECK(person.says("chest pain"));
    CHECK(person.find(Role::kButton, "Start the check"));
    for (const auto* block : all_blocks(person.screen())) CHECK(block->urgency.empty());
  }

  TEST_CASE("an emergency sign interrupts at once, in the middle of the safety questions") {
    Walker person;
    person.press("Start the check");
    person.choose("chest-pain-new");
    CHECK(person.screen().name == "question");
    person.press("Next");
    CHECK(person.screen().name == "emergency");
    CHECK(person.by_id("urgency")->urgency == "emergency");
    CHECK(person.says("Call the emergency number now. Do not drive."));
    CHECK(person.says("Because of this answer: Pain or tightness in the chest"));
  }

  TEST_CASE("taking an emergency answer back asks first, and keeping the warning keeps the answer") {
    Walker person;
    person.press("Start the check");
    person.choose("chest-pain-new");
    person.press("Next");
    person.press("Change this answer");
    person.choose("none");
    person.press("Next");
    CHECK(person.screen().name == "confirm");
    CHECK(person.says("These can be signs of a clot in the lung or a heart problem."));
    SUBCASE("kept") {
      person.press("Keep the warning");
      CHECK(person.question() == "s-now");
      CHECK(person.by_id("s-now")->choices[1].chosen);
    }
    SUBCASE("taken back") {
      person.press("It is not true");
      CHECK(person.question() == "s-limb-sudden");
    }
  }

  TEST_CASE("making an emergency less urgent by a doubt asks first, and says where the warning then stands (INV-11)") {
    Walker person;
    Json answers = path_named("tired legs");
    for (auto& [id, value] : answers.members) {
      if (id == "s-limb-sudden") value = json_of(R"(["leg-cold-new"])");
    }
    person.walk(answers);
    REQUIRE(person.screen().name == "emergency");
    person.press("See the whole result");
    REQUIRE(person.by_id("urgency")->urgency == "emergency");
    person.send({"edit", "", "s-limb-sudden", true});
    person.choose("not-sure");
    const Block* rows = person.by_id("s-limb-sudden");
    REQUIRE(rows);
    std::vector<std::string> values;
    for (const auto& choice : rows->choices) values.push_back(choice.value);
    for (const auto& value : values) person.send({"row", "s-limb-sudden", value + "=" + (value == "leg-cold-new" ? "unsure" : "no"), true});
    person.press("Next");
    REQUIRE(person.screen().name == "confirm");
    check_screen(person.screen());
    CHECK(person.by_id("title")->label == "This makes a warning less urgent");
    CHECK(person.says("it counts as: Get seen today."));
    SUBCASE("kept") {
      person.press("Keep the warning");
      CHECK(person.question() == "s-limb-sudden");
      person.press("Next");
      if (person.screen().name == "emergency") person.press("See the whole result");
      CHECK(person.by_id("urgency")->urgency == "emergency");
    }
    SUBCASE("lowered") {
      person.press("It is not certain");
      CHECK(person.screen().name == "question");  // the next safety question, no emergency any more
    }
  }

  TEST_CASE("lowering a same-day result by any of its answers asks first, from the review and from what would change it (INV-11)") {
    Walker person;
    person.walk(path_named("one swollen calf after a long trip"));
    REQUIRE(person.by_id("urgency")->urgency == "same-day");
    const auto try_to_lower = [&] {
      person.choose("none");
      person.press("Next");
      REQUIRE(person.screen().name == "confirm");
      CHECK(person.by_id("title")->label == "This removes a warning");
      CHECK(person.says("Is it really not true?"));
      person.press("Keep the warning");
      CHECK(person.question() == "s-one-leg");
      person.press("Next");
      REQUIRE(person.screen().name == "result");
      CHECK(person.by_id("urgency")->urgency == "same-day");
    };
    person.press("Your answers");
    person.send({"edit", "", "s-one-leg", true});
    try_to_lower();
    // From what would change it, by the question most worth finding out.
    Json answers = path_named("tired legs");
    for (auto& [id, value] : answers.members) {
      if (id == "s-one-leg") value = json_of(R"({"yes": ["one-calf-bigger"], "unsure": ["dent-one-leg"]})");
    }
    answers.members.emplace_back("s-calf-measure", json_of("3"));
    Walker other;
    other.walk(answers);
    REQUIRE(other.by_id("urgency")->urgency == "same-day");
    other.press("What would change this?");
    other.send({"edit", "", "s-one-leg", true});
    other.send({"row", "s-one-leg", "one-calf-bigger=no", true});
    other.press("Next");
    CHECK(other.screen().name == "confirm");
    // What takes nothing back does not ask.
    other.press("Keep the warning");
    other.send({"edit", "", "t-nights", true});
    other.choose("nights-5-7");
    other.press("Next");
    CHECK(other.screen().name != "confirm");
  }

  TEST_CASE("an option that is not ticked is no answer until Next is pressed") {
    Walker person;
    person.press("Start the check");
    person.press("Next");
    CHECK(person.question() == "s-now");
    REQUIRE(person.by_id("fault"));
    CHECK(person.by_id("fault")->label == "Choose at least one answer first.");
    CHECK(person.by_id("s-now")->invalid);
  }

  TEST_CASE("the row-by-row form keeps ticks, wants every row, and goes back to the list") {
    Walker person;
    person.press("Start the check");
    person.choose("heart-race-now");
    person.choose("not-sure");
    const Block* rows = person.by_id("s-now");
    CHECK(rows->role == Role::kRows);
    CHECK(rows->choices.size() == 9);
    for (const auto& choice : rows->choices) CHECK((choice.row == RowAnswer::kYes) == (choice.value == "heart-race-now"));
    person.press("Next");
    REQUIRE(person.by_id("fault"));
    CHECK(person.by_id("fault")->label == "One or more rows have no answer yet.");
    person.press("Back to the list");
    CHECK(person.by_id("s-now")->role == Role::kChoices);
    CHECK(person.by_id("s-now")->choices[4].chosen);
  }

  TEST_CASE("Back goes one question back and loses nothing, forwards and backwards") {
    Walker person;
    person.press("Start the check");
    person.choose("none");
    person.press("Next");
    person.choose("none");
    person.press("Next");
    person.choose("limp-new");
    person.press("Back");
    CHECK(person.question() == "s-limb-sudden");
    person.press("Back");
    CHECK(person.question() == "s-now");
    bool none = false;
    for (const auto& choice : person.by_id("s-now")->choices) none |= choice.value == "none" && choice.chosen;
    CHECK(none);
    person.press("Next");
    person.press("Next");
    CHECK(person.question() == "s-injury");
    CHECK(person.by_id("s-injury")->choices[3].chosen);
  }

  TEST_CASE("None of these and the options clear each other, and no more than three feelings are taken") {
    Walker person;
    person.press("Start the check");
    person.choose("breath-trouble-new");
    person.choose("none");
    CHECK_FALSE(person.by_id("s-now")->choices[0].chosen);
    person.choose("heart-race-now");
    for (const auto& choice : person.by_id("s-now")->choices) CHECK(choice.chosen == (choice.value == "heart-race-now"));

    Walker other;
    const Json answers = path_named("tired legs");
    other.press("Start the check");
    while (other.question() != "c-feel") other.answer(*answers.find(other.question()));
    for (const char* feeling : {"feel-ache", "feel-cramp", "feel-heavy", "feel-numb"}) other.choose(feeling);
    REQUIRE(other.by_id("fault"));
    CHECK(other.by_id("fault")->label == "Up to 3 fit here. Untick one to choose another.");
    int chosen = 0;
    for (const auto& choice : other.by_id("c-feel")->choices) chosen += choice.chosen;
    CHECK(chosen == 3);
  }

  TEST_CASE("the result shows urgency first, with reasons from the person's own answers") {
    Walker person;
    person.walk(path_named("uphill"));
    const auto& blocks = person.screen().blocks;
    std::size_t urgency = 0, patterns = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].role == Role::kUrgency) urgency = i;
      if (blocks[i].id == "patterns-title") patterns = i;
    }
    CHECK(urgency < patterns);
    CHECK(person.says("Because of this answer:"));
    CHECK(person.says("Do the check again, or get help, if"));
  }

  TEST_CASE("an answer changed from the review leads back to a result that follows it") {
    Walker person;
    person.walk(path_named("tired legs"));
    CHECK(person.by_id("urgency")->urgency == "self-care");
    person.press("Your answers");
    const Block* edit = person.by_id("q-t-nights-edit");
    REQUIRE(edit);
    CHECK(edit->label == "Change");
    CHECK(edit->labelled_by == "q-t-nights-title");
    person.send({edit->action, edit->id, edit->value, true});
    CHECK(person.question() == "t-nights");
    person.choose("nights-5-7");
    person.press("Next");
    CHECK(person.screen().name == "result");
    CHECK(person.by_id("urgency")->urgency == "soon");
  }

  TEST_CASE("Stop and clear forgets every answer and every draft") {
    Walker person;
    person.walk(path_named("tired legs"));
    person.press("Stop and clear");
    CHECK(person.screen().name == "start");
    CHECK(person.screen().depth == 0);
    person.press("Start the check");
    for (const auto& choice : person.by_id("s-now")->choices) CHECK_FALSE(choice.chosen);
  }

  TEST_CASE("the view and the theme change at any moment and keep the answers") {
    Walker person;
    person.press("Start the check");
    person.choose("heart-race-now");
    person.press("Plain page");
    CHECK(person.screen().view == "page");
    CHECK(person.by_id("s-now")->choices[4].chosen);
    person.press("Theme: automatic");
    CHECK(person.screen().theme == "dark");
    person.press("Theme: dark");
    CHECK(person.screen().theme == "light");
    person.press("Theme: light");
    CHECK(person.screen().theme == "night");
    person.press("Theme: night");
    CHECK(person.screen().theme == "auto");
    CHECK(person.question() == "s-now");
  }

  TEST_CASE("late in the evening the night theme is offered once, by the device's own time, and never by day") {
    const auto offered = [](const char* now) {
      Walker person;
      person.send({"now", "", "", true, now});
      return person.by_id("night-offer") != nullptr;
    };
    CHECK_FALSE(Walker().by_id("night-offer"));
    for (const char* late : {"2026-11-24T21:00+01:00", "2026-11-24T23:59-05:00", "2026-11-25T03:12+05:30", "2026-11-25T05:59+00:00"}) CHECK_MESSAGE(offered(late), late);
    for (const char* early : {"2026-11-24T20:59+01:00", "2026-11-25T06:00+00:00", "2026-11-25T12:00-11:00", "nonsense"}) CHECK_FALSE_MESSAGE(offered(early), early);
    Walker person;
    person.send({"now", "", "", true, "2026-11-24T22:00+00:00"});
    REQUIRE(person.by_id("night-offer-yes"));
    check_screen(person.screen());
    person.press("Use the night theme");
    CHECK(person.screen().theme == "night");
    CHECK_FALSE(person.by_id("night-offer"));
    Walker other;
    other.send({"now", "", "", true, "2026-11-24T22:00+00:00"});
    other.press("Start the check");
    other.press("Stop and clear");
    CHECK_FALSE(other.by_id("night-offer"));  // once
  }

  TEST_CASE("of the patterns the best stands open, the others folded with their places as a picture, and each stays as it was put") {
    Walker person;
    person.walk(path_named("heavy legs by evening"));
    std::vector<std::string> folds;
    for (const auto* block : all_blocks(person.screen())) {
      if (block->role == Role::kFold) folds.push_back(block->id);
    }
    REQUIRE(folds.size() >= 2);
    CHECK(person.by_id(folds.front())->open);
    CHECK_FALSE(person.by_id(folds.front())->help.empty());
    CHECK_FALSE(person.by_id(folds.front())->pictures.empty());
    CHECK_FALSE(person.by_id(folds.back())->open);
    person.send({"open", folds.front(), "", false});
    CHECK_FALSE(person.by_id(folds.front())->open);
    person.send({"open", folds.back(), "", true});
    CHECK(person.by_id(folds.back())->open);
    person.send({"open", folds.front(), "", true});
    CHECK(person.by_id(folds.front())->open);
    // What is said because of the answers is never folded away at first.
    Walker restless;
    restless.walk(path_named("restless legs every night"));
    for (const auto* block : all_blocks(restless.screen())) {
      if (block->role != Role::kFold || block->open) continue;
      for (const auto& child : block->children) CHECK_MESSAGE(child.id.find("-remark-") == std::string::npos, child.id);
    }
  }

  TEST_CASE("the address can ask for night, and gets it") {
    Walker person;
    person.send({"options", "", "theme=night", true});
    CHECK(person.screen().theme == "night");
  }

  TEST_CASE("a child and a carer get their line once, on the first screen after the age") {
    Walker person;
    const Json answers = path_named("child");
    person.press("Start the check");
    while (person.question() != "s-age") person.answer(*answers.find(person.question()));
    CHECK_FALSE(person.says("Ask the child to tell it in their own words."));
    person.answer(*answers.find("s-age"));
    CHECK(person.says("Ask the child to tell it in their own words."));
    person.answer(*answers.find(person.question()));
    CHECK_FALSE(person.says("Ask the child to tell it in their own words."));
  }

  TEST_CASE("events that do not fit the screen are refused and change nothing") {
    Walker person;
    const auto before = to_json(person.screen());
    for (const Event& event : {Event{"choose", "s-now", "none", true}, Event{"next", "", "", true}, Event{"row", "s-now", "x=yes", true},
                               Event{"edit", "", "s-nowhere", true}, Event{"dance", "", "", true}, Event{"view", "", "sideways", true},
                               Event{"select", "signs-country", "atlantis", true}, Event{"confirm", "", "remove", true}}) {
      CAPTURE(event.action);
      CHECK_FALSE(person.refused(event).empty());
    }
    CHECK(to_json(person.screen()) == before);
    Event event;
    std::string error;
    for (const char* text : {"", "{", "[]", "{\"value\":\"x\"}", "{\"action\":3}", "{\"action\":\"next\",\"more\":1}"}) {
      error.clear();
      CHECK_FALSE(event_from_json(text, event, error));
      CHECK_FALSE(error.empty());
    }
  }

  TEST_CASE("an address option that is not known is told on the screen, without repeating it") {
    Walker person;
    person.send({"options", "", "view=page;theme=pink<script>", true});
    CHECK(person.screen().view == "page");
    CHECK(person.says("asks for a theme that is not known. Known are: auto, light, dark, night."));
    CHECK_FALSE(person.says("pink"));
  }

  TEST_CASE("an address option that this version does not have yet is said, and the check can start") {
    Walker person;
    person.send({"options", "", "start=diary", true});
    CHECK(person.says("start=diary"));
    person.press("Start the check");
    CHECK(person.question() == "s-now");
  }

  TEST_CASE("an address may choose the country whose emergency number is shown, out of the list") {
    Walker person;
    person.send({"options", "", "country=gb", true});
    CHECK(person.says("Emergency number in United Kingdom: 999, 112"));
    Walker other;
    other.send({"options", "", "country=xx", true});
    CHECK(other.says("asks for a country that is not known"));
  }

  TEST_CASE("colours that are refused are told with the pair, the contrast and the nearest that passes") {
    Walker person;
    person.send({"options", "", "look=accent,accent,#8fb3ff,card,#ffffff,2.06,4.5,#3f6fd0", true});
    CHECK(person.says("accent #8fb3ff on card #ffffff has a contrast of 2.06 to 1 and needs 4.5. The nearest accent that passes is #3f6fd0."));
    Walker other;
    other.send({"options", "", "look=radius", true});
    CHECK(other.says("its radius is not written as it must be"));
  }

  TEST_CASE("a publisher's name, contact and emergency numbers are shown, and stay after clearing") {
    Walker person;
    person.send({"publisher", "", "name=Example Health\ncontact=01234 567890\ncountry=gb\nnumbers=998, 112\nadvice=110", true});
    person.press("Start the check");
    person.press("Stop and clear");
    CHECK(person.says("Offered here by Example Health, who never sees the answers."));
    CHECK(person.says("Questions about this page: 01234 567890"));
    CHECK(person.says("Emergency number in United Kingdom: 998, 112"));
    CHECK(person.says("Medical advice line: 110"));
  }

  TEST_CASE("what a publisher wrote wrongly is not used at all") {
    for (const char* wrong : {"name", "name=a\nnumbers=999", "country=xx", "country=gb\nnumbers=call me", "country=gb\nnumbers=1,2",
                              "country=gb\nnumbers=1, 2, 3, 4", "country=gb\nnumbers=   ", "surprise=1", "name=a\tb"}) {
      Publisher publisher;
      publisher.name = "before";
      INFO(wrong);
      CHECK_FALSE(read_publisher(pack(), wrong, publisher).empty());
      CHECK(publisher.name == "before");
    }
  }

  TEST_CASE("a reason that rests on doubt names the item and the step that it counts as") {
    Walker person;
    person.walk(path_named("not sure whether one foot"));
    CHECK(person.says("Not certain: A leg or foot has suddenly turned cold."));
    CHECK(person.says("As this is not certain, it counts as: Get seen today."));
  }

  TEST_CASE("what the dossier says beside a pattern is said when it is true, and only then") {
    Walker child;
    child.walk(path_named("growing pains"));
    CHECK(child.says("so have it checked once."));
    Walker restless;
    restless.walk(path_named("restless legs every night"));
    CHECK(restless.says("Often enough to talk about treatment."));
    CHECK_FALSE(restless.says("One look-alike is not excluded"));
    Walker knee;
    knee.walk(path_named("a knee that aches"));
    CHECK_FALSE(knee.says("The published list is nearly met"));
  }

  TEST_CASE("no screen uses a word that promises safety or names a diagnosis as the person's own") {
    for (const auto& journey : journeys("paths.json").items) {
      Walker person;
      person.walk(*journey.find("answers"));
      for (const char* forbidden : {"you have", "nothing serious", "ruled out", "no need to see", "% "}) {
        CAPTURE(journey.find("name")->text);
        CHECK_MESSAGE(!person.says(forbidden), forbidden);
      }
    }
  }

  TEST_CASE("chosen country gives its own number on the first screen") {
    Walker person;
    person.send({"select", "signs-country", "gb", true});
    CHECK(person.says("999"));
  }

  TEST_CASE("a number to call is read out digit by digit") {
    Walker person;
    person.send({"select", "signs-country", "gb", true});
    std::string said;
    const auto look = [&](const auto& self, const std::vector<Block>& blocks) -> void {
      for (const auto& block : blocks) {
        if (block.label == "Emergency number in United Kingdom: 999, 112") said = block.said;
        self(self, block.children);
      }
    };
    look(look, person.screen().blocks);
    CHECK(said == "Emergency number in United Kingdom: 9 9 9, 1 1 2");
  }

  TEST_CASE("a screen offers to be read out only where the device has a voice, and to stop while it is read") {
    Walker person;
    const auto offered = [&] {
      const auto screen = person.screen();
      const auto found = std::find_if(screen.blocks.begin(), screen.blocks.end(), [](const Block& block) { return block.action == "aloud"; });
      return found == screen.blocks.end() ? std::string() : found->label;
    };
    CHECK(offered().empty());
    person.send({"fact", "voices", "", true});
    CHECK(offered() == "Read this out loud");
    person.send({"fact", "reading", "", true});
    CHECK(offered() == "Stop reading");
    person.send({"fact", "reading", "", false});
    person.press("Start the check");
    CHECK(offered() == "Read this out loud");
    person.press("Stop and clear");
    CHECK(offered() == "Read this out loud");
    person.press("I have a cramp right now");
    CHECK(offered() == "Read this out loud");
    person.send({"fact", "voices", "", false});
    CHECK(offered().empty());
  }

  TEST_CASE("every figure of the evidence in the tree has its words, and every gap in them its figure") {
    Walker person;
    REQUIRE(person.take_evidence("{\"evidence\":" + read_file("assets/evidence/evidence.json") + ",\"cases\":[]}"));
    person.press("How this works");
    person.press("How we know this works");
    CHECK(person.says("Written cases that came out as they must"));
    CHECK_FALSE(person.says("{"));
    CHECK_FALSE(person.says("}"));
    const auto evidence = parse_json(read_file("assets/evidence/evidence.json"), "evidence.json");
    REQUIRE(evidence);
    const auto screen = person.screen();
    const auto list = std::find_if(screen.blocks.begin(), screen.blocks.end(), [](const Block& block) { return block.id == "measured-list"; });
    REQUIRE(list != screen.blocks.end());
    CHECK(list->items.size() == evidence->find("measures")->members.size());
  }

  TEST_CASE("the evidence page says whether the evidence is about this content, and runs the public cases") {
    const auto file = [](const std::string& fingerprint, const std::string& urgency) {
      return "{\"evidence\":{\"fingerprint\":\"" + fingerprint + "\",\"date\":\"2026-11-24\",\"proved\":[\"P1\"],\"measures\":{\"cases\":{\"right\":\"1\",\"made\":\"1\"}}}," +
             "\"cases\":[{\"name\":\"a case\",\"answers\":{\"s-now\":[\"chest-pain-new\"]},\"expect\":{\"urgency\":\"" + urgency +
             "\",\"within_days\":null,\"must_fire\":[\"rf-lung-heart\"]}}]}";
    };
    Walker person;
    person.press("How this works");
    person.press("How we know this works");
    CHECK(person.says("The evidence did not arrive with this page."));
    CHECK_FALSE(person.find(Role::kButton, "Run the cases"));
    CHECK(person.says("No clinician has reviewed"));

    CHECK(person.take_evidence(file(person.fingerprint(), "emergency")));
    CHECK(person.says("It is about the very content on this page"));
    CHECK(person.says("never makes the advice less urgent"));
    CHECK(person.says("Written cases that came out as they must: 1 of 1."));
    person.press("Run the cases");
    CHECK(person.says("1 of 1 cases came out as they must."));
    check_screen(person.screen());

    CHECK(person.take_evidence(file("0123456789abcdef", "self-care")));
    CHECK(person.says("Careful: it is about another content."));
    person.press("Run them again");
    CHECK(person.says("0 of 1 cases came out as they must."));
    CHECK(person.says("MISSED: a case. Must be: self-care. Result: emergency."));

    CHECK_FALSE(person.take_evidence("{\"evidence\":{}}"));
    CHECK_FALSE(person.take_evidence("no json"));
    CHECK(person.says("Careful: it is about another content."));
  }

  TEST_CASE("sources and how it works can be read and left again") {
    Walker person;
    for (const char* name : {"Sources", "How this works"}) {
      person.press(name);
      check_screen(person.screen());
      CHECK(person.screen().depth == 1);
      person.press("Back");
      CHECK(person.screen().name == "start");
    }
  }
}

TEST_SUITE("cramp now") {
  void ticks(Walker& person, int seconds) { person.send({"tick", "", std::to_string(seconds), true}); }

  TEST_CASE("one tap from the first screen: places with pictures, no question, the cautions plainly, in night colours") {
    Walker person;
    person.press("I have a cramp right now");
    check_screen(person.screen());
    CHECK(person.screen().name == "cramp");
    CHECK(person.screen().theme == "night");
    CHECK(person.question().empty());
    for (const char* place : {"Calf", "Foot", "Back of the thigh", "Front of the thigh"}) {
      const Block* button = person.find(Role::kButton, place);
      REQUIRE(button);
      CHECK(button->figure.height > 0);
    }
    CHECK(person.says("more swollen than the other"));
    CHECK(person.says("a muscle stays rock hard"));
  }

  TEST_CASE("the address can ask for it") {
    Walker person;
    person.send({"options", "", "start=cramp", true});
    CHECK(person.screen().name == "cramp");
    CHECK(person.screen().depth == 1);
    CHECK_FALSE(person.says("does not have that yet"));
  }

  TEST_CASE("the stretch begins at once, says start, half and end, and holds again by itself") {
    Walker person;
    person.press("I have a cramp right now");
    person.press("Calf");
    check_screen(person.screen());
    CHECK(person.screen().ticking);
    CHECK(person.by_id("timer")->value == "30");
    CHECK(person.screen().announce == "Hold for 30 seconds.");
    CHECK(person.says("Stop if it causes sharp pain, numbness, tingling, dizziness or chest discomfort."));
    CHECK(person.says("one calf, ankle or leg is more swollen"));
    ticks(person, 1);
    CHECK(person.by_id("timer")->value == "29");
    CHECK(person.screen().announce.empty());
    ticks(person, 14);
    CHECK(person.screen().announce == "15 seconds left.");
    ticks(person, 15);
    CHECK(person.by_id("timer")->value == "30");
    CHECK(person.screen().announce == "30 seconds done. If it has not let go, hold again.");
    CHECK(person.says("Hold again until it lets go."));
  }

  TEST_CASE("paused, nothing ticks, and a tick is refused; so is one on any other screen") {
    Walker person;
    const Event tick{"tick", "", "1", true};
    CHECK_FALSE(person.refused(tick).empty());
    person.press("I have a cramp right now");
    CHECK_FALSE(person.refused(tick).empty());
    person.press("Foot");
    for (const char* value : {"", "0", "-5", "9999999", "soon"}) CHECK_FALSE(person.refused({"tick", "", value, true}).empty());
    person.press("Pause");
    CHECK_FALSE(person.screen().ticking);
    CHECK_FALSE(person.refused(tick).empty());
    person.press("Go on");
    CHECK(person.screen().ticking);
  }

  TEST_CASE("after 10 minutes, or when it is not easing, the safety check comes, with what is known ticked but not answered") {
    Walker person;
    person.press("I have a cramp right now");
    person.press("Calf");
    SUBCASE("ten minutes, second by second") {
      for (int second = 1; second < 600; ++second) ticks(person, 1);
      CHECK(person.screen().name == "stretch");
      ticks(person, 1);
    }
    SUBCASE("ten minutes behind a locked screen") { ticks(person, 700); }
    SUBCASE("not easing") { person.press("It is not easing"); }
    CHECK(person.screen().name == "lasting");
    CHECK_FALSE(person.screen().ticking);
    check_screen(person.screen());
    CHECK(person.says("Already ticked for you, and yours to change: A sudden cramp that grabs; Calf."));
    CHECK(person.says("chest pain"));
    person.press("Start the check");
    CHECK(person.question() == "s-now");
    const Json answers = path_named("tired legs");
    while (person.question() != "c-feel") person.answer(*answers.find(person.question()));
    for (const auto& choice : person.by_id("c-feel")->choices) CHECK(choice.chosen == (choice.value == "feel-cramp"));
    person.choose("feel-cramp", false);
    person.press("Next");
    CHECK(person.by_id("fault"));  // it was no answer yet
  }

  TEST_CASE("when it eases: what to do next, again, the check, or done") {
    Walker person;
    person.press("I have a cramp right now");
    person.press("Back of the thigh");
    person.press("It is easing");
    check_screen(person.screen());
    CHECK(person.screen().name == "eased");
    CHECK(person.says("Rub the muscle."));
    person.press("Stretch again");
    CHECK(person.by_id("timer")->value == "30");
    person.press("It is easing");
    person.press("Done");
    CHECK(person.screen().name == "start");
  }

  TEST_CASE("coming back to a stretch it waits, and leaving keeps the dark unless another theme was chosen") {
    Walker person;
    person.press("I have a cramp right now");
    person.press("Calf");
    person.press("It is not easing");
    person.press("Back");
    CHECK(person.screen().name == "stretch");
    CHECK_FALSE(person.screen().ticking);
    person.send({"back", "", "", true});
    person.press("Back");
    CHECK(person.screen().theme == "night");
    Walker other;
    other.send({"options", "", "theme=light;start=cramp", true});
    CHECK(other.screen().theme == "night");
    other.press("Back");
    CHECK(other.screen().theme == "light");
  }
}

TEST_SUITE("sheet, depth, so far, a day later") {
  TEST_CASE("the sheet of every journey is well formed, in two voices, with the result's own urgency, and Back leads to the result") {
    for (const auto& journey : journeys("paths.json").items) {
      CAPTURE(journey.find("name")->text);
      Walker person;
      person.walk(*journey.find("answers"));
      if (person.screen().name == "emergency") person.press("See the whole result");
      const auto title = person.by_id("title")->label;
      person.press("Your sheet");
      CHECK(person.screen().name == "sheet");
      check_screen(person.screen());
      CHECK(person.by_id("heading")->label == title);
      REQUIRE(person.by_id("voices"));
      CHECK(person.by_id("voices")->children.size() == 2);
      CHECK(person.says("This is not a diagnosis."));
      CHECK(person.says("Self-reported, not checked."));
      for (const char* kind : {"text", "json", "fhir", "qr"}) CHECK(person.document(kind).size() > 100);
      CHECK(person.document("other").empty());
      person.press("Back");
      CHECK(person.screen().name == "result");
      CHECK(person.document("text").empty());
    }
  }

  TEST_CASE("the sheet says when it was made and by when somebody should have looked") {
    Walker person;
    person.walk(path_named("foot pain in bed that eases"));
    person.send({"sheet", "sheet", "", true, "2026-12-28T22:31+01:00"});
    CHECK(person.says("Made on 2026-12-28 at 22:31."));
    Walker other;
    other.walk(path_named("restless legs every night"));
    other.send({"sheet", "sheet", "", true, "2026-12-28T22:31+01:00"});
    CHECK(other.says("If nobody has looked at it by 2027-01-11: phone and say so."));
    CHECK(other.says("This result counts until 2026-12-29 at 22:31."));
  }

  TEST_CASE("what became of a way out is said once, and nothing that was never an outcome") {
    Walker person;
    person.walk(path_named("tired legs"));
    CHECK_FALSE(person.refused({"way-out", "", "copied", true}).empty());
    person.press("Your sheet");
    person.send({"way-out", "", "copied", true});
    CHECK(person.says("Copied."));
    CHECK(person.screen().announce == "Copied.");
    CHECK_FALSE(person.refused({"way-out", "", "burnt", true}).empty());
    CHECK_FALSE(person.find(Role::kButton, "Share with another app"));
    person.send({"can", "", "share", true});
    CHECK(person.find(Role::kButton, "Share with another app"));
  }

  TEST_CASE("what fits so far can be seen once the safety questions are done, is marked, and leads back") {
    Walker person;
    const Json answers = path_named("tired legs");
    person.press("Start the check");
    while (person.question() != "c-feel") {
      CHECK_FALSE(person.find(Role::kButton, "Show what fits so far"));
      const Json* answer = answers.find(person.question());
      if (answer) person.answer(*answer);
      else person.press("Leave this out");
    }
    person.press("Show what fits so far");
    CHECK(person.screen().name == "result");
    check_screen(person.screen());
    CHECK(person.says("So far."));
    CHECK(person.says("Fewer answers mean a less certain list."));
    CHECK(person.says("They could still make it more urgent, at most:"));
    person.press("Go on with the questions");
    CHECK(person.question() == "c-feel");
    person.answer(*answers.find("c-feel"));
    CHECK(person.screen().name == "question");
  }

  TEST_CASE("a result is shown for 24 hours and not a minute longer; then the safety questions are asked again (INV-19)") {
    Walker person;
    person.send({"now", "", "", true, "2026-12-31T23:10+01:00"});
    person.walk(path_named("tired legs"));
    person.send({"now", "", "", true, "2027-01-01T23:10+01:00"});
    CHECK(person.screen().name == "result");
    person.send({"now", "", "", true, "2027-01-01T23:11+01:00"});
    CHECK(person.screen().name == "expired");
    check_screen(person.screen());
    CHECK(person.says("A result counts for 24 hours."));
    CHECK_FALSE(person.by_id("urgency"));
    person.press("Do the safety questions again");
    CHECK(person.question() == "s-now");
    const Json answers = path_named("tired legs");
    while (person.screen().name == "question") {
      const Json* answer = answers.find(person.question());
      if (answer) person.answer(*answer);
      else person.press("Leave this out");
    }
    CHECK(person.screen().name == "result");
    CHECK_FALSE(person.refused({"check-again", "", "", true}).empty());
  }

  TEST_CASE("a signpost tells urgency and patterns without a grade, in the order of the content") {
    Walker person;
    person.send({"options", "", "depth=signpost", true});
    person.walk(path_named("restless legs every night"));
    check_screen(person.screen());
    CHECK(person.by_id("urgency")->urgency == "soon");
    CHECK(person.says("Patterns to talk about"));
    CHECK_FALSE(person.says("Fits well"));
    CHECK_FALSE(person.says("Fits partly"));
    person.press("Your sheet");
    CHECK(person.says("Depth: signpost."));
    CHECK_FALSE(person.says("Fits well"));
    CHECK_FALSE(person.says("ICD-10-CM"));
  }

  TEST_CASE("a leaflet tells warning signs and reading, but never swallows today or an emergency") {
    Walker person;
    person.send({"options", "", "depth=leaflet", true});
    person.walk(path_named("restless legs every night"));
    check_screen(person.screen());
    CHECK_FALSE(person.by_id("urgency"));
    CHECK(person.says("chest pain"));
    CHECK(person.says("What can make legs ache at night"));
    CHECK_FALSE(person.says("Fits well"));
    Walker urgent;
    urgent.send({"options", "", "depth=leaflet", true});
    urgent.walk(path_named("one swollen calf after a long trip"));
    REQUIRE(urgent.by_id("urgency"));
    CHECK(urgent.by_id("urgency")->urgency == "same-day");
  }
}

TEST_SUITE("what would change this") {
  /// The words of one list on the screen, one line an item.
  std::string items_of(const Walker& person, std::string_view id) {
    std::string lines;
    if (const Block* block = person.by_id(id)) {
      for (const auto& item : block->items) lines += item + "\n";
    }
    return lines;
  }

  TEST_CASE("every result can tell what would change it, on a screen that is well formed, and Back leads to the result") {
    for (const auto& journey : journeys("paths.json").items) {
      CAPTURE(journey.find("name")->text);
      Walker person;
      person.walk(*journey.find("answers"));
      if (person.screen().name == "emergency") person.press("See the whole result");
      person.press("What would change this?");
      CHECK(person.screen().name == "what-if");
      check_screen(person.screen());
      person.press("Back");
      CHECK(person.screen().name == "result");
    }
  }

  TEST_CASE("one calf more swollen than the other: today") {
    Walker person;
    person.walk(path_named("tired legs"));
    person.press("What would change this?");
    bool found = false;
    for (const auto* block : all_blocks(person.screen())) {
      if (block->role != Role::kDetails || block->label.find("Get seen today: any one of") != 0) continue;
      found = items_of(person, block->id + "-list").find("One calf or ankle is more swollen than the other\n") != std::string::npos;
    }
    CHECK(found);
  }

  TEST_CASE("at emergency and today it tells which answers carry the urgency, and never what would be without them (INV-11)") {
    for (const char* part : {"one swollen calf after a long trip", "numb between the legs", "pregnant with a bad headache and flashing"}) {
      CAPTURE(part);
      Walker person;
      person.walk(path_named(part));
      if (person.screen().name == "emergency") person.press("See the whole result");
      const auto tier = person.by_id("urgency")->urgency;
      person.press("What would change this?");
      CHECK(person.by_id("rests-title"));
      CHECK_FALSE(person.says("Without these answers"));
      CHECK_FALSE(person.says("Self-care is a fair first step"));
      CHECK_FALSE(person.says("at the next appointment"));
      if (tier == "emergency") CHECK(person.says("Nothing is more urgent than this."));
    }
  }

  TEST_CASE("what is not sure is the thing most worth finding out, with how to check it, and leads to its question") {
    Walker person;
    Json answers = path_named("tired legs");
    for (auto& [id, value] : answers.members) {
      if (id == "s-one-leg") value = json_of(R"({"yes": [], "unsure": ["one-calf-bigger"]})");
    }
    answers.members.emplace_back("s-calf-measure", json_of("0"));
    person.walk(answers);
    person.press("What would change this?");
    REQUIRE(person.by_id("worth-label"));
    CHECK(person.by_id("worth-label")->label == "One calf or ankle is more swollen than the other");
    CHECK(person.by_id("worth-how")->label == "A tape round both calves, 10 cm below the bump under the kneecap, can help.");
    CHECK(person.by_id("worth-0")->label == "Get seen today");
    CHECK(person.says("It turns out not to be so: One calf or ankle is more swollen than the other"));
    person.press("Answer this question");
    CHECK(person.question() == "s-one-leg");
    person.press("Back");
    CHECK(person.screen().name == "what-if");
  }
}
