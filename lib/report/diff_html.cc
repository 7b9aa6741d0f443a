// One page without scripts or anything from outside, light and dark.
#include <fmt/format.h>

#include "report/diff_formats.h"
#include "report/diff_lines.h"
#include "report/escape.h"
#include "report/words.h"

namespace hegui::report {
namespace {

constexpr std::string_view kStyle =
    ":root{color-scheme:light "
    "dark;--ink:#1d2129;--soft:#596273;--page:#fff;--line:#d5d9e0;--bad:#b42318;--good:#067647;--mark:#175cd3}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#a6afbf;--page:#101318;--line:#2c323c;--bad:#ff8a80;-"
    "-good:#47cd89;--mark:#84adff}}"
    "body{margin:0;background:var(--page);color:var(--ink);font:15px/1.6 system-ui,\"PingFang SC\",\"Microsoft "
    "YaHei\",\"Noto Sans CJK SC\",sans-serif}"
    "main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem "
    "3rem}h1{font-size:1.4rem}h2{font-size:1.15rem;border-top:1px solid var(--line);padding-top:1rem}"
    "h3{font-size:1rem;margin-bottom:.3rem}ul{list-style:none;padding:0;margin:0}li{padding:.15rem "
    "0;overflow-wrap:anywhere}"
    "b{display:inline-block;width:1.4em;color:var(--mark)}.bad b,p.bad{color:var(--bad)}.good "
    "b,p.good{color:var(--good)}code,.soft{color:var(--soft)}";

std::string_view tone(DiffLine::Mark mark) {
  return mark == DiffLine::Mark::Bad ? "bad" : mark == DiffLine::Mark::Good ? "good" : "";
}

void write_section(const DiffSection& section, std::string& out) {
  out += fmt::format("<h3>{}</h3>\n<ul>\n", xml(section.title));
  for (const DiffLine& line : section.lines)
    out += fmt::format("<li class=\"{}\"><b>{}</b>{}{}</li>\n", tone(line.mark), sign(line.mark), xml(line.text),
                       line.place.empty() ? "" : fmt::format(" <code>{}</code>", xml(line.place)));
  out += "</ul>\n";
}

}  // namespace

void write_diff_html(const result::Diff& diff, const WriteOptions& options, std::string& out) {
  const Language language = options.language;
  const std::string_view title = pick(language, "合规变化", "Compliance changes");
  out += fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, "
      "initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>{} · hegui</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<p class=\"soft\">{} → {} · "
      "hegui {}</p>\n",
      pick(language, "zh-CN", "en"), title, kStyle, title, diff.before->as_of.to_string(),
      diff.after->as_of.to_string(), xml(diff.after->tool_version));
  if (options.gate != nullptr)
    out += fmt::format("<p class=\"{}\">{}</p>\n", options.gate->exit_status == 0 ? "good" : "bad",
                       xml(pick(language, options.gate->line)));
  if (const std::string_view remark = policy_remark(diff, language); !remark.empty())
    out += fmt::format("<p class=\"bad\">{}</p>\n", remark);
  for (const result::SubjectDiff& subject : diff.subjects) {
    const DiffPage page = page_of(diff, subject, language);
    out += fmt::format("<h2>{}</h2>\n<p>{}</p>\n", xml(page.title), xml(page.score));
    if (!page.remark.empty()) out += fmt::format("<p class=\"soft\">{}</p>\n", xml(page.remark));
    if (!subject.changed()) out += fmt::format("<p class=\"soft\">{}</p>\n", nothing_changed(language));
    for (const DiffSection& section : page.sections) write_section(section, out);
  }
  out += "</main>\n</body>\n</html>\n";
}

}  // namespace hegui::report
