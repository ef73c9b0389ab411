// what_if_test.cpp - which other answers would give another result, held against trying every one of them in full.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <tuple>

#include "nightlegs/what_if.hpp"
#include "people.hpp"
#include "person.hpp"

namespace nightlegs::test {
namespace {

/// A content small enough to walk its whole answer space: every form of question, a question that another shows, one that
/// another answers, both floors; a rule that needs two questions, a count over two, and a floor that falls together with a rule of another question.
constexpr const char* kSmall = R"pack(=== about.json
{"format": 1, "version": "1", "date": "2026-11-24", "review": {"state": "not-reviewed"}}
=== actions.json
{"actions": []}
=== emergency-numbers.json
{"countries": []}
=== groups.json
{"groups": [{"id": "@child", "is": "ANY(kid)"}, {"id": "@alarm", "is": "ANY(chest, cold, hip)"}, {"id": "@urge", "is": "ANY(f-urge, u-strong)"}]}
=== patterns.json
{"scoring": {"points": {"strong": 3, "moderate": 2, "weak": 1}, "well": {"for": 7, "net": 5},
  "partly": {"cause": 3, "contributor": 2}, "explained_net": 3, "show": {"causes": 2, "contributors": 1, "actions": 5}},
 "patterns": [
  {"id": "growing-pains", "kind": "cause", "gate": "@child", "meets": "ALL(kid, f-ache, NO(cold))",
   "for": [{"when": "f-ache", "strength": "strong"}], "against": [{"when": "lump", "strength": "strong"}], "actions": [], "sources": ["S1"]},
  {"id": "urge", "kind": "cause", "gate": "@urge", "well_needs": "u-strong",
   "for": [{"when": "u-strong", "strength": "moderate"}, {"when": "m-still", "strength": "strong"}, {"when": "f-ache", "strength": "weak"}],
   "against": [{"when": "f-cramp", "strength": "moderate"}], "actions": [], "sources": ["S1"]},
  {"id": "cramp", "kind": "contributor", "gate": "ANY(f-cramp, f-ache)", "never_alone": true,
   "for": [{"when": "f-cramp", "strength": "moderate"}], "against": [{"when": "lump", "strength": "weak"}], "actions": [], "sources": ["S1"]},
  {"id": "moving", "kind": "contributor", "gate": "ANY(m-move)", "for": [{"when": "m-move", "strength": "moderate"}],
   "against": [{"when": "f-urge", "strength": "weak"}], "actions": [], "sources": ["S1"]}]}
=== questions.json
{"blocks": ["safety", "feel"], "questions": [
  {"id": "s-now", "block": "safety", "type": "multiple", "none": true, "not_sure": "rows",
   "options": [{"id": "chest", "unsure": "as-yes"}, {"id": "cold", "unsure": "step-down"}, {"id": "lump", "unsure": "step-down"}]},
  {"id": "s-age", "block": "safety", "type": "single", "options": [{"id": "kid", "unsure": "as-yes"}, {"id": "grown"}]},
  {"id": "s-kid", "block": "safety", "type": "multiple", "none": true, "not_sure": "rows", "show_when": "@child", "show_if_unsure": true,
   "options": [{"id": "hip"}, {"id": "limp", "unsure": "step-down"}]},
  {"id": "c-feel", "block": "feel", "type": "multiple", "max": 2,
   "options": [{"id": "f-ache"}, {"id": "f-cramp"}, {"id": "f-urge"}]},
  {"id": "c-urge", "block": "feel", "type": "single", "not_sure": "whole", "show_when": "NOT(f-urge)",
   "when_skipped": {"if": "f-urge", "then": "u-strong"}, "options": [{"id": "u-strong"}, {"id": "u-none", "noted_only": true}]},
  {"id": "c-more", "block": "feel", "type": "single", "not_sure": "whole", "show_when": "@urge",
   "options": [{"id": "m-still"}, {"id": "m-move"}]}]}
=== red-flags.json
{"ladder": [{"tier": "emergency"}, {"tier": "same-day"}, {"tier": "soon", "within_days": 7}, {"tier": "routine"}],
 "step_down_route": "phone-now", "routes": {"emergency": ["ambulance"], "same-day": ["phone-now"]},
 "rules": [
  {"id": "rf-chest", "tier": "emergency", "route": "ambulance", "when": "ANY(chest)", "sources": ["S1"]},
  {"id": "rf-two", "tier": "emergency", "route": "ambulance", "when": "ALL(cold, lump)", "sources": ["S1"]},
  {"id": "rf-hip", "tier": "emergency", "route": "ambulance", "when": "ALL(hip, m-move)", "sources": ["S1"]},
  {"id": "rf-many", "tier": "emergency", "route": "ambulance", "when": "UNSURE_COUNT(@alarm)>=2", "sources": ["S1"]},
  {"id": "rf-one", "tier": "same-day", "route": "phone-now", "when": "UNSURE_COUNT(@alarm)>=1", "sources": ["S1"]},
  {"id": "rf-cold", "tier": "same-day", "route": "phone-now", "when": "ANY(cold)", "sources": ["S1"]},
  {"id": "rf-kid", "tier": "same-day", "route": "phone-now", "when": "ALL(@child, ANY(hip, limp))", "sources": ["S1"]},
  {"id": "rf-lump", "tier": "soon", "within_days": 7, "when": "ANY(lump)", "sources": ["S1"]},
  {"id": "rf-urge", "tier": "routine", "when": "ALL(@urge, f-cramp, ANY(m-still, m-move))", "sources": ["S1"]}],
 "floors": [
  {"id": "rf-child-floor", "tier": "soon", "within_days": 7, "floor": "growing-pains-not-met", "sources": ["S1"]},
  {"id": "rf-unexplained", "tier": "routine", "floor": "nothing-listed", "sources": ["S1"]}],
 "wells": [], "while_waiting": []}
=== sources.json
{"sources": [{"id": "S1"}]}
)pack";

const Pack& small() {
  static const Pack loaded = [] {
    auto result = load_pack(kSmall);
    REQUIRE_MESSAGE(result, sentences(result.errors()));
    return std::move(*result);
  }();
  return loaded;
}

bool is_accepted(const Pack& content, const Answers& answers) {
  return bool(read_answer_file(content, write_answers(content, answers), ""));
}

/// One option of one question set to yes or to no, by hand and in the plainest way; nothing when the questionnaire does not allow it.
std::optional<Answers> by_hand(const Pack& content, Answers answers, FindingIndex finding, bool yes) {
  const auto& question = content.questions[content.findings[finding].question];
  auto& answer = answers[content.findings[finding].question];
  const std::uint32_t bit = 1u << (finding - question.first);
  const bool rows = question.not_sure == Question::NotSure::kRows;
  if (question.is_single() && !yes) return std::nullopt;
  if (!answer.exists() && !yes) return std::nullopt;
  if (answer.kind == Answer::Kind::kNotSure && !rows && !yes) return std::nullopt;
  if (yes ? answer.yes & bit : !((answer.yes | answer.unsure) & bit)) return std::nullopt;
  const bool keeps = !question.is_single() && answer.exists() && (rows || answer.kind == Answer::Kind::kGiven);
  Answer now;
  now.kind = Answer::Kind::kGiven;
  if (keeps) {
    now.yes = answer.yes & ~bit;
    now.unsure = answer.unsure & ~bit;
  }
  if (yes) now.yes |= bit;
  answer = now;
  if (!is_accepted(content, answers)) return std::nullopt;
  return answers;
}

using Facts = std::tuple<std::string, std::string, std::string>;  // the changes, "yes f-ache"; what it gives

struct Brute {
  std::vector<std::pair<FindingIndex, bool>> changes;
  std::set<Facts> tiers, fits;
};

std::string say(const Pack& content, FindingIndex finding, bool yes) { return (yes ? "yes " : "no ") + content.findings[finding].id; }

std::map<std::string, Fit> fits_of(const Pack& content, const Assessment& assessment) {
  std::map<std::string, Fit> fits;
  for (const auto& fit : assessment.patterns) fits[content.patterns[fit.pattern].id] = fit.fit;
  return fits;
}

/// Everything that what_if() must find, by assessing each changed person in full.
Brute brute(const Pack& content, const Answers& answers) {
  Brute out;
  const auto base = assess(content, answers);
  const auto base_fits = fits_of(content, base);
  struct Tried {
    int rung;
    std::map<std::string, Fit> fits;
  };
  std::vector<Tried> alone;
  const auto in_words = [&](int rung) { return name_of_rung(content, rung); };
  for (FindingIndex f = 0; f < content.findings.size(); ++f) {
    const auto q = content.findings[f].question;
    const auto& question = content.questions[q];
    if (question.type == Question::Type::kNumber || answers[q].kind == Answer::Kind::kPreferNot) continue;
    if (!is_shown(content, q, base.findings)) continue;
    if (content.findings[f].noted_only && !question.is_single()) continue;
    if (content.findings[f].adult_only && is_child(content, base.findings)) continue;
    for (const bool yes : {true, false}) {
      const auto now = by_hand(content, answers, f, yes);
      if (!now) continue;
      const auto result = assess(content, *now);
      out.changes.emplace_back(f, yes);
      alone.push_back({result.rung, fits_of(content, result)});
      if (result.rung != base.rung) out.tiers.insert({say(content, f, yes), "", in_words(result.rung)});
      for (const auto& [pattern, fit] : alone.back().fits) {
        if (fit != base_fits.at(pattern)) out.fits.insert({say(content, f, yes), "", pattern + " " + std::string(name_of(fit))});
      }
    }
  }
  std::set<FindingIndex> named;
  const auto name = [&](Span span) {
    for (const auto finding : base.findings_in(span)) named.insert(finding);
  };
  for (const auto& fired : base.red_flags) name(fired.because);
  for (const auto kind : {Pattern::Kind::kCause, Pattern::Kind::kContributor}) {
    for (const auto* fit : listed(content, base, kind)) {
      name(fit->rows_for);
      name(fit->rows_against);
    }
  }
  const auto in_pool = [&](FindingIndex f) {
    const auto& finding = content.findings[f];
    const auto& question = content.questions[finding.question];
    if (finding.age || !answers[finding.question].exists()) return false;
    if (finding.safety) return true;
    if (!question.is_single()) return named.count(f) > 0;
    for (std::uint16_t i = 0; i < question.count; ++i) {
      if (named.count(static_cast<FindingIndex>(question.first + i))) return true;
    }
    return false;
  };
  for (std::size_t a = 0; a < out.changes.size(); ++a) {
    for (std::size_t b = a + 1; b < out.changes.size(); ++b) {
      const auto [fa, yes_a] = out.changes[a];
      const auto [fb, yes_b] = out.changes[b];
      if (!in_pool(fa) || !in_pool(fb) || fa == fb) continue;
      const auto& qa = content.questions[content.findings[fa].question];
      if (content.findings[fa].question == content.findings[fb].question && qa.is_single()) continue;
      // In the same question the second may undo what made the first allowed, so the pair is tried both ways round.
      auto first = by_hand(content, answers, fa, yes_a);
      auto both = first ? by_hand(content, *first, fb, yes_b) : std::nullopt;
      if (!both) {
        first = by_hand(content, answers, fb, yes_b);
        both = first ? by_hand(content, *first, fa, yes_a) : std::nullopt;
      }
      if (!both) continue;
      const auto result = assess(content, *both);
      const bool up = result.rung > base.rung;
      const auto as_much = [&](const Tried& one) { return up ? one.rung >= result.rung : one.rung <= result.rung; };
      std::array<std::string, 2> pair = {say(content, fa, yes_a), say(content, fb, yes_b)};
      std::sort(pair.begin(), pair.end());
      if (result.rung != base.rung && !as_much(alone[a]) && !as_much(alone[b])) out.tiers.insert({pair[0], pair[1], in_words(result.rung)});
      for (const auto& [pattern, fit] : fits_of(content, result)) {
        if (fit == base_fits.at(pattern) || alone[a].fits[pattern] == fit || alone[b].fits[pattern] == fit) continue;
        out.fits.insert({pair[0], pair[1], pattern + " " + std::string(name_of(fit))});
      }
    }
  }
  return out;
}

std::string in_words(const std::set<Facts>& facts) {
  std::string text;
  for (const auto& [first, second, gives] : facts) text += first + (second.empty() ? "" : " + " + second) + " => " + gives + "\n";
  return text;
}

void check_against_brute(const Pack& content, const Answers& answers) {
  CAPTURE(write_answers(content, answers));
  const auto assessment = assess(content, answers);
  const auto found = what_if(content, answers, assessment);
  const auto expected = brute(content, answers);
  CHECK(found.rung == assessment.rung);
  std::vector<std::pair<FindingIndex, bool>> changes;
  for (const auto& change : found.changes) changes.emplace_back(change.finding, change.yes);
  CHECK(changes == expected.changes);
  std::set<Facts> tiers, fits;
  const auto facts = [&](std::uint16_t first, std::uint16_t second, const std::string& gives) {
    const auto one = [&](std::uint16_t index) { return say(content, found.changes[index].finding, found.changes[index].yes); };
    if (second == kAlone) return Facts{one(first), "", gives};
    std::array<std::string, 2> pair = {one(first), one(second)};
    std::sort(pair.begin(), pair.end());
    return Facts{pair[0], pair[1], gives};
  };
  for (const auto& effect : found.tiers) CHECK(tiers.insert(facts(effect.first, effect.second, name_of_rung(content, effect.rung))).second);
  for (const auto& effect : found.fits) {
    const auto gives = content.patterns[effect.pattern].id + " " + std::string(name_of(effect.fit));
    CHECK(fits.insert(facts(effect.first, effect.second, gives)).second);
  }
  if (tiers != expected.tiers) CHECK(in_words(tiers) == in_words(expected.tiers));
  if (fits != expected.fits) CHECK(in_words(fits) == in_words(expected.fits));
}

/// Every answer file that the small content takes, one for each combination.
template <class Visit>
void whole_space(Visit visit) {
  const std::vector<std::vector<std::string>> values = {
      {"", R"("none")", R"("not-sure")", R"(["chest"])", R"(["cold"])", R"(["lump"])", R"(["cold", "lump"])", R"({"yes": [], "unsure": ["chest"]})",
       R"({"yes": [], "unsure": ["cold"]})", R"({"yes": ["lump"], "unsure": ["cold"]})", R"({"yes": ["chest"], "unsure": ["cold", "lump"]})"},
      {"", R"("kid")", R"("grown")"},
      {"", R"("none")", R"("not-sure")", R"(["hip"])", R"({"yes": [], "unsure": ["hip"]})"},
      {"", R"(["f-ache"])", R"(["f-cramp"])", R"(["f-ache", "f-urge"])", R"(["f-cramp", "f-urge"])"},
      {"", R"("u-strong")", R"("u-none")", R"("not-sure")"},
      {"", R"("m-still")", R"("m-move")", R"("not-sure")"}};
  std::vector<std::size_t> at(values.size(), 0);
  while (true) {
    std::string text = "{";
    for (std::size_t q = 0; q < values.size(); ++q) {
      if (values[q][at[q]].empty()) continue;
      text += (text.size() > 1 ? ", \"" : "\"") + small().questions[q].id + "\": " + values[q][at[q]];
    }
    const auto answers = read_answer_file(small(), text + "}", "");
    REQUIRE_MESSAGE(answers, text);
    visit(*answers);
    std::size_t q = 0;
    while (q < at.size() && ++at[q] == values[q].size()) at[q++] = 0;
    if (q == at.size()) return;
  }
}

struct Told {
  const Pack& content;
  WhatIf found;
  /// The urgency that this single change gives, or "" when it gives no other.
  [[nodiscard]] std::string single(const std::string& finding, bool yes) const {
    for (const auto& effect : found.tiers) {
      const auto& change = found.changes[effect.first];
      if (effect.second == kAlone && content.findings[change.finding].id == finding && change.yes == yes) return name_of_rung(content, effect.rung);
    }
    return "";
  }
  [[nodiscard]] const Change* change(const std::string& finding, bool yes) const {
    for (const auto& change : found.changes) {
      if (content.findings[change.finding].id == finding && change.yes == yes) return &change;
    }
    return nullptr;
  }
};

Told told(const Answers& answers) { return {pack(), what_if(pack(), answers, assess(pack(), answers))}; }

TEST_SUITE("what if") {
  TEST_CASE("over the whole answer space of a small content it finds what trying every change and every pair finds") {
    int people = 0;
    const int step = people_count(10, 1);
    whole_space([&](const Answers& answers) {
      if (people++ % step == 0) check_against_brute(small(), answers);
    });
    CHECK(people == 11 * 3 * 5 * 5 * 4 * 4);
  }

  TEST_CASE("for random people with the real content it finds what trying every change and every pair finds") {
    Dice dice(61);
    for (int i = 0; i < people_count(2, 40); ++i) check_against_brute(pack(), somebody(pack(), dice));
  }

  TEST_CASE("one calf more swollen than the other: today") {
    const auto adult = told(Person::base().yes("feel-ache").yes("side-both-same").yes("act-new-3d").yes("worst-after-activity").answers());
    CHECK(adult.single("one-calf-bigger", true) == "same-day");
    CHECK(adult.single("chest-pain-new", true) == "emergency");
    CHECK(adult.single("side-left-only", true) == "soon 14");
  }

  TEST_CASE("what is not sure is found out, not changed, and tells both ways") {
    const auto adult = told(Person::base().yes("feel-ache").yes("side-both-same").unsure("one-calf-bigger").answers());
    CHECK(adult.found.rung == assess(pack(), Person::base().yes("feel-ache").yes("side-both-same").unsure("one-calf-bigger").answers()).rung);
    CHECK(adult.single("one-calf-bigger", true) == "same-day");
    REQUIRE(adult.change("one-calf-bigger", false));
    CHECK(adult.change("one-calf-bigger", true)->is_open);
    CHECK(adult.change("one-calf-bigger", false)->is_open);
    CHECK_FALSE(adult.change("chest-pain-new", true)->is_open);
    REQUIRE(adult.found.worth_asking >= 0);
    CHECK(pack().findings[adult.found.changes[static_cast<std::size_t>(adult.found.worth_asking)].finding].id == "one-calf-bigger");
  }

  TEST_CASE("what was declined is not in it, and a change that brings more safety questions says so") {
    const auto adult = told(Person::base().decline("s-risk-health").yes("feel-ache").answers());
    CHECK_FALSE(adult.change("diabetes", true));
    REQUIRE(adult.change("pregnant", true));
    CHECK(adult.change("pregnant", true)->asks_more);
    CHECK_FALSE(adult.change("travel-3h", true)->asks_more);
  }

  TEST_CASE("the most that open answers could make of it is never less than the result, and never less than one of them gives") {
    Dice dice(62);
    for (int i = 0; i < people_count(30, 500); ++i) {
      const auto answers = somebody(pack(), dice);
      const auto found = what_if(pack(), answers, assess(pack(), answers));
      CHECK(found.highest_rung >= found.rung);
      for (const auto& effect : found.tiers) {
        if (effect.second != kAlone) continue;
        const auto& change = found.changes[effect.first];
        if (change.is_open && !change.asks_more) CHECK(effect.rung <= found.highest_rung);
      }
    }
  }

  TEST_CASE("when nothing is open nothing is worth asking, and no answer of a finished check is open") {
    const auto adult = told(Person::base().yes("feel-ache").answers());
    for (const auto& change : adult.found.changes) {
      const auto q = pack().findings[change.finding].question;
      CHECK(change.is_open == !Person::base().yes("feel-ache").answers()[q].exists());
    }
    const auto& content = small();
    const auto answers = read_answer_file(content, R"({"s-now": "none", "s-age": "grown", "c-feel": ["f-ache"], "c-urge": "u-none"})", "");
    REQUIRE(answers);
    CHECK(what_if(content, *answers, assess(content, *answers)).worth_asking == -1);
  }

  TEST_CASE("two changes of one question go together only as its screen allows") {
    const auto& content = small();
    const auto answers = read_answer_file(content, R"({"c-feel": ["f-ache"], "s-age": "grown"})", "");
    REQUIRE(answers);
    const auto change = [&](const char* finding, bool yes) { return Change{static_cast<FindingIndex>(content.find_finding(finding)), yes, false, false}; };
    CHECK(go_together(content, *answers, change("f-ache", false), change("f-cramp", true)));
    CHECK_FALSE(go_together(content, *answers, change("f-cramp", true), change("f-urge", true)));  // three of at most two
    CHECK_FALSE(go_together(content, *answers, change("kid", true), change("grown", true)));
    CHECK_FALSE(go_together(content, *answers, change("f-ache", false), change("f-ache", true)));
    CHECK(go_together(content, *answers, change("kid", true), change("f-urge", true)));
  }
}

}  // namespace
}  // namespace nightlegs::test
