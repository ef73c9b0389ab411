// pack_test.cpp - what the loader says of a broken pack, and what the check says of a poor one.
// Each case takes the real content and breaks it in one place.
#include <doctest/doctest.h>

#include "content.hpp"
#include "nightlegs/sha256.hpp"

namespace nightlegs::test {
namespace {

/// The faults that the check finds in the real pack broken in one place. REQUIRES: it still loads.
Errors faults_of(const std::string& text) {
  const auto loaded = load_pack(text);
  REQUIRE_MESSAGE(loaded, sentences(loaded ? Errors{} : loaded.errors()));
  return check_pack(*loaded, nullptr);
}

TEST_SUITE("pack") {
  TEST_CASE("the content has the dossier's counts") {
    CHECK(pack().questions.size() == 49);
    CHECK(pack().findings.size() == 316);
    CHECK(pack().groups.size() == 33);
    CHECK(pack().first_floor == 144);
    CHECK(pack().rules.size() == 144 + 2);
    CHECK(pack().patterns.size() == 25);
    CHECK(pack().actions.size() == 38);
    CHECK(pack().ladder.size() == 7);
    CHECK(pack().wells.size() == 9);
    CHECK(pack().review_state == "not-reviewed");
  }

  TEST_CASE("the content has no faults") {
    const auto words = load_words(pack(), words_text(), "en.json");
    REQUIRE_MESSAGE(words, sentences(words ? Errors{} : words.errors()));
    const auto faults = check_pack(pack(), &*words);
    CHECK_MESSAGE(faults.empty(), sentences(faults));
  }

  TEST_CASE("the fingerprint is the start of the bundle's SHA-256, and changes with one letter") {
    CHECK(pack().fingerprint == sha256(bundle()).substr(0, 16));
    const auto other = load_pack(broken("=== about.json", "\"2026-", "\"2027-"));
    REQUIRE(other);
    CHECK(other->fingerprint != pack().fingerprint);
  }

  TEST_CASE("SHA-256 gives the published digests") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    // Around the edges of a block of 64 bytes.
    CHECK(sha256(std::string(55, 'x')) == "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072");
    CHECK(sha256(std::string(56, 'x')) == "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e");
    CHECK(sha256(std::string(64, 'x')) == "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c");
  }
}

TEST_SUITE("pack errors") {
  TEST_CASE("an unknown finding in a rule is named with its place and the nearest right one") {
    const auto errors = errors_of(broken("\"rf-dvt-sign\"", "one-calf-bigger", "calf-bigger"));
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].code == "pack.unknown_finding");
    CHECK(errors[0].where == "red-flags.json /rules/33/when");
    CHECK(errors[0].what == "unknown finding `calf-bigger`; nearest: `one-calf-bigger`");
  }

  TEST_CASE("an unknown group is named with the nearest right one") {
    CHECK_ERROR(errors_of(broken("\"rf-dvt-likely\"", "@one-leg-only", "@one-leg")), "pack.unknown_group",
                "red-flags.json /rules/32/when", "unknown group `@one-leg`; nearest: `@one-leg-only`");
  }

  TEST_CASE("every error is listed at once, each with its place") {
    auto text = broken("\"rf-dvt-sign\"", "one-calf-bigger", "calf-bigger");
    text = with(text, "\"rf-stroke\"", "face-arm-speech", "face-arm-speach");
    text = with(text, "\"id\": \"venous\"", "\"cause\"", "\"reason\"");
    const auto errors = errors_of(text);
    CHECK(errors.size() == 3);
    CHECK_ERROR(errors, "pack.unknown_finding", "red-flags.json /rules/2/when", "nearest: `face-arm-speech`");
    CHECK_ERROR(errors, "pack.unknown_finding", "red-flags.json /rules/33/when", "nearest: `one-calf-bigger`");
    CHECK_ERROR(errors, "pack.unknown_value", "patterns.json /patterns/4/kind", "one of: cause, contributor");
  }

  TEST_CASE("more options than numbers to tell them apart are refused, never mixed up") {
    std::string many;
    for (int q = 0; q < 2049; ++q) {
      const auto id = std::to_string(q);
      many += "{\"id\": \"many-" + id + "\", \"block\": \"safety\", \"type\": \"multiple\", \"options\": [";
      for (int o = 0; o < 32; ++o) many += std::string(o ? "," : "") + "{\"id\": \"many-" + id + "-" + std::to_string(o) + "\"}";
      many += "]},\n";
    }
    const auto errors = errors_of(with(bundle(), "=== questions.json", "\"questions\": [", "\"questions\": [" + many));
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].code == "pack.too_many");
  }

  TEST_CASE("two unknown findings in one rule are both listed") {
    const auto errors = errors_of(broken("\"rf-sepsis\"", "very-unwell, fever-chills", "very-unwel, fever-chill"));
    CHECK_ERROR(errors, "pack.unknown_finding", "red-flags.json /rules/6/when", "`very-unwel`; nearest: `very-unwell`");
    CHECK_ERROR(errors, "pack.unknown_finding", "red-flags.json /rules/6/when", "`fever-chill`; nearest: `fever-chills`");
  }

  TEST_CASE("a figure that nobody could hold, or that has no end, is named with its place") {
    const auto posed = [](const std::string& old, const std::string& now) { return errors_of(broken("=== actions.json", old, now)); };
    const std::string first = "actions.json /actions/0/poses/0/postures/0/";
    CHECK_ERROR(posed("\"trunk\": 10", "\"trunk\": 181"), "pack.angle", first + "trunk", "-180 to 180");
    CHECK_ERROR(posed("\"trunk\": 10", "\"trunk\": -181"), "pack.angle", first + "trunk", "-180 to 180");
    CHECK_ERROR(posed("\"trunk\": 10", "\"trunk\": 10, \"seconds\": 3601"), "pack.count", first + "seconds", "0 to 3600");
    CHECK_ERROR(posed("\"trunk\": 10", "\"trunk\": 10, \"seconds\": -1"), "pack.count", first + "seconds", "0 to 3600");
    CHECK_ERROR(posed("\"steps\": [1, 2]", "\"steps\": [0, 2]"), "pack.step", first + "steps/0", "counted from 1");
    CHECK_ERROR(posed("\"with\": [\"towel\"]", "\"with\": [\"ball\"]"), "pack.unknown_word", "actions.json /actions/0/poses/0/with/0", "roller");
    CHECK_ERROR(posed("\"id\": \"foot\"", "\"id\": \"calf\""), "pack.duplicate_id", "actions.json /actions/0/poses/1", "`calf` is used twice");
    CHECK_ERROR(posed("\"postures\": [", "\"postures\": [], \"moves\": ["), "pack.no_posture", "actions.json /actions/0/poses/0", "one posture");
  }

  TEST_CASE("an id used twice is an error") {
    CHECK_ERROR(errors_of(broken("=== questions.json", "\"chest-pain-new\"", "\"breath-trouble-new\"")), "pack.duplicate_id",
                "questions.json /questions/0/options/1/id", "`breath-trouble-new` is used twice");
    CHECK_ERROR(errors_of(broken("=== questions.json", "\"id\": \"s-injury\"", "\"id\": \"s-now\"")), "pack.duplicate_id",
                "questions.json /questions/2/id", "`s-now` is used twice");
    CHECK_ERROR(errors_of(broken("=== red-flags.json", "\"id\": \"rf-stroke\"", "\"id\": \"rf-lung-heart\"")), "pack.duplicate_id",
                "red-flags.json /rules/2/id", "`rf-lung-heart` is used twice");
    CHECK_ERROR(errors_of(broken("=== groups.json", "{\"id\": \"@child-teen\"", "{\"id\": \"@child\"")), "pack.duplicate_id",
                "groups.json /groups/1/id", "`@child` is used twice");
    CHECK_ERROR(errors_of(broken("=== actions.json", "\"id\": \"sc-calf-wall\"", "\"id\": \"sc-cramp-rescue\"")), "pack.duplicate_id",
                "actions.json /actions/1/id", "`sc-cramp-rescue` is used twice");
  }

  TEST_CASE("an id of other letters is an error") {
    CHECK_ERROR(errors_of(broken("=== red-flags.json", "\"id\": \"rf-stroke\"", "\"id\": \"rf stroke\"")), "pack.bad_id",
                "red-flags.json /rules/2/id", "letters, digits and - only");
    CHECK_ERROR(errors_of(broken("=== groups.json", "{\"id\": \"@both-legs\"", "{\"id\": \"both-legs\"")), "pack.bad_id",
                "groups.json /groups/6/id", "starts with @");
  }

  TEST_CASE("NOT is refused in a red flag") {
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "ANY(face-arm-speech)", "ALL(face-arm-speech, NOT(blood-thinner))")),
                "pack.not_in_rule", "red-flags.json /rules/2/when", "may not use NOT");
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "ANY(face-arm-speech)", "ALL(face-arm-speech, NO(blood-thinner))")),
                "pack.not_in_rule", "red-flags.json /rules/2/when", "may not use NOT or NO");
  }

  TEST_CASE("NOT is refused in a hide-if, where doubt would show what it must hide") {
    CHECK_ERROR(errors_of(broken("\"sc-calf-wall\",\n      \"kind\"", "\"hide_if\": \"ANY(@dvt-sign, ", "\"hide_if\": \"ANY(NOT(trend-better), ")),
                "pack.not_in_rule", "actions.json /actions/1/hide_if", "a hide-if may not use NOT");
  }

  TEST_CASE("NOT is refused in a group that a red flag uses, also through another group") {
    CHECK_ERROR(errors_of(broken("\"@ill\"", "ANY(fever-chills, ", "ANY(NOT(trend-better), fever-chills, ")), "pack.not_in_rule",
                "red-flags.json /rules/1/when", "not even in `@ill`");
    // @art-risk uses @age-50-plus.
    CHECK_ERROR(errors_of(broken("\"@age-50-plus\"", "ANY(age-50-64, ", "ANY(NOT(age-0-2), age-50-64, ")), "pack.not_in_rule",
                "red-flags.json /rules/50/when", "not even in `@age-50-plus`");
  }

  TEST_CASE("NOT is refused in a Wells item, and so is one that subtracts") {
    CHECK_ERROR(errors_of(broken("\"W1\"", "\"cancer-active\"", "\"NOT(cancer-active)\"")), "pack.not_in_rule",
                "red-flags.json /wells/0/when", "may not use NOT");
    CHECK_ERROR(errors_of(broken("\"W1\"", "\"points\": 1", "\"points\": -2")), "pack.wells", "red-flags.json /wells/0",
                "adds points");
  }

  TEST_CASE("a rule without a condition is an error, never a rule for all or for none") {
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "\"when\": \"ANY(face-arm-speech)\", ", "")), "pack.no_condition",
                "red-flags.json /rules/2", "without a condition");
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "\"ANY(face-arm-speech)\"", "\"\"")), "pack.no_condition",
                "red-flags.json /rules/2", "without a condition");
  }

  TEST_CASE("a group that contains itself is an error") {
    CHECK_ERROR(errors_of(broken("\"@young\"", "ANY(@child, age-18-24)", "ANY(@young, age-18-24)")), "pack.circular_group",
                "groups.json /groups/2", "`@young` contains itself");
    auto text = broken("\"@dvt-risk-strong\"", "ANY(pregnant, ", "ANY(@dvt-risk, pregnant, ");
    CHECK_ERROR(errors_of(text), "pack.circular_group", "groups.json /groups/13", "`@dvt-risk-strong` contains itself");
  }

  TEST_CASE("a rule without any rule language in it is told with the character where it stops") {
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "ANY(face-arm-speech)", "ANY(face-arm-speech")), "rule.syntax",
                "red-flags.json /rules/2/when", "expected ',' or ')', at character 20");
  }

  TEST_CASE("an unknown tier is an error that lists the right ones") {
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "\"emergency\"", "\"urgent\"")), "pack.unknown_value",
                "red-flags.json /rules/2/tier", "one of: routine, soon, same-day, emergency");
  }

  TEST_CASE("days that are not on the ladder are an error") {
    CHECK_ERROR(errors_of(broken("\"rf-worse-fast\"", "\"within_days\": 2", "\"within_days\": 3")), "pack.no_rung",
                "red-flags.json /rules/71", "no such rung on the ladder: soon 3");
  }

  TEST_CASE("a route that does not belong to the tier is an error") {
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "\"ambulance\"", "\"taxi\"")), "pack.route", "red-flags.json /rules/2",
                "\"taxi\" does not belong to emergency");
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "\"ambulance\"", "\"today\"")), "pack.route", "red-flags.json /rules/2",
                "\"today\" does not belong to emergency");
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "\"route\": \"ambulance\", ", "")), "pack.route", "red-flags.json /rules/2",
                "does not belong to emergency");
  }

  TEST_CASE("a ladder without a rung is an error at every rule, and ends nothing") {
    const auto text = bundle();
    const auto from = text.find("\"ladder\": [") + 11, to = text.find("]", from);
    CHECK_ERROR(errors_of(text.substr(0, from) + text.substr(to)), "pack.no_rung", "red-flags.json /rules/0", "emergency");
  }

  TEST_CASE("a scale whose bands leave a gap, overlap or end too soon is an error") {
    const std::string where = "questions.json /questions/" + std::to_string(pack().find_question("t-severity"));
    for (const auto& [old, now] : std::vector<std::pair<std::string, std::string>>{
             {"\"to\": 3", "\"to\": 2"}, {"\"from\": 4", "\"from\": 3"}, {"\"to\": 10", "\"to\": 9"}, {"\"from\": 0", "\"from\": 1"}}) {
      CHECK_ERROR(errors_of(broken("\"id\": \"t-severity\"", old, now)), "pack.scale_gap", where, "without a gap");
    }
  }

  TEST_CASE("a ladder that does not go from the most urgent down is an error") {
    CHECK_ERROR(errors_of(broken("\"ladder\"", "\"within_days\": 7", "\"within_days\": 1")), "pack.ladder", "red-flags.json /ladder",
                "from the most urgent down");
  }

  TEST_CASE("a ladder longer than the program can hold is an error") {
    std::string many = "\"ladder\": [{\"tier\": \"emergency\"}, {\"tier\": \"same-day\"}";
    for (int days = 2; days < 16; ++days) many += ", {\"tier\": \"soon\", \"within_days\": " + std::to_string(days) + "}";
    CHECK_ERROR(errors_of(broken("=== red-flags.json", "\"ladder\": [\n    {\"tier\": \"emergency\"},\n    {\"tier\": \"same-day\"}", many)),
                "pack.ladder", "red-flags.json /ladder", "at most 15 rungs");
  }

  TEST_CASE("an unknown pattern, action, rule, source, block or option value is named with the nearest") {
    CHECK_ERROR(errors_of(broken("\"sc-cramp-rescue\"", "\"night-cramps\"", "\"night-cramp\"")), "pack.unknown_pattern",
                "actions.json /actions/0/serves/0", "`night-cramp`; nearest: `night-cramps`");
    CHECK_ERROR(errors_of(broken("\"id\": \"muscle-overuse\"", "\"sc-pacing\"", "\"sc-paceing\"")), "pack.unknown_action",
                "patterns.json /patterns/0/actions/0", "`sc-paceing`; nearest: `sc-pacing`");
    CHECK_ERROR(errors_of(broken("\"wait-clot\"", "\"rf-dvt-likely\"", "\"rf-dvt-likly\"")), "pack.unknown_rule",
                "red-flags.json /while_waiting/0/rules/0", "`rf-dvt-likly`; nearest: `rf-dvt-likely`");
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "\"S68\"", "\"S689\"")), "pack.unknown_source", "red-flags.json /rules/2/sources/0",
                "unknown source `S689`");
    CHECK_ERROR(errors_of(broken("\"id\": \"s-now\"", "\"safety\"", "\"safty\"")), "pack.unknown_block",
                "questions.json /questions/0/block", "`safty`; nearest: `safety`");
    CHECK_ERROR(errors_of(broken("\"id\": \"s-now\"", "\"as-yes\"", "\"as-no\"")), "pack.unknown_value",
                "questions.json /questions/0/options/0/unsure", "one of: ignore, step-down, as-yes");
    CHECK_ERROR(errors_of(broken("\"id\": \"muscle-overuse\"", "\"strong\"", "\"huge\"")), "pack.unknown_value",
                "patterns.json /patterns/0/for/0/strength", "one of: strong, moderate, weak");
    CHECK_ERROR(errors_of(broken("\"id\": \"sc-cramp-rescue\"", "\"grade\": \"C\"", "\"grade\": \"E\"")), "pack.unknown_value",
                "actions.json /actions/0/grade", "one of: A, B, C, D");
  }

  TEST_CASE("a skip that points nowhere is an error") {
    CHECK_ERROR(errors_of(broken("\"when_skipped\"", "\"if\": \"feel-urge\"", "\"if\": \"feel-urges\"")), "pack.unknown_finding",
                "questions.json /questions/16/when_skipped/if", "nearest: `feel-urge`");
  }

  TEST_CASE("a question with one option, or with more than 32, is an error") {
    CHECK_ERROR(errors_of(broken("\"id\": \"l-stage\"", "{\"id\": \"menopause-no\", \"noted_only\": true}", "")), "json.syntax", "questions.json",
                "line");
    std::string many = "\"options\": [";
    for (int i = 0; i < 33; ++i) many += "{\"id\": \"more-" + std::to_string(i) + "\"}, ";
    CHECK_ERROR(errors_of(broken("\"id\": \"x-stress\"", "\"options\": [", many)), "pack.many_options", "questions.json /questions/48",
                "at most 32 options");
    CHECK_ERROR(errors_of(broken("\"id\": \"s-now\"", "\"options\"", "\"optoins\"")), "pack.no_options", "questions.json /questions/0",
                "at least 2 options");
  }

  TEST_CASE("a misspelt key is named with the right one") {
    CHECK_ERROR(errors_of(broken("\"id\": \"s-now\"", "\"not_sure\"", "\"not_suer\"")), "json.unknown_key",
                "questions.json /questions/0", "unknown key \"not_suer\"; nearest: \"not_sure\"");
  }

  TEST_CASE("a missing key and a wrong type are errors with their place") {
    CHECK_ERROR(errors_of(broken("\"id\": \"muscle-overuse\"", "\"kind\": \"cause\",", "")), "json.missing", "patterns.json /patterns/0",
                "\"kind\" is missing");
    CHECK_ERROR(errors_of(broken("\"id\": \"s-now\"", "\"none\": true", "\"none\": \"yes\"")), "json.type",
                "questions.json /questions/0/none", "expected true or false, found a text");
    CHECK_ERROR(errors_of(broken("\"rf-worse-fast\"", "\"within_days\": 2", "\"within_days\": 2.5")), "json.range",
                "red-flags.json /rules/71/within_days", "whole number");
  }

  TEST_CASE("broken JSON is told with its line and column") {
    const auto errors = errors_of(broken("=== about.json", "\"format\": 1,", "\"format\": 1"));
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].code == "json.syntax");
    CHECK(errors[0].where == "about.json");
    CHECK(errors[0].what == "not valid JSON at line 4, column 11");
  }

  TEST_CASE("broken JSON in two files is told of both") {
    const auto errors = errors_of(with(broken("=== about.json", "{", "["), "=== sources.json", "{", "["));
    CHECK(errors.size() == 2);
    CHECK_ERROR(errors, "json.syntax", "about.json", "line");
    CHECK_ERROR(errors, "json.syntax", "sources.json", "line");
  }

  TEST_CASE("a key that stands twice is an error") {
    CHECK_ERROR(errors_of(broken("=== about.json", "\"format\": 1,", "\"format\": 1, \"format\": 1,")), "json.duplicate_key", "about.json",
                "\"format\"");
  }

  TEST_CASE("a file that is missing, there twice or not of a pack is an error") {
    const auto from = bundle().find("=== groups.json"), to = bundle().find("=== patterns.json");
    const auto groups = bundle().substr(from, to - from);
    auto without = bundle();
    CHECK_ERROR(errors_of(without.erase(from, groups.size())), "pack.missing_file", "groups.json", "missing");
    CHECK_ERROR(errors_of(bundle() + groups), "pack.duplicate_file", "groups.json", "twice");
    CHECK_ERROR(errors_of(bundle() + "=== more.json\n{}\n"), "pack.unknown_file", "more.json", "not a file of a pack");
    CHECK_ERROR(errors_of(bundle().substr(4)), "pack.bundle", "", "=== <file name>");
    CHECK(errors_of("").size() == 8);
  }

  TEST_CASE("a pack of another format is refused") {
    CHECK_ERROR(errors_of(broken("=== about.json", "\"format\": 1", "\"format\": 2")), "pack.format", "about.json /format",
                "reads format 1, the pack says 2");
  }

  TEST_CASE("a pack that calls itself reviewed names its reviewer and the date") {
    CHECK_ERROR(errors_of(broken("\"review\"", "\"not-reviewed\"", "\"reviewed\"")), "pack.review", "about.json /review",
                "names its reviewer");
    CHECK_ERROR(errors_of(broken("\"review\"", "\"not-reviewed\"", "\"good\"")), "pack.unknown_value", "about.json /review/state",
                "one of: not-reviewed, reviewed");
    CHECK(load_pack(broken("\"review\"", "\"not-reviewed\"", "\"reviewed\", \"by\": \"Dr A. Person\", \"date\": \"2026-12-01\"")));
  }

  TEST_CASE("what the code itself needs must be in the pack") {
    CHECK_ERROR(errors_of(broken("\"id\": \"growing-pains\"", "\"meets\"", "\"well_needs\"")), "pack.role", "patterns.json",
                "`growing-pains` with its `meets` is needed");
    CHECK_ERROR(errors_of(broken("=== groups.json", "\"@child\"", "\"@children\"")), "pack.role", "groups.json", "`@child` is needed");
    CHECK_ERROR(errors_of(broken("=== questions.json", "\"id\": \"s-age\"", "\"id\": \"s-years\"")), "pack.role", "questions.json",
                "`s-age` is needed");
  }

  TEST_CASE("a bundle that stops in its first line, a grade of other letters and an id of other signs are errors") {
    CHECK_ERROR(errors_of("=== about.json"), "pack.bundle", "", "must start with a line");
    CHECK_ERROR(errors_of(broken("\"id\": \"sc-calf-wall\"", "\"grade\": \"B\"", "\"grade\": \"BB\"")), "pack.unknown_value",
                "actions.json /actions/1/grade", "A, B, C, D");
    CHECK_ERROR(errors_of(broken("\"id\": \"sc-calf-wall\"", "\"grade\": \"B\"", "\"grade\": \"\"")), "pack.unknown_value",
                "actions.json /actions/1/grade", "A, B, C, D");
    CHECK_ERROR(errors_of(broken("\"id\": \"sc-calf-wall\"", "\"grade\": \"B\"", "\"grade\": \"!\"")), "pack.unknown_value",
                "actions.json /actions/1/grade", "A, B, C, D");
    CHECK_ERROR(errors_of(broken("\"actions\": [", "\"id\": \"sc-calf-wall\"", "\"id\": \"sc-calf~wall\"")), "pack.bad_id",
                "actions.json /actions/1/id", "is not an id");
    CHECK_ERROR(errors_of(broken("\"actions\": [", "\"id\": \"sc-calf-wall\"", "\"id\": \"sc-calf[wall\"")), "pack.bad_id",
                "actions.json /actions/1/id", "is not an id");
  }

  TEST_CASE("a second screen with emergency items may not offer prefer not to say") {
    CHECK_ERROR(errors_of(broken("\"id\": \"s-now\"", "\"none\": true", "\"none\": true, \"prefer_not\": true")), "pack.role",
                "questions.json", "only one screen with emergency items");
  }

  TEST_CASE("what UNSURE_COUNT counts must be a plain list of findings") {
    CHECK_ERROR(errors_of(broken("\"@emergency-items\"", "ANY(", "ALL(")), "pack.role", "groups.json", "must be a plain ANY of findings");
  }

  TEST_CASE("a rule nested too deep for its reasons to be told is an error") {
    CHECK_ERROR(errors_of(broken("\"rf-stroke\"", "ANY(face-arm-speech)",
                                 "ANY(face-arm-speech, ALL(jaw-locked, ANY(cough-blood, ALL(limp-new, ANY(urine-cola, ALL(cast-tight, vein-bleeding))))))")),
                "pack.too_deep", "rf-stroke", "make it two rules");
  }

  TEST_CASE("a pattern whose points do not fit a byte is an error") {
    CHECK_ERROR(errors_of(broken("\"scoring\"", "\"strong\": 3", "\"strong\": 200")), "pack.points", "patterns.json muscle-overuse",
                "more than 255 points");
  }

  TEST_CASE("a country without an emergency number is an error") {
    const auto from = bundle().find("[", bundle().find("\"numbers\""));
    const auto numbers = bundle().substr(from, bundle().find("]", from) + 1 - from);
    CHECK_ERROR(errors_of(broken("\"numbers\"", numbers, "[]")), "pack.no_number", "emergency-numbers.json /countries/0",
                "without an emergency number");
  }

  TEST_CASE("no pack that was cut off anywhere is half used") {
    for (std::size_t length = 0; length + 1 < bundle().size(); length += 997) CHECK_FALSE(load_pack(bundle().substr(0, length)));
  }
}

