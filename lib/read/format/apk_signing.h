// Which signature schemes a package carries. Signatures are not verified: that takes the whole file, and is the
// platform's job.
#pragma once

#include "facts/fact_set.h"
#include "read/container/zip.h"

namespace hegui::read::android {

// States `android.signature_schemes` (v1, v2, v3) and, where the signing block holds it, the MD5 of the first signer's
// certificate. A v4 signature lies in a file beside the package and is never found here.
void state_signatures(const zip::Archive& archive, facts::FactBuilder& facts);

}  // namespace hegui::read::android
