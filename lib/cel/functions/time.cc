// Timestamps and durations: reading, printing, and the parts of a time in a zone. CEL: Abstract Types, Timestamps and
// Durations.
#include <cmath>

#include "cel/functions.h"
#include "cel/functions/civil.h"
#include "cel/functions/zone.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;
using Arguments = std::span<const Value>;

constexpr std::int64_t kFirstSecond = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t kLastSecond = 253'402'300'799;   // 9999-12-31T23:59:59Z
constexpr std::int64_t kLongest = 315'576'000'000;      // seconds of a duration, 10,000 years
constexpr std::int64_t kBillion = 1'000'000'000;

// Reads exactly `digits` digits at `at` and moves past them.
bool read_digits(std::string_view text, std::size_t& at, std::size_t digits, int& out) {
  if (at + digits > text.size()) return false;
  out = 0;
  for (std::size_t i = 0; i < digits; ++i, ++at) {
    if (text[at] < '0' || text[at] > '9') return false;
    out = out * 10 + (text[at] - '0');
  }
  return true;
}

bool read_char(std::string_view text, std::size_t& at, char wanted) {
  if (at >= text.size() || text[at] != wanted) return false;
  ++at;
  return true;
}

// A fraction of a second, up to nine digits; more are read and dropped.
bool read_fraction(std::string_view text, std::size_t& at, std::int64_t& nanos) {
  nanos = 0;
  std::int64_t unit = kBillion / 10;
  const std::size_t begin = at;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10) nanos += (text[at] - '0') * unit;
  return at > begin;
}

enum Part { Year, Month, Date, DayOfMonth, DayOfWeek, DayOfYear, Hours, Minutes, Seconds, Milliseconds };

std::int64_t part_of(const civil::Time& time, std::int32_t nanos, Part part) {
  switch (part) {
    case Year:
      return time.year;
    case Month:
      return time.month - 1;
    case Date:
      return time.day;
    case DayOfMonth:
      return time.day - 1;
    case DayOfWeek:
      return time.weekday;
    case DayOfYear:
      return time.day_of_year;
    case Hours:
      return time.hour;
    case Minutes:
      return time.minute;
    case Seconds:
      return time.second;
    case Milliseconds:
      return nanos / 1'000'000;
  }
  return 0;
}

template <Part part>
Value get(Context& context, Arguments args) {
  if (args[0].is(Kind::Duration) && args.size() == 1) {
    const std::int64_t seconds = args[0].seconds();
    if (part == Hours) return Value::integer(seconds / 3600);
    if (part == Minutes) return Value::integer(seconds / 60);
    if (part == Seconds) return Value::integer(seconds);
    if (part == Milliseconds) return Value::integer(args[0].nanos() / 1'000'000);
    return context.no_overload();
  }
  if (!args[0].is(Kind::Timestamp)) return context.no_overload();
  std::int64_t offset = 0;
  if (args.size() == 2) {
    if (!args[1].is(Kind::String)) return context.no_overload();
    const auto found = zone_offset(args[1].as_text(), args[0].seconds());
    if (!found) return context.fail(fmt::format("unknown time zone '{}'", args[1].as_text()));
    offset = *found;
  }
  return Value::integer(part_of(civil::from_seconds(args[0].seconds() + offset), args[0].nanos(), part));
}

constexpr std::string_view kOfTime = "t:i|ts:i";
constexpr std::string_view kOfBoth = "t:i|ts:i|p:i";

constexpr Function kFunctions[] = {
    {.name = "getFullYear", .member = true, .overloads = kOfTime, .run = get<Year>},
    {.name = "getMonth", .member = true, .overloads = kOfTime, .run = get<Month>},
    {.name = "getDate", .member = true, .overloads = kOfTime, .run = get<Date>},
    {.name = "getDayOfMonth", .member = true, .overloads = kOfTime, .run = get<DayOfMonth>},
    {.name = "getDayOfWeek", .member = true, .overloads = kOfTime, .run = get<DayOfWeek>},
    {.name = "getDayOfYear", .member = true, .overloads = kOfTime, .run = get<DayOfYear>},
    {.name = "getHours", .member = true, .overloads = kOfBoth, .run = get<Hours>},
    {.name = "getMinutes", .member = true, .overloads = kOfBoth, .run = get<Minutes>},
    {.name = "getSeconds", .member = true, .overloads = kOfBoth, .run = get<Seconds>},
    {.name = "getMilliseconds", .member = true, .overloads = kOfBoth, .run = get<Milliseconds>},
};

}  // namespace

Wide nanoseconds(const Value& time) { return Wide{time.seconds()} * kBillion + time.nanos(); }

Value make_timestamp(Context& context, Wide nanoseconds) {
  Wide seconds = nanoseconds / kBillion;
  Wide nanos = nanoseconds % kBillion;
  if (nanos < 0) nanos += kBillion, --seconds;
  if (seconds < kFirstSecond || seconds > kLastSecond) return context.fail("timestamp out of range");
  return Value::timestamp(static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(nanos));
}

Value make_duration(Context& context, Wide nanoseconds) {
  const Wide seconds = nanoseconds / kBillion;
  if (seconds < -kLongest || seconds > kLongest) return context.fail("duration out of range");
  return Value::duration(static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(nanoseconds % kBillion));
}

