// What the list of necessary information of the declared app type says of each permission and each collected item.
#pragma once

#include "facts/subject.h"
#include "vocab/vocabulary.h"

namespace hegui::derive {

// Says nothing where the app type is not one of the lists', nor of an item that only its category might place there.
// Needs the facts of describe_permissions.
void describe_necessity(facts::FactSet& facts, const vocab::Vocabulary& vocabulary);

}  // namespace hegui::derive
