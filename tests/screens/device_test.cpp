// device_test.cpp - what a check leaves on the device: the tab's memory, kept checks, and nothing at all when so wished.
#include "content.hpp"
#include "walker.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

const std::string kNow = "2026-11-24T03:12+01:00", kNextNight = "2026-11-25T03:13+01:00", kSpring = "2027-03-01T03:12+01:00";

struct Saved {
  bool remember;
  std::string text;
};

Saved saved(const Walker& person, const std::string& now = kNow) {
  const auto json = json_of(person.app().saved(now));
  return {json.find("remember")->flag, json.find("text")->text};
}

Json calm_path() {
  for (const auto& journey : journeys("paths.json").items) {
    if (journey.find("expect")->find("urgency")->text == "self-care") return *journey.find("answers");
  }
  FAIL("no calm journey");
  return {};
}

/// As the page hands it over after looking at the store.
std::string stored(const std::vector<std::string>& texts, const std::string& now = kNow, bool tab = false, int copy = 0) {
  JsonWriter json;
  json.open_object().key("now").string(now).key("kept").open_array();
  for (std::size_t i = 0; i < texts.size(); ++i) json.open_object().key("key").string(std::to_string(i + 1)).key("text").string(texts[i]).close_object();
  json.close_array().key("tab").boolean(tab).key("copy").number(copy).key("others").number(0).close_object();
  return json.take();
}

/// Walks to a result and keeps it as the page would.
std::string kept_text(Walker& person, const std::string& now = kNow) {
  person.walk(calm_path());
  return person.app().to_keep(now);
}

}  // namespace

