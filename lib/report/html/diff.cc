// The comparison as a page.
#include "report/diff_formats.h"
#include "report/diff_lines.h"
#include "report/html/page.h"

namespace hegui::report {
namespace {

std::string_view tone(DiffLine::Mark mark) {
  return mark == DiffLine::Mark::Bad ? "bad" : mark == DiffLine::Mark::Good ? "good" : "";
}

void write_section(HtmlPage& page, const DiffSection& section) {
  page.put("<h3>{}</h3>\n<ul class=\"changes\">\n", xml(section.title));
  for (const DiffLine& line : section.lines)
    page.put("<li class=\"{}\"><b>{}</b>{}{}</li>\n", tone(line.mark), sign(line.mark), xml(line.text),
             line.place.empty() ? "" : fmt::format(" <code>{}</code>", xml(line.place)));
  page.put("</ul>\n");
}

void write_changes(HtmlPage& page, const result::Diff& diff, const WriteOptions& options) {
  page.put("<div class=\"top\"><h1>{}</h1><span class=\"soft\">{} → {} · hegui {}</span></div>\n",
           page.pick("合规变化", "Compliance changes"), diff.before->as_of.to_string(), diff.after->as_of.to_string(),
           xml(diff.after->tool_version));
  if (options.gate != nullptr)
    page.put("<p class=\"gate {}\">{}</p>\n", options.gate->exit_status == 0 ? "passed" : "high",
             page.text(options.gate->line));
  if (const std::string_view remark = policy_remark(diff, page.language); !remark.empty())
    page.put("<p class=\"bad\">{}</p>\n", remark);
  for (const result::SubjectDiff& subject : diff.subjects) {
    const DiffPage changes = page_of(diff, subject, page.language);
    page.put("<div class=\"card\"><h2>{}</h2>\n<p>{}</p>\n", xml(changes.title), xml(changes.score));
    if (!changes.remark.empty()) page.put("<p class=\"soft\">{}</p>\n", xml(changes.remark));
    if (!subject.changed()) page.put("<p class=\"soft\">{}</p>\n", nothing_changed(page.language));
    for (const DiffSection& section : changes.sections) write_section(page, section);
    page.put("</div>\n");
  }
}

}  // namespace

void write_diff_html(const result::Diff& diff, const WriteOptions& options, std::string& out) {
  write_html_document(
      *diff.after, options.language, pick(options.language, "合规变化", "Compliance changes"),
      [&](HtmlPage& page) { write_changes(page, diff, options); }, out);
}

}  // namespace hegui::report
