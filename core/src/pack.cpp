// pack.cpp - the bundle's JSON files to a Pack, with every error and its place, or to nothing.
#include "nightlegs/pack.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "nightlegs/findings.hpp"
#include "nightlegs/json.hpp"
#include "nightlegs/sha256.hpp"
#include "pose_reader.hpp"

namespace nightlegs {
namespace {

using Op = Expression::Op;

// The few ids that mean something to the code itself, each written once.
constexpr std::string_view kSafetyBlock = "safety";
constexpr std::string_view kAgeQuestion = "s-age";
constexpr std::string_view kChildGroup = "@child";
constexpr std::string_view kGrowingPains = "growing-pains";

constexpr std::string_view kFiles[] = {"about.json",     "actions.json",   "emergency-numbers.json", "groups.json",
                                       "patterns.json",  "questions.json", "red-flags.json",         "sources.json"};

/// Questions, options, groups, rules, patterns, actions: of each.
constexpr std::size_t kMostOfAKind = 65535;

template <class T>
int index_of(const std::vector<T>& list, std::string_view id) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

/// Loads one pack. Every step reads what the ones before it made, and goes on after an error to find the next.
class Loader {
 public:
  explicit Loader(std::string_view bundle) : bundle_(bundle) {}

  Result<Pack> load() {
    split();
    if (!errors_.empty()) return errors_;
    read_about();
    read_sources();
    read_countries();
    collect_names();
    if (too_many()) return errors_;
    read_questions();
    read_groups();
    read_ladder();
    read_rules();
    read_patterns();
    read_actions();
    find_roles();
    if (errors_.empty()) build_circuit();
    if (errors_.empty()) prepare();
    if (!errors_.empty()) return errors_;
    pack_.fingerprint = sha256(bundle_).substr(0, 16);
    return std::move(pack_);
  }

 private:
  // --- the bundle ---------------------------------------------------------------------------------------------
  void split() {
    std::string_view rest = bundle_;
    std::map<std::string, std::string_view> texts;
    while (!rest.empty()) {
      const auto line_end = rest.find('\n');
      if (rest.substr(0, 4) != "=== " || line_end == std::string_view::npos) {
        errors_.push_back({"pack.bundle", "", "the pack must start with a line \"=== <file name>\""});
        return;
      }
      const std::string name(rest.substr(4, line_end - 4));
      rest.remove_prefix(line_end + 1);
      auto next = rest.find("\n=== ");
      const auto text = rest.substr(0, next == std::string_view::npos ? rest.size() : next + 1);
      rest.remove_prefix(text.size());
      if (std::find(std::begin(kFiles), std::end(kFiles), name) == std::end(kFiles)) {
        errors_.push_back({"pack.unknown_file", name, "not a file of a pack"});
      } else if (!texts.emplace(name, text).second) {
        errors_.push_back({"pack.duplicate_file", name, "this file is in the pack twice"});
      }
    }
    for (const auto name : kFiles) {
      const std::string file(name);
      const auto found = texts.find(file);
      if (found == texts.end()) {
        errors_.push_back({"pack.missing_file", file, "this file of the pack is missing"});
        continue;
      }
      auto parsed = parse_json(found->second, file);
      if (!parsed) {
        errors_.insert(errors_.end(), parsed.errors().begin(), parsed.errors().end());
      } else {
        files_[file] = std::move(*parsed);
      }
    }
  }

  JsonReader file(const std::string& name) {
    return {&files_.at(name), name, "", &errors_};
  }

  // --- small helpers ------------------------------------------------------------------------------------------
  void unknown(const JsonReader& at, const char* code, const char* kind, const std::string& id,
               const std::vector<std::string>& known) {
    const auto near = nearest(id, known);
    at.report(code, std::string("unknown ") + kind + " `" + id + "`" +
                        (near.empty() ? "" : "; nearest: `" + near + "`"));
  }

  std::string new_id(const JsonReader& at, std::set<std::string>& seen) {
    std::string id = at.text();
    const std::string_view name = std::string_view(id).substr(id.substr(0, 1) == "@" ? 1 : 0);
    const bool fits = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
    });
    if (at.exists() && !fits) at.report("pack.bad_id", "\"" + id + "\" is not an id: letters, digits and - only");
    if (!id.empty() && !seen.insert(id).second) at.report("pack.duplicate_id", "the id `" + id + "` is used twice");
    return id;
  }

  template <class Value>
  Value one_of(const JsonReader& at, std::initializer_list<std::pair<std::string_view, Value>> values, Value otherwise) {
    if (!at.exists()) return otherwise;
    const auto text = at.text();
    std::string list;
    for (const auto& [name, value] : values) {
      if (name == text) return value;
      list.append(list.empty() ? "" : ", ").append(name);
    }
    at.report("pack.unknown_value", "unknown value \"" + text + "\"; one of: " + list);
    return otherwise;
  }

