// Stored results are somebody's file: every member is checked for its type, its range and what it refers to before a
// Run is made of it. The parser throws, and so do the checks here; both end in from_json.
#define JSON_DIAGNOSTICS 1
#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "result/json.h"

namespace hegui::result {
namespace {

using nlohmann::json;
using Ids = std::unordered_map<std::string, std::uint32_t>;

constexpr Code kNotJson{5101}, kOtherVersion{5102}, kMalformed{5103}, kOtherPolicy{5104}, kBrokenOff{5105};

// Why the text is no stored result.
struct Malformed {
  Code code;
  std::string message;
  std::string help = {};
};

[[noreturn]] void malformed(std::string message) { throw Malformed{kMalformed, std::move(message)}; }

std::string text(const json& object, const char* name) { return object.at(name).get<std::string>(); }

std::string text_if(const json& object, const char* name) {
  const auto it = object.find(name);
  return it == object.end() ? std::string{} : it->get<std::string>();
}

bool flag(const json& object, const char* name) { return object.at(name).get<bool>(); }

template <class Number = std::uint32_t>
Number whole(const json& object, const char* name) {
  const json& number = object.at(name);
  if (!number.is_number_unsigned() || number.get<std::uint64_t>() > std::numeric_limits<Number>::max())
    malformed(fmt::format("`{}` must be a whole number from 0 to {}", name, std::numeric_limits<Number>::max()));
  return number.get<Number>();
}

std::uint64_t tenths_of(const json& number, std::string_view name, std::uint64_t most) {
  const double value = number.get<double>() * 10;
  if (!(value >= 0 && value <= static_cast<double>(most)))
    malformed(fmt::format("`{}` must be a number from 0 to {}", name, most / 10));
  return static_cast<std::uint64_t>(std::llround(value));
}

// Weights are sums of weights of rules; more than this is no pack's.
constexpr std::uint64_t kMostWeight = 1'000'000'000;

std::uint32_t tenths(const json& object, const char* name, std::uint64_t most = 1000) {
  return static_cast<std::uint32_t>(tenths_of(object.at(name), name, most));
}

std::vector<std::string> texts_if(const json& object, const char* name) {
  const auto it = object.find(name);
  return it == object.end() ? std::vector<std::string>{} : it->get<std::vector<std::string>>();
}

// A member that must be an array.
const json& array(const json& object, const char* name) {
  const json& member = object.at(name);
  if (!member.is_array()) malformed(fmt::format("`{}` must be an array", name));
  return member;
}

Text both(const json& object, const char* name) {
  const auto it = object.find(name);
  return it == object.end() ? Text{} : Text{text(*it, "zh"), text(*it, "en")};
}

// The texts of rules, clauses and groups, which the run owns and looks at.
using Texts = std::deque<std::string>;

TextView kept(const json& object, const char* name, Texts& texts) {
  const auto it = object.find(name);
  if (it == object.end()) return {};
  const std::string& zh = texts.emplace_back(text(*it, "zh"));
  return {zh, texts.emplace_back(text(*it, "en"))};
}

std::uint32_t index_of(const Ids& ids, const std::string& id, std::string_view what) {
  const auto it = ids.find(id);
  if (it == ids.end()) malformed(fmt::format("`{}` is no {} of this run", id, what));
  return it->second;
}

template <class Row>
Ids ids_of(const std::vector<Row>& rows) {
  Ids ids;
  for (const Row& row : rows)
    if (!ids.emplace(row.id, static_cast<std::uint32_t>(ids.size())).second)
      malformed(fmt::format("`{}` is there twice", row.id));
  return ids;
}

policy::Severity severity(const std::string& name) {
  const auto severity = policy::parse_severity(name);
  if (!severity) malformed(fmt::format("`{}` is no severity", name));
  return *severity;
}

check::Verdict verdict(const std::string& name) {
  const auto verdict = check::parse_verdict(name);
  if (!verdict) malformed(fmt::format("`{}` is no verdict", name));
  return *verdict;
}

Place read_place(const json& from) {
  Place place;
  place.file = text(from, "file");
  place.element = text_if(from, "element");
  if (!from.contains("line")) return place;
  place.line = whole(from, "line");
  place.column = whole(from, "column");
  place.length = whole(from, "length");
  place.excerpt = text(from, "excerpt");
  place.excerpt_column = whole(from, "excerpt_column");
  return place;
}

Level level(const std::string& name) {
  if (name == "note") return Level::Note;
  if (name == "warning") return Level::Warning;
  if (name == "error") return Level::Error;
  malformed(fmt::format("`{}` is no level", name));
}

Code code(const std::string& text) {
  unsigned number = 0;
  for (const char c : text.starts_with("HG") ? std::string_view(text).substr(2) : std::string_view{}) {
    if (c < '0' || c > '9' || number > 9999) malformed(fmt::format("`{}` is no code", text));
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  if (number == 0 || number > 9999) malformed(fmt::format("`{}` is no code", text));
  return {static_cast<std::uint16_t>(number)};
}

std::vector<Diagnostic> read_issues(const json& from) {
  std::vector<Diagnostic> issues;
  for (const json& row : array(from, "issues")) {
    Diagnostic& issue = issues.emplace_back();
    issue.code = code(text(row, "code"));
    issue.level = level(text(row, "level"));
    issue.message = text(row, "message");
    if (row.contains("place")) issue.place = read_place(row.at("place"));
    if (row.contains("related"))
      for (const json& label : array(row, "related"))
        issue.related.push_back({read_place(label.at("place")), text(label, "text")});
    issue.help = text_if(row, "help");
  }
  return issues;
}

void read_clauses(const json& from, Run& run, Texts& texts) {
  for (const json& row : array(from, "clauses"))
    run.clauses.push_back({text(row, "id"),
                           text(row, "instrument"),
                           kept(row, "instrument_title", texts),
                           text(row, "number"),
                           kept(row, "title", texts),
                           kept(row, "summary", texts),
                           text(row, "verified"),
                           {}});
  const Ids ids = ids_of(run.clauses);
  for (std::size_t i = 0; i < run.clauses.size(); ++i)
    for (const std::string& parent : texts_if(from.at("clauses")[i], "parents"))
      run.clauses[i].parents.push_back(index_of(ids, parent, "clause"));
}

void read_rules(const json& from, Run& run, Texts& texts) {
  const Ids clauses = ids_of(run.clauses);
  for (const json& row : array(from, "rules")) {
    Rule& rule = run.rules.emplace_back();
    rule.id = text(row, "id");
    rule.name = text(row, "name");
    rule.severity = severity(text(row, "severity"));
    rule.weight = tenths(row, "weight", kMostWeight);
    rule.pillar = text(row, "pillar");
    rule.basis = text(row, "basis");
    rule.notice = flag(row, "notice");
    rule.title = kept(row, "title", texts);
    rule.fix = kept(row, "fix", texts);
    rule.why = kept(row, "why", texts);
    rule.evidence = kept(row, "evidence", texts);
    for (const std::string& clause : texts_if(row, "clauses"))
      rule.clauses.push_back(index_of(clauses, clause, "clause"));
    rule.references = texts_if(row, "references");
  }
}

Folder read_folder(const json& row) {
  Folder folder{text(row, "path"), texts_if(row, "taken"), {}, whole(row, "subjects")};
  for (const json& left : array(row, "left"))
    folder.left.push_back({text(left, "path"), text(left, "why"), text_if(left, "rule")});
  return folder;
}

Run read_run(const json& from, const std::shared_ptr<Texts>& texts) {
  const json& version = from.at("format_version");
  if (version != kFormatVersion)
    throw Malformed{kOtherVersion,
                    fmt::format("format version {} is not {}, which this hegui reads", version.dump(), kFormatVersion),
                    "check the subject again with this version"};
  Run run;
  run.texts = texts;
  run.tool_version = text(from.at("tool"), "version");
  const auto day = parse_date(text(from, "as_of"));
  if (!day) malformed("`as_of` must be a day as YYYY-MM-DD");
  run.as_of = *day;
  run.policy_digest = text(from.at("policy"), "sha256");
  if (from.contains("pillars"))
    for (const json& row : array(from, "pillars")) run.pillars.push_back({text(row, "id"), kept(row, "title", *texts)});
  read_clauses(from, run, *texts);
  read_rules(from, run, *texts);
  if (from.contains("folders"))
    for (const json& row : array(from, "folders")) run.folders.push_back(read_folder(row));
  run.issues = read_issues(from);
  return run;
}

score::Score read_score(const json& from) {
  score::Score score;
  if (!from.at("points").is_null()) score.points = tenths(from, "points");
  score.attainable = tenths(from, "attainable");
  score.evidence = tenths(from, "evidence");
  const json& counts = from.at("counts");
  score.counts = {whole(counts, "pass"),           whole(counts, "fail"),       whole(counts, "unknown"),
                  whole(counts, "not_applicable"), whole(counts, "not_judged"), whole(counts, "waived")};
  const json& weights = from.at("weights");
  score.met_weight = tenths_of(weights.at("met"), "met", kMostWeight);
  score.known_weight = tenths_of(weights.at("known"), "known", kMostWeight);
  score.judged_weight = tenths_of(weights.at("judged"), "judged", kMostWeight);
  return score;
}

score::Grade read_grade(const json& from) {
  const std::string letter = text(from, "grade");
  if (letter.size() != 1 || std::string_view("ABCDEF-").find(letter[0]) == std::string_view::npos)
    malformed(fmt::format("`{}` is no grade", letter));
  const std::string cap = text(from, "cap");
  if (cap == "none") return {letter[0], score::Cap::None};
  if (cap == "critical-failure") return {letter[0], score::Cap::CriticalFailure};
  if (cap == "high-failure") return {letter[0], score::Cap::HighFailure};
  if (cap == "missing-evidence") return {letter[0], score::Cap::MissingEvidence};
  malformed(fmt::format("`{}` is no reason to cap a grade", cap));
}

// Lean lines leave groups out: they then stay empty.
std::vector<GroupScore> read_groups(const json& from, const char* name, Texts& texts) {
  std::vector<GroupScore> groups;
  if (!from.contains(name)) return groups;
  for (const json& row : array(from, name))
    groups.push_back({text(row, "id"), kept(row, "title", texts), read_score(row)});
  return groups;
}

void read_verdicts(const json& from, const Ids& rules, Subject& subject) {
  subject.verdicts.resize(rules.size());
  for (const auto& [name, ids] : from.at("verdicts").items())
    for (const std::string& id : ids.get<std::vector<std::string>>())
      subject.verdicts[index_of(rules, id, "rule")].verdict = verdict(name);
  for (const auto& [id, gain] : from.at("gains").items())
    subject.verdicts[index_of(rules, id, "rule")].gain = static_cast<std::uint32_t>(tenths_of(gain, "gains", 1000));
  if (from.contains("not_judged"))
    for (const json& row : array(from, "not_judged"))
      subject.verdicts[index_of(rules, text(row, "rule"), "rule")].decided_by = texts_if(row, "decided_by");
  for (const std::string& id : texts_if(from, "repairs")) subject.repairs.push_back(index_of(rules, id, "rule"));
}

Finding read_finding(const json& row, const Ids& rules) {
  Finding finding;
  finding.rule = index_of(rules, text(row, "rule"), "rule");
  finding.verdict = verdict(text(row, "verdict"));
  finding.item = text_if(row, "item");
  finding.message = both(row, "message");
  for (const json& place : array(row, "places")) finding.places.push_back(read_place(place));
  finding.missing = texts_if(row, "missing");
  finding.error = text_if(row, "error");
  finding.fingerprint = text(row, "fingerprint");
  if (row.contains("waiver")) {
    const json& waiver = row.at("waiver");
    finding.waiver = Waiver{text(waiver, "reason"), text_if(waiver, "owner"), text_if(waiver, "expires"),
                            text_if(waiver, "evidence")};
  }
  if (row.contains("baseline")) {
    const std::string standing = text(row, "baseline");
    if (standing != "new" && standing != "known") malformed(fmt::format("`{}` is no standing to a baseline", standing));
    finding.standing = standing == "new" ? Standing::New : Standing::Known;
  }
  return finding;
}

Subject read_subject(const json& from, const Ids& rules, Texts& texts) {
  Subject subject;
  subject.name = text(from, "name");
  subject.version = text(from, "version");
  subject.id = text(from, "id");
  subject.kind = text(from, "kind");
  subject.platforms = texts_if(from, "platforms");
  subject.declared = flag(from, "declared");
  for (const json& row : array(from, "inputs"))
    subject.inputs.push_back(
        {text(row, "path"), text(row, "format"), text_if(row, "sha256"), whole<std::uint64_t>(row, "bytes")});
  subject.score = read_score(from.at("score"));
  subject.grade = read_grade(from.at("score"));
  subject.pillars = read_groups(from, "pillars", texts);
  subject.instruments = read_groups(from, "instruments", texts);
  subject.clauses = read_groups(from, "clauses", texts);
  read_verdicts(from, rules, subject);
  for (const json& row : array(from, "findings")) subject.findings.push_back(read_finding(row, rules));
  if (from.contains("fixed"))
    for (const json& row : array(from, "fixed"))
      subject.fixed.push_back({text(row, "rule"), text_if(row, "item"), text(row, "fingerprint")});
  subject.issues = read_issues(from);
  if (from.contains("facts")) {
    if (!from.at("facts").is_object()) malformed("`facts` must be an object");
    subject.facts = from.at("facts").dump();
  }
  return subject;
}

// A later `run` line: the same policy, whose remarks are added.
void join(Run& run, Run&& shard) {
  if (run.policy_digest != shard.policy_digest || run.rules != shard.rules)
    throw Malformed{kOtherPolicy, "the shards were checked against different policies",
                    "check all of them with one policy"};
  if (run.as_of != shard.as_of)
    throw Malformed{kOtherPolicy, "the shards were checked as of different days", "use one --as-of for all"};
  for (Diagnostic& issue : shard.issues) run.issues.push_back(std::move(issue));
}

Run read_document(const json& from) {
  const auto texts = std::make_shared<Texts>();
  Run run = read_run(from, texts);
  const Ids rules = ids_of(run.rules);
  for (const json& subject : array(from, "subjects")) run.subjects.push_back(read_subject(subject, rules, *texts));
  return run;
}

// One line at a time: the whole of a large batch is never held as a tree.
struct LineReader {
  std::shared_ptr<Texts> texts = std::make_shared<Texts>();
  std::optional<Run> run;
  Ids rules;

  void read(const json& line) {
    const std::string type = text(line, "type");
    if (type == "run") {
      // A later run line is compared and let go: what it says is kept in texts of its own.
      Run next = read_run(line, run ? std::make_shared<Texts>() : texts);
      if (run) return join(*run, std::move(next));
      run = std::move(next);
      rules = ids_of(run->rules);
    } else if (type == "subject" && run) {
      run->subjects.push_back(read_subject(line, rules, *texts));
    } else if (type == "end" && run) {
      if (!flag(line, "complete"))
        run->issues.push_back(warning(kBrokenOff, {}, "the batch was stopped before it had seen every input",
                                      "resume it, or run it again"));
    } else {
      malformed(type == "subject" ? "a `subject` line stands before any `run` line"
                                  : fmt::format("`{}` is no type of line", type));
    }
  }
};

// Whether the first line is a whole JSON text of its own, as in JSON Lines.
bool is_lines(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  return first.starts_with("{\"type\":\"run\"") || first.starts_with("{\"type\":\"subject\"");
}

Run read_lines(std::string_view all, std::size_t& at) {
  LineReader reader;
  while (at < all.size()) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    if (end > at) reader.read(json::parse(all.substr(at, end - at)));
    at = end + 1;
  }
  return *std::move(reader.run);
}

// The library's message without its bracketed code: `[json.exception.type_error.302] (/as_of) type must be string`.
std::string reason(std::string_view what) {
  const std::size_t end = what.find("] ");
  return std::string(end == std::string_view::npos ? what : what.substr(end + 2));
}

}  // namespace

Result<Run> from_json(std::string_view text, std::string_view name) {
  const Source source{std::string(name), text, nullptr};
  std::size_t at = 0;  // start of the line, in JSON Lines
  const auto place = [&](std::size_t offset) {
    const auto begin = static_cast<std::uint32_t>(std::min(offset, text.size()));
    return Span{&source, begin, begin + 1};
  };
  const auto fail = [&](Code why, const Span& span, std::string message, std::string help = {}) {
    return std::unexpected(error(why, span, std::move(message), std::move(help)));
  };
  if (text.size() > std::numeric_limits<std::uint32_t>::max())
    return fail(kMalformed, {}, fmt::format("`{}` is larger than 4 GiB", name));
  try {
    return is_lines(text) ? read_lines(text, at) : read_document(json::parse(text));
  } catch (const json::parse_error& parse) {
    return fail(kNotJson, place(at + (parse.byte > 0 ? parse.byte - 1 : 0)),
                "a stored result must be JSON: the text breaks off or is not JSON here");
  } catch (const json::exception& other) {
    return fail(kMalformed, place(at), "not a stored result of hegui: " + reason(other.what()));
  } catch (const Malformed& why) {
    return fail(why.code, place(at), why.message, why.help);
  }
}

}  // namespace hegui::result
