// Facts of iOS files: what each property list says and leaves open, packages, and what is refused.
#include <gtest/gtest.h>

#include "android_bytes.h"
#include "facts/subject.h"
#include "plist_bytes.h"
#include "read/format.h"

namespace hegui::read {
namespace {

using facts::fact;
using facts::FactSet;
using facts::Item;
using facts::Knowledge;
using Lines = std::vector<std::string>;

Checked<FactSet> read_bytes(std::string bytes, std::string name = "Info.plist") {
  return read(std::make_shared<const Source>(std::move(name), std::move(bytes)), {});
}

std::string plist(const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\">\n<dict>\n" + inside +
         "</dict>\n</plist>\n";
}

// The facts of a dictionary with this inside.
FactSet facts_of(const std::string& inside, std::string name = "Info.plist") {
  auto read = read_bytes(plist(inside), std::move(name));
  EXPECT_TRUE(read) << render(read.issues.back());
  return std::move(*read.value);
}

// An app's Info.plist with this added.
FactSet app_with(const std::string& inside) {
  return facts_of("<key>CFBundleIdentifier</key><string>com.example.app</string>\n" + inside);
}

// A cell in words: `-` nothing said, `?` stated but unreadable, lists in brackets with `…` when open.
std::string words(const facts::Cell& cell) {
  if (cell.knowledge != Knowledge::Known) return cell.unreadable ? "?" : "-";
  if (cell.value.is(value::Kind::Bool)) return cell.value.as_bool() ? "true" : "false";
  if (cell.value.is(value::Kind::String)) return std::string(cell.value.as_text());
  if (cell.value.is(value::Kind::Timestamp)) return std::to_string(cell.value.seconds() / 86400);
  if (!cell.value.is(value::Kind::List)) return std::to_string(cell.count) + (cell.open ? "…" : "");
  std::string out = "[";
  for (const value::Value& item : cell.value.as_list().items)
    out.append(out.size() > 1 ? " " : "").append(item.as_text());
  return out + (cell.open ? "…]" : "]");
}

std::string words(const FactSet& set, const char* path) { return words(set.cell(fact(path))); }

std::string place(const facts::Cell& cell) {
  return cell.origins == nullptr ? "" : resolve(cell.origins->span).to_string();
}

// One line per record: the fields named, separated by bars.
Lines records(const FactSet& set, const std::string& list, const std::vector<std::string>& fields) {
  Lines out;
  for (const Item* item = set.cell(fact(list)).first; item != nullptr; item = item->next) {
    std::string line;
    for (const std::string& field : fields)
      line.append(line.empty() ? "" : "|").append(words(FactSet::cell(*item, fact(list + "[]." + field))));
    out.push_back(line);
  }
  return out;
}

TEST(IosInfo, IdentityNamesAndSystems) {
  const FactSet set = facts_of(
      "<key>CFBundleIdentifier</key><string>com.example.app</string><key>CFBundleName</key><string>short</string>"
      "<key>CFBundleDisplayName</key><string>示例</string><key>CFBundleShortVersionString</key><string>2.1</string>"
      "<key>CFBundleVersion</key><string>77</string><key>CFBundlePackageType</key><string>APPL</string>"
      "<key>DTPlatformName</key><string>iphoneos</string><key>DTPlatformVersion</key><string>26.0</string>"
      "<key>MinimumOSVersion</key><string>15.0</string><key>UIFileSharingEnabled</key><true/>");
  EXPECT_EQ(words(set, "ios.bundle_id"), "com.example.app");
  EXPECT_EQ(words(set, "ios.name"), "示例");
  EXPECT_EQ(words(set, "ios.version"), "2.1");
  EXPECT_EQ(words(set, "ios.build"), "77");
  EXPECT_EQ(words(set, "ios.bundle_kinds"), "[application]");
  EXPECT_EQ(words(set, "ios.min_os"), "15.0");
  EXPECT_EQ(words(set, "ios.sdk_version"), "26.0");
  EXPECT_EQ(words(set, "ios.file_sharing"), "true");
}

TEST(IosInfo, VariablesAreUnknownWithTheirPlace) {
  const FactSet set = facts_of(
      "<key>CFBundleIdentifier</key>\n<string>$(PRODUCT_BUNDLE_IDENTIFIER)</string>\n"
      "<key>CFBundleShortVersionString</key><string>${MARKETING_VERSION}</string>\n"
      "<key>UIFileSharingEnabled</key><string>$(SHARE)</string>\n"
      "<key>CFBundleURLTypes</key><array><dict><key>CFBundleURLSchemes</key><array><string>$(SCHEME)</string>"
      "<string>mine</string></array></dict></array>"
      "<key>CFBundlePackageType</key><string>$(PRODUCT_BUNDLE_PACKAGE_TYPE)</string>");
  EXPECT_EQ(words(set, "ios.bundle_id"), "?");
  EXPECT_EQ(place(set.cell(fact("ios.bundle_id"))), "Info.plist:5:1");
  EXPECT_EQ(words(set, "ios.version"), "?");
  EXPECT_EQ(words(set, "ios.file_sharing"), "?");
  EXPECT_EQ(words(set, "ios.url_schemes"), "[mine…]");
  EXPECT_EQ(words(set, "ios.min_os"), "?");
}

TEST(IosInfo, TextsBesideTheFileInALanguageOfTheMarketStandForItsOwn) {
  Context context;
  context.beside = [](const Source&, std::string_view path) -> SourcePtr {
    if (path != "../Resources/zh-Hans.lproj/InfoPlist.strings") return nullptr;
    return std::make_shared<const Source>("zh-Hans.lproj/InfoPlist.strings",
                                          "\"NSCameraUsageDescription\" = \"用于扫码登录\";\n");
  };
  const auto read = hegui::read::read(
      std::make_shared<const Source>(
          "Info.plist",
          "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>CFBundleIdentifier</key>"
          "<string>com.x</string><key>NSCameraUsageDescription</key><string></string></dict></plist>"),
      context);
  ASSERT_TRUE(read);
  const facts::Item* camera = read.value->cell(facts::fact("permissions")).first;
  ASSERT_NE(camera, nullptr);
  const facts::Cell& purpose = FactSet::cell(*camera, facts::fact("permissions[].purpose"));
  EXPECT_EQ(purpose.value.as_text(), "用于扫码登录");
  EXPECT_EQ(resolve(purpose.origins->span).to_string(), "zh-Hans.lproj/InfoPlist.strings:1:30");
}

TEST(IosInfo, TextsOfAStringCatalogStandForTheFilesOwn) {
  const auto purpose = [](std::string languages) {
    Context context;
    context.beside = [=](const Source&, std::string_view path) -> SourcePtr {
      if (path != "InfoPlist.xcstrings") return nullptr;
      return std::make_shared<const Source>(
          "InfoPlist.xcstrings",
          R"({"sourceLanguage": "en", "strings": {"NSCameraUsageDescription": {"localizations": )" + languages + "}}}");
    };
    const auto read =
        hegui::read::read(std::make_shared<const Source>(
                              "Info.plist",
                              "<plist version=\"1.0\"><dict><key>CFBundleIdentifier</key><string>com.x</string>"
                              "<key>NSCameraUsageDescription</key><string>own</string></dict></plist>"),
                          context);
    const facts::Cell& cell =
        FactSet::cell(*read.value->cell(fact("permissions")).first, fact("permissions[].purpose"));
    return std::string(cell.value.as_text()) + " " + resolve(cell.origins->span).to_string();
  };
  EXPECT_EQ(
      purpose(
          R"({"en": {"stringUnit": {"value": "scan"}}, "zh-Hans": {"stringUnit": {"state": "translated", "value": "扫码"}}})"),
      "扫码 InfoPlist.xcstrings:1:185");
  EXPECT_EQ(purpose(R"({"en": {"stringUnit": {"value": "scan"}}})"), "own Info.plist:1:114");
  EXPECT_EQ(purpose(R"({"zh-Hans": {"stringUnit": 3}})"), "own Info.plist:1:114");
  EXPECT_EQ(purpose("]"), "own Info.plist:1:114");
}

TEST(IosInfo, UsageDescriptionsArePermissions) {
  const FactSet set = app_with(
      "<key>NSCameraUsageDescription</key>\n<string>用于扫描二维码登录</string>\n"
      "<key>NSMicrophoneUsageDescription</key>\n<string></string>\n"
      "<key>NSContactsUsageDescription</key><string>$(CONTACTS_TEXT)</string>"
      "<key>NSSiriUsageDescription</key><string>$(PRODUCT_NAME) 用语音下单</string>"
      "<key>NSMotionUsageDescription</key><true/>"
      "<key>NSDocumentsFolderUsageDescription</key><string></string>"  // of macOS
      "<key>NSLocationTemporaryUsageDescriptionDictionary</key><dict><key>a</key><string>导航</string><key>b</key>"
      "<string> </string></dict>");
  EXPECT_EQ(
      records(set, "permissions", {"name", "platform", "requested", "purpose"}),
      (Lines{"NSCameraUsageDescription|ios|true|用于扫描二维码登录", "NSMicrophoneUsageDescription|ios|true|",
             "NSContactsUsageDescription|ios|true|?", "NSSiriUsageDescription|ios|true|$(PRODUCT_NAME) 用语音下单",
             "NSMotionUsageDescription|ios|true|?", "NSLocationTemporaryUsageDescriptionDictionary|ios|true|"}));
  EXPECT_EQ(words(set, "permissions"), "6");
  const Item* first = set.cell(fact("permissions")).first;
  EXPECT_EQ(place(FactSet::cell(*first, fact("permissions[].purpose"))), "Info.plist:6:1");
}

TEST(IosInfo, AFileTheBuildCompletesLeavesOpenWhatItDoesNotSay) {
  const FactSet set = facts_of("<key>UIBackgroundModes</key><array><string>audio</string></array>");
  EXPECT_EQ(words(set, "permissions"), "0…");
  for (const char* path :
       {"ios.bundle_id", "ios.name", "ios.version", "ios.min_os", "ios.sdk_version", "ios.file_sharing"})
    EXPECT_EQ(words(set, path), "?") << path;
  EXPECT_EQ(words(set, "ios.background_modes"), "[audio]");
  EXPECT_EQ(words(app_with(""), "permissions"), "0");
  EXPECT_EQ(words(app_with(""), "ios.file_sharing"), "-");
}

std::string transport(const std::string& inside) {
  return "<key>NSAppTransportSecurity</key><dict>" + inside + "</dict>";
}

TEST(IosInfo, TransportSecurity) {
  const std::string all = "<key>NSAllowsArbitraryLoads</key><true/>";
  EXPECT_EQ(words(app_with(""), "ios.ats_arbitrary_loads"), "-");
  EXPECT_EQ(words(app_with(transport(all)), "ios.ats_arbitrary_loads"), "true");
  for (const char* key :
       {"NSAllowsArbitraryLoadsInWebContent", "NSAllowsArbitraryLoadsForMedia", "NSAllowsLocalNetworking"})
    EXPECT_EQ(words(app_with(transport(all + "<key>" + key + "</key><false/>")), "ios.ats_arbitrary_loads"), "false")
        << key;
  EXPECT_EQ(
      words(app_with(transport("<key>NSAllowsArbitraryLoads</key><string>$(ATS)</string>")), "ios.ats_arbitrary_loads"),
      "?");
  const FactSet set = app_with(
      transport("<key>NSAllowsArbitraryLoadsForMedia</key><true/><key>NSExceptionDomains</key><dict>"
                "<key>a.example</key><dict><key>NSExceptionAllowsInsecureHTTPLoads</key><true/></dict>"
                "<key>b.example</key><dict><key>NSTemporaryExceptionAllowsInsecureHTTPLoads</key><true/>"
                "<key>NSExceptionMinimumTLSVersion</key><string>TLSv1.0</string></dict>"
                "<key>c.example</key><dict><key>NSExceptionRequiresForwardSecrecy</key><false/></dict></dict>"));
  EXPECT_EQ(words(set, "ios.ats_media"), "true");
  EXPECT_EQ(words(set, "ios.ats_exception_domains"), "[a.example b.example]");
  EXPECT_EQ(records(set, "ios.ats_domains", {"name", "minimum_tls", "forward_secrecy"}),
            (Lines{"a.example|-|true", "b.example|TLSv1.0|true", "c.example|-|false"}));
}

TEST(IosInfo, WrongTypesAreToldAndUnknown) {
  auto read =
      read_bytes(plist("<key>CFBundleIdentifier</key><string>a.b</string>\n<key>UIFileSharingEnabled</key>\n<array/>\n"
                       "<key>UIBackgroundModes</key><dict/><key>NSAppTransportSecurity</key><true/>"));
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "ios.file_sharing"), "?");
  EXPECT_EQ(words(*read.value, "ios.ats_arbitrary_loads"), "?");
  ASSERT_EQ(read.issues.size(), 3u);
  for (const Diagnostic& issue : read.issues) EXPECT_EQ(issue.code.to_string(), "HG1512");
}

