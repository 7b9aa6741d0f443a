#include "read/syntax/toml_tables.h"

namespace hegui::read::tree {

TomlEntry* TomlTable::find(std::string_view key) {
  const auto it = index.find(key);
  return it == index.end() ? nullptr : &entries[it->second];
}

TomlEntry& TomlTable::add(TomlEntry entry) {
  index.emplace(entry.key, entries.size());
  return entries.emplace_back(std::move(entry));
}

TomlTable* TomlTables::make(std::uint32_t begin, std::uint32_t end, std::uint32_t depth) {
  return &tables_.emplace_back(TomlTable{.begin = begin, .end = end, .depth = depth});
}

Node TomlTables::finish(const TomlTable& table, Arena& arena) {
  Node out;
  out.kind = NodeKind::Object;
  out.begin = table.begin;
  out.end = table.end;
  const std::span<Member> members = arena.make_array<Member>(table.entries.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    const TomlEntry& entry = table.entries[i];
    members[i] = {entry.key, entry.key_begin, entry.key_end, entry.value};
    if (entry.table != nullptr) members[i].value = finish(*entry.table, arena);
    if (entry.elements.empty()) continue;
    const std::span<Node> items = arena.make_array<Node>(entry.elements.size());
    for (std::size_t item = 0; item < items.size(); ++item) items[item] = finish(*entry.elements[item], arena);
    members[i].value.kind = NodeKind::Array;
    members[i].value.items = items;
  }
  out.members = members;
  return out;
}

}  // namespace hegui::read::tree
