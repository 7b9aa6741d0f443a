// What a policy is compiled to, and what is refused with which words at which place.
#include "policy/compile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "policies.h"

namespace hegui::policy {
namespace {

// The first issue as `file:line:column HGnnnn message | help`, or what else happened.
std::string first_issue(const std::vector<SourcePtr>& files) {
  const Checked<std::string> compiled = compile(files);
  if (compiled.issues.empty()) return compiled ? "compiled" : "nothing";
  const Diagnostic& issue = compiled.issues.front();
  std::string out = issue.place.to_string() + " " + issue.code.to_string() + " " + issue.message;
  if (!issue.help.empty()) out += " | " + issue.help;
  return out;
}

std::string issue_of_rule(std::string_view from, std::string_view to) {
  return first_issue(files_of(with(kRule, from, to)));
}
std::string issue_of_catalogue(std::string_view from, std::string_view to) {
  return first_issue(files_of(kRule, with(kCatalogue, from, to)));
}

TEST(Compile, AWholePolicy) {
  const Checked<std::string> compiled = compile(files_of(kRule));
  ASSERT_TRUE(compiled) << render(compiled.issues.front());
  EXPECT_TRUE(compiled.issues.empty());
  const Loaded loaded(*compiled.value);
  const Policy policy = loaded.policy();
  ASSERT_EQ(policy.packs().size(), 1u);
  EXPECT_EQ(policy.text(policy.packs()[0].title.zh), "我");
  ASSERT_EQ(policy.rules().size(), 1u);
  const RuleRow& rule = policy.rules()[0];
  EXPECT_EQ(policy.text(rule.source), "mine/rules/rule.toml");
  EXPECT_EQ(rule.severity, Severity::High);
  EXPECT_EQ(rule.weight, 75u);
  ASSERT_EQ(policy.clauses_of(rule).size(), 2u);
  EXPECT_EQ(policy.text(policy.clauses()[policy.clauses_of(rule)[1]].id), "law:7");
  EXPECT_EQ(facts::Schema::get().row(rule.items).path, "permissions");
  ASSERT_EQ(policy.reads(rule).size(), 1u);
  EXPECT_EQ(facts::Schema::get().row(policy.reads(rule)[0]).path, "permissions[].purpose");
  EXPECT_EQ(policy.find_rule("purpose-missing"), 0u);
  EXPECT_EQ(policy.find_rule("R-1"), 0u);
  EXPECT_FALSE(policy.find_rule("R-2"));
}

TEST(Compile, ClausesInheritParentsAndInstrumentsAreClauses) {
  const Checked<std::string> compiled = compile(files_of(kRule));
  ASSERT_TRUE(compiled);
  const Loaded loaded(*compiled.value);
  const Policy policy = loaded.policy();
  ASSERT_EQ(policy.clauses().size(), 4u);
  const auto whole = policy.find_clause("law");
  const auto seven = policy.find_clause("law:7");
  const auto root = policy.find_clause("root:1");
  ASSERT_TRUE(whole && seven && root);
  for (const ClauseIndex id : {*whole, *seven}) {
    ASSERT_EQ(policy.parents_of(policy.clauses()[id]).size(), 1u);
    EXPECT_EQ(policy.parents_of(policy.clauses()[id])[0], *root);
  }
  EXPECT_EQ(policy.text(policy.clauses()[*seven].number), "7");
  EXPECT_TRUE(policy.text(policy.clauses()[*whole].number).empty());
  EXPECT_TRUE(policy.parents_of(policy.clauses()[*root]).empty());
  EXPECT_FALSE(policy.in_force(policy.clauses()[*seven], *parse_date("2019-12-31")));
  EXPECT_TRUE(policy.in_force(policy.clauses()[*seven], *parse_date("2020-01-01")));
}

TEST(Compile, DoesNotDependOnWhereTheFilesLieNorOnTheirOrder) {
  std::vector<SourcePtr> files = files_of(kRule);
  const Checked<std::string> first = compile(files);
  std::ranges::reverse(files);
  std::vector<SourcePtr> elsewhere;
  for (const SourcePtr& one : files) elsewhere.push_back(file("/else/where/" + one->name().substr(4), one->text()));
  const Checked<std::string> second = compile(elsewhere);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first.value, *second.value);
  const Loaded loaded(*first.value);
  const Checked<std::string> again = compile(sources(loaded.policy()));
  ASSERT_TRUE(again);
  EXPECT_EQ(*first.value, *again.value);
}

TEST(Compile, APackIsKnownByItsIdNotByItsFolder) {
  const auto digest = [](const std::string& mine, const std::string& other) {
    std::vector<SourcePtr> files;
    for (const SourcePtr& one : files_of(kRule)) files.push_back(file(mine + one->name().substr(8), one->text()));
    files.push_back(file(other + "/pack.toml", with(kPack, "mine", "other")));
    files.push_back(
        file(other + "/r.toml", with(with(kRule, "R-1", "OTHER-1"), "purpose-missing", "other-purpose-missing")));
    const Checked<std::string> image = compile(files);
    EXPECT_TRUE(image) << render(image.issues.front());
    return image ? std::string(Loaded(*image.value).policy().digest()) : std::string{};
  };
  const std::string one = digest("/srv/a", "/srv/b");
  EXPECT_EQ(one, digest("/srv/b", "/srv/a"));
  EXPECT_EQ(one, digest("here", "/srv/there/here"));
  EXPECT_EQ(one, digest("/srv/a", "/srv/a/within"));
}

TEST(Compile, TheDigestIsOfWhatThePolicySays) {
  const auto digest = [](std::string_view rule) {
    const Checked<std::string> image = compile(files_of(rule));
    return std::string(Loaded(*image.value).policy().digest());
  };
  const std::string first = digest(kRule);
  EXPECT_EQ(first.size(), 64u);
  EXPECT_EQ(first, digest(kRule));
  EXPECT_NE(first, digest(with(kRule, "write", "say")));
}

TEST(Compile, APolicyIsExtendedByFurtherPacks) {
  const Checked<std::string> compiled = compile(files_of(kRule));
  ASSERT_TRUE(compiled);
  const Loaded loaded(*compiled.value);
  std::vector<SourcePtr> files = sources(loaded.policy());
  files.push_back(file("/home/user/own/pack.toml", with(kPack, "mine", "own")));
  files.push_back(
      file("/home/user/own/r.toml", with(with(kRule, "R-1", "OWN-1"), "purpose-missing", "my-purpose-missing")));
  const Checked<std::string> extended = compile(files);
  ASSERT_TRUE(extended) << render(extended.issues.front());
  const Loaded both(*extended.value);
  const Policy policy = both.policy();
  EXPECT_EQ(policy.packs().size(), 2u);
  const auto own = policy.find_rule("OWN-1");
  ASSERT_TRUE(own);
  EXPECT_EQ(policy.text(policy.packs()[policy.rules()[*own].pack].id), "own");
  EXPECT_EQ(policy.text(policy.rules()[*own].source), "own/r.toml");
}

TEST(Compile, ProfilesKeepTheirSelectors) {
  const std::string profile =
      "\n[[profile]]\nname = \"store\"\ntitle = { zh = \"上架\", en = \"Store\" }\nselect = [\"mine\"]\nignore = "
      "[\"R-1\", \"low\"]\n";
  const Checked<std::string> compiled = compile(files_of(std::string(kRule) + profile));
  ASSERT_TRUE(compiled) << render(compiled.issues.front());
  const Loaded loaded(*compiled.value);
  const Policy policy = loaded.policy();
  ASSERT_EQ(policy.profiles().size(), 1u);
  const ProfileRow& row = policy.profiles()[0];
  EXPECT_EQ(policy.text(row.name), "store");
  ASSERT_EQ(policy.texts(row.ignore).size(), 2u);
  EXPECT_EQ(policy.text(policy.texts(row.ignore)[1]), "low");
  EXPECT_EQ(first_issue(files_of(std::string(kRule) + profile + profile)),
            "dir/mine/rules/rule.toml:32:8 HG3007 a profile is called `store` twice");
}

TEST(Compile, PacksMaySetWeightsAndOrder) {
  const std::string other = "[pack]\nid = \"a\"\norder = 5\ntitle = { zh = \"甲\", en = \"A\" }\n";
  std::vector<SourcePtr> files =
      files_of(kRule, kCatalogue, std::string(kPack) + "weights = { high = 9.5, low = 1 }\n");
  files.push_back(file("dir/a/pack.toml", other));
  const Checked<std::string> compiled = compile(files);
  ASSERT_TRUE(compiled);
  const Loaded loaded(*compiled.value);
  const Policy policy = loaded.policy();
  ASSERT_EQ(policy.packs().size(), 2u);
  EXPECT_EQ(policy.text(policy.packs()[0].id), "mine");
  EXPECT_EQ(policy.rules()[0].weight, 95u);
}

TEST(Compile, RefusesRulesWithPlaceAndHelp) {
  EXPECT_EQ(issue_of_rule("severity = \"high\"", "severity = \"hihg\""),
            "dir/mine/rules/rule.toml:4:12 HG3005 `hihg` is no severity | did you mean `high`?");
  EXPECT_EQ(issue_of_rule("\"law:7\"", "\"law:77\""),
            "dir/mine/rules/rule.toml:6:22 HG3008 unknown clause `law:77` | did you mean `law:7`?");
  EXPECT_EQ(issue_of_rule("fix =", "fixx ="), "dir/mine/rules/rule.toml:1:1 HG3003 a rule needs `fix`");
  EXPECT_EQ(issue_of_rule("zh = \"写\", ", ""),
            "dir/mine/rules/rule.toml:13:7 HG3006 `fix` of a rule lacks its words in `zh`");
  EXPECT_EQ(issue_of_rule("id = \"R-1\"", "id = \"R 1\""),
            "dir/mine/rules/rule.toml:2:6 HG3012 `R 1` is no rule id | letters, digits and hyphens");
  EXPECT_EQ(issue_of_rule("\"purpose-missing\"", "\"Purpose\""),
            "dir/mine/rules/rule.toml:3:8 HG3012 `Purpose` is no rule name | lower-case words joined by hyphens");
  EXPECT_EQ(issue_of_rule("expect = \"fail\"", "expect = \"unknown\""),
            "dir/mine/rules/rule.toml:1:1 HG3013 a rule needs an example with expect = \"fail\"");
  EXPECT_EQ(issue_of_rule("expect = \"fail\"", "expects = \"fail\""),
            "dir/mine/rules/rule.toml:20:1 HG3003 an example needs `expect`");
  EXPECT_EQ(issue_of_rule("clauses = [\"root:1\", \"law:7\"]", "clauses = []"),
            "dir/mine/rules/rule.toml:6:11 HG3003 a rule rests on at least one clause");
  EXPECT_EQ(issue_of_rule("basis = \"v\"", "basis = \"k\"").substr(0, 38), "dir/mine/rules/rule.toml:4:12 HG3017 t");
  EXPECT_EQ(issue_of_rule("[[rule.example]]", "[[rule.exampel]]").find("HG3013") != std::string::npos, true);
}

TEST(Compile, RefusesConditionsColumnByColumn) {
  EXPECT_EQ(issue_of_rule("subject.kind ==", "subject.kidn =="),
            "dir/mine/rules/rule.toml:7:22 HG2101 unknown name `subject.kidn`; did you mean `subject.kind`?");
  EXPECT_EQ(issue_of_rule("it.purpose !=", "it.purpos !=").substr(0, 37), "dir/mine/rules/rule.toml:10:17 HG2104");
  EXPECT_EQ(issue_of_rule("each = '''permissions'''\n", "").substr(0, 36), "dir/mine/rules/rule.toml:8:9 HG3016 ");
  EXPECT_EQ(issue_of_rule("'''permissions'''", "'''subject.kind'''"),
            "dir/mine/rules/rule.toml:8:8 HG3015 `each` takes a list, this is string");
  EXPECT_NE(issue_of_rule("it.purpose != \"\"", "it.purpose"), "compiled");
}

TEST(Compile, RefusesPlaceholdersAndExamples) {
  EXPECT_EQ(issue_of_rule("{it.name} 未", "{it.nam} 未"),
            "dir/mine/rules/rule.toml:12:23 HG3014 the item has no field `nam` | did you mean `name`?");
  EXPECT_EQ(issue_of_rule("{subject.name}", "{subject.nane}"),
            "dir/mine/rules/rule.toml:12:60 HG3014 unknown fact `subject.nane` | did you mean `subject.name`?");
  EXPECT_EQ(issue_of_rule("facts.subject.kind", "facts.subject.kin"),
            "dir/mine/rules/rule.toml:17:15 HG3018 unknown fact `subject.kin` | did you mean `subject.kind`?");
  EXPECT_EQ(issue_of_rule("sensitive = true", "sensitive = 1"),
            "dir/mine/rules/rule.toml:18:48 HG3018 `permissions[].sensitive` takes a boolean");
  EXPECT_EQ(issue_of_rule("expect = \"fail\"", "expect = \"fail\"\nabsent = [\"permissions[].reason\"]").substr(0, 79),
            "dir/mine/rules/rule.toml:22:11 HG3018 unknown fact `permissions[].reason`");
}

TEST(Compile, RefusesCatalogues) {
  EXPECT_EQ(issue_of_catalogue("parents = [\"root:1\"]", "parents = [\"root:2\"]"),
            "dir/mine/catalogue.toml:11:12 HG3008 unknown clause `root:2` | did you mean `root:1`?");
  EXPECT_EQ(issue_of_catalogue("id = \"law:7\"", "id = \"lwa:7\"").substr(0, 64),
            "dir/mine/catalogue.toml:18:6 HG3008 unknown instrument `lwa` | d");
  EXPECT_EQ(issue_of_catalogue("id = \"law:7\"", "id = \"law\"").substr(0, 35), "dir/mine/catalogue.toml:18:6 HG3012");
  EXPECT_EQ(issue_of_catalogue("id = \"law:7\"", "id = \"root:1\"").substr(0, 75),
            "dir/mine/catalogue.toml:18:6 HG3007 clause `root:1` is defined twice");
  EXPECT_EQ(issue_of_catalogue("kind = \"law\"", "kind = \"lore\"").substr(0, 50),
            "dir/mine/catalogue.toml:9:8 HG3005 `lore` is no ki");
  EXPECT_EQ(issue_of_catalogue("[[instrument]]", "[[instrumnet]]"),
            "dir/mine/catalogue.toml:1:3 HG3010 unknown table `instrumnet` in a policy | did you mean `instrument`?");
}

TEST(Compile, RefusesRepeatsAndStrays) {
  std::vector<SourcePtr> files = files_of(kRule);
  files.push_back(file("dir/mine/rules/twin.toml", with(kRule, "purpose-missing", "other")));
  EXPECT_EQ(first_issue(files), "dir/mine/rules/twin.toml:2:6 HG3007 a rule is called `R-1` twice");
  files.pop_back();
  files.push_back(file("dir/stray.toml", kRule));
  EXPECT_EQ(first_issue(files).substr(0, 56), "dir/stray.toml:1:1 HG3011 the file belongs to no pack | ");
  EXPECT_NE(first_issue(files_of(kRule, kCatalogue, "pack = 1\n")), "compiled");
  EXPECT_NE(first_issue(files_of(kRule, kCatalogue, "")), "compiled");
  EXPECT_NE(first_issue(files_of("[rule]\nid = 1\n")), "compiled");
  EXPECT_NE(first_issue(files_of("rule = [1]\n")), "compiled");
}

// Any bytes are compiled or refused: small changes of a good rule reach far into the reader, the conditions and the
// examples.
TEST(Compile, SurvivesDamagedFiles) {
  std::minstd_rand random(7);
  constexpr std::string_view kBytes = "'\"\\[]{}.=,#\n 0x\xE6\x80it";
  int refused = 0;
  for (int round = 0; round < 400; ++round) {
    std::string rule(kRule);
    for (int change = 0; change < 3; ++change) {
      const std::size_t at = random() % rule.size();
      const std::size_t size = random() % 4;
      rule.replace(at, size, kBytes.substr(random() % kBytes.size(), random() % 3));
    }
    const Checked<std::string> compiled = compile(files_of(rule));
    const bool bad =
        std::ranges::any_of(compiled.issues, [](const Diagnostic& issue) { return issue.level == Level::Error; });
    EXPECT_NE(compiled.value.has_value(), bad) << rule;
    refused += bad ? 1 : 0;
  }
  EXPECT_GT(refused, 100);
}

TEST(Collect, TakesTomlFilesInOrderWithinLimits) {
  MemoryFileSystem disk;
  disk.add("p/b/pack.toml", std::string(kPack));
  disk.add("p/a/x.toml", "");
  disk.add("p/readme.md", "");
  disk.add("p/coverage/security.toml", "");  // what became of proposals, no policy
  const auto files = collect(disk, "p/");
  ASSERT_TRUE(files);
  ASSERT_EQ(files.value->size(), 2u);
  EXPECT_EQ((*files.value)[0]->name(), "p/a/x.toml");
  EXPECT_FALSE(collect(disk, "p", {.files = 1}));
  EXPECT_FALSE(collect(disk, "p", {.depth = 0}));
  EXPECT_FALSE(collect(disk, "q"));
  disk.add("p/coverage/pack.toml", std::string(kPack));  // a pack may be called so
  EXPECT_EQ(collect(disk, "p").value->size(), 4u);
}

}  // namespace
}  // namespace hegui::policy
