// libfuzzer.cpp - hands libFuzzer's bytes to the target that NIGHTLEGS_FUZZ names.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "differential.hpp"
#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto run = [] {
    const char* given = std::getenv("NIGHTLEGS_FUZZ");
    const std::string_view name = given ? given : "";
    if (name == "differential") return &nightlegs::fuzz::run_differential;
    const auto* found = nightlegs::fuzz::find_target(name);
    if (!found) {
      std::fprintf(stderr, "set NIGHTLEGS_FUZZ to one of: pack, words, answers, expression, events, options, differential\n");
      std::exit(2);
    }
    return found->run;
  }();
  run({reinterpret_cast<const char*>(data), size});
  return 0;
}
