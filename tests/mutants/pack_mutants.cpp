// pack_mutants.cpp - the content, wrong in one place at a time; does any case of the suite notice?
//
//   pack_mutants           makes every mutant and holds each case against it; fails on a survivor that survivors.json does not name
//   pack_mutants --once    only holds the content as it is against the cases
//   pack_mutants --find    also looks for people who tell a survivor apart, and prints them for oracle.mjs
//
// A mutant is killed when the loader refuses it or a case comes out otherwise. Nothing here looks at the texts themselves.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "nightlegs/assessment.hpp"
#include "nightlegs/random.hpp"

namespace nightlegs::mutants {
namespace {

using Op = Expression::Op;

[[noreturn]] void stop(const std::string& what) {
  std::fprintf(stderr, "pack_mutants: %s\n", what.c_str());
  std::exit(2);
}

std::string read_file(const std::string& path) {
  std::ifstream stream(std::string(NIGHTLEGS_ROOT) + "/" + path, std::ios::binary);
  if (!stream) stop(path + " cannot be read");
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

Json read_json(const std::string& path) {
  auto parsed = parse_json(read_file(path), path);
  if (!parsed) stop(sentence(parsed.errors().front()));
  return std::move(*parsed);
}

void write(const Json& value, JsonWriter& out) {
  switch (value.type) {
    case Json::Type::kNull: out.null(); return;
    case Json::Type::kBool: out.boolean(value.flag); return;
    case Json::Type::kNumber: out.number(value.number); return;
    case Json::Type::kString: out.string(value.text); return;
    case Json::Type::kArray:
      out.open_array();
      for (const auto& item : value.items) write(item, out);
      out.close_array();
      return;
    case Json::Type::kObject:
      out.open_object();
      for (const auto& [key, member] : value.members) {
        out.key(key);
        write(member, out);
      }
      out.close_object();
      return;
  }
}

Json string_of(std::string text) {
  Json json;
  json.type = Json::Type::kString;
  json.text = std::move(text);
  return json;
}
Json number_of(double number) {
  Json json;
  json.type = Json::Type::kNumber;
  json.number = number;
  return json;
}

Json* member(Json& object, std::string_view name) {
  for (auto& [key, value] : object.members) {
    if (key == name) return &value;
  }
  return nullptr;
}

// --- the content as it is ---------------------------------------------------------------------------------------------

const std::vector<std::string> kNames = {"about", "actions", "emergency-numbers", "groups", "patterns", "questions", "red-flags", "sources"};

struct Original {
  std::map<std::string, Json> files;
  std::map<std::string, std::string> texts;
  Pack pack;
};

std::string bundle_of(const std::map<std::string, std::string>& texts) {
  std::string bundle;
  for (const auto& name : kNames) bundle += "=== " + name + ".json\n" + texts.at(name);
  return bundle;
}

const Original& original() {
  static const Original made = [] {
    Original o;
    for (const auto& name : kNames) {
      o.texts[name] = read_file("assets/pack/" + name + ".json");
      o.files[name] = read_json("assets/pack/" + name + ".json");
    }
    auto pack = load_pack(bundle_of(o.texts));
    if (!pack) stop(sentence(pack.errors().front()));
    o.pack = std::move(*pack);
    return o;
  }();
  return made;
}

// --- mutants ----------------------------------------------------------------------------------------------------------

struct Mutant {
  std::string id;
  bool lowers = false;  // it can make a result less urgent
  std::string file;     // which file, and its text
  std::string text;
  std::set<FindingIndex> touches;
};

std::string text_of(const Expression& e) {
  const auto& pack = original().pack;
  const auto list = [&](const std::string& head) {
    std::string text = head;
    for (std::size_t i = 0; i < e.operands.size(); ++i) text += (i ? ", " : "") + text_of(e.operands[i]);
    return text + ")";
  };
  switch (e.op) {
    case Op::kNothing: return "";
    case Op::kFinding: return pack.findings[e.index].id;
    case Op::kGroup: return pack.groups[e.index].id;
    case Op::kAny: return list("ANY(");
    case Op::kAll: return list("ALL(");
    case Op::kNot: return list("NOT(");
    case Op::kNo: return list("NO(");
    case Op::kCount: return list("COUNT(" + std::to_string(e.count) + "; ");
    case Op::kWells: return "WELLS>=" + std::to_string(e.count);
    case Op::kUnsureCount: return "UNSURE_COUNT(" + pack.groups[e.index].id + ")>=" + std::to_string(e.count);
  }
  return "";
}

struct Change {
  std::string what;
  bool stricter = false;  // true of fewer people
  Expression now;
};

/// Every expression that differs from `e` in one place.
void changes_of(const Expression& e, const std::function<void(Change)>& out) {
  const auto with_count = [&](int count, const char* what) {
    if (count < 1) return;
    Expression now = e;
    now.count = count;
    out({text_of(e) + what, count > e.count, now});
  };
  if (e.op == Op::kCount || e.op == Op::kWells || e.op == Op::kUnsureCount) {
    with_count(e.count + 1, " one more");
    with_count(e.count - 1, " one less");
  }
  if ((e.op == Op::kAny || e.op == Op::kAll) && e.operands.size() > 1) {
    Expression now = e;
    now.op = e.op == Op::kAny ? Op::kAll : Op::kAny;
    out({text_of(e) + " as " + (now.op == Op::kAll ? "ALL" : "ANY"), now.op == Op::kAll, now});
  }
  if (e.op == Op::kNot) out({text_of(e) + " without NOT", true, e.operands.front()});
  for (std::size_t i = 0; i < e.operands.size(); ++i) {
    if (e.operands.size() > 1) {
      Expression now = e;
      now.operands.erase(now.operands.begin() + static_cast<std::ptrdiff_t>(i));
      out({text_of(e) + " without " + text_of(e.operands[i]), e.op == Op::kAny || e.op == Op::kCount, now});
    }
    changes_of(e.operands[i], [&](Change inner) {
      Expression now = e;
      now.operands[i] = std::move(inner.now);
      out({inner.what, inner.stricter, std::move(now)});
    });
  }
}

class Maker {
 public:
  std::vector<Mutant> make() {
    red_flags();
    groups();
    patterns();
    questions();
    actions();
    return std::move(list_);
  }

 private:
  static std::set<FindingIndex> reads(const Expression& e) {
    const auto list = findings_of(original().pack, e);
    return {list.begin(), list.end()};
  }

  /// Keeps the file as it is now, under that id.
  void keep(const std::string& file, Json& tree, const std::string& id, bool lowers, const std::set<FindingIndex>& touches) {
    JsonWriter out;
    write(tree, out);
    list_.push_back({id, lowers, file, out.take() + "\n", touches});
  }
  void swap(const std::string& file, Json& tree, Json& place, Json now, const std::string& id, bool lowers, const std::set<FindingIndex>& touches) {
    std::swap(place, now);
    keep(file, tree, id, lowers, touches);
    std::swap(place, now);
  }
  void without(const std::string& file, Json& tree, Json& object, std::string_view key, const std::string& id, bool lowers,
               const std::set<FindingIndex>& touches) {
    if (!member(object, key)) return;
    Json before = object;
    std::erase_if(object.members, [&](const auto& one) { return one.first == key; });
    keep(file, tree, id, lowers, touches);
    object = std::move(before);
  }
  void numbers(const std::string& file, Json& tree, Json& place, const std::string& id, const std::set<FindingIndex>& touches) {
    swap(file, tree, place, number_of(place.number + 1), id + " one more", false, touches);
    swap(file, tree, place, number_of(place.number - 1), id + " one less", false, touches);
  }
  void expression(const std::string& file, Json& tree, Json* place, const Expression& e, const std::string& id, bool urgent,
                  const std::set<FindingIndex>& touches) {
    if (!place) return;
    changes_of(e, [&](Change change) {
      swap(file, tree, *place, string_of(text_of(change.now)), id + ": " + change.what, urgent && change.stricter, touches);
    });
  }

  void red_flags() {
    Json tree = original().files.at("red-flags");
    const auto& pack = original().pack;
    auto& rules = member(tree, "rules")->items;
    for (std::size_t r = 0; r < rules.size(); ++r) {
      const auto& rule = pack.rules[r];
      const auto touches = reads(rule.when);
      expression("red-flags", tree, member(rules[r], "when"), rule.when, rule.id, true, touches);
      lower(tree, rules[r], rule, touches);
    }
    std::set<FindingIndex> all;
    for (std::size_t f = 0; f < pack.findings.size(); ++f) all.insert(static_cast<FindingIndex>(f));
    auto& floors = member(tree, "floors")->items;
    for (std::size_t f = 0; f < floors.size(); ++f) lower(tree, floors[f], pack.rules[pack.first_floor + f], all);
    auto& wells = member(tree, "wells")->items;
    for (std::size_t w = 0; w < wells.size(); ++w) {
      const auto touches = reads(pack.wells[w].when);
      expression("red-flags", tree, member(wells[w], "when"), pack.wells[w].when, pack.wells[w].id, true, touches);
      Json& points = *member(wells[w], "points");
      swap("red-flags", tree, points, number_of(points.number + 1), pack.wells[w].id + " points one more", false, touches);
      swap("red-flags", tree, points, number_of(points.number - 1), pack.wells[w].id + " points one less", true, touches);
    }
  }

  /// One rung down the ladder.
  void lower(Json& tree, Json& rule, const Rule& known, const std::set<FindingIndex>& touches) {
    const auto& pack = original().pack;
    if (known.rung < 1) return;
    const auto& below = pack.ladder[static_cast<std::size_t>(known.rung) - 1];
    Json before = rule;
    std::erase_if(rule.members, [](const auto& one) { return one.first == "within_days" || one.first == "route"; });
    *member(rule, "tier") = string_of(std::string(name_of(below.tier)));
    if (below.within_days) rule.members.emplace_back("within_days", number_of(below.within_days));
    if (below.tier == Tier::kSameDay) rule.members.emplace_back("route", string_of("today"));
    keep("red-flags", tree, known.id + ": tier one lower", true, touches);
    rule = std::move(before);
  }

  void groups() {
    Json tree = original().files.at("groups");
    auto& groups = member(tree, "groups")->items;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const auto& group = original().pack.groups[g];
      const bool urgent = in_rules(static_cast<GroupIndex>(g));
      expression("groups", tree, member(groups[g], "is"), group.is, group.id, urgent, reads(group.is));
    }
  }
  static bool in_rules(GroupIndex wanted) {
    const auto& pack = original().pack;
    std::function<bool(const Expression&)> uses = [&](const Expression& e) {
      if ((e.op == Op::kGroup || e.op == Op::kUnsureCount) && (e.index == wanted || uses(pack.groups[e.index].is))) return true;
      return std::any_of(e.operands.begin(), e.operands.end(), uses);
    };
    return std::any_of(pack.rules.begin(), pack.rules.end(), [&](const Rule& rule) { return uses(rule.when); });
  }

  void patterns() {
    Json tree = original().files.at("patterns");
    const auto& pack = original().pack;
    std::set<FindingIndex> all;
    auto& list = member(tree, "patterns")->items;
    for (std::size_t p = 0; p < list.size(); ++p) {
      const auto& pattern = pack.patterns[p];
      std::set<FindingIndex> touches(pattern.reads.begin(), pattern.reads.end());
      for (const auto f : reads(pattern.meets)) touches.insert(f);
      for (const auto f : reads(pattern.well_needs)) touches.insert(f);
      all.insert(touches.begin(), touches.end());
      expression("patterns", tree, member(list[p], "gate"), pattern.gate, pattern.id + " gate", false, touches);
      expression("patterns", tree, member(list[p], "meets"), pattern.meets, pattern.id + " meets", false, touches);
      expression("patterns", tree, member(list[p], "well_needs"), pattern.well_needs, pattern.id + " well_needs", false, touches);
      for (const bool is_for : {true, false}) {
        auto& rows = member(list[p], is_for ? "for" : "against")->items;
        for (std::size_t i = 0; i < rows.size(); ++i) {
          const auto& row = (is_for ? pattern.rows_for : pattern.rows_against)[i];
          const auto id = pattern.id + (is_for ? " for " : " against ") + text_of(row.when);
          expression("patterns", tree, member(rows[i], "when"), row.when, id, false, touches);
          Json& strength = *member(rows[i], "strength");
          const std::vector<std::string> ladder = {"weak", "moderate", "strong"};
          const auto at = std::find(ladder.begin(), ladder.end(), strength.text);
          if (at != ladder.begin()) swap("patterns", tree, strength, string_of(*(at - 1)), id + ": one weaker", false, touches);
          if (at + 1 != ladder.end()) swap("patterns", tree, strength, string_of(*(at + 1)), id + ": one stronger", false, touches);
        }
      }
    }
    std::function<void(Json&, const std::string&)> scoring = [&](Json& node, const std::string& id) {
      if (node.is(Json::Type::kNumber)) numbers("patterns", tree, node, id, all);
      for (auto& [key, inner] : node.members) scoring(inner, id + " " + key);
    };
    scoring(*member(tree, "scoring"), "scoring");
  }

  void questions() {
    Json tree = original().files.at("questions");
    const auto& pack = original().pack;
    auto& list = member(tree, "questions")->items;
    for (std::size_t q = 0; q < list.size(); ++q) {
      const auto& question = pack.questions[q];
      const auto touches = reads(question.show_when);
      if (Json* when = member(list[q], "show_when")) {
        expression("questions", tree, when, question.show_when, question.id + " show_when", false, touches);
        const bool is_not = question.show_when.op == Op::kNot;
        const auto inverted = is_not ? text_of(question.show_when.operands.front()) : "NOT(" + when->text + ")";
        if (!is_not) swap("questions", tree, *when, string_of(inverted), question.id + " show_when inverted", question.safety, touches);
        without("questions", tree, list[q], "show_when", question.id + " show_when removed", false, touches);
        without("questions", tree, list[q], "show_if_unsure", question.id + " show_if_unsure removed", question.safety, touches);
        without("questions", tree, list[q], "when_skipped", question.id + " when_skipped removed", true, touches);
      }
      if (!member(list[q], "options")) continue;
      auto& options = member(list[q], "options")->items;
      for (std::size_t o = 0; o < options.size(); ++o) {
        const auto& finding = pack.findings[question.first + o];
        for (const char* edge : {"from", "to"}) {
          if (Json* number = member(options[o], edge)) numbers("questions", tree, *number, finding.id + " " + edge, {});
        }
        Json* unsure = member(options[o], "unsure");
        if (!unsure) continue;
        const bool as_yes = unsure->text == "as-yes";
        swap("questions", tree, *unsure, string_of(as_yes ? "step-down" : "ignore"), finding.id + (as_yes ? ": step-down" : ": ignore"), true,
             {static_cast<FindingIndex>(question.first + o)});
      }
    }
  }

  void actions() {
    Json tree = original().files.at("actions");
    const auto& pack = original().pack;
    auto& list = member(tree, "actions")->items;
    for (std::size_t a = 0; a < list.size(); ++a) {
      const auto& action = pack.actions[a];
      const auto touches = reads(action.hide_if);
      expression("actions", tree, member(list[a], "hide_if"), action.hide_if, action.id + " hide_if", false, touches);
      without("actions", tree, list[a], "hide_if", action.id + " hide_if emptied", false, touches);
    }
  }

  std::vector<Mutant> list_;
};

// --- what comes out for one person ------------------------------------------------------------------------------------

/// All that a case may speak of, by the numbers of the pack (which no mutant changes).
struct Outcome {
  int rung = 0, route = -1;
  std::map<std::uint16_t, std::string> flags;  // rule -> "fired soon 7"
  std::map<std::uint16_t, Fit> fits;
  std::set<std::uint16_t> actions;      // all that are offered, not the first few alone
  std::set<std::uint16_t> asked;        // questions with a condition that apply
  std::vector<std::uint16_t> causes, contributors;
  std::size_t shown = 0;                // actions on the page
  bool complete = true;
  int ask_next = -1;
  bool operator==(const Outcome&) const = default;
};

Outcome outcome_of(const Pack& pack, int show_actions, const Answers& answers, Workspace& work, Assessment& all) {
  assess(pack, answers, Missing::kUnsure, work, all);
  Outcome out;
  out.rung = all.rung;
  out.route = all.route;
  for (const auto& fired : all.red_flags) {
    const auto& rung = pack.ladder[static_cast<std::size_t>(fired.rung)];
    out.flags[fired.rule] = std::string(fired.stepped_down ? "stepped-down " : "fired ") + std::string(name_of(rung.tier)) +
                            (rung.within_days ? " " + std::to_string(rung.within_days) : "");
  }
  for (const auto& fit : all.patterns) {
    if (fit.fit != Fit::kNone) out.fits[fit.pattern] = fit.fit;
  }
  for (const auto* fit : listed(pack, all, Pattern::Kind::kCause)) out.causes.push_back(fit->pattern);
  for (const auto* fit : listed(pack, all, Pattern::Kind::kContributor)) out.contributors.push_back(fit->pattern);
  out.actions.insert(all.actions.begin(), all.actions.end());
  out.shown = std::min(out.actions.size(), static_cast<std::size_t>(show_actions));
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    // By the original's list of conditions: a mutant may have taken one away.
    if (original().pack.questions[q].show_when.exists() && is_shown(pack, static_cast<QuestionIndex>(q), all.findings)) {
      out.asked.insert(static_cast<std::uint16_t>(q));
    }
  }
  out.complete = all.findings.complete;
  out.ask_next = all.findings.ask_next;
  return out;
}

/// A mutant's pack, ready to show all of its actions.
struct Subject {
  Pack pack;
  int show_actions = 0;
};
std::optional<Subject> load(const std::string& bundle) {
  auto pack = load_pack(bundle);
  if (!pack) return std::nullopt;
  Subject subject{std::move(*pack), 0};
  subject.show_actions = std::max(0, subject.pack.scoring.show_actions);
  subject.pack.scoring.show_actions = 1000;
  return subject;
}

// --- cases ------------------------------------------------------------------------------------------------------------

struct Case {
  std::string name;
  Answers answers;
  std::function<bool(const Pack&, const Outcome&)> holds;
};

std::uint16_t number_of_id(int found, const std::string& id) {
  if (found < 0) stop("a case names `" + id + "`, which is not in the pack");
  return static_cast<std::uint16_t>(found);
}

Answers answers_of(const Json& json) {
  Errors errors;
  auto read = read_answers(original().pack, JsonReader(&json, "answers", "", &errors));
  if (!read) stop(sentence(read.errors().front()));
  return *read;
}

std::vector<std::string> texts(const Json* list) {
  std::vector<std::string> all;
  if (list) {
    for (const auto& item : list->items) all.push_back(item.is(Json::Type::kString) ? item.text : item.find("id")->text);
  }
  return all;
}

/// A person of cases.json: the screens answered, and of their options the ones that are not a no.
struct Person {
  std::set<FindingIndex> yes, unsure;
  std::set<QuestionIndex> declined, answered;

