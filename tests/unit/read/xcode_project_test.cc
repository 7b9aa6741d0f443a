// Xcode projects: which settings are stated, and which stay open.
#include "read/format/xcode_project.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "facts_text.h"
#include "read/format/xcode_targets.h"

namespace hegui::read {
namespace {

using testing::place;
using testing::records;
using testing::words;

struct Target {
  std::string type = "application";
  std::string settings;
  std::string file = {};  // configuration file
};

// A project with these targets and settings of its own; Debug says other things than Release everywhere.
std::string project(std::vector<Target> targets, std::string_view settings) {
  std::string names, objects;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Target& target = targets[i];
    names += fmt::format("T{}, ", i);
    objects += fmt::format(
        "T{0} = {{ isa = PBXNativeTarget; productType = \"com.apple.product-type.{1}\"; buildConfigurationList = L{0}; "
        "}};\n"
        "L{0} = {{ buildConfigurations = (D{0}, R{0}); defaultConfigurationName = Release; }};\n"
        "D{0} = {{ name = Debug; buildSettings = {{ IPHONEOS_DEPLOYMENT_TARGET = 1.0; SDKROOT = iphoneos; }}; }};\n"
        "R{0} = {{ name = Release; {3} buildSettings = {{\n{2}\n}}; }};\n",
        i, target.type, target.settings,
        target.file.empty() ? "" : fmt::format("baseConfigurationReference = F{};", i));
    if (!target.file.empty()) objects += fmt::format("F{} = {{ path = \"{}\"; }};\n", i, target.file);
  }
  return fmt::format(
      "// !$*UTF8*$!\n{{ archiveVersion = 1; objects = {{\n{}P = {{ targets = ({}); buildConfigurationList = L; }};\n"
      "L = {{ buildConfigurations = (R); }};\nR = {{ name = Release; buildSettings = {{ {} }}; }};\n}}; rootObject = "
      "P; }}\n",
      objects, names, settings);
}

using Files = std::map<std::string, std::string>;

// With these files in the project's folder.
Checked<facts::FactSet> read_text(std::string text, Files files = {}) {
  Context context;
  context.beside = [files = std::move(files)](const Source&, std::string_view path) -> SourcePtr {
    EXPECT_TRUE(path.starts_with("../")) << path;
    const auto found = files.find(std::string(path.substr(3)));
    return found == files.end() ? nullptr : std::make_shared<const Source>(found->first, found->second);
  };
  return read(std::make_shared<const Source>("App.xcodeproj/project.pbxproj", std::move(text)), context);
}

// `id version min name sharing`
std::string told(std::string text, Files files = {}) {
  auto read = read_text(std::move(text), std::move(files));
  if (!read) return read.issues.back().code.to_string();
  std::string out;
  for (const char* path : {"ios.bundle_id", "ios.version", "ios.min_os", "ios.name", "ios.file_sharing"})
    out += (out.empty() ? "" : " ") + words(*read.value, path);
  return out;
}

TEST(XcodeProject, TheReleaseSettingsOfTheAppCountBeforeThoseOfTheProject) {
  EXPECT_EQ(told(project({{.settings = "PRODUCT_BUNDLE_IDENTIFIER = com.x; MARKETING_VERSION = 1.2;"},
                          {.type = "app-extension", .settings = "PRODUCT_BUNDLE_IDENTIFIER = com.x.share;"},
                          {.type = "bundle.unit-test", .settings = "PRODUCT_BUNDLE_IDENTIFIER = com.x.tests;"}},
                         "SDKROOT = iphoneos; IPHONEOS_DEPLOYMENT_TARGET = 15.0; MARKETING_VERSION = 9;")),
            "com.x 1.2 15.0 - -");
}

// What a project with these configurations of its app and this default states.
std::string configurations(const std::vector<std::pair<std::string_view, std::string_view>>& each,
                           std::string_view usual) {
  std::string names, objects;
  for (const auto& [name, settings] : each) {
    names += fmt::format("C{}, ", name);
    objects +=
        fmt::format("C{0} = {{ name = {0}; buildSettings = {{ SDKROOT = iphoneos; {1} }}; }};\n", name, settings);
  }
  return told(fmt::format(
      "// !$*UTF8*$!\n{{ objects = {{ {} P = {{ targets = (T); }}; T = {{ productType = \"{}\"; buildConfigurationList "
      "= L; }}; L = {{ buildConfigurations = ({}); defaultConfigurationName = {}; }}; }}; rootObject = P; }}",
      objects, ios::kApplication, names, usual));
}

TEST(XcodeProject, WithoutAReleaseConfigurationWhatAllThatShipAgreeOnIsStated) {
  constexpr std::string_view kDev = "PRODUCT_BUNDLE_IDENTIFIER = com.dev; MARKETING_VERSION = 0;",
                             kBeta = "PRODUCT_BUNDLE_IDENTIFIER = com.beta; MARKETING_VERSION = 1;",
                             kStore = "PRODUCT_BUNDLE_IDENTIFIER = com.store; MARKETING_VERSION = 1;";
  EXPECT_EQ(configurations({{"Debug", kDev}, {"Beta", kBeta}, {"Store", kStore}}, "Debug"), "? 1 ? - -");
  EXPECT_EQ(configurations({{"Debug", kDev}, {"BetaDebug", kDev}, {"Store", kStore}}, "Debug"), "com.store 1 ? - -");
  EXPECT_EQ(configurations({{"Beta", "GENERATE_INFOPLIST_FILE = YES; INFOPLIST_KEY_CFBundleDisplayName = Beta;"},
                            {"Store", "GENERATE_INFOPLIST_FILE = YES; INFOPLIST_KEY_CFBundleDisplayName = Shop;"}},
                           "Store"),
            "? ? ? ? -")
      << "it has a name";
  EXPECT_EQ(configurations({{"Debug", kDev}, {"Beta", kBeta}, {"Release", kStore}}, "Debug"), "com.store 1 ? - -");
  EXPECT_EQ(configurations({{"DebugBeta", kBeta}, {"Debug", kDev}}, "Debug"), "com.dev 0 ? - -");
  std::vector<std::pair<std::string_view, std::string_view>> many(21, {"Store", kStore});
  EXPECT_EQ(configurations(many, "Store"), "? ? ? ? ?") << "more than are read";
  many.front().first = "Release";
  EXPECT_EQ(configurations(many, "Store"), "com.store 1 ? - -");
}

TEST(XcodeProject, OfOneAppTheTargetsOfItsInfoPlistCount) {
  const auto source = std::make_shared<const Source>(
      "kit/App.xcodeproj/project.pbxproj",
      project({{.settings = "INFOPLIST_FILE = A/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.a; MARKETING_VERSION = 1;"},
               {.settings = "INFOPLIST_FILE = A/../A/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.a.dev;"
                            "MARKETING_VERSION = 1; GENERATE_INFOPLIST_FILE = YES;"
                            "INFOPLIST_KEY_NSCameraUsageDescription = Scans;"},
               {.settings = "INFOPLIST_FILE = ../kit/B.plist; PRODUCT_BUNDLE_IDENTIFIER = com.b;"},
               {.settings = "INFOPLIST_FILE = M.plist; SDKROOT = macosx;"}},
              "SDKROOT = iphoneos;"));
  const auto told = [&](const std::vector<std::string>& info_plists) {
    const auto read = ios::read_project_of(source, Context{}, info_plists);
    if (!read) return read.issues.back().code.to_string();
    return fmt::format("{} {} {}", words(*read.value, "ios.bundle_id"), words(*read.value, "ios.version"),
                       records(*read.value, "permissions", {"name"}).size());
  };
  EXPECT_EQ(told({"kit/A/Info.plist"}), "? 1 1") << "what both targets set";
  EXPECT_EQ(told({"kit/B.plist"}), "com.b ? 0");
  EXPECT_EQ(told({"kit/B.plist", "kit/A/Info.plist"}), "? ? 1") << "of a product that is both";
  EXPECT_EQ(told({"kit/M.plist"}), "HG1511");
  EXPECT_EQ(told({"A/Info.plist"}), "HG1511");
}

TEST(XcodeProject, UsageDescriptionsOfTheSettingsArePermissions) {
  auto read = read_text(project(
      {{.settings =
            "GENERATE_INFOPLIST_FILE = YES; SDKROOT = iphoneos; INFOPLIST_KEY_CFBundleDisplayName = Shop;\n"
            "INFOPLIST_KEY_NSCameraUsageDescription = \"Scans codes\"; INFOPLIST_KEY_UIFileSharingEnabled = YES;\n"
            "INFOPLIST_KEY_NSContactsUsageDescription = \"$(WHY)\";"}},
      ""));
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "permissions", {"name", "platform", "requested", "purpose"}),
            (std::vector<std::string>{"NSCameraUsageDescription ios true Scans codes",
                                      "NSContactsUsageDescription ios true ?"}));
  EXPECT_EQ(words(*read.value, "ios.name"), "Shop");
  EXPECT_EQ(words(*read.value, "ios.file_sharing"), "true");
  EXPECT_EQ(read.value->states(), facts::kIos) << "there is no other Info.plist that could say more";
}

