// How far a clause is covered: what decides it, by the rules that cite it.
#pragma once

#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace hegui::policy {

enum class Coverage : std::uint8_t {
  Automated,         // a rule decides it from manifests or packages alone
  FromDeclaration,   // its rules need the operator's statement
  NeedsPerson,       // no rule that anything could decide; a person has to look
  AddressedToState,  // binds authorities only
  None,              // no rule that anything could decide yet
};

// `automated`, `from-declaration`, `needs-person`, `addressed-to-state`, `none`.
std::string_view name(Coverage coverage);

// Whether the rule reads a fact that neither a reader nor a declaration states yet: nothing given can make it judge.
bool waits_for_reader(const Policy& policy, const RuleRow& rule);

// Whether manifests or packages alone can decide the rule.
bool is_automated(const Policy& policy, const RuleRow& rule);

// For each clause the rules that cite it, in rule order.
std::vector<std::vector<RuleIndex>> rules_by_clause(const Policy& policy);

// For each clause those that make it concrete, in reading order.
std::vector<std::vector<ClauseIndex>> clauses_by_parent(const Policy& policy);

// The clauses of one instrument in reading order: article 9 before article 10.
std::vector<ClauseIndex> clauses_of_instrument(const Policy& policy, std::uint32_t instrument);

Coverage coverage(const Policy& policy, ClauseIndex clause, const std::vector<RuleIndex>& rules);

}  // namespace hegui::policy
