// screen_bytes.hpp - a screen as bytes, from the module that makes it to the module that draws it.
// Both come from one build, so there is no version in it. Knows every field of a block, none by meaning.
#pragma once
#include <string>
#include <string_view>

#include "screens/block.hpp"

namespace nightlegs {

[[nodiscard]] std::string to_bytes(const Screen& screen);

/// False, and `screen` in an unknown state, when the bytes end too early or go on too long.
[[nodiscard]] bool from_bytes(std::string_view bytes, Screen& screen);

}  // namespace nightlegs