TEST(IosInfo, EveryNotationAndBinaryPlaces) {
  using testing::ascii;
  const std::string binary =
      testing::binary_plist({testing::dictionary({1, 2}, {3, 4}), ascii("CFBundleIdentifier"),
                             ascii("NSCameraUsageDescription"), ascii("com.example.app"), ascii("")});
  for (const std::string& bytes :
       {binary, std::string("{ CFBundleIdentifier = com.example.app; NSCameraUsageDescription = \"\"; }")}) {
    auto read = read_bytes(bytes, "some-file");
    ASSERT_TRUE(read) << render(read.issues.back());
    EXPECT_EQ(words(*read.value, "ios.bundle_id"), "com.example.app");
    EXPECT_EQ(records(*read.value, "permissions", {"name", "purpose"}), Lines{"NSCameraUsageDescription|"});
  }
  const auto read = read_bytes(binary);
  EXPECT_EQ(place(read.value->cell(fact("ios.bundle_id"))), "Info.plist: /CFBundleIdentifier");
}

TEST(IosEntitlements, SourceAndProfile) {
  const std::string list =
      "<key>get-task-allow</key><true/><key>aps-environment</key><string>development</string>"
      "<key>application-identifier</key><string>ABCDE12345.com.example.app</string>"
      "<key>com.apple.developer.associated-domains</key><array><string>applinks:www.example.com</string></array>"
      "<key>com.apple.developer.default-data-protection</key><string>NSFileProtectionNone</string>";
  const FactSet source = facts_of(list, "App.entitlements");
  EXPECT_EQ(words(source, "ios.get_task_allow"), "true");
  EXPECT_EQ(words(source, "ios.push_environment"), "?");
  EXPECT_EQ(words(source, "ios.bundle_id"), "com.example.app");
  EXPECT_EQ(words(source, "ios.associated_domains"), "[applinks:www.example.com]");
  EXPECT_EQ(words(source, "ios.data_protection"), "NSFileProtectionNone");
  const std::string wrapped = "\x30\x82\x01\x02\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02 noise " +
                              plist("<key>Entitlements</key><dict>" + list +
                                    "</dict><key>ExpirationDate</key><date>2027-01-02T03:04:05Z</date>"
                                    "<key>TeamIdentifier</key><array/><key>TeamName</key><string>Example</string>") +
                              " more";
  auto read = read_bytes(wrapped, "embedded");
  ASSERT_TRUE(read) << render(read.issues.back());
  EXPECT_EQ(words(*read.value, "ios.push_environment"), "development");
  EXPECT_EQ(words(*read.value, "ios.profile_kind"), "development");
  EXPECT_EQ(words(*read.value, "ios.profile_expires"), "20820");
  EXPECT_EQ(words(*read.value, "ios.profile_team"), "Example");
}

