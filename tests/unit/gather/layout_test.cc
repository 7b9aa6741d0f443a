// Which inputs below a folder make one product. Each project is written as its files' paths.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "gather/gather.h"

namespace hegui::gather {
namespace {

std::string android(std::string_view package, std::string_view inside) {
  const std::string named = package.empty() ? "" : fmt::format(" package=\"{}\"", package);
  return fmt::format("<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\"{}>{}</manifest>", named,
                     inside);
}

constexpr std::string_view kApp = "<application android:label=\"x\"/>";
constexpr std::string_view kCamera = "<uses-permission android:name=\"android.permission.CAMERA\"/>";

std::string plist(std::string_view inside) {
  return fmt::format("<?xml version=\"1.0\"?><plist version=\"1.0\"><dict>{}</dict></plist>", inside);
}

std::string bundle(std::string_view id, std::string_view more = "<key>LSRequiresIPhoneOS</key><true/>") {
  return plist(fmt::format("<key>CFBundleIdentifier</key><string>{}</string>{}", id, more));
}

const std::string kExtension = bundle("$(PRODUCT_BUNDLE_IDENTIFIER)", "<key>NSExtension</key><dict/>");

class Layouts : public testing::Test {
 protected:
  void add(const std::string& path, std::string text) { files_.add("p/" + path, std::move(text)); }

  // `first input +number of others` of each product.
  std::vector<std::string> products() {
    gathered_ = gather(std::vector<std::string>{"p"}, files_, read::Context{}, nullptr);
    std::vector<std::string> out;
    for (const Product& product : gathered_.products)
      out.push_back(fmt::format("{} +{}", product.name.substr(2), product.facts.size() - 1));
    return out;
  }

  // Of the last `products()`: path to reason.
  std::map<std::string, std::string> left() const {
    std::map<std::string, std::string> out;
    for (const Folder& folder : gathered_.folders)
      for (const Left& each : folder.left) out[each.path.substr(2)] = name(each.why);
    return out;
  }

  std::vector<std::string> permissions(std::size_t product) const {
    std::vector<std::string> out;
    for (const facts::FactSet& facts : gathered_.products[product].facts)
      for (const facts::Item* item = facts.cell(facts::fact("permissions")).first; item != nullptr; item = item->next)
        out.emplace_back(facts::FactSet::cell(*item, facts::fact("permissions[].name")).value.as_text());
    return out;
  }