TEST_SUITE("the tab's memory") {
  TEST_CASE("nothing is remembered before the check begins, at its result, or after Stop and clear") {
    Walker person;
    CHECK_FALSE(saved(person).remember);
    person.press("Start the check");
    CHECK(saved(person).remember);
    person.press("Stop and clear");
    CHECK_FALSE(saved(person).remember);
    person.walk(calm_path());
    CHECK(person.screen().name == "result");
    CHECK_FALSE(saved(person).remember);
    person.press("Your answers");
    CHECK_FALSE(saved(person).remember);
    person.press("Back");
    person.press("Back");
    CHECK(person.screen().name == "question");
    CHECK(saved(person).remember);
  }

  TEST_CASE("the sheet and what would change it belong to the result: never remembered, and come back to after a trap") {
    for (const char* button : {"Your sheet", "What would change this?"}) {
      CAPTURE(button);
      Walker person, fresh;
      person.walk(calm_path());
      person.press(button);
      CHECK_FALSE(saved(person).remember);
      REQUIRE(fresh.app().restore(saved(person).text, kNow).ok);
      fresh.look();
      CHECK(fresh.screen().name == person.screen().name);
      CHECK(fresh.by_id("title")->label == person.by_id("title")->label);
      fresh.press("Back");
      CHECK(fresh.screen().name == "result");
    }
  }

  TEST_CASE("what the page and its publisher said before a check is taken back up stays said") {
    Walker person, fresh;
    person.walk(calm_path());
    person.press("Your sheet");
    CHECK_FALSE(fresh.says("Example Health"));
    for (auto* one : {&person, &fresh}) {
      one->send({"publisher", "", "name=Example Health\ncontact=01234 567890\ncountry=gb\nnumbers=998, 112\nadvice=110", true});
      one->send({"can", "", "share", true});
      one->send({"options", "", "depth=signpost", true});
    }
    CHECK(fresh.says("Example Health"));
    REQUIRE(fresh.app().restore(saved(person).text, kNow).ok);
    fresh.look();
    CHECK(fresh.says("Depth: signpost."));
    CHECK(fresh.find(Role::kButton, "Share with another app"));
    fresh.send({"clear", "", "", true});
    CHECK(fresh.says("Example Health"));
  }

  TEST_CASE("a result grows old all the same when it is changed, carried to a newer version or kept (INV-19)") {
    const std::string at_ten = "2026-11-24T10:00+01:00", late = "2026-11-25T09:59+01:00", too_late = "2026-11-25T10:01+01:00";
    Walker person, carried;
    person.send({"now", "", "", true, at_ten});
    person.walk(calm_path());
    person.send({"edit", "", "s-age", true, late});
    person.press("Next");
    CHECK(person.screen().name == "result");
    REQUIRE(carried.app().restore(saved(person, late).text, late).ok);
    for (auto* one : {&person, &carried}) {
      one->send({"now", "", "", true, late});
      CHECK(one->screen().name == "result");
      one->send({"now", "", "", true, too_late});
      CHECK(one->screen().name == "expired");
    }
    Walker later;
    later.send({"stored", "", stored({person.app().to_keep(at_ten)}, late), true, late});
    later.send({"device", "", "", true, late});
    later.send({"show-kept", "", "1", true, late});
    CHECK(later.screen().name == "result");
    later.send({"now", "", "", true, too_late});
    CHECK(later.screen().name == "expired");
  }

  TEST_CASE("from any screen of any journey the check goes on in a fresh page, ticks and all") {
    Walker person, fresh;  // each restored state takes the place of the last one whole
    for (const auto& journey : journeys("paths.json").items) {
      CAPTURE(journey.find("name")->text);
      person.send({"clear", "", "", true});
      person.press("Start the check");
      for (int guard = 0; person.screen().name == "question" && guard < 90; ++guard) {
        const Json* answer = journey.find("answers")->find(person.question());
        if (answer && answer->is(Json::Type::kArray)) person.choose(answer->items[0].text);  // a tick that is no answer yet
        REQUIRE(fresh.app().restore(saved(person).text, kNow).ok);
        fresh.look();
        auto before = person.screen(), after = fresh.screen();
        before.key = after.key = "";
        REQUIRE(to_json(before) == to_json(after));
        if (!answer) {
          person.press("Leave this out");
        } else {
          person.answer(*answer);
        }
      }
      REQUIRE(fresh.app().restore(saved(person).text, kNow).ok);
      fresh.look();
      CHECK(fresh.screen().name == person.screen().name);
      CHECK(fresh.words() == person.words());
    }
  }

  TEST_CASE("after 24 hours it is not taken up again, and the first screen says so") {
    Walker person, later;
    person.press("Start the check");
    person.choose("none");
    CHECK_FALSE(later.app().restore(saved(person).text, kNextNight).ok);
    later.look();
    CHECK(later.screen().name == "start");
    CHECK(later.says("24 hours"));
    CHECK_FALSE(saved(later).remember);
  }

  TEST_CASE("damage at any byte is refused and changes nothing") {
    Walker person;
    person.press("Start the check");
    person.choose("heart-race-now");
    const auto text = saved(person).text;
    Walker other;
    for (std::size_t i = 0; i < text.size(); ++i) {
      auto damaged = text;
      damaged[i] = static_cast<char>(damaged[i] ^ 1);
      CHECK_FALSE(other.app().restore(damaged, kNow).ok);
    }
    CHECK(other.app().screen().name == "start");
  }

  TEST_CASE("of another content: the answers that fit stay, and what they lack is asked") {
    Walker person, fresh;
    person.press("Start the check");
    person.answer(json_of("\"none\""));
    auto text = saved(person).text;
    const auto at = text.find(person.fingerprint());
    REQUIRE(at != std::string::npos);
    text.replace(at, person.fingerprint().size(), "0000000000000000");
    const auto from = text.find(" \"when\""), to = text.rfind(",\n \"checksum\"");
    const auto other = seal(kRunningKind, {text.substr(from + 1, to - from - 1)});
    REQUIRE(fresh.app().restore(other, kNow).ok);
    fresh.look();
    CHECK(fresh.question() == person.question());
    CHECK(fresh.screen().depth == 1);
  }

  TEST_CASE("a clock that makes no sense loses nothing") {
    Walker person, fresh;
    person.press("Start the check");
    person.choose("none");
    CHECK(fresh.app().restore(saved(person, "+010000-01-01T00:00").text, "").ok);
  }
}

