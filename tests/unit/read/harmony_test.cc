// HarmonyOS: what modules, apps and packages say, strings resolved where they are at hand, and inputs that lie.
#include <gtest/gtest.h>

#include "harmony_bytes.h"
#include "manifest_words.h"

namespace hegui::read {
namespace {

using namespace testing;

constexpr std::string_view kModule = R"({
  // a licence would stand here
  "module": {
    "name": "entry",
    "type": "entry",
    "deviceTypes": ["phone", "tablet",],
    "requestPermissions": [
      {"name": "ohos.permission.CAMERA", "reason": "$string:camera_reason",
       "usedScene": {"abilities": ["EntryAbility"], "when": "inuse"}},
      {"name": "ohos.permission.MICROPHONE", "reason": ""},
      {"name": "ohos.permission.INTERNET"},
      {"name": "ohos.permission.CAMERA"},
    ],
    "abilities": [
      {"name": "EntryAbility", "exported": true, "skills": [{"entities": ["entity.system.home"], "actions": ["action.system.home"]}]},
      {"name": "Inner"},
    ],
    "extensionAbilities": [{"name": "Backup", "type": "backup", "exported": false, "permissions": ["p.Q"]}],
  },
})";

TEST(Harmony, AModuleSaysWhatItRequestsAndOffers) {
  const auto read = read_text("module.json5", std::string(kModule));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read.issues.empty());
  const facts::FactSet& set = *read.value;
  EXPECT_EQ(set.states(), facts::kHarmony) << "it says nothing of the app";
  EXPECT_EQ(permissions(set), (Lines{"harmonyos|ohos.permission.CAMERA|?", "harmonyos|ohos.permission.MICROPHONE|",
                                     "harmonyos|ohos.permission.INTERNET|-"}))
      << "a reference is unknown, an empty reason is none, and each permission stands once";
  EXPECT_EQ(records(set, "permissions", {"used_when", "used_by"}), (Lines{"inuse|[EntryAbility]", "-|-", "-|-"}));
  EXPECT_EQ(
      records(set, "harmony.components", {"name", "kind", "exported", "launcher", "permissions"}),
      (Lines{"EntryAbility|ability|true|true|-", "Inner|ability|false|false|-", "Backup|backup|false|false|[p.Q]"}));
  EXPECT_EQ(words(set, "harmony.device_types"), "[phone tablet]");
  EXPECT_EQ(words(set, "subject.networked"), "true");
  EXPECT_EQ(words(set, "subject.kind"), "app");
  EXPECT_EQ(words(set, "subject.platforms"), "[harmonyos]");
  EXPECT_EQ(place(set, "subject.networked"), "11:16");
}

TEST(Harmony, StringsBesideAManifestAreRead) {
  Context context;
  context.beside = [](const Source&, std::string_view path) -> SourcePtr {
    if (path == "resources/base/element/string.json")
      return std::make_shared<const Source>("string.json",
                                            R"({"string":[{"name":"camera_reason","value":"用于扫码"}]})");
    if (path == "resources/base/profile/network_config.json")
      return std::make_shared<const Source>(
          "network_config.json", R"({"network-security-config":{"base-config":{"cleartextTrafficPermitted":false}}})");
    return nullptr;
  };
  const auto read = read_text("module.json5", std::string(kModule), context);
  ASSERT_TRUE(read);
  EXPECT_EQ(permissions(*read.value).front(), "harmonyos|ohos.permission.CAMERA|用于扫码");
  EXPECT_EQ(words(*read.value, "harmony.cleartext_traffic"), "false");
}

TEST(Harmony, OfRepeatedKeysTheLastCounts) {
  Context context;
  context.beside = [](const Source&, std::string_view path) -> SourcePtr {
    if (path != "resources/base/profile/network_config.json") return nullptr;
    return std::make_shared<const Source>("network_config.json", R"({"network-security-config":{"base-config":
        {"cleartextTrafficPermitted":true, "cleartextTrafficPermitted":false}}})");
  };
  const auto read = read_text("module.json5", R"({"module": {"name": "entry", "type": "entry",
      "requestPermissions": [{"name": "ohos.permission.CAMERA"}],
      "requestPermissions": [{"name": "ohos.permission.NFC_TAG"}]}})",
                              context);
  ASSERT_TRUE(read);
  EXPECT_EQ(permissions(*read.value), Lines{"harmonyos|ohos.permission.NFC_TAG|-"});
  EXPECT_EQ(words(*read.value, "harmony.cleartext_traffic"), "false");
  EXPECT_EQ(remarks(read), (Lines{"HG1203 `requestPermissions` stands twice; the last one counts",
                                  "HG1203 `cleartextTrafficPermitted` stands twice; the last one counts"}));
}

