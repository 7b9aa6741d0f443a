// Fingerprints alone decide; rule and item stand in the file for the person who reviews it.
#include "result/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>

#include "result/json.h"
#include "result/json_writer.h"

namespace hegui::result {
namespace {

using check::Verdict;
using nlohmann::json;

constexpr Code kMalformed{5106};
constexpr std::string_view kFormat = "hegui-baseline";
constexpr unsigned kVersion = 1;

struct Malformed {
  std::string message;
};

std::uint32_t tenths(const json& number) {
  const double value = number.get<double>();
  if (!(value >= 0 && value <= 100)) throw Malformed{"a score lies from 0 to 100"};
  return static_cast<std::uint32_t>(std::lround(value * 10));
}

Baseline::Entry read_entry(const json& from) {
  Baseline::Entry entry{from.at("rule").get<std::string>(), from.value("item", ""),
                        from.at("fingerprint").get<std::string>(), Verdict::Fail};
  const auto verdict = check::parse_verdict(from.at("verdict").get<std::string>());
  if (verdict != Verdict::Fail && verdict != Verdict::Unknown) throw Malformed{"`verdict` is `fail` or `unknown`"};
  entry.verdict = *verdict;
  return entry;
}

Baseline read_own(const json& from) {
  if (from.at("format_version") != kVersion)
    throw Malformed{fmt::format("format version {} is not {}", from.at("format_version").dump(), kVersion)};
  Baseline baseline;
  for (const json& row : from.at("subjects")) {
    Baseline::Subject& subject = baseline.subjects.emplace_back();
    subject.identity = row.at("subject").get<std::string>();
    if (!row.at("score").is_null()) subject.points = tenths(row.at("score"));
    for (const auto& [id, points] : row.at("pillars").items()) subject.pillars.emplace_back(id, tenths(points));
    for (const json& entry : row.at("findings")) subject.entries.push_back(read_entry(entry));
    subject.not_judged = row.at("not_judged").get<std::vector<std::string>>();
  }
  return baseline;
}

// How many findings an entry may still excuse.
struct Left {
  std::size_t failures = 0, unknowns = 0;
};

bool is_judged(Verdict verdict) { return verdict != Verdict::NotApplicable && verdict != Verdict::NotJudged; }

// The failures of `old` that the subject no longer has. `left` says which entries no finding took.
void list_fixed(const Baseline::Subject& old, const Run& run, std::unordered_map<std::string, Left>& left,
                Subject& subject) {
  for (const Baseline::Entry& entry : old.entries) {
    if (entry.verdict != Verdict::Fail || left[entry.fingerprint].failures == 0) continue;
    const auto rule = std::ranges::find(run.rules, entry.rule, &Rule::id);
    const auto index = static_cast<std::size_t>(rule - run.rules.begin());
    if (rule == run.rules.end() || index >= subject.verdicts.size() || !is_judged(subject.verdicts[index].verdict))
      continue;
    const bool still = std::ranges::any_of(subject.findings, [&](const Finding& finding) {
      return finding.fingerprint == entry.fingerprint && finding.verdict != Verdict::Fail;
    });
    if (still) continue;
    --left[entry.fingerprint].failures;
    subject.fixed.push_back({entry.rule, entry.item, entry.fingerprint});
  }
}

void mark(Finding& finding, Left& left) {
  if (finding.verdict == Verdict::Fail) {
    finding.standing = left.failures > 0 ? Standing::Known : Standing::New;
    if (left.failures > 0) --left.failures;
  } else if (finding.verdict == Verdict::Unknown) {
    // What failed before and cannot be told now is nothing new.
    finding.standing = left.unknowns + left.failures > 0 ? Standing::Known : Standing::New;
    if (left.unknowns > 0) --left.unknowns;
  }
}

}  // namespace

std::optional<std::uint32_t> Baseline::Subject::pillar(std::string_view id) const {
  const auto it = std::ranges::find(pillars, id, [](const auto& each) { return std::string_view(each.first); });
  return it == pillars.end() ? std::nullopt : std::optional(it->second);
}

const Baseline::Subject* Baseline::find(std::string_view identity) const {
  const auto it = std::ranges::find(subjects, identity, &Subject::identity);
  return it == subjects.end() ? nullptr : &*it;
}

std::string identity_of(const Subject& subject) {
  if (!subject.id.empty()) return subject.id;
  const bool is_path = std::ranges::find(subject.inputs, subject.name, &Input::path) != subject.inputs.end();
  return is_path ? std::string{} : subject.name;
}

Baseline baseline_of(const Run& run) {
  Baseline baseline;
  for (const Subject& from : run.subjects) {
    Baseline::Subject& subject = baseline.subjects.emplace_back();
    subject.identity = identity_of(from);
    subject.points = from.score.points;
    for (const GroupScore& pillar : from.pillars)
      if (pillar.score.points) subject.pillars.emplace_back(pillar.id, *pillar.score.points);
    std::ranges::sort(subject.pillars);
    for (const Finding& finding : from.findings)
      if (finding.verdict == Verdict::Fail || finding.verdict == Verdict::Unknown)
        subject.entries.push_back({run.rules[finding.rule].id, finding.item, finding.fingerprint, finding.verdict});
    std::ranges::sort(subject.entries, {},
                      [](const Baseline::Entry& entry) { return std::tie(entry.rule, entry.item, entry.fingerprint); });
    for (std::size_t rule = 0; rule < from.verdicts.size(); ++rule)
      if (from.verdicts[rule].verdict == Verdict::NotJudged && !run.rules[rule].notice)
        subject.not_judged.push_back(run.rules[rule].id);
    std::ranges::sort(subject.not_judged);
  }
  std::ranges::stable_sort(baseline.subjects, {}, &Baseline::Subject::identity);
  return baseline;
}

std::string to_json(const Baseline& baseline) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object().member("format", kFormat).member("format_version", std::uint64_t{kVersion});
  writer.key("subjects").begin_array();
  for (const Baseline::Subject& subject : baseline.subjects) {
    writer.begin_object().member("subject", subject.identity).key("score");
    if (subject.points)
      writer.tenths(*subject.points);
    else
      writer.null();
    writer.key("pillars").begin_object();
    for (const auto& [id, points] : subject.pillars) writer.key(id).tenths(points);
    writer.end_object().key("findings").begin_array();
    for (const Baseline::Entry& entry : subject.entries)
      writer.begin_object()
          .member("rule", entry.rule)
          .member_if("item", entry.item)
          .member("verdict", check::name(entry.verdict))
          .member("fingerprint", entry.fingerprint)
          .end_object();
    writer.end_array().texts("not_judged", subject.not_judged).end_object();
  }
  writer.end_array().end_object();
  out += '\n';
  return out;
}

