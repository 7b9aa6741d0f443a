// What a baseline excuses and what it does not, its file, and comparing two runs with it.
#include "result/baseline.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "result/diff.h"
#include "result/fingerprint.h"
#include "result/gate.h"
#include "result/json.h"
#include "sample_run.h"

namespace hegui::result {
namespace {

using check::Verdict;

std::size_t count(const result::Run& run, Verdict verdict, Standing standing) {
  std::size_t found = 0;
  for (const Subject& subject : run.subjects)
    found += static_cast<std::size_t>(std::ranges::count_if(subject.findings, [&](const Finding& finding) {
      return finding.verdict == verdict && finding.standing == standing;
    }));
  return found;
}

Finding& first_failure(result::Run& run) {
  return *std::ranges::find(run.subjects[0].findings, Verdict::Fail, &Finding::verdict);
}

TEST(Baseline, ExcusesTheRunItWasMadeOf) {
  result::Run run = sample::demo();
  const Baseline baseline = baseline_of(run);
  apply(baseline, run);
  EXPECT_EQ(count(run, Verdict::Fail, Standing::New), 0u);
  EXPECT_GT(count(run, Verdict::Fail, Standing::Known), 0u);
  EXPECT_EQ(count(run, Verdict::Waived, Standing::Known), 0u);
  EXPECT_TRUE(run.subjects[0].fixed.empty());
  EXPECT_EQ(
      gate(run, {.fail_on = policy::Severity::Low, .min_score = {}, .strict = true, .baseline = &baseline}).exit_status,
      0);
}

TEST(Baseline, ReadsBackWhatItWrote) {
  const Baseline baseline = baseline_of(sample::fleet());
  const std::string text = to_json(baseline);
  const auto again = read_baseline(text, "b.json");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(to_json(*again), text);
}

TEST(Baseline, AStoredResultIsOneOfItself) {
  const result::Run run = sample::demo();
  const auto read = read_baseline(to_json(run), "report.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_json(*read), to_json(baseline_of(run)));
}

TEST(Baseline, AnEntryExcusesOneFinding) {
  result::Run run = sample::demo();
  const Baseline baseline = baseline_of(run);
  run.subjects[0].findings.push_back(first_failure(run));  // one more with the same fingerprint
  apply(baseline, run);
  EXPECT_EQ(count(run, Verdict::Fail, Standing::New), 1u);
}

TEST(Baseline, WhatWasUnknownAndFailsIsNew) {
  result::Run run = sample::demo();
  const auto unknown = std::ranges::find(run.subjects[0].findings, Verdict::Unknown, &Finding::verdict);
  ASSERT_NE(unknown, run.subjects[0].findings.end());
  const Baseline baseline = baseline_of(run);
  unknown->verdict = Verdict::Fail;
  apply(baseline, run);
  EXPECT_EQ(unknown->standing, Standing::New);
}

TEST(Baseline, WhatFailedAndIsUnknownIsNotNewAndNotFixed) {
  result::Run run = sample::demo();
  const Baseline baseline = baseline_of(run);
  Finding& finding = first_failure(run);
  finding.verdict = Verdict::Unknown;
  apply(baseline, run);
  EXPECT_EQ(finding.standing, Standing::Known);
  EXPECT_TRUE(run.subjects[0].fixed.empty());
}

TEST(Baseline, TellsWhatIsFixedOnlyWhereTheRuleWasJudged) {
  result::Run run = sample::demo();
  const Baseline baseline = baseline_of(run);
  const Finding gone = first_failure(run);
  run.subjects[0].findings.erase(std::ranges::find(run.subjects[0].findings, gone.fingerprint, &Finding::fingerprint));
  result::Run other = run;
  apply(baseline, run);
  ASSERT_EQ(run.subjects[0].fixed.size(), 1u);
  EXPECT_EQ(run.subjects[0].fixed[0], (Fixed{run.rules[gone.rule].id, gone.item, gone.fingerprint}));
  other.subjects[0].verdicts[gone.rule].verdict = Verdict::NotApplicable;
  apply(baseline, other);
  EXPECT_TRUE(other.subjects[0].fixed.empty());
}

TEST(Baseline, RefusesWhatIsNone) {
  for (
      const char* text :
      {"", "{}", "[]", "null", R"({"format":"hegui-baseline"})",
       R"({"format":"hegui-baseline","format_version":1,"subjects":[{"subject":"x","score":101,"pillars":{},"findings":[],"not_judged":[]}]})",
       R"({"format":"hegui-baseline","format_version":1,"subjects":[{"subject":"x","score":null,"pillars":{},"findings":[{"rule":"r","verdict":"pass","fingerprint":"f"}],"not_judged":[]}]})"}) {
    const auto read = read_baseline(text, "b.json");
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code.number / 100, 51) << text;
  }
}

TEST(Baseline, APathIsNoIdentity) {
  Subject subject;
  subject.name = "a/b.xml";
  subject.inputs.push_back({"a/b.xml", "x", "", 1});
  EXPECT_EQ(identity_of(subject), "");
  subject.name = "Ride";
  EXPECT_EQ(identity_of(subject), "Ride");
  subject.id = "com.example.ride";
  EXPECT_EQ(identity_of(subject), "com.example.ride");
}

TEST(Gate, MeasuresADropFromTheBaseline) {
  result::Run run = sample::demo();
  const Baseline baseline = baseline_of(run);
  const std::uint32_t before = *run.subjects[0].score.points;
  *run.subjects[0].score.points = before - 15;
  const GateOptions loose{.fail_on = {}, .min_score = {}, .max_drop = 15, .baseline = &baseline},
      tight{.fail_on = {}, .min_score = {}, .max_drop = 10, .baseline = &baseline};
  EXPECT_EQ(gate(run, loose).exit_status, 0);
  const Gate out = gate(run, tight);
  EXPECT_EQ(out.exit_status, 1);
  EXPECT_TRUE(out.reasons[0].en.starts_with("--max-drop 1: the score went ")) << out.reasons[0].en;
  run.subjects[0].score.points.reset();
  EXPECT_EQ(gate(run, tight).exit_status, 1) << "a lost score is a drop";
  run.subjects[0].id = "another";
  EXPECT_EQ(gate(run, tight).exit_status, 0) << "nothing to compare with";
}

TEST(Gate, AsksAPillarByItself) {
  const result::Run run = sample::demo();
  const GroupScore& pillar = run.subjects[0].pillars.front();
  ASSERT_TRUE(pillar.score.points);
  GateOptions options{.fail_on = {}, .min_score = {}, .pillars = {{pillar.id, {}, *pillar.score.points, {}}}};
  EXPECT_EQ(gate(run, options).exit_status, 0);
  options.pillars[0].min_score = *pillar.score.points + 1;
  const Gate out = gate(run, options);
  EXPECT_EQ(out.exit_status, 1);
  EXPECT_NE(out.line.en.find(pillar.id + "="), std::string::npos);
  options = {.fail_on = policy::Severity::Low, .min_score = {}};
  for (const GroupScore& each : run.subjects[0].pillars)
    options.pillars.push_back({each.id, std::optional<policy::Severity>{}, {}, {}});
  EXPECT_EQ(gate(run, options).exit_status, 0) << "each pillar's own word stands before the general one";
}

TEST(Diff, ComparesFactsByNameAndLeavesDerivedOnesOut) {
  result::Run before = sample::demo(), after = sample::demo();
  before.subjects[0].facts =
      R"({"permissions":[{"name":"A","purpose":"x","risk":"high"},{"name":"B"}],"android":{"target_sdk":33},"subject":{"platforms":["android"]}})";
  after.subjects[0].facts =
      R"({"permissions":[{"name":"C"},{"name":"A","purpose":"y","risk":"low"}],"android":{"target_sdk":34},"subject":{"platforms":["ios","android"]}})";
  const Diff out = diff(before, after);
  ASSERT_EQ(out.subjects.size(), 1u);
  std::vector<std::string> told;
  for (const FactChange& change : out.subjects[0].facts)
    told.push_back(change.path + "|" + change.item + "|" + change.before.value_or("-") + "|" +
                   change.after.value_or("-"));
  EXPECT_EQ(told, (std::vector<std::string>{"permissions|B||-", "permissions|C|-|", "permissions[].purpose|A|x|y",
                                            "subject.platforms|ios|-|", "android.target_sdk||33|34"}));
}

TEST(Diff, OneOfEachIsComparedWhateverItIsCalled) {
  result::Run before = sample::demo(), after = sample::demo();
  before.subjects[0].id = "com.example.debug";
  Fingerprints prints("com.example.debug");
  for (Finding& finding : before.subjects[0].findings)
    finding.fingerprint = prints.next(before.rules[finding.rule].id, finding.item);
  Fingerprints own(identity_of(after.subjects[0]));
  for (Finding& finding : after.subjects[0].findings)
    finding.fingerprint = own.next(after.rules[finding.rule].id, finding.item);
  const Diff out = diff(before, after);
  EXPECT_EQ(count(after, Verdict::Fail, Standing::New), 0u);
  EXPECT_TRUE(out.subjects[0].after->fixed.empty());
}

TEST(Diff, ClausesTurnWithTheirRules) {
  result::Run before = sample::demo(), after = sample::demo();
  const Finding gone = first_failure(after);
  std::erase_if(after.subjects[0].findings, [&](const Finding& finding) { return finding.rule == gone.rule; });
  after.subjects[0].verdicts[gone.rule].verdict = Verdict::Pass;
  const Diff out = diff(before, after);
  result::Run again = sample::demo();
  const Diff back = diff(after, again);
  EXPECT_EQ(out.subjects[0].failed, std::vector<std::uint32_t>{});
  EXPECT_FALSE(back.subjects[0].failed.empty());
  EXPECT_TRUE(std::ranges::all_of(out.subjects[0].met, [&](std::uint32_t clause) {
    return std::ranges::find(back.subjects[0].failed, clause) != back.subjects[0].failed.end();
  }));
}

}  // namespace
}  // namespace hegui::result
