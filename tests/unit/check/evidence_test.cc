// Which line of a declaration a finding shows first: the field that is judged, not merely one that is read.
#include "check/evidence.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>

#include "check/evaluate.h"
#include "policies.h"
#include "subjects.h"

namespace hegui::check {
namespace {

using policy::files_of;
using policy::kRule;
using policy::with;

// The lines of the only finding of a rule over the subject, in the order they are shown.
std::string lines(const std::string& declaration, std::string_view require, std::string_view each = {}) {
  std::string rule = with(kRule, "it.purpose != \"\"", require);
  rule = with(rule, "where = '''it.sensitive'''\n", "");
  rule = each.empty() ? with(rule, "each = '''permissions'''\n", "")
                      : with(rule, "'''permissions'''", fmt::format("'''{}'''", each));
  rule = with(rule, "{it.name} 未说明用途", "未说明用途");
  rule = with(rule, "{it.name} of {subject.name}", "it");
  const facts::Subject subject = declared(declaration);
  const auto image = policy::compile(files_of(rule));
  std::string out;
  if (!image) {
    for (const Diagnostic& issue : image.issues) out += render(issue);
    return out;
  }
  const policy::Loaded loaded(*image.value);
  Scratch scratch;
  const Findings found = evaluate(loaded.policy(), subject, Date{20'000}, {}, scratch);
  if (found.findings.size() != 1) return fmt::format("{} findings", found.findings.size());
  for (const Span& span : found.findings.front().evidence)
    out += fmt::format("{}{}", out.empty() ? "" : " ", resolve(span).line);
  return out;
}

constexpr std::string_view kApp = R"([subject]
kind = "app"
networked = true
services = ["news", "game"]

[consent]
form = "explicit"
default_checked = true

[[filings]]
kind = "icp-filing"
number = "1"
holder = "A"

[[filings]]
kind = "app-filing"
number = "2"
holder = "B"

[[permissions]]
name = "camera"
purpose = "to scan"
mandatory = true
)";

std::string of_app(std::string_view require, std::string_view each = {}) {
  return lines(std::string(kApp), require, each);
}

TEST(Evidence, OfAConjunctionOnlyTheOperandThatIsNotMetIsShown) {
  EXPECT_EQ(of_app(R"(consent.form == "explicit" && !consent.default_checked)"), "8");
  EXPECT_EQ(of_app(R"(!consent.default_checked && consent.form == "explicit")"), "8");
  EXPECT_EQ(of_app(R"(consent.form == "x" && !consent.default_checked)"), "7 8");
}

TEST(Evidence, OfADisjunctionWhatIsDemandedStandsBeforeItsExceptions) {
  EXPECT_EQ(of_app(R"(subject.kind == "website" || !consent.default_checked)"), "8 2");
  EXPECT_EQ(of_app(R"(!subject.networked || consent.form == "x")"), "7 3");
}

TEST(Evidence, OfAChoiceTheBranchTakenIsJudged) {
  EXPECT_EQ(of_app(R"(subject.networked ? consent.form == "x" : !consent.default_checked)").substr(0, 1), "7");
  EXPECT_EQ(of_app(R"(!subject.networked ? consent.form == "x" : !consent.default_checked)").substr(0, 1), "8");
}

TEST(Evidence, OfRecordsTheNearestIsShownBeforeTheList) {
  // The app's filing is there, but under another holder.
  EXPECT_EQ(of_app(R"(filings.exists(f, f.kind == "app-filing" && f.holder == consent.form))").substr(0, 2), "18");
  // None is of the kind: only the list can be shown, however the condition is ordered.
  EXPECT_EQ(of_app(R"(filings.exists(f, f.number != "" && f.kind == "genai-filing"))").substr(0, 2), "10");
  EXPECT_EQ(of_app(R"(filings.exists(f, f.kind == "genai-filing" && f.holder == "A"))").substr(0, 2), "10");
  EXPECT_EQ(of_app(R"(filings.all(f, f.holder == "A"))").substr(0, 2), "18");
  EXPECT_EQ(of_app(R"(!filings.exists(f, f.holder == "A"))").substr(0, 2), "13");
}

TEST(Evidence, OfPlainListsTheMemberIsShown) {
  EXPECT_EQ(of_app(R"(!subject.services.exists(s, s == "game"))"), "4");
  EXPECT_EQ(of_app(R"(consent.form == "x" && it != "")", R"(subject.services.filter(s, s == "game"))"), "7 4");
}

TEST(Evidence, OfAnItemTheFieldStandsBeforeTheItem) {
  EXPECT_EQ(of_app(R"(it.name != "" && !it.mandatory)", "permissions"), "23 20");
}

TEST(Evidence, AnItemStandsBeforeTheOthersItIsComparedWith) {
  EXPECT_EQ(
      of_app(
          R"(it.kind == "icp-filing" || filings.exists(f, f.number != "" && f.kind == (it.holder == "" ? "A" : "C")))",
          "filings"),
      "16 10 15 11");
}

TEST(Evidence, WhatIsMissingIsShownWhereItsRecordStands) {
  EXPECT_EQ(of_app(R"(it.requested_at == "on-use" && it.name != "")", "permissions"), "20 21");
}

}  // namespace
}  // namespace hegui::check
