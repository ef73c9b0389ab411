// differential.hpp - the same line through this very code and through its WebAssembly and plain JavaScript in Node.
#pragma once
#include <string_view>

namespace nightlegs::fuzz {

/// Ends the program when a build says something else. Starts the other builds the first time; they end with this program.
void run_differential(std::string_view bytes);

}  // namespace nightlegs::fuzz
