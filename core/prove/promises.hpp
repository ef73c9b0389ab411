// promises.hpp - what the dossier promises about particular ids, as data: read from tests/proofs/promises.json.
// The rest of what is proved needs no ids and is in the properties themselves.
#pragma once
#include <string>
#include <vector>

#include "nightlegs/pack.hpp"

namespace nightlegs::prove {

/// Answering that hidden question could make that rule raise the urgency, and the dossier says why that is right: but only
/// where the dossier's own skip rule, told a second time in `asked_if`, hides it.
struct HiddenPair {
  std::string question, rule;
  Expression asked_if;
  bool asked_if_unsure = false;  // a doubt asks it too
};

struct Promises {
  std::vector<HiddenPair> hidden_pairs;  // lower tiers
  std::vector<HiddenPair> urgent_pairs;  // same-day and emergency: each is named in every proof's output
  std::vector<std::uint16_t> never_well; // patterns whose own rows can never reach "fits well"
  int unexplained_rung = 0;              // as far as patterns may reach: the floor of the unexplained
  int child_rung = 0, toddler_rung = 0;  // at least (INV-17)
  FindingIndex toddler = 0;
  std::vector<FindingIndex> pregnancy;   // their being unknown takes the cautious branch (INV-18)
  Expression no_press;                   // a leg not to press, rub, raise or warm (INV-16)
  std::vector<std::uint16_t> pressing;   // the actions that do
};

[[nodiscard]] Result<Promises> read_promises(const Pack& pack, std::string_view text, const std::string& file);

}  // namespace nightlegs::prove
