// map_test.cpp - the body map: its shapes on the page, and what a tap on them says of zone and leg.
#include <algorithm>
#include <map>

#include "app/legs.hpp"
#include "app/running.hpp"
#include "paint/layout.hpp"
#include "screens/body_map.hpp"
#include "walker.hpp"

using namespace nightlegs;
using namespace nightlegs::test;
using screens::map_views;

namespace {

using Line = std::vector<Point>;

/// A curve of the map as it is drawn, in CSS px on a page 390 px wide.
Line drawn(const screens::Points& points) {
  Line knots;
  for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
    knots.push_back({static_cast<float>(points[i]) / 10, static_cast<float>(points[i + 1]) / 10});
  }
  return smooth(knots);
}

bool is_inside(const Line& line, Point at) {
  bool inside = false;
  for (std::size_t i = 0, j = line.size() - 1; i < line.size(); j = i++) {
    const Point &a = line[i], &b = line[j];
    if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

Json answers_of(const std::string& part) {
  const Json all = journeys("paths.json");
  for (const auto& journey : all.items) {
    if (journey.find("name")->text.find(part) != std::string::npos) return *journey.find("answers");
  }
  FAIL("no journey named like \"" << part << "\"");
  return {};
}

/// Somebody who has come to the map.
struct AtTheMap : Walker {
  AtTheMap() : answers(answers_of("restless legs every night")) {
    press("Start the check");
    while (question() != "p-zones") answer(*answers.find(question()));
  }
  void tap(const std::string& zone, bool on = true) { send({"zone", "p-zones", zone, on}); }
  Chosen shown(const std::string& zone, const std::string& side) const {
    for (const auto& picture : by_id("map")->pictures) {
      for (const auto& group : picture.groups) {
        for (const auto& shape : group.shapes) {
          if (shape.value == zone && shape.side == side) return shape.chosen;
        }
      }
    }
    FAIL("no " << side << " " << zone << " on the map");
    return Chosen::kNo;
  }
  bool ticked(const std::string& value) const {
    for (const auto* block : all_blocks(screen())) {
      if (block->question.empty()) continue;
      for (const auto& choice : block->choices) {
        if (choice.value == value) return choice.chosen;
      }
    }
    FAIL("no " << value << " on the screen");
    return false;
  }
  std::string chosen_words() const { return by_id("map")->help; }
  std::vector<std::string> ticked_all() const {
    std::vector<std::string> list;
    for (const auto* block : all_blocks(screen())) {
      if (block->question.empty()) continue;
      for (const auto& choice : block->choices) {
        if (choice.chosen) list.push_back(choice.value);
      }
    }
    return list;
  }
  Json answers;
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_SUITE("the shapes of the body map") {
  TEST_CASE("at 390 px no zone is under 44 px in its small side, and its middle is inside it") {
    for (const auto& view : map_views()) {
      for (const auto& zone : view.zones) {
        CAPTURE(zone.id);
        CAPTURE(zone.side);
        const Line line = drawn(zone.points);
        const auto [left, right] = std::minmax_element(line.begin(), line.end(), [](Point a, Point b) { return a.x < b.x; });
        const auto [top, bottom] = std::minmax_element(line.begin(), line.end(), [](Point a, Point b) { return a.y < b.y; });
        CHECK(right->x - left->x >= 44);
        CHECK(bottom->y - top->y >= 44);
        CHECK(is_inside(line, {static_cast<float>(zone.x) / 10, static_cast<float>(zone.y) / 10}));
      }
    }
  }

  TEST_CASE("every zone lies inside the legs, and no two lie on each other") {
    for (const auto& view : map_views()) {
      const Line legs = drawn(view.outline);
      for (const auto& zone : view.zones) {
        CAPTURE(zone.id);
        const Line line = drawn(zone.points);
        for (const Point point : line) {
          CHECK(is_inside(legs, point));
          for (const auto& other : view.zones) {
            if (&other != &zone) CHECK_MESSAGE(!is_inside(drawn(other.points), point), zone.id << " reaches into " << other.id);
          }
        }
      }
      for (std::size_t i = 0; i < view.outline.size(); ++i) {
        CHECK(view.outline[i] >= 0);
        CHECK(view.outline[i] <= (i % 2 ? view.height : view.width));
      }
    }
  }

  TEST_CASE("one leg is the other's mirror image, and the person's left is at the picture's right only from the front") {
    for (const auto& view : map_views()) {
      std::map<std::string, std::map<std::string, int>> middles;
      for (const auto& zone : view.zones) middles[std::string(zone.id)][std::string(zone.side)] = zone.x;
      for (const auto& [id, sides] : middles) {
        if (sides.size() < 2) continue;
        CAPTURE(id);
        CHECK(std::abs(sides.at("left") + sides.at("right") - view.width) <= 2);
        CHECK((sides.at("left") < sides.at("right")) == (view.id == "back"));
      }
    }
  }

  TEST_CASE("every zone of the map is an option of the question, and only what has no place on legs is left to the list") {
    AtTheMap person;
    std::set<std::string> on_map, listed;
    for (const auto& view : map_views()) {
      for (const auto& zone : view.zones) on_map.insert(std::string(zone.id));
    }
    for (const auto& choice : person.by_id("p-zones")->choices) listed.insert(choice.value);
    for (const auto& id : on_map) CHECK_MESSAGE(listed.count(id) == 1, id);
    Ids rest;
    for (const auto& id : listed) {
      if (!on_map.count(id)) rest.push_back(id);
    }
    CHECK(rest == Ids{"z-arm-hand", "z-shoulder-neck", "z-whole-leg"});
  }

  TEST_CASE("a screen reader meets the zones leg by leg, each with its own name") {
    AtTheMap person;
    Ids groups;
    std::set<std::string> names;
    for (const auto& picture : person.by_id("map")->pictures) {
      for (const auto& group : picture.groups) {
        groups.push_back(group.label);
        for (const auto& shape : group.shapes) CHECK_MESSAGE(names.insert(shape.label).second, shape.label);
      }
    }
    CHECK(groups == Ids{"Front, left leg", "Front, right leg", "Back", "Back, left leg", "Back, right leg", "Outer side, left leg", "Outer side, right leg"});
    Ids headings;
    for (const auto& choice : person.by_id("p-zones")->choices) {
      if (headings.empty() || headings.back() != choice.group) headings.push_back(choice.group);
    }
    CHECK(headings == Ids{"Back and hip", "Thigh", "Knee", "Lower leg", "Ankle and foot", "Whole leg, and elsewhere"});
  }
}

TEST_SUITE("what the body map says of zone and leg") {
  TEST_CASE("a tap on one leg ticks the zone in the list and drafts which leg, which only Next makes an answer") {
    AtTheMap person;
    CHECK(person.chosen_words() == "Nothing chosen yet.");
    person.tap("z-calf=left");
    person.tap("z-shin=left");
    CHECK(person.ticked("z-calf"));
    CHECK(person.shown("z-calf", "left") == Chosen::kYes);
    CHECK(person.shown("z-calf", "right") == Chosen::kNo);
    CHECK(person.chosen_words() == "Chosen: left shin, left calf");
    person.press("Next");
    REQUIRE(person.question() == "p-side");
    CHECK(person.ticked_all() == Ids{"side-left-only"});
    CHECK(person.says("The picture shows the left leg only."));
    person.press("Back");
    CHECK(person.shown("z-calf", "left") == Chosen::kYes);
    CHECK(person.chosen_words() == "Chosen: left shin, left calf");
  }

  TEST_CASE("both legs are named, and which of the three ways it is stays the person's to say") {
    AtTheMap person;
    person.tap("z-calf=left");
    person.tap("z-shin=right");
    CHECK(person.chosen_words() == "Chosen: right shin, left calf");
    person.press("Next");
    CHECK(person.ticked_all().empty());
    CHECK(person.says("The picture shows both legs."));
    person.press("Next");
    CHECK(person.by_id("fault"));
  }

  TEST_CASE("taking one leg away leaves the other, and the last one takes the zone with it") {
    AtTheMap person;
    person.tap("z-calf=left");
    person.tap("z-calf=right");
    CHECK(person.chosen_words() == "Chosen: left calf, right calf");
    person.tap("z-calf=left", false);
    CHECK(person.chosen_words() == "Chosen: right calf");
    person.tap("z-calf=right", false);
    CHECK_FALSE(person.ticked("z-calf"));
    CHECK(person.chosen_words() == "Nothing chosen yet.");
  }

  TEST_CASE("a zone from the list shows on both legs until a tap on the map says which") {
    AtTheMap person;
    person.choose("z-calf");
    CHECK(person.shown("z-calf", "left") == Chosen::kMaybe);
    CHECK(person.shown("z-calf", "right") == Chosen::kMaybe);
    CHECK(person.chosen_words() == "Chosen: calf");
    SUBCASE("nothing is drafted then") {
      person.press("Next");
      CHECK(person.ticked_all().empty());
      CHECK_FALSE(person.by_id("from-map"));
    }
    SUBCASE("a tap says which") {
      person.tap("z-calf=right");
      CHECK(person.chosen_words() == "Chosen: right calf");
      person.press("Next");
      CHECK(person.ticked_all() == Ids{"side-right-only"});
    }
    SUBCASE("unticked in the list it is gone from the map") {
      person.tap("z-calf=right");
      person.choose("z-calf", false);
      CHECK(person.shown("z-calf", "right") == Chosen::kNo);
      person.choose("z-calf");
      CHECK(person.shown("z-calf", "right") == Chosen::kMaybe);
    }
  }

  TEST_CASE("one zone on the left leg and one whose leg nobody told drafts nothing") {
    for (const char* other : {"z-shin", "z-whole-leg"}) {
      AtTheMap person;
      person.tap("z-calf=left");
      person.choose(other);
      person.press("Next");
      CHECK(person.ticked_all().empty());
    }
  }

  TEST_CASE("the lower back, shoulders and arms say nothing of a leg") {
    AtTheMap person;
    person.tap("z-low-back");
    person.choose("z-arm-hand");
    CHECK(person.chosen_words() == "Chosen: lower back, arms or hands");
    person.press("Next");
    CHECK(person.ticked_all().empty());
    person.press("Back");
    person.tap("z-calf=left");
    person.press("Next");
    CHECK(person.ticked_all() == Ids{"side-left-only"});
  }

  TEST_CASE("what the person chose for Which leg is never overwritten by the map, and the map follows it") {
    AtTheMap person;
    person.tap("z-calf=left");
    person.press("Next");
    person.choose("side-right-only");
    person.press("Next");
    REQUIRE(person.question() != "p-side");
    person.press("Back");
    CHECK(person.ticked_all() == Ids{"side-right-only"});
    person.press("Back");
    CHECK(person.shown("z-calf", "right") == Chosen::kYes);
    CHECK(person.shown("z-calf", "left") == Chosen::kNo);
    person.press("Next");
    CHECK(person.ticked_all() == Ids{"side-right-only"});
  }

  TEST_CASE("it swaps sides, or not sure, does not contradict a map with one leg") {
    for (const char* said : {"side-swaps", "not-sure"}) {
      AtTheMap person;
      person.tap("z-calf=left");
      person.press("Next");
      person.choose(said);
      person.press("Next");
      person.press("Back");
      person.press("Back");
      CHECK(person.shown("z-calf", "left") == Chosen::kYes);
      CHECK(person.shown("z-calf", "right") == Chosen::kNo);
    }
  }

  TEST_CASE("a leg added later, from the list of answers, asks Which leg again before the result") {
    AtTheMap person;
    person.tap("z-calf=left");
    person.press("Next");
    while (person.screen().name == "question") {
      if (person.question() == "p-side") {
        person.press("Next");
        continue;
      }
      person.answer(*person.answers.find(person.question()));
    }
    person.press("Your answers");
    person.send({"edit", "edit-p-zones", "p-zones", true});
    person.tap("z-calf=right");
    person.press("Next");
    REQUIRE(person.question() == "p-side");
    CHECK(person.ticked_all().empty());
    person.choose("side-both-same");
    person.press("Next");
    CHECK(person.screen().name == "result");
    SUBCASE("and taken away again the answer that is there fits, so it is not asked") {
      person.press("Your answers");
      person.send({"edit", "edit-p-zones", "p-zones", true});
      person.press("Next");
      CHECK(person.screen().name == "result");
    }
  }

  TEST_CASE("the picture and the list give the same answers, and one leg told on the picture is looked at as one leg") {
    const auto urgency = [](bool by_picture) {
      AtTheMap person;
      if (by_picture) {
        person.tap("z-calf=left");
      } else {
        person.choose("z-calf");
      }
      person.press("Next");
      if (!by_picture) person.choose("side-left-only");
      person.press("Next");
      while (person.screen().name == "question") person.answer(*person.answers.find(person.question()));
      CHECK(person.says("Pain in one leg only"));
      return person.by_id("urgency")->urgency;
    };
    CHECK(urgency(true) == urgency(false));
  }

  TEST_CASE("who prefers the list sees no picture, loses nothing, and is asked the same") {
    AtTheMap person;
    person.tap("z-calf=left");
    person.press("Show as a list only");
    CHECK_FALSE(person.by_id("map"));
    CHECK(person.ticked("z-calf"));
    person.choose("z-shin");
    person.press("Show the picture");
    CHECK(person.shown("z-calf", "left") == Chosen::kYes);
    CHECK(person.shown("z-shin", "right") == Chosen::kMaybe);
  }

  TEST_CASE("Stop and clear forgets the legs too") {
    AtTheMap person;
    person.tap("z-calf=left");
    person.press("Stop and clear");
    person.press("Start the check");
    while (person.question() != "p-zones") person.answer(*person.answers.find(person.question()));
    CHECK(person.chosen_words() == "Nothing chosen yet.");
    CHECK(person.shown("z-calf", "left") == Chosen::kNo);
  }

  TEST_CASE("a check that is taken up again after a reload still knows which leg, and what was only drafted") {
    const auto view_of = [](const unsigned char* bytes, std::size_t size) { return std::string_view(reinterpret_cast<const char*>(bytes), size); };
    auto pack = load_pack(view_of(kBuiltinPack, kBuiltinPackSize));
    REQUIRE(pack);
    State state = new_state(*pack), again = new_state(*pack);
    const auto zones = static_cast<QuestionIndex>(pack->find_question("p-zones")), side = static_cast<QuestionIndex>(pack->find_question("p-side"));
    Draft& draft = state.drafts[zones];
    for (const std::uint16_t option : {4, 10, 12}) tap_zone(*pack, state, draft, option, option == 12 ? kRightLeg : kLeftLeg, true);
    tap_zone(*pack, state, draft, 10, kRightLeg, true);
    state.drafts[side].touched = state.drafts[side].from_map = true;
    state.trail.push_back({Room::kQuestion, zones});
    const Moment now = *read_moment("2026-11-24T23:00+00:00");
    CHECK(restore_running(*pack, again, write_running(*pack, state, now), now).empty());
    CHECK(again.drafts[zones].legs == state.drafts[zones].legs);
    CHECK(again.drafts[zones].legs.at(10) == kBothLegs);
    CHECK(again.drafts[side].from_map);
  }

  TEST_CASE("a zone that is not there, a third leg, or a tap on another screen is refused") {
    AtTheMap person;
    CHECK_FALSE(person.refused({"zone", "p-zones", "z-tail=left", true}).empty());
    CHECK_FALSE(person.refused({"zone", "p-zones", "z-calf=middle", true}).empty());
    CHECK_FALSE(person.refused({"zone", "c-feel", "z-calf=left", true}).empty());
    CHECK_FALSE(person.refused({"map", "", "sideways", true}).empty());
    CHECK(person.chosen_words() == "Nothing chosen yet.");
  }
}
