// fhir.cpp - questions and answers to FHIR R4, and answers back.
#include "nightlegs/fhir.hpp"

#include <algorithm>
#include <bit>

namespace nightlegs {
namespace {

// Names, not addresses: ".invalid" never leads anywhere.
constexpr std::string_view kBase = "https://nightlegs.invalid/fhir/";
constexpr std::string_view kUnsureOf = "not-sure:";

std::string url_of(std::string_view what) { return std::string(kBase) + std::string(what); }
std::string version_of(const Pack& pack) { return pack.version + "-" + pack.fingerprint; }

/// Calls `visit(code, words)` for everything that can be answered.
template <class Visit>
void each_code(const Pack& pack, const Words& words, const Question& question, Visit visit) {
  for (std::uint16_t i = 0; i < question.count; ++i) {
    const auto& id = pack.findings[static_cast<std::size_t>(question.first + i)].id;
    visit(id, words.label(id));
  }
  const auto whole = [&](const char* code, const char* key) { visit(code, words.maybe({"answers", key})); };
  if (question.none) whole("none", "none");
  if (question.not_sure != Question::NotSure::kNone) whole("not-sure", "not_sure");
  if (question.prefer_not) whole("prefer-not", "prefer_not");
  if (question.not_sure != Question::NotSure::kRows) return;
  for (std::uint16_t i = 0; i < question.count; ++i) {
    const auto& id = pack.findings[static_cast<std::size_t>(question.first + i)].id;
    visit(std::string(kUnsureOf) + id, filled(words.ui("unsure-of"), "item", words.label(id)));
  }
}

void coding(JsonWriter& json, std::string_view key, std::string_view code, std::string_view display) {
  json.key(key).open_object();
  json.key("system").string(url_of("answers")).key("code").string(code).key("display").string(display);
  json.close_object();
}

/// A question that another one's answers show: only a plain ANY can be said.
void enable_when(JsonWriter& json, const Pack& pack, const Words& words, const Question& question) {
  if (question.shown_by.empty()) return;
  json.key("enableWhen").open_array();
  const auto when = [&](const std::string& id, const std::string& code, const std::string& display) {
    json.open_object().key("question").string(id).key("operator").string("=");
    coding(json, "answerCoding", code, display);
    json.close_object();
  };
  std::vector<QuestionIndex> asked;
  for (const auto finding : question.shown_by) {
    const auto& one = pack.findings[finding];
    const auto& by = pack.questions[one.question];
    when(by.id, one.id, words.label(one.id));
    if (!question.show_if_unsure) continue;
    if (by.not_sure == Question::NotSure::kRows) when(by.id, std::string(kUnsureOf) + one.id, filled(words.ui("unsure-of"), "item", words.label(one.id)));
    if (std::find(asked.begin(), asked.end(), one.question) != asked.end()) continue;
    asked.push_back(one.question);
    if (by.not_sure != Question::NotSure::kNone) when(by.id, "not-sure", words.maybe({"answers", "not_sure"}));
    if (by.prefer_not) when(by.id, "prefer-not", words.maybe({"answers", "prefer_not"}));
  }
  json.close_array().key("enableBehavior").string("any");
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

/// The result for a reader without our program: as text, since a response has no place of its own for it.
std::string narrative(const Pack& pack, const Words& words, const Report& report) {
  std::string div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";
  const auto line = [&](const std::string& text) {
    if (!text.empty()) div += "<p>" + escaped(text) + "</p>";
  };
  line(report.heading);
  line(report.route);
  if (!report.complete) line(words.ui("incomplete"));
  for (const auto& reason : report.reasons) line(reason_line(words, reason));
  if (report.declined) line(words.ui("declined-line"));
  for (const auto* list : {&report.causes, &report.contributors}) {
    for (const auto& pattern : *list) line(pattern.name + ": " + pattern.fit);
  }
  line(words.ui("not-a-diagnosis"));
  line(filled(filled(words.ui("content-line"), "version", pack.version), "fingerprint", pack.fingerprint));
  return div + "</div>";
}

void answer_codes(JsonWriter& json, const Pack& pack, const Words& words, const Question& question, const Answer& answer) {
  const auto add = [&](std::string_view code, std::string_view display) {
    json.open_object();
    coding(json, "valueCoding", code, display);
    json.close_object();
  };
  switch (answer.kind) {
    case Answer::Kind::kUnanswered: return;
    case Answer::Kind::kNotSure: return add("not-sure", words.maybe({"answers", "not_sure"}));
    case Answer::Kind::kPreferNot: return add("prefer-not", words.maybe({"answers", "prefer_not"}));
    case Answer::Kind::kGiven: break;
  }
  if (!answer.yes && !answer.unsure) return add("none", words.maybe({"answers", "none"}));
  const auto one = [&](int i) {
    const auto& id = pack.findings[static_cast<std::size_t>(question.first + i)].id;
    if (answer.yes >> i & 1) add(id, words.label(id));
    if (answer.unsure >> i & 1) add(std::string(kUnsureOf) + id, filled(words.ui("unsure-of"), "item", words.label(id)));
  };
  // The one tapped first stays the first.
  if (answer.first_tapped >= 0) one(answer.first_tapped);
  for (int i = 0; i < question.count; ++i) {
    if (i != answer.first_tapped) one(i);
  }
}

}  // namespace

std::string write_questionnaire(const Pack& pack, const Words& words) {
  JsonWriter json;
  json.open_object().key("resourceType").string("Questionnaire");
  json.key("url").string(url_of("Questionnaire/check")).key("version").string(version_of(pack));
  json.key("name").string("NightlegsCheck").key("title").string(words.ui("start-title"));
  json.key("status").string("draft").key("experimental").boolean(true);
  json.key("subjectType").open_array().string("Patient").close_array();
  json.key("date").string(pack.date);
  json.key("description").string(words.ui("not-a-diagnosis"));
  json.key("item").open_array();
  for (const auto& question : pack.questions) {
    const bool number = question.type == Question::Type::kNumber;
    json.open_object().key("linkId").string(question.id);
    json.key("text").string(words.maybe({"questions", question.id, "title"}));
    json.key("type").string(number ? "decimal" : "choice");
    enable_when(json, pack, words, question);
    if (question.safety && !question.optional) json.key("required").boolean(true);
    if (!number && !question.is_single()) json.key("repeats").boolean(true);
    if (!number) {
      json.key("answerOption").open_array();
      each_code(pack, words, question, [&](const std::string& code, const std::string& display) {
        json.open_object();
        coding(json, "valueCoding", code, display);
        json.close_object();
      });
      json.close_array();
    }
    json.close_object();
  }
  json.close_array().close_object();
  return json.take();
}

std::string write_response(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment,
                           const Report& report, std::string_view today) {
  const auto& rung = pack.ladder[static_cast<std::size_t>(assessment.rung)];
  JsonWriter json;
  json.open_object().key("resourceType").string("QuestionnaireResponse");
  json.key("text").open_object().key("status").string("generated").key("div").string(narrative(pack, words, report)).close_object();
  json.key("extension").open_array();
  const auto extension = [&](const char* what) -> JsonWriter& { return json.open_object().key("url").string(url_of(what)); };
  extension("urgency").key("valueCode").string(name_of(rung.tier)).close_object();
  if (rung.within_days) extension("within-days").key("valueInteger").number(rung.within_days).close_object();
  for (const auto* list : {&report.causes, &report.contributors}) {
    for (const auto& pattern : *list) {
      extension(pattern.grade == Fit::kWell ? "pattern-fits-well" : "pattern-fits-partly");
      json.key("valueCode").string(pattern.id).close_object();
    }
  }
  json.close_array();
  json.key("questionnaire").string(url_of("Questionnaire/check") + "|" + version_of(pack));
  json.key("status").string(assessment.findings.ask_next < 0 ? "completed" : "in-progress");
  if (!today.empty()) json.key("authored").string(today);
  json.key("item").open_array();
  for (std::size_t q = 0; q < pack.questions.size(); ++q) {
    const auto& question = pack.questions[q];
    const auto& answer = answers[q];
    if (!answer.exists()) continue;
    json.open_object().key("linkId").string(question.id).key("text").string(words.maybe({"questions", question.id, "title"}));
    if (question.type != Question::Type::kNumber) {
      json.key("answer").open_array();
      answer_codes(json, pack, words, question, answer);
      json.close_array();
    } else if (answer.has_number) {
      json.key("answer").open_array().open_object().key("valueDecimal").number(answer.number).close_object().close_array();
    }  // else the item without an answer says that it was left out
    json.close_object();
  }
  json.close_array().close_object();
  return json.take();
}

bool is_response(const Json& json) {
  const Json* type = json.find("resourceType");
  return type && type->text == "QuestionnaireResponse";
}

namespace {

Json text_of(std::string text) {
  Json json;
  json.type = Json::Type::kString;
  json.text = std::move(text);
  return json;
}

Json list_of(std::vector<std::string> ids) {
  Json json;
  json.type = Json::Type::kArray;
  for (auto& id : ids) json.items.push_back(text_of(std::move(id)));
  return json;
}

bool is_whole(const std::string& code) { return code == "none" || code == "not-sure" || code == "prefer-not"; }

/// The codes of one item as an answer file writes them.
Json answer_of(const JsonReader& at, std::vector<std::string> codes) {
  std::vector<std::string> yes, unsure;
  for (auto& code : codes) {
    if (is_whole(code)) {
      if (codes.size() > 1) at.report("fhir.values", "\"" + code + "\" stands beside other answers");
      return text_of(std::move(code));
    }
    if (code.compare(0, kUnsureOf.size(), kUnsureOf) == 0) {
      unsure.push_back(code.substr(kUnsureOf.size()));
    } else {
      yes.push_back(std::move(code));
    }
  }
  if (unsure.empty()) return yes.size() == 1 ? text_of(std::move(yes.front())) : list_of(std::move(yes));
  Json json;
  json.type = Json::Type::kObject;
  json.members.emplace_back("yes", list_of(std::move(yes)));
  json.members.emplace_back("unsure", list_of(std::move(unsure)));
  return json;
}

void read_items(const JsonReader& list, Json& out) {
  for (const auto& item : list.items()) {
    const auto id = item.at("linkId").text();
    if (id.empty()) item.report("fhir.no_link", "an item has the id of its question as its linkId");
    if (out.find(id)) item.report("fhir.twice", "the question `" + id + "` is answered twice");
    if (const auto inner = item.maybe("item"); inner.exists()) {
      read_items(inner, out);
      if (!item.has("answer")) continue;  // only a group
    }
    std::vector<std::string> codes;
    Json number;
    for (const auto& answer : item.maybe("answer").items()) {
      int values = 0;
      for (const auto& [key, value] : answer.members()) {
        if (key.compare(0, 5, "value") != 0) continue;
        ++values;
        if (key == "valueCoding") {
          codes.push_back(value.at("code").text());
        } else if (key == "valueDecimal" || key == "valueInteger") {
          number.type = Json::Type::kNumber;
          number.number = value.number();
        } else if (key == "valueQuantity") {
          number.type = Json::Type::kNumber;
          number.number = value.at("value").number();
        } else {
          value.report("fhir.type", "an answer is a valueCoding, or for a number a valueDecimal");
        }
      }
      if (values != 1) answer.report("fhir.values", "an answer has one value");
    }
    if (id.empty()) continue;
    if (number.is(Json::Type::kNumber)) {
      if (!codes.empty() || item.maybe("answer").items().size() > 1) item.report("fhir.values", "a number is the only answer");
      out.members.emplace_back(id, std::move(number));
    } else {
      out.members.emplace_back(id, codes.empty() ? text_of("none") : answer_of(item, std::move(codes)));
    }
  }
}

}  // namespace

Json answers_in(const JsonReader& response) {
  Json out;
  out.type = Json::Type::kObject;
  read_items(response.maybe("item"), out);
  return out;
}

}  // namespace nightlegs