TEST(Harmony, TheBuildOfTheOlderModelFillsInTheVersionOfTheApi) {
  const auto read =
      read_text("config.json", R"({"app": {"bundleName": "com.example.old", "version": {"code": 7, "name": "0.7"}},
    "module": {"distro": {"moduleName": "entry", "moduleType": "entry"}}})");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read.value->cell(facts::fact("harmony.target_api")).unreadable) << "not absent";
  EXPECT_EQ(words(*read.value, "harmony.version_code"), "7");
}

TEST(Harmony, TheTextThatUsersHereSeeCounts) {
  Context context;
  context.beside = [](const Source&, std::string_view path) -> SourcePtr {
    if (path == "resources/base/element/string.json")
      return std::make_shared<const Source>("base", R"({"string":[{"name":"camera_reason","value":"camera_reason"}]})");
    if (path == "resources/zh_CN/element/string.json")
      return std::make_shared<const Source>("zh_CN", R"({"string":[{"name":"camera_reason","value":"用于扫码"}]})");
    return nullptr;
  };
  const auto read = read_text("module.json5", std::string(kModule), context);
  ASSERT_TRUE(read);
  EXPECT_EQ(permissions(*read.value).front(), "harmonyos|ohos.permission.CAMERA|用于扫码");
}

TEST(Harmony, StringsThatCannotBeReadLeaveTheRest) {
  Context context;
  context.beside = [](const Source&, std::string_view path) -> SourcePtr {
    return path == "resources/base/element/string.json"
               ? std::make_shared<const Source>("string.json", "{\"string\": [")
               : nullptr;
  };
  const auto read = read_text("module.json5", std::string(kModule), context);
  ASSERT_TRUE(read);
  ASSERT_EQ(read.issues.size(), 1u);
  EXPECT_EQ(read.issues.front().code, Code{1411});
  EXPECT_EQ(read.issues.front().level, Level::Warning);
  EXPECT_EQ(permissions(*read.value).front(), "harmonyos|ohos.permission.CAMERA|?");
}

TEST(Harmony, AnAppSaysNothingOfPermissions) {
  const auto read = read_text("app.json5", R"({"app": {"bundleName": "com.example.ride", "versionCode": 3,
    "versionName": "1.0.2", "label": "$string:app_name", "vendor": "example"}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value->states(), facts::kHarmonyApp);
  EXPECT_EQ(words(*read.value, "harmony.bundle_name"), "com.example.ride");
  EXPECT_EQ(words(*read.value, "subject.package_names"), "[com.example.ride]");
  EXPECT_EQ(words(*read.value, "subject.version"), "1.0.2");
  EXPECT_EQ(words(*read.value, "subject.name"), "?");
  EXPECT_EQ(words(*read.value, "harmony.debug"), "-");
  EXPECT_EQ(words(*read.value, "permissions"), "-");
}

TEST(Harmony, TheOlderManifest) {
  const auto read = read_text("config.json", R"({
    "app": {"bundleName": "com.example.old", "version": {"code": 7, "name": "0.7"}, "apiVersion": {"compatible": 6, "target": 7}},
    "deviceConfig": {"default": {"network": {"cleartextTraffic": false}}, "tv": {"network": {"cleartextTraffic": true}}},
    "module": {"distro": {"moduleName": "entry", "moduleType": "entry"}, "deviceType": ["phone"],
      "reqPermissions": [{"name": "ohos.permission.READ_CALENDAR", "reason": "读取日程以便提醒", "usedScene": {"ability": ["A"], "when": "always"}}],
      "abilities": [{"name": "A", "type": "page", "visible": true}, {"name": "S", "type": "service"}]}})");
  ASSERT_TRUE(read);
  const facts::FactSet& set = *read.value;
  EXPECT_EQ(set.states(), facts::kHarmony | facts::kHarmonyApp);
  EXPECT_EQ(words(set, "harmony.version_code"), "7");
  EXPECT_EQ(words(set, "harmony.min_api") + " " + words(set, "harmony.target_api"), "6 7");
  EXPECT_EQ(words(set, "harmony.cleartext_traffic"), "true") << "one type of device that allows it is enough";
  EXPECT_EQ(words(set, "harmony.modules"), "[entry]");
  EXPECT_EQ(permissions(set), Lines{"harmonyos|ohos.permission.READ_CALENDAR|读取日程以便提醒"});
  EXPECT_EQ(records(set, "harmony.components", {"name", "kind", "exported"}),
            (Lines{"A|page|true", "S|service|false"}));
}

