// What the code of an Android package shows: the SDKs in it, and which of its classes name interfaces that open
// personal information. That code is there does not say that it runs; code that is packed, loaded later, reached by
// reflection or written in another language is not seen.
#pragma once

#include <string_view>
#include <vector>

#include "facts/fact_set.h"
#include "read/container/zip.h"
#include "read/format.h"

namespace hegui::read::android {

// States `sdks` (open: names that were changed hide an SDK) and `code.*` of the files classes.dex, classes2.dex … as
// the platform loads them, and of the native libraries; nothing without a vocabulary. `package` is the product's own
// package name, or empty. Places read `!classes.dex/com.example.Main`. Warnings: HG1162 code that could not be read, so
// that what it would show is unknown.
void state_code(const zip::Archive& archive, const Context& context, std::string_view package,
                facts::FactBuilder& facts, std::vector<Diagnostic>& issues);

}  // namespace hegui::read::android
