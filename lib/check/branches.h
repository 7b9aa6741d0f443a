// Which sides of a rule's conditions its examples show: a side that none shows may be wrong unnoticed.
#pragma once

#include <cstddef>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "vocab/compile/table_reader.h"

namespace hegui::check {

// A condition is cut at `&&`, `||`, `!` and `? :` into its parts; each part has two sides, true and false. Parts within
// macros count as one with the macro, constants not at all.
struct BranchCoverage {
  std::size_t sides = 0, shown = 0;
  std::vector<Diagnostic> hidden;  // HG3020, a warning for each part of which an example shows one side only, or none
};

// The rule of one `[[rule]]` table whose conditions and examples compile; nothing is said of one that does not. `file`
// holds it.
BranchCoverage branch_coverage(const vocab::Node& rule, const SourcePtr& file);

}  // namespace hegui::check
