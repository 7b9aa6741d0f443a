// What a manifest says, in words short enough to compare.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "read/format.h"

namespace hegui::read::testing {

inline Checked<facts::FactSet> read_text(std::string name, std::string text, const Context& context = {}) {
  return read(std::make_shared<const Source>(std::move(name), std::move(text)), context);
}

// A cell in words: `-` not stated, `?` stated but unknown, lists in brackets with `…` when open.
inline std::string words(const facts::Cell& cell) {
  if (cell.knowledge != facts::Knowledge::Known) return cell.unreadable ? "?" : "-";
  if (cell.value.is(value::Kind::Bool)) return cell.value.as_bool() ? "true" : "false";
  if (cell.value.is(value::Kind::Int)) return std::to_string(cell.value.as_int());
  if (cell.value.is(value::Kind::String)) return std::string(cell.value.as_text());
  if (!cell.value.is(value::Kind::List)) return cell.open ? "records…" : "records";
  std::string out = "[";
  for (const value::Value& item : cell.value.as_list().items)
    out.append(out.size() > 1 ? " " : "").append(item.as_text());
  return out + (cell.open ? "…]" : "]");
}

inline std::string words(const facts::FactSet& set, std::string_view path) {
  return words(set.cell(facts::fact(path)));
}

// `line:column` of a fact, or the element path.
inline std::string place(const facts::Cell& cell) {
  if (cell.origins == nullptr) return {};
  const Place where = resolve(cell.origins->span);
  return where.line == 0 ? where.element : std::to_string(where.line) + ":" + std::to_string(where.column);
}

inline std::string place(const facts::FactSet& set, std::string_view path) {
  return place(set.cell(facts::fact(path)));
}

// One line per record: the fields named, separated by `|`.
inline std::vector<std::string> records(const facts::FactSet& set, const std::string& list,
                                        const std::vector<std::string>& fields) {
  std::vector<std::string> out;
  for (const facts::Item* item = set.cell(facts::fact(list)).first; item != nullptr; item = item->next) {
    std::string line;
    for (const std::string& field : fields)
      line.append(line.empty() ? "" : "|")
          .append(words(facts::FactSet::cell(*item, facts::fact(list + "[]." + field))));
    out.push_back(line);
  }
  return out;
}

inline std::vector<std::string> permissions(const facts::FactSet& set) {
  return records(set, "permissions", {"platform", "name", "purpose"});
}

// Codes and messages of the remarks, one line each.
inline std::vector<std::string> remarks(const Checked<facts::FactSet>& read) {
  std::vector<std::string> out;
  for (const Diagnostic& issue : read.issues) out.push_back(issue.code.to_string() + " " + issue.message);
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace hegui::read::testing
