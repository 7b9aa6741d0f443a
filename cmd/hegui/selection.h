// What --as-of, --profile, --select and --ignore mean, for every command that judges.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "options.h"
#include "policy/policy.h"

namespace hegui::cli {

// The day asked for, today when none is; prints what is wrong with it and gives nothing.
std::optional<Date> day_of(const std::string& as_of, const Common& common);

// The rules a profile and the selectors choose together, 1 for each that is chosen; prints what is unknown and gives
// nothing.
std::optional<std::vector<std::uint8_t>> chosen_rules(const std::string& profile, std::vector<std::string> select,
                                                      std::vector<std::string> ignore, const policy::Policy& policy,
                                                      const Common& common);

}  // namespace hegui::cli
