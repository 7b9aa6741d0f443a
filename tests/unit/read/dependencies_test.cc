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

TEST(Dependencies, OhPackageLockNamesAllThatModulesNeed) {
  EXPECT_EQ(sdks("oh-package-lock.json5", R"({"lockfileVersion": 3, "specifiers": {}, "packages": {
    "@umeng/push@1.0.0": {"name": "@umeng/push", "version": "1.0.0", "registryType": "ohpm"},
    "libentry.so@src/main/cpp": {"name": "libentry.so", "resolved": "src/main/cpp", "registryType": "local"}, "x": 7}})"),
            (Lines{"umeng-push 1.0.0 ?", "…"}));
}

TEST(Dependencies, ListsThatAreNone) {
  EXPECT_EQ(sdks("bom.json", R"({"bomFormat": "CycloneDX", "components": {}})"), Lines{"HG1280"});
  EXPECT_EQ(sdks("package.json", R"({"dependencies": ["x"]})"), Lines{"HG1280"});
  EXPECT_EQ(sdks("Podfile.lock", "PODS: {a: b}\nDEPENDENCIES: []\n"), Lines{"HG1280"});
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
