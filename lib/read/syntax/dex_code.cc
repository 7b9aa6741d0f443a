// Walking over the instructions of every method. Widths: the platform's "Dalvik executable instruction formats".
#include <algorithm>
#include <array>
#include <unordered_set>

#include "read/syntax/dex.h"

namespace hegui::read::dex {
namespace {

// Opcodes that follow one another and are equally wide.
struct Widths {
  std::uint8_t last, units;
};

// Width of each opcode in 16-bit units; unused ones count as one, as the platform takes them.
constexpr std::array<std::uint8_t, 256> kUnits = [] {
  constexpr Widths kRuns[] = {{0x01, 1}, {0x02, 2}, {0x03, 3}, {0x04, 1}, {0x05, 2}, {0x06, 3}, {0x07, 1}, {0x08, 2},
                              {0x09, 3}, {0x12, 1}, {0x13, 2}, {0x14, 3}, {0x16, 2}, {0x17, 3}, {0x18, 5}, {0x1A, 2},
                              {0x1B, 3}, {0x1C, 2}, {0x1E, 1}, {0x20, 2}, {0x21, 1}, {0x23, 2}, {0x26, 3}, {0x28, 1},
                              {0x29, 2}, {0x2C, 3}, {0x3D, 2}, {0x43, 1}, {0x6D, 2}, {0x72, 3}, {0x73, 1}, {0x78, 3},
                              {0x8F, 1}, {0xAF, 2}, {0xCF, 1}, {0xE2, 2}, {0xF9, 1}, {0xFB, 4}, {0xFD, 3}, {0xFF, 2}};
  std::array<std::uint8_t, 256> units{};
  std::size_t opcode = 0;
  for (const Widths& run : kRuns)
    for (; opcode <= run.last; ++opcode) units[opcode] = run.units;
  return units;
}();

constexpr std::uint8_t kConstString = 0x1A, kConstStringJumbo = 0x1B;
constexpr std::uint16_t kPackedSwitch = 0x0100, kSparseSwitch = 0x0200, kArrayData = 0x0300;
constexpr std::uint64_t kCodeHeader = 16;

bool reads_field(std::uint8_t opcode) {
  return (opcode >= 0x52 && opcode <= 0x58) || (opcode >= 0x60 && opcode <= 0x66);
}
bool calls(std::uint8_t opcode) {
  return (opcode >= 0x6E && opcode <= 0x72) || (opcode >= 0x74 && opcode <= 0x78) || opcode == 0xFA || opcode == 0xFB;
}

// How often the bytes of the file may be gone over in all: methods may share code, but not without end.
constexpr std::uint64_t kMaxRepeats = 8;

class Scanner {
 public:
  Scanner(const Bytes& bytes, const Wanted& wanted)
      : bytes_(bytes), wanted_(wanted), left_(bytes.size() * kMaxRepeats) {}

  // The methods of a class. False where its members are damaged or the file repeats itself too often.
  template <class Found>
  bool members(std::uint32_t offset, const Found& found) {
    at_ = offset;
    std::uint64_t counts[4] = {};
    for (std::uint64_t& count : counts)
      if (!number(count)) return false;
    const std::uint64_t fields = counts[0] + counts[1], methods = counts[2] + counts[3];
    std::uint64_t skipped = 0;
    for (std::uint64_t i = 0; i < fields; ++i)
      if (!number(skipped) || !number(skipped)) return false;
    for (std::uint64_t i = 0; i < methods; ++i) {
      std::uint64_t code = 0;
      if (!number(skipped) || !number(skipped) || !number(code)) return false;
      if (code == 0) continue;
      marks_.clear();
      noted_.clear();
      if (!instructions(code)) return false;
      if (!marks_.empty()) found(std::span<const std::uint32_t>(marks_));
    }
    return true;
  }

 private:
  bool spend(std::uint64_t bytes) {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }

  // An unsigned LEB128 number of at most 32 bits.
  bool number(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      if (!bytes_.holds(at_, 1) || !spend(1)) return false;
      const std::uint8_t byte = bytes_.u8(at_++);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if ((byte & 0x80) == 0) return true;
    }
    return false;
  }

  bool instructions(std::uint64_t code) {
    if (!bytes_.holds(code, kCodeHeader)) return false;
    const std::uint64_t size = std::uint64_t{bytes_.u32(code + 12)} * 2;
    if (!bytes_.holds(code + kCodeHeader, size) || !spend(kCodeHeader + size)) return false;
    const Bytes body{bytes_.slice(code + kCodeHeader, size)};
    for (std::uint64_t at = 0; at < size;) {
      const std::uint16_t unit = body.u16(at);
      const auto opcode = static_cast<std::uint8_t>(unit);
      if (opcode == 0) {
        at += no_operation(body, at, unit);
        continue;
      }
      if (calls(opcode)) {
        note(Table::Methods, wanted_.methods, body.u16(at + 2));
      } else if (opcode == kConstString) {
        note(Table::Strings, wanted_.strings, body.u16(at + 2));
      } else if (opcode == kConstStringJumbo) {
        note(Table::Strings, wanted_.strings, body.u32(at + 2));
      } else if (reads_field(opcode)) {
        note(Table::Fields, wanted_.fields, body.u16(at + 2));
      }
      at += std::uint64_t{kUnits[opcode]} * 2;
    }
    return true;
  }

  // Bytes of a no-operation, or of the data that lies among instructions under its number.
  static std::uint64_t no_operation(const Bytes& body, std::uint64_t at, std::uint16_t unit) {
    switch (unit) {
      case kPackedSwitch:
        return 8 + std::uint64_t{body.u16(at + 2)} * 4;
      case kSparseSwitch:
        return 4 + std::uint64_t{body.u16(at + 2)} * 8;
      case kArrayData:
        return 8 + (std::uint64_t{body.u16(at + 2)} * body.u32(at + 4) + 1) / 2 * 2;
      default:
        return 2;
    }
  }

  enum class Table : std::uint64_t { Methods, Fields, Strings };

  // What a method names again says nothing new.
  void note(Table table, const Marks& marks, std::uint32_t number) {
    if (marks.holds(number) && noted_.insert(static_cast<std::uint64_t>(table) << 32 | number).second)
      marks.append(number, marks_);
  }

  const Bytes& bytes_;
  const Wanted& wanted_;
  std::uint64_t left_;
  std::uint64_t at_ = 0;
  std::vector<std::uint32_t> marks_;
  std::unordered_set<std::uint64_t> noted_;  // table and number, of this method
};

}  // namespace

bool Dex::scan(const Wanted& wanted,
               const std::function<void(std::uint32_t, std::span<const std::uint32_t>)>& found) const {
  if (wanted.methods.empty() && wanted.fields.empty() && wanted.strings.empty()) return true;
  Scanner scanner(bytes_, wanted);
  for (std::uint32_t i = 0; i < classes_.count; ++i) {
    const ClassDef one = class_def(i);
    if (one.data == 0) continue;
    if (!scanner.members(one.data, [&](std::span<const std::uint32_t> marks) { found(one.type, marks); })) return false;
  }
  return true;
}

}  // namespace hegui::read::dex
