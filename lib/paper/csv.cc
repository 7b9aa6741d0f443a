// RFC 4180: the table alone, under a byte order mark, without which spreadsheets misread Chinese. What the paper is
// about and its remarks are not in it.
#include <fmt/format.h>

#include "base/utf8.h"
#include "paper/document.h"
#include "report/escape.h"

namespace hegui::paper {
namespace {

std::string text_of(const Cell& cell, Language language) {
  std::string out = cell.gap ? fmt::format("【{}】", gap_word(language)) : "";
  if (cell.text.empty()) return out;
  if (cell.gap) out += ' ';
  bool first = true;
  for (const std::string_view line : lines_of(cell.text)) {
    if (!first) out += "; ";
    first = false;
    out += line;
  }
  return out;
}

}  // namespace

std::string to_csv(const Document& document, Language language) {
  std::string out(utf8::kByteOrderMark);
  for (std::size_t i = 0; i < document.columns.size(); ++i)
    out += (i == 0 ? "" : ",") + report::csv(document.columns[i]);
  out += "\r\n";
  for (const std::vector<Cell>& row : document.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + report::csv(text_of(row[i], language));
    out += "\r\n";
  }
  return out;
}

}  // namespace hegui::paper
