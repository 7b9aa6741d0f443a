// Scores and grades by example, at the edges of each step and cap.
#include "score/score.h"

#include <gtest/gtest.h>

namespace hegui::score {
namespace {

Entry entry(Verdict verdict, Severity severity = Severity::Medium) {
  return {verdict, severity, policy::default_weight(severity)};
}

TEST(Score, IsNothingWhenNothingWasJudged) {
  const std::vector<Entry> entries{entry(Verdict::NotJudged), entry(Verdict::NotApplicable)};
  const Score out = score(entries);
  EXPECT_FALSE(out.points);
  EXPECT_EQ(out.counts, (Counts{0, 0, 0, 1, 1, 0}));
  EXPECT_EQ(grade(out, entries), (Grade{'-', Cap::None}));
  EXPECT_EQ(gain(out, entries, 0), 0u);
}

TEST(Score, WeighsBySeverity) {
  const std::vector<Entry> entries{entry(Verdict::Pass, Severity::Critical), entry(Verdict::Fail, Severity::Low),
                                   entry(Verdict::Unknown, Severity::High), entry(Verdict::Waived, Severity::Medium)};
  const Score out = score(entries);
  EXPECT_EQ(out.points, 600u);      // (100 + 50) / 250
  EXPECT_EQ(out.attainable, 900u);  // 225 / 250
  EXPECT_EQ(out.evidence, 700u);    // 175 / 250
  EXPECT_EQ(out.counts, (Counts{1, 1, 1, 0, 0, 1}));
  EXPECT_EQ(gain(out, entries, 1), 100u);
  EXPECT_EQ(gain(out, entries, 2), 300u);
  EXPECT_EQ(gain(out, entries, 0), 0u);
}

TEST(Score, LeavesOutWhatHasNoWeight) {
  const std::vector<Entry> entries{entry(Verdict::Pass), {Verdict::Fail, Severity::Critical, 0}};
  const Score out = score(entries);
  EXPECT_EQ(out.points, 1000u);
  EXPECT_EQ(grade(out, entries), (Grade{'A', Cap::None}));
  EXPECT_EQ(gain(out, entries, 1), 0u);
}

TEST(Score, OnlyAWholeIsAHundred) {
  std::vector<Entry> entries(5000, entry(Verdict::Pass, Severity::Critical));
  entries.push_back(entry(Verdict::Fail, Severity::Low));
  EXPECT_EQ(score(entries).points, 999u);
  entries.back().verdict = Verdict::Unknown;
  EXPECT_EQ(score(entries).attainable, 1000u);
  EXPECT_EQ(score(entries).evidence, 999u);
}

TEST(Grade, StepsAreInclusive) {
  const auto letter = [](std::uint32_t points) {
    Score out;
    out.points = points;
    return grade(out, {}).letter;
  };
  EXPECT_EQ(letter(1000), 'A');
  EXPECT_EQ(letter(900), 'A');
  EXPECT_EQ(letter(899), 'B');
  EXPECT_EQ(letter(750), 'B');
  EXPECT_EQ(letter(749), 'C');
  EXPECT_EQ(letter(600), 'C');
  EXPECT_EQ(letter(599), 'D');
  EXPECT_EQ(letter(400), 'D');
  EXPECT_EQ(letter(399), 'E');
  EXPECT_EQ(letter(200), 'E');
  EXPECT_EQ(letter(199), 'F');
  EXPECT_EQ(letter(0), 'F');
}

Grade graded(Entry worst) {
  std::vector<Entry> entries(100, entry(Verdict::Pass));
  entries.push_back(worst);
  return grade(score(entries), entries);
}

TEST(Grade, IsCappedByTheWorstFailure) {
  EXPECT_EQ(graded(entry(Verdict::Fail, Severity::Critical)), (Grade{'D', Cap::CriticalFailure}));
  EXPECT_EQ(graded(entry(Verdict::Fail, Severity::High)), (Grade{'B', Cap::HighFailure}));
  EXPECT_EQ(graded(entry(Verdict::Fail, Severity::Medium)), (Grade{'A', Cap::None}));
  EXPECT_EQ(graded(entry(Verdict::Waived, Severity::Critical)), (Grade{'A', Cap::None}));
}

TEST(Grade, IsNoAWithoutEvidence) {
  EXPECT_EQ(graded(entry(Verdict::Unknown, Severity::Low)), (Grade{'B', Cap::MissingEvidence}));
  EXPECT_EQ(graded(entry(Verdict::NotJudged, Severity::Low)), (Grade{'B', Cap::MissingEvidence}));
  EXPECT_EQ(graded(entry(Verdict::NotApplicable, Severity::Critical)), (Grade{'A', Cap::None}));
}

TEST(Grade, NamesNoCapThatChangesNothing) {
  const std::vector<Entry> entries{entry(Verdict::Fail, Severity::Critical)};
  EXPECT_EQ(grade(score(entries), entries), (Grade{'F', Cap::None}));
}

}  // namespace
}  // namespace hegui::score
