// expression.hpp - the rule language of the dossier: parsed once, kept as a tree that can be read back.
// Knows findings and groups by number only. How it is run fast is circuit.hpp's matter.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "nightlegs/result.hpp"

namespace nightlegs {

using FindingIndex = std::uint16_t;
using GroupIndex = std::uint16_t;

/// A node of a parsed expression.
struct Expression {
  enum class Op : std::uint8_t {
    kNothing,      // an absent expression: never true
    kFinding,      // `index`
    kGroup,        // `index`
    kAny,          // at least one operand
    kAll,          // every operand
    kCount,        // at least `count` operands
    kWells,        // the Wells sum is at least `count` (red-flags.md section 6)
    kUnsureCount,  // at least `count` findings of group `index` are unsure
    kNot,          // the operand is not true; never in a red-flag rule
    kNo,           // every finding named, and in the groups named, was answered no
  };
  Op op = Op::kNothing;
  std::uint16_t index = 0;
  int count = 0;
  std::vector<Expression> operands;

  [[nodiscard]] bool exists() const { return op != Op::kNothing; }
  bool operator==(const Expression&) const = default;
};

/// Turns names into numbers while parsing; -1 for an unknown one.
struct NameLookup {
  std::function<int(std::string_view)> finding;
  std::function<int(std::string_view)> group;
  std::function<std::string(std::string_view)> nearest;  // a likely right name, or ""
};

/// Parses `text`. Errors go to `errors` under `where`: `rule.syntax` (with the column), `pack.unknown_finding`,
/// `pack.unknown_group`. On an error the result is kNothing, never a part.
[[nodiscard]] Expression parse_expression(std::string_view text, const NameLookup& names, const std::string& where,
                                          Errors& errors);

/// Calls `visit` on the expression and everything below it, groups not entered.
void walk(const Expression& expression, const std::function<void(const Expression&)>& visit);

}  // namespace nightlegs
