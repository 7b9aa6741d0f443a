#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "fleet/writers.h"
#include "report/escape.h"
#include "report/html_style.h"
#include "report/words.h"

namespace hegui::fleet {
namespace {

using report::points;
using report::xml;

constexpr std::size_t kMostRules = 40, kMostClauses = 40, kMostWorst = 100, kMostNames = 30, kMostShort = 20;

constexpr std::string_view kStyle =
    "svg{display:block;width:100%;height:auto}svg text{fill:var(--soft);font:12px system-ui,sans-serif}.bars "
    "rect{fill:var(--good)}"
    ".cards{display:flex;flex-wrap:wrap;gap:1rem;margin:1rem 0}.cards .card{flex:1 1 9rem;margin:0}.card "
    "b{display:block;font-size:1.5rem}"
    ".two{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}.bad "
    "i{background:var(--high)}";

class Page {
 public:
  Page(const View& view, std::string& out) : view_(view), sum_(view.summary), run_(view.fleet.run), out_(out) {}

  void write() {
    const std::string_view title = pick("合规总览", "Compliance of the fleet");
    put("<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<title>{} · hegui</title>\n"
        "<style>{}{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<p class=\"soft\">{} · hegui {}</p>\n",
        pick("zh-CN", "en"), title, report::html_style(), kStyle, title, run_.as_of.to_string(),
        xml(run_.tool_version));
    for (const Diagnostic& issue : run_.issues)
      put("<p class=\"high\"><span class=\"tag\">{}</span>{} {}</p>\n", issue.code.to_string(), xml(issue.place.file),
          xml(issue.message));
    cards();
    put("<div class=\"two\">\n");
    histogram();
    grades();
    put("</div>\n");
    if (view_.trend != nullptr) trend(*view_.trend);
    pillars();
    rules();
    clauses();
    worst();
    put("<div class=\"two\">\n");
    prevalence(pick("权限", "Permissions"), sum_.permissions);
    prevalence("SDK", sum_.sdks);
    put("</div>\n<p class=\"soft\">{}</p>\n</main>\n</body>\n</html>\n",
        pick("列表只列出前若干项；CSV 格式列出全部对象。",
             "Lists show their heads; the CSV format has every subject."));
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }
  std::string_view pick(std::string_view zh, std::string_view en) const { return report::pick(view_.language, zh, en); }

  void card(std::string_view title, const std::string& value) {
    put("<div class=\"card\"><span class=\"soft\">{}</span><b>{}</b></div>\n", title, value);
  }

  void cards() {
    put("<div class=\"cards\">\n");
    card(pick("对象", "Subjects"), fmt::format("{}", sum_.subjects));
    card(pick("有违规", "Failing"), fmt::format("{}", sum_.failing));
    card(pick("不可读", "Unreadable"), fmt::format("{}", sum_.unreadable));
    card(pick("平均分", "Mean score"), points(sum_.mean));
    card(pick("中位分", "Median score"), points(sum_.median));
    if (view_.fleet.filtered > 0)
      card(pick("--where 排除", "Left out by --where"), fmt::format("{}", view_.fleet.filtered));
    put("</div>\n");
  }

  // Bars of equal width over their labels.
  template <class Label>
  void bars(std::string_view title, std::span<const std::uint64_t> values, const Label& label) {
    const std::uint64_t most = std::max<std::uint64_t>(1, *std::ranges::max_element(values));
    const std::size_t step = 480 / values.size();
    put("<section><h2 style=\"margin-top:0\">{}</h2><svg class=\"bars\" viewBox=\"0 0 480 200\" role=\"img\" "
        "aria-label=\"{}\">\n",
        title, title);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::uint64_t height = values[i] * 150 / most;
      const std::string name = label(i);
      put("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}: {}</title></rect><text x=\"{}\" y=\"{}\" "
          "text-anchor=\"middle\">{}</text>"
          "<text x=\"{}\" y=\"190\" text-anchor=\"middle\">{}</text>\n",
          i * step + 4, 170 - height, step - 8, height, name, values[i], i * step + step / 2, 165 - height, values[i],
          i * step + step / 2, name);
    }
    put("</svg></section>\n");
  }

  void histogram() {
    bars(pick("得分分布", "Score distribution"), sum_.histogram,
         [](std::size_t i) { return fmt::format("{}–{}", i * 10, i * 10 + 10); });
  }
  void grades() {
    bars(pick("等级", "Grades"), sum_.grades, [](std::size_t i) { return std::string(1, kGrades[i]); });
  }

