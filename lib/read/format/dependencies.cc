// One table: how each file of a package manager is told, in which notation it is, and where its list stands.
#include "read/format/dependencies.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>

#include "read/format/cordova_plugin.h"
#include "read/format/dependency_list.h"
#include "read/format/npm_locks.h"
#include "read/syntax/tree_limits.h"

namespace hegui::read {
namespace {

using tree::Document;
using tree::Member;
using tree::Node;
using tree::NodeKind;
using vocab::MarkKind;
using Form = Look::Form;

class TreeReader {
 public:
  TreeReader(const Document& document, DependencyList& list, std::vector<Diagnostic>& issues)
      : document_(document), root_(document.root()), list_(list), issues_(issues) {}

  // [libraries] alias = "group:name:version" | { module | group, name, version | version.ref }. What a catalog offers,
  // build scripts use or leave.
  void gradle_catalog() {
    const Node* versions = root_.find("versions");
    for (const Member& library : members("libraries")) {
      const Node& value = library.value;
      std::string module(value.is(NodeKind::String) ? value.text : text_of(value, "module"));
      std::string_view version;
      if (value.is(NodeKind::String)) {
        const std::size_t second = value.text.find(':', value.text.find(':') + 1);
        if (second != value.text.npos) version = value.text.substr(second + 1);
        module.resize(std::min(second, module.size()));
      } else if (module.empty()) {
        module = fmt::format("{}:{}", text_of(value, "group"), text_of(value, "name"));
      }
      if (const Node* stated = value.find("version"); stated != nullptr) version = catalog_version(*stated, versions);
      list_.add(MarkKind::Gradle, module, version, Use::Untold, document_.key_span(library));
    }
  }

  // PODS: "Name/Part (1.2.3)", or that as the key of what it needs.
  void podfile_lock() {
    for (const Node& pod : items("PODS")) {
      const Node& named = pod;
      if (named.is(NodeKind::Object) && !named.members.empty())
        add_pod(named.members.front().key, document_.key_span(named.members.front()));
      else if (named.is(NodeKind::String))
        add_pod(named.text, document_.span(named));
    }
  }

  // Version 1 has `object.pins` with `package`, later ones `pins` with `identity`. A package pins all that any of its
  // products needs, built or not: of a part of an SDK that is pinned itself, nobody knows whether it is in the product.
  void package_resolved() {
    const Node* object = root_.find("object");
    const Node* pins = (object != nullptr ? *object : root_).find("pins");
    if (pins == nullptr || !pins->is(NodeKind::Array)) return missing("pins");
    const std::string_view address = object != nullptr ? "repositoryURL" : "location";
    std::unordered_set<const vocab::SdkRow*> pinned;
    for (const Node& pin : pins->items) pinned.insert(pin_of(pin, address).sdk);
    for (const Node& pin : pins->items) {
      const Pin known = pin_of(pin, address);
      if (known.sdk == nullptr) continue;
      const Node* state = pin.find("state");
      const vocab::SdkRow* whole = list_.parent_of(*known.sdk);
      list_.add(known.kind, known.name, state != nullptr ? text_of(*state, "version") : std::string_view{},
                whole != nullptr && pinned.contains(whole) ? Use::Untold : Use::Shipped, document_.span(pin));
    }
  }

  void package_json() { direct(MarkKind::Npm, {"dependencies", "optionalDependencies"}); }
  void oh_package() { direct(MarkKind::Ohpm, {"dependencies", "dynamicDependencies"}); }
  void pubspec() { direct(MarkKind::Pub, {"dependencies"}); }

  void package_lock() { state_package_lock(document_, list_); }
  void yarn_lock() { state_yarn_lock(document_, list_); }
  void pnpm_lock() {
    for (const std::string_view key : {"importers", "packages", "snapshots"}) members(key);
    state_pnpm_lock(document_, list_);
  }

  // Of all that the modules need, the tools of developers among it.
  void oh_package_lock() {
    for (const Member& package : members("packages"))
      list_.add(MarkKind::Ohpm, text_of(package.value, "name"), text_of(package.value, "version"), Use::Untold,
                document_.key_span(package));
  }

  // What something else needs may be a developer's tool's.
  void pubspec_lock() {
    for (const Member& package : members("packages")) {
      const std::string_view why = text_of(package.value, "dependency");
      if (why == "direct dev") continue;
      list_.add(MarkKind::Pub, package.key, written(document_, package.value.find("version")),
                why == "transitive" ? Use::Untold : Use::Shipped, document_.key_span(package));
    }
  }

 private:
  struct Pin {
    const vocab::SdkRow* sdk = nullptr;
    MarkKind kind = MarkKind::Pod;
    std::string_view name;
  };

  // By the name of the repository, or of the package.
  Pin pin_of(const Node& pin, std::string_view key) const {
    std::string_view address = text_of(pin, key);
    while (address.ends_with('/')) address.remove_suffix(1);
    if (address.ends_with(".git")) address.remove_suffix(4);
    for (const std::string_view name :
         {address.substr(address.find_last_of("/:") + 1), text_of(pin, "package"), text_of(pin, "identity")})
      for (const MarkKind kind : {MarkKind::Pod, MarkKind::IosFramework})
        if (const vocab::SdkRow* sdk = list_.find(kind, name)) return {sdk, kind, name};
    return {};
  }

