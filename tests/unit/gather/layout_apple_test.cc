// Which property lists and Xcode projects below a folder make one product, and which are of other systems.
#include "layouts.h"

namespace hegui::gather {
namespace {

class AppleLayouts : public Layouts {
 protected:
  // What the Xcode project among the inputs of a product states.
  Names stated(std::size_t product, const Names& paths) const {
    Names out;
    for (const facts::FactSet& facts : gathered_.products[product].facts)
      for (const std::string& path : paths)
        if (facts.inputs()[0].format == "xcode-project") {
          const facts::Cell& cell = facts.cell(facts::fact(path));
          out.emplace_back(cell.knowledge == facts::Knowledge::Known ? cell.value.as_text() : "?");
        }
    return out;
  }
};

constexpr const char* kResolved = R"({"pins": [{"identity": "kit", "state": {"version": "1.0.0"}}], "version": 2})";

TEST_F(AppleLayouts, WhatXcodeWritesForAWatchBesideTheTelephoneAppIsLeft) {
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

TEST_F(AppleLayouts, AnAppForTelephonesThatIsAboutWatchesIsJudged) {
  add("Watch Shop/Info.plist",
      bundle("com.x.shop", "<key>LSRequiresIPhoneOS</key><true/><key>WKWatchOnly</key><false/>"));
  add("Watch App/Info.plist", bundle("com.x.app"));
  EXPECT_EQ(products(), (Names{"Watch Shop/Info.plist +0"}))
      << "one of two, and called as Xcode calls those of watches";
  files_ = {};
  add("Watch App/Info.plist", bundle("com.x.app"));
  EXPECT_EQ(products(), (Names{"Watch App/Info.plist +0"}));
}

TEST_F(AppleLayouts, WhatPreviewsShowIsNoProduct) {
  add("Shop/Info.plist", bundle("com.x"));
  add("Shop/Preview Content/Preview/Info.plist", bundle("com.x.preview"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +0"}));
  EXPECT_EQ(left(), (Reasons{{"Shop/Preview Content", "variant"}}));
}

TEST_F(AppleLayouts, PropertyListsOfOtherThingsAreNoErrors) {
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

TEST_F(AppleLayouts, AnXcodeProjectBelongsToTheAppBelowItOrIsIt) {
  add("Shop.xcodeproj/project.pbxproj", xcode("INFOPLIST_FILE = \"Shop/Info.plist\";"));
  add("Shop/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  add("Kit/Viewer.xcodeproj/project.pbxproj", xcode("INFOPLIST_FILE = Viewer.plist;"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1"}));
  EXPECT_EQ(left(), (Reasons{{"Kit/Viewer.xcodeproj/project.pbxproj", "part"}}));
}

TEST_F(AppleLayouts, PartsForOtherSystemsTestsAndOtherProjectsAreNotTheApps) {
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
        "T{0} = {{ name = T{0}; productType = \"com.apple.product-type.application\"; buildConfigurationList = L{0}; "
        "}}; "
        "L{0} = {{ buildConfigurations = (R{0}); }}; R{0} = {{ name = Release; buildSettings = {{ {1} }}; }};\n",
        i, apps[i]);
  }
  return fmt::format("// !$*UTF8*$!\n{{ objects = {{ P = {{ targets = ({}); }};\n{}}}; rootObject = P; }}\n", names,
                     objects);
}

TEST_F(AppleLayouts, WhatAnXcodeProjectBuildsForOtherSystemsIsLeft) {
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

TEST_F(AppleLayouts, AnXcodeProjectOfSeveralAppsTellsWhatGoesIntoWhich) {
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
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +4", "Till/Info.plist +3"}));
  EXPECT_EQ(permissions(0), (Names{"NSCameraUsageDescription", "NSCameraUsageDescription"}));
  EXPECT_EQ(permissions(1), (Names{"NSCameraUsageDescription"}));
  EXPECT_EQ(left(), (Reasons{{"Signing/Share.entitlements", "part"}}));
  for (const Product& product : gathered_.products)
    for (const facts::FactSet& facts : product.facts)
      if (facts.inputs()[0].source->name() == "p/Share/Info.plist") {
        EXPECT_EQ(facts.cell(facts::fact("ios.bundle_id")).knowledge, facts::Knowledge::Unknown) << "its own";
      }
}

TEST_F(AppleLayouts, AnInfoPlistThatSeveralSystemsShareIsJudged) {
  const std::string camera = "<key>NSCameraUsageDescription</key><string>Scans</string>";
  add("Shop.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = macosx; INFOPLIST_FILE = Shop/Info.plist;",
                                                    "SDKROOT = iphoneos; INFOPLIST_FILE = Shop/Info.plist;"}));
  add("Shop/Info.plist", bundle("com.x", camera + "<key>LSMinimumSystemVersion</key><string>13.0</string>"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1"}));
  EXPECT_EQ(permissions(0), Names{"NSCameraUsageDescription"}) << "though it shows that it is for macOS too";
  EXPECT_EQ(left(), Reasons{});
}

TEST_F(AppleLayouts, WhereAProjectDoesNotTellAnInfoPlistDoes) {
  const std::string all = " SUPPORTED_PLATFORMS = \"iphoneos macosx\";";
  add("Shop.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = macosx; INFOPLIST_FILE = Server/Info.plist;" + all,
                                                    "SDKROOT = iphoneos; INFOPLIST_FILE = Shop/Info.plist;" + all}));
  add("Server/Info.plist", bundle("com.x.server", "<key>LSUIElement</key><true/>"));
  add("Shop/Info.plist", bundle("com.x"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1"}));
  EXPECT_EQ(left(), (Reasons{{"Server/Info.plist", "other-platform"}}));
}

TEST_F(AppleLayouts, EntitlementsOfAnAppWhoseSystemIsNotToldAreItsOwn) {
  add("Shop.xcodeproj/project.pbxproj",
      xcode_apps(
          {"SDKROOT = auto; INFOPLIST_FILE = Shop/Info.plist; CODE_SIGN_ENTITLEMENTS = Signing/A.entitlements;"}));
  add("Shop/Info.plist", bundle("com.x"));
  add("Signing/A.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +2"}));
}

TEST_F(AppleLayouts, ABundleThatAProjectCallsAnAppIsOne) {
  const std::string bare = "<key>NSCameraUsageDescription</key><string>Scans</string>";
  add("Shop.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = iphoneos; INFOPLIST_FILE = One/Info.plist;",
                                                    "SDKROOT = iphoneos; INFOPLIST_FILE = Two/Info.plist;"}));
  add("One/Info.plist", bundle("com.one"));
  add("Two/Info.plist", bundle("com.two", bare));
  EXPECT_EQ(products(), (Names{"One/Info.plist +1", "Two/Info.plist +1"}));
}

