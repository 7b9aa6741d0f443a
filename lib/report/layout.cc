// Columns are those of utf8::width; no terminal is asked.
#include "report/layout.h"

#include <algorithm>

#include "base/utf8.h"

namespace hegui::report {
namespace {

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::Plain:
      return "";
    case Colour::Bold:
      return "\x1b[1m";
    case Colour::Dim:
      return "\x1b[2m";
    case Colour::Red:
      return "\x1b[31m";
    case Colour::BoldRed:
      return "\x1b[1;31m";
    case Colour::Green:
      return "\x1b[32m";
    case Colour::Yellow:
      return "\x1b[33m";
    case Colour::Cyan:
      return "\x1b[36m";
  }
  return "";
}

// Punctuation that may not begin a line.
bool closes(char32_t point) {
  static constexpr std::u32string_view kClosing = U"，。、；：？！）》】”’…,.;:?!)]}";
  return kClosing.find(point) != std::u32string_view::npos;
}

// Punctuation that may not end a line.
bool opens(char32_t point) {
  static constexpr std::u32string_view kOpening = U"（《【“‘([{";
  return kOpening.find(point) != std::u32string_view::npos;
}

// A stretch that is never broken: one word, or one wide character with the punctuation that clings to it.
struct Piece {
  std::string_view text;
  std::size_t width = 0;
  bool space_before = false;
};

std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> out;
  bool space = false;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded point = utf8::decode(text, at);
    if (point.value == ' ' || point.value == '\t') {
      space = true;
    } else {
      const std::size_t width = utf8::width(point.value);
      const bool between = width == 2 || (before != 0 && utf8::width(before) == 2);
      if (space || out.empty() || (between && !closes(point.value) && !opens(before))) {
        out.push_back({text.substr(at, point.size), width, space && !out.empty()});
      } else {
        Piece& last = out.back();
        const auto begin = static_cast<std::size_t>(last.text.data() - text.data());
        last.text = text.substr(begin, at + point.size - begin);
        last.width += width;
      }
      space = false;
      before = point.value;
    }
    at += point.size;
  }
  return out;
}

}  // namespace

std::string Painter::paint(Colour colour, std::string_view text) const {
  if (!on_ || colour == Colour::Plain || text.empty()) return std::string(text);
  std::string out(code_of(colour));
  out += text;
  return out += "\x1b[0m";
}

std::string pad(std::string_view text, std::size_t columns) {
  std::string out(text);
  const std::size_t width = utf8::width(text);
  if (width < columns) out.append(columns - width, ' ');
  return out;
}

std::string fit(std::string_view text, std::size_t columns) {
  if (utf8::width(text) <= columns) return std::string(text);
  std::string out;
  std::size_t used = 1;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded point = utf8::decode(text, at);
    used += utf8::width(point.value);
    if (used > columns) break;
    out.append(text.substr(at, point.size));
    at += point.size;
  }
  return out += "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  columns = std::max<std::size_t>(columns, 8);
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (const Piece& piece : pieces(text)) {
    const std::size_t gap = piece.space_before && used > 0 ? 1 : 0;
    if (used > 0 && used + gap + piece.width > columns) {
      lines.emplace_back();
      used = 0;
    } else if (gap > 0) {
      lines.back() += ' ';
      used += 1;
    }
    for (std::size_t at = 0; at < piece.text.size();) {
      const utf8::Decoded point = utf8::decode(piece.text, at);
      const std::size_t width = utf8::width(point.value);
      if (used + width > columns) {
        lines.emplace_back();
        used = 0;
      }
      lines.back().append(piece.text.substr(at, point.size));
      used += width;
      at += point.size;
    }
  }
  return lines;
}

std::string bar(std::uint32_t per_mille, std::size_t cells) {
  static constexpr std::string_view kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const std::size_t eighths = std::min<std::size_t>(per_mille, 1000) * cells * 8 / 1000;
  std::string out;
  for (std::size_t cell = 0; cell < eighths / 8; ++cell) out += "█";
  out += kEighths[eighths % 8];
  for (std::size_t cell = (eighths + 7) / 8; cell < cells; ++cell) out += "·";
  return out;
}

}  // namespace hegui::report
