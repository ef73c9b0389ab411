// receipt.hpp - "Check it yourself": what the page counted of its own doings while the person did a check.
// Counts come from the page (shell/witness.js); nothing here is guessed, and nothing is about the person.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nightlegs/moment.hpp"

namespace nightlegs {

/// What the page saw itself ask for since it began to count.
struct Receipt {
  enum class Signal : std::uint8_t { kNone, kPartly, kAlways };  // as the device told it while we counted

  std::optional<Moment> begun, made;   // nothing when this device has no clock to speak of
  Signal signal = Signal::kAlways;
  std::vector<std::string> own;        // files asked for at this page's own address, by name
  std::vector<std::string> elsewhere;  // addresses of anybody else; there should never be any
  int from_copy = 0;                   // files that came out of the copy on this device
  int stopped = 0;                     // requests that the page's own rules stopped
};

/// Where the person is with it.
struct Witness {
  bool counting = false;
  bool signal = true;            // the device says that there is one, right now
  bool whole = false;            // a check came to its result while we counted
  std::optional<Receipt> found;  // once it was read
};

/// Reads {"begun","made","signal":"none|partly|always","own":[...],"elsewhere":[...],"copy":n,"stopped":n}. "" when all is well,
/// else why not; then `receipt` is as it was.
[[nodiscard]] std::string read_receipt(std::string_view json, std::optional<Receipt>& receipt);

}  // namespace nightlegs
