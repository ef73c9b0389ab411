// saved_test.cpp - checks as text: out and back, and everything that must be refused.
#include "content.hpp"
#include "nightlegs/random.hpp"
#include "nightlegs/saved.hpp"

using namespace nightlegs;
using namespace nightlegs::test;

namespace {

Moment at(const char* text) {
  const auto moment = read_moment(text);
  REQUIRE_MESSAGE(moment, text, " is a moment");
  return *moment;
}

KeptCheck some_check(std::uint64_t seed) {
  Dice dice(seed);
  return {at("2026-11-24T03:12+01:00"), pack().fingerprint, random_answers(pack(), dice)};
}

Errors errors_of_kept(const std::string& text) {
  const auto read = read_kept(pack(), text, "file");
  return read ? Errors{} : read.errors();
}

/// The text with one part replaced, under a checksum that fits again: content that was written so, not damaged.
std::string resealed(const std::string& text, const std::string& old, const std::string& now) {
  auto changed = with(text, "\"checks\"", old, now);
  const auto from = changed.find("\"checks\""), to = changed.rfind(",\n \"checksum\"");
  return seal(kKeptKind, {changed.substr(from, to - from)});
}

}  // namespace

TEST_SUITE("time") {
  TEST_CASE("a moment is read and written back, whatever its year and offset") {
    for (const char* text : {"1970-01-01T00:00+00:00", "2026-11-24T03:12+01:00", "2024-02-29T23:59-09:30", "9999-12-31T23:59+14:00",
                             "2000-02-29T12:00+05:45", "1970-01-01T00:30+05:00", "2026-03-29T02:30+02:00"}) {
      CHECK(write_moment(at(text)) == text);
    }
  }

  TEST_CASE("what is no moment is refused") {
    for (const char* text : {"", "2026-11-24", "2026-13-01T00:00+00:00", "2026-02-30T00:00+00:00", "2026-02-29T00:00+00:00", "2026-00-10T00:00+00:00",
                             "2026-01-00T00:00+00:00", "2026-11-24T24:00+00:00", "2026-11-24T03:60+00:00", "2026-11-24T03:12+24:00", "2026-11-24T03:12Z",
                             "2026-11-24T03:12+01:60", "2026-11-24 03:12+01:00", "1969-12-31T00:00+00:00", "+10000-01-01T00:00+00:00", "2026-1１-24T03:12+01:00"}) {
      CHECK_MESSAGE(!read_moment(text), text);
    }
  }

  TEST_CASE("age counts real minutes: a change of the clocks or a flight makes no night longer") {
    CHECK(age_of(at("2026-10-25T02:30+02:00"), at("2026-10-25T02:30+01:00")) == Age::kFresh);
    CHECK(at("2026-11-24T03:12+01:00").minutes == at("2026-11-23T16:12-10:00").minutes);
    CHECK(age_of(at("2026-11-24T03:12+00:00"), at("2026-11-25T03:12+00:00")) == Age::kFresh);
    CHECK(age_of(at("2026-11-24T03:12+00:00"), at("2026-11-25T03:13+00:00")) == Age::kBackground);
    CHECK(age_of(at("2026-11-24T03:12+00:00"), at("2027-02-22T03:12+00:00")) == Age::kBackground);
    CHECK(age_of(at("2026-11-24T03:12+00:00"), at("2027-02-22T03:13+00:00")) == Age::kOld);
    CHECK(age_of(at("2026-11-24T03:12+00:00"), at("9999-12-31T23:59+00:00")) == Age::kOld);
  }

  TEST_CASE("a clock that was set back a little is forgiven, one that was far ahead is not believed") {
    CHECK(age_of(at("2026-11-24T03:12+00:00"), at("2026-11-24T02:12+00:00")) == Age::kFresh);
    CHECK(age_of(at("2026-11-24T03:12+00:00"), at("2026-11-24T02:11+00:00")) == Age::kFuture);
  }
}

