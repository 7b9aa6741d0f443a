// The values both protobuf XML and protobuf resource tables hold (Item of Resources.proto). Internal to their readers.
#pragma once

#include <cstdint>
#include <optional>
#include <protozero/pbf_reader.hpp>
#include <string_view>

#include "base/utf8.h"

namespace hegui::read::proto {

using protozero::pbf_reader;
using protozero::pbf_wire_type;
using protozero::tag_and_type;

// A field of a message with the wire type it must have; anything else of that number is not this field.
inline constexpr std::uint32_t bytes_field(std::uint32_t number) {
  return tag_and_type(number, pbf_wire_type::length_delimited);
}
inline constexpr std::uint32_t number_field(std::uint32_t number) {
  return tag_and_type(number, pbf_wire_type::varint);
}

inline std::string_view view_of(pbf_reader& message) {
  const protozero::data_view view = message.get_view();
  return {view.data(), view.size()};
}

struct Item {
  enum class Kind : std::uint8_t { None, Text, File, Reference, Integer, Boolean, Other } kind = Kind::None;
  std::string_view text;   // Text, File
  std::uint32_t data = 0;  // Integer as its 32 bits, Boolean, number of a resource
};

// Throws protozero::exception on damaged bytes.
Item read_item(std::string_view bytes);

}  // namespace hegui::read::proto
