// check.cpp - faults that a pack can load with but must not have.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "nightlegs/findings.hpp"
#include "nightlegs/pack.hpp"
#include "nightlegs/words.hpp"

namespace nightlegs {
namespace {

using Op = Expression::Op;

/// Looks for answers, as the questionnaire allows them, that make expressions true. Tries every way; packs are small.
class Solver {
 public:
  explicit Solver(const Pack& pack) : pack_(pack) {}

  bool can_hold(const Expression& expression) {
    tries_ = 0;
    return solve({{&expression, true}}, {});
  }

 private:
  struct Goal {
    const Expression* expression;
    bool wanted;
  };
  struct Choices {
    std::set<FindingIndex> yes, no;
    std::set<QuestionIndex> asked;
  };

  bool solve(std::vector<Goal> goals, Choices choices) {
    if (++tries_ > 200000) return true;  // undecided is not a fault
    if (goals.empty()) return true;
    const Expression* const e = goals.back().expression;
    const bool wanted = goals.back().wanted;
    goals.pop_back();
    const auto with = [&](std::initializer_list<Goal> more) {
      auto list = goals;
      list.insert(list.end(), more);
      return solve(std::move(list), choices);
    };
    const auto each = [&](bool want) {
      auto list = goals;
      for (const auto& operand : e->operands) list.push_back({&operand, want});
      return solve(std::move(list), choices);
    };
    switch (e->op) {
      case Op::kNothing: return !wanted && solve(goals, choices);
      case Op::kFinding: return choose(e->index, wanted, std::move(goals), std::move(choices));
      case Op::kGroup: return with({{&pack_.groups[e->index].is, wanted}});
      case Op::kNot: return with({{&e->operands.front(), !wanted}});
      case Op::kAny:
      case Op::kAll: {
        if ((e->op == Op::kAll) == wanted) return each(wanted);
        return std::any_of(e->operands.begin(), e->operands.end(), [&](const Expression& o) { return with({{&o, wanted}}); });
      }
      case Op::kCount: {
        std::vector<const Expression*> operands;
        for (const auto& operand : e->operands) operands.push_back(&operand);
        return count(operands, wanted ? e->count : 0, wanted, 0, std::move(goals), choices);
      }
      case Op::kWells: {
        std::vector<const Expression*> operands;
        for (const auto& item : pack_.wells) operands.push_back(&item.when);
        return count(operands, wanted ? e->count : 0, wanted, 0, std::move(goals), choices);
      }
      case Op::kUnsureCount: return solve(goals, choices);
      case Op::kNo: {
        auto list = goals;
        std::vector<Expression> kept;
        for (const auto f : findings_of(pack_, *e)) {
          if (!wanted) continue;
          if (choices.yes.count(f)) return false;
          choices.no.insert(f);
        }
        return solve(std::move(list), std::move(choices));
      }
    }
    return true;
  }

  bool count(const std::vector<const Expression*>& operands, int needed, bool wanted, std::size_t from, std::vector<Goal> goals,
             const Choices& choices) {
    if (!wanted) return solve(std::move(goals), choices);  // fewer is always possible
    if (needed == 0) return solve(std::move(goals), choices);
    for (std::size_t i = from; i < operands.size(); ++i) {
      auto list = goals;
      list.push_back({operands[i], true});
      if (count(operands, needed - 1, true, i + 1, std::move(list), choices)) return true;
    }
    return false;
  }

  bool choose(FindingIndex finding, bool wanted, std::vector<Goal> goals, Choices choices) {
    if (!wanted) {
      if (choices.yes.count(finding)) return false;
      choices.no.insert(finding);
      return solve(std::move(goals), std::move(choices));
    }
    if (choices.no.count(finding)) return false;
    const auto index = pack_.findings[finding].question;
    const auto& question = pack_.questions[index];
    choices.yes.insert(finding);
    int chosen = 0;
    for (std::uint16_t i = 0; i < question.count; ++i) chosen += choices.yes.count(static_cast<FindingIndex>(question.first + i)) ? 1 : 0;
    if (chosen > (question.is_single() ? 1 : question.most ? question.most : question.count)) return false;
    if (choices.asked.insert(index).second && question.show_when.exists()) goals.push_back({&question.show_when, true});
    return solve(std::move(goals), std::move(choices));
  }

