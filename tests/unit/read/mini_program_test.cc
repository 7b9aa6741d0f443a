// Mini programs: whose app.json it is, what it requests and tells, and what its project's settings say.
#include <gtest/gtest.h>

#include "manifest_words.h"

namespace hegui::read {
namespace {

using namespace testing;

constexpr std::string_view kApp = R"({
  "pages": ["pages/index/index"],
  "subPackages": [{"root": "packageA", "pages": ["x"]}],
  "window": {"navigationBarTitleText": "骑行"},
  "permission": {
    "scope.userLocation": {"desc": "用于查找附近的车"},
    "scope.record": {},
    "scope.camera": {"desc": ""}
  },
  "requiredPrivateInfos": ["getLocation", "chooseAddress"],
  "requiredBackgroundModes": ["location"],
  "plugins": {"map": {"version": "1.0.3", "provider": "wx76a9a06e5b4e693e"}},
  "__usePrivacyCheck__": true,
  "sitemapLocation": "sitemap.json"
})";

TEST(MiniProgram, WhatAppJsonRequests) {
  const auto read = read_text("app.json", std::string(kApp));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read.issues.empty());
  const facts::FactSet& set = *read.value;
  EXPECT_EQ(permissions(set),
            (Lines{"wechat|scope.userLocation|用于查找附近的车", "wechat|scope.record|-", "wechat|scope.camera|"}));
  EXPECT_EQ(words(set, "wechat.required_private_infos"), "[getLocation chooseAddress]");
  EXPECT_EQ(words(set, "wechat.privacy_check"), "true");
  EXPECT_EQ(words(set, "wechat.plugins"), "[wx76a9a06e5b4e693e]");
  EXPECT_EQ(words(set, "mini_program.background_modes"), "[location]");
  EXPECT_EQ(words(set, "mini_program.subpackages"), "[packageA]");
  EXPECT_EQ(words(set, "mini_program.debug"), "false");
  EXPECT_EQ(words(set, "subject.kind") + words(set, "subject.platforms"), "mini-program[wechat]");
  EXPECT_EQ(records(set, "sdks", {"name", "version", "detected"}), Lines{"map|1.0.3|true"}) << "no vocabulary here";
  EXPECT_TRUE(set.cell(facts::fact("sdks")).open) << "packages of npm are not in this file";
  EXPECT_EQ(place(set, "mini_program.background_modes"), "11:31");
}

