// SDKs out of bills of materials and the files of package managers: what is in the product, what only may be, and what
// is no list at all.
#include "read/format/dependencies.h"

#include <gtest/gtest.h>

#include "facts_text.h"
#include "policy/embedded.h"
#include "read/format/dependency_list.h"

namespace hegui::read {
namespace {

using facts::FactSet;
using testing::records;
using testing::words;
using Lines = std::vector<std::string>;

Checked<FactSet> read_text(std::string name, std::string text) {
  static const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  return read(std::make_shared<const Source>(std::move(name), std::move(text)),
              {.limits = {}, .vocabulary = &vocabulary});
}

// `slug version detected` of each SDK, then `…`: the list never claims to be whole.
Lines sdks(std::string name, std::string text) {
  auto read = read_text(std::move(name), std::move(text));
  if (!read) return {read.issues.back().code.to_string()};
  return records(*read.value, "sdks", {"slug", "version", "detected"});
}

TEST(Dependencies, CycloneDx) {
  EXPECT_EQ(sdks("bom.json", R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
    {"name": "jpush", "purl": "pkg:maven/cn.jiguang.sdk/jpush@5.6.0?type=aar"},
    {"name": "x", "version": "3.0", "purl": "pkg:npm/%40react-native-firebase/none", "components": [
      {"name": "JPush", "purl": "pkg:cocoapods/GTSDK@3.0.5.0"}]},
    {"name": "umeng", "scope": "excluded", "purl": "pkg:maven/com.umeng.umsdk/common@9.0"},
    {"name": "push", "scope": "optional", "purl": "pkg:ohpm/%40umeng/push@1.0.0"},
    {"name": "jpush"}, {"purl": 3}, {"purl": "pkg:maven"}, 7]})"),
            (Lines{"jpush 5.6.0 true", "getui 3.0.5.0 true", "umeng-push 1.0.0 ?", "…"}));
}

TEST(Dependencies, Spdx) {
  EXPECT_EQ(sdks("a.spdx.json", R"({"spdxVersion": "SPDX-2.3", "packages": [
    {"name": "a", "versionInfo": "5.0", "externalRefs": [
      {"referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a"},
      {"referenceType": "purl", "referenceLocator": "pkg:pub/jpush_flutter"}]}, {"name": "b"}]})"),
            (Lines{"jpush 5.0 true", "…"}));
}

TEST(Dependencies, Spdx3) {
  EXPECT_EQ(sdks("bom.json", R"({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
    {"type": "SpdxDocument", "name": "x"}, 7,
    {"type": "software_Package", "software_packageVersion": "5.0", "externalIdentifier": [
      {"externalIdentifierType": "cpe23", "identifier": "cpe:2.3:a"},
      {"externalIdentifierType": "packageUrl", "identifier": "pkg:pub/jpush_flutter"}]},
    {"type": "software_Package", "software_packageUrl": "pkg:cocoapods/GTSDK@3.0.5.0"}]})"),
            (Lines{"jpush 5.0 true", "getui 3.0.5.0 true", "…"}));
  const Source other("graph.json", R"({"@context": "https://schema.org", "@graph": []})");
  EXPECT_FALSE(recognises_sbom(look(other)));
}

TEST(Dependencies, GradleCatalogOffersAndDoesNotUse) {
  const std::string text =
      "[versions]\njp = \"5.6.0\"\nr = { require = \"1\", strictly = \"9.9\" }\n[libraries]\n"
      "push = { module = \"cn.jiguang.sdk:jpush\", version.ref = \"jp\" }\n"
      "um = { group = \"com.umeng.umsdk\", name = \"common\", version.ref = \"r\" }\n"
      "gt = \"com.getui:gtsdk:3.3.7.0\"\nshare = { module = \"com.umeng.umsdk:share-core\", version.ref = \"gone\" }\n";
  EXPECT_EQ(sdks("libs.versions.toml", text),
            (Lines{"jpush 5.6.0 ?", "umeng-common 9.9 ?", "getui 3.3.7.0 ?", "umeng-share ? ?", "…"}));
  EXPECT_EQ(sdks("deps.toml", text).size(), 5u);
  auto read = read_text("libs.versions.toml", text);
  ASSERT_TRUE(read);
  const facts::Item* first = read.value->cell(facts::fact("sdks")).first;
  EXPECT_EQ(resolve(first->origins->span).to_string(), "libs.versions.toml:5:1");
}

