// SARIF 2.1.0: failures with their level, unknowns as kind `open` (§3.27.9), waivers as suppressions (§3.35), clauses
// as a taxonomy that rules relate to (§3.19.3). Results are known again by partialFingerprints (§3.27.17), which hold
// no line numbers.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "codes/codes.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/location.h"
#include "report/words.h"
#include "result/json_writer.h"

namespace hegui::report {
namespace {

using check::Verdict;
using policy::Severity;
using result::Finding;
using result::JsonWriter;
using result::Rule;
using result::Run;
using result::Subject;

std::string_view level_of(const Rule& rule) {
  if (rule.notice) return "note";
  switch (rule.severity) {
    case Severity::Critical:
    case Severity::High:
      return "error";
    case Severity::Medium:
      return "warning";
    case Severity::Low:
      return "note";
  }
  return "none";
}

// The scale that code hosts sort security alerts by, 0 to 10.
std::string_view security_severity(Severity severity) {
  switch (severity) {
    case Severity::Critical:
      return "9.5";
    case Severity::High:
      return "8.0";
    case Severity::Medium:
      return "5.5";
    case Severity::Low:
      return "3.0";
  }
  return "0.0";
}

void write_message(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name).begin_object().member("text", text).end_object();
}

// What to do and why, in the language of the run first and then in the other one: as text, and as Markdown with the
// clauses it rests on.
void write_help(JsonWriter& json, const Run& run, const Rule& rule, Language first) {
  std::string text, formatted;
  for (const Language language : {first, first == Language::Zh ? Language::En : Language::Zh}) {
    const std::string_view fix = pick(language, rule.fix), why = pick(language, rule.why);
    if (!text.empty()) text += "\n\n";
    text += fix;
    formatted += fmt::format("### {}\n\n{}\n\n", markdown(pick(language, rule.title)), markdown(fix));
    if (!why.empty()) formatted += fmt::format("{}\n\n", markdown(why));
    for (const std::uint32_t clause : rule.clauses)
      formatted += fmt::format("- {}\n", markdown(clause_name(run.clauses[clause], language)));
    formatted += "\n";
  }
  json.key("help").begin_object().member("text", text).member("markdown", formatted).end_object();
}

void write_rule(JsonWriter& json, const Run& run, const Rule& rule, Language language) {
  json.begin_object().member("id", rule.id).member("name", rule.name);
  const std::string_view title = pick(language, rule.title);
  write_message(json, "shortDescription", title.empty() ? std::string_view(rule.name) : title);
  if (const std::string_view why = pick(language, rule.why); !why.empty()) write_message(json, "fullDescription", why);
  write_help(json, run, rule, language);
  json.key("defaultConfiguration").begin_object().member("level", level_of(rule)).end_object();
  json.key("properties").begin_object().key("tags").begin_array().value(rule.pillar);
  for (const std::string& reference : rule.references) json.value(reference);
  json.end_array()
      .member("severity", policy::name(rule.severity))
      .member("security-severity", security_severity(rule.severity))
      .end_object();
  json.key("relationships").begin_array();
  for (const std::uint32_t clause : rule.clauses) {
    json.begin_object().key("target").begin_object().member("id", run.clauses[clause].id).member("index", clause);
    json.key("toolComponent")
        .begin_object()
        .member("name", "clauses")
        .member("index", std::uint32_t{0})
        .end_object()
        .end_object();
    json.key("kinds").begin_array().value("relevant").end_array().end_object();
  }
  json.end_array().end_object();
}

void for_each_issue(const Run& run, const auto& each) {
  std::ranges::for_each(run.issues, each);
  for (const Subject& subject : run.subjects) std::ranges::for_each(subject.issues, each);
}

// What the codes of this run's notifications mean.
void write_codes(JsonWriter& json, const Run& run, Language language) {
  std::set<std::uint16_t> numbers;
  for_each_issue(run, [&](const Diagnostic& issue) { numbers.insert(issue.code.number); });
  if (numbers.empty()) return;
  json.key("notifications").begin_array();
  for (const std::uint16_t number : numbers) {
    const codes::Row* row = codes::find(Code{number});
    if (row == nullptr) continue;
    json.begin_object().member("id", Code{number}.to_string());
    write_message(json, "shortDescription", pick(language, row->title.zh, row->title.en));
    write_message(json, "help", pick(language, row->step.zh, row->step.en));
    json.end_object();
  }
  json.end_array();
}

void write_tool(JsonWriter& json, const Run& run, Language language) {
  json.key("tool")
      .begin_object()
      .key("driver")
      .begin_object()
      .member("name", "hegui")
      .member("version", run.tool_version);
  json.key("supportedTaxonomies")
      .begin_array()
      .begin_object()
      .member("name", "clauses")
      .member("index", std::uint32_t{0})
      .end_object()
      .end_array();
  json.key("rules").begin_array();
  for (const Rule& rule : run.rules) write_rule(json, run, rule, language);
  json.end_array();
  write_codes(json, run, language);
  json.end_object().end_object();
  json.key("taxonomies").begin_array().begin_object().member("name", "clauses").key("taxa").begin_array();
  for (const result::Clause& clause : run.clauses) {
    json.begin_object().member("id", clause.id);
    write_message(json, "shortDescription", clause_name(clause, language));
    json.end_object();
  }
  json.end_array().end_object().end_array();
}

void write_location(JsonWriter& json, const Place& place) {
  const Location location = locate(place);
  json.begin_object().key("physicalLocation").begin_object();
  json.key("artifactLocation").begin_object().member("uri", uri_of(location.file)).end_object();
  // A line within an entry of a package is no line of the package.
  if (place.line != 0 && location.inside.empty()) {
    json.key("region").begin_object().member("startLine", place.line).member("startColumn", place.column);
    json.member("endColumn", std::uint64_t{place.column} + place.length).end_object();
    // An excerpt that was cut is not the line.
    if (utf8::length(place.excerpt) < kExcerptLimit) {
      json.key("contextRegion").begin_object().member("startLine", place.line);
      json.key("snippet").begin_object().member("text", place.excerpt).end_object().end_object();
    }
  }
  json.end_object();
  if (!location.inside.empty())
    json.key("logicalLocations")
        .begin_array()
        .begin_object()
        .member("fullyQualifiedName", location.inside)
        .end_object()
        .end_array();
  json.end_object();
}

// The reason, and who answers for it until when.
std::string justification(const result::Waiver& waiver) {
  std::string out = waiver.reason;
  for (const std::string& part : {waiver.owner, waiver.expires, waiver.evidence})
    if (!part.empty()) out += " · " + part;
  return out;
}

void write_result(JsonWriter& json, const Run& run, const Subject& subject, const Finding& finding, Language language) {
  const Rule& rule = run.rules[finding.rule];
  const bool open = finding.verdict == Verdict::Unknown;
  json.begin_object().member("ruleId", rule.id).member("ruleIndex", finding.rule);
  json.member("kind", open ? "open" : "fail").member("level", open ? std::string_view("none") : level_of(rule));
  write_message(json, "message", pick(language, finding.message));
  json.key("locations").begin_array();
  const Place place = main_place(subject, finding);
  if (!place.file.empty()) write_location(json, place);
  json.end_array();
  if (finding.places.size() > 1) {
    json.key("relatedLocations").begin_array();
    for (std::size_t i = 1; i < finding.places.size(); ++i) write_location(json, finding.places[i]);
    json.end_array();
  }
  json.key("partialFingerprints").begin_object().member("hegui/v1", finding.fingerprint).end_object();
  if (finding.standing != result::Standing::Plain)
    json.member("baselineState", finding.standing == result::Standing::New ? "new" : "unchanged");
  if (finding.verdict == Verdict::Waived) {
    json.key("suppressions").begin_array().begin_object().member("kind", "external").member("status", "accepted");
    if (finding.waiver) json.member("justification", justification(*finding.waiver));
    json.end_object().end_array();
  }
  json.key("properties")
      .begin_object()
      .member("subject", subject.id.empty() ? subject.name : subject.id)
      .member_if("item", finding.item);
  json.member("severity", policy::name(rule.severity)).texts_if("missing", finding.missing).end_object().end_object();
}

// A failure of the baseline that is met now (§3.27.24 `absent`).
void write_fixed(JsonWriter& json, const Run& run, const result::Fixed& fixed, Language language) {
  const auto rule = std::ranges::find(run.rules, fixed.rule, &Rule::id);
  json.begin_object()
      .member("ruleId", fixed.rule)
      .member("kind", "fail")
      .member("level", "none")
      .member("baselineState", "absent");
  std::string_view title = rule == run.rules.end() ? std::string_view{} : pick(language, rule->title);
  write_message(json, "message", title.empty() ? std::string_view(fixed.rule) : title);
  json.key("partialFingerprints").begin_object().member("hegui/v1", fixed.fingerprint).end_object();
  json.key("properties").begin_object().member_if("item", fixed.item).end_object().end_object();
}

std::string_view level_of(Level level) {
  switch (level) {
    case Level::Note:
      return "note";
    case Level::Warning:
      return "warning";
    case Level::Error:
      return "error";
  }
  return "none";
}

void write_notification(JsonWriter& json, const Diagnostic& issue) {
  json.begin_object().key("descriptor").begin_object().member("id", issue.code.to_string()).end_object();
  json.member("level", level_of(issue.level));
  write_message(json, "message", issue.help.empty() ? issue.message : issue.message + " (" + issue.help + ")");
  if (!issue.place.file.empty()) {
    json.key("locations").begin_array();
    write_location(json, issue.place);
    json.end_array();
  }
  json.end_object();
}

void write_invocation(JsonWriter& json, const Run& run, const WriteOptions& options) {
  bool failed = false;
  for_each_issue(run, [&](const Diagnostic& issue) { failed = failed || issue.level == Level::Error; });
  json.key("invocations").begin_array().begin_object().member("executionSuccessful", !failed);
  if (options.gate != nullptr) json.member("exitCode", static_cast<std::uint32_t>(options.gate->exit_status));
  json.key("toolExecutionNotifications").begin_array();
  for_each_issue(run, [&](const Diagnostic& issue) { write_notification(json, issue); });
  json.end_array().end_object().end_array();
}

}  // namespace

void write_sarif(const Run& run, const WriteOptions& options, std::string& out) {
  JsonWriter json(out);
  json.begin_object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0");
  json.key("runs").begin_array().begin_object();
  write_tool(json, run, options.language);
  write_invocation(json, run, options);
  json.member("language", pick(options.language, "zh-CN", "en-US")).member("columnKind", "unicodeCodePoints");
  json.key("results").begin_array();
  for (const Subject& subject : run.subjects) {
    for (const Finding& finding : subject.findings) write_result(json, run, subject, finding, options.language);
    for (const result::Fixed& fixed : subject.fixed) write_fixed(json, run, fixed, options.language);
  }
  json.end_array().end_object().end_array().end_object();
  out += '\n';
}

}  // namespace hegui::report
