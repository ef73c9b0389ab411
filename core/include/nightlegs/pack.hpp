// pack.hpp - the medical content as data: questions, groups, red flags, patterns, actions, sources.
// Knows no words that a person reads, and no answers.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nightlegs/circuit.hpp"
#include "nightlegs/expression.hpp"
#include "nightlegs/result.hpp"

namespace nightlegs {

using QuestionIndex = std::uint16_t;

/// How soon somebody should look at it, lowest first (red-flags.md section 1).
enum class Tier : std::uint8_t { kSelfCare, kRoutine, kSoon, kSameDay, kEmergency };
[[nodiscard]] std::string_view name_of(Tier tier);

/// What "not sure" means to a rule (red-flags.md section 2).
enum class UnsurePolicy : std::uint8_t { kIgnore, kStepDown, kAsYes };

/// A place on the ladder of urgency. Rung 0 is self-care; a higher rung is more urgent.
struct Rung {
  Tier tier = Tier::kSelfCare;
  int within_days = 0;  // kSoon only
};

/// The longest ladder there may be, self-care included.
inline constexpr std::size_t kMostRungs = 16;

/// A plain fact about the person: one option of one question. Their ids are the same string.
struct Finding {
  std::string id;
  QuestionIndex question = 0;
  UnsurePolicy unsure = UnsurePolicy::kIgnore;
  bool safety = false;      // asked in the safety block
  bool age = false;         // one of the age bands, which scoring keeps when it ignores safety findings
  bool adult_only = false;  // hidden when the person is known to be a child
  bool noted_only = false;  // kept for the person and the clinician; nothing reads it
  int from = 0, to = 0;     // scale questions: the numbers that mean this option
};

struct Question {
  enum class Type : std::uint8_t { kSingle, kMultiple, kZones, kScale, kNumber };
  enum class NotSure : std::uint8_t { kNone, kWhole, kRows };
  std::string id, block;
  Type type = Type::kSingle;
  NotSure not_sure = NotSure::kNone;
  FindingIndex first = 0;   // its options are findings first .. first + count - 1
  std::uint16_t count = 0;
  bool none = false;        // offers "None of these"
  bool prefer_not = false;  // offers "Prefer not to say"
  bool safety = false;
  bool optional = false;    // may be dismissed
  bool show_if_unsure = false;  // unsure counts as yes in `show_when`
  int most = 0;             // pick up to this many; 0 = no limit
  double minimum = 0, maximum = 0, step = 0;  // kNumber, kScale
  std::string unit, stores;                   // kNumber
  Expression show_when;     // absent: always
  std::string show_when_text;
  std::vector<FindingIndex> shown_by;  // where `show_when` is a plain ANY: its findings, groups opened
  int skipped_if = -1, skipped_then = -1;  // a finding that answers the question, and the option it stands for

