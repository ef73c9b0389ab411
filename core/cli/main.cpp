// main.cpp - the command line tool. The contract is in the design: exit 0 done, 1 faults found, 2 bad input.
#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "builtin.hpp"
#include "commands.hpp"
#include "lines.hpp"
#include "memory.hpp"
#include "nightlegs/assessment.hpp"
#include "nightlegs/fhir.hpp"
#include "nightlegs/random.hpp"
#include "nightlegs/report.hpp"

namespace nightlegs::cli {

int complain(const std::string& line) {
  std::cerr << "nightlegs: " << line << "\n";
  return kBadInput;
}

int complain(const Errors& errors) {
  for (const auto& error : errors) complain(sentence(error));
  return kBadInput;
}

namespace {

namespace fs = std::filesystem;

/// A whole file, or "-" for standard input.
std::optional<std::string> read_all(const std::string& file) {
  if (file == "-") {
    std::ostringstream text;
    text << std::cin.rdbuf();
    return text.str();
  }
  std::error_code error;
  if (fs::is_directory(file, error)) return std::nullopt;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// The bundle of a folder's pack/, as assets/README.md describes it.
Result<std::string> bundle_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  }
  if (error || files.empty()) return Error{"pack.folder", folder.string(), "no *.json files of a pack in this folder"};
  std::sort(files.begin(), files.end());
  std::string bundle;
  for (const auto& file : files) {
    const auto text = read_all(file.string());
    if (!text) return Error{"pack.folder", file.string(), "cannot be read"};
    bundle += "=== " + file.filename().string() + "\n" + *text;
    if (bundle.back() != '\n') return Error{"pack.folder", file.string(), "must end with a newline"};
  }
  return bundle;
}

std::optional<std::string> builtin_words(const std::string& language) {
  for (std::size_t i = 0; i < kBuiltinWordsCount; ++i) {
    const auto& words = kBuiltinWords[i];
    if (language == words.language) return std::string(reinterpret_cast<const char*>(words.bytes), words.size);
  }
  return std::nullopt;
}

Result<Content> load_content(const std::string& folder, const std::string& language) {
  std::string bundle, words;
  const auto words_file = language + ".json";
  if (folder.empty()) {
    bundle.assign(reinterpret_cast<const char*>(kBuiltinPack), kBuiltinPackSize);
    const auto found = builtin_words(language);
    if (!found) return Error{"words.language", "--lang", "there are no words in \"" + language + "\"; try --lang en"};
    words = *found;
  } else {
    auto read = bundle_of(fs::path(folder) / "pack");
    if (!read) return read.errors();
    bundle = std::move(*read);
    const auto file = (fs::path(folder) / "words" / words_file).string();
    const auto text = read_all(file);
    if (!text) return Error{"words.file", file, "cannot be read"};
    words = *text;
  }
  auto pack = load_pack(bundle);
  if (!pack) return pack.errors();
  auto loaded = load_words(*pack, words, words_file);
  if (!loaded) return loaded.errors();
  return Content{std::move(*pack), std::move(*loaded)};
}

int assess_one(const Content& content, const std::string& file, const std::string& format, const std::string& today) {
  const auto text = read_all(file);
  if (!text) return complain(file + ": cannot be read");
  const auto answers = read_answer_file(content.pack, *text, file == "-" ? "standard input" : file);
  if (!answers) return complain(answers.errors());
  const auto assessment = assess(content.pack, *answers);
  if (format == "fhir") {
    const auto told = report(content.pack, content.words, *answers, assessment);
    std::cout << write_response(content.pack, content.words, *answers, assessment, told, today) << "\n";
  } else if (format == "text") {
    std::cout << report_text(content.words, content.pack, report(content.pack, content.words, *answers, assessment));
  } else {
    std::cout << write_assessment(content.pack, *answers, assessment) << "\n";
  }
  return kDone;
}

int assess_lines(const Content& content, const std::string& file) {
  std::ifstream stream;
  if (file != "-") {
    stream.open(file, std::ios::binary);
    if (!stream) return complain(file + ": cannot be read");
  }
  std::istream& in = file == "-" ? std::cin : stream;
  LineAssessor assessor(content.pack);
  int result = kDone;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line == "\r") continue;
    const auto [assessed, out] = assessor.assess(line, number);
    std::cout << out << "\n";
    if (!assessed) result = kBadInput;
  }
  if (result != kDone) complain("some lines were no answers; see the \"error\" lines");
  return result;
}

