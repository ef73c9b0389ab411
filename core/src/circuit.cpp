// circuit.cpp - expressions to gates, and the walk over the gates.
#include "nightlegs/circuit.hpp"

#include <algorithm>
#include <tuple>

namespace nightlegs {

using Op = Expression::Op;

CircuitBuilder::CircuitBuilder(int findings, const std::vector<Expression>& groups,
                               const std::vector<std::pair<Expression, int>>& wells)
    : groups_(groups), wells_(wells), findings_(findings), next_(static_cast<int>(Inputs{findings}.finding(static_cast<FindingIndex>(findings)))) {}

Signal CircuitBuilder::new_input() { return static_cast<Signal>(next_++); }

Signal CircuitBuilder::gate(Kind kind, Signal a, Signal b) {
  if (kind != Kind::kNot) {
    std::tie(a, b) = std::minmax({a, b});
    if (a == b) return a;
    if (a == kNever) return kind == Kind::kAnd ? kNever : b;
    if (a == kAlways) return kind == Kind::kAnd ? b : kAlways;
  }
  const auto key = std::tuple{kind, a, b};
  if (const auto found = made_before_.find(key); found != made_before_.end()) return found->second;
  const Signal out = new_input();
  int level = std::max(levels_[a], levels_[b]);  // that of an input is 0
  levels_[out] = ++level;
  made_.push_back({kind, a, b, out, level});
  made_before_[key] = out;
  return out;
}

Signal CircuitBuilder::fold(Kind kind, std::vector<Signal> operands) {
  std::sort(operands.begin(), operands.end());
  operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
  // Pairs, then pairs of pairs: a shallow tree lets the walk keep many gates in flight.
  while (operands.size() > 1) {
    std::vector<Signal> halved;
    for (std::size_t i = 0; i + 1 < operands.size(); i += 2) halved.push_back(gate(kind, operands[i], operands[i + 1]));
    if (operands.size() % 2) halved.push_back(operands.back());
    operands = std::move(halved);
  }
  return operands.empty() ? (kind == Kind::kAnd ? kAlways : kNever) : operands.front();
}

Signal CircuitBuilder::at_least(int count, const std::vector<Signal>& operands) {
  // reached[k]: at least k of the operands so far.
  std::vector<Signal> reached(static_cast<std::size_t>(count) + 1, kNever);
  reached[0] = kAlways;
  for (const Signal operand : operands) {
    for (auto k = static_cast<std::size_t>(count); k >= 1; --k) {
      reached[k] = gate(Kind::kOr, reached[k], gate(Kind::kAnd, operand, reached[k - 1]));
    }
  }
  return reached[static_cast<std::size_t>(count)];
}

void CircuitBuilder::no_of(const Expression& expression, std::vector<Signal>& out) {
  if (expression.op == Op::kGroup) return no_of(groups_[expression.index], out);
  if (expression.op == Op::kFinding) {
    const auto [known, is_new] = no_signals_.try_emplace(expression.index, kNever);
    if (is_new) circuit_.no_inputs_.push_back({expression.index, known->second = new_input()});
    out.push_back(known->second);
    return;
  }
  for (const auto& operand : expression.operands) no_of(operand, out);
}

Signal CircuitBuilder::add(const Expression& expression) {
  std::vector<Signal> operands;
  if (expression.op != Op::kNo) {
    for (const auto& operand : expression.operands) operands.push_back(add(operand));
  }
  switch (expression.op) {
    case Op::kNothing: return kNever;
    case Op::kFinding: return Inputs{findings_}.finding(expression.index);
    case Op::kGroup: {
      const auto found = group_signals_.find(expression.index);
      if (found != group_signals_.end()) return found->second;
      return group_signals_[expression.index] = add(groups_[expression.index]);
    }
    case Op::kAny: return fold(Kind::kOr, std::move(operands));
    case Op::kAll: return fold(Kind::kAnd, std::move(operands));
    case Op::kCount: return at_least(expression.count, operands);
    case Op::kWells: {
      for (const auto& [when, points] : wells_) {
        for (int i = 0; i < points; ++i) operands.push_back(add(when));
      }
      return at_least(expression.count, operands);
    }
    case Op::kUnsureCount: {
      for (const auto& input : circuit_.unsure_inputs_) {
        if (input.group == expression.index && input.count == expression.count) return input.signal;
      }
      const Signal signal = new_input();
      circuit_.unsure_inputs_.push_back({expression.index, expression.count, signal});
      return signal;
    }
    case Op::kNot: return gate(Kind::kNot, operands.front(), operands.front());
    case Op::kNo: {
      no_of(expression, operands);
      return fold(Kind::kAnd, std::move(operands));
    }
  }
  return kNever;
}

Circuit CircuitBuilder::finish() {
  std::stable_sort(made_.begin(), made_.end(), [](const Made& x, const Made& y) {
    return std::pair{x.level, x.kind} < std::pair{y.level, y.kind};
  });
  for (const auto& made : made_) {
    const auto kind = static_cast<Circuit::Run::Kind>(made.kind);
    if (circuit_.runs_.empty() || circuit_.runs_.back().kind != kind) {
      circuit_.runs_.push_back({kind, static_cast<std::uint32_t>(circuit_.gates_.size()), 0});
    }
    ++circuit_.runs_.back().count;
    circuit_.gates_.push_back({made.out, made.a, made.b});
  }
  circuit_.signals_ = next_;
  return std::move(circuit_);
}

void Circuit::run(Word* words) const {
  words[kNever] = 0;
  words[kAlways] = ~Word{0};
  for (const auto& run : runs_) {
    const Gate* gate = gates_.data() + run.first;
    const Gate* const end = gate + run.count;
    switch (run.kind) {
      case Run::Kind::kAnd:
        for (; gate != end; ++gate) words[gate->out] = words[gate->a] & words[gate->b];
        break;
      case Run::Kind::kOr:
        for (; gate != end; ++gate) words[gate->out] = words[gate->a] | words[gate->b];
        break;
      case Run::Kind::kNot:
        // What is not surely true may still turn out false: the possible lane asks the sure one.
        for (; gate != end; ++gate) {
          const Word in = words[gate->a];
          const Word sure = kEveryone * lane::kSure;
          words[gate->out] = (~in & (kEveryone * (lane::kSure | lane::kPlain))) | ((~in & sure) * lane::kPossible);
        }
        break;
    }
  }
}

void Circuit::reach(Word* reached) const {
  for (const auto& gate : gates_) reached[gate.out] = reached[gate.a] | reached[gate.b];
}

}  // namespace nightlegs
