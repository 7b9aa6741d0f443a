// GitLab's Code Quality report: the failures and what could not be read, known again by their fingerprints. It has no
// place for what is unknown.
#include "report/formats.h"
#include "report/location.h"
#include "report/words.h"
#include "result/fingerprint.h"
#include "result/json_writer.h"

namespace hegui::report {
namespace {

using policy::Severity;
using result::Finding;
using result::JsonWriter;
using result::Rule;

std::string_view severity_of(const Rule& rule) {
  if (rule.notice) return "info";
  switch (rule.severity) {
    case Severity::Critical:
      return "blocker";
    case Severity::High:
      return "critical";
    case Severity::Medium:
      return "major";
    case Severity::Low:
      return "minor";
  }
  return "info";
}

void write_issue(JsonWriter& json, std::string_view check, std::string description, std::string_view fingerprint,
                 std::string_view severity, const Place& place) {
  const Location location = locate(place);
  if (!location.inside.empty()) description += " (" + location.inside + ")";
  json.begin_object().member("type", "issue").member("check_name", check).member("description", description);
  json.member("fingerprint", fingerprint).member("severity", severity);
  json.key("categories").begin_array().value("Security").end_array();
  json.key("location").begin_object().member("path", location.file).key("lines").begin_object();
  json.member("begin", location.inside.empty() && place.line != 0 ? place.line : 1)
      .end_object()
      .end_object()
      .end_object();
}

// What could not be read is an issue of its file too.
void write_diagnostics(JsonWriter& json, const std::vector<Diagnostic>& issues) {
  for (const Diagnostic& issue : issues) {
    const std::string code = issue.code.to_string();
    const std::string_view severity = issue.level == Level::Error     ? "blocker"
                                      : issue.level == Level::Warning ? "minor"
                                                                      : "info";
    write_issue(json, code, issue.message, result::fingerprint(code, issue.place.file, issue.message), severity,
                issue.place);
  }
}

}  // namespace

void write_gitlab(const result::Run& run, const WriteOptions& options, std::string& out) {
  JsonWriter json(out);
  json.begin_array();
  write_diagnostics(json, run.issues);
  for (const result::Subject& subject : run.subjects) {
    write_diagnostics(json, subject.issues);
    for (const Finding& finding : subject.findings) {
      if (finding.verdict != check::Verdict::Fail) continue;
      const Rule& rule = run.rules[finding.rule];
      write_issue(json, rule.id + " " + rule.name, std::string(pick(options.language, finding.message)),
                  finding.fingerprint, severity_of(rule), main_place(subject, finding));
    }
  }
  json.end_array();
  out += '\n';
}

}  // namespace hegui::report
