// sheet.cpp - one page to hand to a clinician, and the ways out of here: the shell does what the buttons say.
#include "nightlegs/sheet.hpp"

#include "screens/screens.hpp"

namespace nightlegs::screens {
namespace {

/// Of a list that can grow long, such as the reasons when nearly everything was not sure, paper has the first so many: the most
/// urgent. As in styles.css, for print; the list's note says so.
constexpr std::size_t kMostOnPaper = 16;

void part(const View& view, const std::string& voice, const SheetPart& one, int level, Blocks& out) {
  if (one.lines.empty()) return;
  const auto id = voice + "-" + one.id;
  out.push_back(heading(id + "-title", level, one.title));
  out.push_back(list(id, one.lines));
  const bool is_cut = one.id == "why" || one.id == "rules" || one.id == "unsure" || one.id == "ask";
  if (!is_cut || one.lines.size() <= kMostOnPaper) return;
  out.push_back(text(id + "-paper", filled(filled(view.ui("sheet-paper"), "n", std::to_string(kMostOnPaper)), "of", std::to_string(one.lines.size())), Tone::kSmall));
}

/// Long, and wanted by few on a screen; on paper it stands open (ways_out.js).
bool is_long(const SheetPart& part) { return part.id == "asked-no" || part.id == "other-no"; }

Block voice(const View& view, const std::string& id, const std::vector<SheetPart>& parts) {
  Blocks children = {heading(id + "-voice", 2, view.ui("sheet-" + id))};
  for (const auto& one : parts) {
    if (!is_long(one)) part(view, id, one, 3, children);
  }
  return card(id, std::move(children));
}

}  // namespace

Sheet sheet_of(const View& view) {
  const auto& state = view.state;
  const auto assessment = assess(view.pack(), state.answers);
  return nightlegs::sheet(view.pack(), view.words(), state.answers, assessment, report(view.pack(), view.words(), state.answers, assessment),
                          state.depth, state.now ? write_moment(*state.now) : "", state.result_at ? write_moment(*state.result_at) : "");
}

Blocks sheet(const View& view) {
  const auto told = sheet_of(view);
  Block brand = text("brand", view.ui("sheet"), Tone::kSmall);
  brand.place = Place::kHeaderLeft;
  Blocks blocks = {std::move(brand), clear_button(view), heading("title", 1, view.ui("sheet-title"))};
  if (!told.made.empty()) blocks.push_back(text("made", told.made, Tone::kDim));
  if (!view.state.way_out.empty()) blocks.push_back(text("way-out", view.ui("out-" + view.state.way_out), Tone::kStrong));
  if (!told.heading.empty()) {
    blocks.push_back(text("heading", told.heading, Tone::kStrong));
    if (!told.route.empty()) blocks.push_back(text("route", told.route));
  }
  Block both;
  both.id = "voices";
  both.role = Role::kColumns;
  both.children = {voice(view, "own", told.own), voice(view, "clinical", told.clinical)};
  blocks.push_back(std::move(both));
  for (const auto& one : told.clinical) {
    if (is_long(one)) blocks.push_back(details(view, "clinical-" + one.id, one.title, {list("clinical-" + one.id + "-list", one.lines)}));
  }
  part(view, "ask", told.ask, 2, blocks);
  part(view, "net", told.safety_net, 2, blocks);
  for (std::size_t i = 0; i < told.footer.size(); ++i) blocks.push_back(text("foot-" + std::to_string(i), told.footer[i], Tone::kSmall));

  blocks.push_back(heading("ways-title", 2, view.ui("ways-out")));
  blocks.push_back(text("ways-lead", view.ui("ways-out-lead"), Tone::kDim));
  for (const char* way : {"copy", "qr", "save-text", "save-json", "save-fhir"}) blocks.push_back(button(way, view.ui(std::string("way-") + way), way, Style::kSecondary));
  if (view.state.can_share) blocks.push_back(button("share", view.ui("way-share"), "share", Style::kSecondary));
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("back", view.ui("back"), "back", Style::kSecondary, Place::kFooter));
  blocks.push_back(button("print", view.ui("way-print"), "print", Style::kPrimary, Place::kFooter));
  return blocks;
}

Blocks expired(const View& view) {
  Block brand = text("brand", view.ui("result-short"), Tone::kSmall);
  brand.place = Place::kHeaderLeft;
  Blocks blocks = {std::move(brand), clear_button(view), heading("title", 1, view.ui("expired-title")), text("lead", view.words().maybe({"notes", "expires"})),
                   text("how", view.ui("expired-how"), Tone::kDim),
                   card("come-back", {heading("come-back-title", 2, view.ui("come-back")), list("come-back-list", view.words().list({"come_back"}))}, Tone::kWarning)};
  for (auto& block : looks(view)) blocks.push_back(std::move(block));
  blocks.push_back(button("renew", view.ui("expired-renew"), "check-again", Style::kPrimary, Place::kFooter));
  return blocks;
}

}  // namespace nightlegs::screens
