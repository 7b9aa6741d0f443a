// What the inputs of one product say of one another: information that is taken but not declared, permissions that open
// what nothing is declared to collect, and platforms that ask for different things.
#pragma once

#include "facts/subject.h"
#include "vocab/vocabulary.h"

namespace hegui::derive {

// Compares by category, the same kind of information counting as one. Says nothing where a declaration lists no
// collected information, where a category is not known, or where a platform's permissions may stand in a manifest that
// was not given. Needs the facts of describe_permissions.
void compare_inputs(facts::FactSet& facts, const vocab::Vocabulary& vocabulary);

}  // namespace hegui::derive
