// answers.cpp - answers to and from JSON; the one place that says which answer a question takes.
#include "nightlegs/answers.hpp"

#include <algorithm>
#include <bit>

#include "nightlegs/fhir.hpp"

namespace nightlegs {
namespace {

std::uint32_t all_of(const Question& question) {
  return question.count >= 32 ? ~0u : (1u << question.count) - 1;
}

class AnswerReader {
 public:
  AnswerReader(const Pack& pack, const Question& question, const JsonReader& at) : pack_(pack), question_(question), at_(at) {}

  Answer read() {
    if (!at_.raw()) return {};
    switch (at_.raw()->type) {
      case Json::Type::kString: return word(at_.text());
      case Json::Type::kArray: return list();
      case Json::Type::kNumber: return number();
      case Json::Type::kObject: return rows();
      case Json::Type::kNull:
      case Json::Type::kBool: break;
    }
    at_.report("answers.type", "an answer is an option id, a list of them, a number, \"not-sure\", \"none\" or \"prefer-not\"");
    return {};
  }

 private:
  Answer word(const std::string& value) {
    using NotSure = Question::NotSure;
    Answer answer;
    if (value == "none") {
      if (!question_.none && !question_.optional) at_.report("answers.not_offered", "this question has no \"none\"");
      answer.kind = Answer::Kind::kGiven;
    } else if (value == "not-sure") {
      if (question_.not_sure == NotSure::kNone && !question_.optional) at_.report("answers.not_offered", "this question has no \"not-sure\"");
      answer.kind = Answer::Kind::kNotSure;
      answer.unsure = all_of(question_);
    } else if (value == "prefer-not") {
      if (!question_.prefer_not) at_.report("answers.not_offered", "this question has no \"prefer-not\"");
      answer.kind = Answer::Kind::kPreferNot;
      answer.unsure = all_of(question_);
    } else {
      // One option of a multiple choice is written as a list, or alone.
      answer.kind = Answer::Kind::kGiven;
      add(at_, value, answer.yes, answer);
    }
    return answer;
  }

  Answer list() {
    Answer answer;
    answer.kind = Answer::Kind::kGiven;
    const auto entries = at_.items();
    for (const auto& entry : entries) add(entry, entry.text(), answer.yes, answer);
    check_count(answer);
    return answer;
  }

  Answer rows() {
    Answer answer;
    answer.kind = Answer::Kind::kGiven;
    if (question_.not_sure != Question::NotSure::kRows) {
      at_.report("answers.type", "this question is not answered row by row");
      return answer;
    }
    at_.only({"yes", "unsure"});
    for (const auto& entry : at_.maybe("yes").items()) add(entry, entry.text(), answer.yes, answer);
    for (const auto& entry : at_.maybe("unsure").items()) add(entry, entry.text(), answer.unsure, answer);
    if (answer.yes & answer.unsure) at_.report("answers.both", "an option is both yes and unsure");
    if (!answer.yes && !answer.unsure && !question_.none) at_.report("answers.empty", "choose at least one option");
    return answer;
  }

  Answer number() {
    const double value = at_.number();
    Answer answer;
    answer.kind = Answer::Kind::kGiven;
    if (question_.type != Question::Type::kNumber && question_.type != Question::Type::kScale) {
      at_.report("answers.type", "this question does not take a number");
    } else if (!(value >= question_.minimum && value <= question_.maximum)) {
      at_.report("answers.range", "expected a number from " + trimmed(question_.minimum) + " to " + trimmed(question_.maximum));
    } else if (question_.type == Question::Type::kNumber) {
      answer.number = value;
      answer.has_number = true;
    } else {
      // A number between two bands belongs to the higher one: 3.5 counts as 4 to 6.
      for (int i = question_.count - 1; i >= 0; --i) {
        if (i == 0 || value > pack_.findings[question_.first + static_cast<std::size_t>(i) - 1].to) {
          answer.yes = 1u << i;
          answer.first_tapped = static_cast<std::int8_t>(i);
          break;
        }
      }
    }
    return answer;
  }

  static std::string trimmed(double value) {
    JsonWriter writer;
    writer.number(value);
    return writer.take();
  }