  [[nodiscard]] Answers answers() const {
    const auto& pack = original().pack;
    Answers answers = no_answers(pack);
    for (const auto q : answered) answers[q].kind = Answer::Kind::kGiven;
    for (const auto q : declined) {
      answers[q].kind = Answer::Kind::kPreferNot;
      answers[q].unsure = (1u << pack.questions[q].count) - 1;
    }
    for (const auto f : yes) answers[pack.findings[f].question].yes |= 1u << (f - pack.questions[pack.findings[f].question].first);
    for (const auto f : unsure) answers[pack.findings[f].question].unsure |= 1u << (f - pack.questions[pack.findings[f].question].first);
    return answers;
  }
};

/// Safety screens that are asked of everybody and were answered "none" unless a case says otherwise.
bool is_base(const Question& q) { return q.safety && q.none && !q.show_when.exists(); }

Person person_of(const Json& json) {
  const auto& pack = original().pack;
  Person person;
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    if (is_base(pack.questions[q])) person.answered.insert(static_cast<QuestionIndex>(q));
  }
  for (const auto& id : texts(json.find("yes"))) person.yes.insert(number_of_id(pack.find_finding(id), id));
  for (const auto& id : texts(json.find("unsure"))) person.unsure.insert(number_of_id(pack.find_finding(id), id));
  for (const auto& id : texts(json.find("declined"))) person.declined.insert(number_of_id(pack.find_question(id), id));
  for (const auto& id : texts(json.find("none"))) person.answered.insert(number_of_id(pack.find_question(id), id));
  for (const auto* list : {&person.yes, &person.unsure}) {
    for (const auto f : *list) person.answered.insert(pack.findings[f].question);
  }
  for (const auto q : person.declined) person.answered.erase(q);
  for (const auto& id : texts(json.find("left_out"))) person.answered.erase(number_of_id(pack.find_question(id), id));
  return person;
}

