// Pages of what platforms and third parties bring: permissions, SDKs, interfaces that open personal information.
#pragma once

#include <string_view>
#include <vector>

#include "report/explain/sheet.h"

namespace hegui::report::explain {

void find_platform(const World& world, std::string_view word, std::vector<Entry>& out);

}  // namespace hegui::report::explain