int list_questions(const Content& content, bool as_json) {
  const auto& pack = content.pack;
  const auto type = [](const Question& question) {
    switch (question.type) {
      case Question::Type::kSingle: return "single";
      case Question::Type::kMultiple: return "multiple";
      case Question::Type::kZones: return "zones";
      case Question::Type::kScale: return "scale";
      case Question::Type::kNumber: return "number";
    }
    return "";
  };
  if (!as_json) {
    for (const auto& question : pack.questions) {
      std::cout << question.id << "  (" << type(question)
                << (question.show_when_text.empty() ? "" : ", when " + question.show_when_text) << ")\n";
      std::cout << wrapped(content.words.maybe({"questions", question.id, "title"}), 78, "    ");
    }
    return kDone;
  }
  JsonWriter json;
  json.open_object().key("pack").string(pack.fingerprint).key("questions").open_array();
  for (const auto& question : pack.questions) {
    json.open_object();
    json.key("id").string(question.id);
    json.key("block").string(question.block);
    json.key("type").string(type(question));
    json.key("show_when");
    if (question.show_when_text.empty()) {
      json.null();
    } else {
      json.string(question.show_when_text);
    }
    json.key("show_if_unsure").boolean(question.show_if_unsure);
    json.key("options").open_array();
    for (std::size_t i = 0; i < question.count; ++i) json.string(pack.findings[question.first + i].id);
    json.close_array();
    json.key("none").boolean(question.none);
    json.key("not_sure");
    switch (question.not_sure) {
      case Question::NotSure::kNone: json.null(); break;
      case Question::NotSure::kWhole: json.string("whole"); break;
      case Question::NotSure::kRows: json.string("rows"); break;
    }
    json.key("prefer_not").boolean(question.prefer_not);
    json.key("optional").boolean(question.optional);
    if (question.most) json.key("max").number(question.most);
    if (question.type == Question::Type::kNumber || question.type == Question::Type::kScale) {
      json.key("minimum").number(question.minimum).key("maximum").number(question.maximum);
    }
    json.close_object();
  }
  json.close_array().close_object();
  std::cout << json.take() << "\n";
  return kDone;
}

int print_random(const Content& content, std::uint64_t seed, std::uint64_t count) {
  Dice dice(seed);
  for (std::uint64_t i = 0; i < count; ++i) {
    std::cout << "{\"answers\":" << write_answers(content.pack, random_answers(content.pack, dice)) << "}\n";
  }
  return kDone;
}

int check(const std::string& folder, const std::string& language) {
  const auto content = load_content(folder, language);
  Errors errors = content ? check_pack(content->pack, &content->words) : content.errors();
  for (const auto& error : errors) std::cout << sentence(error) << " [" << error.code << "]\n";
  if (!errors.empty()) {
    std::cout << errors.size() << (errors.size() == 1 ? " fault\n" : " faults\n");
    return kFaults;
  }
  const auto& pack = content->pack;
  std::cout << "The pack has no faults: " << pack.questions.size() << " questions, " << pack.findings.size()
            << " findings, " << pack.groups.size() << " groups, " << pack.rules.size() << " rules with the floors, "
            << pack.patterns.size() << " patterns, " << pack.actions.size() << " actions, " << pack.sources.size()
            << " sources. Fingerprint " << pack.fingerprint << ".\n";
  return kDone;
}

