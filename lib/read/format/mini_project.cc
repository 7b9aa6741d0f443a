#include "read/format/mini_project.h"

#include <algorithm>

#include "read/format/json_facts.h"
#include "read/format/mini_platform.h"

namespace hegui::read::mini {
namespace {

using facts::fact;
using facts::FactId;
using tree::Node;
using tree::NodeKind;

constexpr std::uint16_t kNoObject = 1421;

// Shared: in the form that several platforms have, without a sign of whose it is.
enum class Kind : std::uint8_t { None, Shared, Wechat, Douyin, Feishu, Alipay, Baidu };

bool named(std::string_view name, std::string_view file) { return name.ends_with(file); }

// By the name where it is one platform's, else by members that only its settings have.
template <class Has>
Kind kind_of(std::string_view name, const Has& has) {
  if (named(name, "mini.project.json") || has("enableAppxNg") || has("component2")) return Kind::Alipay;
  if (named(name, "project.swan.json") || has("smartProgramRoot")) return Kind::Baidu;
  if (named(name, "project.tt.json") || has("douyinProjectType") || has("ttProjectType")) return Kind::Douyin;
  const bool ours = named(name, "project.config.json") || named(name, "project.private.config.json");
  const bool shows = has("appid") && (has("compileType") || has("libVersion") || has("miniprogramRoot") ||
                                      (has("projectname") && has("setting")));
  return shows || (ours && (has("appid") || has("setting") || has("projectname") || has("condition"))) ? Kind::Shared
                                                                                                       : Kind::None;
}

std::string_view appid_of(const Node& root) {
  const Node* id = root.find("appid");
  return id != nullptr && id->is(NodeKind::String) ? id->text : std::string_view{};
}

// Whose settings of the shared form they are: ids say it, and members that only WeChat's tools write.
Kind owner(const Node& root) {
  const std::string_view appid = appid_of(root);
  if (appid.starts_with("tt")) return Kind::Douyin;
  if (is_feishu_id(appid)) return Kind::Feishu;
  if (appid.starts_with("swan.")) return Kind::Shared;  // a converter's for Baidu, whose own settings name the program
  if (appid.starts_with("wx") || appid == "touristappid") return Kind::Wechat;
  constexpr std::string_view kWechatOnly[] = {"compileType", "simulatorType", "simulatorPluginLibVersion",
                                              "cloudfunctionRoot"};
  return std::ranges::any_of(kWechatOnly, [&](std::string_view key) { return root.find(key) != nullptr; })
             ? Kind::Wechat
             : Kind::Shared;
}

// As owner; private settings belong to whom the settings beside them belong.
Kind owner(const Node& root, const Source& source, const Context& context) {
  const Kind own = owner(root);
  if (own != Kind::Shared || !context.beside || !named(source.name(), "project.private.config.json")) return own;
  const SourcePtr shared = context.beside(source, "project.config.json");
  const Checked<tree::Document> document = shared ? parse_json_manifest(shared, context) : Checked<tree::Document>{};
  return document ? owner(document.value->root()) : own;
}

struct Platform {
  std::string_view name;
  FactId appid;      // 0: whose id it is cannot be known
  FactId url_check;  // 0: it has none
};

Platform platform_of(Kind kind) {
  switch (kind) {
    case Kind::Douyin:
      return {"douyin", fact("douyin.appid"), fact("douyin.url_check")};
    case Kind::Alipay:
      return {"alipay", fact("alipay.appid"), 0};
    case Kind::Baidu:
      return {"baidu", fact("baidu.appid"), fact("baidu.url_check")};
    case Kind::Feishu:
      return {"feishu", 0, 0};
    case Kind::Wechat:
      return {"wechat", fact("wechat.appid"), fact("wechat.url_check")};
    case Kind::Shared:
    case Kind::None:
      break;
  }
  return {"", 0, 0};
}

// The settings that a developer keeps for himself go before those of the project.
Checked<tree::Document> private_settings(const Source& source, const Context& context, facts::FactBuilder& facts) {
  if (!context.beside || !named(source.name(), "project.config.json")) return {};
  const SourcePtr file = context.beside(source, "project.private.config.json");
  if (file == nullptr) return {};
  facts.keep(file);
  return parse_json_manifest(file, context);
}

// A setting of the project, or what the private settings say of it.
void state_setting(JsonFacts& json, const Node& root, const Checked<tree::Document>& own, std::string_view key,
                   FactId id, std::vector<Diagnostic>& issues) {
  const Node* setting = own ? own.value->root().find("setting") : nullptr;
  const Node* found = setting != nullptr ? setting->find(key) : nullptr;
  if (found == nullptr || !found->is(NodeKind::Bool)) return json.state_flag(id, json.object(&root, "setting"), key);
  JsonFacts(*own.value, json.facts(), issues).state_flag(id, setting, key);
}

// The platform of the program beside the settings, by its pages: converters leave WeChat's settings with programs that
// they made for another platform.
std::string_view platform_of_program(const Node& root, const Source& source, const Context& context) {
  if (!context.beside) return {};
  const Node* folder = root.find("miniprogramRoot");
  std::string path(folder != nullptr && folder->is(NodeKind::String) ? folder->text : std::string_view{});
  if (!path.empty() && !path.ends_with('/')) path += '/';
  const SourcePtr app = context.beside(source, path + "app.json");
  const Checked<tree::Document> document = app ? parse_json_manifest(app, context) : Checked<tree::Document>{};
  return document ? platform_of_first_page(document.value->root(), *app, context) : std::string_view{};
}

// Whether `id` has the form of that platform's ids; tools put others in for trying out.
bool is_id(Kind kind, std::string_view id) {
  if (kind == Kind::Wechat) return id.starts_with("wx");
  if (kind == Kind::Douyin) return id.starts_with("tt");
  return id.find_first_not_of("0123456789") == id.npos;
}

// Whether the settings are those of a template, for a platform that the program need not run on.
bool is_template(Kind kind, const Node& root) {
  const Node* id = root.find("appid");
  if ((kind != Kind::Douyin && kind != Kind::Baidu) || id == nullptr || !id->is(NodeKind::String)) return false;
  return id->text.empty() || (!is_placeholder(id->text) && !is_id(kind, id->text));
}

void state_id(JsonFacts& json, const Node& root, Kind kind, FactId id) {
  static const FactId kNames = fact("subject.package_names");
  json.state_text(id, &root, "appid");
  const value::Value stated = json.facts().get(id);
  if (json.facts().is_known(id) && is_id(kind, stated.as_text()))
    json.facts().append(kNames, stated.as_text(), json.at(*root.find("appid")));
}

}  // namespace

bool is_feishu_id(std::string_view appid) { return appid.starts_with("cli_"); }

bool recognises_project(const Look& look) {
  if (look.form != Look::Form::Json) return false;
  return kind_of(look.name, [&](std::string_view key) { return look.has_key(key); }) != Kind::None;
}

std::string_view platform_of_project(const SourcePtr& project, const Context& context) {
  const Checked<tree::Document> document = parse_json_manifest(project, context);
  return document ? platform_of(owner(document.value->root())).name : std::string_view{};
}

Checked<facts::FactSet> read_project(const SourcePtr& source, const Context& context) {
  Checked<tree::Document> document = parse_json_manifest(source, context);
  if (!document) return {{}, std::move(document.issues)};
  const Node& root = document.value->root();
  if (!root.is(NodeKind::Object)) {
    document.issues.push_back(error({kNoObject}, document.value->span(root), "these settings are one object"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "mini-project", facts::kMiniProject);
  JsonFacts json(*document.value, facts, document.issues);
  Kind kind = kind_of(source->name(), [&](std::string_view key) { return root.find(key) != nullptr; });
  if (kind == Kind::Shared) kind = owner(root, *source, context);
  if (kind == Kind::Douyin && is_feishu_id(appid_of(root))) kind = Kind::Feishu;
  if (const std::string_view shown = platform_of_program(root, *source, context);
      !shown.empty() && kind == Kind::Wechat && shown != platform_of(kind).name)
    kind = Kind::Shared;
  if (is_template(kind, root)) kind = Kind::Shared;
  const Platform platform = platform_of(kind);
  const Node* type = json.string(&root, "compileType");
  constexpr std::string_view kPrograms[] = {"miniprogram", "game", "mini", "smartprogram"};
  const bool program = type == nullptr || std::ranges::find(kPrograms, type->text) != std::end(kPrograms);
  state_identity(facts, program ? "mini-program" : "", platform.name, json.at(root));
  if (platform.appid != 0) state_id(json, root, kind, platform.appid);
  if (kind == Kind::Feishu)
    facts.append(fact("subject.package_names"), facts.keep(appid_of(root)), json.at(*root.find("appid")));
  const Checked<tree::Document> own = private_settings(*source, context, facts);
  if (platform.url_check != 0) state_setting(json, root, own, "urlCheck", platform.url_check, document.issues);
  static const FactId kSourceMap = fact("wechat.upload_source_map");
  if (kind == Kind::Wechat) state_setting(json, root, own, "uploadWithSourceMap", kSourceMap, document.issues);
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::mini
