// The excerpt is laid out as cells, one per code point, because a code point may take no, one, two or many columns once
// written out.
#include "report/excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "report/words.h"

namespace hegui::report {
namespace {

struct Cell {
  std::string text;
  std::size_t width = 0;
};

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  for (std::size_t at = 0; at < line.size();) {
    const utf8::Decoded point = utf8::decode(line, at);
    std::string text = point.value == '\t' ? std::string(4, ' ') : utf8::printable(line.substr(at, point.size));
    const std::size_t width = utf8::width(text);
    cells.push_back({std::move(text), width});
    at += point.size;
  }
  return cells;
}

std::size_t columns(const std::vector<Cell>& cells, std::size_t from, std::size_t to) {
  std::size_t sum = 0;
  for (std::size_t i = from; i < to; ++i) sum += cells[i].width;
  return sum;
}

Colour level_colour(Level level) {
  switch (level) {
    case Level::Note:
      return Colour::Cyan;
    case Level::Warning:
      return Colour::Yellow;
    case Level::Error:
      return Colour::BoldRed;
  }
  return Colour::Plain;
}

// The part of a line that is shown: cells [first, last) with marks where something was cut.
struct Window {
  std::size_t first = 0, last = 0;
  bool cut_before = false, cut_after = false;
};

// Moves right until the caret's start is in the left half, then takes what fits.
Window window(const std::vector<Cell>& cells, std::size_t caret, std::size_t room) {
  Window out;
  while (out.first < caret && columns(cells, out.first, caret) > room / 2 &&
         columns(cells, out.first, cells.size()) + 1 > room)
    ++out.first;
  out.cut_before = out.first > 0;
  std::size_t used = out.cut_before ? 1 : 0;
  for (out.last = out.first; out.last < cells.size() && used + cells[out.last].width <= room; ++out.last)
    used += cells[out.last].width;
  if (out.last < cells.size()) {
    out.cut_after = true;
    while (out.last > out.first && used + 1 > room) used -= cells[--out.last].width;
  }
  return out;
}

// English stays on its line, as it is rendered elsewhere; Chinese, which is longer by its next step, is broken.
void append_help(std::string& out, const std::string& help, std::size_t width, Language language) {
  if (language == Language::En) {
    out += fmt::format("  help: {}\n", help);
    return;
  }
  constexpr std::string_view kFirst = "  处理：", kNext = "        ";
  const std::vector<std::string> lines = wrap(help, std::max(width, 2 * kNext.size()) - kNext.size());
  for (std::size_t i = 0; i < lines.size(); ++i) out += fmt::format("{}{}\n", i == 0 ? kFirst : kNext, lines[i]);
}

}  // namespace

void append_excerpt(std::string& out, const Place& place, std::size_t indent, std::size_t width,
                    const Painter& painter) {
  if (place.excerpt.empty() || place.line == 0) return;
  const std::vector<Cell> cells = cells_of(place.excerpt);
  const std::size_t caret = std::min<std::size_t>(std::max(place.excerpt_column, 1u) - 1, cells.size());
  const std::string number = fmt::format("{}", place.line);
  const std::size_t gutter = indent + number.size() + 3;
  const Window shown = window(cells, caret, std::max<std::size_t>(width, gutter + 20) - gutter);
  std::string line(shown.cut_before ? "…" : "");
  for (std::size_t i = shown.first; i < shown.last; ++i) line += cells[i].text;
  if (shown.cut_after) line += "…";
  const std::size_t end = std::min<std::size_t>(caret + std::max(place.length, 1u), shown.last);
  const std::size_t carets = std::max<std::size_t>(end > caret ? columns(cells, caret, end) : 0, 1);
  const std::string before(columns(cells, shown.first, std::max(caret, shown.first)) + (shown.cut_before ? 1 : 0), ' ');
  const std::string margin(indent, ' ');
  out += margin + painter.paint(Colour::Dim, number + " |") + " " + line + "\n";
  out += margin + painter.paint(Colour::Dim, std::string(number.size(), ' ') + " |") + " " + before +
         painter.paint(Colour::Red, std::string(carets, '^')) + "\n";
}

void append_diagnostic(std::string& out, const Diagnostic& diagnostic, std::size_t width, const Painter& painter,
                       Language language) {
  const Diagnostic issue = told(language, diagnostic);
  if (!issue.place.file.empty()) out += painter.paint(Colour::Bold, utf8::printable(issue.place.to_string())) + ": ";
  const std::string level = fmt::format("{}[{}]", word(language, issue.level), issue.code.to_string());
  out += painter.paint(level_colour(issue.level), level) + ": " + utf8::printable(issue.message) + "\n";
  append_excerpt(out, issue.place, 2, width, painter);
  for (const Label& label : issue.related) {
    out += "  " + utf8::printable(label.place.to_string()) + ": " + utf8::printable(label.text) + "\n";
    append_excerpt(out, label.place, 4, width, painter);
  }
  if (!issue.help.empty()) append_help(out, utf8::printable(issue.help), width, language);
}

std::string render(const Diagnostic& diagnostic, Language language) {
  if (language == Language::En) return hegui::render(diagnostic);
  constexpr std::size_t kColumns = 100;
  std::string out;
  append_diagnostic(out, diagnostic, kColumns, Painter(false), language);
  return out;
}

}  // namespace hegui::report