using Check = std::function<bool(const Pack&, const Outcome&)>;

Check check_of(const Json& expect, bool whole) {
  const auto& pack = original().pack;
  std::vector<Check> checks;
  for (const auto& [key, wanted] : expect.members) {
    if (key == "urgency") {
      checks.push_back([text = wanted.text](const Pack& p, const Outcome& o) { return name_of(tier_of(p, o.rung)) == text; });
    } else if (key == "within_days") {
      checks.push_back([days = static_cast<int>(wanted.number)](const Pack& p, const Outcome& o) {
        return p.ladder[static_cast<std::size_t>(o.rung)].within_days == days;
      });
    } else if (key == "route") {
      checks.push_back([route = wanted.text](const Pack& p, const Outcome& o) {
        return (o.route < 0 ? "" : p.routes[static_cast<std::size_t>(o.route)]) == route;
      });
    } else if (key == "must_fire" || key == "must_not_fire") {
      for (const auto& id : texts(&wanted)) {
        checks.push_back([rule = number_of_id(pack.find_rule(id), id), fires = key == "must_fire"](const Pack&, const Outcome& o) {
          return o.flags.contains(rule) == fires;
        });
      }
    } else if (key == "causes" || key == "contributors") {
      std::vector<std::uint16_t> ids;
      for (const auto& item : wanted.items) {
        const auto& id = item.is(Json::Type::kString) ? item.text : item.find("id")->text;
        ids.push_back(number_of_id(pack.find_pattern(id), id));
        if (const Json* fit = item.find("fit")) {
          checks.push_back([pattern = ids.back(), name = fit->text](const Pack&, const Outcome& o) {
            const auto found = o.fits.find(pattern);
            return found != o.fits.end() && name_of(found->second) == name;
          });
        }
      }
      checks.push_back([ids, causes = key == "causes"](const Pack&, const Outcome& o) { return (causes ? o.causes : o.contributors) == ids; });
    } else if (key == "red_flags") {
      std::map<std::uint16_t, std::string> flags;
      for (const auto& [id, state] : wanted.members) flags[number_of_id(pack.find_rule(id), id)] = state.text;
      checks.push_back([flags](const Pack&, const Outcome& o) { return o.flags == flags; });
    } else if (key == "fits") {
      std::map<std::uint16_t, Fit> fits;
      for (const auto& [id, fit] : wanted.members) fits[number_of_id(pack.find_pattern(id), id)] = fit.text == "well" ? Fit::kWell : Fit::kPartly;
      checks.push_back([fits](const Pack&, const Outcome& o) { return o.fits == fits; });
    } else if (key == "actions") {
      std::set<std::uint16_t> actions;
      for (const auto& id : texts(&wanted)) actions.insert(number_of_id(pack.find_action(id), id));
      // At most 5 are shown (self-care.md section 1).
      checks.push_back([actions](const Pack&, const Outcome& o) { return o.actions == actions && o.shown == std::min<std::size_t>(5, actions.size()); });
    } else if (key == "ask_next") {
      checks.push_back([question = pack.find_question(wanted.text)](const Pack&, const Outcome& o) { return o.ask_next == question; });
    } else if (key == "asked") {
      std::set<std::uint16_t> asked;
      for (const auto& id : texts(&wanted)) asked.insert(number_of_id(pack.find_question(id), id));
      checks.push_back([asked](const Pack&, const Outcome& o) { return o.asked == asked; });
    } else {
      stop("a case expects \"" + key + "\", which nothing checks");
    }
  }
  if (whole) checks.push_back([](const Pack&, const Outcome& o) { return o.complete && o.ask_next < 0; });
  return [checks](const Pack& p, const Outcome& o) {
    return std::all_of(checks.begin(), checks.end(), [&](const Check& check) { return check(p, o); });
  };
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const char* file : {"vectors", "examples", "paths"}) {
    for (const auto& journey : read_json(std::string("tests/journeys/") + file + ".json").items) {
      cases.push_back({journey.find("name")->text, answers_of(*journey.find("answers")), check_of(*journey.find("expect"), file == std::string("paths"))});
    }
  }
  for (const auto& journey : read_json("tests/journeys/rules.json").items) {
    const auto& id = journey.find("rule")->text;
    const auto rule = number_of_id(original().pack.find_rule(id), id);
    cases.push_back({id + " raises", answers_of(*journey.find("raises")), [rule](const Pack&, const Outcome& o) {
                       const auto found = o.flags.find(rule);
                       return found != o.flags.end() && found->second.starts_with("fired");
                     }});
    cases.push_back({id + " near miss", answers_of(*journey.find("near_miss")), [rule](const Pack&, const Outcome& o) { return !o.flags.contains(rule); }});
  }
  for (const auto& one : read_json("tests/mutants/cases.json").items) {
    cases.push_back({one.find("name")->text, person_of(one).answers(), check_of(*one.find("expect"), false)});
  }
  return cases;
}

