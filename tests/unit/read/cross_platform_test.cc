// Manifests of frameworks for several platforms: each platform's part stands under that platform's names.
#include <gtest/gtest.h>

#include "manifest_words.h"
#include "policy/embedded.h"

namespace hegui::read {
namespace {

using namespace testing;

constexpr std::string_view kUni = R"({
  "name": "示例", "appid": "__UNI__ABC", "versionName": "1.2.0", "versionCode": "120",
  /* the part of the apps */
  "app-plus": {
    "modules": {"Maps": {}, "Push": {}},
    "distribute": {
      "android": {
        "permissions": [
          "<uses-permission android:name=\"android.permission.CAMERA\"/>",
          "<uses-feature android:name=\"android.hardware.camera\"/>",
          "<uses-permission android:name=\"android.permission.READ_LOGS\" tools:node=\"remove\"/>",
          "<uses-permission android:name=\"android.permission.VIBRATE\"/><uses-permission android:name=\"android.permission.NFC\"/>"
        ],
        "excludePermissions": ["<uses-permission android:name=\"android.permission.VIBRATE\"/>"]
      },
      "ios": {"privacyDescription": {"NSCameraUsageDescription": "用于扫码", "NSMicrophoneUsageDescription": ""}},
      "sdkConfigs": {"maps": {"amap": {"appkey_ios": "k"}}, "ad": {}}
    }
  },
  "mp-weixin": {
    "appid": "wx0123456789abcdef", "setting": {"urlCheck": false, "uploadWithSourceMap": true},
    "permission": {"scope.userLocation": {"desc": "查找附近的车"}},
    "requiredPrivateInfos": ["getLocation"]
  },
  "mp-alipay": {"usingComponents": true}
})";

TEST(UniApp, EachPartStandsUnderItsPlatform) {
  const auto read = read_text("manifest.json", std::string(kUni));
  ASSERT_TRUE(read) << render(read.issues.back());
  EXPECT_TRUE(read.issues.empty()) << render(read.issues.front());
  const facts::FactSet& set = *read.value;
  EXPECT_EQ(permissions(set),
            (Lines{"android|android.permission.CAMERA|?", "android|android.permission.NFC|?",
                   "ios|NSCameraUsageDescription|用于扫码", "wechat|scope.userLocation|查找附近的车"}));
  EXPECT_EQ(words(set, "subject.platforms"), "[android ios wechat]") << "a part without an id is the template's";
  EXPECT_EQ(words(set, "subject.kind"), "app");
  EXPECT_EQ(words(set, "subject.name") + words(set, "subject.version"), "示例1.2.0");
  EXPECT_EQ(words(set, "wechat.appid") + words(set, "wechat.url_check"), "wx0123456789abcdeffalse");
  EXPECT_EQ(words(set, "wechat.upload_source_map"), "true");
  EXPECT_EQ(words(set, "wechat.required_private_infos"), "[getLocation]");
  EXPECT_EQ(words(set, "cross_platform.modules"), "[Maps Push]");
  EXPECT_TRUE(set.cell(facts::fact("permissions")).open) << "the build adds what modules need";
  EXPECT_EQ(words(set, "cross_platform.sdk_configs"), "[maps.amap]");
  EXPECT_EQ(place(set.cell(facts::fact("permissions")).first->cells.front()), "9:11");
}

TEST(UniApp, LevelsAndWhatIsAskedForAtTheStart) {
  const auto read = read_text("manifest.json", R"({"app-plus": {"modules": {}, "distribute": {"android": {
    "minSdkVersion": 21, "targetSdkVersion": "28",
    "permissionExternalStorage": {"request": "always", "prompt": "请允许"},
    "permissionPhoneState": {"request": "once"}}}}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "android.target_sdk") + " " + words(*read.value, "android.min_sdk"), "28 21");
  EXPECT_EQ(place(*read.value, "android.target_sdk"), "2:46");
  EXPECT_EQ(read.value->states(), facts::kCrossPlatform) << "what the manifest does not say is not thereby absent";
  EXPECT_EQ(
      records(*read.value, "permissions", {"name", "requested_at", "mandatory"}),
      (Lines{"android.permission.READ_EXTERNAL_STORAGE|launch|true",
             "android.permission.WRITE_EXTERNAL_STORAGE|launch|true", "android.permission.READ_PHONE_STATE|launch|-"}));
  const auto none = read_text("manifest.json", R"({"app-plus": {"distribute": {"android": {
    "permissionExternalStorage": {"request": "none"}, "permissionPhoneState": {"request": "once"},
    "excludePermissions": ["<uses-permission android:name=\"android.permission.READ_PHONE_STATE\"/>"]}}}})");
  ASSERT_TRUE(none);
  EXPECT_EQ(permissions(*none.value), Lines{});
}

