// poses_test.cpp - every pose at every moment, held against self-care.md: the angles, what rests and what is held, and that a body
// stays a body on the way from one posture to the next.
#include <cmath>
#include <functional>
#include <set>

#include "screens/figure.hpp"
#include "walker.hpp"

using namespace nightlegs;
using namespace nightlegs::test;
using namespace nightlegs::screens;

namespace {

const Pack& content() {
  static const Pack pack = [] {
    auto loaded = load_pack(std::string_view(reinterpret_cast<const char*>(kBuiltinPack), kBuiltinPackSize));
    REQUIRE(loaded);
    return std::move(*loaded);
  }();
  return pack;
}

const Pose& pose_of(const std::string& name) {  // "sc-calf-wall/wall"
  const auto slash = name.find('/');
  const int action = content().find_action(name.substr(0, slash));
  REQUIRE(action >= 0);
  for (const auto& pose : content().actions[static_cast<std::size_t>(action)].poses) {
    if (pose.id == name.substr(slash + 1)) return pose;
  }
  FAIL("no pose " << name);
  return content().actions.front().poses.front();
}

void each_pose(const std::function<void(const Pose&)>& visit) {
  int poses = 0;
  for (const auto& action : content().actions) {
    for (const auto& pose : action.poses) {
      INFO(action.id, " ", pose.id);
      visit(pose);
      ++poses;
    }
  }
  CHECK(poses == 19);
}

constexpr int kMoments = 32;

/// Every posture, and 31 moments on each way that an animation takes: forwards step by step, and back to the first.
void each_moment(const Pose& pose, const std::function<void(const Skeleton&, std::size_t from, std::size_t to, double share)>& visit) {
  const Body body(pose);
  const std::size_t last = pose.postures.size() - 1;
  for (std::size_t i = 0; i <= last; ++i) visit(body.at(i), i, i, 0);
  const auto way = [&](std::size_t from, std::size_t to) {
    for (int n = 0; n <= kMoments; ++n) visit(body.between(from, to, static_cast<double>(n) / kMoments), from, to, static_cast<double>(n) / kMoments);
  };
  for (std::size_t i = 1; i <= last; ++i) way(i - 1, i);
  if (last > 0) way(last, 0);
}

double apart(Joint a, Joint b) { return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z)); }
double apart(Spot a, Spot b) { return std::hypot(a.x - b.x, a.y - b.y); }

struct Bone {
  Joint from, to;
  double length;
};
std::vector<Bone> bones(const Skeleton& b) {
  std::vector<Bone> all = {{b.hip, b.neck, kLimbs.trunk}, {b.neck, b.head, kLimbs.neck}};
  for (const auto& leg : {b.near, b.far}) {
    all.push_back({leg.hip, leg.knee, kLimbs.thigh});
    all.push_back({leg.knee, leg.heel, kLimbs.shin});
    all.push_back({leg.heel, leg.toe, kLimbs.foot});
  }
  for (const auto& arm : {b.near_arm, b.far_arm}) {
    all.push_back({arm.shoulder, arm.elbow, kLimbs.upper_arm});
    all.push_back({arm.elbow, arm.hand, kLimbs.forearm});
  }
  return all;
}

/// Degrees from hanging towards where the person looks, in the side view.
double lean(Joint from, Joint to) { return std::atan2(to.x - from.x, to.y - from.y) * 180 / 3.14159265358979; }
double bend(double upper, double lower) {
  double by = upper - lower;
  while (by > 180) by -= 360;
  while (by < -180) by += 360;
  return by;
}

constexpr double kTouch = 0.005;  // of a body's height: less than a centimetre

}  // namespace

