// prove.cpp - `nightlegs prove`: the safety promises over the whole answer space. The proofs themselves are in core/prove.
#include <iostream>

#include "commands.hpp"

#ifdef NIGHTLEGS_HAS_Z3
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <future>
#include <sstream>

#include "properties.hpp"
#include "self_check.hpp"
#endif

namespace nightlegs::cli {

#ifndef NIGHTLEGS_HAS_Z3

int prove(const Content&, const std::vector<std::string>&, const std::string&) {
  return complain("prove: this tool was built without Z3; install libz3-dev and build it again");
}

#else

namespace {

using namespace nightlegs::prove;

constexpr int kPeopleCompared = 20000;

/// What came of one property, as it is printed.
struct Outcome {
  bool proved = false;
  std::string lines;
};

std::string seconds_since(std::chrono::steady_clock::time_point start) {
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  char text[32];
  std::snprintf(text, sizeof text, "%.1f s", took.count());
  return text;
}

Outcome outcome_of(const Property& property, const Pack& pack, const Promises& promises) {
  const auto start = std::chrono::steady_clock::now();
  const std::string id(property.id);
  Verdict verdict;
  try {
    verdict = property.prove(pack, promises);
  } catch (const std::exception& error) {  // Undecided, or Z3's own
    return {false, id + " UNDECIDED: " + error.what() + "\n"};
  }
  if (verdict.proved) return {true, id + " proved: " + verdict.text + " (" + seconds_since(start) + ", " + verdict.how + ")\n"};
  Outcome outcome{false, id + " COUNTEREXAMPLE: " + verdict.text + "\n"};
  for (const auto& answers : verdict.files) outcome.lines += "{\"answers\":" + write_answers(pack, answers) + "}\n";
  return outcome;
}

Result<Promises> load_promises(const Pack& pack, const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{"promises.file", file, "cannot be read"};
  std::ostringstream text;
  text << stream.rdbuf();
  return read_promises(pack, text.str(), file);
}

}  // namespace

int prove(const Content& content, const std::vector<std::string>& ids, const std::string& promises_file) {
  const auto& pack = content.pack;
  std::vector<const Property*> chosen;
  for (const auto& property : properties()) {
    if (ids.empty() || std::find(ids.begin(), ids.end(), property.id) != ids.end()) chosen.push_back(&property);
  }
  for (const auto& id : ids) {
    const bool known = std::any_of(properties().begin(), properties().end(), [&](const Property& p) { return p.id == id; });
    if (!known) return complain("prove: there is no property \"" + id + "\"; they are P1 to P10");
  }
  const auto promises = load_promises(pack, promises_file.empty() ? NIGHTLEGS_PROMISES : promises_file);
  if (!promises) return complain(promises.errors());

  const auto start = std::chrono::steady_clock::now();
  if (const auto difference = self_check(pack, kPeopleCompared); !difference.empty()) {
    std::cout << "The encoding differs from core, so nothing can be proved with it: " << difference << std::endl;
    return kFaults;
  }
  std::cout << "The encoding agrees with core for " << kPeopleCompared << " random people (" << seconds_since(start) << "); pack "
            << pack.fingerprint << std::endl;

  // Two at a time, printed in order. Each has statements and a solver of its own.
  bool all_proved = true;
  std::vector<std::future<Outcome>> running;
  std::size_t next = 0;
  const auto begin_one = [&] {
    if (next == chosen.size()) return;
    const auto* property = chosen[next++];
    running.push_back(
        std::async(std::launch::async, [property, &pack, &promises] { return outcome_of(*property, pack, *promises); }));
  };
  begin_one();
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    begin_one();
    const auto outcome = running[i].get();
    all_proved &= outcome.proved;
    std::cout << outcome.lines << std::flush;
  }
  return all_proved ? kDone : kFaults;
}

#endif

}  // namespace nightlegs::cli
