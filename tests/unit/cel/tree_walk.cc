#include "tree_walk.h"

#include <algorithm>

#include "cel/functions.h"
#include "cel/total.h"
#include "value/compare.h"

namespace hegui::cel::test {

using value::Kind;
using value::Value;

namespace {

bool is_stop(const Value& value) { return value.is(Kind::Error) || value.is(Kind::Unknown); }

}  // namespace

Value TreeWalk::blocked(std::span<const Value> values) {
  std::vector<Value> unknowns;
  for (const Value& value : values) {
    if (value.is(Kind::Error)) return value;
    if (value.is(Kind::Unknown)) unknowns.push_back(value);
  }
  return unknowns.empty() ? Value::null() : context_.unknown(unknowns);
}

Value TreeWalk::fold_logic(std::span<const Value> operands, bool decisive) {
  std::vector<Value> unknowns;
  Value failure;
  for (const Value& operand : operands) {
    if (operand.is(Kind::Bool) && operand.as_bool() == decisive) return operand;
    if (operand.is(Kind::Unknown)) unknowns.push_back(operand);
    if (operand.is(Kind::Error) && !failure.is(Kind::Error)) failure = operand;
  }
  if (!unknowns.empty()) return context_.unknown(unknowns);
  return failure.is(Kind::Error) ? failure : Value::boolean(!decisive);
}

Value TreeWalk::visit(NodeId id) {
  const Node& node = ast_.nodes[id];
  switch (node.kind) {
    case NodeKind::Literal:
      return node.literal.is(Kind::String) ? Value::string(node.name) : node.literal;
    case NodeKind::Name: {
      const Value value = node.meaning == Meaning::Local ? locals_[node.local] : slots_[node.slot];
      // An open list is closed by the fact it was read as.
      if (node.meaning == Meaning::Slot && value.is(Kind::List) && value.as_list().open) {
        auto& arena = context_.arena();
        return Value::list(arena.make<value::List>(
            value.as_list().items, true,
            arena.make<value::Missing>(arena.copy(std::span<const std::uint32_t>(&node.fact, 1)), false)));
      }
      return value;
    }
    case NodeKind::Select: {
      const Value operand = visit(ast_.children_of(node)[0]);
      if (is_stop(operand)) return operand;
      const Value& found = operand.as_record().fields[node.field];
      if (!node.test) return found;
      if (found.is(Kind::Unknown)) return found.as_unknown().absent ? Value::boolean(false) : found;
      return Value::boolean(true);
    }
    case NodeKind::Call:
      return visit_call(node);
    case NodeKind::List: {
      std::vector<Value> items;
      for (const NodeId child : ast_.children_of(node)) items.push_back(visit(child));
      const Value stop = blocked(items);
      return stop.is(Kind::Null) ? context_.list(items) : stop;
    }
    case NodeKind::Macro:
      return visit_macro(node);
    case NodeKind::Map:
      break;
  }
  return context_.fail("not generated");
}

Value TreeWalk::visit_call(const Node& node) {
  const auto children = ast_.children_of(node);
  if (node.name == "_?_:_") {
    const Value condition = visit(children[0]);
    return is_stop(condition) ? condition : visit(children[condition.as_bool() ? 1 : 2]);
  }
  std::vector<Value> arguments;
  for (const NodeId child : children) arguments.push_back(visit(child));
  if (node.name == "_&&_" || node.name == "_||_") return fold_logic(arguments, node.name == "_||_");
  const Value stop = blocked(arguments);
  if (!stop.is(Kind::Null)) return stop;
  if (node.name == "!_") return Value::boolean(!arguments[0].as_bool());
  if (node.name == "_==_" || node.name == "_!=_") {
    const Value same = context_.equal(arguments[0], arguments[1]);
    return same.is(Kind::Bool) ? Value::boolean(same.as_bool() == (node.name == "_==_")) : same;
  }
  if (node.name == "_<_") return Value::boolean(*value::compare(arguments[0], arguments[1]) < 0);
  if (node.name == "_>=_") return Value::boolean(*value::compare(arguments[0], arguments[1]) >= 0);
  if (node.name == "_[_]") {
    const value::List& list = arguments[0].as_list();
    if (list.open) return context_.unknown_members(list);
    const auto at = static_cast<std::size_t>(arguments[1].as_int());
    return at < list.items.size() ? list.items[at] : context_.fail("index out of bounds");
  }
  if (node.name == "@in") {
    std::vector<Value> same;
    for (const Value& item : arguments[1].as_list().items) same.push_back(context_.equal(arguments[0], item));
    if (arguments[1].as_list().open) same.push_back(context_.unknown_members(arguments[1].as_list()));
    return fold_logic(same, true);
  }
  const Function& function = *functions()[node.slot];
  if (function.gaps != Gaps::Anywhere)
    for (const Value& argument : arguments)
      if (argument.is(Kind::List) && argument.as_list().open) return context_.unknown_members(argument.as_list());
  return function.run(context_, arguments);
}

Value TreeWalk::visit_macro(const Node& node) {
  const auto children = ast_.children_of(node);
  const Value range = visit(children[0]);
  if (is_stop(range)) return range;
  const value::List& list = range.as_list();
  std::vector<Value> said, kept, unknowns;
  for (const Value& item : list.items) {
    locals_[node.local] = item;
    said.push_back(visit(children[1]));
    if (said.back().is(Kind::Unknown)) unknowns.push_back(said.back());
    if (said.back().is(Kind::Bool) && said.back().as_bool()) kept.push_back(item);
  }
  if (list.open) said.push_back(context_.unknown_members(list));
  if (node.macro == MacroKind::All || node.macro == MacroKind::Exists)
    return fold_logic(said, node.macro == MacroKind::Exists);
  for (const Value& value : said)
    if (value.is(Kind::Error)) return value;
  if (node.macro == MacroKind::Map) {
    if (!unknowns.empty()) return context_.unknown(said);
    if (list.open) said.pop_back();
    if (list.open && !is_total(ast_, children[1])) return context_.unknown_members(list);
    return context_.list(said, list.open, list.missing);
  }
  if (list.open) unknowns.push_back(said.back());
  if (node.macro == MacroKind::ExistsOne)
    return unknowns.empty() ? Value::boolean(kept.size() == 1) : context_.unknown(unknowns);
  if (unknowns.empty()) return context_.list(kept);
  const Value open = context_.unknown(unknowns);
  return is_total(ast_, children[1]) ? context_.list(kept, true, &open.as_unknown()) : open;
}

}  // namespace hegui::cel::test
