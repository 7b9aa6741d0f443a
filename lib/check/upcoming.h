// What will bind soon: clauses that take effect within 90 days, so that nobody learns of them from a failure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "policy/policy.h"

namespace hegui::check {

// How long before its day a clause is announced.
inline constexpr std::int32_t kAnnouncedDays = 90;

// One note (HG4020) for each instrument and day in the 90 days after `as_of`, with the rules of `selected` (by rule
// index; empty: all) that cite a clause of it, in order of day and slug.
std::vector<Diagnostic> upcoming(const policy::Policy& policy, Date as_of, std::span<const std::uint8_t> selected);

}  // namespace hegui::check
