#include "read/syntax/dex.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace hegui::read::dex {
namespace {

constexpr std::uint64_t kHeaderSize = 0x70, kContainerHeaderSize = 0x78;
constexpr std::uint64_t kStringSize = 4, kTypeSize = 4, kMemberSize = 8, kClassSize = 32;
constexpr std::uint32_t kLittleEndian = 0x12345678;
constexpr int kContainerVersion = 41;
constexpr std::size_t kMaxFiles = 1'000;  // of one container

// The version in the magic number, 0 when it is none.
int version_at(const Bytes& bytes, std::uint64_t at) {
  const std::string_view magic = bytes.slice(at, 8);
  if (magic.size() != 8 || !magic.starts_with("dex\n") || magic[7] != '\0') return 0;
  int version = 0;
  for (const char digit : magic.substr(4, 3)) {
    if (digit < '0' || digit > '9') return 0;
    version = version * 10 + (digit - '0');
  }
  return version;
}

std::unexpected<Diagnostic> fail(const Source& source, std::uint16_t code, std::string what) {
  return std::unexpected(error({code}, {&source, 0, 0, "/"}, std::move(what)));
}

// Order of the file's strings: by UTF-16 unit, which for their bytes is plain order except for zero.
int compare(std::string_view stored, std::string_view wanted) {
  const auto [a, b] = std::ranges::mismatch(stored, wanted);
  if (b == wanted.end()) return a == stored.end() ? 0 : 1;
  if (a == stored.end()) return -1;
  const auto unit = static_cast<unsigned char>(*a);
  return (unit == 0xC0 ? 0 : unit) < static_cast<unsigned char>(*b) ? -1 : 1;
}

// The first number in [0, count) that `before` no longer holds for.
template <class Before>
std::uint32_t first_where_not(std::uint32_t count, Before before) {
  std::uint32_t low = 0, high = count;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (before(middle))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// One UTF-16 unit of the file's encoding at `at`, which moves past it.
std::uint32_t take_unit(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const std::uint32_t first = byte(at);
  if (first >= 0xE0) {
    const std::uint32_t unit = (first & 0xF) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F);
    at += 3;
    return unit;
  }
  if (first >= 0xC0) {
    const std::uint32_t unit = (first & 0x1F) << 6 | (byte(at + 1) & 0x3F);
    at += 2;
    return unit;
  }
  ++at;
  return first < 0x80 ? first : utf8::kReplacement;
}

}  // namespace

void Marks::add(std::uint32_t number, std::uint32_t mark) {
  if (number >= seen_.size()) return;
  seen_[number] = true;
  marks_.emplace_back(number, mark);
}

void Marks::finish() { std::ranges::stable_sort(marks_, {}, &std::pair<std::uint32_t, std::uint32_t>::first); }

void Marks::append(std::uint32_t number, std::vector<std::uint32_t>& out) const {
  for (auto it = std::ranges::lower_bound(marks_, number, {}, &std::pair<std::uint32_t, std::uint32_t>::first);
       it != marks_.end() && it->first == number; ++it)
    out.push_back(it->second);
}

bool is_dex(std::string_view bytes) { return version_at(Bytes{bytes}, 0) != 0; }

Result<Dex> Dex::parse(const Source& source, std::uint64_t header) {
  Dex out;
  out.bytes_ = Bytes{source.text()};
  const Bytes& bytes = out.bytes_;
  if (!bytes.holds(header, kHeaderSize)) return fail(source, 1160, "the file ends within its header");
  if (bytes.u32(header + 40) != kLittleEndian)
    return fail(source, 1160, "the header does not say that numbers are little-endian, as Android's are");
  const struct {
    Table* table;
    std::uint64_t at, size;
    const char* name;
  } kTables[] = {{&out.strings_, 56, kStringSize, "strings"},
                 {&out.types_, 64, kTypeSize, "types"},
                 {&out.fields_, 80, kMemberSize, "fields"},
                 {&out.methods_, 88, kMemberSize, "methods"},
                 {&out.classes_, 96, kClassSize, "classes"}};
  for (const auto& [table, at, size, name] : kTables) {
    *table = {bytes.u32(header + at + 4), bytes.u32(header + at)};
    if (!bytes.holds(table->begin, table->count * size))
      return fail(source, 1161,
                  fmt::format("the table of {} {} from byte {} reaches past the end at byte {}", table->count, name,
                              table->begin, bytes.size()));
  }
  return out;
}