  // `version = "1"`, `{ ref = "name" }`, `{ strictly = "1" }`.
  static std::string_view catalog_version(const Node& stated, const Node* versions) {
    const Node* version = &stated;
    if (const std::string_view name = text_of(stated, "ref"); !name.empty())
      version = versions != nullptr ? versions->find(name) : nullptr;
    if (version == nullptr) return {};
    if (version->is(NodeKind::String)) return version->text;
    return text_of(*version, "strictly");
  }

  void add_pod(std::string_view pod, const Span& span) {
    const std::size_t bracket = pod.find(" (");
    std::string_view version = bracket == pod.npos ? std::string_view{} : pod.substr(bracket + 2);
    if (version.ends_with(')')) version.remove_suffix(1);
    list_.add(MarkKind::Pod, pod.substr(0, std::min(pod.find('/'), bracket)), version, Use::Shipped, span);
  }

  void direct(MarkKind kind, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys)
      for (const Member& dependency : members(key)) {
        const Node* inner =
            dependency.value.is(NodeKind::Object) ? dependency.value.find("version") : &dependency.value;
        list_.add(kind, dependency.key, written(document_, inner), Use::Shipped, document_.key_span(dependency));
      }
  }

  std::span<const Member> members(std::string_view key) {
    const Node* found = root_.find(key);
    if (found != nullptr && !found->is(NodeKind::Object) && !found->is(NodeKind::Null)) wrong(*found, key, "an object");
    return found != nullptr ? found->members : std::span<const Member>{};
  }

  std::span<const Node> items(std::string_view key) {
    const Node* found = root_.find(key);
    if (found != nullptr && !found->is(NodeKind::Array) && !found->is(NodeKind::Null)) wrong(*found, key, "an array");
    return found != nullptr ? found->items : std::span<const Node>{};
  }

  void wrong(const Node& node, std::string_view key, std::string_view wanted) {
    issues_.push_back(error({1280}, document_.span(node),
                            fmt::format("`{}` is {}; it should be {}", key, tree::kind_name(node.kind), wanted)));
  }
  void missing(std::string_view key) {
    issues_.push_back(error({1280}, document_.span(root_), fmt::format("there is no list `{}` here", key)));
  }

