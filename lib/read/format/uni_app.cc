// Names of members: uni-app "manifest.json".
#include "read/format/uni_app.h"

#include <fmt/format.h>

#include <algorithm>

#include "read/format/mini_program.h"
#include "read/format/mini_project.h"
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

constexpr std::uint16_t kNoObject = 1430, kNoPermission = 1431;
constexpr std::uint32_t kMostBadPermissions = 8;

constexpr std::string_view kParts[] = {"app-plus",        "app-harmony", "mp-weixin",    "mp-alipay",
                                       "mp-baidu",        "mp-toutiao",  "mp-qq",        "quickapp-webview",
                                       "quickapp-native", "uni-app-x",   "uniStatistics"};

// A service of `sdkConfigs` and the SDK that the build then puts in.
struct Service {
  std::string_view name, slug;
};
constexpr Service kServices[] = {
    {"oauth.weixin", "wechat-opensdk"},
    {"share.weixin", "wechat-opensdk"},
    {"payment.weixin", "wechat-opensdk"},
    {"oauth.univerify", "getui-gy"},
    {"oauth.qq", "qq-connect"},
    {"share.qq", "qq-connect"},
    {"oauth.sina", "weibo-sdk"},
    {"share.sina", "weibo-sdk"},
    {"payment.alipay", "alipay"},
    {"maps.amap", "amap"},
    {"geolocation.amap", "amap"},
    {"maps.baidu", "baidu-map"},
    {"geolocation.baidu", "baidu-location"},
    {"geolocation.tencent", "tencent-location"},
    {"maps.google", "gms-maps"},
    {"oauth.google", "gms-auth"},
    {"oauth.facebook", "facebook-core"},
    {"payment.paypal", "paypal"},
    {"payment.stripe", "stripe"},
    {"payment.google", "google-billing"},
    {"push.igexin", "getui"},
    {"push.unipush", "getui"},
    {"push.mi", "xiaomi-push"},
    {"statics.umeng", "umeng-analytics"},
    {"speech.baidu", "baidu-speech"},
    {"speech.ifly", "iflytek"},
    {"ad.gdt", "gdt"},
    {"ad.csj", "pangle"},
    {"ad.gm", "gromore"},
    {"ad.ks", "kuaishou-ads"},
    {"ad.sigmob", "sigmob"},
    {"ad.hw", "huawei-ads"},
    {"ad.bd", "baidu-mobads"},
};

// The channels of phone makers under `push.unipush.offline`, where each is an object of its own.
constexpr Service kOfflinePush[] = {
    {"mi", "xiaomi-push"}, {"hms", "huawei-push"}, {"honor", "honor-push"},
    {"oppo", "oppo-push"}, {"vivo", "vivo-push"},  {"meizu", "meizu-push"},
};

// A policy of the app's start and the permissions it asks for: `once`, or `always` until the user allows them.
struct AtLaunch {
  std::string_view key, permissions[2];
};
constexpr AtLaunch kAtLaunch[] = {
    {"permissionExternalStorage",
     {"android.permission.READ_EXTERNAL_STORAGE", "android.permission.WRITE_EXTERNAL_STORAGE"}},
    {"permissionPhoneState", {"android.permission.READ_PHONE_STATE", ""}},
};

// A mini program's part, the platform it is for, and where its id and its check of domains are stated.
struct MiniPart {
  std::string_view key, platform, appid, url_check;
};
constexpr MiniPart kMiniParts[] = {
    {"mp-weixin", "wechat", "wechat.appid", "wechat.url_check"},
    {"mp-alipay", "alipay", "alipay.appid", ""},
    {"mp-toutiao", "douyin", "douyin.appid", "douyin.url_check"},
    {"mp-baidu", "baidu", "baidu.appid", "baidu.url_check"},
};
// Feishu's tools take what is built for Douyin; an id of Feishu's tells.
constexpr MiniPart kFeishu{"mp-toutiao", "feishu", "", ""};

