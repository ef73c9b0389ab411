// sha256.hpp - the fingerprint of content, so that anyone can compare it with `sha256sum`.
#pragma once
#include <string>
#include <string_view>

namespace nightlegs {

/// SHA-256 of the bytes (FIPS 180-4), as 64 lower-case hex digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace nightlegs
