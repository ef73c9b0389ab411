// assessment.cpp - one walk over the gates, then rules, floors, patterns and actions read off the signals.
#include "nightlegs/assessment.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "nightlegs/json.hpp"

namespace nightlegs {
namespace {

// Byte `person` of a word is the byte at that address: one store sets a person's lanes.
static_assert(std::endian::native == std::endian::little);

/// The byte of one person in each input word. Bytes of nobody keep what they held; nothing reads them.
class InputsOf {
 public:
  InputsOf(const Pack& pack, int person, Word* words) : pack_(pack), bytes_(reinterpret_cast<unsigned char*>(words) + person) {}

  void set(const Findings& findings, FindingIndex finding) {
    byte(Inputs{static_cast<int>(pack_.findings.size())}.finding(finding)) = pack_.lanes[finding][static_cast<std::size_t>(findings[finding])];
  }

  void set_all(const Findings& findings) {
    const LanesByStatus* const lanes = pack_.lanes.data();
    const Status* const status = findings.status.data();
    unsigned char* input = &byte(Inputs{static_cast<int>(pack_.findings.size())}.finding(0));
    const std::size_t count = pack_.findings.size();  // once: what is written may, for all the compiler knows, change it
    for (std::size_t f = 0; f < count; ++f, input += sizeof(Word)) *input = lanes[f][static_cast<std::size_t>(status[f])];
  }

  /// Inputs that are no finding themselves: how many are unsure, and what was answered no.
  void set_others(const Findings& findings) {
    for (const auto& count : pack_.circuit.unsure_inputs()) {
      byte(count.signal) = findings.unsure_emergencies >= count.count ? 0xff : 0;
    }
    for (const auto& no : pack_.circuit.no_inputs()) {
      switch (findings[no.finding]) {
        case Status::kNo: byte(no.signal) = 0xff; break;
        case Status::kUnasked:
        case Status::kUnsure:
        case Status::kDeclined: byte(no.signal) = lane::kPossible; break;
        case Status::kHidden:
        case Status::kYes: byte(no.signal) = 0; break;
      }
    }
  }

 private:
  unsigned char& byte(Signal signal) { return bytes_[sizeof(Word) * signal]; }

