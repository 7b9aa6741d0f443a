// RFC 8259. Line separators U+2028 and U+2029 and `<` are escaped too, so that a report may be embedded in a page.
#include "result/json_writer.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
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
  // Most texts are names without anything to escape.
  std::size_t at = 0;
  while (at < text.size() && kPlain[static_cast<unsigned char>(text[at])]) ++at;
  out.append(text, 0, at);
  while (at < text.size()) {
    // What stands as it is goes over in one piece.
    const std::size_t begin = at;
    utf8::Decoded point;
    while (at < text.size()) {
      point = {};
      if (kPlain[static_cast<unsigned char>(text[at])]) {
        ++at;
        continue;
      }
      if (static_cast<unsigned char>(text[at]) < 0x80) break;
      point = utf8::decode(text, at);
      if (!point.ok || point.value == 0x2028 || point.value == 0x2029) break;
      at += point.size;
    }
    out.append(text, begin, at - begin);
    if (at == text.size()) break;
    if (static_cast<unsigned char>(text[at]) < 0x80)
      append_ascii(out, text[at]);
    else if (point.ok)
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
  out_ += ':';
  if (layout_ == Layout::Indented) out_ += ' ';
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
  const fmt::format_int digits(number);
  out_.append(digits.data(), digits.size());
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
  const fmt::format_int digits(number);
  out_.append(digits.data(), digits.size());
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
  const fmt::format_int whole(number / 10);
  out_.append(whole.data(), whole.size());
  out_ += '.';
  out_ += static_cast<char>('0' + number % 10);
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
  assert(depth_ < kDeepest);
  ++depth_;
  filled_ &= ~(std::uint64_t{1} << depth_);
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  const bool filled = (filled_ >> depth_ & 1) != 0;
  --depth_;
  if (filled) line();
  out_ += bracket;
  return *this;
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  const std::uint64_t mark = std::uint64_t{1} << depth_;
  if ((filled_ & mark) != 0) out_ += ',';
  filled_ |= mark;
  line();
}

void JsonWriter::line() {
  if (layout_ == Layout::Compact) return;
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

}  // namespace hegui::result
