// desk.cpp - from what Z3 found to the simplest answers, and to a story.
#include "desk.hpp"

namespace nightlegs::prove {

Desk::Desk(const Pack& p) : pack(p), said(anything(formulas, p)), solver(formulas) { solver.always(legal(formulas, pack, said)); }

Truths Desk::last_found() {
  auto truths = solver.found();
  formulas.evaluate(truths);
  return truths;
}

Truths Desk::simplest(std::vector<Lit> wanted) {
  // A case that shows the same with one answer less is the better story.
  const auto keep_if_possible = [&](Lit simpler) {
    wanted.push_back(simpler);
    if (can(wanted)) return true;
    wanted.pop_back();
    return false;
  };
  for (std::size_t q = pack.questions.size(); q-- > 0;) {
    const auto& question = pack.questions[q];
    if (!question.safety && keep_if_possible(!said[q].exists)) continue;
    if (question.none && keep_if_possible(is_none(formulas, said[q]))) continue;
    if (!keep_if_possible(said[q].exists)) continue;
    if (!keep_if_possible(!said[q].prefer_not) || !keep_if_possible(!said[q].not_sure)) continue;
    for (std::size_t i = question.count; i-- > 0;) {
      (void)keep_if_possible(!said[q].unsure[i]);
      (void)keep_if_possible(!said[q].yes[i]);
    }
  }
  if (!can(wanted)) drifted("Z3 lost a case that it had found");
  return last_found();
}

std::vector<Lit> Desk::walking(const Everything& of, const Person& person) {
  std::vector<Lit> list;
  for (std::size_t q = 0; q < pack.questions.size(); ++q) list.push_back(formulas.same(of[q].exists, person.shown(q)));
  // What is for adults alone is not offered to somebody who is known to be a child.
  const Lit child = person.holds(pack.groups[static_cast<std::size_t>(pack.child_group)].is, false);
  for (const auto& finding : pack.findings) {
    if (!finding.adult_only || finding.question <= pack.age_question) continue;
    const auto i = static_cast<std::size_t>(&finding - pack.findings.data()) - pack.questions[finding.question].first;
    list.push_back(!formulas.both(child, of[finding.question].yes[i]));
  }
  return list;
}

std::string Desk::by_z3() const {
  // Statements that are the same by construction need no solver.
  if (!solver.asked()) return "by the statements being the same, before Z3 is asked";
  return "by Z3, asked " + std::to_string(solver.asked()) + (solver.asked() == 1 ? " time" : " times");
}

std::string rung_name(const Pack& pack, int rung) {
  const auto& r = pack.ladder[static_cast<std::size_t>(rung)];
  return std::string(name_of(r.tier)) + (r.within_days ? " " + std::to_string(r.within_days) : "");
}

std::string told(const Pack& pack, std::size_t index, const Answer& answer) {
  const auto& question = pack.questions[index];
  if (!answer.exists()) return question.id + " left out";
  if (answer.kind == Answer::Kind::kNotSure) return question.id + "=not-sure";
  if (answer.kind == Answer::Kind::kPreferNot) return question.id + "=prefer-not";
  std::string options;
  for (std::uint16_t i = 0; i < question.count; ++i) {
    if (!((answer.yes | answer.unsure) >> i & 1)) continue;
    options += (options.empty() ? "" : "+") + pack.findings[question.first + static_cast<std::size_t>(i)].id;
    if (answer.unsure >> i & 1) options += "(unsure)";
  }
  return question.id + "=" + (options.empty() ? "none" : options);
}

std::string told(const Pack& pack, const Answers& answers) {
  std::string story;
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const auto& question = pack.questions[q];
    const bool given = answers[q].kind == Answer::Kind::kGiven;
    const bool quiet =
        given ? !answers[q].yes && !answers[q].unsure : !answers[q].exists() && (!question.safety || question.show_when.exists());
    if (quiet) continue;
    story += (story.empty() ? "" : ", ") + told(pack, q, answers[q]);
  }
  return (story.empty() ? "" : story + " and ") + std::string("nothing else reported");
}

std::string rung_told(const Pack& pack, const Answers& answers) { return rung_name(pack, assess(pack, answers).rung); }

Everything with(Everything said, std::size_t question, Said answer) {
  said[question] = std::move(answer);
  return said;
}

void drifted(const std::string& what) { throw Undecided("the encoding differs from core: " + what); }

}  // namespace nightlegs::prove
