// Answers of `hegui explain` that come from the vocabularies alone: numbers, kinds of titles, services, app types,
// categories, items, SDKs.
#pragma once

#include <string>
#include <string_view>

#include "policy/policy.h"
#include "vocab/identifier.h"

namespace hegui::report {

// Everything the vocabularies know of the word, in sections; empty when it is none of their words.
std::string explain_words(const policy::Policy& policy, const vocab::Identifiers& identifiers, std::string_view word,
                          bool chinese);

}  // namespace hegui::report