TEST(MiniProgram, WithoutPermissionNothingIsRequested) {
  const auto read = read_text("app.json", R"({"pages": ["a"], "sitemapLocation": "s.json"})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "permissions"), "records");
  EXPECT_EQ(read.value->cell(facts::fact("permissions")).count, 0u);
  EXPECT_EQ(words(*read.value, "wechat.required_private_infos"), "[]");
  EXPECT_EQ(words(*read.value, "sdks"), "-") << "that there is no plugin says nothing of SDKs";
}

std::string platforms(std::string text, std::string beside = {}) {
  Context context;
  context.beside = [&](const Source&, std::string_view path) -> SourcePtr {
    return path == beside ? std::make_shared<const Source>("x", "{}") : nullptr;
  };
  const auto read = read_text("app.json", std::move(text), context);
  return read ? words(*read.value, "subject.platforms") : "refused";
}

TEST(MiniProgram, ThePlatformIsTheOneThatShows) {
  EXPECT_EQ(platforms(R"({"pages": [], "window": {"defaultTitle": "x"}})"), "[alipay]");
  EXPECT_EQ(platforms(R"({"pages": [], "tabBar": {"items": []}})"), "[alipay]");
  EXPECT_EQ(platforms(R"({"pages": [], "ttPlugins": {}})"), "[douyin]");
  EXPECT_EQ(platforms(R"({"pages": [], "dynamicLib": {}})"), "[baidu]");
  EXPECT_EQ(platforms(R"({"pages": [], "style": "v2"})"), "[wechat]");
  EXPECT_EQ(platforms(R"({"pages": [], "permission": {}})"), "[wechat]");
  EXPECT_EQ(platforms(R"({"pages": [], "permission": {}})", "../project.swan.json"), "[baidu]");
  EXPECT_EQ(platforms(R"({"pages": [], "window": {}})"), "-") << "it could be anyone's";
  EXPECT_EQ(platforms(R"({"pages": [], "window": {}})", "mini.project.json"), "[alipay]");
  EXPECT_EQ(platforms(R"({"pages": [], "globalStyle": {}})"), "refused") << "pages.json of uni-app";
}

TEST(MiniProgram, WhatSeveralPlatformsReadIsNobodysAlone) {
  EXPECT_EQ(platforms(R"({"pages": [], "window": {}, "lazyCodeLoading": "requiredComponents"})"), "-");
  EXPECT_EQ(platforms(R"({"pages": [], "sitemapLocation": "s.json", "style": "v2"})", "mini.project.json"), "[alipay]")
      << "a converted program keeps members that its platform does not read";
  EXPECT_EQ(platforms(R"({"pages": [], "requiredPrivateInfos": ["getLocation"]})", "project.tt.json"), "[douyin]");
  EXPECT_EQ(platforms(R"({"pages": [], "window": {}, "useDynamicPlugins": true})"), "[alipay]");
  EXPECT_EQ(platforms(R"({"pages": [], "window": {}, "skeleton": {}})"), "[douyin]");
}

TEST(MiniProgram, SettingsOfTheSharedFormTellByTheirId) {
  const auto with = [](std::string settings, std::string other = {}) {
    Context context;
    context.beside = [=](const Source&, std::string_view path) -> SourcePtr {
      if (path == "../project.config.json") return std::make_shared<const Source>("x", settings);
      return !other.empty() && path == other ? std::make_shared<const Source>("y", "{}") : nullptr;
    };
    const auto read = read_text("app.json", R"({"pages": [], "window": {}})", context);
    return read ? words(*read.value, "subject.platforms") : "refused";
  };
  EXPECT_EQ(with(R"({"appid": "tt0123"})"), "[douyin]");
  EXPECT_EQ(with(R"({"appid": "wx0123456789abcdef"})"), "[wechat]");
  EXPECT_EQ(with(R"({"appid": "swan.1"})"), "-");
  EXPECT_EQ(with("{"), "-");
  EXPECT_EQ(with(R"({"appid": "wx0123456789abcdef"})", "mini.project.json"), "-") << "of two platforms";
}

TEST(MiniProgram, ThePlatformIsTheOneWhoseLayoutTheFirstPageHas) {
  const std::string app = R"({"pages": ["pages/index/index", "b"], "window": {"navigationBarTitleText": "x"}})";
  EXPECT_EQ(platforms(app, "pages/index/index.wxml"), "[wechat]");
  EXPECT_EQ(platforms(app, "pages/index/index.axml"), "[alipay]");
  EXPECT_EQ(platforms(app, "pages/index/index.ttml"), "-") << "of Douyin or Feishu";
  EXPECT_EQ(platforms(app, "pages/index/index.swan"), "[baidu]");
  EXPECT_EQ(platforms(app, "b.wxml"), "-");
  EXPECT_EQ(platforms(R"({"pages": ["/a"], "tabBar": {}})", "a.wxml"), "[wechat]");
  EXPECT_EQ(platforms(R"({"pages": ["../a"], "tabBar": {}})", "../a.wxml"), "-") << "not beside it";
  EXPECT_EQ(platforms(R"({"pages": [{"path": "a"}], "tabBar": {}})", "a.wxml"), "-");
}

// `app` with a page of Douyin's and Feishu's and these settings: platforms, and codes of what was told.
std::string with_ttml(std::string app, std::string settings, std::string name = "project.config.json") {
  Context context;
  context.beside = [=](const Source&, std::string_view path) -> SourcePtr {
    if (path == "a.ttml") return std::make_shared<const Source>("a.ttml", "");
    return path == name ? std::make_shared<const Source>(std::string(path), settings) : nullptr;
  };
  const auto read = read_text("app.json", std::move(app), context);
  std::string out = words(*read.value, "subject.platforms");
  for (const Diagnostic& issue : read.issues) out += " " + issue.code.to_string();
  return out;
}

TEST(MiniProgram, AMiniGameHasNoPages) {
  const auto read = read_text("game.json", R"({"deviceOrientation": "portrait",
    "permission": {"scope.userFuzzyLocation": {"desc": "附近的人排行"}}, "requiredPrivateInfos": ["getFuzzyLocation"]})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.kind") + words(*read.value, "subject.platforms"), "mini-program[wechat]");
  EXPECT_EQ(permissions(*read.value), Lines{"wechat|scope.userFuzzyLocation|附近的人排行"});
  EXPECT_TRUE(read_text("game.json", R"({"deviceOrientation": "landscape"})"));
  EXPECT_FALSE(read_text("game.json", R"({"title": "of another engine"})"));
}