TEST_SUITE("poses") {
  TEST_CASE("every exercise with a pose in the dossier has it here") {
    for (const char* name :
         {"sc-cramp-rescue/calf", "sc-cramp-rescue/foot", "sc-cramp-rescue/thigh-back", "sc-cramp-rescue/thigh-front", "sc-calf-wall/wall",
          "sc-calf-wall/lower-calf", "sc-calf-wall/sitting", "sc-hamstring-stand/step", "sc-hamstring-stand/sitting", "sc-quad-side/side",
          "sc-figure-four/chair", "sc-knees-to-chest/back", "sc-foot-roll/roll", "sc-foot-roll/toe-pull", "sc-heel-raise/rise",
          "sc-ankle-pump/sitting", "sc-ankle-pump/lying", "sc-joint-exercise/chair-rise", "sc-joint-exercise/leg-lift"}) {
      CHECK_FALSE(pose_of(name).postures.empty());
    }
  }

  TEST_CASE("the held posture has the angles of self-care.md section 4") {
    struct Said {
      const char* pose;
      int trunk, near_hip, near_knee, near_ankle, far_hip, far_knee, far_ankle, shoulder, elbow;  // kAny: not said
    };
    constexpr int kAny = 999;
    const Said table[] = {
        {"sc-cramp-rescue/calf", 10, 90, 0, 15, kAny, kAny, kAny, 60, 20},
        {"sc-calf-wall/wall", 10, -20, 0, 20, 30, 40, 15, 85, 10},
        {"sc-calf-wall/lower-calf", 10, kAny, 25, kAny, kAny, kAny, kAny, 85, 10},
        {"sc-calf-wall/sitting", 0, 90, 0, 15, kAny, kAny, kAny, kAny, kAny},
        // 70 between trunk and thigh: 71 here, or the step would be lower than the 20 cm that the text wants.
        {"sc-hamstring-stand/step", 30, 41, 0, 5, 0, 5, 0, kAny, kAny},
        // The text says 80 and "heel on floor"; on a chair the heel is on the floor at 59.
        {"sc-hamstring-stand/sitting", 30, 59, 0, 5, 90, 90, 0, kAny, kAny},
        {"sc-quad-side/side", 0, -5, 120, kAny, 20, 20, kAny, -20, 30},
        {"sc-figure-four/chair", 20, 90, 90, kAny, 90, 90, kAny, kAny, kAny},
        {"sc-knees-to-chest/back", 0, 120, 120, 0, 120, 120, 0, 40, 60},
        {"sc-foot-roll/roll", 0, 90, kAny, -10, 90, 90, kAny, kAny, kAny},
        {"sc-heel-raise/rise", 0, 0, 0, -35, 0, 0, -35, 45, kAny},
        {"sc-ankle-pump/sitting", 0, 90, 60, 15, 90, 60, 15, kAny, kAny},
        {"sc-ankle-pump/lying", 0, 0, 0, 15, 0, 0, 15, kAny, kAny},
        {"sc-joint-exercise/chair-rise", 0, 0, 0, kAny, 0, 0, kAny, kAny, kAny},
        {"sc-joint-exercise/leg-lift", 0, 90, 0, 5, 90, 90, kAny, kAny, kAny},
    };
    for (const auto& said : table) {
      const Posture& held = pose_of(said.pose).postures.back();
      const int here[] = {held.trunk,   held.near.hip,  held.near.knee, held.near.ankle,        held.far.hip,
                          held.far.knee, held.far.ankle, held.near_arm.shoulder, held.near_arm.elbow};
      const int there[] = {said.trunk,    said.near_hip,  said.near_knee, said.near_ankle, said.far_hip,
                           said.far_knee, said.far_ankle, said.shoulder,  said.elbow};
      for (std::size_t i = 0; i < std::size(here); ++i) {
        INFO(said.pose, ", angle ", i);
        if (there[i] != kAny) CHECK(here[i] == there[i]);
      }
    }
    const auto began = [&](const char* name) -> const Posture& { return pose_of(name).postures.front(); };
    CHECK(began("sc-cramp-rescue/calf").near.ankle == -20);
    CHECK(began("sc-foot-roll/roll").near.ankle == 10);
    CHECK(began("sc-heel-raise/rise").near.ankle == 0);
    CHECK(began("sc-ankle-pump/sitting").near.ankle == -30);
    CHECK(began("sc-joint-exercise/chair-rise").trunk == 30);
    CHECK(began("sc-joint-exercise/chair-rise").near.hip == 90);
    CHECK(began("sc-joint-exercise/leg-lift").near.knee == 90);
  }

  TEST_CASE("where feet and hands are put, the legs keep to within 3 degrees of those angles") {
    for (const char* name : {"sc-cramp-rescue/calf", "sc-calf-wall/wall", "sc-calf-wall/sitting", "sc-hamstring-stand/step", "sc-hamstring-stand/sitting",
                             "sc-heel-raise/rise", "sc-joint-exercise/leg-lift"}) {
      const Pose& pose = pose_of(name);
      INFO(name);
      const Skeleton body = Body(pose).at(pose.postures.size() - 1);
      const Posture& held = pose.postures.back();
      const auto check = [&](const LegJoints& leg, const Leg& said) {
        const double thigh = lean(leg.hip, leg.knee), shin = lean(leg.knee, leg.heel);
        CHECK(std::fabs(bend(thigh, said.hip)) < 3);
        CHECK(std::fabs(bend(thigh, shin) - said.knee) < 3);
      };
      check(body.near, held.near);
      check(body.far, held.far);
    }
  }

  TEST_CASE("no limb changes its length at any moment of any pose") {
    each_pose([](const Pose& pose) {
      each_moment(pose, [&](const Skeleton& body, std::size_t from, std::size_t to, double share) {
        INFO(from, " to ", to, " at ", share);
        for (const auto& bone : bones(body)) {
          CHECK(std::fabs(apart(bone.from, bone.to) - bone.length) < 1e-6);
          const double looks = apart(seen(pose, bone.from), seen(pose, bone.to));
          // From the side nothing is shortened. From the front a limb that points at the eye looks shorter, and none longer.
          if (pose.view == Pose::View::kSide) CHECK(std::fabs(looks - bone.length) < 1e-6);
          CHECK(looks < bone.length + 1e-6);
        }
      });
    });
  }

  TEST_CASE("no knee and no elbow bends the wrong way, and nothing jumps") {
    each_pose([](const Pose& pose) {
      Skeleton before;
      each_moment(pose, [&](const Skeleton& body, std::size_t from, std::size_t to, double share) {
        INFO(from, " to ", to, " at ", share);
        if (pose.view == Pose::View::kSide) {
          for (const auto& leg : {body.near, body.far}) CHECK(bend(lean(leg.hip, leg.knee), lean(leg.knee, leg.heel)) > -0.5);
          for (const auto& arm : {body.near_arm, body.far_arm}) CHECK(bend(lean(arm.elbow, arm.hand), lean(arm.shoulder, arm.elbow)) > -0.5);
        }
        if (from != to && share > 0) {
          const auto now = bones(body), then = bones(before);
          for (std::size_t i = 0; i < now.size(); ++i) CHECK(apart(now[i].to, then[i].to) < 0.06);
        }
        before = body;
      });
      const Body body(pose);
      for (std::size_t i = 1; i < pose.postures.size(); ++i) {
        const auto check = [](const Skeleton& a, const Skeleton& b) {
          const auto one = bones(a), two = bones(b);
          for (std::size_t n = 0; n < one.size(); ++n) CHECK(apart(one[n].to, two[n].to) < kTouch);
        };
        check(body.between(i - 1, i, 0), body.at(i - 1));
        check(body.between(i - 1, i, 1), body.at(i));
      }
    });
  }

  TEST_CASE("nobody sinks into the floor, and what rests on it rests at every moment") {
    each_pose([](const Pose& pose) {
      const Body whole(pose);
      const bool lying = pose.lies == Pose::Lies::kOnBack || pose.on == Pose::On::kBed;
      const double ground = (lying ? whole.things().lying : whole.things().floor) - kSole;
      if (pose.lies == Pose::Lies::kOnSide) return;  // seen from above
      each_moment(pose, [&](const Skeleton& body, std::size_t from, std::size_t to, double share) {
        INFO(from, " to ", to, " at ", share);
        const auto check = [&](const LegJoints& leg, Leg::Rests before, Leg::Rests after) {
          CHECK(leg.heel.y < ground + kTouch);
          CHECK(leg.toe.y < ground + kTouch);
          CHECK(leg.knee.y < ground + kTouch);
          if (before != after) return;
          if (before == Leg::Rests::kFlat && pose.view == Pose::View::kSide) {
            CHECK(std::fabs(leg.toe.y - leg.heel.y) < kTouch);
            if (from == to) CHECK(std::fabs(leg.heel.y - ground) < kTouch);
          }
          if (before == Leg::Rests::kHeel) CHECK(std::fabs(leg.heel.y - ground) < kTouch);
          if (before == Leg::Rests::kToes) CHECK(std::fabs(leg.toe.y - ground) < kTouch);
        };
        check(body.near, pose.postures[from].near.rests, pose.postures[to].near.rests);
        check(body.far, pose.postures[from].far.rests, pose.postures[to].far.rests);
      });
    });
  }

  // What the text of each exercise says, by the text's own words: held against the skeleton, not against what the pack calls it.
  TEST_CASE("feet and hands are where the text says, from the step that says so on") {
    const auto from_posture = [&](const char* name, std::size_t first, const std::function<void(const Skeleton&, const Things&)>& visit) {
      const Pose& pose = pose_of(name);
      const Body whole(pose);
      INFO(name);
      each_moment(pose, [&](const Skeleton& body, std::size_t from, std::size_t to, double share) {
        INFO(from, " to ", to, " at ", share);
        if (from >= first && to >= first) visit(body, whole.things());
      });
    };
    const auto level = [](double a, double b) { return std::fabs(a - b) < kTouch; };
    const auto stands = [&](const LegJoints& leg, const Things& around) { return level(leg.heel.y, around.floor - kSole) && level(leg.toe.y, leg.heel.y); };
    const auto middle = [](Joint a, Joint b, double share) { return Joint{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, a.z + (b.z - a.z) * share}; };

    from_posture("sc-cramp-rescue/calf", 0, [&](const Skeleton& b, const Things&) {
      CHECK(level(b.near.knee.y, b.near.heel.y));  // the knee is straight, the leg lies
      CHECK(apart(b.near_arm.hand, b.near.toe) < 0.2);  // the towel is short
    });
    from_posture("sc-cramp-rescue/calf", 1, [&](const Skeleton& b, const Things&) { CHECK(b.near.toe.x < b.near.heel.x); });  // toes towards the shin
    from_posture("sc-cramp-rescue/foot", 1, [&](const Skeleton& b, const Things& around) { CHECK(stands(b.near, around)); });
    from_posture("sc-cramp-rescue/thigh-back", 1, [&](const Skeleton& b, const Things&) {
      CHECK(level(b.near.knee.y, b.near.heel.y));
      CHECK(b.neck.x > 0.15);  // leans forward
    });
    from_posture("sc-cramp-rescue/thigh-front", 0, [&](const Skeleton& b, const Things& around) {
      CHECK(stands(b.far, around));
      CHECK(apart(b.far_arm.hand, around.far_hand) < kTouch);  // holds the chair
    });
    from_posture("sc-cramp-rescue/thigh-front", 1, [&](const Skeleton& b, const Things&) {
      CHECK(apart(b.near_arm.hand, b.near.heel) < kTouch);
      CHECK(apart(b.near.heel, b.hip) < 0.18);  // heel to the bottom, from joint to joint
    });
    from_posture("sc-calf-wall/wall", 0, [&](const Skeleton& b, const Things& around) {
      CHECK(stands(b.far, around));
      for (const auto& arm : {b.near_arm, b.far_arm}) {
        CHECK(level(arm.hand.x, around.far_hand.x));  // palms on the wall
        CHECK(arm.hand.y < b.hip.y - 0.5 * kLimbs.trunk);  // at chest height
        CHECK(arm.hand.y > b.head.y);
      }
    });
    from_posture("sc-calf-wall/wall", 1, [&](const Skeleton& b, const Things& around) {
      CHECK(stands(b.near, around));  // the back heel on the floor
      CHECK(b.near.toe.x < b.far.heel.x);
      CHECK(std::fabs(bend(lean(b.near.hip, b.near.knee), lean(b.near.knee, b.near.heel))) < 12);  // the back knee straight
    });
    from_posture("sc-calf-wall/lower-calf", 0, [&](const Skeleton& b, const Things& around) {
      CHECK(stands(b.near, around));
      CHECK(stands(b.far, around));
      CHECK(level(b.near_arm.hand.x, around.far_hand.x));
    });
    from_posture("sc-calf-wall/sitting", 1, [&](const Skeleton& b, const Things&) { CHECK(b.near.toe.x < b.near.heel.x); });
    from_posture("sc-hamstring-stand/step", 0, [&](const Skeleton& b, const Things& around) {
      CHECK(stands(b.far, around));
      CHECK(level(b.far_arm.hand.x, around.far_hand.x));  // one hand on a wall
    });
    from_posture("sc-hamstring-stand/step", 1, [&](const Skeleton& b, const Things& around) {
      CHECK(apart(b.near.heel, Joint{around.step.x, around.step.y - kSole, 0}) < kTouch);
      CHECK(b.near.toe.y < b.near.heel.y);  // toes up
      const double height_cm = (b.far.heel.y - b.near.heel.y) * 170;
      CHECK(height_cm >= 20);
      CHECK(height_cm <= 40);
      CHECK(std::fabs(bend(lean(b.near.hip, b.near.knee), lean(b.near.knee, b.near.heel))) < 5);
      CHECK(apart(b.near_arm.hand, middle(b.near.hip, b.near.knee, 0.62)) < 0.05);  // hand on the thigh
    });
    from_posture("sc-hamstring-stand/sitting", 1, [&](const Skeleton& b, const Things& around) {
      CHECK(level(b.near.heel.y, around.floor - kSole));
      CHECK(stands(b.far, around));
    });
    from_posture("sc-quad-side/side", 0, [&](const Skeleton& b, const Things&) {
      CHECK(level(b.neck.y, b.hip.y));  // lies
      CHECK(std::fabs(b.head.y - middle(b.far_arm.shoulder, b.far_arm.hand, 0.5).y) < 0.1);  // head on the arm
    });
    from_posture("sc-figure-four/chair", 1, [&](const Skeleton& b, const Things& around) {
      CHECK(apart(b.near.heel, b.far.knee) < 0.07);  // the ankle on the other knee: bone to bone
      CHECK(b.near.heel.y < b.far.knee.y);
      CHECK(level(b.far.heel.y, around.floor - kSole));
    });
    from_posture("sc-knees-to-chest/back", 2, [&](const Skeleton& b, const Things&) {
      CHECK(level(b.neck.y, b.hip.y));
      CHECK(apart(b.near_arm.hand, middle(b.near.knee, b.near.heel, 0.28)) < 0.05);  // hands on the shins
      CHECK(apart(b.far_arm.hand, middle(b.far.knee, b.far.heel, 0.28)) < 0.05);
      CHECK(b.near.knee.x < b.hip.x);  // over the belly
    });
    from_posture("sc-foot-roll/roll", 0, [&](const Skeleton& b, const Things& around) {
      CHECK(level(middle(b.near.heel, b.near.toe, 0.5).y, around.floor - 2 * kRoller - kSole));  // the arch on the roller
      CHECK(stands(b.far, around));
    });
    from_posture("sc-foot-roll/toe-pull", 0, [&](const Skeleton& b, const Things&) {
      CHECK(apart(b.near.heel, b.far.knee) < 0.07);
      CHECK(apart(b.far_arm.hand, middle(b.near.heel, b.near.toe, 0.85)) < kTouch);
    });
    from_posture("sc-heel-raise/rise", 0, [&](const Skeleton& b, const Things& around) {
      CHECK(level(b.near.toe.y, around.floor - kSole));
      CHECK(level(b.far.toe.y, around.floor - kSole));
      CHECK(apart(b.near_arm.hand, around.near_hand) < kTouch);  // hands on the counter
    });
    from_posture("sc-ankle-pump/sitting", 0, [&](const Skeleton& b, const Things& around) { CHECK(level(b.near.heel.y, around.floor - kSole)); });
    from_posture("sc-joint-exercise/chair-rise", 0, [&](const Skeleton& b, const Things& around) {
      CHECK(stands(b.near, around));
      CHECK(b.hip.y < around.seat.y);
    });
    from_posture("sc-joint-exercise/leg-lift", 0, [&](const Skeleton& b, const Things& around) {
      CHECK(stands(b.far, around));
      CHECK(level(b.hip.y, around.seat.y - kPelvis));
    });
    const Body rise(pose_of("sc-joint-exercise/chair-rise"));
    CHECK(level(rise.at(0).hip.y, rise.things().seat.y - kPelvis));  // sits on the chair
    CHECK(rise.at(1).neck.y < rise.at(0).neck.y - 0.2);              // and stands
    const Body toes(pose_of("sc-heel-raise/rise"));
    CHECK(toes.at(1).near.heel.y < toes.at(0).near.heel.y - 0.05);   // heels high
  }

  TEST_CASE("every figure lies inside its box at every moment, with as many parts throughout, and for either leg") {
    each_pose([](const Pose& pose) {
      std::size_t parts = 0;
      std::int16_t height = 0;
      const auto inside = [&](const Figure& figure, const std::vector<FigurePart>& list) {
        for (const auto& part : list) {
          if (part.kind == FigurePart::Kind::kGap) continue;  // of the colour that is there anyway
          for (const int x : {part.x1 - part.r1, part.x1 + part.r1, part.x2 - part.r2, part.x2 + part.r2}) CHECK((x >= 0 && x <= 1000));
          for (const int y : {part.y1 - part.r1, part.y1 + part.r1, part.y2 - part.r2, part.y2 + part.r2}) CHECK((y >= 0 && y <= figure.height));
        }
      };
      for (std::size_t i = 0; i < pose.postures.size(); ++i) {
        for (std::size_t from = 0; from < pose.postures.size(); ++from) {
          for (const bool other : {false, true}) {
            INFO(from, " to ", i);
            const Figure one = figure(pose, i, static_cast<int>(from), other);
            if (parts == 0) parts = one.parts.size();
            if (height == 0) height = one.height;
            CHECK(one.height == height);
            CHECK(one.height <= 1000);
            CHECK(one.moving.size() == (from == i ? 0 : kMovingPictures));
            inside(one, one.parts);
            CHECK(one.parts.size() == parts);
            for (const auto& picture : one.moving) {
              inside(one, picture);
              CHECK(picture.size() == parts);
            }
            for (const auto& stroke : one.arrow) {
              for (std::size_t k = 0; k + 1 < stroke.size(); k += 2) {
                CHECK((stroke[k] >= 0 && stroke[k] <= 1000));
                CHECK((stroke[k + 1] >= 0 && stroke[k + 1] <= one.height));
              }
            }
          }
        }
      }
    });
  }

  TEST_CASE("the held posture shows what stretches and how to get there") {
    each_pose([](const Pose& pose) {
      const Figure held = figure(pose);
      bool marked = false;
      for (const auto& part : held.parts) marked |= part.kind == FigurePart::Kind::kStretch;
      CHECK(marked);
      CHECK_FALSE(held.arrow.empty());
    });
  }

  TEST_CASE("every step of a pose has words, and the pose shows how the first of them looks") {
    Walker person;
    each_pose([](const Pose& pose) {
      std::set<int> shown;
      for (const auto& posture : pose.postures) shown.insert(posture.steps.begin(), posture.steps.end());
      CHECK(shown.count(1) == 1);
    });
  }
}
