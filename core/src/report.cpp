// report.cpp - traces to sentences.
#include "nightlegs/report.hpp"

#include <algorithm>

namespace nightlegs {
namespace {

bool has(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && !has(list, text)) list.push_back(std::move(text));
}

/// The option that the person really chose for a finding that follows from another question.
FindingIndex as_answered(const Pack& pack, const Findings& findings, FindingIndex finding) {
  const auto& question = pack.questions[pack.findings[finding].question];
  if (question.skipped_then == finding && question.skipped_if >= 0 &&
      findings[static_cast<FindingIndex>(question.skipped_if)] == Status::kYes) {
    return static_cast<FindingIndex>(question.skipped_if);
  }
  return finding;
}

std::string reason_of(const Pack& pack, const Words& words, const Findings& findings, FindingIndex finding) {
  return words.reason(pack.findings[as_answered(pack, findings, finding)].id);
}

/// Fills `report.reasons`. A rule that rests on declined answers alone names no item (red-flags.md section 2).
void tell_reasons(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment, Report& report) {
  for (const auto& fired : assessment.red_flags) {
    const auto& rule = pack.rules[fired.rule];
    Reason reason;
    bool unsure = false, declined = false, asked = false;
    if (fired.because.count == 0) asked = assessment.findings.complete;  // a floor, which speaks about a finished check
    for (const auto finding : assessment.findings_in(fired.because)) {
      const bool answered = answers[pack.findings[finding].question].exists();
      asked = asked || answered;
      switch (assessment.findings[finding]) {
        case Status::kYes: add_once(reason.answers, reason_of(pack, words, assessment.findings, finding)); break;
        case Status::kUnsure:
          unsure = true;
          if (!fired.certain) add_once(answered ? reason.not_certain : reason.not_asked, words.label(pack.findings[finding].id));
          break;
        case Status::kDeclined: declined = true; break;
        case Status::kHidden:
        case Status::kUnasked:
        case Status::kNo: break;
      }
    }
    if (declined && !fired.certain) report.declined = true;
    // Doubt from declined answers alone: the tier stands, the item stays unnamed. The count of unsure emergency signs
    // names none, so it may speak.
    if (!fired.certain && !unsure && declined && rule.counts_unsure_of < 0) continue;
    reason.rule = rule.id;
    reason.say = words.maybe({"rules", rule.id, "say"});
    reason.cause = words.maybe({"rules", rule.id, "cause"});
    reason.tier = name_of(tier_of(pack, fired.rung));
    if (fired.route >= 0 && fired.route != assessment.route) {
      reason.route = words.maybe({"routes", pack.routes[static_cast<std::size_t>(fired.route)]});
    }
    if (fired.stepped_down && fired.rung != rule.rung) {
      const auto heading = tier_heading(words, pack.ladder[static_cast<std::size_t>(fired.rung)]);
      reason.counts_as = filled(words.ui("counts-as"), "heading", heading);
    }
    reason.sources = rule.sources;
    reason.is_asked = asked;
    report.reasons.push_back(std::move(reason));
  }
}

void tell_doubts(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment, Report& report) {
  const auto emergency = pack.emergency_group < 0
                             ? std::vector<FindingIndex>{}
                             : findings_of(pack, pack.groups[static_cast<std::size_t>(pack.emergency_group)].is);
  for (const bool urgent : {true, false}) {
    for (std::size_t f = 0; f < pack.findings.size(); ++f) {
      const auto& finding = pack.findings[f];
      const auto index = static_cast<FindingIndex>(f);
      if (!finding.safety || assessment.findings[index] != Status::kUnsure) continue;
      if (!answers[finding.question].exists()) continue;  // a screen left out is told once, by `complete`
      // "Not sure" about the trend, or about an age that is still missing, is not something to look at again on the leg.
      if (finding.unsure == UnsurePolicy::kIgnore || finding.age) continue;
      if (std::binary_search(emergency.begin(), emergency.end(), index) != urgent) continue;
      report.doubts.push_back({pack.questions[finding.question].id, finding.id, words.label(finding.id),
                               words.maybe({"options", finding.id, "help"}), urgent});
    }
  }
}

PatternReport tell_pattern(const Pack& pack, const Words& words, const Assessment& assessment, const PatternFit& fit) {
  const auto& pattern = pack.patterns[fit.pattern];
  PatternReport told;
  told.id = pattern.id;
  told.name = words.maybe({"patterns", pattern.id, "name"});
  told.note = words.maybe({"patterns", pattern.id, "note"});
  told.grade = fit.fit;
  for (const auto f : assessment.findings_in(fit.rows_for)) {
    add_once(told.rows_for, reason_of(pack, words, assessment.findings, f));
  }
  for (const auto f : assessment.findings_in(fit.rows_against)) {
    add_once(told.rows_against, reason_of(pack, words, assessment.findings, f));
  }
  switch (fit.fit) {
    case Fit::kWell: told.fit = words.ui("fits-well"); break;
    case Fit::kPartly: told.fit = words.ui("fits-partly"); break;
    case Fit::kNone: told.fit = words.ui("cant-tell-yet"); break;
  }
  for (const auto& remark : pattern.remarks) {
    if (holds(pack, remark.when, assessment.findings, false)) {
      add_once(told.remarks, words.maybe({"patterns", pattern.id, "remarks", remark.id}));
    }
  }
  const auto name = words.maybe({"patterns", pattern.id, "criteria_name"});
  if (fit.meets && !name.empty()) told.criteria = filled(words.ui("meets-criteria"), "criteria", name);
  return told;
}

ActionReport tell_action(const Pack& pack, const Words& words, const Findings& findings, std::uint16_t index) {
  const auto& action = pack.actions[index];
  ActionReport told;
  told.id = action.id;
  told.exercise = action.kind == "exercise";
  told.standing = action.standing;
  told.ask_first = action.ask_first;
  told.name = words.maybe({"actions", action.id, "name"});
  told.text = words.maybe({"actions", action.id, "text"});
  told.steps = words.list({"actions", action.id, "steps"});
  told.caution = words.maybe({"actions", action.id, "caution"});
  told.sitting = words.maybe({"actions", action.id, "sitting"});
  told.evidence = words.maybe({"grades", std::string(1, action.grade)});
  for (const auto& line : action.lines) {
    if (holds(pack, line.hide_if, findings, true)) continue;
    add_once(told.lines, words.maybe({"actions", action.id, "lines", line.id}));
  }
  const auto say = [&](const char* key, int value) {
    if (!value) return;
    if (!told.timing.empty()) told.timing += " ";
    told.timing += filled(words.ui(key), "n", std::to_string(value));
  };
  say("hold-seconds", action.timing.hold_seconds);
  say("rest-seconds", action.timing.rest_seconds);
  say("repetitions", action.timing.repetitions);
  return told;
}

/// Is it true when every doubt counts, as for hiding (self-care.md section 1)? Then its findings go to `out`.
bool in_doubt(const Pack& pack, const Findings& findings, const Expression& e, std::vector<FindingIndex>& out) {
  using Op = Expression::Op;
  const auto before = out.size();
  int held = 0;
  switch (e.op) {
    case Op::kFinding:
      if (!(pack.lanes[e.index][static_cast<std::size_t>(findings[e.index])] & lane::kAnyDoubt)) return false;
      out.push_back(e.index);
      return true;
    case Op::kGroup: return in_doubt(pack, findings, pack.groups[e.index].is, out);
    case Op::kAny:
    case Op::kAll:
    case Op::kCount:
      for (const auto& operand : e.operands) held += in_doubt(pack, findings, operand, out) ? 1 : 0;
      break;
    case Op::kNothing:
    case Op::kWells:
    case Op::kUnsureCount:
    case Op::kNot:
    case Op::kNo: return false;
  }
  const int needed = e.op == Op::kAny ? 1 : e.op == Op::kAll ? static_cast<int>(e.operands.size()) : e.count;
  if (held < needed) out.resize(before);
  return held >= needed;
}

/// Why each action is offered, and which were kept back because of an answer.
void tell_why_actions(const Pack& pack, const Words& words, const Assessment& assessment, Report& report) {
  report.hides_all_actions = tier_of(pack, assessment.rung) >= Tier::kSameDay;
  if (report.hides_all_actions) return;
  std::vector<const PatternFit*> fits = listed(pack, assessment, Pattern::Kind::kCause);
  for (const auto* one : listed(pack, assessment, Pattern::Kind::kContributor)) fits.push_back(one);
  for (std::size_t a = 0; a < pack.actions.size(); ++a) {
    const auto& action = pack.actions[a];
    std::string brought_by;
    for (const auto* fit : fits) {
      const auto& pattern = pack.patterns[fit->pattern];
      if (std::find(pattern.offers.begin(), pattern.offers.end(), a) == pattern.offers.end()) continue;
      brought_by += (brought_by.empty() ? "" : ", ") + words.maybe({"patterns", pattern.id, "name"});
    }
    for (auto& told : report.actions) {
      if (told.id == action.id) told.offered_for = brought_by;
    }
    std::vector<FindingIndex> against;
    if ((brought_by.empty() && !action.serves_all) || !in_doubt(pack, assessment.findings, action.hide_if, against)) continue;
    Withheld kept{words.maybe({"actions", action.id, "name"}), {}};
    for (const auto finding : against) {
      switch (assessment.findings[finding]) {
        case Status::kYes: add_once(kept.because, reason_of(pack, words, assessment.findings, finding)); break;
        case Status::kUnsure: add_once(kept.because, filled(words.ui("not-certain"), "item", words.label(pack.findings[finding].id))); break;
        case Status::kDeclined:
        case Status::kUnasked:
        case Status::kHidden: add_once(kept.because, words.ui("withheld-unknown")); break;
        case Status::kNo: break;
      }
    }
    report.withheld.push_back(std::move(kept));
  }
}

}  // namespace

