// How grave a rule's violation is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hegui::policy {

enum class Severity : std::uint8_t { Low, Medium, High, Critical };

// `low`, `medium`, `high`, `critical`: stable words, used in packs, options and reports.
std::string_view name(Severity severity);
std::optional<Severity> parse_severity(std::string_view name);

// The weight in a score, in tenths, where a pack sets none: critical 100, high 75, medium 50, low 25.
std::uint32_t default_weight(Severity severity);

}  // namespace hegui::policy
