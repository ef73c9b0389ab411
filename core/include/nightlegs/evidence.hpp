// evidence.hpp - what the tests found out about a content, and the public cases to run again.
// Knows nothing of screens. Whether the evidence is about this very content is for the reader to see: see `is_about`.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nightlegs/answers.hpp"
#include "nightlegs/assessment.hpp"

namespace nightlegs {

/// A case of the dossier: answers, and what must come out.
struct PublicCase {
  std::string name;
  Answers answers;
  std::string urgency;
  int within_days = 0;                  // 0: none
  std::vector<std::string> must_fire;   // rules
  std::vector<std::string> causes;      // "restless-legs well", in order; only checked when `checks_causes`
  bool checks_causes = false;
};

struct CaseResult {
  bool passed = false;
  std::string expected, got;  // urgencies in the words of the contract: "soon 7"
};

/// One thing that the tests measured: `id` has its words in the words file, with a gap for each figure by its name.
struct Measure {
  std::string id;
  std::vector<std::pair<std::string, std::string>> figures;
};

struct Evidence {
  std::string fingerprint, date;
  std::vector<std::string> proved;   // properties, "P1"
  std::vector<Measure> measures;     // "mutants", "coverage", ...
  std::vector<PublicCase> cases;

  [[nodiscard]] bool is_about(const Pack& pack) const { return fingerprint == pack.fingerprint; }
};

/// Reads `{"evidence": {...}, "cases": [...]}` as shell/build.mjs writes it. Cases that this pack cannot take are errors.
[[nodiscard]] Result<Evidence> read_evidence(const Pack& pack, std::string_view json);

/// Runs one case through the very code that judges a person's answers.
[[nodiscard]] CaseResult run_case(const Pack& pack, const PublicCase& one);

}  // namespace nightlegs
