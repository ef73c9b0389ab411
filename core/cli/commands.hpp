// commands.hpp - what the subcommands share: the content they run on, and how they end.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "nightlegs/pack.hpp"
#include "nightlegs/words.hpp"

namespace nightlegs::cli {

inline constexpr int kDone = 0;
inline constexpr int kFaults = 1;    // the check found faults
inline constexpr int kBadInput = 2;  // one clear line on stderr: what and where

struct Content {
  Pack pack;
  Words words;
};

/// Every error as a line on stderr; returns kBadInput.
int complain(const Errors& errors);
int complain(const std::string& line);

/// `nightlegs ask`: the check in a terminal, with progress and going back.
int ask(const Content& content);

/// `nightlegs bench`: assessments a second on one core, over `count` random answer files; and how long loading the content took.
int bench(const Content& content, std::uint64_t seed, int count, double load_milliseconds, bool what_ifs_too);

/// `nightlegs effect OLD NEW`: how many of `count` random people move between urgencies or fits, with an example each.
int effect(const Content& before, const Content& after, std::uint64_t seed, int count);

/// `nightlegs prove [P1 ...]`: the safety promises over the whole answer space; all of them when `properties` is empty.
/// `promises`: the file with what the dossier promises of particular ids, or "" for the one in tests/proofs.
int prove(const Content& content, const std::vector<std::string>& properties, const std::string& promises);

/// `nightlegs pages DIR`: the leaflet, as DIR/index.html.
int pages(const Content& content, const std::string& folder);

}  // namespace nightlegs::cli
