#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "fleet/writers.h"
#include "report/excerpt.h"
#include "report/words.h"

namespace hegui::fleet {
namespace {

using report::points;
constexpr std::size_t kMostRows = 10;

std::string bar(std::uint64_t part, std::uint64_t whole) {
  constexpr std::uint64_t kWidth = 30;
  std::string out;
  for (std::uint64_t i = 0; i < (whole == 0 ? 0 : part * kWidth / whole); ++i) out += "█";
  return out;
}

std::string title_of(const Row& row) {
  return utf8::printable(row.name + (row.version.empty() ? "" : " " + row.version) +
                         (row.id.empty() || row.id == row.name ? "" : " · " + row.id));
}

class Page {
 public:
  Page(const View& view, std::string& out) : view_(view), out_(out) {}

  void write() {
    const Summary& sum = view_.summary;
    put("{}  {}\n", view_.fleet.run.as_of.to_string(),
        pick(fmt::format("{} 个对象，{} 个违规，{} 个不可读；平均 {}，中位 {}", sum.subjects, sum.failing,
                         sum.unreadable, points(sum.mean), points(sum.median)),
             fmt::format("{} subjects, {} failing, {} unreadable; mean {}, median {}", sum.subjects, sum.failing,
                         sum.unreadable, points(sum.mean), points(sum.median))));
    if (view_.fleet.filtered > 0)
      put("{}\n", pick(fmt::format("--where 排除了 {} 个", view_.fleet.filtered),
                       fmt::format("--where leaves out {}", view_.fleet.filtered)));
    for (const Diagnostic& issue : view_.fleet.run.issues) out_ += report::render(issue, view_.language);
    head(pick("等级", "Grades"));
    for (std::size_t i = 0; i < kGrades.size(); ++i)
      if (sum.grades[i] > 0) put("  {}  {:>9}  {}\n", kGrades[i], sum.grades[i], bar(sum.grades[i], sum.subjects));
    head(pick("得分分布", "Scores"));
    for (std::size_t i = 0; i < sum.histogram.size(); ++i)
      put("  {:>2}–{:<3} {:>9}  {}\n", i * 10, i == 9 ? 100 : i * 10 + 10, sum.histogram[i],
          bar(sum.histogram[i], sum.subjects));
    pillars();
    rules();
    clauses();
    worst();
    prevalence(pick("最常见的权限", "Most widespread permissions"), sum.permissions);
    prevalence(pick("最常见的 SDK", "Most widespread SDKs"), sum.sdks);
    if (view_.trend != nullptr) trend(*view_.trend);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }
  std::string pick(const std::string& zh, const std::string& en) const {
    return view_.language == report::Language::Zh ? zh : en;
  }
  void head(const std::string& title) { put("\n{}\n", title); }

  void pillars() {
    if (view_.fleet.pillars.empty()) return;
    head(pick("方面（违规对象，平均分）", "Pillars (subjects failing, mean score)"));
    for (const Pillar& pillar : view_.fleet.pillars)
      if (pillar.subjects > 0)
        put("  {:>9} {:>6}    {}\n", pillar.failing, points(pillar.mean()),
            utf8::printable(report::pillar_name(view_.fleet.run, pillar.id, view_.language)));
  }

  void rules() {
    if (view_.summary.rules.empty()) return;
    head(pick("最常见的违规（对象，占已判定的比例）", "Most frequent failures (subjects, share of those decided)"));
    for (std::size_t i = 0; i < std::min(kMostRows, view_.summary.rules.size()); ++i) {
      const RuleCount& count = view_.summary.rules[i];
      const result::Rule& rule = view_.fleet.run.rules[count.rule];
      put("  {:>9} {:>6} %  {:<8} {}  {}\n", count.failed, points(static_cast<std::uint32_t>(count.rate())), rule.id,
          report::word(view_.language, rule.severity), report::pick(view_.language, rule.title));
    }
  }

  void clauses() {
    if (view_.summary.clauses.empty()) return;
    head(pick("违反最多的条款（对象，占全部的比例）", "Clauses failed most (subjects, share of all)"));
    for (std::size_t i = 0; i < std::min(kMostRows, view_.summary.clauses.size()); ++i) {
      const auto& [clause, subjects] = view_.summary.clauses[i];
      put("  {:>9} {:>6} %  {}\n", subjects, points(view_.summary.share(subjects)),
          utf8::printable(report::clause_name(view_.fleet.run.clauses[clause], view_.language)));
    }
  }

  void worst() {
    if (view_.summary.worst.empty()) return;
    head(pick("得分最低", "Lowest scores"));
    for (std::size_t i = 0; i < std::min(kMostRows, view_.summary.worst.size()); ++i) {
      const Row& row = view_.fleet.rows[view_.summary.worst[i]];
      put("  {} {:>5}  {}\n", row.grade, points(*row.score), title_of(row));
    }
  }

  void prevalence(const std::string& title, const std::vector<std::pair<std::string, std::uint32_t>>& rows) {
    if (rows.empty()) return;
    head(title);
    for (std::size_t i = 0; i < std::min(kMostRows, rows.size()); ++i)
      put("  {:>9}  {}\n", rows[i].second, utf8::printable(rows[i].first));
  }

  void trend(const Trend& trend) {
    head(pick("趋势", "Trend"));
    put("  {}\n", pick(fmt::format("{} 个对象两次都在，{} 个新增，{} 个消失；{} 个变好，{} 个变差；平均 {} → {}",
                                   trend.both, trend.added, trend.gone, trend.better, trend.worse,
                                   points(trend.mean_before), points(trend.mean_after)),
                       fmt::format("{} subjects in both, {} added, {} gone; {} better, {} worse; mean {} → {}",
                                   trend.both, trend.added, trend.gone, trend.better, trend.worse,
                                   points(trend.mean_before), points(trend.mean_after))));
    for (std::size_t i = 0; i < std::min(kMostRows, trend.rules.size()); ++i)
      put("  {:<8} {}\n", trend.rules[i].rule,
          pick(fmt::format("新增违规 {}，修复 {}", trend.rules[i].newly_failing, trend.rules[i].repaired),
               fmt::format("{} newly failing, {} repaired", trend.rules[i].newly_failing, trend.rules[i].repaired)));
    for (std::size_t i = 0; i < std::min(kMostRows, trend.drops.size()); ++i)
      put("  {:>5} → {:<5} {}\n", points(trend.drops[i].before), points(trend.drops[i].after),
          utf8::printable(trend.drops[i].name));
  }

  const View& view_;
  std::string& out_;
};

}  // namespace

void write_text(const View& view, std::string& out) { Page(view, out).write(); }

}  // namespace hegui::fleet