TEST(MiniProgram, PagesOfDouyinAndFeishuLookTheSame) {
  const std::string app = R"({"pages": ["a"], "window": {}})";
  EXPECT_EQ(with_ttml(app, "{}"), "- HG1424");
  EXPECT_EQ(with_ttml(app, R"({"appid": "wx0123456789abcdef"})"), "- HG1424") << "what a converter left";
  EXPECT_EQ(with_ttml(app, R"({"appid": "cli_9e5ad4cf0dad100a"})"), "[feishu]");
  EXPECT_EQ(with_ttml(app, R"({"appid": "cli_9e5ad4cf0dad100a"})", "../project.tt.json"), "[feishu]");
  EXPECT_EQ(with_ttml(app, R"({"appid": "tt0123"})"), "[douyin]");
  EXPECT_EQ(with_ttml(app, R"({"appid": "testAppId"})", "project.tt.json"), "[douyin]");
  EXPECT_EQ(with_ttml(R"({"pages": ["a"], "ext": {"defaultPages": {"PCMode": "a"}}})", "{}"), "[feishu]");
  EXPECT_EQ(with_ttml(R"({"pages": ["a"], "ttPlugins": {}})", "{}"), "[douyin]");
}

TEST(MiniProgram, AnIdOfFeishuNamesItsGadget) {
  const auto facts = [](std::string name) {
    const auto read =
        read_text(std::move(name), R"({"appid": "cli_a0", "projectname": "x", "setting": {"urlCheck": true}})");
    return words(*read.value, "subject.platforms") + words(*read.value, "subject.package_names") +
           words(*read.value, "douyin.appid") + words(*read.value, "wechat.url_check") +
           words(*read.value, "subject.kind");
  };
  EXPECT_EQ(facts("project.config.json"), "[feishu][cli_a0]--mini-program");
  EXPECT_EQ(facts("project.tt.json"), "[feishu][cli_a0]--mini-program");
}

TEST(MiniProgram, ProjectSettingsNameTheAppAndSayNothingOfPermissions) {
  const auto read = read_text("project.config.json", R"({"appid": "wx0123456789abcdef", "compileType": "miniprogram",
    "setting": {"urlCheck": false}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value->states(), facts::kMiniProject);
  EXPECT_EQ(words(*read.value, "wechat.appid"), "wx0123456789abcdef");
  EXPECT_EQ(words(*read.value, "wechat.url_check"), "false");
  EXPECT_EQ(words(*read.value, "subject.package_names"), "[wx0123456789abcdef]");
  EXPECT_EQ(words(*read.value, "permissions"), "-");
  EXPECT_EQ(words(*read.value, "subject.kind"), "mini-program");
}