/// The bands of a scale are in the names of its options: sev-4-6 is 4 to 6 (questions.md).
bool scales_hold(const Pack& pack) {
  for (const auto& question : pack.questions) {
    if (question.type != Question::Type::kScale) continue;
    for (int value = 0; value <= 10; ++value) {
      Json answers;
      answers.type = Json::Type::kObject;
      answers.members.emplace_back(question.id, number_of(value));
      Errors errors;
      const auto read = read_answers(pack, JsonReader(&answers, "", "", &errors));
      const auto q = static_cast<std::size_t>(pack.find_question(question.id));
      const std::uint32_t band = value <= 3 ? 1 : value <= 6 ? 2 : 4;
      if (!read || (*read)[q].yes != band) return false;
    }
  }
  return true;
}

/// Does any case come out otherwise? "" or which.
std::string killer_of(const std::optional<Subject>& subject, std::vector<Case>& cases) {
  if (!subject) return "the loader refuses it";
  if (!scales_hold(subject->pack)) return "a number falls into another band";
  Workspace work;
  Assessment all;
  for (const auto& one : cases) {
    if (!one.holds(subject->pack, outcome_of(subject->pack, subject->show_actions, one.answers, work, all))) return one.name;
  }
  return "";
}

// --- looking for people who tell a survivor apart ---------------------------------------------------------------------

