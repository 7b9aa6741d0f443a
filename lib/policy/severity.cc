#include "policy/severity.h"

#include <algorithm>
#include <iterator>

namespace hegui::policy {
namespace {
constexpr std::string_view kNames[] = {"low", "medium", "high", "critical"};
}

std::string_view name(Severity severity) { return kNames[static_cast<std::size_t>(severity)]; }

std::optional<Severity> parse_severity(std::string_view name) {
  const auto* it = std::ranges::find(kNames, name);
  if (it == std::end(kNames)) return std::nullopt;
  return static_cast<Severity>(it - std::begin(kNames));
}

std::uint32_t default_weight(Severity severity) { return 25 * (static_cast<std::uint32_t>(severity) + 1); }

}  // namespace hegui::policy