  [[nodiscard]] bool is_single() const { return type == Type::kSingle || type == Type::kScale; }
};

struct Group {
  std::string id;
  Expression is;
};

/// A finding in a rule or a row, true only while its guards are: what a trace is made of.
struct Leaf {
  FindingIndex finding = 0;
  Signal guard = kAlways, outer_guard = kAlways;
};

struct Rule {
  enum class Floor : std::uint8_t { kNone, kGrowingPainsNotMet, kNothingListed };
  std::string id;
  int rung = 0, rung_when_unsure = 0;
  int route = -1, route_when_unsure = -1;  // index in `routes`; -1 = none
  Floor floor = Floor::kNone;
  Expression when;
  std::string when_text;
  Signal signal = kNever;
  std::vector<Leaf> leaves;
  int counts_unsure_of = -1;  // the group in UNSURE_COUNT, whose unsure members are its reasons
  std::vector<std::string> sources;
};

struct WellsItem {
  std::string id;
  int points = 0;
  Expression when;
};

struct WhileWaiting {
  std::string id;
  std::vector<std::uint16_t> rules;  // empty: all other rules
};

/// What a rule or a row adds when its signal is true: all that the walk over everybody's answers needs of it.
struct Alarm {
  Signal signal = kNever;
  std::uint8_t rung = 0, rung_when_unsure = 0;
};
struct Score {
  Signal signal = kNever;
  std::uint8_t points = 0;
};

struct Row {
  Expression when;
  int points = 0;
  Signal signal = kNever;
  std::vector<Leaf> leaves;
};

struct Criterion {
  std::string id;
  Expression when;
};

struct Pattern {
  enum class Kind : std::uint8_t { kCause, kContributor };
  std::string id;
  Kind kind = Kind::kCause;
  bool never_alone = false;  // listed only beside another one
  Expression gate, meets, well_needs;
  Signal gate_signal = kAlways, meets_signal = kNever, well_signal = kAlways;
  std::vector<Row> rows_for, rows_against;
  std::vector<Score> scores_for, scores_against;  // of the same rows
  std::vector<Criterion> criteria;
  std::vector<Criterion> remarks;  // sentences that go with the pattern when they are true of the answers
  std::vector<FindingIndex> felt_often, felt_sometimes;  // places, for its small picture; decide nothing
  std::vector<FindingIndex> reads;  // every finding that its gate and rows read, in pack order
  std::vector<std::uint16_t> actions;  // the pattern's own list
  std::vector<std::uint16_t> offers;   // and those that name it, once each
  std::vector<std::string> icd10cm, icd10cm_if_diagnosed, sources;
};

struct ActionLine {
  std::string id;
  Expression hide_if;
  Signal hide_signal = kNever;
};

/// How a body is held, in whole degrees (self-care.md section 3). What a foot rests on or a hand holds is exact; the angles
/// of that limb then give way by as little as it takes (web/screens/skeleton.cpp).
struct Leg {
  enum class Rests : std::uint8_t { kNowhere, kFlat, kHeel, kToes, kStep, kRoller, kKnee };  // kKnee: the ankle, on the other knee
  int hip = 0;    // the thigh from the vertical, positive forward
  int out = 0;    // the thigh away from the other one
  int turn = 0;   // turned out at the hip: the foot goes to the other side
  int knee = 0;   // bent, heel towards the bottom
  int ankle = 0;  // positive: toes pulled up
  Rests rests = Rests::kNowhere;
};
struct Arm {
  enum class Holds : std::uint8_t { kNothing, kWall, kSupport, kTowel, kThigh, kKnee, kShin, kAnkle, kToes, kFarShin };
  int shoulder = 0;  // from hanging, positive forward
  int elbow = 0;
  Holds holds = Holds::kNothing;  // parts of the near leg, but for kFarShin
};
struct Posture {
  int trunk = 0;  // leaning forward
  Leg near, far;  // near: drawn in front
  Arm near_arm, far_arm;
  std::vector<int> steps;  // which of the pose's steps, counted from 1, look like this
  int seconds = 0;         // how long it takes to come here, where the pace matters
  int stay = 0;            // and how long to stay then
};

/// For how long, and how often.
struct Timing {
  int hold_seconds = 0, rest_seconds = 0, repetitions = 0, rounds = 0;
  int at_most_seconds = 0;  // after that the safety check comes first
};

/// A way to stretch or move: from one posture to the next. The last one is the one to hold.
struct Pose {
  enum class View : std::uint8_t { kSide, kFront };
  enum class Lies : std::uint8_t { kNot, kOnBack, kOnSide };  // on the side it is seen from above
  enum class On : std::uint8_t { kFloor, kBed, kChair };
  enum class Stays : std::uint8_t { kHip, kNearFoot, kFarFoot, kToes };  // what does not move
  enum class Part : std::uint8_t { kCalf, kFoot, kThighBack, kThighFront, kBottom, kBack };
  enum class Arrow : std::uint8_t { kNone, kToes, kHeel, kRise, kLean, kBend, kKnees, kUp, kRoll };  // the movement to show
  std::string id;
  View view = View::kSide;
  Lies lies = Lies::kNot;
  On on = On::kFloor;
  Stays stays = Stays::kHip;
  std::vector<Part> stretches;  // what stretches or works, of the near leg
  Arrow arrow = Arrow::kNone;
  bool towel = false, towel_on_ankle = false, wall = false, step = false, support = false, roller = false;
  int swap = 0;                 // the step, counted from 1, that goes on with the other leg; 0: both at once
  std::vector<FindingIndex> knows;  // what somebody who needs this pose has told by choosing it
  Timing timing;
  std::vector<Posture> postures;
};

struct Action {
  std::string id, kind;
  char grade = 'D';  // A to D (self-care.md section 1)
  bool serves_all = false, standing = false, ask_first = false;
  std::vector<std::uint16_t> serves;  // patterns
  Expression hide_if;
  Signal hide_signal = kNever;
  std::vector<ActionLine> lines;
  Timing timing;                    // also of its poses that have none of their own
  std::vector<FindingIndex> knows;  // what somebody who needs this at once has told by choosing it
  std::vector<Pose> poses;
  std::vector<std::string> sources;
};

struct Source {
  std::string id, year, url, status;
};

struct Country {
  std::string id;
  std::vector<std::string> numbers, advice;
};

/// The thresholds of causes.md section 0.1.
struct Scoring {
  int strong = 0, moderate = 0, weak = 0;
  int well_for = 0, well_net = 0, partly_cause = 0, partly_contributor = 0, explained_net = 0;
  int show_causes = 0, show_contributors = 0, show_actions = 0;
};

struct Pack {
  std::string fingerprint;  // first 16 hex digits of the bundle's SHA-256
  std::string version, date, review_state;
  std::vector<std::string> blocks;
  std::vector<Question> questions;
  std::vector<Finding> findings;
  std::vector<Group> groups;
  std::vector<Rung> ladder;         // rung 0 upwards
  std::vector<std::string> routes;  // the most urgent first within a tier
  std::vector<Rule> rules;          // floors at the end
  std::size_t first_floor = 0;      // in `rules`
  std::vector<Alarm> alarms;        // one for each rule
  std::vector<WellsItem> wells;
  std::vector<WhileWaiting> while_waiting;
  std::vector<Pattern> patterns;
  std::vector<Action> actions;
  std::vector<Source> sources;
  std::vector<Country> countries;
  Scoring scoring;
  Circuit circuit;
  std::vector<LanesByStatus> lanes;        // one for each finding
  std::vector<FindingIndex> emergency_items;  // those that UNSURE_COUNT counts, as the group lists them
  std::vector<QuestionIndex> skippable;    // questions that another answer may answer
  int child_group = -1;         // @child: decides which options and words a child sees
  Signal child_signal = kNever;
  int age_question = -1;
  int growing_pains = -1;       // the pattern whose criteria the child floor asks for
  int declined_question = -1;   // the only screen with emergency items that may be declined (counts as one unsure)
  int emergency_group = -1;

  [[nodiscard]] int find_question(std::string_view id) const;
  [[nodiscard]] int find_finding(std::string_view id) const;
  [[nodiscard]] int find_rule(std::string_view id) const;
  [[nodiscard]] int find_pattern(std::string_view id) const;
  [[nodiscard]] int find_action(std::string_view id) const;
};

/// Every finding that the expression reads, through its groups, in pack order and once each.
[[nodiscard]] std::vector<FindingIndex> findings_of(const Pack& pack, const Expression& expression);

/// The bundle is every file of a pack folder, in name order, each after a line "=== <name>" (assets/README.md).
/// Returns a whole pack or all of its errors; a bad pack is never half used.
[[nodiscard]] Result<Pack> load_pack(std::string_view bundle);

/// Faults that loading allows but content must not have: what nothing reads, can reach or has words for.
/// In: a loaded pack. Out: one error for each fault, empty when there is none. `words` may be nullptr.
struct Words;
[[nodiscard]] Errors check_pack(const Pack& pack, const Words* words);

}  // namespace nightlegs
