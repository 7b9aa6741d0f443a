// What the engine found, copied into a value that outlives policy and inputs; the order of findings and repairs is
// decided here.
#include "result/assemble.h"

#include <algorithm>
#include <utility>

#include "base/digest.h"
#include "read/format/declaration.h"
#include "result/baseline.h"
#include "result/fingerprint.h"

namespace hegui::result {
namespace {

using policy::Policy;
using score::Entry;

TextView text_of(const Policy& policy, policy::LocalText text) { return {policy.text(text.zh), policy.text(text.en)}; }

Clause clause_of(const Policy& policy, const policy::ClauseRow& row) {
  const policy::InstrumentRow& instrument = policy.instruments()[row.instrument];
  const auto parents = policy.parents_of(row);
  return {std::string(policy.text(row.id)),
          std::string(policy.text(instrument.slug)),
          text_of(policy, instrument.title),
          std::string(row.number_verified != 0 ? policy.text(row.number) : ""),
          text_of(policy, row.title),
          text_of(policy, row.summary),
          std::string(policy.text(row.verified)),
          {parents.begin(), parents.end()}};
}

Rule rule_of(const Policy& policy, const policy::RuleRow& row) {
  Rule rule;
  rule.id = policy.text(row.id);
  rule.name = policy.text(row.name);
  rule.severity = row.severity;
  rule.weight = row.weight;
  rule.pillar = policy.text(policy.packs()[row.pack].id);
  rule.basis = policy.text(row.basis);
  rule.notice = row.notice != 0;
  rule.title = text_of(policy, row.title);
  rule.fix = text_of(policy, row.fix);
  rule.why = text_of(policy, row.why);
  rule.evidence = text_of(policy, row.evidence);
  const auto clauses = policy.clauses_of(row);
  rule.clauses.assign(clauses.begin(), clauses.end());
  for (const image::Text reference : policy.texts(row.references)) rule.references.emplace_back(policy.text(reference));
  return rule;
}

std::vector<std::string> paths(std::span<const facts::FactId> ids) {
  std::vector<std::string> out;
  for (const facts::FactId id : ids) out.emplace_back(facts::Schema::get().row(id).path);
  return out;
}

void describe(Subject& out, const facts::Subject& subject, std::string fallback_name, bool digests) {
  static const facts::FactId kName = facts::fact("subject.name"), kVersion = facts::fact("subject.version"),
                             kKind = facts::fact("subject.kind"), kIds = facts::fact("subject.package_names"),
                             kPlatforms = facts::fact("subject.platforms");
  out.version = subject.text(kVersion);
  out.kind = subject.text(kKind);
  const auto texts = [&](facts::FactId id) {
    std::vector<std::string> values;
    const facts::Cell& cell = subject.facts.cell(id);
    if (cell.knowledge == facts::Knowledge::Known)
      for (const value::Value& item : cell.value.as_list().items) values.emplace_back(item.as_text());
    return values;
  };
  const std::vector<std::string> ids = texts(kIds);
  if (!ids.empty()) out.id = ids.front();
  out.platforms = texts(kPlatforms);
  out.name = subject.text(kName);
  if (out.name.empty()) out.name = !out.id.empty() ? out.id : std::move(fallback_name);
  for (const facts::Input& input : subject.facts.inputs()) {
    out.declared = out.declared || (input.states & facts::kDeclaration) != 0;
    const Source& source = *input.source;
    if (std::ranges::find(out.inputs, source.name(), &Input::path) != out.inputs.end()) continue;
    out.inputs.push_back({source.name(), std::string(input.format), digests ? sha256_hex(source.text()) : std::string{},
                          source.text().size()});
  }
}

std::vector<Entry> entries_of(const Policy& policy, const check::Findings& findings) {
  std::vector<Entry> entries;
  entries.reserve(findings.verdicts.size());
  for (const policy::RuleRow& rule : policy.rules())
    entries.push_back({findings.verdicts[entries.size()].verdict, rule.severity, rule.notice != 0 ? 0 : rule.weight});
  return entries;
}

// Calls `score_of` with each group of rules that has one to judge and its score, in order of the groups' numbers.
// `members` has a pair of group and rule for every rule in a group, and may have it twice.
template <class ScoreOf>
void score_each(std::vector<std::pair<std::uint32_t, std::uint32_t>> members, std::span<const Entry> entries,
                ScoreOf score_of) {
  std::ranges::sort(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
  std::vector<Entry> group;
  for (std::size_t i = 0; i < members.size(); ++i) {
    group.push_back(entries[members[i].second]);
    if (i + 1 < members.size() && members[i + 1].first == members[i].first) continue;
    score_of(members[i].first, score::score(group));
    group.clear();
  }
}

void score_groups(Subject& out, const Policy& policy, std::span<const Entry> entries, Detail detail) {
  const std::span<const policy::RuleRow> rules = policy.rules();
  std::vector<std::vector<Entry>> packs(policy.packs().size());
  for (std::uint32_t rule = 0; rule < entries.size(); ++rule)
    if (entries[rule].verdict != check::Verdict::NotApplicable) packs[rules[rule].pack].push_back(entries[rule]);
  for (std::size_t pack = 0; pack < packs.size(); ++pack)
    if (!packs[pack].empty())
      out.pillars.push_back({std::string(policy.text(policy.packs()[pack].id)),
                             detail == Detail::Full ? text_of(policy, policy.packs()[pack].title) : TextView{},
                             score::score(packs[pack])});
  if (detail == Detail::Lean) return;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_clause, by_instrument;
  for (std::uint32_t rule = 0; rule < entries.size(); ++rule) {
    if (entries[rule].verdict == check::Verdict::NotApplicable) continue;
    for (const policy::ClauseIndex id : policy.clauses_of(rules[rule])) {
      by_clause.emplace_back(id, rule);
      by_instrument.emplace_back(policy.clauses()[id].instrument, rule);
    }
  }
  score_each(std::move(by_clause), entries, [&](std::uint32_t id, score::Score score) {
    const policy::ClauseRow& clause = policy.clauses()[id];
    out.clauses.push_back({std::string(policy.text(clause.id)), text_of(policy, clause.title), score});
  });
  score_each(std::move(by_instrument), entries, [&](std::uint32_t id, score::Score score) {
    const policy::InstrumentRow& instrument = policy.instruments()[id];
    out.instruments.push_back({std::string(policy.text(instrument.slug)), text_of(policy, instrument.title), score});
  });
}

Finding finding_of(const Policy& policy, const facts::Subject& subject, Fingerprints& fingerprints,
                   check::Finding&& from) {
  const policy::RuleRow& rule = policy.rules()[from.rule];
  Finding out;
  out.rule = from.rule;
  out.verdict = from.verdict;
  out.item = std::move(from.label);
  out.message = {check::message(policy, rule, true, subject, from.item, out.item),
                 check::message(policy, rule, false, subject, from.item, out.item)};
  // Two inputs may state a fact from the same file, such as settings that go before both.
  for (const Span& span : from.evidence)
    if (Place place = resolve(span); out.places.empty() || out.places.back() != place)
      out.places.push_back(std::move(place));
  out.missing = paths(from.missing);
  out.error = std::move(from.error);
  if (from.waiver != nullptr)
    out.waiver =
        Waiver{from.waiver->reason, from.waiver->owner, from.waiver->expires.to_string(), from.waiver->evidence};
  out.fingerprint = fingerprints.next(policy.text(rule.id), out.item);
  return out;
}

}  // namespace

Run begin_run(const Policy& policy, std::string tool_version, Date as_of) {
  Run run;
  run.tool_version = std::move(tool_version);
  run.as_of = as_of;
  run.policy_digest = policy.digest();
  run.rules.reserve(policy.rules().size());
  run.clauses.reserve(policy.clauses().size());
  for (const policy::RuleRow& row : policy.rules()) run.rules.push_back(rule_of(policy, row));
  for (const policy::PackRow& row : policy.packs()) {
    const std::string_view id = policy.text(row.id);
    if (std::ranges::find(run.rules, id, &Rule::pillar) != run.rules.end())
      run.pillars.push_back({std::string(id), text_of(policy, row.title)});
  }
  for (const policy::ClauseRow& row : policy.clauses()) run.clauses.push_back(clause_of(policy, row));
  return run;
}

Subject assemble(const Policy& policy, const facts::Subject& subject, check::Findings findings,
                 std::vector<Diagnostic> issues, std::string fallback_name, bool digests, Detail detail) {
  Subject out;
  describe(out, subject, std::move(fallback_name), digests);
  out.issues = std::move(issues);
  const std::vector<Entry> entries = entries_of(policy, findings);
  out.score = score::score(entries);
  out.grade = score::grade(out.score, entries);
  score_groups(out, policy, entries, detail);
  out.verdicts.reserve(entries.size());
  for (std::uint32_t rule = 0; rule < entries.size(); ++rule) {
    check::RuleVerdict& verdict = findings.verdicts[rule];
    out.verdicts.push_back({verdict.verdict, score::gain(out.score, entries, rule), {}});
    if (detail == Detail::Full) out.verdicts.back().decided_by = paths(verdict.decided_by);
    if (out.verdicts.back().gain > 0 && verdict.verdict == check::Verdict::Fail) out.repairs.push_back(rule);
  }
  std::ranges::stable_sort(out.repairs, std::ranges::greater{},
                           [&](std::uint32_t rule) { return out.verdicts[rule].gain; });
  Fingerprints fingerprints(identity_of(out));
  for (check::Finding& finding : findings.findings)
    out.findings.push_back(finding_of(policy, subject, fingerprints, std::move(finding)));
  // Failures first, the gravest of them leading; unknowns after.
  std::ranges::stable_sort(out.findings, [&](const Finding& a, const Finding& b) {
    const auto rank = [&](const Finding& finding) {
      const int unknown = finding.verdict == check::Verdict::Unknown ? 1 : 0;
      return std::pair{unknown, -static_cast<int>(policy.rules()[finding.rule].severity)};
    };
    return rank(a) < rank(b);
  });
  return out;
}

}  // namespace hegui::result