std::string source_line(const Words& words, const std::vector<std::string>& sources) {
  std::string list;
  for (const auto& id : sources) {
    const auto by = words.maybe({"sources", id, "by"});
    list += (list.empty() ? "" : ", ") + (by.empty() ? id : by + " (" + id + ")");
  }
  return list.empty() ? list : filled(words.ui("source-line"), "list", list);
}

std::string because_line(const Words& words, const Reason& reason) {
  std::string joined;
  for (const auto& answer : reason.answers) joined += (joined.empty() ? "" : "; ") + answer;
  if (joined.empty()) return joined;
  return filled(words.ui(reason.answers.size() == 1 ? "because-answer" : "because-answers"), "answer", joined);
}

std::string offered_line(const Words& words, const ActionReport& action) {
  return action.offered_for.empty() ? words.ui("offered-all") : filled(words.ui("offered-for"), "list", action.offered_for);
}

std::string withheld_line(const Words& words, const Withheld& one) {
  std::string why;
  for (const auto& reason : one.because) why += (why.empty() ? "" : "; ") + reason;
  return filled(filled(words.ui("withheld-line"), "name", one.name), "why", why);
}

std::string asked_line(const Words& words, const Reason& reason) {
  std::string line;
  for (const auto& item : reason.not_certain) line += filled(words.ui("not-certain"), "item", item) + " ";
  return line + reason.say;
}