/// Answers one question anew: of its options those in `focus` may be more than a no.
void roll(Person& person, QuestionIndex index, const std::set<FindingIndex>& focus, std::uint32_t often, std::uint32_t doubt, Dice& dice) {
  const auto& pack = original().pack;
  const auto& question = pack.questions[index];
  const auto own = [&](FindingIndex f) { return pack.findings[f].question == index; };
  std::erase_if(person.yes, own);
  std::erase_if(person.unsure, own);
  person.declined.erase(index);
  person.answered.erase(index);
  if (question.type == Question::Type::kNumber || dice.chance(question.safety ? 4 : 15)) return;  // left out
  if (question.prefer_not && doubt && dice.chance(15)) {
    person.declined.insert(index);
    return;
  }
  person.answered.insert(index);
  if (question.not_sure == Question::NotSure::kWhole && dice.chance(doubt / 2)) {
    for (std::size_t i = 0; i < question.count; ++i) person.unsure.insert(static_cast<FindingIndex>(question.first + i));
    return;
  }
  std::vector<FindingIndex> wanted;
  for (std::size_t i = 0; i < question.count; ++i) {
    const auto f = static_cast<FindingIndex>(question.first + i);
    if (!focus.contains(f)) continue;
    if (dice.chance(often)) {
      wanted.push_back(f);
    } else if (question.not_sure == Question::NotSure::kRows && dice.chance(doubt)) {
      person.unsure.insert(f);
    }
  }
  if (wanted.empty() && !question.none && std::none_of(person.unsure.begin(), person.unsure.end(), own)) {
    // Whoever is not under test is the dossier's base person.
    const int usual = pack.find_finding(question.id == "s-age" ? "age-25-39" : question.id == "s-who" ? "for-self" : question.id == "s-trend" ? "trend-comes-goes" : "");
    wanted.push_back(usual >= 0 ? static_cast<FindingIndex>(usual) : static_cast<FindingIndex>(question.first + dice.roll(question.count)));
  }
  const std::size_t most = question.is_single() ? 1 : question.most ? static_cast<std::size_t>(question.most) : wanted.size();
  while (wanted.size() > most) wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(dice.roll(static_cast<std::uint32_t>(wanted.size()))));
  person.yes.insert(wanted.begin(), wanted.end());
}

