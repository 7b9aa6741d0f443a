// A page that stands alone: no script, nothing fetched, and a policy that forbids both, whatever an input tried to put
// in. It shows one subject whole, or a fleet as a table with what its subjects have in common.
#include <algorithm>
#include <map>
#include <vector>

#include "report/formats.h"
#include "report/html_page.h"
#include "report/html_style.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Run;
using result::Subject;

// With more subjects the page would be too large to open; the table then stands alone and says so.
constexpr std::size_t kMostDetailed = 50;
constexpr std::size_t kMostFrequent = 20;

void write_spread(HtmlPage& page) {
  std::map<char, std::size_t> grades;
  for (const Subject& subject : page.run.subjects) ++grades[subject.grade.letter];
  page.put("<div class=\"scroll\"><table><tbody>\n");
  for (const char letter : std::string_view("ABCDEF-")) {
    const std::size_t count = grades.contains(letter) ? grades[letter] : 0;
    if (count == 0) continue;
    page.put(
        "<tr><td class=\"{}\"><b>{}</b></td><td class=\"num\">{}</td><td><span class=\"bar\"><i "
        "style=\"width:{}%\"></i></span></td></tr>\n",
        letter, letter, count, count * 100 / page.run.subjects.size());
  }
  page.put("</tbody></table></div>\n");
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
  page.put("<h2>{}</h2><div class=\"scroll\"><table><tbody>\n", page.pick("最常见的违规", "Most frequent failures"));
  for (std::size_t i = 0; i < std::min(failing.size(), kMostFrequent); ++i) {
    const result::Rule& rule = page.run.rules[failing[i].second];
    page.put(
        "<tr><td class=\"num\">{}</td><td class=\"{}\"><span class=\"tag\">{}</span></td><td>{} "
        "<code>{}</code></td><td>{}</td></tr>\n",
        failing[i].first, policy::name(rule.severity), word(page.language, rule.severity), xml(rule.id), xml(rule.name),
        page.text(rule.title));
  }
  page.put("</tbody></table></div>\n");
}

void write_table(HtmlPage& page, bool detailed) {
  page.put(
      "<h2>{} ({})</h2><div class=\"scroll\"><table><thead><tr><th>{}</th><th>{}</th><th class=\"num\">{}</th><th "
      "class=\"num\">{}</th><th class=\"num\">{}</th>"
      "<th class=\"num\">{}</th><th class=\"num\">{}</th><th class=\"num\">{}</th></tr></thead><tbody>\n",
      page.pick("对象", "Subjects"), page.run.subjects.size(), page.pick("对象", "Subject"), page.pick("等级", "Grade"),
      page.pick("得分", "Score"), page.pick("可达", "Attainable"), page.pick("证据", "Evidence"),
      word(page.language, Verdict::Fail), word(page.language, Verdict::Unknown),
      word(page.language, Verdict::NotJudged));
  std::size_t number = 0;
  for (const Subject& subject : page.run.subjects) {
    std::string name = xml(subject.version.empty() ? subject.name : subject.name + " " + subject.version);
    if (detailed) name = fmt::format("<a href=\"#s{}\">{}</a>", number, name);
    ++number;
    page.put(
        "<tr><td>{} <span class=\"soft\">{}</span></td><td class=\"{}\"><b>{}</b></td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td><td class=\"num\">{} %</td>"
        "<td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
        name, xml(subject.id), subject.grade.letter, subject.grade.letter, html_share(subject.score.points),
        points(subject.score.attainable), whole_points(subject.score.evidence),
        count_rules(page.run, subject, Verdict::Fail), count_rules(page.run, subject, Verdict::Unknown),
        count_rules(page.run, subject, Verdict::NotJudged));
  }
  page.put("</tbody></table></div>\n");
}

}  // namespace

void write_html_fleet(HtmlPage& page, bool detailed) {
  page.put("<section>\n");
  write_spread(page);
  write_frequent(page);
  write_table(page, detailed);
  if (!detailed)
    page.put("<p class=\"soft\">{}</p>\n",
             page.pick("对象过多，本页不列出各自的发现；请单独输出，或使用 json、csv。",
                       "Too many subjects to show their findings on one page; report them singly, or as json or csv."));
  page.put("</section>\n");
}

void write_html(const Run& run, const WriteOptions& options, std::string& out) {
  HtmlPage page{run, options.language, out};
  const std::string_view title = run.subjects.size() == 1 ? std::string_view(run.subjects.front().name)
                                                          : page.pick("合规检查报告", "Compliance report");
  page.put(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n<title>{} · hegui</title>\n<style>{}</style>\n"
      "</head>\n<body>\n<main>\n",
      page.pick("zh-CN", "en"), xml(title), html_style());
  page.put("<h1>{}</h1>\n<p class=\"soft\">{} · hegui {}</p>\n", xml(title), run.as_of.to_string(),
           xml(run.tool_version));
  if (options.gate != nullptr)
    page.put("<p class=\"{}\"><span class=\"tag\">{}</span></p>\n", options.gate->exit_status == 0 ? "A" : "high",
             page.text(options.gate->line));
  for (const Diagnostic& issue : run.issues)
    page.put("<p><code>{}</code> {}</p>\n", issue.code.to_string(), xml(issue.message));
  const bool detailed = run.subjects.size() <= kMostDetailed;
  if (run.subjects.size() > 1) write_html_fleet(page, detailed);
  if (detailed)
    for (std::size_t i = 0; i < run.subjects.size(); ++i) write_html_subject(page, run.subjects[i], i);
  page.put("</main>\n</body>\n</html>\n");
}

}  // namespace hegui::report
