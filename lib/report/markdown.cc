// For merge requests and job summaries: a table of subjects, then per subject its pillars, its failures rule by rule,
// and folded away what is unknown or waived.
#include <fmt/format.h>

#include <iterator>

#include "report/comment.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/grouping.h"
#include "report/words.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Finding;
using result::Rule;
using result::Run;
using result::Subject;

constexpr std::size_t kMostItems = 20;  // items listed of one rule; the rest is counted

struct Page {
  const Run& run;
  const Language language;
  std::string& out;
  Comment comment{language, out};

  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
  }
  std::string_view pick(std::string_view zh, std::string_view en) const { return report::pick(language, zh, en); }
  std::string text(result::TextView text) const { return markdown(report::pick(language, text)); }
};

std::string title_of(const Subject& subject) {
  return markdown(subject.version.empty() ? subject.name : subject.name + " " + subject.version);
}

std::string share(const std::optional<std::uint32_t>& tenths) { return tenths ? points(*tenths) : "–"; }

void write_summary(Page& page) {
  page.put("| {} | {} | {} | {} | {} | {} | {} | {} |\n|---|:-:|--:|--:|--:|--:|--:|--:|\n",
           page.pick("对象", "Subject"), page.pick("等级", "Grade"), page.pick("得分", "Score"),
           page.pick("可达", "Attainable"), page.pick("证据", "Evidence"), word(page.language, Verdict::Fail),
           word(page.language, Verdict::Unknown), word(page.language, Verdict::NotJudged));
  for (const Subject& subject : page.run.subjects) {
    page.comment.part();
    page.put("| {} | **{}** | {} | {} | {} % | {} | {} | {} |\n", title_of(subject), subject.grade.letter,
             share(subject.score.points), points(subject.score.attainable), whole_points(subject.score.evidence),
             count_rules(page.run, subject, Verdict::Fail), count_rules(page.run, subject, Verdict::Unknown),
             count_rules(page.run, subject, Verdict::NotJudged));
  }
}

void write_pillars(Page& page, const Subject& subject) {
  if (subject.pillars.empty()) return;
  page.put("\n| | {} | {} | {} | {} |\n|---|--:|--:|--:|--:|\n", page.pick("得分", "Score"),
           word(page.language, Verdict::Fail), word(page.language, Verdict::Unknown),
           word(page.language, Verdict::NotJudged));
  for (const result::GroupScore& pillar : subject.pillars)
    page.put("| {} | {} | {} | {} | {} |\n", page.text(pillar.title), share(pillar.score.points),
             pillar.score.counts.fail, pillar.score.counts.unknown, pillar.score.counts.not_judged);
}

std::string places_of(const Finding& finding) {
  std::string out;
  for (const Place& place : finding.places) out += (out.empty() ? "" : ", ") + markdown_code(place.to_string());
  return out;
}

std::string clauses_of(const Run& run, const Rule& rule, Language language) {
  const ClauseChain chain = chain_of(run, rule);
  std::string out;
  const auto add = [&](std::string_view separator, const result::Clause& clause) {
    if (!out.empty()) out += separator;
    out += markdown(clause_name(clause, language));
  };
  for (const result::Clause* clause : chain.from) add(" · ", *clause);
  for (const result::Clause* clause : chain.to) add(clause == chain.to.front() ? " → " : " · ", *clause);
  return out;
}

void write_failure(Page& page, const Subject& subject, const Group& group) {
  const Rule& rule = page.run.rules[group.rule];
  const std::string_view severity = rule.notice ? page.pick("提示", "notice") : word(page.language, rule.severity);
  page.comment.part();
  page.put("\n#### {} · {} {} · {}\n\n", severity, markdown(rule.id), markdown_code(rule.name), page.text(rule.title));
  std::size_t shown = 0;
  for (const Finding* finding : group.findings) {
    if (shown == kMostItems) break;
    ++shown;
    const std::string places = places_of(*finding);
    page.put("- {}{}{}\n", page.text(finding->message), places.empty() ? "" : " — ", places);
  }
  if (shown < group.findings.size())
    page.put("- {}\n", page.language == Language::Zh ? fmt::format("……另有 {} 项", group.findings.size() - shown)
                                                     : fmt::format("… {} more", group.findings.size() - shown));
  const std::uint32_t gain = group.rule < subject.verdicts.size() ? subject.verdicts[group.rule].gain : 0;
  if (const std::string clauses = clauses_of(page.run, rule, page.language); !clauses.empty())
    page.put("\n{}\n", clauses);
  if (const std::string fix = page.text(rule.fix); !fix.empty() || gain > 0)
    page.put("\n**{}** {}{}\n", page.pick("修复：", "Fix:"), fix,
             gain > 0 ? fmt::format(" **+{}**", points(gain)) : std::string{});
}

