// What waivers do to failures, and what is told of waivers that do nothing.
#include "check/waive.h"

#include <gtest/gtest.h>

#include "policies.h"
#include "subjects.h"

namespace hegui::check {
namespace {

constexpr Date kDay{20'000};  // 2024-10-04

struct Outcome {
  Verdict verdict = Verdict::NotApplicable;
  std::vector<Verdict> findings;
  std::vector<std::string> told;
};

Outcome with_waivers(std::vector<read::Waiver> waivers) {
  const auto image = policy::compile(policy::files_of(policy::with(policy::kRule, "it.sensitive", "it.name != \"c\"")));
  const policy::Loaded loaded(*image.value);
  const facts::Subject subject = declared(
      "[subject]\nkind = \"app\"\n[[permissions]]\nname = \"a\"\npurpose = \"\"\n[[permissions]]\nname = "
      "\"b\"\npurpose = \"\"\n");
  Scratch scratch;
  Findings findings = evaluate(loaded.policy(), subject, kDay, {}, scratch);
  Outcome out;
  for (const Diagnostic& issue : waive(findings, loaded.policy(), waivers, kDay))
    out.told.push_back(issue.code.to_string());
  out.verdict = findings.verdicts.at(0).verdict;
  for (const Finding& finding : findings.findings) out.findings.push_back(finding.verdict);
  return out;
}

read::Waiver waiver(std::string rule, std::string item = {}) {
  read::Waiver out;
  out.rule = std::move(rule);
  out.item = std::move(item);
  out.reason = "agreed with counsel";
  out.owner = "legal";
  out.expires = Date{kDay.days + 30};
  return out;
}

using enum Verdict;

TEST(Waive, ARuleByIdOrNameWaivesAllItsFailures) {
  for (const char* rule : {"R-1", "purpose-missing"}) {
    const Outcome out = with_waivers({waiver(rule)});
    EXPECT_EQ(out.verdict, Waived) << rule;
    EXPECT_EQ(out.findings, (std::vector<Verdict>{Waived, Waived}));
    EXPECT_EQ(out.told, std::vector<std::string>{"HG4013"}) << "one waiver for two failures is over-broad";
  }
}

TEST(Waive, AnItemLeavesTheOthersFailing) {
  const Outcome out = with_waivers({waiver("R-1", "a")});
  EXPECT_EQ(out.verdict, Fail);
  EXPECT_EQ(out.findings, (std::vector<Verdict>{Waived, Fail}));
  EXPECT_TRUE(out.told.empty());
}

TEST(Waive, AnExpiredOneWaivesNothingAndIsTold) {
  read::Waiver expired = waiver("R-1");
  expired.expires = Date{kDay.days - 1};
  const Outcome out = with_waivers({expired});
  EXPECT_EQ(out.verdict, Fail);
  EXPECT_EQ(out.told, std::vector<std::string>{"HG4011"});
}

TEST(Waive, OneThatExpiresTodayStillHolds) {
  read::Waiver last = waiver("R-1");
  last.expires = kDay;
  EXPECT_EQ(with_waivers({last}).verdict, Waived);
}

TEST(Waive, UnknownRulesAndWaiversThatMatchNothingAreTold) {
  const Outcome out = with_waivers({waiver("R-2"), waiver("R-1", "zzz")});
  EXPECT_EQ(out.verdict, Fail);
  EXPECT_EQ(out.told, (std::vector<std::string>{"HG4010", "HG4012"}));
}

}  // namespace
}  // namespace hegui::check
