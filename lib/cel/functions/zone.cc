// Fixed offsets are read here. Named zones come from the compiled files of the tz database where the system has them
// (RFC 8536), read once per name; past a file's last transition its rule in POSIX form goes on.
#include "cel/functions/zone.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cel/functions/civil.h"

namespace hegui::cel {
namespace {

constexpr const char* kDatabase = "/usr/share/zoneinfo/";
constexpr std::size_t kLargestFile = 1 << 20;

// A yearly change between standard and summer time: day `weekday` of `week` (5: the last) of `month`, at `time` seconds
// of local time.
struct Change {
  int month = 0, week = 0, weekday = 0;
  std::int64_t time = 7200;
};

struct Zone {
  std::vector<std::int64_t> transitions;  // ascending
  std::vector<std::int64_t> offsets;      // after each transition
  std::int64_t first = 0;                 // before the first one
  bool ruled = false;                     // whether the rule below goes on after the last transition
  std::int64_t standard = 0, summer = 0;
  bool has_summer = false;
  Change to_summer, to_standard;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  bool has(std::size_t count) const { return count <= bytes_.size() - at_; }
  void skip(std::size_t count) { at_ += std::min(count, bytes_.size() - at_); }
  std::int64_t integer(std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size && has(1); ++i) value = value << 8 | static_cast<unsigned char>(bytes_[at_++]);
    return size == 4 ? static_cast<std::int32_t>(static_cast<std::uint32_t>(value)) : static_cast<std::int64_t>(value);
  }
  unsigned byte() { return has(1) ? static_cast<unsigned char>(bytes_[at_++]) : 0u; }
  std::string_view rest() const { return bytes_.substr(at_); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

struct Counts {
  std::size_t utc, standard, leap, times, types, chars;
};

Counts read_counts(Reader& in) {
  Counts counts{};
  for (std::size_t* count : {&counts.utc, &counts.standard, &counts.leap, &counts.times, &counts.types, &counts.chars})
    *count = static_cast<std::size_t>(in.integer(4)) & 0xFFFFF;
  return counts;
}

// The POSIX rule, such as `EST5EDT,M3.2.0,M11.1.0/2`; only rules by week of the month are in use.
class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  bool read(Zone& zone) {
    if (!skip_name() || !offset(zone.standard)) return false;
    zone.standard = -zone.standard;
    if (text_.empty()) return true;
    if (!skip_name()) return false;
    zone.summer = zone.standard + 3600;
    if (!text_.starts_with(',')) {
      if (!offset(zone.summer)) return false;
      zone.summer = -zone.summer;
    }
    zone.has_summer = change(zone.to_summer) && change(zone.to_standard);
    return zone.has_summer && text_.empty();
  }

 private:
  bool skip_name() {
    std::size_t size = 0;
    if (text_.starts_with('<')) {
      size = text_.find('>');
      if (size == std::string_view::npos) return false;
      ++size;
    } else {
      while (size < text_.size() &&
             ((text_[size] >= 'A' && text_[size] <= 'Z') || (text_[size] >= 'a' && text_[size] <= 'z')))
        ++size;
    }
    text_.remove_prefix(size);
    return size > 0;
  }
  bool number(std::int64_t& out) {
    if (text_.empty() || text_[0] < '0' || text_[0] > '9') return false;
    out = 0;
    while (!text_.empty() && text_[0] >= '0' && text_[0] <= '9' && out < 10'000) {
      out = out * 10 + (text_[0] - '0');
      text_.remove_prefix(1);
    }
    return true;
  }
  bool accept(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool offset(std::int64_t& out) {
    const bool minus = accept('-');
    if (!minus) accept('+');
    std::int64_t hours = 0, minutes = 0, seconds = 0;
    if (!number(hours)) return false;
    if (accept(':') && !number(minutes)) return false;
    if (accept(':') && !number(seconds)) return false;
    out = (hours * 3600 + minutes * 60 + seconds) * (minus ? -1 : 1);
    return true;
  }
  bool change(Change& out) {
    std::int64_t month = 0, week = 0, weekday = 0;
    const bool shaped =
        accept(',') && accept('M') && number(month) && accept('.') && number(week) && accept('.') && number(weekday);
    if (!shaped || month < 1 || month > 12 || week < 1 || week > 5 || weekday > 6) return false;
    out = {static_cast<int>(month), static_cast<int>(week), static_cast<int>(weekday), 7200};
    return !accept('/') || offset(out.time);
  }

  std::string_view text_;
};

bool read_zone(std::string_view bytes, Zone& zone) {
  Reader in(bytes);
  if (!bytes.starts_with("TZif") || bytes.size() < 44 || bytes[4] < '2') return false;
  in.skip(20);
  const Counts old = read_counts(in);
  in.skip(old.times * 5 + old.types * 6 + old.chars + old.leap * 8 + old.standard + old.utc);
  in.skip(20);
  const Counts counts = read_counts(in);
  if (!in.has(counts.times * 9 + counts.types * 6 + counts.chars) || counts.types == 0) return false;
  std::vector<std::size_t> kinds;
  std::vector<std::int64_t> offsets;
  zone.transitions.reserve(counts.times);
  kinds.reserve(counts.times);
  for (std::size_t i = 0; i < counts.times; ++i) zone.transitions.push_back(in.integer(8));
  for (std::size_t i = 0; i < counts.times; ++i) kinds.push_back(in.byte());
  for (std::size_t i = 0; i < counts.types; ++i) {
    offsets.push_back(in.integer(4));
    in.skip(2);
  }
  for (const std::size_t kind : kinds) zone.offsets.push_back(offsets[std::min(kind, offsets.size() - 1)]);
  zone.first = offsets[0];
  in.skip(counts.chars + counts.leap * 12 + counts.standard + counts.utc);
  std::string_view rule = in.rest();
  if (rule.size() > 2 && rule.front() == '\n')
    zone.ruled = RuleReader(rule.substr(1, rule.find('\n', 1) - 1)).read(zone);
  return true;
}

// Seconds since 1970, in local time, of a change in a year.
std::int64_t moment(const Change& change, int year) {
  const std::int64_t first = civil::days(year, change.month, 1);
  const int weekday = static_cast<int>(((first % 7) + 11) % 7);
  int day = 1 + (change.weekday - weekday + 7) % 7 + (change.week - 1) * 7;
  if (day > civil::days_in_month(year, change.month)) day -= 7;
  return (first + day - 1) * 86'400 + change.time;
}

std::int64_t offset_at(const Zone& zone, std::int64_t seconds) {
  if (zone.ruled && (zone.transitions.empty() || seconds >= zone.transitions.back())) {
    if (!zone.has_summer) return zone.standard;
    const int year = civil::from_seconds(seconds + zone.standard).year;
    const std::int64_t begin = moment(zone.to_summer, year) - zone.standard,
                       end = moment(zone.to_standard, year) - zone.summer;
    const bool summer = begin < end ? seconds >= begin && seconds < end : seconds >= begin || seconds < end;
    return summer ? zone.summer : zone.standard;
  }
  const auto after = std::ranges::upper_bound(zone.transitions, seconds);
  if (after == zone.transitions.begin()) return zone.first;
  return zone.offsets[static_cast<std::size_t>(after - zone.transitions.begin()) - 1];
}

// A name of the database: parts of letters, digits and a few signs, so that no path leads out of it.
bool is_zone_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+' || c == '/';
  };
  return !name.empty() && name.size() <= 64 && name.front() != '/' && std::ranges::all_of(name, allowed);
}

std::shared_ptr<const Zone> load(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const Zone>, std::less<>> zones;
  const std::lock_guard lock(mutex);
  if (const auto it = zones.find(name); it != zones.end()) return it->second;
  std::shared_ptr<Zone> zone = std::make_shared<Zone>();
  std::ifstream file(kDatabase + std::string(name), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (bytes.empty() || bytes.size() > kLargestFile || !read_zone(bytes, *zone)) return nullptr;
  return zones.emplace(name, std::move(zone)).first->second;
}

}  // namespace

std::optional<std::int64_t> zone_offset(std::string_view zone, std::int64_t seconds) {
  if (zone.empty() || zone == "UTC" || zone == "Z") return 0;
  std::string_view rest = zone;
  const bool minus = rest.starts_with('-');
  if (minus || rest.starts_with('+')) rest.remove_prefix(1);
  const auto digit = [&](std::size_t i) { return rest[i] >= '0' && rest[i] <= '9'; };
  if (rest.size() == 5 && rest[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int hours = (rest[0] - '0') * 10 + (rest[1] - '0'), minutes = (rest[3] - '0') * 10 + (rest[4] - '0');
    if (hours > 23 || minutes > 59) return std::nullopt;
    return (minus ? -1 : 1) * (hours * 3600 + minutes * 60);
  }
  if (!is_zone_name(zone)) return std::nullopt;
  const std::shared_ptr<const Zone> found = load(zone);
  if (found == nullptr) return std::nullopt;
  return offset_at(*found, seconds);
}

}  // namespace hegui::cel