TEST(Dependencies, GradleLockOfWhatIsShipped) {
  EXPECT_EQ(sdks("gradle.lockfile",
                 "# This is a Gradle generated file for dependency locking.\r\n"
                 "cn.jiguang.sdk:jpush:5.6.0=debugRuntimeClasspath,releaseRuntimeClasspath\r\n"
                 "com.getui:gtsdk:3.0=releaseUnitTestRuntimeClasspath,debugRuntimeClasspath\n"
                 "com.umeng.umsdk:common:9.1=releaseCompileClasspath\nnonsense\nempty=lintChecks"),
            (Lines{"jpush 5.6.0 true", "…"}));
  EXPECT_EQ(sdks("buildscript-gradle.lockfile", "cn.jiguang.sdk:jpush:5.6.0=classpath\n"), Lines{"…"});
  EXPECT_EQ(sdks("locks/releaseRuntimeClasspath.lockfile", "cn.jiguang.sdk:jpush:5.6.0\n"),
            (Lines{"jpush 5.6.0 true", "…"}));
  EXPECT_EQ(sdks("locks/testRuntimeClasspath.lockfile", "cn.jiguang.sdk:jpush:5.6.0\n"), Lines{"…"});
}

TEST(Dependencies, PodfileLock) {
  EXPECT_EQ(sdks("Podfile.lock",
                 "PODS:\n  - GTSDK (2.7.3.0):\n    - GTCommonSDK\n  - GTCommonSDK (2.1)\n  - JPush (5.1)\n"
                 "  - UMCommon/Sub (7.4)\n  - Mantle\nDEPENDENCIES:\n  - JPush\nCOCOAPODS: 1.15.2\n"),
            (Lines{"getui 2.7.3.0 true", "jpush 5.1 true", "umeng-common 7.4 true", "…"}));
}

TEST(Dependencies, PackageResolvedOfAllVersions) {
  EXPECT_EQ(sdks("Package.resolved",
                 R"({"object": {"pins": [{"package": "JPush", "repositoryURL": "https://x.cn/a/jpush-ios.git",
    "state": {"version": "5.2.0"}}]}, "version": 1})"),
            (Lines{"jpush 5.2.0 true", "…"}));
  EXPECT_EQ(sdks("Package.resolved", R"({"pins": [{"identity": "gtsdk", "location": "git@x.cn:b/GTSDK.git/",
    "state": {"branch": "main"}}], "version": 3})"),
            (Lines{"getui ? true", "…"}));
  EXPECT_EQ(sdks("Package.resolved", R"({"pins": [
    {"identity": "googleappmeasurement", "location": "https://x.cn/google/GoogleAppMeasurement.git", "state": {"version": "11.4.0"}},
    {"identity": "firebase-ios-sdk", "location": "https://x.cn/firebase/firebase-ios-sdk", "state": {"version": "11.4.2"}}],
    "version": 2})"),
            (Lines{"firebase-analytics 11.4.0 ?", "firebase 11.4.2 true", "…"}))
      << "what a package pins need not be built";
  EXPECT_EQ(sdks("Package.resolved", R"({"object": 3, "version": 1})"), Lines{"HG1280"});
}

TEST(Dependencies, OfRepeatedKeysTheLastCountsInJsonAlone) {
  EXPECT_EQ(sdks("package.json", R"({"name": "a", "dependencies": {"left-pad": "1.0.0"},
    "dependencies": {"jpush-react-native": "^3.1.1"}})"),
            (Lines{"jpush ? true", "…"}));
  EXPECT_EQ(sdks("bom.json", R"({"bomFormat": "CycloneDX", "components": [],
    "components": [{"name": "jpush", "purl": "pkg:maven/cn.jiguang.sdk/jpush@5.6.0"}]})"),
            (Lines{"jpush 5.6.0 true", "…"}));
  EXPECT_EQ(sdks("pubspec.yaml", "name: a\nenvironment: {}\ndependencies: {}\ndependencies: {}\n"), Lines{"HG1203"});
}

