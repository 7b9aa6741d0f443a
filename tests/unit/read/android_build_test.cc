// What build scripts say of a module, in both languages and the ways projects write them.
#include "read/format/android_build.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "facts_text.h"
#include "policy/embedded.h"

namespace hegui::read {
namespace {

using facts::FactSet;
using testing::place;
using testing::records;
using testing::words;

constexpr std::string_view kApp =
    "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\"><application android:label=\"x\">"
    "<activity android:name=\".Main\" android:exported=\"true\"/></application></manifest>";

// The manifest of the module `app` of a project with these files.
FactSet facts_of(std::map<std::string, std::string> project, std::string_view manifest = kApp,
                 std::string path = "app/src/main/AndroidManifest.xml") {
  static const vocab::Vocabulary vocabulary{image::View(policy::embedded_image())};
  Context context{.limits = {}, .vocabulary = &vocabulary};
  context.beside = [project](const Source& input, std::string_view relative) -> SourcePtr {
    std::string at = input.name().substr(0, input.name().rfind('/') + 1);
    while (relative.starts_with("../")) {
      relative.remove_prefix(3);
      if (at.empty()) return nullptr;
      at.pop_back();
      at.resize(at.rfind('/') + 1);
    }
    const auto found = project.find(at.append(relative));
    return found == project.end() ? nullptr : std::make_shared<const Source>(found->first, found->second);
  };
  auto read = hegui::read::read(std::make_shared<const Source>(std::move(path), std::string(manifest)), context);
  EXPECT_TRUE(read);
  return std::move(*read.value);
}

// `kind package version code min target compile`
std::string told(const FactSet& facts) {
  std::string out;
  for (const char* path : {"subject.kind", "android.package", "android.version_name", "android.version_code",
                           "android.min_sdk", "android.target_sdk", "android.compile_sdk"})
    out += (out.empty() ? "" : " ") + words(facts, path);
  return out;
}

std::string told_of(std::string script, std::map<std::string, std::string> project = {}) {
  project["app/build.gradle"] = std::move(script);
  return told(facts_of(std::move(project)));
}

TEST(Build, GroovyAndKotlinAlike) {
  const std::string groovy =
      "apply plugin: 'com.android.application'\n"
      "android {\n  namespace 'com.x.code' // comment\n  compileSdkVersion 35\n"
      "  defaultConfig {\n    applicationId \"com.x\"\n    minSdkVersion 21; targetSdkVersion(34)\n"
      "    versionCode 7\n    versionName '1.2' /* versionName '9' */\n  }\n}\n";
  EXPECT_EQ(told_of(groovy), "app com.x 1.2 7 21 34 35");
  const FactSet facts = facts_of({{"app/build.gradle", groovy}});
  EXPECT_EQ(place(facts.cell(facts::fact("android.target_sdk"))), "app/build.gradle:7:23");
  EXPECT_EQ(records(facts, "android.components", {"name"}), std::vector<std::string>{"com.x.code.Main"});
  EXPECT_EQ(told(facts_of(
                {{"app/build.gradle.kts",
                  "plugins {\n  id(\"com.android.application\")\n  kotlin(\"android\")\n}\n"
                  "android {\n  namespace = \"com.x\"\n  compileSdk = 35\n  defaultConfig {\n"
                  "    minSdk = 21\n    targetSdk = 34\n    versionCode = 7\n    versionName = \"1.2\"\n  }\n}\n"}})),
            "app com.x 1.2 7 21 34 35")
      << "without an application id the namespace is it";
}

TEST(Build, FlutterFillsInVersionsAndKeepsItsApiLevels) {
  const std::string script =
      "plugins { id 'com.android.application' }\nandroid { defaultConfig {\n applicationId 'com.x'\n"
      " minSdkVersion flutter.minSdkVersion\n targetSdk = flutter.targetSdkVersion\n"
      " versionCode flutterVersionCode.toInteger()\n versionName = flutter.versionName\n} }\n";
  std::map<std::string, std::string> project{{"android/app/build.gradle", script}};
  const std::string path = "android/app/src/main/AndroidManifest.xml";
  EXPECT_EQ(told(facts_of(project, kApp, path)), "app com.x ? ? ? ? -");
  project["pubspec.yaml"] = "name: x\nversion: 1.2.3+45\n";
  const FactSet facts = facts_of(project, kApp, path);
  EXPECT_EQ(told(facts), "app com.x 1.2.3 45 ? ? -");
  EXPECT_EQ(place(facts.cell(facts::fact("android.version_code"))), "pubspec.yaml:2:10");
  EXPECT_EQ(place(facts.cell(facts::fact("android.min_sdk"))), "android/app/build.gradle:4:2");
  project["pubspec.yaml"] = "name: x\nversion: 1.2.3\n";
  EXPECT_EQ(told(facts_of(project, kApp, path)), "app com.x 1.2.3 ? ? ? -") << "the command line may give the number";
  project["pubspec.yaml"] = "name: [\n";
  EXPECT_EQ(told(facts_of(project, kApp, path)), "app com.x ? ? ? ? -");
}

TEST(Build, NamesAreFollowedToTheirOneDefinition) {
  const std::string script =
      "android { defaultConfig {\n applicationId = APP_ID\n minSdk =\n   libs.versions.min.sdk\n     .get()\n     "
      ".toInt()\n"
      " targetSdkVersion rootProject.ext.targetSdkVersion\n versionName versions.name\n versionCode = code()\n} }\n";
  EXPECT_EQ(told_of(script, {{"gradle/libs.versions.toml", "[versions]\nmin-sdk = \"24\"\n"},
                             {"build.gradle", "buildscript { ext { targetSdkVersion = 33 } }\n"},
                             {"gradle.properties", "APP_ID=\"com.x\"\n"},
                             {"variables.gradle", "ext.versions = [ code: 3,\n name: '2.0' ]\n"}}),
            "app com.x 2.0 ? 24 33 -");
  EXPECT_EQ(told_of(script, {{"build.gradle", "ext { targetSdkVersion = 33 }\n"},
                             {"config.gradle", "ext { targetSdkVersion = 30 }\n"}}),
            "app ? ? ? ? ? -")
      << "two definitions are none, and so is none";
  EXPECT_EQ(told_of("def name = properties['name']\nif (name == null) { name = '1.0' }\ndef major = '3.' + day()\n"
                    "android { defaultConfig { versionName name\n applicationId major } }"),
            "app ? ? - - - -")
      << "what may be something else, and what is computed";
  EXPECT_EQ(told_of("android { defaultConfig { targetSdkVersion flutter.targetSdkVersion } }",
                    {{"build.gradle", "ext { targetSdkVersion = 33 }\n"}}),
            "app - - - - ? -")
      << "what Flutter itself says stands nowhere here";
}

TEST(Build, TheCatalogGivesTextsAsWellAsNumbers) {
  const std::map<std::string, std::string> catalog{
      {"gradle/libs.versions.toml", "[versions]\napp-id = \"com.x\"\nappName = \"1.2.0\"\nappCode = \"12\"\n"}};
  EXPECT_EQ(
      told_of("android { defaultConfig {\n applicationId = libs.versions.app.id.get()\n"
              " versionName = libs.versions.appName.get()\n versionCode = libs.versions.appCode.get().toInt()\n} }",
              catalog),
      "app com.x 1.2.0 12 - - -");
  EXPECT_EQ(told_of("android { defaultConfig { versionName = libs.versions.gone.get() } }", catalog),
            "app - ? - - - -");
}

TEST(Build, PropertiesOfTheProjectAreTextsToTheEndOfTheirLines) {
  const std::map<std::string, std::string> properties{
      {"gradle.properties",
       "# versions\nshop.version_name = 1.4.1-rc \nversion_code=41\norg.gradle.jvmargs=-Xmx2g -ea\n"}};
  EXPECT_EQ(told_of("android { defaultConfig { versionName project.version_name\n"
                    " versionCode Integer.parseInt(project.version_code) } }",
                    properties),
            "app - 1.4.1-rc 41 - - -");
  EXPECT_EQ(told_of("android { defaultConfig {\n versionName = project.property(\"shop.version_name\") as String\n"
                    " versionCode = providers.gradleProperty(\"version_code\").get().toInt()\n"
                    " minSdk = (findProperty(\"gone\") as String).toInt()\n} }",
                    properties),
            "app - 1.4.1-rc 41 ? - -");
  EXPECT_EQ(told_of("android { defaultConfig { versionName = (property(\"version_code\") as String) + \".1\" } }",
                    properties),
            "app - ? - - - -");
  EXPECT_EQ(told_of("android { defaultConfig { versionName keys.getProperty(\"version_name\") } }", properties),
            "app - ? - - - -")
      << "of another file";
}

TEST(Build, LevelsMayStandInBlocksOfTheirOwn) {
  const std::map<std::string, std::string> catalog{{"gradle/libs.versions.toml", "[versions]\nmin = \"26\"\n"}};
  EXPECT_EQ(told_of("android {\n compileSdk { version = release(36) { minorApiLevel = 1 } }\n defaultConfig {\n"
                    "  minSdk { version = release(libs.versions.min.get().toInt()) }\n"
                    "  targetSdk {\n   version = release(35)\n  }\n } }",
                    catalog),
            "app - - - 26 35 36");
  EXPECT_EQ(told_of("android { defaultConfig { minSdk = 24\n targetSdk { version = preview(\"B\") } } }"),
            "app - - - 24 ? -")
      << "a preview has no number yet";
}

TEST(Build, AppliedScriptsBelongToTheModule) {
  EXPECT_EQ(told_of("apply plugin: 'com.android.application'\napply from: '../common.gradle'\n"
                    "apply from: \"$rootDir/gone.gradle\"\nandroid { defaultConfig { applicationId 'com.x' } }",
                    {{"common.gradle", "android { defaultConfig { minSdkVersion 19\n targetSdkVersion 31 } }"}}),
            "app com.x - - 19 31 -");
}

TEST(Build, WhatVariantsChangeOrScriptsComputeIsUnknown) {
  EXPECT_EQ(
      told_of("android { defaultConfig { applicationId 'com.x'\n minSdk 21\n targetSdk 34\n versionName \"1.$n\" }\n"
              " productFlavors { old { minSdk 16\n targetSdk 34\n applicationId 'com.y' } } }"),
      "app com.x ? - ? 34 -");
  EXPECT_EQ(told_of("android { productFlavors { create(\"a\") { applicationId = \"com.a\" }\n"
                    " create(\"b\") { applicationId = \"com.b\" } }\n defaultConfig { targetSdk = 30 + 4 } }"),
            "app ? - - - ? -");
}

TEST(Build, LibrariesSaySoAndScriptsThatMayBuildEitherSayNothing) {
  EXPECT_EQ(told_of("plugins { alias(libs.plugins.android.library) }\nandroid { namespace = \"com.x.lib\" }"),
            "sdk com.x.lib - - - - -");
  EXPECT_EQ(told_of("plugins { id 'shop.android-library' }"), "sdk - - - - - -");
  EXPECT_EQ(told_of("plugins { id(ShopPlugins.Library.androidCompose) }"), "sdk - - - - - -");
  EXPECT_EQ(told_of("plugins { alias(libs.plugins.shop.android.library.compose) }"), "sdk - - - - - -");
  EXPECT_EQ(told_of("plugins { id 'com.google.android.libraries.secrets' }"), "app - - - - - -");
  EXPECT_EQ(told_of("plugins { id 'shop.module' }\nconfigure<LibraryExtension> { namespace = \"com.x\" }"),
            "sdk com.x - - - - -");
  EXPECT_EQ(told_of("plugins { alias(libs.plugins.android.app) }\nandroid { namespace = \"com.x\" }",
                    {{"gradle/libs.versions.toml",
                      "[plugins]\nandroid-app = { id = \"com.android.application\", version = \"8\" }\n"}}),
            "app com.x - - - - -");
  EXPECT_EQ(told_of("plugins { id 'com.android.application' apply false }\nandroid { namespace 'com.x' }"),
            "app - - - - - -");
  EXPECT_EQ(
      told_of("if (alone) { apply plugin: 'com.android.application' } else { apply plugin: 'com.android.library' }"
              "\nandroid { namespace 'com.x' }"),
      "app - - - - - -");
}

TEST(Build, TheManifestStandsWhereTheScriptIsSilentOrMissing) {
  const std::string manifest =
      "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"com.m\" "
      "android:versionName=\"1\"><uses-sdk android:minSdkVersion=\"9\" android:targetSdkVersion=\"20\"/>"
      "<application/></manifest>";
  EXPECT_EQ(told(facts_of({{"app/build.gradle", "android { defaultConfig { targetSdk 34 } }"}}, manifest)),
            "app com.m 1 - 9 34 -");
  EXPECT_EQ(told(facts_of({}, manifest)), "app com.m 1 - 9 20 -");
  EXPECT_EQ(told(facts_of({{"old/build.gradle", "android { defaultConfig { targetSdk 34 } }"}}, manifest,
                          "old/AndroidManifest.xml")),
            "app com.m 1 - 9 34 -")
      << "sources in the folder of the module itself";
}

TEST(Build, TheTargetDecidesWhatTheManifestLeavesToThePlatform) {
  EXPECT_EQ(words(facts_of({{"app/build.gradle", "android { defaultConfig { targetSdk 34 } }"}}),
                  "android.cleartext_traffic"),
            "false");
  EXPECT_EQ(words(facts_of({{"app/build.gradle", "android { defaultConfig { targetSdk 26 } }"}}),
                  "android.cleartext_traffic"),
            "true");
  EXPECT_EQ(words(facts_of({{"app/build.gradle", "android { }"}}), "android.cleartext_traffic"), "?");
}

TEST(Build, TheApplicationIdStandsForItsPlaceholder) {
  const std::string manifest =
      "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\">"
      "<uses-permission android:name=\"${applicationId}.PUSH\"/><uses-permission android:name=\"${other}.X\"/>"
      "<permission android:name=\"${applicationId}.PUSH\"/><application/></manifest>";
  const auto names = [&](std::string script) {
    const FactSet facts = facts_of({{"app/build.gradle", std::move(script)}}, manifest);
    std::vector<std::string> out = records(facts, "permissions", {"name"});
    for (const std::string& name : records(facts, "android.defined_permissions", {"name"})) out.push_back(name);
    return out;
  };
  EXPECT_EQ(names("android { defaultConfig { applicationId 'com.x' } }"),
            (std::vector<std::string>{"com.x.PUSH", "?", "com.x.PUSH"}));
  EXPECT_EQ(names(""), (std::vector<std::string>{"${applicationId}.PUSH", "?", "${applicationId}.PUSH"}))
      << "whatever it is, it is the application's own";
  EXPECT_EQ(names("android { defaultConfig { applicationId '${applicationId}${applicationId}' } }").front(),
            "${applicationId}.PUSH");
}

TEST(Build, DependenciesThatShipAreSdks) {
  const std::map<std::string, std::string> project = {
      {"gradle/libs.versions.toml",
       "[versions]\npush = \"5.6.0\"\n[libraries]\nj-push = { module = \"cn.jiguang.sdk:jpush\", version.ref = "
       "\"push\" }\n"
       "[bundles]\nall = [\"j-push\"]\n"},
      {"app/build.gradle",
       "buildscript { dependencies { classpath 'com.umeng.umsdk:common:9' } }\n"
       "dependencies {\n  implementation 'com.tencent.bugly:crashreport:4.1.9'\n  implementation(libs.bundles.all)\n"
       "  testImplementation 'com.umeng.umsdk:common:9'\n  debugImplementation('com.umeng.umsdk:common:9')\n"
       "  // implementation 'com.umeng.umsdk:common:9'\n  compileOnly 'com.umeng.umsdk:common:9'\n"
       "  implementation project(':x')\n  previewImplementation "
       "'com.squareup.leakcanary:leakcanary-android:2.14'\n}\n"}};
  EXPECT_EQ(records(facts_of(project), "sdks", {"slug", "version", "detected"}),
            (std::vector<std::string>{"bugly 4.1.9 true", "jpush 5.6.0 true", "leakcanary 2.14 ?", "…"}));
  EXPECT_EQ(records(facts_of(project, kApp, "app/src/store/AndroidManifest.xml"), "sdks", {"slug"}),
            std::vector<std::string>{})
      << "a variant repeats nothing";
}

TEST(Build, ScriptsThatAreNoneHarmNothing) {
  for (const std::string_view script : {"}}}}{{{{", "android {", "\"", "'''", "/*", "a.b.c(", "minSdk", "= =", "\\",
                                        "android { defaultConfig { minSdk = } }", "dependencies { implementation( }"})
    EXPECT_EQ(told_of(std::string(script)).substr(0, 3), "app") << script;
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "a{";
  EXPECT_EQ(told_of(deep).substr(0, 3), "app");
}

}  // namespace
}  // namespace hegui::read
