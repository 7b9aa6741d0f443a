// Facts as short text, for tests of formats.
#pragma once

#include <string>
#include <vector>

#include "facts/fact_set.h"

namespace hegui::read::testing {

// A cell in words: `-` absent or unknown, `?` stated but not to be judged, lists in brackets with `…` when open.
inline std::string words(const facts::Cell& cell) {
  if (cell.knowledge != facts::Knowledge::Known) return cell.unreadable ? "?" : cell.open ? "…" : "-";
  if (cell.value.is(value::Kind::Bool)) return cell.value.as_bool() ? "true" : "false";
  if (cell.value.is(value::Kind::Int)) return std::to_string(cell.value.as_int());
  if (cell.value.is(value::Kind::String)) return std::string(cell.value.as_text());
  if (!cell.value.is(value::Kind::List)) return std::to_string(cell.count) + (cell.open ? "…" : "");
  std::string out = "[";
  for (const value::Value& item : cell.value.as_list().items)
    out.append(out.size() > 1 ? " " : "").append(item.as_text());
  return out + (cell.open ? "…]" : "]");
}

inline std::string words(const facts::FactSet& set, const char* path) { return words(set.cell(facts::fact(path))); }

inline std::string place(const facts::Cell& cell) {
  return cell.origins == nullptr ? "" : resolve(cell.origins->span).to_string();
}

// One line per record: the fields named, separated by spaces; a last line `…` when the list is open.
inline std::vector<std::string> records(const facts::FactSet& set, const std::string& list,
                                        const std::vector<std::string>& fields) {
  std::vector<std::string> out;
  const facts::Cell& cell = set.cell(facts::fact(list));
  for (const facts::Item* item = cell.first; item != nullptr; item = item->next) {
    std::string line;
    for (const std::string& field : fields)
      line.append(line.empty() ? "" : " ")
          .append(words(facts::FactSet::cell(*item, facts::fact(list + "[]." + field))));
    out.push_back(line);
  }
  if (cell.open) out.emplace_back("…");
  return out;
}

}  // namespace hegui::read::testing
