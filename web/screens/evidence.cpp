// evidence.cpp - how we know this works: what was proved, what was counted, what is not known, and the cases to run here.
#include <algorithm>

#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

class EvidenceScreen {
 public:
  explicit EvidenceScreen(const View& view) : view_(view) {}

  Blocks build() {
    add(text("brand", view_.ui("brand"), Tone::kSmall));
    blocks_.back().place = Place::kHeaderLeft;
    add(heading("title", 1, view_.ui("evidence-title")));
    add(text("lead", view_.ui("evidence-lead"), Tone::kDim));
    if (view_.content.evidence) {
      about(*view_.content.evidence);
    } else {
      add(text("none", view_.ui("evidence-none")));
    }
    section("unknown", view_.ui("evidence-unknown-title"), view_.words().list({"evidence", "unknown"}));
    if (view_.content.evidence) cases(*view_.content.evidence);
    for (auto& block : looks(view_)) add(std::move(block));
    add(button("back", view_.ui("back"), "back", Style::kPrimary, Place::kFooter));
    return std::move(blocks_);
  }

 private:
  void add(Block block) { blocks_.push_back(std::move(block)); }

  void section(const std::string& id, std::string title, std::vector<std::string> items) {
    if (items.empty()) return;
    add(heading(id + "-title", 2, std::move(title)));
    add(list(id + "-list", std::move(items)));
  }

  void about(const Evidence& evidence) {
    const bool same = evidence.is_about(view_.pack());
    std::string line = view_.ui(same ? "evidence-match" : "evidence-differs");
    line = filled(filled(line, "fingerprint", evidence.fingerprint), "date", evidence.date);
    line = filled(filled(line, "here", view_.pack().fingerprint), "there", evidence.fingerprint);
    add(text("about", line, same ? Tone::kStrong : Tone::kWarning));
    std::vector<std::string> proved, measured;
    for (const auto& property : evidence.proved) {
      if (auto said = view_.words().maybe({"evidence", "properties", property}); !said.empty()) proved.push_back(std::move(said));
    }
    for (const auto& measure : evidence.measures) {
      auto said = view_.words().maybe({"evidence", "measures", measure.id});
      for (const auto& [name, figure] : measure.figures) said = filled(std::move(said), name, figure);
      if (!said.empty()) measured.push_back(std::move(said));
    }
    section("proved", view_.ui("evidence-proved-title"), std::move(proved));
    section("measured", view_.ui("evidence-measured-title"), std::move(measured));
  }

  void cases(const Evidence& evidence) {
    add(heading("cases-title", 2, view_.ui("evidence-cases-title")));
    add(text("cases-lead", filled(view_.ui("evidence-cases-lead"), "n", std::to_string(evidence.cases.size()))));
    const bool run = view_.state.cases.size() == evidence.cases.size();
    add(button("run-cases", view_.ui(run ? "evidence-run-again" : "evidence-run"), "run-cases", Style::kSecondary));
    if (!run) return;
    add(text("cases-summary", cases_summary(view_), Tone::kStrong));
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < evidence.cases.size(); ++i) {
      const auto& result = view_.state.cases[i];
      std::string line = view_.ui(result.passed ? "case-passed" : "case-missed");
      line = filled(filled(filled(line, "name", evidence.cases[i].name), "got", result.got), "expected", result.expected);
      lines.push_back(std::move(line));
    }
    add(list("cases-list", std::move(lines)));
  }

  const View& view_;
  Blocks blocks_;
};

}  // namespace

std::string cases_summary(const View& view) {
  const auto& cases = view.state.cases;
  const auto passed = std::count_if(cases.begin(), cases.end(), [](const CaseResult& one) { return one.passed; });
  return filled(filled(view.ui("cases-summary"), "passed", std::to_string(passed)), "n", std::to_string(cases.size()));
}

Blocks evidence(const View& view) { return EvidenceScreen(view).build(); }

}  // namespace nightlegs::screens
