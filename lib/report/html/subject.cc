// One subject of the HTML report, in the order of the text report: verdict, where, why, what to do, what it gains.
#include <algorithm>
#include <vector>

#include "report/grouping.h"
#include "report/html/charts.h"
#include "report/html/parts.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Rule;
using result::Subject;

constexpr std::size_t kMostRepairs = 5;

void write_tallies(HtmlPage& page, const Subject& subject) {
  page.put("<ul class=\"tallies\">");
  for (const Verdict verdict : {Verdict::Fail, Verdict::Unknown, Verdict::Waived, Verdict::Pass, Verdict::NotJudged})
    if (const std::size_t count = count_rules(page.run, subject, verdict); count > 0)
      page.put("<li>{} <b>{}</b></li>", word(page.language, verdict), count);
  if (const std::size_t known = count_known(subject); known > 0)
    page.put("<li>{} <b>{}</b></li>", page.pick("基线已有", "known from the baseline"), known);
  page.put("</ul>\n");
}

void write_head(HtmlPage& page, const Subject& subject) {
  page.put("<div class=\"head\">\n");
  write_gauge(page, subject.grade.letter, subject.score.points, subject.score.attainable);
  page.put("<div><h2>{} {}</h2>\n", xml(subject.name), xml(subject.version));
  std::string known_as = subject.id == subject.name ? std::string{} : xml(subject.id);
  for (const std::string& platform : subject.platforms)
    known_as += (known_as.empty() ? "" : " · ") + xml(platform_name(page.language, platform));
  page.put("<p class=\"soft\">{}</p>\n", known_as);
  if (subject.score.points)
    page.put("<p>{} <b>{}</b> · {} <b>{} %</b></p>\n", page.pick("可达", "attainable"),
             points(subject.score.attainable), page.pick("证据", "evidence"), whole_points(subject.score.evidence));
  else
    page.put("<p class=\"soft\">{}</p>\n", subject.unreadable()
                                               ? page.pick("没有可读取的输入", "no input could be read")
                                               : page.pick("没有可评判的规则", "no rule could be judged"));
  if (const std::string cap = cap_reason(page.run, subject, page.language); !cap.empty())
    page.put("<p class=\"soft\">{}</p>\n", xml(cap));
  if (const std::string on = basis(subject, page.language); !on.empty()) page.put("<p><b>{}</b></p>\n", xml(on));
  write_tallies(page, subject);
  page.put("</div></div>\n");
}

void write_repairs(HtmlPage& page, const Subject& subject, std::size_t number) {
  if (subject.repairs.empty()) return;
  page.put("<p><b>{}</b>", page.pick("先修复：", "Repair first:"));
  for (std::size_t i = 0; i < std::min(kMostRepairs, subject.repairs.size()); ++i) {
    const std::uint32_t rule = subject.repairs[i];
    page.put("{} <a href=\"#{}\">{}</a> <span class=\"gain\">+{}</span>", i == 0 ? "" : " ·",
             anchor(page, number, page.run.rules[rule].id), page.text(page.run.rules[rule].title),
             points(subject.verdicts[rule].gain));
  }
  page.put("</p>\n");
}

void write_jumps(HtmlPage& page, const Subject& subject, std::size_t number) {
  const auto link = [&](std::string_view name, std::string_view words) {
    page.put("<a href=\"#{}\">{}</a>", anchor(page, number, name), words);
  };
  page.put("<nav class=\"jump\" aria-label=\"{}\">", page.pick("本页内容", "On this page"));
  if (!failures_of(page.run, subject).empty()) link("fail", page.pick("违规", "Failures"));
  if (!groups_of(subject, Verdict::Unknown).empty()) link("unknown", page.pick("缺证据", "Unknown for want of facts"));
  if (has_permissions(subject)) link("permissions", page.pick("权限、目的与条款", "Permissions, purposes and clauses"));
  if (!subject.clauses.empty()) link("clauses", page.pick("法规与条款", "Instruments and clauses"));
  page.put("</nav>\n");
}

// Rules with the verdict, one line each; those not judged with what would decide them.
void write_rules(HtmlPage& page, const Subject& subject, Verdict verdict) {
  const auto count = std::ranges::count(subject.verdicts, verdict, &result::RuleVerdict::verdict);
  if (count == 0) return;
  page.put("<details><summary>{} ({})</summary><ul class=\"plain\">\n", word(page.language, verdict), count);
  for (std::size_t i = 0; i < subject.verdicts.size(); ++i) {
    if (subject.verdicts[i].verdict != verdict) continue;
    const Rule& rule = page.run.rules[i];
    page.put("<li><code>{}</code> {}", xml(rule.id), rule.title.zh.empty() ? xml(rule.name) : page.text(rule.title));
    const std::vector<std::string>& paths = subject.verdicts[i].decided_by;
    for (const std::string& path : paths) page.put(" {} <code>{}</code>", &path == paths.data() ? "←" : ",", xml(path));
    page.put("</li>\n");
  }
  page.put("</ul></details>\n");
}

void write_issues(HtmlPage& page, const Subject& subject) {
  for (const Diagnostic& each : subject.issues) {
    const Diagnostic issue = told(page.language, each);
    page.put("<div class=\"card\"><p class=\"{}\"><span class=\"tag\">{}</span> {}{}{}</p>\n",
             issue.level == Level::Error     ? "high"
             : issue.level == Level::Warning ? "medium"
                                             : "low",
             issue.code.to_string(), xml(issue.message), issue.help.empty() ? " " : page.pick("；处理：", " "),
             xml(issue.help));
    if (!issue.place.file.empty()) page.put("<code>{}</code>\n", xml(issue.place.to_string()));
    write_excerpt(page, issue.place);
    page.put("</div>\n");
  }
}

void write_inputs(HtmlPage& page, const Subject& subject) {
  if (subject.inputs.empty()) return;
  page.put("<details><summary>{} ({})</summary><ul class=\"plain\">\n", page.pick("输入", "Inputs"),
           subject.inputs.size());
  for (const result::Input& input : subject.inputs) {
    page.put("<li>{} <span class=\"soft\">{}</span>", xml(input.path), xml(input.format));
    if (!input.sha256.empty()) page.put("<br><code>SHA-256 {}</code>", xml(input.sha256));
    page.put("</li>\n");
  }
  page.put("</ul></details>\n");
}

}  // namespace

std::string anchor(const HtmlPage& page, std::size_t number, std::string_view name) {
  return fmt::format("{}-{}-{}", page.side(), number, xml(name));
}

void write_html_subject(HtmlPage& page, const Subject& subject, std::size_t number) {
  page.put("<section class=\"subject\" id=\"{}-{}\">\n<div class=\"card\">\n", page.side(), number);
  write_head(page, subject);
  write_repairs(page, subject, number);
  write_jumps(page, subject, number);
  page.put("</div>\n");
  write_pillar_chart(page, subject);
  write_issues(page, subject);
  write_failures(page, subject, number);
  write_unknowns(page, subject, number);
  write_waived(page, subject);
  write_fixed(page, subject);
  write_permissions(page, subject, number);
  write_clause_charts(page, subject, number);
  page.put("<div class=\"card\">\n");
  // Beside other subjects these are told by their numbers alone, in the head: their lists would make the page too
  // large.
  if (page.run.subjects.size() == 1)
    for (const Verdict verdict : {Verdict::NotJudged, Verdict::Pass, Verdict::NotApplicable})
      write_rules(page, subject, verdict);
  write_inputs(page, subject);
  page.put("</div>\n</section>\n");
}

}  // namespace hegui::report