  void add(const JsonReader& at, const std::string& id, std::uint32_t& bits, Answer& answer) {
    std::vector<std::string> known;
    for (std::uint16_t i = 0; i < question_.count; ++i) {
      const auto& option = pack_.findings[question_.first + i].id;
      if (option == id) {
        bits |= 1u << i;
        if (answer.first_tapped < 0 && &bits == &answer.yes) answer.first_tapped = static_cast<std::int8_t>(i);
        return;
      }
      known.push_back(option);
    }
    const auto near = nearest(id, known);
    at.report("answers.unknown_option",
              "unknown option `" + id + "`" + (near.empty() ? "" : "; nearest: `" + near + "`"));
  }

  void check_count(const Answer& answer) {
    const int chosen = std::popcount(answer.yes);
    if (question_.type == Question::Type::kNumber) {
      at_.report("answers.type", "this question takes a number");
    } else if (chosen == 0 && !question_.none) {
      at_.report("answers.empty", "choose at least one option");
    } else if (question_.is_single() && chosen > 1) {
      at_.report("answers.too_many", "this question takes one option");
    } else if (question_.most && chosen > question_.most) {
      at_.report("answers.too_many", "this question takes at most " + std::to_string(question_.most) + " options");
    }
  }

  const Pack& pack_;
  const Question& question_;
  const JsonReader& at_;
};

}  // namespace

Answers no_answers(const Pack& pack) { return Answers(pack.questions.size()); }

Result<Answers> read_answers(const Pack& pack, const JsonReader& json) {
  Answers answers = no_answers(pack);
  const auto before = json.errors().size();
  for (const auto& [id, at] : json.members()) {
    const int question = pack.find_question(id);
    if (question < 0) {
      std::vector<std::string> known;
      for (const auto& q : pack.questions) known.push_back(q.id);
      const auto near = nearest(id, known);
      at.report("answers.unknown_question",
                "unknown question `" + id + "`" + (near.empty() ? "" : "; nearest: `" + near + "`"));
      continue;
    }
    const auto index = static_cast<std::size_t>(question);
    answers[index] = AnswerReader(pack, pack.questions[index], at).read();
  }
  if (json.errors().size() != before) return Errors(json.errors());
  return answers;
}

Result<Answers> read_answer_file(const Pack& pack, std::string_view text, const std::string& file) {
  auto parsed = parse_json(text, file);
  if (!parsed) return parsed.errors();
  Errors errors;
  JsonReader top(&*parsed, file, "", &errors);
  if (!parsed->is(Json::Type::kObject)) return Error{"answers.type", file, "expected {\"answers\": {...}}"};
  if (top.has("answers")) {
    top.only({"answers", "made", "content", "sheet", "assessment"});  // a saved sheet has more than the answers
    auto answers = read_answers(pack, top.at("answers"));
    if (!errors.empty()) return errors;  // the file's own and those of its answers
    return answers;
  }
  if (is_response(*parsed)) {
    const Json tree = answers_in(top);
    if (!errors.empty()) return errors;
    auto answers = read_answers(pack, JsonReader(&tree, file, "/item", &errors));
    if (!errors.empty()) return errors;
    return answers;
  }
  return read_answers(pack, top);
}

std::string write_answers(const Pack& pack, const Answers& answers, OptionOrder order) {
  JsonWriter json;
  json.open_object();
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const auto& answer = answers[q];
    const auto& question = pack.questions[q];
    if (!answer.exists()) continue;
    json.key(question.id);
    const auto ids = [&](std::uint32_t bits) {
      json.open_array();
      std::vector<std::uint16_t> options;
      for (std::uint16_t i = 0; i < question.count; ++i) {
        if (bits >> i & 1) options.push_back(i);
      }
      if (order == OptionOrder::kFirstTappedFirst) {
        std::stable_partition(options.begin(), options.end(), [&](std::uint16_t i) { return i == answer.first_tapped; });
      }
      for (const auto i : options) json.string(pack.findings[question.first + i].id);
      json.close_array();
    };
    if (answer.kind == Answer::Kind::kPreferNot) {
      json.string("prefer-not");
    } else if (answer.kind == Answer::Kind::kNotSure) {
      json.string("not-sure");
    } else if (answer.has_number) {
      json.number(answer.number);
    } else if (answer.unsure) {
      json.open_object().key("yes");
      ids(answer.yes);
      json.key("unsure");
      ids(answer.unsure);
      json.close_object();
    } else if (!answer.yes) {
      json.string("none");
    } else if (question.is_single()) {
      json.string(pack.findings[question.first + static_cast<std::size_t>(std::countr_zero(answer.yes))].id);
    } else {
      ids(answer.yes);
    }
  }
  json.close_object();
  return json.take();
}

}  // namespace nightlegs
