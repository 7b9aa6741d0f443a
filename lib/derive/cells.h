// Small steps that every derivation takes: read a known cell, state another from it.
#pragma once

#include <string_view>

#include "facts/fact_set.h"

namespace hegui::derive {

inline bool known(const facts::Cell& cell) { return cell.knowledge == facts::Knowledge::Known; }

inline bool known_true(const facts::Cell& cell) { return known(cell) && cell.value.as_bool(); }

// The text of a known string, empty otherwise.
inline std::string_view text(const facts::Cell& cell) {
  return known(cell) && cell.value.is(value::Kind::String) ? cell.value.as_text() : std::string_view{};
}

// What categories of one kind of information are in common: how exactly a device is located does not matter.
inline std::string_view family(std::string_view category) { return category.starts_with("location-") ? "location" : category; }

// States `value` where nothing is known yet, resting on the places in `origins`.
inline void state(facts::Cell& cell, value::Value value, const facts::Origin* origins) {
  if (known(cell) || cell.unreadable) return;
  cell.knowledge = facts::Knowledge::Known;
  cell.value = value;
  if (cell.origins == nullptr) cell.origins = origins;
}

}  // namespace hegui::derive
