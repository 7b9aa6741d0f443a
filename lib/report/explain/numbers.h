// Pages of official numbers, their kinds, and the provinces they name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/explain/sheet.h"

namespace hegui::report::explain {

void find_numbers(const World& world, std::string_view word, std::vector<Entry>& out);

// What is wrong with a word that has the form of an official number but for its check digits; empty otherwise.
std::string misspelt_number(const World& world, std::string_view word);

}  // namespace hegui::report::explain
