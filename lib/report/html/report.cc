// The HTML report of a run: one subject whole, or several as a table with what they have in common before each.
#include <algorithm>
#include <array>
#include <vector>

#include "report/formats.h"
#include "report/html/charts.h"
#include "report/html/parts.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Run;
using result::Subject;

// With more subjects the page would be too large to open; the table then stands alone and says so.
constexpr std::size_t kMostDetailed = 50;
constexpr std::size_t kMostFrequent = 20;

void write_spread(HtmlPage& page) {
  static constexpr std::string_view kGrades = "ABCDEF-";
  std::array<std::uint64_t, kGrades.size()> counts{};
  for (const Subject& subject : page.run.subjects)
    ++counts[std::min(kGrades.find(subject.grade.letter), kGrades.size() - 1)];
  page.put("<div class=\"card\"><h3 style=\"margin-top:0\">{}</h3>\n", page.pick("等级", "Grades"));
  write_columns(page, page.pick("等级", "Grades"), counts, {},
                [](std::size_t i) { return std::string(1, kGrades[i]); });
  page.put("</div>\n");
}

void write_frequent(HtmlPage& page) {
  std::vector<std::pair<std::size_t, std::uint32_t>> failing;
  for (std::uint32_t rule = 0; rule < page.run.rules.size(); ++rule) {
    const auto count = static_cast<std::size_t>(std::ranges::count_if(page.run.subjects, [&](const Subject& subject) {
      return rule < subject.verdicts.size() && subject.verdicts[rule].verdict == Verdict::Fail;
    }));
    if (count > 0) failing.emplace_back(count, rule);
  }
  if (failing.empty()) return;
  std::ranges::stable_sort(failing, std::ranges::greater{}, [](const auto& row) { return row.first; });
  const std::string_view heading = page.pick("最常见的违规", "Most frequent failures");
  page.put("<div class=\"card\"><h3 style=\"margin-top:0\">{}</h3>\n", heading);
  open_table(page, heading);
  page.put("<tbody>\n");
  for (std::size_t i = 0; i < std::min(failing.size(), kMostFrequent); ++i) {
    const result::Rule& rule = page.run.rules[failing[i].second];
    page.put(
        "<tr class=\"{}\"><td class=\"num\">{}</td><td><span class=\"tag\">{}</span></td><td>{} <code>{}</code></td>"
        "</tr>\n",
        policy::name(rule.severity), failing[i].first, word(page.language, rule.severity), page.text(rule.title),
        xml(rule.id));
  }
  close_table(page);
  page.put("</div>\n");
}

void write_table(HtmlPage& page, bool detailed) {
  const std::string_view heading = page.pick("对象", "Subjects");
  page.put("<h3>{} ({})</h3><div class=\"card\">\n", heading, page.run.subjects.size());
  open_table(page, heading);
  page.put(
      "<thead><tr><th>{}</th><th>{}</th><th class=\"num\">{}</th><th class=\"num wide\">{}</th><th class=\"num "
      "wide\">{}</th><th class=\"num\">{}</th><th class=\"num\">{}</th><th class=\"num "
      "wide\">{}</th></tr></thead><tbody>\n",
      page.pick("对象", "Subject"), page.pick("等级", "Grade"), page.pick("得分", "Score"),
      page.pick("可达", "Attainable"), page.pick("证据", "Evidence"), word(page.language, Verdict::Fail),
      word(page.language, Verdict::Unknown), word(page.language, Verdict::NotJudged));
  std::size_t number = 0;
  for (const Subject& subject : page.run.subjects) {
    std::string name = xml(subject.version.empty() ? subject.name : subject.name + " " + subject.version);
    if (detailed) name = fmt::format("<a href=\"#{}-{}\">{}</a>", page.side(), number, name);
    ++number;
    page.put(
        "<tr><td>{} <span class=\"soft\">{}</span></td><td class=\"{}\"><span class=\"tag\">{}</span></td><td "
        "class=\"num\">{}</td><td class=\"num wide\">{}</td><td class=\"num wide\">{} %</td><td "
        "class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num wide\">{}</td></tr>\n",
        name, subject.id == subject.name ? std::string{} : xml(subject.id), subject.grade.letter, subject.grade.letter,
        subject.score.points ? points(*subject.score.points) : "–", points(subject.score.attainable),
        whole_points(subject.score.evidence), count_rules(page.run, subject, Verdict::Fail),
        count_rules(page.run, subject, Verdict::Unknown), count_rules(page.run, subject, Verdict::NotJudged));
  }
  close_table(page);
  page.put("</div>\n");
}

// What is told of the run as a whole, before its subjects.
void write_top(HtmlPage& page, const WriteOptions& options) {
  page.put("<div class=\"top\"><h1>{}</h1><span class=\"soft\">{} · hegui {}</span></div>\n",
           page.pick("合规检查报告", "Compliance report"), page.run.as_of.to_string(), xml(page.run.tool_version));
  if (options.gate != nullptr)
    page.put("<p class=\"gate {}\"><span class=\"tag\">{}</span> {}</p>\n",
             options.gate->exit_status == 0 ? "passed" : "high",
             options.gate->exit_status == 0 ? page.pick("通过", "passed") : page.pick("未通过", "not passed"),
             page.text(options.gate->line));
  for (const Diagnostic& each : page.run.issues) {
    const Diagnostic issue = told(page.language, each);
    page.put("<p><code>{}</code> {}{}</p>\n", issue.code.to_string(),
             issue.place.file.empty() ? std::string{} : xml(issue.place.to_string()) + ": ", xml(issue.message));
  }
}

}  // namespace

void write_html_fleet(HtmlPage& page, bool detailed) {
  page.put("<div class=\"two\">\n");
  write_spread(page);
  write_frequent(page);
  page.put("</div>\n");
  write_table(page, detailed);
  if (!detailed)
    page.put("<p class=\"soft\">{}</p>\n",
             page.pick("对象过多，本页不列出各自的发现；请单独输出，或使用 json、csv。",
                       "Too many subjects to show their findings on one page; report them singly, or as json or csv."));
}

void write_html(const Run& run, const WriteOptions& options, std::string& out) {
  const bool detailed = run.subjects.size() <= kMostDetailed;
  const std::string_view title = run.subjects.size() == 1 ? std::string_view(run.subjects.front().name)
                                                          : pick(options.language, "合规检查报告", "Compliance report");
  const auto body = [&](HtmlPage& page) {
    write_top(page, options);
    if (run.subjects.size() > 1) write_html_fleet(page, detailed);
    if (!detailed) return;
    write_filters(page);
    for (std::size_t i = 0; i < run.subjects.size(); ++i) write_html_subject(page, run.subjects[i], i);
  };
  write_html_document(run, options.language, title, body, out);
}

}  // namespace hegui::report
