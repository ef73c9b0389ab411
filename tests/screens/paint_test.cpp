// paint_test.cpp - every kind of block laid out and painted without a screen, at the sizes that matter.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "paint/painter.hpp"
#include "screens/body_map.hpp"

#ifndef NIGHTLEGS_FONTS_DIR
#define NIGHTLEGS_FONTS_DIR NIGHTLEGS_ROOT "/build/deps/fonts"
#endif

using namespace nightlegs;

namespace {

struct Typeface {
  Typeface() {
    for (const int weight : {400, 600, 700}) {
      std::ifstream file(NIGHTLEGS_FONTS_DIR "/" + std::to_string(weight) + ".ttf", std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
      REQUIRE_MESSAGE(fonts.add(weight, reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size())),
                      "no typeface in " NIGHTLEGS_FONTS_DIR ": run ./setup");
    }
  }
  Fonts fonts;
};

const Fonts& typeface() {
  static Typeface the_typeface;
  return the_typeface.fonts;
}

// --- Screens made by hand -------------------------------------------------------------------------

Block block(std::string id, Role role, std::string label = "") {
  Block made;
  made.id = std::move(id);
  made.role = role;
  made.label = std::move(label);
  return made;
}

Block text(std::string id, std::string label, Tone tone = Tone::kPlain) {
  Block made = block(std::move(id), Role::kText, std::move(label));
  made.tone = tone;
  return made;
}

Block heading(std::string id, int level, std::string label) {
  Block made = block(std::move(id), Role::kHeading, std::move(label));
  made.level = static_cast<std::uint8_t>(level);
  return made;
}

Block button(std::string id, std::string label, Style style, Place place = Place::kBody) {
  Block made = block(std::move(id), Role::kButton, std::move(label));
  made.style = style;
  made.place = place;
  made.action = "go";
  return made;
}

std::vector<Choice> answers() {
  std::vector<Choice> choices;
  for (const char* value : {"urge", "cramp", "crawl", "none", "not-sure"}) {
    Choice choice;
    choice.value = value;
    choice.label = std::string("Sudden tight, or a long answer that has to wrap: ") + value;
    if (choices.size() % 2 == 0) choice.help = "A hard knot, often in the calf or the foot.";
    choice.chosen = choices.empty();
    choice.alone = choices.size() > 2;
    choices.push_back(choice);
  }
  return choices;
}

Block of_choices(std::string id, Role role, std::string label = "Which of these?") {
  Block made = block(std::move(id), role, std::move(label));
  made.help = "Choose every one that fits.";
  made.question = "c-feel";
  made.choices = answers();
  made.yes = "Yes";
  made.no = "No";
  made.unsure = "Not sure";
  return made;
}

Block zone_list() {
  Block list = of_choices("zones", Role::kZones, "Where?");
  for (Choice& choice : list.choices) {
    choice.label = "Calf " + choice.value;
    choice.group = choice.alone ? "Elsewhere" : "Lower leg";
    choice.help.clear();
  }
  return list;
}

/// The real one, with words made up.
Block body_map() {
  Block map = block("map", Role::kMap, "The legs");
  map.value = "p-zones";
  map.help = "Chosen: left calf";
  for (const screens::MapView& view : screens::map_views()) {
    Picture picture;
    picture.label = view.id;
    picture.width = view.width;
    picture.height = view.height;
    picture.whole_row = view.width > 2 * view.height;
    if (!picture.whole_row) picture.at_left = picture.at_right = "Side";
    picture.outlines = {view.outline};
    ShapeGroup group{"all", {}};
    for (const screens::MapZone& zone : view.zones) {
      Shape shape{std::string(zone.id), std::string(zone.side), "a zone", Chosen::kNo, zone.x, zone.y, zone.points};
      if (zone.id == "z-calf") shape.chosen = zone.side == "left" ? Chosen::kYes : Chosen::kMaybe;
      group.shapes.push_back(std::move(shape));
    }
    picture.groups = {std::move(group)};
    map.pictures.push_back(std::move(picture));
  }
  return map;
}

Block details_in(std::string id) {
  Block details = block(id, Role::kDetails, "More about it");
  details.open = true;
  details.children = {text(id + "-text", "How it feels, and when.")};
  return details;
}

/// One of each role, in a card where it may stand there.
Screen every_role() {
  Screen screen;
  Block bar = block("progress", Role::kProgress, "Question 6 of at most 27");
  bar.place = Place::kHeaderLeft;
  bar.progress = 6;
  bar.maximum = 27;
  Block points = block("signs", Role::kList);
  points.items = {"chest pain or trouble breathing", "a leg that is suddenly cold, pale or numb"};
  Block card = block("card", Role::kCard);
  card.tone = Tone::kWarning;
  card.children = {heading("card-title", 3, "Call 999 or 112 now if you have"), points};
  Block urgency = block("urgency", Role::kUrgency);
  urgency.urgency = "soon";
  urgency.children = {text("tier", "See a clinician within 2 weeks", Tone::kKicker), heading("advice", 2, "Book a routine appointment"),
                      text("why", "Because you said it wakes you every night and has lasted more than 3 months.")};
  Block left = block("left", Role::kCard), right = block("right", Role::kCard);
  left.children = {text("left-text", "Restless legs", Tone::kStrong)};
  right.children = {text("right-text", "Night leg cramps", Tone::kDim)};
  Block columns = block("columns", Role::kColumns);
  columns.children = {left, right};
  Block many = of_choices("many", Role::kChoices);
  many.multiple = true;
  Block rows = of_choices("rows", Role::kRows);
  rows.choices[0].row = RowAnswer::kYes;
  rows.invalid = true;
  Block number = block("number", Role::kNumber, "How old?");
  number.help = "In whole years.";
  number.value = "45";
  number.unit = "years";
  Block select = of_choices("select", Role::kSelect, "Country");
  Block details = block("details", Role::kDetails, "Why we ask this");
  details.open = true;
  details.children = {text("reason", "It tells cramps from restless legs.", Tone::kSmall)};
  Block closed = block("closed", Role::kDetails, "Sources");
  closed.children = {text("unseen", "Not shown while it is closed.")};
  Block fold = block("fold", Role::kFold, "Restless legs, or a long name that has to wrap");
  fold.help = "Fits well";
  fold.open = true;
  fold.pictures = body_map().pictures;
  fold.children = {text("for", "For: an urge to move them"), details_in("more")};
  Block folded = block("folded", Role::kFold, "Vein trouble");
  folded.children = {text("not-yet", "Not shown while it is closed.")};
  Figure figure;
  figure.height = 600;
  using Kind = FigurePart::Kind;
  figure.parts = {{Kind::kThing, 50, 560, 10, 950, 560, 10}, {Kind::kFar, 200, 500, 40, 500, 300, 30}, {Kind::kHead, 200, 100, 60, 200, 100, 60},
                  {Kind::kNear, 200, 160, 40, 200, 500, 50}, {Kind::kGap, 500, 500, 50, 800, 500, 30}, {Kind::kStretch, 500, 500, 40, 800, 500, 20}};
  figure.arrow = {{860, 400, 900, 460, 860, 520}};
  figure.arrow_radius = 8;
  Block person = block("person", Role::kFigure, "A person pulls the toes up.");
  person.figure = figure;
  Block timer = block("timer", Role::kTimer, "19 seconds left");
  timer.value = "19";
  timer.help = "Hold. Breathe normally, do not hold the breath.";
  timer.progress = 19;
  timer.maximum = 30;
  Block place = button("place", "Calf", Style::kSecondary);
  place.help = "The back of the lower leg";
  place.figure = figure;
  screen.blocks = {bar,
                   button("clear", "Stop and clear", Style::kQuiet, Place::kHeaderRight),
                   heading("title", 1, "What do your legs feel like at night?"),
                   text("lead", "A private check.\nNothing you tell it leaves this device.", Tone::kDim),
                   block("error", Role::kError, "Choose at least one answer first."),
                   of_choices("one", Role::kChoices),
                   many,
                   rows,
                   body_map(),
                   zone_list(),
                   number,
                   select,
                   card,
                   urgency,
                   columns,
                   details,
                   closed,
                   fold,
                   folded,
                   person,
                   timer,
                   place,
                   text("warning", "Do not wait.", Tone::kWarning),
                   text("big", "Sit up. Leg straight. Pull your toes towards you.", Tone::kBig),
                   button("start", "Start the check", Style::kPrimary),
                   button("cramp", "I have a cramp right now", Style::kSecondary),
                   button("how", "How this works", Style::kQuiet),
                   button("plain", "Plain page", Style::kQuiet),
                   button("back", "Back", Style::kSecondary, Place::kFooter),
                   button("next", "Next", Style::kPrimary, Place::kFooter),
                   button("diary", "Night diary", Style::kQuiet, Place::kFooter)};
  return screen;
}

// --- Looking at a layout ---------------------------------------------------------------------------

struct Size {
  float width, height;
};
constexpr Size kSizes[] = {{390, 844}, {1280, 800}, {300, 600}, {320, 256}};

Layout lay_out(const Screen& screen, Size size, float scale = 1) {
  return lay_out(screen, size.width, size.height, scale, theme_named("dark"), typeface());
}

std::map<std::string, Rect> by_name(const Layout& layout) {
  std::map<std::string, Rect> rects;
  for (const NamedRect& named : layout.rects) {
    const bool is_new = rects.emplace(named.name, named.rect).second;
    CHECK_MESSAGE(is_new, named.name, " has two rectangles");
  }
  return rects;
}

bool folds(const Block& block) { return block.role == Role::kDetails || block.role == Role::kFold; }

void every_block(const std::vector<Block>& blocks, const auto& look) {
  for (const Block& one : blocks) {
    look(one);
    if (one.open || !folds(one)) every_block(one.children, look);
  }
}

bool overlap(const Rect& a, const Rect& b) {
  constexpr float kTouch = 0.01f;
  return a.x < b.right() - kTouch && b.x < a.right() - kTouch && a.y < b.bottom() - kTouch && b.y < a.bottom() - kTouch;
}

/// The rectangles that lie side by side, group by group.
std::vector<std::vector<std::string>> siblings(const Screen& screen) {
  std::vector<std::vector<std::string>> groups;
  std::vector<std::string> page, footer;
  for (const Block& one : screen.blocks) (one.place == Place::kFooter ? footer : page).push_back(one.id);
  groups.push_back(page);
  groups.push_back(footer);
  every_block(screen.blocks, [&](const Block& one) {
    std::vector<std::string> children, choices, pictures;
    for (const Block& child : one.children) children.push_back(child.id);
    for (const Choice& choice : one.choices) {
      if (one.role == Role::kSelect) break;
      const std::string id = one.id + ":" + choice.value;
      choices.push_back(id);
      if (one.role == Role::kRows) groups.push_back({id + ":label", id + ":yes", id + ":no", id + ":unsure"});
      if (one.role == Role::kChoices && !choice.help.empty()) groups.push_back({id + ":label", id + ":help"});
    }
    for (std::size_t n = 0; n < one.pictures.size() && one.role == Role::kMap; ++n) choices.push_back(one.id + ":picture:" + std::to_string(n));
    if (one.role == Role::kMap) choices.push_back(one.id + ":help");
    if (one.open || !folds(one)) groups.push_back(children);
    groups.push_back(choices);
  });
  return groups;
}

/// All vertices of a frame, as bytes.
std::string vertices(const ImDrawData& frame) {
  std::string bytes;
  for (const ImDrawList* list : frame.CmdLists) {
    bytes.append(reinterpret_cast<const char*>(list->VtxBuffer.Data), static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
    bytes.append(reinterpret_cast<const char*>(list->IdxBuffer.Data), static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
  }
  return bytes;
}

/// What a renderer does with the textures, but for the pixels.
void take_textures(const ImDrawData& frame) {
  if (!frame.Textures) return;
  for (ImTextureData* texture : *frame.Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK) {
      if (texture->TexID == ImTextureID_Invalid) texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID + 1));
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

}  // namespace

TEST_SUITE("layout") {
  TEST_CASE("every block, choice, row answer, item and field has its rectangle") {
    const Screen screen = every_role();
    for (const Size size : kSizes) {
      const auto rects = by_name(lay_out(screen, size));
      const auto expect = [&](const std::string& name) { CHECK_MESSAGE(rects.count(name) == 1, name); };
      every_block(screen.blocks, [&](const Block& one) {
        expect(one.id);
        for (std::size_t n = 0; n < one.items.size(); ++n) expect(one.id + ":" + std::to_string(n));
        for (std::size_t n = 0; n < one.pictures.size() && one.role == Role::kMap; ++n) expect(one.id + ":picture:" + std::to_string(n));
        if (one.role == Role::kNumber || one.role == Role::kSelect) expect(one.id + ":input");
        if (!one.question.empty()) expect(one.id + ":label");
        if (!one.help.empty()) expect(one.id + ":help");
        if (!one.unit.empty()) expect(one.id + ":unit");
        if (folds(one)) expect(one.id + ":summary");
        if (one.role == Role::kFold) expect(one.id + ":label");
        for (const Choice& choice : one.choices) {
          if (one.role == Role::kSelect) break;
          const std::string id = one.id + ":" + choice.value;
          expect(id);
          expect(id + ":label");
          if (!choice.help.empty()) expect(id + ":help");
          if (one.role != Role::kRows) continue;
          for (const char* answer : {":yes", ":no", ":unsure"}) expect(id + answer);
        }
      });
      CHECK(rects.count("unseen") == 0);
      CHECK(rects.count("not-yet") == 0);
    }
  }

  TEST_CASE("nothing is wider than the page, empty or without a place") {
    for (const Size size : kSizes) {
      for (const float scale : {1.0f, 1.5f, 2.0f}) {
        const Layout layout = lay_out(every_role(), size, scale);
        for (const NamedRect& named : layout.rects) {
          INFO(named.name, " at ", size.width, " x ", size.height, " scale ", scale);
          CHECK(std::isfinite(named.rect.x + named.rect.y + named.rect.w + named.rect.h));
          CHECK(named.rect.x >= 0);
          CHECK(named.rect.y >= 0);
          CHECK(named.rect.w > 0);
          CHECK(named.rect.h > 0);
          CHECK(named.rect.right() <= size.width + 0.01f);
        }
        for (const Region* region : {&layout.body, &layout.footer_body}) {
          for (const Mark& mark : region->marks) {
            INFO("mark \"", mark.words, "\"");
            CHECK(std::isfinite(mark.rect.x + mark.rect.y + mark.rect.w + mark.rect.h));
            CHECK(mark.rect.x >= 0);
            CHECK(mark.rect.right() <= size.width + 0.01f);
          }
        }
      }
    }
  }

  TEST_CASE("what stands side by side does not overlap") {
    const Screen screen = every_role();
    for (const Size size : kSizes) {
      const auto rects = by_name(lay_out(screen, size));
      for (const auto& group : siblings(screen)) {
        for (std::size_t a = 0; a < group.size(); ++a) {
          for (std::size_t b = a + 1; b < group.size(); ++b) {
            CHECK_MESSAGE(!overlap(rects.at(group[a]), rects.at(group[b])), group[a], " and ", group[b], " at ", size.width);
          }
        }
      }
    }
  }

  TEST_CASE("children lie within their card, and words within their control") {
    const Screen screen = every_role();
    for (const Size size : kSizes) {
      const auto rects = by_name(lay_out(screen, size));
      const auto within = [&](const std::string& inner, const std::string& outer) {
        const Rect& a = rects.at(inner);
        const Rect& b = rects.at(outer);
        CHECK_MESSAGE((a.x >= b.x && a.y >= b.y && a.right() <= b.right() + 0.01f && a.bottom() <= b.bottom() + 0.01f),
                      inner, " in ", outer, " at ", size.width);
      };
      every_block(screen.blocks, [&](const Block& one) {
        if (folds(one) && !one.open) return;
        for (const Block& child : one.children) within(child.id, one.id);
        if (one.role == Role::kSelect) return;
        for (const Choice& choice : one.choices) {
          within(one.id + ":" + choice.value, one.id);
          within(one.id + ":" + choice.value + ":label", one.id + ":" + choice.value);
        }
      });
    }
  }

  TEST_CASE("everything tappable is at least 44 high and wide, choices 58 and buttons 56 high") {
    const Screen screen = every_role();
    for (const Size size : kSizes) {
      const auto rects = by_name(lay_out(screen, size));
      const auto at_least = [&](const std::string& name, float height) {
        CHECK_MESSAGE(rects.at(name).h >= height, name);
        CHECK_MESSAGE(rects.at(name).w >= 44, name);
      };
      every_block(screen.blocks, [&](const Block& one) {
        if (one.role == Role::kButton) at_least(one.id, one.style == Style::kQuiet ? 44 : 56);
        if (one.role == Role::kDetails) at_least(one.id + ":summary", 44);
        if (one.role == Role::kFold) at_least(one.id + ":summary", 58);
        if (one.role == Role::kNumber || one.role == Role::kSelect) at_least(one.id + ":input", 56);
        for (const Choice& choice : one.choices) {
          const std::string id = one.id + ":" + choice.value;
          if (one.role == Role::kChoices) at_least(id, 58);
          if (one.role == Role::kZones) at_least(id, 44);
          if (one.role != Role::kRows) continue;
          for (const char* answer : {":yes", ":no", ":unsure"}) at_least(id + answer, 44);
        }
      });
    }
  }

  TEST_CASE("choosing an answer moves nothing") {
    for (float width = 280; width < 420; width += 3) {  // somewhere among them a bolder word would wrap
      Screen screen = every_role();
      const auto before = by_name(lay_out(screen, {width, 844}));
      for (Block& one : screen.blocks) {
        for (Choice& choice : one.choices) {
          if (one.role != Role::kSelect) choice.chosen = !choice.chosen;
          choice.row = choice.row == RowAnswer::kUnsure ? RowAnswer::kEmpty : RowAnswer::kUnsure;
        }
      }
      const auto after = by_name(lay_out(screen, {width, 844}));
      REQUIRE(before.size() == after.size());
      for (const auto& [name, rect] : before) {
        INFO(name);
        CHECK(std::memcmp(&rect, &after.at(name), sizeof rect) == 0);
      }
    }
  }

  TEST_CASE("the page is as long as its last block and the footer together") {
    for (const Size size : kSizes) {
      const Layout layout = lay_out(every_role(), size);
      const auto rects = by_name(layout);
      CHECK(layout.footer.bottom() == doctest::Approx(size.height < 480 ? layout.height : size.height));
      CHECK(layout.footer.w == doctest::Approx(size.width));
      CHECK(rects.at("next").bottom() <= layout.footer.h);
      CHECK(rects.at("plain").bottom() + layout.footer.h <= layout.height);
    }
  }

  TEST_CASE("from 768 px a column of 640 px with things side by side, below it one after the other") {
    const auto wide = by_name(lay_out(every_role(), {1280, 800}));
    CHECK(wide.at("title").w == doctest::Approx(640));
    CHECK(wide.at("title").x == doctest::Approx(320));
    CHECK(wide.at("left").y == doctest::Approx(wide.at("right").y));
    CHECK(wide.at("map:picture:0").y == doctest::Approx(wide.at("map:picture:1").y));
    const auto phone = by_name(lay_out(every_role(), {390, 844}));
    CHECK(phone.at("title").x == doctest::Approx(20));
    CHECK(phone.at("left").bottom() < phone.at("right").y);
    CHECK(phone.at("map:picture:0").right() < phone.at("map:picture:1").x);
    CHECK(phone.at("map:picture:1").bottom() < phone.at("map:picture:2").y);
  }

  TEST_CASE("Back is narrow at the left, Next wide at the right") {
    const auto rects = by_name(lay_out(every_role(), {390, 844}));
    CHECK(rects.at("back").right() < rects.at("next").x);
    CHECK(rects.at("back").w < rects.at("next").w);
    CHECK(rects.at("next").right() == doctest::Approx(370));
  }

  TEST_CASE("everything grows with the person's font size") {
    const auto small = by_name(lay_out(every_role(), {1280, 800}));
    const auto large = by_name(lay_out(every_role(), {1280, 800}, 1.5f));
    CHECK(large.at("start").h == doctest::Approx(1.5 * small.at("start").h));
    CHECK(large.at("one:cramp").h >= 58 * 1.5f);
  }

  TEST_CASE("every word of a screen is drawn, in its order, whatever the lines") {
    Screen screen;
    const std::string words = "A hard knot, often in the calf - or the foot/ankle - that wakes you: unverkennbarlangeswort";
    screen.blocks = {text("words", words)};
    for (const float width : {140.0f, 200.0f, 390.0f, 1280.0f}) {
      std::string drawn;
      for (const Mark& mark : lay_out(screen, {width, 800}).body.marks) drawn += mark.words;
      std::string expected = words;
      for (std::string* all : {&drawn, &expected}) std::erase(*all, ' ');
      CHECK(drawn == expected);
    }
  }

  TEST_CASE("without room there is nothing, and nothing falls over") {
    for (const Size size : {Size{0, 0}, Size{0, 800}, Size{390, 0}, Size{30, 800}, Size{-5, -5}}) {
      const Layout layout = lay_out(every_role(), size);
      CHECK(layout.rects.empty());
      CHECK(layout.body.marks.empty());
      CHECK(layout.height == 0);
    }
  }

  TEST_CASE("without the typeface blocks still have their places") {
    const Fonts none;
    const Layout layout = nightlegs::lay_out(every_role(), 390, 844, 1, theme_named("dark"), none);
    CHECK(by_name(layout).size() == by_name(lay_out(every_role(), {390, 844})).size());
  }
}

TEST_SUITE("figure and timer") {
  const std::vector<Mark>& marks_of(const Block& one, Layout& layout) {
    Screen screen;
    screen.blocks = {one};
    layout = lay_out(screen, {390, 844});
    return layout.body.marks;
  }
  Block timer_at(double left, double whole) {
    Block timer = block("timer", Role::kTimer, "seconds left");
    timer.value = std::to_string(static_cast<int>(left));
    timer.progress = left;
    timer.maximum = whole;
    return timer;
  }

  TEST_CASE("the ring empties with the seconds, is empty at none, and never longer than whole") {
    const Theme& theme = theme_named("dark");
    const auto length = [&](double left, double whole) {
      Layout layout;
      float sum = 0;
      for (const Mark& mark : marks_of(timer_at(left, whole), layout)) {
        if (mark.kind != Mark::Kind::kPath || mark.line != theme.accent) continue;
        for (std::size_t i = 1; i < mark.points.size(); ++i) sum += std::hypot(mark.points[i].x - mark.points[i - 1].x, mark.points[i].y - mark.points[i - 1].y);
      }
      return sum;
    };
    CHECK(length(0, 30) == 0);
    CHECK(length(15, 30) == doctest::Approx(length(30, 30) / 2).epsilon(0.01));
    CHECK(length(45, 30) == doctest::Approx(length(30, 30)));
    CHECK(length(5, 0) == 0);
  }

  TEST_CASE("the number stands in the middle of the ring") {
    Layout layout;
    const auto& marks = marks_of(timer_at(19, 30), layout);
    const auto number = std::find_if(marks.begin(), marks.end(), [](const Mark& mark) { return mark.words == "19"; });
    REQUIRE(number != marks.end());
    CHECK(number->rect.x + number->rect.w / 2 == doctest::Approx(195).epsilon(0.01));
  }

  TEST_CASE("every part of a figure is drawn inside its rectangle, and what stretches in the accent") {
    for (const Block& one : every_role().blocks) {
      if (one.role != Role::kFigure) continue;
      Layout layout;
      const auto& marks = marks_of(one, layout);
      const Rect rect = by_name(layout).at(one.id);
      CHECK(marks.size() == one.figure.parts.size() + one.figure.arrow.size());
      for (const Mark& mark : marks) {
        CHECK(mark.rect.x >= rect.x);
        CHECK(mark.rect.right() <= rect.right());
        CHECK(mark.rect.y >= rect.y);
        CHECK(mark.rect.bottom() <= rect.bottom());
      }
      CHECK(marks[5].fill == theme_named("dark").accent);
      CHECK(marks[2].line == theme_named("dark").ink);
    }
  }

  TEST_CASE("a limb is as long and as thick as its part says, also when one end swallows the other") {
    Block one = block("pose", Role::kFigure, "a person");
    one.figure.height = 500;
    const auto size_of = [&](FigurePart part) {
      one.figure.parts = {part};
      Layout layout;
      const Rect rect = marks_of(one, layout).front().rect;
      const float unit = 340.0f / 1000;
      return Point{rect.w / unit, rect.h / unit};
    };
    using Kind = FigurePart::Kind;
    const auto near = [](float a, float b) { return std::fabs(a - b) < 4; };
    const Point lying = size_of({Kind::kNear, 200, 200, 50, 700, 200, 30});
    CHECK(near(lying.x, 580));
    CHECK(near(lying.y, 100));
    const Point ball = size_of({Kind::kNear, 200, 200, 50, 210, 200, 20});
    CHECK(near(ball.x, 100));
    CHECK(near(ball.y, 100));
  }

  TEST_CASE("of a movement one picture is drawn at a time, and at its end the one that stays") {
    Typeface own;
    Painter painter(own.fonts);
    Screen screen;
    Block one = block("pose", Role::kFigure, "a person");
    one.figure.height = 500;
    using Kind = FigurePart::Kind;
    one.figure.parts = {{Kind::kNear, 200, 400, 30, 700, 400, 30}};
    for (std::int16_t y : {100, 200, 300}) one.figure.moving.push_back({{Kind::kNear, 200, y, 30, 700, y, 30}});
    screen.blocks = {one};
    const Layout layout = nightlegs::lay_out(screen, 390, 844, 1, theme_named("dark"), own.fonts);
    CHECK(layout.moments == 3);
    const auto top_at = [&](int moment) {
      View view{0, -1, -1, 390, 844, 1};
      if (moment >= 0) view.moment = moment;
      const ImDrawData& data = painter.paint(layout, view);
      float top = 1e9f;
      for (const ImDrawVert& vertex : data.CmdLists[0]->VtxBuffer) top = std::min(top, vertex.pos.y);
      return top;
    };
    const float rest = top_at(-1);
    CHECK(top_at(0) < top_at(1));
    CHECK(top_at(1) < top_at(2));
    CHECK(top_at(2) < rest);
    CHECK(top_at(3) == rest);
    CHECK(top_at(99) == rest);
  }
}

TEST_SUITE("typeface") {
  TEST_CASE("bytes that are no typeface are refused") {
    Fonts fonts;
    const unsigned char rubbish[] = "these are not the bytes of a typeface";
    CHECK_FALSE(fonts.add(400, rubbish, sizeof rubbish));
    CHECK_FALSE(fonts.add(400, rubbish, 0));
  }

  TEST_CASE("lines break after spaces and hyphens, at line ends, and never lose a letter") {
    const Fonts& fonts = typeface();
    const auto lines = fonts.wrap("one two-three\nfour", 60, 18, 400);
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].words == "one");
    CHECK(lines[1].words == "two-");
    CHECK(lines[2].words == "three");
    CHECK(lines[3].words == "four");
    for (const TextLine& line : lines) CHECK(line.width <= 60);
    CHECK(fonts.wrap("unbreakable", 40, 18, 400).size() > 1);
    CHECK(fonts.wrap("", 40, 18, 400).size() == 1);
  }

