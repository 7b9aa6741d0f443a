// Property lists that an Xcode project names for what it builds for other systems than that of telephones.
#pragma once

#include "base/file_system.h"
#include "gather/walk.h"
#include "read/format.h"

namespace hegui::gather {

// Leaves the files that only targets for other systems name: whose they are does not always show in what they hold.
void leave_other_systems(Walk& found, const FileSystem& files, const read::Context& context);

}  // namespace hegui::gather
