// effect.cpp - what an edit of the content does: the same people through the old pack and the new one.
#include <cstdio>
#include <iostream>
#include <map>

#include "commands.hpp"
#include "nightlegs/assessment.hpp"
#include "nightlegs/random.hpp"

namespace nightlegs::cli {
namespace {

/// An urgency in words: "soon 7".
std::string step_of(const Pack& pack, int rung) {
  const auto& step = pack.ladder[static_cast<std::size_t>(rung)];
  return std::string(name_of(step.tier)) + (step.within_days ? " " + std::to_string(step.within_days) : "");
}

/// Greater is more urgent, whatever ladder the pack has.
std::pair<int, int> urgency_of(const Pack& pack, int rung) {
  const auto& step = pack.ladder[static_cast<std::size_t>(rung)];
  return {static_cast<int>(step.tier), -step.within_days};
}

std::map<std::string, Fit> fits_of(const Pack& pack, const Assessment& assessment) {
  std::map<std::string, Fit> fits;
  for (const auto& fit : assessment.patterns) fits[pack.patterns[fit.pattern].id] = fit.fit;
  return fits;
}

/// How often something happened, with the first answers that show it.
struct Moved {
  int people = 0;
  std::string example;
  void add(const std::string& answers) {
    if (people++ == 0) example = answers;
  }
};

void print(const char* title, const std::map<std::string, Moved>& moved) {
  std::cout << title << ":" << (moved.empty() ? " none\n" : "\n");
  for (const auto& [what, how] : moved) std::cout << "  " << what << ": " << how.people << ", for example " << how.example << "\n";
}

}  // namespace

int effect(const Content& before, const Content& after, std::uint64_t seed, int count) {
  Dice dice(seed);
  std::map<std::string, Moved> higher, lower, fits, unanswerable;
  int same = 0;
  for (int i = 0; i < count; ++i) {
    const Answers answers = random_answers(before.pack, dice);
    const auto text = write_answers(before.pack, answers);
    // Answers are known by their ids, so they can be given to another pack; it may not know them all.
    const auto read = read_answer_file(after.pack, text, "");
    if (!read) {
      unanswerable[read.errors().front().what].add(text);
      continue;
    }
    const auto old_result = assess(before.pack, answers), new_result = assess(after.pack, *read);
    bool moved = false;
    if (urgency_of(before.pack, old_result.rung) != urgency_of(after.pack, new_result.rung)) {
      const bool rises = urgency_of(before.pack, old_result.rung) < urgency_of(after.pack, new_result.rung);
      (rises ? higher : lower)[step_of(before.pack, old_result.rung) + " -> " + step_of(after.pack, new_result.rung)].add(text);
      moved = true;
    }
    const auto old_fits = fits_of(before.pack, old_result);
    auto new_fits = fits_of(after.pack, new_result);
    for (const auto& [pattern, fit] : old_fits) {
      const Fit now = new_fits.count(pattern) ? new_fits[pattern] : Fit::kNone;
      if (now == fit) continue;
      fits[pattern + " " + std::string(name_of(fit)) + " -> " + std::string(name_of(now))].add(text);
      moved = true;
    }
    same += moved ? 0 : 1;
  }
  std::cout << "old " << before.pack.fingerprint << ", new " << after.pack.fingerprint << ", " << count << " people, seed " << seed << "\n";
  std::cout << "unchanged: " << same << "\n";
  print("more urgent", higher);
  print("less urgent", lower);
  print("fits", fits);
  print("answers that the new pack does not take", unanswerable);
  return kDone;
}

}  // namespace nightlegs::cli
