// A second evaluator, written as plainly as can be: it walks the tree, copies everything, folds and flattens nothing.
// It exists to be compared with the planned program and knows the language the differential test generates.
#pragma once

#include <span>

#include "cel/ast.h"
#include "cel/context.h"
#include "value/value.h"

namespace hegui::cel::test {

class TreeWalk {
 public:
  TreeWalk(const Ast& ast, std::span<const value::Value> slots, Scratch& scratch)
      : ast_(ast), slots_(slots), context_(scratch), locals_(ast.locals) {}

  value::Value run() { return visit(ast_.root); }

 private:
  value::Value visit(NodeId id);
  value::Value visit_call(const Node& node);
  value::Value visit_macro(const Node& node);
  value::Value fold_logic(std::span<const value::Value> operands, bool decisive);
  // The first error among the values, else the union of their unknowns, else Null.
  value::Value blocked(std::span<const value::Value> values);

  const Ast& ast_;
  std::span<const value::Value> slots_;
  Context context_;
  std::vector<value::Value> locals_;
};

}  // namespace hegui::cel::test
