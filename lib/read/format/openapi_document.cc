// Local references are JSON Pointers (RFC 6901) in a URI fragment.
#include "read/format/openapi_document.h"

#include <charconv>
#include <string>

namespace hegui::read::openapi {
namespace {

using tree::Node;
using tree::NodeKind;

constexpr int kMaxSteps = 32;
constexpr std::size_t kMany = 64;  // members from which an object is looked up by key

// One part of a pointer with its escapes undone: %XX of the URI, then ~1 and ~0.
std::string unescape(std::string_view part) {
  std::string plain;
  for (std::size_t at = 0; at < part.size(); ++at) {
    unsigned value = 0;
    const bool escaped =
        part[at] == '%' && at + 2 < part.size() &&
        std::from_chars(part.data() + at + 1, part.data() + at + 3, value, 16).ptr == part.data() + at + 3;
    plain += escaped ? static_cast<char>(value) : part[at];
    if (escaped) at += 2;
  }
  std::string out;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    const char next = at + 1 < plain.size() ? plain[at + 1] : '\0';
    if (plain[at] == '~' && (next == '0' || next == '1')) {
      out += next == '1' ? '/' : '~';
      ++at;
    } else {
      out += plain[at];
    }
  }
  return out;
}

}  // namespace

const Node* Description::member(const Node& object, const std::string& key) {
  if (object.members.size() < kMany) return object.find(key);
  const auto [known, fresh] = large_.try_emplace(&object);
  if (fresh)
    for (const tree::Member& each : object.members) known->second.emplace(each.key, &each.value);
  const auto found = known->second.find(key);
  return found == known->second.end() ? nullptr : found->second;
}

const Node* Description::step(const Node& at, std::string_view part) {
  if (at.is(NodeKind::Object)) return member(at, unescape(part));
  std::size_t index = 0;
  if (!at.is(NodeKind::Array) ||
      std::from_chars(part.data(), part.data() + part.size(), index).ptr != part.data() + part.size() ||
      index >= at.items.size())
    return nullptr;
  return &at.items[index];
}

const Node* Description::find(std::string_view reference) {
  const auto [known, fresh] = found_.try_emplace(reference, nullptr);
  if (!fresh) return known->second;
  if (!reference.starts_with('#')) return nullptr;
  std::string_view rest = reference.substr(1);
  const Node* at = &root();
  while (at != nullptr && !rest.empty()) {
    if (rest.front() != '/') return nullptr;
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    at = step(*at, rest.substr(0, end));
    rest.remove_prefix(end);
  }
  known->second = at;
  return at;
}

Target Description::follow(const Node& node) {
  Target target{&node, {}};
  for (int steps = 0; target.node != nullptr; ++steps) {
    const Node* reference = target.node->find("$ref");
    if (reference == nullptr || !reference->is(NodeKind::String)) return target;
    if (steps == kMaxSteps) return {};
    target.node = find(reference->text);
    const std::size_t slash = reference->text.rfind('/');
    target.name = slash == std::string_view::npos ? std::string_view{} : reference->text.substr(slash + 1);
  }
  return target;
}

std::string_view text_of(const Node& object, std::string_view key) {
  const Node* found = object.find(key);
  return found != nullptr && found->is(NodeKind::String) ? found->text : std::string_view{};
}

bool flag_of(const Node& object, std::string_view key) {
  const Node* found = object.find(key);
  return found != nullptr && found->is(NodeKind::Bool) && found->flag;
}

}  // namespace hegui::read::openapi
