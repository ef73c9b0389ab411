// promises.cpp - the data file, each id held against the pack.
#include "promises.hpp"

#include <algorithm>

#include "nightlegs/json.hpp"

namespace nightlegs::prove {
namespace {

/// The index, or 0 with an error.
template <class Find>
std::size_t id_at(const JsonReader& at, Find find) {
  const auto id = at.text();
  const int index = find(id);
  if (index < 0 && at.exists()) at.report("promises.unknown", "the pack has no `" + id + "`");
  return static_cast<std::size_t>(std::max(0, index));
}

int rung_at(const Pack& pack, const JsonReader& at) {
  at.only({"tier", "within_days"});
  const auto tier = at.at("tier").text();
  const int days = at.maybe("within_days").whole();
  for (std::size_t i = 0; i < pack.ladder.size(); ++i) {
    if (name_of(pack.ladder[i].tier) == tier && pack.ladder[i].within_days == days) return static_cast<int>(i);
  }
  at.report("promises.rung", "no such rung on the pack's ladder");
  return 0;
}

}  // namespace

Result<Promises> read_promises(const Pack& pack, std::string_view text, const std::string& file) {
  const auto json = parse_json(text, file);
  if (!json) return json.errors();
  Errors errors;
  const JsonReader top(&*json, file, "", &errors);
  top.only({"about", "hidden_pairs", "urgent_pairs", "never_well", "unexplained", "child", "toddler", "pregnancy", "no_press", "pressing"});
  const auto finding = [&](std::string_view id) { return pack.find_finding(id); };
  Promises promises;
  // A pair that the pack no longer has does no harm: it is named in the output, not refused.
  const auto group = [&](std::string_view id) {
    for (std::size_t g = 0; g < pack.groups.size(); ++g) {
      if (pack.groups[g].id == id) return static_cast<int>(g);
    }
    return -1;
  };
  const NameLookup names{[&](std::string_view name) { return pack.find_finding(name); }, group, [](std::string_view) { return std::string(); }};
  const auto pairs = [&](const char* key, std::vector<HiddenPair>& list) {
    for (const auto& at : top.at(key).items()) {
      at.only({"question", "asked_if", "asked_if_unsure", "rules", "why"});
      if (at.at("why").text().empty()) at.report("promises.why", "say why the dossier hides it");
      const auto asked_if = parse_expression(at.at("asked_if").text(), names, at.where() + "/asked_if", errors);
      const bool unsure = at.maybe("asked_if_unsure").flag();
      for (const auto& rule : at.at("rules").texts()) list.push_back({at.at("question").text(), rule, asked_if, unsure});
    }
  };
  pairs("hidden_pairs", promises.hidden_pairs);
  pairs("urgent_pairs", promises.urgent_pairs);
  for (const auto& at : top.at("never_well").items()) {
    at.only({"pattern", "why"});
    if (at.at("why").text().empty()) at.report("promises.why", "say why the dossier means it so");
    promises.never_well.push_back(static_cast<std::uint16_t>(id_at(at.at("pattern"), [&](std::string_view id) { return pack.find_pattern(id); })));
  }
  promises.unexplained_rung = rung_at(pack, top.at("unexplained"));
  promises.child_rung = rung_at(pack, top.at("child"));
  const auto toddler = top.at("toddler");
  promises.toddler = static_cast<FindingIndex>(id_at(toddler.at("finding"), finding));
  promises.toddler_rung = rung_at(pack, toddler.at("at_least"));
  for (const auto& at : top.at("pregnancy").items()) promises.pregnancy.push_back(static_cast<FindingIndex>(id_at(at, finding)));
  promises.no_press.op = Expression::Op::kGroup;
  promises.no_press.index = static_cast<std::uint16_t>(id_at(top.at("no_press"), group));
  for (const auto& at : top.at("pressing").items()) {
    promises.pressing.push_back(static_cast<std::uint16_t>(id_at(at, [&](std::string_view id) { return pack.find_action(id); })));
  }
  if (!errors.empty()) return errors;
  return promises;
}

}  // namespace nightlegs::prove
