// The tables of a TOML document while it is read: which may still grow, and how (TOML 1.0: Keys, Table, Inline Table,
// Array of Tables).
#pragma once

#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/syntax/tree.h"

namespace hegui::read::tree {

struct TomlTable;

// What stands under one key: a finished value, a table that may still grow, or the tables of an array.
struct TomlEntry {
  std::string_view key;
  std::uint32_t key_begin = 0;
  std::uint32_t key_end = 0;
  Node value = {};  // finished, when there are neither table nor elements; else its place
  TomlTable* table = nullptr;
  std::vector<TomlTable*> elements = {};  // of an array of tables
};

struct TomlTable {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t depth = 0;
  bool defined = false;         // by a header of its own
  std::uint32_t dotted_in = 0;  // number of the section whose dotted keys made or filled it; 0: none
  std::vector<TomlEntry> entries = {};
  std::unordered_map<std::string_view, std::size_t> index = {};

  TomlEntry* find(std::string_view key);
  TomlEntry& add(TomlEntry entry);
};

// Owns tables, and makes them nodes in the end.
class TomlTables {
 public:
  TomlTable* make(std::uint32_t begin, std::uint32_t end, std::uint32_t depth);
  // The finished tree; as deep as the tables are, which the reader bounds.
  static Node finish(const TomlTable& table, Arena& arena);

 private:
  std::deque<TomlTable> tables_;
};

}  // namespace hegui::read::tree
