// differential.hpp - the same line through this very code and through its WebAssembly and plain JavaScript in Node.
#pragma once
#include <string_view>

namespace nightlegs::fuzz {

/// Starts the other builds and waits for their first answer, which on a busy machine takes longer than an input may.
/// They end with this program.
void start_differential();

/// Ends the program when a build says something else than native.
void run_differential(std::string_view bytes);

}  // namespace nightlegs::fuzz
