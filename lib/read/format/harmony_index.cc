#include "read/format/harmony_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "read/container/little_endian.h"

namespace hegui::read::harmony {
namespace {

constexpr std::uint64_t kVersion = 128;          // bytes that name the writer, up to the first zero
constexpr std::string_view kOlder = "Restool ";  // what they start with in the older layout
constexpr std::uint64_t kKeyCount = kVersion + 4, kOlderHeader = kVersion + 8, kNewerHeader = kVersion + 12;
constexpr std::uint64_t kTag = 4, kPair = 8, kKeys = 12, kLength = 2;
constexpr std::uint64_t kNewerSet = 16, kType = 12, kResource = 12, kInfo = 12;
constexpr std::uint32_t kString = 9;  // resource type
constexpr std::uint64_t kMostResources = 500'000;
constexpr std::uint64_t kMostRepeats = 4;  // how often the bytes of the file may be gone over in all
constexpr std::size_t kMostConfigurations = 8;
constexpr std::string_view kOtherLayout = "resources.index has another layout than those read here";
constexpr std::string_view kCutOff = "resources.index is cut off";
constexpr std::string_view kOverlap = "the strings of resources.index lie in each other";

// Whether a configuration's `count` parameters at `at` ask for simplified Chinese and nothing else.
bool is_chinese(const Bytes& index, std::uint64_t at, std::uint64_t count) {
  constexpr std::uint32_t kLanguage = 0, kRegion = 1, kZh = 0x7A68, kCn = 0x434E;  // letters, the last one lowest
  bool found = false;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint32_t type = index.u32(at + i * kPair), value = index.u32(at + i * kPair + 4);
    if (!(type == kLanguage && value == kZh) && !(type == kRegion && value == kCn)) return false;
    found = found || type == kLanguage;
  }
  return found;
}

// The configurations whose texts users here see: those of simplified Chinese before the default one, whose `KEYS` has
// no parameters. Each is what stands behind its `KEYS`: the offset of its list, or its number.
struct Configurations {
  std::vector<std::uint32_t> seen;
  std::uint64_t end = 0;  // where the last `KEYS` ends
  bool whole = true;      // whether all were there
};

Configurations configurations_of(const Bytes& index, std::uint64_t header) {
  const std::uint32_t count = index.u32(kKeyCount);
  std::vector<std::uint32_t> usual;
  Configurations out{{}, header, true};
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t parameters = index.u32(out.end + 8), first = out.end + kKeys;
    out.whole = index.slice(out.end, kTag) == "KEYS" && index.holds(out.end, kKeys + parameters * kPair);
    if (!out.whole) break;
    std::vector<std::uint32_t>& list = parameters == 0 ? usual : out.seen;
    if ((parameters == 0 || is_chinese(index, first, parameters)) && list.size() < kMostConfigurations)
      list.push_back(index.u32(out.end + kTag));
    out.end = first + parameters * kPair;
  }
  out.seen.insert(out.seen.end(), usual.begin(), usual.end());
  return out;
}

class IndexReader {
 public:
  explicit IndexReader(std::string_view index) : index_(index), left_(index.size() * kMostRepeats) {}

  IndexedStrings run() {
    static_cast<void>(index_.text().starts_with(kOlder) ? read_older() : read_newer());
    return std::move(out_);
  }

 private:
  bool lose(std::string_view why) {
    out_.lost = why;
    return false;
  }

  // Whether `bytes` more may be gone over.
  bool spend(std::uint64_t bytes) {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }

  // Text of `length` bytes at `at` without the zero that may end it.
  std::optional<std::string_view> text_at(std::uint64_t at, std::uint64_t length) const {
    if (!index_.holds(at, length)) return std::nullopt;
    std::string_view text = index_.slice(at, length);
    if (text.ends_with('\0')) text.remove_suffix(1);
    return utf8::find_invalid(text) == text.npos ? std::optional(text) : std::nullopt;
  }

  void keep(std::uint32_t id, std::optional<std::string_view> name, std::optional<std::string_view> text) {
    if (name && text) out_.strings.push_back({id, *name, *text});
  }

