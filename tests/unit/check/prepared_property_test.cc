// What a worker keeps from subject to subject must never show: judged after any others, a subject gets the verdicts it
// gets alone.
#include <gtest/gtest.h>

#include <random>

#include "answers.h"
#include "check/evaluate.h"
#include "derive/derive.h"
#include "policy/embedded.h"
#include "read/format.h"

namespace hegui::check {
namespace {

constexpr Date kDay{20'700};

class Sequences : public testing::Test {
 protected:
  facts::Subject derived(facts::Subject subject) const {
    derive::derive(subject, vocabulary_, identifiers_, purposes_);
    return subject;
  }

  facts::Subject manifest(std::string text) const {
    const read::Context context{.limits = {}, .vocabulary = &vocabulary_};
    auto read = read::read(std::make_shared<Source>("AndroidManifest.xml", std::move(text)), context);
    for (const Diagnostic& issue : read.issues) ADD_FAILURE() << render(issue);
    std::vector<facts::FactSet> sets;
    if (read) sets.push_back(std::move(*read.value));
    return derived(facts::merge(std::move(sets)));
  }

  // A declaration that answers a few facts, or the manifest of an app that asks for little.
  facts::Subject any() {
    if (random_() % 3 == 0)
      return manifest(fmt::format(
          "<manifest xmlns:android='http://schemas.android.com/apk/res/android' package='a.b'>"
          "<uses-sdk android:targetSdkVersion='{}'/>{}<application android:debuggable='{}'/>"
          "</manifest>",
          30 + random_() % 6, random_() % 2 == 0 ? "<uses-permission android:name='android.permission.CAMERA'/>" : "",
          random_() % 2 == 0));
    std::string text = "subject.kind = \"app\"\n";
    for (const facts::FactId id : facts::Schema::get().roots()) {
      const facts::Row& row = facts::Schema::get().row(id);
      const bool asked = (row.stated_by & facts::kDeclaration) != 0 && row.stated_by != facts::kAnyInput;
      if (asked && row.path != "subject.kind" && random_() % 8 == 0) text += answer(id, random_);
    }
    return derived(declared(text));
  }

  policy::Policy policy_{image::View(policy::embedded_image())};
  vocab::Vocabulary vocabulary_{policy_.view()};
  vocab::Identifiers identifiers_{vocabulary_};
  vocab::PurposeText purposes_{vocabulary_};
  std::mt19937 random_{7};
};

TEST_F(Sequences, ASubjectIsJudgedAsIfItWereAlone) {
  Scratch kept;
  int rules = 0;
  for (int round = 0; round < 60; ++round) {
    const facts::Subject subject = any();
    const Date day{kDay.days + (round < 50 ? 0 : 1)};
    Scratch fresh;
    const Findings alone = evaluate(policy_, subject, day, {}, fresh),
                   after = evaluate(policy_, subject, day, {}, kept);
    ASSERT_EQ(after.verdicts.size(), alone.verdicts.size());
    for (std::size_t rule = 0; rule < alone.verdicts.size(); ++rule) {
      const RuleVerdict &is = after.verdicts[rule], &should = alone.verdicts[rule];
      ASSERT_EQ(is.verdict, should.verdict) << policy_.text(policy_.rules()[rule].id) << " in round " << round;
      ASSERT_EQ(is.not_in_force, should.not_in_force);
      ASSERT_TRUE(std::ranges::equal(is.decided_by, should.decided_by)) << policy_.text(policy_.rules()[rule].id);
      rules += is.verdict == Verdict::Pass || is.verdict == Verdict::Fail ? 1 : 0;
    }
    ASSERT_EQ(after.findings.size(), alone.findings.size());
    for (std::size_t i = 0; i < alone.findings.size(); ++i) {
      EXPECT_EQ(after.findings[i].rule, alone.findings[i].rule);
      EXPECT_EQ(after.findings[i].label, alone.findings[i].label);
      EXPECT_EQ(after.findings[i].missing, alone.findings[i].missing);
    }
  }
  EXPECT_GT(rules, 1000) << "the answers must have decided something";
}

}  // namespace
}  // namespace hegui::check