  std::string share(std::uint64_t part) const {
    return fmt::format(
        "{:.1f}", sum_.subjects == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(sum_.subjects));
  }

  void bar_cell(std::uint64_t part, bool bad) {
    put("<td><span class=\"bar{}\"><i style=\"width:{}%\"></i></span></td>", bad ? " bad" : "", share(part));
  }

  void pillars() {
    if (view_.fleet.pillars.empty()) return;
    put("<h2>{}</h2><div class=\"scroll\"><table><thead><tr><th></th><th class=\"num\">{}</th><th "
        "class=\"num\">{}</th><th class=\"num\">%</th><th></th></tr></thead><tbody>\n",
        pick("板块", "Pillars"), pick("平均分", "Mean score"), pick("违规对象", "Subjects failing"));
    for (const Pillar& pillar : view_.fleet.pillars) {
      if (pillar.subjects == 0) continue;
      put("<tr><td>{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td>", xml(pillar.id),
          points(static_cast<std::uint32_t>(pillar.points / pillar.subjects)), pillar.failing, share(pillar.failing));
      bar_cell(pillar.failing, true);
      put("</tr>\n");
    }
    put("</tbody></table></div>\n");
  }

  void rules() {
    if (sum_.rules.empty()) return;
    put("<h2>{}</h2><div class=\"scroll\"><table><thead><tr><th class=\"num\">{}</th><th "
        "class=\"num\">{}</th><th></th><th></th><th>{}</th></tr></thead><tbody>\n",
        pick("最常见的违规", "Most frequent failures"), pick("对象", "Subjects"), pick("占已判定", "Of those decided"),
        pick("规则", "Rule"));
    for (std::size_t i = 0; i < std::min(kMostRules, sum_.rules.size()); ++i) {
      const RuleCount& count = sum_.rules[i];
      const result::Rule& rule = run_.rules[count.rule];
      put("<tr><td class=\"num\">{}</td><td class=\"num\">{} %</td><td><span class=\"bar bad\"><i "
          "style=\"width:{}%\"></i></span></td><td class=\"{}\"><span class=\"tag\">{}"
          "</span></td><td><code>{}</code> {}</td></tr>\n",
          count.failed, points(static_cast<std::uint32_t>(count.rate())), count.rate() / 10,
          policy::name(rule.severity), report::word(view_.language, rule.severity), xml(rule.id),
          xml(report::pick(view_.language, rule.title)));
    }
    put("</tbody></table></div>\n");
  }

  void clauses() {
    if (sum_.clauses.empty()) return;
    put("<h2>{}</h2><div class=\"scroll\"><table><thead><tr><th class=\"num\">{}</th><th "
        "class=\"num\">%</th><th></th><th>{}</th></tr></thead><tbody>\n",
        pick("条款违规率", "Failure rate by clause"), pick("对象", "Subjects"), pick("条款", "Clause"));
    for (std::size_t i = 0; i < std::min(kMostClauses, sum_.clauses.size()); ++i) {
      const auto& [clause, subjects] = sum_.clauses[i];
      put("<tr><td class=\"num\">{}</td><td class=\"num\">{}</td>", subjects, share(subjects));
      bar_cell(subjects, true);
      put("<td>{} <span class=\"soft\">{}</span></td></tr>\n",
          xml(report::clause_name(run_.clauses[clause], view_.language)), xml(run_.clauses[clause].id));
    }
    put("</tbody></table></div>\n");
  }

  void worst() {
    if (sum_.worst.empty()) return;
    put("<h2>{}</h2><div class=\"scroll\"><table><thead><tr><th>{}</th><th "
        "class=\"num\">{}</th><th>{}</th><th>{}</th></tr></thead><tbody>\n",
        pick("得分最低的对象", "Subjects with the lowest scores"), pick("等级", "Grade"), pick("得分", "Score"),
        pick("对象", "Subject"), pick("违规", "Failures"));
    for (std::size_t i = 0; i < std::min(kMostWorst, sum_.worst.size()); ++i) {
      const Row& row = view_.fleet.rows[sum_.worst[i]];
      put("<tr><td class=\"{}\"><b>{}</b></td><td class=\"num\">{}</td><td>{} <span class=\"soft\">{} "
          "{}</span></td><td><code>{}</code></td></tr>\n",
          row.grade, row.grade, points(*row.score), xml(row.name), xml(row.version), xml(row.id), failures(row));
    }
    put("</tbody></table></div>\n");
  }