TEST(Dependencies, NpmOhpmAndPub) {
  EXPECT_EQ(sdks("package.json", R"({"name": "a", "dependencies": {"jpush-react-native": "^3.1.1", "left-pad": "1.0.0"},
    "devDependencies": {"react-native-getui": "1.0.0"}})"),
            (Lines{"jpush ? true", "…"}));
  EXPECT_EQ(sdks("package-lock.json", R"({"lockfileVersion": 3, "packages": {"": {"dependencies": {}},
    "node_modules/a/node_modules/jpush-react-native": {"version": "3.1.1"}, "node_modules/react-native-getui": {"version": "1.0.0", "dev": true}}})"),
            (Lines{"jpush 3.1.1 true", "…"}));
  EXPECT_EQ(sdks("package-lock.json", R"({"lockfileVersion": 1, "dependencies": {"a": {"version": "1", "dependencies":
    {"jpush-react-native": {"version": "3.1.1"}}}, "b": {"dev": true, "dependencies": {"react-native-getui": {"version": "1.0.0"}}}}})"),
            (Lines{"jpush 3.1.1 true", "…"}));
  EXPECT_EQ(sdks("npm-shrinkwrap.json", R"({"lockfileVersion": 2, "packages": {
    "node_modules/jpush-react-native": {"version": "3.1.1"}}})"),
            (Lines{"jpush 3.1.1 true", "…"}));
  EXPECT_EQ(
      sdks("oh-package.json5",
           "// l\n{name: 'a', version: '1', dependencies: {'@umeng/push': '1.2.3', '@jg/push': 'file:./x.har'},}"),
      (Lines{"umeng-push 1.2.3 true", "jpush ? true", "…"}));
  EXPECT_EQ(sdks("pubspec.yaml",
                 "name: a\nenvironment: {sdk: '>=3.0.0'}\ndependencies:\n  jpush_flutter: 2.5.8\n  getuiflut:\n    "
                 "git: x\ndev_dependencies:\n  umeng_push_sdk: 1.0.0\n"),
            (Lines{"jpush 2.5.8 true", "getui ? true", "…"}));
  EXPECT_EQ(sdks("pubspec.lock",
                 "packages:\n  jpush_flutter:\n    dependency: \"direct main\"\n    version: \"2.5.8\"\n"
                 "  getuiflut:\n    dependency: transitive\n    version: \"0.2\"\n"
                 "  umeng_push_sdk:\n    dependency: \"direct dev\"\nsdks:\n  dart: '1'\n"),
            (Lines{"jpush 2.5.8 true", "getui 0.2 ?", "…"}));
}

TEST(Dependencies, YarnLocksDoNotTellToolsFromTheRest) {
  EXPECT_EQ(sdks("yarn.lock",
                 "# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.\r\n# yarn lockfile v1\r\n\r\n\r\n"
                 "\"@hmscore/react-native-hms-push@^6.1.0\", \"@hmscore/react-native-hms-push@^6.2.0\":\r\n"
                 "  version \"6.3.0\"\r\n  dependencies:\r\n    version \"^9.0.0\"\r\n\r\n"
                 "jpush-react-native@^3.1.1, jpush-react-native@^3.0.0:\n  version \"3.1.1\"\n\n"
                 "\"push@npm:react-native-getui@^1.0.0\":\n  version \"1.0.2\"\n\n"
                 "\"tpns-react-native-plugin@npm:none@1\":\n  version \"1.0.0\"\n\nreact-native-bugly@1:\n"),
            (Lines{"huawei-push 6.3.0 ?", "jpush 3.1.1 ?", "getui 1.0.2 ?", "bugly ? ?", "…"}));
  EXPECT_EQ(sdks("any", "# a\n# yarn lockfile v1\njpush-react-native@1:\n  version \"1.0.0\"\n"),
            (Lines{"jpush 1.0.0 ?", "…"}));
  EXPECT_EQ(
      sdks("yarn.lock",
           "# This file is generated by running \"yarn install\" inside your project.\n\n__metadata:\n  version: 8\n"
           "  cacheKey: 10c0\n\n\"@hmscore/react-native-hms-push@npm:^6.1.0, "
           "@hmscore/react-native-hms-push@npm:^6.2.0\":\n"
           "  version: 6.3.0\n  resolution: \"@hmscore/react-native-hms-push@npm:6.3.0\"\n"
           "\"push@npm:jpush-react-native@^3\":\n  version: 3.1.1\n  resolution: \"jpush-react-native@npm:3.1.1\"\n"
           "\"react-native-getui@workspace:.\":\n  version: 0.0.0-use.local\n  resolution: "
           "\"react-native-getui@workspace:.\"\n"),
      (Lines{"huawei-push 6.3.0 ?", "jpush 3.1.1 ?", "…"}));
}

constexpr std::string_view kPnpm9 = R"(lockfileVersion: '9.0'
importers:
  apps/other:
    dependencies:
      react-native-getui:
        specifier: ^1.0.0
        version: 1.0.2
  .:
    dependencies:
      kit:
        specifier: ^2.0.0
        version: 2.1.0(host@5.0.0)
      own:
        specifier: workspace:*
        version: link:own
    optionalDependencies:
      alias:
        specifier: npm:react-native-bugly@^1
        version: react-native-bugly@1.10.0
    devDependencies:
      tool:
        specifier: ^1.0.0
        version: 1.0.0