TEST(XcodeProject, KeysOfTheInfoPlistCountOnlyWhereXcodeWritesInIt) {
  constexpr std::string_view kKeys =
      "INFOPLIST_FILE = App/Info.plist; INFOPLIST_KEY_CFBundleDisplayName = Shop; "
      "INFOPLIST_KEY_UIFileSharingEnabled = YES; INFOPLIST_KEY_NSCameraUsageDescription = Scans;";
  const auto said = [&](std::string_view generates) {
    const std::string settings = fmt::format("{}{}", generates, kKeys);
    auto read = read_text(project({{.settings = settings}}, "SDKROOT = iphoneos;"));
    return !read ? ""
                 : fmt::format("{} {} {}", words(*read.value, "ios.name"), words(*read.value, "ios.file_sharing"),
                               records(*read.value, "permissions", {"name"}).size());
  };
  EXPECT_EQ(said("GENERATE_INFOPLIST_FILE = YES; "), "Shop true 1");
  EXPECT_EQ(said("GENERATE_INFOPLIST_FILE = NO; "), "- - 0");
  EXPECT_EQ(said(""), "- - 0");
}

TEST(XcodeProject, BesideAnInfoPlistTheRestIsLeftToThat) {
  auto read = read_text(project({{.settings = "INFOPLIST_FILE = App/Info.plist; GENERATE_INFOPLIST_FILE = YES;"}},
                                "SDKROOT = iphoneos;"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value->states(), 0u);
}

TEST(XcodeProject, WhatAppsOrConfigurationFilesMaySetOtherwiseIsUnknown) {
  EXPECT_EQ(told(project({{.settings = "PRODUCT_BUNDLE_IDENTIFIER = com.a; MARKETING_VERSION = 1;"},
                          {.settings = "PRODUCT_BUNDLE_IDENTIFIER = com.b; MARKETING_VERSION = 1;"}},
                         "SDKROOT = iphoneos; IPHONEOS_DEPLOYMENT_TARGET = 15.0;")),
            "? 1 15.0 - -");
  EXPECT_EQ(told(project({{.settings = "PRODUCT_BUNDLE_IDENTIFIER = \"$(ID)\";", .file = "Config/App.xcconfig"}},
                         "SDKROOT = iphoneos; IPHONEOS_DEPLOYMENT_TARGET = 15.0;")),
            "? ? ? ? ?");
  EXPECT_EQ(told(project({{.settings = "PRODUCT_BUNDLE_IDENTIFIER = com.a;", .file = "Pods/Pods-App.release.xcconfig"}},
                         "SDKROOT = iphoneos; IPHONEOS_DEPLOYMENT_TARGET = 15.0;")),
            "com.a ? 15.0 - -")
      << "what CocoaPods writes sets none of these";
}

// What `App.xcconfig` of the only target, with these files beside it, makes of the project.
std::string configured(std::string file, Files more = {}, std::string settings = {}) {
  more.emplace("App.xcconfig", std::move(file));
  return told(project({{.settings = std::move(settings), .file = "App.xcconfig"}},
                      "SDKROOT = iphoneos; IPHONEOS_DEPLOYMENT_TARGET = 15.0; MARKETING_VERSION = 9;"),
              std::move(more));
}

TEST(XcodeSettings, AConfigurationFileStandsBetweenTargetAndProject) {
  EXPECT_EQ(configured("// PRODUCT_BUNDLE_IDENTIFIER = com.no\nPRODUCT_BUNDLE_IDENTIFIER = com.x // the id\r\n"
                       "MARKETING_VERSION=1.2\nINFOPLIST_KEY_CFBundleDisplayName = My Shop\n"
                       "GENERATE_INFOPLIST_FILE = YES\nINFOPLIST_KEY_UIFileSharingEnabled = YES\n"),
            "com.x 1.2 15.0 My Shop true");
  EXPECT_EQ(configured("MARKETING_VERSION = 1.2\nMARKETING_VERSION = 1.3\n", {}, "PRODUCT_BUNDLE_IDENTIFIER = com.t;"),
            "com.t 1.3 15.0 - -");
  EXPECT_EQ(configured("MARKETING_VERSION = 1.2\n", {}, "MARKETING_VERSION = 3;"), "? 3 15.0 - -");
}

TEST(XcodeSettings, FilesIncludeOthers) {
  EXPECT_EQ(configured("#include \"shared/Base.xcconfig\"\nMARKETING_VERSION = 2\n",
                       {{"shared/Base.xcconfig", "#include \"../Ids.xcconfig\"\nMARKETING_VERSION = 1\n"},
                        {"Ids.xcconfig", "#include \"App.xcconfig\"\nPRODUCT_BUNDLE_IDENTIFIER = com.x\n"}}),
            "com.x 2 15.0 - -")
      << "what includes itself has no more to say";
  EXPECT_EQ(configured("#include? \"Secrets.xcconfig\"\nMARKETING_VERSION = 2\n"), "? 2 ? ? ?")
      << "a file that is not here may set all that is not set after it";
  EXPECT_EQ(configured("MARKETING_VERSION = 2\n#include? \"Secrets.xcconfig\"\n"), "? ? ? ? ?");
  EXPECT_EQ(configured("#include? \"Pods/Target Support Files/Pods-App.release.xcconfig\"\n"
                       "#include \"Flutter/Generated.xcconfig\"\nPRODUCT_BUNDLE_IDENTIFIER = com.x\n"),
            "com.x 9 15.0 - -");
  EXPECT_EQ(configured("#include \"../../etc/passwd\"\nMARKETING_VERSION = 2\n"), "? 2 ? ? ?");
  Files deep;
  for (int i = 0; i < 20; ++i)
    deep[fmt::format("{}.xcconfig", i)] = fmt::format("#include \"{}.xcconfig\"\nMARKETING_VERSION = {}\n", i + 1, i);
  EXPECT_EQ(configured("#include \"0.xcconfig\"\n", deep), "? 0 ? ? ?");
}

TEST(XcodeSettings, VariablesStandForOtherSettings) {
  EXPECT_EQ(configured("ID = com.$(VENDOR)\nVENDOR = acme\nPRODUCT_BUNDLE_IDENTIFIER = ${ID}.shop\n"
                       "MARKETING_VERSION = $(inherited).1\n"),
            "com.acme.shop 9.1 15.0 - -");
  EXPECT_EQ(configured("PRODUCT_BUNDLE_IDENTIFIER = com.$(NOBODY)\n"), "? 9 15.0 - -");
  EXPECT_EQ(configured("PRODUCT_BUNDLE_IDENTIFIER = com.$(A)\nA = $(B)\nB = $(A)\n"), "? 9 15.0 - -");
  EXPECT_EQ(configured("A = shop\nPRODUCT_BUNDLE_IDENTIFIER = com.$(A:rfc1034identifier)\nMARKETING_VERSION = "
                       "$(A:upper)\n"),
            "com.shop ? 15.0 - -");
}

TEST(XcodeSettings, VariablesHaveBracketsOfAnyKindOrNone) {
  EXPECT_EQ(configured("A_1 = acme\nPRODUCT_BUNDLE_IDENTIFIER = $A_1.$[A_1].shop\nMARKETING_VERSION = $NOBODY\n"),
            "acme.acme.shop ? 15.0 - -");
  EXPECT_EQ(configured("A = b\nPRODUCT_BUNDLE_IDENTIFIER = com.$A$(A)\nMARKETING_VERSION = 1.$(A\n"), "? ? 15.0 - -");
  EXPECT_EQ(configured("GENERATE_INFOPLIST_FILE = YES\nINFOPLIST_KEY_CFBundleDisplayName = $$A for $5\n"),
            "? 9 15.0 $A for $5 -");
}

TEST(XcodeSettings, VariablesThatStandForEachOtherOftenAreLeftAsTheyAre) {
  std::string file = "PRODUCT_BUNDLE_IDENTIFIER = com.$(A0)\nA9 =\n";
  for (int i = 0; i < 9; ++i) {
    file += fmt::format("A{} = ", i);
    for (int k = 0; k < 50; ++k) file += fmt::format("$(A{})", i + 1);
    file += '\n';
  }
  EXPECT_EQ(configured(file), "? 9 15.0 - -");
}

TEST(XcodeSettings, ConditionsOfOtherSystemsDoNotCountAndUnclearOnesLeaveItOpen) {
  EXPECT_EQ(configured("MARKETING_VERSION[sdk=macosx*] = 3\nMARKETING_VERSION[sdk=iphoneos*] = 2\n"
                       "MARKETING_VERSION = 1\nPRODUCT_BUNDLE_IDENTIFIER[arch=arm64] = com.x\n"),
            "? 2 15.0 - -");
  EXPECT_EQ(configured("MARKETING_VERSION[sdk=iphoneos*][arch=arm64] = 2\nPRODUCT_BUNDLE_IDENTIFIER = \"com.x\"\n"
                       "IPHONEOS_DEPLOYMENT_TARGET = 16.0;\n"),
            "? ? ? - -");
  EXPECT_EQ(configured("", {}, "\"MARKETING_VERSION[sdk=iphoneos*]\" = 2; \"IPHONEOS_DEPLOYMENT_TARGET[sdk=x*]\" = 3;"),
            "? 2 ? - -");
}

TEST(XcodeSettings, UsageTextsOfAFileHaveTheirPlaceThere) {
  auto read = read_text(
      project({{.settings = "GENERATE_INFOPLIST_FILE = YES; SDKROOT = iphoneos;", .file = "App.xcconfig"}}, ""),
      {{"App.xcconfig", "\nINFOPLIST_KEY_NSCameraUsageDescription = Scans codes\n"}});
  ASSERT_TRUE(read);
  EXPECT_EQ(records(*read.value, "permissions", {"name", "purpose"}),
            (std::vector<std::string>{"NSCameraUsageDescription Scans codes"}));
  const facts::Item* item = read.value->cell(facts::fact("permissions")).first;
  EXPECT_EQ(resolve(item->origins->span).to_string(), "App.xcconfig:2:1");
}

TEST(XcodeSettings, GroupsOfTheListAreFolders) {
  std::string text = project({{.settings = "", .file = "App.xcconfig"}}, "SDKROOT = iphoneos;");
  const auto with = [&](std::string_view groups) {
    std::string out = text;
    return out.replace(out.find("F0 = { path"), 0, groups);
  };
  const Files files{{"App.xcconfig", "MARKETING_VERSION = 1\n"},
                    {"config/App.xcconfig", "MARKETING_VERSION = 2\n"},
                    {"top/config/App.xcconfig", "MARKETING_VERSION = 3\n"}};
  EXPECT_EQ(told(text, files), "? 1 ? - -");
  EXPECT_EQ(told(with("G = { children = (F0); path = config; sourceTree = SOURCE_ROOT; };\n"
                      "H = { children = (G); path = top; };\n"),
                 files),
            "? 2 ? - -");
  EXPECT_EQ(told(with("G = { children = (F0); path = config; sourceTree = \"<group>\"; };\n"
                      "N = { children = (G); name = Named; sourceTree = \"<group>\"; };\n"
                      "H = { children = (N); path = top; sourceTree = \"<group>\"; };\n"),
                 files),
            "? 3 ? - -");
  EXPECT_EQ(told(with("G = { children = (F0); path = config; sourceTree = SDKROOT; };\n"), files), "? ? ? ? ?");
}

TEST(XcodeProject, ProjectsForOtherPlatformsAreRefused) {
  EXPECT_EQ(told(project({{.settings = "SDKROOT = macosx;"}}, "")), "HG1511");
  EXPECT_EQ(told(project({{.type = "framework", .settings = "SDKROOT = iphoneos;"}}, "")), "HG1511");
  EXPECT_EQ(told(project({{.settings = "SUPPORTED_PLATFORMS = \"appletvos appletvsimulator\";"}}, "")), "HG1511");
  EXPECT_EQ(told("{ archiveVersion = 1; objects = {}; rootObject = P; }"), "HG1511");
}

// `path` of each file that targets name, with `!` before those for other systems and `?` where nothing tells.
std::vector<std::string> named(std::vector<Target> targets, std::string_view settings = "") {
  const auto source = std::make_shared<const Source>("App.xcodeproj/project.pbxproj", project(targets, settings));
  std::vector<std::string> out;
  for (const ios::TargetFile& file : ios::project_files(source, Context{}).files)
    out.push_back((file.phones == ios::Phones::Yes ? "" : file.phones == ios::Phones::No ? "!" : "?") + file.path);
  return out;
}

TEST(XcodeProject, TargetsTellWhichSystemTheirFilesAreFor) {
  using Paths = std::vector<std::string>;
  EXPECT_EQ(named({{.settings = "SDKROOT = iphoneos; INFOPLIST_FILE = App/Info.plist; SUPPORTS_MACCATALYST = YES;"},
                   {.settings = "SDKROOT = macosx; INFOPLIST_FILE = \"$(SRCROOT)/Mac/Info.plist\";\n"
                                "CODE_SIGN_ENTITLEMENTS = Mac/Mac.entitlements;"},
                   {.type = "app-extension", .settings = "SDKROOT = macosx; INFOPLIST_FILE = Share/Info.plist;"},
                   {.settings = "SDKROOT = watchos; INFOPLIST_FILE = \"App-Watch-App-Info.plist\";"}}),
            (Paths{"App/Info.plist", "!Mac/Info.plist", "!Mac/Mac.entitlements", "!Share/Info.plist",
                   "!App-Watch-App-Info.plist"}));
  EXPECT_EQ(named({{.settings = "SDKROOT = auto; SUPPORTED_PLATFORMS = \"iphoneos iphonesimulator macosx\";\n"
                                "INFOPLIST_FILE = App/Info.plist;"}}),
            (Paths{"App/Info.plist"}));
  EXPECT_EQ(named({{.settings = "SDKROOT = \"$(ROOT)\"; INFOPLIST_FILE = App/Info.plist;"},
                   {.settings = "INFOPLIST_FILE = \"$(WHERE)/Info.plist\";"}},
                  "SDKROOT = macosx;"),
            (Paths{"?App/Info.plist"}))
      << "what cannot be known is left to what the file says";
  EXPECT_EQ(named({{.settings = "SDKROOT = macosx; INFOPLIST_FILE = Server/Info.plist;"},
                   {.settings = "SDKROOT = iphoneos; INFOPLIST_FILE = App/Info.plist;"}},
                  "SUPPORTED_PLATFORMS = \"iphoneos iphonesimulator macosx\";"),
            (Paths{"?Server/Info.plist", "App/Info.plist"}))
      << "a list that a project has for all";
}

TEST(XcodeProject, WhatTellsItsFilesApartIsBounded) {
  std::vector<Target> targets(2'001, {.settings = "INFOPLIST_FILE = App/Info.plist;"});
  EXPECT_TRUE(named(targets).empty());
  EXPECT_EQ(told(project(targets, "SDKROOT = iphoneos;")), "HG1503");
  targets.pop_back();
  EXPECT_EQ(named(targets).size(), 2'000u);

  // Each goes into the next, and the last into the first.
  std::string names, objects;
  for (int i = 0; i < 1'000; ++i) {
    names += fmt::format("T{}, ", i);
    objects += fmt::format(
        "T{0} = {{ productType = \"{1}\"; buildConfigurationList = L; dependencies = (N{0}); }};\n"
        "N{0} = {{ target = T{2}; }};\n",
        i, ios::kApplication, (i + 1) % 1'000);
  }
  const auto source = std::make_shared<const Source>(
      "App.xcodeproj/project.pbxproj",
      fmt::format("{{ objects = {{ {} P = {{ targets = ({}); }}; L = {{ buildConfigurations = (R); }}; R = {{ name = "
                  "Release; buildSettings = {{ INFOPLIST_FILE = A.plist; }}; }}; }}; rootObject = P; }}",
                  objects, names));
  EXPECT_TRUE(ios::project_files(source, Context{}).files.empty());
}

}  // namespace
}  // namespace hegui::read
