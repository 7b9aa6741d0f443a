// Building trees and naming places in them.
#include "read/syntax/xml_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

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

}  // namespace

std::string Document::path(const Element& element) const {
  std::vector<const Element*> chain;
  for (const Element* at = &element; at != nullptr; at = at->parent) chain.push_back(at);
  std::string out;
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
    const Element& step = **it;
    if (step.ordinal == 0 && step.parent != nullptr) number_children(*step.parent);
    out += '/';
    append_name(out, step.name);
    if (!step.alone) fmt::format_to(std::back_inserter(out), "[{}]", step.ordinal);
  }
  return out;
}

std::string Document::path(const Element& element, std::string_view attribute) const {
  std::string out = path(element);
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
