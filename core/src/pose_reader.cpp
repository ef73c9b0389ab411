#include "pose_reader.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace nightlegs {
namespace {

constexpr int kMostSeconds = 3600;

template <class T>
using Names = std::initializer_list<std::pair<std::string_view, T>>;

template <class T>
void one_of(const JsonReader& at, Names<T> known, T& value) {
  if (!at.exists()) return;
  const auto text = at.text();
  for (const auto& [name, meant] : known) {
    if (name != text) continue;
    value = meant;
    return;
  }
  at.report("pack.unknown_word", "`" + text + "` is none of the words known here");
}

void read_angle(const JsonReader& from, std::string_view key, int& angle) {
  if (!from.has(key)) return;
  angle = from.at(key).whole();
  if (angle < -180 || angle > 180) from.at(key).report("pack.angle", "an angle is from -180 to 180 degrees");
}

void read_count(const JsonReader& from, std::string_view key, int& count) {
  if (!from.has(key)) return;
  count = from.at(key).whole();
  if (count < 0 || count > kMostSeconds) from.at(key).report("pack.count", "a number from 0 to 3600 is needed");
}

void read_leg(const JsonReader& from, Leg& leg) {
  if (!from.exists()) return;
  from.only({"hip", "out", "turn", "knee", "ankle", "rests"});
  read_angle(from, "hip", leg.hip);
  read_angle(from, "out", leg.out);
  read_angle(from, "turn", leg.turn);
  read_angle(from, "knee", leg.knee);
  read_angle(from, "ankle", leg.ankle);
  using Rests = Leg::Rests;
  one_of<Rests>(from.maybe("rests"), {{"nowhere", Rests::kNowhere}, {"flat", Rests::kFlat}, {"heel", Rests::kHeel}, {"toes", Rests::kToes},
                                      {"step", Rests::kStep}, {"roller", Rests::kRoller}, {"other-knee", Rests::kKnee}}, leg.rests);
}

void read_arm(const JsonReader& from, Arm& arm) {
  if (!from.exists()) return;
  from.only({"shoulder", "elbow", "holds"});
  read_angle(from, "shoulder", arm.shoulder);
  read_angle(from, "elbow", arm.elbow);
  using Holds = Arm::Holds;
  one_of<Holds>(from.maybe("holds"), {{"nothing", Holds::kNothing}, {"wall", Holds::kWall}, {"support", Holds::kSupport}, {"towel", Holds::kTowel},
                                      {"thigh", Holds::kThigh}, {"knee", Holds::kKnee}, {"shin", Holds::kShin}, {"ankle", Holds::kAnkle},
                                      {"toes", Holds::kToes}, {"far-shin", Holds::kFarShin}}, arm.holds);
}

/// Each posture is the one before it, with what it says changed.
void read_posture(const JsonReader& at, Posture& posture) {
  at.only({"steps", "seconds", "stay", "trunk", "near", "far", "near_arm", "far_arm"});
  posture.steps.clear();
  posture.seconds = posture.stay = 0;
  for (const auto& step : at.maybe("steps").items()) {
    posture.steps.push_back(step.whole());
    if (posture.steps.back() < 1) step.report("pack.step", "steps are counted from 1");
  }
  read_count(at, "seconds", posture.seconds);
  read_count(at, "stay", posture.stay);
  read_angle(at, "trunk", posture.trunk);
  read_leg(at.maybe("near"), posture.near);
  read_leg(at.maybe("far"), posture.far);
  read_arm(at.maybe("near_arm"), posture.near_arm);
  read_arm(at.maybe("far_arm"), posture.far_arm);
}

}  // namespace

void read_timing(const JsonReader& at, Timing& timing) {
  if (!at.exists()) return;
  at.only({"hold", "rest", "reps", "rounds", "at_most"});
  read_count(at, "hold", timing.hold_seconds);
  read_count(at, "rest", timing.rest_seconds);
  read_count(at, "reps", timing.repetitions);
  read_count(at, "rounds", timing.rounds);
  read_count(at, "at_most", timing.at_most_seconds);
}

Pose read_pose(const JsonReader& at, std::vector<std::string>& seen) {
  at.only({"id", "view", "lies", "on", "stays", "with", "stretches", "arrow", "swap", "knows", "timing", "postures"});
  Pose pose;
  pose.id = at.at("id").text();
  if (std::find(seen.begin(), seen.end(), pose.id) != seen.end()) at.report("pack.duplicate_id", "`" + pose.id + "` is used twice");
  seen.push_back(pose.id);
  one_of<Pose::View>(at.maybe("view"), {{"side", Pose::View::kSide}, {"front", Pose::View::kFront}}, pose.view);
  one_of<Pose::Lies>(at.maybe("lies"), {{"back", Pose::Lies::kOnBack}, {"side", Pose::Lies::kOnSide}}, pose.lies);
  one_of<Pose::On>(at.at("on"), {{"floor", Pose::On::kFloor}, {"bed", Pose::On::kBed}, {"chair", Pose::On::kChair}}, pose.on);
  one_of<Pose::Stays>(at.maybe("stays"), {{"hip", Pose::Stays::kHip}, {"near-foot", Pose::Stays::kNearFoot}, {"far-foot", Pose::Stays::kFarFoot},
                                          {"toes", Pose::Stays::kToes}}, pose.stays);
  using Arrow = Pose::Arrow;
  one_of<Arrow>(at.maybe("arrow"), {{"toes", Arrow::kToes}, {"heel", Arrow::kHeel}, {"rise", Arrow::kRise}, {"lean", Arrow::kLean}, {"bend", Arrow::kBend},
                                    {"knees", Arrow::kKnees}, {"up", Arrow::kUp}, {"roll", Arrow::kRoll}}, pose.arrow);
  using Part = Pose::Part;
  for (const auto& entry : at.maybe("stretches").items()) {
    Part part = Part::kCalf;
    one_of<Part>(entry, {{"calf", Part::kCalf}, {"foot", Part::kFoot}, {"thigh-back", Part::kThighBack}, {"thigh-front", Part::kThighFront},
                         {"bottom", Part::kBottom}, {"back", Part::kBack}}, part);
    pose.stretches.push_back(part);
  }
  for (const auto& thing : at.maybe("with").items()) {
    const auto name = thing.text();
    bool* const there = name == "towel" ? &pose.towel : name == "towel-on-ankle" ? &pose.towel_on_ankle : name == "wall" ? &pose.wall
                        : name == "step" ? &pose.step : name == "support" ? &pose.support : name == "roller" ? &pose.roller : nullptr;
    if (there) {
      *there = true;
    } else {
      thing.report("pack.unknown_word", "a pose is done with a towel, wall, step, support or roller");
    }
  }
  read_count(at, "swap", pose.swap);
  read_timing(at.maybe("timing"), pose.timing);
  Posture posture;
  const auto postures = at.at("postures").items();
  for (const auto& entry : postures) {
    read_posture(entry, posture);
    pose.postures.push_back(posture);
  }
  if (postures.empty()) at.report("pack.no_posture", "a pose needs one posture at least");
  return pose;
}

}  // namespace nightlegs
