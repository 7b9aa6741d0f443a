#include "read/format/harmony_strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "read/container/little_endian.h"
#include "read/format/json_facts.h"

namespace hegui::read::harmony {
namespace {

constexpr std::uint16_t kUnreadable = 1411;
constexpr std::string_view kLost = "what refers to strings is unknown";
constexpr std::uint64_t kHeader = 136;  // 128 bytes of version, the length of the file, the number of configurations
constexpr std::uint64_t kTag = 4, kPair = 8;
constexpr std::uint32_t kString = 9;  // resource type
constexpr std::uint64_t kMostResources = 500'000;
constexpr std::uint64_t kMostRepeats = 4;  // how often the bytes of the file may be gone over in all
constexpr std::size_t kMostLists = 8;

void warn(std::vector<Diagnostic>& issues, const Source& source, std::string_view why) {
  issues.push_back(warning({kUnreadable}, {&source, 0, 0, "/"}, fmt::format("{}: {}", kLost, why)));
}

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

// Where the lists lie whose texts users here see: those of simplified Chinese before that of the default
// configuration, whose `KEYS` has no parameters.
std::vector<std::uint64_t> lists_of(const Bytes& index, std::uint32_t configurations) {
  std::vector<std::uint64_t> chinese, usual;
  std::uint64_t at = kHeader;
  for (std::uint32_t i = 0; i < configurations && chinese.size() + usual.size() < kMostLists; ++i) {
    if (!index.holds(at, kTag + kPair) || index.slice(at, kTag) != "KEYS") break;
    const std::uint64_t parameters = index.u32(at + 8), end = at + kTag + kPair + parameters * kPair;
    if (!index.holds(at, kTag + kPair + parameters * kPair)) break;
    if (parameters == 0)
      usual.push_back(index.u32(at + 4));
    else if (is_chinese(index, at + kTag + kPair, parameters))
      chinese.push_back(index.u32(at + 4));
    at = end;
  }
  chinese.insert(chinese.end(), usual.begin(), usual.end());
  return chinese;
}

// Text of `length` bytes at `at` without the zero that ends it.
std::optional<std::string_view> text_at(const Bytes& index, std::uint64_t at, std::uint64_t length) {
  if (!index.holds(at, length)) return std::nullopt;
  std::string_view text = index.slice(at, length);
  if (text.ends_with('\0')) text.remove_suffix(1);
  return utf8::find_invalid(text) == text.npos ? std::optional(text) : std::nullopt;
}

}  // namespace

void Strings::add_json(const SourcePtr& source, const Context& context, std::vector<Diagnostic>& issues) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return issues.push_back(demoted(std::move(document.issues.back()), kUnreadable, kLost));
  std::ranges::move(document.issues, std::back_inserter(issues));
  const auto kept = std::make_shared<const tree::Document>(std::move(*document.value));
  const tree::Node* const strings = kept->root().find("string");
  if (strings == nullptr) return;
  for (const tree::Node& each : strings->items) {
    const tree::Node *name = each.find("name"), *value = each.find("value");
    if (name != nullptr && value != nullptr && name->is(tree::NodeKind::String) && value->is(tree::NodeKind::String))
      by_name_.emplace(name->text, value->text);
  }
  documents_.push_back(kept);
}

void Strings::add_index(const SourcePtr& source, std::vector<Diagnostic>& issues) {
  const Bytes index(source->text());
  const std::vector<std::uint64_t> lists = lists_of(index, index.u32(132));
  if (lists.empty()) return warn(issues, *source, "resources.index has another layout than the one read here");
  sources_.push_back(source);
  for (const std::uint64_t list : lists) add_list(*source, list, issues);
}

void Strings::add_list(const Source& source, std::uint64_t list, std::vector<Diagnostic>& issues) {
  const Bytes index(source.text());
  if (!index.holds(list, kTag + 4) || index.slice(list, kTag) != "IDSS")
    return warn(issues, source, "resources.index has another layout than the one read here");
  const std::uint64_t count = index.u32(list + kTag), first = list + kTag + 4;
  if (!index.holds(first, count * kPair)) return warn(issues, source, "resources.index is cut off");
  if (count > kMostResources) return warn(issues, source, fmt::format("more than {} resources", kMostResources));
  std::uint64_t left = index.size() * kMostRepeats;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint32_t id = index.u32(first + i * kPair);
    const std::uint64_t at = index.u32(first + i * kPair + 4);
    // size, type, id, length of text, text, length of name, name
    if (!index.holds(at, 14) || index.u32(at + 4) != kString || index.u32(at + 8) != id) continue;
    const std::uint64_t length = index.u16(at + 12), name_at = at + 14 + length;
    const std::uint64_t both = length + index.u16(name_at);
    if (both > left) return warn(issues, source, "the strings of resources.index lie in each other");
    left -= both;
    const auto text = text_at(index, at + 14, length);
    if (!text || !index.holds(name_at, 2)) continue;
    by_id_.emplace(id, *text);
    if (const auto name = text_at(index, name_at + 2, index.u16(name_at))) by_name_.emplace(*name, *text);
  }
}

std::optional<std::string_view> Strings::find(std::uint32_t id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string_view> Strings::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace hegui::read::harmony
