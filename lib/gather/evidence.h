// Evidence held against the files it names: a declared fact that nothing shows any more is one that is not known.
#pragma once

#include "base/date.h"
#include "base/file_system.h"
#include "gather/group.h"
#include "read/format.h"

namespace hegui::gather {

// Looks at every file that an [[evidence]] of the product's declarations names, relative to the declaration. Where it
// is missing, has another SHA-256 or has expired before `as_of`, the declaration's word on the fact becomes unknown;
// what a manifest says of it stands. Each is a warning of the product at the place of the evidence: HG1260 (missing or
// unreadable), HG1261 (changed), HG1262 (expired), HG1263 (ties to nothing that the declaration states). Call it before
// the product is merged.
void verify_evidence(Product& product, const FileSystem& files, Date as_of, const read::Limits& limits);

}  // namespace hegui::gather
