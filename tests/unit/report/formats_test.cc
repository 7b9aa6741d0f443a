// What the machine-readable formats promise their readers, beside the golden files: parsable, complete, and nothing of
// an input in charge of the output.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "report/writers.h"
#include "sample_run.h"

namespace hegui::report {
namespace {

namespace sample = result::sample;
using nlohmann::json;

std::string written(std::string_view format, const result::Run& run) {
  const result::Gate gate = result::gate(run, {});
  std::string out;
  find_writer(format)->write(run, {Language::En, Verbosity::Normal, false, 100, &gate}, out);
  return out;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

TEST(Sarif, HasWhatTheStandardRequires) {
  const json log = json::parse(written("sarif", sample::demo()));
  EXPECT_EQ(log.at("version"), "2.1.0");
  const json& run = log.at("runs").at(0);
  const json& rules = run.at("tool").at("driver").at("rules");
  EXPECT_EQ(run.at("tool").at("driver").at("name"), "hegui");
  std::set<std::string> fingerprints;
  for (const json& result : run.at("results")) {
    EXPECT_FALSE(result.at("message").at("text").get<std::string>().empty());
    EXPECT_EQ(rules.at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
    // §3.27.10: a kind other than `fail` asks for the level `none`.
    if (result.at("kind") != "fail") {
      EXPECT_EQ(result.at("level"), "none");
    }
    EXPECT_TRUE(fingerprints.insert(result.at("partialFingerprints").at("hegui/v1")).second);
  }
  EXPECT_EQ(run.at("results").size(), sample::demo().subjects[0].findings.size());
  EXPECT_EQ(run.at("invocations").at(0).at("executionSuccessful"), true);
  EXPECT_EQ(run.at("invocations").at(0).at("exitCode"), 1);
  for (const json& rule : rules)
    for (const json& relation : rule.at("relationships"))
      EXPECT_EQ(run.at("taxonomies").at(0).at("taxa").at(relation.at("target").at("index").get<std::size_t>()).at("id"),
                relation.at("target").at("id"));
}

TEST(Sarif, SuppressesWhatIsWaived) {
  const json log = json::parse(written("sarif", sample::demo()));
  std::size_t suppressed = 0;
  for (const json& result : log.at("runs").at(0).at("results")) {
    if (!result.contains("suppressions")) continue;
    ++suppressed;
    EXPECT_EQ(result.at("ruleId"), "SE-020");
    EXPECT_EQ(result.at("suppressions").at(0).at("justification"),
              "备份已加密 <internal> · li.si · 2027-01-31 · https://example.com/waiver?a=1&b=2");
  }
  EXPECT_EQ(suppressed, 1u);
}

TEST(Sarif, HelpsInBothLanguages) {
  const json log = json::parse(written("sarif", sample::demo()));
  for (const json& rule : log.at("runs").at(0).at("tool").at("driver").at("rules")) {
    if (rule.at("id") != "UR-017") continue;
    EXPECT_EQ(rule.at("help").at("text"),
              "State the purpose and the function in hegui.toml for the permission, or drop it.\n\n"
              "在 hegui.toml 为该权限写明用途和业务功能，或删除该权限。");
    const std::string markdown = rule.at("help").at("markdown");
    for (const char* part : {"### Permissions without a purpose", "### 权限未说明用途", "Users cannot tell why",
                             "Model Personal Information Act art. 17", "《个人信息示范法》第17条"})
      EXPECT_NE(markdown.find(part), std::string::npos) << part;
  }
}

TEST(Sarif, GivesEveryPlaceALocation) {
  const result::Run run = sample::demo();
  const json log = json::parse(written("sarif", run));
  const json& results = log.at("runs").at(0).at("results");
  for (std::size_t i = 0; i < results.size(); ++i) {
    const std::size_t places = run.subjects[0].findings[i].places.size();
    const std::size_t related = results[i].contains("relatedLocations") ? results[i].at("relatedLocations").size() : 0;
    if (places > 0) {
      EXPECT_EQ(results[i].at("locations").size() + related, places);
    }
  }
}

TEST(Sarif, TellsWhatCouldNotBeRead) {
  const json log = json::parse(written("sarif", sample::unreadable()));
  const json& invocation = log.at("runs").at(0).at("invocations").at(0);
  EXPECT_EQ(invocation.at("executionSuccessful"), false);
  EXPECT_EQ(invocation.at("toolExecutionNotifications").at(0).at("descriptor").at("id"), "HG1020");
  const json& codes = log.at("runs").at(0).at("tool").at("driver").at("notifications");
  ASSERT_EQ(codes.size(), 1u);
  EXPECT_EQ(codes.at(0), json::parse(R"({"id": "HG1020", "shortDescription": {"text": "A zip is cut off, or is none"},
      "help": {"text": "build or download the package again"}})"));
}

TEST(Junit, CountsItsCases) {
  const std::string xml = written("junit", sample::fleet());
  EXPECT_EQ(count(xml, "<testcase "), 14u + 13u);
  EXPECT_EQ(count(xml, "<failure "), 4u);
  EXPECT_EQ(count(xml, "<skipped "), 6u);
  EXPECT_NE(xml.find("<testsuites name=\"hegui\" tests=\"27\" failures=\"4\" errors=\"0\" skipped=\"6\" time=\"0\">"),
            std::string::npos);
  EXPECT_NE(xml.find("Clean &amp; &lt;Tidy&gt;"), std::string::npos);
}

TEST(Csv, KeepsCellsFromBeingFormulas) {
  result::Run run = sample::demo();
  run.subjects[0].name = "=HYPERLINK(\"x\")";
  run.subjects[0].version = "+1";
  run.subjects[0].id = "a\nb";
  const std::string csv = written("csv", run);
  EXPECT_NE(csv.find("\r\n\"'=HYPERLINK(\"\"x\"\")\",'+1,a\\u{a}b,"), std::string::npos);
  const std::size_t columns = count(csv.substr(0, csv.find("\r\n")), ",");
  EXPECT_EQ(columns, 22u);
}

TEST(Csv, NamesEveryRuleThatConcernsTheSubject) {
  const result::Run run = sample::demo();
  const std::string csv = written("csv", run);
  for (const result::Rule& rule : run.rules) EXPECT_NE(csv.find("," + rule.id + ","), std::string::npos) << rule.id;
}

TEST(Github, KeepsInputsOutOfCommands) {
  result::Run run = sample::demo();
  run.subjects[0].findings.front().message = {"x\n::error::forged", "x\n::error::forged 100%"};
  run.subjects[0].findings.front().places.front().file = "a,b:c.xml";
  const std::string out = written("github", run);
  EXPECT_EQ(count(out, "\n::error::"), 0u);
  EXPECT_NE(out.find("file=a%2Cb%3Ac.xml,"), std::string::npos);
  EXPECT_NE(out.find("forged 100%25"), std::string::npos);
}

TEST(Gitlab, HasUniqueFingerprintsAndLines) {
  for (const result::Run& run : {sample::demo(), sample::unreadable()}) {
    std::set<std::string> fingerprints;
    for (const json& issue : json::parse(written("gitlab", run))) {
      EXPECT_TRUE(fingerprints.insert(issue.at("fingerprint")).second);
      EXPECT_GE(issue.at("location").at("lines").at("begin").get<int>(), 1);
      EXPECT_FALSE(issue.at("location").at("path").get<std::string>().empty());
    }
    EXPECT_FALSE(fingerprints.empty());
  }
}

TEST(Html, LetsNoInputSpeak) {
  result::Run run = sample::demo();
  run.subjects[0].name = "<script>alert(1)</script>";
  run.subjects[0].findings.front().message.en = "\"><img src=x onerror=alert(1)>";
  run.subjects[0].findings.front().places.front().excerpt = "</pre><iframe>";
  run.issues.push_back({{1101}, Level::Error, "<b>", {}});
  const std::string out = written("html", run);
  EXPECT_EQ(count(out, "<script"), 1u) << "its own";
  for (const char* tag : {"<script>alert", "<img", "<iframe", "<b>&", "</pre><i", "onerror=\""})
    EXPECT_EQ(out.find(tag), std::string::npos) << tag;
  EXPECT_NE(out.find("default-src 'none'"), std::string::npos);
  for (const char* address : {"http://", "src=", "url(", "@import"})
    EXPECT_EQ(count(out, address), address == std::string_view("src=") ? 1u : 0u) << address;
}

TEST(Html, KeepsLargeFleetsSmall) {
  result::Run run = sample::demo();
  const result::Subject one = run.subjects[0];
  for (int i = 0; i < 60; ++i) run.subjects.push_back(one);
  const std::string out = written("html", run);
  EXPECT_EQ(count(out, "<section"), 0u);
  EXPECT_NE(out.find("Too many subjects"), std::string::npos);
}

TEST(Markdown, FitsAComment) {
  result::Run run = sample::demo();
  const result::Finding one = run.subjects[0].findings[1];
  EXPECT_EQ(written("markdown", run).find("Cut short"), std::string::npos);
  for (std::size_t i = 0; i < run.rules.size() * 400; ++i) {
    run.subjects[0].findings.push_back(one);
    run.subjects[0].findings.back().rule = static_cast<std::uint32_t>(i % run.rules.size());
    // Two code units each.
    for (int n = 0; n < 40; ++n) run.subjects[0].findings.back().message.en += "\U0001F600";
  }
  const result::Subject plain = sample::clean().subjects[0];
  run.subjects.resize(300, plain);
  const std::string out = written("markdown", run);
  std::size_t units = 0;
  for (const char c : out) units += (c & 0xC0) == 0x80 ? 0 : (static_cast<unsigned char>(c) >= 0xF0 ? 2 : 1);
  EXPECT_LE(units, 65536u);
  EXPECT_GT(units, 60000u);
  EXPECT_LT(out.find("❌"), 40u) << "the outcome leads";
  EXPECT_NE(out.find("**Cut short**"), std::string::npos);
  EXPECT_EQ(count(out, "<details>"), count(out, "</details>"));
}

TEST(Markdown, FoldsTheUnknownAndCutsNothingSilently) {
  result::Run run = sample::demo();
  const result::Finding one = run.subjects[0].findings[1];
  for (int i = 0; i < 30; ++i) run.subjects[0].findings.push_back(one);
  const std::string out = written("markdown", run);
  EXPECT_NE(out.find("- … 24 more\n"), std::string::npos);
  EXPECT_EQ(count(out, "<details>"), 2u);
  EXPECT_EQ(out.find("evil\x1b"), std::string::npos);
}

}  // namespace
}  // namespace hegui::report