  Expression expression(const JsonReader& at) {
    if (!at.exists()) return {};
    const auto text = at.text();
    const NameLookup names{[this](std::string_view id) { return number_of(id, finding_index_); },
                           [this](std::string_view id) { return number_of(id, group_index_); },
                           [this](std::string_view id) { return nearest(id, id.substr(0, 1) == "@" ? group_names_ : finding_names_); }};
    const auto before = errors_.size();
    auto parsed = parse_expression(text, names, "", errors_);
    for (auto i = before; i < errors_.size(); ++i) errors_[i].where = at.where();
    return parsed;
  }

  /// By name: looked for one by one, ten times the ids would take a hundred times as long.
  using Numbers = std::map<std::string, std::uint16_t, std::less<>>;

  static int number_of(std::string_view id, const Numbers& numbers) {
    const auto found = numbers.find(id);
    return found == numbers.end() ? -1 : found->second;
  }

  /// Names the next one; the first of two with one name keeps it. too_many() refuses more than can be told apart.
  static void number(const std::string& id, std::vector<std::string>& names, Numbers& numbers) {
    numbers.emplace(id, static_cast<std::uint16_t>(names.size()));
    names.push_back(id);
  }

  std::vector<std::string> source_list(const JsonReader& at) {
    auto list = at.texts();
    const auto entries = at.items();
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (number_of(list[i], source_index_) < 0) unknown(entries[i], "pack.unknown_source", "source", list[i], source_names_);
    }
    return list;
  }

  // --- files --------------------------------------------------------------------------------------------------
  void read_about() {
    const auto at = file("about.json");
    at.only({"$schema", "format", "version", "date", "review"});
    if (const int format = at.at("format").whole(); format != 1) {
      at.at("format").report("pack.format", "this program reads format 1, the pack says " + std::to_string(format));
    }
    pack_.version = at.at("version").text();
    pack_.date = at.at("date").text();
    pack_.review_state = at.at("review").at("state").text();
    if (pack_.review_state != "not-reviewed" && pack_.review_state != "reviewed") {
      at.at("review").at("state").report("pack.unknown_value", "one of: not-reviewed, reviewed");
    }
    if (pack_.review_state == "reviewed" && (at.at("review").at("by").text().empty() || at.at("review").at("date").text().empty())) {
      at.at("review").report("pack.review", "a reviewed pack names its reviewer and the date");
    }
  }

  void read_sources() {
    std::set<std::string> seen;
    for (const auto& at : file("sources.json").at("sources").items()) {
      at.only({"id", "year", "url", "status"});
      Source source{new_id(at.at("id"), seen), at.maybe("year").text(), at.maybe("url").text(), at.maybe("status").text()};
      number(source.id, source_names_, source_index_);
      pack_.sources.push_back(std::move(source));
    }
  }

  void read_countries() {
    std::set<std::string> seen;
    for (const auto& at : file("emergency-numbers.json").at("countries").items()) {
      at.only({"id", "numbers", "advice"});
      Country country{new_id(at.at("id"), seen), at.at("numbers").texts(), at.maybe("advice").texts()};
      if (country.numbers.empty()) at.report("pack.no_number", "a country without an emergency number");
      pack_.countries.push_back(std::move(country));
    }
  }

  /// Findings and groups are named before anything refers to them.
  void collect_names() {
    for (const auto& question : file("questions.json").at("questions").items()) {
      for (const auto& option : question.maybe("options").items()) {
        number(option.maybe("id").text(), finding_names_, finding_index_);
      }
    }
    for (const auto& group : file("groups.json").at("groups").items()) {
      number(group.maybe("id").text(), group_names_, group_index_);
    }
  }

  /// All of these are numbered with 16 bits; one number for two things would give a wrong result without a word.
  bool too_many() {
    const std::pair<const char*, const char*> lists[] = {
        {"questions.json", "questions"}, {"groups.json", "groups"}, {"red-flags.json", "rules"}, {"patterns.json", "patterns"}, {"actions.json", "actions"}};
    bool found = finding_names_.size() > kMostOfAKind;
    for (const auto& [name, list] : lists) {
      const Json* const all = file(name).maybe(list).raw();
      found |= all && all->items.size() > kMostOfAKind;
    }
    if (found) errors_.push_back({"pack.too_many", "", "more than 65535 of one kind cannot be told apart"});
    return found;
  }

  void read_questions() {
    using Type = Question::Type;
    const auto top = file("questions.json");
    top.only({"$schema", "blocks", "questions"});
    pack_.blocks = top.at("blocks").texts();
    std::set<std::string> question_ids, finding_ids;
    for (const auto& at : top.at("questions").items()) {
      at.only({"id", "block", "type", "none", "not_sure", "prefer_not", "max", "show_when", "show_if_unsure", "optional",
               "number", "scale", "when_skipped", "options"});
      Question question;
      question.id = new_id(at.at("id"), question_ids);
      question.block = at.at("block").text();
      if (std::find(pack_.blocks.begin(), pack_.blocks.end(), question.block) == pack_.blocks.end()) {
        unknown(at.at("block"), "pack.unknown_block", "block", question.block, pack_.blocks);
      }
      question.safety = question.block == kSafetyBlock;
      question.type = one_of<Type>(at.at("type"),
                                   {{"single", Type::kSingle}, {"multiple", Type::kMultiple}, {"zones", Type::kZones},
                                    {"scale", Type::kScale}, {"number", Type::kNumber}},
                                   Type::kSingle);
      question.not_sure = one_of<Question::NotSure>(
          at.maybe("not_sure"), {{"whole", Question::NotSure::kWhole}, {"rows", Question::NotSure::kRows}},
          Question::NotSure::kNone);
      question.none = at.maybe("none").flag();
      question.prefer_not = at.maybe("prefer_not").flag();
      question.optional = at.maybe("optional").flag();
      question.show_if_unsure = at.maybe("show_if_unsure").flag();
      question.most = at.maybe("max").whole();
      question.show_when_text = at.maybe("show_when").text();
      question.show_when = expression(at.maybe("show_when"));
      if (const auto skipped = at.maybe("when_skipped"); skipped.exists()) {
        question.skipped_if = finding_at(skipped.at("if"));
        question.skipped_then = finding_at(skipped.at("then"));
      }
      if (const auto scale = at.maybe("scale"); scale.exists()) {
        question.minimum = scale.at("min").number();
        question.maximum = scale.at("max").number();
      }
      if (question.type == Type::kNumber) {
        const auto number = at.at("number");
        question.unit = number.at("unit").text();
        question.stores = number.at("stores").text();
        question.minimum = number.at("min").number();
        question.maximum = number.at("max").number();
        question.step = number.at("step").number();
      }
      question.first = static_cast<FindingIndex>(pack_.findings.size());
      for (const auto& option : at.maybe("options").items()) {
        option.only({"id", "unsure", "adult_only", "noted_only", "from", "to"});
        Finding finding;
        finding.id = new_id(option.at("id"), finding_ids);
        finding.question = static_cast<QuestionIndex>(pack_.questions.size());
        finding.unsure = one_of<UnsurePolicy>(
            option.maybe("unsure"),
            {{"ignore", UnsurePolicy::kIgnore}, {"step-down", UnsurePolicy::kStepDown}, {"as-yes", UnsurePolicy::kAsYes}},
            UnsurePolicy::kIgnore);
        finding.safety = question.safety;
        finding.age = question.id == kAgeQuestion;
        finding.adult_only = option.maybe("adult_only").flag();
        finding.noted_only = option.maybe("noted_only").flag();
        if (option.has("from")) {
          finding.from = option.at("from").whole();
          finding.to = option.at("to").whole();
        }
        pack_.findings.push_back(std::move(finding));
      }
      question.count = static_cast<std::uint16_t>(pack_.findings.size() - question.first);
      if (question.type == Type::kScale) check_bands(at, question);
      if (question.type != Type::kNumber && question.count < 2) at.report("pack.no_options", "a question needs at least 2 options");
      if (question.count > 32) at.report("pack.many_options", "a question has at most 32 options");
      pack_.questions.push_back(std::move(question));
    }
  }

  /// The options of a scale are bands of its numbers: each begins where the one before ends.
  void check_bands(const JsonReader& at, const Question& question) {
    double next = question.minimum;
    bool whole = true;
    for (std::size_t f = question.first; f < pack_.findings.size(); ++f) {
      whole = whole && pack_.findings[f].from == next && pack_.findings[f].to >= next;
      next = pack_.findings[f].to + 1.0;
    }
    if (!whole || next != question.maximum + 1) {
      at.report("pack.scale_gap", "the options of a scale must cover its numbers one after the other, without a gap");
    }
  }

  int finding_at(const JsonReader& at) {
    const auto id = at.text();
    const int finding = number_of(id, finding_index_);
    if (finding < 0 && at.exists()) unknown(at, "pack.unknown_finding", "finding", id, finding_names_);
    return finding;
  }

  void read_groups() {
    std::set<std::string> seen;
    const auto list = file("groups.json").at("groups").items();
    for (const auto& at : list) {
      at.only({"id", "is"});
      Group group{new_id(at.at("id"), seen), expression(at.at("is"))};
      if (group.id.substr(0, 1) != "@") at.at("id").report("pack.bad_id", "a group's id starts with @");
      pack_.groups.push_back(std::move(group));
    }
    // A group that contains itself would never end.
    std::vector<int> state(pack_.groups.size(), 0);
    std::function<bool(std::size_t)> circular = [&](std::size_t index) {
      if (state[index] == 1) return true;
      if (state[index] == 2) return false;
      state[index] = 1;
      bool found = false;
      walk(pack_.groups[index].is, [&](const Expression& e) {
        if (e.op == Op::kGroup && circular(e.index)) found = true;
      });
      state[index] = 2;
      return found;
    };
    for (std::size_t i = 0; i < pack_.groups.size(); ++i) {
      if (circular(i)) list[i].report("pack.circular_group", "the group `" + pack_.groups[i].id + "` contains itself");
    }
    if (!errors_.empty()) {
      // Groups that could contain themselves must not be walked by what follows.
      for (auto& group : pack_.groups) group.is = {};
    }
  }

  Tier tier_at(const JsonReader& at) {
    return one_of<Tier>(at,
                        {{"routine", Tier::kRoutine}, {"soon", Tier::kSoon}, {"same-day", Tier::kSameDay},
                         {"emergency", Tier::kEmergency}},
                        Tier::kEmergency);
  }

  void read_ladder() {
    const auto top = file("red-flags.json");
    top.only({"$schema", "ladder", "step_down_route", "routes", "rules", "floors", "wells", "while_waiting"});
    auto rungs = top.at("ladder").items();
    pack_.ladder.push_back({});
    for (auto at = rungs.rbegin(); at != rungs.rend(); ++at) {
      at->only({"tier", "within_days"});
      pack_.ladder.push_back({tier_at(at->at("tier")), at->maybe("within_days").whole()});
    }
    if (pack_.ladder.size() > kMostRungs) top.at("ladder").report("pack.ladder", "the ladder has at most 15 rungs above self-care");
    for (std::size_t i = 1; i < pack_.ladder.size(); ++i) {
      const auto &lower = pack_.ladder[i - 1], &higher = pack_.ladder[i];
      const bool rises = lower.tier < higher.tier || (lower.tier == higher.tier && lower.within_days > higher.within_days);
      if (!rises) top.at("ladder").report("pack.ladder", "the ladder goes from the most urgent down, each rung once");
    }
    for (const auto& [tier, list] : top.at("routes").members()) {
      for (const auto& route : list.texts()) {
        if (std::find(pack_.routes.begin(), pack_.routes.end(), route) == pack_.routes.end()) pack_.routes.push_back(route);
      }
      routes_of_[tier] = list.texts();
    }
    step_down_route_ = top.at("step_down_route").text();
  }

  int route_index(const std::string& route) {
    const auto found = std::find(pack_.routes.begin(), pack_.routes.end(), route);
    return found == pack_.routes.end() ? -1 : static_cast<int>(found - pack_.routes.begin());
  }

  void read_tier(const JsonReader& at, Rule& rule) {
    const Tier tier = tier_at(at.at("tier"));
    const int within = tier == Tier::kSoon ? at.at("within_days").whole() : 0;
    for (std::size_t i = 1; i < pack_.ladder.size(); ++i) {
      if (pack_.ladder[i].tier == tier && pack_.ladder[i].within_days == within) rule.rung = static_cast<int>(i);
    }
    if (!rule.rung) {
      at.report("pack.no_rung", "no such rung on the ladder: " + std::string(name_of(tier)) + " " + std::to_string(within));
      return;  // there may be no rung at all, and so none to step down to
    }
    rule.rung_when_unsure = std::max(1, rule.rung - 1);
    const auto& routes = routes_of_[std::string(name_of(tier))];
    const auto route = at.maybe("route").text();
    if (routes.empty() != route.empty() ||
        (!route.empty() && std::find(routes.begin(), routes.end(), route) == routes.end())) {
      at.report("pack.route", "the route \"" + route + "\" does not belong to " + std::string(name_of(tier)));
    }
    rule.route = route_index(route);
    // Stepping down keeps a route that the lower tier also knows (maternity-now), else takes the ladder's.
    const auto lower = std::string(name_of(pack_.ladder[static_cast<std::size_t>(rule.rung_when_unsure)].tier));
    const auto& lower_routes = routes_of_[lower];
    if (rule.rung_when_unsure == rule.rung || std::find(lower_routes.begin(), lower_routes.end(), route) != lower_routes.end()) {
      rule.route_when_unsure = rule.route;
    } else if (!lower_routes.empty()) {
      rule.route_when_unsure = route_index(step_down_route_);
    }
  }

  /// INV-02: nothing in a red flag, nor in a group that it uses, may turn off when a finding is added.
  void refuse_not(const JsonReader& at, const Expression& e, const std::string& through, const std::string& who = "a red flag") {
    walk(e, [&](const Expression& part) {
      if (part.op == Op::kNot || part.op == Op::kNo) {
        at.report("pack.not_in_rule", who + " may not use NOT or NO" + (through.empty() ? "" : ", not even in " + through));
      }
      if (part.op == Op::kGroup) refuse_not(at, pack_.groups[part.index].is, "`" + pack_.groups[part.index].id + "`", who);
    });
  }

  void read_rules() {
    std::set<std::string> seen;
    const auto top = file("red-flags.json");
    std::vector<std::string> rule_names;
    Numbers rule_index;
    for (const auto& at : top.at("rules").items()) {
      at.only({"id", "tier", "route", "within_days", "when", "sources"});
      Rule rule;
      rule.id = new_id(at.at("id"), seen);
      number(rule.id, rule_names, rule_index);
      read_tier(at, rule);
      rule.when_text = at.maybe("when").text();
      if (rule.when_text.empty()) {
        at.report("pack.no_condition", "a rule without a condition would apply to nobody; write its `when`");
      } else {
        rule.when = expression(at.at("when"));
        refuse_not(at.at("when"), rule.when, "");
      }
      rule.sources = source_list(at.at("sources"));
      pack_.rules.push_back(std::move(rule));
    }
    pack_.first_floor = pack_.rules.size();
    for (const auto& at : top.at("floors").items()) {
      at.only({"id", "tier", "route", "within_days", "floor", "sources"});
      Rule rule;
      rule.id = new_id(at.at("id"), seen);
      read_tier(at, rule);
      rule.floor = one_of<Rule::Floor>(at.at("floor"),
                                       {{"growing-pains-not-met", Rule::Floor::kGrowingPainsNotMet},
                                        {"nothing-listed", Rule::Floor::kNothingListed}},
                                       Rule::Floor::kNothingListed);
      rule_index.emplace(rule.id, static_cast<std::uint16_t>(pack_.rules.size()));
      rule.sources = source_list(at.at("sources"));
      pack_.rules.push_back(std::move(rule));
    }
    for (const auto& at : top.at("wells").items()) {
      at.only({"id", "points", "when"});
      WellsItem item{at.at("id").text(), at.at("points").whole(), expression(at.at("when"))};
      // INV-10: the item that subtracts is never applied.
      if (item.points < 1) at.report("pack.wells", "a Wells item adds points; the one that subtracts is never used");
      refuse_not(at.at("when"), item.when, "");
      pack_.wells.push_back(std::move(item));
    }
    for (const auto& at : top.at("while_waiting").items()) {
      at.only({"id", "rules"});
      WhileWaiting waiting{at.at("id").text(), {}};
      for (const auto& entry : at.at("rules").items()) {
        const int rule = number_of(entry.text(), rule_index);
        if (rule < 0) {
          unknown(entry, "pack.unknown_rule", "rule", entry.text(), rule_names);
        } else {
          waiting.rules.push_back(static_cast<std::uint16_t>(rule));
        }
      }
      pack_.while_waiting.push_back(std::move(waiting));
    }
  }

  void read_patterns() {
    const auto top = file("patterns.json");
    top.only({"$schema", "scoring", "patterns"});
    const auto scoring = top.at("scoring");
    const auto points = scoring.at("points");
    auto& s = pack_.scoring;
    s.strong = points.at("strong").whole();
    s.moderate = points.at("moderate").whole();
    s.weak = points.at("weak").whole();
    s.well_for = scoring.at("well").at("for").whole();
    s.well_net = scoring.at("well").at("net").whole();
    s.partly_cause = scoring.at("partly").at("cause").whole();
    s.partly_contributor = scoring.at("partly").at("contributor").whole();
    s.explained_net = scoring.at("explained_net").whole();
    s.show_causes = scoring.at("show").at("causes").whole();
    s.show_contributors = scoring.at("show").at("contributors").whole();
    s.show_actions = scoring.at("show").at("actions").whole();
    std::set<std::string> seen;
    for (const auto& at : top.at("patterns").items()) {
      at.only({"id", "kind", "gate", "for", "against", "criteria", "remarks", "meets", "well_needs", "never_alone", "felt", "actions",
               "icd10cm", "icd10cm_if_diagnosed", "sources"});
      Pattern pattern;
      pattern.id = new_id(at.at("id"), seen);
      pattern.kind = one_of<Pattern::Kind>(
          at.at("kind"), {{"cause", Pattern::Kind::kCause}, {"contributor", Pattern::Kind::kContributor}}, Pattern::Kind::kCause);
      pattern.never_alone = at.maybe("never_alone").flag();
      pattern.gate = expression(at.at("gate"));
      pattern.meets = expression(at.maybe("meets"));
      pattern.well_needs = expression(at.maybe("well_needs"));
      const auto rows = [&](const char* name) {
        std::vector<Row> list;
        for (const auto& row : at.at(name).items()) {
          row.only({"when", "strength"});
          Row made;
          made.when = expression(row.at("when"));
          made.points = one_of<int>(row.at("strength"), {{"strong", s.strong}, {"moderate", s.moderate}, {"weak", s.weak}}, 0);
          list.push_back(std::move(made));
        }
        return list;
      };
      pattern.rows_for = rows("for");
      pattern.rows_against = rows("against");
      for (const auto& row : at.maybe("criteria").items()) {
        row.only({"id", "when"});
        pattern.criteria.push_back({row.at("id").text(), expression(row.at("when"))});
      }
      for (const auto& row : at.maybe("remarks").items()) {
        row.only({"id", "when"});
        pattern.remarks.push_back({row.at("id").text(), expression(row.at("when"))});
      }
      if (const auto felt = at.maybe("felt"); felt.exists()) {
        felt.only({"often", "sometimes"});
        pattern.felt_often = known_findings(felt.at("often"));
        pattern.felt_sometimes = known_findings(felt.maybe("sometimes"));
      }
      pattern.icd10cm = at.maybe("icd10cm").texts();
      pattern.icd10cm_if_diagnosed = at.maybe("icd10cm_if_diagnosed").texts();
      pattern.sources = source_list(at.at("sources"));
      number(pattern.id, pattern_names_, pattern_index_);
      pack_.patterns.push_back(std::move(pattern));
    }
  }

  std::vector<FindingIndex> known_findings(const JsonReader& list) {
    std::vector<FindingIndex> known;
    for (const auto& entry : list.items()) {
      const int finding = number_of(entry.text(), finding_index_);
      if (finding < 0) {
        unknown(entry, "pack.unknown_finding", "finding", entry.text(), finding_names_);
      } else {
        known.push_back(static_cast<FindingIndex>(finding));
      }
    }
    return known;
  }

  void read_actions() {
    std::set<std::string> seen;
    std::vector<std::string> names;
    Numbers index;
    for (const auto& at : file("actions.json").at("actions").items()) {
      at.only({"id", "kind", "serves", "grade", "hide_if", "lines", "timing", "standing", "ask_first", "knows", "poses", "sources"});
      Action action;
      action.id = new_id(at.at("id"), seen);
      action.kind = at.at("kind").text();
      const auto grade = at.at("grade").text();
      if (grade.size() != 1 || grade < "A" || grade > "D") at.at("grade").report("pack.unknown_value", "one of: A, B, C, D");
      if (!grade.empty()) action.grade = grade.front();
      for (const auto& entry : at.at("serves").items()) {
        const auto id = entry.text();
        const int pattern = number_of(id, pattern_index_);
        if (id == "*") {
          action.serves_all = true;
        } else if (pattern < 0) {
          unknown(entry, "pack.unknown_pattern", "pattern", id, pattern_names_);
        } else {
          action.serves.push_back(static_cast<std::uint16_t>(pattern));
        }
      }
      action.hide_if = expression(at.maybe("hide_if"));
      // Doubt hides an action; under a NOT it would show it.
      refuse_not(at.maybe("hide_if"), action.hide_if, "", "a hide-if");
      for (const auto& line : at.maybe("lines").items()) {
        line.only({"id", "hide_if"});
        action.lines.push_back({line.at("id").text(), expression(line.maybe("hide_if")), kNever});
      }
      read_timing(at.maybe("timing"), action.timing);
      action.standing = at.maybe("standing").flag();
      action.ask_first = at.maybe("ask_first").flag();
      action.knows = known_findings(at.maybe("knows"));
      std::vector<std::string> poses;
      for (const auto& entry : at.maybe("poses").items()) {
        Pose pose = read_pose(entry, poses);
        pose.knows = known_findings(entry.maybe("knows"));
        if (!entry.has("timing")) pose.timing = action.timing;
        action.poses.push_back(std::move(pose));
      }
      action.sources = source_list(at.at("sources"));
      number(action.id, names, index);
      pack_.actions.push_back(std::move(action));
    }
    const auto patterns = file("patterns.json").at("patterns").items();
    for (std::size_t i = 0; i < patterns.size() && i < pack_.patterns.size(); ++i) {
      for (const auto& entry : patterns[i].at("actions").items()) {
        const int action = number_of(entry.text(), index);
        if (action < 0) {
          unknown(entry, "pack.unknown_action", "action", entry.text(), names);
        } else {
          pack_.patterns[i].actions.push_back(static_cast<std::uint16_t>(action));
        }
      }
    }
  }

  void find_roles() {
    pack_.age_question = pack_.find_question(kAgeQuestion);
    pack_.child_group = index_of(pack_.groups, kChildGroup);
    pack_.growing_pains = pack_.find_pattern(kGrowingPains);
    if (pack_.age_question < 0) errors_.push_back({"pack.role", "questions.json", "the question `s-age` is needed"});
    if (pack_.child_group < 0) errors_.push_back({"pack.role", "groups.json", "the group `@child` is needed"});
    if (pack_.growing_pains < 0 || !pack_.patterns[static_cast<std::size_t>(pack_.growing_pains)].meets.exists()) {
      errors_.push_back({"pack.role", "patterns.json", "the pattern `growing-pains` with its `meets` is needed"});
    }
  }

  // --- gates and traces -----------------------------------------------------------------------------------------
  void build_circuit() {
    std::vector<Expression> groups;
    for (const auto& group : pack_.groups) groups.push_back(group.is);
    std::vector<std::pair<Expression, int>> wells;
    for (const auto& item : pack_.wells) wells.emplace_back(item.when, item.points);
    CircuitBuilder builder(static_cast<int>(pack_.findings.size()), groups, wells);
    builder_ = &builder;
    for (auto& rule : pack_.rules) {
      if (!rule.when.exists()) continue;
      rule.signal = builder.add(rule.when);
      walk(rule.when, [&](const Expression& e) {
        if (e.op == Op::kUnsureCount) rule.counts_unsure_of = pack_.emergency_group = e.index;
      });
      collect_leaves(rule.when, kAlways, kAlways, rule.leaves, rule.id);
    }
    for (auto& pattern : pack_.patterns) {
      pattern.gate_signal = pattern.gate.exists() ? builder.add(pattern.gate) : kAlways;
      pattern.meets_signal = pattern.meets.exists() ? builder.add(pattern.meets) : kNever;
      pattern.well_signal = pattern.well_needs.exists() ? builder.add(pattern.well_needs)
                            : pattern.meets.exists()    ? pattern.meets_signal
                                                        : kAlways;
      std::set<FindingIndex> reads;
      for (const auto f : findings_of(pack_, pattern.gate)) reads.insert(f);
      for (auto* rows : {&pattern.rows_for, &pattern.rows_against}) {
        for (auto& row : *rows) {
          row.signal = builder.add(row.when);
          collect_leaves(row.when, kAlways, kAlways, row.leaves, pattern.id);
          for (const auto& leaf : row.leaves) reads.insert(leaf.finding);
        }
      }
      pattern.reads.assign(reads.begin(), reads.end());
    }
    for (auto& action : pack_.actions) {
      action.hide_signal = builder.add(action.hide_if);
      for (auto& line : action.lines) line.hide_signal = builder.add(line.hide_if);
    }
    pack_.child_signal = builder.add({.op = Op::kGroup, .index = static_cast<std::uint16_t>(pack_.child_group)});
    pack_.circuit = builder.finish();
    builder_ = nullptr;
    if (pack_.emergency_group >= 0) {
      for (const auto f : findings_of(pack_, {.op = Op::kGroup, .index = static_cast<std::uint16_t>(pack_.emergency_group)})) {
        const auto question = pack_.findings[f].question;
        if (!pack_.questions[question].prefer_not) continue;
        if (pack_.declined_question >= 0 && pack_.declined_question != question) {
          errors_.push_back({"pack.role", "questions.json", "only one screen with emergency items may offer \"prefer not to say\""});
        }
        pack_.declined_question = question;
      }
      if (!plain_any(pack_.groups[static_cast<std::size_t>(pack_.emergency_group)].is, pack_.emergency_items)) {
        errors_.push_back({"pack.role", "groups.json", "the group in UNSURE_COUNT must be a plain ANY of findings"});
      }
    }
  }

  /// The findings of a plain ANY, groups opened, in the order they are written. False: it is something else.
  bool plain_any(const Expression& e, std::vector<FindingIndex>& out) const {
    if (e.op == Op::kGroup) return plain_any(pack_.groups[e.index].is, out);
    if (e.op == Op::kFinding && std::find(out.begin(), out.end(), e.index) == out.end()) out.push_back(e.index);
    return e.op == Op::kFinding || (e.op == Op::kAny && std::all_of(e.operands.begin(), e.operands.end(), [&](const Expression& o) {
                                      return plain_any(o, out);
                                    }));
  }

  std::vector<Score> scores_of(const Pattern& pattern, const std::vector<Row>& rows) {
    std::vector<Score> scores;
    int sum = 0;
    for (const auto& row : rows) {
      scores.push_back({row.signal, static_cast<std::uint8_t>(row.points)});
      sum += row.points;
    }
    // The sums are kept in a byte each.
    if (sum > 255) errors_.push_back({"pack.points", "patterns.json " + pattern.id, "its rows add up to more than 255 points"});
    return scores;
  }

  /// Short lists of what every assessment looks at, so that it need not look for it.
  void prepare() {
    for (const auto& finding : pack_.findings) pack_.lanes.push_back(lanes_of(finding));
    for (std::size_t q = 0; q < pack_.questions.size(); ++q) {
      auto& question = pack_.questions[q];
      if (!plain_any(question.show_when, question.shown_by)) question.shown_by.clear();
      if (question.skipped_if >= 0) pack_.skippable.push_back(static_cast<QuestionIndex>(q));
    }
    for (const auto& rule : pack_.rules) {
      pack_.alarms.push_back({rule.signal, static_cast<std::uint8_t>(rule.rung), static_cast<std::uint8_t>(rule.rung_when_unsure)});
    }
    for (auto& pattern : pack_.patterns) {
      pattern.scores_for = scores_of(pattern, pattern.rows_for);
      pattern.scores_against = scores_of(pattern, pattern.rows_against);
      pattern.offers = pattern.actions;
    }
    for (std::size_t a = 0; a < pack_.actions.size(); ++a) {
      const auto action = static_cast<std::uint16_t>(a);
      for (const auto p : pack_.actions[a].serves) {
        auto& offers = pack_.patterns[p].offers;
        if (std::find(offers.begin(), offers.end(), action) == offers.end()) offers.push_back(action);
      }
    }
  }

  /// Every finding of `e` with what must be true around it for it to count as a reason.
  void collect_leaves(const Expression& e, Signal guard, Signal outer, std::vector<Leaf>& out, const std::string& where) {
    switch (e.op) {
      case Op::kFinding: out.push_back({e.index, guard, outer}); return;
      case Op::kGroup: return collect_leaves(pack_.groups[e.index].is, guard, outer, out, where);
      case Op::kAll:
        for (const auto& operand : e.operands) collect_leaves(operand, guard, outer, out, where);
        return;
      case Op::kAny:
      case Op::kCount:
        for (const auto& operand : e.operands) collect_choice(operand, guard, outer, out, where);
        return;
      case Op::kWells:
        for (const auto& item : pack_.wells) collect_choice(item.when, guard, outer, out, where);
        return;
      case Op::kNothing:
      case Op::kUnsureCount:
      case Op::kNot:
      case Op::kNo: return;
    }
  }

  /// An operand that may be false while the whole is true: a compound one guards its findings.
  void collect_choice(const Expression& operand, Signal guard, Signal outer, std::vector<Leaf>& out, const std::string& where) {
    const Expression* e = &operand;
    while (e->op == Op::kGroup) e = &pack_.groups[e->index].is;
    if (e->op != Op::kAll && e->op != Op::kCount) return collect_leaves(*e, guard, outer, out, where);
    if (outer != kAlways) {
      errors_.push_back({"pack.too_deep", where, "more than two ALL inside ANY inside each other; make it two rules"});
      return;
    }
    collect_leaves(*e, builder_->add(*e), guard, out, where);
  }

  std::string_view bundle_;
  Errors errors_;
  Pack pack_;
  std::map<std::string, Json> files_;
  Numbers finding_index_, group_index_, source_index_, pattern_index_;
  std::vector<std::string> finding_names_, group_names_, source_names_, pattern_names_;
  std::map<std::string, std::vector<std::string>> routes_of_;
  std::string step_down_route_;
  CircuitBuilder* builder_ = nullptr;
};

}  // namespace