TEST(MiniProgram, ProjectSettingsOfOtherPlatforms) {
  const auto facts = [](std::string name, std::string text) {
    const auto read = read_text(std::move(name), std::move(text));
    if (!read) return std::string("refused");
    std::string out = words(*read.value, "subject.platforms");
    for (const char* id :
         {"wechat.appid", "douyin.appid", "alipay.appid", "baidu.appid", "wechat.url_check", "douyin.url_check"})
      out += " " + words(*read.value, id);
    return out;
  };
  EXPECT_EQ(facts("project.config.json", R"({"appid": "tt0123", "setting": {"urlCheck": true}, "projectname": "x"})"),
            "[douyin] - tt0123 - - - true");
  EXPECT_EQ(facts("mini.project.json", R"({"format": 2, "appid": "2021"})"), "[alipay] - - 2021 - - -");
  EXPECT_EQ(facts("project.swan.json", R"({"appid": "1234"})"), "[baidu] - - - 1234 - -");
  EXPECT_EQ(facts("project.private.config.json", R"({"setting": {"urlCheck": false}})"), "- - - - - - -")
      << "it does not say whose it is";
  EXPECT_EQ(facts("project.config.json", R"({"appid": "", "compileType": "miniprogram"})"), "[wechat] - - - - - -")
      << "blank is none";
  EXPECT_EQ(facts("project.config.json", R"({"appid": "{{appid}}", "simulatorType": "wechat"})"),
            "[wechat] ? - - - - -");
  EXPECT_EQ(facts("project.config.json", R"({"appid": "your_appid", "miniprogramRoot": "dist"})"), "- - - - - - -")
      << "anyone's";
  EXPECT_EQ(facts("x.json", R"({"setting": {}})"), "refused");
}

TEST(MiniProgram, SettingsThatAConverterLeftAreNotWechats) {
  const auto facts = [](std::string settings, std::string layout) {
    Context context;
    context.beside = [=](const Source&, std::string_view path) -> SourcePtr {
      if (path == "src/app.json") return std::make_shared<const Source>("src/app.json", R"({"pages": ["a"]})");
      return path == layout ? std::make_shared<const Source>(layout, "") : nullptr;
    };
    const auto read = read_text("project.config.json", std::move(settings), context);
    return words(*read.value, "subject.kind") + words(*read.value, "subject.platforms") +
           words(*read.value, "wechat.appid") + words(*read.value, "wechat.url_check");
  };
  const std::string settings =
      R"({"appid": "wx0123456789abcdef", "compileType": "miniprogram", "miniprogramRoot": "src/",
          "setting": {"urlCheck": false}})";
  EXPECT_EQ(facts(settings, "a.wxml"), "mini-program[wechat]wx0123456789abcdeffalse");
  EXPECT_EQ(facts(settings, "a.swan"), "mini-program---");
  EXPECT_EQ(facts(settings, "a.html"), "mini-program[wechat]wx0123456789abcdeffalse") << "nothing shows another's";
  EXPECT_EQ(facts(R"({"appid": "swan.1", "compileType": "miniprogram"})", "x"), "mini-program---");
}

TEST(MiniProgram, IdsForTryingOutNameNoProduct) {
  const auto facts = [](std::string name, std::string id) {
    const auto read = read_text(std::move(name), R"({"appid": ")" + id + R"(", "compileType": "miniprogram"})");
    return words(*read.value, "subject.platforms") + words(*read.value, "subject.package_names");
  };
  EXPECT_EQ(facts("project.config.json", "touristappid"), "[wechat]-");
  EXPECT_EQ(facts("project.config.json", "wx0123456789abcdef"), "[wechat][wx0123456789abcdef]");
  EXPECT_EQ(facts("project.tt.json", "testAppId"), "--") << "what a template left";
  EXPECT_EQ(facts("project.tt.json", ""), "--");
  EXPECT_EQ(facts("project.tt.json", "tt0123"), "[douyin][tt0123]");
  EXPECT_EQ(facts("project.tt.json", "{{id}}"), "[douyin]-");
  EXPECT_EQ(facts("project.swan.json", "wx0123456789abcdef"), "--");
  EXPECT_EQ(facts("project.swan.json", "1234"), "[baidu][1234]");
}

TEST(MiniProgram, EachPlatformHasItsOwnWordForAProgram) {
  const auto kind = [](std::string name, std::string type) {
    const auto read = read_text(std::move(name), R"({"format": 2, "compileType": ")" + type + R"("})");
    return words(*read.value, "subject.kind");
  };
  EXPECT_EQ(kind("mini.project.json", "mini"), "mini-program");
  EXPECT_EQ(kind("mini.project.json", "plugin"), "-");
  EXPECT_EQ(kind("project.swan.json", "smartprogram"), "mini-program");
}

