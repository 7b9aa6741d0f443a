// The native libraries of an Android package, and what their headers say.
#pragma once

#include <span>

#include "facts/fact_set.h"
#include "read/format/android_code.h"

namespace hegui::read::android {

// States code.native_libs: the files `lib/<abi>/*.so` of every place. `whole` is false when there may be more.
void state_native_libraries(std::span<const CodePlace> places, bool whole, facts::FactBuilder& facts);

}  // namespace hegui::read::android