class UniAppReader {
 public:
  UniAppReader(const tree::Document& document, const Context& context, facts::FactBuilder& facts,
               std::vector<Diagnostic>& issues)
      : json_(document, facts, issues),
        root_(document.root()),
        limits_(context.limits),
        facts_(facts),
        permissions_(facts, issues),
        sdks_(facts, issues, context.vocabulary) {}

  // `open`: members may be missing here that the manifest has.
  void state(bool open) {
    facts_.set(fact("cross_platform.framework"), "uni-app", json_.at(root_));
    json_.state_text(fact("cross_platform.app_id"), &root_, "appid");
    json_.state_text(fact("subject.name"), &root_, "name");
    json_.state_text(fact("subject.version"), &root_, "versionName");
    for (const std::string_view key : {"app-plus", "app"})
      if (const Node* app = json_.object(&root_, key)) state_app(*app);
    state_harmony();
    for (const MiniPart& part : kMiniParts)
      if (const Node* mini = json_.object(&root_, part.key))
        state_mini(is_of_feishu(part, *mini) ? kFeishu : part, *mini);
    for (const std::string_view key : {"quickapp-webview", "quickapp-native", "quickapp"}) state_quick_app(key);
    const std::string_view kind = app_ ? "app" : mini_ ? "mini-program" : quick_ ? "quick-app" : "";
    if (!kind.empty()) state_identity(facts_, kind, {}, json_.at(root_));
    if (open || json_.misses_parts())
      for (const char* list : {"permissions", "subject.package_names", "cross_platform.modules",
                               "cross_platform.sdk_configs", "mini_program.plugins"})
        facts_.open(fact(list));
    for (const char* path : {"cross_platform.app_id", "subject.name", "subject.version"})
      if (open && !facts_.is_known(fact(path))) facts_.unknown(fact(path), json_.at(root_));
  }

 private:
  // The build adds what the chosen modules need, so with any of them the list of permissions is not whole.
  void state_app(const Node& app) {
    const bool modules = state_modules(app, "modules"), plugins = state_modules(app, "nativePlugins");
    if (modules || plugins) facts_.open(fact("permissions"));
    const Node* distribute = json_.object(&app, "distribute");
    if (distribute == nullptr) return;
    if (const Node* android = json_.object(distribute, "android"); android != nullptr && !android->members.empty())
      state_android(*android, modules || plugins);
    if (const Node* ios = json_.object(distribute, "ios"); ios != nullptr && !ios->members.empty()) state_ios(*ios);
    if (const Node* configs = json_.object(distribute, "sdkConfigs")) state_services(*configs);
  }

  // Whether there is any of them; of plugins that are bought or one's own the name is the id.
  bool state_modules(const Node& app, std::string_view key) {
    static const FactId kModules = fact("cross_platform.modules");
    const Node* list = json_.object(&app, key);
    if (list == nullptr) return false;
    facts_.state_list(kModules, {});
    for (const Member& each : list->members) facts_.append(kModules, facts_.keep(each.key), json_.at(each));
    return !list->members.empty();
  }

  // `raised`: a module may ask for a higher lowest level than is written here.
  void state_levels(const Node& android, bool raised) {
    json_.state_number(fact("android.target_sdk"), &android, "targetSdkVersion");
    static const FactId kLowest = fact("android.min_sdk");
    if (!raised) return json_.state_number(kLowest, &android, "minSdkVersion");
    if (const Node* stated = android.find("minSdkVersion")) facts_.unknown(kLowest, json_.at(*stated));
  }

