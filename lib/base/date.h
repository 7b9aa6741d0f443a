// A calendar day, the only notion of time a verdict depends on.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hegui {

// Days since 1970-01-01 in the proleptic Gregorian calendar.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
  // YYYY-MM-DD.
  std::string to_string() const;
};

// Reads YYYY-MM-DD exactly (years 1 to 9999, a day that exists); anything else is nothing.
std::optional<Date> parse_date(std::string_view text);

}  // namespace hegui
