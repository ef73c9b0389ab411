// solver.hpp - can these statements be true together? Asks Z3; the only place that knows it.
#pragma once
#include <memory>
#include <stdexcept>

#include "formula.hpp"

namespace nightlegs::prove {

/// Z3 gave up. Never read as "proved".
struct Undecided : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Solver {
 public:
  explicit Solver(const Formulas& formulas);
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  /// From now on only where `lit` is true.
  void always(Lit lit);
  /// Whether all of these can be true together. Throws Undecided.
  [[nodiscard]] bool can(const std::vector<Lit>& wanted);
  /// The truths of all inputs in the case that the last can() found, for the first of 64 people. REQUIRES: it found one.
  [[nodiscard]] Truths found() const;
  [[nodiscard]] int asked() const { return asked_; }

 private:
  struct Z3;
  const Formulas& formulas_;
  std::unique_ptr<Z3> z3_;
  int asked_ = 0;
};

}  // namespace nightlegs::prove