  // What the manifest has the app ask for when it starts, and what it then cannot be used without.
  void state_launch(const Node& android, const std::unordered_set<std::string>& excluded) {
    static const FactId kWhen = fact("permissions[].requested_at"), kMandatory = fact("permissions[].mandatory");
    for (const AtLaunch& policy : kAtLaunch) {
      const Node* request = json_.string(json_.object(&android, policy.key), "request");
      if (request == nullptr || (request->text != "once" && request->text != "always")) continue;
      for (const std::string_view name : policy.permissions) {
        if (name.empty() || excluded.contains(std::string(name))) continue;
        facts::Item* item = permissions_.request("android", name, json_.at(*request)).item;
        if (item == nullptr) continue;
        facts_.set(kWhen, "launch", json_.at(*request), item);
        if (request->text == "always") facts_.set(kMandatory, true, json_.at(*request), item);
      }
    }
  }

  void state_android(const Node& android, bool raised) {
    platform("android", android);
    app_ = true;
    state_levels(android, raised);
    std::unordered_set<std::string> excluded;
    if (const Node* out = json_.array(&android, "excludePermissions"))
      for (const Node& each : out->items)
        if (each.is(NodeKind::String))
          if (const auto names = android_names(each.text, limits_)) excluded.insert(names->begin(), names->end());
    state_launch(android, excluded);
    const Node* list = json_.array(&android, "permissions", fact("permissions"));
    if (list == nullptr) return;
    std::size_t count = 0;
    for (const Node& each : list->items) {
      if (!each.is(NodeKind::String)) {
        json_.warn_type(each, "permissions", "an array of strings");
        continue;
      }
      if (count++ == kMostRecords) return facts_.open(fact("permissions"));
      if (is_placeholder(each.text)) {
        facts_.open(fact("permissions"));
        continue;
      }
      const auto names = android_names(each.text, limits_);
      if (!names) {
        refuse(each);
        continue;
      }
      for (const std::string& name : *names)
        if (!excluded.contains(name)) permissions_.request("android", name, json_.at(each));
    }
  }

  // What one such text asks for is unknown, so the list may hold more than was read.
  void refuse(const Node& text) {
    facts_.open(fact("permissions"));
    if (bad_++ < kMostBadPermissions)
      json_.warn(kNoPermission, json_.at(text), "this is no well-formed element of an Android manifest",
                 "write it as `<uses-permission android:name=\"…\"/>`");
  }