TEST_SUITE("kept checks") {
  TEST_CASE("any answers come back exactly as they were, the option tapped first too") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      std::vector<KeptCheck> checks = {some_check(seed), some_check(seed + 1000)};
      for (auto& answer : checks[0].answers) {
        if (answer.kind == Answer::Kind::kGiven && answer.yes && answer.first_tapped < 0) {
          for (std::int8_t i = 0; i < 32; ++i) {
            if (answer.yes >> i & 1) answer.first_tapped = i;  // the last one, which no order of the pack would give
          }
        }
      }
      const auto text = write_kept(pack(), words(), checks);
      const auto back = read_kept(pack(), text, "file");
      REQUIRE_MESSAGE(back, sentences(back.errors()));
      REQUIRE(back->size() == 2);
      CHECK((*back)[0] == checks[0]);
      CHECK((*back)[1].when == checks[1].when);
      CHECK(write_answers(pack(), (*back)[1].answers) == write_answers(pack(), checks[1].answers));
    }
  }

  TEST_CASE("a person can read the file, and what was declined does not stand there in words") {
    KeptCheck check = some_check(3);
    check.answers = no_answers(pack());
    const auto known = static_cast<std::size_t>(pack().find_question("m-known")), feel = static_cast<std::size_t>(pack().find_question("c-feel"));
    check.answers[known] = {Answer::Kind::kPreferNot, -1, 0, (1u << pack().questions[known].count) - 1};
    check.answers[feel] = {Answer::Kind::kGiven, 0, 1};
    const auto text = write_kept(pack(), words(), {check});
    CHECK(text.find(words().label(pack().findings[pack().questions[feel].first].id)) != std::string::npos);
    CHECK(text.find("\"m-known\":\"prefer-not\"") != std::string::npos);
    CHECK(text.find(words().maybe({"answers", "prefer_not"})) == std::string::npos);
  }

  TEST_CASE("damage at any byte is noticed") {
    const auto text = write_kept(pack(), words(), {some_check(7)});
    int refused = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (const char damage : {static_cast<char>(text[i] ^ 1), static_cast<char>(text[i] ^ 0x20), static_cast<char>(text[i] ^ 0x80), ' '}) {
        if (damage == text[i]) continue;
        auto damaged = text;
        damaged[i] = damage;
        const auto read = read_kept(pack(), damaged, "file");
        CHECK_MESSAGE(!read, "byte ", i, " may be another");
        if (!read) {
          ++refused;
          CHECK(!read.errors().front().where.empty());
          CHECK(!read.errors().front().what.empty());
        }
      }
    }
    MESSAGE(refused, " damages refused");
  }

  TEST_CASE("a file that was cut anywhere is refused, one whose line ends a mail program changed is not") {
    const auto text = write_kept(pack(), words(), {some_check(8)});
    for (std::size_t length = 0; length < text.size(); ++length) CHECK_FALSE(read_kept(pack(), text.substr(0, length), "file"));
    std::string windows;
    for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(read_kept(pack(), windows, "file"));
  }

  TEST_CASE("each refusal says why and where") {
    const auto text = write_kept(pack(), words(), {some_check(9)});
    CHECK_ERROR(errors_of_kept("\xff\xd8\xff\xe0 a photograph"), "saved.foreign", "file", "not valid JSON");
    CHECK_ERROR(errors_of_kept("{\"answers\": {}}"), "saved.foreign", "file /nightlegs", "kept checks");
    CHECK_ERROR(errors_of_kept("[1, 2]"), "saved.foreign", "file /nightlegs", "kept checks");
    CHECK_ERROR(errors_of_kept(seal(kRunningKind, {"\"checks\": []"})), "saved.foreign", "file /nightlegs", "kept checks");
    CHECK_ERROR(errors_of_kept(with(text, "\"version\"", "1", "2")), "saved.newer", "file /version", "later version");
    CHECK_ERROR(errors_of_kept(with(text, "\"when\"", "2026", "2025")), "saved.damaged", "file /checksum", "does not fit");
    CHECK_ERROR(errors_of_kept(text.substr(0, 300)), "saved.damaged", "file", "not valid JSON");
    CHECK_ERROR(errors_of_kept(std::string(kMostSavedBytes + 1, ' ')), "saved.too_big", "file", "megabytes");
    CHECK_ERROR(errors_of_kept(resealed(text, "2026-11-24T03:12+01:00", "yesterday")), "saved.damaged", "file /checks/0/when", "a time like");
    CHECK_ERROR(errors_of_kept(resealed(text, "\"s-limb-sudden\"", "\"s-limb-sodden\"")), "answers.unknown_question", "file /checks/0/answers/s-limb-sodden",
                "nearest: `s-limb-sudden`");
    CHECK_ERROR(errors_of_kept(resealed(text, "\"content\"", "\"contents\"")), "json.missing", "file /checks/0", "missing");
  }
}

TEST_SUITE("offered again") {
  TEST_CASE("only conditions and medicines are offered again, and only to the same person at the same age") {
    KeptCheck kept = some_check(1);
    Answers now = no_answers(pack());
    const auto answer = [](Answers& answers, const char* question, const char* option) {
      const auto q = static_cast<std::size_t>(pack().find_question(question));
      answers[q] = {Answer::Kind::kGiven, -1, 1u << (static_cast<unsigned>(pack().find_finding(option)) - pack().questions[q].first)};
    };
    const auto offered = [&](const char* question) {
      return offered_again(pack(), kept, now, static_cast<QuestionIndex>(pack().find_question(question))).has_value();
    };
    for (auto* answers : {&kept.answers, &now}) {
      answer(*answers, "s-who", "for-self");
      answer(*answers, "s-age", "age-50-64");
    }
    answer(kept.answers, "m-known", "kidney-disease");
    answer(kept.answers, "d-meds", "med-statin");
    CHECK(offered("m-known"));
    CHECK(offered("d-meds"));
    for (const auto& question : pack().questions) {
      if (question.id != "m-known" && question.id != "d-meds") CHECK_MESSAGE(!offered(question.id.c_str()), question.id);
    }
    answer(now, "s-age", "age-40-49");
    CHECK_FALSE(offered("m-known"));
    answer(now, "s-age", "age-50-64");
    for (auto* answers : {&kept.answers, &now}) answer(*answers, "s-who", "for-child");
    CHECK_FALSE(offered("m-known"));
    for (auto* answers : {&kept.answers, &now}) answer(*answers, "s-who", "for-self");
    kept.answers[static_cast<std::size_t>(pack().find_question("m-known"))].kind = Answer::Kind::kPreferNot;
    CHECK_FALSE(offered("m-known"));
  }
}
