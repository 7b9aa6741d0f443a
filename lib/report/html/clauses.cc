// Scores by pillar, instrument and clause, as bars.
#include <algorithm>
#include <span>
#include <vector>

#include "report/html/charts.h"
#include "report/html/parts.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::GroupScore;
using result::Subject;

constexpr std::size_t kMostOpen = 12;  // rows shown without unfolding

std::string name_of(const HtmlPage& page, const GroupScore& group) {
  const auto clause = std::ranges::find(page.run.clauses, group.id, &result::Clause::id);
  std::string name =
      clause == page.run.clauses.end() ? page.text(group.title) : xml(clause_name(*clause, page.language));
  return name.empty() ? xml(group.id) : name;
}

void open_scores(HtmlPage& page, std::string_view heading) {
  open_table(page, heading, "chart");
  page.put(
      "<thead><tr><th>{}</th><th></th><th class=\"num\">{}</th><th class=\"num\">{}</th><th class=\"num\">{}</th><th "
      "class=\"num wide\">{}</th></tr></thead><tbody>\n",
      heading, page.pick("得分", "Score"), word(page.language, Verdict::Fail), word(page.language, Verdict::Unknown),
      word(page.language, Verdict::NotJudged));
}

// The row of a group behind its name and bar.
void write_numbers(HtmlPage& page, const GroupScore& group) {
  const score::Counts& counts = group.score.counts;
  page.put(
      "</td><td class=\"num\"><b>{}</b></td><td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num "
      "wide\">{}</td></tr>\n",
      group.score.points ? points(*group.score.points) : "–", counts.fail, counts.unknown, counts.not_judged);
}

Parts parts_of(const GroupScore& group) {
  const score::Counts& counts = group.score.counts;
  return {counts.fail, counts.unknown, counts.pass + counts.waived};
}

void write_table(HtmlPage& page, std::span<const GroupScore* const> groups, std::string_view heading,
                 std::uint64_t most) {
  open_scores(page, heading);
  for (const GroupScore* group : groups) {
    page.put("<tr><td>{}</td><td class=\"bars\">", name_of(page, *group));
    write_counts_bar(page, parts_of(*group), most);
    write_numbers(page, *group);
  }
  close_table(page);
}

// Those with most failures, then the rest folded away; of those that nothing was judged of there is only the number.
// Beside other subjects, failures are told alone.
void write_chart(HtmlPage& page, const std::vector<GroupScore>& all, std::string_view heading) {
  const bool alone = page.run.subjects.size() == 1;
  std::vector<const GroupScore*> sorted;
  std::uint64_t most = 0;
  std::size_t not_judged = 0;
  for (const GroupScore& group : all) {
    if (!group.score.points) ++not_judged;
    if (!group.score.points || (!alone && group.score.counts.fail == 0)) continue;
    sorted.push_back(&group);
    most = std::max(most, parts_of(group).total());
  }
  std::ranges::stable_sort(sorted, {}, [](const GroupScore* group) {
    return std::pair{-static_cast<std::int64_t>(group->score.counts.fail), group->score.points.value_or(0)};
  });
  const std::span<const GroupScore* const> groups = sorted;
  const std::size_t open = std::min(kMostOpen, groups.size());
  if (open > 0) write_table(page, groups.first(open), heading, most);
  if (open < groups.size()) {
    page.put("<details><summary>{}</summary>\n", page.language == Language::Zh
                                                     ? fmt::format("{}：另有 {} 项", heading, groups.size() - open)
                                                     : fmt::format("{}: {} more", heading, groups.size() - open));
    write_table(page, groups.subspan(open), heading, most);
    page.put("</details>\n");
  }
  if (not_judged > 0)
    page.put("<p class=\"soft\">{}</p>\n", page.language == Language::Zh
                                               ? fmt::format("{}：{} 项未评判", heading, not_judged)
                                               : fmt::format("{}: {} not judged", heading, not_judged));
}

}  // namespace

void write_pillar_chart(HtmlPage& page, const Subject& subject) {
  if (subject.pillars.empty()) return;
  const std::string_view heading = page.pick("方面", "Pillar");
  page.put("<div class=\"card\">\n");
  open_scores(page, heading);
  for (const GroupScore& pillar : subject.pillars) {
    page.put("<tr><td>{}</td><td class=\"bars\">", name_of(page, pillar));
    write_score_bar(page, pillar.score.points, pillar.score.attainable);
    write_numbers(page, pillar);
  }
  close_table(page);
  page.put("</div>\n");
}

void write_clause_charts(HtmlPage& page, const Subject& subject, std::size_t number) {
  if (subject.clauses.empty()) return;
  page.put("<h3 id=\"{}\">{}</h3>\n<div class=\"card\">\n", anchor(page, number, "clauses"),
           page.pick("法规与条款", "Instruments and clauses"));
  if (!subject.instruments.empty()) write_chart(page, subject.instruments, page.pick("法规", "Instrument"));
  write_chart(page, subject.clauses, page.pick("条款", "Clause"));
  const auto key = [&](std::string_view kind, std::string_view words) {
    page.put(
        "<span><svg viewBox=\"0 0 8 8\" aria-hidden=\"true\"><rect class=\"{}\" width=\"8\" "
        "height=\"8\"/></svg>{}</span>",
        kind, words);
  };
  page.put("<p class=\"key\">");
  key("failed", word(page.language, Verdict::Fail));
  key("may", word(page.language, Verdict::Unknown));
  key("met", word(page.language, Verdict::Pass));
  page.put("</p></div>\n");
}

}  // namespace hegui::report
