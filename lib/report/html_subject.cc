// One subject of the HTML report, in the order of the text report: verdict, where, why, what to do, what it gains.
#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "report/grouping.h"
#include "report/html_page.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Finding;
using result::Rule;
using result::Subject;

void write_head(HtmlPage& page, const Subject& subject, std::size_t number) {
  page.put(
      "<section id=\"s{}\">\n<div class=\"head\"><div class=\"grade {}\">{}</div><div><h3>{} {} <span "
      "class=\"soft\">{}</span></h3>\n",
      number, subject.grade.letter, subject.grade.letter, xml(subject.name), xml(subject.version),
      subject.id == subject.name ? std::string{} : xml(subject.id));
  if (subject.score.points)
    page.put("<span class=\"points\">{}</span> / 100 · {} {} · {} {} %\n", points(*subject.score.points),
             page.pick("可达", "attainable"), points(subject.score.attainable), page.pick("证据", "evidence"),
             whole_points(subject.score.evidence));
  else
    page.put("<span class=\"soft\">{}</span>\n", subject.unreadable()
                                                     ? page.pick("没有可读取的输入", "no input could be read")
                                                     : page.pick("没有可评判的规则", "no rule could be judged"));
  const std::string cap = cap_reason(page.run, subject, page.language);
  if (!cap.empty()) page.put("<br><span class=\"soft\">{}</span>\n", xml(cap));
  if (const std::string on = basis(subject, page.language); !on.empty()) page.put("<br><b>{}</b>\n", xml(on));
  page.put("</div></div>\n");
}

void write_scores(HtmlPage& page, const std::vector<result::GroupScore>& groups, std::string_view heading) {
  if (groups.empty()) return;
  page.put(
      "<div class=\"scroll\"><table><thead><tr><th>{}</th><th></th><th class=\"num\">{}</th><th "
      "class=\"num\">{}</th><th class=\"num\">{}</th><th class=\"num\">{}</th></tr></thead><tbody>\n",
      heading, page.pick("得分", "Score"), word(page.language, Verdict::Fail), word(page.language, Verdict::Unknown),
      word(page.language, Verdict::NotJudged));
  for (const result::GroupScore& group : groups) {
    const auto clause = std::ranges::find(page.run.clauses, group.id, &result::Clause::id);
    const std::string name = !group.title.zh.empty() || !group.title.en.empty() || clause == page.run.clauses.end()
                                 ? page.text(group.title)
                                 : xml(clause_name(*clause, page.language));
    page.put(
        "<tr><td>{}</td><td><span class=\"bar\"><i style=\"width:{}%\"></i></span></td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
        name.empty() ? xml(group.id) : name, whole_points(group.score.points.value_or(0)),
        html_share(group.score.points), group.score.counts.fail, group.score.counts.unknown,
        group.score.counts.not_judged);
  }
  page.put("</tbody></table></div>\n");
}

// The source line with the meant part marked.
void write_excerpt(HtmlPage& page, const Place& place) {
  if (place.line == 0 || place.excerpt.empty()) return;
  const std::size_t first = std::max(place.excerpt_column, 1u) - 1;
  const std::size_t total = utf8::length(place.excerpt), begin = std::min(first, total),
                    length = std::min<std::size_t>(place.length, total - begin);
  page.put("<pre>{} | {}<mark>{}</mark>{}</pre>\n", place.line, xml(utf8::slice(place.excerpt, 0, begin)),
           xml(utf8::slice(place.excerpt, begin, length)), xml(utf8::slice(place.excerpt, begin + length, total)));
}

void write_finding(HtmlPage& page, const Finding& finding) {
  page.put("<li>{}", page.text(finding.message));
  if (finding.waiver) {
    page.put(" — {}", xml(finding.waiver->reason));
    for (const std::string& part : {finding.waiver->owner, finding.waiver->expires})
      if (!part.empty()) page.put(" · {}", xml(part));
  }
  for (const Place& place : finding.places) page.put("<br><code>{}</code>\n", xml(place.to_string()));
  if (!finding.places.empty()) write_excerpt(page, finding.places.front());
  page.put("</li>\n");
}

void write_clauses(HtmlPage& page, const Rule& rule) {
  const ClauseChain chain = chain_of(page.run, rule);
  std::string line;
  for (const result::Clause* clause : chain.from)
    line += (line.empty() ? "" : " · ") + xml(clause_name(*clause, page.language));
  for (const result::Clause* clause : chain.to) {
    if (!line.empty()) line += clause == chain.to.front() ? " → " : " · ";
    line += xml(clause_name(*clause, page.language));
  }
  if (!line.empty()) page.put("<p class=\"clauses\">{}</p>\n", line);
}

