// replay_test.cpp - every seed and every regression once, in the ordinary test run: no clang needed.
#include <doctest/doctest.h>

#include <filesystem>

#include "content.hpp"
#include "targets.hpp"

namespace nightlegs::test {
namespace {

int replay(const std::string& folder, const fuzz::Target& target) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(NIGHTLEGS_ROOT) + "/" + folder)) {
    if (!entry.is_regular_file()) continue;
    const auto bytes = read_file(folder + "/" + entry.path().filename().string());
    CAPTURE(entry.path().string());
    target.run(bytes);  // ends the program if anything that must hold does not
    ++count;
  }
  return count;
}

TEST_SUITE("fuzzing") {
  TEST_CASE("every seed and every regression does what must hold") {
    for (const auto name : fuzz::kTargets) {
      CAPTURE(name);
      const auto* target = fuzz::find_target(name);
      REQUIRE(target);
      CHECK(replay("tests/fuzz/seeds/" + std::string(name), *target) >= 1);
      const auto regressions = "tests/regressions/" + std::string(name);
      if (std::filesystem::exists(std::string(NIGHTLEGS_ROOT) + "/" + regressions)) replay(regressions, *target);
    }
  }
}

}  // namespace
}  // namespace nightlegs::test
