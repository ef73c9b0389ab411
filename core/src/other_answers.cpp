// other_answers.cpp - the effects of other answers, grouped by what they give.
#include "nightlegs/other_answers.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "nightlegs/report.hpp"

namespace nightlegs {
namespace {

/// Pairs of changes that give the same thing.
using Pairs = std::vector<std::pair<std::uint16_t, std::uint16_t>>;

/// What gives one thing: single changes, and pairs.
struct Givers {
  std::vector<std::uint16_t> alone;
  Pairs pairs;
};

class Teller {
 public:
  Teller(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment)
      : pack_(pack), words_(words), answers_(answers), assessment_(assessment), found_(what_if(pack, answers, assessment)),
        child_(is_child(pack, assessment.findings)) {}

  OtherAnswers tell() {
    OtherAnswers out;
    tiers(out);
    patterns(out);
    open(out);
    return out;
  }

 private:
  [[nodiscard]] const Change& change(std::uint16_t index) const { return found_.changes[index]; }
  [[nodiscard]] const Question& question_of(const Change& one) const { return pack_.questions[pack_.findings[one.finding].question]; }

  /// What is said to have been answered, for a child in its words where they differ.
  [[nodiscard]] std::string said(FindingIndex finding) const {
    const auto& id = pack_.findings[finding].id;
    const auto own = child_ ? words_.maybe({"options", id, "child"}) : std::string();
    return own.empty() ? words_.reason(id) : own;
  }

  [[nodiscard]] std::string in_words(std::uint16_t index) const {
    const auto& one = change(index);
    const char* const key = one.yes ? "if-turns-out" : one.is_open ? "if-turns-out-not" : "if-not-so";
    auto text = one.yes && !one.is_open ? said(one.finding) : filled(words_.ui(key), "item", said(one.finding));
    if (one.asks_more) text = filled(words_.ui("if-asks-more"), "item", text);
    return text;
  }

  /// The answer as it is now that this change would take away: of one choice the chosen option.
  [[nodiscard]] std::string as_it_is(const Change& one) const {
    if (!one.yes) {
      return one.is_open ? filled(words_.ui("not-certain"), "item", words_.label(pack_.findings[one.finding].id, child_)) : said(one.finding);
    }
    const auto& question = question_of(one);
    const auto& answer = answers_[pack_.findings[one.finding].question];
    for (std::uint16_t i = 0; question.is_single() && i < question.count; ++i) {
      if (answer.yes >> i & 1) return said(static_cast<FindingIndex>(question.first + i));
    }
    return "";
  }

  /// The pairs as few sentences: the one that is in most of them, with all its partners; then the next.
  [[nodiscard]] std::vector<std::string> together(Pairs pairs) const {
    std::vector<std::string> sentences;
    while (!pairs.empty()) {
      std::map<std::uint16_t, int> count;
      for (const auto& [a, b] : pairs) {
        ++count[a];
        ++count[b];
      }
      const auto hub = std::max_element(count.begin(), count.end(), [](const auto& x, const auto& y) { return x.second < y.second; })->first;
      std::string partners;
      int n = 0;
      for (const auto& [a, b] : pairs) {
        if (a != hub && b != hub) continue;
        partners += (n++ ? "; " : "") + in_words(a == hub ? b : a);
      }
      std::erase_if(pairs, [&](const auto& pair) { return pair.first == hub || pair.second == hub; });
      sentences.push_back(filled(filled(words_.ui(n == 1 ? "if-both" : "if-with-any"), "item", in_words(hub)), "others", partners));
    }
    return sentences;
  }

  [[nodiscard]] Turn turn(std::string tier, std::string gives, const Givers& givers) const {
    Turn out{std::move(tier), std::move(gives), {}, together(givers.pairs)};
    for (const auto index : givers.alone) out.alone.push_back(in_words(index));
    return out;
  }

  [[nodiscard]] Turn tier_turn(int rung, const Givers& givers) const {
    const auto& step = pack_.ladder[static_cast<std::size_t>(rung)];
    return turn(std::string(name_of(step.tier)), tier_heading(words_, step), givers);
  }

  void tiers(OtherAnswers& out) {
    std::map<int, Givers, std::greater<>> by_rung;
    for (const auto& effect : found_.tiers) {
      auto& givers = by_rung[effect.rung];
      if (effect.second == kAlone) {
        givers.alone.push_back(effect.first);
      } else {
        givers.pairs.emplace_back(effect.first, effect.second);
      }
    }
    const bool urgent = tier_of(pack_, found_.rung) >= Tier::kSameDay;
    for (const auto& [rung, givers] : by_rung) {
      if (rung > found_.rung) {
        out.more.push_back(tier_turn(rung, givers));
        continue;
      }
      for (const auto index : givers.alone) {
        const auto now = as_it_is(change(index));
        if (!now.empty() && std::find(out.rests_on.begin(), out.rests_on.end(), now) == out.rests_on.end()) out.rests_on.push_back(now);
      }
      if (!urgent) out.less.push_back(tier_turn(rung, givers));
    }
  }