TEST_F(AppleLayouts, EachAppOfAProjectIsToldWhatItsOwnTargetSets) {
  const std::string id = bundle("$(PRODUCT_BUNDLE_IDENTIFIER)");
  add("code/Shop.xcodeproj/project.pbxproj",
      xcode_apps({"INFOPLIST_FILE = Shop/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.shop; MARKETING_VERSION = 1;"
                  "IPHONEOS_DEPLOYMENT_TARGET = 15.0; GENERATE_INFOPLIST_FILE = YES;"
                  "INFOPLIST_KEY_NSCameraUsageDescription = Scans;",
                  "INFOPLIST_FILE = ../Till/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.till; MARKETING_VERSION = 2;"
                  "IPHONEOS_DEPLOYMENT_TARGET = 17.0;"}));
  add("code/Shop/Info.plist", id);
  add("Till/Info.plist", id);
  EXPECT_EQ(products(), (Names{"Till/Info.plist +1", "code/Shop/Info.plist +1"}));
  EXPECT_EQ(stated(0, {"ios.bundle_id", "ios.version", "ios.min_os"}), (Names{"com.till", "2", "17.0"}));
  EXPECT_EQ(stated(1, {"ios.bundle_id", "ios.version", "ios.min_os"}), (Names{"com.shop", "1", "15.0"}));
  EXPECT_EQ(permissions(0), Names{});
  EXPECT_EQ(permissions(1), Names{"NSCameraUsageDescription"});
  EXPECT_EQ(left(), Reasons{});
}