TEST(UniApp, NativePluginsBringPermissionsAndMayRaiseTheLowestLevel) {
  const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  const auto read = read_text("manifest.json", R"({"app-plus": {
    "nativePlugins": {"DCloud-ScanCode": {"__plugin_info__": {"name": "扫码"}}},
    "distribute": {"android": {"minSdkVersion": 21},
      "sdkConfigs": {"oauth": {"univerify": {}}, "push": {"unipush": {"offline": {"mi": {}, "hms": {}, "oppo": null}}}}}}})",
                              {.limits = {}, .vocabulary = &vocabulary});
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "cross_platform.modules"), "[DCloud-ScanCode]");
  EXPECT_TRUE(read.value->cell(facts::fact("permissions")).open);
  EXPECT_EQ(words(*read.value, "android.min_sdk"), "?");
  EXPECT_EQ(records(*read.value, "sdks", {"slug"}), (Lines{"getui-gy", "getui", "xiaomi-push", "huawei-push"}));
}

TEST(UniApp, AMiniProgramOnly) {
  const auto read = read_text("manifest.json", R"({"name": "x", "app-plus": {}, "mp-weixin": {"appid": "wx1"}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.kind") + words(*read.value, "subject.platforms"), "mini-program[wechat]");
}

TEST(UniApp, WhatIsBuiltForDouyinIsOfFeishuWhereTheIdIs) {
  const auto told = [](std::string id) {
    const auto read = read_text("manifest.json", R"({"name": "x", "mp-toutiao": {"appid": ")" + id + R"("}})");
    return words(*read.value, "subject.platforms") + words(*read.value, "douyin.appid") +
           words(*read.value, "subject.package_names");
  };
  EXPECT_EQ(told("tt0123"), "[douyin]tt0123[tt0123]");
  EXPECT_EQ(told("cli_a0"), "[feishu]-[cli_a0]");
}

TEST(UniApp, PermissionsThatAreNoXmlLeaveTheListOpen) {
  const auto read = read_text("manifest.json", R"({"app-plus": {"distribute": {"android": {"permissions":
    ["<uses-permission android:name=\"a.B\"", "<uses-permission android:name=\"a.C\"/>"]}}}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read), Lines{"HG1431 this is no well-formed element of an Android manifest"});
  EXPECT_EQ(permissions(*read.value), Lines{"android|a.C|?"});
  EXPECT_TRUE(read.value->cell(facts::fact("permissions")).open);
}

TEST(QuickApp, FeaturesOfTheAppAndItsWidgets) {
  const auto read =
      read_text("manifest.json", R"({"package": "com.example.quick", "name": "快应用", "versionName": "1.0",
    "minPlatformVersion": "1070", "features": [{"name": "system.geolocation"}],
    "router": {"widgets": {"w": {"features": [{"name": "system.fetch"}, {"name": "system.geolocation"}]}}}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "quick_app.features"), "[system.geolocation system.fetch]");
  EXPECT_EQ(words(*read.value, "quick_app.min_platform"), "1070");
  EXPECT_EQ(words(*read.value, "subject.kind") + words(*read.value, "subject.platforms"), "quick-app[quick-app]");
  EXPECT_FALSE(read_text("manifest.json", R"({"short_name": "x", "start_url": "/", "icons": []})")) << "a web app's";
}

