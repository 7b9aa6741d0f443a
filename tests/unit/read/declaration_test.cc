// The declaration: what it states, in three notations, and what every kind of mistake in it is answered with.
#include <gtest/gtest.h>

#include <memory>

#include "facts/subject.h"
#include "read/format/declaration.h"
#include "read/format/declaration_keys.h"

namespace hegui::read {
namespace {

using facts::fact;
using facts::FactSet;
using facts::Item;
using facts::Knowledge;

SourcePtr source_of(std::string name, std::string text) {
  return std::make_shared<Source>(std::move(name), std::move(text));
}

std::string problems(std::string text, std::string name = "hegui.toml") {
  std::string out;
  for (const Diagnostic& issue : read_declaration(source_of(std::move(name), std::move(text)), {}).issues)
    out += render(issue);
  return out;
}

constexpr const char* kToml = R"(manifests = ["app/AndroidManifest.xml", "ios/Info.plist"]

[subject]
name = "示例出行"
kind = "app"
platforms = ["android", "ios"]
online_since = 2024-03-01
paid = false

[operator]
foreign_share = 12.5
person_count = 1200000

[[permissions]]
name = "android.permission.CAMERA"
purpose = "扫码"

[[permissions]]
name = "android.permission.READ_CONTACTS"

[[waiver]]
rule = "UR-017"
item = "android.permission.READ_CONTACTS"
reason = "next release"
owner = "an@example.com"
expires = 2026-12-31
)";

constexpr const char* kJson = R"({
  "$schema": "hegui.schema.json",
  "manifests": ["app/AndroidManifest.xml", "ios/Info.plist"],
  // comments are fine
  "subject": {"name": "示例出行", "kind": "app", "platforms": ["android", "ios"], "online_since": "2024-03-01", "paid": false},
  "operator": {"foreign_share": 12.5, "person_count": 1200000},
  "permissions": [{"name": "android.permission.CAMERA", "purpose": "扫码"}, {"name": "android.permission.READ_CONTACTS"}],
  "waiver": [{"rule": "UR-017", "item": "android.permission.READ_CONTACTS", "reason": "next release", "owner": "an@example.com",
              "expires": "2026-12-31"}],
})";

constexpr const char* kYaml = R"(manifests: [app/AndroidManifest.xml, ios/Info.plist]
subject:
  name: 示例出行
  kind: app
  platforms: [android, ios]
  online_since: 2024-03-01
  paid: false
operator:
  foreign_share: 12.5
  person_count: 1200000
permissions:
  - name: android.permission.CAMERA
    purpose: 扫码
  - name: android.permission.READ_CONTACTS
waiver:
  - rule: UR-017
    item: android.permission.READ_CONTACTS
    reason: next release
    owner: an@example.com
    expires: 2026-12-31
)";

struct Notation {
  const char* file;
  const char* text;
};

class DeclarationIn : public testing::TestWithParam<Notation> {};

