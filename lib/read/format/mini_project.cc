#include "read/format/mini_project.h"

#include <algorithm>

#include "read/format/json_facts.h"

namespace hegui::read::mini {
namespace {

using facts::fact;
using facts::FactId;
using tree::Node;
using tree::NodeKind;

constexpr std::uint16_t kNoObject = 1421;

enum class Kind : std::uint8_t { None, Wechat, Douyin, Alipay, Baidu };

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
  return shows || (ours && (has("appid") || has("setting") || has("projectname") || has("condition"))) ? Kind::Wechat
                                                                                                       : Kind::None;
}

struct Platform {
  std::string_view name;
  FactId appid;
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
    case Kind::Wechat:
    case Kind::None:
      break;
  }
  return {"wechat", fact("wechat.appid"), fact("wechat.url_check")};
}

void state_id(JsonFacts& json, const Node& root, FactId id) {
  static const FactId kNames = fact("subject.package_names");
  json.state_text(id, &root, "appid");
  const value::Value stated = json.facts().get(id);
  if (json.facts().is_known(id)) json.facts().append(kNames, stated.as_text(), json.at(*root.find("appid")));
}

}  // namespace

bool recognises_project(const Look& look) {
  if (look.form != Look::Form::Json) return false;
  return kind_of(look.name, [&](std::string_view key) { return look.has_key(key); }) != Kind::None;
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
  const Node* appid = json.string(&root, "appid");
  Kind kind = kind_of(source->name(), [&](std::string_view key) { return root.find(key) != nullptr; });
  // Douyin's ids begin so, and its tools read a file of WeChat's name.
  if (kind == Kind::Wechat && appid != nullptr && appid->text.starts_with("tt")) kind = Kind::Douyin;
  const Platform platform = platform_of(kind);
  const Node* type = json.string(&root, "compileType");
  const bool program = type == nullptr || type->text == "miniprogram" || type->text == "game";
  state_identity(facts, program ? "mini-program" : "", platform.name, json.at(root));
  state_id(json, root, platform.appid);
  if (platform.url_check != 0) json.state_flag(platform.url_check, json.object(&root, "setting"), "urlCheck");
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::mini
