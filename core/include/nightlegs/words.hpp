// words.hpp - every word a person reads, in one language, found by pack id.
// Knows no logic: a translator cannot change what the answers mean.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "nightlegs/json.hpp"
#include "nightlegs/pack.hpp"
#include "nightlegs/result.hpp"

namespace nightlegs {

struct Words {
  std::string language, name, direction;
  Json tree;

  /// The text at that path, or "" when there is none: optional words.
  [[nodiscard]] std::string maybe(std::initializer_list<std::string_view> path) const;
  /// The texts of the list at that path; empty when there is none.
  [[nodiscard]] std::vector<std::string> list(std::initializer_list<std::string_view> path) const;
  /// The object at that path, or nullptr.
  [[nodiscard]] const Json* at(std::initializer_list<std::string_view> path) const;
  /// A word of the program itself. A missing one shows its key in brackets, which the tests look for.
  [[nodiscard]] std::string ui(std::string_view key) const;

  /// What a person is said to have answered: a sentence that makes sense without its question.
  [[nodiscard]] std::string reason(std::string_view option) const;
  /// The words of an option, for a child where they differ.
  [[nodiscard]] std::string label(std::string_view option, bool child = false) const;
};

/// Replaces "{name}" in `text`.
[[nodiscard]] std::string filled(std::string text, std::string_view name, std::string_view value);

/// Reads a words file and holds it against the pack. Errors: `words.missing` (what the pack needs), `words.type`.
[[nodiscard]] Result<Words> load_words(const Pack& pack, std::string_view text, const std::string& file);

/// What the words file holds for ids that the pack does not have: `words.unused`.
[[nodiscard]] Errors unused_words(const Pack& pack, const Words& words);

}  // namespace nightlegs
