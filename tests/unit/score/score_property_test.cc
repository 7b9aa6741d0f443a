// What must hold of every set of verdicts: all of them up to four rules, and many random larger ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "score/score.h"

namespace hegui::score {
namespace {

constexpr Verdict kVerdicts[] = {Verdict::Pass,          Verdict::Fail,      Verdict::Unknown,
                                 Verdict::NotApplicable, Verdict::NotJudged, Verdict::Waived};

// Nothing judged counts as less than any score.
int points(const Score& score) { return score.points ? static_cast<int>(*score.points) : -1; }

// Better grades are smaller letters; `-` is none.
bool at_least(Grade better, Grade than) { return than.letter == '-' || better.letter <= than.letter; }

// The exact gap between attainable and score is unknown / judged weight; compared without division.
bool gap_not_wider(const Score& after, const Score& before) {
  const std::uint64_t now = after.judged_weight - after.known_weight, then = before.judged_weight - before.known_weight;
  return now * before.judged_weight <= then * after.judged_weight;
}

void expect_sane(const Score& out) {
  EXPECT_LE(out.met_weight, out.known_weight);
  EXPECT_LE(out.known_weight, out.judged_weight);
  if (!out.points) return;
  EXPECT_LE(*out.points, out.attainable);
  EXPECT_LE(out.attainable, 1000u);
  EXPECT_LE(out.evidence, 1000u);
}

// Changes one entry at a time and compares.
void expect_laws(std::vector<Entry>& entries) {
  const Score before = score(entries);
  const Grade grade_before = grade(before, entries);
  expect_sane(before);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Verdict was = entries[i].verdict;
    const std::uint32_t gained = gain(before, entries, i);
    const auto with = [&](Verdict verdict) {
      entries[i].verdict = verdict;
      const Score after = score(entries);
      expect_sane(after);
      return after;
    };
    if (was == Verdict::Fail || was == Verdict::Unknown) {
      // Repairing never lowers anything, and gains just what was said.
      const Score met = with(Verdict::Pass);
      EXPECT_GE(points(met), points(before));
      EXPECT_GE(met.attainable, before.attainable);
      EXPECT_TRUE(at_least(grade(met, entries), grade_before));
      EXPECT_EQ(points(met) - points(before), static_cast<int>(gained));
    } else {
      EXPECT_EQ(gained, 0u);
    }
    // Taking away what a rule is about repairs it too.
    if (was == Verdict::Fail && before.judged_weight > entries[i].weight) {
      EXPECT_GE(points(with(Verdict::NotApplicable)), points(before));
    }
    // A new violation never raises the score nor what is attainable.
    if (was != Verdict::Fail && before.points) {
      const Score failed = with(Verdict::Fail);
      EXPECT_LE(points(failed), points(before));
      EXPECT_LE(failed.attainable, before.attainable);
    }
    // Evidence of any outcome never widens the gap, and never lowers the share that is known.
    if ((was == Verdict::Unknown || was == Verdict::NotJudged) && before.points) {
      for (const Verdict known : {Verdict::Pass, Verdict::Fail}) {
        const Score after = with(known);
        EXPECT_TRUE(gap_not_wider(after, before));
        EXPECT_GE(after.evidence, before.evidence);
      }
    }
    entries[i].verdict = was;
  }
}

TEST(ScoreProperty, HoldsForAllSmallRuns) {
  constexpr Severity kSeverities[] = {Severity::Critical, Severity::High, Severity::Medium, Severity::Low};
  std::vector<Entry> entries(4);
  for (std::size_t i = 0; i < 4; ++i)
    entries[i] = {Verdict::Pass, kSeverities[i], policy::default_weight(kSeverities[i])};
  for (std::size_t code = 0; code < 6 * 6 * 6 * 6; ++code) {
    for (std::size_t i = 0, rest = code; i < 4; ++i, rest /= 6) entries[i].verdict = kVerdicts[rest % 6];
    expect_laws(entries);
    if (testing::Test::HasFailure()) FAIL() << "in run " << code;
  }
}

TEST(ScoreProperty, HoldsForRandomRuns) {
  std::mt19937 random(20170115);
  for (int round = 0; round < 300; ++round) {
    std::vector<Entry> entries(1 + random() % 60);
    for (Entry& entry : entries) {
      const auto severity = static_cast<Severity>(random() % 4);
      entry = {kVerdicts[random() % 6], severity,
               random() % 5 == 0 ? static_cast<std::uint32_t>(random() % 200) : policy::default_weight(severity)};
    }
    expect_laws(entries);
    if (testing::Test::HasFailure()) FAIL() << "in round " << round;
  }
}

TEST(ScoreProperty, OrderDoesNotMatter) {
  std::mt19937 random(1);
  std::vector<Entry> entries;
  for (int i = 0; i < 40; ++i) {
    const auto severity = static_cast<Severity>(random() % 4);
    entries.push_back({kVerdicts[random() % 6], severity, policy::default_weight(severity)});
  }
  const Score before = score(entries);
  const Grade grade_before = grade(before, entries);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(entries.begin(), entries.end(), random);
    EXPECT_EQ(score(entries), before);
    EXPECT_EQ(grade(before, entries), grade_before);
  }
}

}  // namespace
}  // namespace hegui::score
