// Finds entries in ResTable_type chunks (the platform's ResourceTypes.h): plain, sparse and 16-bit offsets, full and
// compact entries.
#include "read/syntax/arsc.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hegui::read::arsc {
namespace {

constexpr std::uint32_t kNoEntry = 0xFFFFFFFF;
constexpr std::uint64_t kTypeHeader = 20;  // up to the configuration
constexpr std::uint8_t kSparse = 1, kOffset16 = 2;
constexpr std::uint16_t kComplex = 1, kCompact = 8;
constexpr int kMaxSteps = 20;

// The default configuration says nothing: all its bytes behind its size are zero.
bool is_default(const axml::ChunkView& type) {
  const std::uint64_t size = type.bytes.u32(kTypeHeader);
  const std::string_view config = type.bytes.slice(kTypeHeader + 4, size < 4 ? 0 : size - 4);
  return std::ranges::all_of(config, [](char c) { return c == 0; });
}

// Where entry `index` begins within the entries, or nothing when this configuration has none.
std::optional<std::uint64_t> entry_offset(const axml::ChunkView& type, std::uint32_t index) {
  const std::uint8_t flags = type.bytes.u8(9);
  const std::uint32_t count = type.bytes.u32(12);
  if ((flags & kSparse) != 0) {
    // Pairs of entry number and offset / 4, ascending.
    std::uint64_t low = 0, high = count;
    while (low < high) {
      const std::uint64_t middle = (low + high) / 2, at = type.header + middle * 4;
      if (!type.bytes.holds(at, 4)) {
        high = middle;
      } else if (type.bytes.u16(at) < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const std::uint64_t at = type.header + low * 4;
    if (low == count || !type.bytes.holds(at, 4) || type.bytes.u16(at) != index) return std::nullopt;
    return std::uint64_t{type.bytes.u16(at + 2)} * 4;
  }
  if (index >= count) return std::nullopt;
  if ((flags & kOffset16) != 0) {
    const std::uint64_t at = type.header + std::uint64_t{index} * 2;
    if (!type.bytes.holds(at, 2) || type.bytes.u16(at) == 0xFFFF) return std::nullopt;
    return std::uint64_t{type.bytes.u16(at)} * 4;
  }
  const std::uint64_t at = type.header + std::uint64_t{index} * 4;
  if (!type.bytes.holds(at, 4) || type.bytes.u32(at) == kNoEntry) return std::nullopt;
  return type.bytes.u32(at);
}

// The table, before which the platform steps over chunks of other kinds.
std::optional<axml::ChunkView> find_table(const Bytes& file) {
  std::uint64_t at = 0;
  for (int step = 0; step < kMaxSteps; ++step) {
    const std::optional<axml::ChunkView> chunk = axml::chunk_at(file, at);
    if (!chunk || chunk->type == axml::kTable) return chunk;
    at += chunk->bytes.size();
  }
  return std::nullopt;
}

}  // namespace

Checked<Table> Table::open(SourcePtr source, const Limits& limits) {
  Checked<Table> out;
  const Span place{source.get(), 0, 0, "/"};
  const Bytes file{source->text()};
  const std::optional<axml::ChunkView> whole = find_table(file);
  if (!whole || whole->header < 12) {
    const bool begun = file.u16(0) == axml::kTable;
    out.issues.push_back(begun ? error({1121}, place, "the resource table is damaged or cut off")
                               : error({1120}, place, "these bytes are no resource table"));
    return out;
  }
  Table table;
  bool pooled = false;
  for (std::uint64_t at = whole->header; whole->bytes.holds(at, 8);) {
    const std::optional<axml::ChunkView> chunk = axml::chunk_at(whole->bytes, at);
    if (!chunk) {
      out.issues.push_back(
          error({1121}, place, fmt::format("the chunk at byte {} of the resource table is damaged", at)));
      return out;
    }
    if (chunk->type == axml::kStringPool && !std::exchange(pooled, true))
      table.strings_ = axml::StringPool(*chunk, limits.max_memory_bytes);
    if (chunk->type == axml::kPackage && !table.add_package(*chunk, limits, place, out.issues)) return out;
    at += chunk->bytes.size();
  }
  std::ranges::stable_sort(table.types_, [](const TypeChunk& a, const TypeChunk& b) {
    return a.key != b.key ? a.key < b.key : a.standard > b.standard;
  });
  table.source_ = std::move(source);
  out.value = std::move(table);
  return out;
}

bool Table::add_package(const axml::ChunkView& package, const Limits& limits, const Span& place,
                        std::vector<Diagnostic>& issues) {
  const std::uint32_t id = package.bytes.u32(8) & 0xFF;
  for (std::uint64_t at = package.header; package.bytes.holds(at, 8);) {
    const std::optional<axml::ChunkView> chunk = axml::chunk_at(package.bytes, at);
    if (!chunk) return true;  // what stands before a damaged chunk can still be used
    if (chunk->type == axml::kType && chunk->header > kTypeHeader) {
      if (types_.size() == limits.max_entries) {
        issues.push_back(
            error({1121}, place, fmt::format("the resource table has more than {} types", limits.max_entries)));
        return false;
      }
      types_.push_back({id << 8 | chunk->bytes.u8(8), is_default(*chunk), *chunk});
    }
    at += chunk->bytes.size();
  }
  return true;
}

std::optional<Resolved> Table::entry(const TypeChunk& type, std::uint32_t index) const {
  const std::optional<std::uint64_t> offset = entry_offset(type.chunk, index);
  if (!offset) return std::nullopt;
  const Bytes& bytes = type.chunk.bytes;
  const std::uint64_t at = bytes.u32(16) + *offset;
  if (!bytes.holds(at, 8)) return std::nullopt;
  const std::uint16_t flags = bytes.u16(at + 2);
  if ((flags & kCompact) != 0) return Resolved{static_cast<std::uint8_t>(flags >> 8), bytes.u32(at + 4), {}};
  const std::uint64_t value = at + bytes.u16(at);
  if ((flags & kComplex) != 0 || !bytes.holds(value, 8)) return std::nullopt;
  return Resolved{bytes.u8(value + 3), bytes.u32(value + 4), {}};
}

std::optional<Resolved> Table::lookup(std::uint32_t id) {
  for (auto it = std::ranges::lower_bound(types_, id >> 16, {}, &TypeChunk::key);
       it != types_.end() && it->key == id >> 16; ++it)
    if (steps_left_ == 0 || --steps_left_ == 0) {
      return std::nullopt;
    } else if (std::optional<Resolved> found = entry(*it, id & 0xFFFF))
      return found;
  return std::nullopt;
}

std::optional<Resolved> Table::resolve(std::uint32_t id) {
  for (int step = 0; step < kMaxSteps; ++step) {
    std::optional<Resolved> found = lookup(id);
    if (!found) return std::nullopt;
    if (found->type == axml::kReference || found->type == axml::kDynamicReference) {
      id = found->data;
      continue;
    }
    if (found->type == axml::kString) {
      const std::optional<std::string_view> text = strings_.get(found->data, arena_);
      if (!text || text->size() > text_left_) return std::nullopt;
      text_left_ -= text->size();
      found->text = *text;
    }
    return found;
  }
  return std::nullopt;
}

}  // namespace hegui::read::arsc