TEST(MiniProgram, PrivateSettingsBelongToThoseBesideThem) {
  Context context;
  context.beside = [](const Source&, std::string_view path) -> SourcePtr {
    return path == "project.config.json" ? std::make_shared<const Source>("x", R"({"appid": "wx1"})") : nullptr;
  };
  const auto read = read_text("project.private.config.json", R"({"setting": {"urlCheck": false}})", context);
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "wechat.url_check"), "false");
  EXPECT_EQ(words(*read.value, "wechat.appid"), "-");
}

TEST(MiniProgram, PrivateSettingsGoBeforeThoseOfTheProject) {
  const auto url_check = [](std::string project, std::string own) {
    Context context;
    context.beside = [&](const Source&, std::string_view path) -> SourcePtr {
      return path == "project.private.config.json" ? std::make_shared<const Source>(std::string(path), own) : nullptr;
    };
    const auto read = read_text(
        "project.config.json", R"({"appid": "wx0123456789abcdef", "setting": {"urlCheck": )" + project + "}}", context);
    return read ? words(*read.value, "wechat.url_check") : "refused";
  };
  EXPECT_EQ(url_check("true", R"({"setting": {"urlCheck": false}})"), "false");
  EXPECT_EQ(url_check("false", R"({"setting": {"urlCheck": true}})"), "true");
  EXPECT_EQ(url_check("false", R"({"setting": {}})"), "false");
  EXPECT_EQ(url_check("false", R"({"setting": {"urlCheck": 3}})"), "false");
  EXPECT_EQ(url_check("false", "{"), "false");
}

TEST(MiniProgram, WhetherSourceMapsGoUpIsSeen) {
  const auto upload = [](std::string_view members) {
    const auto read = read_text("project.config.json", std::string("{") + std::string(members) + "}");
    return words(*read.value, "wechat.upload_source_map");
  };
  EXPECT_EQ(upload(R"("appid": "wx0123456789abcdef", "setting": {"uploadWithSourceMap": true})"), "true");
  EXPECT_EQ(upload(R"("appid": "wx0123456789abcdef", "setting": {"uploadWithSourceMap": false})"), "false");
  EXPECT_EQ(upload(R"("appid": "wx0123456789abcdef", "setting": {"uploadWithSourceMap": "x"})"), "?");
  EXPECT_EQ(upload(R"("appid": "wx0123456789abcdef", "setting": {})"), "-");
  EXPECT_EQ(upload(R"("appid": "tt0123456789abcdef", "setting": {"uploadWithSourceMap": true})"), "-")
      << "these settings are not WeChat's";
}

TEST(MiniProgram, EachPluginStandsWithItsVersionAndProvider) {
  const auto uses = [](std::string_view members) {
    const auto read = read_text("app.json", R"({"pages": [], "style": "v2")" + std::string(members) + "}");
    return records(*read.value, "wechat.plugin_uses", {"name", "version", "provider"});
  };
  EXPECT_EQ(uses(R"(, "plugins": {"map": {"version": "1.0.3", "provider": "wx76a9a06e5b4e693e"}, "a": 3},
      "subPackages": [{"root": "p", "plugins": {"pay": {"version": "dev", "provider": "${id}"}}}, {"root": "q"}])"),
            (Lines{"map|1.0.3|wx76a9a06e5b4e693e", "a|?|?", "pay|dev|?"}));
  const auto blank = read_text("app.json", R"({"pages": [], "style": "v2", "plugins": {"map": {"provider": ""}}})");
  EXPECT_EQ(words(*blank.value, "mini_program.plugins"), "[map]") << "its own name where its supplier's is left blank";
  const auto later = read_text(
      "app.json", R"({"pages": [], "window": {"defaultTitle": "x"}, "plugins": {"map": {"provider": "{{id}}"}}})");
  EXPECT_EQ(words(*later.value, "mini_program.plugins"), "[map]") << "or for a tool to fill in";
  const auto none = read_text("app.json", R"({"pages": [], "style": "v2"})");
  EXPECT_EQ(words(*none.value, "wechat.plugin_uses"), "records") << "closed and empty";
  const auto wrong = read_text("app.json", R"({"pages": [], "style": "v2", "plugins": []})");
  EXPECT_EQ(words(*wrong.value, "wechat.plugin_uses"), "records…");
}