TEST_SUITE("pack check") {
  TEST_CASE("a question that no answers lead to is a fault") {
    CHECK_ERROR(faults_of(broken("\"id\": \"r-walk-rest\"", "\"walk-pain-yes\"", "\"ALL(walk-pain-yes, walk-pain-no)\"")),
                "check.unreachable_question", "questions.json /questions/35/show_when", "`r-walk-rest`");
  }

  TEST_CASE("what must be both true and not true leads nowhere, in either order") {
    for (const char* never : {"ALL(feel-ache, NOT(feel-ache))", "ALL(NOT(feel-ache), feel-ache)", "ALL(NOT(@muscle-symptom), feel-ache)",
                              "ALL(feel-ache, NO(@muscle-symptom))", "ALL(NO(@muscle-symptom), feel-ache)"}) {
      CAPTURE(never);
      CHECK_ERROR(faults_of(broken("\"id\": \"r-walk\"", "\"NOT(@child)\"", "\"" + std::string(never) + "\"")), "check.unreachable_question",
                  "questions.json /questions/34/show_when", "`r-walk`");
    }
  }

  TEST_CASE("a question whose condition is asked later is a fault") {
    CHECK_ERROR(faults_of(broken("\"id\": \"c-cramp\"", "\"feel-cramp\"", "\"ANY(feel-cramp, mood-low)\"")), "check.late_condition",
                "questions.json /questions/21/show_when", "`mood-low` is asked only after `c-cramp`");
  }

  TEST_CASE("a rule that no answers can fire is a fault") {
    CHECK_ERROR(faults_of(broken("\"rf-pmr\"", "ALL(@age-50-plus, ", "ALL(age-3-8, age-65-79, ")), "check.dead_rule", "red-flags.json rf-pmr",
                "no answers can make this rule fire");
    // The option is only offered to a child.
    CHECK_ERROR(faults_of(broken("\"rf-child-hip\"", "ALL(@child-teen, ", "ALL(age-65-79, ")), "check.dead_rule",
                "red-flags.json rf-child-hip", "no answers");
    CHECK_ERROR(faults_of(broken("\"rf-stroke\"", "ANY(face-arm-speech)", "ALL(face-arm-speech, COUNT(4; feel-ache, feel-cramp, feel-urge, feel-numb))")),
                "check.dead_rule", "red-flags.json rf-stroke", "no answers");
  }

  TEST_CASE("a finding that nothing reads is a fault unless it is meant to be noted only") {
    CHECK_ERROR(faults_of(broken("\"id\": \"s-who\"", "\"id\": \"for-self\", \"noted_only\": true", "\"id\": \"for-self\"")),
                "check.unread_finding", "questions.json s-who/for-self", "nothing reads `for-self`");
    CHECK_ERROR(faults_of(broken("\"id\": \"s-now\"", "\"id\": \"breath-trouble-new\"", "\"id\": \"breath-trouble-new\", \"noted_only\": true")),
                "check.read_after_all", "questions.json s-now/breath-trouble-new", "is read");
  }

  TEST_CASE("a pattern without an AGAINST row, without a FOR row or with a gate that never opens is a fault") {
    auto text = bundle();
    const auto pattern = text.find("\"id\": \"thyroid\"");
    REQUIRE(pattern != std::string::npos);
    const auto from = text.find("\"against\": [", pattern), to = text.find("\"actions\"", from);
    CHECK_ERROR(faults_of(text.substr(0, from) + "\"against\": [], " + text.substr(to)), "check.no_against", "patterns.json thyroid",
                "without an AGAINST row");
    const auto for_from = text.find("\"for\": [", pattern);
    CHECK_ERROR(faults_of(text.substr(0, for_from) + "\"for\": [], " + text.substr(from)), "check.no_for", "patterns.json thyroid",
                "without a FOR row");
    CHECK_ERROR(faults_of(with(text, "\"id\": \"thyroid\"", "\"gate\": \"", "\"gate\": \"ALL(age-0-2, age-3-8)\", \"meets\": \"")),
                "check.dead_gate", "patterns.json thyroid", "no answers can open");
  }

  TEST_CASE("an action that no pattern offers is a fault") {
    const std::string added = "\"actions\": [\n    {\"id\": \"sc-nothing\", \"kind\": \"habit\", \"serves\": [], \"grade\": \"D\", \"sources\": [\"S1\"]},";
    CHECK_ERROR(faults_of(broken("=== actions.json", "\"actions\": [", added)), "check.unused_action", "actions.json sc-nothing",
                "no pattern offers");
  }

  TEST_CASE("a rule, a pattern and an action without a source are faults") {
    CHECK_ERROR(faults_of(broken("\"rf-stroke\"", "[\"S68\"]", "[]")), "check.no_source", "red-flags.json rf-stroke", "without a source");
    CHECK_ERROR(faults_of(broken("\"id\": \"muscle-overuse\"", "[\"S1\", \"S57\", \"S58\", \"S59\", \"S63\"]", "[]")), "check.no_source",
                "patterns.json muscle-overuse", "without a source");
    CHECK_ERROR(faults_of(broken("\"id\": \"sc-cramp-rescue\"", "[\"S2\", \"S64\", \"S65\"]", "[]")), "check.no_source",
                "actions.json sc-cramp-rescue", "without a source");
  }
}

