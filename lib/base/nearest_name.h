// "Did you mean": the known name nearest to a misspelt one.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace hegui {

// Edit distance with insertions, deletions, replacements and swaps of neighbours (optimal string alignment), in bytes;
// stops early and returns `limit + 1` once the distance exceeds `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// The candidate nearest to `name`, or empty when none is near enough to be what was meant (at most a third of the name,
// three edits). Among equals the first wins.
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace hegui
