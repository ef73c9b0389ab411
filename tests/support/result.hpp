// result.hpp - the screens that speak about a result, for any answers, without walking there.
#pragma once
#include "app/state.hpp"
#include "person.hpp"
#include "walker.hpp"

namespace nightlegs::test {

inline const Content& content() {
  static const Content whole = [] {
    auto words = load_words(pack(), words_text(), "en.json");
    REQUIRE_MESSAGE(words, sentences(words.errors()));
    return Content{pack(), std::move(*words), std::nullopt};
  }();
  return whole;
}

/// Somebody who stands at the result of these answers.
inline State at_result(const Answers& answers, Depth depth = Depth::kFull) {
  State state = new_state(pack());
  state.answers = answers;
  state.depth = depth;
  state.trail.push_back({Room::kResult, 0});
  return state;
}

/// The screen of that room, entered from the result.
inline Screen shown(const Answers& answers, Room room, Depth depth = Depth::kFull) {
  State state = at_result(answers, depth);
  if (room != Room::kResult) state.trail.push_back({room, 0});
  return view(content(), state);
}

inline const Block* by_id(const Screen& screen, const std::string& id) {
  for (const auto* block : all_blocks(screen)) {
    if (block->id == id) return block;
  }
  return nullptr;
}

inline std::string label(const Screen& screen, const std::string& id) {
  const auto* block = by_id(screen, id);
  return block ? block->label : "";
}

}  // namespace nightlegs::test