packages:
  '@hmscore/react-native-hms-push@6.3.0(host@5.0.0)':
    resolution: {integrity: sha512-a}
snapshots:
  kit@2.1.0(host@5.0.0):
    dependencies:
      '@hmscore/react-native-hms-push': 6.3.0(host@5.0.0)
  '@hmscore/react-native-hms-push@6.3.0(host@5.0.0)':
    dependencies:
      kit: 2.1.0(host@5.0.0)
  react-native-bugly@1.10.0: {}
  react-native-getui@1.0.2: {}
  tool@1.0.0:
    dependencies:
      jpush-react-native: 3.1.1
  jpush-react-native@3.1.1: {}
)";

TEST(Dependencies, PnpmLockFollowsWhatTheProjectsNeed) {
  const Lines expected = {"bugly 1.10.0 true", "huawei-push 6.3.0 true", "getui 1.0.2 ?", "…"};
  EXPECT_EQ(sdks("pnpm-lock.yaml", std::string(kPnpm9)), expected) << "a tool's needs are not the product's";
  EXPECT_EQ(sdks("lock.yaml", std::string(kPnpm9)), expected);
  EXPECT_EQ(sdks("pnpm-lock.yaml", R"(lockfileVersion: '6.0'
dependencies:
  jpush-react-native:
    specifier: ^3.1.1
    version: 3.1.1(react@18.0.0)
  local:
    specifier: file:../local
    version: file:../local
packages:
  /jpush-react-native@3.1.1(react@18.0.0):
    dependencies:
      react-native-getui: /@hmscore/react-native-hms-push@6.3.0
    dev: false
  /@hmscore/react-native-hms-push@6.3.0: {dev: false}
  /react-native-bugly@1.0.0: {dev: true}
  file:../local: {name: react-native-aliyun-push, version: 2.0.0, dev: false}
)"),
            (Lines{"jpush 3.1.1 true", "aliyun-push 2.0.0 true", "huawei-push 6.3.0 true", "…"}));
  EXPECT_EQ(sdks("pnpm-lock.yaml", R"(lockfileVersion: 5.4
specifiers: {jpush-react-native: ^3.1.1}
dependencies:
  jpush-react-native: 3.1.1_react@18.0.0
packages:
  /jpush-react-native/3.1.1_react@18.0.0:
    dependencies: {'@hmscore/react-native-hms-push': 6.3.0}
  /@hmscore/react-native-hms-push/6.3.0: {}
)"),
            (Lines{"jpush 3.1.1 true", "huawei-push 6.3.0 true", "…"}));
}

TEST(Dependencies, PnpmLockIsTheLastOfItsDocuments) {
  const std::string own =
      "---\nlockfileVersion: '9.0'\nimporters:\n  .:\n    packageManagerDependencies:\n      pnpm: {version: 12.0.0}\n"
      "    dependencies:\n      jpush-react-native: {version: 1.0.0}\nsnapshots:\n  jpush-react-native@1.0.0: "
      "{}\n---\n";
  EXPECT_EQ(sdks("pnpm-lock.yaml", own + std::string(kPnpm9)),
            (Lines{"bugly 1.10.0 true", "huawei-push 6.3.0 true", "getui 1.0.2 ?", "…"}));
  auto read = read_text("pnpm-lock.yaml", own +
                                              "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n"
                                              "      jpush-react-native: {version: 2.0.0}\nsnapshots:\n"
                                              "  jpush-react-native@2.0.0: {}\n");
  ASSERT_TRUE(read);
  const facts::Item* first = read.value->cell(facts::fact("sdks")).first;
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(resolve(first->origins->span).to_string(), "pnpm-lock.yaml:18:3");
}

TEST(Dependencies, OtherYamlIsNoLock) {
  EXPECT_EQ(sdks("a.yaml", "__metadata:\n  version: 8\n"), Lines{"HG1010"});
  EXPECT_EQ(sdks("a.yaml", "lockfileVersion: 9\npackages: {}\n"), Lines{"HG1010"});
  EXPECT_EQ(sdks("a.yaml", "importers: []\n"), Lines{"HG1010"});
  EXPECT_EQ(sdks("notes.md", "A lock begins with `# yarn lockfile v1`.\n"), Lines{"HG1010"});
}

