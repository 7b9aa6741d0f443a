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

// The kind of information a category belongs to: how exactly a device is located does not matter, and a telephone
// number is a part of the basic profile.
inline std::string_view family(std::string_view category) {
  if (category.starts_with("location-")) return "location";
  return category == "phone-number" ? "basic-profile" : category;
}

// States `value` where nothing is known yet, resting on the places in `origins`.
inline void state(facts::Cell& cell, value::Value value, const facts::Origin* origins) {
  if (known(cell) || cell.unreadable) return;
  cell.knowledge = facts::Knowledge::Known;
  cell.value = value;
  if (cell.origins == nullptr) cell.origins = origins;
}

}  // namespace hegui::derive
