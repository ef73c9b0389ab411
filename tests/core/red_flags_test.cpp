// red_flags_test.cpp - the three passes, stepping down, the floors, and what implementers get wrong.
#include <doctest/doctest.h>

#include <functional>

#include "person.hpp"

namespace nightlegs::test {
namespace {

/// Somebody whose restless legs meet the first four criteria.
Person four_of_five() {
  auto person = Person::base().yes("age-40-49");
  for (const char* finding : {"feel-urge", "rls-rest-yes", "rls-move-yes", "rls-evening-yes", "side-both-same", "nights-2-4", "dur-over-3m"}) {
    person.yes(finding);
  }
  return person;
}

TEST_SUITE("passes") {
  TEST_CASE("a yes fires a rule at its own urgency") {
    const auto result = Person::base().yes("one-calf-bigger").result();
    CHECK(result.urgency_of("rf-dvt-sign") == "same-day");
    CHECK(result.route_of("rf-dvt-sign") == "today");
    CHECK_FALSE(result.steps_down("rf-dvt-sign"));
    CHECK(result.because("rf-dvt-sign") == Ids{"one-calf-bigger"});
  }

  TEST_CASE("unsure with as-yes fires at the rule's own urgency") {
    const auto result = Person::base().unsure("saddle-numb").result();
    CHECK(result.urgency_of("rf-cauda-equina") == "emergency");
    CHECK(result.route_of("rf-cauda-equina") == "ed-now");
    CHECK_FALSE(result.steps_down("rf-cauda-equina"));
  }

  TEST_CASE("unsure with ignore fires nothing") {
    const auto result = Person::base().yes("feel-ache").not_sure("s-trend").result();
    CHECK_FALSE(result.fires("rf-worse-fast"));
    CHECK_FALSE(result.fires("rf-constant"));
  }

  TEST_CASE("an emergency steps down to the phone today") {
    const auto result = Person::base().unsure("leg-cold-new").result();
    CHECK(result.urgency_of("rf-cold-leg") == "same-day");
    CHECK(result.route_of("rf-cold-leg") == "phone-now");
    CHECK(result.steps_down("rf-cold-leg"));
  }

  TEST_CASE("today steps down to 2 days, 2 days to 7, 7 days to 14, 14 days to routine, and routine stays") {
    CHECK(Person::base().unsure("one-calf-bigger").result().urgency_of("rf-dvt-sign") == "soon 2");
    CHECK(Person::base().unsure("one-calf-bigger").result().route_of("rf-dvt-sign") == "");
    CHECK(Person::base().unsure("unsteady-new").result().urgency_of("rf-unsteady") == "soon 7");
    CHECK(Person::base().unsure("limp-new").result().urgency_of("rf-limp") == "soon 14");
    CHECK(Person::base().unsure("lump-growing").result().urgency_of("rf-lump") == "routine");
    CHECK(Person::base().unsure("injury-recent").result().urgency_of("rf-injury") == "routine");
    CHECK(Person::base().unsure("injury-recent").result().steps_down("rf-injury"));
  }

  TEST_CASE("the maternity unit stays the maternity unit when its rule steps down") {
    const auto result = Person::base().yes("pregnant").none("s-preg").unsure("preg-headache").unsure("preg-vision").result();
    CHECK(result.urgency_of("rf-preg-two") == "same-day");
    CHECK(result.route_of("rf-preg-two") == "maternity-now");
    CHECK(result.steps_down("rf-preg-two"));
    CHECK(result.urgency_of("rf-preg-one") == "soon 2");
  }

  TEST_CASE("one doubtful part is enough to step a rule down, and a sure way through keeps it up") {
    CHECK(Person::base().yes("fever-chills").unsure("very-unwell").result().steps_down("rf-sepsis"));
    CHECK_FALSE(Person::base().yes("fever-chills").unsure("immune-low").result().steps_down("rf-fever-weak-immune"));
    const auto both = Person::base().yes("one-calf-bigger").unsure("whole-leg-swollen").result();
    CHECK_FALSE(both.steps_down("rf-dvt-sign"));
    CHECK(both.urgency_of("rf-dvt-sign") == "same-day");
  }

  TEST_CASE("the reasons of one way into a rule leave out a part of another way that is not whole") {
    // A restless leg on an antidepressant; the cramp has no medicine behind it.
    const auto result = Person::base().yes("feel-urge").yes("feel-cramp").yes("med-antidepressant").result();
    CHECK(result.because("rf-medicine-link") == Ids{"feel-urge", "urge-strong", "med-antidepressant"});
  }

  TEST_CASE("the reasons of a stepped-down rule are its doubtful answers") {
    const auto result = Person::base().yes("fever-chills").unsure("very-unwell").result();
    CHECK(result.because("rf-sepsis") == Ids{"very-unwell", "fever-chills"});
    CHECK(Person::base().yes("one-calf-bigger").unsure("whole-leg-swollen").result().because("rf-dvt-sign") == Ids{"one-calf-bigger"});
  }

  TEST_CASE("a declined answer always steps down, even where unsure counts as yes") {
    // surgery-12w and pregnant are as-yes.
    const auto unsure = Person::base().yes("one-calf-bigger").unsure("surgery-12w").result();
    CHECK(unsure.urgency_of("rf-dvt-sign-risk") == "same-day");
    CHECK_FALSE(unsure.steps_down("rf-dvt-sign-risk"));
    const auto declined = Person::base().yes("one-calf-bigger").decline("s-risk-clot").none("s-preg").result();
    CHECK(declined.urgency_of("rf-dvt-sign-risk") == "soon 2");
    CHECK(declined.steps_down("rf-dvt-sign-risk"));
    // Every as-yes sign of the nerve screen too.
    const auto nerve = Person::base().decline("s-nerve").result();
    CHECK(nerve.urgency_of("rf-cauda-equina") == "same-day");
    CHECK(nerve.steps_down("rf-cauda-equina"));
    CHECK(nerve.urgency_of("rf-both-legs-nerve") == "same-day");
    CHECK(nerve.urgency_of("rf-leg-weak") == "soon 2");
  }

  TEST_CASE("every screen's findings follow their policy, whether unsure or declined") {
    for (const auto& finding : pack().findings) {
      CAPTURE(finding.id);
      const auto lanes = lanes_of(finding);
      const auto in = [&](Status status, std::uint8_t lane_bit) { return (lanes[static_cast<std::size_t>(status)] & lane_bit) != 0; };
      CHECK(in(Status::kUnsure, lane::kCautious) == (finding.unsure == UnsurePolicy::kAsYes));
      CHECK(in(Status::kUnsure, lane::kDoubtful) == (finding.unsure != UnsurePolicy::kIgnore));
      CHECK_FALSE(in(Status::kUnsure, lane::kSure));
      CHECK_FALSE(in(Status::kDeclined, lane::kCautious));
      CHECK(in(Status::kDeclined, lane::kDoubtful));
      for (const auto lane_bit : {lane::kSure, lane::kCautious, lane::kDoubtful, lane::kPossible, lane::kAnyDoubt}) {
        CHECK(in(Status::kYes, lane_bit));
        CHECK_FALSE(in(Status::kNo, lane_bit));
      }
    }
  }
}

TEST_SUITE("unsure emergency signs") {
  TEST_CASE("one is a call today, two are an emergency") {
    const auto one = Person::base().yes("feel-ache").unsure("leg-cold-new").result();
    CHECK(one.urgency() == "same-day");
    CHECK(one.route() == "phone-now");
    CHECK(one.fires("rf-one-unsure"));
    CHECK_FALSE(one.fires("rf-many-unsure"));
    const auto two = Person::base().yes("feel-ache").unsure("leg-cold-new").unsure("urine-cola").result();
    CHECK(two.fires("rf-many-unsure"));
    CHECK(two.urgency() == "emergency");
    CHECK(two.because("rf-many-unsure") == Ids{"leg-cold-new", "urine-cola"});
  }

  TEST_CASE("an unsure sign that is no emergency by itself is not counted") {
    const auto result = Person::base().unsure("heart-race-now").unsure("one-calf-bigger").unsure("fever-chills").result();
    CHECK_FALSE(result.fires("rf-one-unsure"));
  }

  TEST_CASE("declining the nerve screen counts as one, and with another doubt as two") {
    const auto declined = Person::base().decline("s-nerve").result();
    CHECK(declined.all().findings.unsure_emergencies == 1);
    CHECK(declined.fires("rf-one-unsure"));
    CHECK_FALSE(declined.fires("rf-many-unsure"));
    CHECK(declined.urgency() == "same-day");
    const auto two = Person::base().decline("s-nerve").unsure("leg-cold-new").result();
    CHECK(two.fires("rf-many-unsure"));
    CHECK(two.urgency() == "emergency");
  }

  TEST_CASE("declining a background screen counts as none") {
    const auto result = Person::base().yes("feel-ache").decline("s-risk-clot").none("s-preg").decline("s-risk-health").result();
    CHECK(result.all().findings.unsure_emergencies == 0);
    CHECK_FALSE(result.fires("rf-one-unsure"));
  }

  TEST_CASE("every unsure emergency sign is today at least, and an emergency where unsure counts as yes (INV-03)") {
    for (const auto item : pack().emergency_items) {
      const auto& finding = pack().findings[item];
      CAPTURE(finding.id);
      const auto urgency = Person::base().unsure(finding.id).result().urgency();
      CHECK(urgency == (finding.unsure == UnsurePolicy::kAsYes ? "emergency" : "same-day"));
      CHECK(Person::base().yes(finding.id).result().urgency() == "emergency");
    }
    CHECK(pack().emergency_items.size() == 26);
  }
}

TEST_SUITE("urgency") {
  TEST_CASE("the result is the most urgent rule's, and all rules are listed with the most urgent first") {
    const auto result = Person::base().yes("one-calf-bigger").yes("breath-trouble-new").yes("limp-new").result();
    CHECK(result.urgency() == "emergency");
    CHECK(result.route() == "ambulance");
    CHECK(result.fired().front() == "rf-lung-heart");
    CHECK(result.fires("rf-dvt-sign"));
    CHECK(result.fires("rf-limp"));
    const auto& flags = result.all().red_flags;
    for (std::size_t i = 1; i < flags.size(); ++i) CHECK(flags[i - 1].rung >= flags[i].rung);
  }

  TEST_CASE("of two emergencies the ambulance comes before the drive") {
    CHECK(Person::base().yes("urine-cola").result().route() == "ed-now");
    CHECK(Person::base().yes("urine-cola").yes("face-arm-speech").result().route() == "ambulance");
  }

  TEST_CASE("of two equal warnings the one that is sure comes before the doubtful one") {
    // A cold leg steps down to a call today; that one sign is in doubt is a call today for certain.
    CHECK(Person::base().unsure("leg-cold-new").result().fired() == Ids{"rf-one-unsure", "rf-cold-leg", "rf-unexplained"});
  }

  TEST_CASE("fewer days are more urgent") {
    CHECK(Person::base().yes("feel-ache").yes("worse-slow").result().urgency() == "soon 14");
    CHECK(Person::base().yes("feel-ache").yes("worse-slow").yes("pain-constant").result().urgency() == "soon 7");
    CHECK(Person::base().yes("feel-ache").yes("worse-slow").yes("worse-fast").result().urgency() == "soon 2");
  }

  TEST_CASE("a cause that fits well cancels no warning (INV-09)") {
    auto person = Person::base();
    for (const char* finding : {"feel-cramp", "cramp-hard", "cramp-sore-after", "cramp-stretch-stops", "cramp-under-10min", "z-calf",
                                "side-swaps", "sev-7-10", "sleep-some", "nights-rare", "dur-2-6w"}) {
      person.yes(finding);
    }
    CHECK(person.result().fit("night-cramps") == "well");
    CHECK(person.result().urgency() == "routine");
    person.yes("one-calf-bigger");
    CHECK(person.result().fit("night-cramps") == "well");
    CHECK(person.result().urgency() == "same-day");
  }

  TEST_CASE("each safety item alone gives an adult what the dossier says, a few of each kind") {
    const std::vector<std::pair<std::string, std::string>> alone = {
        {"heart-race-now", "same-day"}, {"cant-weight-bear", "same-day"}, {"limp-new", "soon 7"}, {"unsteady-new", "soon 2"},
        {"veins-new-surface", "soon 14"}, {"both-legs-swollen-new", "soon 7"}, {"fever-chills", "soon 2"}, {"foot-sore-open", "soon 7"},
        {"lump-growing", "soon 14"}, {"head-jaw-scalp", "soon 7"}, {"diabetes", "routine"}, {"injury-recent", "routine"},
        {"jaw-locked", "emergency"}, {"cast-tight", "emergency"}, {"vein-bleeding", "emergency"}};
    for (const auto& [finding, urgency] : alone) CHECK_MESSAGE(Person::base().yes(finding).result().urgency() == urgency, finding);
  }

  TEST_CASE("while waiting: lines at same-day, and only there") {
    CHECK_FALSE(Person::base().yes("one-calf-bigger").result().all().while_waiting.empty());
    CHECK(Person::base().yes("chest-pain-new").yes("one-calf-bigger").result().all().while_waiting.empty());
    CHECK(Person::base().yes("limp-new").result().all().while_waiting.empty());
    const auto lines = Person::base().yes("skin-spreading").result().all().while_waiting;
    REQUIRE(lines.size() == 1);
    CHECK(pack().while_waiting[lines[0]].id == "wait-skin");
    // A rule that no line names gets the line for all others.
    const auto other = Person::base().yes("very-unwell").result().all().while_waiting;
    REQUIRE(other.size() == 1);
    CHECK(pack().while_waiting[other[0]].id == "wait-other");
  }
}

TEST_SUITE("what implementers get wrong") {
  TEST_CASE("1: no rule, and no group that a rule uses, has a NOT") {
    std::function<void(const Expression&)> look = [&](const Expression& e) {
      CHECK(e.op != Expression::Op::kNot);
      CHECK(e.op != Expression::Op::kNo);
      if (e.op == Expression::Op::kGroup) walk(pack().groups[e.index].is, look);
    };
    for (const auto& rule : pack().rules) walk(rule.when, look);
    for (const auto& item : pack().wells) walk(item.when, look);
  }

  TEST_CASE("2: each rule is looked at three times, and the first pass that fires decides its urgency") {
    CHECK(Person::base().yes("skin-pain-extreme").result().urgency_of("rf-flesh-infection") == "emergency");     // A1
    CHECK(Person::base().unsure("skin-black-blister").result().urgency_of("rf-flesh-infection") == "emergency");  // A2
    CHECK(Person::base().unsure("skin-pain-extreme").result().urgency_of("rf-flesh-infection") == "same-day");    // A3
    CHECK(Person::base().result().urgency_of("rf-flesh-infection") == "");
  }

  TEST_CASE("3: what was not ticked is a no only once the screen was answered") {
    // Every criterion of growing pains needs its no said: the same child without the injury screen keeps the floor.
    CHECK_FALSE(growing_child().result().fires("rf-child-floor"));
    CHECK(growing_child().forget("s-injury").result().fires("rf-child-floor"));
    CHECK(growing_child().forget("s-injury").so_far().status("limp-new") == Status::kUnasked);
    CHECK(growing_child().forget("t-nights").result().fires("rf-child-floor"));
    CHECK(Person::base().so_far().status("kidney-disease") == Status::kUnasked);
  }

  TEST_CASE("4: the Wells sum only raises") {
    const auto one = Person::base().yes("feel-ache").yes("side-left-only").yes("z-calf").yes("dur-over-3m").yes("cancer-active");
    CHECK_FALSE(Person(one).result().fires("rf-dvt-likely"));
    CHECK(Person(one).yes("clot-before").result().fires("rf-dvt-likely"));
    // A low sum takes nothing away, whatever else explains the calf and however little the tape shows.
    CHECK(Person::base().yes("one-calf-bigger").result().urgency() == "same-day");
    auto taped = Person::base().yes("one-calf-bigger").answers();
    taped[static_cast<std::size_t>(pack().find_question("s-calf-measure"))] = {
        .kind = Answer::Kind::kGiven, .number = 0, .has_number = true};
    CHECK(Outcome(pack(), taped, Missing::kUnsure).urgency() == "same-day");
    for (const auto& item : pack().wells) CHECK(item.points > 0);
  }

  TEST_CASE("4b: the Wells sum is worked out afresh in each pass") {
    // calf-sore-deep is step-down, cancer-active is as-yes.
    const auto doubtful = Person::base().unsure("calf-sore-deep").yes("cancer-active").result();
    CHECK(doubtful.steps_down("rf-dvt-likely"));
    CHECK(doubtful.urgency_of("rf-dvt-likely") == "soon 2");
    const auto cautious = Person::base().yes("calf-sore-deep").unsure("cancer-active").result();
    CHECK_FALSE(cautious.steps_down("rf-dvt-likely"));
    CHECK(cautious.urgency_of("rf-dvt-likely") == "same-day");
  }

  TEST_CASE("5: one painful calf without any swelling can need to be seen today") {
    const auto calf = Person::base().yes("feel-ache").yes("side-right-only").yes("z-calf").yes("dur-under-2w");
    CHECK(Person(calf).result().urgency() == "soon 14");
    CHECK(Person(calf).yes("travel-3h").result().urgency() == "same-day");
    CHECK(Person(calf).yes("travel-3h").result().fires("rf-dvt-pain-other-risk"));
    CHECK(Person(calf).yes("surgery-12w").result().fires("rf-dvt-pain-strong-risk"));
    CHECK(Person(calf).yes("dur-over-3m").yes("travel-3h").result().urgency() == "soon 14");
  }

  TEST_CASE("6: foot pain that eases when the leg hangs down is a warning, more so with artery risks") {
    CHECK(Person::base().yes("foot-pain-hang-down").result().urgency() == "soon 2");
    CHECK(Person::base().yes("foot-pain-hang-down").yes("smoke-now").result().urgency() == "same-day");
    CHECK(Person::base().yes("foot-pain-hang-down").yes("age-65-79").result().fires("rf-rest-pain"));
    // The same from the relief question, where the foot hurts.
    auto relief = Person::base().yes("age-65-79").yes("feel-ache").yes("relief-hang-down");
    CHECK_FALSE(Person(relief).yes("z-calf").result().fires("rf-rest-pain"));
    CHECK(Person(relief).yes("z-toes").result().fires("rf-rest-pain"));
    // Nothing that presses, warms or raises the leg is suggested.
    const auto actions = Person::base().yes("feel-ache").yes("act-new-3d").yes("worst-after-activity").yes("foot-pain-hang-down").result();
    for (const char* action : {"sc-compression", "sc-massage", "sc-raise-legs", "sc-warm"}) CHECK_FALSE(actions.suggests(action));
  }

  TEST_CASE("7: hide-if counts unsure as true, while scoring counts it as nothing") {
    // Tired muscles: warmth is suggested.
    const auto tired = Person::base().yes("feel-ache").yes("act-new-3d").yes("worst-after-activity").yes("depth-muscle").yes("side-both-same")
                           .yes("trend-better").yes("dur-under-2w").yes("relief-massage-heat");
    CHECK(Person(tired).result().fit("muscle-overuse") == "well");
    CHECK(Person(tired).result().suggests("sc-massage"));
    // Not sure of new surface veins: massage goes, although the rule is far from an emergency.
    const auto unsure = Person(tired).unsure("veins-new-surface").result();
    CHECK(unsure.urgency() == "routine");
    CHECK_FALSE(unsure.suggests("sc-massage"));
    CHECK(Person(tired).no("veins-new-surface").result().suggests("sc-massage"));
    // A missing safety screen hides too, and so does a declined one.
    CHECK_FALSE(Person(tired).forget("s-one-leg").so_far().suggests("sc-massage"));
    CHECK_FALSE(Person(tired).decline("s-risk-health").result().suggests("sc-massage"));
    // Scoring: an unsure row gives no points.
    const auto doubtful = Person(tired).not_sure("p-depth").not_sure("p-side").not_sure("t-worst").result();
    CHECK(doubtful.pattern("muscle-overuse").net == Person(tired).result().pattern("muscle-overuse").net - 2 - 1 - 3);
    // And none against.
    CHECK(Person(tired).not_sure("t-stiff").result().pattern("muscle-overuse").net == Person(tired).result().pattern("muscle-overuse").net);
    CHECK(Person(tired).yes("stiff-over-45").result().pattern("muscle-overuse").net ==
          Person(tired).result().pattern("muscle-overuse").net - 2);
  }

  TEST_CASE("8: a child is never below 7 days unless every growing-pains criterion is met, and a toddler never below 2") {
    CHECK(growing_child().result().urgency() == "routine");
    CHECK(growing_child().result().fit("growing-pains") == "well");
    // Each criterion once not met, not sure or not asked.
    for (const char* question : {"l-child-gaps", "l-child-morning", "p-side", "t-worst", "p-zones"}) {
      CAPTURE(question);
      CHECK(growing_child().forget(question).result().fires("rf-child-floor"));
      CHECK(growing_child().forget(question).result().rung() >= 3);
    }
    for (const char* question : {"l-child-gaps", "l-child-morning", "p-side", "t-worst"}) {
      CHECK(growing_child().not_sure(question).result().fires("rf-child-floor"));
    }
    for (const char* finding : {"worse-slow", "injury-recent", "very-pale-tired", "nights-5-7", "depth-joint", "limp-new"}) {
      CHECK_MESSAGE(growing_child().yes(finding).result().fires("rf-child-floor"), finding);
    }
    CHECK(growing_child().yes("age-13-17").result().fires("rf-child-floor"));
    CHECK(growing_child().forget("l-child-morning").result().urgency() == "soon 7");
    CHECK(growing_child().forget("l-child-morning").result().because("rf-child-floor") == Ids{"age-3-8"});
    CHECK(growing_child().yes("age-0-2").result().urgency() == "soon 2");
    CHECK_FALSE(Person::base().yes("feel-ache").result().fires("rf-child-floor"));
  }

  TEST_CASE("9: the unexplained floor ignores every safety answer but the age") {
    // Age 13 and over aside, thirst and the like give points to patterns; the floor does not see them.
    auto person = Person::base().yes("feel-other").yes("side-both-same").yes("dur-2-6w");
    CHECK(Person(person).result().fires("rf-unexplained"));
    CHECK(Person(person).result().urgency() == "routine");
    // Age counts: a sore knee at 25 explains too little, at 65 enough.
    auto knee = Person::base().yes("feel-ache").yes("z-knee-front");
    CHECK(Person(knee).result().fires("rf-unexplained"));
    CHECK_FALSE(Person(knee).yes("age-65-79").result().fires("rf-unexplained"));
    auto explained = Person::base().yes("feel-ache").yes("act-new-3d").yes("worst-after-activity");
    CHECK_FALSE(Person(explained).result().fires("rf-unexplained"));
    // trend-better is worth 2 points for tired muscles: without it the net is 2, with it 4, and the floor stays.
    auto trend = Person::base().yes("feel-ache").yes("side-swaps").yes("trend-better");
    CHECK(Person(trend).result().pattern("muscle-overuse").net >= 3);
    CHECK(Person(trend).result().fires("rf-unexplained"));
  }

  TEST_CASE("9a: a pattern explains the legs from net 3, and only while its gate is open") {
    CHECK(Person::base().yes("feel-ache").result().fires("rf-unexplained"));
    CHECK_FALSE(Person::base().yes("feel-ache").yes("dur-under-2w").result().fires("rf-unexplained"));
    CHECK(Person::base().yes("feel-other").yes("act-new-3d").yes("worst-after-activity").result().fires("rf-unexplained"));
  }

  TEST_CASE("9b: age alone explains nothing") {
    auto old = Person::base().yes("age-80-plus").yes("feel-other").yes("side-both-same");
    CHECK(Person(old).result().fires("rf-unexplained"));
    CHECK(Person(old).result().fit("ageing") == "none");
    CHECK(Person(old).result().listed(Pattern::Kind::kContributor).empty());
  }

  TEST_CASE("10: restless legs fit well only with all five criteria") {
    CHECK(four_of_five().result().fit("restless-legs") != "well");
    CHECK_FALSE(four_of_five().result().pattern("restless-legs").meets);
    CHECK(four_of_five().result().fires("rf-rls-likely"));
    const auto five = four_of_five().yes("rls-returns-when-still").result();
    CHECK(five.fit("restless-legs") == "well");
    CHECK(five.pattern("restless-legs").meets);
    for (const char* question : {"c-urge-rest", "c-urge-move", "c-urge-evening"}) {
      CHECK_MESSAGE(four_of_five().yes("rls-returns-when-still").not_sure(question).result().fit("restless-legs") != "well", question);
    }
  }
}

TEST_SUITE("patterns") {
  TEST_CASE("a pattern whose gate is closed is not scored") {
    const auto result = Person::base().yes("feel-other").yes("act-new-3d").yes("worst-after-activity").result();
    CHECK(result.fit("muscle-overuse") == "none");
    CHECK(result.pattern("muscle-overuse").net == 0);
    CHECK(result.ids(result.pattern("muscle-overuse").rows_for).empty());
  }

  TEST_CASE("the rows of a fit are the person's own answers, for and against") {
    const auto result = Person::base().yes("feel-ache").yes("act-new-3d").yes("side-left-only").yes("worse-fast").result();
    const auto& fit = result.pattern("muscle-overuse");
    CHECK(result.ids(fit.rows_for) == Ids{"act-new-3d", "feel-ache"});
    CHECK(result.ids(fit.rows_against) == Ids{"worse-fast", "side-left-only"});
    CHECK(fit.net == 3 + 2 - 2 - 1);
    // A part of a row that is not true as a whole is no reason: the urge alone is not @rls-four.
    const auto urge = Person::base().yes("feel-ache").yes("feel-urge").result();
    CHECK(urge.ids(urge.pattern("muscle-overuse").rows_against).empty());
  }

  TEST_CASE("partly starts at net 3 for a cause and at net 2 for a contributor") {
    const auto cause = [](int net) {
      auto person = Person::base().yes("feel-ache");  // 2
      if (net >= 3) person.yes("dur-under-2w");       // 1
      return person.result();
    };
    CHECK(cause(2).pattern("muscle-overuse").net == 2);
    CHECK(cause(2).fit("muscle-overuse") == "none");
    CHECK(cause(3).pattern("muscle-overuse").net == 3);
    CHECK(cause(3).fit("muscle-overuse") == "partly");
    const auto one = Person::base().yes("feel-cramp").yes("fluids-low").result();
    CHECK(one.pattern("dehydration-electrolytes").net == 1);
    CHECK(one.fit("dehydration-electrolytes") == "none");
    const auto two = Person::base().yes("feel-cramp").yes("heat-sweat").result();
    CHECK(two.pattern("dehydration-electrolytes").net == 2);
    CHECK(two.fit("dehydration-electrolytes") == "partly");
  }

  TEST_CASE("well needs 7 points, a strong row and net 5") {
    // 2 + 2 + 2 + 2 without a strong row.
    auto weak = Person::base().yes("feel-ache").yes("depth-muscle").yes("trend-better").yes("worse-use");
    CHECK(Person(weak).result().pattern("muscle-overuse").net == 8);
    CHECK(Person(weak).result().fit("muscle-overuse") == "partly");
    // 3 + 2 + 2 with one.
    auto strong = Person::base().yes("feel-ache").yes("depth-muscle").yes("act-new-3d");
    CHECK(Person(strong).result().pattern("muscle-overuse").net == 7);
    CHECK(Person(strong).result().fit("muscle-overuse") == "well");
    // 2 against leaves 5, 3 against leaves 4.
    CHECK(Person(strong).yes("worse-fast").result().fit("muscle-overuse") == "well");
    CHECK(Person(strong).yes("pain-constant").result().fit("muscle-overuse") == "partly");
    // 6 points are too few.
    auto six = Person::base().yes("feel-ache").yes("act-new-3d").yes("relief-rest");
    CHECK(Person(six).result().pattern("muscle-overuse").net == 6);
    CHECK(Person(six).result().fit("muscle-overuse") == "partly");
  }

  TEST_CASE("what is still open can become more, and is named") {
    const auto result = Person::base().yes("feel-ache").not_sure("t-duration").result();
    const auto& fit = result.pattern("muscle-overuse");
    CHECK(fit.fit == Fit::kNone);
    CHECK(fit.could_become == Fit::kWell);
    const auto unknown = result.ids(fit.unknown);
    CHECK(std::find(unknown.begin(), unknown.end(), "act-new-3d") != unknown.end());
    CHECK(std::find(unknown.begin(), unknown.end(), "dur-under-2w") != unknown.end());
    CHECK(std::find(unknown.begin(), unknown.end(), "trend-better") == unknown.end());  // was answered no
    // What only opens the gate is named as well.
    const auto gate = Person::base().forget("c-feel").so_far();
    CHECK(gate.ids(gate.pattern("night-cramps").unknown).front() == "feel-cramp");
    // Cramp questions are hidden for somebody without cramps: night cramps cannot become anything.
    CHECK(result.pattern("night-cramps").could_become == Fit::kNone);
  }

  TEST_CASE("what was not asked or not said may still turn out to be a no") {
    // Growing pains ask for many a plain no; one that is missing keeps the fit open, one that is a yes closes it.
    const auto could = [](const Outcome& outcome) { return std::string(name_of(outcome.pattern("growing-pains").could_become)); };
    CHECK(growing_child().forget("s-injury").so_far().fit("growing-pains") == "partly");
    CHECK(could(growing_child().forget("s-injury").so_far()) == "well");
    CHECK(could(growing_child().unsure("limp-new").result()) == "well");
    CHECK(could(growing_child().yes("limp-new").result()) == "partly");
  }

  TEST_CASE("a pattern offers its own actions first, and then those that name it, once each") {
    std::size_t more = 0;
    for (std::size_t p = 0; p < pack().patterns.size(); ++p) {
      const auto& pattern = pack().patterns[p];
      CAPTURE(pattern.id);
      REQUIRE(pattern.offers.size() >= pattern.actions.size());
      CHECK(std::equal(pattern.actions.begin(), pattern.actions.end(), pattern.offers.begin()));
      for (std::size_t a = 0; a < pack().actions.size(); ++a) {
        const auto& serves = pack().actions[a].serves;
        const bool names_it = std::find(serves.begin(), serves.end(), p) != serves.end();
        const auto times = std::count(pattern.offers.begin(), pattern.offers.end(), a);
        CHECK(times <= 1);
        if (names_it) CHECK(times == 1);
      }
      more += pattern.offers.size() - pattern.actions.size();
    }
    CHECK(more > 0);
  }

  TEST_CASE("no more than five actions are suggested, the best evidence first, and none above soon") {
    auto person = Person::base().yes("feel-ache").yes("act-new-3d").yes("worst-after-activity").yes("depth-muscle").yes("trend-better");
    const auto actions = Person(person).result().all().actions;
    CHECK(actions.size() == 5);
    for (std::size_t i = 1; i < actions.size(); ++i) CHECK(pack().actions[actions[i - 1]].grade <= pack().actions[actions[i]].grade);
    CHECK(Person(person).yes("one-calf-bigger").result().actions().empty());
    CHECK(Person(person).yes("chest-pain-new").result().actions().empty());
    CHECK_FALSE(Person(person).yes("limp-new").result().actions().empty());
  }
}

}  // namespace
}  // namespace nightlegs::test
