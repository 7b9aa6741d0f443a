// Names of elements: Apache Cordova "Plugin.xml".
#include "read/format/cordova_plugin.h"

#include <algorithm>

#include "read/format/dependency_list.h"
#include "read/syntax/xml.h"

namespace hegui::read {
namespace {

using vocab::MarkKind;
using xml::Element;

constexpr std::string_view kNamespaces[] = {"http://apache.org/cordova/ns/plugins/1.0",
                                            "http://cordova.apache.org/ns/plugins/1.0"};

std::string_view text(const Element& element, std::string_view name) {
  for (const xml::Attribute& each : element.attributes)
    if (each.name == name && each.kind == xml::ValueKind::Text) return each.text;
  return {};
}

class PluginReader {
 public:
  PluginReader(const xml::Document& document, DependencyList& list) : document_(document), list_(list) {}

  // The version of an SDK is that of the library it comes in, before that of the plugin itself.
  void state() {
    const Element& root = document_.root();
    state_children(root, {});
    add(MarkKind::Npm, text(root, "id"), text(root, "version"), root);
  }

 private:
  // Depth is bounded by the notation's limit.
  void state_children(const Element& in, std::string_view platform) {
    for (const Element* each = in.first; each != nullptr; each = each->next) {
      if (each->name == "platform") {
        state_children(*each, text(*each, "name"));
      } else if (each->name == "podspec" || each->name == "pods") {
        state_children(*each, platform);
      } else if (each->name == "dependency") {
        add(MarkKind::Npm, text(*each, "id"), text(*each, "version"), *each);
      } else if (each->name == "pod") {
        add(MarkKind::Pod, text(*each, "name"), text(*each, "spec"), *each);
      } else if (each->name == "framework") {
        state_framework(*each, platform);
      }
    }
  }

  // Of Android `group:name:version`; of iOS a pod, or a framework by its path.
  void state_framework(const Element& framework, std::string_view platform) {
    std::string_view source = text(framework, "src");
    if (platform == "android") {
      const std::size_t colon = source.find(':'), second = source.find(':', colon == source.npos ? colon : colon + 1);
      add(MarkKind::Gradle, source.substr(0, second),
          second == source.npos ? std::string_view{} : source.substr(second + 1), framework);
    } else if (platform == "ios" && text(framework, "type") == "podspec") {
      add(MarkKind::Pod, source.substr(0, source.find('/')), text(framework, "spec"), framework);
    } else if (platform == "ios") {
      source.remove_prefix(source.find_last_of('/') + 1);
      add(MarkKind::IosFramework, source.substr(0, source.rfind('.')), {}, framework);
    }
  }

  void add(MarkKind kind, std::string_view name, std::string_view version, const Element& element) {
    list_.add(kind, name, version, Use::Untold, {document_.source().get(), element.begin, element.end, {}});
  }

  const xml::Document& document_;
  DependencyList& list_;
};

}  // namespace

bool is_cordova_plugin(const Look& look) {
  if (look.form != Look::Form::Xml || look.root != "plugin") return false;
  const std::string_view head = look.source.text().substr(0, std::size_t{64} << 10);
  return std::ranges::any_of(kNamespaces, [&](std::string_view name) { return head.find(name) != head.npos; });
}

Checked<facts::FactSet> read_cordova_plugin(const SourcePtr& source, const Context& context) {
  Checked<xml::Document> document = xml::parse(source, context.limits);
  if (!document) return {{}, std::move(document.issues)};
  const Element& root = document.value->root();
  const Span place{document.value->source().get(), root.begin, root.end, {}};
  if (root.name != "plugin") {
    document.issues.push_back(error({1280}, place, "the root element of plugin.xml is `plugin`"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "dependencies", facts::kDependencies);
  facts.keep(document.value->source());
  DependencyList list(facts, context.vocabulary, place);
  PluginReader(*document.value, list).state();
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read
