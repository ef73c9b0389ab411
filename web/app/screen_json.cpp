// screen_json.cpp - screens to JSON for the mirror, and events back.
#include <algorithm>

#include "app/app.hpp"
#include "app/running.hpp"
#include "nightlegs/fhir.hpp"
#include "nightlegs/json.hpp"
#include "screens/screens.hpp"

namespace nightlegs {
namespace {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::kHeading: return "heading";
    case Role::kText: return "text";
    case Role::kList: return "list";
    case Role::kCard: return "card";
    case Role::kUrgency: return "urgency";
    case Role::kColumns: return "columns";
    case Role::kChoices: return "choices";
    case Role::kRows: return "rows";
    case Role::kZones: return "zones";
    case Role::kMap: return "map";
    case Role::kNumber: return "number";
    case Role::kSelect: return "select";
    case Role::kDetails: return "details";
    case Role::kFold: return "fold";
    case Role::kButton: return "button";
    case Role::kProgress: return "progress";
    case Role::kError: return "error";
    case Role::kFigure: return "figure";
    case Role::kSteps: return "steps";
    case Role::kTimer: return "timer";
  }
  return "";
}

std::string_view name_of(Tone tone) {
  switch (tone) {
    case Tone::kPlain: return "";
    case Tone::kDim: return "dim";
    case Tone::kStrong: return "strong";
    case Tone::kSmall: return "small";
    case Tone::kKicker: return "kicker";
    case Tone::kWarning: return "warning";
    case Tone::kBig: return "big";
  }
  return "";
}

std::string_view name_of(Style style) {
  switch (style) {
    case Style::kPrimary: return "primary";
    case Style::kSecondary: return "secondary";
    case Style::kQuiet: return "quiet";
  }
  return "";
}

std::string_view name_of(Place place) {
  switch (place) {
    case Place::kBody: return "";
    case Place::kHeaderLeft: return "header-left";
    case Place::kHeaderRight: return "header-right";
    case Place::kFooter: return "footer";
  }
  return "";
}

std::string_view name_of(FigurePart::Kind kind) {
  using Kind = FigurePart::Kind;
  switch (kind) {
    case Kind::kThing: return "thing";
    case Kind::kFar: return "far";
    case Kind::kNear: return "near";
    case Kind::kStretch: return "stretch";
    case Kind::kHead: return "head";
    case Kind::kGap: return "gap";
  }
  return "";
}

std::string_view name_of(RowAnswer answer) {
  switch (answer) {
    case RowAnswer::kEmpty: return "";
    case RowAnswer::kYes: return "yes";
    case RowAnswer::kNo: return "no";
    case RowAnswer::kUnsure: return "unsure";
  }
  return "";
}

std::string_view name_of(Chosen chosen) {
  switch (chosen) {
    case Chosen::kNo: return "";
    case Chosen::kMaybe: return "maybe";
    case Chosen::kYes: return "yes";
  }
  return "";
}

class ScreenWriter {
 public:
  std::string write(const Screen& screen) {
    json_.open_object();
    always("name", screen.name);
    always("key", screen.key);
    always("title", screen.title);
    always("view", screen.view);
    always("theme", screen.theme);
    always("language", screen.language);
    always("direction", screen.direction);
    json_.key("step").number(screen.step).key("steps").number(screen.steps).key("depth").number(screen.depth);
    flag("ticking", screen.ticking);
    text("errand", screen.errand);
    text("errand_value", screen.errand_value);
    text("focus", screen.focus);
    text("announce", screen.announce);
    blocks("blocks", screen.blocks);
    json_.close_object();
    return json_.take();
  }