TEST(Dependencies, OhPackageLockNamesAllThatModulesNeed) {
  EXPECT_EQ(sdks("oh-package-lock.json5", R"({"lockfileVersion": 3, "specifiers": {}, "packages": {
    "@umeng/push@1.0.0": {"name": "@umeng/push", "version": "1.0.0", "registryType": "ohpm"},
    "libentry.so@src/main/cpp": {"name": "libentry.so", "resolved": "src/main/cpp", "registryType": "local"}, "x": 7}})"),
            (Lines{"umeng-push 1.0.0 ?", "…"}));
}

TEST(Dependencies, CordovaPluginBringsOthers) {
  const std::string plugin = R"(<?xml version="1.0"?>
<plugin xmlns="http://apache.org/cordova/ns/plugins/1.0" id="cordova-plugin-wechat" version="3.0.0">
  <dependency id="onesignal-cordova-plugin" version="^5.0.0"/>
  <platform name="android">
    <framework src="cn.jiguang.sdk:jpush:5.6.0"/>
    <framework src="libs/rules.gradle" custom="true" type="gradleReference"/>
    <framework src="com.getui"/>
  </platform>
  <platform name="ios">
    <framework src="GTSDK" type="podspec" spec="3.0.5.0"/>
    <framework src="src/ios/TencentOpenAPI.framework" custom="true"/>
    <podspec><config><source url="https://example.com"/></config><pods><pod name="UMCommon" spec="~> 7.4"/></pods></podspec>
  </platform>
</plugin>)";
  const Lines expected = {"onesignal ? ?",
                          "jpush 5.6.0 ?",
                          "getui 3.0.5.0 ?",
                          "qq-connect ? ?",
                          "umeng-common ? ?",
                          "wechat-opensdk 3.0.0 ?",
                          "…"};
  EXPECT_EQ(sdks("plugin.xml", plugin), expected);
  EXPECT_EQ(sdks("any.xml", plugin), expected);
  EXPECT_EQ(sdks("plugin.xml", R"(<plugin xmlns="http://apache.org/cordova/ns/plugins/1.0" id="cordova-plugin-wechat"
    version="3.0.0"><platform name="android"><framework src="com.tencent.mm.opensdk:wechat-sdk-android:6.8.0"/></platform></plugin>)"),
            (Lines{"wechat-opensdk 6.8.0 ?", "…"}));
  EXPECT_EQ(sdks("plugin.xml", "<plugin id='cordova-plugin-wechat'/>"), Lines{"HG1010"}) << "of another program";
}

TEST(Dependencies, ListsThatAreNone) {
  EXPECT_EQ(sdks("bom.json", R"({"bomFormat": "CycloneDX", "components": {}})"), Lines{"HG1280"});
  EXPECT_EQ(sdks("package.json", R"({"dependencies": ["x"]})"), Lines{"HG1280"});
  EXPECT_EQ(sdks("Podfile.lock", "PODS: {a: b}\nDEPENDENCIES: []\n"), Lines{"HG1280"});
  EXPECT_EQ(sdks("pnpm-lock.yaml", "lockfileVersion: 9\nimporters: [a]\n"), Lines{"HG1280"});
  EXPECT_EQ(sdks("pnpm-lock.yaml", "importers: [a\n"), Lines{"HG1230"});
  EXPECT_EQ(sdks("yarn.lock", "\xFF"), Lines{"HG1200"});
  EXPECT_EQ(sdks("package.json", "{"), Lines{"HG1202"});
  EXPECT_EQ(sdks("gradle.lockfile", "\xFF"), Lines{"HG1200"});
  EXPECT_EQ(sdks("package.json",
                 "{\"lockfileVersion\": 1, \"dependencies\": " + std::string(300, '[') + std::string(300, ']') + "}"),
            Lines{"HG1206"});
}

TEST(Dependencies, WithoutAVocabularyNothingIsSaid) {
  const auto read = read_dependencies(
      std::make_shared<const Source>("package.json", "{\"dependencies\": {\"jpush-react-native\": \"1.0.0\"}}"), {});
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "sdks"), "?");
}

TEST(Dependencies, VersionsAndRanges) {
  for (const char* version : {"1", "1.2.3", "v2.0", "9.3.8-beta01", "4.0.0-rc.1", "1.0_2"})
    EXPECT_TRUE(is_version(version)) << version;
  for (const char* range : {"", "^1.2", "~> 3", ">=1", "1.x", "1.+", "*", "latest", "[1,2)", "1 || 2", "file:x"})
    EXPECT_FALSE(is_version(range)) << range;
}

}  // namespace
}  // namespace hegui::read