TEST_F(AppleLayouts, OneProductOfSeveralAppsIsToldWhatAllOfThemSet) {
  const std::string both = "SDKROOT = iphoneos; MARKETING_VERSION = 1;";
  add("Shop.xcodeproj/project.pbxproj",
      xcode_apps({both + "INFOPLIST_FILE = Shop/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.shop;",
                  both + "INFOPLIST_FILE = Dev/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.shop.dev;",
                  "INFOPLIST_FILE = Viewer/Info.plist; MARKETING_VERSION = 2;"}));
  for (const char* name : {"Shop", "Dev"})
    add(fmt::format("{}/Info.plist", name), bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  add("hegui.toml", "[subject]\nname = \"Shop\"\n");
  EXPECT_EQ(products(), (Names{"hegui.toml +3"}));
  EXPECT_EQ(stated(0, {"ios.bundle_id", "ios.version"}), (Names{"?", "1"}));
}

TEST_F(AppleLayouts, AnAppIsNotToldWhatIsSetForAnExampleBesideIt) {
  add("Shop.xcodeproj/project.pbxproj",
      xcode_apps({"SDKROOT = iphoneos; INFOPLIST_FILE = Shop/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.shop;",
                  "SDKROOT = iphoneos; INFOPLIST_FILE = Demo/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.demo;"}));
  add("Shop/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  add("Demo/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1"}));
  EXPECT_EQ(stated(0, {"ios.bundle_id"}), Names{"com.shop"});
  EXPECT_EQ(left(), (Reasons{{"Demo/Info.plist", "example"}}));
}

TEST_F(AppleLayouts, AnAppWithoutAnInfoPlistBesideOthersIsNotJudgedAloud) {
  add("Shop.xcodeproj/project.pbxproj",
      xcode_apps({"SDKROOT = iphoneos; INFOPLIST_FILE = Shop/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.shop;",
                  "SDKROOT = iphoneos; GENERATE_INFOPLIST_FILE = YES; PRODUCT_BUNDLE_IDENTIFIER = com.till;"
                  "INFOPLIST_KEY_NSCameraUsageDescription = Scans;"}));
  add("Shop/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1"}));
  EXPECT_EQ(stated(0, {"ios.bundle_id"}), Names{"com.shop"});
  EXPECT_EQ(permissions(0), Names{});
  ASSERT_EQ(gathered_.products[0].issues.size(), 1u);
  EXPECT_EQ(render(gathered_.products[0].issues[0]),
            "p/Shop.xcodeproj/project.pbxproj: warning[HG1514]: this project also builds `T1`, with an Info.plist that "
            "Xcode writes: not judged here\n  help: check the package of that app, or give it an Info.plist of its "
            "own\n");
}

TEST_F(AppleLayouts, OfTargetsThatShareAnInfoPlistWhatAllSetIsKnown) {
  const std::string both = "SDKROOT = iphoneos; INFOPLIST_FILE = Shop/Info.plist; MARKETING_VERSION = 1;";
  add("Shop.xcodeproj/project.pbxproj",
      xcode_apps({both + "PRODUCT_BUNDLE_IDENTIFIER = com.shop;", both + "PRODUCT_BUNDLE_IDENTIFIER = com.shop.dev;",
                  "INFOPLIST_FILE = Till/Info.plist; MARKETING_VERSION = 2;"}));
  add("Shop/Info.plist", bundle("$(PRODUCT_BUNDLE_IDENTIFIER)"));
  add("Till/Info.plist", bundle("com.till"));
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +1", "Till/Info.plist +1"}));
  EXPECT_EQ(stated(0, {"ios.bundle_id", "ios.version"}), (Names{"?", "1"}));
}

