// bench.cpp - how many assessments one core makes in a second.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "commands.hpp"
#include "nightlegs/assessment.hpp"
#include "nightlegs/random.hpp"
#include "nightlegs/what_if.hpp"

namespace nightlegs::cli {
namespace {

/// Assessments a second: the best of five rounds, since other programs only ever make a round slower.
template <class Round>
double best_rate(int count, Round round) {
  double best = 0;
  for (int i = 0; i < 5; ++i) {
    const auto start = std::chrono::steady_clock::now();
    round();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::max(best, count / took.count());
  }
  return best;
}

}  // namespace

int bench(const Content& content, std::uint64_t seed, int count, double load_milliseconds, bool what_ifs_too) {
  const auto& pack = content.pack;
  Dice dice(seed);
  std::vector<Answers> people;
  for (int i = 0; i < count; ++i) people.push_back(random_answers(pack, dice));

  Workspace work;
  Assessment assessment;
  std::uint64_t kept = 0;  // keeps the compiler from leaving the work out
  const double whole = best_rate(count, [&] {
    for (const auto& answers : people) {
      assess(pack, answers, Missing::kUnsure, work, assessment);
      kept += static_cast<std::uint64_t>(assessment.rung) + assessment.pool.size() + assessment.actions.size();
    }
  });
  QuickWorkspace quick;
  std::vector<int> rungs(kPeople);
  std::vector<Fit> fits(kPeople * pack.patterns.size());
  const double quickly = best_rate(count, [&] {
    for (std::size_t at = 0; at < people.size(); at += kPeople) {
      const auto some = std::min<std::size_t>(kPeople, people.size() - at);
      assess_quickly(pack, {people.data() + at, some}, quick, rungs, fits);
      for (std::size_t i = 0; i < some; ++i) kept += static_cast<std::uint64_t>(rungs[i]);
    }
  });
  // What came out, once more and not timed: anybody who judges the same people by the same content must get this (FNV-1a).
  std::uint32_t digest = 0x811c9dc5;
  const auto add = [&](int byte) { digest = (digest ^ static_cast<std::uint32_t>(byte)) * 0x01000193u; };
  for (std::size_t at = 0; at < people.size(); at += kPeople) {
    const auto some = std::min<std::size_t>(kPeople, people.size() - at);
    assess_quickly(pack, {people.data() + at, some}, quick, rungs, fits);
    for (std::size_t i = 0; i < some; ++i) {
      add(rungs[i]);
      for (std::size_t p = 0; p < pack.patterns.size(); ++p) add(static_cast<int>(fits[i * pack.patterns.size() + p]));
    }
  }
  // "What would change this?" of one person: some thousand assessments.
  // It grows with the square of the content, so it can be left out.
  const int asking = what_ifs_too ? std::min(count, 200) : 0;
  const double what_ifs = best_rate(asking, [&] {
    for (int i = 0; i < asking; ++i) {
      assess(pack, people[static_cast<std::size_t>(i)], Missing::kUnsure, work, assessment);
      const auto found = what_if(pack, people[static_cast<std::size_t>(i)], assessment);
      kept += found.tiers.size() + found.fits.size();
    }
  });
  std::printf("{\"people\":%d,\"whole_assessments_per_second\":%.0f,\"urgency_and_fits_per_second\":%.0f,\"what_if_milliseconds\":%.2f,\"load_milliseconds\":%.2f,\"signals\":%d,"
              "\"gates\":%zu,\"checksum\":%llu,\"digest\":\"%08x\"}\n",
              count, whole, quickly, asking > 0 ? 1000 / what_ifs : 0.0, load_milliseconds, pack.circuit.signals(), pack.circuit.gate_count(), static_cast<unsigned long long>(kept), static_cast<unsigned>(digest));
  return kDone;
}

}  // namespace nightlegs::cli
