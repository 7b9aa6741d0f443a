// What must hold of any bytes given to a reader of trees: a tree or an error, every place within the text, the limits
// kept.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "read/syntax/tree.h"

namespace hegui::read::tree {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void walk(const Document& document, const Node& node, std::uint32_t depth, const Limits& limits,
                 std::uint64_t& nodes) {
  const std::size_t size = document.source().text().size();
  require(depth <= limits.max_depth && ++nodes <= limits.max_nodes);
  require(node.begin <= node.end && node.end <= size);
  for (const Node& item : node.items) walk(document, item, depth + 1, limits, nodes);
  for (const Member& member : node.members) {
    require(member.key_begin <= member.key_end && member.key_end <= size);
    walk(document, member.value, depth + 1, limits, nodes);
  }
}

inline void fuzz(Checked<Document> (*parse)(const SourcePtr&, const Limits&), const std::uint8_t* data,
                 std::size_t size) {
  const auto source = std::make_shared<Source>("input", std::string(reinterpret_cast<const char*>(data), size));
  const Limits limits{.max_depth = 40, .max_nodes = 20'000};
  const Checked<Document> parsed = parse(source, limits);
  require(parsed.value.has_value() == parsed.issues.empty());
  std::uint64_t nodes = 0;
  if (parsed) walk(*parsed.value, parsed.value->root(), 0, limits, nodes);
}

}  // namespace hegui::read::tree
