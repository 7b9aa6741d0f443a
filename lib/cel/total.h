// Which parts of a checked tree cannot fail, whatever the values: over an open list, members nobody saw cannot turn the
// result of such a part into an error. Not for use outside lib/cel.
#pragma once

#include "cel/ast.h"

namespace hegui::cel {

// False when in doubt. Running out of the budget does not count as failing.
bool is_total(const Ast& ast, NodeId id);

}  // namespace hegui::cel
