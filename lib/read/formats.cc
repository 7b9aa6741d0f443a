// The table of formats, and choosing among them. The first row that recognises an input reads it, so rows that ask for
// more come first.
#include <fmt/format.h>

#include <algorithm>

#include "read/format.h"
#include "read/format/android_manifest.h"
#include "read/format/apk.h"
#include "read/format/declaration.h"
#include "read/format/network_security.h"
#include "read/format/sdk_names.h"

namespace hegui::read {
namespace {

Checked<facts::FactSet> read_declared(const SourcePtr& source, const Context& context) {
  Checked<facts::FactSet> read =
      read_declaration(source, {.max_depth = context.limits.max_depth, .max_nodes = context.limits.max_nodes});
  if (read && context.vocabulary != nullptr) name_sdks(*read.value, *context.vocabulary);
  return read;
}

constexpr Format kFormats[] = {
    {"apk", "Android 安装包", "Android package (APK, AAR)",
     facts::kAndroidManifest | facts::kPackage | facts::kNetworkConfig | facts::kDex, android::recognises_apk,
     android::read_apk},
    {"android-manifest", "Android 清单", "AndroidManifest.xml, text or compiled", facts::kAndroidManifest,
     android::recognises_manifest, android::read_manifest},
    {"network-security-config", "Android 网络安全配置", "Android network security configuration", facts::kNetworkConfig,
     android::recognises_network_config, android::read_network_config},
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
