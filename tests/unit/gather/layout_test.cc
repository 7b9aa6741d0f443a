// Which inputs below a folder make one product.
#include "layouts.h"

namespace hegui::gather {
namespace {

TEST_F(Layouts, LibraryModulesAndVariantsAddToTheAppAndDebugVariantsDoNot) {
  add("app/build.gradle", "dependencies { implementation project(':core') }");
  add("app/src/debug/AndroidManifest.xml", android("", kCamera));
  add("app/src/main/AndroidManifest.xml", android("com.x", kApp));
  add("app/src/store/AndroidManifest.xml", android("", kCamera));
  add("core/build.gradle", "dependencies { api(project(\":core:net\")) }");
  add("core/src/main/AndroidManifest.xml", android("com.x.core", "<application android:allowBackup=\"true\"/>"));
  add("core/net/build.gradle", "");
  add("core/net/src/main/AndroidManifest.xml",
      android("com.x.net", "<uses-permission android:name=\"android.permission.INTERNET\"/>"));
  add("unused/build.gradle", "");
  add("unused/src/main/AndroidManifest.xml", android("com.x.unused", kCamera));
  EXPECT_EQ(products(), (Names{"app/src/main/AndroidManifest.xml +3"}));
  EXPECT_EQ(permissions(0), (Names{"android.permission.CAMERA", "android.permission.INTERNET"}));
  EXPECT_EQ(left(), (Reasons{{"app/src/debug/AndroidManifest.xml", "variant"},
                             {"unused/src/main/AndroidManifest.xml", "part"}}));
  const facts::FactSet& core = gathered_.products[0].facts[2];
  EXPECT_EQ(core.inputs()[0].source->name(), "p/core/net/src/main/AndroidManifest.xml");
  for (const facts::FactSet& facts : gathered_.products[0].facts)
    if (facts.inputs()[0].source->name().find("/core/") != std::string::npos) {
      EXPECT_EQ(facts.cell(facts::fact("android.has_application")).origins, nullptr) << "what a library says of itself";
      EXPECT_EQ(facts.cell(facts::fact("android.package")).knowledge, facts::Knowledge::Unknown);
    }
}

TEST_F(Layouts, LibrariesOfABuildThatNamesNoneAddToItsOnlyApp) {
  add("android/app/build.gradle", "apply plugin: 'com.android.application'");
  add("android/app/src/main/AndroidManifest.xml", android("com.x", kApp));
  add("libraries/one/android/build.gradle", "");
  add("libraries/one/android/src/main/AndroidManifest.xml", android("com.x.one", kCamera));
  EXPECT_EQ(products(), (Names{"android/app/src/main/AndroidManifest.xml +1"}));
}

TEST_F(Layouts, SeveralAppsOfOneBuildTakeTheLibrariesTheyName) {
  add("buyer/build.gradle.kts", "dependencies { implementation(projects.sharedUi) }");
  add("buyer/src/main/AndroidManifest.xml", android("com.buyer", kApp));
  add("seller/build.gradle.kts", "dependencies { implementation(projects.sharedUiExtra) }");
  add("seller/src/main/AndroidManifest.xml", android("com.seller", kApp));
  add("shared-ui/build.gradle.kts", "");
  add("shared-ui/src/main/AndroidManifest.xml", android("", kCamera));
  EXPECT_EQ(products(), (Names{"buyer/src/main/AndroidManifest.xml +1", "seller/src/main/AndroidManifest.xml +0"}));
}

TEST_F(Layouts, PlatformsOfOneAppAreOneProductWhateverTheirIds) {
  add("android/app/src/main/AndroidManifest.xml", android("com.x.droid", kApp));
  add("ios/Runner/Info.plist", bundle("com.x.ios"));
  add("ios/Runner/Runner.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  add("ios/Share/Info.plist", kExtension);
  add("ios/Share/Share.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  add("ios/RunnerTests/Info.plist", bundle("com.x.tests"));
  add("ios/Podfile.lock", "PODS: []\nDEPENDENCIES: []\n");
  add("pubspec.yaml", "name: x\nenvironment: {}\ndependencies: {}\n");
  add("plugins/y/pubspec.yaml", "name: y\nenvironment: {}\ndependencies: {}\n");
  EXPECT_EQ(products(), (Names{"android/app/src/main/AndroidManifest.xml +5"}));
  EXPECT_EQ(left(), (Reasons{{"ios/RunnerTests", "tests"},
                             {"ios/Share/Share.entitlements", "part"},
                             {"plugins/y/pubspec.yaml", "unrelated"}}));
}

TEST_F(Layouts, WhatAnExtensionLoosensIsLooseAndItsNameIsItsOwn) {
  add("App/Info.plist", bundle("com.x"));
  add("Share/Info.plist", bundle("com.x.share",
                                 "<key>NSExtension</key><dict/><key>NSAppTransportSecurity</key><dict>"
                                 "<key>NSAllowsArbitraryLoads</key><true/></dict>"));
  EXPECT_EQ(products(), (Names{"App/Info.plist +1"}));
  const facts::FactSet& share = gathered_.products[0].facts[1];
  EXPECT_EQ(share.cell(facts::fact("ios.ats_arbitrary_loads")).knowledge, facts::Knowledge::Known);
  EXPECT_EQ(share.cell(facts::fact("ios.bundle_id")).knowledge, facts::Knowledge::Unknown);
}

TEST_F(Layouts, WhatToolsCopyIntoNativeProjectsIsNoFurtherApp) {
  const std::string copied =
      "<widget version=\"1.0.0\" xmlns=\"http://www.w3.org/ns/widgets\"><access origin=\"*\"/></widget>";
  add("android/app/src/main/AndroidManifest.xml", android("com.x", kApp));
  add("android/app/src/main/res/xml/config.xml", copied);
  add("ios/App/App/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  add("ios/App/App/config.xml", copied);
  add("ios/App/App-tvOS/Info.plist", bundle("org.reactjs.native.example.App-tvOS"));
  EXPECT_EQ(products(), (Names{"android/app/src/main/AndroidManifest.xml +3"}));
  EXPECT_EQ(left(), (Reasons{{"ios/App/App-tvOS/Info.plist", "other-platform"}}));
}

TEST_F(Layouts, ConfigurationsInScriptsBelongToTheirApp) {
  add("capacitor.config.ts", "const c: CapacitorConfig = { appId: 'com.x', webDir: 'www' };\nexport default c;");
  add("android/app/src/main/AndroidManifest.xml", android("com.x", kApp));
  add("ios/App/App/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  add("browser/manifest.config.ts", "export default { manifest_version: 3, name: 'x' }");
  add("web/app.config.ts", "export default defineAppConfig({ ui: {} })");
  EXPECT_EQ(products(), (Names{"android/app/src/main/AndroidManifest.xml +2"}));
  EXPECT_EQ(left(), (Reasons{{"browser/manifest.config.ts", "other-thing"}, {"web/app.config.ts", "other-thing"}}));
}

TEST_F(Layouts, AMiniGameIsFoundWithItsSettings) {
  add("minigame/game.json", R"({"deviceOrientation": "portrait"})");
  add("minigame/project.config.json", R"({"appid": "wx0123456789abcdef", "compileType": "game"})");
  add("assets/game.json", R"({"title": "of another engine"})");
  EXPECT_EQ(products(), (Names{"minigame/game.json +1"}));
}

TEST_F(Layouts, AScriptOfExpoAddsToTheAppJsonBesideIt) {
  add("app/app.json", R"({"name": "x", "slug": "x", "version": "1.0", "android": {"package": "com.x"}})");
  add("app/app.config.ts", "import 'expo/config';\nexport default ({ config }) => ({ ...config, ios: { a: 1 } });");
  EXPECT_EQ(products(), (Names{"app/app.json +1"}));
  add("other/app.config.ts", "export default { name: 'y', slug: 'y' };");
  EXPECT_EQ(products(), (Names{"app/app.json +1", "other/app.config.ts +0"}));
}

TEST_F(Layouts, ModulesForTestsAndToolsAddNothing) {
  add("app/build.gradle.kts",
      "plugins { id(\"com.android.application\") }\ndependencies {\n implementation(projects.core)\n"
      " testImplementation(projects.coreTesting)\n \"debugImplementation\"(projects.uiTest)\n"
      " androidTestImplementation(project(\":fakes\")) {\n }\n baselineProfile(projects.benchmarks)\n}\n");
  add("app/src/main/AndroidManifest.xml", android("com.x", kApp));
  for (const std::string module : {"core", "core-testing", "ui-test", "fakes", "fakes/data", "benchmarks"}) {
    add(module + "/build.gradle.kts", module == "fakes"  ? "dependencies { api(project(\":fakes:data\")) }"
                                      : module == "core" ? "kotlin { sourceSets { commonTest.dependencies { "
                                                           "implementation(project(\":fakes\")) } } }"
                                                         : "");
    add(module + "/src/main/AndroidManifest.xml", android("", kCamera));
  }
  EXPECT_EQ(products(), (Names{"app/src/main/AndroidManifest.xml +1"}));
  // A plugin of the build's own may add what no script names, and adds no tests to what ships.
  add("buildSrc/build.gradle.kts", "");
  add("settings.gradle.kts", "include(\":app\")");
  add("feature/build.gradle.kts", "");
  add("feature/src/main/AndroidManifest.xml", android("", kCamera));
  EXPECT_EQ(products(), (Names{"app/src/main/AndroidManifest.xml +2"}));
}

TEST_F(Layouts, ModulesWithoutAManifestPassOnWhatTheyUse) {
  add("android/app/build.gradle.kts", "dependencies { implementation(projects.coreDomain) }");
  add("android/app/src/main/AndroidManifest.xml", android("com.x", kApp));
  add("android/core-domain/build.gradle.kts", "dependencies { implementation(project(\":core:map\")) }");
  add("android/core/map/build.gradle.kts", "dependencies { api(project(\":gps\")) }");
  add("android/gps/build.gradle.kts", "");
  add("android/gps/src/main/AndroidManifest.xml", android("", kCamera));
  EXPECT_EQ(products(), (Names{"android/app/src/main/AndroidManifest.xml +1"}));
}

TEST_F(Layouts, PluginsOfTheBuildsOwnMayAddModulesToEachApp) {
  for (const std::string app : {"car", "phone"}) {
    add(app + "/build.gradle.kts",
        "plugins { id(\"com.x.android.application\") }\ndependencies { "
        "implementation(project(\":base\")) }");
    add(app + "/src/main/AndroidManifest.xml", android("com." + app, kApp));
  }
  for (const std::string module : {"base", "common"}) {
    add(module + "/build.gradle.kts", "");
    add(module + "/src/main/AndroidManifest.xml", android("", kCamera));
  }
  add("settings.gradle.kts", "pluginManagement { includeBuild(\"../node_modules/@react-native/gradle-plugin\") }");
  EXPECT_EQ(products(), (Names{"car/src/main/AndroidManifest.xml +1", "phone/src/main/AndroidManifest.xml +1"}));
  add("settings.gradle.kts", "pluginManagement {\n includeBuild(\"build-logic\")\n}\n");
  EXPECT_EQ(products(), (Names{"car/src/main/AndroidManifest.xml +2", "phone/src/main/AndroidManifest.xml +2"}));
  add("base/build.gradle.kts", "dependencies { testImplementation(project(\":common\")) }");
  EXPECT_EQ(products(), (Names{"car/src/main/AndroidManifest.xml +2", "phone/src/main/AndroidManifest.xml +2"}))
      << "what a test uses too may ship";
}

TEST_F(Layouts, VariantsForTestersAreLeft) {
  add("app/src/main/AndroidManifest.xml", android("com.x", kApp));
  for (const char* name : {"internal", "devRelease", "mock", "china", "device"})
    add(fmt::format("app/src/{}/AndroidManifest.xml", name), android("", kCamera));
  EXPECT_EQ(products(), (Names{"app/src/main/AndroidManifest.xml +2"}));
  EXPECT_EQ(left(), (Reasons{{"app/src/devRelease/AndroidManifest.xml", "variant"},
                             {"app/src/internal/AndroidManifest.xml", "variant"},
                             {"app/src/mock/AndroidManifest.xml", "variant"}}));
}

TEST_F(Layouts, SharedModulesAddToEachAppBuiltWithThem) {
  for (const std::string app : {"one", "two"}) {
    add(app + "/build.gradle", "dependencies { implementation project(':base') }");
    add(app + "/src/main/AndroidManifest.xml", android("com." + app, kApp));
  }
  add("base/build.gradle", "");
  add("base/src/main/AndroidManifest.xml", android("com.base", kCamera));
  add("gradle/libs.versions.toml", "[libraries]\n");
  EXPECT_EQ(products(), (Names{"one/src/main/AndroidManifest.xml +2", "two/src/main/AndroidManifest.xml +2"}));
  EXPECT_EQ(permissions(0), Names{"android.permission.CAMERA"});
  EXPECT_EQ(permissions(1), Names{"android.permission.CAMERA"});
}

TEST_F(Layouts, ProductsBesideEachOtherStayApart) {
  add("apps/rider/android/AndroidManifest.xml", android("com.rider", kApp));
  add("apps/rider/ios/Info.plist", bundle("com.rider.ios"));
  add("apps/driver-android/AndroidManifest.xml", android("com.driver", kApp));
  add("apps/driver-ios/Info.plist", bundle("com.driver.ios"));
  add("apps/shop-ios/Info.plist", bundle("com.shop.ios"));
  add("package.json", R"({"name": "all"})");
  EXPECT_EQ(products(), (Names{"apps/driver-android/AndroidManifest.xml +1",
                               "apps/rider/android/AndroidManifest.xml +1", "apps/shop-ios/Info.plist +0"}));
  EXPECT_EQ(left(), (Reasons{{"package.json", "unrelated"}}));
}

TEST_F(Layouts, AWatchAppBesideTheTelephoneAppIsLeft) {
  const std::string watch = android(
      "com.x", "<uses-feature android:name=\"android.hardware.type.watch\"/><application android:label=\"x\"/>");
  add("wear/src/main/AndroidManifest.xml", watch);
  EXPECT_EQ(products(), (Names{"wear/src/main/AndroidManifest.xml +0"}));
  add("app/src/main/AndroidManifest.xml", android("com.x", kApp));
  EXPECT_EQ(products(), (Names{"app/src/main/AndroidManifest.xml +0"}));
  EXPECT_EQ(left(), (Reasons{{"wear/src/main/AndroidManifest.xml", "other-platform"}}));
}

TEST_F(Layouts, ExamplesAreLeftUnlessThereIsNothingElse) {
  add("example/android/app/src/main/AndroidManifest.xml", android("com.example", kApp));
  add("src/ios/PrivacyInfo.xcprivacy", plist("<key>NSPrivacyTracking</key><false/>"));
  EXPECT_EQ(products(), (Names{"example/android/app/src/main/AndroidManifest.xml +1"}));
  add("app/src/main/AndroidManifest.xml", android("com.x", kApp));
  add("Example-Swift/Info.plist", bundle("com.example.swift"));
  EXPECT_EQ(products(), (Names{"app/src/main/AndroidManifest.xml +1"}));
  EXPECT_EQ(left(), (Reasons{{"Example-Swift/Info.plist", "example"},
                             {"example/android/app/src/main/AndroidManifest.xml", "example"}}));
}

TEST_F(Layouts, AProjectWithoutAnAppIsTheLibraryItIs) {
  add("core/build.gradle", "");
  add("core/src/main/AndroidManifest.xml", android("com.lib", kCamera));
  add("ui/build.gradle", "");
  add("ui/src/main/AndroidManifest.xml", android("com.lib.ui", ""));
  EXPECT_EQ(products(), (Names{"core/src/main/AndroidManifest.xml +1"}));
}

TEST_F(Layouts, WithoutAnAppTheListAtTheTopNamesTheProject) {
  add("docs/package.json", R"({"name": "docs"})");
  add("package.json", R"({"name": "all"})");
  EXPECT_EQ(products(), (Names{"package.json +1"}));
}

constexpr std::string_view kHarmonyApp = R"({"app": {"bundleName": "com.x", "versionCode": 1}})";
constexpr std::string_view kHarmonyModule = R"({"module": {"name": "entry", "type": "entry"}})";

TEST_F(Layouts, AHarmonyManifestInBothSpellingsIsReadAsDevelopersBuildIt) {
  add("AppScope/app.json", std::string(kHarmonyApp));
  add("entry/src/main/module.json", std::string(kHarmonyModule));
  EXPECT_EQ(products(), (Names{"AppScope/app.json +1"})) << "as OpenHarmony's own build takes it";
  EXPECT_EQ(left(), Reasons{});
  add("AppScope/app.json5", std::string(kHarmonyApp));
  add("entry/src/main/module.json5", std::string(kHarmonyModule));
  EXPECT_EQ(products(), (Names{"AppScope/app.json5 +1"}));
  EXPECT_EQ(left(),
            (Reasons{{"AppScope/app.json", "other-notation"}, {"entry/src/main/module.json", "other-notation"}}));
}

TEST_F(Layouts, OneDeclarationBindsAllAndSeveralBindTheirFolders) {
  add("a/app/src/main/AndroidManifest.xml", android("com.a", kApp));
  add("a/hegui.toml", "[subject]\nname = \"a\"\n");
  add("b/app/src/main/AndroidManifest.xml", android("com.b", kApp));
  EXPECT_EQ(products(), (Names{"a/hegui.toml +2"}));
  add("b/hegui.toml", "[subject]\nname = \"b\"\n");
  EXPECT_EQ(products(), (Names{"a/hegui.toml +1", "b/hegui.toml +1"}));
}

}  // namespace
}  // namespace hegui::gather