 private:
  void always(std::string_view key, std::string_view value) { json_.key(key).string(value); }
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) always(key, value);
  }
  void number(std::string_view key, double value) {
    if (value != 0) json_.key(key).number(value);
  }
  void flag(std::string_view key, bool value) {
    if (value) json_.key(key).boolean(true);
  }

  void blocks(std::string_view key, const std::vector<Block>& list) {
    json_.key(key).open_array();
    for (const auto& each : list) block(each);
    json_.close_array();
  }

  void block(const Block& b) {
    json_.open_object();
    always("id", b.id);
    always("role", name_of(b.role));
    always("label", b.label);
    text("said", b.said);
    text("help", b.help);
    text("tone", name_of(b.tone));
    if (b.role == Role::kButton) always("style", name_of(b.style));
    text("place", name_of(b.place));
    number("level", b.level);
    text("action", b.action);
    text("address", b.address);
    text("value", b.value);
    text("question", b.question);
    text("urgency", b.urgency);
    text("labelled_by", b.labelled_by);
    text("described_by", b.described_by);
    text("unit", b.unit);
    text("yes", b.yes);
    text("no", b.no);
    text("unsure", b.unsure);
    number("minimum", b.minimum);
    number("maximum", b.maximum);
    number("step", b.step);
    number("progress", b.progress);
    flag("multiple", b.multiple);
    flag("open", b.open);
    flag("invalid", b.invalid);
    if (!b.items.empty()) {
      json_.key("items").open_array();
      for (const auto& item : b.items) json_.string(item);
      json_.close_array();
    }
    if (!b.choices.empty()) {
      json_.key("choices").open_array();
      for (const auto& choice : b.choices) this->choice(choice);
      json_.close_array();
    }
    if (!b.pictures.empty()) {
      json_.key("pictures").open_array();
      for (const auto& picture : b.pictures) this->picture(picture);
      json_.close_array();
    }
    if (b.figure.height > 0) figure(b.figure);
    if (!b.children.empty()) blocks("children", b.children);
    json_.close_object();
  }

  /// {"height", "parts": [["near", x1, y1, r1, x2, y2, r2], ...], "arrow": [[x, y, x, y, ...], ...], "arrow_radius", "moving": [parts, ...]}
  void figure(const Figure& figure) {
    json_.key("figure").open_object().key("height").number(static_cast<int>(figure.height)).key("parts");
    parts(figure.parts);
    if (!figure.arrow.empty()) {
      json_.key("arrow").open_array();
      for (const auto& stroke : figure.arrow) points(stroke);
      json_.close_array().key("arrow_radius").number(static_cast<int>(figure.arrow_radius));
    }
    if (!figure.moving.empty()) {
      json_.key("moving").open_array();
      for (const auto& picture : figure.moving) parts(picture);
      json_.close_array();
    }
    json_.close_object();
  }

  void parts(const std::vector<FigurePart>& list) {
    json_.open_array();
    for (const auto& part : list) {
      json_.open_array().string(name_of(part.kind));
      for (const auto at : {part.x1, part.y1, part.r1, part.x2, part.y2, part.r2}) json_.number(static_cast<int>(at));
      json_.close_array();
    }
    json_.close_array();
  }

  void choice(const Choice& choice) {
    json_.open_object();
    always("value", choice.value);
    always("label", choice.label);
    text("help", choice.help);
    flag("chosen", choice.chosen);
    flag("alone", choice.alone);
    text("row", name_of(choice.row));
    text("group", choice.group);
    json_.close_object();
  }

  void points(const std::vector<std::int16_t>& list) {
    json_.open_array();
    for (const auto point : list) json_.number(static_cast<int>(point));
    json_.close_array();
  }

  /// {"label", "at_left", "at_right", "size": [w, h], "whole_row", "outlines": [[x, y, ...]], "groups": [{"label", "shapes"}]}
  void picture(const Picture& picture) {
    json_.open_object();
    always("label", picture.label);
    text("at_left", picture.at_left);
    text("at_right", picture.at_right);
    json_.key("size");
    points({picture.width, picture.height});
    flag("whole_row", picture.whole_row);
    json_.key("outlines").open_array();
    for (const auto& outline : picture.outlines) points(outline);
    json_.close_array();
    json_.key("groups").open_array();
    for (const auto& group : picture.groups) {
      json_.open_object();
      always("label", group.label);
      json_.key("shapes").open_array();
      for (const auto& one : group.shapes) shape(one);
      json_.close_array();
      json_.close_object();
    }
    json_.close_array();
    json_.close_object();
  }

  /// {"value", "side", "label", "chosen", "at": [x, y], "points": [x, y, ...]}
  void shape(const Shape& shape) {
    json_.open_object();
    always("value", shape.value);
    text("side", shape.side);
    always("label", shape.label);
    text("chosen", name_of(shape.chosen));
    json_.key("at");
    points({shape.x, shape.y});
    json_.key("points");
    points(shape.points);
    json_.close_object();
  }

  JsonWriter json_;
};

}  // namespace

std::string to_json(const Screen& screen) { return ScreenWriter().write(screen); }

bool event_from_json(std::string_view json, Event& out, std::string& error) {
  const auto parsed = parse_json(json, "event");
  Errors errors;
  if (!parsed) {
    errors = parsed.errors();
  } else {
    const JsonReader at(&*parsed, "event", "", &errors);
    at.only({"action", "id", "value", "on", "now"});
    Event event;
    event.action = at.at("action").text();
    event.id = at.maybe("id").text();
    event.value = at.maybe("value").text();
    event.now = at.maybe("now").text();
    event.on = !at.has("on") || at.at("on").flag();
    if (errors.empty()) out = std::move(event);
  }
  if (errors.empty()) return true;
  error = sentence(errors.front());
  return false;
}

