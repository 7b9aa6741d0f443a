// Names of members: HarmonyOS "Application configuration file overview" for the stage model and for the FA model.
#include "read/format/harmony_manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "read/format/harmony_offers.h"

namespace hegui::read::harmony {
namespace {

using facts::fact;
using facts::FactId;
using facts::Item;
using tree::Node;
using tree::NodeKind;

struct Ids {
  FactId name = fact("subject.name");
  FactId version = fact("subject.version");
  FactId package_names = fact("subject.package_names");
  FactId networked = fact("subject.networked");
  FactId permissions = fact("permissions");
  FactId purpose = fact("permissions[].purpose");
  FactId used_when = fact("permissions[].used_when");
  FactId used_by = fact("permissions[].used_by");
  FactId bundle_name = fact("harmony.bundle_name");
  FactId bundle_type = fact("harmony.bundle_type");
  FactId version_name = fact("harmony.version_name");
  FactId version_code = fact("harmony.version_code");
  FactId min_api = fact("harmony.min_api");
  FactId target_api = fact("harmony.target_api");
  FactId debug = fact("harmony.debug");
  FactId asan = fact("harmony.asan_enabled");
  FactId release_type = fact("harmony.api_release_type");
  FactId test_runner = fact("harmony.test_runner");
  FactId modules = fact("harmony.modules");
  FactId device_types = fact("harmony.device_types");
  FactId cleartext = fact("harmony.cleartext_traffic");
  FactId components = fact("harmony.components");
  FactId component_name = fact("harmony.components[].name");
  FactId component_kind = fact("harmony.components[].kind");
  FactId component_exported = fact("harmony.components[].exported");
  FactId component_permissions = fact("harmony.components[].permissions");
  FactId component_launcher = fact("harmony.components[].launcher");

