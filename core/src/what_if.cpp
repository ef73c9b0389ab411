// what_if.cpp - eight changed people a walk. Most changes touch the findings of one question alone: only those are written again,
// and of two that have no say in the same thing each tells by itself what both would give. A change that shows or hides another
// question is worked out from the start.
#include "nightlegs/what_if.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace nightlegs {
namespace {

std::uint32_t bit_of(const Question& question, FindingIndex finding) { return 1u << (finding - question.first); }

/// May this be the whole answer to the question?
bool may_be(const Question& question, const Answer& answer) {
  if (question.most && std::popcount(answer.yes) > question.most) return false;
  return answer.yes || answer.unsure || question.none;
}

Answer changed_answer(const Question& question, const Answer& before, const Change& change) {
  const auto bit = bit_of(question, change.finding);
  Answer after = before;
  after.kind = Answer::Kind::kGiven;
  // One choice, or "not sure" for the whole question: what is chosen now is all there is.
  const bool anew = question.is_single() || !before.exists() ||
                    (before.kind == Answer::Kind::kNotSure && question.not_sure != Question::NotSure::kRows);
  if (anew) after.yes = after.unsure = 0;
  after.yes = change.yes ? after.yes | bit : after.yes & ~bit;
  after.unsure &= ~bit;
  if (after.first_tapped >= 0 && !(after.yes >> after.first_tapped & 1)) after.first_tapped = -1;
  return after;
}

/// Lists the changes of one question.
class Possible {
 public:
  Possible(const Pack& pack, const Answers& answers, const Findings& findings, std::vector<Change>& out)
      : pack_(pack), answers_(answers), findings_(findings), child_(is_child(pack, findings)), out_(out) {}

  void add(QuestionIndex q) {
    const auto& question = pack_.questions[q];
    const auto& answer = answers_[q];
    if (question.type == Question::Type::kNumber || answer.kind == Answer::Kind::kPreferNot) return;
    if (!is_shown(pack_, q, findings_)) return;
    for (std::uint16_t i = 0; i < question.count; ++i) {
      const auto finding = static_cast<FindingIndex>(question.first + i);
      if ((pack_.findings[finding].noted_only && !question.is_single()) || (child_ && pack_.findings[finding].adult_only)) continue;
      const bool unsure = !answer.exists() || answer.unsure >> i & 1;
      const bool yes = answer.yes >> i & 1;
      if (!yes) offer(question, answer, {finding, true, unsure});
      // Of one choice, a no means another yes; of a question without an answer, a no is no answer yet.
      const bool rows = question.not_sure == Question::NotSure::kRows;
      const bool can_be_no = !question.is_single() && answer.exists() && (yes || (unsure && rows));
      if (can_be_no) offer(question, answer, {finding, false, unsure});
    }
  }

 private:
  void offer(const Question& question, const Answer& answer, const Change& change) {
    if (may_be(question, changed_answer(question, answer, change))) out_.push_back(change);
  }

  const Pack& pack_;
  const Answers& answers_;
  const Findings& findings_;
  bool child_;
  std::vector<Change>& out_;
};

class Search {
 public:
  Search(const Pack& pack, const Answers& answers, const Assessment& assessment)
      : pack_(pack), answers_(answers), assessment_(assessment), steers_(pack.questions.size(), false),
        base_fits_(pack.patterns.size()) {}

  WhatIf run() {
    out_.rung = assessment_.rung;
    for (const auto& fit : assessment_.patterns) base_fits_[fit.pattern] = fit.fit;
    find_steering();
    Possible possible(pack_, answers_, assessment_.findings, out_.changes);
    for (QuestionIndex q = 0; q < pack_.questions.size(); ++q) possible.add(q);
    singles();
    doubles();
    std::stable_sort(out_.tiers.begin(), out_.tiers.end(), [](const auto& a, const auto& b) { return (a.second == kAlone) > (b.second == kAlone); });
    std::stable_sort(out_.fits.begin(), out_.fits.end(), [](const auto& a, const auto& b) { return (a.second == kAlone) > (b.second == kAlone); });
    Workspace work;
    out_.highest_rung = std::max(out_.rung, highest_rung(pack_, assessment_.findings, work));
    out_.worth_asking = most_worth();
    return std::move(out_);
  }

 private:
  struct Alone {
    int rung = 0;
    std::vector<Fit> fits;
  };
  struct Waiting {
    std::uint16_t first = 0, second = kAlone;
    std::vector<FindingIndex> touched;  // to be put back
  };
  /// What a change has a say in.
  struct Say {
    std::vector<std::uint16_t> alarms;  // rules other than floors
    bool fits = false;                  // patterns, and the floors: they look at patterns
    bool stops = false;                 // a rule or floor that fires now
  };

