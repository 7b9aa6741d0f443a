// References are URIs: the path of a file, and a JSON Pointer (RFC 6901) in the fragment.
#include "read/format/openapi_document.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string>

#include "read/syntax/tree_limits.h"

namespace hegui::read::openapi {
namespace {

using tree::Node;
using tree::NodeKind;

constexpr int kMaxSteps = 32;
constexpr std::size_t kMaxFiles = 5'000;
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

// What a reference is called by: the last part of its pointer, or the name of the file without its ending.
std::string_view name_of(std::string_view reference) {
  const std::size_t slash = reference.rfind('/');
  std::string_view name = slash == reference.npos ? reference : reference.substr(slash + 1);
  if (reference.find('#') == reference.npos) return name.substr(0, name.find('.'));
  return slash == reference.npos ? std::string_view{} : name;
}

}  // namespace

Checked<tree::Document> parse_description(const SourcePtr& source, const Limits& limits) {
  const tree::Limits most = tree::within(limits);
  const std::string_view text = source->text();
  const bool json = text.substr(0, 64).find_first_of("{[") == text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return json ? tree::parse_foreign_json(source, most) : tree::parse_yaml(source, most);
}

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

// Some leave out the slash before a single name.
const Node* Description::point(const Node& root, std::string_view pointer) {
  if (pointer.empty()) return &root;
  if (!pointer.starts_with('/')) return pointer.find('/') == pointer.npos ? step(root, pointer) : nullptr;
  const Node* at = &root;
  while (at != nullptr && !pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    at = step(*at, pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return at;
}

Description::Found Description::find(std::string_view reference, const tree::Document& within) {
  const auto [known, fresh] = found_.try_emplace({&within, reference});
  if (!fresh) return known->second;
  const std::size_t hash = std::min(reference.find('#'), reference.size());
  const tree::Document* document = hash == 0 ? &within : open(reference.substr(0, hash), within);
  if (document == nullptr) return {};
  const std::string_view pointer = reference.substr(std::min(hash + 1, reference.size()));
  return known->second = {point(document->root(), pointer), document};
}

// A file that lies where the path says, seen from the file that refers to it, and not outside the description's folder.
const tree::Document* Description::open(std::string_view path, const tree::Document& within) {
  if (!context_.beside || path.starts_with('/') || path.find(':') != path.npos) return nullptr;
  namespace fs = std::filesystem;
  const fs::path top = fs::path(document_.source().name()).parent_path().lexically_normal();
  const std::string plain = unescape(path);
  const fs::path file = (fs::path(within.source().name()).parent_path() / plain).lexically_normal();
  if (const fs::path seen = file.lexically_relative(top.empty() ? "." : top); seen.empty() || *seen.begin() == "..")
    return nullptr;
  if (file == fs::path(document_.source().name()).lexically_normal()) return &document_;
  const auto [known, fresh] = files_.try_emplace(file.generic_string());
  std::optional<tree::Document>& document = known->second;
  if (!fresh) return document ? &*document : nullptr;
  if (files_.size() > kMaxFiles) return nullptr;
  const SourcePtr source = context_.beside(within.source(), plain);
  if (source == nullptr || (bytes_ += source->text().size()) > context_.limits.max_entry_bytes) return nullptr;
  Checked<tree::Document> parsed = parse_description(source, context_.limits);
  if (!parsed) return nullptr;
  facts_.keep(source);
  return &document.emplace(std::move(*parsed.value));
}

Target Description::follow(const Node& node, const tree::Document& within) {
  Target target{&node, {}, &within};
  for (int steps = 0; target.node != nullptr; ++steps) {
    const Node* reference = target.node->find("$ref");
    if (reference == nullptr || !reference->is(NodeKind::String)) return target;
    if (steps == kMaxSteps) return {};
    const Found found = find(reference->text, *target.document);
    target = {found.node, name_of(reference->text), found.document};
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