  static const Ids& get() {
    static const Ids instance;
    return instance;
  }
};

constexpr std::string_view kPlatform = "harmonyos";
constexpr std::string_view kInternet = "ohos.permission.INTERNET";
constexpr std::string_view kStringReference = "$string:";
// What users here see comes first; the first text of a name counts.
constexpr std::string_view kLanguages[] = {"zh_CN", "zh", "base"};
// Seen from modules that lie in the project, in a folder of it, or one deeper; the nearest counts.
constexpr std::string_view kAppFolders[] = {"../../../AppScope/", "../../../../AppScope/", "../../../../../AppScope/"};
constexpr std::string_view kNetwork = "resources/base/profile/network_config.json";
constexpr std::uint16_t kNoManifest = 1410, kUnreadablePart = 1412;

// The object at a member, without a word about another type.
const Node* object_in(const Node& in, std::string_view key) {
  const Node* found = in.find(key);
  return found != nullptr && found->is(NodeKind::Object) ? found : nullptr;
}

bool holds_text(const Node* array, std::string_view text) {
  return array != nullptr && std::ranges::any_of(array->items, [&](const Node& each) {
           return each.is(NodeKind::String) && each.text == text;
         });
}

// Whether a component is started from the home screen.
bool is_launcher(const Node& component) {
  const Node* skills = component.find("skills");
  return skills != nullptr && std::ranges::any_of(skills->items, [](const Node& skill) {
           return holds_text(skill.find("entities"), "entity.system.home") &&
                  (holds_text(skill.find("actions"), "action.system.home") ||
                   holds_text(skill.find("actions"), "ohos.want.action.home"));
         });
}

}  // namespace

ManifestReader::ManifestReader(facts::FactBuilder& facts, std::vector<Diagnostic>& issues)
    : facts_(facts), issues_(issues), components_(facts, issues, Ids::get().components) {}

void ManifestReader::state(const tree::Document& document, const Strings& strings) {
  JsonFacts json(document, facts_, issues_);
  json_ = &json;
  strings_ = &strings;
  const Node& root = document.root();
  const Node *app = object_in(root, "app"), *module = object_in(root, "module");
  if (app != nullptr) state_app(*app, module != nullptr && is_library(*module));
  if (module != nullptr) state_module(*module);
  if (const Node* devices = json.object(&root, "deviceConfig")) state_device_config(*devices);
  json_ = nullptr;
}

// A static library is no product by itself.
bool ManifestReader::is_library(const Node& module) const {
  const Node* distro = json_->object(&module, "distro");
  const Node* type = distro != nullptr ? json_->string(distro, "moduleType") : json_->string(&module, "type");
  return type != nullptr && type->text == "har";
}

// How a library was built says nothing about the product it becomes a part of.
void ManifestReader::state_app(const Node& app, bool library) {
  const Ids& ids = Ids::get();
  state_identity(facts_, library ? "" : "app", kPlatform, json_->at(app));
  json_->state_text(ids.bundle_name, &app, "bundleName");
  if (facts_.is_known(ids.bundle_name))
    if (const Node* name = json_->string(&app, "bundleName"); name != nullptr && !is_placeholder(name->text))
      facts_.append(ids.package_names, facts_.keep(name->text), json_->at(*name));
  json_->state_text(ids.bundle_type, &app, "bundleType");
  if (!library) {
    json_->state_flag(ids.debug, &app, "debug");
    state_sanitizers(app);
  }
  state_versions(app, library);
  state_resolved(ids.name, app, "label");
}

// One that is on is enough; where one cannot be read and no other is on, nobody knows.
void ManifestReader::state_sanitizers(const Node& app) {
  const FactId id = Ids::get().asan;
  bool known = true;
  for (const std::string_view key : {"asanEnabled", "tsanEnabled", "hwasanEnabled"}) {
    const Node* found = app.find(key);
    if (found == nullptr || found->is(NodeKind::Null)) continue;
    const std::optional<bool> on = json_->flag(&app, key);
    if (on && *on) return facts_.set(id, true, json_->at(*found));
    if (!on) facts_.unknown(id, json_->at(*found));
    known = known && on.has_value();
  }
  if (known && !facts_.is_known(id)) facts_.set(id, false, json_->at(app));
}

void ManifestReader::state_versions(const Node& app, bool library) {
  const Ids& ids = Ids::get();
  const Node* old = json_->object(&app, "version");
  const Node* in = old != nullptr ? old : &app;
  const std::string_view name = old != nullptr ? "name" : "versionName", code = old != nullptr ? "code" : "versionCode";
  json_->state_text(ids.version_name, in, name);
  json_->state_text(ids.version, in, name);
  json_->state_number(ids.version_code, in, code);
  const Node* api = json_->object(&app, "apiVersion");
  // The older model's build writes the version of the API into what it packs.
  if (old != nullptr && api == nullptr)
    for (const FactId id : {ids.min_api, ids.target_api}) facts_.unknown(id, json_->at(*old));
  state_api(ids.min_api, api != nullptr ? api : &app, api != nullptr ? "compatible" : "minAPIVersion");
  state_api(ids.target_api, api != nullptr ? api : &app, api != nullptr ? "target" : "targetAPIVersion");
  if (!library)
    json_->state_text(ids.release_type, api != nullptr ? api : &app, api != nullptr ? "releaseType" : "apiReleaseType");
}

// Since release 5 the number holds the release too: 50001013 is API version 13 of 5.0.1.
void ManifestReader::state_api(FactId id, const Node* in, std::string_view key) {
  const Node* found = in->find(key);
  if (found != nullptr && found->is(NodeKind::Int) && found->integer >= 10'000'000)
    return facts_.set(id, found->integer % 1000, json_->at(*found));
  json_->state_number(id, in, key);
}

void ManifestReader::state_module(const Node& module) {
  const Ids& ids = Ids::get();
  const Node* distro = json_->object(&module, "distro");
  const Node* named = distro != nullptr ? json_->string(distro, "moduleName") : json_->string(&module, "name");
  state_identity(facts_, is_library(module) ? "" : "app", kPlatform, json_->at(module));
  const std::string_view name = named != nullptr ? named->text : std::string_view{};
  if (!name.empty()) facts_.append(ids.modules, facts_.keep(name), json_->at(*named));
  json_->state_texts(ids.device_types, &module, module.find("deviceTypes") != nullptr ? "deviceTypes" : "deviceType");
  state_runner(module, name);
  if (!permissions_) permissions_.emplace(facts_, issues_);
  for (const std::string_view key : {"requestPermissions", "reqPermissions"})
    if (const Node* requests = json_->array(&module, key, ids.permissions))
      for (const Node& request : requests->items) state_permission(request);
  facts_.state_list(ids.components, {});
  if (const Node* abilities = json_->array(&module, "abilities", ids.components))
    for (const Node& ability : abilities->items) state_component(ability, name, "ability");
  if (const Node* extensions = json_->array(&module, "extensionAbilities", ids.components))
    for (const Node& extension : extensions->items) state_component(extension, name, "extension");
  state_proxy_data(*json_, module);
}

// A test module is called so by its name or its folder; a test runner belongs there.
void ManifestReader::state_runner(const Node& module, std::string_view name) {
  const std::string_view path = json_->document_name();
  if (name.ends_with("_test") || path.find("ohosTest/") != path.npos) return;
  const Node* runner = module.find("testRunner");
  if (runner == nullptr || runner->is(NodeKind::Null)) {
    if (!without_runner_) without_runner_ = json_->at(module);
  } else if (json_->object(&module, "testRunner") != nullptr) {
    facts_.set(Ids::get().test_runner, true, json_->at(*runner));
  } else {
    facts_.unknown(Ids::get().test_runner, json_->at(*runner));
    all_runners_known_ = false;
  }
}

void ManifestReader::finish(bool whole) {
  const FactId id = Ids::get().test_runner;
  if (facts_.is_known(id) || !without_runner_) return;
  if (whole && all_runners_known_)
    facts_.set(id, false, without_runner_);
  else
    facts_.unknown(id, without_runner_);
}

void ManifestReader::state_permission(const Node& request) {
  const Ids& ids = Ids::get();
  const Node* name = json_->string(&request, "name");
  if (name == nullptr) {
    facts_.open(ids.permissions);
    if (!request.is(NodeKind::Object)) json_->warn_type(request, "requestPermissions", "an array of objects");
    return;
  }
  const NamedRecords::Added added = permissions_->request(kPlatform, name->text, json_->at(*name));
  if (added.item == nullptr) return;
  if (name->text == kInternet) facts_.set(ids.networked, true, json_->at(*name));
  if (!facts_.is_known(ids.purpose, added.item)) state_resolved(ids.purpose, request, "reason", added.item);
  const Node* scene = json_->object(&request, "usedScene");
  if (!added.fresh || scene == nullptr) return;
  json_->state_text(ids.used_when, scene, "when", added.item);
  json_->state_texts(ids.used_by, scene, scene->find("abilities") != nullptr ? "abilities" : "ability", added.item);
}

void ManifestReader::state_component(const Node& component, std::string_view module, std::string_view kind) {
  const Ids& ids = Ids::get();
  const Node* name = json_->string(&component, "name");
  if (name == nullptr) return;
  const std::string key = fmt::format("{}\n{}\n{}", module, kind, name->text);
  const NamedRecords::Added added = components_.add(key, json_->at(*name));
  if (!added.fresh || added.item == nullptr) return;
  facts_.set(ids.component_name, facts_.keep(name->text), json_->at(*name), added.item);
  const Node* type = json_->string(&component, "type");
  facts_.set(ids.component_kind, type != nullptr ? facts_.keep(type->text) : kind,
             json_->at(type != nullptr ? *type : *name), added.item);
  json_->state_texts(ids.component_permissions, &component, "permissions", added.item);
  facts_.set(ids.component_launcher, is_launcher(component), json_->at(*name), added.item);
  state_skills(*json_, component, added.item);
  if (type != nullptr && (type->text == "dataShare" || type->text == "data"))
    state_guard(*json_, component, added.item);
  const std::string_view exported = component.find("exported") != nullptr ? "exported" : "visible";
  if (component.find(exported) == nullptr)
    facts_.set(ids.component_exported, false, json_->at(*name), added.item);
  else
    json_->state_flag(ids.component_exported, &component, exported, added.item);
}

// Each member is a type of device, `default` for all others; where one allows plain HTTP, the product does.
void ManifestReader::state_device_config(const Node& config) {
  const Ids& ids = Ids::get();
  for (const tree::Member& device : config.members) {
    if (!device.value.is(NodeKind::Object)) continue;
    if (const Node* debug = device.value.find("debug"); debug != nullptr && !facts_.is_known(ids.debug))
      json_->state_flag(ids.debug, &device.value, "debug");
    const Node* network = json_->object(&device.value, "network");
    const std::optional<bool> allowed = json_->flag(network, "cleartextTraffic");
    if (allowed && (*allowed || !facts_.is_known(ids.cleartext)))
      facts_.set(ids.cleartext, *allowed, json_->at(*network->find("cleartextTraffic")));
  }
}

void ManifestReader::state_network(const tree::Document& document) {
  JsonFacts json(document, facts_, issues_);
  const Node* config = json.object(&document.root(), "network-security-config");
  json.state_flag(Ids::get().cleartext, json.object(config, "base-config"), "cleartextTrafficPermitted");
}

// Text, or the string it refers to: by the number a built manifest adds under `<key>Id`, else by name.
void ManifestReader::state_resolved(FactId id, const Node& in, std::string_view key, Item* item) {
  const Node* found = in.find(key);
  if (found == nullptr || !found->is(NodeKind::String) || !found->text.starts_with('$')) {
    // An empty reason tells the user nothing, and says so.
    if (found != nullptr && found->is(NodeKind::String) && item != nullptr && !is_placeholder(found->text))
      return facts_.set(id, facts_.keep(found->text), json_->at(*found), item);
    return json_->state_text(id, &in, key, item);
  }
  std::optional<std::string_view> text;
  if (found->text.starts_with(kStringReference)) {
    const Node* number = in.find(fmt::format("{}Id", key));
    if (number != nullptr && number->is(NodeKind::Int))
      text = strings_->find(static_cast<std::uint32_t>(number->integer));
    if (!text) text = strings_->find(found->text.substr(kStringReference.size()));
  }
  if (text)
    facts_.set(id, facts_.keep(*text), json_->at(*found), item);
  else
    facts_.unknown(id, json_->at(*found), item);
}

facts::SourceMask states(const tree::Document& document) {
  const bool app = object_in(document.root(), "app") != nullptr,
             module = object_in(document.root(), "module") != nullptr;
  return (app ? facts::kHarmonyApp : 0) | (module ? facts::kHarmony : 0);
}

bool recognises_manifest(const Look& look) {
  if (look.form != Look::Form::Json || look.keys.empty()) return false;
  constexpr std::string_view kKeys[] = {"app", "module", "deviceConfig", "$schema"};
  const bool only = std::ranges::all_of(
      look.keys, [&](std::string_view key) { return std::ranges::find(kKeys, key) != std::end(kKeys); });
  if (look.name.ends_with("module.json5") || look.name.ends_with("app.json5"))
    return look.has_key("module") || look.has_key("app");
  if (only && look.has_key("module")) return true;
  const std::string_view prefix = look.source.text().substr(0, std::size_t{64} << 10);
  return only && look.has_key("app") && prefix.find("bundleName") != prefix.npos;
}

Checked<facts::FactSet> read_manifest(const SourcePtr& source, const Context& context) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return {{}, std::move(document.issues)};
  const facts::SourceMask states = harmony::states(*document.value);
  if (states == 0) {
    document.issues.push_back(error({kNoManifest}, document.value->span(document.value->root()),
                                    "a HarmonyOS manifest has an object `module` or `app`"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "harmony-manifest", states);
  ManifestReader reader(facts, document.issues);
  Strings strings;
  if (context.beside && source->text().find(kStringReference) != std::string_view::npos) {
    const auto add = [&](std::string_view folder) {
      bool found = false;
      for (const std::string_view language : kLanguages)
        if (const SourcePtr file =
                context.beside(*source, fmt::format("{}resources/{}/element/string.json", folder, language))) {
          strings.add_json(file, context, document.issues);
          found = true;
        }
      return found;
    };
    add("");
    std::ranges::any_of(kAppFolders, add);
  }
  reader.state(*document.value, strings);
  reader.finish(true);
  if (const SourcePtr network = context.beside ? context.beside(*source, kNetwork) : nullptr) {
    Checked<tree::Document> config = parse_json_manifest(network, context);
    facts.keep(network);
    if (config) {
      std::ranges::move(config.issues, std::back_inserter(document.issues));
      reader.state_network(*config.value);
    } else {
      document.issues.push_back(
          demoted(std::move(config.issues.back()), kUnreadablePart, "the network configuration is unknown"));
    }
  }
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::harmony
