#include "read/syntax/proto_item.h"

namespace hegui::read::proto {
namespace {

// The string in field 1 of String, RawString, StyledString and FileReference.
std::string_view first_string(std::string_view bytes) {
  std::string_view text;
  for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
    if (message.tag_and_type() == bytes_field(1))
      text = view_of(message);
    else
      message.skip();
  }
  return text;
}

Item read_reference(std::string_view bytes) {
  Item item{Item::Kind::Reference, {}, 0};
  for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
    if (message.tag_and_type() == number_field(1)) {
      if (message.get_enum() != 0) item.kind = Item::Kind::Other;  // a theme's attribute
    } else if (message.tag_and_type() == number_field(2)) {
      item.data = message.get_uint32();
    } else {
      message.skip();
    }
  }
  return item;
}

Item read_primitive(std::string_view bytes) {
  Item item{Item::Kind::Other, {}, 0};
  for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
    switch (message.tag_and_type()) {
      case bytes_field(2):  // @empty
        item = {Item::Kind::Text, {}, 0};
        message.skip();
        break;
      case number_field(6):
        item = {Item::Kind::Integer, {}, static_cast<std::uint32_t>(message.get_int32())};
        break;
      case number_field(7):
        item = {Item::Kind::Integer, {}, message.get_uint32()};
        break;
      case number_field(8):
        item = {Item::Kind::Boolean, {}, message.get_bool() ? 0xFFFFFFFFu : 0u};
        break;
      default:
        message.skip();
    }
  }
  return item;
}

}  // namespace

Item read_item(std::string_view bytes) {
  Item item;
  for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
    switch (message.tag_and_type()) {
      case bytes_field(1):
        item = read_reference(view_of(message));
        break;
      case bytes_field(2):
      case bytes_field(3):
      case bytes_field(4):
        item = {Item::Kind::Text, first_string(view_of(message)), 0};
        break;
      case bytes_field(5):
        item = {Item::Kind::File, first_string(view_of(message)), 0};
        break;
      case bytes_field(6):
        item = {Item::Kind::Other, {}, 0};
        message.skip();
        break;
      case bytes_field(7):
        item = read_primitive(view_of(message));
        break;
      default:
        message.skip();
    }
  }
  return item;
}

}  // namespace hegui::read::proto
