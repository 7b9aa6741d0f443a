// Trees and diagnostics as text, for tests of the syntaxes.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string>

#include "read/syntax/tree.h"

namespace hegui::read::tree {

inline SourcePtr source_of(std::string name, std::string text) {
  return std::make_shared<Source>(std::move(name), std::move(text));
}

// One line: strings quoted, members as key=value in order, a date bare.
inline std::string show(const Node& node) {
  switch (node.kind) {
    case NodeKind::Null:
      return "null";
    case NodeKind::Bool:
      return node.flag ? "true" : "false";
    case NodeKind::Int:
      return fmt::format("{}", node.integer);
    case NodeKind::Double:
      return fmt::format("{}d", node.real);
    case NodeKind::String:
      return fmt::format("'{}'", node.text);
    case NodeKind::Date:
      return node.date.to_string();
    case NodeKind::DateTime:
      return fmt::format("time {}", node.text);
    case NodeKind::Bytes:
      return "bytes";
    case NodeKind::Array: {
      std::string out = "[";
      for (const Node& item : node.items) out += (out.size() > 1 ? "," : "") + show(item);
      return out + "]";
    }
    case NodeKind::Object: {
      std::string out = "{";
      for (const Member& member : node.members)
        out += (out.size() > 1 ? "," : "") + std::string(member.key) + "=" + show(member.value);
      return out + "}";
    }
  }
  return "?";
}

// The tree, or every diagnostic as a person sees it.
inline std::string show(const Checked<Document>& parsed) {
  if (parsed) return show(parsed.value->root());
  std::string out;
  for (const Diagnostic& issue : parsed.issues) out += render(issue);
  return out;
}

// The bytes a node or key covers.
inline std::string_view covered(const Document& document, const Span& span) {
  return document.source().text().substr(span.begin, span.end - span.begin);
}

}  // namespace hegui::read::tree