TEST(Harmony, ALibraryIsNoAppByItself) {
  const auto read = read_text("module.json5", R"({"module": {"name": "lib", "type": "har"}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "subject.kind"), "-");
  const auto built =
      read_text("module.json", R"({"app": {"bundleName": "com.example.a", "debug": true, "apiReleaseType": "Beta1"},
                                                   "module": {"name": "lib", "type": "har"}})");
  ASSERT_TRUE(built);
  for (const char* fact : {"subject.kind", "harmony.debug", "harmony.api_release_type"})
    EXPECT_EQ(words(*built.value, fact), "-") << fact << ": how a library was built is not how the product is";
}

TEST(Harmony, ASanitizerAndThePreviewOfAnSdkAreSeen) {
  const auto app = [](std::string_view members) {
    return read_text("app.json5", R"({"app": {"bundleName": "com.example.ride")" + std::string(members) + "}}");
  };
  EXPECT_EQ(words(*app("").value, "harmony.asan_enabled"), "false") << "off where nothing is said";
  EXPECT_EQ(words(*app(R"(, "asanEnabled": false, "tsanEnabled": false)").value, "harmony.asan_enabled"), "false");
  const auto on = app(R"(, "asanEnabled": false, "hwasanEnabled": true)");
  EXPECT_EQ(words(*on.value, "harmony.asan_enabled"), "true");
  EXPECT_EQ(place(*on.value, "harmony.asan_enabled"), "1:83");
  EXPECT_EQ(words(*app(R"(, "asanEnabled": "x", "tsanEnabled": true)").value, "harmony.asan_enabled"), "true");
  EXPECT_EQ(words(*app(R"(, "asanEnabled": "x", "tsanEnabled": false)").value, "harmony.asan_enabled"), "?");
  EXPECT_EQ(words(*app("").value, "harmony.api_release_type"), "-");
  EXPECT_EQ(words(*app(R"(, "apiReleaseType": "Beta1")").value, "harmony.api_release_type"), "Beta1");
  EXPECT_EQ(words(*app(R"(, "apiVersion": {"target": 7, "releaseType": "Release"})").value, "harmony.api_release_type"),
            "Release");
}

TEST(Harmony, ATestRunnerBelongsInATestModule) {
  const auto runner = [](const std::string& path, std::string_view members) {
    const auto read = read_text(path, R"({"module": {)" + std::string(members) + "}}");
    return words(*read.value, "harmony.test_runner");
  };
  constexpr std::string_view kRunner = R"("name": "entry", "testRunner": {"name": "OpenHarmonyTestRunner"})";
  EXPECT_EQ(runner("entry/src/main/module.json5", R"("name": "entry")"), "false");
  EXPECT_EQ(runner("entry/src/main/module.json5", kRunner), "true");
  EXPECT_EQ(runner("entry/src/ohosTest/module.json5", kRunner), "-");
  EXPECT_EQ(runner("module.json5", R"("name": "entry_test", "testRunner": {})"), "-");
  EXPECT_EQ(runner("module.json5", R"("name": "entry", "testRunner": "x")"), "?");
}

