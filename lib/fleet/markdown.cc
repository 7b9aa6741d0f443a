#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "fleet/writers.h"
#include "report/escape.h"
#include "report/words.h"

namespace hegui::fleet {
namespace {

using report::markdown;
using report::points;
constexpr std::size_t kMostRows = 20;

class Page {
 public:
  Page(const View& view, std::string& out) : view_(view), out_(out) {}

  void write() {
    const Summary& sum = view_.summary;
    put("## hegui · {}\n\n| {} | {} | {} | {} | {} |\n|--:|--:|--:|--:|--:|\n| {} | {} | {} | {} | {} |\n",
        view_.fleet.run.as_of.to_string(), pick("对象", "Subjects"), pick("违规", "Failing"),
        pick("不可读", "Unreadable"), pick("平均分", "Mean score"), pick("中位分", "Median score"), sum.subjects,
        sum.failing, sum.unreadable, points(sum.mean), points(sum.median));
    for (const Diagnostic& issue : view_.fleet.run.issues)
      put("\n- **{}** {}\n", issue.code.to_string(), markdown(report::told(view_.language, issue).message));
    put("\n| {} |", pick("等级", "Grade"));
    for (const char grade : kGrades) put(" {} |", grade);
    put("\n|---|--:|--:|--:|--:|--:|--:|--:|\n| {} |", pick("对象", "Subjects"));
    for (const std::uint64_t count : sum.grades) put(" {} |", count);
    put("\n");
    pillars();
    if (!sum.rules.empty()) {
      put("\n### {}\n\n| {} | {} | {} | {} |\n|--:|--:|---|---|\n", pick("最常见的违规", "Most frequent failures"),
          pick("对象", "Subjects"), "%", pick("级别", "Severity"), pick("规则", "Rule"));
      for (std::size_t i = 0; i < std::min(kMostRows, sum.rules.size()); ++i) {
        const result::Rule& rule = view_.fleet.run.rules[sum.rules[i].rule];
        put("| {} | {} | {} | {} {} |\n", sum.rules[i].failed, points(static_cast<std::uint32_t>(sum.rules[i].rate())),
            report::word(view_.language, rule.severity), markdown(rule.id),
            markdown(report::pick(view_.language, rule.title)));
      }
    }
    clauses();
    put("\n### {}\n\n| {} | {} | {} |\n|:-:|--:|---|\n", pick("得分最低", "Lowest scores"), pick("等级", "Grade"),
        pick("得分", "Score"), pick("对象", "Subject"));
    for (std::size_t i = 0; i < std::min(kMostRows, sum.worst.size()); ++i) {
      const Row& row = view_.fleet.rows[sum.worst[i]];
      put("| {} | {} | {} |\n", row.grade, points(*row.score),
          markdown(row.name + (row.version.empty() ? "" : " " + row.version)));
    }
    prevalence(pick("权限", "Permissions"), sum.permissions);
    prevalence("SDK", sum.sdks);
    if (view_.trend != nullptr) trend(*view_.trend);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }
  std::string_view pick(std::string_view zh, std::string_view en) const { return report::pick(view_.language, zh, en); }

  void pillars() {
    if (view_.fleet.pillars.empty()) return;
    put("\n### {}\n\n| {} | % | {} | {} |\n|--:|--:|--:|---|\n", pick("方面的违规率", "Failure rate by pillar"),
        pick("对象", "Subjects"), pick("平均分", "Mean score"), pick("方面", "Pillar"));
    for (const Pillar& pillar : view_.fleet.pillars)
      if (pillar.subjects > 0)
        put("| {} | {} | {} | {} |\n", pillar.failing, points(view_.summary.share(pillar.failing)),
            points(pillar.mean()), markdown(report::pillar_name(view_.fleet.run, pillar.id, view_.language)));
  }

  void clauses() {
    if (view_.summary.clauses.empty()) return;
    put("\n### {}\n\n| {} | % | {} |\n|--:|--:|---|\n", pick("条款违规率", "Failure rate by clause"),
        pick("对象", "Subjects"), pick("条款", "Clause"));
    for (std::size_t i = 0; i < std::min(kMostRows, view_.summary.clauses.size()); ++i) {
      const auto& [clause, subjects] = view_.summary.clauses[i];
      put("| {} | {} | {} |\n", subjects, points(view_.summary.share(subjects)),
          markdown(report::clause_name(view_.fleet.run.clauses[clause], view_.language)));
    }
  }

  void prevalence(std::string_view title, const std::vector<std::pair<std::string, std::uint32_t>>& rows) {
    if (rows.empty()) return;
    put("\n### {}\n\n| {} | |\n|--:|---|\n", title, pick("对象", "Subjects"));
    for (std::size_t i = 0; i < std::min(kMostRows, rows.size()); ++i)
      put("| {} | {} |\n", rows[i].second, markdown(rows[i].first));
  }

  void trend(const Trend& trend) {
    put("\n### {}\n\n| {} | {} | {} | {} | {} | {} |\n|--:|--:|--:|--:|--:|---|\n| {} | {} | {} | {} | {} | {} → {} "
        "|\n",
        pick("趋势", "Trend"), pick("两次都在", "In both"), pick("新增", "Added"), pick("消失", "Gone"),
        pick("变好", "Better"), pick("变差", "Worse"), pick("平均分", "Mean score"), trend.both, trend.added,
        trend.gone, trend.better, trend.worse, points(trend.mean_before), points(trend.mean_after));
    if (trend.rules.empty()) return;
    put("\n| {} | {} | {} |\n|---|--:|--:|\n", pick("规则", "Rule"), pick("新增违规", "Newly failing"),
        pick("修复", "Repaired"));
    for (std::size_t i = 0; i < std::min(kMostRows, trend.rules.size()); ++i)
      put("| {} | {} | {} |\n", markdown(trend.rules[i].rule), trend.rules[i].newly_failing, trend.rules[i].repaired);
  }

  const View& view_;
  std::string& out_;
};

}  // namespace

void write_markdown(const View& view, std::string& out) { Page(view, out).write(); }

}  // namespace hegui::fleet
