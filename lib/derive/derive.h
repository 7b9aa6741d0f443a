// Facts that follow from other facts: what a permission opens, which platforms a product runs on, what it is called.
// Nothing here judges; a derived fact keeps the places of the facts it follows from.
#pragma once

#include "facts/subject.h"
#include "vocab/identifier.h"
#include "vocab/purpose.h"
#include "vocab/vocabulary.h"

namespace hegui::derive {

// Adds the derived facts of a merged subject that are not stated already.
void derive(facts::Subject& subject, const vocab::Vocabulary& vocabulary, const vocab::Identifiers& identifiers,
            const vocab::PurposeText& purposes);

}  // namespace hegui::derive
