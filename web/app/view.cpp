// view.cpp - the state's screen: which room, and what the page around it needs to know.
#include <algorithm>

#include "app/state.hpp"
#include "screens/screens.hpp"

namespace nightlegs {
namespace {

/// Where this device can read a screen out: a button for it, beside the one for the other view.
void offer_reading(const screens::View& at, screens::Blocks& blocks) {
  const auto& device = at.state.device;
  if (!device.voices) return;
  const auto place = std::find_if(blocks.begin(), blocks.end(), [](const Block& block) { return block.id == "view" || block.place == Place::kFooter; });
  blocks.insert(place, screens::button("aloud", at.ui(device.reading ? "aloud-stop" : "aloud"), "aloud", Style::kQuiet));
}

}  // namespace

Screen view(const Content& content, const State& state) {
  const screens::View at{content, state};
  const Step here = state.trail.back();
  Screen screen;
  screen.view = state.view;
  screen.theme = state.theme;
  screen.language = content.words.language;
  screen.direction = content.words.direction;
  screen.depth = static_cast<int>(state.trail.size()) - 1;
  screen.errand = state.errand;
  screen.errand_value = state.errand_value;
  const auto titled = [&](const char* name, const std::string& title) {
    screen.name = name;
    screen.title = title.empty() ? at.ui("brand") : filled(at.ui("page-title"), "title", title);
  };
  // Whatever speaks about a result is silent about one that is too old.
  const bool about_result = here.room == Room::kResult || here.room == Room::kWhatIf || here.room == Room::kSheet;
  if (about_result && is_expired(state)) {
    titled("expired", at.ui("result-short"));
    screen.blocks = screens::expired(at);
    screen.key = screen.name + "-" + std::to_string(state.visits);
    return screen;
  }
  switch (here.room) {
    case Room::kStart:
      titled("start", "");
      screen.title = at.ui("start-page-title");
      screen.blocks = screens::start(at);
      break;
    case Room::kQuestion: {
      const auto where = progress(content.pack, state.answers, here.question);
      screen.step = where.number;
      screen.steps = where.at_most;
      titled("question", filled(filled(at.ui("question-of"), "n", std::to_string(where.number)), "of", std::to_string(where.at_most)));
      screen.blocks = screens::question(at);
      break;
    }
    case Room::kEmergency:
      titled("emergency", at.ui("result-short"));
      screen.blocks = screens::emergency(at);
      screen.announce = at.ui("emergency-announce");
      break;
    case Room::kConfirm:
      titled("confirm", at.ui("confirm-short"));
      screen.blocks = screens::confirm(at);
      break;
    case Room::kResult:
      titled("result", at.ui("result-short"));
      screen.blocks = screens::result(at);
      screen.focus = state.focus;
      break;
    case Room::kAction:
      titled("action", at.ui("action-short"));
      screen.blocks = screens::action(at);
      screen.ticking = state.practice.running;
      screen.announce = screens::action_said(at);
      break;
    case Room::kWhatIf:
      titled("what-if", at.ui("what-if-short"));
      screen.blocks = screens::what_if(at);
      break;
    case Room::kSheet:
      titled("sheet", at.ui("sheet"));
      screen.blocks = screens::sheet(at);
      if (!state.way_out.empty()) screen.announce = at.ui("out-" + state.way_out);
      break;
    case Room::kReview:
      titled("review", at.ui("review-short"));
      screen.blocks = screens::review(at);
      break;
    case Room::kSources:
      titled("sources", at.ui("sources"));
      screen.blocks = screens::sources(at);
      break;
    case Room::kHow:
      titled("how", at.ui("how"));
      screen.blocks = screens::how(at);
      break;
    case Room::kDevice:
      titled("device", at.ui("device"));
      screen.blocks = screens::device(at);
      break;
    case Room::kReceipt:
      titled("receipt", at.ui("witness"));
      screen.blocks = screens::receipt(at);
      if (!state.way_out.empty()) screen.announce = at.ui("out-" + state.way_out);
      break;
    case Room::kEvidence:
      titled("evidence", at.ui("evidence-title"));
      screen.blocks = screens::evidence(at);
      if (!state.cases.empty()) screen.announce = screens::cases_summary(at);
      break;
    case Room::kCramp:
    case Room::kStretch:
    case Room::kEased:
    case Room::kLasting: {
      const char* const names[] = {"cramp", "stretch", "eased", "lasting"};
      const auto which = static_cast<std::size_t>(here.room) - static_cast<std::size_t>(Room::kCramp);
      titled(names[which], at.ui("cramp-short"));
      screen.theme = "night";
      screen.blocks = which == 0 ? screens::cramp(at) : which == 1 ? screens::stretch(at) : which == 2 ? screens::eased(at) : screens::lasting(at);
      if (here.room == Room::kStretch) {
        screen.ticking = state.cramp.running;
        screen.announce = screens::stretch_said(at);
      }
      break;
    }
  }
  if (screen.announce.empty()) screen.announce = screens::outcome_said(at);
  offer_reading(at, screen.blocks);
  screen.key = screen.name + "-" + std::to_string(state.visits);
  return screen;
}

}  // namespace nightlegs