TEST(IosEntitlements, KindsOfProfiles) {
  const auto kind = [](const std::string& inside) {
    return words(facts_of("<key>TeamIdentifier</key><array/><key>Entitlements</key><dict/>" + inside, "p"),
                 "ios.profile_kind");
  };
  EXPECT_EQ(kind(""), "app-store");
  EXPECT_EQ(kind("<key>ProvisionedDevices</key><array/>"), "ad-hoc");
  EXPECT_EQ(kind("<key>ProvisionsAllDevices</key><true/>"), "enterprise");
}

TEST(IosPrivacy, CollectedDataAndInterfaces) {
  const FactSet set = facts_of(
      "<key>NSPrivacyTracking</key><true/><key>NSPrivacyTrackingDomains</key><array><string>t.example</string></array>"
      "<key>NSPrivacyCollectedDataTypes</key><array><dict><key>NSPrivacyCollectedDataType</key>"
      "<string>NSPrivacyCollectedDataTypeEmailAddress</string><key>NSPrivacyCollectedDataTypePurposes</key><array>"
      "<string>NSPrivacyCollectedDataTypePurposeAppFunctionality</string>"
      "<string>NSPrivacyCollectedDataTypePurposeAnalytics</string></array></dict></array>"
      "<key>NSPrivacyAccessedAPITypes</key><array><dict><key>NSPrivacyAccessedAPIType</key>"
      "<string>NSPrivacyAccessedAPICategoryUserDefaults</string><key>NSPrivacyAccessedAPITypeReasons</key><array>"
      "<string>CA92.1</string></array></dict></array>",
      "PrivacyInfo.xcprivacy");
  EXPECT_EQ(words(set, "ios.tracking"), "true");
  EXPECT_EQ(words(set, "ios.tracking_domains"), "[t.example]");
  EXPECT_EQ(words(set, "collection"), "1…");
  EXPECT_EQ(records(set, "collection", {"item", "category", "purpose"}),
            Lines{"NSPrivacyCollectedDataTypeEmailAddress|?|AppFunctionality, Analytics"});
  EXPECT_EQ(records(set, "ios.required_reason_apis", {"category", "reasons"}),
            Lines{"NSPrivacyAccessedAPICategoryUserDefaults|[CA92.1]"});
}

