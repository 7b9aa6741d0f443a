// What the build script of a module says of it: ids, versions and API levels that the manifest in the sources leaves to
// the build, and the libraries it is built with.
#pragma once

#include <memory>
#include <optional>

#include "read/format.h"
#include "read/format/android_manifest_values.h"

namespace hegui::read::android {

enum class Builds : std::uint8_t { Untold, App, Library };

// Views live as long as the sources in `scripts`.
struct ModuleBuild {
  std::vector<SourcePtr> scripts;
  Builds builds = Builds::Untold;
  Stated<std::string_view> application_id, name_space, version_name;
  Stated<std::int64_t> version_code, min_sdk, target_sdk, compile_sdk;
};

// Of the module a manifest in a project belongs to: build.gradle or build.gradle.kts beside its sources, what that
// applies, and the project's properties and version catalog where values are named there. A value that the script
// computes, or that variants of the build change, is unreadable. Nothing when there is no script.
// States the SDKs among its dependencies too, unless the manifest is that of a variant.
std::optional<ModuleBuild> read_build(const Source& manifest, const Context& context, facts::FactBuilder& facts);

}  // namespace hegui::read::android
