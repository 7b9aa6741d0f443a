// Instruments and their articles by the words people use: a title or its short form, `art 7`, 第十五条, a title and
// 第41条, and numbers of before a renumbering.
#pragma once

#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "report/explain/names.h"

namespace hegui::report::explain {

// Whether the instrument is called so: by its slug, its title with or without the name of the state, its
// number, or a part of these.
Match called(const policy::Policy& policy, const policy::InstrumentRow& row, std::string_view word);

// The clauses meant, in the order of the policy: under their own number, and under the one they had before. Empty when
// `words` name no article, or no instrument is called what stands beside it.
std::vector<policy::ClauseIndex> clauses_called(const policy::Policy& policy, std::string_view words);

}  // namespace hegui::report::explain
