// walker.hpp - a person at the screens: finds things by role and name, answers what is asked, and sees what happens.
#pragma once
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "builtin.hpp"
#include "nightlegs/json.hpp"

namespace nightlegs::test {

inline Json json_of(std::string_view text) {
  auto parsed = parse_json(text, "test");
  REQUIRE(parsed);
  return std::move(*parsed);
}

/// Every block of the screen, children after their parents.
inline std::vector<const Block*> all_blocks(const Screen& screen) {
  std::vector<const Block*> list;
  std::function<void(const std::vector<Block>&)> enter = [&](const std::vector<Block>& blocks) {
    for (const auto& block : blocks) {
      list.push_back(&block);
      enter(block.children);
    }
  };
  enter(screen.blocks);
  return list;
}

class Walker {
 public:
  Walker() {
    const auto view_of = [](const unsigned char* bytes, std::size_t size) {
      return std::string_view(reinterpret_cast<const char*>(bytes), size);
    };
    const auto pack = app_.load_pack(view_of(kBuiltinPack, kBuiltinPackSize));
    REQUIRE_MESSAGE(pack.ok, pack.json);
    const auto words = app_.load_words(view_of(kBuiltinWordsEn, kBuiltinWordsEnSize));
    REQUIRE_MESSAGE(words.ok, words.json);
    fingerprint_ = json_of(words.json).find("fingerprint")->text;
    screen_ = app_.screen();
  }

  [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

  /// Hands the app an evidence file; false when it was refused.
  [[nodiscard]] bool take_evidence(const std::string& json) {
    const bool taken = app_.load_evidence(json).ok;
    screen_ = app_.screen();
    return taken;
  }

  [[nodiscard]] const Screen& screen() const { return screen_; }
  [[nodiscard]] App& app() { return app_; }
  [[nodiscard]] const App& app() const { return app_; }
  /// After something was done to the app itself.
  void look() { screen_ = app_.screen(); }

  void send(const Event& event) {
    const auto refused = app_.apply(event);
    REQUIRE_MESSAGE(refused.empty(), refused);
    screen_ = app_.screen();
  }
  [[nodiscard]] std::string document(std::string_view kind) const { return app_.document(kind); }
  [[nodiscard]] std::string refused(const Event& event) { return app_.apply(event); }

  [[nodiscard]] const Block* find(Role role, std::string_view name) const {
    for (const auto* block : all_blocks(screen_)) {
      if (block->role == role && block->label == name) return block;
    }
    return nullptr;
  }
  [[nodiscard]] const Block* by_id(std::string_view id) const {
    for (const auto* block : all_blocks(screen_)) {
      if (block->id == id) return block;
    }
    return nullptr;
  }
  /// All words on the screen, for "is it said anywhere".
  [[nodiscard]] std::string words() const {
    std::string text;
    for (const auto* block : all_blocks(screen_)) {
      text += block->label + "\n" + block->help + "\n";
      for (const auto& item : block->items) text += item + "\n";
      for (const auto& choice : block->choices) text += choice.label + "\n" + choice.help + "\n";
    }
    return text;
  }
  [[nodiscard]] bool says(std::string_view text) const { return words().find(text) != std::string::npos; }

  void press(std::string_view name) {
    const Block* button = find(Role::kButton, name);
    REQUIRE_MESSAGE(button, "no button \"" << name << "\" on the screen " << screen_.name);
    send({button->action, button->id, button->value, true});
  }

  /// The question on the screen, or "".
  [[nodiscard]] std::string question() const {
    for (const auto* block : all_blocks(screen_)) {
      if (!block->question.empty()) return block->question;
    }
    return "";
  }

  void choose(const std::string& value, bool on = true) { send({"choose", question(), value, on}); }

  /// Answers the question on the screen with the JSON of an answer file, and presses Next.
  void answer(const Json& answer) {
    const auto id = question();
    if (answer.is(Json::Type::kString)) {
      choose(answer.text);
    } else if (answer.is(Json::Type::kArray)) {
      for (const auto& item : answer.items) choose(item.text);
    } else if (answer.is(Json::Type::kNumber)) {
      JsonWriter number;
      number.number(answer.number);
      send({"number", id, number.take(), true});
    } else {
      choose("not-sure");
      const Block* rows = by_id(id);
      REQUIRE(rows);
      REQUIRE(rows->role == Role::kRows);
      std::vector<std::string> values;
      for (const auto& choice : rows->choices) values.push_back(choice.value);
      for (const auto& value : values) {
        const auto among = [&](const char* key) {
          const Json* list = answer.find(key);
          if (!list) return false;
          for (const auto& item : list->items) {
            if (item.text == value) return true;
          }
          return false;
        };
        send({"row", id, value + "=" + (among("yes") ? "yes" : among("unsure") ? "unsure" : "no"), true});
      }
    }
    press("Next");
  }

  /// Walks from the first screen until nothing is asked any more. REQUIRES: `answers` has every question that comes.
  void walk(const Json& answers) {
    press("Start the check");
    while (screen_.name == "question") {
      const auto id = question();
      const Json* found = answers.find(id);
      if (!found && find(Role::kButton, "Leave this out")) {
        press("Leave this out");
        continue;
      }
      REQUIRE_MESSAGE(found, "the journey has no answer to " << id);
      answer(*found);
      REQUIRE_MESSAGE((screen_.name != "question" || question() != id || by_id("fault") == nullptr), "stuck at " << id);
    }
  }

 private:
  App app_;
  Screen screen_;
  std::string fingerprint_;
};

inline Json journeys(const std::string& file) {
  const std::string path = std::string(NIGHTLEGS_ROOT) + "/tests/journeys/" + file;
  FILE* stream = std::fopen(path.c_str(), "rb");
  REQUIRE_MESSAGE(stream, path);
  std::string text;
  char buffer[4096];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, stream)) > 0;) text.append(buffer, n);
  std::fclose(stream);
  return json_of(text);
}

}  // namespace nightlegs::test
