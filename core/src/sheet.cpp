// sheet.cpp - the report once more, for two readers side by side.
#include "nightlegs/sheet.hpp"

#include <algorithm>
#include <cstdint>

#include "nightlegs/moment.hpp"

namespace nightlegs {
namespace {

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : between) + part;
  return all;
}

class Writer {
 public:
  Writer(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment, const Report& report, Depth depth,
         std::string_view now, std::string_view since)
      : pack_(pack), words_(words), answers_(answers), assessment_(assessment), report_(report), depth_(depth), now_(now), since_(since.empty() ? now : since),
        child_(is_child(pack, assessment.findings)) {}

  Sheet write() {
    out_.urgency = report_.urgency;
    const bool urgent = tier_of(pack_, assessment_.rung) >= Tier::kSameDay;
    // A leaflet tells no urgency of its own, but a warning is never swallowed (INV-06, INV-08).
    if (depth_ != Depth::kLeaflet || urgent) {
      out_.heading = report_.heading;
      out_.route = report_.route;
    }
    const auto day = now_.substr(0, 10);
    const auto clock = clock_of(now_);
    if (!day.empty()) out_.made = filled(filled(words_.ui(clock.empty() ? "sheet-made-on" : "sheet-made-at"), "day", day), "time", clock);
    own();
    clinical();
    ask();
    safety_net();
    out_.footer = {words_.ui("not-a-diagnosis"), words_.ui("sheet-self-reported"), words_.ui(std::string("depth-") + std::string(name_of(depth_))),
                   filled(filled(words_.ui("content-line"), "version", pack_.version), "fingerprint", pack_.fingerprint)};
    return std::move(out_);
  }

 private:
  static void add(std::vector<SheetPart>& to, SheetPart part) {
    if (!part.lines.empty()) to.push_back(std::move(part));
  }
  static std::string_view clock_of(std::string_view moment) { return moment.size() >= 16 ? moment.substr(11, 5) : std::string_view(); }
  [[nodiscard]] SheetPart part(const char* id) const { return {id, words_.ui(std::string("sheet-") + id), {}}; }
  [[nodiscard]] std::string label(FindingIndex finding) const { return words_.label(pack_.findings[finding].id, child_); }
  [[nodiscard]] Status status(FindingIndex finding) const { return assessment_.findings[finding]; }
  [[nodiscard]] bool is_named(QuestionIndex q) const { return answers_[q].exists() && answers_[q].kind != Answer::Kind::kPreferNot; }

  /// Each reason as one sentence from the person's own answers.
  [[nodiscard]] std::vector<std::string> reasons(bool with_rules) const {
    std::vector<std::string> lines;
    if (!report_.complete) lines.push_back(words_.ui("incomplete"));
    for (const auto& reason : report_.reasons) {
      if (!reason.is_asked) continue;  // what has no answer is told by the line above, and no item of it was asked
      auto line = asked_line(words_, reason);
      if (!reason.counts_as.empty()) line += " " + reason.counts_as;
      if (!with_rules) {
        if (const auto because = because_line(words_, reason); !because.empty()) line += " " + because + ".";
      } else {
        line = filled(filled(filled(words_.ui("sheet-rule"), "cause", reason.cause), "rule", reason.rule), "sources", joined(reason.sources, ", "));
        if (!reason.answers.empty()) line = joined(reason.answers, "; ") + ": " + line;
        for (const auto& item : reason.not_certain) line = filled(words_.ui("not-certain"), "item", item) + " " + line;
      }
      lines.push_back(std::move(line));
    }
    if (report_.declined) lines.push_back(words_.ui("declined-line"));
    return lines;
  }

  void own() {
    auto why = part("why");
    why.lines = reasons(false);
    if (why.lines.empty()) why.lines.push_back(words_.ui("no-reason"));
    add(out_.own, std::move(why));
    auto fits = part(depth_ == Depth::kFull ? "patterns" : "talk");
    fits.lines = patterns(false);
    add(out_.own, std::move(fits));
    auto said = part("said");
    for (QuestionIndex q = 0; q < pack_.questions.size(); ++q) {
      if (!is_named(q) || !is_shown(pack_, q, assessment_.findings)) continue;
      if (const auto line = answer(q); !line.empty()) said.lines.push_back(line);
    }
    add(out_.own, std::move(said));
  }

