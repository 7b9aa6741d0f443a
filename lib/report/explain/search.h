// For a word that names nothing: what speaks of it, and the names nearest to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/explain/sheet.h"

namespace hegui::report::explain {

// Clauses, rules, facts and SDKs whose words speak of `word`, or whose title it may abbreviate; false when none does.
bool write_mentions(Sheet& sheet, std::string_view word);
// The rules alone, as part of an answer.
void write_rules_speaking_of(Sheet& sheet, std::string_view word);

// Names of things, the nearest first; none where nothing is near.
std::vector<std::string> nearest(const World& world, std::string_view word);

}  // namespace hegui::report::explain