namespace {

/// As much as a phone's camera still reads from a screen held in the other hand.
constexpr std::size_t kQrBytes = 900;

LoadOutcome refuse(const Errors& errors) {
  JsonWriter json;
  json.open_object().key("ok").boolean(false).key("errors").open_array();
  for (const auto& error : errors) {
    json.open_object().key("code").string(error.code).key("where").string(error.where).key("what").string(error.what).close_object();
  }
  json.close_array().close_object();
  return {false, json.take()};
}

/// A clock that says what no clock should is one that stands still.
Moment moment_of(std::string_view now) { return read_moment(now).value_or(Moment{}); }

LoadOutcome accept(const std::string& fingerprint) {
  JsonWriter json;
  json.open_object().key("ok").boolean(true).key("fingerprint").string(fingerprint).close_object();
  return {true, json.take()};
}

}  // namespace

LoadOutcome App::load_pack(std::string_view bundle) {
  auto pack = nightlegs::load_pack(bundle);
  if (!pack) return refuse(pack.errors());
  without_words_ = std::move(*pack);
  return accept(without_words_->fingerprint);
}

LoadOutcome App::load_words(std::string_view words) {
  if (!without_words_) return refuse({{"words.no_pack", "words", "no pack was loaded that they could be the words of"}});
  auto loaded = nightlegs::load_words(*without_words_, words, "words");
  if (!loaded) return refuse(loaded.errors());
  content_.emplace(Content{std::move(*without_words_), std::move(*loaded), std::nullopt});
  without_words_.reset();
  state_ = new_state(content_->pack);
  screen_.reset();
  return accept(content_->pack.fingerprint);
}

std::string App::document(std::string_view kind) const {
  const screens::View at{*content_, state_};
  if (state_.trail.back().room == Room::kReceipt && kind == "text") return screens::receipt_text(at);
  if (state_.trail.back().room != Room::kSheet) return "";
  const auto told = screens::sheet_of(at);
  const auto& pack = content_->pack;
  const auto& words = content_->words;
  if (kind == "text") return sheet_text(words, told);
  const auto assessment = assess(pack, state_.answers);
  if (kind == "json") return sheet_json(pack, state_.answers, assessment, told);
  if (kind == "fhir") {
    return write_response(pack, words, state_.answers, assessment, report(pack, words, state_.answers, assessment), state_.now ? write_moment(*state_.now).substr(0, 10) : "");
  }
  if (kind != "qr") return "";
  JsonWriter json;
  json.open_object().key("text").string(sheet_text(words, told, kQrBytes)).key("title").string(words.ui("qr-title"));
  json.key("note").string(words.ui("qr-note")).key("close").string(words.ui("qr-close")).close_object();
  return json.take();
}

LoadOutcome App::load_evidence(std::string_view json) {
  auto evidence = read_evidence(content_->pack, json);
  if (!evidence) return refuse(evidence.errors());
  content_->evidence = std::move(*evidence);
  screen_.reset();
  return accept(content_->evidence->fingerprint);
}

Gist App::said_now() const {
  const auto& pack = content_->pack;
  const auto assessment = assess(pack, state_.answers);
  return gist_of(pack, assessment, report(pack, content_->words, state_.answers, assessment));
}

std::string App::to_keep(std::string_view now) const {
  return write_kept(content_->pack, content_->words, {{moment_of(now), content_->pack.fingerprint, state_.answers, said_now()}});
}

std::string App::to_export() const {
  std::vector<KeptCheck> checks;
  for (const auto& kept : state_.stored.kept) {
    if (kept.check) checks.push_back(*kept.check);
  }
  return write_kept(content_->pack, content_->words, checks);
}

std::string App::to_import(std::string_view file) {
  JsonWriter json;
  screen_.reset();
  const auto checks = read_kept(content_->pack, file, "file");
  json.open_object().key("ok").boolean(static_cast<bool>(checks)).key("texts").open_array();
  if (!checks) {
    state_.outcome = "did-import-refused";
    state_.outcome_why = refusal(content_->words, checks.errors().front());
  } else {
    for (const auto& check : *checks) {
      const bool here = std::any_of(state_.stored.kept.begin(), state_.stored.kept.end(),
                                    [&](const Kept& kept) { return kept.check && *kept.check == check; });
      if (!here) json.string(write_kept(content_->pack, content_->words, {check}));
    }
  }
  json.close_array().close_object();
  return json.take();
}

std::string App::saved(std::string_view now) const {
  JsonWriter json;
  const bool at_result = state_.trail.back().room == Room::kResult;  // it may be carried over to another content
  json.open_object().key("remember").boolean(is_running(state_));
  json.key("text").string(write_running(content_->pack, state_, moment_of(now), at_result ? std::optional(said_now()) : std::nullopt)).close_object();
  return json.take();
}

LoadOutcome App::restore(std::string_view text, std::string_view now) {
  screen_.reset();
  const auto errors = restore_running(content_->pack, state_, text, moment_of(now));
  if (errors.empty()) return accept(content_->pack.fingerprint);
  state_.notices.push_back(filled(content_->words.ui("not-restored"), "why", refusal(content_->words, errors.front())));
  return refuse(errors);
}

}  // namespace nightlegs
