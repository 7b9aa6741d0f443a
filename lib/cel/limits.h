// How much work one condition may ask for. Text of any size and nesting is refused or judged within these, never a
// hang.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hegui::cel {

// For parsing and checking one condition.
struct Limits {
  std::uint32_t bytes = 64 * 1024;  // length of the condition
  std::uint32_t depth = 200;        // nesting of the tree, which bounds every recursion over it
  std::uint32_t nodes = 20'000;     // nodes of the tree after macros
};

// For one evaluation.
struct Budget {
  std::uint64_t steps = 10'000'000;            // operations; each member a function looks at counts too
  std::size_t memory = std::size_t{64} << 20;  // bytes of strings, lists and maps made since the scratch was reset
};

}  // namespace hegui::cel
