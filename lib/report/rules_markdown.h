// The documentation of rules: one page in Markdown, in one language.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "policy/policy.h"

namespace hegui::report {

// The rules for which `chosen` (by rule index) is not 0, by pack: what each finds, its clauses, conditions, reason and
// repair.
std::string rules_markdown(const policy::Policy& policy, std::span<const std::uint8_t> chosen, bool chinese);

}  // namespace hegui::report