  [[nodiscard]] QuestionIndex question_of(std::uint16_t change) const { return pack_.findings[out_.changes[change].finding].question; }

  /// Questions whose findings decide whether another one applies, or answer it.
  void find_steering() {
    for (std::size_t q = 0; q < pack_.questions.size(); ++q) {
      const auto& question = pack_.questions[q];
      for (const auto finding : findings_of(pack_, question.show_when)) steers_[pack_.findings[finding].question] = true;
      if (question.skipped_if < 0) continue;
      steers_[q] = steers_[pack_.findings[static_cast<std::size_t>(question.skipped_if)].question] = true;
    }
  }

  [[nodiscard]] bool steers(std::uint16_t change) const { return steers_[question_of(change)]; }

  // --- eight at a time ----------------------------------------------------------------------------------------------
  /// Starts from `base`: everybody in the crowd is that person until changed.
  void start_from(const Findings& base) {
    base_ = now_ = base;
    put_in(pack_, base, 0, work_);
    for (auto& word : work_.signals) word = (word & 0xff) * kEveryone;
  }

  /// The base person with one answer changed that steers nothing.
  void add_plain(std::uint16_t first, std::uint16_t second, std::uint16_t change) {
    make(answer_before_, change);
    add(first, second, now_);
    take_back(change);
  }

  /// Makes a change in `now_` that steers nothing; `touched_` is then what differs from `base_`.
  void make(const Answers& answers, std::uint16_t change) {
    const auto q = question_of(change);
    const auto& question = pack_.questions[q];
    set_findings(question, changed_answer(question, answers[q], out_.changes[change]), now_);
    touched_.clear();
    for (auto f = question.first; f < question.first + question.count; ++f) {
      if (now_[f] == base_[f]) continue;
      touched_.push_back(f);
      const auto& counted = pack_.emergency_items;
      if (std::find(counted.begin(), counted.end(), f) == counted.end()) continue;
      now_.unsure_emergencies += (now_[f] == Status::kUnsure) - (base_[f] == Status::kUnsure);
    }
  }

  void take_back(std::uint16_t change) {
    const auto& question = pack_.questions[question_of(change)];
    std::copy_n(base_.status.begin() + question.first, question.count, now_.status.begin() + question.first);
    now_.unsure_emergencies = base_.unsure_emergencies;
  }

  /// The same for one that steers, or for two of which the second does: from the start.
  void add_whole(std::uint16_t first, std::uint16_t second, const Answers& people) {
    make_whole(people);
    add(first, second, work_.findings);
  }

  void make_whole(const Answers& people) {
    find(pack_, people, Missing::kUnsure, work_.findings);
    touched_.clear();
    for (std::size_t f = 0; f < pack_.findings.size(); ++f) {
      if (work_.findings.status[f] != base_.status[f]) touched_.push_back(static_cast<FindingIndex>(f));
    }
  }

  void add(std::uint16_t first, std::uint16_t second, const Findings& findings) {
    put_in(pack_, findings, touched_, count_, work_);
    auto& one = waiting_[static_cast<std::size_t>(count_++)];
    one.first = first;
    one.second = second;
    one.touched = touched_;
    if (count_ == kPeople) flush();
  }

  void flush() {
    if (count_ == 0) return;
    const std::size_t patterns = pack_.patterns.size();
    fits_.resize(kPeople * patterns);
    judge(pack_, count_, work_, rungs_, fits_);
    for (int i = 0; i < count_; ++i) {
      const auto& one = waiting_[static_cast<std::size_t>(i)];
      const Fit* const fits = fits_.data() + static_cast<std::size_t>(i) * patterns;
      if (one.second == kAlone) {
        alone_[one.first] = {rungs_[static_cast<std::size_t>(i)], {fits, fits + patterns}};
      }
      note(one, rungs_[static_cast<std::size_t>(i)], fits);
      put_in(pack_, base_, one.touched, i, work_);
    }
    count_ = 0;
  }

  /// Keeps what differs from the result as it is, and of a pair what neither of its two gives alone.
  void note(const Waiting& one, int rung, const Fit* fits) {
    const Alone* const a = one.second == kAlone ? nullptr : &alone_[one.first];
    const Alone* const b = one.second == kAlone ? nullptr : &alone_[one.second];
    const bool up = rung > out_.rung;
    const auto as_much = [&](const Alone* x) { return x && (up ? x->rung >= rung : x->rung <= rung); };
    if (rung != out_.rung && !as_much(a) && !as_much(b)) out_.tiers.push_back({one.first, one.second, rung});
    for (std::size_t p = 0; p < pack_.patterns.size(); ++p) {
      if (fits[p] == base_fits_[p] || (a && (a->fits[p] == fits[p] || b->fits[p] == fits[p]))) continue;
      out_.fits.push_back({one.first, one.second, static_cast<std::uint16_t>(p), fits[p]});
    }
  }