TEST_P(DeclarationIn, EveryNotationStatesTheSame) {
  auto read = read_declaration(source_of(GetParam().file, GetParam().text), {});
  ASSERT_TRUE(read) << problems(GetParam().text, GetParam().file);
  const FactSet& facts = *read.value;
  EXPECT_EQ(facts.states(), facts::kDeclaration);
  EXPECT_EQ(facts.cell(fact("subject.name")).value.as_text(), "示例出行");
  EXPECT_EQ(facts.cell(fact("subject.online_since")).value.seconds(),
            parse_date("2024-03-01")->days * std::int64_t{86400});
  EXPECT_FALSE(facts.cell(fact("subject.paid")).value.as_bool());
  EXPECT_EQ(facts.cell(fact("subject.platforms")).value.as_list().items.size(), 2u);
  EXPECT_EQ(facts.cell(fact("operator.foreign_share")).value.as_double(), 12.5);
  EXPECT_EQ(facts.cell(fact("operator.person_count")).value.as_int(), 1'200'000);
  EXPECT_EQ(facts.cell(fact("operator.name")).knowledge, Knowledge::Unknown);
  const facts::Cell& permissions = facts.cell(fact("permissions"));
  ASSERT_EQ(permissions.count, 2u);
  const Item& camera = *permissions.first;
  EXPECT_EQ(FactSet::cell(camera, fact("permissions[].purpose")).value.as_text(), "扫码");
  EXPECT_TRUE(FactSet::cell(camera, fact("permissions[].declared")).value.as_bool());
  EXPECT_EQ(FactSet::cell(*camera.next, fact("permissions[].purpose")).knowledge, Knowledge::Unknown);
  EXPECT_EQ(declared_manifests(facts), (std::vector<std::string>{"app/AndroidManifest.xml", "ios/Info.plist"}));
  const std::vector<Waiver> waivers = read_waivers(facts);
  ASSERT_EQ(waivers.size(), 1u);
  EXPECT_EQ(waivers[0].rule, "UR-017");
  EXPECT_EQ(waivers[0].item, "android.permission.READ_CONTACTS");
  EXPECT_EQ(waivers[0].reason, "next release");
  EXPECT_EQ(waivers[0].owner, "an@example.com");
  EXPECT_EQ(waivers[0].expires.to_string(), "2026-12-31");
  EXPECT_GT(waivers[0].place.line, 0u);
}

// Each notation is told from the name, and without one from the text.
INSTANTIATE_TEST_SUITE_P(Notations, DeclarationIn,
                         testing::Values(Notation{"hegui.toml", kToml}, Notation{"hegui.json", kJson},
                                         Notation{"hegui.yaml", kYaml}, Notation{"<stdin>", kToml},
                                         Notation{"<stdin>", kJson}, Notation{"<stdin>", kYaml}));

TEST(Declaration, FactsPointAtTheirKeyAndValue) {
  auto read = read_declaration(source_of("a/hegui.toml", kToml), {});
  ASSERT_TRUE(read);
  const Place place = resolve(read.value->cell(fact("subject.kind")).origins->span);
  EXPECT_EQ(place.to_string(), "a/hegui.toml:5:1");
  EXPECT_EQ(place.length, std::string_view("kind = \"app\"").size());
  EXPECT_EQ(resolve(read.value->cell(fact("permissions")).first->origins->span).to_string(), "a/hegui.toml:14:1");
}

