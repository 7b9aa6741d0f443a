// The table of formats, and choosing among them. The first row that recognises an input reads it, so rows that ask for
// more come first.
#include <fmt/format.h>

#include <algorithm>

#include "read/format.h"
#include "read/format/aab.h"
#include "read/format/android_bundle.h"
#include "read/format/android_manifest.h"
#include "read/format/apk.h"
#include "read/format/cordova.h"
#include "read/format/declaration.h"
#include "read/format/dependencies.h"
#include "read/format/expo.h"
#include "read/format/harmony_manifest.h"
#include "read/format/harmony_package.h"
#include "read/format/ios_plist.h"
#include "read/format/ipa.h"
#include "read/format/mini_program.h"
#include "read/format/mini_project.h"
#include "read/format/network_security.h"
#include "read/format/openapi.h"
#include "read/format/quick_app.h"
#include "read/format/sdk_names.h"
#include "read/format/secrets.h"
#include "read/format/uni_app.h"
#include "read/format/xcode_project.h"
#include "read/syntax/tree_limits.h"

namespace hegui::read {
namespace {

Checked<facts::FactSet> read_declared(const SourcePtr& source, const Context& context) {
  Checked<facts::FactSet> read = read_declaration(source, tree::within(context.limits), context.vocabulary);
  if (read && context.vocabulary != nullptr) name_sdks(*read.value, *context.vocabulary);
  return read;
}

constexpr Format kFormats[] = {
    {"aab", "Android App Bundle", "Android App Bundle (AAB)",
     facts::kAndroidManifest | facts::kNetworkConfig | facts::kDependencies, android::recognises_aab,
     android::read_aab},
    {"android-bundle", "Android 安装包集", "set of Android packages (APKS, XAPK)",
     facts::kAndroidManifest | facts::kPackage | facts::kNetworkConfig | facts::kDex, android::recognises_bundle,
     android::read_bundle},
    {"apk", "Android 安装包", "Android package (APK, AAR)",
     facts::kAndroidManifest | facts::kPackage | facts::kNetworkConfig | facts::kDex, android::recognises_apk,
     android::read_apk},
    {"android-manifest", "Android 清单", "AndroidManifest.xml, text or compiled", facts::kAndroidManifest,
     android::recognises_manifest, android::read_manifest},
    {"network-security-config", "Android 网络安全配置", "Android network security configuration", facts::kNetworkConfig,
     android::recognises_network_config, android::read_network_config},
    {"openapi", "服务接口描述", "description of a service (OpenAPI 3, Swagger 2)", facts::kService, recognises_openapi,
     read_openapi},
    {"sbom", "软件物料清单", "bill of materials (CycloneDX, SPDX)", facts::kDependencies, recognises_sbom, read_sbom},
    {"dependencies", "依赖清单",
     "dependencies (Gradle catalog or lock, Podfile.lock, Package.resolved, package.json and the locks of npm, yarn "
     "and pnpm, oh-package.json5, pubspec, Cordova plugin.xml)",
     facts::kDependencies, recognises_dependencies, read_dependencies},
    {"harmony-package", "鸿蒙应用包", "HarmonyOS package (HAP, HSP, APP)", facts::kHarmony | facts::kHarmonyApp,
     harmony::recognises_package, harmony::read_package},
    {"harmony-manifest", "鸿蒙清单", "HarmonyOS module.json5, app.json5 or config.json",
     facts::kHarmony | facts::kHarmonyApp, harmony::recognises_manifest, harmony::read_manifest},
    {"uni-app", "uni-app 清单", "uni-app manifest.json or manifest.config", facts::kCrossPlatform,
     cross::recognises_uni_app, cross::read_uni_app},
    {"quick-app", "快应用清单", "quick app manifest.json", facts::kQuickApp, cross::recognises_quick_app,
     cross::read_quick_app},
    {"expo", "Expo 配置", "Expo app.json or app.config", facts::kCrossPlatform, cross::recognises_expo,
     cross::read_expo},
    {"capacitor", "Capacitor 配置", "Capacitor configuration", facts::kMiniProject, cross::recognises_capacitor,
     cross::read_capacitor},
    {"cordova", "Cordova 配置", "Cordova config.xml", facts::kCrossPlatform, cross::recognises_cordova,
     cross::read_cordova},
    {"mini-project", "小程序项目配置", "mini program project settings (project.config.json and its equals)",
     facts::kMiniProject, mini::recognises_project, mini::read_project},
    {"mini-program", "小程序清单",
     "mini program app.json (WeChat, Alipay, Douyin, Feishu, Baidu), app.config of Taro, app.wpy of wepy",
     facts::kMiniProgram, mini::recognises_app, mini::read_app},
    {"ipa", "iOS 安装包", "iOS package (IPA)",
     facts::kIos | facts::kIosPackage | facts::kIosEntitlements | facts::kIosPrivacy, ios::recognises_ipa,
     ios::read_ipa},
    {"xcode-project", "Xcode 工程", "Xcode project (project.pbxproj)", facts::kIos, ios::recognises_project,
     ios::read_project},
    {"ios-entitlements", "iOS 签名权限", "iOS entitlements", facts::kIosEntitlements, ios::recognises_entitlements,
     ios::read_plist},
    {"ios-privacy-manifest", "iOS 隐私清单", "PrivacyInfo.xcprivacy", facts::kIosPrivacy, ios::recognises_privacy,
     ios::read_plist},
    {"ios-provisioning-profile", "iOS 描述文件", "provisioning profile (.mobileprovision)",
     facts::kIosEntitlements | facts::kIosPackage, ios::recognises_profile, ios::read_plist},
    {"ios-info-plist", "iOS Info.plist", "Info.plist in XML, binary or OpenStep notation", facts::kIos,
     ios::recognises_info, ios::read_plist},
    {kDeclarationFormat, "经营者申报", "operator's declaration (hegui.toml, .json, .yaml)", facts::kDeclaration,
     recognises_declaration, read_declared},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

namespace {

const Format* recognise(const Look& seen) {
  const auto* found = std::ranges::find_if(kFormats, [&](const Format& format) { return format.recognises(seen); });
  return found == std::end(kFormats) ? nullptr : found;
}

// What a checkout holds in place of a large file that was not fetched (specification of Git LFS, "The Pointer").
constexpr std::string_view kLfsPointer = "version https://git-lfs.github.com/spec/";

}  // namespace

const Format* recognise(const Source& source) { return recognise(look(source)); }

const Format* recognise_found(const Source& source) {
  const Look seen = look(source);
  const Format* format = recognise(seen);
  return format != nullptr && format->name == kDeclarationFormat && !shows_declaration(seen) ? nullptr : format;
}

Checked<facts::FactSet> read(const SourcePtr& source, const Context& context) {
  const Look seen = look(*source);
  if (const Format* format = recognise(seen)) {
    Checked<facts::FactSet> read = format->read(source, context);
    const bool written = seen.form != Look::Form::Zip && seen.form != Look::Form::Axml;
    if (read && written && context.vocabulary != nullptr && (format->states & facts::kAnyManifest) != 0)
      state_secrets(*read.value, *source, *context.vocabulary);
    return read;
  }
  const std::string_view text = source->text();
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return {{},
            {error({1010}, {source.get(), 0, 0, "/"},
                   "this is text in UTF-16; only XML and property lists are read in it", "save the file as UTF-8")}};
  if (text.starts_with(kLfsPointer))
    return {{},
            {error({1011}, {source.get(), 0, 0}, "this is a pointer of Git LFS, not the file that it stands for",
                   "fetch the file itself with `git lfs pull`")}};
  std::string known;
  for (const Format& format : kFormats) known += fmt::format("{}{}", known.empty() ? "" : ", ", format.en);
  return {{},
          {error({1010}, {source.get(), 0, 0, "/"}, "this input is of no format that can be read",
                 fmt::format("it can be: {}", known))}};
}

}  // namespace hegui::read