void write_folded(Page& page, std::string_view title, std::size_t count, std::string_view rows) {
  if (count == 0) return;
  page.comment.part();
  page.put("\n<details><summary>{} ({})</summary>\n\n{}\n</details>\n", title, count, rows);
}

void write_rest(Page& page, const Subject& subject) {
  std::string rows;
  const std::vector<Group> unknown = groups_of(subject, Verdict::Unknown);
  for (const Group& group : unknown) {
    const Rule& rule = page.run.rules[group.rule];
    rows += fmt::format("- {} {}", markdown(rule.id), page.text(rule.title));
    std::string facts;
    for (const std::string& path : group.missing()) facts += (facts.empty() ? "" : ", ") + markdown_code(path);
    for (const Finding* finding : group.findings)
      if (facts.empty() && !finding->error.empty()) facts = markdown(finding->error);
    rows += facts.empty() ? "\n" : " — " + facts + "\n";
  }
  write_folded(page, word(page.language, Verdict::Unknown), unknown.size(), rows);
  rows.clear();
  const std::vector<Group> waived = groups_of(subject, Verdict::Waived);
  for (const Group& group : waived)
    for (const Finding* finding : group.findings)
      rows += fmt::format("- {} {}{}\n", markdown(page.run.rules[group.rule].id), page.text(finding->message),
                          finding->waiver ? " — " + markdown(finding->waiver->reason) : std::string{});
  write_folded(page, word(page.language, Verdict::Waived), waived.size(), rows);
  rows.clear();
  for (const Finding& finding : subject.findings)
    if (finding.verdict == Verdict::Fail && finding.standing == result::Standing::Known)
      rows += fmt::format("- {} {}\n", markdown(page.run.rules[finding.rule].id), page.text(finding.message));
  write_folded(page, page.pick("基线已有", "known from the baseline"), count_known(subject), rows);
  rows.clear();
  for (const result::Fixed& fixed : subject.fixed) rows += fmt::format("- {}\n", markdown(fixed_name(page.run, fixed)));
  write_folded(page, page.pick("已修复", "fixed since the baseline"), subject.fixed.size(), rows);
}

void write_issues(Page& page, const std::vector<Diagnostic>& issues) {
  if (issues.empty()) return;
  page.comment.part();
  page.put("\n");
  for (const Diagnostic& each : issues) {
    const Diagnostic issue = told(page.language, each);
    page.comment.part();
    page.put("- **{}** {}", issue.code.to_string(), markdown(issue.message));
    if (!issue.place.file.empty()) page.put(" — {}", markdown_code(issue.place.to_string()));
    if (!issue.help.empty() && page.language == Language::Zh) page.put("；处理：{}", markdown(issue.help));
    if (!issue.help.empty() && page.language == Language::En) page.put(" ({})", markdown(issue.help));
    page.put("\n");
  }
}

void write_subject(Page& page, const Subject& subject) {
  page.comment.part();
  page.put("\n### {}\n", title_of(subject));
  if (const std::string cap = cap_reason(page.run, subject, page.language); !cap.empty()) page.put("\n{}\n", cap);
  if (const std::string on = basis(subject, page.language); !on.empty()) page.put("\n{}\n", markdown(on));
  write_pillars(page, subject);
  for (const Group& group : failures_of(page.run, subject, false)) write_failure(page, subject, group);
  write_rest(page, subject);
  write_issues(page, subject.issues);
}

}  // namespace

void write_markdown(const Run& run, const WriteOptions& options, std::string& out) {
  Page page{.run = run, .language = options.language, .out = out};
  page.put("## hegui · {}\n\n", run.as_of.to_string());
  // The outcome stands first, where nothing cuts it off.
  if (options.gate != nullptr)
    page.put("{} {}\n\n", options.gate->exit_status == 0 ? "✅" : "❌",
             markdown(pick(options.language, options.gate->line)));
  write_summary(page);
  write_issues(page, run.issues);
  for (const Subject& subject : run.subjects) write_subject(page, subject);
  page.comment.finish();
}

}  // namespace hegui::report
