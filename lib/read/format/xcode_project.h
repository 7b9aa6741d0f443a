// project.pbxproj: what an Xcode project sets for its iOS apps, and what of their Info.plist is written nowhere else.
#pragma once

#include "read/format.h"

namespace hegui::read::ios {

bool recognises_project(const Look& look);

// The settings of the Release configuration of each target that builds an iOS app, without one those of all that are
// not for developers: what all agree on is stated, and the usage descriptions of any. Settings that a configuration
// file may overrule are unknown. A project without such a target is refused (HG1511), as is one of more than 2,000
// targets (HG1503).
Checked<facts::FactSet> read_project(const SourcePtr& source, const Context& context);

// The same of those targets alone whose Info.plist is one of `info_plists`, paths as that of the project is.
Checked<facts::FactSet> read_project_of(const SourcePtr& source, const Context& context,
                                        std::span<const std::string> info_plists);

}  // namespace hegui::read::ios
