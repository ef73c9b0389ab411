// saved.hpp - a check as text that can be put away and taken back: by the tab, on the device, in a file.
// Knows nothing of where it is put. What is not exactly as we wrote it is refused, with the reason and the place.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nightlegs/answers.hpp"
#include "nightlegs/moment.hpp"
#include "nightlegs/gist.hpp"
#include "nightlegs/words.hpp"

namespace nightlegs {

/// What is sealed; the name stands in the text.
inline constexpr std::string_view kRunningKind = "running check", kKeptKind = "kept checks";

/// The largest text that is looked at.
inline constexpr std::size_t kMostSavedBytes = 4 << 20;

/// Puts members of an object, each a line such as `"answers": {...}`, under a head that says what this is and over a checksum of it all.
[[nodiscard]] std::string seal(std::string_view kind, const std::vector<std::string>& members);

/// Opens what seal() made. Errors: `saved.too_big`, `saved.foreign` (not ours), `saved.newer` (of a later version),
/// `saved.damaged` (any byte is another).
[[nodiscard]] Result<Json> unseal(std::string_view text, std::string_view kind, const std::string& file);

/// A finished check that the person keeps.
struct KeptCheck {
  Moment when;
  std::string fingerprint;  // of the content it was made with
  Answers answers;
  std::optional<Gist> gist = std::nullopt;  // what it said then, of which another content may say something else
  bool operator==(const KeptCheck&) const = default;
};

/// One readable text for any number of checks, the answers in words beside them.
[[nodiscard]] std::string write_kept(const Pack& pack, const Words& words, const std::vector<KeptCheck>& checks);
/// The errors of unseal(), and those of read_answers() when an answer does not fit this content.
[[nodiscard]] Result<std::vector<KeptCheck>> read_kept(const Pack& pack, std::string_view text, const std::string& file);

/// What a kept check answers to `question`, if it may be offered again, to be looked at and confirmed (questions.md section 7): a
/// background question, and the same person as far as the answers so far can tell. Never one of the safety block (INV-05), so
/// not the age either.
[[nodiscard]] std::optional<Answer> offered_again(const Pack& pack, const KeptCheck& kept, const Answers& so_far, QuestionIndex question);

}  // namespace nightlegs
