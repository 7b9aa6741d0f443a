// The macros of CEL and of its extensions: calls that are read as nodes of their own, because their arguments are no
// values.
#include <fmt/format.h>

#include "cel/parser.h"

namespace hegui::cel {
namespace {

struct FoldMacro {
  std::string_view name;
  MacroKind kind;
  std::size_t arguments;  // without the receiver
  std::size_t variables;
};
constexpr FoldMacro kFolds[] = {
    {"all", MacroKind::All, 2, 1},
    {"all", MacroKind::All, 3, 2},
    {"exists", MacroKind::Exists, 2, 1},
    {"exists", MacroKind::Exists, 3, 2},
    {"exists_one", MacroKind::ExistsOne, 2, 1},
    {"exists_one", MacroKind::ExistsOne, 3, 2},
    {"existsOne", MacroKind::ExistsOne, 2, 1},
    {"existsOne", MacroKind::ExistsOne, 3, 2},
    {"filter", MacroKind::Filter, 2, 1},
    {"map", MacroKind::Map, 2, 1},
    {"map", MacroKind::Map, 3, 1},
    {"transformList", MacroKind::Map, 3, 2},
    {"transformList", MacroKind::Map, 4, 2},
    {"transformMap", MacroKind::TransformMap, 3, 2},
    {"transformMap", MacroKind::TransformMap, 4, 2},
    {"transformMapEntry", MacroKind::TransformEntry, 3, 2},
    {"transformMapEntry", MacroKind::TransformEntry, 4, 2},
    {"optMap", MacroKind::OptMap, 2, 1},
    {"optFlatMap", MacroKind::OptFlatMap, 2, 1},
};

}  // namespace

NodeId Parser::expand(Node call, std::vector<NodeId> children) {
  if (!call.member) {
    if (call.name == "has" && children.size() == 1) return expand_has(call, children[0]);
    return add(std::move(call), children);
  }
  bool handled = false;
  const Node& receiver = ast_.nodes[children[0]];
  if (receiver.kind == NodeKind::Name && receiver.name == "math" && children.size() > 3 &&
      (call.name == "greatest" || call.name == "least")) {
    const NodeId list = add({.kind = NodeKind::List,
                             .begin = call.begin,
                             .end = call.end,
                             .name_begin = call.name_begin,
                             .name_end = call.name_end,
                             .optionals = std::vector<bool>(children.size() - 1)},
                            std::span(children).subspan(1));
    children = {children[0], list};
    return add(std::move(call), children);
  }
  if (receiver.kind == NodeKind::Name && receiver.name == "cel") {
    const NodeId node = expand_namespaced(call, children, handled);
    if (handled) return node;
  }
  for (const FoldMacro& fold : kFolds) {
    if (fold.name == call.name && fold.arguments == children.size() - 1)
      return expand_fold(call, fold.kind, children, fold.variables);
  }
  return add(std::move(call), children);
}

NodeId Parser::expand_has(const Node& call, NodeId argument) {
  Node& node = ast_.nodes[argument];
  const bool selects = node.kind == NodeKind::Select && !node.test && !node.optional;
  if (!selects)
    return fail(2009, node.begin, node.end, "has() asks for one field of a value", "write `has(value.field)`");
  node.test = true;
  node.begin = call.begin;
  node.end = call.end;
  return argument;
}

std::string Parser::variable_name(NodeId id) {
  const Node& node = ast_.nodes[id];
  if (node.kind == NodeKind::Name && !node.name.starts_with('.')) return node.name;
  fail(2009, node.begin, node.end, "expected the name of a variable here", "as in `list.all(item, item > 0)`");
  return {};
}

NodeId Parser::expand_fold(const Node& call, MacroKind kind, std::span<const NodeId> children, std::size_t variables) {
  Node node{.kind = NodeKind::Macro,
            .macro = kind,
            .begin = call.begin,
            .end = call.end,
            .name_begin = call.name_begin,
            .name_end = call.name_end,
            .name = call.name};
  for (std::size_t i = 1; i <= variables; ++i) {
    node.variables.push_back(variable_name(children[i]));
    if (mistake_) return kNoNode;
  }
  if (variables == 2 && node.variables[0] == node.variables[1]) {
    const Node& second = ast_.nodes[children[2]];
    return fail(2009, second.begin, second.end, "the two variables need different names");
  }
  std::vector<NodeId> kept = {children[0]};
  kept.insert(kept.end(), children.begin() + static_cast<std::ptrdiff_t>(variables) + 1, children.end());
  return add(std::move(node), kept);
}

// cel.bind(name, value, result), and cel.block of the optimiser with its numbered variables.
NodeId Parser::expand_namespaced(const Node& call, std::span<const NodeId> children, bool& handled) {
  const auto number = [&](std::size_t i) -> std::int64_t {
    const Node& node = ast_.nodes[children[i]];
    return node.kind == NodeKind::Literal && node.literal.is(value::Kind::Int) && node.literal.as_int() >= 0
               ? node.literal.as_int()
               : -1;
  };
  const auto variable = [&](std::string text) {
    return add({.kind = NodeKind::Name,
                .begin = call.begin,
                .end = call.end,
                .name_begin = call.begin,
                .name_end = call.end,
                .name = std::move(text)},
               {});
  };
  handled = true;
  if (call.name == "bind" && children.size() == 4) {
    Node node{.kind = NodeKind::Macro,
              .macro = MacroKind::Bind,
              .begin = call.begin,
              .end = call.end,
              .name_begin = call.name_begin,
              .name_end = call.name_end,
              .name = "cel.bind"};
    node.variables.push_back(variable_name(children[1]));
    return mistake_ ? kNoNode : add(std::move(node), children.subspan(2));
  }
  if (call.name == "block" && children.size() == 3) return expand_block(call, children);
  if (call.name == "index" && children.size() == 2 && number(1) >= 0)
    return variable(fmt::format("@index{}", number(1)));
  if (call.name == "iterVar" && children.size() == 3 && number(1) >= 0 && number(2) >= 0)
    return variable(fmt::format("@it:{}:{}", number(1), number(2)));
  if (call.name == "accuVar" && children.size() == 3 && number(1) >= 0 && number(2) >= 0)
    return variable(fmt::format("@ac:{}:{}", number(1), number(2)));
  handled = false;
  return kNoNode;
}

NodeId Parser::expand_block(const Node& call, std::span<const NodeId> children) {
  const Node values = ast_.nodes[children[1]];
  if (values.kind != NodeKind::List || values.optional)
    return fail(2009, values.begin, values.end, "cel.block() takes a list of values first");
  Node node{.kind = NodeKind::Macro,
            .macro = MacroKind::Block,
            .begin = call.begin,
            .end = call.end,
            .name_begin = call.name_begin,
            .name_end = call.name_end,
            .name = "cel.block"};
  std::vector<NodeId> kept(ast_.children_of(values).begin(), ast_.children_of(values).end());
  for (std::size_t i = 0; i < kept.size(); ++i) node.variables.push_back(fmt::format("@index{}", i));
  kept.push_back(children[2]);
  return add(std::move(node), kept);
}

}  // namespace hegui::cel