TEST(QuickApp, InterfacesAreWhatItAsksForWithTheTextsUsersAreShown) {
  const auto read = read_text("manifest.json", R"({"package": "com.example.quick", "minPlatformVersion": 1072,
    "features": [{"name": "system.geolocation"}, {"name": "system.record"}, {"name": "system.fetch"}],
    "permissionDesc": [{"name": "ACCESS_FINE_LOCATION", "desc": "用于查找附近网点"},
                       {"name": "RECORD_AUDIO", "desc": "${message.record}"}],
    "config": {"background": {"features": ["system.audio", "system.geolocation"]}}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(permissions(*read.value),
            (Lines{"quick-app|system.geolocation|用于查找附近网点", "quick-app|system.record|?",
                   "quick-app|system.fetch|-", "quick-app|config.background:system.geolocation|-"}));
  EXPECT_FALSE(read.value->cell(facts::fact("permissions")).open);
  EXPECT_EQ(read.value->states(), facts::kQuickApp);
}

TEST(QuickApp, FeaturesOfAnotherShapeLeaveTheListOpen) {
  const auto read = read_text("manifest.json", R"({"package": "com.example.quick", "features": ["system.record"]})");
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read), Lines{"HG1401 `features` should be an array of objects with a name, not a string"});
  EXPECT_TRUE(read.value->cell(facts::fact("permissions")).open);
  EXPECT_TRUE(read.value->cell(facts::fact("quick_app.features")).open);
}

TEST(Cordova, ConfigXml) {
  const auto read = read_text("config.xml", R"(<?xml version='1.0'?>
<widget id="com.example.cordova" version="2.0" xmlns="http://www.w3.org/ns/widgets" xmlns:android="http://schemas.android.com/apk/res/android">
  <name>示例</name>
  <access origin="*"/>
  <allow-navigation href="http://example.com/*"/>
  <platform name="android">
    <config-file target="AndroidManifest.xml" parent="/manifest"><uses-permission android:name="android.permission.CAMERA"/></config-file>
  </platform>
  <platform name="ios">
    <edit-config target="*-Info.plist" file="NSCameraUsageDescription" mode="merge"><string>用于扫码</string></edit-config>
  </platform>
  <plugin name="cordova-plugin-camera" spec="6.0.0"/>
</widget>)");
  ASSERT_TRUE(read) << render(read.issues.back());
  const facts::FactSet& set = *read.value;
  EXPECT_EQ(permissions(set), (Lines{"android|android.permission.CAMERA|?", "ios|NSCameraUsageDescription|用于扫码"}));
  EXPECT_TRUE(set.cell(facts::fact("permissions")).open) << "plugins bring their own";
  EXPECT_EQ(words(set, "cross_platform.origins"), "[* http://example.com/*]");
  EXPECT_EQ(words(set, "cross_platform.modules"), "[cordova-plugin-camera]");
  EXPECT_EQ(words(set, "subject.name") + " " + words(set, "subject.package_names"), "示例 [com.example.cordova]");
  EXPECT_EQ(words(set, "subject.platforms"), "[android ios]");
  EXPECT_FALSE(read_text("config.xml", "<configuration/>"));
}

