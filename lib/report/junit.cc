// JUnit XML as CI servers read it: a suite per subject, a case per rule that concerns it. Failures fail, what lacks
// facts or was waived is skipped with its reason, what could not be read is an error. Times are nought, since a report
// carries no clock.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

#include "report/escape.h"
#include "report/formats.h"
#include "report/words.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Finding;
using result::Rule;
using result::Run;
using result::Subject;

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

// The lines of one finding in the body of a failure.
void append_finding(std::string& out, const Finding& finding, Language language) {
  fmt::format_to(std::back_inserter(out), "{}\n", xml(pick(language, finding.message)));
  for (const Place& place : finding.places) fmt::format_to(std::back_inserter(out), "  {}\n", xml(place.to_string()));
}

std::string skip_reason(const Rule& rule, const result::RuleVerdict& verdict,
                        const std::vector<const Finding*>& findings, Language language) {
  if (rule.notice && verdict.verdict == Verdict::Fail) return std::string(pick(language, "提示", "notice"));
  if (verdict.verdict == Verdict::Fail) return std::string(pick(language, "基线已有", "known from the baseline"));
  std::string out(word(language, verdict.verdict));
  std::vector<std::string> details = verdict.decided_by;
  for (const Finding* finding : findings) {
    if (finding->waiver) details.push_back(finding->waiver->reason);
    for (const std::string& path : finding->missing) details.push_back(path);
    if (!finding->error.empty()) details.push_back(finding->error);
  }
  std::vector<std::string> once;
  for (const std::string& detail : details)
    if (std::ranges::find(once, detail) == once.end()) once.push_back(detail);
  if (!once.empty()) out += ": " + joined(once);
  return out;
}

struct Counted {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
};

void append_case(std::string& out, Counted& counted, const Run& run, const Subject& subject, std::uint32_t index,
                 const std::vector<const Finding*>& findings, Language language) {
  const Rule& rule = run.rules[index];
  const result::RuleVerdict& verdict = subject.verdicts[index];
  if (verdict.verdict == Verdict::NotApplicable) return;
  ++counted.tests;
  fmt::format_to(std::back_inserter(out), "    <testcase classname=\"{}\" name=\"{} {}\" time=\"0\"", xml(rule.pillar),
                 xml(rule.id), xml(rule.name));
  if (verdict.verdict == Verdict::Pass) {
    out += "/>\n";
    return;
  }
  out += ">\n";
  const auto fails = [](const Finding* finding) {
    return finding->verdict == Verdict::Fail && finding->standing != result::Standing::Known;
  };
  if (verdict.verdict == Verdict::Fail && !rule.notice && std::ranges::any_of(findings, fails)) {
    ++counted.failures;
    const std::string_view title = pick(language, rule.title);
    fmt::format_to(std::back_inserter(out), "      <failure type=\"{}\" message=\"{}\">", policy::name(rule.severity),
                   xml(title.empty() ? std::string_view(rule.name) : title));
    for (const Finding* finding : findings)
      if (fails(finding)) append_finding(out, *finding, language);
    fmt::format_to(std::back_inserter(out), "{}</failure>\n", xml(pick(language, rule.fix)));
  } else {
    ++counted.skipped;
    fmt::format_to(std::back_inserter(out), "      <skipped message=\"{}\"/>\n",
                   xml(skip_reason(rule, verdict, findings, language)));
  }
  out += "    </testcase>\n";
}

void append_errors(std::string& out, Counted& counted, const std::vector<Diagnostic>& issues) {
  for (const Diagnostic& issue : issues) {
    if (issue.level != Level::Error) continue;
    ++counted.tests;
    ++counted.errors;
    fmt::format_to(std::back_inserter(out), "    <testcase classname=\"inputs\" name=\"{}\" time=\"0\">\n",
                   xml(issue.place.to_string()));
    fmt::format_to(std::back_inserter(out), "      <error type=\"{}\" message=\"{}\">{}</error>\n    </testcase>\n",
                   issue.code.to_string(), xml(issue.message), xml(issue.help));
  }
}

void append_suite(std::string& out, std::string_view name, const Counted& counted, std::string_view cases) {
  fmt::format_to(std::back_inserter(out),
                 "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\">\n{}  "
                 "</testsuite>\n",
                 xml(name), counted.tests, counted.failures, counted.errors, counted.skipped, cases);
}

}  // namespace

void write_junit(const Run& run, const WriteOptions& options, std::string& out) {
  Counted total;
  std::string suites;
  const auto add = [&](std::string_view name, const Counted& counted, std::string_view cases) {
    append_suite(suites, name, counted, cases);
    total.tests += counted.tests;
    total.failures += counted.failures;
    total.errors += counted.errors;
    total.skipped += counted.skipped;
  };
  for (const Subject& subject : run.subjects) {
    std::map<std::uint32_t, std::vector<const Finding*>> findings;
    for (const Finding& finding : subject.findings) findings[finding.rule].push_back(&finding);
    Counted counted;
    std::string cases;
    append_errors(cases, counted, subject.issues);
    for (std::uint32_t rule = 0; rule < subject.verdicts.size(); ++rule)
      append_case(cases, counted, run, subject, rule, findings[rule], options.language);
    add(subject.version.empty() ? subject.name : subject.name + " " + subject.version, counted, cases);
  }
  Counted counted;
  std::string cases;
  append_errors(cases, counted, run.issues);
  if (counted.tests > 0) add("inputs", counted, cases);
  fmt::format_to(std::back_inserter(out),
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"hegui\" tests=\"{}\" failures=\"{}\" "
                 "errors=\"{}\" skipped=\"{}\" time=\"0\">\n{}</testsuites>\n",
                 total.tests, total.failures, total.errors, total.skipped, suites);
}

}  // namespace hegui::report
