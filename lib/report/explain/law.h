// Pages of the law and what is made of it: rules, clauses, instruments, facts, packs and profiles.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "report/explain/sheet.h"

namespace hegui::report::explain {

// What the word names wholly or in part; rules and facts only wholly.
void find_law(const World& world, std::string_view word, std::vector<Entry>& out);

// One clause at length, as the one whose id is asked for; of several, a line each.
void write_clauses(Sheet& sheet, std::span<const policy::ClauseIndex> ids, std::string_view asked);

}  // namespace hegui::report::explain
