// running.hpp - a check that is under way, as text for this tab's memory and for a fresh start after a fault.
// Knows nothing of where the text is put, nor when.
#pragma once
#include <string>
#include <string_view>

#include "app/state.hpp"
#include "nightlegs/moment.hpp"

namespace nightlegs {

/// Has the person answered or ticked anything?
[[nodiscard]] bool has_told(const State& state);

/// Has the person told something, and not come to the result yet? Only then the tab remembers anything.
[[nodiscard]] bool is_running(const State& state);

/// Answers, ticks that are no answers yet, and where the person stands.
[[nodiscard]] std::string write_running(const Pack& pack, const State& state, const Moment& now, const std::optional<Gist>& said = std::nullopt);

/// Takes it back, whole or not at all: on any error `state` is as it was. Errors: those of unseal() and read_answers(),
/// `running.old` after 24 hours, when safety answers no longer count, `running.unfit` for what this content does not have.
[[nodiscard]] Errors restore_running(const Pack& pack, State& state, std::string_view text, const Moment& now);

/// Why it could not be taken back, in words for the person, with the place.
[[nodiscard]] std::string refusal(const Words& words, const Error& error);

}  // namespace nightlegs
