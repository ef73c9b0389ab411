// memory.hpp - what the native program does when there is no memory left: it says so and ends. Core has no exceptions, so
// nothing could go on; in the browser the module ends the same way, and the page shows its plain help.
#pragma once
#include <unistd.h>

#include <cstdlib>
#include <new>

namespace nightlegs::cli {

/// REQUIRES: nothing. Uses no memory of its own.
[[noreturn]] inline void end_without_memory() {
  constexpr char kWords[] = "nightlegs: out of memory\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kWords, sizeof kWords - 1);
  std::abort();
}

inline void watch_memory() { std::set_new_handler(end_without_memory); }

}  // namespace nightlegs::cli
