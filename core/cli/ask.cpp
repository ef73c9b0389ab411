// ask.cpp - the check in a terminal: one question at a time, with progress, help and going back.
#include <bit>
#include <iostream>
#include <sstream>

#include "commands.hpp"
#include "nightlegs/assessment.hpp"
#include "nightlegs/report.hpp"

namespace nightlegs::cli {
namespace {

enum class Move { kAnswered, kBack, kQuit, kAgain };

class Asker {
 public:
  explicit Asker(const Content& content) : pack_(content.pack), words_(content.words), answers_(no_answers(content.pack)) {}

  int run() {
    say(words_.ui("not-a-diagnosis"));
    say(words_.ui("terminal-keys"));
    for (;;) {
      const auto findings = find(pack_, answers_, Missing::kNotYet);
      if (findings.ask_next < 0) break;
      const auto q = static_cast<QuestionIndex>(findings.ask_next);
      show(q, findings);
      switch (read(q, findings)) {
        case Move::kAnswered: asked_.push_back(q); break;
        case Move::kBack:
          if (!asked_.empty()) {
            answers_[asked_.back()] = {};
            asked_.pop_back();
          }
          continue;
        case Move::kQuit: return kDone;
        case Move::kAgain: continue;
      }
      // Warning signs are looked at after every answer (INV-06).
      const auto now = assess(pack_, answers_, Missing::kNotYet);
      if (tier_of(pack_, now.rung) == Tier::kEmergency) {
        result(now);
        return kDone;
      }
    }
    result(assess(pack_, answers_));
    return kDone;
  }

 private:
  void say(const std::string& text) { std::cout << wrapped(text, 78, "") << "\n"; }

  void result(const Assessment& assessment) {
    std::cout << "\n" << report_text(words_, pack_, report(pack_, words_, answers_, assessment));
  }

  void show(QuestionIndex q, const Findings& findings) {
    const auto& question = pack_.questions[q];
    const auto where = progress(pack_, answers_, q);
    std::cout << "\n"
              << filled(filled(words_.ui("question-of"), "n", std::to_string(where.number)), "of", std::to_string(where.at_most))
              << "\n";
    std::cout << wrapped(words_.maybe({"questions", question.id, "title"}), 78, "");
    std::cout << wrapped(words_.maybe({"questions", question.id, "hint"}), 78, "");
    const bool child = is_child(pack_, findings);
    for (std::size_t i = 0; i < question.count; ++i) {
      const auto& id = pack_.findings[question.first + i].id;
      const auto help = words_.maybe({"options", id, "help"});
      std::cout << wrapped(std::to_string(i + 1) + "  " + words_.label(id, child) + (help.empty() ? "" : " (" + help + ")"), 78, "  ");
    }
    if (question.none) std::cout << "  n  " << words_.maybe({"answers", "none"}) << "\n";
    if (question.not_sure == Question::NotSure::kWhole) std::cout << "  s  " << words_.maybe({"answers", "not_sure"}) << "\n";
    if (question.not_sure == Question::NotSure::kRows) std::cout << "  3? " << words_.maybe({"answers", "not_sure_rows"}) << "\n";
    if (question.prefer_not) std::cout << "  p  " << words_.maybe({"answers", "prefer_not"}) << "\n";
    if (question.optional) std::cout << "  n  " << words_.ui("skip") << "\n";
  }

  Move read(QuestionIndex q, const Findings&) {
    const auto& question = pack_.questions[q];
    std::cout << "> " << std::flush;
    std::string line;
    if (!std::getline(std::cin, line)) return Move::kQuit;
    if (line == "b") return Move::kBack;
    if (line == "q") return Move::kQuit;
    if (line == "?") {
      say(words_.maybe({"questions", question.id, "why"}));
      return Move::kAgain;
    }
    // The line becomes JSON and goes through the one reader that knows which answer a question takes.
    JsonWriter json;
    json.open_object().key(question.id);
    if (line == "n") {
      json.string("none");
    } else if (line == "s") {
      json.string("not-sure");
    } else if (line == "p") {
      json.string("prefer-not");
    } else if (question.type == Question::Type::kNumber) {
      char* end = nullptr;
      const double value = std::strtod(line.c_str(), &end);
      if (end == line.c_str() || *end) return again(words_.ui("terminal-number"));
      json.number(value);
    } else {
      std::vector<std::string> yes, unsure;
      std::istringstream parts(line);
      for (std::string part; parts >> part;) {
        const bool doubtful = part.size() > 1 && part.back() == '?';
        if (doubtful) part.pop_back();
        char* end = nullptr;
        const long number = std::strtol(part.c_str(), &end, 10);
        if (*end || number < 1 || number > question.count) return again(words_.ui("terminal-choose"));
        auto& list = doubtful ? unsure : yes;
        list.push_back(pack_.findings[question.first + static_cast<std::size_t>(number - 1)].id);
      }
      const auto ids = [&](const std::vector<std::string>& list) {
        json.open_array();
        for (const auto& id : list) json.string(id);
        json.close_array();
      };
      if (yes.empty() && unsure.empty()) return again(words_.ui("terminal-choose"));
      if (unsure.empty()) {
        ids(yes);
      } else {
        json.open_object().key("yes");
        ids(yes);
        json.key("unsure");
        ids(unsure);
        json.close_object();
      }
    }
    json.close_object();
    const auto read = read_answer_file(pack_, json.take(), "");
    if (!read) return again(read.errors().front().what);
    answers_[q] = (*read)[q];
    return Move::kAnswered;
  }

  Move again(const std::string& why) {
    say(why);
    return Move::kAgain;
  }

  const Pack& pack_;
  const Words& words_;
  Answers answers_;
  std::vector<QuestionIndex> asked_;
};

}  // namespace

int ask(const Content& content) { return Asker(content).run(); }

}  // namespace nightlegs::cli
