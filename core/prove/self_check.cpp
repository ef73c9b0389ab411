// self_check.cpp - random people through core and through the statements, 64 at once.
#include "self_check.hpp"

#include <algorithm>

#include "nightlegs/random.hpp"
#include "person.hpp"

namespace nightlegs::prove {
namespace {

/// Somebody as the world has them: finished or not, now and then with answers kept from a branch that is hidden now, with a
/// whole screen not sure, or with one option changed.
Answers somebody(const Pack& pack, Dice& dice) {
  auto answers = random_answers(pack, dice);
  if (dice.chance(40)) {
    const auto kept = random_answers(pack, dice);
    for (std::size_t q = 0; q < answers.size(); ++q) {
      if (!answers[q].exists() && dice.chance(70)) answers[q] = kept[q];
    }
  }
  if (dice.chance(50)) {
    const auto percent = 2 + dice.roll(60);
    for (auto& answer : answers) {
      if (dice.chance(percent)) answer = {};
    }
  }
  if (dice.chance(30)) {
    const auto q = dice.roll(static_cast<std::uint32_t>(answers.size()));
    const auto& question = pack.questions[q];
    if (question.not_sure != Question::NotSure::kNone && question.count) {
      answers[q] = {};
      answers[q].kind = Answer::Kind::kNotSure;
      answers[q].unsure = question.count >= 32 ? ~0u : (1u << question.count) - 1;
    }
  }
  return answers;
}

class Check {
 public:
  explicit Check(const Pack& pack) : pack_(pack), said_(anything(formulas_, pack)), person_(formulas_, pack, said_) {
    legal_ = legal(formulas_, pack, said_);
    cut_ = !person_.nothing_is_cut();
    for (std::size_t r = 0; r < pack.rules.size(); ++r) rules_.push_back({person_.sure(r), person_.doubtful(r)});
    for (std::size_t k = 0; k < pack.ladder.size(); ++k) rungs_.push_back(person_.on(static_cast<int>(k)));
    for (std::size_t p = 0; p < pack.patterns.size(); ++p)
      fits_.push_back({person_.fits(p, Fit::kPartly), person_.fits(p, Fit::kWell)});
    for (std::size_t a = 0; a < pack.actions.size(); ++a) offers_.push_back(person_.offered(a));
    for (std::size_t r = 0; r <= pack.routes.size(); ++r) routes_.push_back(person_.has_route(static_cast<int>(r) - 1));
  }

  std::string differences(const std::vector<Answers>& people) {
    Truths truths(formulas_.nodes().size(), 0);
    for (std::size_t i = 0; i < people.size(); ++i) set_inputs(pack_, said_, people[i], std::uint64_t{1} << i, truths);
    formulas_.evaluate(truths);
    for (std::size_t i = 0; i < people.size(); ++i) {
      const auto difference = of_one(people[i], [&](Lit lit) { return (Formulas::truth(lit, truths) >> i & 1) != 0; });
      if (!difference.empty()) return difference + " for " + write_answers(pack_, people[i]);
    }
    return "";
  }

 private:
  template <class Is>
  std::string of_one(const Answers& answers, Is is) {
    assess(pack_, answers, Missing::kUnsure, work_, core_);
    if (!is(legal_)) return "answers that a person can give are refused";
    for (std::size_t f = 0; f < pack_.findings.size(); ++f) {
      auto status = core_.findings.status[f];
      if (status == Status::kHidden) status = Status::kUnasked;
      if (!is(person_.is(static_cast<FindingIndex>(f), status))) return "another status of " + pack_.findings[f].id;
    }
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      const auto fired =
          std::find_if(core_.red_flags.begin(), core_.red_flags.end(), [&](const FiredRule& x) { return x.rule == r; });
      const bool in_core = fired != core_.red_flags.end();
      if (is(rules_[r].first) != (in_core && !fired->stepped_down) || is(rules_[r].second) != (in_core && fired->stepped_down)) {
        return "another state of " + pack_.rules[r].id;
      }
    }
    if (!is(rungs_[static_cast<std::size_t>(core_.rung)])) return "another tier";
    if (!is(routes_[static_cast<std::size_t>(core_.route + 1)])) return "another route";
    for (const auto& fit : core_.patterns) {
      const auto& mine = fits_[fit.pattern];
      if (is(mine.first) != (fit.fit != Fit::kNone) || is(mine.second) != (fit.fit == Fit::kWell)) {
        return "another fit of " + pack_.patterns[fit.pattern].id;
      }
    }
    for (std::size_t a = 0; a < offers_.size(); ++a) {
      const bool shown = std::find(core_.actions.begin(), core_.actions.end(), a) != core_.actions.end();
      // Offered is all that may be shown; where nothing is cut off, it is what is shown.
      if (shown ? !is(offers_[a]) : is(offers_[a]) && !is(cut_)) return "the action " + pack_.actions[a].id;
    }
    return "";
  }

  const Pack& pack_;
  Formulas formulas_;
  const Everything said_;
  Person person_;
  Lit legal_ = kTrue, cut_ = kFalse;
  std::vector<std::pair<Lit, Lit>> rules_, fits_;
  std::vector<Lit> rungs_, offers_, routes_;
  Workspace work_;
  Assessment core_;
};

}  // namespace

std::string self_check(const Pack& pack, int people) {
  Check check(pack);
  Dice dice(20261124);
  for (int done = 0; done < people; done += 64) {
    std::vector<Answers> some;
    for (int i = 0; i < 64; ++i) some.push_back(somebody(pack, dice));
    if (const auto difference = check.differences(some); !difference.empty()) return difference;
  }
  return "";
}

}  // namespace nightlegs::prove
