// Names of members: WeChat mini program "Global configuration"; Alipay "app.json", Douyin and Baidu likewise; of Feishu
// "Config the desktop gadget". Ids: `wx…` of WeChat, `tt…` of Douyin, `cli_…` of Feishu.
#include "read/format/mini_platform.h"

#include <algorithm>
#include <string>

#include "read/format/mini_project.h"

namespace hegui::read::mini {
namespace {

using tree::Node;
using tree::NodeKind;

// Members of one platform's app.json alone. Douyin and Baidu read what was written for WeChat and leave what they do
// not know, so WeChat's say the least.
constexpr std::string_view kWechatOnly[] = {"sitemapLocation",
                                            "requiredPrivateInfos",
                                            "__usePrivacyCheck__",
                                            "rendererOptions",
                                            "renderer",
                                            "componentFramework",
                                            "embeddedAppIdList",
                                            "useExtendedLib",
                                            "resolveAlias",
                                            "chatTools",
                                            "supportedMaterials",
                                            "singlePage",
                                            "entranceDeclare",
                                            "style",
                                            "convertRpxToVw",
                                            "__lazyCodeLoadingChunk",
                                            "functionalPages",
                                            "miniApp",
                                            "halfPage"};
constexpr std::string_view kDouyinOnly[] = {"ttPlugins",           "ttLaunchApp", "ttNavigateToMiniAppAppIdList",
                                            "fallbackPluginPages", "skeleton",    "referrerPolicy"};
constexpr std::string_view kBaiduOnly[] = {"dynamicLib", "prefetches", "swanUiVersion", "editorSetting"};
constexpr std::string_view kAlipayOnly[] = {"useDynamicPlugins", "loadingPages", "requirePolyfill", "behavior"};
constexpr std::string_view kAlipayWindow[] = {"defaultTitle",     "titleBarColor",  "allowsBounceVertical",
                                              "transparentTitle", "titlePenetrate", "gestureBack"};

// Files that lie beside the app.json of one platform, in its folder or in the one above.
struct Companion {
  std::string_view path, platform;
};
constexpr Companion kCompanions[] = {{"mini.project.json", "alipay"},
                                     {"../mini.project.json", "alipay"},
                                     {"project.swan.json", "baidu"},
                                     {"../project.swan.json", "baidu"}};
// Settings that tell by their id whose they are.
constexpr std::string_view kSettings[] = {"project.tt.json", "../project.tt.json", "project.config.json",
                                          "../project.config.json"};

// What each platform calls the file that lays out a page.
struct Layout {
  std::string_view ending, platform;
};
constexpr Layout kLayouts[] = {{".wxml", "wechat"}, {".axml", "alipay"}, {".ttml", kTtml}, {".swan", "baidu"}};

template <std::size_t N>
bool has_any(const Node& in, const std::string_view (&keys)[N]) {
  return std::ranges::any_of(keys, [&](std::string_view key) { return in.find(key) != nullptr; });
}

// The pages that an app for desktops opens first: of all the platforms, Feishu's runs there.
bool has_desktop_pages(const Node& app) {
  const Node* ext = app.find("ext");
  return ext != nullptr && ext->find("defaultPages") != nullptr;
}

// Whose the settings at a path beside the manifest are; empty where there are none or they do not tell. What is called
// as Douyin's are is that of Feishu where the id is.
std::string_view platform_of_settings(const Source& source, std::string_view path, const Context& context) {
  const SourcePtr settings = context.beside(source, path);
  if (settings == nullptr) return {};
  const std::string_view told = platform_of_project(settings, context);
  return path.ends_with("project.tt.json") && told != "feishu" ? "douyin" : told;
}

// The platform whose settings lie beside the manifest, empty where there are none or those of several.
std::string_view platform_of_settings(const Source& source, const Context& context) {
  std::string_view found;
  const auto take = [&](std::string_view platform) {
    if (platform.empty() || platform == found) return true;
    if (!found.empty()) return false;
    found = platform;
    return true;
  };
  for (const Companion& companion : kCompanions)
    if (context.beside(source, companion.path) && !take(companion.platform)) return {};
  for (const std::string_view path : kSettings)
    if (!take(platform_of_settings(source, path, context))) return {};
  return found;
}

// Of a program with pages of Douyin's and Feishu's, where converters leave settings for WeChat.
std::string_view platform_of_ttml(const Node& app, const Source& source, const Context& context) {
  if (has_desktop_pages(app)) return "feishu";
  if (has_any(app, kDouyinOnly)) return "douyin";
  std::string_view found;
  for (const std::string_view path : kSettings) {
    const std::string_view told = platform_of_settings(source, path, context);
    if (told != "douyin" && told != "feishu") continue;
    if (!found.empty() && found != told) return kTtml;
    found = told;
  }
  return found.empty() ? kTtml : found;
}

}  // namespace

std::string_view platform_of_first_page(const Node& app, const Source& source, const Context& context) {
  const Node* pages = app.find("pages");
  if (!context.beside || pages == nullptr || pages->items.empty() || !pages->items.front().is(NodeKind::String))
    return {};
  std::string page(pages->items.front().text);
  if (page.starts_with('/')) page.erase(0, 1);
  if (page.starts_with('/') || page.find("..") != page.npos) return {};
  const auto* found = std::ranges::find_if(kLayouts, [&](const Layout& layout) {
    return context.beside(source, page + std::string(layout.ending)) != nullptr;
  });
  return found == std::end(kLayouts) ? std::string_view{} : found->platform;
}

// WeChat's `permission` is what the others took over, so it counts as WeChat's where nothing speaks for another.
std::string_view platform_of(const Node& app, const Source& source, const Context& context) {
  if (const std::string_view platform = platform_of_first_page(app, source, context); !platform.empty())
    return platform == kTtml ? platform_of_ttml(app, source, context) : platform;
  const Node *window = app.find("window"), *bar = app.find("tabBar");
  if ((window != nullptr && has_any(*window, kAlipayWindow)) || (bar != nullptr && bar->find("items") != nullptr) ||
      has_any(app, kAlipayOnly))
    return "alipay";
  if (has_desktop_pages(app)) return "feishu";
  if (has_any(app, kDouyinOnly)) return "douyin";
  if (has_any(app, kBaiduOnly)) return "baidu";
  if (context.beside)
    if (const std::string_view platform = platform_of_settings(source, context); !platform.empty()) return platform;
  return has_any(app, kWechatOnly) || app.find("permission") != nullptr ? "wechat" : "";
}

bool has_platform_member(const Look& look) {
  const auto has = [&](std::string_view key) { return look.has_key(key); };
  return std::ranges::any_of(kWechatOnly, has) || std::ranges::any_of(kDouyinOnly, has) ||
         std::ranges::any_of(kBaiduOnly, has);
}

}  // namespace hegui::read::mini
