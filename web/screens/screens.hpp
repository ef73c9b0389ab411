// screens.hpp - every screen of the app, each a function from the state to blocks. One file a screen.
#pragma once
#include "app/state.hpp"
#include "nightlegs/report.hpp"
#include "nightlegs/sheet.hpp"
#include "screens/block.hpp"

namespace nightlegs::screens {

/// What every screen is made from.
struct View {
  const Content& content;
  const State& state;
  [[nodiscard]] const Pack& pack() const { return content.pack; }
  [[nodiscard]] const Words& words() const { return content.words; }
  [[nodiscard]] std::string ui(std::string_view key) const { return content.words.ui(key); }
};

using Blocks = std::vector<Block>;

[[nodiscard]] Blocks start(const View& view);
[[nodiscard]] Blocks question(const View& view);
[[nodiscard]] Blocks emergency(const View& view);
[[nodiscard]] Blocks confirm(const View& view);
[[nodiscard]] Blocks result(const View& view);
[[nodiscard]] Blocks what_if(const View& view);
[[nodiscard]] Blocks sheet(const View& view);
[[nodiscard]] Sheet sheet_of(const View& view);
/// A result that is more than a day old (INV-19).
[[nodiscard]] Blocks expired(const View& view);
[[nodiscard]] Blocks review(const View& view);
/// An action of the result: how to do it, with its figure and timer (action.cpp).
[[nodiscard]] Blocks action(const View& view);
/// What is to be read out at this second of it; mostly nothing.
[[nodiscard]] std::string action_said(const View& view);
/// What it says to do, how strong the evidence is, and its cautions: the same in the result and on its own page.
[[nodiscard]] Blocks action_words(const View& view, const ActionReport& told, const std::string& id);
[[nodiscard]] Blocks sources(const View& view);
[[nodiscard]] Blocks how(const View& view);
[[nodiscard]] Blocks evidence(const View& view);

/// "103 of 103 cases came out as they must", once they were run.
[[nodiscard]] std::string cases_summary(const View& view);
/// Cramp now (cramp.cpp): where it is, the stretch, and what comes after it.
[[nodiscard]] Blocks cramp(const View& view);
[[nodiscard]] Blocks stretch(const View& view);
[[nodiscard]] Blocks eased(const View& view);
[[nodiscard]] Blocks lasting(const View& view);
/// What is to be read out at this second of the stretch; mostly nothing.
[[nodiscard]] std::string stretch_said(const View& view);

// --- parts that screens share (parts.cpp) ---------------------------------------------------------------------
[[nodiscard]] Block heading(std::string id, int level, std::string text);
[[nodiscard]] Block text(std::string id, std::string words, Tone tone = Tone::kPlain);
[[nodiscard]] Block list(std::string id, std::vector<std::string> items);
[[nodiscard]] Block card(std::string id, Blocks children, Tone tone = Tone::kPlain);
[[nodiscard]] Block details(const View& view, std::string id, std::string label, Blocks children);
[[nodiscard]] Block button(std::string id, std::string label, std::string action, Style style, Place place = Place::kBody,
                           std::string value = "");
/// The pose of an action as a picture with its words.
[[nodiscard]] Block pose_figure(const View& view, std::string id, const Action& action, const Pose& pose);
/// "Stop and clear", in reach on every screen but the first.
[[nodiscard]] Block clear_button(const View& view);
/// The quiet row at the end of every screen: how the page looks.
[[nodiscard]] Blocks looks(const View& view);
[[nodiscard]] Blocks device(const View& view);
/// "Check it yourself" (receipt.cpp), and what was counted as text.
[[nodiscard]] Blocks receipt(const View& view);
[[nodiscard]] std::string receipt_text(const View& view);
/// "2026-11-24, 03:12": the same in every language, and never mistaken.
[[nodiscard]] std::string shown(const Moment& moment);
/// Why nobody can tell what is kept, in words; "" when the page could look (device.cpp).
[[nodiscard]] std::string unread_said(const View& view);
/// What came of what the page was sent to do, in words; "" when nothing (device.cpp).
[[nodiscard]] std::string outcome_said(const View& view);
/// To keep a result on the device, or that it is kept, or why it can't be.
[[nodiscard]] Blocks keeping(const View& view);
/// What this tab does with the answers, and the ways to change that: on the first screen.
[[nodiscard]] Blocks remembering(const View& view);
/// A newer version that waits, to be let in; nothing otherwise.
[[nodiscard]] Blocks newer_version(const View& view);
/// Emergency numbers by country, chosen by the person: to call `now`, or only if it gets worse.
[[nodiscard]] Blocks numbers(const View& view, const std::string& id, bool now);
/// What an answer says, in words, one line an option; a declined one says only that.
[[nodiscard]] std::vector<std::string> answer_in_words(const View& view, QuestionIndex question, const Answer& answer);
/// A card that opens: `help` stands under its name. `open` is how it is at first.
[[nodiscard]] Block fold(const View& view, std::string id, std::string label, std::string help, bool open, Blocks children);
/// The title of a question as this person sees it.
[[nodiscard]] std::string title_of(const View& view, QuestionIndex question);

/// Why legs feel worse at night, with pictures (night.cpp).
[[nodiscard]] Block why_at_night(const View& view);

// --- the place of it (place.cpp) ---------------------------------------------------------------------------------
/// The body map of the zones question, with what is chosen.
[[nodiscard]] Block body_map(const View& view, QuestionIndex zones);
/// The legs with the places where a pattern is felt, small: those where it often is, and, paler, those where it sometimes is.
[[nodiscard]] std::vector<Picture> felt_at(const View& view, const Pattern& pattern);
/// "Thigh": the part of the body that a zone is listed under.
[[nodiscard]] std::string zone_group(const View& view, std::string_view zone);
/// What the body map told of "Which leg?", in words, or "".
[[nodiscard]] std::string told_by_map_in_words(const View& view);

}  // namespace nightlegs::screens
