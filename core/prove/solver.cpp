// solver.cpp - statements to Z3, as plain clauses: each node is told to it once, and only when something asks about it.
#include "solver.hpp"

#include <z3++.h>

namespace nightlegs::prove {

struct Solver::Z3 {
  z3::context context;
  z3::solver solver{context, "QF_FD"};
  std::vector<Z3_ast> variables;  // one for each node told so far, else null; `kept` owns them
  z3::expr_vector kept{context};

  [[nodiscard]] bool knows(std::uint32_t node) const { return node < variables.size() && variables[node]; }
  [[nodiscard]] z3::expr variable(std::uint32_t node) { return {context, variables[node]}; }
  [[nodiscard]] z3::expr literal(Lit lit) { return lit.negated() ? !variable(lit.node()) : variable(lit.node()); }

  void name(std::uint32_t node) {
    if (variables.size() <= node) variables.resize(node + 1, nullptr);
    const auto made = context.bool_const(("n" + std::to_string(node)).c_str());
    kept.push_back(made);
    variables[node] = made;
  }

  void clause(std::initializer_list<z3::expr> literals) {
    z3::expr_vector list(context);
    for (const auto& literal : literals) list.push_back(literal);
    solver.add(z3::mk_or(list));
  }

  /// Tells Z3 of a node and of all below it.
  void tell(const Formulas& formulas, std::uint32_t top) {
    std::vector<std::uint32_t> open{top};
    while (!open.empty()) {
      const auto node = open.back();
      open.pop_back();
      if (knows(node)) continue;
      name(node);
      const auto& is = formulas.nodes()[node];
      if (node == 0) solver.add(!variable(0));
      if (is.is_input) continue;
      for (const Lit part : {is.a, is.b}) {
        if (!knows(part.node())) open.push_back(part.node());
      }
    }
  }

  /// The clauses come after all names below are known.
  std::vector<bool> defined;
  void define(const Formulas& formulas, std::uint32_t top) {
    tell(formulas, top);
    defined.resize(std::max(defined.size(), variables.size()), false);
    std::vector<std::uint32_t> open{top};
    while (!open.empty()) {
      const auto node = open.back();
      open.pop_back();
      if (defined[node]) continue;
      defined[node] = true;
      const auto& is = formulas.nodes()[node];
      if (is.is_input) continue;
      const auto out = variable(node), a = literal(is.a), b = literal(is.b);
      clause({!out, a});
      clause({!out, b});
      clause({out, !a, !b});
      open.push_back(is.a.node());
      open.push_back(is.b.node());
    }
  }
};

Solver::Solver(const Formulas& formulas) : formulas_(formulas), z3_(std::make_unique<Z3>()) {}
Solver::~Solver() = default;

void Solver::always(Lit lit) {
  z3_->define(formulas_, lit.node());
  z3_->solver.add(z3_->literal(lit));
}

bool Solver::can(const std::vector<Lit>& wanted) {
  z3::expr_vector assumed(z3_->context);
  for (const Lit lit : wanted) {
    if (lit == kTrue) continue;
    if (lit == kFalse) return false;
    z3_->define(formulas_, lit.node());
    assumed.push_back(z3_->literal(lit));
  }
  ++asked_;
  switch (z3_->solver.check(assumed)) {
    case z3::sat: return true;
    case z3::unsat: return false;
    case z3::unknown: break;
  }
  throw Undecided("Z3 gave up: " + z3_->solver.reason_unknown());
}

Truths Solver::found() const {
  const auto model = z3_->solver.get_model();
  Truths truths(formulas_.nodes().size(), 0);
  for (std::uint32_t n = 1; n < truths.size(); ++n) {
    // What Z3 was never told of, or did not need, is free: false will do.
    if (!formulas_.nodes()[n].is_input || !z3_->knows(n)) continue;
    truths[n] = model.eval(z3_->variable(n)).is_true() ? 1 : 0;
  }
  return truths;
}

}  // namespace nightlegs::prove