Result<std::vector<Dex>> open(const Source& source) {
  const Bytes bytes{source.text()};
  if (version_at(bytes, 0) == 0) return fail(source, 1160, "this is no dex file: it does not begin as one");
  std::vector<Dex> out;
  for (std::uint64_t at = 0;;) {
    Result<Dex> one = Dex::parse(source, at);
    if (!one) return std::unexpected(one.error());
    out.push_back(std::move(*one));
    if (version_at(bytes, at) < kContainerVersion) return out;
    const std::uint32_t size = bytes.u32(at + 32);
    if (size < kContainerHeaderSize || !bytes.holds(at, size) || out.size() == kMaxFiles)
      return fail(source, 1160,
                  fmt::format("the file at byte {} of this container is said to be {} bytes long", at, size));
    at += size;
    if (!bytes.holds(at, kContainerHeaderSize)) return out;
    if (version_at(bytes, at) < kContainerVersion)
      return fail(source, 1160, fmt::format("the container should go on with a file at byte {}", at));
  }
}

std::string_view Dex::string(std::uint32_t number) const {
  if (number >= strings_.count) return {};
  std::uint64_t at = bytes_.u32(strings_.begin + number * kStringSize);
  for (int byte = 0; byte < 5 && (bytes_.u8(at) & 0x80) != 0; ++byte) ++at;
  const std::string_view rest = bytes_.slice(at + 1, kMaxString + 1);
  const std::size_t end = rest.find('\0');
  return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
}

std::string_view Dex::type(std::uint32_t number) const {
  return number < types_.count ? string(bytes_.u32(types_.begin + number * kTypeSize)) : std::string_view{};
}

Member Dex::member(const Table& table, std::uint32_t number) const {
  const std::uint64_t at = table.begin + number * kMemberSize;
  return {bytes_.u16(at), bytes_.u32(at + 4)};
}

ClassDef Dex::class_def(std::uint32_t number) const {
  const std::uint64_t at = classes_.begin + number * kClassSize;
  return {bytes_.u32(at), bytes_.u32(at + 24)};
}

std::uint32_t Dex::first_string(std::string_view text) const {
  return first_where_not(strings_.count, [&](std::uint32_t number) { return compare(string(number), text) < 0; });
}

std::optional<std::uint32_t> Dex::find_string(std::string_view text) const {
  const std::uint32_t number = first_string(text);
  return string(number) == text && number < strings_.count ? std::optional(number) : std::nullopt;
}

Numbers Dex::find_strings(std::string_view prefix) const {
  Numbers out{first_string(prefix), 0};
  out.end = first_where_not(strings_.count, [&](std::uint32_t number) {
    const std::string_view text = string(number);
    return text.starts_with(prefix) || compare(text, prefix) < 0;
  });
  return out;
}

std::optional<std::uint32_t> Dex::find_type(std::string_view descriptor) const {
  const std::optional<std::uint32_t> name = find_string(descriptor);
  if (!name) return std::nullopt;
  const auto string_of = [&](std::uint32_t number) { return bytes_.u32(types_.begin + number * kTypeSize); };
  const std::uint32_t number =
      first_where_not(types_.count, [&](std::uint32_t candidate) { return string_of(candidate) < *name; });
  return number < types_.count && string_of(number) == *name ? std::optional(number) : std::nullopt;
}

Numbers Dex::find_members(const Table& table, std::uint32_t type, std::uint32_t name) const {
  const auto key = [&](std::uint32_t number) {
    const Member found = member(table, number);
    return std::pair<std::uint32_t, std::uint32_t>(found.type, found.name);
  };
  const std::pair wanted(type, name);
  return {first_where_not(table.count, [&](std::uint32_t number) { return key(number) < wanted; }),
          first_where_not(table.count, [&](std::uint32_t number) { return key(number) <= wanted; })};
}

std::string readable(std::string_view string) {
  std::string out;
  for (std::size_t at = 0; at < string.size();) {
    std::uint32_t point = take_unit(string, at);
    if (point >= 0xD800 && point < 0xDC00 && at < string.size()) {
      std::size_t after = at;
      const std::uint32_t low = take_unit(string, after);
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        at = after;
      }
    }
    utf8::append(out, point);
  }
  return utf8::printable(out);
}

std::string class_name(std::string_view descriptor) {
  std::string out = readable(descriptor);
  if (!out.starts_with('L') || !out.ends_with(';')) return out;
  out = out.substr(1, out.size() - 2);
  std::ranges::replace(out, '/', '.');
  return out;
}

}  // namespace hegui::read::dex
