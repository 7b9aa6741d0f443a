// What an SDK is and which personal information it may get, and whether a declaration lists what was found in the code.
#pragma once

#include "facts/fact_set.h"
#include "vocab/vocabulary.h"

namespace hegui::derive {

// Adds `sdks[].kind`, `sdks[].categories` of known SDKs, and `sdks[].declared_as` to those that were found and are
// declared under a wider or a longer name. Whether one whose provider alone is declared is meant stays unknown.
void describe_sdks(facts::FactSet& facts, const vocab::Vocabulary& vocabulary);

}  // namespace hegui::derive