  const Pack& pack_;
  unsigned char* bytes_;
};

void set_inputs(const Pack& pack, const Findings& findings, int person, Word* words) {
  InputsOf inputs(pack, person, words);
  inputs.set_all(findings);
  inputs.set_others(findings);
}

Word* words_of(const Pack& pack, std::vector<Word>& signals) {
  signals.resize(static_cast<std::size_t>(pack.circuit.signals()));
  return signals.data();
}

/// One bit for each person in whom the signal is true in that lane.
Word in_lane(Word signal, std::uint8_t lane_bit) { return (signal >> std::countr_zero(lane_bit)) & kEveryone; }

/// One bit for each lane in which the signal is true for the first person.
Word lanes_apart(Word signal) {
  constexpr Word one_each = 0x8040201008040201, below_top = 0x7f7f7f7f7f7f7f7f;
  const Word apart = ((signal & 0xff) * kEveryone) & one_each;
  return ((apart + below_top) >> 7) & kEveryone;
}

/// Adds up a pattern's rows; `hits` turns a signal into a bit a byte.
template <class ForHits, class AgainstHits>
Sums sum_rows(const Pack& pack, const Pattern& pattern, const Word* words, ForHits for_hits, AgainstHits against_hits) {
  Sums sums;
  for (const auto& score : pattern.scores_for) {
    const Word hit = for_hits(words[score.signal]);
    sums.for_points += hit * score.points;
    sums.strong |= score.points >= pack.scoring.strong ? hit : 0;
  }
  for (const auto& score : pattern.scores_against) sums.against_points += against_hits(words[score.signal]) * score.points;
  return sums;
}

/// Everybody's points in one lane.
template <std::uint8_t kLane>
Sums sum_people(const Pack& pack, const Pattern& pattern, const Word* words) {
  const auto hits = [](Word signal) { return in_lane(signal, kLane); };
  return sum_rows(pack, pattern, words, hits, hits);
}

/// One person's points in every lane.
Sums sum_lanes(const Pack& pack, const Pattern& pattern, const Word* words) {
  return sum_rows(pack, pattern, words, lanes_apart, lanes_apart);
}

int byte_of(Word word, int index) { return static_cast<int>(word >> (8 * index) & 0xff); }

/// causes.md section 0.1, rules 4 and 5.
Fit fit_of(const Scoring& scoring, const Pattern& pattern, int for_points, int against_points, bool strong, bool well_needs) {
  const int net = for_points - against_points;
  if (for_points >= scoring.well_for && strong && net >= scoring.well_net && well_needs) return Fit::kWell;
  const int needed = pattern.kind == Pattern::Kind::kCause ? scoring.partly_cause : scoring.partly_contributor;
  return net >= needed ? Fit::kPartly : Fit::kNone;
}

/// The first person's fit in that lane, with what speaks against it in lane `against`.
Fit fit_in(const Pack& pack, const Pattern& pattern, const Word* words, const Sums& sums, std::uint8_t lane_bit, std::uint8_t against) {
  if (!(words[pattern.gate_signal] & lane_bit)) return Fit::kNone;
  const int at = std::countr_zero(lane_bit);
  return fit_of(pack.scoring, pattern, byte_of(sums.for_points, at), byte_of(sums.against_points, std::countr_zero(against)),
                byte_of(sums.strong, at) != 0, words[pattern.well_signal] & lane_bit);
}

/// The people in whom some pattern explains the legs when safety findings other than age are left out of the scoring:
/// a safety answer can then never switch the "unexplained" floor off (INV-01).
Word explained(const Pack& pack, const Word* words) {
  Word people = 0;
  for (const auto& pattern : pack.patterns) {
    if (people == kEveryone) break;
    // One that is never listed alone (age) explains nothing by itself: the cautious reading of the floor.
    if (pattern.never_alone) continue;
    const Word gate = in_lane(words[pattern.gate_signal], lane::kPlain);
    if (!gate) continue;
    const Sums sums = sum_people<lane::kPlain>(pack, pattern, words);
    for (int person = 0; person < kPeople; ++person) {
      const bool enough = byte_of(sums.for_points, person) - byte_of(sums.against_points, person) >= pack.scoring.explained_net;
      if (byte_of(gate, person) && enough) people |= Word{1} << (8 * person);
    }
  }
  return people;
}

/// The same for the first person, whose sums are known.
bool is_explained(const Pack& pack, const Word* words, const std::vector<Sums>& sums) {
  constexpr int plain = std::countr_zero(lane::kPlain);
  for (std::size_t p = 0; p < pack.patterns.size(); ++p) {
    const auto& pattern = pack.patterns[p];
    if (pattern.never_alone || !(words[pattern.gate_signal] & lane::kPlain)) continue;
    if (byte_of(sums[p].for_points, plain) - byte_of(sums[p].against_points, plain) >= pack.scoring.explained_net) return true;
  }
  return false;
}

/// The people in whom a child's floor holds; `sure` ones without counting a doubtful age.
struct Held {
  Word sure, doubtful;
};

Held growing_pains_not_met(const Pack& pack, const Word* words) {
  const Word child = words[pack.child_signal];
  const auto& pattern = pack.patterns[static_cast<std::size_t>(pack.growing_pains)];
  const Word met = in_lane(words[pattern.meets_signal], lane::kSure);
  return {in_lane(child, lane::kCautious) & ~met, in_lane(child, lane::kDoubtful) & ~met};
}

/// Collects each finding once, in pack order of its row or rule.
class Collector {
 public:
  explicit Collector(Assessment& out) : out_(out), first_(out.pool.size()) {}

  void add(FindingIndex finding) {
    for (auto i = first_; i < out_.pool.size(); ++i) {
      if (out_.pool[i] == finding) return;
    }
    out_.pool.push_back(finding);
  }

  void add(const std::vector<Leaf>& leaves, const Word* words, const Inputs& inputs, std::uint8_t lane_bit) {
    for (const auto& leaf : leaves) {
      if (words[inputs.finding(leaf.finding)] & words[leaf.guard] & words[leaf.outer_guard] & lane_bit) add(leaf.finding);
    }
  }

  [[nodiscard]] Span span() const {
    return {static_cast<std::uint32_t>(first_), static_cast<std::uint32_t>(out_.pool.size() - first_)};
  }

