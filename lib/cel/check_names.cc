// What names mean: variables of macros first, then the environment's by their longest dotted prefix, then types. CEL:
// Name Resolution.
#include <fmt/format.h>

#include <algorithm>

#include "base/nearest_name.h"
#include "cel/checker.h"

namespace hegui::cel {

using value::Type;
using value::TypeKind;
using value::TypePool;

// The type a bare name such as `list` stands for: one of anything.
const Type* Checker::with_dyn(const Type* type) {
  if (type->kind == TypeKind::List) return ast_.types->list(TypePool::dyn());
  if (type->kind == TypeKind::Map) return ast_.types->map(TypePool::dyn(), TypePool::dyn());
  if (type->kind == TypeKind::Optional) return ast_.types->optional(TypePool::dyn());
  return type;
}

std::string Checker::dotted(NodeId id) const {
  const Node& node = ast_.nodes[id];
  if (node.kind == NodeKind::Name) return node.meaning == Meaning::Unresolved ? node.name : std::string{};
  if (node.kind != NodeKind::Select || node.optional) return {};
  std::string operand = dotted(ast_.children[node.first]);
  if (operand.empty()) return {};
  return std::move(operand) + "." + node.name;
}

NodeId Checker::head(NodeId id) const {
  while (ast_.nodes[id].kind == NodeKind::Select) id = ast_.children[ast_.nodes[id].first];
  return id;
}

const Checker::Local* Checker::find_local(std::string_view name) const {
  for (auto it = locals_.rbegin(); it != locals_.rend(); ++it)
    if (it->name == name) return &*it;
  return nullptr;
}

// `name` in the container, in each container around it, and by itself; a leading dot leaves the last alone.
std::vector<std::string> Checker::candidates(std::string_view name) const {
  if (name.starts_with('.')) return {std::string(name.substr(1))};
  std::vector<std::string> out;
  for (std::string container = environment_.container; !container.empty();) {
    out.push_back(container + "." + std::string(name));
    const std::size_t dot = container.rfind('.');
    container.resize(dot == std::string::npos ? 0 : dot);
  }
  out.emplace_back(name);
  return out;
}

bool Checker::find_meaning(Node& node, std::string_view name) {
  for (const std::string& candidate : candidates(name)) {
    if (const Variable* variable = environment_.find(candidate)) {
      node.meaning = Meaning::Slot;
      node.slot = variable->slot;
      node.fact = variable->fact;
      node.type = variable->type;
      return true;
    }
    if (const Type* type = type_named(candidate)) {
      node.meaning = Meaning::Type;
      node.slot = static_cast<std::uint32_t>(type->kind);
      node.type = ast_.types->type_of(with_dyn(type));
      return true;
    }
  }
  return false;
}

const Type* Checker::visit_name(NodeId id) {
  Node& node = ast_.nodes[id];
  if (const Local* local = find_local(node.name)) {
    node.meaning = Meaning::Local;
    node.local = local->index;
    return local->type;
  }
  if (find_meaning(node, node.name)) return node.type;
  unknown_name(id);
  return TypePool::error();
}

bool Checker::resolve_dotted(NodeId id) {
  const std::string name = dotted(id);
  if (name.empty() || find_local(ast_.nodes[head(id)].name) != nullptr) return false;
  Node& node = ast_.nodes[id];
  if (!find_meaning(node, name)) return false;
  node.kind = NodeKind::Name;
  node.name = name;
  node.count = 0;
  return true;
}

const Type* Checker::visit_select(NodeId id) {
  if (resolve_dotted(id)) return ast_.nodes[id].test ? TypePool::boolean() : ast_.nodes[id].type;
  const bool tops = chain_top_ == kNoNode && !dotted(id).empty();
  if (tops) chain_top_ = id;
  const Type* operand = visit(ast_.children[ast_.nodes[id].first]);
  if (tops) chain_top_ = kNoNode;
  const Type* field = field_type(id, operand);
  return ast_.nodes[id].test ? TypePool::boolean() : field;
}

const Type* Checker::field_type(NodeId id, const Type* operand) {
  const Type* plain = unifier_.shallow(operand);
  Node& node = ast_.nodes[id];
  const bool through = plain->kind == TypeKind::Optional;
  if (through) plain = unifier_.shallow(plain->parameters[0]);
  const auto wrapped = [&](const Type* type) { return through || node.optional ? ast_.types->optional(type) : type; };
  if (plain->kind == TypeKind::Dyn || plain->kind == TypeKind::Error || plain->kind == TypeKind::Parameter)
    return wrapped(TypePool::dyn());
  if (plain->kind == TypeKind::Map) {
    if (!unifier_.assign(plain->parameters[0], TypePool::string()))
      report(2105, node.name_begin, node.name_end,
             fmt::format("`.{}` needs keys of string, found {}", node.name, show(plain)));
    return wrapped(plain->parameters[1]);
  }
  if (plain->kind == TypeKind::Record && plain->parameters.empty()) {
    if (const int field = plain->find_field(node.name); field >= 0) {
      const value::Field& found = plain->fields[static_cast<std::size_t>(field)];
      node.field = static_cast<std::uint32_t>(field);
      node.fact = found.fact;
      return wrapped(found.type);
    }
    std::vector<std::string_view> names;
    names.reserve(plain->fields.size());
    for (const value::Field& field : plain->fields) names.push_back(field.name);
    const std::string_view nearest = nearest_name(node.name, names);
    report(2104, node.name_begin, node.name_end,
           nearest.empty()
               ? fmt::format("`{}` has no field `{}`", plain->name, node.name)
               : fmt::format("`{}` has no field `{}`; did you mean `{}`?", plain->name, node.name, nearest));
    return TypePool::error();
  }
  report(2105, node.name_begin, node.name_end, fmt::format("{} has no fields, so no `{}`", show(plain), node.name),
         find_function(node.name, true) != kNoFunction ? fmt::format("call it: `{}()`", node.name) : "");
  return TypePool::error();
}

// Blames the first part of a dotted name that no name of the environment has there.
void Checker::unknown_name(NodeId id) {
  const NodeId top = chain_top_ == kNoNode ? id : chain_top_;
  const std::string whole = dotted(top);
  const std::string name = whole.empty() ? ast_.nodes[id].name : whole;
  std::vector<NodeId> chain;
  for (NodeId at = whole.empty() ? id : top;; at = ast_.children[ast_.nodes[at].first]) {
    chain.insert(chain.begin(), at);
    if (ast_.nodes[at].kind == NodeKind::Name) break;
  }
  std::vector<std::string_view> known;
  for (const Variable& variable : environment_.variables()) known.push_back(variable.name);
  for (const Local& local : locals_) known.push_back(local.name);
  // Only as many parts as lead to the wrong one: what follows may be fields or functions.
  std::string prefix;
  std::size_t wrong = 0;
  for (; wrong + 1 < chain.size(); ++wrong) {
    const std::string longer = prefix + ast_.nodes[chain[wrong]].name + ".";
    if (std::ranges::none_of(known, [&](std::string_view candidate) { return candidate.starts_with(longer); })) break;
    prefix = longer;
  }
  const Node& blamed = ast_.nodes[chain[wrong]];
  std::string_view nearest = nearest_name(prefix + blamed.name, known);
  const std::string shown = wrong == 0 && nearest.empty() && !prefix.empty() ? name : prefix + blamed.name;
  // A wrong first part: the whole name may be near to a known one.
  if (nearest.empty() && wrong == 0) nearest = nearest_name(name, known);
  report(2101, blamed.name_begin, blamed.name_end,
         nearest.empty() ? fmt::format("unknown name `{}`", shown)
                         : fmt::format("unknown name `{}`; did you mean `{}`?",
                                       wrong == 0 && chain.size() > 1 ? name : shown, nearest));
}

}  // namespace hegui::cel