TEST_SUITE("kept on the device") {
  TEST_CASE("a result is kept by a button, and that it is kept is said only when the page has done it") {
    Walker person;
    person.walk(calm_path());
    CHECK(person.says("closing or reloading the page loses it"));
    person.press("Keep it on this device");
    CHECK(person.screen().errand == "keep");
    CHECK_FALSE(person.says("Kept on this device."));
    person.send({"did", "keep", "ok", true});
    CHECK(person.screen().errand.empty());
    CHECK(person.says("Kept on this device."));
    CHECK(person.screen().announce == "Kept on this device.");
    CHECK_FALSE(person.find(Role::kButton, "Keep it on this device"));
  }

  TEST_CASE("why it can't be kept is said, and the button stays") {
    for (const auto& [code, words] : std::vector<std::pair<std::string, std::string>>{
             {"full", "no room"}, {"denied", "does not let"}, {"blocked", "another tab"}, {"newer", "newer version"}, {"failed", "could not write"}}) {
      Walker person;
      person.walk(calm_path());
      person.press("Keep it on this device");
      person.send({"did", "keep", code, true});
      CHECK_MESSAGE(person.says(words), code);
      CHECK(person.find(Role::kButton, "Keep it on this device"));
    }
  }

  TEST_CASE("the list shows what is there; a result of the last 24 hours can be seen again, and leaving it leaves its answers") {
    Walker person, later;
    const auto text = kept_text(person);
    later.press("What is on this device");
    CHECK(later.screen().errand == "look");
    later.send({"stored", "", stored({text}, kNow, false, 14), true});
    CHECK(later.says("Check of 2026-11-24, 03:12"));
    CHECK(later.says("14 files"));
    later.press("Show its result");
    CHECK(later.screen().name == "result");
    CHECK_FALSE(saved(later).remember);
    later.press("Back");
    CHECK(later.screen().name == "device");
    CHECK_FALSE(saved(later).remember);
    CHECK_FALSE(later.find(Role::kButton, "Stop and clear"));
  }

  TEST_CASE("reopened under other content it says whether today's would answer otherwise, and why") {
    Walker person;
    const auto text = kept_text(person);
    // As another content would have kept it: under its own fingerprint, with what it said.
    const auto of_other_content = [&](const std::string& old, const std::string& now) {
      auto changed = with(with(text, "\"content\"", person.fingerprint(), "0000000000000000"), "\"said\"", old, now);
      const auto from = changed.find("\"checks\""), to = changed.rfind(",\n \"checksum\"");
      return seal(kKeptKind, {changed.substr(from, to - from)});
    };
    const auto reopened = [](const std::string& kept) {
      Walker later;
      later.press("What is on this device");
      later.send({"stored", "", stored({kept}), true});
      later.press("Show its result");
      REQUIRE(later.screen().name == "result");
      return later;
    };
    CHECK_FALSE(reopened(text).by_id("since"));
    CHECK(reopened(of_other_content("\"rules\"", "\"rules\"")).says("The same answers give the same result today."));
    const auto said = text.substr(text.find("\"said\""));
    const auto urgency = said.substr(said.find("\"urgency\""), said.find(",\"rules\"") - said.find("\"urgency\""));
    auto later = reopened(of_other_content(urgency, "\"urgency\":\"same-day\",\"within_days\":0"));
    CHECK(later.says("Then: Get seen today. Now: "));
    CHECK(later.says("Go by the more urgent of the two."));
    // An answer changed makes another result, with which nothing of then can be compared.
    later.send({"edit", "", "s-age", true});
    later.press("Next");
    REQUIRE(later.screen().name == "result");
    CHECK_FALSE(later.by_id("since"));
  }

  TEST_CASE("an older result is listed and not shown") {
    Walker person, later;
    const auto text = kept_text(person);
    later.press("What is on this device");
    later.send({"stored", "", stored({text}, kNextNight), true});
    CHECK(later.says("no longer counts"));
    CHECK_FALSE(later.find(Role::kButton, "Show its result"));
    CHECK_FALSE(later.refused({"show-kept", "", "1", true}).empty());
  }

  TEST_CASE("a kept check never takes the place of one that is under way") {
    Walker person, later;
    const auto text = kept_text(person);
    later.press("Start the check");
    later.answer(json_of("\"none\""));
    later.press("Back");
    later.press("Back");
    later.press("What is on this device");
    later.send({"stored", "", stored({text}, kNow, true), true});
    CHECK(later.says("Finish or clear"));
    CHECK_FALSE(later.find(Role::kButton, "Show its result"));
  }

  TEST_CASE("one that can't be read is listed with the reason and can be erased") {
    Walker person, later;
    const auto text = kept_text(person);
    later.press("What is on this device");
    later.send({"stored", "", stored({text.substr(0, 400), text}), true});
    CHECK(later.says("A kept check that can't be read"));
    CHECK(later.says("damaged"));
    CHECK(later.says("Check of 2026-11-24, 03:12"));
  }

  TEST_CASE("a store that can't be read was called empty: it says that it can't be read, and why") {
    const std::pair<const char*, const char*> kWhy[] = {
        {"denied", "this browser does not let the page keep anything here"},
        {"newer", "A kept check that can't be read. It was made by a newer version"},
        {"blocked", "A kept check that can't be read. Not kept: another tab"},
        {"failed", "A kept check that can't be read. It is damaged"},
    };
    for (const auto& [why, words] : kWhy) {
      CAPTURE(why);
      Walker person;
      person.press("What is on this device");
      auto found = stored({});
      person.send({"stored", "", found.insert(found.size() - 1, std::string(",\"unread\":\"") + why + '"'), true});
      CHECK(person.says(words));
      CHECK_FALSE(person.says("Nothing is kept."));
      CHECK_FALSE(person.says("{where}"));
      person.press("Check it yourself");
      person.press("Begin to count");
      person.press("Stop and clear");
      person.press("What is on this device");
      person.press("What was stored and sent");
      person.send({"witnessed", "", R"({"begun":"2026-11-24T03:12+01:00","made":"2026-11-24T03:17+01:00","signal":"none","own":[],"elsewhere":[],"copy":2,"stopped":0})", true});
      CHECK(person.says(words));
      CHECK_FALSE(person.says("Kept by you: nothing."));
      person.press("Back");
      person.send({"stored", "", stored({}), true});
      CHECK(person.says("Nothing is kept."));
    }
  }

  TEST_CASE("erase everything empties this page too, and shows the empty list") {
    Walker person;
    person.press("Start the check");
    person.answer(json_of("\"none\""));
    person.press("Back");
    person.press("Back");
    person.press("What is on this device");
    person.press("Erase everything");
    CHECK(person.screen().errand == "erase");
    CHECK_FALSE(saved(person).remember);
    person.send({"stored", "", stored({}), true});
    person.send({"did", "erase", "ok", true});
    CHECK(person.screen().name == "device");
    CHECK(person.says("Nothing is kept."));
    CHECK(person.says("Everything is erased."));
    CHECK_FALSE(person.find(Role::kButton, "Stop and clear"));
  }

  TEST_CASE("a file comes in whole or is refused with the reason and the place") {
    Walker person, later;
    const auto text = kept_text(person);
    auto taken = json_of(later.app().to_import(text));
    CHECK(taken.find("ok")->flag);
    REQUIRE(taken.find("texts")->items.size() == 1);
    later.press("What is on this device");
    later.send({"stored", "", stored({taken.find("texts")->items[0].text}), true});
    CHECK(json_of(later.app().to_import(text)).find("texts")->items.empty());
    CHECK(later.app().to_export() == text);
    taken = json_of(later.app().to_import(text.substr(0, 500)));
    CHECK_FALSE(taken.find("ok")->flag);
    later.look();
    CHECK(later.says("Not taken in. It is damaged"));
    CHECK(later.says("(file)"));
  }

  TEST_CASE("background answers are ticked again to be looked at, safety answers never") {
    Walker person, later;
    Json answers = calm_path();
    const auto text = kept_text(person);
    later.send({"stored", "", stored({text}, "2027-02-20T03:12+01:00"), true});
    later.press("Start the check");
    bool offered = false;
    for (int guard = 0; later.screen().name == "question" && guard < 90; ++guard) {
      const auto id = later.question();
      bool ticked = false;
      for (const auto* block : all_blocks(later.screen())) {
        for (const auto& choice : block->choices) ticked |= choice.chosen && !block->question.empty();
      }
      if (id == "m-known" || id == "d-meds") {
        offered |= ticked;
        CHECK(ticked == later.says("Still right?"));
        if (ticked) {
          later.press("Next");
          continue;
        }
      } else {
        CHECK_MESSAGE(!ticked, id << " is ticked before the person has said anything");
      }
      const Json* answer = answers.find(id);
      if (!answer) {
        later.press("Leave this out");
      } else {
        later.answer(*answer);
      }
    }
    CHECK(offered);
    Walker spring;
    spring.send({"stored", "", stored({text}, kSpring), true});
    spring.press("Start the check");
    for (int guard = 0; spring.screen().name == "question" && guard < 90; ++guard) {
      CHECK_FALSE(spring.says("Still right?"));
      const Json* answer = answers.find(spring.question());
      if (!answer) {
        spring.press("Leave this out");
      } else {
        spring.answer(*answer);
      }
    }
  }
}

