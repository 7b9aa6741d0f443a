// Text from inputs made safe for the formats that are no JSON. Each takes raw text and gives what may stand in the
// output as it is.
#pragma once

#include <string>
#include <string_view>

namespace hegui::report {

// XML 1.0 and HTML, in text and in quoted attributes; characters XML forbids are written out.
std::string xml(std::string_view text);

// Inline text of Markdown, also within a table cell; nothing in it is markup or mentions anybody.
std::string markdown(std::string_view text);

// A code span of Markdown, also within a table cell.
std::string markdown_code(std::string_view text);

// One cell of a comma-separated table, quoted where it must be; none that a spreadsheet takes for a formula.
std::string csv(std::string_view text);

}  // namespace hegui::report
