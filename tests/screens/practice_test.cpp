// practice_test.cpp - the actions of a result, each on its own page: how it is reached and left, its timer, its steps, what is said.
#include <set>

#include "app/practice.hpp"
#include "walker.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

Json answers_of(const std::string& part) {
  for (const auto& journey : journeys("paths.json").items) {
    if (journey.find("name")->text.find(part) != std::string::npos) return *journey.find("answers");
  }
  FAIL("no journey named like \"" << part << "\"");
  return {};
}

/// At the result of somebody whom the calf stretch may help.
struct Resting : Walker {
  Resting() { walk(answers_of("tired legs")); }
  void open(const std::string& action) { send({"practice", "action-" + action + "-open", action, true}); }
  void ticks(int seconds, int at_once = 1) {
    for (; seconds > 0; seconds -= at_once) send({"tick", "", std::to_string(at_once), true});
  }
};

const Pose& pose_of(const std::string& action, const std::string& id) {
  static const Pack pack = [] {
    auto loaded = load_pack(std::string_view(reinterpret_cast<const char*>(kBuiltinPack), kBuiltinPackSize));
    REQUIRE(loaded);
    return std::move(*loaded);
  }();
  for (const auto& pose : pack.actions[static_cast<std::size_t>(pack.find_action(action))].poses) {
    if (pose.id == id) return pose;
  }
  FAIL("no pose " << id);
  return pack.actions.front().poses.front();
}

int seconds_of(const std::vector<Phase>& phases, Phase::Kind kind) {
  int sum = 0;
  for (const auto& phase : phases) sum += phase.kind == kind ? phase.seconds : 0;
  return sum;
}
int count_of(const std::vector<Phase>& phases, Phase::Kind kind) {
  int count = 0;
  for (const auto& phase : phases) count += phase.kind == kind;
  return count;
}

}  // namespace

TEST_SUITE("the timer of an exercise") {
  using Kind = Phase::Kind;

  TEST_CASE("the calf stretch: three holds of 10 seconds each leg, 10 of rest between, and time to swap legs") {
    const auto phases = phases_of(pose_of("sc-calf-wall", "wall"));
    CHECK(count_of(phases, Kind::kHold) == 6);
    CHECK(seconds_of(phases, Kind::kHold) == 60);
    CHECK(seconds_of(phases, Kind::kRest) == 40);
    CHECK(count_of(phases, Kind::kSwap) == 1);
    for (const auto& phase : phases) {
      if (phase.kind == Kind::kHold) CHECK(phase.posture == 2);  // the last one
    }
  }

  TEST_CASE("heel raises: 10 in 2 rounds, up in 2 seconds, a pause of 1, down in 3") {
    const auto phases = phases_of(pose_of("sc-heel-raise", "rise"));
    CHECK(count_of(phases, Kind::kMove) == 2 * 2 * 10);
    CHECK(seconds_of(phases, Kind::kMove) == 20 * (2 + 3));
    CHECK(seconds_of(phases, Kind::kHold) == 20);
    CHECK(count_of(phases, Kind::kRound) == 1);
    CHECK(count_of(phases, Kind::kSwap) == 0);
  }

  TEST_CASE("the sole is rolled to and fro for a minute; the toes are held up 10 seconds, 5 times") {
    const Pose& roll = pose_of("sc-foot-roll", "roll");
    Practice practice;
    press_timer(roll, practice);
    pass_seconds(roll, practice, 5);
    std::set<std::size_t> seen;
    for (int second = 0; second < 59; ++second) {
      seen.insert(shown(roll, practice).posture);
      pass_seconds(roll, practice, 1);
    }
    CHECK(seen.size() == 2);
    CHECK_FALSE(practice.done);
    pass_seconds(roll, practice, 1);
    CHECK(practice.done);
    const auto pull = phases_of(pose_of("sc-foot-roll", "toe-pull"));
    CHECK(count_of(pull, Kind::kHold) == 5);
    CHECK(seconds_of(pull, Kind::kHold) == 50);
  }

  TEST_CASE("every timed exercise of the dossier ends, whatever the size of its ticks") {
    for (const int at_once : {1, 7, 3600}) {
      for (const auto& [action, id] : std::vector<std::pair<const char*, const char*>>{
               {"sc-calf-wall", "wall"}, {"sc-calf-wall", "lower-calf"}, {"sc-calf-wall", "sitting"}, {"sc-hamstring-stand", "step"},
               {"sc-hamstring-stand", "sitting"}, {"sc-quad-side", "side"}, {"sc-figure-four", "chair"}, {"sc-knees-to-chest", "back"},
               {"sc-foot-roll", "roll"}, {"sc-foot-roll", "toe-pull"}, {"sc-heel-raise", "rise"}, {"sc-ankle-pump", "sitting"},
               {"sc-ankle-pump", "lying"}, {"sc-joint-exercise", "chair-rise"}, {"sc-joint-exercise", "leg-lift"}}) {
        INFO(action, " ", id, " ", at_once);
        const Pose& pose = pose_of(action, id);
        Practice practice;
        int presses = 0;
        for (int turns = 0; !practice.done && turns < 2000; ++turns) {
          if (practice.running) {
            pass_seconds(pose, practice, at_once);
          } else {
            press_timer(pose, practice);
            ++presses;
          }
          CHECK(shown(pose, practice).posture < pose.postures.size());
        }
        CHECK(practice.done);
        CHECK(presses == 1 + count_of(phases_of(pose), Kind::kSwap) + count_of(phases_of(pose), Kind::kRound));
        const auto phases = phases_of(pose);
        CHECK(phases.front().kind == Kind::kReady);
      }
    }
    CHECK(phases_of(pose_of("sc-cramp-rescue", "calf")).empty());  // cramp now has it
  }
}

