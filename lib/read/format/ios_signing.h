// What an iOS package is signed with: entitlements, and the provisioning profile that grants them.
#pragma once

#include "read/format/ios_values.h"

namespace hegui::read::ios {

// Why entitlements give no facts: they are those of a macOS app (HG1511); nothing when they are read.
std::optional<Diagnostic> refuse_entitlements(const tree::Document& document);

// States the entitlements in `list`. `applied`: they are those of a signed package; else a source file, in which the
// push environment is replaced when the package is signed, and so is unknown.
void state_entitlements(Values& values, const tree::Node& list, bool applied);

// States a provisioning profile's own dictionary: its entitlements, its kind, when it expires and whose it is.
void state_profile(Values& values);

// The property list inside a signed profile (CMS over the list as it is), as a source named `profile!plist`; null when
// there is none. The signature is not verified.
SourcePtr profile_list(const SourcePtr& profile);

}  // namespace hegui::read::ios