TEST(Expo, AppJson) {
  const auto read = read_text("app.json", R"({"expo": {"name": "示例", "slug": "demo", "version": "1.1.0",
    "android": {"package": "com.example.expo", "permissions": ["CAMERA", "com.x.permission.Y", "RECORD_AUDIO"], "blockedPermissions": ["RECORD_AUDIO"]},
    "ios": {"bundleIdentifier": "com.example.expo", "infoPlist": {"NSCameraUsageDescription": "用于扫码", "UIBackgroundModes": []}},
    "plugins": ["expo-camera", ["expo-location", {}]]}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(permissions(*read.value), (Lines{"android|android.permission.CAMERA|?", "android|com.x.permission.Y|?",
                                             "ios|NSCameraUsageDescription|用于扫码"}));
  EXPECT_EQ(words(*read.value, "cross_platform.modules"), "[expo-camera expo-location]");
  EXPECT_EQ(words(*read.value, "subject.package_names"), "[com.example.expo]");
  EXPECT_EQ(words(*read.value, "subject.platforms"), "[android ios]");
  const auto bare = read_text("app.json", R"({"name": "x", "slug": "bare", "ios": {"bundleIdentifier": "com.bare"},
    "plugins": [["expo-camera", {"cameraPermission": "用于扫码", "microphonePermission": false, "other": "x"}],
                ["expo-image-picker", {"photosPermission": "用于选择头像"}], ["unheard-of", {"cameraPermission": "y"}]]})");
  ASSERT_TRUE(bare);
  EXPECT_EQ(words(*bare.value, "subject.package_names"), "[com.bare]");
  EXPECT_EQ(permissions(*bare.value),
            (Lines{"ios|NSCameraUsageDescription|用于扫码", "ios|NSPhotoLibraryUsageDescription|用于选择头像"}));
  EXPECT_EQ(remarks(read_text("app.json", R"({"expo": 3})")),
            Lines{"HG1460 the configuration of an Expo app has an object `expo`"});
}

TEST(Expo, ScriptsAreReadAsFarAsTheyAreWrittenDown) {
  const auto read = read_text("app.config.ts", R"(import { ConfigContext, ExpoConfig } from 'expo/config';
const env = process.env.STAGE ?? 'dev'; // not the config
export default ({ config }: ConfigContext): ExpoConfig => ({
  ...config,
  name: `示例`,
  slug: env === 'dev' ? 'demo-dev' : 'demo',
  ios: { bundleIdentifier: id(), infoPlist: { NSCameraUsageDescription: '用于扫码', NSContactsUsageDescription: text } },
  android: {
    package: 'com.example.expo', permissions: ['CAMERA', ...more] as string[],
  },
  plugins: ['expo-camera', flag && 'x', ['expo-location', { locationWhenInUsePermission: '查找' + '附近' }]],
});
)");
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read), Lines{"HG1463 this is computed, and 6 more parts: what it says stays unknown"});
  EXPECT_EQ(read.issues.front().place.line, 4u);
  const facts::FactSet& set = *read.value;
  EXPECT_EQ(permissions(set), (Lines{"android|android.permission.CAMERA|?", "ios|NSCameraUsageDescription|用于扫码",
                                     "ios|NSContactsUsageDescription|?", "ios|NSLocationWhenInUseUsageDescription|?"}));
  EXPECT_EQ(words(set, "subject.name") + words(set, "subject.version") + words(set, "cross_platform.app_id"), "示例??");
  EXPECT_EQ(words(set, "subject.package_names"), "[com.example.expo…]");
  EXPECT_EQ(words(set, "subject.platforms"), "[android ios]");
  EXPECT_EQ(words(set, "cross_platform.modules"), "[expo-camera expo-location…]");
  EXPECT_EQ(place(set.cell(facts::fact("subject.name"))), "5:9") << "on the lines of the script";
}

TEST(Expo, WaysOfExportingTheObject) {
  for (const char* script :
       {"module.exports = { expo: { name: 'x', slug: 's' } };",
        "module.exports = () => { return { name: 'x', slug: 's' }; }",
        "const config: ExpoConfig = { name: 'x', slug: 's' };\nexport default config;",
        "export default function make(context) {\n  return ({ name: 'x', slug: 's' });\n}",
        "export default defineConfig({ name: 'x', slug: 's' })", "export default c => ({ name: 'x', slug: 's' })"}) {
    const auto read = read_text("app.config.js", std::string("// from 'expo/config'\n") + script);
    ASSERT_TRUE(read) << script;
    EXPECT_TRUE(read.issues.empty()) << script;
    EXPECT_EQ(words(*read.value, "subject.name"), "x") << script;
  }
  for (const char* script :
       {"const c = { name: 'x', slug: 's' };\nc.name = 'y';\nexport default c;",
        "export default withPlugin({ name: 'x', slug: 's' })", "export default { name: 'x', slug: 's', ...shared }",
        "export default () => { if (a) { return { name: 'y' }; } return { name: 'x', slug: 's' }; }",
        "export default { name: 'x', slug: 's'", "export default { name: 'x' slug: 's' }"}) {
    const auto read = read_text("app.config.ts", std::string("import { ExpoConfig } from 'expo/config';\n") + script);
    ASSERT_TRUE(read) << script;
    EXPECT_EQ(remarks(read), Lines{"HG1462 what this file exports is no plain object, so what it says is unknown"});
    EXPECT_EQ(words(*read.value, "subject.kind") + words(*read.value, "subject.name"), "app-") << script;
  }
  EXPECT_FALSE(read_text("app.config.ts", "export const appConfig: ApplicationConfig = { providers: [] };"))
      << "Angular's";
  EXPECT_FALSE(read_text("app.config.ts", "export default { ui: {} }")) << "Nuxt's";
}

