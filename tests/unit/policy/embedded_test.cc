// The embedded policy: it is what compiling the folder gives, its rules pass their examples, and nothing in it is half
// done.
#include "policy/embedded.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/file_system.h"
#include "check/examples.h"
#include "policy/compile.h"
#include "vocab/vocabulary.h"

namespace hegui::policy {
namespace {

Policy embedded() { return Policy(image::View(embedded_image())); }

TEST(Embedded, IsWhatTheFolderCompilesTo) {
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(embedded_image().data()) % 8, 0u);
  const auto files = collect(disk(), HEGUI_SOURCE_DIR "/policy");
  ASSERT_TRUE(files);
  const auto image = compile(*files.value);
  ASSERT_TRUE(image);
  for (const Diagnostic& issue : image.issues) ADD_FAILURE() << render(issue);
  EXPECT_TRUE(*image.value == embedded_image());
}

TEST(Embedded, EveryRulePassesItsExamples) {
  const Policy policy = embedded();
  const check::ExampleRun run = check::run_examples(policy, sources(policy));
  EXPECT_EQ(run.rules, policy.rules().size());
  for (const Diagnostic& failure : run.failures) ADD_FAILURE() << render(failure);
}

TEST(Embedded, HoldsTheRootDocumentWhole) {
  const Policy policy = embedded();
  for (int article = 1; article <= 24; ++article) {
    const auto clause = policy.find_clause("opinions:" + std::to_string(article));
    ASSERT_TRUE(clause) << article;
    const ClauseRow& row = policy.clauses()[*clause];
    EXPECT_GT(row.quotes.count, 0u) << article;
    EXPECT_GT(row.summary.zh.size, 0u) << article;
    EXPECT_GT(row.coverage.zh.size, 0u) << article;
  }
  EXPECT_FALSE(policy.find_clause("opinions:25"));
}

TEST(Embedded, EveryClauseLeadsToTheRootDocument) {
  const Policy policy = embedded();
  const auto root = policy.find_instrument("opinions");
  ASSERT_TRUE(root);
  for (const ClauseRow& clause : policy.clauses()) {
    if (clause.instrument == *root) continue;
    ASSERT_GT(clause.parents.count, 0u) << policy.text(clause.id);
    for (const ClauseIndex parent : policy.parents_of(clause))
      EXPECT_EQ(policy.clauses()[parent].instrument, *root) << policy.text(clause.id);
  }
}

TEST(Embedded, RulesStandInFilesOfTheirName) {
  const Policy policy = embedded();
  for (const RuleRow& rule : policy.rules()) {
    const std::string_view path = policy.text(rule.source);
    EXPECT_TRUE(path.ends_with("/rules/" + std::string(policy.text(rule.name)) + ".toml")) << path;
  }
}

TEST(Embedded, ProfilesSelectWhatIsThere) {
  const Policy policy = embedded();
  EXPECT_FALSE(policy.profiles().empty());
  for (const ProfileRow& profile : policy.profiles()) {
    EXPECT_GT(profile.select.count, 0u);
    for (const image::Text selector : policy.texts(profile.select)) {
      const std::string_view word = policy.text(selector);
      const auto names_pack = [&](const PackRow& pack) { return policy.text(pack.id) == word; };
      EXPECT_TRUE(parse_severity(word) || policy.find_clause(word) || policy.find_rule(word) ||
                  std::ranges::any_of(policy.packs(), names_pack))
          << word;
    }
  }
}

TEST(Embedded, HoldsTheVocabularies) {
  const vocab::Vocabulary words{image::View(embedded_image())};
  EXPECT_EQ(words.app_types().size(), 39u);
  std::set<std::string_view> platforms;
  for (const vocab::PermissionRow& row : words.permissions()) platforms.insert(words.text(row.platform));
  EXPECT_EQ(platforms, (std::set<std::string_view>{"alipay", "android", "baidu", "douyin", "harmonyos", "ios",
                                                   "quick-app", "wechat"}));
  const vocab::PermissionRow* contacts = words.find_permission("android", "android.permission.READ_CONTACTS");
  ASSERT_NE(contacts, nullptr);
  EXPECT_EQ(words.text(contacts->kind), "dangerous");
  EXPECT_NE(words.find_sdk_of_class(vocab::MarkKind::ClassPrefix, "com.tencent.mm.opensdk.openapi.IWXAPI"), nullptr);
}

}  // namespace
}  // namespace hegui::policy
