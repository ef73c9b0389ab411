// digits.hpp - numbers as people write them, in whatever digits their keyboard has.
#pragma once
#include <string>
#include <string_view>

namespace nightlegs {

/// The decimal digits of other scripts become 0 to 9, and their decimal marks a point; all else stays as it is.
[[nodiscard]] std::string with_plain_digits(std::string_view typed);

}  // namespace nightlegs
