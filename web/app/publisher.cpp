// publisher.cpp - who offers the page, read as strictly as everything that comes from outside.
#include <algorithm>

#include "app/state.hpp"

namespace nightlegs {
namespace {

/// "999, 112": digits and spaces, as the pack's own numbers are.
bool read_numbers(std::string_view text, std::vector<std::string>& numbers) {
  while (!text.empty()) {
    const auto end = text.find(", ");
    const auto number = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    const bool fits = !number.empty() && number.size() <= 20 && number.find_first_not_of("0123456789 ") == std::string_view::npos &&
                      number.find_first_of("0123456789") != std::string_view::npos;
    if (!fits || numbers.size() == 3) return false;
    numbers.emplace_back(number);
  }
  return true;
}

bool is_line(std::string_view text, std::size_t longest) {
  return text.size() <= longest && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

std::string read_publisher(const Pack& pack, std::string_view lines, Publisher& publisher) {
  Publisher read;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    const auto line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return "a line about the publisher has no \"=\"";
    const auto name = line.substr(0, equals), value = line.substr(equals + 1);
    bool fits = false;
    if (name == "name" || name == "contact") {
      fits = is_line(value, name == "name" ? 320 : 640);  // bytes: 80 and 160 letters of any script
      (name == "name" ? read.name : read.contact) = value;
    } else if (name == "country") {
      fits = std::any_of(pack.countries.begin(), pack.countries.end(), [&](const Country& country) { return country.id == value; });
      read.country = value;
    } else if (name == "numbers") {
      fits = read_numbers(value, read.numbers);
    } else if (name == "advice") {
      fits = read_numbers(value, read.advice);
    }
    if (!fits) return "the publisher's " + std::string(name) + " does not fit";
  }
  const bool has_numbers = !read.numbers.empty() || !read.advice.empty();
  if (has_numbers && read.country.empty()) return "the publisher's numbers need a country";
  publisher = std::move(read);
  return "";
}

}  // namespace nightlegs
