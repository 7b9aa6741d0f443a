// manifest.json of a quick app (快应用).
#pragma once

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"

namespace hegui::read::cross {

bool recognises_quick_app(const Look& look);

// Errors: those of JSON, and HG1440 no object.
Checked<facts::FactSet> read_quick_app(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::cross
