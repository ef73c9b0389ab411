// care.cpp - P9 and P10: nobody leaves with nothing to do, and nothing is offered that could do harm.
#include <algorithm>

#include "properties.hpp"

namespace nightlegs::prove {
namespace {

bool is_shown(const Pack& pack, const Answers& answers, std::size_t action) {
  const auto shown = assess(pack, answers).actions;
  return std::find(shown.begin(), shown.end(), action) != shown.end();
}

}  // namespace

Verdict nobody_leaves_with_nothing(const Pack& pack, const Promises&) {
  Desk desk(pack);
  auto& formulas = desk.formulas;
  Person person(formulas, pack, desk.said);
  const auto broken = [&](Lit bad, const std::string& what) {
    const auto answers = desk.answers(desk.said, desk.simplest({bad}));
    const auto result = assess(pack, answers);
    if (!result.actions.empty() || result.route >= 0) drifted("a result without advice to which core gives some");
    return Verdict{
        false, "With " + told(pack, answers) + ", the result is " + rung_told(pack, answers) + " " + what, "", {answers}};
  };
  const Lit without_route = formulas.both(person.from(Tier::kSameDay), person.has_route(-1));
  if (desk.can({without_route})) return broken(without_route, "without saying where to go");
  // From "soon" on the tier itself says whom to see; below, something to do must be there.
  std::vector<Lit> offered;
  for (std::size_t a = 0; a < pack.actions.size(); ++a) offered.push_back(person.offered(a));
  const Lit without_action = formulas.both(!person.from(Tier::kSoon), !formulas.any(offered));
  if (desk.can({without_action})) return broken(without_action, "without anything to do");
  // Something is offered; it could only be missing if the patterns that offer it are cut off the list. One that serves all never
  // is.
  std::vector<Lit> certain = {person.nothing_is_cut()};
  for (std::size_t a = 0; a < pack.actions.size(); ++a) {
    if (pack.actions[a].serves_all) certain.push_back(offered[a]);
  }
  if (desk.can({!person.from(Tier::kSoon), !formulas.any(certain)}))
    throw Undecided("an action may be cut off by the length of the lists");
  return {true,
          "every same-day or emergency result has a route, every soon its days, every other at least one action",
          desk.by_z3(),
          {}};
}

Verdict actions_stay_hidden(const Pack& pack, const Promises& promises) {
  Desk desk(pack);
  auto& formulas = desk.formulas;
  Person person(formulas, pack, desk.said);
  const auto may_be_true = [&](const Expression& e) { return person.holds(e, true, true); };
  const auto broken = [&](std::size_t action, Lit bad, const std::string& why) {
    // Lists are cut: a case where nothing is cut surely shows it.
    const Lit sure = formulas.both(bad, person.nothing_is_cut());
    if (!desk.can({sure})) throw Undecided(pack.actions[action].id + " may be shown, " + why);
    const auto answers = desk.answers(desk.said, desk.simplest({sure}));
    if (!is_shown(pack, answers, action)) drifted("an action that core does not show");
    return Verdict{
        false,
        "With " + told(pack, answers) + " (" + rung_told(pack, answers) + "), " + pack.actions[action].id + " is shown " + why,
        "",
        {answers}};
  };
  Verdict first;
  std::string all;
  const auto see = [&](std::size_t action, const Expression& when, const std::string& why) {
    const Lit bad = formulas.both(person.offered(action), may_be_true(when));
    if (!desk.can({bad})) return;
    if (first.files.empty()) first = broken(action, bad, why);
    all += (all.empty() ? "" : ", ") + pack.actions[action].id;
  };
  for (std::size_t a = 0; a < pack.actions.size(); ++a) see(a, pack.actions[a].hide_if, "though what hides it may be true");
  const auto& no_press = pack.groups[promises.no_press.index].id;
  for (const auto action : promises.pressing) see(action, promises.no_press, "though " + no_press + " may be true");
  if (!first.files.empty()) {
    first.text += ". All that are: " + all;
    return first;
  }
  return {true,
          "none of " + std::to_string(pack.actions.size()) +
              " actions is shown while what hides it is yes, unsure or an unasked safety finding; " +
              std::to_string(promises.pressing.size()) + " that press, rub, raise or warm never with " + no_press,
          desk.by_z3(),
          {}};
}

const std::vector<Property>& properties() {
  static const std::vector<Property> list = {
      {"P1", "raising a safety finding never lowers the tier (INV-01)", raising_never_lowers},
      {"P2", "doubt about an emergency sign is never a no (INV-03)", doubt_about_emergencies},
      {"P3", "a missing safety answer is never better than unsure (INV-04)", missing_is_unsure},
      {"P4", "no skip rule hides what could be urgent", hidden_questions},
      {"P5", "no pattern, action or diary changes the tier (INV-08, 09)", patterns_change_no_tier},
      {"P6", "children, toddlers, unknown age or pregnancy (INV-17, 18)", children_and_unknowns},
      {"P7", "every rule, tier, route and pattern has a real path", everything_is_reachable},
      {"P8", "no path is longer than the progress bar says", progress_keeps_its_word},
      {"P9", "every result has an action or says whom to see", nobody_leaves_with_nothing},
      {"P10", "no action is shown that should be hidden (INV-15, 16)", actions_stay_hidden},
  };
  return list;
}

}  // namespace nightlegs::prove