  MemoryFileSystem files_;
  Gathered gathered_;
};

using Names = std::vector<std::string>;
using Reasons = std::map<std::string, std::string>;

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

TEST_F(Layouts, WhatXcodeWritesForAWatchBesideTheTelephoneAppIsLeft) {
  const std::string modes = "<key>UIBackgroundModes</key><array/>";
  add("Shop/Info.plist", bundle("com.x"));
  add("Shop-Watch-App-Info.plist", bundle("com.x.watch", modes));
  add("Shop Watch App/Info.plist", bundle("com.x.watchkitapp", modes));
  add("Wrist/Info.plist", bundle("com.x.wrist", modes + "<key>WKRunsIndependentlyOfCompanionApp</key><true/>"));
  add("Extension/Info.plist", bundle("com.x.extension",
                                     "<key>NSExtension</key><dict><key>NSExtensionPointIdentifier"
                                     "</key><string>com.apple.watchkit</string></dict>"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +0"}));
  EXPECT_EQ(left(), (Reasons{{"Extension/Info.plist", "other-platform"},
                             {"Shop Watch App/Info.plist", "other-platform"},
                             {"Shop-Watch-App-Info.plist", "other-platform"},
                             {"Wrist/Info.plist", "other-platform"}}));
}

TEST_F(Layouts, AnAppForTelephonesThatIsAboutWatchesIsJudged) {
  add("Watch Shop/Info.plist",
      bundle("com.x.shop", "<key>LSRequiresIPhoneOS</key><true/><key>WKWatchOnly</key><false/>"));
  add("Watch App/Info.plist", bundle("com.x.app"));
  EXPECT_EQ(products(), (Names{"Watch Shop/Info.plist +0"}))
      << "one of two, and called as Xcode calls those of watches";
  files_ = {};
  add("Watch App/Info.plist", bundle("com.x.app"));
  EXPECT_EQ(products(), (Names{"Watch App/Info.plist +0"}));
}

TEST_F(Layouts, WhatPreviewsShowIsNoProduct) {
  add("Shop/Info.plist", bundle("com.x"));
  add("Shop/Preview Content/Preview/Info.plist", bundle("com.x.preview"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +0"}));
  EXPECT_EQ(left(), (Reasons{{"Shop/Preview Content", "variant"}}));
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

TEST_F(Layouts, PropertyListsOfOtherThingsAreNoErrors) {
  add("App/App-Info.plist", bundle("com.x"));
  add("App/GoogleService-Info.plist", plist("<key>API_KEY</key><string>k</string>"));
  add("App/Mac.entitlements", plist("<key>com.apple.security.app-sandbox</key><true/>"));
  add("App/AppDebug.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  add("App/App.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  add("Mystery/Info.plist", plist("<key>CFBundleIdentifier</key><string>com.mystery</string>"));
  add("Watch/Info.plist", bundle("com.x.watch", "<key>WKApplication</key><true/>"));
  EXPECT_EQ(products(), (Names{"App/App-Info.plist +2"})) << "a bundle that does not say what it is adds to the app";
  EXPECT_TRUE(gathered_.issues.empty());
  EXPECT_EQ(left(), (Reasons{{"App/AppDebug.entitlements", "variant"},
                             {"App/GoogleService-Info.plist", "other-thing"},
                             {"App/Mac.entitlements", "other-platform"},
                             {"Watch/Info.plist", "other-platform"}}));
}

std::string xcode(std::string_view settings) {
  return fmt::format(
      "// !$*UTF8*$!\n{{ objects = {{ P = {{ targets = (T); }}; T = {{ productType = "
      "\"com.apple.product-type.application\"; "
      "buildConfigurationList = L; }}; L = {{ buildConfigurations = (R); }}; R = {{ name = Release; buildSettings = {{ "
      "SDKROOT = iphoneos; {} }}; }}; }}; rootObject = P; }}\n",
      settings);
}

TEST_F(Layouts, AnXcodeProjectBelongsToTheAppBelowItOrIsIt) {
  add("Shop.xcodeproj/project.pbxproj", xcode("INFOPLIST_FILE = \"Shop/Info.plist\";"));
  add("Shop/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  add("Kit/Viewer.xcodeproj/project.pbxproj", xcode("INFOPLIST_FILE = Viewer.plist;"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1"}));
  EXPECT_EQ(left(), (Reasons{{"Kit/Viewer.xcodeproj/project.pbxproj", "part"}}));
}

TEST_F(Layouts, PartsForOtherSystemsTestsAndOtherProjectsAreNotTheApps) {
  add("Shop.xcodeproj/project.pbxproj", xcode("INFOPLIST_FILE = \"Shop/Info.plist\";"));
  add("Shop/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  add("Share/Info.plist", kExtension);
  add("WatchWidgets/Info.plist", kExtension);
  add("MacBridge/Resources/Info.plist", bundle("com.x.bridge", ""));
  add("ShopTests copy-Info.plist", bundle("com.x.tests", ""));
  add("kit/Viewer/Viewer.xcodeproj/project.pbxproj", xcode("INFOPLIST_FILE = Viewer.plist;"));
  add("kit/Viewer/Resources/Info.plist", bundle("com.x.viewer", ""));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +2"}));
  EXPECT_EQ(left(), (Reasons{{"MacBridge/Resources/Info.plist", "other-platform"},
                             {"ShopTests copy-Info.plist", "tests"},
                             {"WatchWidgets/Info.plist", "other-platform"},
                             {"kit/Viewer/Resources/Info.plist", "part"},
                             {"kit/Viewer/Viewer.xcodeproj/project.pbxproj", "part"}}));
}

// A project with an app for each of these settings.
std::string xcode_apps(std::vector<std::string> apps) {
  std::string names, objects;
  for (std::size_t i = 0; i < apps.size(); ++i) {
    names += fmt::format("T{}, ", i);
    objects += fmt::format(
        "T{0} = {{ productType = \"com.apple.product-type.application\"; buildConfigurationList = L{0}; }}; "
        "L{0} = {{ buildConfigurations = (R{0}); }}; R{0} = {{ name = Release; buildSettings = {{ {1} }}; }};\n",
        i, apps[i]);
  }
  return fmt::format("// !$*UTF8*$!\n{{ objects = {{ P = {{ targets = ({}); }};\n{}}}; rootObject = P; }}\n", names,
                     objects);
}

TEST_F(Layouts, WhatAnXcodeProjectBuildsForOtherSystemsIsLeft) {
  const std::string plain =
      bundle("$(PRODUCT_BUNDLE_IDENTIFIER)", "<key>CFBundlePackageType</key><string>APPL</string>");
  add("Shop.xcodeproj/project.pbxproj",
      xcode_apps(
          {"SDKROOT = iphoneos; INFOPLIST_FILE = Phone/Info.plist;",
           "SDKROOT = macosx; INFOPLIST_FILE = Desk/Info.plist; CODE_SIGN_ENTITLEMENTS = Desk/Shop.entitlements;",
           "SDKROOT = watchos; INFOPLIST_FILE = \"Wrist-Info.plist\";"}));
  add("Phone/Info.plist", plain);
  add("Desk/Info.plist", plain);
  add("Desk/Shop.entitlements", plist("<key>com.apple.developer.icloud-services</key><string>*</string>"));
  add("Wrist-Info.plist", bundle("com.x.watch", "<key>UIBackgroundModes</key><array/>"));
  EXPECT_EQ(products(), (Names{"Phone/Info.plist +1"}));
  EXPECT_EQ(left(), (Reasons{{"Desk/Info.plist", "other-platform"},
                             {"Desk/Shop.entitlements", "other-platform"},
                             {"Wrist-Info.plist", "other-platform"}}));
  EXPECT_TRUE(gathered_.issues.empty());
}

TEST_F(Layouts, AnXcodeProjectOfSeveralAppsTellsWhatGoesIntoWhich) {
  const std::string types = "com.apple.product-type.";
  std::string objects;
  const auto target = [&](std::string_view id, std::string_view type, std::string_view needs, std::string_view name) {
    objects += fmt::format(
        "{0} = {{ productType = \"{1}{2}\"; buildConfigurationList = L{0}; dependencies = ({3}); }}; N{0} = {{ target "
        "= "
        "{0}; }}; L{0} = {{ buildConfigurations = (R{0}); }}; R{0} = {{ name = Release; buildSettings = {{ SDKROOT = "
        "iphoneos; INFOPLIST_FILE = {4}/Info.plist; CODE_SIGN_ENTITLEMENTS = Signing/{4}.entitlements; }}; }};\n",
        id, types, type, needs, name);
  };
  target("A", "application", "NS, NW", "Shop");
  target("B", "application", "NS", "Till");
  target("S", "app-extension", "", "Share");
  target("W", "app-extension", "", "Widget");
  add("Shop.xcodeproj/project.pbxproj",
      "// !$*UTF8*$!\n{ objects = { P = { targets = (A, B, S, W); };\n" + objects + "}; rootObject = P; }\n");
  const auto scanning = [](const std::string& id) {
    return bundle(id, "<key>NSExtension</key><dict/><key>NSCameraUsageDescription</key><string>Scans</string>");
  };
  add("Share/Info.plist", scanning("com.x.share"));
  add("Shop/Info.plist", bundle("com.shop"));
  add("Till/Info.plist", bundle("com.till"));
  add("Widget/Info.plist", scanning("com.x.widget"));
  for (const char* name : {"Shop", "Till", "Share"})
    add(fmt::format("Signing/{}.entitlements", name), plist("<key>aps-environment</key><string>development</string>"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +3", "Till/Info.plist +2"}));
  EXPECT_EQ(permissions(0), (Names{"NSCameraUsageDescription", "NSCameraUsageDescription"}));
  EXPECT_EQ(permissions(1), (Names{"NSCameraUsageDescription"}));
  EXPECT_EQ(left(), (Reasons{{"Shop.xcodeproj/project.pbxproj", "unrelated"}, {"Signing/Share.entitlements", "part"}}));
  for (const Product& product : gathered_.products)
    for (const facts::FactSet& facts : product.facts)
      if (facts.inputs()[0].source->name() == "p/Share/Info.plist") {
        EXPECT_EQ(facts.cell(facts::fact("ios.bundle_id")).knowledge, facts::Knowledge::Unknown) << "its own";
      }
}

TEST_F(Layouts, AnInfoPlistThatSeveralSystemsShareIsJudged) {
  const std::string camera = "<key>NSCameraUsageDescription</key><string>Scans</string>";
  add("Shop.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = macosx; INFOPLIST_FILE = Shop/Info.plist;",
                                                    "SDKROOT = iphoneos; INFOPLIST_FILE = Shop/Info.plist;"}));
  add("Shop/Info.plist", bundle("com.x", camera + "<key>LSMinimumSystemVersion</key><string>13.0</string>"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1"}));
  EXPECT_EQ(permissions(0), Names{"NSCameraUsageDescription"}) << "though it shows that it is for macOS too";
  EXPECT_EQ(left(), Reasons{});
}

TEST_F(Layouts, WhereAProjectDoesNotTellAnInfoPlistDoes) {
  const std::string all = " SUPPORTED_PLATFORMS = \"iphoneos macosx\";";
  add("Shop.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = macosx; INFOPLIST_FILE = Server/Info.plist;" + all,
                                                    "SDKROOT = iphoneos; INFOPLIST_FILE = Shop/Info.plist;" + all}));
  add("Server/Info.plist", bundle("com.x.server", "<key>LSUIElement</key><true/>"));
  add("Shop/Info.plist", bundle("com.x"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1"}));
  EXPECT_EQ(left(), (Reasons{{"Server/Info.plist", "other-platform"}}));
}

TEST_F(Layouts, EntitlementsOfAnAppWhoseSystemIsNotToldAreItsOwn) {
  add("Shop.xcodeproj/project.pbxproj",
      xcode_apps(
          {"SDKROOT = auto; INFOPLIST_FILE = Shop/Info.plist; CODE_SIGN_ENTITLEMENTS = Signing/A.entitlements;"}));
  add("Shop/Info.plist", bundle("com.x"));
  add("Signing/A.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +2"}));
}

TEST_F(Layouts, ABundleThatAProjectCallsAnAppIsOne) {
  const std::string bare = "<key>NSCameraUsageDescription</key><string>Scans</string>";
  add("Shop.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = iphoneos; INFOPLIST_FILE = One/Info.plist;",
                                                    "SDKROOT = iphoneos; INFOPLIST_FILE = Two/Info.plist;"}));
  add("One/Info.plist", bundle("com.one"));
  add("Two/Info.plist", bundle("com.two", bare));
  EXPECT_EQ(products(), (Names{"One/Info.plist +0", "Two/Info.plist +0"}));
}

TEST_F(Layouts, AnAppWhoseInfoPlistIsGeneratedIsFound) {
  add("Shop.xcodeproj/project.pbxproj",
      xcode("GENERATE_INFOPLIST_FILE = YES; INFOPLIST_KEY_NSCameraUsageDescription = \"Scans codes\";"));
  add("Shop/Shop.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  add("Widget/Info.plist", kExtension);
  EXPECT_EQ(products(), (Names{"Shop.xcodeproj/project.pbxproj +2"}));
  EXPECT_EQ(permissions(0), Names{"NSCameraUsageDescription"});
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
