// text.hpp - the typeface: how wide words are, where lines break, and putting a line on a draw list.
// Measuring is in CSS px and knows nothing of the screen's density; only drawing does.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "paint/theme.hpp"

struct ImDrawList;
struct ImFont;
struct ImFontAtlas;

namespace nightlegs {

/// A piece of a text that stands on one line.
struct TextLine {
  std::string_view words;
  float width = 0;
};

/// The weights of the typeface that have arrived. Without any, words have a likely width and are not drawn.
class Fonts {
 public:
  Fonts();
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  /// Takes a copy of a TTF. The same weight again changes nothing. False when it can't be read.
  bool add(int weight, const unsigned char* bytes, int length);

  /// `size` in px of the em, as CSS means it.
  [[nodiscard]] float width(std::string_view words, float size, int weight) const;

  /// Lines no wider than `width`, broken where CSS breaks them: after spaces, hyphens and dashes, at '\n', and inside a
  /// word only if it is wider than a whole line. The views point into `words`.
  [[nodiscard]] std::vector<TextLine> wrap(std::string_view words, float width, float size, int weight) const;

  /// From the top of a line to its baseline.
  [[nodiscard]] float baseline(float size, float line_height) const;

  /// Puts a line with its baseline at `y`. `density` is physical pixels a CSS pixel.
  void draw(ImDrawList& list, std::string_view line, float x, float y, float size, int weight, Color color,
            float density) const;

  [[nodiscard]] ImFontAtlas& atlas() const { return *atlas_; }

 private:
  struct Face {
    int weight = 0;
    ImFont* font = nullptr;
    float ascent = 0, descent = 0;      // of an em of 1
    mutable std::vector<float> widths;  // of an em of 1, by code point; below 0: not known yet
  };
  const Face* face(int weight) const;
  static float advance(const Face& face, unsigned code);

  ImFontAtlas* atlas_;
  std::vector<Face> faces_;
};

}  // namespace nightlegs