 private:
  Assessment& out_;
  std::size_t first_;
};

/// Adds a rule that fired, with its reasons.
void collect_rule(const Pack& pack, std::size_t index, bool sure, const Word* words, Assessment& out) {
  const Inputs inputs{static_cast<int>(pack.findings.size())};
  const auto& rule = pack.rules[index];
  FiredRule fired;
  fired.rule = static_cast<std::uint16_t>(index);
  fired.stepped_down = !sure;
  fired.certain = rule.floor != Rule::Floor::kNone || (words[rule.signal] & lane::kSure && rule.counts_unsure_of < 0);
  fired.rung = sure ? rule.rung : rule.rung_when_unsure;
  fired.route = sure ? rule.route : rule.route_when_unsure;
  Collector because(out);
  because.add(rule.leaves, words, inputs, sure ? lane::kCautious : lane::kDoubtful);
  if (rule.counts_unsure_of >= 0) {
    for (const auto finding : pack.emergency_items) {
      const Status status = out.findings[finding];
      if (status == Status::kUnsure || status == Status::kDeclined) because.add(finding);
    }
  }
  if (rule.floor == Rule::Floor::kGrowingPainsNotMet) {
    const auto& ages = pack.questions[static_cast<std::size_t>(pack.age_question)];
    for (std::uint16_t i = 0; i < ages.count; ++i) {
      const auto age = static_cast<FindingIndex>(ages.first + i);
      if (out.findings[age] == Status::kYes) because.add(age);
    }
  }
  fired.because = because.span();
  out.red_flags.push_back(fired);
}

/// Smaller is more urgent. No route sorts after every route; a doubtful reason after a sure one.
std::uint32_t place_of(const FiredRule& fired) {
  const auto route = static_cast<std::uint32_t>(fired.route < 0 ? 0xff : fired.route);
  return static_cast<std::uint32_t>(0x7f - fired.rung) << 25 | route << 17 | (fired.stepped_down ? 1u << 16 : 0u) | fired.rule;
}

void collect_rules(const Pack& pack, Missing missing, const Word* words, const std::vector<Sums>& sums, Assessment& out) {
  for (std::size_t r = 0; r < pack.alarms.size(); ++r) {
    const Word signal = words[pack.alarms[r].signal];
    if (signal & (lane::kCautious | lane::kDoubtful)) collect_rule(pack, r, signal & lane::kCautious, words, out);
  }
  // Floors speak about a finished check.
  for (std::size_t r = pack.first_floor; missing == Missing::kUnsure && r < pack.rules.size(); ++r) {
    const bool growing = pack.rules[r].floor == Rule::Floor::kGrowingPainsNotMet;
    const Held held = growing ? growing_pains_not_met(pack, words) : Held{is_explained(pack, words, sums) ? 0u : 1u, 0};
    if ((held.sure | held.doubtful) & 1) collect_rule(pack, r, held.sure & 1, words, out);
  }
  std::sort(out.red_flags.begin(), out.red_flags.end(),
            [](const FiredRule& a, const FiredRule& b) { return place_of(a) < place_of(b); });
  if (out.red_flags.empty()) return;
  out.rung = out.red_flags.front().rung;
  out.route = out.red_flags.front().route;
}

/// Neither yes nor no, and still to be found out.
bool is_open(Status status) { return status == Status::kUnasked || status == Status::kUnsure || status == Status::kDeclined; }

PatternFit collect_pattern(const Pack& pack, std::size_t index, const Word* words, const Sums& sums, Assessment& out) {
  const Inputs inputs{static_cast<int>(pack.findings.size())};
  const auto& pattern = pack.patterns[index];
  PatternFit fit;
  fit.pattern = static_cast<std::uint16_t>(index);
  fit.fit = fit_in(pack, pattern, words, sums, lane::kSure, lane::kSure);
  fit.meets = words[pattern.meets_signal] & lane::kSure;
  fit.could_become = std::max(fit.fit, fit_in(pack, pattern, words, sums, lane::kPossible, lane::kSure));
  if (words[pattern.gate_signal] & lane::kSure) {
    constexpr int sure = std::countr_zero(lane::kSure);
    fit.net = byte_of(sums.for_points, sure) - byte_of(sums.against_points, sure);
    const auto rows = [&](const std::vector<Row>& list, const std::vector<Score>& scores) {
      Collector collector(out);
      for (std::size_t i = 0; i < scores.size(); ++i) {
        if (words[scores[i].signal] & lane::kSure) collector.add(list[i].leaves, words, inputs, lane::kSure);
      }
      return collector.span();
    };
    fit.rows_for = rows(pattern.rows_for, pattern.scores_for);
    fit.rows_against = rows(pattern.rows_against, pattern.scores_against);
  }
  // Each is written and kept only if it is open: no branch to guess wrong.
  const std::size_t first = out.pool.size();
  std::size_t end = first;
  out.pool.resize(first + pattern.reads.size());
  for (const auto finding : pattern.reads) {
    out.pool[end] = finding;
    end += is_open(out.findings[finding]) ? 1 : 0;
  }
  out.pool.resize(end);
  fit.unknown = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - first)};
  return fit;
}

