// Failures rule by rule, in the order of the text report: what, where, why, what to do, what it gains. Then what lacks
// facts and what the operator answers for.
#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "report/grouping.h"
#include "report/html/parts.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Finding;
using result::Rule;
using result::Subject;

constexpr std::size_t kMostOpen = 5;      // items shown without unfolding
constexpr std::size_t kMostExcerpts = 3;  // source lines shown of one item

void write_finding(HtmlPage& page, const Finding& finding) {
  page.put("<li>{}", page.text(finding.message));
  if (finding.standing == result::Standing::New) page.put(" <span class=\"tag\">{}</span>", page.pick("新增", "new"));
  if (finding.standing == result::Standing::Known)
    page.put(" <span class=\"soft\">({})</span>", page.pick("基线已有", "known from the baseline"));
  if (finding.waiver) {
    page.put("<div class=\"soft\">{}", xml(finding.waiver->reason));
    for (const std::string& part : {finding.waiver->owner, finding.waiver->expires, finding.waiver->evidence})
      if (!part.empty()) page.put(" · {}", xml(part));
    page.put("</div>");
  }
  std::size_t shown = 0;
  for (const Place& place : finding.places) {
    page.put("<div><code>{}</code></div>\n", xml(place.to_string()));
    if (shown++ < kMostExcerpts) write_excerpt(page, place);
  }
  page.put("</li>\n");
}

void write_failure(HtmlPage& page, const Subject& subject, const Group& group, std::size_t number) {
  const Rule& rule = page.run.rules[group.rule];
  const std::uint32_t gain = group.rule < subject.verdicts.size() ? subject.verdicts[group.rule].gain : 0;
  page.put("<article class=\"{}\" id=\"{}\"><header><span class=\"chip\">{}</span><h4>{}</h4><code>{} {}</code>",
           filter_classes(page, rule), anchor(page, number, rule.id),
           rule.notice ? page.pick("提示", "notice") : word(page.language, rule.severity), page.text(rule.title),
           xml(rule.id), xml(rule.name));
  if (gain > 0) page.put("<span class=\"gain\">{} +{}</span>", page.pick("修复得分", "gains"), points(gain));
  page.put("</header>\n<ul>\n");
  const std::size_t open = std::min(group.findings.size(), kMostOpen);
  for (std::size_t i = 0; i < open; ++i) write_finding(page, *group.findings[i]);
  page.put("</ul>\n");
  if (open < group.findings.size()) {
    page.put("<details><summary>{}</summary><ul>\n", page.language == Language::Zh
                                                         ? fmt::format("另有 {} 项", group.findings.size() - open)
                                                         : fmt::format("{} more", group.findings.size() - open));
    for (std::size_t i = open; i < group.findings.size(); ++i) write_finding(page, *group.findings[i]);
    page.put("</ul></details>\n");
  }
  if (const std::string why = page.text(rule.why); !why.empty()) page.put("<p class=\"why\">{}</p>\n", why);
  if (const std::string clauses = clause_chain(page, rule); !clauses.empty())
    page.put("<p class=\"clauses\">{}</p>\n", clauses);
  if (const std::string fix = page.text(rule.fix); !fix.empty())
    page.put("<p class=\"fix\"><b>{}</b> {}</p>\n", page.pick("修复：", "Fix:"), fix);
  page.put("</article>\n");
}

}  // namespace

std::string clause_chain(const HtmlPage& page, const Rule& rule) {
  const ClauseChain chain = chain_of(page.run, rule);
  std::string line;
  for (const result::Clause* clause : chain.from)
    line += (line.empty() ? "" : " · ") + xml(clause_name(*clause, page.language));
  for (const result::Clause* clause : chain.to) {
    if (!line.empty()) line += clause == chain.to.front() ? " → " : " · ";
    line += xml(clause_name(*clause, page.language));
  }
  return line;
}

void write_excerpt(HtmlPage& page, const Place& place) {
  if (place.line == 0 || place.excerpt.empty()) return;
  const std::size_t first = std::max(place.excerpt_column, 1u) - 1;
  const std::size_t total = utf8::length(place.excerpt), begin = std::min(first, total),
                    length = std::min<std::size_t>(place.length, total - begin);
  page.put("<pre><span class=\"line\">{} │ </span>{}<mark>{}</mark>{}</pre>\n", place.line,
           xml(utf8::slice(place.excerpt, 0, begin)), xml(utf8::slice(place.excerpt, begin, length)),
           xml(utf8::slice(place.excerpt, begin + length, total)));
}

void write_failures(HtmlPage& page, const Subject& subject, std::size_t number) {
  const std::vector<Group> groups = failures_of(page.run, subject);
  if (groups.empty()) return;
  page.put("<h3 id=\"{}\">{} ({})</h3>\n", anchor(page, number, "fail"), page.pick("违规", "Failures"), groups.size());
  for (const Group& group : groups) write_failure(page, subject, group, number);
}

void write_unknowns(HtmlPage& page, const Subject& subject, std::size_t number) {
  const std::vector<Group> groups = groups_of(subject, Verdict::Unknown);
  if (groups.empty()) return;
  page.put("<div class=\"card\"><details open><summary id=\"{}\">{} ({})</summary>\n", anchor(page, number, "unknown"),
           page.pick("缺证据", "Unknown for want of facts"), groups.size());
  open_table(page, word(page.language, Verdict::Unknown));
  page.put("<thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>\n", page.pick("级别", "Severity"),
           page.pick("规则", "Rule"), page.pick("缺少的事实", "Facts that would decide it"));
  for (const Group& group : groups) {
    const Rule& rule = page.run.rules[group.rule];
    page.put("<tr class=\"{}\"><td><span class=\"tag\">{}</span></td><td>{}<br><code>{} {}</code></td><td>",
             filter_classes(page, rule), word(page.language, rule.severity), page.text(rule.title), xml(rule.id),
             xml(rule.name));
    for (const std::string& path : group.missing()) page.put("<code>{}</code> ", xml(path));
    if (!group.findings.front()->error.empty()) page.put("{}", xml(group.findings.front()->error));
    page.put("</td></tr>\n");
  }
  close_table(page);
  page.put("</details></div>\n");
}

void write_waived(HtmlPage& page, const Subject& subject) {
  const std::vector<Group> groups = groups_of(subject, Verdict::Waived);
  if (groups.empty()) return;
  page.put("<div class=\"card\"><details><summary>{} ({})</summary>\n", page.pick("已豁免", "Waived"), groups.size());
  for (const Group& group : groups) {
    const Rule& rule = page.run.rules[group.rule];
    page.put("<div class=\"{}\"><p><span class=\"tag\">{}</span> {} <code>{} {}</code></p><ul class=\"plain\">\n",
             filter_classes(page, rule), word(page.language, rule.severity), page.text(rule.title), xml(rule.id),
             xml(rule.name));
    for (const Finding* finding : group.findings) write_finding(page, *finding);
    page.put("</ul></div>\n");
  }
  page.put("</details></div>\n");
}

void write_fixed(HtmlPage& page, const Subject& subject) {
  if (subject.fixed.empty()) return;
  page.put("<div class=\"card\"><details><summary>{} ({})</summary><ul class=\"plain\">\n",
           page.pick("已修复", "Fixed since the baseline"), subject.fixed.size());
  for (const result::Fixed& fixed : subject.fixed) page.put("<li>{}</li>\n", xml(fixed_name(page.run, fixed)));
  page.put("</ul></details></div>\n");
}

}  // namespace hegui::report
