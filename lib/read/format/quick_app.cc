// Names of members: Quick App Alliance "Manifest", and `permissionDesc` of Huawei's. What a quick app may do is said by
// the interfaces it declares: which of them ask the user, and for what, the vocabulary says. Components of pages
// (`camera`, `map`) need no declaration and are not seen.
#include "read/format/quick_app.h"

#include <unordered_map>
#include <unordered_set>

#include "read/format/json_facts.h"

namespace hegui::read::cross {
namespace {

using facts::fact;
using facts::FactId;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::uint16_t kNoObject = 1440;

constexpr std::string_view kPlatform = "quick-app";
constexpr std::string_view kLocation = "system.geolocation";
// What location is called where it is also used while the app is not seen.
constexpr std::string_view kLocationBehind = "config.background:system.geolocation";

// What the user is asked for and the interface that asks.
struct Asked {
  std::string_view permission, interface;
};
constexpr Asked kAsked[] = {
    {"ACCESS_FINE_LOCATION", "system.geolocation"},
    {"CAMERA", "system.media"},
    {"CAMERA", "system.barcode"},
    {"READ_CONTACT", "system.contact"},
    {"READ_PHONE_STATE", "system.device"},
    {"RECORD_AUDIO", "system.record"},
    {"WRITE_CALENDAR", "system.calendar"},
};

// `permissionDesc`: what the user is told when asked, by the interface that asks; the first text of each.
std::unordered_map<std::string_view, const Node*> reasons(JsonFacts& json) {
  std::unordered_map<std::string_view, const Node*> out;
  const Node* list = json.array(&json.root(), "permissionDesc");
  if (list == nullptr) return out;
  for (const Node& each : list->items) {
    const Node *name = json.string(&each, "name"), *text = json.string(&each, "desc");
    if (name == nullptr || text == nullptr) continue;
    for (const Asked& asked : kAsked)
      if (asked.permission == name->text) out.try_emplace(asked.interface, text);
  }
  return out;
}

class Features {
 public:
  Features(JsonFacts& json, PermissionRecords& permissions)
      : json_(json), permissions_(permissions), reasons_(reasons(json)) {
    json.facts().state_list(kId, {});
  }

  // `features` of the app, or of a widget.
  void add(const Node& in) {
    static const FactId kPermissions = fact("permissions");
    const Node* list = json_.array(&in, "features", kPermissions);
    if (list == nullptr) return;
    for (const Node& each : list->items) {
      if (!each.is(NodeKind::Object)) {
        json_.warn_type(each, "features", "an array of objects with a name");
        json_.facts().open(kId);
        json_.facts().open(kPermissions);
        continue;
      }
      const Node* name = json_.string(&each, "name");
      if (name == nullptr || seen_.contains(name->text)) continue;
      if (seen_.size() == facts::kMaxMembers) return json_.facts().open(kId);
      seen_.insert(name->text);
      json_.facts().append(kId, json_.facts().keep(name->text), json_.at(*name));
      request(name->text, json_.at(*name));
    }
  }

  // `config.background.features`: what goes on while the app is not seen.
  void add_behind(const Node* background) {
    const Node* list = json_.array(background, "features");
    if (list == nullptr) return;
    for (const Node& each : list->items)
      if (each.is(NodeKind::String) && each.text == kLocation)
        permissions_.request(kPlatform, kLocationBehind, json_.at(each));
  }

 private:
  void request(std::string_view name, const Span& span) {
    static const FactId kPurpose = fact("permissions[].purpose");
    const NamedRecords::Added added = permissions_.request(kPlatform, name, span);
    const auto reason = reasons_.find(name);
    if (!added.fresh || added.item == nullptr || reason == reasons_.end()) return;
    const Node& text = *reason->second;
    if (is_placeholder(text.text)) return json_.facts().unknown(kPurpose, json_.at(text), added.item);
    json_.facts().set(kPurpose, json_.facts().keep(text.text), json_.at(text), added.item);
  }

  inline static const FactId kId = fact("quick_app.features");
  JsonFacts& json_;
  PermissionRecords& permissions_;
  std::unordered_map<std::string_view, const Node*> reasons_;
  std::unordered_set<std::string_view> seen_;
};

}  // namespace

bool recognises_quick_app(const Look& look) {
  if (look.form != Look::Form::Json || !look.has_key("package")) return false;
  return look.has_key("router") || look.has_key("features") || look.has_key("minPlatformVersion");
}

Checked<facts::FactSet> read_quick_app(const SourcePtr& source, const Context& context) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return {{}, std::move(document.issues)};
  const Node& root = document.value->root();
  if (!root.is(NodeKind::Object)) {
    document.issues.push_back(
        error({kNoObject}, document.value->span(root), "manifest.json of a quick app is one object"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "quick-app", facts::kQuickApp);
  JsonFacts json(*document.value, facts, document.issues);
  state_identity(facts, "quick-app", "quick-app", json.at(root));
  facts.set(fact("cross_platform.framework"), "quick-app", json.at(root));
  json.state_text(fact("subject.name"), &root, "name");
  json.state_text(fact("subject.version"), &root, "versionName");
  json.state_number(fact("quick_app.min_platform"), &root, "minPlatformVersion");
  if (const Node* name = json.string(&root, "package"); name != nullptr && !is_placeholder(name->text))
    facts.append(fact("subject.package_names"), facts.keep(name->text), json.at(*name));
  PermissionRecords permissions(facts, document.issues);
  Features features(json, permissions);
  features.add(root);
  if (const Node* widgets = json.object(json.object(&root, "router"), "widgets"))
    for (const Member& widget : widgets->members)
      if (widget.value.is(NodeKind::Object)) features.add(widget.value);
  features.add_behind(json.object(json.object(&root, "config"), "background"));
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::cross
