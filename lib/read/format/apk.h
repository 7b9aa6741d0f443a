// Android packages: the manifest inside with its references resolved, the network security configuration it names,
// which signature schemes the package carries, and what its code shows.
#pragma once

#include "read/format.h"

namespace hegui::read::android {

bool recognises_apk(const Look& look);

// Errors: those of the package (HG102x), of the manifest (HG111x), HG1140 when what is inside is no manifest.
// Warnings: HG1141 resources or configuration that could not be read, so that what they would say is unknown;
// HG1162 code that could not be read.
Checked<facts::FactSet> read_apk(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::android
