// The dashboard of a fleet: what its subjects have in common, what is worst, and what has moved. Lists are cut to their
// heads, so that the page stays small however many subjects there are.
#include <algorithm>

#include "fleet/writers.h"
#include "report/html/charts.h"
#include "report/html/page.h"

namespace hegui::fleet {
namespace {

using report::HtmlPage;
using report::points;
using report::xml;

constexpr std::size_t kMostRules = 40, kMostClauses = 40, kMostWorst = 100, kMostNames = 30, kMostShort = 20;
constexpr std::size_t kMostOfOne = 12;  // rules told of one subject

// One side of the page.
class Dashboard {
 public:
  Dashboard(const View& view, HtmlPage& page) : view_(view), sum_(view.summary), run_(page.run), page_(page) {}

  void write() {
    page_.put("<div class=\"top\"><h1>{}</h1><span class=\"soft\">{} · hegui {}</span></div>\n",
              pick("合规总览", "Compliance of the fleet"), run_.as_of.to_string(), xml(run_.tool_version));
    for (const Diagnostic& issue : run_.issues)
      page_.put("<p class=\"gate high\"><span class=\"tag\">{}</span> {} {}</p>\n", issue.code.to_string(),
                xml(issue.place.file), xml(report::told(page_.language, issue).message));
    numbers();
    page_.put("<div class=\"two\">\n");
    histogram();
    grades();
    page_.put("</div>\n");
    if (view_.trend != nullptr) trend(*view_.trend);
    pillars();
    rules();
    clauses();
    worst();
    page_.put("<div class=\"two\" style=\"margin-top:1rem\">\n");
    prevalence(pick("权限", "Permissions"), sum_.permissions);
    prevalence("SDK", sum_.sdks);
    page_.put("</div>\n<p class=\"soft\">{}</p>\n", pick("列表只列出前若干项；CSV 格式列出全部对象。",
                                                         "Lists show their heads; the CSV format has every subject."));
  }

 private:
  std::string_view pick(std::string_view zh, std::string_view en) const { return page_.pick(zh, en); }

  void number(std::string_view title, const std::string& value) {
    page_.put("<div class=\"card\"><span class=\"soft\">{}</span><b>{}</b></div>\n", title, value);
  }

  void numbers() {
    page_.put("<div class=\"numbers\">\n");
    number(pick("对象", "Subjects"), fmt::format("{}", sum_.subjects));
    number(pick("有违规", "Failing"), fmt::format("{}", sum_.failing));
    number(pick("不可读", "Unreadable"), fmt::format("{}", sum_.unreadable));
    number(pick("平均分", "Mean score"), points(sum_.mean));
    number(pick("中位分", "Median score"), points(sum_.median));
    if (view_.fleet.filtered > 0)
      number(pick("--where 排除", "Left out by --where"), fmt::format("{}", view_.fleet.filtered));
    page_.put("</div>\n");
  }

  void open_card(std::string_view title) {
    page_.put("<section class=\"card\"><h3 style=\"margin-top:0\">{}</h3>\n", title);
  }
  void close_card() { page_.put("</section>\n"); }

  static std::string decade(std::size_t i) { return fmt::format("{}–{}", i * 10, i * 10 + 10); }

  void histogram() {
    const std::string_view title = pick("得分分布", "Score distribution");
    open_card(title);
    report::write_columns(page_, title, sum_.histogram, {}, decade);
    close_card();
  }
  void grades() {
    const std::string_view title = pick("等级", "Grades");
    open_card(title);
    report::write_columns(page_, title, sum_.grades, {}, [](std::size_t i) { return std::string(1, kGrades[i]); });
    close_card();
  }

  // The end of a row: its bar, numbers of its own, how many subjects, and their share.
  void shares(std::uint64_t part, std::uint64_t per_mille, bool bad, const std::string& own = {}) {
    page_.put("<td class=\"bars\">");
    report::write_share_bar(page_, per_mille, bad);
    page_.put("</td>{}<td class=\"num\">{}</td><td class=\"num\">{} %</td></tr>\n", own, part,
              points(static_cast<std::uint32_t>(per_mille)));
  }

