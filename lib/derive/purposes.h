// What the text that tells a permission's purpose is worth.
#pragma once

#include "facts/subject.h"
#include "vocab/purpose.h"

namespace hegui::derive {

// `missing` where an input could have told the purpose and none does. One text for permissions that open nothing in
// common, and that names no function, is `identical`. Says nothing where the text itself is not known. Needs the facts
// of describe_permissions.
void describe_purposes(facts::FactSet& facts, const vocab::PurposeText& purposes);

}  // namespace hegui::derive
