// Which signature schemes a package carries, and by whose certificates. Signatures are not verified: that takes the
// whole file, and is the platform's job.
#pragma once

#include "facts/fact_set.h"
#include "read/container/zip.h"
#include "read/format.h"

namespace hegui::read::android {

// States `android.signature_schemes` (v1, v2, v3; v4 where the file NAME.idsig lies beside the package), the
// certificates of the signers, and the MD5 of the first one. Certificates are those of the signing block, and of the v1
// signature when it is the only one.
void state_signatures(const zip::Archive& archive, const Context& context, facts::FactBuilder& facts);

}  // namespace hegui::read::android