  /// "Which leg? Left only". Lists of signs answered "none of these" are told by the clinical voice, in one line each.
  [[nodiscard]] std::string answer(QuestionIndex q) const {
    const auto& question = pack_.questions[q];
    const auto& answer = answers_[q];
    std::vector<std::string> yes;
    for (std::uint16_t i = 0; i < question.count; ++i) {
      if (answer.yes >> i & 1) yes.push_back(label(static_cast<FindingIndex>(question.first + i)));
    }
    if (answer.has_number) {
      JsonWriter number;
      number.number(answer.number);
      yes.push_back(number.take() + " " + question.unit);
    }
    if (yes.empty() && question.type == Question::Type::kNumber) yes.push_back(words_.ui("left-out"));
    if (yes.empty() && answer.kind == Answer::Kind::kGiven && !answer.unsure && !is_list_of_signs(question)) yes.push_back(words_.maybe({"answers", "none"}));
    if (yes.empty()) return "";
    const auto own = child_ ? words_.maybe({"questions", question.id, "child", "title"}) : std::string();
    return (own.empty() ? words_.maybe({"questions", question.id, "title"}) : own) + " " + joined(yes, "; ");
  }

  /// Its items answered no are named by the clinical voice.
  [[nodiscard]] static bool is_list_of_signs(const Question& question) {
    return question.block == "safety" || question.block == "health" || question.block == "medicines";
  }

  /// Listed ones. Below full depth without a grade and in the pack's order.
  [[nodiscard]] std::vector<std::string> patterns(bool clinical) const {
    std::vector<const PatternReport*> list;
    for (const auto* of : {&report_.causes, &report_.contributors}) {
      for (const auto& one : *of) list.push_back(&one);
    }
    if (depth_ != Depth::kFull) {
      std::sort(list.begin(), list.end(), [&](const auto* a, const auto* b) { return pack_.find_pattern(a->id) < pack_.find_pattern(b->id); });
    }
    std::vector<std::string> lines;
    for (const auto* one : list) {
      if (!clinical) {
        lines.push_back(depth_ == Depth::kFull ? one->name + ": " + one->fit : one->name);
        continue;
      }
      std::string line = depth_ == Depth::kFull ? one->name + ": " + one->fit + "." : one->name + ".";
      if (!one->rows_for.empty()) line += " " + words_.ui("for") + " " + joined(one->rows_for, "; ") + ".";
      if (!one->rows_against.empty()) line += " " + words_.ui("against") + " " + joined(one->rows_against, "; ") + ".";
      if (depth_ == Depth::kFull) line += criteria(*one);
      lines.push_back(std::move(line));
    }
    return lines;
  }

  /// "Published criteria: 1, 2 and 4 of 5 by the answers." and the codes.
  [[nodiscard]] std::string criteria(const PatternReport& told) const {
    const auto& pattern = pack_.patterns[static_cast<std::size_t>(pack_.find_pattern(told.id))];
    std::string line;
    if (!pattern.criteria.empty()) {
      std::vector<std::string> met, open;
      for (const auto& one : pattern.criteria) {
        if (holds(pack_, one.when, assessment_.findings, false)) met.push_back(one.id);
      }
      line += " " + filled(filled(filled(words_.ui("sheet-criteria"), "name", words_.maybe({"patterns", told.id, "criteria_name"})), "met",
                                  met.empty() ? "-" : joined(met, ", ")), "of", std::to_string(pattern.criteria.size()));
      if (!told.criteria.empty()) line += " " + words_.maybe({"notes", "meets_part"});
    }
    // A contributor's codes name illnesses that nobody reported; only a cause that fits brings codes to choose from.
    if (pattern.kind == Pattern::Kind::kCause && !pattern.icd10cm.empty()) {
      line += " " + filled(words_.ui("sheet-icd"), "codes", joined(pattern.icd10cm, ", "));
    }
    return line;
  }

  /// Options of the lists that ask about these blocks, or of one such list, with that status.
  [[nodiscard]] std::vector<std::string> items(std::initializer_list<std::string_view> blocks, Status wanted, int only = -1) const {
    std::vector<std::string> list;
    for (FindingIndex f = 0; f < pack_.findings.size(); ++f) {
      const auto q = pack_.findings[f].question;
      const auto& question = pack_.questions[q];
      if ((only >= 0 && q != only) || question.is_single() || !is_named(q) || status(f) != wanted || (child_ && pack_.findings[f].adult_only)) continue;
      if (std::find(blocks.begin(), blocks.end(), question.block) != blocks.end()) list.push_back(label(f));
    }
    return list;
  }

