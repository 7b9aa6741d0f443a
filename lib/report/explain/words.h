// Pages of the words policies are about: services and functions, types of app, categories and items of personal
// information, names of fields, terms of privacy policies.
#pragma once

#include <string_view>
#include <vector>

#include "report/explain/sheet.h"

namespace hegui::report::explain {

void find_words(const World& world, std::string_view word, std::vector<Entry>& out);

}  // namespace hegui::report::explain
