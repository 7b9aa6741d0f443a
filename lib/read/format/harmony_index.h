// The strings of a compiled `resources.index`, in the two layouts that OpenHarmony's restool writes (its
// resource_table.cpp). Little-endian, no alignment.
//
// The older one: a header of 136 bytes, then per configuration `KEYS` with the offset of an `IDSS` list of (id,
// offset), each leading to a resource's type, id, text and name.
//
// The newer one: a header of 140 bytes, then per configuration `KEYS` with its number, then one `IDSS` that lists under
// each type (id, offset, name), each leading into `DATA` to pairs of a configuration's number and the offset of the
// text there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::read::harmony {

struct IndexedString {
  std::uint32_t id = 0;
  std::string_view name, text;
};

struct IndexedStrings {
  // Of simplified Chinese and of the default configuration. Where several have one id, the first is what users here
  // see. They are views into the index.
  std::vector<IndexedString> strings;
  std::string lost;  // why strings are missing; empty where none are known to be
};

IndexedStrings read_index(std::string_view index);

}  // namespace hegui::read::harmony
