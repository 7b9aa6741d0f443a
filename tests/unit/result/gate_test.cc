// Every threshold alone, together, and what must never trip one.
#include "result/gate.h"

#include <gtest/gtest.h>

#include "sample_run.h"

namespace hegui::result {
namespace {

constexpr GateOptions kNothing{.fail_on = {}, .min_score = {}, .strict = false};

TEST(Gate, FailsOnSeverityAndAbove) {
  Gate out = gate(sample::demo(), {});
  EXPECT_EQ(out.exit_status, 1);
  EXPECT_EQ(out.line.en, "gate --fail-on high: 16 findings → exit 1");
  EXPECT_EQ(out.line.zh, "门槛 --fail-on high：16 项违规 → 退出码 1");
  out = gate(sample::demo(), {.fail_on = policy::Severity::Critical, .min_score = {}, .strict = false});
  EXPECT_EQ(out.line.en, "gate --fail-on critical: 1 finding → exit 1");
}

TEST(Gate, IgnoresWaivedFailuresAndNotices) {
  result::Run run = sample::demo();
  std::erase_if(run.subjects[0].findings, [&](const Finding& finding) {
    return finding.verdict == check::Verdict::Fail && !run.rules[finding.rule].notice;
  });
  const Gate out = gate(run, {.fail_on = policy::Severity::Low, .min_score = {}, .strict = false});
  EXPECT_EQ(out.exit_status, 0);
  EXPECT_EQ(out.line.en, "gate --fail-on low: passed → exit 0");
}

TEST(Gate, AsksForAScore) {
  const std::uint32_t points = *sample::demo().subjects[0].score.points;
  EXPECT_EQ(gate(sample::demo(), {.fail_on = {}, .min_score = points, .strict = false}).exit_status, 0);
  EXPECT_EQ(gate(sample::demo(), {.fail_on = {}, .min_score = points + 1, .strict = false}).exit_status, 1);
  const Gate out = gate(sample::fleet(), {.fail_on = {}, .min_score = 905, .strict = false});
  ASSERT_EQ(out.reasons.size(), 1u);
  EXPECT_TRUE(out.reasons[0].en.starts_with("--min-score 90.5: 1 subject below, the lowest at ")) << out.reasons[0].en;
}

TEST(Gate, RefusesTheUnknownWhenStrict) {
  EXPECT_EQ(gate(sample::bare(), kNothing).exit_status, 0);
  const Gate out = gate(sample::demo(), {.fail_on = {}, .min_score = {}, .strict = true});
  EXPECT_EQ(out.line.en, "gate --strict: 3 unknown, 1 not judged → exit 1");
  EXPECT_EQ(gate(sample::clean(), {.fail_on = policy::Severity::Low, .min_score = 1000, .strict = true}).exit_status,
            0);
}

TEST(Gate, PutsUnreadableInputFirst) {
  const Gate out = gate(sample::unreadable(), kNothing);
  EXPECT_EQ(out.exit_status, 2);
  EXPECT_EQ(out.line.en, "gate 1 error in the inputs → exit 2");
  result::Run run = sample::demo();
  run.issues.push_back({{1101}, Level::Error, "unreadable", {}});
  EXPECT_EQ(gate(run, {}).exit_status, 2);
  EXPECT_EQ(gate(run, {}).reasons.size(), 2u);
}

TEST(Gate, SaysWhenNothingIsSet) {
  EXPECT_EQ(gate(sample::demo(), kNothing).line.en, "gate none set → exit 0");
  EXPECT_EQ(gate(sample::demo(), kNothing).line.zh, "门槛 未设门槛 → 退出码 0");
}

}  // namespace
}  // namespace hegui::result
