// device.cpp - what lies on this device because of us, what was asked to stay there, and how to get rid of it.
#include "app/running.hpp"
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

Block section(const View& view, const std::string& id, Blocks children) {
  children.insert(children.begin(), heading(id + "-title", 2, view.ui(id + "-title")));
  return card(id, std::move(children));
}

Block kept_check(const View& view, const Kept& kept, std::size_t n) {
  const auto id = "kept-" + std::to_string(n);
  Blocks children;
  if (kept.check) {
    children.push_back(heading(id + "-title", 3, filled(view.ui("kept-of"), "when", shown(kept.check->when))));
    const auto assessment = assess(view.pack(), kept.check->answers);
    const auto told = report(view.pack(), view.words(), kept.check->answers, assessment);
    if (kept.age == Age::kFresh) {
      children.push_back(text(id + "-tier", told.heading));
      if (has_told(view.state)) {
        children.push_back(text(id + "-later", view.ui("kept-later"), Tone::kDim));
      } else {
        children.push_back(button(id + "-show", view.ui("kept-show"), "show-kept", Style::kQuiet, Place::kBody, kept.key));
        children.back().labelled_by = id + "-title";
      }
    } else {
      children.push_back(text(id + "-old", view.ui(kept.age == Age::kFuture ? "kept-future" : "kept-old"), Tone::kDim));
    }
  } else {
    children.push_back(heading(id + "-title", 3, view.ui("kept-unreadable")));
    children.push_back(text(id + "-why", kept.why_not, Tone::kWarning));
  }
  children.push_back(button(id + "-erase", view.ui("erase-one"), "erase-one", Style::kQuiet, Place::kBody, kept.key));
  children.back().labelled_by = id + "-title";
  return card(id, std::move(children));
}

}  // namespace

std::string shown(const Moment& moment) {
  const auto text = write_moment(moment);
  return text.substr(0, 10) + ", " + text.substr(11, 5);
}

std::string unread_said(const View& view) {
  const auto& why = view.state.stored.unread;
  if (why.empty()) return "";
  if (why == "denied") return view.ui("did-store-denied");
  // There is a store, or nothing could be in its way. Whatever is in it, "nothing" would be a guess.
  const auto reason = why == "blocked" ? view.ui("did-store-blocked")
                                       : filled(view.ui(why == "newer" ? "refused-newer" : "refused-damaged"), "where", view.ui("kept-title"));
  return view.ui("kept-unreadable") + ". " + reason;
}

std::string outcome_said(const View& view) {
  return view.state.outcome.empty() ? "" : filled(view.ui(view.state.outcome), "what", view.state.outcome_why);
}

Blocks device(const View& view) {
  const auto& stored = view.state.stored;
  const auto& device = view.state.device;
  Blocks blocks = {text("brand", view.ui("brand"), Tone::kSmall)};
  blocks.back().place = Place::kHeaderLeft;
  if (has_told(view.state)) blocks.push_back(clear_button(view));
  blocks.push_back(heading("title", 1, view.ui("device")));
  blocks.push_back(text("lead", view.ui("device-lead"), Tone::kDim));
  if (const auto said = outcome_said(view); !said.empty()) blocks.push_back(text("outcome", said, Tone::kStrong));

  blocks.push_back(heading("kept-title", 2, view.ui("kept-title")));
  if (const auto unread = unread_said(view); !unread.empty()) {
    blocks.push_back(text("kept-unread", unread, Tone::kWarning));
  } else if (stored.kept.empty()) {
    blocks.push_back(text("kept-none", view.ui("kept-none")));
  }
  for (std::size_t i = 0; i < stored.kept.size(); ++i) blocks.push_back(kept_check(view, stored.kept[i], i));

  blocks.push_back(section(view, "in-tab", {text("in-tab-text", view.ui(device.traceless ? "in-tab-off" : stored.in_tab ? "in-tab-yes" : "in-tab-no"))}));
  blocks.push_back(section(view, "copy", {text("copy-text", stored.copy_files ? filled(view.ui("copy-yes"), "n", std::to_string(stored.copy_files))
                                                                              : view.ui("copy-no"))}));
  if (stored.others) blocks.push_back(text("others", filled(view.ui("stored-others"), "n", std::to_string(stored.others)), Tone::kWarning));

  const char* const witness = view.state.witness.counting ? "receipt" : "witness";
  blocks.push_back(button(witness, view.ui(witness), witness, Style::kSecondary));
  if (!stored.kept.empty()) blocks.push_back(button("export", view.ui("export"), "export", Style::kQuiet));
  if (!device.traceless) blocks.push_back(button("import", view.ui("import"), "import", Style::kQuiet));
  blocks.push_back(button("trace", view.ui(device.traceless ? "trace-stop" : "trace"), "trace", Style::kQuiet));
  blocks.push_back(button("erase", view.ui("erase"), "erase", Style::kSecondary));
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("back", view.ui("back"), "back", Style::kPrimary, Place::kFooter));
  return blocks;
}

Blocks keeping(const View& view) {
  const auto& state = view.state;
  Blocks children;
  if (state.device.traceless) {
    children.push_back(text("keep-text", view.ui("keep-traceless")));
  } else if (state.is_kept) {
    children.push_back(text("keep-text", state.told_at ? filled(view.ui("keep-shown"), "when", shown(*state.told_at)) : view.ui("did-keep-ok"), Tone::kStrong));
  } else {
    children.push_back(text("keep-text", view.ui("keep-text")));
    if (const auto said = outcome_said(view); !said.empty()) children.push_back(text("keep-outcome", said, Tone::kWarning));
    children.push_back(button("keep", view.ui("keep"), "keep", Style::kSecondary));
  }
  children.push_back(button("device", view.ui("device"), "device", Style::kQuiet));
  return {section(view, "keep-card", std::move(children))};
}

Blocks remembering(const View& view) {
  const auto& device = view.state.device;
  Blocks blocks = {button("device", view.ui("device"), "device", Style::kQuiet),
                   button("trace", view.ui(device.traceless ? "trace-stop" : "trace"), "trace", Style::kQuiet)};
  if (const auto said = outcome_said(view); !said.empty()) {
    blocks.push_back(text("outcome", said, Tone::kStrong));
  } else {
    blocks.push_back(text("memory", view.ui(device.traceless ? "memory-traceless" : device.memory ? "memory-on" : "memory-off"), Tone::kSmall));
  }
  if (device.offline && !device.traceless) blocks.push_back(text("offline", view.ui("offline"), Tone::kSmall));
  return blocks;
}

Blocks newer_version(const View& view) {
  if (!view.state.device.newer || (view.state.device.traceless && has_told(view.state))) return {};
  return {text("newer", view.ui("newer"), Tone::kSmall), button("update", view.ui("update"), "update", Style::kQuiet)};
}

}  // namespace nightlegs::screens
