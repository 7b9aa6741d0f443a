// Workflow commands: one annotation per finding, beside the line it is about. What lacks facts is told once, in sum,
// since hosts show only the first few annotations.
#include <fmt/format.h>

#include <iterator>

#include "base/utf8.h"
#include "report/formats.h"
#include "report/location.h"
#include "report/words.h"

namespace hegui::report {
namespace {

using check::Verdict;
using policy::Severity;
using result::Finding;
using result::Rule;
using result::Run;
using result::Subject;

std::string data(std::string_view text) {
  std::string out;
  for (const char c : utf8::printable(text)) {
    if (c == '%')
      out += "%25";
    else
      out += c;
  }
  return out;
}

// A property's value ends at a comma, its name at a colon.
std::string property(std::string_view text) {
  std::string out;
  for (const char c : data(text)) {
    if (c == ':')
      out += "%3A";
    else if (c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

std::string_view command_of(const Rule& rule) {
  if (rule.notice || rule.severity == Severity::Low) return "notice";
  return rule.severity == Severity::Medium ? "warning" : "error";
}

void annotate(std::string& out, std::string_view command, const Place& place, std::string_view title,
              std::string_view message) {
  fmt::format_to(std::back_inserter(out), "::{} ", command);
  const Location location = locate(place);
  if (!location.file.empty()) fmt::format_to(std::back_inserter(out), "file={},", property(location.file));
  if (place.line != 0 && location.inside.empty())
    fmt::format_to(std::back_inserter(out), "line={},col={},endColumn={},", place.line, place.column,
                   std::uint64_t{place.column} + place.length);
  fmt::format_to(std::back_inserter(out), "title={}::{}", property(title), data(message));
  if (!location.inside.empty()) fmt::format_to(std::back_inserter(out), " ({})", data(location.inside));
  out += '\n';
}

void annotate(std::string& out, const std::vector<Diagnostic>& issues) {
  for (const Diagnostic& issue : issues) {
    const std::string_view command = issue.level == Level::Error     ? "error"
                                     : issue.level == Level::Warning ? "warning"
                                                                     : "notice";
    annotate(out, command, issue.place, issue.code.to_string(),
             issue.help.empty() ? issue.message : issue.message + " (" + issue.help + ")");
  }
}

}  // namespace

void write_github(const Run& run, const WriteOptions& options, std::string& out) {
  const Language language = options.language;
  annotate(out, run.issues);
  for (const Subject& subject : run.subjects) {
    annotate(out, subject.issues);
    for (const Finding& finding : subject.findings) {
      if (finding.verdict != Verdict::Fail || finding.standing == result::Standing::Known) continue;
      const Rule& rule = run.rules[finding.rule];
      std::string message(pick(language, finding.message));
      if (const std::string_view fix = pick(language, rule.fix); !fix.empty()) message += fmt::format(" → {}", fix);
      annotate(out, command_of(rule), main_place(subject, finding), fmt::format("{} {}", rule.id, rule.name), message);
    }
    const std::size_t unknown = count_rules(run, subject, Verdict::Unknown),
                      not_judged = count_rules(run, subject, Verdict::NotJudged);
    const std::string score = subject.score.points
                                  ? fmt::format("{} {} / 100", subject.grade.letter, points(*subject.score.points))
                                  : std::string("-");
    annotate(out, "notice", {}, subject.name,
             language == Language::Zh ? fmt::format("{}，{} 条规则缺证据，{} 条未评判", score, unknown, not_judged)
                                      : fmt::format("{}, {} unknown, {} not judged", score, unknown, not_judged));
  }
  if (options.gate != nullptr) out += data(pick(language, options.gate->line)) + "\n";
}

}  // namespace hegui::report
