// Rules and clauses stand once per run and are named by id everywhere else; members that would say nothing are left
// out.
#include <array>

#include "result/json.h"
#include "result/json_writer.h"

namespace hegui::result {
namespace {

using check::Verdict;
using Layout = JsonWriter::Layout;

void write_text(JsonWriter& json, std::string_view name, TextView text) {
  if (text == TextView{}) return;
  json.key(name).begin_object().member("zh", text.zh).member("en", text.en).end_object();
}

void write_place(JsonWriter& json, const Place& place) {
  json.begin_object().member("file", place.file);
  if (place.line != 0) {
    json.member("line", place.line).member("column", place.column).member("length", place.length);
    json.member("excerpt", place.excerpt).member("excerpt_column", place.excerpt_column);
  }
  json.member_if("element", place.element).end_object();
}

std::string_view level_name(Level level) {
  switch (level) {
    case Level::Note:
      return "note";
    case Level::Warning:
      return "warning";
    case Level::Error:
      return "error";
  }
  return "error";
}

void write_issues(JsonWriter& json, std::span<const Diagnostic> issues) {
  json.key("issues").begin_array();
  for (const Diagnostic& issue : issues) {
    json.begin_object()
        .member("code", issue.code.to_string())
        .member("level", level_name(issue.level))
        .member("message", issue.message);
    if (!issue.place.file.empty()) write_place(json.key("place"), issue.place);
    if (!issue.related.empty()) {
      json.key("related").begin_array();
      for (const Label& label : issue.related) {
        json.begin_object().member("text", label.text);
        write_place(json.key("place"), label.place);
        json.end_object();
      }
      json.end_array();
    }
    json.member_if("help", issue.help).end_object();
  }
  json.end_array();
}

void write_pillars(JsonWriter& json, const Run& run) {
  if (run.pillars.empty()) return;
  json.key("pillars").begin_array();
  for (const Pillar& pillar : run.pillars) {
    json.begin_object().member("id", pillar.id);
    write_text(json, "title", pillar.title);
    json.end_object();
  }
  json.end_array();
}

void write_rules(JsonWriter& json, const Run& run) {
  json.key("rules").begin_array();
  for (const Rule& rule : run.rules) {
    json.begin_object().member("id", rule.id).member("name", rule.name).member("severity", policy::name(rule.severity));
    json.key("weight").tenths(rule.weight);
    json.member("pillar", rule.pillar).member("basis", rule.basis).member("notice", rule.notice);
    write_text(json, "title", rule.title);
    write_text(json, "fix", rule.fix);
    write_text(json, "why", rule.why);
    write_text(json, "evidence", rule.evidence);
    json.key("clauses").begin_array();
    for (const std::uint32_t clause : rule.clauses) json.value(run.clauses[clause].id);
    json.end_array().texts_if("references", rule.references).end_object();
  }
  json.end_array();
}

void write_clauses(JsonWriter& json, const Run& run) {
  json.key("clauses").begin_array();
  for (const Clause& clause : run.clauses) {
    json.begin_object().member("id", clause.id).member("instrument", clause.instrument);
    write_text(json, "instrument_title", clause.instrument_title);
    json.member("number", clause.number);
    write_text(json, "title", clause.title);
    write_text(json, "summary", clause.summary);
    json.member("verified", clause.verified);
    if (!clause.parents.empty()) {
      json.key("parents").begin_array();
      for (const std::uint32_t parent : clause.parents) json.value(run.clauses[parent].id);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
}

std::string_view cap_name(score::Cap cap) {
  switch (cap) {
    case score::Cap::None:
      return "none";
    case score::Cap::CriticalFailure:
      return "critical-failure";
    case score::Cap::HighFailure:
      return "high-failure";
    case score::Cap::MissingEvidence:
      return "missing-evidence";
  }
  return "none";
}

// The members of a score, within an object that is open.
void write_score(JsonWriter& json, const score::Score& score) {
  json.key("points");
  if (score.points)
    json.tenths(*score.points);
  else
    json.null();
  json.key("attainable").tenths(score.attainable).key("evidence").tenths(score.evidence);
  const score::Counts& counts = score.counts;
  json.key("counts")
      .begin_object()
      .member("pass", counts.pass)
      .member("fail", counts.fail)
      .member("unknown", counts.unknown);
  json.member("not_applicable", counts.not_applicable)
      .member("not_judged", counts.not_judged)
      .member("waived", counts.waived)
      .end_object();
  json.key("weights").begin_object().key("met").tenths(score.met_weight).key("known").tenths(score.known_weight);
  json.key("judged").tenths(score.judged_weight).end_object();
}

void write_groups(JsonWriter& json, std::string_view name, std::span<const GroupScore> groups, Detail detail) {
  json.key(name).begin_array();
  for (const GroupScore& group : groups) {
    json.begin_object().member("id", group.id);
    if (detail == Detail::Full) write_text(json, "title", group.title);
    write_score(json, group.score);
    json.end_object();
  }
  json.end_array();
}

void write_verdicts(JsonWriter& json, const Run& run, const Subject& subject, Detail detail) {
  static constexpr std::array kAll = {Verdict::Pass,          Verdict::Fail,      Verdict::Unknown,
                                      Verdict::NotApplicable, Verdict::NotJudged, Verdict::Waived};
  json.key("verdicts").begin_object();
  for (const Verdict verdict : kAll) {
    if (detail == Detail::Lean && verdict == Verdict::NotApplicable) continue;
    json.key(check::name(verdict)).begin_array();
    for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule)
      if (subject.verdicts[rule].verdict == verdict) json.value(run.rules[rule].id);
    json.end_array();
  }
  json.end_object().key("gains").begin_object();
  for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule)
    if (subject.verdicts[rule].gain > 0) json.key(run.rules[rule].id).tenths(subject.verdicts[rule].gain);
  json.end_object();
  if (detail == Detail::Full) {
    json.key("not_judged").begin_array();
    for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule) {
      const RuleVerdict& verdict = subject.verdicts[rule];
      if (verdict.decided_by.empty()) continue;
      json.begin_object().member("rule", run.rules[rule].id).texts("decided_by", verdict.decided_by).end_object();
    }
    json.end_array();
  }
  json.key("repairs").begin_array();
  for (const std::uint32_t rule : subject.repairs) json.value(run.rules[rule].id);
  json.end_array();
}

void write_findings(JsonWriter& json, const Run& run, const Subject& subject) {
  json.key("findings").begin_array();
  for (const Finding& finding : subject.findings) {
    const Rule& rule = run.rules[finding.rule];
    json.begin_object().member("rule", rule.id).member("verdict", check::name(finding.verdict));
    json.member("severity", policy::name(rule.severity)).member_if("item", finding.item);
    write_text(json, "message", finding.message);
    json.key("places").begin_array();
    for (const Place& place : finding.places) write_place(json, place);
    json.end_array()
        .texts_if("missing", finding.missing)
        .member_if("error", finding.error)
        .member("fingerprint", finding.fingerprint);
    json.key("gain").tenths(finding.rule < subject.verdicts.size() ? subject.verdicts[finding.rule].gain : 0);
    if (finding.waiver) {
      const Waiver& waiver = *finding.waiver;
      json.key("waiver").begin_object().member("reason", waiver.reason).member_if("owner", waiver.owner);
      json.member_if("expires", waiver.expires).member_if("evidence", waiver.evidence).end_object();
    }
    if (finding.standing != Standing::Plain)
      json.member("baseline", finding.standing == Standing::New ? "new" : "known");
    json.end_object();
  }
  json.end_array();
}

void write_fixed(JsonWriter& json, const Subject& subject) {
  if (subject.fixed.empty()) return;
  json.key("fixed").begin_array();
  for (const Fixed& fixed : subject.fixed)
    json.begin_object()
        .member("rule", fixed.rule)
        .member_if("item", fixed.item)
        .member("fingerprint", fixed.fingerprint)
        .end_object();
  json.end_array();
}

// The members of a subject, within an object that is open.
void write_subject(JsonWriter& json, const Run& run, const Subject& subject, Detail detail) {
  json.member("name", subject.name)
      .member("version", subject.version)
      .member("id", subject.id)
      .member("kind", subject.kind);
  json.texts("platforms", subject.platforms).member("declared", subject.declared).key("inputs").begin_array();
  for (const Input& input : subject.inputs) {
    json.begin_object().member("path", input.path).member("format", input.format).member("bytes", input.bytes);
    json.member_if("sha256", input.sha256).end_object();
  }
  json.end_array().key("score").begin_object();
  write_score(json, subject.score);
  json.member("grade", std::string_view(&subject.grade.letter, 1))
      .member("cap", cap_name(subject.grade.cap))
      .end_object();
  write_groups(json, "pillars", subject.pillars, detail);
  if (detail == Detail::Full) {
    write_groups(json, "instruments", subject.instruments, detail);
    write_groups(json, "clauses", subject.clauses, detail);
  }
  write_verdicts(json, run, subject, detail);
  write_findings(json, run, subject);
  write_fixed(json, subject);
  write_issues(json, subject.issues);
  if (!subject.facts.empty()) json.key("facts").json(subject.facts);
}

void write_folders(JsonWriter& json, const Run& run) {
  if (run.folders.empty()) return;
  json.key("folders").begin_array();
  for (const Folder& folder : run.folders) {
    json.begin_object().member("path", folder.path).member("subjects", std::uint64_t{folder.subjects});
    json.texts("taken", folder.taken).key("left").begin_array();
    for (const LeftOut& left : folder.left)
      json.begin_object().member("path", left.path).member("why", left.why).member_if("rule", left.rule).end_object();
    json.end_array().end_object();
  }
  json.end_array();
}

// The members of a run but its subjects, within an object that is open.
void write_run(JsonWriter& json, const Run& run, std::string_view type) {
  json.member("type", type).member("format_version", std::uint64_t{kFormatVersion});
  json.key("tool").begin_object().member("name", "hegui").member("version", run.tool_version).end_object();
  json.member("as_of", run.as_of.to_string());
  json.key("policy").begin_object().member("sha256", run.policy_digest).end_object();
  write_pillars(json, run);
  write_rules(json, run);
  write_clauses(json, run);
  write_folders(json, run);
  write_issues(json, run.issues);
}

}  // namespace

std::string to_json(const Run& run) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_run(json, run, "report");
  json.key("subjects").begin_array();
  for (const Subject& subject : run.subjects) {
    json.begin_object();
    write_subject(json, run, subject, Detail::Full);
    json.end_object();
  }
  json.end_array().end_object();
  out += '\n';
  return out;
}

void append_run_line(std::string& out, const Run& run) {
  JsonWriter json(out, Layout::Compact);
  json.begin_object();
  write_run(json, run, "run");
  json.end_object();
  out += '\n';
}

void append_subject_line(std::string& out, const Run& run, const Subject& subject, Detail detail,
                         std::string_view facts) {
  JsonWriter json(out, Layout::Compact);
  json.begin_object().member("type", "subject");
  write_subject(json, run, subject, detail);
  if (!facts.empty()) json.key("facts").json(facts);
  json.end_object();
  out += '\n';
}

void append_end_line(std::string& out, const End& end) {
  JsonWriter json(out, Layout::Compact);
  json.begin_object().member("type", "end").member("seen", end.seen).member("subjects", end.subjects);
  json.key("shard").begin_object().member("index", end.shard).member("of", end.shards).end_object();
  json.member("complete", end.complete).end_object();
  out += '\n';
}

}  // namespace hegui::result