  // --- one answer -------------------------------------------------------------------------------------------------
  void singles() {
    answer_before_ = answers_;
    alone_.resize(out_.changes.size());
    start_from(assessment_.findings);
    for (std::uint16_t c = 0; c < out_.changes.size(); ++c) {
      if (steers(c)) {
        add_whole(c, kAlone, changed(pack_, answers_, out_.changes[c]));
        out_.changes[c].asks_more = asks_more(work_.findings);
      } else {
        add_plain(c, kAlone, c);
      }
    }
    flush();
  }

  /// After a steering change: is there a safety question now that there was not?
  [[nodiscard]] bool asks_more(const Findings& after) const {
    for (std::size_t q = 0; q < pack_.questions.size(); ++q) {
      const auto& question = pack_.questions[q];
      if (!question.safety || question.optional || answers_[q].exists()) continue;
      const auto first = question.first;
      if (after[first] != assessment_.findings[first] && after[first] == Status::kUnsure) return true;
    }
    return false;
  }

  // --- two answers ------------------------------------------------------------------------------------------------
  /// The safety findings, and those that the result names: for an urgency, or for and against a pattern that it lists.
  [[nodiscard]] std::vector<std::uint16_t> pool() const {
    std::vector<bool> named(pack_.findings.size(), false);
    const auto name = [&](Span span) {
      for (const auto finding : assessment_.findings_in(span)) named[finding] = true;
    };
    for (const auto& fired : assessment_.red_flags) name(fired.because);
    for (const auto kind : {Pattern::Kind::kCause, Pattern::Kind::kContributor}) {
      for (const auto* fit : listed(pack_, assessment_, kind)) {
        name(fit->rows_for);
        name(fit->rows_against);
      }
    }
    const auto is_named = [&](const Question& question, FindingIndex finding) {
      if (!question.is_single()) return bool(named[finding]);
      const auto from = named.begin() + question.first;
      return std::find(from, from + question.count, true) != from + question.count;
    };
    std::vector<std::uint16_t> list;
    for (std::uint16_t c = 0; c < out_.changes.size(); ++c) {
      const auto& finding = pack_.findings[out_.changes[c].finding];
      if (finding.age || !answers_[finding.question].exists()) continue;
      if (finding.safety || is_named(pack_.questions[finding.question], out_.changes[c].finding)) list.push_back(c);
    }
    // Those that steer come first, so that one look at the whole questionnaire serves all their pairs.
    std::stable_partition(list.begin(), list.end(), [&](std::uint16_t c) { return steers(c); });
    return list;
  }

  void doubles() {
    const auto list = pool();
    std::vector<Say> says;
    for (const auto c : list) says.push_back(say_of(c));
    std::vector<bool> of_first(pack_.rules.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto first = list[i];
      answer_before_ = changed(pack_, answers_, out_.changes[first]);
      base_ = now_ = assessment_.findings;
      if (steers(first)) {
        find(pack_, answer_before_, Missing::kUnsure, now_);
      } else {
        make(answers_, first);
      }
      start_from(Findings(now_));
      of_first.assign(of_first.size(), false);
      for (const auto rule : says[i].alarms) of_first[rule] = true;
      for (std::size_t j = i + 1; j < list.size(); ++j) {
        const auto second = list[j];
        const bool two = question_of(first) != question_of(second);
        if (two ? !steers(second) && are_apart(says[i], says[j], of_first) : !go_together(pack_, answers_, out_.changes[first], out_.changes[second])) continue;
        if (steers(second)) {
          add_whole(first, second, changed(pack_, answer_before_, out_.changes[second]));
        } else {
          add_plain(first, second, second);
        }
      }
      flush();
    }
  }

  /// Changes of two questions, of which at most one steers, need not be tried together when they have no say in the same thing, and one of them stops nothing
  /// that fires now. For then each rule and each pattern stands as it does with one of the two alone. A fit is no news; an urgency
  /// that is higher comes from a rule that one of them raises alone, and one that is lower is what the other gives alone.
  [[nodiscard]] static bool are_apart(const Say& first, const Say& second, const std::vector<bool>& of_first) {
    if ((first.fits && second.fits) || (first.stops && second.stops)) return false;
    return std::none_of(second.alarms.begin(), second.alarms.end(), [&](std::uint16_t rule) { return bool(of_first[rule]); });
  }

