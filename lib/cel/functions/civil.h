// Days and seconds of the proleptic Gregorian calendar. Not for use outside lib/cel.
#pragma once

#include <cstdint>

namespace hegui::cel::civil {

struct Time {
  int year = 1970, month = 1, day = 1;  // month and day from 1
  int hour = 0, minute = 0, second = 0;
  int weekday = 0;      // 0 is Sunday
  int day_of_year = 0;  // from 0
};

constexpr bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

constexpr int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

// Days since 1970-01-01, by eras of 400 years that begin in March.
constexpr std::int64_t days(int year, int month, int day) {
  const std::int64_t y = year - (month <= 2 ? 1 : 0);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

constexpr std::int64_t to_seconds(const Time& time) {
  const std::int64_t hours = time.hour, minutes = hours * 60 + time.minute;
  return days(time.year, time.month, time.day) * 86'400 + minutes * 60 + time.second;
}

constexpr Time from_seconds(std::int64_t seconds) {
  std::int64_t day = seconds / 86'400, rest = seconds % 86'400;
  if (rest < 0) rest += 86'400, --day;
  const std::int64_t shifted = day + 719'468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t march_day = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * march_day + 2) / 153;
  Time out;
  out.day = static_cast<int>(march_day - (153 * march_month + 2) / 5 + 1);
  out.month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  out.year = static_cast<int>(year_of_era + era * 400 + (out.month <= 2 ? 1 : 0));
  out.hour = static_cast<int>(rest / 3600);
  out.minute = static_cast<int>(rest / 60 % 60);
  out.second = static_cast<int>(rest % 60);
  out.weekday = static_cast<int>(((day % 7) + 11) % 7);
  out.day_of_year = static_cast<int>(day - days(out.year, 1, 1));
  return out;
}

}  // namespace hegui::cel::civil
