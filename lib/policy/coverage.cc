#include "policy/coverage.h"

#include <algorithm>

namespace hegui::policy {

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
