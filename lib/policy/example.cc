#include "policy/example.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "policy/codes.h"

namespace hegui::policy {
namespace {

using facts::Cell;
using facts::FactBuilder;
using facts::FactId;
using facts::FactSet;
using facts::FactType;
using facts::Item;
using facts::Knowledge;
using facts::Schema;
using vocab::Issues;
using vocab::Need;
using vocab::Node;

constexpr std::array<std::string_view, 5> kExpectations = {"pass", "fail", "unknown", "not-applicable", "not-judged"};

// Puts the facts of one example into a builder.
class FactReader {
 public:
  FactReader(FactBuilder& builder, Issues& issues) : builder_(builder), issues_(issues) {}

  // `prefix` is empty, or the path so far with its dot; `item` is the record it lies in.
  void table(const Node& node, const std::string& prefix, Item* item) {
    for (const vocab::Entry& entry : node.entries) {
      const std::string path = prefix + entry.key;
      const FactId id = Schema::get().find(path);
      if (id != 0)
        value(id, entry.value, item);
      else if (entry.value.is(Node::Kind::Table))
        table(entry.value, path + ".", item);
      else
        issues_.push_back(error(code::kExampleFact, entry.key_span, fmt::format("unknown fact `{}`", path),
                                vocab::did_you_mean(path, Schema::get().paths())));
    }
  }

 private:
  void value(FactId id, const Node& node, Item* item) {
    if (set(id, node, item)) return;
    static constexpr std::string_view kTypes[] = {"a boolean", "an integer", "a number", "a string",
                                                  "a date",    "strings",    "integers", "tables"};
    const facts::Row& row = Schema::get().row(id);
    issues_.push_back(error(code::kExampleFact, node.span,
                            fmt::format("`{}` takes {}", row.path, kTypes[static_cast<std::size_t>(row.type)])));
  }

  bool set(FactId id, const Node& node, Item* item) {
    switch (Schema::get().row(id).type) {
      case FactType::Bool:
        if (!node.is(Node::Kind::Bool)) return false;
        builder_.set(id, node.flag, node.span, item);
        return true;
      case FactType::Int:
        if (!node.is(Node::Kind::Int)) return false;
        builder_.set(id, node.integer, node.span, item);
        return true;
      case FactType::Double:
        if (!node.is(Node::Kind::Int) && !node.is(Node::Kind::Double)) return false;
        builder_.set(id, value::Value::real(node.is(Node::Kind::Int) ? static_cast<double>(node.integer) : node.real),
                     node.span, item);
        return true;
      case FactType::String:
        if (!node.is(Node::Kind::String)) return false;
        builder_.set(id, builder_.keep(node.text), node.span, item);
        return true;
      case FactType::Date:
        return set_date(id, node, item);
      case FactType::Strings:
      case FactType::Ints:
      case FactType::Records:
        return set_list(id, node, item);
    }
    return false;
  }

  bool set_date(FactId id, const Node& node, Item* item) {
    std::optional<Date> date;
    if (node.is(Node::Kind::Date)) date = node.date;
    if (node.is(Node::Kind::String)) date = parse_date(node.text);
    if (date) builder_.set(id, *date, node.span, item);
    return date.has_value();
  }

  bool set_list(FactId id, const Node& node, Item* item) {
    if (!node.is(Node::Kind::Array)) return false;
    builder_.state_list(id, node.span, item);
    const FactType type = Schema::get().row(id).type;
    for (const Node& member : node.items) {
      if (type == FactType::Records && member.is(Node::Kind::Table))
        table(member, std::string(Schema::get().row(id).path) + "[].", builder_.add(id, member.span, item));
      else if (type == FactType::Strings && member.is(Node::Kind::String))
        builder_.append(id, builder_.keep(member.text), member.span, item);
      else if (type == FactType::Ints && member.is(Node::Kind::Int))
        builder_.append(id, member.integer, member.span, item);
      else
        return false;
    }
    return true;
  }

  FactBuilder& builder_;
  Issues& issues_;
};

void set_absent(Cell& cell) {
  if (cell.knowledge == Knowledge::Unknown) cell.knowledge = Knowledge::Absent;
}

// Marks the field in every record of its list, wherever such lists stand.
void set_absent_in(Cell& list_cell, FactId list, FactId field) {
  const Schema& schema = Schema::get();
  for (Item* item = list_cell.first; item != nullptr; item = item->next) {
    if (schema.list_of(field) == list) {
      set_absent(FactSet::cell(*item, field));
      continue;
    }
    for (const FactId inner : schema.fields(list))
      if (schema.row(inner).type == FactType::Records) set_absent_in(FactSet::cell(*item, inner), inner, field);
  }
}

void read_absent(const std::vector<const Node*>& names, FactSet& facts, Issues& issues) {
  const Schema& schema = Schema::get();
  for (const Node* name : names) {
    const FactId id = schema.find(name->text);
    if (id == 0) {
      issues.push_back(error(code::kExampleFact, name->span, fmt::format("unknown fact `{}`", name->text),
                             vocab::did_you_mean(name->text, schema.paths())));
    } else if (schema.list_of(id) == 0) {
      set_absent(facts.cell(id));
    } else {
      FactId root = schema.list_of(id);
      while (schema.list_of(root) != 0) root = schema.list_of(root);
      set_absent_in(facts.cell(root), root, id);
    }
  }
}

}  // namespace

std::span<const std::string_view> expectations() { return kExpectations; }

std::optional<Example> read_example(const Node& table, const SourcePtr& source, Issues& issues) {
  const std::size_t before = issues.size();
  vocab::TableReader reader(table, "an example", issues);
  Example out;
  out.span = table.span;
  out.expect = reader.word("expect", kExpectations, Need::Required);
  FactBuilder builder(source, "example", facts::kAnyInput);
  if (const Node* stated = reader.get("facts", Node::Kind::Table, Need::Optional))
    FactReader(builder, issues).table(*stated, "", nullptr);
  out.subject.facts = std::move(builder).finish();
  read_absent(reader.strings("absent"), out.subject.facts, issues);
  reader.finish();
  static const FactId kAsOf = facts::fact("as_of");
  const Cell& day = out.subject.facts.cell(kAsOf);
  out.as_of =
      day.knowledge == Knowledge::Known ? Date{static_cast<std::int32_t>(day.value.seconds() / 86400)} : kExampleDay;
  if (issues.size() != before) return std::nullopt;
  return out;
}

}  // namespace hegui::policy
