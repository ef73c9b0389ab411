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
  /// Takes a pack bundle, then the words for it: two calls, so that neither holds a page up for long. From the second on both
  /// serve. On any error nothing is loaded and what was loaded before stays.
  LoadOutcome load_pack(std::string_view bundle);
  LoadOutcome load_words(std::string_view words);
  /// Takes the evidence file. What does not fit is left out whole: the check works without it. REQUIRES: loaded().
  LoadOutcome load_evidence(std::string_view json);
  [[nodiscard]] bool loaded() const { return content_.has_value(); }
  /// Made once after each event, though the page and the picture both ask for it: some screens are long thought about.
  /// REQUIRES: loaded().
  [[nodiscard]] const Screen& screen() const {
    if (!screen_) screen_ = view(*content_, state_);
    return *screen_;
  }
  /// The sheet on the screen as "text", "json" (`assess` reads it again), "fhir" or "qr" ({"text", "title", "note", "close"});
  /// "" when no sheet is shown; of the receipt there is a "text". REQUIRES: loaded().
  [[nodiscard]] std::string document(std::string_view kind) const;
  /// "" or why the event was refused; the state is then as it was. REQUIRES: loaded().
  std::string apply(const Event& event) {
    screen_.reset();
    return update(*content_, state_, event);
  }

  /// {"remember":bool,"text":...}: the check under way as text, and whether the tab is to remember it. `now` as in
  /// read_moment(). REQUIRES: loaded().
  [[nodiscard]] std::string saved(std::string_view now) const;
  /// Goes on where that text left off. What can't be taken back is told on the first screen. REQUIRES: loaded().
  LoadOutcome restore(std::string_view text, std::string_view now);

  /// The answers as a text to keep. REQUIRES: loaded().
  [[nodiscard]] std::string to_keep(std::string_view now) const;
  /// All kept checks that can be read, as one file. REQUIRES: loaded().
  [[nodiscard]] std::string to_export() const;
  /// {"ok":bool,"texts":[...]}: the checks of such a file that are not here yet, each to be kept. A refusal is told on the
  /// screen. REQUIRES: loaded().
  [[nodiscard]] std::string to_import(std::string_view file);

 private:
  /// What the result says of the answers as they are.
  [[nodiscard]] Gist said_now() const;

  std::optional<Pack> without_words_;
  std::optional<Content> content_;
  State state_;
  mutable std::optional<Screen> screen_;  // of this state; none once the state may have changed
};

/// The screen as JSON for the mirror: snake_case keys, empty and false ones left out.
[[nodiscard]] std::string to_json(const Screen& screen);

/// Reads {"action","id","value","on","now"}; false with a reason when it is not an event.
[[nodiscard]] bool event_from_json(std::string_view json, Event& out, std::string& error);

}  // namespace nightlegs