TEST_SUITE("words") {
  Errors words_errors(const std::string& text) {
    const auto words = load_words(pack(), text, "en.json");
    return words ? Errors{} : words.errors();
  }

  TEST_CASE("words that the pack needs and does not find are errors, all of them") {
    auto text = with(words_text(), "\"options\"", "\"breath-trouble-new\"", "\"breath-trouble-old\"");
    text = with(text, "\"rules\"", "\"rf-stroke\"", "\"rf-strike\"");
    const auto errors = words_errors(text);
    CHECK(errors.size() == 2);
    CHECK_ERROR(errors, "words.missing", "en.json /options", "no words for `breath-trouble-new`");
    CHECK_ERROR(errors, "words.missing", "en.json /rules", "no words for `rf-stroke`");
  }

  TEST_CASE("a route without words is an error") {
    auto text = words_text();
    const auto at = text.find("\"ambulance\": \"", text.find("\"routes\""));
    REQUIRE(at != std::string::npos);
    const auto from = at + 14, to = text.find('"', from);
    CHECK_ERROR(words_errors(text.erase(from, to - from)), "words.missing", "en.json /routes/ambulance", "empty");
  }

  TEST_CASE("an empty word and a wrong direction are errors") {
    CHECK_ERROR(words_errors(with(words_text(), "\"direction\"", "\"ltr\"", "\"up\"")), "words.direction", "en.json", "ltr or rtl");
    auto text = words_text();
    const auto at = text.find("\"label\": \"", text.find("\"breath-trouble-new\""));
    REQUIRE(at != std::string::npos);
    const auto from = at + 10, to = text.find('"', from);
    CHECK_ERROR(words_errors(text.erase(from, to - from)), "words.missing", "en.json /options/breath-trouble-new", "`label`");
  }

  TEST_CASE("words for what the pack does not have are a fault, with the nearest that it has") {
    const auto words = load_words(pack(), with(words_text(), "\"rules\"", "\"rf-stroke\"", "\"rf-strokes\": {\"say\": \"x\"}, \"rf-stroke\""), "en.json");
    REQUIRE(words);
    const auto faults = check_pack(pack(), &*words);
    CHECK(faults.size() == 1);
    CHECK_ERROR(faults, "words.unused", "en.json /rules/rf-strokes", "no `rf-strokes`; nearest: `rf-stroke`");
  }

  TEST_CASE("a pattern's picture shows the places that its words name, and no other") {
    const auto words = load_words(pack(), words_text(), "en.json");
    REQUIRE(words);
    const std::vector<std::pair<std::string, std::vector<std::string>>> kNouns = {
        {"z-low-back", {"low back", "spine"}}, {"z-buttock", {"bottom"}}, {"z-groin-hip", {"groin", "hips"}}, {"z-hip-outer", {"outer hip", "hips"}},
        {"z-thigh-front", {"front of thigh", "thighs", "thigh"}}, {"z-thigh-back", {"thighs", "thigh", "past the knee"}}, {"z-thigh-outer", {"outer thigh"}}, {"z-thigh-inner", {"inner thigh"}},
        {"z-knee-front", {"knee,", "knees,", "front of the knee"}}, {"z-knee-back", {"behind the knees"}},
        {"z-shin", {"shins", "between knee and ankle", "lower legs", "past the knee"}}, {"z-shin-outer", {"outer shin"}},
        {"z-calf", {"calf", "calves", "between knee and ankle", "lower legs", "past the knee"}}, {"z-ankle", {"ankle", "upward like socks"}},
        {"z-heel", {"heel", "upward like socks"}}, {"z-foot-top", {"feet", "foot"}}, {"z-sole", {"feet", "foot", "sole"}}, {"z-toes", {"toe", "small joints of feet"}}};
    int pictured = 0;
    for (const auto& pattern : pack().patterns) {
      INFO(pattern.id);
      std::string where = words->maybe({"patterns", pattern.id, "where"});
      CHECK(where.empty() == pattern.felt_often.empty());
      where += " " + words->maybe({"patterns", pattern.id, "feels"});
      for (char& letter : where) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
      for (const auto* places : {&pattern.felt_often, &pattern.felt_sometimes}) {
        for (const auto place : *places) {
          const auto& zone = pack().findings[place].id;
          const auto known = std::find_if(kNouns.begin(), kNouns.end(), [&](const auto& one) { return one.first == zone; });
          REQUIRE_MESSAGE(known != kNouns.end(), zone);
          CHECK_MESSAGE(std::any_of(known->second.begin(), known->second.end(), [&](const auto& noun) { return where.find(noun) != std::string::npos; }), zone, ": ", where);
          ++pictured;
        }
      }
    }
    CHECK(pictured > 50);
  }

  TEST_CASE("a word of the program that is missing shows its key") {
    const auto words = load_words(pack(), words_text(), "en.json");
    REQUIRE(words);
    CHECK(words->ui("no-such-word") == "[[no-such-word]]");
    CHECK(words->maybe({"no", "such"}) == "");
  }

  TEST_CASE("a name in braces is filled in wherever it stands") {
    CHECK(filled("{n} of {of}, {n}", "n", "3") == "3 of {of}, 3");
    CHECK(filled("{n}", "n", "{n}") == "{n}");
  }
}

}  // namespace
}  // namespace nightlegs::test
