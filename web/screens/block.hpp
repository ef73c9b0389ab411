// block.hpp - what a screen is made of, as data that both faces read.
// Knows nothing of ImGui, of HTML or of medicine: only roles, words and states.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace nightlegs {

/// What a block is. Each role has one HTML form (shell/mirror.js) and one drawn form (web/paint/).
enum class Role : std::uint8_t {
  kHeading,   // `level` 1 to 3. Level 1 takes the focus after each step.
  kText,      // a paragraph
  kList,      // `items`, bulleted
  kCard,      // a bordered group: `children`, first of them usually a heading
  kUrgency,   // a card with a thick edge, an icon and `urgency`; `children`
  kColumns,   // `children` side by side from 768 px, else one after the other
  kChoices,   // radio buttons, or checkboxes when `multiple`
  kRows,      // one yes / no / unsure row for each choice
  kZones,     // checkboxes close together, under the words of each `Choice::group`
  kMap,       // tappable `pictures`: a checkbox for each shape; `help` says in words what is chosen
  kNumber,    // a number to type, with `unit`
  kSelect,    // one of `choices`, folded
  kDetails,   // `label` opens and closes `children`; `open`
  kFold,      // a card that opens: its line has `label` (a heading of `level`), `help` and small `pictures`, for the eye only; `children`
  kButton,    // `action`; `style`
  kProgress,  // `value` of `maximum`; `label` says it in words
  kError,     // what is missing on this screen, read out at once
  kFigure,    // a person in a pose: `figure`; `label` says what it shows
  kSteps,     // `items`, numbered; each a button that shows it; `value` is the one shown, from 1, or ""
  kTimer,     // a ring with the number `value`, `progress` of `maximum` left; `label` says it in words, `help` stands under it
};

/// How strongly a block speaks. Never the only carrier of meaning.
enum class Tone : std::uint8_t { kPlain, kDim, kStrong, kSmall, kKicker, kWarning, kBig };

/// Buttons: one primary a screen at most.
enum class Style : std::uint8_t { kPrimary, kSecondary, kQuiet };

/// Where a block stands. Header and footer stay in reach; the body scrolls.
enum class Place : std::uint8_t { kBody, kHeaderLeft, kHeaderRight, kFooter };

/// One answer of a row in the row-by-row form.
enum class RowAnswer : std::uint8_t { kEmpty, kYes, kNo, kUnsure };

/// One option of a kChoices, kRows, kZones or kSelect block.
struct Choice {
  std::string value;  // option id, or "none", "not-sure", "prefer-not"
  std::string label;
  std::string help;   // may be empty
  bool chosen = false;
  bool alone = false;  // choosing it clears the others ("None of these")
  RowAnswer row = RowAnswer::kEmpty;  // kRows only
  std::string group;   // kZones only: words over this choice and those after it with the same ones
};

/// How far a shape is chosen. kMaybe: the place is, but nobody has said yet on which leg.
enum class Chosen : std::uint8_t { kNo, kMaybe, kYes };

/// A tappable area of a picture. Its edge is a closed smooth curve (Catmull-Rom) through its points x0, y0, x1, y1, ...
struct Shape {
  std::string value;  // option id
  std::string side;   // "left", "right", or "" for a place that there is only one of
  std::string label;  // "left calf"
  Chosen chosen = Chosen::kNo;
  std::int16_t x = 0, y = 0;  // its middle
  std::vector<std::int16_t> points;
};

/// Shapes that belong together for those who don't see them: "Front, left leg".
struct ShapeGroup {
  std::string label;
  std::vector<Shape> shapes;
};

/// A picture, in a box of its own units: captions, an outline (drawn, not tappable) and shapes.
struct Picture {
  std::string label;            // above it: "Front"
  std::string at_left, at_right;  // under its two halves: "Right", "Left"
  std::int16_t width = 0, height = 0;
  bool whole_row = false;       // else two share a row
  std::vector<std::vector<std::int16_t>> outlines;
  std::vector<ShapeGroup> groups;
};

