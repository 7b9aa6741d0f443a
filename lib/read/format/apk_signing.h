// Which signature schemes a package carries, and by whose certificates. Signatures are not verified: that takes the
// whole file, and is the platform's job.
#pragma once

#include "facts/fact_set.h"
#include "read/container/zip.h"

namespace hegui::read::android {

// States `android.signature_schemes` (v1, v2, v3), the certificates of the signers, and the MD5 of the first one. A v4
// signature lies in a file beside the package and is never found here. Certificates are those of the signing block, and
// of the v1 signature when it is the only one.
void state_signatures(const zip::Archive& archive, const Limits& limits, facts::FactBuilder& facts);

}  // namespace hegui::read::android