void write_failure(HtmlPage& page, const Subject& subject, const Group& group) {
  static constexpr std::size_t kMostOpen = 3;  // items shown without unfolding
  const Rule& rule = page.run.rules[group.rule];
  page.put("<article class=\"{}\"><h3><span class=\"tag\">{}</span>{} <code>{}</code> {}</h3>\n<ul>\n",
           rule.notice ? std::string_view("low") : policy::name(rule.severity),
           rule.notice ? page.pick("提示", "notice") : word(page.language, rule.severity), xml(rule.id), xml(rule.name),
           page.text(rule.title));
  const std::size_t open = std::min(group.findings.size(), kMostOpen);
  for (std::size_t i = 0; i < open; ++i) write_finding(page, *group.findings[i]);
  page.put("</ul>\n");
  if (open < group.findings.size()) {
    page.put("<details><summary>+{}</summary><ul>\n", group.findings.size() - open);
    for (std::size_t i = open; i < group.findings.size(); ++i) write_finding(page, *group.findings[i]);
    page.put("</ul></details>\n");
  }
  if (const std::string why = page.text(rule.why); !why.empty()) page.put("<p class=\"soft\">{}</p>\n", why);
  write_clauses(page, rule);
  const std::uint32_t gain = group.rule < subject.verdicts.size() ? subject.verdicts[group.rule].gain : 0;
  page.put("<p class=\"fix\">{}", page.text(rule.fix));
  if (gain > 0) page.put(" <span class=\"gain\">+{}</span>", points(gain));
  page.put("</p></article>\n");
}

void write_unknowns(HtmlPage& page, const Subject& subject) {
  const std::vector<Group> groups = groups_of(subject, Verdict::Unknown);
  if (groups.empty()) return;
  page.put("<details open><summary>{} ({})</summary><div class=\"scroll\"><table><tbody>\n",
           word(page.language, Verdict::Unknown), groups.size());
  for (const Group& group : groups) {
    const Rule& rule = page.run.rules[group.rule];
    page.put("<tr class=\"{}\"><td><span class=\"tag\">{}</span></td><td>{} <code>{}</code></td><td>{}</td><td>",
             policy::name(rule.severity), word(page.language, rule.severity), xml(rule.id), xml(rule.name),
             page.text(rule.title));
    for (const std::string& path : group.missing()) page.put("<code>{}</code> ", xml(path));
    if (!group.findings.front()->error.empty()) page.put("{}", xml(group.findings.front()->error));
    page.put("</td></tr>\n");
  }
  page.put("</tbody></table></div></details>\n");
}

void write_waived(HtmlPage& page, const Subject& subject) {
  const std::vector<Group> groups = groups_of(subject, Verdict::Waived);
  if (groups.empty()) return;
  page.put("<details><summary>{} ({})</summary><ul>\n", word(page.language, Verdict::Waived), groups.size());
  for (const Group& group : groups)
    for (const Finding* finding : group.findings) write_finding(page, *finding);
  page.put("</ul></details>\n");
}

// Rules with the verdict, one line each; those not judged with what would decide them.
void write_rules(HtmlPage& page, const Subject& subject, Verdict verdict) {
  const auto count = std::ranges::count(subject.verdicts, verdict, &result::RuleVerdict::verdict);
  if (count == 0) return;
  page.put("<details><summary>{} ({})</summary><ul>\n", word(page.language, verdict), count);
  for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule) {
    if (subject.verdicts[rule].verdict != verdict) continue;
    page.put("<li>{} <code>{}</code>", xml(page.run.rules[rule].id), xml(page.run.rules[rule].name));
    for (const std::string& path : subject.verdicts[rule].decided_by) page.put(" ← <code>{}</code>", xml(path));
    page.put("</li>\n");
  }
  page.put("</ul></details>\n");
}

void write_issues(HtmlPage& page, const Subject& subject) {
  for (const Diagnostic& issue : subject.issues) {
    page.put("<p class=\"{}\"><span class=\"tag\">{}</span>{} {}</p>\n",
             issue.level == Level::Error ? "high" : "medium", issue.code.to_string(), xml(issue.message),
             xml(issue.help));
    if (!issue.place.file.empty()) page.put("<code>{}</code>\n", xml(issue.place.to_string()));
    write_excerpt(page, issue.place);
  }
}

}  // namespace

void write_html_subject(HtmlPage& page, const Subject& subject, std::size_t number) {
  write_head(page, subject, number);
  write_scores(page, subject.pillars, page.pick("方面", "Pillar"));
  write_issues(page, subject);
  for (const Group& group : failures_of(page.run, subject)) write_failure(page, subject, group);
  write_unknowns(page, subject);
  write_waived(page, subject);
  for (const Verdict verdict : {Verdict::NotJudged, Verdict::Pass, Verdict::NotApplicable})
    write_rules(page, subject, verdict);
  if (!subject.clauses.empty()) {
    page.put("<details><summary>{} ({})</summary>\n", page.pick("逐条款得分", "Score by clause"),
             subject.clauses.size());
    write_scores(page, subject.clauses, page.pick("条款", "Clause"));
    page.put("</details>\n");
  }
  page.put("</section>\n");
}

}  // namespace hegui::report
