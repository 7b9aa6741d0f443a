// What a document of values may spend within what one input may.
#pragma once

#include <algorithm>

#include "read/format.h"
#include "read/syntax/tree.h"

namespace hegui::read::tree {

inline Limits within(const read::Limits& limits) {
  return {.max_bytes = limits.max_entry_bytes,
          .max_depth = limits.max_depth,
          .max_nodes = static_cast<std::uint32_t>(
              std::min<std::uint64_t>(limits.max_nodes, limits.max_memory_bytes / kBytesPerValue))};
}

}  // namespace hegui::read::tree
