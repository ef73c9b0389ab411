// stage.cpp - the calls that the page makes to the picture (web/README.md): WebGL2, layout and Dear ImGui's draw data.
// A module of its own, so that a page that is read without a picture never fetches it. It knows the screen that it was
// shown and no answer; no loop: a frame is drawn when the page asks for one.
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <GLES3/gl3.h>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "paint/layout.hpp"
#include "paint/painter.hpp"
#include "screens/screen_bytes.hpp"

namespace nightlegs {
namespace {

struct Stage {
  Screen screen;
  Fonts fonts;
  Painter painter{fonts};
  Layout layout;
  std::vector<Theme> dressed;  // themes as a publisher wants them
  std::string answer;  // what the last call returned; stays until the next one
  EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = 0;
};

Stage& stage() {
  static Stage* const the_stage = new Stage;  // never destroyed: there is no end to come before
  return *the_stage;
}

void append_quoted(std::string& json, std::string_view text) {
  json += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char kDigits[] = "0123456789abcdef";
      json += "\\u00";
      json += kDigits[c >> 4];
      json += kDigits[c & 15];
    } else {
      json += c;
    }
  }
  json += '"';
}

/// With two places behind the point at most: finer than any screen.
void append_number(std::string& json, float value) {
  long hundredths = std::lround(value * 100);
  if (hundredths < 0) {
    json += '-';
    hundredths = -hundredths;
  }
  json += std::to_string(hundredths / 100);
  if (const long rest = hundredths % 100; rest != 0) {
    json += '.';
    json += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) json += static_cast<char>('0' + rest % 10);
  }
}

void append_rect(std::string& json, const Rect& rect) {
  json += '[';
  append_number(json, rect.x);
  json += ',';
  append_number(json, rect.y);
  json += ',';
  append_number(json, rect.w);
  json += ',';
  append_number(json, rect.h);
  json += ']';
}

std::string to_json(const Layout& layout) {
  std::string json = "{\"height\":";
  append_number(json, layout.height);
  json += ",\"header\":";
  append_rect(json, layout.header);
  json += ",\"footer\":";
  append_rect(json, layout.footer);
  if (layout.moments > 0) json += ",\"moments\":" + std::to_string(layout.moments);
  json += ",\"rects\":{";
  const char* comma = "";
  for (const NamedRect& named : layout.rects) {
    json += comma;
    append_quoted(json, named.name);
    json += ':';
    append_rect(json, named.rect);
    comma = ",";
  }
  json += "}}";
  return json;
}

/// Forgets the renderer and its objects. Harmless after the context is lost: WebGL then ignores the calls.
void drop_renderer() {
  Stage& the = stage();
  if (the.context == 0) return;
  ImGui_ImplOpenGL3_Shutdown();
  the.painter.forget_textures();
  emscripten_webgl_destroy_context(the.context);
  the.context = 0;
}

}  // namespace
}  // namespace nightlegs

using namespace nightlegs;

extern "C" {

EMSCRIPTEN_KEEPALIVE int nl_stage(const char* selector) {
  drop_renderer();
  Stage& the = stage();
  EmscriptenWebGLContextAttributes wishes;
  emscripten_webgl_init_context_attributes(&wishes);
  wishes.majorVersion = 2;
  wishes.alpha = false;      // the picture is opaque: nothing to blend with the page
  wishes.antialias = false;  // Dear ImGui softens its own edges; four samples a pixel would only cost memory
  wishes.depth = wishes.stencil = false;
  wishes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  wishes.enableExtensionsByDefault = false;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context(selector, &wishes);
  if (context <= 0) return 0;
  if (emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS) {
    emscripten_webgl_destroy_context(context);
    return 0;
  }
  the.context = context;
  if (!ImGui::GetCurrentContext()) {  // only for the renderer, which keeps its things there
    ImGui::CreateContext(&the.fonts.atlas());
    ImGui::GetIO().IniFilename = nullptr;
  }
  if (!ImGui_ImplOpenGL3_Init("#version 300 es") || !ImGui_ImplOpenGL3_CreateDeviceObjects()) {
    drop_renderer();
    return 0;
  }
  return 1;
}

EMSCRIPTEN_KEEPALIVE int nl_fonts(int weight, const unsigned char* bytes, int length) {
  return stage().fonts.add(weight, bytes, length) ? 1 : 0;
}

/// False leaves the screen before: bytes that are not of this build.
EMSCRIPTEN_KEEPALIVE int nl_show(const char* bytes, int length) {
  Screen screen;
  if (length < 0 || !from_bytes({bytes, static_cast<std::size_t>(length)}, screen)) return 0;
  stage().screen = std::move(screen);
  return 1;
}

/// False leaves the theme as it was: a theme that we don't have, or tokens that don't fit.
EMSCRIPTEN_KEEPALIVE int nl_theme(const char* name, const char* tokens) {
  Theme theme = theme_named(name);
  if (theme.name != name || !dress(theme, tokens)) return 0;
  auto& dressed = stage().dressed;
  dressed.erase(std::remove_if(dressed.begin(), dressed.end(), [&](const Theme& one) { return one.name == theme.name; }), dressed.end());
  dressed.push_back(theme);
  return 1;
}

EMSCRIPTEN_KEEPALIVE const char* nl_layout(float width, float height, float scale, const char* theme) {
  Stage& the = stage();
  const auto dressed = std::find_if(the.dressed.begin(), the.dressed.end(), [&](const Theme& one) { return one.name == theme; });
  the.layout = lay_out(the.screen, width, height, scale, dressed == the.dressed.end() ? theme_named(theme) : *dressed, the.fonts);
  the.answer = to_json(the.layout);
  return the.answer.c_str();
}

EMSCRIPTEN_KEEPALIVE void nl_paint(float scroll, float pointer_x, float pointer_y, float width, float height,
                                   float density, int moment) {
  Stage& the = stage();
  if (the.context == 0 || emscripten_is_webgl_context_lost(the.context)) return;
  ImDrawData& frame = the.painter.paint(the.layout, {scroll, pointer_x, pointer_y, width, height, density, moment});
  const auto channel = [&](int shift) {
    return static_cast<float>(the.layout.background >> shift & 255) / 255;
  };
  glDisable(GL_SCISSOR_TEST);
  glClearColor(channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), 1);
  glClear(GL_COLOR_BUFFER_BIT);
  if (frame.Valid) ImGui_ImplOpenGL3_RenderDrawData(&frame);
}

EMSCRIPTEN_KEEPALIVE void nl_stage_lost() { drop_renderer(); }

}  // extern "C"
