// One page without scripts that asks for nothing from outside, for the screen, light or dark, and for the printer.
#include <fmt/format.h>

#include "paper/document.h"
#include "report/escape.h"

namespace hegui::paper {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --ink: #1d2129; --soft: #57606e; --line: #d5d9e0; --page: #fff; --gap: #fff1c2; --gap-ink: #6b3d00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #a6afbd; --line: #3a414d; --page: #14171c; --gap: #4a3600; --gap-ink: #ffdf94; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.4rem; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0 0 1.5rem; }
dt, .notes { color: var(--soft); } dd { margin: 0; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; white-space: nowrap; } mark { background: var(--gap); color: var(--gap-ink); padding: 0 .3em; }
@media print { main { max-width: none; padding: 0; } tr { break-inside: avoid; } thead { display: table-header-group; } mark { border: 1px solid; } }
)css";

std::string text_of(const Cell& cell, Language language) {
  return marked_up(cell, fmt::format("<mark>{}</mark>", report::xml(gap_word(language))), report::xml);
}

}  // namespace

std::string to_html(const Document& document, Language language) {
  const std::string title = report::xml(document.title);
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, "
      "initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n"
      "<h1>{}</h1>\n<dl>\n",
      language == Language::Zh ? "zh-CN" : "en", title, kStyle, title);
  for (const Fact& fact : document.head)
    out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", report::xml(fact.name), text_of(fact.value, language));
  out += "</dl>\n";
  if (document.rows.empty()) {
    out += fmt::format("<p>{}</p>\n", report::xml(document.none));
  } else {
    out += "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr>";
    for (const std::string& column : document.columns)
      out += fmt::format("<th scope=\"col\">{}</th>", report::xml(column));
    out += "</tr>\n</thead>\n<tbody>\n";
    for (const std::vector<Cell>& row : document.rows) {
      out += "<tr>";
      for (const Cell& cell : row) out += fmt::format("<td>{}</td>", text_of(cell, language));
      out += "</tr>\n";
    }
    out += "</tbody>\n</table>\n</div>\n";
  }
  if (!document.notes.empty()) {
    out += "<ul class=\"notes\">\n";
    for (const std::string& note : document.notes) out += fmt::format("<li>{}</li>\n", report::xml(note));
    out += "</ul>\n";
  }
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace hegui::paper
