// Android App Bundles: what developers hand to a store. The manifest of the base module and those of all feature
// modules are one product's. A bundle carries no signature that reaches a device: the store signs what it makes of it.
#pragma once

#include "read/format.h"

namespace hegui::read::android {

bool recognises_aab(const Look& look);

// Errors: those of the package (HG102x), of protobuf XML (HG119x), HG1140 no manifest of a base module. Warnings: those
// of the manifest (HG113x), HG1141 resources or configuration that could not be read, HG1196 a module that could not be
// read.
Checked<facts::FactSet> read_aab(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::android
