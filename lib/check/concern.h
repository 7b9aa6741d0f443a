// Which rules would look at a thing before anybody has a product that has it.
#pragma once

#include <vector>

#include "facts/fact_set.h"
#include "policy/policy.h"

namespace hegui::check {

// The rules over the records of `list` that judge the first of them in `facts`, or may: what `facts` does not say may
// be either way.
std::vector<policy::RuleIndex> rules_over(const policy::Policy& policy, facts::FactSet facts, facts::FactId list);

}  // namespace hegui::check
