// Xcode projects: which settings are stated, and which stay open.
#include "read/format/xcode_project.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "facts_text.h"

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

Checked<facts::FactSet> read_text(std::string text) {
  return read(std::make_shared<const Source>("App.xcodeproj/project.pbxproj", std::move(text)), {});
}

// `id version min name sharing`
std::string told(std::string text) {
  auto read = read_text(std::move(text));
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
            "? ? ? - -");
  EXPECT_EQ(told(project({{.settings = "PRODUCT_BUNDLE_IDENTIFIER = com.a;", .file = "Pods/Pods-App.release.xcconfig"}},
                         "SDKROOT = iphoneos; IPHONEOS_DEPLOYMENT_TARGET = 15.0;")),
            "com.a ? 15.0 - -")
      << "what CocoaPods writes sets none of these";
}

TEST(XcodeProject, ProjectsForOtherPlatformsAreRefused) {
  EXPECT_EQ(told(project({{.settings = "SDKROOT = macosx;"}}, "")), "HG1511");
  EXPECT_EQ(told(project({{.type = "framework", .settings = "SDKROOT = iphoneos;"}}, "")), "HG1511");
  EXPECT_EQ(told(project({{.settings = "SUPPORTED_PLATFORMS = \"appletvos appletvsimulator\";"}}, "")), "HG1511");
  EXPECT_EQ(told("{ archiveVersion = 1; objects = {}; rootObject = P; }"), "HG1511");
}

}  // namespace
}  // namespace hegui::read
