// content.hpp - the real content, read from assets/, and broken copies of it. For native tests.
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "nightlegs/json.hpp"
#include "nightlegs/pack.hpp"
#include "nightlegs/words.hpp"

namespace nightlegs::test {

/// A file of the project, by its path in the tree.
inline std::string read_file(const std::string& path) {
  std::ifstream stream(std::string(NIGHTLEGS_ROOT) + "/" + path, std::ios::binary);
  REQUIRE_MESSAGE(stream.good(), path, " cannot be read");
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// The bundle of assets/pack, as assets/README.md describes it.
inline const std::string& bundle() {
  static const std::string text = [] {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(NIGHTLEGS_ROOT) + "/assets/pack")) {
      if (entry.path().extension() == ".json") names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    std::string all;
    for (const auto& name : names) all += "=== " + name + "\n" + read_file("assets/pack/" + name);
    return all;
  }();
  return text;
}

inline std::string sentences(const Errors& errors) {
  std::string text;
  for (const auto& error : errors) text += "[" + error.code + "] " + sentence(error) + "\n";
  return text;
}

inline const Pack& pack() {
  static const Pack loaded = [] {
    auto result = load_pack(bundle());
    REQUIRE_MESSAGE(result, sentences(result.errors()));
    return std::move(*result);
  }();
  return loaded;
}

inline const std::string& words_text() {
  static const std::string text = read_file("assets/words/en.json");
  return text;
}

inline const Words& words() {
  static const Words loaded = [] {
    auto result = load_words(pack(), words_text(), "en.json");
    REQUIRE_MESSAGE(result, sentences(result.errors()));
    return std::move(*result);
  }();
  return loaded;
}

/// The text with its first `old` after `after` replaced. Fails when there is none: then the test tests nothing.
inline std::string with(std::string text, const std::string& after, const std::string& old, const std::string& now) {
  const auto from = text.find(after);
  REQUIRE_MESSAGE(from != std::string::npos, "there is no ", after, " to look after");
  const auto at = text.find(old, from);
  REQUIRE_MESSAGE(at != std::string::npos, "there is no ", old, " after ", after);
  return text.replace(at, old.size(), now);
}

/// The real pack, broken in one place.
inline std::string broken(const std::string& after, const std::string& old, const std::string& now) {
  return with(bundle(), after, old, now);
}

inline Errors errors_of(const std::string& text) {
  auto result = load_pack(text);
  return result ? Errors{} : result.errors();
}

/// Is there an error with that code, at that place, whose sentence contains `what`?
inline bool has_error(const Errors& errors, const std::string& code, const std::string& where, const std::string& what) {
  return std::any_of(errors.begin(), errors.end(), [&](const Error& error) {
    return error.code == code && error.where == where && error.what.find(what) != std::string::npos;
  });
}

#define CHECK_ERROR(errors, code, where, what)                                                  \
  do {                                                                                          \
    const ::nightlegs::Errors told = (errors);                                                  \
    const std::string all = ::nightlegs::test::sentences(told);                              \
    CHECK_MESSAGE(::nightlegs::test::has_error(told, code, where, what), "these were told:\n", all); \
  } while (false)

}  // namespace nightlegs::test