TEST(Harmony, ComponentsSayWhatTheyAnswer) {
  const auto read = read_text("module.json5", R"({"module": {"name": "entry", "abilities": [
    {"name": "Links", "skills": [
      {"actions": ["ohos.want.action.viewData"], "uris": [{"scheme": "https", "host": "www.example.com"}], "domainVerify": true},
      {"actions": ["ohos.want.action.viewData", "com.example.OPEN"], "uris": [{"scheme": "ride", "host": "open"}, {"type": "text/plain"}]}]},
    {"name": "Half", "skills": [
      {"uris": [{"scheme": "https", "host": "a.example.com"}], "domainVerify": true},
      {"uris": [{"scheme": "https", "host": "b.example.com"}]}]},
    {"name": "Browser", "skills": [{"uris": [{"scheme": "https"}]}]},
    {"name": "Doubt", "skills": [{"uris": [{"scheme": "https", "host": "${host}"}], "domainVerify": "yes"}]},
    {"name": "Wrong", "skills": "x"},
    {"name": "Plain"}]}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "harmony.components", {"name", "actions", "schemes", "web_hosts", "domain_verify"}),
            (Lines{"Links|[ohos.want.action.viewData com.example.OPEN]|[https ride]|[www.example.com]|true",
                   "Half|[]|[https]|[a.example.com b.example.com]|false", "Browser|[]|[https]|[]|false",
                   "Doubt|[]|[https]|[…]|?", "Wrong|[…]|[…]|[…]|false", "Plain|[]|[]|[]|false"}));
}

TEST(Harmony, SharedDataIsGuardedWhereReadingAndWritingAre) {
  const auto read = read_text("module.json5", R"({"module": {"name": "entry", "extensionAbilities": [
    {"name": "Both", "type": "dataShare", "readPermission": "p.R", "writePermission": "p.W"},
    {"name": "One", "type": "dataShare", "readPermission": "p.R", "writePermission": ""},
    {"name": "All", "type": "dataShare", "permissions": ["p.A"]},
    {"name": "Doubt", "type": "dataShare", "readPermission": "${p}", "writePermission": "p.W"},
    {"name": "Old", "type": "data", "readPermission": "p.R"},
    {"name": "Form", "type": "form"}]}})");
  EXPECT_EQ(records(*read.value, "harmony.components", {"name", "data_guarded"}),
            (Lines{"Both|true", "One|false", "All|true", "Doubt|?", "Old|false", "Form|-"}));
}

TEST(Harmony, DataOfferedByProxy) {
  const auto read = read_text("module.json5", R"({"module": {"name": "entry", "proxyData": [
    {"uri": "datashareproxy://com.example/a", "requiredReadPermission": "p.R", "requiredWritePermission": "p.W"},
    {"uri": "datashareproxy://com.example/b"}]}})");
  EXPECT_EQ(records(*read.value, "harmony.proxy_data", {"url", "read_permission", "write_permission"}),
            (Lines{"datashareproxy://com.example/a|p.R|p.W", "datashareproxy://com.example/b|-|-"}));
  const auto none = read_text("module.json5", R"({"module": {"name": "entry"}})");
  EXPECT_EQ(words(*none.value, "harmony.proxy_data"), "records") << "closed and empty";
  const auto wrong = read_text("module.json5", R"({"module": {"name": "entry", "proxyDatas": [{"uri": 3}]}})");
  EXPECT_EQ(words(*wrong.value, "harmony.proxy_data"), "records…");
}

TEST(Harmony, WrongTypesAreToldAndUnknown) {
  const auto read = read_text("module.json5", R"({"module": {"name": 3, "deviceTypes": "phone",
    "requestPermissions": {"name": "x"}, "abilities": [{"name": "A", "exported": "yes"}, 5]}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read), (Lines{"HG1401 `name` should be a string, not an integer",
                                  "HG1401 `deviceTypes` should be an array of strings, not a string",
                                  "HG1401 `requestPermissions` should be an array, not a table",
                                  "HG1401 `exported` should be true or false, not a string"}));
  EXPECT_EQ(words(*read.value, "harmony.device_types"), "?");
  EXPECT_EQ(words(*read.value, "permissions"), "records…");
  EXPECT_EQ(records(*read.value, "harmony.components", {"name", "exported"}), Lines{"A|?"});
}

TEST(Harmony, WhatIsNoManifestIsRefused) {
  EXPECT_EQ(remarks(read_text("app.json5", R"({"app": 3})")),
            Lines{"HG1410 a HarmonyOS manifest has an object `module` or `app`"});
  EXPECT_EQ(read_text("module.json5", R"({"module": )").issues.front().level, Level::Error);
  EXPECT_EQ(remarks(read_text("any.json", R"({"name": "x", "module": "dist/index.js"})")),
            remarks(read_text("x", "nothing")))
      << "a member of that name alone makes no manifest";
}