TEST_SUITE("an action's page") {
  TEST_CASE("every action of a result opens by a button, has its evidence, and Back comes back to that button") {
    for (const char* part : {"tired legs", "heavy legs", "rare night cramp", "walking uphill", "shooting pain", "growing pains"}) {
      Walker person;
      person.walk(answers_of(part));
      std::vector<std::pair<std::string, std::string>> buttons;
      for (const auto* block : all_blocks(person.screen())) {
        if (block->action == "practice") buttons.emplace_back(block->id, block->value);
      }
      CHECK_FALSE(buttons.empty());
      for (const auto& [id, value] : buttons) {
        INFO(part, " ", value);
        CHECK(person.by_id(id)->labelled_by == "action-" + value + "-name");
        person.send({"practice", id, value, true});
        CHECK(person.screen().name == "action");
        CHECK(person.says("Evidence:"));
        CHECK(person.by_id("title"));
        CHECK_FALSE(person.screen().ticking);
        CHECK(person.screen().title.find("egs") != std::string::npos);  // the page's name, no answer
        person.press("Back");
        CHECK(person.screen().name == "result");
        CHECK(person.screen().focus == id);
        person.send({"open", "night", "", true});
        CHECK(person.screen().focus.empty());  // for that one screen
      }
    }
  }

  TEST_CASE("an action that the result does not offer can't be opened, nor from another screen") {
    Resting person;
    CHECK_FALSE(person.refused({"practice", "", "sc-compression", true}).empty());
    CHECK_FALSE(person.refused({"practice", "", "sc-none", true}).empty());
    CHECK_FALSE(Walker().refused({"practice", "", "sc-calf-wall", true}).empty());
  }

  TEST_CASE("an exercise shows its figure, steps and the stop line, and waits for the person to start") {
    Resting person;
    person.open("sc-calf-wall");
    CHECK(person.by_id("title")->label == "Calf stretch at the wall");
    CHECK(person.by_id("pose")->figure.height > 0);
    CHECK(person.by_id("steps")->items.size() == 6);
    CHECK(person.says("Stop if it causes sharp pain, numbness, tingling, dizziness or chest discomfort."));
    CHECK(person.says("Studies disagree"));
    CHECK(person.by_id("timer")->help == "Hold 10 seconds. Rest 10 seconds. 3 times each leg. About 2 min in all.");
    CHECK_FALSE(person.screen().ticking);
    CHECK_FALSE(person.refused({"tick", "", "1", true}).empty());
  }

  TEST_CASE("each milestone is said once: get ready, hold, rest, swap, done") {
    Resting person;
    person.open("sc-calf-wall");
    std::vector<std::string> said;
    const auto listen = [&] {
      if (!person.screen().announce.empty()) said.push_back(person.screen().announce);
    };
    const auto run = [&](int seconds) {
      for (; seconds > 0; --seconds) {
        person.ticks(1);
        listen();
      }
    };
    person.press("Start the timer");
    listen();
    run(5 + 10 + 10 + 10 + 10 + 10);
    CHECK(said == std::vector<std::string>{"Get ready.", "Hold 10 seconds. First leg, 1 of 3.", "Rest 10 seconds.", "Hold 10 seconds. First leg, 2 of 3.",
                                           "Rest 10 seconds.", "Hold 10 seconds. First leg, 3 of 3.", "Swap legs. Then press Go on."});
    CHECK_FALSE(person.screen().ticking);
    person.press("Go on");
    listen();
    run(5 + 10 + 10 + 10 + 10 + 10);
    CHECK(said.back() == "Done.");
    CHECK_FALSE(person.screen().ticking);
    CHECK(person.find(Role::kButton, "Do it again"));
  }

  TEST_CASE("pausing, turning to something else and coming on say nothing twice and lose no second") {
    Resting person;
    person.open("sc-calf-wall");
    person.press("Start the timer");
    person.ticks(5);
    CHECK(person.screen().announce == "Hold 10 seconds. First leg, 1 of 3.");
    person.send({"open", "about-sources", "", true});
    CHECK(person.screen().announce.empty());
    person.ticks(3);
    person.press("Pause");
    CHECK(person.screen().announce.empty());
    CHECK(person.by_id("timer")->value == "7");
    CHECK(person.says("Paused."));
    person.press("Go on");
    CHECK(person.by_id("timer")->value == "7");
    person.send({"tick", "", "600", true});  // stops by itself where legs are swapped
    CHECK_FALSE(person.screen().ticking);
  }

  TEST_CASE("the figure moves only with the event that changes its posture, and the other leg turns it round") {
    Resting person;
    person.open("sc-calf-wall");
    CHECK(person.by_id("pose")->figure.moving.empty());
    person.press("Start the timer");
    CHECK_FALSE(person.by_id("pose")->figure.moving.empty());  // from the held posture back to the first
    person.ticks(1);
    CHECK(person.by_id("pose")->figure.moving.empty());
    person.ticks(4);
    CHECK_FALSE(person.by_id("pose")->figure.moving.empty());
    const auto held = person.by_id("pose")->figure.parts;
    person.ticks(50);
    person.press("Go on");
    person.ticks(5);
    const auto other = person.by_id("pose")->figure.parts;
    REQUIRE(held.size() == other.size());
    for (std::size_t i = 0; i < held.size(); ++i) CHECK(held[i].x1 + other[i].x1 == 1000);
  }

  TEST_CASE("a step that is chosen is shown and pauses the timer; a step that is not there is refused") {
    Resting person;
    person.open("sc-calf-wall");
    CHECK(person.by_id("steps")->value.empty());
    person.send({"step", "", "1", true});
    CHECK(person.by_id("steps")->value == "1");
    CHECK_FALSE(person.by_id("pose")->figure.moving.empty());
    person.press("Start the timer");
    person.ticks(7);
    CHECK(person.by_id("steps")->value == "5");  // Hold.
    person.send({"step", "", "2", true});
    CHECK_FALSE(person.screen().ticking);
    for (const char* number : {"0", "7", "-1", "one", ""}) CHECK_FALSE(person.refused({"step", "", number, true}).empty());
  }

  TEST_CASE("another way to do it has its own figure, steps and timer") {
    Resting person;
    person.open("sc-calf-wall");
    const Block* ways = person.by_id("ways");
    REQUIRE(ways);
    CHECK(ways->choices.size() == 3);
    person.press("Start the timer");
    person.ticks(6);
    person.send({"choose", "ways", "sitting", true});
    CHECK_FALSE(person.screen().ticking);
    CHECK(person.says("a towel round the front of the foot"));
    CHECK(person.by_id("timer")->help.find("3 times each leg") != std::string::npos);
    CHECK_FALSE(person.refused({"choose", "ways", "flying", true}).empty());
    CHECK_FALSE(person.refused({"choose", "c-feel", "sitting", true}).empty());
  }

  TEST_CASE("an action without a figure has a page with all of its words, and no timer") {
    Resting person;
    person.open("sc-pacing");
    CHECK(person.says("keep lightly active while sore"));
    CHECK(person.says("Not for rising pain"));
    CHECK_FALSE(person.by_id("pose"));
    CHECK_FALSE(person.by_id("timer"));
    CHECK_FALSE(person.says("Stop if it causes sharp pain"));  // it is no exercise
    CHECK_FALSE(person.refused({"pause", "", "", true}).empty());
    CHECK_FALSE(person.refused({"step", "", "1", true}).empty());
  }

  TEST_CASE("stopping a cramp is led to its own stretch") {
    Walker person;
    person.walk(answers_of("rare night cramp"));
    person.send({"practice", "", "sc-cramp-rescue", true});
    person.press("Start the stretch");
    CHECK(person.screen().name == "stretch");
    CHECK(person.screen().theme == "night");
    person.send({"back", "", "", true});
    CHECK(person.screen().name == "action");
  }

  TEST_CASE("whoever is unsteady gets the balance line at a standing exercise") {
    Walker person;
    person.walk(answers_of("a knee that aches"));
    person.send({"practice", "", "sc-heel-raise", true});
    CHECK(person.says("Hold a steady kitchen counter, or use the sitting version."));
    Resting steady;
    steady.open("sc-calf-wall");
    CHECK_FALSE(steady.says("Hold a steady kitchen counter"));
  }

  TEST_CASE("clearing in the middle of an exercise leaves nothing of it") {
    Resting person;
    person.open("sc-calf-wall");
    person.press("Start the timer");
    person.press("Stop and clear");
    CHECK(person.screen().name == "start");
    CHECK_FALSE(person.screen().ticking);
    CHECK_FALSE(person.refused({"tick", "", "1", true}).empty());
  }
}
