// Keys and secrets that stand in a manifest as text.
#pragma once

#include "base/source.h"
#include "facts/fact_set.h"
#include "vocab/vocabulary.h"

namespace hegui::read {

// States `code.secrets`: what of the text of `source`, which `facts` were read from, has the form of a secret. Of each
// only the beginning is kept, and no report quotes its line.
void state_secrets(facts::FactSet& facts, const Source& source, const vocab::Vocabulary& vocabulary);

}  // namespace hegui::read
