// formula.cpp - building statements, and working them out for given inputs.
#include "formula.hpp"

#include <algorithm>
#include <map>

namespace nightlegs::prove {

Formulas::Formulas() { nodes_.push_back({kFalse, kFalse, true}); }

Lit Formulas::input() {
  nodes_.push_back({kFalse, kFalse, true});
  return {static_cast<std::uint32_t>(nodes_.size() - 1) << 1};
}

Lit Formulas::both(Lit a, Lit b) {
  if (a.code > b.code) std::swap(a, b);
  if (a == kFalse || a == !b) return kFalse;
  if (a == kTrue || a == b) return b;
  const auto key = static_cast<std::uint64_t>(a.code) << 32 | b.code;
  const auto [found, is_new] = made_before_.try_emplace(key, static_cast<std::uint32_t>(nodes_.size()));
  if (is_new) nodes_.push_back({a, b, false});
  return {found->second << 1};
}

Lit Formulas::all(const std::vector<Lit>& parts) {
  // In order of their making, so that the same parts give the same node however they were listed.
  auto sorted = parts;
  std::sort(sorted.begin(), sorted.end(), [](Lit a, Lit b) { return a.code < b.code; });
  Lit result = kTrue;
  for (const Lit part : sorted) result = both(result, part);
  return result;
}

Lit Formulas::any(const std::vector<Lit>& parts) {
  std::vector<Lit> negated;
  for (const Lit part : parts) negated.push_back(!part);
  return !all(negated);
}

Lit Formulas::at_least(int wanted, const std::vector<std::pair<Lit, int>>& parts) {
  std::vector<int> left(parts.size() + 1, 0);  // all that part i and those after it can add
  for (std::size_t i = parts.size(); i > 0; --i) left[i - 1] = left[i] + parts[i - 1].second;
  std::map<std::pair<std::size_t, int>, Lit> known;
  const auto from = [&](const auto& self, std::size_t i, int needed) -> Lit {
    if (needed <= 0) return kTrue;
    if (left[i] < needed) return kFalse;
    const auto key = std::pair{i, needed};
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const Lit without = self(self, i + 1, needed);
    const Lit with = self(self, i + 1, needed - parts[i].second);
    return known[key] = either(without, both(parts[i].first, with));
  };
  return from(from, 0, wanted);
}

Lit Formulas::at_least(int wanted, const std::vector<Lit>& parts) {
  std::vector<std::pair<Lit, int>> weighted;
  for (const Lit part : parts) weighted.emplace_back(part, 1);
  return at_least(wanted, weighted);
}

void Formulas::evaluate(Truths& truths) const {
  truths[0] = 0;
  for (std::size_t n = 1; n < nodes_.size(); ++n) {
    if (!nodes_[n].is_input) truths[n] = truth(nodes_[n].a, truths) & truth(nodes_[n].b, truths);
  }
}

}  // namespace nightlegs::prove
