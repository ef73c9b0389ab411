// evidence.cpp - reads the evidence file, and runs its cases.
#include "nightlegs/evidence.hpp"

#include <algorithm>

namespace nightlegs {
namespace {

std::string step_name(std::string_view urgency, int within_days) {
  return std::string(urgency) + (within_days ? " " + std::to_string(within_days) : "");
}

PublicCase read_case(const Pack& pack, const JsonReader& at) {
  PublicCase one;
  one.name = at.at("name").text();
  if (const auto answers = read_answers(pack, at.at("answers")); answers) one.answers = *answers;
  const auto expect = at.at("expect");
  one.urgency = expect.at("urgency").text();
  if (const auto days = expect.maybe("within_days"); days.exists() && !days.raw()->is(Json::Type::kNull)) one.within_days = days.whole();
  if (expect.has("must_fire")) one.must_fire = expect.maybe("must_fire").texts();
  if (const auto causes = expect.maybe("causes"); causes.exists()) {
    one.checks_causes = true;
    for (const auto& cause : causes.items()) one.causes.push_back(cause.at("id").text() + " " + cause.at("fit").text());
  }
  return one;
}

}  // namespace

Result<Evidence> read_evidence(const Pack& pack, std::string_view json) {
  const auto parsed = parse_json(json, "evidence.json");
  if (!parsed) return parsed.errors();
  Errors errors;
  const JsonReader top(&*parsed, "evidence.json", "", &errors);
  const auto at = top.at("evidence");
  Evidence evidence;
  evidence.fingerprint = at.at("fingerprint").text();
  evidence.date = at.at("date").text();
  evidence.proved = at.at("proved").texts();
  for (const auto& [id, figures] : at.at("measures").members()) {
    Measure measure{id, {}};
    for (const auto& [name, figure] : figures.members()) measure.figures.emplace_back(name, figure.text());
    evidence.measures.push_back(std::move(measure));
  }
  for (const auto& one : top.at("cases").items()) evidence.cases.push_back(read_case(pack, one));
  if (!errors.empty()) return errors;
  return evidence;
}

CaseResult run_case(const Pack& pack, const PublicCase& one) {
  const auto assessment = assess(pack, one.answers);
  const auto& rung = pack.ladder[static_cast<std::size_t>(assessment.rung)];
  CaseResult result;
  result.expected = step_name(one.urgency, one.within_days);
  result.got = step_name(name_of(rung.tier), rung.within_days);
  bool fired = true;
  for (const auto& id : one.must_fire) {
    fired = fired && std::any_of(assessment.red_flags.begin(), assessment.red_flags.end(),
                                 [&](const FiredRule& rule) { return pack.rules[rule.rule].id == id; });
  }
  std::vector<std::string> causes;
  for (const auto* fit : listed(pack, assessment, Pattern::Kind::kCause)) {
    causes.push_back(pack.patterns[fit->pattern].id + " " + std::string(name_of(fit->fit)));
  }
  result.passed = result.expected == result.got && fired && (!one.checks_causes || causes == one.causes);
  return result;
}

}  // namespace nightlegs
