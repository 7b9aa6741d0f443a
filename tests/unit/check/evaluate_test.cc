// The verdict of one rule for subjects that differ in one thing each, and what its findings say.
#include "check/evaluate.h"

#include <gtest/gtest.h>

#include "policies.h"
#include "subjects.h"

namespace hegui::check {
namespace {

using policy::files_of;
using policy::kCatalogue;
using policy::kRule;
using policy::Loaded;
using policy::with;

constexpr Date kDay{20'000};

class Held {
 public:
  explicit Held(std::string declaration, std::string rule = std::string(kRule),
                std::string catalogue = std::string(kCatalogue), Date day = kDay)
      : subject(declared(std::move(declaration))) {
    auto image = policy::compile(files_of(rule, catalogue));
    for (const Diagnostic& issue : image.issues) ADD_FAILURE() << render(issue);
    if (!image) return;
    loaded.emplace(*image.value);
    findings = evaluate(loaded->policy(), subject, day, {}, scratch);
  }

  Verdict verdict() const { return findings.verdicts.at(0).verdict; }
  std::string labels() const {
    std::string out;
    for (const Finding& finding : findings.findings)
      out += std::string(name(finding.verdict)) + " " + finding.label + "; ";
    return out;
  }

  facts::Subject subject;
  std::optional<Loaded> loaded;
  Scratch scratch;
  Findings findings;
};

constexpr std::string_view kApp = "[subject]\nkind = \"app\"\n";

std::string app(std::string_view rest) { return std::string(kApp) + std::string(rest); }

TEST(Evaluate, ItemsThatFailAreNamedAndTheOthersAreNot) {
  const Held held(
      app("[[permissions]]\nname = \"a\"\npurpose = \"\"\n[[permissions]]\nname = \"b\"\npurpose = \"to call\"\n"),
      with(kRule, "it.sensitive", "it.name != \"c\""));
  EXPECT_EQ(held.verdict(), Verdict::Fail);
  EXPECT_EQ(held.labels(), "fail a; ");
  ASSERT_EQ(held.findings.findings.size(), 1u);
  EXPECT_FALSE(held.findings.findings[0].evidence.empty()) << "a finding shows where";
}

TEST(Evaluate, AnotherKindOfSubjectIsNotConcerned) {
  EXPECT_EQ(Held("[subject]\nkind = \"website\"\n").verdict(), Verdict::NotApplicable);
}

TEST(Evaluate, UnknownApplicabilityIsNotJudgedAndNamesWhatWouldDecide) {
  const Held held("[subject]\nname = \"x\"\n");
  EXPECT_EQ(held.verdict(), Verdict::NotJudged);
  const auto decided_by = held.findings.verdicts[0].decided_by;
  EXPECT_EQ(std::vector(decided_by.begin(), decided_by.end()), std::vector{facts::fact("subject.kind")});
}

TEST(Evaluate, AMissingFactThatTheInputCouldStateIsUnknownNeverPass) {
  const Held held(app("[[permissions]]\nname = \"a\"\n"), with(kRule, "it.sensitive", "it.name != \"c\""));
  EXPECT_EQ(held.verdict(), Verdict::Unknown);
  ASSERT_EQ(held.findings.findings.size(), 1u);
  EXPECT_EQ(held.findings.findings[0].missing, std::vector<facts::FactId>{facts::fact("permissions[].purpose")});
}

TEST(Evaluate, AMissingDerivedFactIsToldByThoseThatItWaitsFor) {
  const auto missing = [](std::string_view rest) {
    const Held held(app(rest), R"([[rule]]
id = "R-1"
name = "held-by-another"
severity = "high"
clauses = ["law:7"]
each = "filings"
require = "it.holder_matches"
title = { zh = "备案主体不一致", en = "Held by another" }
message = { zh = "主体不一致", en = "Held by another" }
fix = { zh = "更正", en = "Correct it" }
[[rule.example]]
expect = "pass"
facts.filings = [{ holder_matches = true }]
[[rule.example]]
expect = "fail"
facts.filings = [{ holder_matches = false }]
)");
    std::string out;
    for (const Finding& finding : held.findings.findings)
      for (const facts::FactId id : finding.missing) out += std::string(facts::Schema::get().row(id).path) + " ";
    return out;
  };
  const std::string filing = "[[filings]]\nkind = \"app-filing\"\n";
  EXPECT_EQ(missing(filing), "operator.name filings[].holder ");
  EXPECT_EQ(missing("[operator]\nname = \"A\"\n" + filing), "filings[].holder ");
  EXPECT_EQ(missing("[[filings]]\nkind = \"app-filing\"\nholder = \"A\"\n"), "operator.name ");
}

TEST(Evaluate, AListThatAnInputLeftOpenIsNoMissingEvidenceUntilThereIsAnOperatorToAsk) {
  const auto verdict_of = [](bool declaration) {
    const SourcePtr source = std::make_shared<Source>("manifest", "0");
    std::vector<facts::FactSet> sets;
    facts::FactBuilder manifest(source, "test", facts::kAndroidManifest);
    manifest.set(facts::fact("subject.kind"), "app", {source.get(), 0, 1, {}});
    manifest.state_list(facts::fact("permissions"), {source.get(), 0, 1, {}});
    manifest.open(facts::fact("permissions"));
    sets.push_back(std::move(manifest).finish());
    if (declaration) sets.push_back(facts::FactBuilder(source, "test", facts::kDeclaration).finish());
    const facts::Subject subject = facts::merge(std::move(sets));
    auto image = policy::compile(files_of(std::string(kRule), std::string(kCatalogue)));
    for (const Diagnostic& issue : image.issues) ADD_FAILURE() << render(issue);
    const Loaded loaded(*image.value);
    Scratch scratch;
    return evaluate(loaded.policy(), subject, kDay, {}, scratch).verdicts.at(0).verdict;
  };
  EXPECT_EQ(verdict_of(false), Verdict::NotJudged);
  EXPECT_EQ(verdict_of(true), Verdict::Unknown);
}

// SDKs of a list of dependencies: what only an operator could say of them is not asked of the list.
TEST(Evaluate, WhatNoInputCouldStateIsNotJudgedWhateverElseIsMissing) {
  const SourcePtr source = std::make_shared<Source>("package.json", "0");
  const auto verdict_of = [&](std::string_view rule, bool declaration) {
    std::vector<facts::FactSet> sets;
    facts::FactBuilder list(source, "test", facts::kDependencies | facts::kCrossPlatform);
    const Span at{source.get(), 0, 1, {}};
    list.set(facts::fact("subject.kind"), "app", at);
    facts::Item* item = list.add(facts::fact("sdks"), at);
    list.set(facts::fact("sdks[].name"), "x", at, item);
    list.unknown(facts::fact("sdks[].detected"), at, item);
    list.open(facts::fact("sdks"));
    sets.push_back(std::move(list).finish());
    if (declaration) sets.push_back(facts::FactBuilder(source, "test", facts::kDeclaration).finish());
    const facts::Subject subject = facts::merge(std::move(sets));
    auto image = policy::compile(files_of(std::string(rule), std::string(kCatalogue)));
    for (const Diagnostic& issue : image.issues) ADD_FAILURE() << render(issue);
    const Loaded loaded(*image.value);
    Scratch scratch;
    return evaluate(loaded.policy(), subject, kDay, {}, scratch).verdicts.at(0).verdict;
  };
  const std::string each = with(with(with(kRule, "permissions", "sdks"), "it.sensitive", "it.detected"),
                                "it.purpose != \"\"", "it.declared");
  EXPECT_EQ(verdict_of(each, false), Verdict::NotJudged);
  EXPECT_EQ(verdict_of(each, true), Verdict::Unknown);
  const std::string whole =
      with(with(with(with(kRule, "each = '''permissions'''\nwhere = '''it.sensitive'''\n", ""), "it.purpose != \"\"",
                     "sdks.all(s, s.version == \"\") || policy.list_shared"),
                "{it.name}", "{subject.name}"),
           "{it.name}", "{subject.name}");
  EXPECT_EQ(verdict_of(whole, false), Verdict::NotJudged);
  EXPECT_EQ(verdict_of(whole, true), Verdict::Unknown);
}

TEST(Evaluate, AClauseNotYetInForceBindsNobody) {
  const Held early(app("[[permissions]]\nname = \"a\"\npurpose = \"\"\n"),
                   with(kRule, "it.sensitive", "it.name != \"c\""), std::string(kCatalogue), Date{10'000});
  EXPECT_EQ(early.verdict(), Verdict::NotApplicable);
  EXPECT_TRUE(early.findings.verdicts[0].not_in_force);
}

TEST(Evaluate, ARuleThatIsNotSelectedIsNotApplicableAndFindsNothing) {
  Held held(app("[[permissions]]\nname = \"a\"\npurpose = \"\"\n"), with(kRule, "it.sensitive", "it.name != \"c\""));
  const std::uint8_t none[] = {0};
  const Findings findings = evaluate(held.loaded->policy(), held.subject, kDay, none, held.scratch);
  EXPECT_EQ(findings.verdicts.at(0).verdict, Verdict::NotApplicable);
  EXPECT_TRUE(findings.findings.empty());
}

TEST(Evaluate, MessagesNameTheItemAndSayWhichFactsAreMissing) {
  const Held held(app("[[permissions]]\nname = \"a\"\npurpose = \"\"\n"),
                  with(kRule, "it.sensitive", "it.name != \"c\""));
  const policy::Policy policy = held.loaded->policy();
  const Finding& finding = held.findings.findings.at(0);
  EXPECT_EQ(message(policy, policy.rules()[0], false, held.subject, finding.item, finding.label),
            "a of not stated says no purpose");
  EXPECT_EQ(message(policy, policy.rules()[0], true, held.subject, finding.item, finding.label), "权限 a 未说明用途");
}

TEST(Evaluate, MessagesSayYesAndNoInAPersonsWords) {
  const std::string spoken = with(with(kRule, "权限 {it.name} 未说明用途", "拒绝后不能使用：{it.mandatory}"),
                                  "{it.name} of {subject.name} says no purpose", "refusing blocks: {it.mandatory}");
  const Held held(app("[[permissions]]\nname = \"a\"\npurpose = \"\"\nmandatory = true\n"),
                  with(spoken, "it.sensitive", "it.name != \"c\""));
  const policy::Policy policy = held.loaded->policy();
  const Finding& finding = held.findings.findings.at(0);
  EXPECT_EQ(message(policy, policy.rules()[0], false, held.subject, finding.item, finding.label),
            "refusing blocks: yes");
  EXPECT_EQ(message(policy, policy.rules()[0], true, held.subject, finding.item, finding.label), "拒绝后不能使用：是");
}

}  // namespace
}  // namespace hegui::check
