// digits.cpp - decimal digits by their Unicode blocks: each has its zero, and the nine others behind it.
#include "app/digits.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace nightlegs {
namespace {

/// Arabic-Indic, Persian and Urdu, N'Ko, Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Sinhala, Thai,
/// Lao, Tibetan, Burmese, Khmer, Mongolian, full width.
constexpr std::array<std::uint32_t, 20> kZeros = {0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66,
                                                  0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10};

/// How many bytes the letter has that begins with this one; 1 for what begins none.
std::size_t length_of(unsigned char first) { return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1; }

}  // namespace

std::string with_plain_digits(std::string_view typed) {
  std::string plain;
  while (!typed.empty()) {
    const auto length = std::min(typed.size(), length_of(static_cast<unsigned char>(typed[0])));
    const auto letter = typed.substr(0, length);
    typed.remove_prefix(length);
    std::uint32_t code = 0;
    if (length == 2 || length == 3) {
      code = static_cast<unsigned char>(letter[0]) & (length == 2 ? 0x1Fu : 0x0Fu);
      for (const char c : letter.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
    }
    const auto zero = std::find_if(kZeros.begin(), kZeros.end(), [&](std::uint32_t z) { return code >= z && code < z + 10; });
    if (zero != kZeros.end()) {
      plain += static_cast<char>('0' + (code - *zero));
    } else if (code == 0x066B || code == 0xFF0E || code == 0xFF0C) {  // Arabic decimal mark; full width point and comma
      plain += '.';
    } else {
      plain += letter;
    }
  }
  return plain;
}

}  // namespace nightlegs
