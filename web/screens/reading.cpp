// reading.cpp - the screens that are only read: sources, and how this works.
#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

Blocks reading(const View& view, const std::string& title) {
  Blocks blocks = {text("brand", view.ui("brand"), Tone::kSmall)};
  blocks.back().place = Place::kHeaderLeft;
  if (view.state.trail.size() > 2) blocks.push_back(clear_button(view));
  blocks.push_back(heading("title", 1, title));
  return blocks;
}

void finish(const View& view, Blocks& blocks) {
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("back", view.ui("back"), "back", Style::kPrimary, Place::kFooter));
}

}  // namespace

Blocks sources(const View& view) {
  Blocks blocks = reading(view, view.ui("sources"));
  blocks.push_back(text("lead", view.ui("sources-lead"), Tone::kDim));
  for (const auto& source : view.pack().sources) {
    const auto& words = view.words();
    const auto id = "source-" + source.id;
    Blocks children = {heading(id + "-title", 2, filled(filled(view.ui("source-title"), "id", source.id), "title",
                                                        words.maybe({"sources", source.id, "title"})))};
    std::string by = words.maybe({"sources", source.id, "by"});
    if (!source.year.empty() && source.year != "none" && source.year != "not stated") by += (by.empty() ? "" : ", ") + source.year;
    if (!by.empty()) children.push_back(text(id + "-by", by, Tone::kDim));
    if (const auto use = words.maybe({"sources", source.id, "for"}); !use.empty()) children.push_back(text(id + "-for", use));
    // Written out, not linked: the page makes no request to anybody else.
    if (!source.url.empty()) children.push_back(text(id + "-url", source.url, Tone::kSmall));
    if (!source.status.empty()) children.push_back(text(id + "-status", view.ui("source-" + source.status), Tone::kSmall));
    blocks.push_back(card(id, std::move(children)));
  }
  finish(view, blocks);
  return blocks;
}

Blocks how(const View& view) {
  Blocks blocks = reading(view, view.ui("how"));
  const auto part = [&](const std::string& id, const std::vector<std::string>& lines) {
    blocks.push_back(heading(id + "-title", 2, view.ui(id + "-title")));
    blocks.push_back(list(id + "-list", lines));
  };
  part("how-decides", view.words().list({"how", "decides"}));
  part("how-privacy", view.words().list({"how", "privacy"}));
  part("how-limits", view.words().list({"limits"}));
  blocks.push_back(button("evidence", view.ui("evidence-title"), "evidence", Style::kSecondary));
  part("how-looks", view.words().list({"how", "looks"}));
  Block statement = button("accessibility", view.ui("accessibility"), "", Style::kQuiet);
  statement.address = "accessibility.html";
  blocks.push_back(std::move(statement));
  blocks.push_back(text("content", filled(filled(view.ui("content-line"), "version", view.pack().version), "fingerprint",
                                          view.pack().fingerprint), Tone::kSmall));
  finish(view, blocks);
  return blocks;
}

}  // namespace nightlegs::screens
