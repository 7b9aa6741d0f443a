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

}  // namespace hegui::paper
