#include "result/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "check/evaluate.h"
#include "read/format/declaration_keys.h"
#include "result/baseline.h"
#include "result/fingerprint.h"

namespace hegui::result {
namespace {

using check::Verdict;
using nlohmann::json;

// Facts flattened: path and item to the value; a member of a list by itself has an empty value.
using Flat = std::map<std::pair<std::string, std::string>, std::string>;

// What people ask about first.
constexpr std::array<std::string_view, 8> kFirst = {
    "permissions", "android.components", "sdks", "collection", "sharing", "filings", "licences", "subject"};

std::string display(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string out;
  for (const json& member : value) out += (out.empty() ? "" : ", ") + display(member);
  return out;
}

std::string name_of(const json& record) {
  for (const std::string_view name : check::label_fields())
    if (const auto it = record.find(name);
        it != record.end() && it->is_string() && !it->get_ref<const std::string&>().empty())
      return it->get<std::string>();
  return {};
}

// What hegui itself adds from its vocabularies changes with the policy, not with the product.
bool is_derived(const std::string& path) {
  const facts::FactId id = facts::Schema::get().find(path);
  return id != 0 && facts::Schema::get().row(id).stated_by == facts::kAnyInput && !read::is_declared_fact(id);
}

void flatten(const json& value, const std::string& path, Flat& out);

void flatten_list(const json& list, const std::string& path, Flat& out) {
  std::map<std::string, std::size_t> seen;
  for (const json& member : list) {
    std::string item = member.is_object() ? name_of(member) : display(member);
    if (const std::size_t earlier = seen[item]++; earlier > 0 || item.empty()) item += fmt::format("#{}", earlier + 1);
    out[{path, item}] = {};
    if (!member.is_object()) continue;
    for (const auto& [field, inner] : member.items()) {
      const std::string full = path + "[]." + field;
      if (!is_derived(full) && display(inner) != item) out[{full, item}] = display(inner);
    }
  }
}

void flatten(const json& value, const std::string& path, Flat& out) {
  if (value.is_object()) {
    for (const auto& [key, inner] : value.items()) flatten(inner, path.empty() ? key : path + "." + key, out);
  } else if (value.is_array()) {
    flatten_list(value, path, out);
  } else {
    out[{path, {}}] = display(value);
  }
}

std::size_t rank(const FactChange& change) {
  const auto it =
      std::ranges::find_if(kFirst, [&](std::string_view prefix) { return change.path.starts_with(prefix); });
  return static_cast<std::size_t>(it - kFirst.begin());
}

std::optional<std::string> value_in(const Flat& flat, const Flat::key_type& key) {
  const auto it = flat.find(key);
  return it == flat.end() ? std::nullopt : std::optional(it->second);
}

// Whether the change is told already by its whole member having come or gone.
bool is_part_of(const Flat::key_type& key, const Flat& before, const Flat& after) {
  const std::size_t brackets = key.first.find("[].");
  if (brackets == std::string::npos) return false;
  const Flat::key_type whole{key.first.substr(0, brackets), key.second};
  return before.contains(whole) != after.contains(whole);
}

std::vector<FactChange> fact_changes(const std::string& before, const std::string& after) {
  Flat old, now;
  flatten(json::parse(before), {}, old);
  flatten(json::parse(after), {}, now);
  std::set<Flat::key_type> keys;
  for (const auto& [key, value] : old) keys.insert(key);
  for (const auto& [key, value] : now) keys.insert(key);
  std::vector<FactChange> changes;
  for (const Flat::key_type& key : keys) {
    FactChange change{key.first, key.second, value_in(old, key), value_in(now, key)};
    if (change.before != change.after && !is_part_of(key, old, now)) changes.push_back(std::move(change));
  }
  std::ranges::stable_sort(changes, {}, rank);
  return changes;
}

// Verdicts on the rules that cite each clause, by the clause's id.
std::map<std::string, std::set<Verdict>> verdicts_by_clause(const Run& run, const Subject& subject) {
  std::map<std::string, std::set<Verdict>> verdicts;
  for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule)
    if (!run.rules[rule].notice)
      for (const std::uint32_t clause : run.rules[rule].clauses)
        verdicts[run.clauses[clause].id].insert(subject.verdicts[rule].verdict);
  return verdicts;
}

void compare_clauses(const Run& before, const Run& after, SubjectDiff& out) {
  const auto was = verdicts_by_clause(before, *out.before), is = verdicts_by_clause(after, *out.after);
  for (std::uint32_t clause = 0; clause < after.clauses.size(); ++clause) {
    const auto old = was.find(after.clauses[clause].id), now = is.find(after.clauses[clause].id);
    if (now == is.end()) continue;
    const bool failed = old != was.end() && old->second.contains(Verdict::Fail),
               fails = now->second.contains(Verdict::Fail);
    if (fails && !failed) out.failed.push_back(clause);
    if (failed && !fails && now->second.contains(Verdict::Pass) && !now->second.contains(Verdict::Unknown))
      out.met.push_back(clause);
  }
}

void compare_pillars(SubjectDiff& out) {
  for (const GroupScore& pillar : out.after->pillars) {
    const auto old = std::ranges::find(out.before->pillars, pillar.id, &GroupScore::id);
    const std::optional<std::uint32_t> was = old == out.before->pillars.end() ? std::nullopt : old->score.points;
    if (was != pillar.score.points) out.pillars.push_back({pillar.id, pillar.title, was, pillar.score.points});
  }
}

SubjectDiff compare(const Run& before, const Subject& old, const Run& after, const Subject& now) {
  SubjectDiff out;
  out.before = &old;
  out.after = &now;
  out.facts_kept = !old.facts.empty() && !now.facts.empty();
  if (out.facts_kept) out.facts = fact_changes(old.facts, now.facts);
  compare_pillars(out);
  compare_clauses(before, after, out);
  return out;
}

// The same entries for a subject of another identity.
void rename(Baseline::Subject& subject, const std::string& identity) {
  Fingerprints fingerprints(identity);
  subject.identity = identity;
  for (Baseline::Entry& entry : subject.entries) entry.fingerprint = fingerprints.next(entry.rule, entry.item);
}

}  // namespace

bool SubjectDiff::changed() const {
  if (before == nullptr || after == nullptr) return true;
  const bool failures = std::ranges::any_of(after->findings, [](const Finding& finding) {
    return finding.verdict == Verdict::Fail && finding.standing == Standing::New;
  });
  return failures || !after->fixed.empty() || !facts.empty() || !pillars.empty() ||
         before->score.points != after->score.points;
}

Diff diff(const Run& before, Run& after) {
  Baseline baseline = baseline_of(before);
  const bool one_each = before.subjects.size() == 1 && after.subjects.size() == 1;
  if (one_each) rename(baseline.subjects.front(), identity_of(after.subjects.front()));
  apply(baseline, after);
  Diff out{&before, &after, before.policy_digest == after.policy_digest, {}};
  std::set<const Subject*> taken;
  for (const Subject& now : after.subjects) {
    const auto old = std::ranges::find_if(before.subjects, [&](const Subject& each) {
      return !taken.contains(&each) && (one_each || identity_of(each) == identity_of(now));
    });
    if (old == before.subjects.end()) {
      SubjectDiff& added = out.subjects.emplace_back();
      added.after = &now;
      continue;
    }
    taken.insert(&*old);
    out.subjects.push_back(compare(before, *old, after, now));
  }
  for (const Subject& old : before.subjects) {
    if (taken.contains(&old)) continue;
    SubjectDiff& gone = out.subjects.emplace_back();
    gone.before = &old;
  }
  return out;
}

}  // namespace hegui::result
