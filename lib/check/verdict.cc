#include "check/verdict.h"

#include <algorithm>
#include <iterator>

namespace hegui::check {
namespace {
constexpr std::string_view kNames[] = {"pass", "fail", "unknown", "not-applicable", "not-judged", "waived"};
}

std::string_view name(Verdict verdict) { return kNames[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> parse_verdict(std::string_view name) {
  const auto* it = std::ranges::find(kNames, name);
  if (it == std::end(kNames)) return std::nullopt;
  return static_cast<Verdict>(it - std::begin(kNames));
}

}  // namespace hegui::check
