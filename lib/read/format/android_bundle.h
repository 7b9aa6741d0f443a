// Several Android packages of one product in one file: APK sets (.apks) as bundletool writes them, and XAPK, APKM and
// the like as download sites do. The base package says what the product is; what split packages ask for and bring is
// added.
#pragma once

#include "read/format.h"

namespace hegui::read::android {

bool recognises_bundle(const Look& look);

// Errors: those of the container (HG102x) and of the base package (see ApkFile), HG1195 no package inside that is a
// base. Warnings: those of state_apk, HG1196 a split that could not be read or too many of them, so that what the
// product asks for may be more.
Checked<facts::FactSet> read_bundle(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::android
