// RFC 8259. Line separators U+2028 and U+2029 and `<` are escaped too, so that a report may be embedded in a page.
#include "result/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>
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

// Whether eight bytes stand in a string as they are.
bool all_plain(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
  // The high bit of the first byte that is below `c`, and of none when there is no such byte.
  const auto below = [](std::uint64_t eight, std::uint64_t c) { return (eight - kOnes * c) & ~eight; };
  const auto equal = [&](char c) { return below(bytes ^ (kOnes * static_cast<unsigned char>(c)), 1); };
  return ((bytes | below(bytes, 0x20) | equal('"') | equal('\\') | equal('<') | equal(0x7F)) & kHigh) == 0;
}

// Copies the text to `into`; false when a byte of it does not stand in a string as it is.
bool copy_plain(std::string_view text, char* into) {
  const std::size_t size = text.size();
  std::size_t at = 0;
  if (size >= 8) {
    std::uint64_t bytes = 0;
    for (; at < size; at += 8) {
      at = std::min(at, size - 8);
      std::memcpy(&bytes, text.data() + at, 8);
      if (!all_plain(bytes)) return false;
      std::memcpy(into + at, &bytes, 8);
    }
    return true;
  }
  for (; at < size; ++at) {
    if (!kPlain[static_cast<unsigned char>(text[at])]) return false;
    into[at] = text[at];
  }
  return true;
}

// Appends `text` as the inside of a JSON string.
void append_inside(std::string& out, std::string_view text) {
  std::size_t at = 0;
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
}

// What stands around a string.
struct Around {
  bool comma = false;  // before it
  bool colon = false;  // after it
};

// Most strings are names without anything to escape, and a line of a batch holds hundreds: these go over in one step.
void append_string(std::string& out, std::string_view text, Around around = {}) {
  const std::size_t begin = out.size();
  bool plain = true;
  out.resize_and_overwrite(begin + text.size() + 4, [&](char* bytes, std::size_t) {
    char* into = bytes + begin;
    if (around.comma) *into++ = ',';
    *into++ = '"';
    plain = copy_plain(text, into);
    if (!plain) return static_cast<std::size_t>(into - bytes);
    into += text.size();
    *into++ = '"';
    if (around.colon) *into++ = ':';
    return static_cast<std::size_t>(into - bytes);
  });
  if (plain) return;
  append_inside(out, text);
  out += around.colon ? "\":" : "\"";
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) { append_string(out, text); }

JsonWriter& JsonWriter::key(std::string_view name) {
  append_string(out_, name, {.comma = begin_string(), .colon = true});
  if (layout_ == Layout::Indented) out_ += ' ';
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  append_string(out_, text, {.comma = begin_string()});
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

bool JsonWriter::takes_comma() {
  const std::uint64_t mark = std::uint64_t{1} << depth_;
  const bool filled = (filled_ & mark) != 0;
  filled_ |= mark;
  return filled;
}

bool JsonWriter::begin_string() {
  if (layout_ == Layout::Compact && !after_key_ && depth_ != 0) return takes_comma();
  separate();
  return false;
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (takes_comma()) out_ += ',';
  line();
}

void JsonWriter::line() {
  if (layout_ == Layout::Compact) return;
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

}  // namespace hegui::result
