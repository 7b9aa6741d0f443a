// A heading, a list of what it is about, a table, and the remarks.
#include <fmt/format.h>

#include "paper/document.h"
#include "report/escape.h"

namespace hegui::paper {
namespace {

std::string text_of(const Cell& cell, Language language) {
  const std::string word = report::markdown(fmt::format("【{}】", gap_word(language)));
  return marked_up(cell, fmt::format("**{}**", word), report::markdown);
}

}  // namespace

std::string to_markdown(const Document& document, Language language) {
  std::string out = fmt::format("# {}\n\n", report::markdown(document.title));
  for (const Fact& fact : document.head)
    out += fmt::format("- {}: {}\n", report::markdown(fact.name), text_of(fact.value, language));
  out += '\n';
  if (!document.rows.empty()) {
    std::string rule = "|";
    out += '|';
    for (const std::string& column : document.columns) {
      out += fmt::format(" {} |", report::markdown(column));
      rule += " --- |";
    }
    out += '\n' + rule + '\n';
    for (const std::vector<Cell>& row : document.rows) {
      out += '|';
      for (const Cell& cell : row) out += fmt::format(" {} |", text_of(cell, language));
      out += '\n';
    }
  } else {
    out += report::markdown(document.none) + '\n';
  }
  if (!document.notes.empty()) out += '\n';
  for (const std::string& note : document.notes) out += fmt::format("- {}\n", report::markdown(note));
  return out;
}

}  // namespace hegui::paper
