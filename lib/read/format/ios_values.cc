#include "read/format/ios_values.h"

#include <fmt/format.h>

#include <algorithm>

namespace hegui::read::ios {
namespace {

using tree::Node;
using tree::NodeKind;

constexpr int kMaxWarnings = 8;
constexpr std::size_t kMaxMembers = 2'000;  // of all lists of one document; stating a list costs its square
constexpr std::size_t kMaxText = 4096;      // bytes of one string that becomes a fact
constexpr Code kWrongType{1512}, kTooMuch{1513};

// The first variable at or behind `from` as [begin, end), or begin == npos.
struct Variable {
  std::size_t begin = std::string_view::npos, end = std::string_view::npos;
};

Variable next_variable(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('$', from); at != text.npos; at = text.find('$', at + 1)) {
    const char open = at + 1 < text.size() ? text[at + 1] : '\0';
    if (open != '(' && open != '{') continue;
    const std::size_t end = text.find(open == '(' ? ')' : '}', at);
    if (end != text.npos && end > at + 2) return {at, end + 1};
  }
  return {};
}

bool is_filler(char c) {
  return (c & 0x80) == 0 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9');
}

}  // namespace

bool has_variable(std::string_view text) { return next_variable(text, 0).begin != text.npos; }

bool is_only_variables(std::string_view text) {
  std::size_t at = 0;
  bool found = false;
  for (Variable next = next_variable(text, 0); next.begin != text.npos; next = next_variable(text, at)) {
    if (!std::ranges::all_of(text.substr(at, next.begin - at), is_filler)) return false;
    at = next.end;
    found = true;
  }
  return found && std::ranges::all_of(text.substr(at), is_filler);
}

Span Values::at(const Node& node) {
  if (!document_.binary()) return document_.span(node);
  return {&document_.source(), 0, 0, facts_.keep(document_.path(node))};
}

std::optional<std::string_view> Values::text(const Node& node) {
  if (node.is(NodeKind::Null)) return std::nullopt;
  if (!node.is(NodeKind::String)) {
    wrong_type(node, "a string");
    return std::nullopt;
  }
  if (has_variable(node.text)) return std::nullopt;
  return keep(node);
}

std::optional<std::string_view> Values::keep(const Node& node) {
  if (node.text.size() <= kMaxText) return facts_.keep(node.text);
  warn(kTooMuch, node, fmt::format("texts of more than {} bytes count as unknown", kMaxText));
  return std::nullopt;
}

std::optional<bool> Values::flag(const Node& node) {
  if (node.is(NodeKind::Bool)) return node.flag;
  if (node.is(NodeKind::Int)) return node.integer != 0;
  if (node.is(NodeKind::String)) {
    std::string word(node.text);
    std::ranges::transform(word, word.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (word == "yes" || word == "true" || word == "1") return true;
    if (word == "no" || word == "false" || word == "0") return false;
    if (has_variable(node.text)) return std::nullopt;
  }
  if (!node.is(NodeKind::Null)) wrong_type(node, "a boolean");
  return std::nullopt;
}

void Values::state_text(facts::FactId id, const Node* node, facts::Item* item) {
  if (node == nullptr) return;
  if (const auto value = text(*node))
    facts_.set(id, *value, at(*node), item);
  else
    facts_.unknown(id, at(*node), item);
}

void Values::state_flag(facts::FactId id, const Node* node, facts::Item* item) {
  if (node == nullptr) return;
  if (const auto value = flag(*node))
    facts_.set(id, *value, at(*node), item);
  else
    facts_.unknown(id, at(*node), item);
}

void Values::append(facts::FactId id, const Node& node, facts::Item* item) {
  if (!has_room(id, node, item)) return;
  const auto value = text(node);
  if (value && !value->empty()) facts_.append(id, *value, at(node), item);
  if (!value) {
    facts_.state_list(id, at(node), item);
    facts_.open(id, item);
  }
}

void Values::state_list(facts::FactId id, const Node* node, facts::Item* item) {
  if (node == nullptr) return;
  if (node->is(NodeKind::String)) return append(id, *node, item);
  if (!node->is(NodeKind::Array)) {
    if (!node->is(NodeKind::Null)) wrong_type(*node, "an array of strings");
    return facts_.unknown(id, at(*node), item);
  }
  facts_.state_list(id, at(*node), item);
  for (const Node& member : node->items.first(std::min(node->items.size(), kMaxMembers + 1))) append(id, member, item);
}

bool Values::has_room(facts::FactId list, const Node& node, facts::Item* item) {
  if (members_ < kMaxMembers) {
    ++members_;
    return true;
  }
  if (members_++ == kMaxMembers)
    warn(kTooMuch, node, fmt::format("more than {} members of lists; the rest is not looked at", kMaxMembers));
  facts_.open(list, item);
  return false;
}

void Values::wrong_type(const Node& node, std::string_view wanted) {
  warn(kWrongType, node,
       fmt::format("this should be {}, not {}; it counts as unknown", wanted, tree::kind_name(node.kind)));
}

void Values::warn(Code code, const Node& node, std::string message) {
  if (++warnings_ <= kMaxWarnings) issues_.push_back(warning(code, at(node), std::move(message)));
}

}  // namespace hegui::read::ios