/// Somebody around `focus`: the base person, or one of `known`, with a few screens answered anew.
Person random_person(const std::set<FindingIndex>& focus, const std::vector<Person>& known, Dice& dice) {
  const auto& pack = original().pack;
  std::set<QuestionIndex> screens;
  for (const auto f : focus) screens.insert(pack.findings[f].question);
  const std::uint32_t often = std::vector<std::uint32_t>{8, 20, 35, 60, 85}[dice.roll(5)], doubt = dice.chance(50) ? 25 : 0;
  if (!known.empty() && dice.chance(60)) {
    Person person = known[dice.roll(static_cast<std::uint32_t>(known.size()))];
    const std::vector<QuestionIndex> list(screens.begin(), screens.end());
    for (std::uint32_t left = 1 + dice.roll(5); left > 0; --left) roll(person, list[dice.roll(static_cast<std::uint32_t>(list.size()))], focus, often, doubt, dice);
    return person;
  }
  Person person;
  for (const char* needed : {"s-trend", "s-who", "s-age"}) screens.insert(static_cast<QuestionIndex>(pack.find_question(needed)));
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    const auto index = static_cast<QuestionIndex>(q);
    if (is_base(pack.questions[q])) person.answered.insert(index);
    if (screens.contains(index)) roll(person, index, focus, often, doubt, dice);
  }
  return person;
}

