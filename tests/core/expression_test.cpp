// expression_test.cpp - the rule language: what it reads, and what it says of what it cannot read.
#include <doctest/doctest.h>

#include "nightlegs/expression.hpp"

namespace nightlegs::test {
namespace {

using Op = Expression::Op;

/// Knows the findings a to d and the groups @g and @h.
const NameLookup& names() {
  static const NameLookup lookup{
      [](std::string_view id) { return id.size() == 1 && id[0] >= 'a' && id[0] <= 'd' ? id[0] - 'a' : -1; },
      [](std::string_view id) { return id == "@g" ? 0 : id == "@h" ? 1 : -1; },
      [](std::string_view id) { return std::string(id == "aa" ? "a" : ""); }};
  return lookup;
}

struct Parsed {
  Expression expression;
  Errors errors;
};

Parsed parse(std::string_view text) {
  Parsed parsed;
  parsed.expression = parse_expression(text, names(), "rules.json /when", parsed.errors);
  return parsed;
}

Expression finding(std::uint16_t index) { return {.op = Op::kFinding, .index = index}; }
Expression group(std::uint16_t index) { return {.op = Op::kGroup, .index = index}; }

TEST_SUITE("expression") {
  TEST_CASE("what stands where a bracket, an equals sign or the end should is named") {
    const auto told = [](std::string_view text) {
      const auto parsed = parse(text);
      CHECK_FALSE(parsed.expression.exists());
      REQUIRE(parsed.errors.size() == 1);
      return parsed.errors.front().what;
    };
    CHECK(told("UNSURE_COUNT @g)>=2").starts_with("expected '(' after UNSURE_COUNT"));
    CHECK(told("WELLS>2").starts_with("expected '>='"));
    CHECK(told("WELLS>=123456").starts_with("expected the end of the expression"));
    CHECK(told("a{").starts_with("expected the end of the expression"));
    CHECK(told("a[").starts_with("expected the end of the expression"));
  }

  TEST_CASE("every form of the rule language is read") {
    CHECK(parse("a").expression == finding(0));
    CHECK(parse("@h").expression == group(1));
    CHECK(parse("ANY(a, b)").expression == Expression{.op = Op::kAny, .operands = {finding(0), finding(1)}});
    CHECK(parse("ALL(a, @g)").expression == Expression{.op = Op::kAll, .operands = {finding(0), group(0)}});
    CHECK(parse("COUNT(2; a, b, c)").expression ==
          Expression{.op = Op::kCount, .count = 2, .operands = {finding(0), finding(1), finding(2)}});
    CHECK(parse("WELLS>=2").expression == Expression{.op = Op::kWells, .count = 2});
    CHECK(parse("UNSURE_COUNT(@g)>=1").expression == Expression{.op = Op::kUnsureCount, .index = 0, .count = 1});
    CHECK(parse("WELLS>=9").expression.count == 9);
    CHECK(parse("WELLS>=120").expression.count == 120);
    CHECK(parse("COUNT(1; a)").expression == Expression{.op = Op::kCount, .count = 1, .operands = {finding(0)}});
    CHECK(parse("NOT(d)").expression == Expression{.op = Op::kNot, .operands = {finding(3)}});
    CHECK(parse("NO(a, @g)").expression == Expression{.op = Op::kNo, .operands = {finding(0), group(0)}});
  }

  TEST_CASE("expressions stand inside each other, and spaces do not matter") {
    const Expression inner{.op = Op::kAll, .operands = {finding(1), Expression{.op = Op::kWells, .count = 3}}};
    const Expression whole{.op = Op::kAny, .operands = {finding(0), inner}};
    CHECK(parse("ANY(a,ALL(b,WELLS>=3))").expression == whole);
    CHECK(parse(" ANY ( a ,\n ALL( b, WELLS >= 3 ) )\t").expression == whole);
  }

  TEST_CASE("what is not the rule language is told with the character where it stops") {
    const auto check = [](std::string_view text, int column, const std::string& what) {
      CAPTURE(std::string(text));
      const auto [expression, errors] = parse(text);
      CHECK_FALSE(expression.exists());
      REQUIRE(errors.size() == 1);
      CHECK(errors[0].code == "rule.syntax");
      CHECK(errors[0].where == "rules.json /when");
      CHECK(errors[0].what == what + ", at character " + std::to_string(column) + " of \"" + std::string(text) + "\"");
    };
    check("", 1, "expected a finding, a @group, ANY, ALL or COUNT");
    check("ANY", 4, "expected '('");
    check("ANY()", 5, "expected a finding, a @group, ANY, ALL or COUNT");
    check("ANY(a", 6, "expected ',' or ')'");
    check("ANY(a b)", 7, "expected ',' or ')'");
    check("ANY(a,)", 7, "expected a finding, a @group, ANY, ALL or COUNT");
    check("a b", 3, "expected the end of the expression");
    check("a)", 2, "expected the end of the expression");
    check("COUNT(a, b)", 7, "expected a number of at least 1 after COUNT(");
    check("COUNT(0; a)", 8, "expected a number of at least 1 after COUNT(");
    check("COUNT(; a)", 7, "expected a number of at least 1 after COUNT(");
    check("COUNT(10000; a)", 11, "expected ';' after the number");
    check("COUNT(2, a, b)", 8, "expected ';' after the number");
    check("COUNT(3; a, b)", 15, "COUNT asks for more than it lists, so it can never be true");
    check("NOT(a, b)", 10, "NOT takes one operand");
    check("WELLS=2", 6, "expected '>='");
    check("WELLS>=0", 9, "expected a number of at least 1");
    check("WELLS>=", 8, "expected a number of at least 1");
    check("UNSURE_COUNT(a)>=1", 14, "expected a @group");
    check("UNSURE_COUNT(@g>=1", 16, "expected ')' after the group");
    check("a < 3", 3, "expected the end of the expression");
  }

  TEST_CASE("an unknown name is told with the nearest, and two unknown names are both told") {
    const auto [expression, errors] = parse("ANY(aa, b, @x)");
    CHECK_FALSE(expression.exists());
    CHECK(errors == Errors{{"pack.unknown_finding", "rules.json /when", "unknown finding `aa`; nearest: `a`"},
                           {"pack.unknown_group", "rules.json /when", "unknown group `@x`"}});
  }

  TEST_CASE("a name is letters of both cases, digits, hyphens and underscores") {
    for (const std::string name : {"azAZ09-_", "Z", "0"}) CHECK(parse(name).errors.front().what == "unknown finding `" + name + "`");
    for (const char other : {'`', '{', '@', '[', '/', ':'}) CHECK(parse(std::string("a") + other).errors.front().code == "rule.syntax");
  }

  TEST_CASE("very deep nesting is an error, not a crash") {
    const auto nested = [](int depth) {
      std::string text;
      for (int i = 0; i < depth; ++i) text += "ANY(";
      return text + "a" + std::string(static_cast<std::size_t>(depth), ')');
    };
    CHECK(parse(nested(12)).errors.empty());
    CHECK(parse(nested(13)).errors.size() == 1);
    CHECK(parse(nested(100000)).errors.size() == 1);
  }
}

}  // namespace
}  // namespace nightlegs::test
