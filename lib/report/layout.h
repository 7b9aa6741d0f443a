// Laying out text in terminal columns, where a Chinese character takes two: padding, wrapping, bars, and colour that is
// there only when asked for. All text given here has passed utf8::printable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::report {

enum class Colour : std::uint8_t { Plain, Bold, Dim, Red, BoldRed, Green, Yellow, Cyan };

// Colours text, or leaves it alone.
class Painter {
 public:
  explicit Painter(bool on) : on_(on) {}
  std::string paint(Colour colour, std::string_view text) const;

 private:
  bool on_;
};

// `text` followed by spaces up to `columns`; longer text stays whole.
std::string pad(std::string_view text, std::size_t columns);

// `text` cut with `…` where it is wider than `columns`.
std::string fit(std::string_view text, std::size_t columns);

// Lines of at most `columns`, broken at spaces and between Chinese characters, never before closing punctuation. A word
// longer than a line is cut. At least one line, perhaps empty.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

// A bar of `cells` columns filled to `per_mille` by eighths of a cell, the rest dots.
std::string bar(std::uint32_t per_mille, std::size_t cells);

}  // namespace hegui::report
