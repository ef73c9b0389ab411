// frame_bench.cpp - what laying out and drawing the heaviest screens costs natively, in milliseconds of processor time.
// Prints one JSON line; tests/bench/budgets.mjs tells it. Never a pass or fail by time.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

#include "paint/painter.hpp"
#include "walker.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

double now_ms() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Cost {
  double layout = 0, frame = 0;  // the middle layout, and the middle frame at the heaviest place
};

Cost cost_of(const Screen& screen, Fonts& fonts) {
  Painter painter(fonts);
  std::vector<double> layouts, heaviest;
  Layout layout;
  for (int i = 0; i < 25; ++i) {
    const double from = now_ms();
    layout = lay_out(screen, 390, 844, 1, theme_named("dark"), fonts);
    layouts.push_back(now_ms() - from);
  }
  const auto middle = [](std::vector<double> all) {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
  };
  double most = 0;
  for (float scroll = 0; scroll <= layout.height; scroll += 300) {
    std::vector<double> frames;
    for (int i = 0; i < 9; ++i) {
      const double from = now_ms();
      const ImDrawData& frame = painter.paint(layout, {.scroll = scroll, .width = 390, .height = 844, .density = 3});
      frames.push_back(now_ms() - from);
      for (ImTextureData* texture : *frame.Textures) {  // as a renderer would, but for the pixels
        if (texture->TexID == ImTextureID_Invalid) texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID + 1));
        texture->SetStatus(ImTextureStatus_OK);
      }
    }
    most = std::max(most, middle(frames));
  }
  return {middle(layouts), most};
}

}  // namespace

TEST_CASE("frames of the body map and of a result") {
  Fonts fonts;
  for (const int weight : {400, 600, 700}) {
    std::ifstream file(NIGHTLEGS_ROOT "/build/deps/fonts/" + std::to_string(weight) + ".ttf", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    REQUIRE(fonts.add(weight, reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size())));
  }
  const Json all = journeys("paths.json");
  const auto journey = std::find_if(all.items.begin(), all.items.end(),
                                    [](const Json& one) { return one.find("name")->text.find("heavy legs by evening") != std::string::npos; });
  REQUIRE(journey != all.items.end());
  const Json& answers = *journey->find("answers");
  Walker person;
  person.press("Start the check");
  while (person.question() != "p-zones") {
    const Json* found = answers.find(person.question());
    if (found) person.answer(*found);
    else person.press("Leave this out");
  }
  const Cost map = cost_of(person.screen(), fonts);
  Walker done;
  done.walk(answers);
  done.send({"open", "night", "", true});
  const Cost result = cost_of(done.screen(), fonts);
  std::printf("{\"map\":{\"layout\":%.3f,\"frame\":%.3f},\"result\":{\"layout\":%.3f,\"frame\":%.3f}}\n", map.layout, map.frame, result.layout, result.frame);
}
