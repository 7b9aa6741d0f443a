#include "fleet/summary.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace hegui::fleet {
namespace {

constexpr std::size_t kMostDrops = 20;

std::vector<std::pair<std::string, std::uint32_t>> by_prevalence(
    const std::unordered_map<std::string, std::uint32_t>& counts) {
  std::vector<std::pair<std::string, std::uint32_t>> out(counts.begin(), counts.end());
  std::ranges::sort(
      out, [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  return out;
}

std::vector<RuleCount> count_rules(const Fleet& fleet) {
  std::vector<RuleCount> counts(fleet.run.rules.size());
  for (const Row& row : fleet.rows)
    for (std::uint32_t rule = 0; rule < counts.size(); ++rule) {
      const char verdict = row.verdicts[rule];
      counts[rule].failed += verdict == 'f' ? 1 : 0;
      counts[rule].unknown += verdict == 'u' ? 1 : 0;
      counts[rule].passed += verdict == 'p' ? 1 : 0;
      counts[rule].waived += verdict == 'w' ? 1 : 0;
    }
  for (std::uint32_t rule = 0; rule < counts.size(); ++rule) counts[rule].rule = rule;
  std::erase_if(counts, [](const RuleCount& count) { return count.failed == 0; });
  std::ranges::stable_sort(counts, std::ranges::greater{}, &RuleCount::failed);
  return counts;
}

// Whether a rule fails that counts: a notice is none.
bool is_failing(const Fleet& fleet, const Row& row) {
  for (std::size_t rule = row.verdicts.find('f'); rule != std::string::npos; rule = row.verdicts.find('f', rule + 1))
    if (!fleet.run.rules[rule].notice) return true;
  return false;
}

void score_rows(const Fleet& fleet, Summary& out) {
  std::vector<std::uint32_t> scores;
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < fleet.rows.size(); ++i) {
    const Row& row = fleet.rows[i];
    ++out.grades[std::min(kGrades.find(row.grade), kGrades.size() - 1)];
    if (row.unreadable) ++out.unreadable;
    if (is_failing(fleet, row)) ++out.failing;
    if (!row.score) {
      ++out.unscored;
      continue;
    }
    ++out.histogram[std::min<std::uint32_t>(*row.score / 100, 9)];
    scores.push_back(*row.score);
    sum += *row.score;
    out.worst.push_back(i);
  }
  std::ranges::stable_sort(out.worst, {}, [&](std::uint32_t i) { return *fleet.rows[i].score; });
  if (scores.empty()) return;
  out.mean = static_cast<std::uint32_t>(sum / scores.size());
  std::ranges::sort(scores);
  out.median = scores[scores.size() / 2];
}

std::unordered_map<std::string, const Row*> by_identity(const Fleet& fleet) {
  std::unordered_map<std::string, const Row*> out;
  for (const Row& row : fleet.rows) out[row.identity()] = &row;
  return out;
}

}  // namespace

Summary summarise(const Fleet& fleet) {
  Summary out;
  out.subjects = fleet.rows.size();
  score_rows(fleet, out);
  out.rules = count_rules(fleet);
  for (std::uint32_t clause = 0; clause < fleet.failing_clauses.size(); ++clause)
    if (fleet.failing_clauses[clause] > 0) out.clauses.emplace_back(clause, fleet.failing_clauses[clause]);
  std::ranges::stable_sort(out.clauses, std::ranges::greater{}, [](const auto& pair) { return pair.second; });
  out.permissions = by_prevalence(fleet.permissions);
  out.sdks = by_prevalence(fleet.sdks);
  return out;
}

Trend compare(const Fleet& before, const Fleet& after) {
  Trend out;
  out.before = summarise(before);
  const auto old = by_identity(before), now = by_identity(after);
  std::unordered_map<std::string_view, std::size_t> old_rules;
  for (std::size_t i = 0; i < before.run.rules.size(); ++i) old_rules[before.run.rules[i].id] = i;
  std::map<std::size_t, Trend::RuleChange> changes;  // by rule of `after`
  std::uint64_t scored = 0, sum_before = 0, sum_after = 0;
  for (const auto& [identity, row] : now) {
    const auto it = old.find(identity);
    if (it == old.end()) {
      ++out.added;
      continue;
    }
    ++out.both;
    const Row& was = *it->second;
    for (std::size_t rule = 0; rule < after.run.rules.size(); ++rule) {
      const auto known = old_rules.find(after.run.rules[rule].id);
      if (known == old_rules.end()) continue;
      const bool failed = was.verdicts[known->second] == 'f', fails = row->verdicts[rule] == 'f';
      if (failed == fails) continue;
      Trend::RuleChange& change = changes[rule];
      ++(fails ? change.newly_failing : change.repaired);
    }
    if (!row->score || !was.score) continue;
    ++scored;
    sum_before += *was.score;
    sum_after += *row->score;
    if (*row->score > *was.score) ++out.better;
    if (*row->score < *was.score) {
      ++out.worse;
      out.drops.push_back({identity, row->name, *was.score, *row->score});
    }
  }
  out.gone = old.size() - out.both;
  if (scored > 0) {
    out.mean_before = static_cast<std::uint32_t>(sum_before / scored);
    out.mean_after = static_cast<std::uint32_t>(sum_after / scored);
  }
  std::ranges::sort(out.drops, [](const Change& a, const Change& b) {
    const std::uint32_t left = a.before - a.after, right = b.before - b.after;
    return left != right ? left > right : a.identity < b.identity;
  });
  if (out.drops.size() > kMostDrops) out.drops.resize(kMostDrops);
  for (auto& [rule, change] : changes) {
    change.rule = after.run.rules[rule].id;
    out.rules.push_back(std::move(change));
  }
  std::ranges::stable_sort(out.rules, std::ranges::greater{}, &Trend::RuleChange::newly_failing);
  return out;
}

}  // namespace hegui::fleet
