// circuit.hpp - all expressions of a pack as one flat list of AND and OR gates.
//
// A signal is a byte of lanes; each lane is one way of looking at the same answers, so that one walk over the gates
// evaluates every rule in all its passes. Eight people fit in one 64-bit word: the walk is the same.
// Knows nothing of rules or patterns.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "nightlegs/expression.hpp"

namespace nightlegs {

using Signal = std::uint32_t;

/// The lanes of a signal.
namespace lane {
inline constexpr std::uint8_t kSure = 1;        // A1: only yes is true
inline constexpr std::uint8_t kCautious = 2;    // A2: and unsure with policy as-yes
inline constexpr std::uint8_t kDoubtful = 4;    // A3: and unsure with policy step-down
inline constexpr std::uint8_t kPlain = 8;       // yes, but safety findings other than age are ignored
inline constexpr std::uint8_t kPossible = 16;   // yes, or could still become yes
inline constexpr std::uint8_t kAnyDoubt = 32;   // yes or unsure, or an unasked safety finding (self-care.md section 1)
}  // namespace lane

/// The lanes in which a finding is true, by its Status (findings.hpp).
using LanesByStatus = std::array<std::uint8_t, 8>;

/// Eight people's bytes in one word.
using Word = std::uint64_t;
inline constexpr int kPeople = 8;
inline constexpr Word kEveryone = 0x0101010101010101;

inline constexpr Signal kNever = 0;   // no lane is true
inline constexpr Signal kAlways = 1;  // every lane is true

/// Which input means what; the first two signals are constants.
struct Inputs {
  int findings = 0;
  [[nodiscard]] Signal finding(FindingIndex index) const { return static_cast<Signal>(2 + index); }
};

struct Gate {
  Signal out = 0, a = 0, b = 0;
};

class Circuit {
 public:
  /// Gates of one kind, one after the other: a loop without branches.
  struct Run {
    enum class Kind : std::uint8_t { kAnd, kOr, kNot } kind = Kind::kAnd;
    std::uint32_t first = 0, count = 0;
  };
  /// Input signals beside the findings themselves.
  struct UnsureInput {
    GroupIndex group = 0;
    int count = 0;
    Signal signal = 0;
  };
  struct NoInput {
    FindingIndex finding = 0;
    Signal signal = 0;
  };

  [[nodiscard]] int signals() const { return signals_; }
  [[nodiscard]] const std::vector<UnsureInput>& unsure_inputs() const { return unsure_inputs_; }
  [[nodiscard]] const std::vector<NoInput>& no_inputs() const { return no_inputs_; }
  [[nodiscard]] std::size_t gate_count() const { return gates_.size(); }

  /// Sets every gate's word from the inputs. REQUIRES: `words` holds signals() words, the inputs filled in.
  void run(Word* words) const;
  /// Of some inputs, which signals they have a say in. REQUIRES: `reached` holds signals() words, all ones for those inputs, else 0.
  void reach(Word* reached) const;

 private:
  friend class CircuitBuilder;
  std::vector<Gate> gates_;
  std::vector<Run> runs_;
  std::vector<UnsureInput> unsure_inputs_;
  std::vector<NoInput> no_inputs_;
  int signals_ = 0;
};

/// Turns expressions into gates; the same sub-expression becomes the same signal.
class CircuitBuilder {
 public:
  /// `groups` and `wells` (with their points) are what expressions refer to; all must outlive the builder.
  CircuitBuilder(int findings, const std::vector<Expression>& groups,
                 const std::vector<std::pair<Expression, int>>& wells);

  [[nodiscard]] Signal add(const Expression& expression);
  [[nodiscard]] Circuit finish();

 private:
  enum class Kind : std::uint8_t { kAnd, kOr, kNot };
  struct Made {
    Kind kind;
    Signal a, b, out;
    int level;
  };
  [[nodiscard]] Signal gate(Kind kind, Signal a, Signal b);
  [[nodiscard]] Signal fold(Kind kind, std::vector<Signal> operands);
  [[nodiscard]] Signal at_least(int count, const std::vector<Signal>& operands);
  [[nodiscard]] Signal new_input();
  void no_of(const Expression& expression, std::vector<Signal>& out);

  const std::vector<Expression>& groups_;
  const std::vector<std::pair<Expression, int>>& wells_;
  int findings_;
  int next_;
  std::map<std::tuple<Kind, Signal, Signal>, Signal> made_before_;
  std::map<GroupIndex, Signal> group_signals_;
  std::map<FindingIndex, Signal> no_signals_;
  std::vector<Made> made_;
  std::map<Signal, int> levels_;
  Circuit circuit_;
};

}  // namespace nightlegs
