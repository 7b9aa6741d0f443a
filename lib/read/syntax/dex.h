// The tables of Android's executable format: strings, types, members, classes, and which of them instructions name.
// Nothing is decompiled; that an instruction is there does not say that it ever runs. Format: the platform's "Dalvik
// executable format", versions 035 to 041.
//
// The tables of a file that the platform loads are ordered, and it refuses others, so names are looked for by halving:
// no string is read that no question is about.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "read/container/little_endian.h"

namespace hegui::read::dex {

// A method or field as the tables name it; `type` and `name` are numbers of a type and of a string.
struct Member {
  std::uint16_t type = 0;
  std::uint32_t name = 0;
};

// A class the file defines: the number of its type, and the offset of its members (0: it has none).
struct ClassDef {
  std::uint32_t type = 0;
  std::uint32_t data = 0;
};

// Numbers [begin, end) of one table.
struct Numbers {
  std::uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

// What an instruction names that is looked for: marks by number of a table.
class Marks {
 public:
  Marks() = default;
  explicit Marks(std::uint32_t size) : seen_(size) {}

  // Marks a number; several marks of one number are all found. Numbers past the table's end are passed over.
  void add(std::uint32_t number, std::uint32_t mark);
  // Orders the marks: before the first look.
  void finish();
  bool empty() const { return marks_.empty(); }
  bool holds(std::uint32_t number) const { return number < seen_.size() && seen_[number]; }
  // The marks of a number, in the order of `add`.
  void append(std::uint32_t number, std::vector<std::uint32_t>& out) const;

 private:
  std::vector<bool> seen_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_;
};

struct Wanted {
  Marks methods;  // called
  Marks fields;   // read
  Marks strings;  // loaded
};

// Strings longer than this are no names; `Dex::string` gives nothing for them.
inline constexpr std::uint32_t kMaxString = 4096;

bool is_dex(std::string_view bytes);

// One dex file. A view: the bytes must outlive it.
class Dex {
 public:
  std::uint32_t strings() const { return strings_.count; }
  std::uint32_t types() const { return types_.count; }
  std::uint32_t methods() const { return methods_.count; }
  std::uint32_t fields() const { return fields_.count; }
  std::uint32_t classes() const { return classes_.count; }

  // The bytes of a string in the file's own encoding (UTF-8 whose units are those of UTF-16, zero in two bytes); empty
  // outside the table, where damaged, or longer than kMaxString.
  std::string_view string(std::uint32_t number) const;
  // The descriptor of a type: `Lcom/example/Main;`.
  std::string_view type(std::uint32_t number) const;
  Member method(std::uint32_t number) const { return member(methods_, number); }
  Member field(std::uint32_t number) const { return member(fields_, number); }
  ClassDef class_def(std::uint32_t number) const;

  // `text` is ASCII.
  std::optional<std::uint32_t> find_string(std::string_view text) const;
  std::optional<std::uint32_t> find_type(std::string_view descriptor) const;
  // The strings that begin with `prefix`, ASCII.
  Numbers find_strings(std::string_view prefix) const;
  // All methods, or fields, of this name that `type` is written before, whatever they take and give.
  Numbers find_methods(std::uint32_t type, std::uint32_t name) const { return find_members(methods_, type, name); }
  Numbers find_fields(std::uint32_t type, std::uint32_t name) const { return find_members(fields_, type, name); }

  // Calls `found` for every method whose instructions name something wanted, with the number of the class's type and
  // the marks in order of appearance. False when the file is damaged, or repeats its code beyond reason.
  bool scan(const Wanted& wanted,
            const std::function<void(std::uint32_t, std::span<const std::uint32_t>)>& found) const;

 private:
  friend Result<std::vector<Dex>> open(const Source& source);

  struct Table {
    std::uint64_t begin = 0;
    std::uint32_t count = 0;
  };

  static Result<Dex> parse(const Source& source, std::uint64_t header);
  Member member(const Table& table, std::uint32_t number) const;
  std::uint32_t first_string(std::string_view text) const;
  Numbers find_members(const Table& table, std::uint32_t type, std::uint32_t name) const;

  Bytes bytes_;
  Table strings_, types_, fields_, methods_, classes_;
};

// The dex files in these bytes: one, or from version 041 as many as the container holds. Errors: HG1160 no dex file or
// none that can be read, HG1161 a table that reaches past the end.
Result<std::vector<Dex>> open(const Source& source);

// `Lcom/example/Main;` as `com.example.Main` in UTF-8, safe to print; other descriptors as they stand.
std::string class_name(std::string_view descriptor);
// A string of the file in UTF-8, safe to print.
std::string readable(std::string_view string);

}  // namespace hegui::read::dex
