// Names of elements: Apache Cordova "Config.xml". Plugins bring permissions of their own, which this file does not
// show, so what it lists is never all: the list of permissions stays open once there is a plugin.
#include "read/format/cordova.h"

#include <algorithm>

#include "read/format/json_facts.h"
#include "read/format/native_permissions.h"
#include "read/syntax/xml.h"

namespace hegui::read::cross {
namespace {

using facts::fact;
using facts::FactId;
using xml::Attribute;
using xml::Element;

constexpr std::uint16_t kNoWidget = 1450;
constexpr std::string_view kWidgets = "http://www.w3.org/ns/widgets", kCordova = "http://cordova.apache.org/ns/";

const Attribute* find(const Element& element, std::string_view name) {
  for (const Attribute& each : element.attributes)
    if (each.name == name && each.kind == xml::ValueKind::Text) return &each;
  return nullptr;
}

std::string_view text(const Element& element, std::string_view name) {
  const Attribute* found = find(element, name);
  return found == nullptr ? std::string_view{} : found->text;
}

class CordovaReader {
 public:
  CordovaReader(const xml::Document& document, const Context& context, facts::FactBuilder& facts,
                std::vector<Diagnostic>& issues)
      : document_(document),
        facts_(facts),
        permissions_(facts, issues),
        sdks_(facts, issues, context.vocabulary),
        vocabulary_(context.vocabulary) {}

  void state() {
    const Element& root = document_.root();
    state_identity(facts_, "app", {}, at(root));
    facts_.set(fact("cross_platform.framework"), "cordova", at(root));
    state_text(fact("subject.version"), root, "version");
    if (const std::string_view id = text(root, "id"); !id.empty() && !is_placeholder(id))
      facts_.append(fact("subject.package_names"), facts_.keep(id), at(root, *find(root, "id")));
    facts_.state_list(kOrigins, {});
    facts_.state_list(kModules, {});
    children(root);
  }

 private:
  void children(const Element& in) {
    for (const Element* each = in.first; each != nullptr; each = each->next) child(*each);
  }

  void child(const Element& element) {
    if (element.name == "name" && element.parent == &document_.root() && !element.text.empty()) {
      facts_.set(fact("subject.name"), facts_.keep(element.text), at(element));
    } else if (element.name == "platform") {
      state_platform(element);
      children(element);
    } else if (element.name == "engine") {
      state_platform(element);
    } else if (element.name == "access") {
      append(kOrigins, origins_, element, "origin");
    } else if (element.name == "allow-navigation") {
      append(kOrigins, origins_, element, "href");
    } else if (element.name == "plugin" || element.name == "feature") {
      state_plugin(element);
    } else if (element.name == "config-file" || element.name == "edit-config") {
      state_native(element);
    }
  }

  void state_platform(const Element& element) {
    const std::string_view name = text(element, "name");
    for (const std::string_view platform : {"android", "ios"})
      if (name == platform) state_identity(facts_, {}, platform, at(element));
  }

  void state_plugin(const Element& element) {
    const std::string_view name = text(element, "name");
    if (name.empty()) return;
    append(kModules, modules_, element, "name");
    facts_.open(fact("permissions"));
    // A plugin is code of others, but only one that the vocabulary knows is called a third party's.
    if (vocabulary_ != nullptr && vocabulary_->find_sdk(vocab::MarkKind::Npm, name) != nullptr)
      sdks_.add_marked(vocab::MarkKind::Npm, name, name, text(element, "spec"), at(element));
  }

  // What goes into the native manifests: permissions of Android, texts for the user of iOS.
  void state_native(const Element& element) {
    const std::string_view key = text(element, "target");
    const bool ios = key.ends_with("Info.plist");
    const std::string_view parent = text(element, "parent").empty() ? text(element, "file") : text(element, "parent");
    for (const Element* each = element.first; each != nullptr; each = each->next) {
      if (each->name == "uses-permission" || each->name == "uses-permission-sdk-23") {
        if (const std::string_view name = text(*each, "name"); !name.empty())
          permissions_.request("android", name, at(*each));
      } else if (ios && each->name == "string" && is_usage_description(parent)) {
        permissions_.request("ios", parent, at(element), each->text, at(*each));
      }
    }
  }

  void state_text(FactId id, const Element& element, std::string_view name) {
    const Attribute* found = find(element, name);
    if (found == nullptr || found->text.empty()) return;
    if (is_placeholder(found->text)) return facts_.unknown(id, at(element, *found));
    facts_.set(id, facts_.keep(found->text), at(element, *found));
  }

  void append(FactId list, std::unordered_set<std::string_view>& seen, const Element& element, std::string_view name) {
    const Attribute* found = find(element, name);
    if (found == nullptr || !seen.insert(found->text).second) return;
    if (seen.size() > facts::kMaxMembers) return facts_.open(list);
    facts_.append(list, facts_.keep(found->text), at(element, *found));
  }

  Span at(const Element& element) const { return {document_.source().get(), element.begin, element.end, {}}; }
  Span at(const Element&, const Attribute& attribute) const {
    return {document_.source().get(), attribute.begin, attribute.end, {}};
  }

  const FactId kOrigins = fact("cross_platform.origins"), kModules = fact("cross_platform.modules");
  const xml::Document& document_;
  facts::FactBuilder& facts_;
  PermissionRecords permissions_;
  SdkRecords sdks_;
  const vocab::Vocabulary* vocabulary_;
  std::unordered_set<std::string_view> origins_, modules_;
};

}  // namespace

bool recognises_cordova(const Look& look) {
  if (look.form != Look::Form::Xml || look.root != "widget") return false;
  const std::string_view prefix = look.source.text().substr(0, std::size_t{64} << 10);
  return look.name == "config.xml" || prefix.find(kWidgets) != prefix.npos || prefix.find(kCordova) != prefix.npos;
}

Checked<facts::FactSet> read_cordova(const SourcePtr& source, const Context& context) {
  Checked<xml::Document> document = xml::parse(source, context.limits);
  if (!document) return {{}, std::move(document.issues)};
  const Element& root = document.value->root();
  if (root.name != "widget") {
    document.issues.push_back(error({kNoWidget}, {document.value->source().get(), root.begin, root.end, {}},
                                    "the root element of config.xml is `widget`"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "cordova", facts::kCrossPlatform);
  facts.keep(document.value->source());
  CordovaReader(*document.value, context, facts, document.issues).state();
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::cross