std::string reason_line(const Words& words, const Reason& reason) {
  std::string line;
  for (const auto& item : reason.not_asked) line += filled(words.ui("not-certain"), "item", item) + " ";
  return line + asked_line(words, reason);
}

std::string tier_heading(const Words& words, const Rung& rung) {
  return filled(words.maybe({"tiers", name_of(rung.tier), "heading"}), "days", std::to_string(rung.within_days));
}

Report report(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment) {
  Report told;
  const auto& rung = pack.ladder[static_cast<std::size_t>(assessment.rung)];
  told.urgency = name_of(rung.tier);
  told.tier_name = words.maybe({"tiers", told.urgency, "name"});
  told.heading = tier_heading(words, rung);
  if (assessment.route >= 0) told.route = words.maybe({"routes", pack.routes[static_cast<std::size_t>(assessment.route)]});
  told.complete = assessment.findings.complete;
  tell_reasons(pack, words, answers, assessment, told);
  tell_doubts(pack, words, answers, assessment, told);
  for (const auto* fit : listed(pack, assessment, Pattern::Kind::kCause)) {
    told.causes.push_back(tell_pattern(pack, words, assessment, *fit));
  }
  for (const auto* fit : listed(pack, assessment, Pattern::Kind::kContributor)) {
    told.contributors.push_back(tell_pattern(pack, words, assessment, *fit));
  }
  for (const auto& fit : assessment.patterns) {
    const auto& pattern = pack.patterns[fit.pattern];
    if (fit.fit != Fit::kNone || fit.could_become == Fit::kNone || pattern.never_alone || !fit.unknown.count) continue;
    // Patterns that the answers say nothing about yet are not news.
    if (fit.rows_for.count == 0) continue;
    told.open.push_back(tell_pattern(pack, words, assessment, fit));
  }
  for (const auto action : assessment.actions) told.actions.push_back(tell_action(pack, words, assessment.findings, action));
  tell_why_actions(pack, words, assessment, told);
  for (const auto waiting : assessment.while_waiting) {
    told.while_waiting.push_back(words.maybe({"while_waiting", pack.while_waiting[waiting].id}));
  }
  told.come_back = words.list({"come_back"});
  return told;
}

