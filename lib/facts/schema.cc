#include "facts/schema.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>

#include "facts/schema_groups.h"

namespace hegui::facts {
namespace {

// `permissions[].purpose` → `permissions`; a dotted path of the subject has no list.
std::string_view list_path(std::string_view path) {
  const std::size_t bracket = path.rfind("[].");
  return bracket == std::string_view::npos ? std::string_view{} : path.substr(0, bracket);
}

}  // namespace

Schema::Schema() {
  entries_.emplace_back();
  for (const std::span<const Row> group : schema_groups())
    for (const Row& row : group) entries_.push_back({&row, 0, 0, {}, nullptr});
  for (FactId id = 1; id < entries_.size(); ++id) {
    by_path_.push_back(id);
    paths_.push_back(entries_[id].row->path);
  }
  std::ranges::sort(by_path_, {}, [this](FactId id) { return entries_[id].row->path; });
  for (FactId id = 1; id < entries_.size(); ++id) {
    const std::string_view parent = list_path(entries_[id].row->path);
    if (parent.empty()) {
      entries_[id].slot = static_cast<std::uint32_t>(roots_.size());
      roots_.push_back(id);
      continue;
    }
    const FactId list = at(parent);
    entries_[id].list = list;
    entries_[id].slot = static_cast<std::uint32_t>(entries_[list].fields.size());
    entries_[list].fields.push_back(id);
  }
  for (const FactId id : roots_) make_type(id);
}

FactId Schema::find(std::string_view path) const {
  const auto it = std::ranges::lower_bound(by_path_, path, {}, [this](FactId id) { return entries_[id].row->path; });
  return it != by_path_.end() && entries_[*it].row->path == path ? *it : 0;
}

FactId Schema::at(std::string_view path) const {
  const FactId id = find(path);
  assert(id != 0 && "a path written in code must stand in the schema");
  if (id == 0) std::abort();
  return id;
}

std::string_view Schema::leaf(FactId id) const {
  const std::string_view path = row(id).path;
  return list_of(id) == 0 ? path : path.substr(path.rfind("[].") + 3);
}

const value::Type* Schema::make_type(FactId id) {
  using value::TypePool;
  const auto scalar = [&]() -> const value::Type* {
    switch (row(id).type) {
      case FactType::Bool:
        return TypePool::boolean();
      case FactType::Int:
        return TypePool::integer();
      case FactType::Double:
        return TypePool::real();
      case FactType::String:
        return TypePool::string();
      case FactType::Date:
        return TypePool::timestamp();
      case FactType::Strings:
        return types_.list(TypePool::string());
      case FactType::Ints:
        return types_.list(TypePool::integer());
      case FactType::Records: {
        std::vector<value::Field> fields;
        for (const FactId field : entries_[id].fields)
          fields.push_back({std::string(leaf(field)), make_type(field), field});
        return types_.list(types_.record(std::string(row(id).path) + "[]", std::move(fields)));
      }
    }
    return TypePool::dyn();
  };
  return entries_[id].type = scalar();
}

}  // namespace hegui::facts