TEST(Capacitor, Scripts) {
  const auto read = read_text("capacitor.config.ts", R"(import type { CapacitorConfig } from '@capacitor/cli';
const config: CapacitorConfig = {
  appId: 'com.example.cap', appName: '示例', webDir: 'www',
  server: { cleartext: true, allowNavigation: [host, 'a.example.com'] }, plugins: { Camera: {} },
};
export default config;
)");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "cross_platform.cleartext") + words(*read.value, "cross_platform.origins"),
            "true[a.example.com…]");
  EXPECT_EQ(words(*read.value, "cross_platform.modules") + words(*read.value, "subject.name"), "[Camera]示例");
  const auto computed =
      read_text("capacitor.config.ts", "export default { appId: 'a.b', server: local ? {} : undefined };");
  ASSERT_TRUE(computed);
  EXPECT_EQ(words(*computed.value, "cross_platform.cleartext"), "?") << "not said to be off";
}

TEST(UniApp, ScriptsAreReadAsFarAsTheyAreWrittenDown) {
  const auto read =
      read_text("manifest.config.ts", R"(import { defineManifestConfig } from '@uni-helper/vite-plugin-uni-manifest'
const { VITE_WX_APPID } = loadEnv()
export default defineManifestConfig({
  'name': title, 'versionName': '1.0.0',
  'app-plus': { distribute: { android: { permissions: [
    '<uses-permission android:name="android.permission.CAMERA"/>',
  ] } } },
  'mp-weixin': { appid: VITE_WX_APPID, setting: { urlCheck: false } },
})
)");
  ASSERT_TRUE(read);
  const facts::FactSet& set = *read.value;
  EXPECT_EQ(permissions(set), Lines{"android|android.permission.CAMERA|?"});
  EXPECT_FALSE(set.cell(facts::fact("permissions")).open);
  EXPECT_EQ(words(set, "subject.platforms") + words(set, "subject.name") + words(set, "subject.version"),
            "[android wechat]?1.0.0");
  EXPECT_EQ(words(set, "wechat.appid") + words(set, "wechat.url_check"), "?false");
  for (const char* script :
       {"export default { 'mp-weixin': {}, 'app-plus': { distribute: { android: { permissions: list } } } }",
        "export default { 'app-plus': { ...base, modules: {} } }"}) {
    const auto parts = read_text("manifest.config.ts", script);
    ASSERT_TRUE(parts) << script;
    EXPECT_TRUE(parts.value->cell(facts::fact("permissions")).open) << script;
  }
  EXPECT_FALSE(read_text("manifest.config.ts", "export default { manifest_version: 3, name: 'x' }"))
      << "of an extension";
}

TEST(Capacitor, Configuration) {
  const auto read =
      read_text("capacitor.config.json", R"({"appId": "com.example.cap", "appName": "示例", "webDir": "www",
    "server": {"cleartext": true, "allowNavigation": ["*.example.com"]}, "plugins": {"Camera": {}}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "cross_platform.cleartext") + words(*read.value, "cross_platform.origins"),
            "true[*.example.com]");
  EXPECT_EQ(words(*read.value, "cross_platform.modules") + words(*read.value, "subject.name"), "[Camera]示例");
}

}  // namespace
}  // namespace hegui::read
