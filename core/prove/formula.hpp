// formula.hpp - statements about answers, built once and shared: each node is the AND of two others, each literal may be negated.
// Knows nothing of packs, nor of who decides whether a statement can be true.
#pragma once
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nightlegs::prove {

/// A node or its negation. Literals of equal meaning are often, not always, equal.
struct Lit {
  std::uint32_t code = 0;
  [[nodiscard]] std::uint32_t node() const { return code >> 1; }
  [[nodiscard]] bool negated() const { return code & 1; }
  Lit operator!() const { return {code ^ 1}; }
  bool operator==(const Lit&) const = default;
};

inline constexpr Lit kFalse{0}, kTrue{1};

/// Truth of every node for 64 people at once, a bit each.
using Truths = std::vector<std::uint64_t>;

class Formulas {
 public:
  struct Node {
    Lit a, b;
    bool is_input = false;
  };

  Formulas();
  /// Something that may be true or false.
  [[nodiscard]] Lit input();
  [[nodiscard]] Lit both(Lit a, Lit b);
  [[nodiscard]] Lit either(Lit a, Lit b) { return !both(!a, !b); }
  [[nodiscard]] Lit implies(Lit a, Lit b) { return either(!a, b); }
  [[nodiscard]] Lit same(Lit a, Lit b) { return both(implies(a, b), implies(b, a)); }
  [[nodiscard]] Lit all(const std::vector<Lit>& parts);
  [[nodiscard]] Lit any(const std::vector<Lit>& parts);
  /// The weights of the true parts add up to `wanted` or more. REQUIRES: no weight is negative.
  [[nodiscard]] Lit at_least(int wanted, const std::vector<std::pair<Lit, int>>& parts);
  [[nodiscard]] Lit at_least(int wanted, const std::vector<Lit>& parts);
  [[nodiscard]] Lit at_most(int limit, const std::vector<Lit>& parts) { return !at_least(limit + 1, parts); }

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

  /// Fills in every node that is no input. REQUIRES: `truths` has a word for each node, the inputs' set.
  void evaluate(Truths& truths) const;
  [[nodiscard]] static std::uint64_t truth(Lit lit, const Truths& truths) {
    return lit.negated() ? ~truths[lit.node()] : truths[lit.node()];
  }

 private:
  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, std::uint32_t> made_before_;
};

}  // namespace nightlegs::prove
