// forbidden.hpp - what no result may say: that somebody is safe (INV-12), a chance of anything (INV-13), or what to do with a
// prescribed medicine (INV-14). Nor that a clinician has looked at it. By hand, as std::regex is too slow for all that is looked at.
#pragma once
#include <cctype>
#include <string>
#include <string_view>

namespace nightlegs::test {

/// The first forbidden words of a text, or "".
inline std::string forbidden_in(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto is_letter = [&](std::size_t at) { return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])); };
  const auto is_digit = [&](std::size_t at) { return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])); };
  /// Each place of the phrase; `*` at its end stands for any ending. The first one that is not excused.
  const auto says = [&](std::string_view phrase, std::string_view not_before = "", std::string_view not_after = "") {
    const bool any_ending = phrase.back() == '*';
    if (any_ending) phrase.remove_suffix(1);
    for (std::size_t at = 0; (at = text.find(phrase, at)) != std::string::npos; ++at) {
      const auto end = at + phrase.size();
      if ((at > 0 && is_letter(at - 1)) || (!any_ending && is_letter(end))) continue;
      if (!not_before.empty() && at >= not_before.size() && text.compare(at - not_before.size(), not_before.size(), not_before) == 0) continue;
      if (!not_after.empty() && text.compare(end, not_after.size(), not_after) == 0) continue;
      return true;
    }
    return false;
  };
  for (const char* phrase :
       {"nothing serious", "nothing wrong", "nothing to worry", "nothing to fear", "safely", "harmless", "ruled out", "rule out", "rules out", "ruling out", "you do not have",
        "you don't have", "you have", "no need to see", "no need to phone", "no need to call", "no need to ask", "need no doctor", "needs no doctor", "all clear", "don't worry",
        "do not worry", "is not dangerous", "percent*", "per cent", "probab*", "odds", "likely to have", "unlikely to have", "chance of", "chances of", "stop taking",
        "start taking", "keep taking", "quit taking", "take less", "take half", "take twice", "raise the dose", "lower the dose", "double the dose", "halve the dose",
        "cut the dose", "skip the dose", "skip a dose", "change the dose", "increase the dose", "reduce the dose", "change your dose"}) {
    if (says(phrase)) return phrase;
  }
  // One answer that holds the word says the opposite: "driving is not safe".
  if (says("safe", "is not ")) return "safe";
  for (const char* phrase : {"reviewed by a clinician", "reviewed by a doctor"}) {
    if (says(phrase, "", " yet")) return phrase;
  }
  for (std::size_t at = 0; (at = text.find('%', at)) != std::string::npos; ++at) {
    if (at > 0 && (is_digit(at - 1) || (text[at - 1] == ' ' && at > 1 && is_digit(at - 2)))) return "%";
  }
  // "9 in 10 people"
  for (std::size_t at = 0; (at = text.find(" people", at)) != std::string::npos; ++at) {
    auto from = at;
    while (from > 0 && is_digit(from - 1)) --from;
    if (from < at && from >= 5 && text.compare(from - 4, 4, " in ") == 0 && is_digit(from - 5)) return "in ... people";
  }
  return "";
}

}  // namespace nightlegs::test
