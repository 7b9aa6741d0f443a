// A fleet as bytes: a summary for a terminal, one page of HTML, a table of subjects, Markdown.
#pragma once

#include <string>
#include <string_view>

#include "fleet/summary.h"
#include "report/writers.h"

namespace hegui::fleet {

struct View {
  const Fleet& fleet;
  const Summary& summary;
  const Trend* trend = nullptr;  // null: there is no earlier run
  report::Language language = report::Language::En;
};

// By name: text, html, csv, markdown; null for another.
using Write = void (*)(const View& view, std::string& out);
Write find_writer(std::string_view name);

void write_text(const View& view, std::string& out);
// Stands alone: no script, nothing fetched, charts as inline SVG. Lists are cut to their heads, so that the page stays
// small however many subjects there are; the CSV has all.
void write_html(const View& view, std::string& out);
// RFC 4180 with a byte order mark, a row per subject.
void write_csv(const View& view, std::string& out);
void write_markdown(const View& view, std::string& out);

}  // namespace hegui::fleet
