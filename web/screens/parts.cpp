// parts.cpp - the blocks that several screens are made of.
#include <algorithm>

#include "screens/figure.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {

Block heading(std::string id, int level, std::string words) {
  Block block;
  block.id = std::move(id);
  block.role = Role::kHeading;
  block.level = static_cast<std::uint8_t>(level);
  block.label = std::move(words);
  return block;
}

Block text(std::string id, std::string words, Tone tone) {
  Block block;
  block.id = std::move(id);
  block.role = Role::kText;
  block.label = std::move(words);
  block.tone = tone;
  return block;
}

Block list(std::string id, std::vector<std::string> items) {
  Block block;
  block.id = std::move(id);
  block.role = Role::kList;
  block.items = std::move(items);
  return block;
}

Block card(std::string id, Blocks children, Tone tone) {
  Block block;
  block.id = std::move(id);
  block.role = Role::kCard;
  block.tone = tone;
  block.children = std::move(children);
  return block;
}

Block details(const View& view, std::string id, std::string label, Blocks children) {
  Block block;
  block.id = std::move(id);
  block.role = Role::kDetails;
  block.label = std::move(label);
  block.open = view.state.open.count(block.id) > 0;
  block.children = std::move(children);
  return block;
}

Block fold(const View& view, std::string id, std::string label, std::string help, bool open, Blocks children) {
  Block block = details(view, std::move(id), std::move(label), std::move(children));
  block.role = Role::kFold;
  block.level = 3;
  block.help = std::move(help);
  block.open = block.open || (open && view.state.closed.count(block.id) == 0);
  return block;
}

Block button(std::string id, std::string label, std::string action, Style style, Place place, std::string value) {
  Block block;
  block.id = std::move(id);
  block.role = Role::kButton;
  block.label = std::move(label);
  block.action = std::move(action);
  block.style = style;
  block.place = place;
  block.value = std::move(value);
  return block;
}

Block pose_figure(const View& view, std::string id, const Action& action, const Pose& pose) {
  Block block;
  block.id = std::move(id);
  block.role = Role::kFigure;
  block.label = view.words().maybe({"actions", action.id, "poses", pose.id, "picture"});
  block.figure = figure(pose);
  return block;
}

Block clear_button(const View& view) {
  return button("clear", view.ui("clear"), "clear", Style::kQuiet, Place::kHeaderRight);
}

Blocks looks(const View& view) {
  const bool drawn = view.state.view == "drawn";
  return {button("view", view.ui(drawn ? "to-page-view" : "to-drawn-view"), "view", Style::kQuiet, Place::kBody,
                 drawn ? "page" : "drawn"),
          button("theme", view.ui("theme-" + view.state.theme), "theme", Style::kQuiet)};
}

/// A number to call as digits: a voice would make nine hundred and ninety-nine of it.
Block to_call(std::string id, std::string words, Tone tone = Tone::kPlain) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  Block block = text(std::move(id), std::move(words), tone);
  for (std::size_t i = 0; i < block.label.size(); ++i) {
    if (i > 0 && digit(block.label[i - 1]) && digit(block.label[i])) block.said += ' ';
    block.said += block.label[i];
  }
  if (block.said == block.label) block.said.clear();
  return block;
}

Blocks numbers(const View& view, const std::string& id, bool now) {
  const auto& pack = view.pack();
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
  };
  Block select;
  select.id = id + "-country";
  select.role = Role::kSelect;
  select.label = view.ui("country");
  select.choices.push_back({"", view.ui("country-none"), "", view.state.country.empty(), false, RowAnswer::kEmpty});
  const std::string kind = now ? "number" : "number-if-worse";
  std::string number = view.ui(kind + "-none");
  std::string advice;
  for (const auto& country : pack.countries) {
    const bool chosen = country.id == view.state.country;
    const auto name = view.words().maybe({"countries", country.id});
    select.choices.push_back({country.id, name, "", chosen, false, RowAnswer::kEmpty});
    if (!chosen) continue;
    const auto& own = view.state.publisher;
    const bool theirs = own.country == country.id;
    const auto& emergency = theirs && !own.numbers.empty() ? own.numbers : country.numbers;
    const auto& lines = theirs && !own.advice.empty() ? own.advice : country.advice;
    number = filled(filled(view.ui(kind + "-of"), "country", name), "number", joined(emergency));
    if (!lines.empty()) advice = filled(view.ui("advice-of"), "number", joined(lines));
  }
  Blocks blocks;
  if (now) blocks.push_back(to_call(id + "-number", number, Tone::kStrong));
  if (!advice.empty()) blocks.push_back(to_call(id + "-advice", advice));
  if (!now) blocks.push_back(to_call(id + "-number", number));
  blocks.push_back(std::move(select));
  return blocks;
}

std::string title_of(const View& view, QuestionIndex question) {
  const auto& id = view.pack().questions[question].id;
  const auto findings = find(view.pack(), view.state.answers, Missing::kNotYet);
  if (is_child(view.pack(), findings)) {
    const auto own = view.words().maybe({"questions", id, "child", "title"});
    if (!own.empty()) return own;
  }
  return view.words().maybe({"questions", id, "title"});
}

std::vector<std::string> answer_in_words(const View& view, QuestionIndex index, const Answer& answer) {
  const auto& pack = view.pack();
  const auto& question = pack.questions[index];
  const auto& words = view.words();
  switch (answer.kind) {
    case Answer::Kind::kUnanswered: return {view.ui("no-answer")};
    case Answer::Kind::kNotSure: return {words.maybe({"answers", "not_sure"})};
    case Answer::Kind::kPreferNot: return {words.maybe({"answers", "prefer_not"})};
    case Answer::Kind::kGiven: break;
  }
  if (question.type == Question::Type::kNumber) {
    if (!answer.has_number) return {view.ui("left-out")};
    JsonWriter number;
    number.number(answer.number);
    return {number.take() + " " + question.unit};
  }
  const bool child = is_child(pack, find(pack, view.state.answers, Missing::kNotYet));
  std::vector<std::string> lines;
  for (std::uint16_t i = 0; i < question.count; ++i) {
    const auto label = words.label(pack.findings[static_cast<std::size_t>(question.first + i)].id, child);
    if (answer.yes >> i & 1) lines.push_back(label);
    if (answer.unsure >> i & 1) lines.push_back(filled(view.ui("unsure-of"), "item", label));
  }
  if (lines.empty()) lines.push_back(words.maybe({"answers", "none"}));
  return lines;
}

}  // namespace nightlegs::screens