/// Smaller is better: those that fit by their net, those that could by what they could become; then the pack's order.
std::uint32_t place_of(const PatternFit& fit) {
  const auto hope = fit.fit != Fit::kNone ? 0u : 3u - static_cast<std::uint32_t>(fit.could_become);
  return hope << 29 | static_cast<std::uint32_t>(256 - fit.net) << 18 |
         (2u - static_cast<std::uint32_t>(fit.fit)) << 16 | fit.pattern;
}

void collect_patterns(const Pack& pack, const Word* words, Workspace& work, Assessment& out) {
  work.fits.clear();
  work.ranks.clear();
  bool others = false;
  for (std::size_t p = 0; p < pack.patterns.size(); ++p) {
    work.fits.push_back(collect_pattern(pack, p, words, work.sums[p], out));
    others |= work.fits.back().fit != Fit::kNone && !pack.patterns[p].never_alone;
  }
  for (auto& fit : work.fits) {
    if (!others && pack.patterns[fit.pattern].never_alone) fit.fit = Fit::kNone;
    work.ranks.push_back(place_of(fit));
  }
  std::sort(work.ranks.begin(), work.ranks.end());
  for (const auto rank : work.ranks) out.patterns.push_back(work.fits[rank & 0xffff]);
}

/// Puts what suits the listed patterns in the order of its evidence, without what must be hidden (self-care.md section 1).
void collect_actions(const Pack& pack, const Word* words, Assessment& out) {
  if (tier_of(pack, out.rung) >= Tier::kSameDay) return;
  const auto weaker = [&](std::uint16_t a, std::uint16_t b) { return pack.actions[a].grade < pack.actions[b].grade; };
  const auto offer = [&](std::uint16_t action) {
    const bool hidden = words[pack.actions[action].hide_signal] & lane::kAnyDoubt;
    if (hidden || std::find(out.actions.begin(), out.actions.end(), action) != out.actions.end()) return;
    out.actions.insert(std::upper_bound(out.actions.begin(), out.actions.end(), action, weaker), action);
  };
  std::array left = {pack.scoring.show_causes, pack.scoring.show_contributors};
  for (const auto& fit : out.patterns) {
    const auto& pattern = pack.patterns[fit.pattern];
    if (fit.fit == Fit::kNone || left[static_cast<std::size_t>(pattern.kind)]-- <= 0) continue;
    for (const auto action : pattern.offers) offer(action);
  }
  for (std::size_t a = 0; a < pack.actions.size(); ++a) {
    if (pack.actions[a].serves_all) offer(static_cast<std::uint16_t>(a));
  }
  out.actions.resize(std::min(out.actions.size(), static_cast<std::size_t>(pack.scoring.show_actions)));
}

void collect_while_waiting(const Pack& pack, Assessment& out) {
  if (tier_of(pack, out.rung) != Tier::kSameDay) return;
  const auto speaks_for = [&](const WhileWaiting& waiting, std::uint16_t rule) {
    return std::find(waiting.rules.begin(), waiting.rules.end(), rule) != waiting.rules.end();
  };
  for (std::size_t w = 0; w < pack.while_waiting.size(); ++w) {
    const auto& waiting = pack.while_waiting[w];
    for (const auto& fired : out.red_flags) {
      if (tier_of(pack, fired.rung) != Tier::kSameDay) continue;
      bool applies = speaks_for(waiting, fired.rule);
      if (waiting.rules.empty()) {
        applies = std::none_of(pack.while_waiting.begin(), pack.while_waiting.end(),
                               [&](const WhileWaiting& other) { return speaks_for(other, fired.rule); });
      }
      if (applies) {
        out.while_waiting.push_back(static_cast<std::uint16_t>(w));
        break;
      }
    }
  }
}

}  // namespace

std::string_view name_of(Fit fit) {
  switch (fit) {
    case Fit::kNone: return "none";
    case Fit::kPartly: return "partly";
    case Fit::kWell: return "well";
  }
  return "";
}