  const Document& document_;
  const Node& root_;
  DependencyList& list_;
  std::vector<Diagnostic>& issues_;
};

// `runtimeClasspath` of a variant that is neither a test nor for debugging.
bool is_shipped(std::string_view configuration) {
  std::string name(configuration);
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name.ends_with("runtimeclasspath") && name.find("test") == name.npos && name.find("debug") == name.npos;
}

// Lines `group:name:version=configuration,configuration`; before Gradle 7 one file per configuration, named for it.
Checked<facts::FactSet> read_gradle_lock(const SourcePtr& source, const Context& context) {
  std::vector<Diagnostic> issues;
  if (tree::refuse_text(*source, context.limits.max_entry_bytes, issues)) return {{}, std::move(issues)};
  facts::FactBuilder facts(source, "dependencies", facts::kDependencies);
  DependencyList list(facts, context.vocabulary, {source.get(), 0, 0});
  const std::string& file = source->name();
  const std::string_view stem =
      std::string_view(file).substr(file.find_last_of('/') + 1, file.rfind(".lockfile") - file.find_last_of('/') - 1);
  const std::string_view text = source->text();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    const Span span{source.get(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    begin = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t equals = line.find('='), version = line.substr(0, equals).rfind(':');
    if (line.starts_with('#') || version == line.npos) continue;
    std::string_view configurations = equals == line.npos ? stem : line.substr(equals + 1);
    bool shipped = false;
    while (!configurations.empty()) {
      const std::size_t comma = std::min(configurations.find(','), configurations.size());
      shipped = shipped || is_shipped(configurations.substr(0, comma));
      configurations.remove_prefix(std::min(comma + 1, configurations.size()));
    }
    if (shipped)
      list.add(MarkKind::Gradle, line.substr(0, version), line.substr(0, equals).substr(version + 1), Use::Shipped,
               span);
  }
  return {std::move(facts).finish(), {}};
}

enum class Notation : std::uint8_t { Json, Yaml, LastYaml, Toml };  // LastYaml: the last of several documents

struct Kind {
  bool (*is)(const Look& look);
  Notation notation;
  void (TreeReader::*read)();
};

// What the text of a version catalog has at the beginning of a line.
bool is_catalog(const Look& look) {
  if (look.name.ends_with(".versions.toml")) return true;
  const std::string_view text = look.source.text().substr(0, std::size_t{256} << 10);
  return look.name.ends_with(".toml") && text.find("\n[libraries]") != text.npos &&
         (text.starts_with("[versions]") || text.find("\n[versions]") != text.npos);
}

constexpr Kind kKinds[] = {
    {is_catalog, Notation::Toml, &TreeReader::gradle_catalog},
    {[](const Look& look) {
       // The second key may stand behind more pods than were looked at.
       return look.form == Form::Text && look.has_key("PODS") &&
              (look.has_key("DEPENDENCIES") || look.name == "Podfile.lock");
     },
     Notation::Yaml, &TreeReader::podfile_lock},
    {[](const Look& look) {
       return look.form == Form::Json && look.has_key("version") && (look.has_key("pins") || look.has_key("object")) &&
              (look.name == "Package.resolved" || look.has_key("pins"));
     },
     Notation::Json, &TreeReader::package_resolved},
    {[](const Look& look) {
       return look.form == Form::Json && look.has_key("lockfileVersion") && !look.name.starts_with("oh-");
     },
     Notation::Json, &TreeReader::package_lock},
    {[](const Look& look) {
       return look.form == Form::Text &&
              (look.name == "pnpm-lock.yaml" || (look.has_key("lockfileVersion") && look.has_key("importers")));
     },
     Notation::LastYaml, &TreeReader::pnpm_lock},
    {[](const Look& look) {
       return look.form == Form::Text && look.has_key("__metadata") &&
              (look.name == "yarn.lock" ||
               look.source.text().starts_with("# This file is generated by running \"yarn"));
     },
     Notation::Yaml, &TreeReader::yarn_lock},
    {[](const Look& look) { return look.form == Form::Json && look.name == "oh-package-lock.json5"; }, Notation::Json,
     &TreeReader::oh_package_lock},
    {[](const Look& look) { return look.form == Form::Json && look.name == "oh-package.json5"; }, Notation::Json,
     &TreeReader::oh_package},
    {[](const Look& look) {
       return look.form == Form::Json &&
              (look.name == "package.json" ||
               (look.has_key("name") && look.has_key("version") &&
                (look.has_key("dependencies") || look.has_key("scripts")) && look.name.ends_with(".json")));
     },
     Notation::Json, &TreeReader::package_json},
    {[](const Look& look) {
       return look.form == Form::Text &&
              (look.name == "pubspec.lock" || (look.has_key("packages") && look.has_key("sdks")));
     },
     Notation::Yaml, &TreeReader::pubspec_lock},
    {[](const Look& look) {
       return look.form == Form::Text &&
              (look.name == "pubspec.yaml" ||
               (look.has_key("name") && look.has_key("environment") && look.has_key("dependencies")));
     },
     Notation::Yaml, &TreeReader::pubspec},
};

bool is_gradle_lock(const Look& look) {
  return look.form == Form::Text &&
         (look.name.ends_with(".lockfile") ||
          look.source.text().starts_with("# This is a Gradle generated file for dependency locking"));
}

Checked<Document> parse(Notation notation, const SourcePtr& source, const Limits& limits) {
  const tree::Limits bounds = tree::within(limits);
  switch (notation) {
    case Notation::Json:
      return tree::parse_foreign_json(source, bounds);
    case Notation::Yaml:
      return tree::parse_yaml(source, bounds);
    case Notation::LastYaml:
      return tree::parse_yaml(last_document(source, limits.max_entry_bytes), bounds);
    case Notation::Toml:
      break;
  }
  return tree::parse_toml(source, bounds);
}

}  // namespace

bool recognises_dependencies(const Look& look) {
  return is_gradle_lock(look) || is_yarn_1_lock(look) || is_cordova_plugin(look) ||
         std::ranges::any_of(kKinds, [&](const Kind& kind) { return kind.is(look); });
}

Checked<facts::FactSet> read_dependencies(const SourcePtr& source, const Context& context) {
  const Look seen = look(*source);
  if (is_gradle_lock(seen)) return read_gradle_lock(source, context);
  if (is_yarn_1_lock(seen)) return read_yarn_1_lock(source, context);
  if (is_cordova_plugin(seen)) return read_cordova_plugin(source, context);
  const auto* kind = std::ranges::find_if(kKinds, [&](const Kind& each) { return each.is(seen); });
  if (kind == std::end(kKinds))
    return {{}, {error({1280}, {source.get(), 0, 0}, "this is no list of dependencies that can be read")}};
  Checked<Document> parsed = parse(kind->notation, source, context.limits);
  if (!parsed) return {{}, std::move(parsed.issues)};
  facts::FactBuilder facts(source, "dependencies", facts::kDependencies);
  facts.keep(parsed.value->shared_source());
  DependencyList list(facts, context.vocabulary, parsed.value->span(parsed.value->root()));
  std::vector<Diagnostic> mistakes;
  (TreeReader(*parsed.value, list, mistakes).*kind->read)();
  const bool sound = mistakes.empty();
  std::ranges::move(mistakes, std::back_inserter(parsed.issues));
  if (!sound) return {{}, std::move(parsed.issues)};
  return {std::move(facts).finish(), std::move(parsed.issues)};
}

}  // namespace hegui::read