// Each file says what it says and no more; together they are one product.
TEST(IosFiles, UniteIntoOneSubject) {
  std::vector<FactSet> alone;
  alone.push_back(facts_of("<key>get-task-allow</key><false/>", "App.entitlements"));
  const facts::Subject entitled = facts::merge(std::move(alone));
  EXPECT_EQ(entitled.facts.cell(fact("permissions")).knowledge, Knowledge::Unknown);
  EXPECT_EQ(entitled.facts.cell(fact("ios.tracking")).knowledge, Knowledge::Unknown);
  EXPECT_EQ(entitled.facts.cell(fact("ios.profile_kind")).knowledge, Knowledge::Unknown);
  EXPECT_EQ(entitled.facts.cell(fact("ios.associated_domains")).knowledge, Knowledge::Absent);
  std::vector<FactSet> inputs;
  inputs.push_back(app_with("<key>NSCameraUsageDescription</key><string>x</string>"));
  inputs.push_back(facts_of("<key>get-task-allow</key><true/>", "App.entitlements"));
  inputs.push_back(facts_of("<key>NSPrivacyTracking</key><false/>", "PrivacyInfo.xcprivacy"));
  const facts::Subject subject = facts::merge(std::move(inputs));
  EXPECT_EQ(words(subject.facts, "ios.bundle_id"), "com.example.app");
  EXPECT_EQ(words(subject.facts, "ios.get_task_allow"), "true");
  EXPECT_EQ(words(subject.facts, "ios.tracking"), "false");
  EXPECT_EQ(words(subject.facts, "permissions"), "1");
  EXPECT_TRUE(subject.disagreements.empty());
}

