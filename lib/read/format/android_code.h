// What the code of an Android package shows: the SDKs in it, and which of its classes name interfaces that open
// personal information. That code is there does not say that it runs; code that is packed, loaded later, reached by
// reflection or written in another language is not seen.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact_set.h"
#include "read/container/zip.h"
#include "read/format.h"

namespace hegui::read::android {

// Where code and native libraries lie in a package: folders, each with a slash at the end unless it is the top. The
// libraries are below `lib/` within `libraries`.
struct CodePlace {
  const zip::Archive& archive;
  std::string dex, libraries;
};

// States `sdks` (open: names that were changed hide an SDK) and `code.*` of the files classes.dex, classes2.dex … as
// the platform loads them, and of the native libraries; nothing without a vocabulary. `package` is the product's own
// package name, or empty. Places read `!classes.dex/com.example.Main`. Warnings: HG1162 code that could not be read, so
// that what it would show is unknown.
// The base comes first; `whole` is false when there is more that could not be read.
void state_code(std::span<const CodePlace> places, bool whole, const Context& context, std::string_view package,
                facts::FactBuilder& facts, std::vector<Diagnostic>& issues);

}  // namespace hegui::read::android
