// What the numbers of filings, licences and the operator say by themselves, and whether titles are the operator's own.
#pragma once

#include "facts/subject.h"
#include "vocab/identifier.h"

namespace hegui::derive {

// A number of a kind that is not known, or whose form is certain to nobody, states nothing.
void describe_titles(facts::FactSet& facts, const vocab::Identifiers& identifiers);

}  // namespace hegui::derive
