// Pages of the codes of diagnostics.
#pragma once

#include <string_view>

#include "report/explain/sheet.h"

namespace hegui::report::explain {

// The code that `word`, of the form of one, names; false where there is none.
bool write_code(Sheet& sheet, std::string_view word);

}  // namespace hegui::report::explain
