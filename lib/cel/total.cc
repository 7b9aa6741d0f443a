#include "cel/total.h"

#include <algorithm>

#include "cel/functions.h"

namespace hegui::cel {
namespace {

using value::Type;
using value::TypeKind;

// Whether every part of the type is known before the run.
bool is_static(const Type* type) {
  if (type->kind == TypeKind::Dyn || type->kind == TypeKind::Error || type->kind == TypeKind::Null) return false;
  return std::ranges::all_of(type->parameters, is_static);
}

}  // namespace

bool is_total(const Ast& ast, NodeId id) {
  const Node& node = ast.nodes[id];
  const auto children = ast.children_of(node);
  if (!std::ranges::all_of(children, [&](NodeId child) { return is_total(ast, child); })) return false;
  switch (node.kind) {
    case NodeKind::Literal:
    case NodeKind::List:
      return true;
    case NodeKind::Name:
      return node.meaning != Meaning::Unresolved && (node.test || is_static(node.type));
    case NodeKind::Select:
      // A record has its fields; a map may lack the key.
      return (node.field != UINT32_MAX || node.test || node.optional) && is_static(ast.nodes[children[0]].type);
    case NodeKind::Call:
      if (node.name == "_&&_" || node.name == "_||_" || node.name == "_?_:_") return true;
      if (node.slot == kNoFunction || !functions()[node.slot]->total) return false;
      return std::ranges::all_of(children, [&](NodeId child) { return is_static(ast.nodes[child].type); });
    case NodeKind::Macro:
      return node.macro != MacroKind::TransformEntry && is_static(ast.nodes[children[0]].type);
    case NodeKind::Map:
      return false;
  }
  return false;
}

}  // namespace hegui::cel
