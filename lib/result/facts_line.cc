#include "result/facts_line.h"

#include <algorithm>
#include <vector>

#include "base/date.h"
#include "result/json_writer.h"

namespace hegui::result {
namespace {

using facts::Cell;
using facts::FactId;
using facts::FactType;
using facts::Knowledge;
using facts::Schema;

void write_value(JsonWriter& json, FactId id, const Cell& cell);

void write_item(JsonWriter& json, FactId list, const facts::Item& item) {
  json.begin_object();
  for (const FactId field : Schema::get().fields(list)) {
    const Cell& cell = facts::FactSet::cell(item, field);
    if (cell.knowledge != Knowledge::Known) continue;
    json.key(Schema::get().leaf(field));
    write_value(json, field, cell);
  }
  json.end_object();
}

void write_scalar(JsonWriter& json, FactType type, value::Value value) {
  switch (type) {
    case FactType::Bool:
      json.value(value.as_bool());
      return;
    case FactType::Int:
    case FactType::Ints:
      json.value(value.as_int());
      return;
    case FactType::Double:
      json.value(value.as_double());
      return;
    case FactType::String:
    case FactType::Strings:
      json.value(value.as_text());
      return;
    case FactType::Date:
      json.value(std::string_view(Date{static_cast<std::int32_t>(value.seconds() / 86400)}.to_string()));
      return;
    case FactType::Records:
      break;
  }
  json.null();
}

void write_value(JsonWriter& json, FactId id, const Cell& cell) {
  const FactType type = Schema::get().row(id).type;
  if (type == FactType::Records) {
    json.begin_array();
    for (const facts::Item* item = cell.first; item != nullptr; item = item->next) write_item(json, id, *item);
    json.end_array();
  } else if (type == FactType::Strings || type == FactType::Ints) {
    json.begin_array();
    for (const value::Value& member : cell.value.as_list().items) write_scalar(json, type, member);
    json.end_array();
  } else {
    write_scalar(json, type, cell.value);
  }
}

std::string_view group_of(FactId id) {
  const std::string_view path = Schema::get().row(id).path;
  const std::size_t dot = path.find('.');
  return dot == std::string_view::npos ? path : path.substr(0, dot);
}

// Facts of the subject with those of a group together, groups in the order in which they first stand in the schema.
const std::vector<FactId>& grouped_roots() {
  static const std::vector<FactId> ids = [] {
    const auto roots = Schema::get().roots();
    std::vector<std::string_view> groups;
    for (const FactId id : roots)
      if (std::ranges::find(groups, group_of(id)) == groups.end()) groups.push_back(group_of(id));
    std::vector<FactId> sorted(roots.begin(), roots.end());
    std::ranges::stable_sort(sorted, {},
                             [&](FactId id) { return std::ranges::find(groups, group_of(id)) - groups.begin(); });
    return sorted;
  }();
  return ids;
}

}  // namespace

void append_facts(std::string& out, const facts::Subject& subject) {
  const Schema& schema = Schema::get();
  JsonWriter json(out, JsonWriter::Layout::Compact);
  json.begin_object();
  std::string_view open;  // the group that is being written
  for (const FactId id : grouped_roots()) {
    const Cell& cell = subject.facts.cell(id);
    if (cell.knowledge != Knowledge::Known) continue;
    const std::string_view path = schema.row(id).path, group = group_of(id);
    const bool alone = group.size() == path.size();  // a list without a group
    if (group != open) {
      if (!open.empty()) json.end_object();
      open = {};
      if (!alone) json.key(open = group).begin_object();
    }
    json.key(alone ? path : path.substr(group.size() + 1));
    write_value(json, id, cell);
  }
  if (!open.empty()) json.end_object();
  json.end_object();
}

}  // namespace hegui::result