// Not put into its caller: browsers compile a WebAssembly function well once it was called often, and a loop that holds a
// copy of it is called once.
[[gnu::noinline]] void assess(const Pack& pack, const Answers& answers, Missing missing, Workspace& work, Assessment& out) {
  out.rung = 0;
  out.route = -1;
  out.red_flags.clear();
  out.patterns.clear();
  out.actions.clear();
  out.while_waiting.clear();
  out.pool.clear();
  find(pack, answers, missing, out.findings);
  Word* words = words_of(pack, work.signals);
  set_inputs(pack, out.findings, 0, words);
  pack.circuit.run(words);
  work.sums.clear();
  for (const auto& pattern : pack.patterns) work.sums.push_back(sum_lanes(pack, pattern, words));
  collect_rules(pack, missing, words, work.sums, out);
  collect_patterns(pack, words, work, out);
  collect_actions(pack, words, out);
  collect_while_waiting(pack, out);
}

Assessment assess(const Pack& pack, const Answers& answers, Missing missing) {
  Workspace work;
  Assessment assessment;
  assess(pack, answers, missing, work, assessment);
  return assessment;
}

void put_in(const Pack& pack, const Findings& findings, int person, QuickWorkspace& work) {
  set_inputs(pack, findings, person, words_of(pack, work.signals));
}

void put_in(const Pack& pack, const Findings& findings, std::span<const FindingIndex> changed, int person, QuickWorkspace& work) {
  InputsOf inputs(pack, person, work.signals.data());
  for (const auto finding : changed) inputs.set(findings, finding);
  inputs.set_others(findings);
}

[[gnu::noinline]] void assess_quickly(const Pack& pack, std::span<const Answers> people, QuickWorkspace& work,
                                      std::span<int> rungs, std::span<Fit> fits) {
  const int count = static_cast<int>(people.size());
  for (int person = 0; person < count; ++person) {
    find(pack, people[static_cast<std::size_t>(person)], Missing::kUnsure, work.findings);
    put_in(pack, work.findings, person, work);
  }
  judge(pack, count, work, rungs, fits);
}

[[gnu::noinline]] void judge(const Pack& pack, int count, QuickWorkspace& work, std::span<int> rungs, std::span<Fit> fits) {
  Word* const words = work.signals.data();
  pack.circuit.run(words);

  // Which people stand on which rung at least; the highest one is theirs.
  std::array<Word, kMostRungs> on_rung{};
  for (const auto& alarm : pack.alarms) {
    on_rung[alarm.rung] |= in_lane(words[alarm.signal], lane::kCautious);
    on_rung[alarm.rung_when_unsure] |= in_lane(words[alarm.signal], lane::kDoubtful);
  }
  const auto floors = std::span<const Rule>(pack.rules).subspan(pack.first_floor);
  for (const auto& rule : floors) {
    if (rule.floor != Rule::Floor::kGrowingPainsNotMet) continue;
    const Held held = growing_pains_not_met(pack, words);
    on_rung[static_cast<std::size_t>(rule.rung)] |= held.sure;
    on_rung[static_cast<std::size_t>(rule.rung_when_unsure)] |= held.doubtful;
  }
  Word someone = 0;
  for (const auto word : on_rung) someone |= word;
  if (someone != kEveryone) {  // where all stand on a rung already, the lowest floor raises nobody
    for (const auto& rule : floors) {
      if (rule.floor == Rule::Floor::kNothingListed) on_rung[static_cast<std::size_t>(rule.rung)] |= kEveryone & ~explained(pack, words);
    }
  }
  for (int person = 0; person < count; ++person) {
    int rung = static_cast<int>(pack.ladder.size());
    while (--rung > 0 && !byte_of(on_rung[static_cast<std::size_t>(rung)], person)) {}
    rungs[static_cast<std::size_t>(person)] = rung;
  }

  const std::size_t patterns = pack.patterns.size();
  std::array<bool, kPeople> others{};
  for (std::size_t p = 0; p < patterns; ++p) {
    const auto& pattern = pack.patterns[p];
    const Word gate = in_lane(words[pattern.gate_signal], lane::kSure), well = in_lane(words[pattern.well_signal], lane::kSure);
    const Sums sums = gate ? sum_people<lane::kSure>(pack, pattern, words) : Sums{};
    for (int person = 0; person < count; ++person) {
      Fit fit = Fit::kNone;
      if (byte_of(gate, person)) {
        fit = fit_of(pack.scoring, pattern, byte_of(sums.for_points, person), byte_of(sums.against_points, person),
                     byte_of(sums.strong, person) != 0, byte_of(well, person) != 0);
      }
      fits[static_cast<std::size_t>(person) * patterns + p] = fit;
      if (fit != Fit::kNone && !pattern.never_alone) others[static_cast<std::size_t>(person)] = true;
    }
  }
  for (std::size_t p = 0; p < patterns; ++p) {
    if (!pack.patterns[p].never_alone) continue;
    for (std::size_t person = 0; person < static_cast<std::size_t>(count); ++person) {
      if (!others[person]) fits[person * patterns + p] = Fit::kNone;
    }
  }
}

