// iOS packages: the app inside with its Info.plist, the texts users of the market see, what its extensions add, every
// privacy manifest, the frameworks embedded and the provisioning profile. Code inside is not looked at here, nor the
// watch app.
#pragma once

#include "read/format.h"

namespace hegui::read::ios {

bool recognises_ipa(const Look& look);

// Errors: those of the package (HG102x), of the app's Info.plist (HG110x, HG150x, HG1511), HG1520 there is no app in
// it. Warnings: HG1521 a part that cannot be read, so that what it would say is unknown; HG1523 more than one app, or
// more parts than are looked at.
Checked<facts::FactSet> read_ipa(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::ios