  void patterns(OtherAnswers& out) {
    std::map<std::uint16_t, std::map<Fit, Givers, std::greater<>>> by_pattern;
    std::set<std::uint16_t> listed_now;
    for (const auto kind : {Pattern::Kind::kCause, Pattern::Kind::kContributor}) {
      for (const auto* fit : listed(pack_, assessment_, kind)) listed_now.insert(fit->pattern);
    }
    for (const auto& effect : found_.fits) {
      // Two answers away from being mentioned at all is no news.
      if (effect.second != kAlone && !listed_now.count(effect.pattern)) continue;
      auto& givers = by_pattern[effect.pattern][effect.fit];
      if (effect.second == kAlone) {
        givers.alone.push_back(effect.first);
      } else {
        givers.pairs.emplace_back(effect.first, effect.second);
      }
    }
    for (const bool is_listed : {true, false}) {
      for (const auto& fit : assessment_.patterns) {
        const auto found = by_pattern.find(fit.pattern);
        if (found == by_pattern.end() || is_listed != (listed_now.count(fit.pattern) > 0)) continue;
        PatternTurns told;
        told.id = pack_.patterns[fit.pattern].id;
        told.name = words_.maybe({"patterns", told.id, "name"});
        told.fit = fit_in_words(fit.fit);
        told.is_listed = is_listed;
        for (const auto& [gives, givers] : found->second) told.turns.push_back(turn("", fit_in_words(gives), givers));
        out.patterns.push_back(std::move(told));
      }
    }
  }

  [[nodiscard]] std::string fit_in_words(Fit fit) const {
    switch (fit) {
      case Fit::kWell: return words_.ui("fits-well");
      case Fit::kPartly: return words_.ui("fits-partly");
      case Fit::kNone: return words_.ui("fits-not");
    }
    return "";
  }

  void open(OtherAnswers& out) {
    for (QuestionIndex q = 0; q < pack_.questions.size(); ++q) {
      const auto& question = pack_.questions[q];
      if (!answers_[q].exists() && !question.optional && is_shown(pack_, q, assessment_.findings)) ++out.open_questions;
    }
    if (found_.highest_rung > found_.rung) {
      out.could_become = tier_heading(words_, pack_.ladder[static_cast<std::size_t>(found_.highest_rung)]);
    }
    if (found_.worth_asking < 0) return;
    const auto& best = change(static_cast<std::uint16_t>(found_.worth_asking));
    const auto& question = question_of(best);
    const bool row = answers_[pack_.findings[best.finding].question].exists() && question.not_sure == Question::NotSure::kRows;
    out.worth.question = question.id;
    if (row) {
      out.worth.label = words_.label(pack_.findings[best.finding].id, child_);
      out.worth.how = words_.maybe({"options", pack_.findings[best.finding].id, "help"});
    } else {
      const auto own = child_ ? words_.maybe({"questions", question.id, "child", "title"}) : std::string();
      out.worth.label = own.empty() ? words_.maybe({"questions", question.id, "title"}) : own;
      out.worth.how = words_.maybe({"questions", question.id, "text"});
    }
    if (out.worth.how.empty()) {
      const bool answered = answers_[pack_.findings[best.finding].question].exists();
      out.worth.how = words_.ui(answered ? "worth-look" : "worth-open");
    }
    // What its answers would give, the most urgent first. What is less urgent is not promised to anybody who is in a hurry.
    const bool urgent = tier_of(pack_, found_.rung) >= Tier::kSameDay;
    std::map<int, Givers, std::greater<>> by_rung;
    for (const auto& effect : found_.tiers) {
      if (effect.second != kAlone || !change(effect.first).is_open || (urgent && effect.rung < found_.rung)) continue;
      const auto& one = change(effect.first);
      if (&question_of(one) != &question || (row && one.finding != best.finding)) continue;
      by_rung[effect.rung].alone.push_back(effect.first);
    }
    for (const auto& [rung, givers] : by_rung) out.worth.turns.push_back(tier_turn(rung, givers));
  }

  const Pack& pack_;
  const Words& words_;
  const Answers& answers_;
  const Assessment& assessment_;
  WhatIf found_;
  bool child_;
};

}  // namespace

OtherAnswers other_answers(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment) {
  return Teller(pack, words, answers, assessment).tell();
}

}  // namespace nightlegs
