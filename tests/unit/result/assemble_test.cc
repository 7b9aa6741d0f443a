// From a policy and facts to a result, with a policy of four rules and words of its own.
#include "result/assemble.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "facts/fact_set.h"
#include "policy/compile.h"
#include "result/json.h"

namespace hegui::result {
namespace {

constexpr const char* kPack = R"toml(
[pack]
id = "house"
title = { zh = "家规", en = "House rules" }
version = "1"

[[instrument]]
slug = "root"
title = { zh = "总则", en = "Principles" }
kind = "policy-document"
verified = "v"

[[instrument]]
slug = "act"
title = { zh = "细则", en = "Act" }
kind = "law"
verified = "v"

[[clause]]
id = "root:1"
title = { zh = "说明", en = "Explain" }
verified = "v"

[[clause]]
id = "act:17"
title = { zh = "说明用途", en = "State purposes" }
parents = ["root:1"]
verified = "v"
)toml";

// One rule; `conditions` are its TOML lines.
SourcePtr rule(std::string id, std::string name, std::string severity, std::string conditions) {
  const std::string text = "[[rule]]\nid = \"" + id + "\"\nname = \"" + name + "\"\nseverity = \"" + severity +
                           "\"\nbasis = \"v\"\nclauses = [\"root:1\", \"act:17\"]\n" + conditions +
                           "\ntitle = { zh = \"题\", en = \"Title\" }\nmessage = { zh = \"{subject.name} 有误\", en = "
                           "\"{subject.name} is wrong\" }\n"
                           "fix = { zh = \"改\", en = \"Mend\" }\nwhy = { zh = \"因\", en = \"Because\" }\n"
                           "[[rule.example]]\nexpect = \"pass\"\nfacts = { subject = { name = \"a\" } }\n"
                           "[[rule.example]]\nexpect = \"fail\"\nfacts = { subject = { name = \"a\" } }\n";
  return std::make_shared<Source>("house/rules/" + name + ".toml", text);
}

std::string image() {
  const std::vector<SourcePtr> files{
      std::make_shared<Source>("house/pack.toml", kPack),
      rule("HR-001", "name-short", "high", "require = 'subject.name.size() > 3'"),
      rule("HR-002", "purpose-missing", "critical", "each = 'permissions'\nrequire = 'has(it.purpose)'"),
      rule("HR-003", "version-old", "low", "require = 'subject.version != \"1\"'"),
      rule("HR-004", "domains-unknown", "medium", "require = 'subject.own_domains.size() > 0'"),
  };
  const Checked<std::string> compiled = policy::compile(files);
  for (const Diagnostic& issue : compiled.issues) ADD_FAILURE() << render(issue);
  return compiled.value.value_or("");
}

facts::Subject subject() {
  using facts::fact;
  const auto source = std::make_shared<const Source>("AndroidManifest.xml", "<manifest package=\"com.example\">");
  facts::FactBuilder builder(source, "android-manifest", facts::kAndroidManifest);
  const Span span{source.get(), 10, 17};
  builder.set(fact("subject.name"), "App", span);
  builder.append(fact("subject.package_names"), "com.example", span);
  builder.append(fact("subject.platforms"), "android", span);
  for (int i = 0; i < 2; ++i)
    builder.set(fact("permissions[].name"), "CAMERA", span, builder.add(fact("permissions"), span));
  // The same file, as another input that reads it too has it.
  const auto again = std::make_shared<const Source>("AndroidManifest.xml", "<manifest package=\"com.example\">");
  facts::FactBuilder second(again, "android-manifest", facts::kAndroidManifest);
  second.set(fact("subject.name"), "App", {again.get(), 10, 17});
  std::vector<facts::FactSet> inputs;
  inputs.push_back(std::move(builder).finish());
  inputs.push_back(std::move(second).finish());
  return facts::merge(std::move(inputs));
}

class Assemble : public testing::Test {
 protected:
  void SetUp() override {
    bytes_ = image();
    ASSERT_FALSE(bytes_.empty());
    const policy::Policy policy{image::View(bytes_)};
    const facts::Subject facts = subject();
    const Date day = *parse_date("2026-11-23");
    check::Scratch scratch;
    run = begin_run(policy, "0.1.0", day);
    run.subjects.push_back(
        assemble(policy, facts, check::evaluate(policy, facts, day, {}, scratch), {}, "fallback", true));
  }

  result::Run run;

 private:
  std::string bytes_;
};

TEST_F(Assemble, DescribesPolicyAndSubject) {
  ASSERT_EQ(run.rules.size(), 4u);
  EXPECT_EQ(run.policy_digest.size(), 64u);
  EXPECT_EQ(run.rules[0].pillar, "house");
  const auto find = [&](std::string_view id) { return std::ranges::find(run.clauses, id, &Clause::id); };
  ASSERT_NE(find("act:17"), run.clauses.end());
  EXPECT_EQ(find("act:17")->number, "17");
  EXPECT_EQ(find("act:17")->parents, std::vector{static_cast<std::uint32_t>(find("root:1") - run.clauses.begin())});
  const Subject& subject = run.subjects.at(0);
  EXPECT_EQ(subject.name, "App");
  EXPECT_EQ(subject.id, "com.example");
  EXPECT_EQ(subject.platforms, std::vector<std::string>{"android"});
  EXPECT_FALSE(subject.declared);
  ASSERT_EQ(subject.inputs.size(), 1u);
  EXPECT_EQ(subject.inputs[0].sha256.size(), 64u);
}

TEST_F(Assemble, JudgesScoresAndRanks) {
  const Subject& subject = run.subjects.at(0);
  ASSERT_EQ(subject.verdicts.size(), 4u);
  EXPECT_EQ(subject.verdicts[0].verdict, check::Verdict::Fail);
  EXPECT_EQ(subject.verdicts[2].verdict, check::Verdict::Unknown);
  EXPECT_EQ(subject.verdicts[3].verdict, check::Verdict::NotJudged);
  EXPECT_EQ(subject.verdicts[3].decided_by, std::vector<std::string>{"subject.own_domains"});
  ASSERT_EQ(subject.pillars.size(), 1u);
  EXPECT_EQ(subject.pillars[0].score, subject.score);
  ASSERT_FALSE(subject.findings.empty());
  // Failures first, the gravest leading; unknowns last.
  EXPECT_EQ(subject.findings.back().missing, std::vector<std::string>{"subject.version"});
  for (const Finding& finding : subject.findings)
    if (finding.verdict == check::Verdict::Fail && run.rules[finding.rule].id == "HR-001") {
      EXPECT_EQ(finding.message.en, "App is wrong");
      ASSERT_EQ(finding.places.size(), 1u) << "each place once";
      EXPECT_EQ(finding.places[0].to_string(), "AndroidManifest.xml:1:11");
    }
}

TEST_F(Assemble, GivesWhatJsonGivesBack) {
  const std::string text = to_json(run);
  const Result<result::Run> back = from_json(text, "run.json");
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(to_json(*back), text);
}

}  // namespace
}  // namespace hegui::result