Result<Baseline> read_baseline(std::string_view text, std::string_view name) {
  const auto fail = [&](std::string message) {
    Diagnostic failure = error(kMalformed, {}, std::move(message), "write it anew with --write-baseline");
    failure.place.file = name;
    return std::unexpected(std::move(failure));
  };
  try {
    const json document = json::parse(text, nullptr, false);
    if (document.is_object() && document.value("format", json()) == kFormat) return read_own(document);
  } catch (const json::exception&) {
    return fail("not a baseline of hegui: a member is missing or of the wrong type");
  } catch (const Malformed& why) {
    return fail("not a baseline of hegui: " + why.message);
  }
  const Result<Run> stored = from_json(text, name);
  if (!stored) return std::unexpected(stored.error());
  return baseline_of(*stored);
}

void apply(const Baseline& baseline, Run& run) {
  std::unordered_map<std::string, Left> left;
  for (const Baseline::Subject& subject : baseline.subjects)
    for (const Baseline::Entry& entry : subject.entries) {
      Left& of = left[entry.fingerprint];
      ++(entry.verdict == Verdict::Fail ? of.failures : of.unknowns);
    }
  for (Subject& subject : run.subjects)
    for (Finding& finding : subject.findings) mark(finding, left[finding.fingerprint]);
  for (Subject& subject : run.subjects)
    if (const Baseline::Subject* old = baseline.find(identity_of(subject))) list_fixed(*old, run, left, subject);
}

}  // namespace hegui::result