TEST(Declaration, EmptyListsAreStatements) {
  auto read = read_declaration(source_of("hegui.toml", "permissions = []\n[subject]\nfeatures = []\n"), {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value->cell(fact("permissions")).knowledge, Knowledge::Known);
  EXPECT_EQ(read.value->cell(fact("subject.features")).knowledge, Knowledge::Known);
}

struct Bad {
  const char* text;
  const char* said;
};

class DeclarationRefuses : public testing::TestWithParam<Bad> {};

TEST_P(DeclarationRefuses, WithPlaceAndNextStep) { EXPECT_EQ(problems(GetParam().text), GetParam().said); }

INSTANTIATE_TEST_SUITE_P(
    Mistakes, DeclarationRefuses,
    testing::Values(
        Bad{"[subject]\nnmae = 'x'\n",
            "hegui.toml:2:1: error[HG1250]: unknown key `subject.nmae`\n  2 | nmae = 'x'\n    | ^^^^\n  help: did you "
            "mean `name`?\n"},
        Bad{"[subjcet]\nname = 'x'\n",
            "hegui.toml:1:2: error[HG1250]: unknown key `subjcet`\n  1 | [subjcet]\n    |  ^^^^^^^\n  help: did you "
            "mean `subject`?\n"},
        Bad{"[heguy]\nlang = 'zh'\n",
            "hegui.toml:1:2: error[HG1250]: unknown key `heguy`\n  1 | [heguy]\n    |  ^^^^^\n  help: did you mean "
            "`hegui`?\n"},
        Bad{"[storage]\nplace = 'x'\n",
            "hegui.toml:2:1: error[HG1250]: unknown key `storage.place`\n  2 | place = 'x'\n    | ^^^^^\n  help: known "
            "here: location\n"},
        Bad{"[subject]\nkind = 'ap'\n",
            "hegui.toml:2:8: error[HG1252]: `ap` is no word for `subject.kind`\n  2 | kind = 'ap'\n    |        ^^^^\n "
            " help: did you mean `app`?\n"},
        Bad{"[subject]\nbuild = 'nightly'\n",
            "hegui.toml:2:9: error[HG1252]: `nightly` is no word for `subject.build`\n  2 | build = 'nightly'\n    |   "
            "      ^^^^^^^^^\n"
            "  help: one of: release, debug\n"},
        Bad{"[subject]\nplatforms = ['android', 'windows']\n",
            "hegui.toml:2:25: error[HG1252]: `windows` is no word for `subject.platforms[1]`\n  2 | platforms = "
            "['android', 'windows']\n"
            "    |                         ^^^^^^^^^\n"
            "  help: one of: android, ios, harmonyos, wechat, alipay, douyin, feishu, baidu, quick-app, web, server\n"},
        Bad{"[subject]\npaid = 'yes'\n",
            "hegui.toml:2:8: error[HG1251]: `subject.paid` must be true or false, found a string\n  2 | paid = 'yes'\n "
            "   |        ^^^^^\n"
            "  help: write true or false\n"},
        Bad{"[subject]\npaid = 'true'\n",
            "hegui.toml:2:8: error[HG1251]: `subject.paid` must be true or false, found a string\n  2 | paid = "
            "'true'\n    |        ^^^^^^\n"
            "  help: leave the quotes out\n"},
        Bad{"[subject]\nversion = 5.2\n",
            "hegui.toml:2:11: error[HG1251]: `subject.version` must be a string, found a decimal number\n  2 | version "
            "= 5.2\n    |           ^^^\n"
            "  help: put it in quotes\n"},
        Bad{"[subject]\nplatforms = 'ios'\n",
            "hegui.toml:2:13: error[HG1251]: `subject.platforms` must be an array of strings, found a string\n  2 | "
            "platforms = 'ios'\n"
            "    |             ^^^^^\n  help: put it in brackets: [ … ]\n"},
        Bad{"[subject]\nservices = ['news', 3]\n",
            "hegui.toml:2:21: error[HG1251]: `subject.services[1]` must be a string, found an integer\n  2 | services "
            "= ['news', 3]\n"
            "    |                     ^\n"},
        Bad{"subject = 'x'\n",
            "hegui.toml:1:11: error[HG1251]: `subject` must be a table, found a string\n  1 | subject = 'x'\n    |     "
            "      ^^^\n"},
        Bad{"[permissions]\nname = 'x'\n",
            "hegui.toml:1:1: error[HG1251]: `permissions` must be an array of tables, found a table\n  1 | "
            "[permissions]\n    | ^^^^^^^^^^^^^\n"
            "  help: write each one as an entry of an array; in TOML, under double brackets [[ … ]]\n"},
        Bad{"permissions = ['x']\n",
            "hegui.toml:1:16: error[HG1251]: `permissions[0]` must be a table, found a string\n  1 | permissions = "
            "['x']\n    |                ^^^\n"},
        Bad{"[security]\nlog_retention_days = -1\n",
            "hegui.toml:2:22: error[HG1253]: `security.log_retention_days` must not be negative, found -1\n  2 | "
            "log_retention_days = -1\n"
            "    |                      ^^\n  help: its unit is days\n"},
        Bad{"[security]\nlog_retention_days = 180.0\n",
            "hegui.toml:2:22: error[HG1251]: `security.log_retention_days` must be an integer, found a decimal number\n"
            "  2 | log_retention_days = 180.0\n    |                      ^^^^^\n"},
        Bad{"[security]\nmlps_level = 6\n",
            "hegui.toml:2:14: error[HG1253]: `security.mlps_level` must lie from 1 to 5, found 6\n  2 | mlps_level = "
            "6\n    |              ^\n"
            "  help: its unit is level 1 to 5\n"},
        Bad{"[operator]\nforeign_share = nan\n",
            "hegui.toml:2:17: error[HG1253]: `operator.foreign_share` must be a finite number, found nan\n  2 | "
            "foreign_share = nan\n"
            "    |                 ^^^\n  help: its unit is percent\n"},
        Bad{"[subject]\nonline_since = '2024-2-1'\n",
            "hegui.toml:2:16: error[HG1254]: `subject.online_since` must be a date, found `2024-2-1`\n  2 | "
            "online_since = '2024-2-1'\n"
            "    |                ^^^^^^^^^^\n  help: write it as YYYY-MM-DD\n"},
        Bad{"[subject]\nonline_since = 2024-02-01T00:00:00\n",
            "hegui.toml:2:16: error[HG1251]: `subject.online_since` must be a date, found a time\n  2 | online_since = "
            "2024-02-01T00:00:00\n"
            "    |                ^^^^^^^^^^^^^^^^^^^\n  help: write it as YYYY-MM-DD\n"},
        Bad{"[[permissions]]\npurpose = 'x'\n",
            "hegui.toml:1:1: error[HG1255]: an entry of `permissions` does not say its `name`\n  1 | [[permissions]]\n "
            "   | ^^^^^^^^^^^^^^^\n"},
        Bad{"[[sdks]]\npurpose = 'x'\n",
            "hegui.toml:1:1: error[HG1255]: an entry of `sdks` does not say its `slug` or `name`\n  1 | [[sdks]]\n    "
            "| ^^^^^^^^\n"},
        Bad{"[android]\ntarget_sdk = 30\n",
            "hegui.toml:1:2: error[HG1257]: `android` cannot be declared\n  1 | [android]\n    |  ^^^^^^^\n"
            "  help: leave it out: hegui reads it from manifests and packages, or works it out\n"},
        Bad{"[[permissions]]\nname = 'x'\nsensitive = false\n",
            "hegui.toml:3:1: error[HG1257]: `permissions[].sensitive` cannot be declared\n  3 | sensitive = false\n    "
            "| ^^^^^^^^^\n"
            "  help: leave it out: hegui reads it from manifests and packages, or works it out\n"},
        Bad{"manifests = 'a.xml'\n",
            "hegui.toml:1:13: error[HG1251]: `manifests` must be an array of strings, found a string\n  1 | manifests "
            "= 'a.xml'\n"
            "    |             ^^^^^^^\n  help: put it in brackets: [ … ]\n"},
        Bad{"[[waiver]]\nrule = 'UR-017'\nreason = ''\nowner = 'me'\nexpires = 'soon'\nuntil = 1\n",
            "hegui.toml:3:10: error[HG1255]: `waiver[].reason` is empty\n  3 | reason = ''\n    |          ^^\n"
            "hegui.toml:5:11: error[HG1251]: `waiver[].expires` must be a date, found a string\n  5 | expires = "
            "'soon'\n    |           ^^^^^^\n"
            "  help: write it as YYYY-MM-DD\n"
            "hegui.toml:6:1: error[HG1250]: unknown key `waiver[].until`\n  6 | until = 1\n    | ^^^^^\n"
            "  help: known here: rule, item, reason, owner, evidence, expires\n"},
        Bad{"[[waiver]]\nrule = 'UR-017'\nreason = 'x'\nowner = 'me'\n",
            "hegui.toml:1:1: error[HG1255]: a waiver needs `expires`\n  1 | [[waiver]]\n    | ^^^^^^^^^^\n"
            "  help: a waiver names the rule, the reason, who answers for it, and the last day it holds\n"}));

TEST(Declaration, NullIsNotAnAnswer) {
  EXPECT_EQ(problems(R"({"subject": {"name": null}})", "hegui.json"),
            "hegui.json:1:22: error[HG1251]: `subject.name` must be a string, found null\n  1 | {\"subject\": "
            "{\"name\": null}}\n"
            "    |                      ^^^^\n  help: leave the key out when there is nothing to say\n");
}

TEST(Declaration, TopMustBeATable) {
  EXPECT_EQ(problems("- 1\n", "hegui.yaml"),
            "hegui.yaml:1:1: error[HG1256]: a declaration is a table at its top, found an array\n  1 | - 1\n    | ^^^\n"
            "  help: `hegui init` writes one to start from\n");
}

TEST(Declaration, NoKeyStandsTwice) {
  EXPECT_TRUE(problems(R"({"subject": {"name": "a", "name": "b"}})", "hegui.json")
                  .starts_with("hegui.json:1:27: error[HG1203]: `name` stands twice\n"));
  EXPECT_TRUE(problems("subject:\n  name: a\n  name: b\n", "hegui.yaml")
                  .starts_with("hegui.yaml:3:3: error[HG1203]: `name` stands twice\n"));
  EXPECT_TRUE(problems("[subject]\nname = \"a\"\nname = \"b\"\n").contains(": error[HG1220]: "));
}

TEST(Declaration, ReportsEveryMistakeUpToABound) {
  std::string text = "[subject]\n";
  for (int i = 0; i < 30; ++i) text += "zzzzzzzzz" + std::to_string(i) + " = 1\n";
  EXPECT_EQ(read_declaration(source_of("hegui.toml", text), {}).issues.size(), 30u);
  for (int i = 30; i < 1000; ++i) text += "zzzzzzzzz" + std::to_string(i) + " = 1\n";
  const auto read = read_declaration(source_of("hegui.toml", text), {});
  ASSERT_EQ(read.issues.size(), 51u);
  EXPECT_EQ(render(read.issues.back()), "hegui.toml: error[HG1264]: more than 50 mistakes; the rest is not shown\n");
}

TEST(Declaration, IsRecognisedByNameOrContent) {
  const auto recognised = [](std::string name, std::string text) {
    const Source source(std::move(name), std::move(text));
    return recognises_declaration(look(source));
  };
  EXPECT_TRUE(recognised("a/hegui.json", "{}"));
  EXPECT_TRUE(recognised("a/hegui.yml", ""));
  EXPECT_TRUE(recognised("mine.toml", "x = 1"));
  EXPECT_TRUE(recognised("mine.json", "// don't\n/**/{ /* \" */ \"operator\" : {}}"));
  EXPECT_FALSE(recognised("app.json", R"({"x": {"subject": {}}, "y": "operator"})"));
  EXPECT_FALSE(recognised("hegui.xml", "<manifest/>"));
  EXPECT_TRUE(recognised("-", "# c\n[subject]\n"));
  EXPECT_TRUE(recognised("-", "a: 1\nsubject:\n"));
  EXPECT_FALSE(recognised("-", "a: 1\nsubjects:\n"));
  EXPECT_FALSE(recognised("-", "\x03\x00\x08\x00"));
}

TEST(DeclarationKeys, FollowTheSchema) {
  for (const facts::FactId id : facts::Schema::get().roots()) {
    const std::string_view path = facts::Schema::get().row(id).path;
    const Key* key = &declaration_keys();
    for (std::string_view rest = path; key != nullptr && !rest.empty();) {
      const std::size_t dot = std::min(rest.find('.'), rest.size());
      key = key->find(rest.substr(0, dot));
      rest.remove_prefix(std::min(dot + 1, rest.size()));
    }
    EXPECT_EQ(key != nullptr, is_declared_fact(id)) << path;
  }
}

}  // namespace
}  // namespace hegui::read
