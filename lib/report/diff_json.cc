// The comparison for programs; `before` and `after` are null where there is nothing.
#include "report/diff_formats.h"
#include "report/words.h"
#include "result/json_writer.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::JsonWriter;
using result::Subject;
using result::SubjectDiff;

void write_points(JsonWriter& json, std::string_view name, const std::optional<std::uint32_t>& tenths) {
  json.key(name);
  if (tenths)
    json.tenths(*tenths);
  else
    json.null();
}

void write_text(JsonWriter& json, std::string_view name, const std::optional<std::string>& text) {
  json.key(name);
  if (text)
    json.value(*text);
  else
    json.null();
}

void write_both(JsonWriter& json, std::string_view name, result::TextView text) {
  json.key(name).begin_object().member("zh", text.zh).member("en", text.en).end_object();
}

void write_side(JsonWriter& json, std::string_view name, const Subject* subject) {
  json.key(name);
  if (subject == nullptr) {
    json.null();
    return;
  }
  json.begin_object().member("version", subject->version).member("grade", std::string_view(&subject->grade.letter, 1));
  write_points(json, "score", subject->score.points);
  json.end_object();
}

void write_findings(JsonWriter& json, const result::Diff& diff, const Subject& subject) {
  json.key("failed").begin_array();
  for (const result::Finding& finding : subject.findings) {
    if (finding.verdict != Verdict::Fail || finding.standing == result::Standing::Known) continue;
    const result::Rule& rule = diff.after->rules[finding.rule];
    json.begin_object()
        .member("rule", rule.id)
        .member("severity", policy::name(rule.severity))
        .member_if("item", finding.item);
    write_both(json, "message", finding.message);
    json.key("places").begin_array();
    for (const Place& place : finding.places) json.value(place.to_string());
    json.end_array().member("fingerprint", finding.fingerprint).end_object();
  }
  json.end_array().key("fixed").begin_array();
  for (const result::Fixed& fixed : subject.fixed)
    json.begin_object()
        .member("rule", fixed.rule)
        .member_if("item", fixed.item)
        .member("fingerprint", fixed.fingerprint)
        .end_object();
  json.end_array();
}

void write_clauses(JsonWriter& json, std::string_view name, const result::Run& run,
                   const std::vector<std::uint32_t>& ids) {
  json.key(name).begin_array();
  for (const std::uint32_t id : ids) json.value(run.clauses[id].id);
  json.end_array();
}

void write_subject(JsonWriter& json, const result::Diff& diff, const SubjectDiff& subject) {
  json.begin_object()
      .member("name", subject.named().name)
      .member("id", subject.named().id)
      .member("changed", subject.changed());
  write_side(json, "before", subject.before);
  write_side(json, "after", subject.after);
  json.key("pillars").begin_array();
  for (const result::Movement& pillar : subject.pillars) {
    json.begin_object().member("id", pillar.id);
    write_points(json, "before", pillar.before);
    write_points(json, "after", pillar.after);
    json.end_object();
  }
  json.end_array()
      .member("facts_compared", subject.before != nullptr && subject.after != nullptr && subject.facts_kept)
      .key("facts")
      .begin_array();
  for (const result::FactChange& change : subject.facts) {
    json.begin_object().member("path", change.path).member_if("item", change.item);
    write_text(json, "before", change.before);
    write_text(json, "after", change.after);
    json.end_object();
  }
  json.end_array();
  if (subject.after != nullptr) write_findings(json, diff, *subject.after);
  write_clauses(json, "clauses_failed", *diff.after, subject.failed);
  write_clauses(json, "clauses_met", *diff.after, subject.met);
  json.end_object();
}

}  // namespace

void write_diff_json(const result::Diff& diff, const WriteOptions& options, std::string& out) {
  JsonWriter json(out);
  json.begin_object().member("type", "diff").member("format_version", std::uint64_t{1});
  json.key("as_of")
      .begin_object()
      .member("before", diff.before->as_of.to_string())
      .member("after", diff.after->as_of.to_string())
      .end_object();
  json.member("same_policy", diff.same_policy);
  if (options.gate != nullptr) {
    json.key("gate")
        .begin_object()
        .member("exit_status", static_cast<std::uint64_t>(options.gate->exit_status))
        .key("reasons")
        .begin_array();
    for (const result::Text& reason : options.gate->reasons) json.value(reason.en);
    json.end_array().end_object();
  }
  json.key("subjects").begin_array();
  for (const SubjectDiff& subject : diff.subjects) write_subject(json, diff, subject);
  json.end_array().end_object();
  out += '\n';
}

}  // namespace hegui::report
