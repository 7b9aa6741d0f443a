// The string pool that binary XML and resource tables share (ResStringPool of the platform), read the way the platform
// reads it: one string at a time, by number, decoded when asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/arena.h"
#include "read/container/little_endian.h"

namespace hegui::read::axml {

// Chunk types of binary XML and resource tables.
enum Chunk : std::uint16_t {
  kStringPool = 0x0001,
  kTable = 0x0002,
  kXml = 0x0003,
  kStartNamespace = 0x0100,
  kEndNamespace = 0x0101,
  kStartElement = 0x0102,
  kEndElement = 0x0103,
  kCharacterData = 0x0104,
  kLastXmlNode = 0x017F,
  kResourceMap = 0x0180,
  kPackage = 0x0200,
  kType = 0x0201,
};

// Kinds of a typed value (Res_value.dataType).
enum DataType : std::uint8_t {
  kNull = 0x00,
  kReference = 0x01,
  kString = 0x03,
  kDynamicReference = 0x07,
  kFirstInteger = 0x10,
  kBoolean = 0x12,
  kFirstColour = 0x1C,
  kLastInteger = 0x1F,
};

inline constexpr std::uint32_t kNoString = 0xFFFFFFFF;
inline constexpr std::uint64_t kPoolHeader = 28;  // bytes

// The header every chunk begins with, and the chunk's bytes.
struct ChunkView {
  std::uint16_t type = 0;
  std::uint32_t header = 0;  // size of the header, at least 8
  Bytes bytes;               // the whole chunk, header included
};

// The chunk at `at`; empty when its header is damaged or it reaches past the end.
std::optional<ChunkView> chunk_at(const Bytes& bytes, std::uint64_t at);

class StringPool {
 public:
  StringPool() = default;
  // A pool over a chunk of type kStringPool; a damaged header gives an empty pool.
  StringPool(const ChunkView& chunk, std::uint64_t max_memory);

  std::uint32_t count() const { return count_; }
  // String `index` as UTF-8, without copying where the pool holds UTF-8; other strings are decoded into `arena` once.
  // Nothing when the index or the string lies outside the pool, or the memory allowed for decoding is spent.
  std::optional<std::string_view> get(std::uint32_t index, Arena& arena);
  // Whether a string was refused because the memory allowed was spent.
  bool exhausted() const { return exhausted_; }

 private:
  std::optional<std::string_view> find_utf8(std::uint64_t at) const;
  std::optional<std::string_view> decode_utf16(std::uint64_t at, Arena& arena);

  Bytes bytes_;
  std::uint64_t offsets_ = 0;
  std::uint64_t strings_ = 0;
  std::uint32_t count_ = 0;
  bool utf8_ = false;
  bool exhausted_ = false;
  std::uint64_t memory_left_ = 0;
  std::unordered_map<std::uint32_t, std::string_view> decoded_;  // UTF-16 strings by index
};

}  // namespace hegui::read::axml
