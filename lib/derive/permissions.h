// What the permission vocabulary adds to each requested or declared permission.
#pragma once

#include "facts/subject.h"
#include "vocab/vocabulary.h"

namespace hegui::derive {

void describe_permissions(facts::FactSet& facts, const vocab::Vocabulary& vocabulary);

}  // namespace hegui::derive
