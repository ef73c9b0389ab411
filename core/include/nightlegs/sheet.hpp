// sheet.hpp - one page to hand to a clinician: the person's own words, and the same in clinical words. What was asked and only
// that; what was declined is nowhere (INV-22). Knows no clock: the time is handed in. Decides nothing.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "nightlegs/report.hpp"

namespace nightlegs {

/// How much a publisher shows of a result (architecture.md, `?depth=`).
enum class Depth : std::uint8_t { kFull, kSignpost, kLeaflet };
[[nodiscard]] std::string_view name_of(Depth depth);

struct SheetPart {
  std::string id, title;
  std::vector<std::string> lines;
};

struct Sheet {
  std::string urgency, heading, route;
  std::string made;                 // "Made on 2026-11-24 at 22:31"
  std::vector<SheetPart> own;       // the person's own words
  std::vector<SheetPart> clinical;  // the same in clinical words
  SheetPart ask;                    // questions for the appointment
  SheetPart safety_net;             // when to come back
  std::vector<std::string> footer;  // not a diagnosis; the depth; content and fingerprint
};

/// `now`, and `since` when the result was given (empty: now): as write_moment() gives it, its day alone, or "".
[[nodiscard]] Sheet sheet(const Pack& pack, const Words& words, const Answers& answers, const Assessment& assessment,
                          const Report& report, Depth depth, std::string_view now, std::string_view since = "");

/// As plain text; `most` bytes at most, 0 = all: parts that matter least go first, and the text says that it was shortened.
[[nodiscard]] std::string sheet_text(const Words& words, const Sheet& sheet, std::size_t most = 0);

/// The sheet's facts as JSON, with the answers: what `assess` reads again.
[[nodiscard]] std::string sheet_json(const Pack& pack, const Answers& answers, const Assessment& assessment, const Sheet& sheet);

/// The day that many days later: "2026-11-24" + 7 = "2026-12-01". "" when `day` is no day.
[[nodiscard]] std::string day_after(std::string_view day, int days);

}  // namespace nightlegs