Value parse_timestamp(Context& context, std::string_view text) {
  civil::Time time;
  std::size_t at = 0;
  std::int64_t nanos = 0, offset = 0;
  const auto wrong = [&] { return context.fail("the string is no timestamp"); };
  const bool whole = read_digits(text, at, 4, time.year) && read_char(text, at, '-') &&
                     read_digits(text, at, 2, time.month) && read_char(text, at, '-') &&
                     read_digits(text, at, 2, time.day) && (read_char(text, at, 'T') || read_char(text, at, 't')) &&
                     read_digits(text, at, 2, time.hour) && read_char(text, at, ':') &&
                     read_digits(text, at, 2, time.minute) && read_char(text, at, ':') &&
                     read_digits(text, at, 2, time.second);
  if (!whole)
    return text.size() > 5 && text[4] >= '0' && text[4] <= '9' ? context.fail("timestamp out of range") : wrong();
  if (read_char(text, at, '.') && !read_fraction(text, at, nanos)) return wrong();
  if (!read_char(text, at, 'Z') && !read_char(text, at, 'z')) {
    const bool minus = at < text.size() && text[at] == '-';
    int hours = 0, minutes = 0;
    if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return wrong();
    ++at;
    if (!read_digits(text, at, 2, hours) || !read_char(text, at, ':') || !read_digits(text, at, 2, minutes) ||
        hours > 23 || minutes > 59)
      return wrong();
    offset = (minus ? std::int64_t{-1} : 1) * (hours * 3600 + minutes * 60);
  }
  const bool exists = time.month >= 1 && time.month <= 12 && time.day >= 1 &&
                      time.day <= civil::days_in_month(time.year, time.month) && time.hour <= 23 && time.minute <= 59 &&
                      time.second <= 59;
  if (at != text.size() || !exists) return wrong();
  return make_timestamp(context, Wide{civil::to_seconds(time) - offset} * kBillion + nanos);
}

Value parse_duration(Context& context, std::string_view text) {
  struct Unit {
    std::string_view name;
    std::int64_t nanos;
  };
  static constexpr Unit kUnits[] = {{"ns", 1},         {"us", 1000},    {"\xC2\xB5s", 1000},  {"\xCE\xBCs", 1000},
                                    {"ms", 1'000'000}, {"s", kBillion}, {"m", 60 * kBillion}, {"h", 3600 * kBillion}};
  const auto wrong = [&] { return context.fail("the string is no duration"); };
  const bool minus = text.starts_with('-');
  std::size_t at = minus || text.starts_with('+') ? 1 : 0;
  if (text.substr(at) == "0") return Value::duration(0);
  if (at == text.size()) return wrong();
  Wide total = 0;
  while (at < text.size()) {
    std::int64_t whole = 0, fraction = 0;
    const std::size_t begin = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      if (whole > kLongest * 1'000'000) return context.fail("duration out of range");
      whole = whole * 10 + (text[at] - '0');
    }
    bool digits = at > begin;
    if (read_char(text, at, '.')) digits = read_fraction(text, at, fraction) || digits;
    if (!digits) return wrong();
    const Unit* unit = nullptr;
    for (const Unit& candidate : kUnits)
      if (text.substr(at).starts_with(candidate.name)) {
        unit = &candidate;
        break;
      }
    if (unit == nullptr) return wrong();
    at += unit->name.size();
    total += Wide{whole} * unit->nanos + Wide{fraction} * unit->nanos / kBillion;
    if (total > Wide{kLongest} * kBillion) return context.fail("duration out of range");
  }
  return make_duration(context, minus ? -total : total);
}

bool append_text(const Value& value, std::string& out) {
  const auto fraction = [&](std::int32_t nanos) {
    if (nanos == 0) return;
    std::string digits = fmt::format("{:09}", nanos < 0 ? -nanos : nanos);
    digits.erase(digits.find_last_not_of('0') + 1);
    out += "." + digits;
  };
  switch (value.kind()) {
    case Kind::Bool:
      out += value.as_bool() ? "true" : "false";
      return true;
    case Kind::Int:
      out += fmt::format("{}", value.as_int());
      return true;
    case Kind::Uint:
      out += fmt::format("{}", value.as_uint());
      return true;
    case Kind::Double: {
      const double number = value.as_double();
      out += number != number                                                  ? "NaN"
             : number == HUGE_VAL                                              ? "+Inf"
             : number == -HUGE_VAL                                             ? "-Inf"
             : fmt::format("{:.17g}", number) == fmt::format("{:.0f}", number) ? fmt::format("{:.0f}", number)
                                                                               : fmt::format("{}", number);
      return true;
    }
    case Kind::String:
    case Kind::Bytes:
      out += value.as_text();
      return true;
    case Kind::Timestamp: {
      const civil::Time time = civil::from_seconds(value.seconds());
      out += fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", time.year, time.month, time.day, time.hour, time.minute,
                         time.second);
      fraction(value.nanos());
      out += 'Z';
      return true;
    }
    case Kind::Duration:
      out += value.seconds() == 0 && value.nanos() < 0 ? "-0" : fmt::format("{}", value.seconds());
      fraction(value.nanos());
      out += 's';
      return true;
    case Kind::Null:
    case Kind::Type:
    case Kind::List:
    case Kind::Map:
    case Kind::Record:
    case Kind::Optional:
    case Kind::Unknown:
    case Kind::Error:
      break;
  }
  return false;
}

std::span<const Function> time_functions() { return kFunctions; }

}  // namespace hegui::cel
