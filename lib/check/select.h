// Choosing rules by what a person calls them: a rule, a clause, an instrument, a pillar or a severity.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "policy/policy.h"

namespace hegui::check {

// For each rule 1 when it is chosen. Without `select` all are; `ignore` then takes away. A selector is a rule's id or
// name, a clause's id
// (`pipl:17`), an instrument's slug, a pillar's id or a severity; a word that is none of these is an error (HG4001)
// with the nearest one.
Result<std::vector<std::uint8_t>> select(const policy::Policy& policy, std::span<const std::string> select,
                                         std::span<const std::string> ignore);

}  // namespace hegui::check
