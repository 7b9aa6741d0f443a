#include "read/format/gradle_catalog.h"

#include <fmt/format.h>

#include <algorithm>

namespace hegui::read::gradle {
namespace {

std::string_view text(const tree::Node* node) {
  return node != nullptr && node->is(tree::NodeKind::String) ? node->text : std::string_view{};
}

}  // namespace

std::string dotted(std::string_view name) {
  std::string out(name);
  std::ranges::replace_if(out, [](char c) { return c == '-' || c == '_'; }, '.');
  return out;
}

Catalog::Catalog(const SourcePtr& source, const Limits& limits)
    : document_(tree::parse_toml(source, {.max_depth = limits.max_depth, .max_nodes = limits.max_nodes})) {}

std::string_view Catalog::version(std::string_view alias) const { return text(entry("versions", alias)); }

std::pair<std::string, std::string_view> Catalog::library(std::string_view alias) const {
  const tree::Node* found = entry("libraries", alias);
  if (found == nullptr) return {};
  if (found->is(tree::NodeKind::String)) {
    const std::size_t second = found->text.find(':', found->text.find(':') + 1);
    return {std::string(found->text.substr(0, second)),
            second == found->text.npos ? std::string_view{} : found->text.substr(second + 1)};
  }
  std::string module(text(found->find("module")));
  if (module.empty()) module = fmt::format("{}:{}", text(found->find("group")), text(found->find("name")));
  const tree::Node* version = found->find("version");
  if (version != nullptr && version->is(tree::NodeKind::Object) && version->find("ref") != nullptr)
    return {module, text(entry("versions", dotted(text(version->find("ref")))))};
  return {module, text(version)};
}

std::string_view Catalog::plugin(std::string_view alias) const {
  const tree::Node* found = entry("plugins", alias);
  if (found == nullptr) return {};
  const std::string_view id = found->is(tree::NodeKind::String) ? found->text : text(found->find("id"));
  return id.substr(0, id.find(':'));
}

std::vector<std::string> Catalog::bundle(std::string_view alias) const {
  std::vector<std::string> out;
  if (const tree::Node* found = entry("bundles", alias))
    for (const tree::Node& member : found->items) out.push_back(dotted(member.text));
  return out;
}

const tree::Node* Catalog::entry(std::string_view table, std::string_view alias) const {
  const tree::Node* found = document_ ? document_.value->root().find(table) : nullptr;
  if (found == nullptr) return nullptr;
  for (const tree::Member& member : found->members)
    if (dotted(member.key) == alias) return &member.value;
  return nullptr;
}

}  // namespace hegui::read::gradle