int highest_rung(const Pack& pack, const Findings& findings, Workspace& work) {
  Word* const words = words_of(pack, work.signals);
  set_inputs(pack, findings, 0, words);
  pack.circuit.run(words);
  int highest = 0;
  for (const auto& alarm : pack.alarms) {
    // What fires by doubt alone stands lower than what it would stand for if it were true, which is possible too.
    if (words[alarm.signal] & lane::kPossible) highest = std::max<int>(highest, alarm.rung);
  }
  return highest;
}

std::vector<const PatternFit*> listed(const Pack& pack, const Assessment& assessment, Pattern::Kind kind) {
  std::vector<const PatternFit*> list;
  const int most = kind == Pattern::Kind::kCause ? pack.scoring.show_causes : pack.scoring.show_contributors;
  for (const auto& fit : assessment.patterns) {
    if (fit.fit == Fit::kNone || pack.patterns[fit.pattern].kind != kind) continue;
    if (static_cast<int>(list.size()) < most) list.push_back(&fit);
  }
  return list;
}

std::string write_assessment(const Pack& pack, const Answers& answers, const Assessment& assessment) {
  JsonWriter json;
  const auto& rung = pack.ladder[static_cast<std::size_t>(assessment.rung)];
  const auto within = [&](const Rung& r) -> JsonWriter& { return r.within_days ? json.number(r.within_days) : json.null(); };
  const auto findings = [&](const char* key, Span span) {
    json.key(key).open_array();
    for (const auto finding : assessment.findings_in(span)) json.string(pack.findings[finding].id);
    json.close_array();
  };
  json.open_object();
  json.key("pack").string(pack.fingerprint);
  json.key("urgency").string(name_of(rung.tier));
  json.key("route");
  if (assessment.route >= 0) {
    json.string(pack.routes[static_cast<std::size_t>(assessment.route)]);
  } else {
    json.null();
  }
  json.key("within_days");
  within(rung);
  json.key("complete").boolean(assessment.findings.complete);
  json.key("red_flags").open_array();
  for (const auto& fired : assessment.red_flags) {
    json.open_object();
    json.key("id").string(pack.rules[fired.rule].id);
    json.key("tier").string(name_of(tier_of(pack, fired.rung)));
    json.key("state").string(fired.stepped_down ? "stepped-down" : "fired");
    json.key("because").open_array();
    std::vector<std::string> said;
    for (const auto finding : assessment.findings_in(fired.because)) {
      auto reason = because(pack, answers, assessment.findings, finding);
      if (std::find(said.begin(), said.end(), reason) != said.end()) continue;
      json.string(reason);
      said.push_back(std::move(reason));
    }
    json.close_array();
    json.close_object();
  }
  json.close_array();
  json.key("patterns").open_array();
  for (const auto& fit : assessment.patterns) {
    const auto& pattern = pack.patterns[fit.pattern];
    json.open_object();
    json.key("id").string(pattern.id);
    json.key("kind").string(pattern.kind == Pattern::Kind::kCause ? "cause" : "contributor");
    json.key("fit").string(name_of(fit.fit));
    json.key("could_become").string(name_of(fit.could_become));
    findings("for", fit.rows_for);
    findings("against", fit.rows_against);
    findings("unknown", fit.unknown);
    json.close_object();
  }
  json.close_array();
  json.key("actions").open_array();
  for (const auto action : assessment.actions) json.string(pack.actions[action].id);
  json.close_array();
  json.key("ask_next");
  if (assessment.findings.ask_next >= 0) {
    json.string(pack.questions[static_cast<std::size_t>(assessment.findings.ask_next)].id);
  } else {
    json.null();
  }
  json.close_object();
  return json.take();
}

}  // namespace nightlegs
