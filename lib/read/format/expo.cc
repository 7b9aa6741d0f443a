// Names of members: Expo "app.json / app.config.js", Capacitor "Capacitor Configuration". Modules of both bring
// permissions of their own, so the list of permissions stays open.
#include "read/format/expo.h"

#include <unordered_set>

#include "read/format/json_facts.h"
#include "read/format/native_permissions.h"

namespace hegui::read::cross {
namespace {

using facts::fact;
using facts::FactId;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::uint16_t kNoExpo = 1460, kNoObject = 1461;

void append_id(JsonFacts& json, const Node* in, std::string_view key) {
  const Node* id = json.string(in, key);
  if (id != nullptr && !id->text.empty() && !is_placeholder(id->text))
    json.facts().append(fact("subject.package_names"), json.facts().keep(id->text), json.at(*id));
}

// `permissions` less `blockedPermissions`.
void state_android(JsonFacts& json, PermissionRecords& permissions, const Node& android) {
  state_identity(json.facts(), {}, "android", json.at(android));
  append_id(json, &android, "package");
  std::unordered_set<std::string> blocked;
  if (const Node* out = json.array(&android, "blockedPermissions"))
    for (const Node& each : out->items)
      if (each.is(NodeKind::String)) blocked.insert(whole_android_name(each.text));
  if (const Node* list = json.array(&android, "permissions"))
    for (const Node& each : list->items) {
      if (!each.is(NodeKind::String) || each.text.empty()) continue;
      const std::string name = whole_android_name(each.text);
      if (!blocked.contains(name)) permissions.request("android", name, json.at(each));
    }
}

void state_ios(JsonFacts& json, PermissionRecords& permissions, const Node& ios) {
  state_identity(json.facts(), {}, "ios", json.at(ios));
  append_id(json, &ios, "bundleIdentifier");
  if (const Node* plist = json.object(&ios, "infoPlist"))
    for (const Member& each : plist->members)
      if (is_usage_description(each.key) && each.value.is(NodeKind::String))
        permissions.request("ios", each.key, json.at(each), each.value.text, json.at(each.value));
}

// What plugins write into Info.plist, by the name of their setting.
struct PluginText {
  std::string_view plugin, setting, key;
};

constexpr PluginText kPluginTexts[] = {
    {"expo-av", "microphonePermission", "NSMicrophoneUsageDescription"},
    {"expo-audio", "microphonePermission", "NSMicrophoneUsageDescription"},
    {"expo-calendar", "calendarPermission", "NSCalendarsUsageDescription"},
    {"expo-calendar", "remindersPermission", "NSRemindersUsageDescription"},
    {"expo-camera", "cameraPermission", "NSCameraUsageDescription"},
    {"expo-camera", "microphonePermission", "NSMicrophoneUsageDescription"},
    {"expo-contacts", "contactsPermission", "NSContactsUsageDescription"},
    {"expo-image-picker", "cameraPermission", "NSCameraUsageDescription"},
    {"expo-image-picker", "microphonePermission", "NSMicrophoneUsageDescription"},
    {"expo-image-picker", "photosPermission", "NSPhotoLibraryUsageDescription"},
    {"expo-local-authentication", "faceIDPermission", "NSFaceIDUsageDescription"},
    {"expo-location", "locationAlwaysAndWhenInUsePermission", "NSLocationAlwaysAndWhenInUseUsageDescription"},
    {"expo-location", "locationAlwaysPermission", "NSLocationAlwaysUsageDescription"},
    {"expo-location", "locationWhenInUsePermission", "NSLocationWhenInUseUsageDescription"},
    {"expo-media-library", "photosPermission", "NSPhotoLibraryUsageDescription"},
    {"expo-media-library", "savePhotosPermission", "NSPhotoLibraryAddUsageDescription"},
    {"expo-sensors", "motionPermission", "NSMotionUsageDescription"},
    {"expo-tracking-transparency", "userTrackingPermission", "NSUserTrackingUsageDescription"},
};

void state_plugin_texts(JsonFacts& json, PermissionRecords& permissions, std::string_view plugin,
                        const Node& settings) {
  for (const PluginText& text : kPluginTexts) {
    const Node* value = text.plugin == plugin ? settings.find(text.setting) : nullptr;
    if (value != nullptr && value->is(NodeKind::String))
      permissions.request("ios", text.key, json.at(*value), value->text, json.at(*value));
  }
}

// A plugin stands by its name, or as the first of an array with its settings.
void state_plugins(JsonFacts& json, PermissionRecords& permissions, const Node& expo) {
  const FactId list = fact("cross_platform.modules");
  json.facts().state_list(list, {});
  const Node* plugins = json.array(&expo, "plugins");
  if (plugins == nullptr) return;
  std::unordered_set<std::string_view> seen;
  for (const Node& each : plugins->items) {
    const Node& name = each.is(NodeKind::Array) && !each.items.empty() ? each.items.front() : each;
    if (!name.is(NodeKind::String) || !seen.insert(name.text).second) continue;
    if (seen.size() > facts::kMaxMembers) return json.facts().open(list);
    json.facts().append(list, json.facts().keep(name.text), json.at(name));
    if (&name != &each && each.items.size() > 1) state_plugin_texts(json, permissions, name.text, each.items[1]);
  }
}

}  // namespace

// The object `expo`, or the document itself: tools take both.
bool recognises_expo(const Look& look) {
  if (look.form != Look::Form::Json || look.has_key("dependencies")) return false;
  const bool named = look.name == "app.json" || look.name == "app.config.json";
  return look.has_key("expo") || (named && look.has_key("slug") && look.has_key("name"));
}

bool recognises_capacitor(const Look& look) {
  return look.form == Look::Form::Json && look.has_key("appId") &&
         (look.has_key("webDir") || look.name.ends_with("capacitor.config.json"));
}

Checked<facts::FactSet> read_expo(const SourcePtr& source, const Context& context) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return {{}, std::move(document.issues)};
  const Node* expo = document.value->root().find("expo");
  if (expo == nullptr && document.value->root().find("slug") != nullptr) expo = &document.value->root();
  if (expo == nullptr || !expo->is(NodeKind::Object)) {
    document.issues.push_back(error({kNoExpo}, document.value->span(document.value->root()),
                                    "the configuration of an Expo app has an object `expo`"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "expo", facts::kCrossPlatform);
  JsonFacts json(*document.value, facts, document.issues);
  PermissionRecords permissions(facts, document.issues);
  facts.open(fact("permissions"));
  state_identity(facts, "app", {}, json.at(*expo));
  facts.set(fact("cross_platform.framework"), "expo", json.at(*expo));
  json.state_text(fact("cross_platform.app_id"), expo, "slug");
  json.state_text(fact("subject.name"), expo, "name");
  json.state_text(fact("subject.version"), expo, "version");
  if (const Node* android = json.object(expo, "android")) state_android(json, permissions, *android);
  if (const Node* ios = json.object(expo, "ios")) state_ios(json, permissions, *ios);
  state_plugins(json, permissions, *expo);
  return {std::move(facts).finish(), std::move(document.issues)};
}

Checked<facts::FactSet> read_capacitor(const SourcePtr& source, const Context& context) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return {{}, std::move(document.issues)};
  const Node& root = document.value->root();
  if (!root.is(NodeKind::Object)) {
    document.issues.push_back(
        error({kNoObject}, document.value->span(root), "the configuration of a Capacitor app is one object"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "capacitor", facts::kMiniProject);
  JsonFacts json(*document.value, facts, document.issues);
  state_identity(facts, "app", {}, json.at(root));
  facts.set(fact("cross_platform.framework"), "capacitor", json.at(root));
  json.state_text(fact("subject.name"), &root, "appName");
  append_id(json, &root, "appId");
  json.state_keys(fact("cross_platform.modules"), &root, "plugins");
  const Node* server = json.object(&root, "server");
  json.state_flag(fact("cross_platform.cleartext"), server, "cleartext");
  json.state_texts(fact("cross_platform.origins"), server, "allowNavigation");
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::cross
