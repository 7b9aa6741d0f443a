// Decoding by the table of well-formed sequences (Unicode Standard, table 3-7). Normalisation is not done here.
#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace hegui::utf8 {

Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const int extra = lead >= 0xC2 && lead <= 0xDF ? 1 : (lead & 0xF0) == 0xE0 ? 2 : lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
  if (extra == 0 || at + static_cast<std::size_t>(extra) >= text.size()) return {kReplacement, 1, false};
  char32_t value = lead & (0x3F >> extra);
  for (int i = 1; i <= extra; ++i) {
    const unsigned char next = byte(static_cast<std::size_t>(i));
    if ((next & 0xC0) != 0x80) return {kReplacement, 1, false};
    value = value << 6 | (next & 0x3F);
  }
  const bool overlong = (extra == 2 && value < 0x800) || (extra == 3 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {kReplacement, 1, false};
  return {value, static_cast<std::uint8_t>(extra + 1), true};
}

void append(std::string& out, char32_t point) {
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = kReplacement;
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

namespace {

// The end of the ASCII bytes that begin at `at`, eight at a time.
std::size_t ascii_end(std::string_view text, std::size_t at) {
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

std::size_t find_invalid(std::string_view text) {
  for (std::size_t at = ascii_end(text, 0); at < text.size(); at = ascii_end(text, at)) {
    const Decoded point = decode(text, at);
    if (!point.ok) return at;
    at += point.size;
  }
  return std::string_view::npos;
}

std::size_t length(std::string_view text) {
  std::size_t at = ascii_end(text, 0), count = at;
  while (at < text.size()) {
    at += decode(text, at).size;
    const std::size_t end = ascii_end(text, at);
    count += 1 + end - at;
    at = end;
  }
  return count;
}

std::string_view slice(std::string_view text, std::size_t first, std::size_t count) {
  std::size_t begin = 0;
  for (; first > 0 && begin < text.size(); --first) begin += decode(text, begin).size;
  std::size_t end = begin;
  for (; count > 0 && end < text.size(); --count) end += decode(text, end).size;
  return text.substr(begin, end - begin);
}

namespace {

struct Range {
  char32_t first, last;
};

// Unicode East Asian Width W and F, merged into coarse blocks.
constexpr Range kWide[] = {{0x1100, 0x115F}, {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
                           {0x2614, 0x2615}, {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
                           {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
                           {0xF900, 0xFAFF}, {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
                           {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
// Combining marks, zero-width and bidirectional format characters.
constexpr Range kZero[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
                           {0x2066, 0x2069}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};

template <std::size_t N>
bool within(const Range (&ranges)[N], char32_t point) {
  const Range* it = std::upper_bound(std::begin(ranges), std::end(ranges), point,
                                     [](char32_t value, const Range& range) { return value < range.first; });
  return it != std::begin(ranges) && point <= std::prev(it)->last;
}

bool unsafe_to_print(char32_t point) {
  return (point < 0x20 && point != '\t') || (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069) || point == 0x2028 || point == 0x2029;
}

}  // namespace

std::size_t width(char32_t point) {
  if (point < 0x300) return 1;
  if (within(kZero, point)) return 0;
  return within(kWide, point) ? 2 : 1;
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded point = decode(text, at);
    columns += width(point.value);
    at += point.size;
  }
  return columns;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded point = decode(text, at);
    if (!point.ok)
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(text[at]));
    else if (unsafe_to_print(point.value))
      fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", static_cast<std::uint32_t>(point.value));
    else
      out.append(text.substr(at, point.size));
    at += point.size;
  }
  return out;
}

std::string masked(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= 0x20 && text[at] < 0x7F) ++at;
    out.append(text, begin, at - begin);
    if (at == text.size()) break;
    const Decoded point = decode(text, at);
    append(out, !point.ok || unsafe_to_print(point.value) ? kReplacement : point.value);
    at += point.size;
  }
  return out;
}

}  // namespace hegui::utf8