  // These readers say false where strings are lost.
  bool read_older() {
    const Configurations configurations = configurations_of(index_, kOlderHeader);
    if (configurations.seen.empty()) return lose(kOtherLayout);
    return std::ranges::all_of(configurations.seen, [&](std::uint32_t list) { return read_older_list(list); });
  }

  bool read_older_list(std::uint64_t list) {
    if (!index_.holds(list, kTag + 4) || index_.slice(list, kTag) != "IDSS") return lose(kOtherLayout);
    const std::uint64_t count = index_.u32(list + kTag), first = list + kTag + 4;
    if (!index_.holds(first, count * kPair)) return lose(kCutOff);
    if (count > kMostResources) return lose(fmt::format("more than {} resources", kMostResources));
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint32_t id = index_.u32(first + i * kPair);
      const std::uint64_t at = index_.u32(first + i * kPair + 4);
      // size, type, id, length of text, text, length of name, name
      if (!index_.holds(at, 14) || index_.u32(at + 4) != kString || index_.u32(at + 8) != id) continue;
      const std::uint64_t length = index_.u16(at + 12), name_at = at + 14 + length;
      if (!index_.holds(name_at, kLength)) continue;
      const std::uint64_t name_length = index_.u16(name_at);
      if (!spend(length + name_length)) return lose(kOverlap);
      keep(id, text_at(name_at + kLength, name_length), text_at(at + 14, length));
    }
    return true;
  }

  bool read_newer() {
    const Configurations configurations = configurations_of(index_, kNewerHeader);
    std::uint64_t at = configurations.end;
    if (!configurations.whole || !index_.holds(at, kNewerSet) || index_.slice(at, kTag) != "IDSS")
      return lose(kOtherLayout);
    const std::uint32_t types = index_.u32(at + 8);
    at += kNewerSet;
    for (std::uint32_t i = 0; i < types; ++i)
      if (!read_newer_type(at, configurations.seen)) return false;
    return true;
  }

  // The resources of the type whose header lies at `at`, which moves behind them.
  bool read_newer_type(std::uint64_t& at, const std::vector<std::uint32_t>& configurations) {
    if (!index_.holds(at, kType)) return lose(kCutOff);
    const bool strings = index_.u32(at) == kString;
    const std::uint32_t count = index_.u32(at + 8);
    at += kType;
    if (count > kMostResources) return lose(fmt::format("more than {} resources", kMostResources));
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint64_t length = index_.u32(at + 8);
      if (!index_.holds(at, kResource + length)) return lose(kCutOff);
      if (strings && !read_newer_string(at, length, configurations)) return lose(kOverlap);
      at += kResource + length;
    }
    return true;
  }

  // The string at `at`, whose name has `length` bytes; false where bytes were gone over too often.
  bool read_newer_string(std::uint64_t at, std::uint64_t length, const std::vector<std::uint32_t>& configurations) {
    const std::uint32_t id = index_.u32(at), info = index_.u32(at + 4);
    if (!index_.holds(info, kInfo) || index_.u32(info) != id) return true;
    const std::uint64_t count = index_.u32(info + 8), pairs = info + kInfo;
    if (!index_.holds(pairs, count * kPair)) return true;
    if (!spend(length + count * kPair)) return false;
    const std::optional<std::uint64_t> text = best_text(pairs, count, configurations);
    if (!text || !index_.holds(*text, kLength)) return true;
    const std::uint64_t text_length = index_.u16(*text);
    if (!spend(text_length)) return false;
    keep(id, text_at(at + kResource, length), text_at(*text + kLength, text_length));
    return true;
  }

  // The offset in one of `count` pairs whose configuration stands first in `configurations`.
  std::optional<std::uint64_t> best_text(std::uint64_t pairs, std::uint64_t count,
                                         const std::vector<std::uint32_t>& configurations) const {
    auto best = configurations.end();
    std::optional<std::uint64_t> out;
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto found = std::find(configurations.begin(), best, index_.u32(pairs + i * kPair));
      if (found == best) continue;
      best = found;
      out = index_.u32(pairs + i * kPair + 4);
    }
    return out;
  }

  const Bytes index_;
  std::uint64_t left_;  // bytes that may still be gone over
  IndexedStrings out_;
};

}  // namespace

IndexedStrings read_index(std::string_view index) { return IndexReader(index).run(); }

}  // namespace hegui::read::harmony
