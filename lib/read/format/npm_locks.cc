#include "read/format/npm_locks.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "read/syntax/tree_limits.h"

namespace hegui::read {
namespace {

using tree::Document;
using tree::Member;
using tree::Node;
using vocab::MarkKind;

std::span<const Member> members_of(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr ? found->members : std::span<const Member>{};
}

struct Package {
  std::string_view name, version;
};

// `name@version`, the name perhaps behind a scope: `@scope/name`.
Package split_at_sign(std::string_view text) {
  const std::size_t at = text.find('@', 1);
  return at == text.npos ? Package{text, {}} : Package{text.substr(0, at), text.substr(at + 1)};
}

bool is_tool(const Node& package) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{"dev", "devOptional"}, [&](std::string_view key) {
    const Node* flag = package.find(key);
    return flag != nullptr && flag->flag;
  });
}

// Depth is bounded by the notation's limit.
void state_package_lock_tree(const Document& document, const Node& holder, DependencyList& list) {
  for (const Member& package : members_of(holder, "dependencies")) {
    if (is_tool(package.value)) continue;
    list.add(MarkKind::Npm, package.key, text_of(package.value, "version"), Use::Shipped, document.key_span(package));
    state_package_lock_tree(document, package.value, list);
  }
}

class PnpmReader {
 public:
  PnpmReader(const Document& document, DependencyList& list) : document_(document), list_(list) {
    for (const std::string_view key : {"snapshots", "packages"})
      for (const Member& package : members_of(root(), key)) packages_.emplace(package.key, &package);
  }

  void state() {
    const std::span<const Member> projects = members_of(root(), "importers");
    if (projects.empty()) return state_project(root(), Use::Shipped);
    for (const Use use : {Use::Shipped, Use::Untold})
      for (const Member& project : projects)
        if ((project.key == ".") == (use == Use::Shipped)) state_project(project.value, use);
  }

 private:
  const Node& root() const { return document_.root(); }

  // All that a project needs, and what that needs in turn.
  void state_project(const Node& project, Use use) {
    use_ = use;
    needs_of(project);
    while (!open_.empty()) {
      const Member* package = open_.back();
      open_.pop_back();
      needs_of(package->value);
    }
  }

  void needs_of(const Node& node) {
    for (const std::string_view key : {"dependencies", "optionalDependencies"})
      for (const Member& need : members_of(node, key)) reach(need);
  }

  // A need is a name over a version, or over an object with one.
  void reach(const Member& need) {
    const Node* version = need.value.is(tree::NodeKind::Object) ? need.value.find("version") : &need.value;
    const Member* package = find(need.key, written(document_, version));
    if (package == nullptr || !reached_.insert(package).second) return;
    open_.push_back(package);
    const Package known = package_of(*package);
    list_.add(MarkKind::Npm, known.name, known.version, use_, document_.key_span(*package));
  }

  // A version alone goes with the name, as each version of the file writes the two; one that names another package is a
  // key itself.
  const Member* find(std::string_view name, std::string_view version) const {
    for (const std::string& key : {std::string(version), fmt::format("{}@{}", name, version),
                                   fmt::format("/{}@{}", name, version), fmt::format("/{}/{}", name, version)})
      if (const auto found = packages_.find(key); found != packages_.end()) return found->second;
    return nullptr;
  }

  // By its members, or by its key: `name@1.0(peer@2.0)`, `/name@1.0(peer@2.0)` or `/name/1.0_peer@2.0`.
  static Package package_of(const Member& package) {
    std::string_view key = package.key;
    const bool older = key.starts_with('/');
    if (older) key.remove_prefix(1);
    key = key.substr(0, key.find('('));
    const std::size_t scope = key.starts_with('@') ? key.find('/') : 0;
    const std::size_t end = scope == key.npos ? key.npos : key.find('/', scope + 1);
    Package out = split_at_sign(key);
    if (older && end != key.npos) {
      const std::string_view version = key.substr(end + 1);
      out = {key.substr(0, end), version.substr(0, version.find('_'))};
    }
    if (const std::string_view name = text_of(package.value, "name"); !name.empty()) out.name = name;
    if (const std::string_view version = text_of(package.value, "version"); !version.empty()) out.version = version;
    return out;
  }

