// The dashboard stays a page that opens, however many subjects there are, and says the same in both languages.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "fleet/writers.h"
#include "sample_run.h"

namespace hegui::fleet {
namespace {

std::string page_of(std::size_t subjects, bool with_trend = false) {
  Fleet fleet;
  fleet.run = result::sample::demo();
  fleet.run.subjects.clear();
  fleet.failing_clauses.assign(fleet.run.clauses.size(), static_cast<std::uint32_t>(subjects / 2));
  fleet.pillars.push_back({"security", subjects, subjects * 500, subjects / 3});
  for (std::size_t i = 0; i < subjects; ++i) {
    Row row;
    row.name = fmt::format("App <{}>", i);
    row.id = fmt::format("com.example.app{}", i);
    row.grade = "ABCDEF"[i % 6];
    row.score = static_cast<std::uint32_t>(i * 7 % 1001);
    row.verdicts.assign(fleet.run.rules.size(), i % 2 == 0 ? 'f' : 'p');
    fleet.rows.push_back(std::move(row));
    fleet.permissions[fmt::format("permission.P{}", i % 500)] += 1;
    fleet.sdks[fmt::format("sdk{}", i)] += 1;
  }
  const Summary summary = summarise(fleet);
  const Trend trend = with_trend ? compare(fleet, fleet) : Trend{};
  std::string out;
  write_html({.fleet = fleet, .summary = summary, .trend = with_trend ? &trend : nullptr}, out);
  return out;
}

TEST(FleetPage, StaysSmallWithAHundredThousandSubjects) {
  const std::string page = page_of(100000);
  EXPECT_LT(page.size(), 300000u);
  EXPECT_NE(page.find("<b>100000</b>"), std::string::npos);
  EXPECT_NE(page.find("App &lt;0&gt;"), std::string::npos);
}

TEST(FleetPage, ShowsWhatAFleetIsAskedForInBothLanguages) {
  const std::string page = page_of(60, true);
  for (const char* heading :
       {"Score distribution", "Failure rate by clause", "Failure rate by pillar", "Subjects with the lowest scores",
        "Permissions (60)", "SDK (60)", "Since the earlier run", "得分分布", "条款违规率", "方面的违规率",
        "得分最低的对象", "权限 (60)", "与上次相比"})
    EXPECT_NE(page.find(heading), std::string::npos) << heading;
  EXPECT_NE(page.find("class=\"before\""), std::string::npos);
}

TEST(FleetPage, TakesAFleetOfNone) { EXPECT_NE(page_of(0).find("<b>0</b>"), std::string::npos); }

}  // namespace
}  // namespace hegui::fleet