TEST(MiniProgram, APluginIsNoProduct) {
  const auto read = read_text("project.config.json", R"({"appid": "wx1", "compileType": "plugin"})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.kind"), "-");
}

TEST(MiniProgram, OddNotationsAreReadOrRefused) {
  const auto read = read_text("app.json", "\xEF\xBB\xBF{ /* x */ \"pages\": ['a',], style: \"v2\", }");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.platforms"), "[wechat]");
  const auto twice = read_text("app.json", R"({"pages": [], "window": {}, "sitemapLocation": "s", "pages": ["a"]})");
  ASSERT_TRUE(twice) << "the platform takes the last one";
  EXPECT_EQ(twice.issues.front().code, Code{1203});
  EXPECT_EQ(twice.issues.front().level, Level::Warning);
  EXPECT_EQ(read_text("app.json", R"({"pages": ["a"], "window": {)").issues.front().level, Level::Error);
  std::string deep = R"({"pages": )";
  for (int i = 0; i < 300; ++i) deep += '[';
  EXPECT_EQ(read_text("app.json", deep).issues.front().code, Code{1206});
}

TEST(MiniProgram, TextInUtf16IsToldAsSuch) {
  using namespace std::string_literals;
  for (const std::string& text : {"\xFF\xFE{\0}\0"s, "\xFE\xFF\0{\0}"s}) {
    const auto read = read_text("app.json", text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.issues.front().help, "save the file as UTF-8");
  }
}

TEST(MiniProgram, WrongTypesAreToldAndUnknown) {
  const auto read = read_text("app.json", R"({"pages": [], "style": "v2", "permission": [],
    "requiredPrivateInfos": "getLocation", "plugins": {"a": 3}, "debug": 1})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "wechat.plugins"), "[a]") << "a plugin is named at least by its key";
  EXPECT_EQ(read.issues.size(), 3u) << remarks(read).size();
  EXPECT_EQ(words(*read.value, "mini_program.debug"), "?");
}

// A project of Taro: its configuration beside the settings of WeChat.
Context taro() {
  Context context;
  context.beside = [](const Source&, std::string_view path) -> SourcePtr {
    if (path != "../project.config.json") return nullptr;
    return std::make_shared<const Source>("project.config.json", "{}");
  };
  return context;
}

TEST(Script, ThePlainObjectOfTaroIsRead) {
  const auto read = read_text("src/app.config.ts", R"(import { x } from './x' // export default
export default defineAppConfig({
  pages: ['pages/index/index',],
  window: { navigationBarTitleText: '示例' },
  permission: { 'scope.userLocation': { desc: '用于查找附近网点' } },
  requiredPrivateInfos: ["getLocation"],
})
)",
                              taro());
  ASSERT_TRUE(read) << render(read.issues.back());
  EXPECT_EQ(remarks(read), Lines{});
  EXPECT_EQ(permissions(*read.value), Lines{"wechat|scope.userLocation|用于查找附近网点"});
  EXPECT_EQ(words(*read.value, "wechat.required_private_infos"), "[getLocation]");
  EXPECT_EQ(words(*read.value, "subject.platforms") + words(*read.value, "mini_program.debug"), "[wechat]false");
  EXPECT_FALSE(read.value->cell(facts::fact("permissions")).open);
  EXPECT_EQ(place(*read.value, "wechat.required_private_infos"), "6:26");
}