TEST_SUITE("leave no trace") {
  TEST_CASE("the switch keeps the tab's memory off, keeps nothing, and says so") {
    Walker person;
    person.press("Shared computer: leave no trace");
    CHECK(person.screen().errand == "forget");
    person.send({"did", "forget", "ok", true});
    CHECK(person.says("memory is off"));
    person.walk(calm_path());
    CHECK_FALSE(saved(person).remember);
    CHECK(person.says("Leave no trace is on"));
    CHECK_FALSE(person.find(Role::kButton, "Keep it on this device"));
    CHECK_FALSE(person.refused({"keep", "", "", true}).empty());
    person.press("Stop and clear");
    CHECK(person.says("this tab remembers nothing"));
    person.press("Leave no trace is on. Turn it off");
    CHECK(person.screen().errand == "remember");
    person.press("Start the check");
    CHECK(saved(person).remember);
  }
}

TEST_SUITE("a newer version") {
  TEST_CASE("it is offered at the start and at the end, never in between") {
    Walker person;
    person.send({"fact", "newer", "", true});
    CHECK(person.find(Role::kButton, "Change to it now"));
    person.press("Start the check");
    CHECK_FALSE(person.find(Role::kButton, "Change to it now"));
    CHECK_FALSE(person.refused({"update", "", "", true}).empty());
    person.press("Stop and clear");
    person.walk(calm_path());
    person.press("Change to it now");
    CHECK(person.screen().errand == "update");
    CHECK(person.screen().errand_value == "carry");
  }

  TEST_CASE("that it works without a signal is said quietly on the first screen") {
    Walker person;
    CHECK_FALSE(person.says("Works without a signal now."));
    person.send({"fact", "offline", "", true});
    CHECK(person.says("Works without a signal now."));
    CHECK(person.screen().announce.empty());
  }
}
