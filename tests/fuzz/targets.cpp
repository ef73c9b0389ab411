// targets.cpp - each target reads bytes as one kind of input and holds what comes out against what must be true of it.
#include "targets.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "app/app.hpp"
#include "builtin.hpp"
#include "nightlegs/assessment.hpp"
#include "nightlegs/random.hpp"
#include "nightlegs/report.hpp"

namespace nightlegs::fuzz {
namespace {

void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "nightlegs: this must hold and does not: %s\n", what);
  std::abort();
}

std::string_view view_of(const unsigned char* bytes, std::size_t size) { return {reinterpret_cast<const char*>(bytes), size}; }

const Content& content() {
  static const Content built_in = [] {
    auto pack = load_pack(view_of(kBuiltinPack, kBuiltinPackSize));
    must(static_cast<bool>(pack), "the built-in pack loads");
    auto words = load_words(*pack, view_of(kBuiltinWordsEn, kBuiltinWordsEnSize), "en.json");
    must(static_cast<bool>(words), "the built-in words load");
    return Content{std::move(*pack), std::move(*words)};
  }();
  return built_in;
}

void errors_are_named(const Errors& errors) {
  must(!errors.empty(), "what is refused has an error");
  for (const auto& error : errors) {
    must(!error.code.empty(), "every error has a code");
    must(!error.what.empty(), "every error says what is wrong");
  }
}

/// Both ways of assessing agree, and what is written can be read.
void assess_somebody(const Pack& pack, const Answers& answers) {
  const auto whole = assess(pack, answers);
  must(whole.patterns.size() == pack.patterns.size(), "every pattern is told");
  must(whole.rung >= 0 && static_cast<std::size_t>(whole.rung) < pack.ladder.size(), "the urgency is on the ladder");
  QuickWorkspace work;
  int rung = -1;
  std::vector<Fit> fits(pack.patterns.size());
  assess_quickly(pack, {&answers, 1}, work, {&rung, 1}, fits);
  must(rung == whole.rung, "assess and assess_quickly give the same urgency");
  for (const auto& fit : whole.patterns) must(fits[fit.pattern] == fit.fit, "assess and assess_quickly give the same fits");
  must(static_cast<bool>(parse_json(write_assessment(pack, answers, whole), "assessment")), "an assessment is JSON");
  (void)assess(pack, answers, Missing::kNotYet);
}

void run_pack(std::string_view bytes) {
  const auto pack = load_pack(bytes);
  if (!pack) return errors_are_named(pack.errors());
  (void)check_pack(*pack, nullptr);
  Dice dice(1);
  for (int i = 0; i < 3; ++i) assess_somebody(*pack, random_answers(*pack, dice));
  assess_somebody(*pack, no_answers(*pack));
  for (std::size_t q = 0; q < pack->questions.size(); ++q) {
    (void)progress(*pack, no_answers(*pack), static_cast<QuestionIndex>(q));
  }
}

void run_words(std::string_view bytes) {
  const auto& pack = content().pack;
  const auto words = load_words(pack, bytes, "fuzz.json");
  if (!words) return errors_are_named(words.errors());
  (void)unused_words(pack, *words);
  Dice dice(2);
  const auto answers = random_answers(pack, dice);
  (void)report_text(*words, pack, report(pack, *words, answers, assess(pack, answers)));
}

void run_answers(std::string_view bytes) {
  const Pack& pack = content().pack;
  const Words& words = content().words;
  const auto answers = read_answer_file(pack, bytes, "fuzz.json");
  if (!answers) return errors_are_named(answers.errors());
  const auto again = read_answer_file(pack, write_answers(pack, *answers), "again.json");
  must(static_cast<bool>(again), "written answers can be read");
  for (std::size_t q = 0; q < answers->size(); ++q) {
    const auto &a = (*answers)[q], &b = (*again)[q];
    must(a.kind == b.kind && a.yes == b.yes && a.unsure == b.unsure && a.has_number == b.has_number && a.number == b.number,
         "answers come back as they were written");
  }
  assess_somebody(pack, *answers);
  (void)report_text(words, pack, report(pack, words, *answers, assess(pack, *answers)));
}

void run_expression(std::string_view bytes) {
  const auto& pack = content().pack;
  const NameLookup names{
      [&](std::string_view name) { return pack.find_finding(name); },
      [&](std::string_view name) {
        for (std::size_t g = 0; g < pack.groups.size(); ++g) {
          if (pack.groups[g].id == name) return static_cast<int>(g);
        }
        return -1;
      },
      [](std::string_view) { return std::string(); },
  };
  Errors errors;
  const auto expression = parse_expression(bytes, names, "fuzz", errors);
  if (!expression.exists()) return errors_are_named(errors);
  must(errors.empty(), "an expression comes whole or not at all");
  // The gates say the same as the tree, for three people.
  std::vector<Expression> groups;
  for (const auto& group : pack.groups) groups.push_back(group.is);
  std::vector<std::pair<Expression, int>> wells;
  for (const auto& item : pack.wells) wells.emplace_back(item.when, item.points);
  CircuitBuilder builder(static_cast<int>(pack.findings.size()), groups, wells);
  const Signal signal = builder.add(expression);
  const Circuit circuit = builder.finish();
  Dice dice(bytes.size());
  for (int i = 0; i < 3; ++i) {
    const Findings findings = find(pack, random_answers(pack, dice), Missing::kUnsure);
    std::vector<Word> signals(static_cast<std::size_t>(circuit.signals()), 0);
    const Inputs inputs{static_cast<int>(pack.findings.size())};
    for (std::size_t f = 0; f < pack.findings.size(); ++f) {
      const auto index = static_cast<FindingIndex>(f);
      signals[inputs.finding(index)] = pack.lanes[f][static_cast<std::size_t>(findings[index])];
    }
    for (const auto& input : circuit.unsure_inputs()) signals[input.signal] = findings.unsure_emergencies >= input.count ? 0xff : 0;
    for (const auto& input : circuit.no_inputs()) signals[input.signal] = findings[input.finding] == Status::kNo ? 0xff : 0;
    circuit.run(signals.data());
    must(((signals[signal] & lane::kSure) != 0) == holds(pack, expression, findings, false), "the gates say what the tree says");
  }
}

/// One event a line, as the page sends them. Refused ones leave the state as it was; every state has a screen.
void run_events(std::string_view bytes) {
  State state = new_state(content().pack);
  int left = 40;
  while (!bytes.empty() && left-- > 0) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    Event event;
    std::string error;
    if (!event_from_json(line, event, error)) {
      must(!error.empty(), "what is no event has a reason");
      continue;
    }
    if (!update(content(), state, event).empty()) continue;
    must(static_cast<bool>(parse_json(to_json(view(content(), state)), "screen")), "every screen is JSON");
  }
}

/// What the address asks for, as shell/options.js hands it over: "view=page;theme=dark".
void run_options(std::string_view bytes) {
  State state = new_state(content().pack);
  (void)update(content(), state, {"options", "", std::string(bytes), true});
  must(static_cast<bool>(parse_json(to_json(view(content(), state)), "screen")), "every screen is JSON");
}

constexpr std::array<Target, 6> kAll = {{{"pack", run_pack},
                                         {"words", run_words},
                                         {"answers", run_answers},
                                         {"expression", run_expression},
                                         {"events", run_events},
                                         {"options", run_options}}};

}  // namespace

const Target* find_target(std::string_view name) {
  for (const auto& target : kAll) {
    if (target.name == name) return &target;
  }
  return nullptr;
}

}  // namespace nightlegs::fuzz