  TEST_CASE("widths grow with the size, exactly") {
    const Fonts& fonts = typeface();
    CHECK(fonts.width("Restless legs", 36, 400) == doctest::Approx(2 * fonts.width("Restless legs", 18, 400)));
    CHECK(fonts.width("Restless legs", 18, 700) > fonts.width("Restless legs", 18, 400));
  }
}

TEST_SUITE("painter") {
  TEST_CASE("the same screen painted twice gives the same vertices") {
    Typeface own;
    Painter painter(own.fonts);
    for (const Size size : kSizes) {
      for (const float density : {1.0f, 1.25f, 2.0f, 3.0f}) {
        const Layout layout = nightlegs::lay_out(every_role(), size.width, size.height, 1, theme_named("light"), own.fonts);
        const View view{.width = size.width, .height = size.height, .density = density};
        take_textures(painter.paint(layout, view));  // the letters arrive
        take_textures(painter.paint(layout, view));
        const std::string first = vertices(painter.paint(layout, view));
        const std::string second = vertices(painter.paint(layout, view));
        CHECK(!first.empty());
        CHECK(first == second);
      }
    }
  }

  TEST_CASE("nothing is painted that is not a number, and only what is in view") {
    Typeface own;
    Painter painter(own.fonts);
    const Layout layout = nightlegs::lay_out(every_role(), 390, 844, 1, theme_named("dark"), own.fonts);
    for (float scroll = 0; scroll < layout.height; scroll += 333) {
      const ImDrawData& frame = painter.paint(layout, {.scroll = scroll, .width = 390, .height = 844, .density = 2});
      take_textures(frame);
      REQUIRE(frame.Valid);
      CHECK(frame.TotalVtxCount > 0);
      for (const ImDrawList* list : frame.CmdLists) {
        CHECK(list->VtxBuffer.Size < 65536);  // indices have 16 bits
        for (const ImDrawVert& vertex : list->VtxBuffer) {
          REQUIRE(std::isfinite(vertex.pos.x + vertex.pos.y + vertex.uv.x + vertex.uv.y));
          REQUIRE(vertex.pos.x >= -2);
          REQUIRE(vertex.pos.x <= 392);
          REQUIRE(vertex.pos.y >= -500);  // at most the height of the one card or picture that is cut
          REQUIRE(vertex.pos.y <= 844 + 2500);
        }
      }
    }
  }

  TEST_CASE("the pointer lights up what it is over, and nothing else does") {
    Typeface own;
    Painter painter(own.fonts);
    const Layout layout = nightlegs::lay_out(every_role(), 390, 844, 1, theme_named("dark"), own.fonts);
    const auto rects = by_name(layout);
    const auto painted = [&](float scroll, float x, float y) {
      take_textures(painter.paint(layout, {scroll, x, y, 390, 844, 1}));
      return vertices(painter.paint(layout, {scroll, x, y, 390, 844, 1}));
    };
    const Rect& choice = rects.at("one:cramp");
    const float scroll = choice.y - 200;
    painted(scroll, -1, -1);
    const std::string still = painted(scroll, -1, -1);
    CHECK(painted(scroll, choice.x + 5, 205) != still);
    CHECK(painted(scroll, 3, 205) == still);  // in the margin
    CHECK(painted(scroll, rects.at("next").x + 5, layout.footer.y + rects.at("next").y + 5) != still);
    const Rect& shin = rects.at("map:z-shin:left");
    const Rect& legs = rects.at("map:picture:0");
    const float to_map = legs.y - 100;
    const float at_shin = shin.y + shin.h / 2 - to_map;
    painted(to_map, -1, -1);
    const std::string map = painted(to_map, -1, -1);
    CHECK(painted(to_map, shin.x + shin.w / 2, at_shin) != map);
    CHECK(painted(to_map, legs.x + legs.w / 2, at_shin) == map);              // between the legs
    CHECK(painted(to_map, legs.x + legs.w / 2, 100 + legs.h * 0.05f) == map);  // the waist, which is no zone
  }

  TEST_CASE("at 0 x 0, and without a typeface, the frame is empty") {
    Typeface own;
    Painter painter(own.fonts);
    const Layout nothing = nightlegs::lay_out(every_role(), 0, 0, 1, theme_named("dark"), own.fonts);
    CHECK(painter.paint(nothing, {.width = 0, .height = 0}).TotalVtxCount == 0);
    CHECK_FALSE(painter.paint(nothing, {.width = 0, .height = 0}).Valid);
    Fonts none;
    Painter without(none);
    const Layout layout = nightlegs::lay_out(every_role(), 390, 844, 1, theme_named("dark"), none);
    CHECK(without.paint(layout, {.width = 390, .height = 844}).TotalVtxCount == 0);
  }

  TEST_CASE("after the renderer lost its textures they are handed out again, whole") {
    Typeface own;
    Painter painter(own.fonts);
    const Layout layout = nightlegs::lay_out(every_role(), 390, 844, 1, theme_named("dark"), own.fonts);
    const View view{.width = 390, .height = 844, .density = 2};
    take_textures(painter.paint(layout, view));
    take_textures(painter.paint(layout, view));
    painter.forget_textures();
    const ImDrawData& frame = painter.paint(layout, view);
    REQUIRE(frame.Textures);
    REQUIRE(!frame.Textures->empty());
    for (const ImTextureData* texture : *frame.Textures) CHECK(texture->Status == ImTextureStatus_WantCreate);
  }
}

