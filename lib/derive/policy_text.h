// What is declared and found, held against what the text of the privacy policy speaks of.
#pragma once

#include "facts/subject.h"
#include "vocab/policy_terms.h"
#include "vocab/vocabulary.h"

namespace hegui::derive {

// States `in_policy` of collected items, permissions and SDKs, what the text omits, and which of its mentions nothing
// else shows. Where words for a thing are not known, or its list may stand elsewhere, nothing is held against anybody.
// Without such a text nothing is stated. Comes after the other derivations.
void compare_policy_text(facts::Subject& subject, const vocab::Vocabulary& vocabulary, vocab::PolicyTerms terms);

}  // namespace hegui::derive
