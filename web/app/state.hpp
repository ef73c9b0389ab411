// state.hpp - everything that the app knows: answers, where the person stands, and how they like to look at it.
// The screen is a pure function of it; `update` is the only thing that changes it. What of it may be remembered or kept is for running.cpp and update.cpp to say; nothing is sent.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/practice.hpp"
#include "app/receipt.hpp"
#include "nightlegs/answers.hpp"
#include "nightlegs/evidence.hpp"
#include "nightlegs/saved.hpp"
#include "nightlegs/sheet.hpp"
#include "nightlegs/words.hpp"
#include "screens/block.hpp"

namespace nightlegs {

/// The content that the app runs on.
struct Content {
  Pack pack;
  Words words;
  std::optional<Evidence> evidence;  // comes after the rest, and may not come at all
};

enum class Room : std::uint8_t { kStart, kQuestion, kEmergency, kConfirm, kResult, kWhatIf, kSheet, kReview, kSources, kHow, kEvidence, kCramp, kStretch, kEased, kLasting, kDevice, kAction, kReceipt };

/// Where the person stands. `question` counts in kQuestion only.
struct Step {
  Room room = Room::kStart;
  QuestionIndex question = 0;
  bool operator==(const Step&) const = default;
};

/// What is on a question's screen before Next is pressed. Only Next makes an answer of it.
struct Draft {
  bool touched = false;
  std::vector<std::uint16_t> chosen;  // options in the order they were tapped
  std::string whole;                  // "none", "not-sure", "prefer-not", or ""
  bool in_rows = false;               // the row-by-row form is open
  std::vector<RowAnswer> rows;
  std::string typed;                  // number questions
  std::map<std::uint16_t, std::uint8_t> legs;  // what the body map said of chosen zones: a bit for each leg (legs.hpp)
  bool from_map = false;              // drafted from the body map, not by the person at this question
};

/// A change of answer that would take back a warning, waiting for a yes (INV-11).
struct PendingChange {
  QuestionIndex question = 0;
  Answer answer;
  std::vector<std::uint16_t> lost_rules;
};

/// A cramp being stretched. Its seconds come from "tick" events; there is no clock here.
struct Cramp {
  std::size_t pose = 0;  // of the action that rescue_of() names
  int left = 0;          // seconds of this hold
  int spent = 0;         // seconds of all holds since the place was chosen
  int rounds = 0;        // holds that are done
  bool running = false;
  bool arriving = false;  // this very event began it: the figure moves into the stretch
};

/// The exercise that stops a cramp right now, or nullptr when the pack has none.
[[nodiscard]] const Action* rescue_of(const Pack& pack);
/// What somebody who chose this place for a cramp has told by it.
[[nodiscard]] std::vector<FindingIndex> known_of(const Action& rescue, const Pose& pose);

/// What the page found out about the browser it runs in. Nothing of it is about the person.
struct Device {
  bool offline = false;      // everything is here that the page needs without a signal
  bool newer = false;        // another version of the page waits
  bool installable = false;  // the browser would put the page beside the apps
  bool voices = false;       // it has a voice of its own, that needs no network, for these words
  bool reading = false;      // and that is reading the screen out
  bool memory = true;        // this tab can remember a check under way
  bool traceless = false;    // the person wants nothing remembered, kept or copied here
};

/// A check that lies on this device, as the page found it.
struct Kept {
  std::string key;                  // in the page's store
  std::optional<KeptCheck> check;   // or
  std::string why_not;              // why it can't be read, in words
  Age age = Age::kOld;
};

/// What the page found when it looked at everything that this origin has stored.
struct Stored {
  std::vector<Kept> kept;  // newest first
  std::string unread;      // why the page could not look at them, as it tells it: "denied", "newer", "blocked", "failed"; "" when it could
  bool in_tab = false;     // this tab's memory of the check
  int copy_files = 0;      // the page itself, for use without a signal
  int others = 0;          // anything else; there should never be any
};

/// Who offers the page here, as they wrote it into it (assets/schema/publisher.schema.json); empty where nobody said.
struct Publisher {
  std::string name, contact;
  std::string country;                       // its numbers are these instead of the pack's
  std::vector<std::string> numbers, advice;
};

/// "name=Example Health\ncontact=...\ncountry=gb\nnumbers=999, 112\nadvice=111". "" when all is well, else why not;
/// then nothing of it is used.
[[nodiscard]] std::string read_publisher(const Pack& pack, std::string_view lines, Publisher& publisher);

struct State {
  Answers answers;
  std::vector<Draft> drafts;
  std::vector<Step> trail;  // the steps that Back undoes; the last one is where the person stands
  bool editing = false;     // came to a question from the review; Next leads back there
  std::set<std::uint16_t> warned;  // emergency and same-day rules that have been shown
  PendingChange pending;
  Cramp cramp;
  Practice practice;        // the action that is open
  std::string focus;        // the block to come back to, for this one screen; "" for its heading
  std::string fault;        // key of the words for what is missing on this screen, or ""
  std::set<std::string> open, closed;  // details that the person opened; and closed, where they are open at first
  std::string country;      // for emergency numbers; "" = not chosen
  bool map_as_list = false; // the body map is left away
  Publisher publisher;
  std::string view = "drawn", theme = "auto";
  std::vector<CaseResult> cases;  // of the public cases, once the person has run them
  std::vector<std::string> notices;  // what was wrong with the address
  Device device;
  Stored stored;
  Witness witness;
  std::string errand, errand_value;  // what the page is to do for the person now (update.cpp); it lasts until the next event
  std::string outcome;      // key of the words for what came of the last errand, or ""
  std::string outcome_why;  // what is filled in there
  bool is_kept = false;     // these very answers lie on the device
  std::optional<Gist> said_before; // what these very answers gave with the content of then, when it was another; an empty one
                                      // when nobody knows
  std::optional<Moment> told_at;      // when the answers were given, if they came from the device
  std::set<QuestionIndex> offered_again;  // drafts that came from a kept check and wait for "still right"
  Depth depth = Depth::kFull;  // how much of a result the address asks for
  std::optional<Moment> now;          // by the device's clock, as the last event told it; there is no clock here
  std::optional<Moment> result_at;    // when the result was first shown, or kept: what it says counts from then
  std::string way_out;      // what became of the last way out of the sheet: key of its words, or ""
  bool can_share = false;   // the device has a way to hand text to another app
  int visits = 0;           // grows with every step, so that each one is told apart from the last
};

[[nodiscard]] State new_state(const Pack& pack);

/// What a question's screen shows: the draft in hand, or else the answer that was given.
[[nodiscard]] Draft draft_of(const Pack& pack, const State& state, QuestionIndex question);

/// The result is more than 24 hours old, or nobody can say how old (INV-19).
[[nodiscard]] bool is_expired(const State& state);

/// One event in, the next state out. Unknown actions and values that do not fit the screen leave the state as it is and
/// return a reason; "" when all is well.
[[nodiscard]] std::string update(const Content& content, State& state, const Event& event);

/// What the person sees now.
[[nodiscard]] Screen view(const Content& content, const State& state);

}  // namespace nightlegs