  [[nodiscard]] Say say_of(std::uint16_t change) {
    Say say;
    base_ = now_ = assessment_.findings;
    if (steers(change)) {
      make_whole(changed(pack_, answers_, out_.changes[change]));
      now_ = work_.findings;
    } else {
      make(answers_, change);
    }
    std::vector<Word> reached(work_.signals.size(), 0);
    for (const auto finding : touched_) reached[Inputs{static_cast<int>(pack_.findings.size())}.finding(finding)] = ~Word{0};
    for (const auto& no : pack_.circuit.no_inputs()) {
      if (std::find(touched_.begin(), touched_.end(), no.finding) != touched_.end()) reached[no.signal] = ~Word{0};
    }
    if (now_.unsure_emergencies != base_.unsure_emergencies) {
      for (const auto& count : pack_.circuit.unsure_inputs()) reached[count.signal] = ~Word{0};
    }
    pack_.circuit.reach(reached.data());
    const auto any = [&](const std::vector<Score>& scores) {
      return std::any_of(scores.begin(), scores.end(), [&](const Score& score) { return reached[score.signal] != 0; });
    };
    say.fits = reached[pack_.child_signal] || std::any_of(pack_.patterns.begin(), pack_.patterns.end(), [&](const Pattern& pattern) {
      return reached[pattern.gate_signal] || reached[pattern.well_signal] || reached[pattern.meets_signal] || any(pattern.scores_for) || any(pattern.scores_against);
    });
    for (std::size_t r = 0; r < pack_.alarms.size(); ++r) {
      if (reached[pack_.alarms[r].signal]) say.alarms.push_back(static_cast<std::uint16_t>(r));
    }
    say.stops = std::any_of(assessment_.red_flags.begin(), assessment_.red_flags.end(), [&](const FiredRule& fired) {
      return fired.rule < pack_.first_floor ? reached[pack_.alarms[fired.rule].signal] != 0 : say.fits;
    });
    return say;
  }

  // --- what is most worth finding out -----------------------------------------------------------------------------
  /// The open answer that could make the result most urgent, or else tells most apart. All open changes that one look settles
  /// count together: of a row the yes and the no, of any other question all its options.
  [[nodiscard]] int most_worth() const {
    struct Worth {
      int highest = 0, tiers = 0, fits = 0;
    };
    std::vector<std::size_t> look(out_.changes.size());
    for (std::uint16_t c = 1; c < out_.changes.size(); ++c) {
      const auto q = question_of(c);
      const bool rows = pack_.questions[q].not_sure == Question::NotSure::kRows;
      const auto before = static_cast<std::uint16_t>(c - 1);
      const bool same = q == question_of(before) && (!rows || out_.changes[c].finding == out_.changes[before].finding);
      look[c] = same ? look[before] : c;
    }
    std::vector<Worth> worth(out_.changes.size());
    for (const auto& effect : out_.tiers) {
      if (effect.second != kAlone || !out_.changes[effect.first].is_open) continue;
      auto& one = worth[look[effect.first]];
      one.highest = std::max(one.highest, effect.rung - out_.rung);
      ++one.tiers;
    }
    for (const auto& effect : out_.fits) {
      if (effect.second == kAlone && out_.changes[effect.first].is_open) ++worth[look[effect.first]].fits;
    }
    int best = -1;
    std::array<int, 3> most = {0, 0, 0};
    for (std::size_t c = 0; c < worth.size(); ++c) {
      const std::array<int, 3> value = {worth[c].highest, worth[c].tiers, worth[c].fits};
      if (value <= most) continue;
      most = value;
      best = static_cast<int>(c);
    }
    return best;
  }

  const Pack& pack_;
  const Answers& answers_;
  const Assessment& assessment_;
  std::vector<bool> steers_;
  std::vector<Fit> base_fits_;
  WhatIf out_;
  std::vector<Alone> alone_;  // what each change gives by itself

  Answers answer_before_;
  Findings base_, now_;  // the same but while a change is made
  std::vector<FindingIndex> touched_;
  QuickWorkspace work_;
  std::array<Waiting, kPeople> waiting_;
  std::array<int, kPeople> rungs_{};
  std::vector<Fit> fits_;
  int count_ = 0;
};

}  // namespace

Answers changed(const Pack& pack, const Answers& answers, const Change& change) {
  const auto q = pack.findings[change.finding].question;
  Answers after = answers;
  after[q] = changed_answer(pack.questions[q], answers[q], change);
  return after;
}

bool go_together(const Pack& pack, const Answers& answers, const Change& a, const Change& b) {
  const auto q = pack.findings[a.finding].question;
  if (q != pack.findings[b.finding].question) return true;
  const auto& question = pack.questions[q];
  if (question.is_single() || a.finding == b.finding) return false;
  return may_be(question, changed_answer(question, changed_answer(question, answers[q], a), b));
}

WhatIf what_if(const Pack& pack, const Answers& answers, const Assessment& assessment) {
  return Search(pack, answers, assessment).run();
}

}  // namespace nightlegs
