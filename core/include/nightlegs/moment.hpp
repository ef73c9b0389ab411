// moment.hpp - a point in time as the page hands it in: core has no clock of its own.
// Knows nothing of time zones but the offset that came with it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nightlegs {

/// Minutes since 1970 in UTC, so that neither a journey nor the clocks' change makes a night longer; the offset is for showing it.
struct Moment {
  std::int64_t minutes = 0;
  int offset_minutes = 0;
  bool operator==(const Moment&) const = default;
};

/// Reads "2026-11-24T03:12+01:00", years 1970 to 9999. Anything else is nothing.
[[nodiscard]] std::optional<Moment> read_moment(std::string_view text);
[[nodiscard]] std::string write_moment(const Moment& moment);

/// How old something is.
enum class Age : std::uint8_t {
  kFresh,       // up to 24 hours: safety answers count (questions.md section 7)
  kBackground,  // up to 90 days: background answers may be offered again
  kOld,
  kFuture,      // more than an hour ahead: the clock was or is wrong, so nothing is known
};
[[nodiscard]] Age age_of(const Moment& then, const Moment& now);

}  // namespace nightlegs
