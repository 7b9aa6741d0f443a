// The table of formats, and choosing among them. The first row that recognises an input reads it, so rows that ask for
// more come first.
#include <fmt/format.h>

#include <algorithm>

#include "read/format.h"
#include "read/format/aab.h"
#include "read/format/android_bundle.h"
#include "read/format/android_manifest.h"
#include "read/format/apk.h"
#include "read/format/declaration.h"
#include "read/format/dependencies.h"
#include "read/format/network_security.h"
#include "read/format/openapi.h"

namespace hegui::read {
namespace {

Checked<facts::FactSet> read_declared(const SourcePtr& source, const Context& context) {
  return read_declaration(source, {.max_depth = context.limits.max_depth, .max_nodes = context.limits.max_nodes});
}

constexpr Format kFormats[] = {
    {"aab", "Android App Bundle", "Android App Bundle (AAB)", facts::kAndroidManifest | facts::kNetworkConfig,
     android::recognises_aab, android::read_aab},
    {"android-bundle", "Android 安装包集", "set of Android packages (APKS, XAPK)",
     facts::kAndroidManifest | facts::kPackage | facts::kNetworkConfig, android::recognises_bundle,
     android::read_bundle},
    {"apk", "Android 安装包", "Android package (APK, AAR)",
     facts::kAndroidManifest | facts::kPackage | facts::kNetworkConfig, android::recognises_apk, android::read_apk},
    {"android-manifest", "Android 清单", "AndroidManifest.xml, text or compiled", facts::kAndroidManifest,
     android::recognises_manifest, android::read_manifest},
    {"network-security-config", "Android 网络安全配置", "Android network security configuration", facts::kNetworkConfig,
     android::recognises_network_config, android::read_network_config},
    {"openapi", "服务接口描述", "description of a service (OpenAPI 3, Swagger 2)", facts::kService, recognises_openapi,
     read_openapi},
    {"sbom", "软件物料清单", "bill of materials (CycloneDX, SPDX)", facts::kDependencies, recognises_sbom, read_sbom},
    {"dependencies", "依赖清单",
     "dependencies (Gradle catalog or lock, Podfile.lock, Package.resolved, package.json, oh-package.json5, pubspec)",
     facts::kDependencies, recognises_dependencies, read_dependencies},
    {kDeclarationFormat, "经营者申报", "operator's declaration (hegui.toml, .json, .yaml)", facts::kDeclaration,
     recognises_declaration, read_declared},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* recognise(const Source& source) {
  const Look seen = look(source);
  const auto* found = std::ranges::find_if(kFormats, [&](const Format& format) { return format.recognises(seen); });
  return found == std::end(kFormats) ? nullptr : found;
}

Checked<facts::FactSet> read(const SourcePtr& source, const Context& context) {
  if (const Format* format = recognise(*source)) return format->read(source, context);
  std::string known;
  for (const Format& format : kFormats) known += fmt::format("{}{}", known.empty() ? "" : ", ", format.en);
  return {{},
          {error({1010}, {source.get(), 0, 0, "/"}, "this input is of no format that can be read",
                 fmt::format("it can be: {}", known))}};
}

}  // namespace hegui::read