/// A limb or a thing of a figure: round at both ends, as thick there as its radii. Later ones lie over earlier ones.
struct FigurePart {
  enum class Kind : std::uint8_t { kThing, kFar, kNear, kStretch, kHead, kGap };  // kHead: a ring; kGap: keeps what is under it apart
  Kind kind = Kind::kNear;
  std::int16_t x1 = 0, y1 = 0, r1 = 0, x2 = 0, y2 = 0, r2 = 0;
};

/// A person in a pose, in a box 1000 wide and `height` high.
struct Figure {
  std::int16_t height = 0;
  std::vector<FigurePart> parts;
  std::vector<std::vector<std::int16_t>> arrow;  // strokes, x0, y0, x1, y1, ...: the movement that leads here
  std::int16_t arrow_radius = 0;
  std::vector<std::vector<FigurePart>> moving;   // on the way here, from the posture before; mostly empty
};

struct Block {
  std::string id;  // unique on its screen, made of pack ids, never of words
  Role role = Role::kText;
  std::string label;              // the words; the accessible name of a control or group
  std::string said;               // kText: the label as it is to be read out, where that differs ("9 9 9"); may be empty
  std::string help;               // smaller words under the label; may be empty
  Tone tone = Tone::kPlain;
  Style style = Style::kSecondary;
  Place place = Place::kBody;
  std::uint8_t level = 0;         // kHeading
  std::string action;             // kButton: "next", "back", "clear", "edit", ...
  std::string address;            // kButton: another page of this site instead of an action; may be empty
  std::string value;              // kButton: argument of the action; kNumber: what is typed; kTimer: the number; kMap: question id
  std::string question;           // kChoices, kRows, kZones, kNumber: question id
  std::string urgency;            // kUrgency: "emergency" ... "self-care"
  std::string labelled_by;        // id of the heading that names this group, or that a button's label is completed by
  std::string described_by;       // ids of texts that explain this group, separated by spaces
  std::string unit;               // kNumber
  std::string yes, no, unsure;    // kRows: the three words
  double minimum = 0, maximum = 0, step = 0;  // kNumber, kProgress (value in `progress`)
  double progress = 0;            // kProgress
  bool multiple = false;          // kChoices
  bool open = false;              // kDetails, kFold
  bool invalid = false;           // kChoices, kRows, kZones, kNumber: see the kError block
  std::vector<std::string> items;  // kList
  std::vector<Choice> choices;
  std::vector<Picture> pictures;  // kMap, kFold
  Figure figure;                  // kFigure; kButton: beside its label, which says the same
  std::vector<Block> children;
};

/// What is on the page now. A pure function of the app's state.
struct Screen {
  std::string name;      // "start", "question", "emergency", "review", "result", ...
  std::string key;       // changes when the person has moved to another step: focus goes to the h1
  std::string title;     // of the document; never an answer
  std::string view;      // "drawn" | "page"
  std::string theme;     // "auto" | "dark" | "light" | "night"
  std::string language;  // "en"
  std::string direction; // "ltr" | "rtl"
  int step = 0, steps = 0;  // for the embedding page
  int depth = 0;         // how many steps Back can go; the browser's own Back follows it
  bool ticking = false;  // wants a "tick" event every second, with the seconds that have passed as its value
  std::string errand, errand_value;  // what the page is to do now, once: "keep", "update", ... (shell/errands.js); may be empty
  std::string focus;     // id of the block to focus instead of the heading, when this is another step; may be empty
  std::string announce;  // read out politely once, besides the new heading; may be empty
  std::vector<Block> blocks;
};

/// What a person did to a block. `value` is an option id, a number as typed, or empty.
struct Event {
  std::string action;  // "choose", "row", "number", "select", "open", or a button's action
  std::string id;      // the block's id (its question for answers)
  std::string value;
  bool on = true;      // choose: ticked or unticked; row: value "<option>=yes|no|unsure"; open: opened
  std::string now = {};  // "2026-11-24T22:31+01:00", as read_moment() takes it; may be empty
};

}  // namespace nightlegs