TEST(Script, WhatIsComputedIsUnknownAndTold) {
  const auto read = read_text("src/app.config.js", R"(export default {
  pages: [...shared, `pages/a`],
  window: { title: t('x') },
  permission: process.env.TARO_ENV === 'weapp' ? { 'scope.camera': { desc: '拍照' } } : {},
  debug: isDebug(), requiredPrivateInfos: ['getLocation']
})",
                              taro());
  ASSERT_TRUE(read) << render(read.issues.back());
  EXPECT_EQ(remarks(read), (Lines{"HG1423 `permission` is computed, so what it holds is unknown",
                                  "HG1423 `debug` is computed, so what it holds is unknown"}));
  EXPECT_EQ(permissions(*read.value), Lines{});
  EXPECT_TRUE(read.value->cell(facts::fact("permissions")).open);
  EXPECT_EQ(words(*read.value, "mini_program.debug"), "?");
  EXPECT_EQ(words(*read.value, "wechat.required_private_infos"), "[getLocation]");
  EXPECT_EQ(words(*read.value, "mini_program.plugins"), "[]");
}

TEST(Script, ComputedPackagesLeaveTheirPluginsOpen) {
  for (const std::string name : {"subPackages", "subpackages"}) {
    const auto read = read_text("app.config.js", "export default { pages: ['a'], " + name + ": make() }", taro());
    ASSERT_TRUE(read);
    EXPECT_EQ(remarks(read), Lines{"HG1423 `" + name + "` is computed, so what it holds is unknown"});
    EXPECT_EQ(words(*read.value, "mini_program.subpackages") + words(*read.value, "mini_program.plugins"), "[…][…]");
    EXPECT_EQ(words(*read.value, "wechat.plugins"), "[…]");
    EXPECT_FALSE(read.value->cell(facts::fact("permissions")).open);
  }
}

TEST(Script, MembersFromElsewhereLeaveAllOpen) {
  const auto read = read_text("app.config.ts", "export default { pages: ['a'], ...base }", taro());
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read), Lines{"HG1423 members are taken from elsewhere, so what is missing here is unknown"});
  EXPECT_TRUE(read.value->cell(facts::fact("permissions")).open);
  EXPECT_EQ(words(*read.value, "mini_program.plugins") + words(*read.value, "mini_program.debug"), "[…]?");
}

TEST(Script, WhatIsNoPlainObjectIsNotGuessed) {
  const auto read =
      read_text("app.config.ts", "const c = { pages: [] }\nexport default defineAppConfig(make(c))", taro());
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read), Lines{"HG1422 what this file exports is no plain object, so the permissions and plugins it "
                                 "lists are unknown"});
  EXPECT_EQ(read.value->states(), facts::kMiniProject) << "nothing it lists is thereby absent";
  EXPECT_EQ(words(*read.value, "subject.kind") + words(*read.value, "subject.platforms"), "mini-program[wechat]");
}

TEST(Script, OtherFilesOfThatNameAreNotTaken) {
  EXPECT_FALSE(read_text("app.config.ts", "export default defineAppConfig({ ui: { primary: 'green' } })")) << "of Nuxt";
  const auto expo = read_text("app.config.js", "module.exports = { expo: { name: 'x' } }");
  ASSERT_TRUE(expo);
  EXPECT_EQ(words(*expo.value, "subject.kind"), "app") << "of Expo";
  EXPECT_FALSE(read_text("app.config.ts", "export const a = 1"));
  EXPECT_FALSE(read_text("other.ts", "export default { pages: [] }"));
}

TEST(Script, AnObjectThatDoesNotEndEndsTheReading) {
  for (const char* text :
       {"export default {", "export default { pages: [", "export default { pages ] }", "export default { 'pages",
        "export default defineAppConfig({ pages: ) })", "/* export default {"}) {
    const auto read = read_text("app.config.ts", text);
    if (read) {
      EXPECT_EQ(permissions(*read.value), Lines{}) << text;
    }
  }
}

TEST(Script, TheConfigBlockOfWepy) {
  const auto read = read_text("src/app.wpy", R"(<style>a {}</style>
<config>
{ pages: ['pages/index'], permission: { 'scope.record': { desc: '用于语音搜索' } } }
</config>
<script>export default { pages: 1 }</script>)",
                              taro());
  ASSERT_TRUE(read) << render(read.issues.back());
  EXPECT_EQ(permissions(*read.value), Lines{"wechat|scope.record|用于语音搜索"});
  EXPECT_EQ(place(read.value->cell(facts::fact("permissions")).first->cells.front()), "3:41");
}

}  // namespace
}  // namespace hegui::read