  std::string failures(const Row& row) const {
    constexpr std::size_t kMost = 12;
    std::string out;
    std::size_t found = 0;
    for (std::size_t rule = 0; rule < row.verdicts.size(); ++rule) {
      if (row.verdicts[rule] != 'f') continue;
      if (++found <= kMost) out += (found == 1 ? "" : " ") + xml(run_.rules[rule].id);
    }
    return found > kMost ? out + fmt::format(" … +{}", found - kMost) : out;
  }

  void prevalence(std::string_view title, const std::vector<std::pair<std::string, std::uint32_t>>& rows) {
    if (rows.empty()) return;
    put("<section><h2 style=\"margin-top:0\">{} ({})</h2><div class=\"scroll\"><table><tbody>\n", title, rows.size());
    for (std::size_t i = 0; i < std::min(kMostNames, rows.size()); ++i) {
      put("<tr><td class=\"num\">{}</td><td class=\"num\">{} %</td>", rows[i].second, share(rows[i].second));
      bar_cell(rows[i].second, false);
      put("<td><code>{}</code></td></tr>\n", xml(rows[i].first));
    }
    put("</tbody></table></div></section>\n");
  }

  void trend(const Trend& trend) {
    put("<section><h2 style=\"margin-top:0\">{}</h2>\n<div class=\"cards\">\n", pick("趋势", "Trend"));
    card(pick("平均分", "Mean score"), fmt::format("{} → {}", points(trend.mean_before), points(trend.mean_after)));
    card(pick("变好 / 变差", "Better / worse"), fmt::format("{} / {}", trend.better, trend.worse));
    card(pick("新增 / 消失", "Added / gone"), fmt::format("{} / {}", trend.added, trend.gone));
    put("</div>\n");
    const std::uint64_t most = std::max<std::uint64_t>(
        1, std::max(*std::ranges::max_element(sum_.histogram), *std::ranges::max_element(trend.before.histogram)));
    // Before in outline, now filled.
    put("<svg viewBox=\"0 0 480 200\" role=\"img\" aria-label=\"{}\">\n",
        pick("两次的得分分布", "Scores of both runs"));
    for (std::size_t i = 0; i < sum_.histogram.size(); ++i) {
      const std::uint64_t now = sum_.histogram[i] * 150 / most, before = trend.before.histogram[i] * 150 / most;
      put("<rect x=\"{}\" y=\"{}\" width=\"40\" height=\"{}\" style=\"fill:var(--good)\"><title>{}</title></rect><rect "
          "x=\"{}\" y=\"{}\" width=\"40\" height=\"{}\" "
          "style=\"fill:none;stroke:var(--ink)\"><title>{}</title></rect><text x=\"{}\" y=\"190\" "
          "text-anchor=\"middle\">{}–{}</text>\n",
          i * 48 + 4, 170 - now, now, sum_.histogram[i], i * 48 + 4, 170 - before, before, trend.before.histogram[i],
          i * 48 + 24, i * 10, i * 10 + 10);
    }
    put("</svg>\n<p class=\"soft\">{}</p>\n", pick("填充为本次，边框为上次。", "Filled: now; outlined: before."));
    if (!trend.rules.empty()) {
      put("<div class=\"scroll\"><table><thead><tr><th>{}</th><th class=\"num\">{}</th><th "
          "class=\"num\">{}</th></tr></thead><tbody>\n",
          pick("规则", "Rule"), pick("新增违规", "Newly failing"), pick("修复", "Repaired"));
      for (std::size_t i = 0; i < std::min(kMostShort, trend.rules.size()); ++i)
        put("<tr><td><code>{}</code></td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
            xml(trend.rules[i].rule), trend.rules[i].newly_failing, trend.rules[i].repaired);
      put("</tbody></table></div>\n");
    }
    if (!trend.drops.empty()) {
      put("<div class=\"scroll\"><table><thead><tr><th>{}</th><th class=\"num\"></th></tr></thead><tbody>\n",
          pick("降分最多", "Steepest drops"));
      for (const Change& change : trend.drops)
        put("<tr><td>{} <span class=\"soft\">{}</span></td><td class=\"num\">{} → {}</td></tr>\n", xml(change.name),
            xml(change.identity), points(change.before), points(change.after));
      put("</tbody></table></div>\n");
    }
    put("</section>\n");
  }

  const View& view_;
  const Summary& sum_;
  const result::Run& run_;
  std::string& out_;
};

}  // namespace

void write_html(const View& view, std::string& out) { Page(view, out).write(); }

}  // namespace hegui::fleet
