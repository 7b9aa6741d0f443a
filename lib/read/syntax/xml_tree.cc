// Building trees and naming places in them.
#include "read/syntax/xml_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"

namespace hegui::read::xml {
namespace {

constexpr std::size_t kMaxNameInPath = 64;

// Numbers all children of `parent` at once, so that many paths below one element cost no more than one.
void number_children(const Element& parent) {
  struct Seen {
    const Element* first;
    std::uint32_t count;
  };
  std::unordered_map<std::string_view, Seen> seen;
  for (const Element* child = parent.first; child != nullptr; child = child->next) {
    Seen& entry = seen.try_emplace(child->name, Seen{child, 0}).first->second;
    child->ordinal = ++entry.count;
    if (entry.count > 1) child->alone = entry.first->alone = false;
  }
}

// Cut and made safe to print; plain names, which is nearly all, are copied as they are.
void append_name(std::string& out, std::string_view name) {
  const std::string_view part = name.substr(0, kMaxNameInPath);
  const bool plain = std::ranges::all_of(part, [](char c) { return c > ' ' && c < 0x7F; });
  if (name.empty()) {
    out += '?';
  } else if (plain) {
    out += part;
  } else {
    out += utf8::printable(part);
  }
}

// Depth is bounded by whoever built the document.
void append_path(std::string& out, const Element& step) {
  if (step.parent != nullptr) {
    append_path(out, *step.parent);
    if (step.ordinal == 0) number_children(*step.parent);
  }
  out += '/';
  append_name(out, step.name);
  if (!step.alone) fmt::format_to(std::back_inserter(out), "[{}]", step.ordinal);
}

}  // namespace

std::string Document::path(const Element& element) const {
  std::string out;
  append_path(out, element);
  return out;
}

std::string Document::path(std::string_view element, std::string_view attribute) {
  std::string out;
  out.reserve(element.size() + 1 + attribute.size());
  out += element;
  out += '@';
  append_name(out, attribute);
  return out;
}

Element* TreeBuilder::open() {
  Element* element = document_.arena().make<Element>();
  element->parent = current_;
  if (current_ == nullptr) {
    document_.set_root(element);
  } else if (last_ == nullptr) {
    current_->first = element;
  } else {
    last_->next = element;
  }
  current_ = element;
  last_ = nullptr;
  ++depth_;
  ++count_;
  return element;
}

void TreeBuilder::close() {
  last_ = current_;
  current_ = const_cast<Element*>(current_->parent);
  --depth_;
}

}  // namespace hegui::read::xml