struct Refusal {
  std::string inside, message;
};

TEST(IosFiles, OtherPropertyListsAreRefusedInWordsThatFit) {
  const Refusal kCases[] = {
      {"<key>BUNDLE_ID</key><string>a</string>",
       "x.plist:3:1: error[HG1510]: this property list says nothing about an iOS app; its keys are `BUNDLE_ID`"},
      {"", "x.plist:3:1: error[HG1510]: this property list is empty"},
      {"<key>CFBundlePackageType</key><string>XFWK</string>",
       "x.plist:1:1: error[HG1511]: this describes an XCFramework"},
      {"<key>CFBundlePackageType</key><string>dSYM</string>",
       "x.plist:1:1: error[HG1511]: this describes debug symbols"},
      {"<key>CFBundleName</key><string>a</string><key>NSMainStoryboardFile</key><string>Main</string>",
       "x.plist:1:1: error[HG1511]: this is the Info.plist of a macOS bundle"},
      {"<key>CFBundleName</key><string>a</string><key>LSMinimumSystemVersion</key><string>11</string>",
       "x.plist:1:1: error[HG1511]: this is the Info.plist of a macOS bundle"},
      {"<key>com.apple.security.app-sandbox</key><true/>",
       "x.plist:1:1: error[HG1511]: these are entitlements of macOS only"},
  };
  for (const Refusal& each : kCases) {
    const auto read = read_bytes(plist(each.inside), "x.plist");
    ASSERT_FALSE(read) << each.message;
    EXPECT_TRUE(render(read.issues.back()).starts_with(each.message)) << render(read.issues.back());
  }
  EXPECT_TRUE(render(read_bytes("<plist><array/></plist>").issues.back()).find("is an array, not a dictionary") !=
              std::string::npos);
  EXPECT_EQ(read_bytes("\x30\x00", "x.mobileprovision").issues.back().code.to_string(), "HG1522");
  EXPECT_EQ(read_bytes("\x30\x82\x01\x02\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02 {\"bundle-info\": {}}", "x.p7b")
                .issues.back()
                .code.to_string(),
            "HG1010")
      << "signed by others";
}

