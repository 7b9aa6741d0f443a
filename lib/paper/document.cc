#include "paper/document.h"

#include <algorithm>

#include "report/words.h"

namespace hegui::paper {

std::string_view gap_word(Language language) { return report::pick(language, "待补", "to be filled in"); }

std::size_t count_gaps(const Document& document) {
  std::size_t count = 0;
  for (const Fact& fact : document.head) count += fact.value.gap ? 1 : 0;
  for (const std::vector<Cell>& row : document.rows)
    count += static_cast<std::size_t>(std::ranges::count_if(row, &Cell::gap));
  return count;
}

std::span<const Writer> writers() {
  static constexpr Writer kWriters[] = {
      {"markdown", ".md", to_markdown}, {"html", ".html", to_html}, {"csv", ".csv", to_csv}};
  return kWriters;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.push_back(text);
  return lines;
}

std::string marked_up(const Cell& cell, std::string_view gap_mark, std::string (*escape)(std::string_view)) {
  std::string out(cell.gap ? gap_mark : std::string_view{});
  if (cell.text.empty()) return out;
  if (cell.gap) out += ' ';
  bool first = true;
  for (const std::string_view line : lines_of(cell.text)) {
    if (!first) out += "<br>";
    first = false;
    out += escape(line);
  }
  return out;
}

}  // namespace hegui::paper