  /// A line for each list of signs: its items belong together. A question without "None of these" asks which one of its
  /// choices it is, and those not taken are no signs.
  [[nodiscard]] std::vector<std::string> answered_no(std::initializer_list<std::string_view> blocks) const {
    std::vector<std::string> lines;
    for (QuestionIndex q = 0; q < pack_.questions.size(); ++q) {
      if (!pack_.questions[q].none) continue;
      if (const auto list = items(blocks, Status::kNo, q); !list.empty()) lines.push_back(joined(list, "; "));
    }
    return lines;
  }

  void clinical() {
    auto why = part("rules");
    why.lines = reasons(true);
    add(out_.clinical, std::move(why));
    auto wells = part("wells");
    for (const auto& item : pack_.wells) {
      for (const auto finding : findings_of(pack_, item.when)) {
        if (status(finding) == Status::kYes) wells.lines.push_back(item.id + ": " + label(finding));
        if (status(finding) == Status::kUnsure && answers_[pack_.findings[finding].question].exists()) {
          wells.lines.push_back(item.id + ": " + filled(words_.ui("unsure-of"), "item", label(finding)));
        }
      }
    }
    // Never a sum, and nothing at all when there is no item: a low one must not reassure (INV-10).
    if (!wells.lines.empty()) wells.lines.push_back(words_.maybe({"notes", "wells"}));
    add(out_.clinical, std::move(wells));
    auto fits = part(depth_ == Depth::kFull ? "criteria-title" : "talk");
    fits.id = "fits";
    fits.lines = patterns(true);
    add(out_.clinical, std::move(fits));
    auto medicines = part("medicines");
    for (FindingIndex f = 0; f < pack_.findings.size(); ++f) {
      if (pack_.questions[pack_.findings[f].question].block == "medicines" && status(f) == Status::kYes) {
        medicines.lines.push_back(words_.reason(pack_.findings[f].id));
      }
    }
    add(out_.clinical, std::move(medicines));
    auto unsure = part("unsure");
    for (QuestionIndex q = 0; q < pack_.questions.size(); ++q) {
      if (!is_named(q)) continue;
      const auto& question = pack_.questions[q];
      if (answers_[q].kind == Answer::Kind::kNotSure) {
        unsure.lines.push_back(words_.maybe({"questions", question.id, "title"}));
        continue;
      }
      for (std::uint16_t i = 0; i < question.count; ++i) {
        if (answers_[q].unsure >> i & 1) unsure.lines.push_back(label(static_cast<FindingIndex>(question.first + i)));
      }
    }
    add(out_.clinical, std::move(unsure));
    auto asked = part("asked-no");
    asked.lines = answered_no({"safety"});
    add(out_.clinical, std::move(asked));
    auto other = part("other-no");
    other.lines = answered_no({"health", "medicines"});
    add(out_.clinical, std::move(other));
  }

  void ask() {
    out_.ask = part("ask");
    auto& lines = out_.ask.lines;
    for (const auto& doubt : report_.doubts) lines.push_back(filled(words_.ui("ask-check"), "item", doubt.label));
    for (const auto& one : report_.causes) {
      const auto check = words_.maybe({"patterns", one.id, "may_check"});
      auto line = filled(words_.ui("ask-pattern"), "name", one.name);
      if (!check.empty()) line += " " + words_.ui("about-may_check") + " " + check;
      lines.push_back(std::move(line));
    }
    for (const auto& one : report_.contributors) lines.push_back(filled(words_.ui("ask-contributor"), "name", one.name));
    const auto medicines = items({"medicines"}, Status::kYes);
    if (!medicines.empty()) lines.push_back(filled(words_.ui("ask-medicines"), "list", joined(medicines, "; ")));
    lines.push_back(words_.ui("ask-come-back"));
  }

