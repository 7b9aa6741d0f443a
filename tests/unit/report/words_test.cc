// Names of clauses, chains and caps in both languages.
#include "report/words.h"

#include <gtest/gtest.h>

#include "sample_run.h"

namespace hegui::report {
namespace {

namespace sample = result::sample;

TEST(Words, FallBackToTheOtherLanguage) {
  EXPECT_EQ(pick(Language::En, result::TextView{"甲", ""}), "甲");
  EXPECT_EQ(pick(Language::Zh, result::TextView{"", "a"}), "a");
  EXPECT_EQ(pick(Language::Zh, result::TextView{"甲", "a"}), "甲");
}

TEST(Words, WritePoints) {
  EXPECT_EQ(points(623), "62.3");
  EXPECT_EQ(points(620), "62");
  EXPECT_EQ(whole_points(999), "99");
}

result::Clause clause(std::string number, result::TextView title = {}) {
  result::Clause out;
  out.instrument_title = {"示范法", "Model Act"};
  out.number = std::move(number);
  out.title = std::move(title);
  return out;
}

TEST(Words, NameClauses) {
  EXPECT_EQ(clause_name(clause("17"), Language::Zh), "《示范法》第17条");
  EXPECT_EQ(clause_name(clause("17(1)(2)", {"告知", "Notice"}), Language::Zh), "《示范法》第17条(1)(2) 告知");
  EXPECT_EQ(clause_name(clause("2.1"), Language::Zh), "《示范法》 2.1");
  EXPECT_EQ(clause_name(clause("", {"示范法", "Model Act"}), Language::Zh), "《示范法》");
  EXPECT_EQ(clause_name(clause("", {"告知", "Notice"}), Language::Zh), "《示范法》 告知");
  EXPECT_EQ(clause_name(clause("", {"告知", "Notice"}), Language::En), "Model Act (Notice)");
  EXPECT_EQ(clause_name(clause("17", {"告知", "Notice"}), Language::En), "Model Act art. 17 (Notice)");
  EXPECT_EQ(clause_name(clause("2.1"), Language::En), "Model Act 2.1");
  EXPECT_EQ(clause_name(clause(""), Language::En), "Model Act");
}

std::string chain(const result::Run& run, std::vector<std::uint32_t> cited) {
  result::Rule rule;
  rule.clauses = std::move(cited);
  const ClauseChain found = chain_of(run, rule);
  std::string out;
  for (const result::Clause* from : found.from) out += from->id + " ";
  out += ">";
  for (const result::Clause* to : found.to) out += " " + to->id;
  return out;
}

TEST(Words, ChainArticlesToWhatImplementsThem) {
  const result::Run run = sample::demo();
  EXPECT_EQ(chain(run, {0, 2, 4}), "ops:15 > mpia:17 method:2.1");
  EXPECT_EQ(chain(run, {2, 0}), "ops:15 > mpia:17");
  EXPECT_EQ(chain(run, {1, 0, 2}), "ops:16 ops:15 > mpia:17") << "an article that mpia:17 does not make concrete";
  EXPECT_EQ(chain(run, {5}), "ops:16 > method");
  EXPECT_EQ(chain(run, {2, 5}), "ops:15 ops:16 > mpia:17 method");
  EXPECT_EQ(chain(run, {0}), "> ops:15");
  EXPECT_EQ(chain(run, {}), ">");
}

TEST(Words, SayWhyAGradeIsCapped) {
  result::Run run = sample::demo();
  result::Subject& subject = run.subjects[0];
  subject.grade = {'D', score::Cap::CriticalFailure};
  EXPECT_EQ(cap_reason(run, subject, Language::En), "1 critical failure caps the grade at D");
  subject.grade = {'B', score::Cap::HighFailure};
  EXPECT_EQ(cap_reason(run, subject, Language::En), "2 high failures cap the grade at B");
  EXPECT_EQ(cap_reason(run, subject, Language::Zh), "2 项高风险违规，等级最高为 B");
  subject.grade = {'B', score::Cap::MissingEvidence};
  EXPECT_EQ(cap_reason(run, subject, Language::En), "missing evidence caps the grade at B");
  subject.grade = {'B', score::Cap::None};
  EXPECT_EQ(cap_reason(run, subject, Language::En), "");
}

}  // namespace
}  // namespace hegui::report
