// A JSON text written from front to back: what every machine-readable report is made with. It keeps no tree, so that a
// line of a batch costs little more than its bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hegui::result {

class JsonWriter {
 public:
  enum class Layout : std::uint8_t { Compact, Indented };

  // Appends to `out`, which must outlive the writer. Indented puts each member on its own line, two spaces deeper.
  explicit JsonWriter(std::string& out, Layout layout = Layout::Indented) : out_(out), layout_(layout) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  // The name of the next value, within an object.
  JsonWriter& key(std::string_view name);

  // Text is escaped; ill-formed UTF-8 becomes U+FFFD, so that the output is JSON whatever the input was.
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool flag);
  JsonWriter& value(std::uint64_t number);
  JsonWriter& null();
  // A value that is JSON already.
  JsonWriter& json(std::string_view text);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(double number);  // null when it is no number JSON knows
  // A number with one decimal, given in tenths.
  JsonWriter& tenths(std::uint64_t number);

  template <class T>
  JsonWriter& member(std::string_view name, const T& what) {
    key(name);
    return value(what);
  }
  JsonWriter& member(std::string_view name, std::uint32_t number) { return key(name).value(std::uint64_t{number}); }
  // Nothing at all when the text is empty.
  JsonWriter& member_if(std::string_view name, std::string_view text) {
    return text.empty() ? *this : member(name, text);
  }
  JsonWriter& texts(std::string_view name, std::span<const std::string> values);
  // Nothing at all when there are none.
  JsonWriter& texts_if(std::string_view name, std::span<const std::string> values) {
    return values.empty() ? *this : texts(name, values);
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  // Whether something stands before the next value at this depth; marks that it does.
  bool takes_comma();
  // What stands before the next value is written.
  void separate();
  // The same before a string, but for a comma where it returns true.
  bool begin_string();
  void line();

  std::string& out_;
  Layout layout_;
  static constexpr std::size_t kDeepest = 63;
  std::uint64_t filled_ = 0;  // by depth: something stands in it already
  std::size_t depth_ = 0;     // at most kDeepest: what is written here nests a few deep
  bool after_key_ = false;
};

// `text` as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace hegui::result