  const Document& document_;
  DependencyList& list_;
  Use use_ = Use::Shipped;
  std::unordered_map<std::string_view, const Member*> packages_;  // by their keys
  std::unordered_set<const Member*> reached_;
  std::vector<const Member*> open_;  // whose needs are not looked at yet
};

// Of `"name@range", name@range:` the first name; a range that names another package means that.
std::string_view name_in_header(std::string_view header) {
  const bool quoted = header.starts_with('"');
  header.remove_prefix(quoted ? 1 : 0);
  const auto [name, range] = split_at_sign(header.substr(0, header.find_first_of(quoted ? "\"" : ",:")));
  constexpr std::string_view kAlias = "npm:";
  if (!range.starts_with(kAlias)) return name;
  const std::string_view meant = range.substr(kAlias.size());
  return meant.find('@', 1) == meant.npos ? name : split_at_sign(meant).name;
}

std::string_view unquoted(std::string_view text) {
  return text.size() > 1 && text.starts_with('"') && text.ends_with('"') ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

void state_package_lock(const Document& document, DependencyList& list) {
  const Node* packages = document.root().find("packages");
  if (packages == nullptr) return state_package_lock_tree(document, document.root(), list);
  constexpr std::string_view kFolder = "node_modules/";
  for (const Member& package : packages->members) {
    const std::size_t folder = package.key.rfind(kFolder);
    if (folder == package.key.npos || is_tool(package.value)) continue;
    list.add(MarkKind::Npm, package.key.substr(folder + kFolder.size()), text_of(package.value, "version"),
             Use::Shipped, document.key_span(package));
  }
}

void state_pnpm_lock(const Document& document, DependencyList& list) { PnpmReader(document, list).state(); }

SourcePtr last_document(const SourcePtr& source, std::uint64_t most) {
  const std::string_view text = source->text();
  std::size_t end = 0;  // of what stands before the last document
  for (const std::string_view marker : {"\n---\n", "\n---\r\n"})
    if (const std::size_t at = text.rfind(marker); at != text.npos) end = std::max(end, at);
  if (end == 0 || text.size() > most) return source;
  std::string blanked(text);
  for (char& each : std::span(blanked).first(end))
    if (each != '\n') each = ' ';
  return std::make_shared<const Source>(source->name(), std::move(blanked));
}

void state_yarn_lock(const Document& document, DependencyList& list) {
  for (const Member& package : document.root().members) {
    const auto [name, place] = split_at_sign(text_of(package.value, "resolution"));
    if (place.empty() || place.starts_with("workspace:")) continue;
    list.add(MarkKind::Npm, name, written(document, package.value.find("version")), Use::Untold,
             document.key_span(package));
  }
}

bool is_yarn_1_lock(const Look& look) {
  if (look.form != Look::Form::Text || look.has_key("__metadata")) return false;
  const std::string_view head = look.source.text().substr(0, 1024);
  return look.name == "yarn.lock" || (head.starts_with('#') && head.find("# yarn lockfile v1") != head.npos);
}

Checked<facts::FactSet> read_yarn_1_lock(const SourcePtr& source, const Context& context) {
  std::vector<Diagnostic> issues;
  if (tree::refuse_text(*source, context.limits.max_entry_bytes, issues)) return {{}, std::move(issues)};
  facts::FactBuilder facts(source, "dependencies", facts::kDependencies);
  DependencyList list(facts, context.vocabulary, {source.get(), 0, 0});
  const std::string_view text = source->text();
  std::string_view name;
  Span span;
  const auto end_package = [&](std::string_view version) {
    if (!name.empty()) list.add(MarkKind::Npm, name, version, Use::Untold, span);
    name = {};
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    constexpr std::string_view kVersion = "  version ";
    if (line.starts_with(kVersion)) {
      end_package(unquoted(line.substr(kVersion.size())));
    } else if (line.ends_with(':') && !line.starts_with(' ') && !line.starts_with('#')) {
      end_package({});
      name = name_in_header(line);
      span = {source.get(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + line.size()), {}};
    }
    begin = end + 1;
  }
  end_package({});
  return {std::move(facts).finish(), {}};
}

}  // namespace hegui::read