  // Opens a card with a table whose rows end in `shares`; `what` heads their first column, `own` those of their own.
  void open_shares(std::string_view title, std::string_view what, const std::string& own = {}) {
    open_card(title);
    report::open_table(page_, title, "chart");
    page_.put(
        "<thead><tr><th>{}</th><th></th>{}<th class=\"num\">{}</th><th class=\"num\">%</th></tr></thead><tbody>\n",
        what, own, pick("对象", "Subjects"));
  }
  void close_shares() {
    report::close_table(page_);
    close_card();
  }

  void pillars() {
    if (view_.fleet.pillars.empty()) return;
    open_shares(pick("方面的违规率", "Failure rate by pillar"), pick("方面", "Pillar"),
                fmt::format("<th class=\"num\">{}</th>", pick("平均分", "Mean score")));
    for (const Pillar& pillar : view_.fleet.pillars) {
      if (pillar.subjects == 0) continue;
      page_.put("<tr><td>{}</td>", xml(report::pillar_name(run_, pillar.id, page_.language)));
      shares(pillar.failing, sum_.share(pillar.failing), true,
             fmt::format("<td class=\"num\">{}</td>", points(pillar.mean())));
    }
    close_shares();
  }

  // The share is of the subjects that the rule decided.
  void rules() {
    if (sum_.rules.empty()) return;
    open_shares(pick("最常见的违规（占已判定的对象）", "Most frequent failures (of the subjects decided)"),
                pick("规则", "Rule"));
    for (std::size_t i = 0; i < std::min(kMostRules, sum_.rules.size()); ++i) {
      const RuleCount& count = sum_.rules[i];
      const result::Rule& rule = run_.rules[count.rule];
      page_.put("<tr><td class=\"{}\"><span class=\"tag\">{}</span> {} <code>{}</code></td>",
                policy::name(rule.severity), report::word(page_.language, rule.severity), page_.text(rule.title),
                xml(rule.id));
      shares(count.failed, count.rate(), true);
    }
    close_shares();
  }

  void clauses() {
    if (sum_.clauses.empty()) return;
    open_shares(pick("条款违规率", "Failure rate by clause"), pick("条款", "Clause"));
    for (std::size_t i = 0; i < std::min(kMostClauses, sum_.clauses.size()); ++i) {
      const auto& [clause, subjects] = sum_.clauses[i];
      page_.put("<tr><td>{}</td>", xml(report::clause_name(run_.clauses[clause], page_.language)));
      shares(subjects, sum_.share(subjects), true);
    }
    close_shares();
  }

  void worst() {
    if (sum_.worst.empty()) return;
    const std::string_view title = pick("得分最低的对象", "Subjects with the lowest scores");
    open_card(title);
    report::open_table(page_, title);
    page_.put("<thead><tr><th>{}</th><th class=\"num\">{}</th><th>{}</th><th>{}</th></tr></thead><tbody>\n",
              pick("等级", "Grade"), pick("得分", "Score"), pick("对象", "Subject"), pick("违规", "Failures"));
    for (std::size_t i = 0; i < std::min(kMostWorst, sum_.worst.size()); ++i) {
      const Row& row = view_.fleet.rows[sum_.worst[i]];
      page_.put(
          "<tr><td class=\"{}\"><span class=\"tag\">{}</span></td><td class=\"num\">{}</td><td>{} <span "
          "class=\"soft\">{} {}</span></td><td><code>{}</code></td></tr>\n",
          row.grade, row.grade, points(*row.score), xml(row.name), xml(row.version),
          row.id == row.name ? std::string{} : xml(row.id), failures(row));
    }
    close_shares();
  }

