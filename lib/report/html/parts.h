// The parts of the HTML report on a subject, one per file; subject.cc puts them in order. Each writes nothing where
// there is nothing to tell.
#pragma once

#include <string>

#include "report/html/page.h"

namespace hegui::report {

// Of many subjects: how their grades spread, which rules fail most often, and all of them in a table. `detailed`: rows
// lead to sections.
void write_html_fleet(HtmlPage& page, bool detailed);

// Everything about one subject, the anchor being its number in the run.
void write_html_subject(HtmlPage& page, const result::Subject& subject, std::size_t number);

// Check boxes by severity and pillar, and the search, for every `rule` on this side of the page.
void write_filters(HtmlPage& page);
// The classes by which filters know a rule: `rule high p2`.
std::string filter_classes(const HtmlPage& page, const result::Rule& rule);

// Where a rule's failure stands on this side of the page: `zh-3-AB-001`.
std::string anchor(const HtmlPage& page, std::size_t number, std::string_view name);

void write_failures(HtmlPage& page, const result::Subject& subject, std::size_t number);
void write_unknowns(HtmlPage& page, const result::Subject& subject, std::size_t number);
void write_waived(HtmlPage& page, const result::Subject& subject);
void write_fixed(HtmlPage& page, const result::Subject& subject);
// The source line with the meant part marked.
void write_excerpt(HtmlPage& page, const Place& place);

// The rule's clauses, the articles they make concrete leading; escaped.
std::string clause_chain(const HtmlPage& page, const result::Rule& rule);

void write_pillar_chart(HtmlPage& page, const result::Subject& subject);
// Instruments and clauses, those with failures open and leading.
void write_clause_charts(HtmlPage& page, const result::Subject& subject, std::size_t number);

// Permission × purpose × clause, of a subject whose facts are kept.
bool has_permissions(const result::Subject& subject);
void write_permissions(HtmlPage& page, const result::Subject& subject, std::size_t number);

}  // namespace hegui::report