Person person_of(const Answers& answers) {
  const auto& pack = original().pack;
  Person person;
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    const auto index = static_cast<QuestionIndex>(q);
    const auto& answer = answers[q];
    if (!answer.exists()) continue;
    (answer.kind == Answer::Kind::kPreferNot ? person.declined : person.answered).insert(index);
    if (answer.kind == Answer::Kind::kPreferNot) continue;
    for (std::size_t i = 0; i < pack.questions[q].count; ++i) {
      const auto f = static_cast<FindingIndex>(pack.questions[q].first + i);
      if (answer.yes >> i & 1) person.yes.insert(f);
      if (answer.unsure >> i & 1) person.unsure.insert(f);
    }
  }
  return person;
}

/// Nobody when it is not found; an empty person when one of those `before` does it.
std::optional<Person> find_person(const Mutant& mutant, const Subject& subject, const Subject& plain, const std::vector<Person>& before,
                                  const std::vector<Person>& known) {
  const auto& pack = original().pack;
  std::vector<std::set<FindingIndex>> users;
  const auto use = [&](const std::vector<FindingIndex>& reads) {
    if (std::any_of(reads.begin(), reads.end(), [&](FindingIndex f) { return mutant.touches.contains(f); })) users.emplace_back(reads.begin(), reads.end());
  };
  for (const auto& rule : pack.rules) {
    if (mutant.id.starts_with(rule.id + ":")) {
      users.push_back(mutant.touches);
      break;
    }
  }
  if (users.empty()) {
    for (const auto& rule : pack.rules) use(findings_of(pack, rule.when));
    for (const auto& pattern : pack.patterns) {
      if (mutant.id.starts_with(pattern.id + " ")) users.assign(1, mutant.touches);
    }
    if (users.size() != 1) {
      for (const auto& pattern : pack.patterns) use(pattern.reads);
      for (const auto& action : pack.actions) {
        if (!action.hide_if.exists()) continue;
        auto reads = findings_of(pack, action.hide_if);
        // It must be offered before it can be hidden.
        for (const auto p : action.serves) reads.insert(reads.end(), pack.patterns[p].reads.begin(), pack.patterns[p].reads.end());
        use(reads);
      }
      for (const auto& question : pack.questions) use(findings_of(pack, question.show_when));
    }
  }
  if (users.empty()) users.push_back(mutant.touches);
  if (mutant.touches.empty()) return std::nullopt;
  Dice dice(std::hash<std::string>{}(mutant.id));
  Workspace work;
  Assessment all;
  const auto differs = [&](const Person& person) {
    const auto answers = person.answers();
    return !(outcome_of(subject.pack, subject.show_actions, answers, work, all) == outcome_of(plain.pack, plain.show_actions, answers, work, all));
  };
  // Whoever tells another mutant apart may tell this one apart too.
  if (std::any_of(before.begin(), before.end(), differs)) return Person{};
  // A pattern's own condition shows best in those whom it fits well.
  std::vector<Person> near;
  for (const auto& pattern : pack.patterns) {
    if (!mutant.id.starts_with(pattern.id + " ")) continue;
    const auto index = static_cast<std::uint16_t>(pack.find_pattern(pattern.id));
    for (const auto& person : known) {
      const auto out = outcome_of(plain.pack, plain.show_actions, person.answers(), work, all);
      const auto found = out.fits.find(index);
      if (found != out.fits.end() && found->second == Fit::kWell) near.push_back(person);
    }
  }
  const std::vector<FindingIndex> touched(mutant.touches.begin(), mutant.touches.end());
  for (int i = 0; i < 20000 && !near.empty(); ++i) {
    Person person = near[dice.roll(static_cast<std::uint32_t>(near.size()))];
    for (std::uint32_t left = 1 + dice.roll(3); left > 0; --left) {
      // One finding turned, and what its screen says otherwise kept.
      const auto f = touched[dice.roll(static_cast<std::uint32_t>(touched.size()))];
      const auto& question = pack.questions[pack.findings[f].question];
      if (question.is_single() || dice.chance(20)) std::erase_if(person.yes, [&](FindingIndex y) { return pack.findings[y].question == pack.findings[f].question; });
      std::erase_if(person.unsure, [&](FindingIndex y) { return pack.findings[y].question == pack.findings[f].question; });
      person.declined.erase(pack.findings[f].question);
      person.answered.insert(pack.findings[f].question);
      if (!person.yes.erase(f)) person.yes.insert(f);
      const auto count = std::count_if(person.yes.begin(), person.yes.end(), [&](FindingIndex y) { return pack.findings[y].question == pack.findings[f].question; });
      if (count == 0 && !question.none) person.answered.erase(pack.findings[f].question);
      if (question.most && count > question.most) person.yes.erase(f);
    }
    if (differs(person)) return person;
  }
  for (int i = 0; i < 20000; ++i) {
    auto focus = users[dice.roll(static_cast<std::uint32_t>(users.size()))];
    focus.insert(mutant.touches.begin(), mutant.touches.end());
    Person person = random_person(focus, known, dice);
    if (differs(person)) return person;
  }
  return std::nullopt;
}

void print_person(const Mutant& mutant, const Person& person) {
  const auto& pack = original().pack;
  JsonWriter json;
  json.open_object().key("name").string(mutant.id);
  const auto list = [&](const char* key, const auto& set, const auto& names) {
    json.key(key).open_array();
    for (const auto i : set) json.string(names[i].id);
    json.close_array();
  };
  list("yes", person.yes, pack.findings);
  list("unsure", person.unsure, pack.findings);
  list("declined", person.declined, pack.questions);
  list("answered", person.answered, pack.questions);
  json.close_object();
  std::printf("%s\n", json.take().c_str());
}