TEST(Harmony, APackageResolvesItsStrings) {
  const std::string index =
      resources_index({{{}, {{16777216, {"app_name", "示例出行"}}, {16777217, {"why", "扫描车上的二维码"}}}}});
  const auto read = read_text(
      "entry.hap", zip({{"module.json", std::string(kBuilt)}, {"resources.index", index}, {"pack.info", "{}"}}));
  ASSERT_TRUE(read) << render(read.issues.back());
  const facts::FactSet& set = *read.value;
  EXPECT_TRUE(read.issues.empty());
  EXPECT_EQ(words(set, "subject.name"), "示例出行");
  EXPECT_EQ(words(set, "harmony.debug"), "false");
  EXPECT_EQ(words(set, "harmony.min_api") + " " + words(set, "harmony.target_api"), "13 15");
  EXPECT_EQ(permissions(set),
            (Lines{"harmonyos|ohos.permission.CAMERA|扫描车上的二维码", "harmonyos|ohos.permission.LOCATION|?"}));
  EXPECT_EQ(resolve(set.cell(facts::fact("harmony.debug")).origins->span).file, "entry.hap!module.json");
}

TEST(Harmony, AnAppPackageIsAllItsModules) {
  const std::string feature =
      R"({"module":{"name":"feature","type":"feature","requestPermissions":[{"name":"ohos.permission.CAMERA"},{"name":"ohos.permission.NFC_TAG"}]}})";
  const auto read = read_text("ride.app", zip({{"entry.hap", zip({{"module.json", std::string(kBuilt)}})},
                                               {"feature.hsp", zip({{"module.json", feature}})},
                                               {"pack.info", "{}"}}));
  ASSERT_TRUE(read) << render(read.issues.back());
  EXPECT_EQ(words(*read.value, "harmony.modules"), "[entry feature]");
  EXPECT_EQ(permissions(*read.value),
            (Lines{"harmonyos|ohos.permission.CAMERA|?", "harmonyos|ohos.permission.LOCATION|?",
                   "harmonyos|ohos.permission.NFC_TAG|-"}));
  EXPECT_EQ(words(*read.value, "permissions"), "records");
}

TEST(Harmony, AModuleThatCannotBeReadLeavesTheListOpen) {
  const auto read = read_text("ride.app", zip({{"entry.hap", zip({{"module.json", std::string(kBuilt)}})},
                                               {"bad.hap", "no zip"},
                                               {"empty.hap", zip({{"x", "y"}})},
                                               {"pack.info", "{}"}}));
  ASSERT_TRUE(read);
  ASSERT_EQ(read.issues.size(), 2u);
  EXPECT_EQ(read.issues[0].code, Code{1412});
  EXPECT_EQ(remarks(read)[1],
            "HG1412 this module is not judged: there is no module.json and no config.json in this module");
  EXPECT_TRUE(read.value->cell(facts::fact("permissions")).open);
  EXPECT_EQ(words(*read.value, "harmony.test_runner"), "?") << "the module that is lost may have one";
}

TEST(Harmony, APackageWithoutManifestSaysSo) {
  EXPECT_EQ(remarks(read_text("x.hap", zip({{"profile.json", "{}"}}))),
            Lines{"HG1413 there is no module.json, no config.json and no module in this package"});
  EXPECT_EQ(remarks(read_text("x.app", zip({{"a.hap", "z"}, {"pack.info", "{}"}}))).back(),
            "HG1413 no module of this package can be read");
  EXPECT_FALSE(read_text("x.hap", "PK"));
}

TEST(Harmony, APackageThatInflatesTooFarIsRefused) {
  Context context;
  context.limits.max_entry_bytes = 1000;
  const auto read = read_text("x.hap", zip({{"module.json", std::string(5000, ' ') + std::string(kBuilt)}}), context);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.issues.back().code, Code{1026});
}

TEST(Harmony, ManyPermissionsEndInAWarning) {
  std::string text = R"({"module":{"name":"entry","requestPermissions":[)";
  for (int i = 0; i < 10'010; ++i) text += R"({"name":"p)" + std::to_string(i) + "\"},";
  const auto read = read_text("module.json5", text + "]}}");
  ASSERT_TRUE(read);
  EXPECT_EQ(remarks(read),
            Lines{"HG1402 more than 10000 entries under `permissions`; those from here on are not judged"});
  EXPECT_EQ(read.value->cell(facts::fact("permissions")).count, 10'000u);
  EXPECT_TRUE(read.value->cell(facts::fact("permissions")).open);
}

}  // namespace
}  // namespace hegui::read