TEST_SUITE("theme") {
  double luminance(Color color) {
    const auto channel = [&](int shift) {
      const double value = (color >> shift & 255) / 255.0;
      return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(0) + 0.7152 * channel(8) + 0.0722 * channel(16);
  }
  double contrast(Color a, Color b) {
    const double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
  }

  TEST_CASE("every text can be read and every control's edge be seen, on every surface") {
    for (const char* name : {"dark", "light", "night"}) {
      const Theme& theme = theme_named(name);
      REQUIRE(theme.name == name);
      std::vector<Color> surfaces = {theme.background, theme.card, theme.chosen};
      for (const char* tier : {"emergency", "same-day", "soon", "routine", "self-care"}) {
        const UrgencyColors colors = urgency_colors(theme, tier);
        surfaces.push_back(colors.card);
        INFO(name, " ", tier);
        CHECK(contrast(colors.edge, colors.card) >= 4.5);
        CHECK(contrast(colors.edge, theme.background) >= 3);
      }
      for (const Color surface : surfaces) {
        INFO(name, " on ", surface);
        for (const Color words : {theme.ink, theme.dim, theme.accent, theme.warning}) CHECK(contrast(words, surface) >= 4.5);
        CHECK(contrast(theme.control_line, surface) >= 3);
      }
      CHECK(contrast(theme.on_accent, theme.accent) >= 4.5);
    }
  }

  TEST_CASE("a publisher's theme changes what it may, whole or not at all, and never a warning's or an urgency's colour") {
    const Theme before = theme_named("light");
    Theme theme = before;
    CHECK(dress(theme, "background=#ffffff;accent=#00665e;round=0.5"));
    CHECK(theme.background == 0xffffffffu);
    CHECK(theme.accent == 0xff5e6600u);
    CHECK(theme.round == doctest::Approx(0.5));
    CHECK(theme.ink == before.ink);
    for (const char* wrong : {"warning=#00ff00", "urgency_emergency=#00ff00", "urgency_emergency_card=#ffffff", "accent=#00ff0", "accent=red",
                              "accent=#00FF00", "accent", "=#000000", "round=-1", "round=10", "round=1e9", "ink=#000000;nonsense=1"}) {
      Theme same = before;
      INFO(wrong);
      CHECK_FALSE(dress(same, wrong));
      CHECK(same.ink == before.ink);
      CHECK(same.warning == before.warning);
      CHECK(same.urgency_emergency == before.urgency_emergency);
      CHECK(same.round == before.round);
    }
  }

  TEST_CASE("an urgent card keeps its thick edge when a publisher wants square corners") {
    Theme square = theme_named("light");
    REQUIRE(dress(square, "round=0"));
    Screen screen;
    Block card = block("urgency", Role::kUrgency);
    card.urgency = "emergency";
    card.children = {heading("title", 1, "Get emergency help now")};
    screen.blocks = {card};
    const Layout layout = nightlegs::lay_out(screen, 390, 844, 1, square, typeface());
    const auto edge = std::find_if(layout.body.marks.begin(), layout.body.marks.end(),
                                   [&](const Mark& mark) { return mark.fill == square.urgency_emergency && mark.rect.h > 40; });
    REQUIRE(edge != layout.body.marks.end());
    CHECK(edge->rect.w >= 6);
    CHECK(edge->radius == 0);
  }

  TEST_CASE("night is black, dimmer than dark, and holds little blue") {
    const Theme& night = theme_named("night");
    const Theme& dark = theme_named("dark");
    CHECK(night.background == 0xff000000u);
    CHECK(luminance(night.ink) < 0.6 * luminance(dark.ink));
    for (const Color color : {night.card, night.line, night.control_line, night.ink, night.dim, night.accent, night.on_accent, night.chosen,
                              night.warning, night.urgency_emergency, night.urgency_same_day, night.urgency_soon, night.urgency_routine,
                              night.urgency_self_care, night.urgency_emergency_card, night.urgency_same_day_card,
                              night.urgency_soon_card, night.urgency_routine_card, night.urgency_self_care_card}) {
      const unsigned red = color & 255, green = color >> 8 & 255, blue = color >> 16 & 255;
      INFO(red, " ", green, " ", blue);
      CHECK(red >= green);
      CHECK(2 * blue <= red);
      CHECK(blue <= 112);
    }
  }
}
