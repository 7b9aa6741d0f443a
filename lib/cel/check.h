// Names, overloads and types of a tree: what is wrong in a condition is found here, before it judges anything.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "cel/ast.h"
#include "cel/environment.h"

namespace hegui::cel {

// Resolves and types the tree. With `expected` the whole must have that type (dyn passes). Diagnostics: HG2101 to
// HG2119.
Checked<Ast> check(Ast ast, const Environment& environment, const value::Type* expected);

// Resolves names only and leaves every type to the run, as CEL allows: an unknown name or function becomes an error
// when evaluated.
Ast resolve(Ast ast, const Environment& environment);

// Numbers of the facts a checked tree reads, by variable or by field of a record, ascending and without repeats.
std::vector<std::uint32_t> facts_read(const Ast& ast);

}  // namespace hegui::cel