int run(bool find, bool once) {
  auto cases = all_cases();
  const auto plain = load(bundle_of(original().texts));
  {
    Workspace work;
    Assessment all;
    for (const auto& one : cases) {
      if (!one.holds(plain->pack, outcome_of(plain->pack, plain->show_actions, one.answers, work, all))) {
          const auto out = outcome_of(plain->pack, plain->show_actions, one.answers, work, all);
        std::string told;
        for (const auto& [rule, state] : out.flags) told += " " + plain->pack.rules[rule].id + "=" + state;
        for (const auto& [pattern, fit] : out.fits) told += " " + plain->pack.patterns[pattern].id + "=" + std::string(name_of(fit));
        for (const auto action : out.actions) told += " " + plain->pack.actions[action].id;
        for (const auto question : out.asked) told += " " + plain->pack.questions[question].id;
        told += " ask_next=" + (out.ask_next < 0 ? "" : plain->pack.questions[static_cast<std::size_t>(out.ask_next)].id);
        std::printf("the case \"%s\" does not hold for the content as it is:%s\n", one.name.c_str(), told.c_str());
        if (!find) return 1;
      }
    }
  }
  if (once) return 0;
  const auto mutants = Maker().make();
  std::map<std::string, std::string> named;  // survivors with their reason
  for (const auto& [id, reason] : read_json("tests/mutants/survivors.json").members) named[id] = reason.text;

  std::vector<std::string> killers(mutants.size());
  std::vector<std::optional<Person>> found(mutants.size());
  std::vector<Person> people, known;
  for (const auto& one : cases) known.push_back(person_of(one.answers));
  std::mutex guard;
  std::atomic<std::size_t> next{0};
  const auto work_on = [&] {
    auto own = cases;  // the killer of the last mutant is tried first: neighbours die of the same case
    for (std::size_t m; (m = next++) < mutants.size();) {
      auto texts = original().texts;
      texts[mutants[m].file] = mutants[m].text;
      const auto subject = load(bundle_of(texts));
      killers[m] = killer_of(subject, own);
      if (!killers[m].empty()) {
        const auto killer = std::find_if(own.begin(), own.end(), [&](const Case& one) { return one.name == killers[m]; });
        if (killer != own.end()) std::rotate(own.begin(), killer, killer + 1);
      } else if (find) {
        std::vector<Person> before;
        {
          const std::lock_guard lock(guard);
          before = people;
        }
        found[m] = find_person(mutants[m], *subject, *plain, before, known);
        if (found[m] && !found[m]->answered.empty()) {
          const std::lock_guard lock(guard);
          people.push_back(*found[m]);
        }
      }
    }
  };
  std::vector<std::thread> threads;
  const auto workers = std::max(1u, std::min(4u, std::thread::hardware_concurrency()));
  for (unsigned i = 0; i < workers; ++i) threads.emplace_back(work_on);
  for (auto& thread : threads) thread.join();

  int killed = 0, equivalent = 0, lowering = 0, lowering_alive = 0, alive = 0, wrong = 0, refused = 0;
  for (std::size_t m = 0; m < mutants.size(); ++m) {
    lowering += mutants[m].lowers ? 1 : 0;
    const auto known = named.find(mutants[m].id);
    if (!killers[m].empty()) {
      ++killed;
      refused += killers[m] == "the loader refuses it" ? 1 : 0;
      if (known != named.end()) {
        ++wrong;
        std::printf("survivors.json says that this one lives, but \"%s\" kills it: %s\n", killers[m].c_str(), mutants[m].id.c_str());
      }
    } else if (known != named.end()) {
      known->second.starts_with("equivalent") ? ++equivalent : ++alive;
      lowering_alive += mutants[m].lowers && !known->second.starts_with("equivalent") ? 1 : 0;
    } else {
      ++wrong;
      if (!find) std::printf("no case notices this mutant%s: %s\n", mutants[m].lowers ? " (it lowers urgency)" : "", mutants[m].id.c_str());
      if (find && found[m] && !found[m]->answered.empty()) print_person(mutants[m], *found[m]);
      if (find && !found[m]) std::fprintf(stderr, "nobody found for %s%s\n", mutants[m].lowers ? "(lowers) " : "", mutants[m].id.c_str());
    }
  }
  std::fprintf(find ? stderr : stdout,
               "mutants: %zu made, %d killed (%d by the loader), %d equivalent, %d live for a named reason, %d new; %d of them lower urgency, %d of those live\n",
               mutants.size(), killed, refused, equivalent, alive, wrong, lowering, lowering_alive);
  const bool enough = lowering_alive == 0 && alive * 20 <= static_cast<int>(mutants.size()) - lowering;
  return wrong == 0 && enough ? 0 : 1;
}

}  // namespace
}  // namespace nightlegs::mutants

int main(int argc, char** argv) { 
  const std::string mode = argc > 1 ? argv[1] : "";
  return nightlegs::mutants::run(mode == "--find", mode == "--once");
}
