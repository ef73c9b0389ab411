// expression.cpp - a small recursive-descent parser for ANY(...), ALL(...), COUNT(n; ...) and their kin.
#include "nightlegs/expression.hpp"

namespace nightlegs {
namespace {

using Op = Expression::Op;

constexpr int kDeepest = 12;

class Parser {
 public:
  Parser(std::string_view text, const NameLookup& names, const std::string& where, Errors& errors)
      : text_(text), names_(names), where_(where), errors_(errors) {}

  Expression parse() {
    Expression result = expression(0);
    skip_spaces();
    if (!failed_ && at_ < text_.size()) fail("expected the end of the expression");
    return failed_ ? Expression{} : result;
  }

 private:
  Expression expression(int depth) {
    if (depth > kDeepest) return fail("nested more than 12 deep");
    skip_spaces();
    if (at_ < text_.size() && text_[at_] == '@') return group();
    const auto word = take_word();
    if (word.empty()) return fail("expected a finding, a @group, ANY, ALL or COUNT");
    if (word == "ANY") return list(Op::kAny, depth);
    if (word == "ALL") return list(Op::kAll, depth);
    if (word == "COUNT") return list(Op::kCount, depth);
    if (word == "NOT") return list(Op::kNot, depth);
    if (word == "NO") return list(Op::kNo, depth);
    if (word == "WELLS") return at_least({.op = Op::kWells});
    if (word == "UNSURE_COUNT") {
      if (!take('(')) return fail("expected '(' after UNSURE_COUNT");
      Expression counted = group();
      if (!take(')')) return fail("expected ')' after the group");
      counted.op = Op::kUnsureCount;
      return at_least(std::move(counted));
    }
    const int found = names_.finding(word);
    if (found < 0) {
      unknown("pack.unknown_finding", "finding", word);
      return {};
    }
    return {.op = Op::kFinding, .index = static_cast<std::uint16_t>(found)};
  }

  Expression group() {
    if (!take('@')) return fail("expected a @group");
    const std::string name = "@" + std::string(take_word());
    const int found = names_.group(name);
    if (found < 0) {
      unknown("pack.unknown_group", "group", name);
      return {};
    }
    return {.op = Op::kGroup, .index = static_cast<std::uint16_t>(found)};
  }

  Expression list(Op op, int depth) {
    Expression result{.op = op};
    if (!take('(')) return fail("expected '('");
    if (op == Op::kCount) {
      result.count = number();
      if (result.count < 1) return fail("expected a number of at least 1 after COUNT(");
      if (!take(';')) return fail("expected ';' after the number");
    }
    do {
      result.operands.push_back(expression(depth + 1));
      if (failed_) return {};
    } while (take(','));
    if (!take(')')) return fail("expected ',' or ')'");
    if (op == Op::kNot && result.operands.size() != 1) return fail("NOT takes one operand");
    if (op == Op::kCount && result.count > static_cast<int>(result.operands.size())) {
      return fail("COUNT asks for more than it lists, so it can never be true");
    }
    return result;
  }

  Expression at_least(Expression result) {
    if (!take('>') || !take('=')) return fail("expected '>='");
    result.count = number();
    if (result.count < 1) return fail("expected a number of at least 1");
    return result;
  }

  int number() {
    skip_spaces();
    int value = 0;  // also of what has no digit: every number of the language is at least 1
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && value < 1000) {
      value = value * 10 + (text_[at_++] - '0');
    }
    return value;
  }

  std::string_view take_word() {
    const auto start = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '-' && c != '_') break;
      ++at_;
    }
    return text_.substr(start, at_ - start);
  }

  bool take(char wanted) {
    skip_spaces();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }

  Expression fail(const std::string& what) {
    if (!failed_) {
      errors_.push_back({"rule.syntax", where_, what + ", at character " + std::to_string(at_ + 1) + " of \"" +
                                                    std::string(text_) + "\""});
    }
    failed_ = true;
    return {};
  }

  /// Goes on parsing, so that a rule with two wrong names reports both; the result is thrown away all the same.
  void unknown(const char* code, const char* kind, std::string_view name) {
    const auto near = names_.nearest(name);
    errors_.push_back({code, where_, std::string("unknown ") + kind + " `" + std::string(name) + "`" +
                                         (near.empty() ? "" : "; nearest: `" + near + "`")});
  }

  std::string_view text_;
  const NameLookup& names_;
  const std::string& where_;
  Errors& errors_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

Expression parse_expression(std::string_view text, const NameLookup& names, const std::string& where,
                            Errors& errors) {
  const auto before = errors.size();
  Expression result = Parser(text, names, where, errors).parse();
  return errors.size() == before ? result : Expression{};
}

void walk(const Expression& expression, const std::function<void(const Expression&)>& visit) {
  visit(expression);
  for (const auto& operand : expression.operands) walk(operand, visit);
}

}  // namespace nightlegs
