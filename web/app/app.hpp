// app.hpp - the app as the browser meets it: content in, events in, screens out.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "app/state.hpp"

namespace nightlegs {

struct LoadOutcome {
  bool ok = false;
  std::string json;  // {"ok":true,"fingerprint"} or {"ok":false,"errors":[{"code","where","what"}]}
};

class App {
 public:
  /// Takes a pack bundle and a words file. On any error nothing is loaded and what was loaded before stays.
  LoadOutcome load(std::string_view bundle, std::string_view words);
  /// Takes the evidence file. What does not fit is left out whole: the check works without it. REQUIRES: loaded().
  LoadOutcome load_evidence(std::string_view json);
  [[nodiscard]] bool loaded() const { return content_.has_value(); }
  /// REQUIRES: loaded().
  [[nodiscard]] Screen screen() const { return view(*content_, state_); }
  /// "" or why the event was refused; the state is then as it was. REQUIRES: loaded().
  std::string apply(const Event& event) { return update(*content_, state_, event); }

 private:
  std::optional<Content> content_;
  State state_;
};

/// The screen as JSON for the mirror: snake_case keys, empty and false ones left out.
[[nodiscard]] std::string to_json(const Screen& screen);

/// Reads {"action","id","value","on"}; false with a reason when it is not an event.
[[nodiscard]] bool event_from_json(std::string_view json, Event& out, std::string& error);

}  // namespace nightlegs
