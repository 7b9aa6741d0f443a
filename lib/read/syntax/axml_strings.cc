// Decoding of pooled strings, after ResStringPool in the platform's ResourceTypes.h.
#include "read/syntax/axml_strings.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace hegui::read::axml {
namespace {

constexpr std::uint32_t kUtf8Flag = 1u << 8;
constexpr std::uint32_t kUsual = 256;  // strings that most documents use at most

// Whether all units of the UTF-16 text are ASCII, as those of nearly all strings are; four are looked at at a time.
bool is_ascii(std::string_view units) {
  constexpr std::uint64_t kBeyond = 0xFF80FF80FF80FF80;
  const Bytes bytes{units};
  std::uint64_t at = 0, seen = 0;
  for (; bytes.holds(at, 8); at += 8) seen |= bytes.u64(at);
  for (; bytes.holds(at, 2); at += 2) seen |= bytes.u16(at);
  return (seen & kBeyond) == 0;
}

// A length of one or two units, as both encodings write it; moves `at` behind it.
std::uint32_t length8(const Bytes& bytes, std::uint64_t& at) {
  const std::uint32_t first = bytes.u8(at++);
  return (first & 0x80) == 0 ? first : ((first & 0x7F) << 8 | bytes.u8(at++));
}

std::uint32_t length16(const Bytes& bytes, std::uint64_t& at) {
  const std::uint32_t first = bytes.u16(at);
  at += 2;
  if ((first & 0x8000) == 0) return first;
  const std::uint32_t second = bytes.u16(at);
  at += 2;
  return (first & 0x7FFF) << 16 | second;
}

}  // namespace

std::optional<ChunkView> chunk_at(const Bytes& bytes, std::uint64_t at) {
  if (!bytes.holds(at, 8)) return std::nullopt;
  ChunkView chunk;
  chunk.type = bytes.u16(at);
  chunk.header = bytes.u16(at + 2);
  const std::uint32_t size = bytes.u32(at + 4);
  if (chunk.header < 8 || size < chunk.header || !bytes.holds(at, size)) return std::nullopt;
  chunk.bytes = Bytes{bytes.slice(at, size)};
  return chunk;
}

StringPool::StringPool(const ChunkView& chunk, std::uint64_t max_memory) : memory_left_(max_memory) {
  if (chunk.header < kPoolHeader) return;
  bytes_ = chunk.bytes;
  offsets_ = chunk.header;
  strings_ = bytes_.u32(20);
  utf8_ = (bytes_.u32(16) & kUtf8Flag) != 0;
  const std::uint64_t room = bytes_.size() > offsets_ ? (bytes_.size() - offsets_) / 4 : 0;
  count_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes_.u32(8), room));
}

std::optional<std::string_view> StringPool::get(std::uint32_t index, Arena& arena) {
  if (index >= count_) return std::nullopt;
  const std::uint64_t at = strings_ + bytes_.u32(offsets_ + std::uint64_t{index} * 4);
  if (!bytes_.holds(at, 1)) return std::nullopt;
  if (utf8_) return find_utf8(at);
  if (decoded_.empty()) decoded_.reserve(std::min<std::uint32_t>(count_, kUsual));
  if (const auto known = decoded_.find(index); known != decoded_.end()) return known->second;
  const std::optional<std::string_view> text = decode_utf16(at, arena);
  if (text) decoded_.emplace(index, *text);
  return text;
}

std::optional<std::string_view> StringPool::find_utf8(std::uint64_t at) const {
  length8(bytes_, at);  // in UTF-16 units: of no use here
  std::uint64_t size = length8(bytes_, at);
  // Lengths above 0x7FFF do not fit their field; the platform looks for the terminator in steps of what was cut off.
  while (bytes_.holds(at, size + 1) && bytes_.u8(at + size) != 0) size += 0x8000;
  if (!bytes_.holds(at, size)) return std::nullopt;
  return bytes_.slice(at, size);
}

std::optional<std::string_view> StringPool::decode_utf16(std::uint64_t at, Arena& arena) {
  const std::uint64_t units = length16(bytes_, at);
  if (!bytes_.holds(at, units * 2)) return std::nullopt;
  if (units * 3 > memory_left_) {
    exhausted_ = true;
    return std::nullopt;
  }
  if (units == 0) return std::string_view("");
  if (const std::string_view raw = bytes_.slice(at, units * 2); is_ascii(raw)) {
    memory_left_ -= units;
    char* const text = static_cast<char*>(arena.allocate(units, 1));
    for (std::uint64_t i = 0; i < units; ++i) text[i] = raw[2 * i];
    return std::string_view(text, units);
  }
  std::string out;
  out.reserve(units);
  for (std::uint64_t i = 0; i < units; ++i) {
    char32_t point = bytes_.u16(at + i * 2);
    if (point >= 0xD800 && point < 0xDC00 && i + 1 < units) {
      const char32_t low = bytes_.u16(at + i * 2 + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        ++i;
      }
    }
    utf8::append(out, point);
  }
  memory_left_ -= std::min<std::uint64_t>(memory_left_, out.size());
  return arena.copy(std::string_view(out));
}

}  // namespace hegui::read::axml
