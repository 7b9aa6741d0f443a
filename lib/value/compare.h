// Equality and order of values by CEL's rules: numbers compare across their types, and what is not known makes the
// answer unknown.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "value/value.h"

namespace hegui::value {

enum class Truth : std::uint8_t {
  False,
  True,
  Unknown,    // it depends on members or fields that are missing
  Exhausted,  // the steps ran out, or the values nest deeper than kDeepest
};

inline constexpr int kDeepest = 400;

// CEL: Equality. Values of different kinds differ, numbers excepted. Every pair of values looked at costs one of
// `steps`. Neither value may be Unknown or Error at the top.
Truth equal(const Value& a, const Value& b, std::uint64_t& steps);

// CEL: Ordering. Nothing when the kinds have no order between them; unordered when a NaN is among them.
std::optional<std::partial_ordering> compare(const Value& a, const Value& b);

// The entry of `map` whose key equals `key` (numbers across their types), or null.
const Value* find(const Map& map, const Value& key);

// Adds the facts missing in the value or anywhere inside it; sorts and removes repeats.
void collect_missing(const Value& value, std::vector<std::uint32_t>& facts);

}  // namespace hegui::value
