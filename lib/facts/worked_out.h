// What derived facts are worked out from, so that whoever lacks one is told what to state.
#pragma once

#include <span>

#include "facts/schema.h"

namespace hegui::facts {

// The facts that decide the derived fact `id`, those of its own record and those of the subject; empty for a fact that
// inputs state, and for one that follows from the vocabulary alone.
std::span<const FactId> worked_out_from(FactId id);

}  // namespace hegui::facts
