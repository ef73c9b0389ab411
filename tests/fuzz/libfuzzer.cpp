// libfuzzer.cpp - hands libFuzzer's bytes to the target that NIGHTLEGS_FUZZ names.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "differential.hpp"
#include "targets.hpp"

namespace {

std::string_view named() {
  const char* given = std::getenv("NIGHTLEGS_FUZZ");
  return given ? given : "";
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  if (named() == "differential") nightlegs::fuzz::start_differential();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto run = [] {
    if (named() == "differential") return &nightlegs::fuzz::run_differential;
    const auto* found = nightlegs::fuzz::find_target(named());
    if (!found) {
      std::fprintf(stderr, "set NIGHTLEGS_FUZZ to one of: pack, words, answers, expression, events, options, differential\n");
      std::exit(2);
    }
    return found->run;
  }();
  run({reinterpret_cast<const char*>(data), size});
  return 0;
}
