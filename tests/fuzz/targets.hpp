// targets.hpp - what a fuzzer may throw at us, and what must hold whatever it throws. Used by libFuzzer and by the replay.
#pragma once
#include <string_view>

namespace nightlegs::fuzz {

struct Target {
  std::string_view name;  // also the folder of its seeds and of its regressions
  void (*run)(std::string_view bytes);
};

/// Ends the program with a sentence when something that must hold does not.
[[nodiscard]] const Target* find_target(std::string_view name);
inline constexpr std::string_view kTargets[] = {"pack", "words", "answers", "expression", "events", "options"};

}  // namespace nightlegs::fuzz
