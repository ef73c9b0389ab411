// main.cpp - the calls that the page makes to the check itself (web/README.md). The picture is stage.cpp, a module of its own.
// One page, one app: the state lives here.
#include <emscripten/emscripten.h>

#include <string>
#include <string_view>

#include "app/app.hpp"
#include "nightlegs/json.hpp"
#include "screens/screen_bytes.hpp"

namespace nightlegs {
namespace {

struct Page {
  App app;
  std::string answer;  // what the last call returned; stays until the next one
};

Page& page() {
  static Page* const the_page = new Page;  // never destroyed: there is no end to come before
  return *the_page;
}

const char* give(std::string text) {
  page().answer = std::move(text);
  return page().answer.c_str();
}

const char* give_error(std::string_view why) {
  JsonWriter json;
  json.open_object().key("error").string(why).close_object();
  return give(json.take());
}

}  // namespace
}  // namespace nightlegs

using namespace nightlegs;

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* nl_load_pack(const char* pack) { return give(page().app.load_pack(pack).json); }

EMSCRIPTEN_KEEPALIVE const char* nl_load_words(const char* words) { return give(page().app.load_words(words).json); }

EMSCRIPTEN_KEEPALIVE const char* nl_evidence(const char* json) {
  if (!page().app.loaded()) return give_error("nothing is loaded");
  return give(page().app.load_evidence(json).json);
}

EMSCRIPTEN_KEEPALIVE const char* nl_screen() {
  if (!page().app.loaded()) return give_error("nothing is loaded");
  return give(to_json(page().app.screen()));
}

EMSCRIPTEN_KEEPALIVE const char* nl_event(const char* json) {
  Event event;
  std::string error;
  if (!page().app.loaded()) return give_error("nothing is loaded");
  if (!event_from_json(json, event, error)) return give_error(error);
  if (error = page().app.apply(event); !error.empty()) return give_error(error);
  return nl_screen();
}

EMSCRIPTEN_KEEPALIVE const char* nl_saved(const char* now) {
  if (!page().app.loaded()) return give_error("nothing is loaded");
  return give(page().app.saved(now));
}

EMSCRIPTEN_KEEPALIVE const char* nl_restore(const char* text, const char* now) {
  if (!page().app.loaded()) return give_error("nothing is loaded");
  return give(page().app.restore(text, now).json);
}

EMSCRIPTEN_KEEPALIVE const char* nl_keep(const char* now) {
  if (!page().app.loaded()) return give_error("nothing is loaded");
  return give(page().app.to_keep(now));
}

EMSCRIPTEN_KEEPALIVE const char* nl_export() {
  if (!page().app.loaded()) return give_error("nothing is loaded");
  return give(page().app.to_export());
}

EMSCRIPTEN_KEEPALIVE const char* nl_import(const char* file) {
  if (!page().app.loaded()) return give_error("nothing is loaded");
  return give(page().app.to_import(file));
}

/// The sheet on the screen as a document of that kind (App::document).
EMSCRIPTEN_KEEPALIVE const char* nl_document(const char* kind) { return give(page().app.loaded() ? page().app.document(kind) : std::string{}); }

/// The screen for stage.cpp's nl_show; nl_size() tells how many bytes.
EMSCRIPTEN_KEEPALIVE const char* nl_scene() {
  return give(page().app.loaded() ? to_bytes(page().app.screen()) : std::string{});
}

EMSCRIPTEN_KEEPALIVE int nl_size() { return static_cast<int>(page().answer.size()); }

}  // extern "C"
