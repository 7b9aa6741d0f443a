// Lists of what a product is built with: bills of materials (CycloneDX, SPDX) and the files of package managers.
// Third-party SDKs that the vocabulary knows become records; ordinary libraries do not. Code that no package manager
// brought in is in none of these lists, so the list of SDKs stays open.
#pragma once

#include "read/format.h"

namespace hegui::read {

// CycloneDX JSON, SPDX 2.x JSON.
bool recognises_sbom(const Look& look);
Checked<facts::FactSet> read_sbom(const SourcePtr& source, const Context& context);

// Gradle version catalogs and lock files, Podfile.lock, Package.resolved, package.json, the locks of npm, yarn and
// pnpm, oh-package.json5 and its lock, pubspec.yaml, pubspec.lock.
bool recognises_dependencies(const Look& look);
// Errors of either: those of the notation (HG12xx), HG1280 the list is not where the format has it.
Checked<facts::FactSet> read_dependencies(const SourcePtr& source, const Context& context);

}  // namespace hegui::read
