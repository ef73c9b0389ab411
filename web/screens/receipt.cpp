// receipt.cpp - "Check it yourself": how to see that nothing leaves, and then what was counted, to read, copy or print.
#include "app/running.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

/// "nothing", or how many and which.
std::string counted(const View& view, const std::string& key, const std::vector<std::string>& what) {
  if (what.empty()) return view.ui(key + "-none");
  return filled(filled(view.ui(key), "n", std::to_string(what.size())), "what", joined(what));
}

struct Part {
  const char* id;
  std::vector<std::string> lines;
};

std::vector<Part> parts(const View& view, const Receipt& found) {
  const auto& stored = view.state.stored;
  const auto number = [&](const char* key, int n) { return filled(view.ui(key), "n", std::to_string(n)); };
  const auto some = [&](const std::string& key, int n) { return n ? number(key.c_str(), n) : view.ui(key + "-none"); };
  const auto unread = unread_said(view);
  const char* const signals[] = {"receipt-signal-none", "receipt-signal-partly", "receipt-signal-always"};
  return {{"receipt-sent", {counted(view, "receipt-elsewhere", found.elsewhere), counted(view, "receipt-own", found.own),
                            number("receipt-copy", found.from_copy), some("receipt-stopped", found.stopped)}},
          {"receipt-stored", {view.ui(stored.in_tab ? "receipt-tab" : "receipt-tab-none"),
                              unread.empty() ? some("receipt-kept", static_cast<int>(stored.kept.size())) : unread,
                              some("receipt-files", stored.copy_files), some("receipt-others", stored.others)}},
          {"receipt-how", {view.ui(signals[static_cast<std::size_t>(found.signal)]), view.ui(view.state.witness.whole ? "receipt-whole" : "receipt-not-whole"),
                           view.ui("receipt-blind")}}};
}

std::string when(const View& view, const Receipt& found) {
  if (!found.begun || !found.made) return view.ui("receipt-made-sometime");
  return filled(filled(view.ui("receipt-made"), "from", shown(*found.begun)), "to", shown(*found.made));
}

Blocks guide(const View& view) {
  const auto& state = view.state;
  Blocks blocks = {text("lead", view.ui("witness-lead"), Tone::kDim)};
  blocks.push_back(list("steps", {view.ui("witness-step-1"), view.ui("witness-step-2"), view.ui("witness-step-3")}));
  blocks.push_back(text("copy", view.ui(state.device.offline ? "offline" : "witness-no-copy"), Tone::kSmall));
  blocks.push_back(text("signal", view.ui(state.witness.signal ? "witness-signal" : "witness-no-signal"), Tone::kStrong));
  return blocks;
}

}  // namespace

Blocks receipt(const View& view) {
  const auto& state = view.state;
  const auto& witness = state.witness;
  Blocks blocks = {text("brand", view.ui("brand"), Tone::kSmall)};
  blocks.back().place = Place::kHeaderLeft;
  if (has_told(state)) blocks.push_back(clear_button(view));
  blocks.push_back(heading("title", 1, view.ui(witness.found ? "receipt" : "witness")));
  if (!state.way_out.empty()) blocks.push_back(text("way-out", view.ui("out-" + state.way_out), Tone::kStrong));
  if (const auto said = outcome_said(view); !said.empty()) blocks.push_back(text("outcome", said, Tone::kWarning));
  if (!witness.found) {
    for (auto& block : guide(view)) blocks.push_back(std::move(block));
  } else {
    blocks.push_back(text("made", when(view, *witness.found), Tone::kDim));
    for (auto& part : parts(view, *witness.found)) {
      const std::string id = part.id;
      blocks.push_back(card(id, {heading(id + "-title", 2, view.ui(id)), list(id + "-list", std::move(part.lines))}));
    }
    blocks.push_back(button("copy-receipt", view.ui("way-copy"), "copy", Style::kSecondary));
    blocks.push_back(button("again", view.ui("receipt-again"), "receipt", Style::kQuiet));
  }
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("back", view.ui("back"), "back", Style::kSecondary, Place::kFooter));
  if (witness.found) {
    blocks.push_back(button("print", view.ui("way-print"), "print", Style::kPrimary, Place::kFooter));
  } else {
    blocks.push_back(button("witness-begin", view.ui("witness-begin"), "witness", Style::kPrimary, Place::kFooter));
  }
  return blocks;
}

std::string receipt_text(const View& view) {
  const auto& found = view.state.witness.found;
  if (!found) return "";
  std::string all = view.ui("brand") + ": " + view.ui("receipt") + "\n" + when(view, *found) + "\n";
  for (const auto& part : parts(view, *found)) {
    all += "\n" + view.ui(part.id) + "\n";
    for (const auto& line : part.lines) all += "- " + line + "\n";
  }
  return all;
}

}  // namespace nightlegs::screens
