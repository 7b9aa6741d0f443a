#include "policy/coverage.h"

#include <algorithm>

namespace hegui::policy {
namespace {

// Numbers within ids count as numbers.
bool stands_before(std::string_view a, std::string_view b) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto number = [&](std::string_view& text) {
    std::uint64_t value = 0;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1))
      value = value * 10 + static_cast<std::uint64_t>(text.front() - '0');
    return value;
  };
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::uint64_t left = number(a), right = number(b);
      if (left != right) return left < right;
    } else if (a.front() != b.front()) {
      return a.front() < b.front();
    } else {
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.size() < b.size();
}

}  // namespace

std::string_view name(Coverage coverage) {
  switch (coverage) {
    case Coverage::Automated:
      return "automated";
    case Coverage::FromDeclaration:
      return "from-declaration";
    case Coverage::NeedsPerson:
      return "needs-person";
    case Coverage::AddressedToState:
      return "addressed-to-state";
    case Coverage::None:
      return "none";
  }
  return "none";
}

bool waits_for_reader(const Policy& policy, const RuleRow& rule) {
  static const facts::FactId kAsOf = facts::fact("as_of");  // always known, and no input's to state
  return std::ranges::any_of(
      policy.reads(rule), [](facts::FactId id) { return id != kAsOf && facts::Schema::get().row(id).stated_by == 0; });
}

bool is_automated(const Policy& policy, const RuleRow& rule) {
  const auto reads = policy.reads(rule);
  return !reads.empty() && !waits_for_reader(policy, rule) && std::ranges::all_of(reads, [](facts::FactId id) {
    const facts::SourceMask by = facts::Schema::get().row(id).stated_by;
    return by == 0 || (by & ~facts::kDeclaration) != 0;
  });
}

std::vector<std::vector<RuleIndex>> rules_by_clause(const Policy& policy) {
  std::vector<std::vector<RuleIndex>> out(policy.clauses().size());
  for (RuleIndex rule = 0; rule < policy.rules().size(); ++rule)
    for (const ClauseIndex clause : policy.clauses_of(policy.rules()[rule])) out[clause].push_back(rule);
  return out;
}

std::vector<ClauseIndex> clauses_of_instrument(const Policy& policy, std::uint32_t instrument) {
  std::vector<ClauseIndex> out;
  for (ClauseIndex id = 0; id < policy.clauses().size(); ++id)
    if (policy.clauses()[id].instrument == instrument) out.push_back(id);
  std::ranges::stable_sort(out, [&](ClauseIndex a, ClauseIndex b) {
    return stands_before(policy.text(policy.clauses()[a].id), policy.text(policy.clauses()[b].id));
  });
  return out;
}

std::vector<std::vector<ClauseIndex>> clauses_by_parent(const Policy& policy) {
  std::vector<std::vector<ClauseIndex>> out(policy.clauses().size());
  for (std::uint32_t instrument = 0; instrument < policy.instruments().size(); ++instrument)
    for (const ClauseIndex id : clauses_of_instrument(policy, instrument))
      for (const ClauseIndex parent : policy.parents_of(policy.clauses()[id])) out[parent].push_back(id);
  return out;
}

Coverage coverage(const Policy& policy, ClauseIndex clause, const std::vector<RuleIndex>& rules) {
  if (std::ranges::any_of(rules, [&](RuleIndex rule) { return is_automated(policy, policy.rules()[rule]); }))
    return Coverage::Automated;
  if (!std::ranges::all_of(rules, [&](RuleIndex rule) { return waits_for_reader(policy, policy.rules()[rule]); }))
    return Coverage::FromDeclaration;
  switch (policy.clauses()[clause].reach) {
    case Reach::NeedsPerson:
      return Coverage::NeedsPerson;
    case Reach::AddressedToState:
      return Coverage::AddressedToState;
    case Reach::None:
      break;
  }
  return Coverage::None;
}

}  // namespace hegui::policy
