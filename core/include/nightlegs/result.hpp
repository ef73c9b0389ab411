// result.hpp - a value, or every reason why there is none.
// Knows nothing of what went wrong or of who reads it.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nightlegs {

/// One fault in something that was handed to us, with its cure in words.
struct Error {
  std::string code;   // for machines: "pack.unknown_finding"
  std::string where;  // file and place: "red-flags.json /rules/3/when"
  std::string what;   // what is wrong and what would be right
  bool operator==(const Error&) const = default;
};

using Errors = std::vector<Error>;

/// "where: what", for a person at a terminal.
[[nodiscard]] inline std::string sentence(const Error& error) {
  return error.where.empty() ? error.what : error.where + ": " + error.what;
}

/// A value, or all the errors found while making it (at least one). Never half of each.
template <class T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}  // NOLINT: a value is a result
  Result(Errors errors) : errors_(std::move(errors)) {}  // NOLINT
  Result(Error error) : errors_{std::move(error)} {}  // NOLINT

  [[nodiscard]] explicit operator bool() const { return value_.has_value(); }
  /// REQUIRES: the result holds a value.
  [[nodiscard]] T& operator*() { return *value_; }
  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] T* operator->() { return &*value_; }
  [[nodiscard]] const T* operator->() const { return &*value_; }
  [[nodiscard]] const Errors& errors() const { return errors_; }

 private:
  std::optional<T> value_;
  Errors errors_;
};

}  // namespace nightlegs
