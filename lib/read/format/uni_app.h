// manifest.json of uni-app: one file with the parts of every platform the project is built for.
#pragma once

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"

namespace hegui::read::cross {

bool recognises_uni_app(const Look& look);

// Errors: those of JSON, and HG1430 no object. Warnings: HG1431 a permission that is not the XML it should be.
Checked<facts::FactSet> read_uni_app(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::cross