TEST_F(AppleLayouts, WhatLiesAroundAnAppForMacosIsNoProduct) {
  add("Desk.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = macosx; INFOPLIST_FILE = Desk/Info.plist;"}));
  add("Desk.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved", kResolved);
  add("Desk/Info.plist", bundle("com.desk"));
  add("Desk/PrivacyInfo.xcprivacy", plist("<key>NSPrivacyTracking</key><false/>"));
  add("Desk/DeskDebug.entitlements", plist("<key>com.apple.developer.icloud-services</key><string>*</string>"));
  add("Themes/Info.plist", plist("<key>CFBundleIdentifier</key><string>com.theme</string>"));
  EXPECT_EQ(products(), Names{});
  ASSERT_EQ(gathered_.issues.size(), 1u);
  EXPECT_EQ(gathered_.issues[0].code.to_string(), "HG1005");
  EXPECT_EQ(left(),
            (Reasons{{"Desk.xcodeproj/project.pbxproj", "other-platform"},
                     {"Desk.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved", "other-platform"},
                     {"Desk/DeskDebug.entitlements", "other-platform"},
                     {"Desk/Info.plist", "other-platform"},
                     {"Desk/PrivacyInfo.xcprivacy", "other-platform"},
                     {"Themes/Info.plist", "other-platform"}}));
}

TEST_F(AppleLayouts, AnAppForMacosLeavesTheOthersTheirFiles) {
  const std::string privacy = plist("<key>NSPrivacyTracking</key><false/>");
  add("mac/Shop.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = macosx; GENERATE_INFOPLIST_FILE = YES;"}));
  add("mac/PrivacyInfo.xcprivacy", privacy);
  add("android/src/main/AndroidManifest.xml", android("com.x", kApp));
  EXPECT_EQ(products(), (Names{"android/src/main/AndroidManifest.xml +0"})) << "which has no such file";
  EXPECT_EQ(left()["mac/PrivacyInfo.xcprivacy"], "other-platform");

  files_ = {};
  add("Desk.xcodeproj/project.pbxproj", xcode_apps({"SDKROOT = macosx; GENERATE_INFOPLIST_FILE = YES;"}));
  add("Desk.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved", kResolved);
  add("Shop.xcodeproj/project.pbxproj", xcode("INFOPLIST_FILE = \"Shop/Info.plist\";"));
  add("Shop/Info.plist", bundle("com.x"));
  add("PrivacyInfo.xcprivacy", privacy);
  EXPECT_EQ(products(), (Names{"Shop/Info.plist +2"})) << "a file between both";
  EXPECT_EQ(left(),
            (Reasons{{"Desk.xcodeproj/project.pbxproj", "other-platform"},
                     {"Desk.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved", "other-platform"}}));
}

TEST_F(AppleLayouts, ALibraryBesideAnAppForMacosIsNotLeft) {
  std::string project = xcode_apps({"SDKROOT = macosx;", "SDKROOT = iphoneos;"});
  project.replace(project.rfind("type.application"), 16, "type.framework");
  add("Kit.xcodeproj/project.pbxproj", project);
  add("PrivacyInfo.xcprivacy", plist("<key>NSPrivacyTracking</key><false/>"));
  EXPECT_EQ(products(), (Names{"PrivacyInfo.xcprivacy +0"}));
}

// A project with an app and these entitlements for each configuration.
std::string signed_by(std::initializer_list<std::pair<std::string_view, std::string_view>> configurations) {
  std::string names, objects;
  for (const auto& [name, settings] : configurations) {
    names += fmt::format("C{}, ", name);
    objects +=
        fmt::format("C{0} = {{ name = {0}; buildSettings = {{ SDKROOT = iphoneos; {1} }}; }};\n", name, settings);
  }
  return fmt::format(
      "// !$*UTF8*$!\n{{ objects = {{ P = {{ targets = (T); }}; T = {{ productType = "
      "\"com.apple.product-type.application\"; buildConfigurationList = L; }}; L = {{ buildConfigurations = ({}); }};\n"
      "{} }}; rootObject = P; }}\n",
      names, objects);
}

