// words.cpp - a words file to Words, held against the pack that it speaks for.
#include "nightlegs/words.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace nightlegs {
namespace {

/// Everything the pack needs words for: section, id, and the keys that must be there.
struct Need {
  std::string section;
  std::vector<std::string> ids;
  std::vector<std::string> keys;  // empty: the entry itself is a text
};

template <class T>
std::vector<std::string> ids_of(const std::vector<T>& list) {
  std::vector<std::string> ids;
  for (const auto& entry : list) ids.push_back(entry.id);
  return ids;
}

std::vector<Need> needs_of(const Pack& pack) {
  std::vector<std::string> tiers;
  for (const auto& rung : pack.ladder) {
    const std::string name(name_of(rung.tier));
    if (std::find(tiers.begin(), tiers.end(), name) == tiers.end()) tiers.push_back(name);
  }
  return {{"questions", ids_of(pack.questions), {"title", "why"}},
          {"options", ids_of(pack.findings), {"label"}},
          {"rules", ids_of(pack.rules), {"say", "cause", "why"}},
          {"tiers", tiers, {"heading", "name"}},
          {"routes", pack.routes, {}},
          {"patterns", ids_of(pack.patterns), {"name", "feels"}},
          {"actions", ids_of(pack.actions), {"name", "text"}},
          {"while_waiting", ids_of(pack.while_waiting), {}},
          {"sources", ids_of(pack.sources), {"title"}},
          {"countries", ids_of(pack.countries), {}},
          {"grades", {"A", "B", "C", "D"}, {}},
          {"answers", {"none", "not_sure", "not_sure_rows", "prefer_not", "yes", "no", "unsure"}, {}}};
}

}  // namespace

const Json* Words::at(std::initializer_list<std::string_view> path) const {
  const Json* here = &tree;
  for (const auto name : path) {
    here = here->find(name);
    if (!here) return nullptr;
  }
  return here;
}

std::string Words::maybe(std::initializer_list<std::string_view> path) const {
  const Json* found = at(path);
  return found ? found->text : std::string();
}

std::vector<std::string> Words::list(std::initializer_list<std::string_view> path) const {
  std::vector<std::string> texts;
  if (const Json* found = at(path)) {
    for (const auto& item : found->items) texts.push_back(item.text);
  }
  return texts;
}

std::string Words::ui(std::string_view key) const {
  const Json* found = at({"ui", key});
  return found ? found->text : "[[" + std::string(key) + "]]";
}

std::string Words::reason(std::string_view option) const {
  const auto own = maybe({"options", option, "reason"});
  return own.empty() ? maybe({"options", option, "label"}) : own;
}

std::string Words::label(std::string_view option, bool child) const {
  const auto own = child ? maybe({"options", option, "child"}) : std::string();
  return own.empty() ? maybe({"options", option, "label"}) : own;
}

std::string filled(std::string text, std::string_view name, std::string_view value) {
  const std::string mark = "{" + std::string(name) + "}";
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
    text.replace(at, mark.size(), value);
  }
  return text;
}

Result<Words> load_words(const Pack& pack, std::string_view text, const std::string& file) {
  auto parsed = parse_json(text, file);
  if (!parsed) return parsed.errors();
  Errors errors;
  const JsonReader top(&*parsed, file, "", &errors);
  Words words;
  words.language = top.at("language").text();
  words.name = top.at("name").text();
  words.direction = top.at("direction").text();
  if (words.direction != "ltr" && words.direction != "rtl") top.report("words.direction", "the direction is ltr or rtl");
  (void)top.at("ui").members();
  // By name: looked for one by one, ten times the ids would take a hundred times as long.
  const auto by_name = [](const JsonReader& section) {
    std::map<std::string, JsonReader, std::less<>> entries;
    for (auto& [id, entry] : section.members()) entries.emplace_hint(entries.end(), std::move(id), std::move(entry));
    return entries;
  };
  for (const auto& need : needs_of(pack)) {
    const auto section = top.at(need.section);
    const auto entries = by_name(section);
    for (const auto& id : need.ids) {
      const auto found = entries.find(id);
      if (found == entries.end()) {
        section.report("words.missing", "no words for `" + id + "`");
        continue;
      }
      const auto& entry = found->second;
      if (need.keys.empty() && entry.text().empty()) entry.report("words.missing", "the words are empty");
      for (const auto& key : need.keys) {
        if (entry.at(key).text().empty()) entry.report("words.missing", "`" + key + "` is missing or empty");
      }
    }
  }
  const auto of_actions = top.maybe("actions");
  const auto actions = by_name(of_actions);
  for (const auto& action : pack.actions) {
    const auto words_of = actions.find(action.id);
    for (const auto& pose : action.poses) {
      const auto entry = words_of == actions.end() ? of_actions.maybe(action.id) : words_of->second.maybe("poses").maybe(pose.id);
      if (!entry.exists()) {
        of_actions.report("words.missing", "no words for the pose `" + pose.id + "` of `" + action.id + "`");
      } else if (entry.at("picture").text().empty()) {
        entry.report("words.missing", "`picture` is missing or empty");
      } else {
        const auto steps = static_cast<int>(entry.maybe("steps").items().size());
        int last = pose.swap;
        for (const auto& posture : pose.postures) last = std::accumulate(posture.steps.begin(), posture.steps.end(), last, [](int a, int b) { return std::max(a, b); });
        if (last > steps) entry.report("words.steps", "the pack shows step " + std::to_string(last) + ", but there are words for " + std::to_string(steps));
      }
    }
  }
  if (!errors.empty()) return errors;
  words.tree = std::move(*parsed);
  return words;
}

Errors unused_words(const Pack& pack, const Words& words) {
  Errors errors;
  for (const auto& need : needs_of(pack)) {
    const Json* section = words.at({need.section});
    if (!section) continue;
    const std::set<std::string_view> used(need.ids.begin(), need.ids.end());
    for (const auto& [id, entry] : section->members) {
      if (used.count(id)) continue;
      const auto near = nearest(id, need.ids);
      errors.push_back({"words.unused", words.language + ".json /" + need.section + "/" + id,
                        "the pack has no `" + id + "`" + (near.empty() ? "" : "; nearest: `" + near + "`")});
    }
  }
  return errors;
}

}  // namespace nightlegs