  std::string failures(const Row& row) const {
    std::string out;
    std::size_t found = 0;
    for (std::size_t rule = 0; rule < row.verdicts.size(); ++rule) {
      if (row.verdicts[rule] != 'f') continue;
      if (++found <= kMostOfOne) out += (found == 1 ? "" : " ") + xml(run_.rules[rule].id);
    }
    return found > kMostOfOne ? out + fmt::format(" … +{}", found - kMostOfOne) : out;
  }

  void prevalence(std::string_view title, const std::vector<std::pair<std::string, std::uint32_t>>& rows) {
    if (rows.empty()) return;
    open_shares(fmt::format("{} ({})", title, rows.size()), title);
    for (std::size_t i = 0; i < std::min(kMostNames, rows.size()); ++i) {
      page_.put("<tr><td><code>{}</code></td>", xml(rows[i].first));
      shares(rows[i].second, sum_.share(rows[i].second), false);
    }
    close_shares();
  }

  void trend(const Trend& trend) {
    const std::string_view title = pick("与上次相比", "Since the earlier run");
    page_.put(
        "<section class=\"card\" style=\"margin-top:1rem\"><h3 style=\"margin-top:0\">{}</h3>\n<div "
        "class=\"numbers\">\n",
        title);
    number(pick("平均分", "Mean score"), fmt::format("{} → {}", points(trend.mean_before), points(trend.mean_after)));
    number(pick("变好 / 变差", "Better / worse"), fmt::format("{} / {}", trend.better, trend.worse));
    number(pick("新增 / 消失", "Added / gone"), fmt::format("{} / {}", trend.added, trend.gone));
    page_.put("</div>\n");
    report::write_columns(page_, pick("两次的得分分布", "Scores of both runs"), sum_.histogram, trend.before.histogram,
                          decade);
    page_.put("<p class=\"soft\">{}</p>\n", pick("填充为本次，虚框为上次。", "Filled: now; dashed: before."));
    moved_rules(trend);
    drops(trend);
    close_card();
  }

  void moved_rules(const Trend& trend) {
    if (trend.rules.empty()) return;
    report::open_table(page_, pick("规则", "Rule"));
    page_.put("<thead><tr><th>{}</th><th class=\"num\">{}</th><th class=\"num\">{}</th></tr></thead><tbody>\n",
              pick("规则", "Rule"), pick("新增违规", "Newly failing"), pick("修复", "Repaired"));
    for (std::size_t i = 0; i < std::min(kMostShort, trend.rules.size()); ++i) {
      const auto& [id, newly_failing, repaired] = trend.rules[i];
      const auto rule = std::ranges::find(run_.rules, id, &result::Rule::id);
      page_.put("<tr><td><code>{}</code> {}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n", xml(id),
                rule == run_.rules.end() ? std::string{} : page_.text(rule->title), newly_failing, repaired);
    }
    report::close_table(page_);
  }

  void drops(const Trend& trend) {
    if (trend.drops.empty()) return;
    const std::string_view title = pick("降分最多", "Steepest drops");
    report::open_table(page_, title);
    page_.put("<thead><tr><th>{}</th><th class=\"num\">{}</th></tr></thead><tbody>\n", title, pick("得分", "Score"));
    for (const Change& change : trend.drops)
      page_.put("<tr><td>{} <span class=\"soft\">{}</span></td><td class=\"num\">{} → {}</td></tr>\n", xml(change.name),
                xml(change.identity), points(change.before), points(change.after));
    report::close_table(page_);
  }

  const View& view_;
  const Summary& sum_;
  const result::Run& run_;
  HtmlPage& page_;
};

}  // namespace

void write_html(const View& view, std::string& out) {
  report::write_html_document(
      view.fleet.run, view.language, report::pick(view.language, "合规总览", "Compliance of the fleet"),
      [&](HtmlPage& page) { Dashboard(view, page).write(); }, out);
}

}  // namespace hegui::fleet