bool is_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u}) {
    if (text[i] < '0' || text[i] > '9') return false;
  }
  const int month = std::stoi(text.substr(5, 2)), day = std::stoi(text.substr(8, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

int run(int argc, char** argv) {
  CLI::App app("Nightlegs: why do legs ache at night, and how soon should somebody look at it?");
  app.require_subcommand(1);
  std::string folder, language = "en", format = "json", today, file;
  bool lines = false, as_json = false, as_fhir = false;
  std::uint64_t seed = 1, count = 1;
  int bench_count = 20000;
  bool without_what_if = false;

  const auto with_content = [&](CLI::App* command) {
    command->add_option("--pack", folder, "A folder like assets/, with pack/ and words/; the built-in content otherwise");
    command->add_option("--lang", language, "Language of the words");
    return command;
  };
  auto* assess_command = with_content(app.add_subcommand("assess", "Assess a file of answers"));
  assess_command->add_option("--format", format, "json, text, or fhir: the answers as a QuestionnaireResponse")->check(CLI::IsMember({"json", "text", "fhir"}));
  assess_command->add_option("--today", today, "The day of the check, YYYY-MM-DD");
  assess_command->add_flag("--lines", lines, "One answers object a line in, one assessment a line out");
  assess_command->add_option("FILE", file, "The answers; - for standard input")->required();
  auto* ask_command = with_content(app.add_subcommand("ask", "The check in a terminal"));
  auto* check_command = with_content(app.add_subcommand("check", "Look for faults in the content"));
  auto* questions_command = with_content(app.add_subcommand("questions", "Every question, in order"));
  questions_command->add_flag("--json", as_json, "For programs");
  questions_command->add_flag("--fhir", as_fhir, "As a FHIR R4 Questionnaire");
  auto* random_command = with_content(app.add_subcommand("random", "Answer files that a person could have given"));
  random_command->add_option("--seed", seed, "Where the dice start");
  random_command->add_option("--count", count, "How many");
  std::string pages_folder;
  auto* pages_command = with_content(app.add_subcommand("pages", "The leaflet as a page of HTML"));
  pages_command->add_option("DIR", pages_folder, "Where index.html goes")->required();
  std::vector<std::string> properties;
  std::string promises;
  auto* prove_command = with_content(app.add_subcommand("prove", "Prove the safety promises over the whole answer space"));
  prove_command->add_option("PROPERTY", properties, "P1 to P10; all of them when none is named");
  prove_command->add_option("--promises", promises, "What the dossier promises of particular ids (tests/proofs/promises.json)");
  std::string old_folder, new_folder;
  int effect_count = 10000;
  auto* effect_command = app.add_subcommand("effect", "What an edit of the content does to random people");
  effect_command->add_option("OLD", old_folder, "A folder like assets/, with pack/ and words/")->required();
  effect_command->add_option("NEW", new_folder, "The same after the edit")->required();
  effect_command->add_option("--seed", seed, "Where the dice start");
  effect_command->add_option("--count", effect_count, "How many people")->check(CLI::Range(1, 10000000));
  effect_command->add_option("--lang", language, "Language of the words");
  auto* bench_command = with_content(app.add_subcommand("bench", "Assessments a second"));
  bench_command->add_option("--seed", seed, "Where the dice start");
  bench_command->add_flag("--without-what-if", without_what_if, "Leaves out what would change a result, which takes longest");
  bench_command->add_option("--count", bench_count, "How many answer files")->check(CLI::Range(8, 1000000));

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    return complain(std::string(error.what()) + " (nightlegs --help tells what there is)");
  }
  if (!today.empty() && !is_date(today)) return complain("--today: \"" + today + "\" is not a date like 2026-11-24");
  if (check_command->parsed()) return check(folder, language);

  if (effect_command->parsed()) {
    const auto before = load_content(old_folder, language), after = load_content(new_folder, language);
    if (!before) return complain(before.errors());
    if (!after) return complain(after.errors());
    return effect(*before, *after, seed, effect_count);
  }
  const auto content = load_content(folder, language);
  if (!content) return complain(content.errors());
  if (assess_command->parsed()) return lines ? assess_lines(*content, file) : assess_one(*content, file, format, today);
  if (ask_command->parsed()) return ask(*content);
  if (questions_command->parsed() && as_fhir) {
    std::cout << write_questionnaire(content->pack, content->words) << "\n";
    return kDone;
  }
  if (pages_command->parsed()) return pages(*content, pages_folder);
  if (questions_command->parsed()) return list_questions(*content, as_json);
  if (random_command->parsed()) return print_random(*content, seed, count);
  if (prove_command->parsed()) return prove(*content, properties, promises);
  if (bench_command->parsed()) {
    double load = 1e9;  // milliseconds; the best of five, since other programs only ever make one slower
    for (int i = 0; i < 5; ++i) {
      const auto start = std::chrono::steady_clock::now();
      (void)load_content(folder, language);
      load = std::min(load, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return bench(*content, seed, bench_count, load, !without_what_if);
  }
  return kBadInput;
}

}  // namespace
}  // namespace nightlegs::cli

int main(int argc, char** argv) {
  nightlegs::cli::watch_memory();
  std::ios::sync_with_stdio(false);
  return nightlegs::cli::run(argc, argv);
}
