// The conditions of rules: their names are the facts schema, and `it` where a rule runs over a list.
#pragma once

#include <optional>

#include "cel/ast.h"
#include "cel/environment.h"
#include "vocab/compile/table_reader.h"

namespace hegui::policy {

class Conditions {
 public:
  // Leaves `it` unknown, or gives it a type. `fact` is the number an unknown `it` carries, 0 for none.
  void without_item();
  void with_item(const value::Type* type, std::uint32_t fact);

  // The checked tree of the string `node`; nothing when it has errors. With `expected` the condition must have that
  // type.
  std::optional<cel::Ast> check(const vocab::Node& node, const value::Type* expected, vocab::Issues& issues) const;

 private:
  std::optional<cel::Environment> item_;  // the facts of the subject and `it`, once that was asked for
  bool has_item_ = false;
};

}  // namespace hegui::policy
