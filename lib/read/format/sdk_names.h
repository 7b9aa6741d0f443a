// The stable ids of SDKs that an input knows by name only, so that what other inputs say of them comes together.
#pragma once

#include "facts/fact_set.h"
#include "vocab/vocabulary.h"

namespace hegui::read {

// States `sdks[].slug` of entries without one whose name is that of a known SDK, resting on the place of the name.
void name_sdks(facts::FactSet& facts, const vocab::Vocabulary& vocabulary);

}  // namespace hegui::read
