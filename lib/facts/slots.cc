// Facts as the values conditions read. Missing facts need no memory per subject: one table per build holds a value for
// each.
#include <array>

#include "facts/subject.h"

namespace hegui::facts {
namespace {

using value::Missing;
using value::Value;

// For every fact the value that says it is unknown, and the one that says it is absent.
class MissingTable {
 public:
  static const MissingTable& get() {
    static const MissingTable instance;
    return instance;
  }
  Value value(FactId id, bool absent) const { return Value::unknown(&rows_[id][absent ? 1 : 0]); }

 private:
  MissingTable() : ids_(Schema::get().size() + 1), rows_(ids_.size()) {
    for (std::uint32_t id = 0; id < ids_.size(); ++id) {
      ids_[id] = id;
      rows_[id] = {Missing{{&ids_[id], 1}, false}, Missing{{&ids_[id], 1}, true}};
    }
  }
  std::vector<std::uint32_t> ids_;
  std::vector<std::array<Missing, 2>> rows_;
};

Value cell_value(FactId id, const Cell& cell, Arena& arena) {
  if (cell.knowledge != Knowledge::Known) return MissingTable::get().value(id, cell.knowledge == Knowledge::Absent);
  if (Schema::get().row(id).type != FactType::Records) return cell.value;
  std::span<Value> items = arena.make_array<Value>(cell.count);
  std::size_t at = 0;
  for (const Item* item = cell.first; item != nullptr; item = item->next) items[at++] = record_value(*item, arena);
  return Value::list(arena.make<value::List>(items, cell.open));
}

}  // namespace

Value record_value(const Item& item, Arena& arena) {
  const std::span<const FactId> ids = Schema::get().fields(item.list);
  std::span<Value> fields = arena.make_array<Value>(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) fields[i] = cell_value(ids[i], item.cells[i], arena);
  const value::Type* type = Schema::get().type(item.list)->parameters.front();
  return Value::record(arena.make<value::Record>(type, fields, &item));
}

std::vector<Value> slots(const Subject& subject, Arena& arena) {
  std::vector<Value> out;
  const std::span<const FactId> roots = Schema::get().roots();
  out.reserve(roots.size() + 1);
  for (const FactId id : roots) out.push_back(cell_value(id, subject.facts.cell(id), arena));
  return out;
}

}  // namespace hegui::facts
