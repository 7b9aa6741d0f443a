// A flat, immutable block of tables and strings without pointers: what the build embeds and start-up only looks at.
// An image is a header, a directory of sections, and the sections; a section is an array of one trivially copyable row
// type, and strings are offsets into one pool. Both ends run on the same machine: rows are stored in native byte order.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace hegui::image {

// A string of the pool: byte offset from the pool's start, and size. Strings of a built image outlive every view of it.
struct Text {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
};

// Rows [begin, begin + count) of another section.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

// Collects sections and strings, then lays them out. Equal strings are stored once.
class Writer {
 public:
  Text text(std::string_view value);

  // Appends rows to `section` (a number the reader knows) and returns where they stand in it.
  template <class Row>
  Range rows(std::uint32_t section, std::span<const Row> values) {
    static_assert(std::is_trivially_copyable_v<Row> && alignof(Row) <= 8);
    return append(section, sizeof(Row), values.data(), values.size());
  }
  template <class Row>
  std::uint32_t row(std::uint32_t section, const Row& value) {
    return rows(section, std::span<const Row>(&value, 1)).begin;
  }

  // The finished image, 8-byte aligned when placed at an 8-byte aligned address.
  std::string finish() const;

 private:
  struct Section {
    std::uint32_t number = 0, row_size = 0, count = 0;
    std::string bytes;
  };
  Range append(std::uint32_t section, std::size_t row_size, const void* values, std::size_t count);

  std::vector<Section> sections_;
  std::string pool_;
  std::unordered_map<std::string, Text> known_;
};

// A look at a built image; cheap to copy, valid as long as the bytes are.
class View {
 public:
  View() = default;
  // Takes a view of `bytes` (8-byte aligned). `ok()` is false when it is not an image of this build.
  explicit View(std::string_view bytes);

  bool ok() const { return !bytes_.empty(); }
  std::string_view bytes() const { return bytes_; }
  std::string_view text(Text text) const { return pool_.substr(text.offset, text.size); }

  // All rows of `section`; empty when the image has none.
  template <class Row>
  std::span<const Row> rows(std::uint32_t section) const {
    const std::string_view bytes = find(section, sizeof(Row));
    return {reinterpret_cast<const Row*>(bytes.data()), bytes.size() / sizeof(Row)};
  }
  template <class Row>
  std::span<const Row> rows(std::uint32_t section, Range range) const {
    return rows<Row>(section).subspan(range.begin, range.count);
  }

 private:
  std::string_view find(std::uint32_t section, std::size_t row_size) const;

  std::string_view bytes_;
  std::string_view pool_;
};

}  // namespace hegui::image
