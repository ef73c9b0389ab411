// gist.hpp - what a result said, by names that outlive the content it came from; and how today's content answers otherwise.
// Decides nothing.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nightlegs/report.hpp"

namespace nightlegs {

struct Gist {
  std::string urgency;  // tier name
  int within_days = 0;
  std::vector<std::string> rules;                          // those that were told, the most urgent first
  std::vector<std::pair<std::string, std::string>> fits;  // listed patterns: id and "well" or "partly"
  bool operator==(const Gist&) const = default;
};

[[nodiscard]] Gist gist_of(const Pack& pack, const Assessment& assessment, const Report& report);

/// {"urgency", "within_days", "rules": [...], "fits": {...}}
[[nodiscard]] std::string write_gist(const Gist& gist);
[[nodiscard]] Gist read_gist(const JsonReader& at);

/// What the same answers give today that they did not give then, a sentence each; empty when they give the same. Of two urgencies
/// the higher one counts, and it says so. What today's content has no words for is told without its name.
[[nodiscard]] std::vector<std::string> differences(const Pack& pack, const Words& words, const Gist& then, const Gist& now);

}  // namespace nightlegs
