// moment.cpp - dates to minutes and back, without a clock or a locale.
#include "nightlegs/moment.hpp"

namespace nightlegs {
namespace {

constexpr std::int64_t kDay = 24 * 60;

/// Days since 1970-01-01 of a date in the calendar that is in use (Hinnant, "chrono-compatible low-level date algorithms").
std::int64_t days_of(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto year_of_era = static_cast<unsigned>(year - era * 400);
  const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

struct Date {
  std::int64_t year = 0;
  unsigned month = 0, day = 0;
};

Date date_of(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const auto day_of_era = static_cast<unsigned>(days - era * 146097);
  const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned shifted = (5 * day_of_year + 2) / 153;
  const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1};
}

std::string padded(std::int64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace

std::optional<Moment> read_moment(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00+00:00";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool sign = kShape[i] == '+' && (text[i] == '+' || text[i] == '-');
    if (kShape[i] == '0' ? !digit : text[i] != kShape[i] && !sign) return std::nullopt;
  }
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2), hour = number(11, 2), minute = number(14, 2);
  const int offset = (number(17, 2) * 60 + number(20, 2)) * (text[16] == '-' ? -1 : 1);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || number(20, 2) > 59 || number(17, 2) > 23) return std::nullopt;
  const std::int64_t days = days_of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (date_of(days).day != static_cast<unsigned>(day)) return std::nullopt;  // 31 February
  return Moment{days * kDay + hour * 60 + minute - offset, offset};
}

std::string write_moment(const Moment& moment) {
  const std::int64_t local = moment.minutes + moment.offset_minutes;
  const std::int64_t days = (local >= 0 ? local : local - kDay + 1) / kDay;
  const std::int64_t minute = local - days * kDay;
  const Date date = date_of(days);
  const int offset = moment.offset_minutes < 0 ? -moment.offset_minutes : moment.offset_minutes;
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T" + padded(minute / 60, 2) + ":" +
         padded(minute % 60, 2) + (moment.offset_minutes < 0 ? "-" : "+") + padded(offset / 60, 2) + ":" + padded(offset % 60, 2);
}

Age age_of(const Moment& then, const Moment& now) {
  const std::int64_t minutes = now.minutes - then.minutes;
  // A clock that was set right meanwhile may have gone back a little.
  if (minutes < -60) return Age::kFuture;
  return minutes <= kDay ? Age::kFresh : minutes <= 90 * kDay ? Age::kBackground : Age::kOld;
}

}  // namespace nightlegs
