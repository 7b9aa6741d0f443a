// Pages of official numbers, their kinds, and the provinces they name.
#pragma once

#include <string_view>
#include <vector>

#include "report/explain/sheet.h"

namespace hegui::report::explain {

void find_numbers(const World& world, std::string_view word, std::vector<Entry>& out);

}  // namespace hegui::report::explain