std::string_view name_of(Tier tier) {
  switch (tier) {
    case Tier::kSelfCare: return "self-care";
    case Tier::kRoutine: return "routine";
    case Tier::kSoon: return "soon";
    case Tier::kSameDay: return "same-day";
    case Tier::kEmergency: return "emergency";
  }
  return "";
}

int Pack::find_question(std::string_view id) const { return index_of(questions, id); }
int Pack::find_finding(std::string_view id) const { return index_of(findings, id); }
int Pack::find_rule(std::string_view id) const { return index_of(rules, id); }
int Pack::find_pattern(std::string_view id) const { return index_of(patterns, id); }
int Pack::find_action(std::string_view id) const { return index_of(actions, id); }

std::vector<FindingIndex> findings_of(const Pack& pack, const Expression& expression) {
  std::set<FindingIndex> found;
  std::function<void(const Expression&)> enter = [&](const Expression& e) {
    if (e.op == Op::kFinding) found.insert(e.index);
    if (e.op == Op::kGroup || e.op == Op::kUnsureCount) walk(pack.groups[e.index].is, enter);
    if (e.op == Op::kWells) {
      for (const auto& item : pack.wells) walk(item.when, enter);
    }
  };
  walk(expression, enter);
  return {found.begin(), found.end()};
}

Result<Pack> load_pack(std::string_view bundle) { return Loader(bundle).load(); }

}  // namespace nightlegs
