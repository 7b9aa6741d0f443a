#include "author/facts_json.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/date.h"

namespace hegui::author {
namespace {

using facts::Cell;
using facts::FactId;
using facts::FactSet;
using facts::FactType;
using facts::Item;
using facts::Knowledge;
using facts::Schema;
using Json = nlohmann::ordered_json;

// Appends a key known to be new: ordered_json's own insertion looks at every key before.
Json& append(Json& object, std::string key, Json value) {
  using Members = Json::object_t::Container;
  Members& members = object.get_ref<Json::object_t&>();
  return members.emplace_back(std::move(key), std::move(value)).second;
}

Json json_of(FactType type, value::Value value) {
  switch (type) {
    case FactType::Bool:
      return value.as_bool();
    case FactType::Int:
      return value.as_int();
    case FactType::Double:
      return std::isfinite(value.as_double()) ? Json(value.as_double()) : Json(nullptr);
    case FactType::String:
      return std::string(value.as_text());
    case FactType::Date:
      return Date{static_cast<std::int32_t>(value.seconds() / 86400)}.to_string();
    case FactType::Strings:
    case FactType::Ints: {
      Json list = Json::array();
      for (const value::Value& item : value.as_list().items)
        list.push_back(json_of(type == FactType::Strings ? FactType::String : FactType::Int, item));
      return list;
    }
    case FactType::Records:
      break;
  }
  return nullptr;
}

class Writer {
 public:
  explicit Writer(const facts::Subject& subject) : subject_(subject) {}

  Json write() {
    for (const FactId id : Schema::get().roots()) root(id);
    Json out = Json::object();
    append(out, "inputs", inputs());
    for (auto& [group, value] : facts_.items()) append(out, group.c_str(), std::move(value));
    append(out, "origins", std::move(origins_));
    append(out, "absent", std::move(absent_));
    append(out, "unknown", std::move(unknown_));
    append(out, "open", std::move(open_));
    append(out, "disagreements", disagreements());
    return out;
  }

 private:
  Json inputs() const {
    Json list = Json::array();
    const Source* last = nullptr;
    for (const facts::Input& input : subject_.facts.inputs()) {
      // An input that turned out to state more has a further row.
      if (input.source.get() == last) continue;
      last = input.source.get();
      list.push_back(Json{{"file", last == nullptr ? "" : last->name()}, {"format", std::string(input.format)}});
    }
    return list;
  }

  void root(FactId id) {
    const std::string path(Schema::get().row(id).path);
    const Cell& cell = subject_.facts.cell(id);
    if (cell.knowledge == Knowledge::Known) {
      Json* at = &facts_;
      std::size_t begin = 0;
      for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', begin)) {
        at = &(*at)[path.substr(begin, dot - begin)];
        begin = dot + 1;
      }
      (*at)[path.substr(begin)] = known(id, cell, path);
    }
    remark(cell, path);
  }

  // What beside its value is to be said of a fact.
  void remark(const Cell& cell, const std::string& path) {
    if (cell.knowledge == Knowledge::Absent) absent_.push_back(path);
    if (cell.knowledge == Knowledge::Unknown) unknown_.push_back(path);
    if (cell.open) open_.push_back(path);
    origins(cell.origins, path);
  }

  Json known(FactId id, const Cell& cell, const std::string& path) {
    const FactType type = Schema::get().row(id).type;
    if (type != FactType::Records) return json_of(type, cell.value);
    Json list = Json::array();
    for (const Item* item = cell.first; item != nullptr; item = item->next)
      list.push_back(record(id, *item, fmt::format("{}[{}]", path, list.size())));
    return list;
  }

  Json record(FactId list, const Item& item, const std::string& path) {
    origins(item.origins, path);
    Json out = Json::object();
    for (const FactId field : Schema::get().fields(list)) {
      const Cell& cell = FactSet::cell(item, field);
      const std::string leaf(Schema::get().leaf(field));
      const std::string own = path + "." + leaf;
      if (cell.knowledge == Knowledge::Known) append(out, leaf, known(field, cell, own));
      remark(cell, own);
    }
    return out;
  }

  void origins(const facts::Origin* first, const std::string& path) {
    Json list = Json::array();
    for (const facts::Origin* origin = first; origin != nullptr; origin = origin->next)
      if (origin->span) list.push_back(place(origin->span));
    if (!list.empty()) append(origins_, path, std::move(list));
  }

  Json place(const Span& span) {
    Json out = {{"file", span.source->name()}};
    if (!span.element.empty() && !span.is_withheld()) {
      out["element"] = std::string(span.element);
    } else if (!span.source->text().empty()) {
      const Location at = span.source->locate(span.begin);
      out["line"] = at.line;
      out["column"] = at.column;
    }
    return out;
  }

  Json disagreements() {
    Json list = Json::array();
    for (const facts::Disagreement& each : subject_.disagreements) {
      const FactType type = Schema::get().row(each.fact).type;
      Json entry = {{"fact", std::string(Schema::get().row(each.fact).path)},
                    {"kept", json_of(type, each.kept)},
                    {"other", json_of(type, each.other)}};
      if (each.other_origin != nullptr && each.other_origin->span)
        entry["other_place"] = place(each.other_origin->span);
      list.push_back(std::move(entry));
    }
    return list;
  }

  const facts::Subject& subject_;
  Json facts_ = Json::object(), origins_ = Json::object();
  Json absent_ = Json::array(), unknown_ = Json::array(), open_ = Json::array();
};

}  // namespace

std::string facts_json(const facts::Subject& subject, bool pretty) {
  std::string out = Writer(subject).write().dump(pretty ? 2 : -1, ' ', false, Json::error_handler_t::replace);
  if (pretty) out += '\n';
  return out;
}

}  // namespace hegui::author