  // The build puts a text of its own where one is blank, so a blank one says nothing of what the user is told.
  void state_ios(const Node& ios) {
    platform("ios", ios);
    app_ = true;
    const Node* texts = json_.object(&ios, "privacyDescription");
    if (texts == nullptr) return;
    for (const Member& each : texts->members) {
      if (!is_usage_description(each.key) || !each.value.is(NodeKind::String)) continue;
      if (each.value.text.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
      permissions_.request("ios", each.key, json_.at(each), each.value.text, json_.at(each.value));
    }
  }

  void state_services(const Node& configs) {
    const FactId list = fact("cross_platform.sdk_configs");
    facts_.state_list(list, {});
    std::size_t count = 0;
    for (const Member& group : configs.members) {
      if (!group.value.is(NodeKind::Object)) continue;
      for (const Member& service : group.value.members) {
        if (!service.value.is(NodeKind::Object)) continue;
        if (count++ == facts::kMaxMembers) return facts_.open(list);
        const std::string name = fmt::format("{}.{}", group.key, service.key);
        facts_.append(list, facts_.keep(name), json_.at(service));
        const auto* known = std::ranges::find(kServices, std::string_view(name), &Service::name);
        if (known != std::end(kServices)) sdks_.add_known(known->slug, json_.at(service));
        if (name == "push.unipush") state_offline_push(service.value);
      }
    }
  }

  void state_offline_push(const Node& push) {
    const Node* offline = push.find("offline");
    for (const Node* in : {&push, offline})
      if (in != nullptr)
        for (const Service& maker : kOfflinePush)
          if (const Node* channel = in->find(maker.name); channel != nullptr && channel->is(NodeKind::Object))
            sdks_.add_known(maker.slug, json_.at(*channel));
  }

  void state_harmony() {
    const Node* distribute = json_.object(json_.object(&root_, "app-harmony"), "distribute");
    const Node* name = json_.string(distribute, "bundleName");
    if (name == nullptr || name->text.empty() || is_placeholder(name->text)) return;
    facts_.append(fact("subject.package_names"), facts_.keep(name->text), json_.at(*name));
    platform("harmonyos", *name);
    app_ = true;
  }

  // A part without an id is what the template left there: the product need not run on that platform.
  static bool is_of_feishu(const MiniPart& part, const Node& mini) {
    const Node* id = part.key == kFeishu.key ? mini.find("appid") : nullptr;
    return id != nullptr && id->is(NodeKind::String) && mini::is_feishu_id(id->text);
  }

  void state_mini(const MiniPart& part, const Node& mini) {
    const Node* id = json_.string(&mini, "appid");
    if (id != nullptr && id->text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      if (!part.appid.empty()) json_.state_text(fact(part.appid), &mini, "appid");
      if (!is_placeholder(id->text)) facts_.append(fact("subject.package_names"), facts_.keep(id->text), json_.at(*id));
      platform(part.platform, *id);
      mini_ = true;
      const Node* setting = json_.object(&mini, "setting");
      if (!part.url_check.empty()) json_.state_flag(fact(part.url_check), setting, "urlCheck");
      if (part.platform == "wechat") json_.state_flag(fact("wechat.upload_source_map"), setting, "uploadWithSourceMap");
    }
    const mini::Parts parts{json_, permissions_, sdks_};
    mini::state_scopes(parts, mini, part.platform);
    mini::state_plugins(parts, mini, part.platform == "wechat");
    if (part.platform == "wechat") mini::state_wechat(parts, mini, false);
    json_.state_texts(fact("mini_program.background_modes"), &mini, "requiredBackgroundModes");
  }

  void state_quick_app(std::string_view key) {
    const Node* quick = json_.object(&root_, key);
    const Node* name = json_.string(quick, "package");
    if (name == nullptr || name->text.empty() || is_placeholder(name->text)) return;
    facts_.append(fact("subject.package_names"), facts_.keep(name->text), json_.at(*name));
    json_.state_number(fact("quick_app.min_platform"), quick, "minPlatformVersion");
    platform("quick-app", *name);
    quick_ = true;
  }

  void platform(std::string_view name, const Node& at) { state_identity(facts_, {}, name, json_.at(at)); }

  JsonFacts json_;
  const Node& root_;
  const Limits& limits_;
  facts::FactBuilder& facts_;
  PermissionRecords permissions_;
  SdkRecords sdks_;
  std::uint32_t bad_ = 0;
  bool app_ = false, mini_ = false, quick_ = false;
};

}  // namespace

constexpr std::string_view kScript = "manifest.config";

// By its parts: `manifest.config` of browser extensions has others.
bool recognises_uni_app(const Look& look) {
  if (is_script(look.name, kScript)) {
    const auto json = exported_json(look.source.text());
    return json && std::ranges::any_of(kParts, [&](std::string_view key) {
             return std::ranges::find(json->members, key) != json->members.end();
           });
  }
  return look.form == Look::Form::Json &&
         std::ranges::any_of(kParts, [&](std::string_view key) { return look.has_key(key); });
}

Checked<facts::FactSet> read_uni_app(const SourcePtr& source, const Context& context) {
  std::vector<Diagnostic> issues;
  const Config config = parse_config(source, is_script(source->name(), kScript), context, issues);
  if (!config.document) return unread(source, "uni-app", {}, std::move(issues));
  const Node& root = config.document->root();
  if (!root.is(NodeKind::Object)) {
    issues.push_back(error({kNoObject}, config.document->span(root), "manifest.json of uni-app is one object"));
    return {{}, std::move(issues)};
  }
  facts::FactBuilder facts(config.source, "uni-app", facts::kCrossPlatform);
  UniAppReader(*config.document, context, facts, issues).state(config.open);
  return {std::move(facts).finish(), std::move(issues)};
}

}  // namespace hegui::read::cross
