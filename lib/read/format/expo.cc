// Names of members: Expo "app.json / app.config.js", Capacitor "Capacitor Configuration". Modules of both bring
// permissions of their own, so the list of permissions stays open.
#include "read/format/expo.h"

#include <algorithm>
#include <initializer_list>
#include <unordered_set>
#include <utility>

#include "read/format/json_facts.h"
#include "read/format/native_permissions.h"
#include "read/format/script_config.h"
#include "read/syntax/script_json.h"

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
  if (id == nullptr || id->text.empty()) return;
  if (is_placeholder(id->text)) return json.facts().open(fact("subject.package_names"));
  json.facts().append(fact("subject.package_names"), json.facts().keep(id->text), json.at(*id));
}

bool is_computed(const Node& node) { return node.is(NodeKind::String) && is_placeholder(node.text); }

// `permissions` less `blockedPermissions`.
void state_android(JsonFacts& json, PermissionRecords& permissions, const Node& android) {
  state_identity(json.facts(), {}, "android", json.at(android));
  append_id(json, &android, "package");
  std::unordered_set<std::string> blocked;
  if (const Node* out = android.find("blockedPermissions"); out != nullptr && is_computed(*out)) return;
  if (const Node* out = json.array(&android, "blockedPermissions"))
    for (const Node& each : out->items) {
      if (is_computed(each)) return;  // any may be blocked
      if (each.is(NodeKind::String)) blocked.insert(whole_android_name(each.text));
    }
  if (const Node* list = json.array(&android, "permissions"))
    for (const Node& each : list->items) {
      if (!each.is(NodeKind::String) || each.text.empty() || is_computed(each)) continue;
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
    if (is_computed(name)) json.facts().open(list);
    if (!name.is(NodeKind::String) || is_computed(name) || !seen.insert(name.text).second) continue;
    if (seen.size() > facts::kMaxMembers) return json.facts().open(list);
    json.facts().append(list, json.facts().keep(name.text), json.at(name));
    if (&name != &each && each.items.size() > 1) state_plugin_texts(json, permissions, name.text, each.items[1]);
  }
}

bool names_any(const ScriptJson& json, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(
      names, [&](std::string_view name) { return std::ranges::find(json.members, name) != json.members.end(); });
}

constexpr std::string_view kExpoScript = "app.config", kCapacitorScript = "capacitor.config";

bool is_expo_script(const Look& look) {
  if (!is_script(look.name, kExpoScript)) return false;
  const std::string_view text = look.source.text();
  const auto json = exported_json(text);
  if (json && names_any(*json, {"pages"})) return false;
  for (const std::string_view module : {"'expo/config'", "\"expo/config\"", "'@expo/config'", "\"@expo/config\""})
    if (text.find(module) != text.npos) return true;
  return json && names_any(*json, {"expo", "slug", "ios", "android"});
}

// What a script leaves unknown of the facts that both frameworks state.
void leave_unknown(JsonFacts& json, const Node& in, bool open) {
  facts::FactBuilder& facts = json.facts();
  if (open || json.misses_parts())
    for (const char* list : {"cross_platform.modules", "subject.package_names"}) facts.open(fact(list));
  if (!open) return;
  constexpr std::pair<const char*, std::string_view> kTexts[] = {
      {"cross_platform.app_id", "slug"}, {"subject.name", "name"}, {"subject.version", "version"}};
  for (const auto& [path, key] : kTexts)
    if (in.find(key) == nullptr && !facts.is_known(fact(path))) facts.unknown(fact(path), json.at(in));
}

}  // namespace

// The object `expo`, or the document itself: tools take both.
bool recognises_expo(const Look& look) {
  if (is_expo_script(look)) return true;
  if (look.form != Look::Form::Json || look.has_key("dependencies")) return false;
  const bool named = look.name == "app.json" || look.name == "app.config.json";
  return look.has_key("expo") || (named && look.has_key("slug") && look.has_key("name"));
}

bool recognises_capacitor(const Look& look) {
  if (is_script(look.name, kCapacitorScript)) return look.source.text().find("appId") != std::string_view::npos;
  return look.form == Look::Form::Json && look.has_key("appId") &&
         (look.has_key("webDir") || look.name.ends_with("capacitor.config.json"));
}

Checked<facts::FactSet> read_expo(const SourcePtr& source, const Context& context) {
  std::vector<Diagnostic> issues;
  const bool script = is_script(source->name(), kExpoScript);
  const Config config = parse_config(source, script, context, issues);
  if (!config.document) return unread(source, "expo", "app", std::move(issues));
  const Node& root = config.document->root();
  const Node* expo = root.find("expo");
  if (expo == nullptr && (script || root.find("slug") != nullptr)) expo = &root;
  if (expo == nullptr || !expo->is(NodeKind::Object)) {
    issues.push_back(
        error({kNoExpo}, config.document->span(root), "the configuration of an Expo app has an object `expo`"));
    return {{}, std::move(issues)};
  }
  facts::FactBuilder facts(config.source, "expo", facts::kCrossPlatform);
  JsonFacts json(*config.document, facts, issues);
  PermissionRecords permissions(facts, issues);
  facts.open(fact("permissions"));
  state_identity(facts, "app", {}, json.at(*expo));
  facts.set(fact("cross_platform.framework"), "expo", json.at(*expo));
  json.state_text(fact("cross_platform.app_id"), expo, "slug");
  json.state_text(fact("subject.name"), expo, "name");
  json.state_text(fact("subject.version"), expo, "version");
  for (const std::string_view platform : {"android", "ios"})
    if (const Node* part = expo->find(platform); part != nullptr && is_computed(*part))
      state_identity(facts, {}, platform, json.at(*part));
  if (const Node* android = json.object(expo, "android")) state_android(json, permissions, *android);
  if (const Node* ios = json.object(expo, "ios")) state_ios(json, permissions, *ios);
  state_plugins(json, permissions, *expo);
  leave_unknown(json, *expo, config.open);
  return {std::move(facts).finish(), std::move(issues)};
}

Checked<facts::FactSet> read_capacitor(const SourcePtr& source, const Context& context) {
  std::vector<Diagnostic> issues;
  const bool script = is_script(source->name(), kCapacitorScript);
  const Config config = parse_config(source, script, context, issues);
  if (!config.document) return unread(source, "capacitor", "app", std::move(issues));
  const Node& root = config.document->root();
  if (!root.is(NodeKind::Object)) {
    issues.push_back(
        error({kNoObject}, config.document->span(root), "the configuration of a Capacitor app is one object"));
    return {{}, std::move(issues)};
  }
  facts::FactBuilder facts(config.source, "capacitor", facts::kMiniProject);
  JsonFacts json(*config.document, facts, issues);
  state_identity(facts, "app", {}, json.at(root));
  facts.set(fact("cross_platform.framework"), "capacitor", json.at(root));
  json.state_text(fact("subject.name"), &root, "appName");
  append_id(json, &root, "appId");
  json.state_keys(fact("cross_platform.modules"), &root, "plugins");
  const Node* server = json.object(&root, "server");
  json.state_flag(fact("cross_platform.cleartext"), server, "cleartext");
  json.state_texts(fact("cross_platform.origins"), server, "allowNavigation");
  leave_unknown(json, root, config.open);
  const FactId cleartext = fact("cross_platform.cleartext");
  if ((config.open || json.misses_parts()) && !facts.is_known(cleartext)) {
    facts.unknown(cleartext, json.at(root));
    facts.open(fact("cross_platform.origins"));
  }
  return {std::move(facts).finish(), std::move(issues)};
}

}  // namespace hegui::read::cross
