// UTF-8 as hegui needs it: decoding that never fails, counting, terminal width, and making text safe to print.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hegui::utf8 {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t value = 0;     // kReplacement for an ill-formed byte
  std::uint8_t size = 1;  // bytes consumed, at least 1
  bool ok = true;
};

// The code point at byte `at` (at < text.size()). Overlong forms, surrogates and values above U+10FFFF are ill-formed.
Decoded decode(std::string_view text, std::size_t at);
// Appends `point` (a scalar value; anything else becomes U+FFFD).
void append(std::string& out, char32_t point);
// The byte offset of the first ill-formed sequence, or npos.
std::size_t find_invalid(std::string_view text);
// Code points; an ill-formed byte counts as one.
std::size_t length(std::string_view text);
// `count` code points from code point `first` (from 0).
std::string_view slice(std::string_view text, std::size_t first, std::size_t count);
// Columns a terminal gives the code point: 0 combining and format, 2 East Asian wide and full-width, else 1.
std::size_t width(char32_t point);
std::size_t width(std::string_view text);
// The text with control characters, bidirectional overrides and ill-formed bytes written as \xNN or \u{NNNN}: what may
// go to a terminal or a log. Line breaks count as control characters, tabs do not.
std::string printable(std::string_view text);

// The same number of code points with each that `printable` would spell out replaced by U+FFFD: columns stay where they
// are.
std::string masked(std::string_view text);

}  // namespace hegui::utf8
