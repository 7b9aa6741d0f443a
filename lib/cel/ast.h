// The tree of one condition: flat arrays, children by number. The parser fills it, the checker resolves names and adds
// types in place, the planner turns it into a program. Macros are nodes of their own, not folds: open lists and
// unknowns need to know them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "value/type.h"
#include "value/value.h"

namespace hegui::cel {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

enum class NodeKind : std::uint8_t {
  Literal,
  Name,    // `name`; a leading dot is part of it
  Select,  // children: operand; `name` is the field
  Call,    // children: receiver when `member`, arguments; operators have their CEL names, such as `_+_`
  List,    // children: members
  Map,     // children: key, value, key, value …
  Macro,   // children: range, then predicate or filter and result; variables
};

enum class MacroKind : std::uint8_t {
  All,             // range, predicate
  Exists,          // range, predicate
  ExistsOne,       // range, predicate
  Filter,          // range, predicate
  Map,             // range, [filter,] result
  TransformMap,    // range, [filter,] result; two variables; keeps the keys
  TransformEntry,  // range, [filter,] map of one entry; two variables
  Bind,            // value, result
  Block,           // values …, result; `variables` is cel.block's own
  OptMap,          // optional, result
  OptFlatMap,      // optional, optional
};

// What the checker found a name to be.
enum class Meaning : std::uint8_t { Unresolved, Slot, Local, Type };

struct Node {
  NodeKind kind = NodeKind::Literal;
  MacroKind macro = MacroKind::All;
  bool member = false;                         // Call with a receiver
  bool test = false;                           // Select or Name inside has()
  bool optional = false;                       // Select by `.?`, a List or Map with optional members
  std::uint32_t begin = 0, end = 0;            // bytes of the condition
  std::uint32_t name_begin = 0, name_end = 0;  // of the name, field, function or operator
  std::string name = {};                       // or the contents of a string or bytes literal
  value::Value literal = {};                   // kind and value; of strings and bytes the kind alone
  std::uint32_t first = 0, count = 0;          // children: Ast::children[first, first + count)
  std::uint32_t depth = 1;                     // of the tree below, at least 1
  // Macro: variables, the second one for macros over two.
  std::vector<std::string> variables = {};
  // List, Map: which members (of a Map: entries) were written with `?`.
  std::vector<bool> optionals = {};
  // Set by check: type of the node; what a name means, its slot or local; position of a field, UINT32_MAX when looked
  // up by name.
  const value::Type* type = nullptr;
  Meaning meaning = Meaning::Unresolved;
  std::uint32_t slot = 0;
  std::uint32_t fact = 0;
  std::uint32_t local = 0;  // Macro: the first of its locals
  std::uint32_t field = UINT32_MAX;
};

struct Ast {
  std::vector<Node> nodes;
  std::vector<NodeId> children;
  NodeId root = kNoNode;
  std::string text;                    // the condition, unescaped
  const Source* source = nullptr;      // the file it stands in
  std::uint32_t begin = 0;             // where, when `offsets` is empty
  std::vector<std::uint32_t> offsets;  // else: of each byte of `text` and of its end, its byte in the source
  std::shared_ptr<value::TypePool> types = std::make_shared<value::TypePool>();
  bool checked = false;
  std::uint32_t locals = 0;  // set by check: how many locals an evaluation needs

  std::span<const NodeId> children_of(const Node& node) const {
    return std::span(children).subspan(node.first, node.count);
  }
  // Where bytes [from, to) of the condition stand in the file.
  Span span(std::uint32_t from, std::uint32_t to) const;
  // The type of the whole condition once checked.
  const value::Type* type() const { return nodes[root].type; }
};

}  // namespace hegui::cel
