#include "read/syntax/elf.h"

#include <algorithm>

#include "read/container/little_endian.h"

namespace hegui::read::elf {
namespace {

constexpr std::uint32_t kMagic = 0x464c457f, kStack = 0x6474e551, kExecutable = 1;
constexpr std::uint8_t kLittleEndian = 1;

// Where the fields stand in the two classes of files.
struct Layout {
  std::uint64_t table, entry_size, entries;  // in the file's header: offset of the table, size and number of entries
  std::uint64_t flags;                       // in an entry
  bool wide;
};
constexpr Layout kNarrow{28, 42, 44, 24, false}, kWide{32, 54, 56, 4, true};

// The table of program headers.
struct Table {
  Layout layout;
  std::uint64_t begin = 0, entry_size = 0, entries = 0;

  std::uint64_t end() const { return begin + entry_size * entries; }
};

std::optional<Table> table_of(const Bytes& bytes) {
  if (!bytes.holds(0, 64) || bytes.u32(0) != kMagic || bytes.u8(5) != kLittleEndian) return std::nullopt;
  if (bytes.u8(4) != 1 && bytes.u8(4) != 2) return std::nullopt;
  const Layout& layout = bytes.u8(4) == 2 ? kWide : kNarrow;
  return Table{layout, layout.wide ? bytes.u64(layout.table) : bytes.u32(layout.table), bytes.u16(layout.entry_size),
               bytes.u16(layout.entries)};
}

}  // namespace

std::uint64_t headers_end(std::string_view head) {
  const std::optional<Table> table = table_of(Bytes{head});
  // A table that begins so far in that the sum would wrap is as far as can be.
  return !table ? 0 : std::max(table->begin, table->end());
}

std::optional<bool> has_plain_stack(std::string_view head) {
  const Bytes bytes{head};
  const std::optional<Table> table = table_of(bytes);
  if (!table || table->entry_size <= table->layout.flags || table->begin >= head.size()) return std::nullopt;
  for (std::uint64_t entry = 0; entry < table->entries; ++entry) {
    const std::uint64_t at = table->begin + entry * table->entry_size;
    if (!bytes.holds(at, table->layout.flags + 4)) return std::nullopt;
    if (bytes.u32(at) == kStack) return (bytes.u32(at + table->layout.flags) & kExecutable) == 0;
  }
  return std::nullopt;
}

}  // namespace hegui::read::elf
