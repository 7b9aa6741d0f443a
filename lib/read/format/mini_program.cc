#include "read/format/mini_program.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "read/format/mini_platform.h"
#include "read/format/mini_project.h"
#include "read/syntax/script_literal.h"

namespace hegui::read::mini {
namespace {

using facts::fact;
using facts::FactId;
using tree::Member;
using tree::Node;
using tree::NodeKind;

constexpr std::uint16_t kNoObject = 1420, kNoLiteral = 1422, kComputed = 1423, kWhose = 1424;

// Files from which a framework writes app.json.
constexpr std::string_view kScripts[] = {"app.config.ts", "app.config.js", "app.wpy"};

bool names_pages(const ScriptLiteral& literal) {
  const auto is_pages = [](std::string_view name) { return name == "pages"; };
  return std::ranges::any_of(literal.members, is_pages) || std::ranges::any_of(literal.computed, is_pages);
}

bool is_script(std::string_view name) {
  return std::ranges::any_of(
      kScripts, [&](std::string_view script) { return name == script || name.ends_with("/" + std::string(script)); });
}

void state_subpackages(JsonFacts& json, const Node& app) {
  static const FactId kSubpackages = fact("mini_program.subpackages");
  facts::FactBuilder& facts = json.facts();
  facts.state_list(kSubpackages, {});
  const Node* list = json.array(&app, app.find("subPackages") != nullptr ? "subPackages" : "subpackages");
  if (list == nullptr) return;
  std::size_t count = 0;
  for (const Node& each : list->items) {
    const Node* root = json.string(&each, "root");
    if (root == nullptr) continue;
    if (count++ == facts::kMaxMembers) return facts.open(kSubpackages);
    facts.append(kSubpackages, facts.keep(root->text), json.at(*root));
  }
}

// One plugin as WeChat's list of uses has it; one that is no object has a name and nothing else that is known.
void state_use(const Parts& parts, const Member& plugin) {
  static const FactId kUses = fact("wechat.plugin_uses"), kName = fact("wechat.plugin_uses[].name"),
                      kVersion = fact("wechat.plugin_uses[].version"),
                      kProvider = fact("wechat.plugin_uses[].provider");
  facts::FactBuilder& facts = parts.json.facts();
  const Span at = parts.json.at(plugin);
  facts::Item* item = facts.add(kUses, at);
  facts.set(kName, facts.keep(plugin.key), at, item);
  for (const auto& [key, id] : {std::pair{"version", kVersion}, std::pair{"provider", kProvider}}) {
    if (plugin.value.is(NodeKind::Object))
      parts.json.state_text(id, &plugin.value, key, item);
    else
      facts.unknown(id, at, item);
  }
}

}  // namespace

void state_scopes(const Parts& parts, const Node& in, std::string_view platform) {
  const Node* scopes = parts.json.object(&in, "permission", fact("permissions"));
  if (scopes == nullptr) return;
  for (const Member& scope : scopes->members) {
    const Node* told = parts.json.string(&scope.value, "desc");
    if (told != nullptr && is_placeholder(told->text)) {
      static const FactId kPurpose = fact("permissions[].purpose");
      const auto added = parts.permissions.request(platform, scope.key, parts.json.at(scope));
      if (added.fresh && added.item != nullptr) parts.json.facts().unknown(kPurpose, parts.json.at(*told), added.item);
    } else if (told != nullptr) {
      parts.permissions.request(platform, scope.key, parts.json.at(scope), told->text, parts.json.at(*told));
    } else {
      parts.permissions.request(platform, scope.key, parts.json.at(scope));
    }
  }
}

void state_plugins(const Parts& parts, const Node& in, bool wechat) {
  static const FactId kPlugins = fact("mini_program.plugins"), kWechat = fact("wechat.plugins"),
                      kUses = fact("wechat.plugin_uses");
  facts::FactBuilder& facts = parts.json.facts();
  const Node* plugins = wechat ? parts.json.object(&in, "plugins", kUses) : parts.json.object(&in, "plugins");
  if (plugins == nullptr) return;
  std::size_t count = 0;
  for (const Member& plugin : plugins->members) {
    if (count++ == facts::kMaxMembers) {
      for (const FactId list : {kPlugins, kWechat, kUses}) facts.open(list);
      return;
    }
    const Node *provider = parts.json.string(&plugin.value, "provider"),
               *version = parts.json.string(&plugin.value, "version");
    const bool named = provider != nullptr && !provider->text.empty() && !is_placeholder(provider->text);
    const std::string_view id = named ? provider->text : plugin.key;
    const Span at = named ? parts.json.at(*provider) : parts.json.at(plugin);
    facts.append(kPlugins, facts.keep(id), at);
    if (wechat) facts.append(kWechat, facts.keep(id), at);
    if (wechat) state_use(parts, plugin);
    parts.sdks.add_marked(vocab::MarkKind::WechatPlugin, id, plugin.key,
                          version == nullptr ? std::string_view{} : version->text, at);
  }
}

void state_wechat(const Parts& parts, const Node& in, bool whole) {
  static const FactId kInfos = fact("wechat.required_private_infos"), kPlugins = fact("wechat.plugins"),
                      kCheck = fact("wechat.privacy_check"), kUses = fact("wechat.plugin_uses");
  if (whole) {
    parts.json.facts().state_list(kInfos, {});
    parts.json.facts().state_list(kPlugins, {});
    parts.json.facts().state_list(kUses, {});
  }
  parts.json.state_texts(kInfos, &in, "requiredPrivateInfos");
  parts.json.state_flag(kCheck, &in, "__usePrivacyCheck__");
}

bool recognises_app(const Look& look) {
  if (is_script(look.name)) {
    const std::optional<ScriptLiteral> literal = exported_literal(look.source.text());
    return literal ? literal->open || names_pages(*literal)
                   : look.source.text().find("defineAppConfig") != std::string_view::npos;
  }
  if (look.form != Look::Form::Json || look.has_key("globalStyle") || look.has_key("easycom")) return false;
  const auto has = [&](std::string_view key) { return look.has_key(key); };
  // A mini game has no pages, and the screen's orientation instead.
  if (look.name == "game.json" && has("deviceOrientation")) return true;
  if (!has("pages") && !has("subPackages") && !has("subpackages")) return false;
  constexpr std::string_view kOthers[] = {"window",  "tabBar",        "permission",  "networkTimeout",
                                          "plugins", "entryPagePath", "preloadRule", "usingComponents"};
  return look.name.ends_with("app.json") || std::ranges::any_of(kOthers, has) || has_platform_member(look);
}

namespace {

// What a member of app.json states, which may have a second spelling; packages have plugins of their own.
struct Holds {
  std::string_view fact, member, second = {};
};
constexpr Holds kHolds[] = {
    {"permissions", "permission"},
    {"mini_program.plugins", "plugins"},
    {"wechat.plugins", "plugins"},
    {"wechat.plugin_uses", "plugins"},
    {"mini_program.subpackages", "subPackages", "subpackages"},
    {"mini_program.plugins", "subPackages", "subpackages"},
    {"wechat.plugins", "subPackages", "subpackages"},
    {"wechat.plugin_uses", "subPackages", "subpackages"},
    {"mini_program.background_modes", "requiredBackgroundModes"},
    {"wechat.required_private_infos", "requiredPrivateInfos"},
    {"mini_program.debug", "debug"},
    {"wechat.privacy_check", "__usePrivacyCheck__"},
};

// Leaves unknown what a computed member states, or with an empty name what any does. Whether there is anything.
bool leave_unknown(facts::FactBuilder& facts, std::string_view member, const Span& at) {
  bool any = false;
  for (const Holds& holds : kHolds) {
    if (!member.empty() && holds.member != member && holds.second != member) continue;
    const FactId id = fact(holds.fact);
    if (facts::Schema::get().row(id).type == facts::FactType::Bool)
      facts.unknown(id, at);
    else
      facts.open(id);
    any = true;
  }
  return any;
}

// Frameworks build for several platforms from one file; what it says of permissions is WeChat's where the project has
// WeChat's settings.
bool has_wechat_settings(const Source& source, const Context& context) {
  if (!context.beside) return false;
  return std::ranges::any_of(std::array{"project.config.json", "../project.config.json"}, [&](std::string_view path) {
    const SourcePtr settings = context.beside(source, path);
    const std::string_view platform = settings ? platform_of_project(settings, context) : std::string_view{"none"};
    return platform.empty() || platform == "wechat";
  });
}

Span at_name(const Source& script, std::string_view name) {
  const auto begin = static_cast<std::uint32_t>(name.data() - script.text().data());
  return {&script, begin, begin + static_cast<std::uint32_t>(name.size()), {}};
}

Checked<facts::FactSet> read_object(const SourcePtr& source, const Context& context, const SourcePtr& script = nullptr,
                                    const ScriptLiteral* literal = nullptr);

Checked<facts::FactSet> read_script(const SourcePtr& source, const Context& context) {
  const std::optional<ScriptLiteral> literal = exported_literal(source->text());
  if (literal) {
    Checked<facts::FactSet> read =
        read_object(std::make_shared<const Source>(source->name(), literal->text), context, source, &*literal);
    if (read) return read;
  }
  facts::FactBuilder facts(source, "mini-program", facts::kMiniProject);
  state_identity(facts, "mini-program", has_wechat_settings(*source, context) ? "wechat" : "",
                 {source.get(), 0, 0, {}});
  return {std::move(facts).finish(),
          {warning({kNoLiteral}, {source.get(), 0, 0, {}},
                   "what this file exports is no plain object, so the permissions and plugins it lists are unknown",
                   "check the app.json that the framework's build writes")}};
}

void state_computed(JsonFacts& json, const SourcePtr& script, const ScriptLiteral& literal) {
  constexpr std::string_view kHelp = "check the app.json that the framework's build writes";
  json.facts().keep(script);
  for (const std::string_view member : literal.computed)
    if (const Span at = at_name(*script, member); leave_unknown(json.facts(), member, at))
      json.warn(kComputed, at, fmt::format("`{}` is computed, so what it holds is unknown", member),
                std::string(kHelp));
  if (!literal.open) return;
  leave_unknown(json.facts(), {}, json.at(json.root()));
  json.warn(kComputed, json.at(json.root()), "members are taken from elsewhere, so what is missing here is unknown",
            std::string(kHelp));
}

Checked<facts::FactSet> read_object(const SourcePtr& source, const Context& context, const SourcePtr& script,
                                    const ScriptLiteral* literal) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return {{}, std::move(document.issues)};
  const Node& root = document.value->root();
  if (!root.is(NodeKind::Object)) {
    document.issues.push_back(error({kNoObject}, document.value->span(root), "app.json is one object"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "mini-program", facts::kMiniProgram);
  JsonFacts json(*document.value, facts, document.issues);
  PermissionRecords permissions(facts, document.issues);
  SdkRecords sdks(facts, document.issues, context.vocabulary);
  const Parts parts{json, permissions, sdks};
  const std::string_view shown =
      literal != nullptr && has_wechat_settings(*source, context) ? "wechat" : platform_of(root, *source, context);
  const std::string_view platform = shown == kTtml ? std::string_view{} : shown;
  if (shown == kTtml)
    json.warn(kWhose, json.at(root),
              "the pages are of Douyin or Feishu, and nothing tells which: rules for either wait",
              "set `appid` in project.config.json: Douyin's begins with `tt`, Feishu's with `cli_`");
  const bool wechat = platform == "wechat";
  state_identity(facts, "mini-program", platform, json.at(root));
  static const FactId kPlugins = fact("mini_program.plugins"), kModes = fact("mini_program.background_modes"),
                      kDebug = fact("mini_program.debug");
  facts.state_list(kPlugins, {});
  facts.state_list(kModes, {});
  json.state_texts(kModes, &root, "requiredBackgroundModes");
  const bool computed_debug =
      literal != nullptr && (literal->open || std::ranges::find(literal->computed, "debug") != literal->computed.end());
  if (root.find("debug") == nullptr && !computed_debug) facts.set(kDebug, false, json.at(root));
  json.state_flag(kDebug, &root, "debug");
  state_subpackages(json, root);
  if (wechat) state_wechat(parts, root, true);
  state_plugins(parts, root, wechat);
  for (const std::string_view key : {"subPackages", "subpackages"})
    if (const Node* packages = root.find(key); packages != nullptr && packages->is(NodeKind::Array))
      for (const Node& package : packages->items) state_plugins(parts, package, wechat);
  state_scopes(parts, root, platform);
  if (literal != nullptr) state_computed(json, script, *literal);
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace

Checked<facts::FactSet> read_app(const SourcePtr& source, const Context& context) {
  return is_script(source->name()) ? read_script(source, context) : read_object(source, context);
}

}  // namespace hegui::read::mini