  void safety_net() {
    out_.safety_net = part("net");
    const auto& rung = pack_.ladder[static_cast<std::size_t>(assessment_.rung)];
    const auto day = std::string(since_.substr(0, 10));
    if (rung.within_days && !out_.heading.empty()) {
      if (const auto by = day_after(day, rung.within_days); !by.empty()) out_.safety_net.lines.push_back(filled(words_.ui("net-by"), "day", by));
    }
    for (const auto& line : report_.come_back) out_.safety_net.lines.push_back(line);
    // Every card has a date: by when somebody should have looked, and until when the answers count (INV-19).
    if (const auto until = day_after(day, 1); !until.empty()) {
      const auto clock = clock_of(since_);
      out_.safety_net.lines.push_back(filled(filled(words_.ui(clock.empty() ? "net-until-on" : "net-until-at"), "day", until), "time", clock));
    } else {
      out_.safety_net.lines.push_back(words_.maybe({"notes", "expires"}));
    }
  }

  const Pack& pack_;
  const Words& words_;
  const Answers& answers_;
  const Assessment& assessment_;
  const Report& report_;
  Depth depth_;
  std::string_view now_, since_;
  bool child_;
  Sheet out_;
};

}  // namespace

std::string_view name_of(Depth depth) {
  switch (depth) {
    case Depth::kFull: return "full";
    case Depth::kSignpost: return "signpost";
    case Depth::kLeaflet: return "leaflet";
  }
  return "";
}

std::string day_after(std::string_view day, int days) {
  auto midnight = read_moment(std::string(day) + "T00:00+00:00");
  if (!midnight) return "";
  midnight->minutes += std::int64_t{days} * 24 * 60;
  return write_moment(*midnight).substr(0, day.size());
}

Sheet sheet(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment, const Report& report, Depth depth,
            std::string_view now, std::string_view since) {
  return Writer(pack, words, answers, assessment, report, depth, now, since).write();
}

std::string sheet_text(const Words& words, const Sheet& sheet, std::size_t most) {
  // The most needed first; what comes last is left out first when there is little room.
  std::vector<const SheetPart*> parts;
  const auto take = [&](const std::vector<SheetPart>& list, bool (*wanted)(const std::string&)) {
    for (const auto& one : list) {
      if (wanted(one.id)) parts.push_back(&one);
    }
  };
  take(sheet.own, [](const std::string& id) { return id != "said"; });
  parts.push_back(&sheet.safety_net);
  take(sheet.clinical, [](const std::string& id) { return id != "asked-no" && id != "other-no"; });
  parts.push_back(&sheet.ask);
  take(sheet.own, [](const std::string& id) { return id == "said"; });
  take(sheet.clinical, [](const std::string& id) { return id == "asked-no" || id == "other-no"; });

  std::string head = words.ui("brand") + ": " + words.ui("sheet-title") + "\n";
  for (const auto& line : {sheet.made, sheet.heading, sheet.route}) {
    if (!line.empty()) head += line + "\n";
  }
  std::string foot = "\n";
  for (const auto& line : sheet.footer) foot += line + "\n";
  const auto shortened = words.ui("sheet-shortened") + "\n";
  std::string body;
  bool whole = true;
  for (const auto* one : parts) {
    if (one->lines.empty()) continue;
    std::string text = "\n" + one->title + "\n";
    for (const auto& line : one->lines) text += "- " + line + "\n";
    if (most && head.size() + body.size() + text.size() + foot.size() + shortened.size() + 1 > most) {
      whole = false;
      break;
    }
    body += text;
  }
  return head + body + (whole ? "" : "\n" + shortened) + foot;
}

std::string sheet_json(const Pack& pack, const Answers& answers, const Assessment& assessment, const Sheet& sheet) {
  // Two texts of ours inside a third: each is JSON already.
  JsonWriter json;
  json.open_object().key("made").string(sheet.made).key("content").string(pack.fingerprint).key("sheet").open_array();
  const auto part = [&](const SheetPart& one, const char* voice) {
    json.open_object().key("voice").string(voice).key("title").string(one.title).key("lines").open_array();
    for (const auto& line : one.lines) json.string(line);
    json.close_array().close_object();
  };
  for (const auto& one : sheet.own) part(one, "own");
  for (const auto& one : sheet.clinical) part(one, "clinical");
  part(sheet.ask, "own");
  part(sheet.safety_net, "own");
  json.close_array().close_object();
  std::string text = json.take();
  text.pop_back();
  return text + ",\"answers\":" + write_answers(pack, answers) + ",\"assessment\":" + write_assessment(pack, answers, assessment) + "}";
}

}  // namespace nightlegs