TEST(IosInfo, ListsAndTextsAreLimited) {
  std::string many;
  for (int i = 0; i < 2'010; ++i) many += "<string>s" + std::to_string(i) + "</string>";
  auto read = read_bytes(
      plist("<key>CFBundleIdentifier</key><string>a.b</string><key>LSApplicationQueriesSchemes</key><array>" + many +
            "</array><key>CFBundleName</key><string>" + std::string(5000, 'x') + "</string>"));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read.value->cell(fact("ios.queried_schemes")).open);
  EXPECT_EQ(words(*read.value, "ios.name"), "?");
  ASSERT_EQ(read.issues.size(), 2u);
  EXPECT_EQ(read.issues[0].code.to_string(), "HG1513");
}

TEST(IosPackage, TheAppWithAllItsParts) {
  const std::string app = "Payload/Example.app/";
  const auto info = [](const std::string& inside) {
    return plist(
        "<key>CFBundleIdentifier</key><string>com.example.app</string><key>CFBundlePackageType</key><string>APPL</"
        "string>" +
        inside);
  };
  const std::string package = testing::zip({
      {app + "Info.plist",
       info("<key>CFBundleName</key><string>Example</string><key>NSCameraUsageDescription</key><string></string>")},
      {app + "en.lproj/InfoPlist.strings", "NSCameraUsageDescription = English;"},
      {app + "zh-Hans.lproj/InfoPlist.strings",
       "NSCameraUsageDescription = \"扫码登录\"; CFBundleDisplayName = \"示例\";"},
      {app + "PlugIns/Share.appex/Info.plist", info("<key>NSMicrophoneUsageDescription</key><string>x</string>" +
                                                    transport("<key>NSAllowsArbitraryLoads</key><true/>"))},
      {app + "Frameworks/Alpha.framework/Info.plist", info("")},
      {app + "Frameworks/Alpha.framework/PrivacyInfo.xcprivacy",
       plist("<key>NSPrivacyTracking</key><false/><key>NSPrivacyTrackingDomains</key><array><string>t.example</"
             "string></array>")},
      {app + "Frameworks/Beta.framework/Beta", "binary"},
      {app + "embedded.mobileprovision", "\x30" + plist("<key>Entitlements</key><dict><key>get-task-allow</key><true/"
                                                        "></dict><key>TeamIdentifier</key><array/>")},
      {app + "Watch/W.app/Info.plist", info("<key>NSMotionUsageDescription</key><string>计步</string>")},
      {app + "Watch/W.app/PlugIns/X.appex/Info.plist",
       info("<key>NSHealthShareUsageDescription</key><string>h</string>")},
      {app + "AppClips/C.app/Info.plist", info("<key>NSCameraUsageDescription</key><string>clip</string>")},
      {app + "Watch/readme/Info.plist", "broken"},
  });
  auto read = read_bytes(package, "Example.ipa");
  ASSERT_TRUE(read) << render(read.issues.back());
  EXPECT_TRUE(read.issues.empty()) << render(read.issues.back());
  const FactSet& set = *read.value;
  EXPECT_EQ(words(set, "ios.name"), "示例");
  EXPECT_EQ(
      records(set, "permissions", {"name", "purpose"}),
      (Lines{"NSCameraUsageDescription|扫码登录", "NSMicrophoneUsageDescription|x", "NSMotionUsageDescription|计步",
             "NSHealthShareUsageDescription|h", "NSCameraUsageDescription|clip"}));
  EXPECT_EQ(words(set, "ios.ats_arbitrary_loads"), "true");
  EXPECT_EQ(words(set, "ios.frameworks"), "[Alpha]");
  EXPECT_EQ(words(set, "ios.tracking"), "?");
  EXPECT_EQ(words(set, "ios.tracking_domains"), "[t.example]");
  EXPECT_EQ(words(set, "ios.get_task_allow"), "true");
  EXPECT_EQ(words(set, "ios.profile_kind"), "development");
  EXPECT_EQ(place(set.cell(fact("ios.tracking"))),
            "Example.ipa: Payload/Example.app/Frameworks/Alpha.framework/PrivacyInfo.xcprivacy");
}

TEST(IosPackage, BrokenPartsAreToldAndAMissingAppRefused) {
  const std::string app = "Payload/Example.app/";
  const std::string info = plist("<key>CFBundleIdentifier</key><string>com.example.app</string>");
  auto read = read_bytes(testing::zip({{app + "Info.plist", info},
                                       {app + "PrivacyInfo.xcprivacy", "<plist>"},
                                       {app + "PlugIns/A.appex/Info.plist", "{"},
                                       {"Payload/Other.app/Info.plist", info}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(words(*read.value, "permissions"), "0…");
  Lines codes;
  for (const Diagnostic& issue : read.issues) codes.push_back(issue.code.to_string());
  EXPECT_EQ(codes, (Lines{"HG1523", "HG1521", "HG1521"}));
  EXPECT_EQ(read_bytes(testing::zip({{app + "Example", "x"}}), "a.ipa").issues.back().code.to_string(), "HG1520");
  EXPECT_EQ(read_bytes(testing::zip({{app + "Info.plist", "{"}}), "a.ipa").issues.back().code.to_string(), "HG1504");
}

}  // namespace
}  // namespace hegui::read