  const Pack& pack_;
  int tries_ = 0;
};

}  // namespace

Errors check_pack(const Pack& pack, const Words* words) {
  Errors errors;
  const auto fault = [&](std::string code, std::string where, std::string what) {
    errors.push_back({std::move(code), std::move(where), std::move(what)});
  };
  Solver solver(pack);

  std::set<FindingIndex> read;
  const auto reads = [&](const Expression& expression) {
    for (const auto f : findings_of(pack, expression)) read.insert(f);
  };

  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    const auto& question = pack.questions[q];
    reads(question.show_when);
    if (question.skipped_if >= 0) {
      read.insert(static_cast<FindingIndex>(question.skipped_if));
      read.insert(static_cast<FindingIndex>(question.skipped_then));
    }
    if (!question.show_when.exists()) continue;
    const auto where = "questions.json /questions/" + std::to_string(q) + "/show_when";
    if (!solver.can_hold(question.show_when)) {
      fault("check.unreachable_question", where, "no answers lead to the question `" + question.id + "`");
    }
    for (const auto f : findings_of(pack, question.show_when)) {
      if (pack.findings[f].question >= q) {
        fault("check.late_condition", where, "`" + pack.findings[f].id + "` is asked only after `" + question.id + "`");
      }
    }
  }
  for (std::size_t r = 0; r < pack.rules.size(); ++r) {
    const auto& rule = pack.rules[r];
    const auto where = "red-flags.json " + rule.id;
    reads(rule.when);
    if (rule.floor == Rule::Floor::kNone && !solver.can_hold(rule.when)) {
      fault("check.dead_rule", where, "no answers can make this rule fire: " + rule.when_text);
    }
    if (rule.sources.empty()) fault("check.no_source", where, "a rule without a source");
  }
  for (const auto& item : pack.wells) reads(item.when);
  for (const auto& pattern : pack.patterns) {
    const auto where = "patterns.json " + pattern.id;
    reads(pattern.gate);
    reads(pattern.meets);
    reads(pattern.well_needs);
    for (const auto& row : pattern.rows_for) reads(row.when);
    for (const auto& row : pattern.rows_against) reads(row.when);
    for (const auto& criterion : pattern.criteria) reads(criterion.when);
    for (const auto& remark : pattern.remarks) {
      reads(remark.when);
      if (words && words->maybe({"patterns", pattern.id, "remarks", remark.id}).empty()) {
        fault("words.missing", words->language + ".json /patterns/" + pattern.id + "/remarks", "no words for `" + remark.id + "`");
      }
    }
    if (pattern.rows_for.empty()) fault("check.no_for", where, "a pattern without a FOR row");
    if (pattern.rows_against.empty()) fault("check.no_against", where, "a pattern without an AGAINST row");
    if (pattern.sources.empty()) fault("check.no_source", where, "a pattern without a source");
    if (!solver.can_hold(pattern.gate)) fault("check.dead_gate", where, "no answers can open this pattern's gate");
  }
  for (const auto& action : pack.actions) {
    reads(action.hide_if);
    for (const auto& line : action.lines) reads(line.hide_if);
    if (action.sources.empty()) fault("check.no_source", "actions.json " + action.id, "an action without a source");
    if (action.serves.empty() && !action.serves_all) {
      const bool named = std::any_of(pack.patterns.begin(), pack.patterns.end(), [&](const Pattern& p) {
        return std::any_of(p.actions.begin(), p.actions.end(), [&](std::uint16_t a) { return &pack.actions[a] == &action; });
      });
      if (!named) fault("check.unused_action", "actions.json " + action.id, "no pattern offers this action");
    }
  }
  for (std::size_t f = 0; f < pack.findings.size(); ++f) {
    const auto& finding = pack.findings[f];
    const bool is_read = read.count(static_cast<FindingIndex>(f)) > 0;
    const auto where = "questions.json " + pack.questions[finding.question].id + "/" + finding.id;
    if (!is_read && !finding.noted_only) {
      fault("check.unread_finding", where, "nothing reads `" + finding.id + "`; if that is meant, say \"noted_only\": true");
    }
    if (is_read && finding.noted_only) {
      fault("check.read_after_all", where, "`" + finding.id + "` is read, so it is not \"noted_only\"");
    }
  }
  if (words) {
    for (auto& error : unused_words(pack, *words)) errors.push_back(std::move(error));
  }
  return errors;
}

}  // namespace nightlegs
