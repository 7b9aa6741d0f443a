// The walk over the tree. Node::type is set on the way and freed of type parameters at the end.
#include "cel/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "cel/checker.h"

namespace hegui::cel {

using value::Kind;
using value::Type;
using value::TypeKind;
using value::TypePool;

Checked<Ast> check(Ast ast, const Environment& environment, const Type* expected) {
  Checked<Ast> out;
  Checker checker(ast, environment, true);
  checker.run(expected);
  out.issues = checker.take_issues();
  if (out.issues.empty()) out.value = std::move(ast);
  return out;
}

Ast resolve(Ast ast, const Environment& environment) {
  Checker(ast, environment, false).run(nullptr);
  return ast;
}

std::vector<std::uint32_t> facts_read(const Ast& ast) {
  std::vector<std::uint32_t> facts;
  for (const Node& node : ast.nodes)
    if (node.fact != 0) facts.push_back(node.fact);
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

void Checker::run(const Type* expected) {
  const Type* type = visit(ast_.root);
  if (expected != nullptr && issues_.empty() && !unifier_.assign(expected, type)) {
    const Node& root = ast_.nodes[ast_.root];
    report(2106, root.begin, root.end,
           fmt::format("the condition must give {}, found {}", expected->to_string(), show(type)));
  }
  for (Node& node : ast_.nodes) node.type = node.type == nullptr ? TypePool::dyn() : unifier_.resolve(node.type);
  ast_.checked = typed_;
}

void Checker::report(std::uint16_t code, std::uint32_t begin, std::uint32_t end, std::string message,
                     std::string help) {
  if (typed_) issues_.push_back(error({code}, ast_.span(begin, end), std::move(message), std::move(help)));
}

const Type* Checker::visit(NodeId id) {
  Node& node = ast_.nodes[id];
  const auto typed = [&]() -> const Type* {
    switch (node.kind) {
      case NodeKind::Literal:
        return visit_literal(node);
      case NodeKind::Name:
        return visit_name(id);
      case NodeKind::Select:
        return visit_select(id);
      case NodeKind::Call:
        return visit_call(id);
      case NodeKind::List:
        return visit_list(node);
      case NodeKind::Map:
        return visit_map(node);
      case NodeKind::Macro:
        return visit_macro(id);
    }
    return TypePool::error();
  };
  const Type* type = typed();
  return ast_.nodes[id].type = typed_ ? type : TypePool::dyn();
}

const Type* Checker::visit_literal(const Node& node) {
  switch (node.literal.kind()) {
    case Kind::Null:
      return TypePool::null();
    case Kind::Bool:
      return TypePool::boolean();
    case Kind::Int:
      return TypePool::integer();
    case Kind::Uint:
      return TypePool::unsigned_integer();
    case Kind::Double:
      return TypePool::real();
    case Kind::String:
      return TypePool::string();
    case Kind::Bytes:
      return TypePool::bytes();
    case Kind::Timestamp:
    case Kind::Duration:
    case Kind::Type:
    case Kind::List:
    case Kind::Map:
    case Kind::Record:
    case Kind::Optional:
    case Kind::Unknown:
    case Kind::Error:
      break;
  }
  return TypePool::error();
}

// What a member written with `?` holds; other members as they are.
const Type* Checker::member_type(NodeId member, const Type* type, bool optional) {
  if (!optional) return type;
  const Type* held = unifier_.fresh();
  if (unifier_.assign(ast_.types->optional(held), type)) return held;
  const Node& node = ast_.nodes[member];
  report(2109, node.begin, node.end, fmt::format("a member written with `?` must be optional, found {}", show(type)));
  return TypePool::error();
}

const Type* Checker::visit_list(Node& node) {
  const std::vector<NodeId> members(ast_.children_of(node).begin(), ast_.children_of(node).end());
  const std::vector<bool> optionals = node.optionals;
  const Type* element = nullptr;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Type* type = member_type(members[i], visit(members[i]), optionals[i]);
    element = element == nullptr ? type : unifier_.join(element, type);
  }
  return ast_.types->list(element == nullptr ? unifier_.fresh() : element);
}

const Type* Checker::visit_map(Node& node) {
  const std::vector<NodeId> members(ast_.children_of(node).begin(), ast_.children_of(node).end());
  const std::vector<bool> optionals = node.optionals;
  const Type *key = nullptr, *held = nullptr;
  for (std::size_t i = 0; i < members.size(); i += 2) {
    const Type* key_type = visit(members[i]);
    const Type* plain = unifier_.shallow(key_type);
    const bool allowed = plain->kind == TypeKind::Bool || plain->kind == TypeKind::Int ||
                         plain->kind == TypeKind::Uint || plain->kind == TypeKind::String ||
                         plain->kind == TypeKind::Dyn || plain->kind == TypeKind::Parameter ||
                         plain->kind == TypeKind::Error;
    if (!allowed) {
      const Node& at = ast_.nodes[members[i]];
      report(2107, at.begin, at.end, fmt::format("a key must be bool, int, uint or string, found {}", show(key_type)));
    }
    key = key == nullptr ? key_type : unifier_.join(key, key_type);
    const Type* type = member_type(members[i + 1], visit(members[i + 1]), optionals[i / 2]);
    held = held == nullptr ? type : unifier_.join(held, type);
  }
  if (key == nullptr) return ast_.types->map(unifier_.fresh(), unifier_.fresh());
  return ast_.types->map(key, held);
}

std::uint32_t Checker::push_local(std::string name, const Type* type) {
  const auto index = locals_.empty() ? 0u : locals_.back().index + 1;
  locals_.push_back({std::move(name), type, index});
  ast_.locals = std::max(ast_.locals, index + 1);
  return index;
}

void Checker::require_bool(NodeId id, std::string_view what) {
  const Type* type = visit(id);
  if (unifier_.assign(TypePool::boolean(), type)) return;
  const Node& node = ast_.nodes[id];
  report(2106, node.begin, node.end, fmt::format("{} must give bool, found {}", what, show(type)));
}

const Type* Checker::visit_macro(NodeId id) {
  const MacroKind kind = ast_.nodes[id].macro;
  const std::vector<NodeId> children(ast_.children_of(ast_.nodes[id]).begin(), ast_.children_of(ast_.nodes[id]).end());
  const std::size_t scope = locals_.size();
  const std::vector<std::string> variables = ast_.nodes[id].variables;
  const Type* out = TypePool::dyn();
  if (kind == MacroKind::Bind || kind == MacroKind::Block) {
    for (std::size_t i = 0; i + 1 < children.size(); ++i) {
      const Type* type = visit(children[i]);
      const std::uint32_t local = push_local(variables[i], type);
      if (i == 0) ast_.nodes[id].local = local;
    }
    out = visit(children.back());
  } else if (kind == MacroKind::OptMap || kind == MacroKind::OptFlatMap) {
    const Type* held = unifier_.fresh();
    const Type* operand = visit(children[0]);
    if (!unifier_.assign(ast_.types->optional(held), operand)) {
      const Node& at = ast_.nodes[children[0]];
      report(2109, at.begin, at.end,
             fmt::format("{}() works on an optional, found {}", ast_.nodes[id].name, show(operand)));
    }
    ast_.nodes[id].local = push_local(variables[0], held);
    out = visit(children[1]);
    if (kind == MacroKind::OptMap)
      out = ast_.types->optional(out);
    else if (!unifier_.assign(ast_.types->optional(unifier_.fresh()), out)) {
      const Node& at = ast_.nodes[children[1]];
      report(2109, at.begin, at.end, fmt::format("optFlatMap() must give an optional, found {}", show(out)));
    }
  } else {
    out = visit_fold(id, visit(children[0]));
  }
  locals_.resize(scope);
  return out;
}

void Checker::declare_fold_variables(const Node& node, const Type* range) {
  const Type* plain = unifier_.shallow(range);
  const Type *key = TypePool::dyn(), *held = TypePool::dyn();
  if (plain->kind == TypeKind::List) {
    key = TypePool::integer();
    held = plain->parameters[0];
  } else if (plain->kind == TypeKind::Map) {
    key = plain->parameters[0];
    held = plain->parameters[1];
  } else if (plain->kind != TypeKind::Dyn && plain->kind != TypeKind::Error && plain->kind != TypeKind::Parameter) {
    const Node& at = ast_.nodes[ast_.children[node.first]];
    report(2108, at.begin, at.end, fmt::format("{}() goes over a list or map, found {}", node.name, show(range)));
    key = held = TypePool::error();
  }
  const std::vector<std::string> variables = node.variables;
  if (variables.size() == 1) {
    push_local(variables[0], plain->kind == TypeKind::Map ? key : held);
    return;
  }
  push_local(variables[0], key);
  push_local(variables[1], held);
}

const Type* Checker::visit_fold(NodeId id, const Type* range) {
  const std::vector<NodeId> children(ast_.children_of(ast_.nodes[id]).begin(), ast_.children_of(ast_.nodes[id]).end());
  const std::size_t variables = ast_.nodes[id].variables.size();
  declare_fold_variables(ast_.nodes[id], range);
  ast_.nodes[id].local = locals_[locals_.size() - variables].index;
  const Local first = locals_[locals_.size() - variables];
  const MacroKind kind = ast_.nodes[id].macro;
  const std::string name = ast_.nodes[id].name;
  if (kind == MacroKind::All || kind == MacroKind::Exists || kind == MacroKind::ExistsOne) {
    require_bool(children[1], fmt::format("the predicate of {}()", name));
    return TypePool::boolean();
  }
  if (kind == MacroKind::Filter) {
    require_bool(children[1], "the predicate of filter()");
    const Type* plain = unifier_.shallow(range);
    return plain->kind == TypeKind::List ? plain : ast_.types->list(first.type);
  }
  if (children.size() == 3) require_bool(children[1], fmt::format("the filter of {}()", name));
  const Type* result = visit(children.back());
  if (kind == MacroKind::Map) return ast_.types->list(result);
  if (kind == MacroKind::TransformMap) return ast_.types->map(first.type, result);
  const Type *key = unifier_.fresh(), *held = unifier_.fresh();
  const Type* entry = ast_.types->map(key, held);
  if (!unifier_.assign(entry, result)) {
    const Node& at = ast_.nodes[children.back()];
    report(2106, at.begin, at.end, fmt::format("the result of {}() must be a map, found {}", name, show(result)));
  }
  return entry;
}

}  // namespace hegui::cel
