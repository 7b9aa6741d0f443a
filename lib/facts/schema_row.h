// One row of the facts schema: what a fact is called, what it is, and which kinds of input can state it.
#pragma once

#include <cstdint>
#include <string_view>

namespace hegui::facts {

// The kinds of input that state facts, as a set of bits. A kind is about what the input could say, not about its file
// format.
using SourceMask = std::uint32_t;
inline constexpr SourceMask kDeclaration = 1u << 0;      // hegui.toml and its equals
inline constexpr SourceMask kAndroidManifest = 1u << 1;  // AndroidManifest.xml, text or binary
inline constexpr SourceMask kPackage = 1u << 2;          // a built Android package: signatures, files
inline constexpr SourceMask kDex = 1u << 3;              // code of an Android package
inline constexpr SourceMask kIos = 1u << 4;              // Info.plist
inline constexpr SourceMask kIosPrivacy = 1u << 5;       // PrivacyInfo.xcprivacy
inline constexpr SourceMask kHarmony = 1u << 6;  // HarmonyOS, what a module says: module.json5, module of config.json
inline constexpr SourceMask kMiniProgram = 1u << 7;     // app.json and its equals
inline constexpr SourceMask kCrossPlatform = 1u << 8;   // uni-app, Cordova, Expo …
inline constexpr SourceMask kService = 1u << 9;         // OpenAPI
inline constexpr SourceMask kDependencies = 1u << 10;   // SBOM, lock files
inline constexpr SourceMask kPolicyText = 1u << 11;     // the privacy policy's own words
inline constexpr SourceMask kNetworkConfig = 1u << 12;  // Android network security configuration
inline constexpr SourceMask kHarmonyApp = 1u << 13;     // HarmonyOS, what the app says: app.json5, app of config.json
inline constexpr SourceMask kMiniProject =
    1u << 14;  // what names the app and lists no permissions: project.config.json, Capacitor
inline constexpr SourceMask kIosEntitlements = 1u << 15;  // entitlements, of a file or a provisioning profile
inline constexpr SourceMask kIosPackage = 1u << 16;       // a built iOS package: profile, frameworks
inline constexpr SourceMask kQuickApp = 1u << 17;         // manifest.json of a quick app
inline constexpr SourceMask kAnyManifest =
    kAndroidManifest | kIos | kHarmony | kHarmonyApp | kMiniProgram | kMiniProject | kCrossPlatform | kQuickApp;
inline constexpr SourceMask kAnyInput = (1u << 18) - 1;

enum class FactType : std::uint8_t { Bool, Int, Double, String, Date, Strings, Ints, Records };

struct Row {
  // `group.noun_phrase` of the subject; `list[].field` or `list[].inner[].field` of the records of a list.
  std::string_view path;
  FactType type;
  SourceMask stated_by;
  std::string_view zh, en;  // what it means, one sentence without a full stop
  std::string_view values =
      {};  // of a String or Strings: the words allowed in a declaration, separated by `|`; empty: any text
  std::string_view unit = {};  // of a number: days, months, bits …
};

}  // namespace hegui::facts
