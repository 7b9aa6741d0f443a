// RFC 8259. Line separators U+2028 and U+2029 and `<` are escaped too, so that a report may be embedded in a page.
#include "result/json_writer.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>

#include "base/utf8.h"

namespace hegui::result {
namespace {

void append_escaped(std::string& out, char32_t point) {
  fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(point));
}

void append_ascii(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == 0x7F)
        append_escaped(out, static_cast<unsigned char>(c));
      else
        out += c;
  }
}

// Bytes that stand in a string as they are.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\' && c != '<';
  return plain;
}();

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && kPlain[static_cast<unsigned char>(text[at])]) ++at;
    if (at > begin) {
      out.append(text, begin, at - begin);
      continue;
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      append_ascii(out, text[at++]);
      continue;
    }
    const utf8::Decoded point = utf8::decode(text, at);
    if (point.value == 0x2028 || point.value == 0x2029)
      append_escaped(out, point.value);
    else
      utf8::append(out, point.value);
    at += point.size;
  }
  out += '"';
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += layout_ == Layout::Indented ? ": " : ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(bool flag) {
  separate();
  out_ += flag ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
  separate();
  out_ += fmt::format_int(number).c_str();
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::json(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  out_ += fmt::format_int(number).c_str();
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", number);
  return *this;
}

JsonWriter& JsonWriter::tenths(std::uint64_t number) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}.{}", number / 10, number % 10);
  return *this;
}

JsonWriter& JsonWriter::texts(std::string_view name, std::span<const std::string> values) {
  key(name).begin_array();
  for (const std::string& text : values) value(std::string_view(text));
  return end_array();
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  has_members_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  const bool filled = has_members_.back();
  has_members_.pop_back();
  if (filled) line();
  out_ += bracket;
  return *this;
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_members_.empty()) return;
  if (has_members_.back()) out_ += ',';
  has_members_.back() = true;
  line();
}

void JsonWriter::line() {
  if (layout_ == Layout::Compact) return;
  out_ += '\n';
  out_.append(2 * has_members_.size(), ' ');
}

}  // namespace hegui::result
