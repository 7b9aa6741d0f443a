// Building trees and naming places in them.
#include "read/syntax/xml_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>

#include "base/utf8.h"

namespace hegui::read::xml {
namespace {

constexpr std::size_t kMaxNameInPath = 64;

// How often a name was seen among siblings.
struct Seen {
  std::string_view name;
  const Element* first = nullptr;
  std::uint32_t count = 0;
};

// Counts by name: a few are compared one by one, which is all that most parents need.
class Names {
 public:
  Seen& of(std::string_view name) {
    for (Seen& seen : std::span(few_).first(used_))
      if (seen.name == name) return seen;
    Seen& seen = used_ < few_.size() ? few_[used_++] : rest_[name];
    seen.name = name;
    return seen;
  }

 private:
  std::array<Seen, 8> few_;
  std::size_t used_ = 0;
  std::unordered_map<std::string_view, Seen> rest_;
};

// Numbers all children of `parent` at once, so that many paths below one element cost no more than one.
void number_children(const Element& parent) {
  Names names;
  for (const Element* child = parent.first; child != nullptr; child = child->next) {
    Seen& seen = names.of(child->name);
    if (seen.first == nullptr) seen.first = child;
    child->ordinal = ++seen.count;
    if (seen.count > 1) child->alone = seen.first->alone = false;
  }
}

// Cut and made safe to print; plain names, which is nearly all, are copied as they are.
void append_name(fmt::memory_buffer& out, std::string_view name) {
  const std::string_view part = name.substr(0, kMaxNameInPath);
  const bool plain = std::ranges::all_of(part, [](char c) { return c > ' ' && c < 0x7F; });
  if (name.empty()) {
    out.push_back('?');
  } else if (plain) {
    out.append(part);
  } else {
    out.append(utf8::printable(part));
  }
}

// Depth is bounded by whoever built the document.
void append_path(fmt::memory_buffer& out, const Element& step) {
  if (step.parent != nullptr) {
    append_path(out, *step.parent);
    if (step.ordinal == 0) number_children(*step.parent);
  }
  out.push_back('/');
  append_name(out, step.name);
  if (!step.alone) fmt::format_to(std::back_inserter(out), "[{}]", step.ordinal);
}

}  // namespace

std::string Document::path(const Element& element) const {
  fmt::memory_buffer out;
  append_path(out, element);
  return fmt::to_string(out);
}

std::string Document::path(std::string_view element, std::string_view attribute) {
  fmt::memory_buffer out;
  out.append(element);
  out.push_back('@');
  append_name(out, attribute);
  return fmt::to_string(out);
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
