// The keys of a declaration, made from the facts schema: what may be written, and where. The reader, the commented
// example and the JSON Schema all walk this one tree, so that they cannot disagree.
#pragma once

#include <string_view>
#include <vector>

#include "facts/schema.h"

namespace hegui::read {

struct Key {
  std::string_view name;           // as written: the last part of the fact's path, or a table's name
  facts::FactId id = 0;            // 0: a table that only groups keys
  std::vector<Key> children = {};  // keys of a table, or fields of a list's records, in schema order

  const Key* find(std::string_view child) const;
};

// The top of a declaration, without the reserved tables. Built once; safe to call from any thread.
const Key& declaration_keys();

// True for a fact an operator states. Facts that hegui works out by itself are none: a declaration cannot talk them
// away.
bool is_declared_fact(facts::FactId id);

// The words a row allows, in order; empty when any text is.
std::vector<std::string_view> allowed_words(const facts::Row& row);

// Numbers a unit allows, both ends included.
struct Bounds {
  double least = 0;
  double most = 0;
  bool has_least = false;
  bool has_most = false;
};
// Quantities are not negative, a percentage ends at 100, and a unit such as `level 1 to 5` says its own ends.
Bounds bounds_of(const facts::Row& row);

// Keys of which each record of the list `id` states at least one: what tells it from the others.
std::vector<std::string_view> naming_keys(facts::FactId id);

}  // namespace hegui::read
