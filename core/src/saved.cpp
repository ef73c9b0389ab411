// saved.cpp - seals and opens checks; see tests/core/saved_test.cpp for every byte that may be damaged.
#include "nightlegs/saved.hpp"

#include <algorithm>

#include "nightlegs/sha256.hpp"

namespace nightlegs {
namespace {

constexpr int kVersion = 1;
constexpr std::string_view kChecksumStart = " \"checksum\": \"";
constexpr std::size_t kChecksumDigits = 16;

std::string checksum(std::string_view text) { return sha256(text).substr(0, kChecksumDigits); }

std::string quoted(std::string_view text) {
  JsonWriter json;
  json.string(text);
  return json.take();
}

/// An editor or a mail program may have changed the ends of the lines; that damages nothing.
std::string with_plain_line_ends(std::string_view text) {
  std::string plain(text);
  plain.erase(std::remove(plain.begin(), plain.end(), '\r'), plain.end());
  return plain;
}

/// One readable line for an answer; nothing for one that was declined (INV-22) or left out.
std::string in_words(const Pack& pack, const Words& words, QuestionIndex q, const Answer& answer) {
  const auto& question = pack.questions[q];
  std::string said;
  const auto add = [&](const std::string& more) { said += (said.empty() ? "" : "; ") + more; };
  if (answer.kind == Answer::Kind::kUnanswered || answer.kind == Answer::Kind::kPreferNot) return "";
  if (answer.kind == Answer::Kind::kNotSure) {
    add(words.maybe({"answers", "not_sure"}));
  } else if (question.type == Question::Type::kNumber) {
    if (!answer.has_number) return "";
    JsonWriter number;
    number.number(answer.number);
    add(number.take() + " " + question.unit);
  } else {
    for (std::uint16_t i = 0; i < question.count; ++i) {
      const auto label = words.label(pack.findings[static_cast<std::size_t>(question.first + i)].id);
      if (answer.yes >> i & 1) add(label);
      if (answer.unsure >> i & 1) add(filled(words.ui("unsure-of"), "item", label));
    }
    if (said.empty()) add(words.maybe({"answers", "none"}));
  }
  return words.maybe({"questions", question.id, "title"}) + " " + said;
}

}  // namespace

std::string seal(std::string_view kind, const std::vector<std::string>& members) {
  std::string text = "{\n \"nightlegs\": " + quoted(kind) + ",\n \"version\": " + std::to_string(kVersion) + ",\n";
  for (const auto& member : members) text += " " + member + ",\n";
  return text + std::string(kChecksumStart) + checksum(text) + "\"\n}\n";
}

Result<Json> unseal(std::string_view given, std::string_view kind, const std::string& file) {
  if (given.size() > kMostSavedBytes) return Error{"saved.too_big", file, "it is larger than four megabytes, and no file of ours is"};
  const std::string text = with_plain_line_ends(given);
  auto parsed = parse_json(text, file);
  if (!parsed) {
    const auto& error = parsed.errors().front();
    return Error{text.find("\"nightlegs\"") == std::string::npos ? "saved.foreign" : "saved.damaged", error.where, error.what};
  }
  const Json* const head = parsed->find("nightlegs");
  if (!head || !head->is(Json::Type::kString) || head->text != kind) {
    return Error{"saved.foreign", file + " /nightlegs", "\"" + std::string(kind) + "\" should stand there"};
  }
  const Json* const version = parsed->find("version");
  if (!version || !version->is(Json::Type::kNumber)) return Error{"saved.damaged", file + " /version", "a number should stand there"};
  if (version->number > kVersion) return Error{"saved.newer", file + " /version", "it was made by a later version of this page"};
  const auto at = text.rfind(kChecksumStart);
  const std::string_view whole = at == std::string::npos ? std::string_view() : std::string_view(text).substr(0, at);
  if (whole.empty() || text != std::string(whole) + std::string(kChecksumStart) + checksum(whole) + "\"\n}\n") {
    return Error{"saved.damaged", file + " /checksum", "it does not fit the rest: something was changed or lost on the way"};
  }
  return std::move(*parsed);
}

std::string write_kept(const Pack& pack, const Words& words, const std::vector<KeptCheck>& checks) {
  std::string list = "\"checks\": [";
  const char* comma = "\n";
  for (const auto& check : checks) {
    list += comma + std::string("  {\n   \"when\": ") + quoted(write_moment(check.when)) + ",\n   \"content\": " + quoted(check.fingerprint) +
            ",\n   \"in words\": [";
    const char* next = "\n";
    for (QuestionIndex q = 0; q < check.answers.size(); ++q) {
      const auto line = in_words(pack, words, q, check.answers[q]);
      if (line.empty()) continue;
      list += next + std::string("    ") + quoted(line);
      next = ",\n";
    }
    list += "\n   ],\n   \"answers\": " + write_answers(pack, check.answers, OptionOrder::kFirstTappedFirst);
    if (check.gist) list += ",\n   \"said\": " + write_gist(*check.gist);
    list += "\n  }";
    comma = ",\n";
  }
  return seal(kKeptKind, {list + "\n ]"});
}

Result<std::vector<KeptCheck>> read_kept(const Pack& pack, std::string_view text, const std::string& file) {
  const auto opened = unseal(text, kKeptKind, file);
  if (!opened) return opened.errors();
  Errors errors;
  const JsonReader top(&*opened, file, "", &errors);
  top.only({"nightlegs", "version", "checks", "checksum"});
  std::vector<KeptCheck> checks;
  for (const auto& at : top.at("checks").items()) {
    at.only({"when", "content", "in words", "answers", "said"});
    KeptCheck check;
    const auto when = read_moment(at.at("when").text());
    if (!when) at.at("when").report("saved.damaged", "a time like 2026-11-24T03:12+01:00 should stand there");
    if (when) check.when = *when;
    check.fingerprint = at.at("content").text();
    if (auto answers = read_answers(pack, at.at("answers")); answers) check.answers = std::move(*answers);
    if (const auto said = at.maybe("said"); said.exists()) check.gist = read_gist(said);
    checks.push_back(std::move(check));
  }
  if (!errors.empty()) return errors;
  return checks;
}

std::optional<Answer> offered_again(const Pack& pack, const KeptCheck& kept, const Answers& so_far, QuestionIndex question) {
  const auto& id = pack.questions[question].id;
  if (id != "m-known" && id != "d-meds") return std::nullopt;
  // Two people on one device: only who answered for themself, at the same age, is taken for the same.
  const int who = pack.find_question("s-who"), self = pack.find_finding("for-self");
  if (who < 0 || self < 0) return std::nullopt;
  const auto w = static_cast<std::size_t>(who), age = static_cast<std::size_t>(pack.age_question);
  const auto for_self = 1u << (static_cast<unsigned>(self) - pack.questions[w].first);
  if (so_far[w].yes != for_self || kept.answers[w].yes != for_self || so_far[age].yes != kept.answers[age].yes) return std::nullopt;
  const Answer& answer = kept.answers[question];
  if (answer.kind != Answer::Kind::kGiven) return std::nullopt;
  return answer;
}

}  // namespace nightlegs