std::string wrapped(std::string_view text, std::size_t width, const std::string& indent) {
  std::string out, line = indent;
  while (!text.empty()) {
    const auto space = text.find(' ');
    const auto word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (line.size() > indent.size() && line.size() + 1 + word.size() > width) {
      out += line + "\n";
      line = indent;
    }
    if (line.size() > indent.size()) line += ' ';
    line += word;
  }
  return line.size() > indent.size() ? out + line + "\n" : out;
}

std::string report_text(const Words& words, const Pack& pack, const Report& report) {
  constexpr std::size_t kWidth = 78;
  std::string out;
  const auto line = [&](const std::string& text, const std::string& indent = "") { out += wrapped(text, kWidth, indent); };
  const auto section = [&](const std::string& heading) {
    out += "\n";
    line(heading);
    out += std::string(std::min(heading.size(), kWidth), '-') + "\n";
  };
  line(report.heading);
  out += std::string(std::min(report.heading.size(), kWidth), '=') + "\n";
  if (!report.route.empty()) line(report.route);
  if (!report.complete) line(words.ui("incomplete"));
  if (!report.reasons.empty()) {
    section(words.ui("why"));
    for (const auto& reason : report.reasons) {
      line("- " + reason_line(words, reason));
      if (!reason.counts_as.empty()) line(reason.counts_as, "  ");
      if (!reason.route.empty()) line(reason.route, "  ");
      line(because_line(words, reason), "    ");
      line(source_line(words, reason.sources), "    ");
    }
  }
  if (report.declined) line(words.ui("declined-line"));
  if (!report.doubts.empty()) {
    section(words.ui("not-checked"));
    for (const auto& doubt : report.doubts) line("- " + doubt.label + (doubt.how.empty() ? "" : " (" + doubt.how + ")"));
  }
  const auto patterns = [&](const std::string& heading, const std::vector<PatternReport>& list) {
    if (list.empty()) return;
    section(heading);
    for (const auto& pattern : list) {
      line("- " + pattern.name + ": " + pattern.fit);
      if (!pattern.criteria.empty()) line(pattern.criteria, "    ");
      for (const auto& remark : pattern.remarks) line(remark, "    ");
      for (const auto& row : pattern.rows_for) line(words.ui("for") + " " + row, "    ");
      for (const auto& row : pattern.rows_against) line(words.ui("against") + " " + row, "    ");
    }
  };
  patterns(words.ui("patterns"), report.causes);
  patterns(words.ui("contributors"), report.contributors);
  if (!report.while_waiting.empty()) {
    section(words.ui("while-waiting"));
    for (const auto& text : report.while_waiting) line("- " + text);
  }
  if (report.hides_all_actions) line(words.ui("withheld-urgent"));
  if (!report.actions.empty()) {
    section(words.ui("actions"));
    for (const auto& action : report.actions) {
      line("- " + action.name + " (" + action.evidence + "). " + action.text);
      for (const auto& text : action.lines) line(text, "    ");
      if (!action.caution.empty()) line(action.caution, "    ");
      line(offered_line(words, action), "    ");
    }
  }
  if (!report.withheld.empty()) {
    section(words.ui("withheld"));
    for (const auto& one : report.withheld) line("- " + withheld_line(words, one));
  }
  if (!report.come_back.empty()) {
    section(words.ui("come-back"));
    for (const auto& text : report.come_back) line("- " + text);
  }
  out += "\n";
  line(words.ui("not-a-diagnosis"));
  line(filled(filled(words.ui("content-line"), "version", pack.version), "fingerprint", pack.fingerprint));
  return out;
}

}  // namespace nightlegs
