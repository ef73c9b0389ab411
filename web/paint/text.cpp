#include "paint/text.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdlib>

#include "imgui.h"
#include "imgui_internal.h"

namespace nightlegs {
namespace {

constexpr float kReferenceSize = 20;    // widths are taken here once and scale from it
constexpr float kLikelyWidth = 0.55f;   // of a letter, while there is no typeface
constexpr float kLikelyAscent = 0.95f, kLikelyDescent = 0.25f;

unsigned next_code(std::string_view words, std::size_t& at) {
  unsigned code = 0;
  const char* begin = words.data() + at;
  at += static_cast<std::size_t>(ImTextCharFromUtf8(&code, begin, words.data() + words.size()));
  return code;
}

unsigned code_at(std::string_view words, std::size_t at) {
  return at < words.size() ? next_code(words, at) : 0;
}

bool is_letter(unsigned code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code > 0xbf;
}

/// Whether a line may end after `code`, when `next` follows.
bool may_break_after(unsigned code, unsigned next) {
  if (code == ' ') return next != ' ';
  if (code == 0x2013 || code == 0x2014) return next != ' ';         // dashes
  if (code == '-' || code == '/' || code == 0x2010) return is_letter(next);
  return false;
}

unsigned big_endian(const unsigned char* bytes, int count) {
  unsigned value = 0;
  for (int i = 0; i < count; ++i) value = value << 8 | bytes[i];
  return value;
}

/// Where a table of a TTF begins, or null.
const unsigned char* table(const unsigned char* bytes, int length, const char* tag, int least) {
  if (length < 12) return nullptr;
  const int count = static_cast<int>(big_endian(bytes + 4, 2));
  for (int i = 0; i < count && 12 + 16 * (i + 1) <= length; ++i) {
    const unsigned char* entry = bytes + 12 + 16 * i;
    if (std::string_view(reinterpret_cast<const char*>(entry), 4) != tag) continue;
    const unsigned offset = big_endian(entry + 8, 4);
    if (offset > static_cast<unsigned>(length) || static_cast<unsigned>(length) - offset < static_cast<unsigned>(least)) {
      return nullptr;
    }
    return bytes + offset;
  }
  return nullptr;
}

}  // namespace

Fonts::Fonts() : atlas_(IM_NEW(ImFontAtlas)()) {
  // No mouse pointers and no ready-made lines: ours are crisp at any density.
  atlas_->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
  atlas_->RendererHasTextures = true;
}

Fonts::~Fonts() { IM_DELETE(atlas_); }

bool Fonts::add(int weight, const unsigned char* bytes, int length) {
  for (const Face& face : faces_) {
    if (face.weight == weight) return true;
  }
  // Looked at before Dear ImGui does, which trusts what it is given.
  const unsigned char* head = table(bytes, length, "head", 54);
  const unsigned char* hhea = table(bytes, length, "hhea", 36);
  for (const char* tag : {"cmap", "glyf", "hmtx", "loca", "maxp"}) {
    if (!table(bytes, length, tag, 4)) return false;
  }
  if (!head || !hhea) return false;
  const float em = static_cast<float>(big_endian(head + 18, 2));
  if (em <= 0) return false;

  ImFontConfig config;
  config.FontData = const_cast<unsigned char*>(bytes);
  config.FontDataSize = length;
  config.FontDataOwnedByAtlas = false;  // so that it takes a copy
  config.SizePixels = -kReferenceSize;  // below 0: sizes are of the em, as in CSS
  config.GlyphMinAdvanceX = FLT_MAX;    // no limits; it multiplies them by something below 0 then
  config.GlyphMaxAdvanceX = -FLT_MAX;
  ImFont* font = atlas_->AddFont(&config);
  if (!font) return false;

  Face face;
  face.weight = weight;
  face.font = font;
  face.ascent = static_cast<float>(static_cast<short>(big_endian(hhea + 4, 2))) / em;
  face.descent = -static_cast<float>(static_cast<short>(big_endian(hhea + 6, 2))) / em;
  faces_.push_back(std::move(face));
  return true;
}

const Fonts::Face* Fonts::face(int weight) const {
  const Face* best = nullptr;
  for (const Face& face : faces_) {
    if (!best || std::abs(face.weight - weight) < std::abs(best->weight - weight)) best = &face;
  }
  return best;
}

float Fonts::advance(const Face& face, unsigned code) {
  if (code > IM_UNICODE_CODEPOINT_MAX) code = IM_UNICODE_CODEPOINT_INVALID;
  if (code >= face.widths.size()) face.widths.resize(code + 32, -1);
  float& width = face.widths[code];
  if (width < 0) {
    ImFontBaked* baked = face.font->GetFontBaked(kReferenceSize, 1);
    baked->LoadNoRenderOnLayout = 1;  // its width only: it may never be drawn at this size
    width = baked->GetCharAdvance(static_cast<ImWchar>(code)) / kReferenceSize;
  }
  return width;
}

float Fonts::width(std::string_view words, float size, int weight) const {
  const Face* face = this->face(weight);
  float width = 0;
  for (std::size_t at = 0; at < words.size();) {
    const unsigned code = next_code(words, at);
    width += face ? advance(*face, code) : kLikelyWidth;
  }
  return width * size;
}

std::vector<TextLine> Fonts::wrap(std::string_view words, float width, float size, int weight) const {
  std::vector<TextLine> lines;
  const Face* face = this->face(weight);
  const float room = width / size + 0.001f;  // in ems, with a little for rounding
  std::size_t begin = 0;   // of the line
  float so_far = 0;        // from there on
  std::size_t fits = 0;    // the last place where it may break, and the width up to there without the space
  float width_there = 0;
  float trimmed = 0;       // width without trailing spaces

  const auto end_line = [&](std::size_t end, float line_width) {
    std::string_view line = words.substr(begin, end - begin);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\n')) line.remove_suffix(1);
    lines.push_back({line, line_width * size});
  };

  for (std::size_t at = 0; at < words.size();) {
    const std::size_t here = at;
    const unsigned code = next_code(words, at);
    if (code == '\n') {
      end_line(here, trimmed);
      begin = fits = at;
      so_far = width_there = trimmed = 0;
      continue;
    }
    const float step = face ? advance(*face, code) : kLikelyWidth;
    if (code != ' ' && so_far + step > room && here > begin) {
      if (fits > begin) {
        end_line(fits, width_there);
        begin = at = fits;
      } else {  // one word wider than the line
        end_line(here, trimmed);
        begin = at = here;
      }
      fits = begin;
      so_far = width_there = trimmed = 0;
      continue;
    }
    so_far += step;
    if (code != ' ') trimmed = so_far;
    if (may_break_after(code, code_at(words, at))) {
      fits = at;
      width_there = trimmed;
    }
  }
  if (begin < words.size() || lines.empty()) end_line(words.size(), trimmed);
  return lines;
}

float Fonts::baseline(float size, float line_height) const {
  const Face* face = this->face(400);
  const float ascent = (face ? face->ascent : kLikelyAscent) * size;
  const float descent = (face ? face->descent : kLikelyDescent) * size;
  return (line_height - ascent - descent) / 2 + ascent;
}

void Fonts::draw(ImDrawList& list, std::string_view line, float x, float y, float size, int weight, Color color,
                 float density) const {
  const Face* face = this->face(weight);
  if (!face || size <= 0 || density <= 0) return;
  // Dear ImGui bakes whole sizes only, so the size in pixels is rounded and the rest of the way is scaled.
  const float baked_size = std::max(1.0f, std::round(size * density));
  ImFontBaked* baked = face->font->GetFontBaked(baked_size, 1);
  if (!baked) return;
  const float scale = size / baked_size;
  // On whole pixels, or the letters blur.
  const float top = std::round(y * density) / density - std::round(baked->Ascent) * scale;
  float pen = std::round(x * density) / density;

  // All letters first: one that is new may make the texture grow, and then every place in it is another.
  int visible = 0;
  for (std::size_t at = 0; at < line.size();) {
    visible += baked->FindGlyph(static_cast<ImWchar>(next_code(line, at)))->Visible;
  }
  if (visible == 0) return;
  list.PrimReserve(visible * 6, visible * 4);
  for (std::size_t at = 0; at < line.size();) {
    const unsigned code = next_code(line, at);
    const ImFontGlyph* glyph = baked->FindGlyph(static_cast<ImWchar>(code));
    if (glyph->Visible) {
      list.PrimRectUV({pen + glyph->X0 * scale, top + glyph->Y0 * scale},
                      {pen + glyph->X1 * scale, top + glyph->Y1 * scale}, {glyph->U0, glyph->V0},
                      {glyph->U1, glyph->V1}, color);
    }
    pen += advance(*face, code) * size;
  }
}

}  // namespace nightlegs
