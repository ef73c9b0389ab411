// lines.hpp - one line of `assess --lines`: an answers object in, an assessment or what is wrong out.
#pragma once
#include <string>
#include <string_view>

#include "nightlegs/assessment.hpp"

namespace nightlegs::cli {

class LineAssessor {
 public:
  explicit LineAssessor(const Pack& pack) : pack_(pack) {}

  struct Line {
    bool assessed = false;
    std::string out;  // without the newline
  };
  [[nodiscard]] Line assess(std::string_view line, int number);

 private:
  const Pack& pack_;
  Workspace work_;
  Assessment assessment_;
};

}  // namespace nightlegs::cli
