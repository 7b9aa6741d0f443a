// The facts schema as a table one can ask: every fact hegui knows, by path and by number. The rows stand in
// schema/<group>.cc.
//
// A fact is either of the subject (`android.target_sdk`) or a field of the records of a list (`permissions[].purpose`).
// Facts of the subject are numbered by slot; so are the fields of each list. Numbers are stable within one build only.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "facts/schema_row.h"
#include "value/type.h"

namespace hegui::facts {

// Number of a row, from 1; 0 is no fact.
using FactId = std::uint32_t;

class Schema {
 public:
  // The one schema of this build. Built on first use; safe to call from any thread.
  static const Schema& get() {
    static const Schema instance;
    return instance;
  }

  std::size_t size() const { return entries_.size() - 1; }
  const Row& row(FactId id) const { return *entries_[id].row; }
  // The number of `path`, or 0.
  FactId find(std::string_view path) const;
  // As find, for paths written in code: the path must exist.
  FactId at(std::string_view path) const;

  // The list a field belongs to, 0 for a fact of the subject.
  FactId list_of(FactId id) const { return entries_[id].list; }
  // Position among the facts of the subject, or among the fields of the same list.
  std::uint32_t slot(FactId id) const { return entries_[id].slot; }
  // Facts of the subject in slot order.
  std::span<const FactId> roots() const { return roots_; }
  // Fields of the list `id` in slot order.
  std::span<const FactId> fields(FactId list) const { return entries_[list].fields; }
  // The last part of the path: `purpose` of `permissions[].purpose`.
  std::string_view leaf(FactId id) const;
  // The type a condition sees; records are named by their list's path.
  const value::Type* type(FactId id) const { return entries_[id].type; }
  // All paths, in row order: for suggestions.
  std::span<const std::string_view> paths() const { return paths_; }

 private:
  Schema();
  const value::Type* make_type(FactId id);

  struct Entry {
    const Row* row = nullptr;
    FactId list = 0;
    std::uint32_t slot = 0;
    std::vector<FactId> fields;
    const value::Type* type = nullptr;
  };
  std::vector<Entry> entries_;
  std::vector<FactId> roots_;
  std::vector<FactId> by_path_;
  std::vector<std::string_view> paths_;
  value::TypePool types_;
};

// `FactId` of a path that must exist, looked up once: `static const FactId kName = fact("subject.name");`
inline FactId fact(std::string_view path) { return Schema::get().at(path); }

}  // namespace hegui::facts