class Signing : public AppleLayouts {
 protected:
  // Why `Dev.entitlements` is left.
  std::string dev(std::initializer_list<std::pair<std::string_view, std::string_view>> configurations) {
    files_ = {};
    add("Shop.xcodeproj/project.pbxproj", signed_by(configurations));
    add("Shop/Info.plist", bundle("com.x"));
    for (const char* name : {"Shop", "Dev"})
      add(fmt::format("Shop/{}.entitlements", name), plist("<key>aps-environment</key><string>development</string>"));
    products();
    return left()["Shop/Dev.entitlements"];
  }
};

constexpr std::string_view kDev = "INFOPLIST_FILE = Shop/Info.plist; CODE_SIGN_ENTITLEMENTS = Shop/Dev.entitlements;",
                           kShop = "INFOPLIST_FILE = Shop/Info.plist; CODE_SIGN_ENTITLEMENTS = Shop/Shop.entitlements;",
                           kNone = "INFOPLIST_FILE = Shop/Info.plist;",
                           kHidden = "CODE_SIGN_ENTITLEMENTS = \"Shop/$(WHICH).entitlements\";";

TEST_F(Signing, EntitlementsThatOnlyBuildsForDevelopersNameAreLeft) {
  EXPECT_EQ(dev({{"Debug", kDev}, {"Release", kShop}}), "variant");
  EXPECT_EQ(dev({{"DebugLocal", kDev}, {"Debug", kShop}, {"Release", kNone}}), "variant");
}

TEST_F(Signing, WhereThereIsNothingElseTheyAreRead) {
  add("ShopDebug.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  EXPECT_EQ(products(), (Names{"ShopDebug.entitlements +0"}));
  EXPECT_EQ(left(), Reasons{});
}

TEST_F(Signing, EntitlementsThatAnyOtherBuildNamesOrMayNameAreNot) {
  EXPECT_EQ(dev({{"Debug", kDev}, {"Release", kDev}}), "");
  EXPECT_EQ(dev({{"Debug", kDev}, {"Release", kShop}, {"Beta", kDev}}), "");
  EXPECT_EQ(dev({{"Debug", kDev}, {"Release", kShop}, {"Beta", kHidden}}), "");
  EXPECT_EQ(dev({{"Debug", kShop}, {"Release", kShop}}), "") << "of which nothing tells";
  EXPECT_EQ(dev({{"Debug", kDev}}), "") << "the only build there is";
}

TEST_F(AppleLayouts, TheMacCatalystSideOfAProjectForSeveralPlatformsIsLeft) {
  add("Shop/Platforms/Android/AndroidManifest.xml", android("", kApp));
  add("Shop/Platforms/iOS/Info.plist", bundle(""));
  add("Shop/Platforms/MacCatalyst/Info.plist",
      bundle("", "<key>UIDeviceFamily</key><array><integer>2</integer></array>"));
  EXPECT_EQ(products(), (Names{"Shop/Platforms/Android/AndroidManifest.xml +1"}));
  EXPECT_EQ(left(), (Reasons{{"Shop/Platforms/MacCatalyst/Info.plist", "other-platform"}}));
}

TEST_F(AppleLayouts, AnAppWhoseInfoPlistIsGeneratedIsFound) {
  add("Shop.xcodeproj/project.pbxproj",
      xcode("GENERATE_INFOPLIST_FILE = YES; INFOPLIST_KEY_NSCameraUsageDescription = \"Scans codes\";"));
  add("Shop/Shop.entitlements", plist("<key>aps-environment</key><string>development</string>"));
  add("Widget/Info.plist", kExtension);
  EXPECT_EQ(products(), (Names{"Shop.xcodeproj/project.pbxproj +2"}));
  EXPECT_EQ(permissions(0), Names{"NSCameraUsageDescription"});
}

}  // namespace
}  // namespace hegui::gather
