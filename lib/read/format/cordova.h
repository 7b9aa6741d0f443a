// config.xml of Cordova.
#pragma once

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"

namespace hegui::read::cross {

bool recognises_cordova(const Look& look);

// Errors: those of XML, and HG1450 another root element than `widget`.
Checked<facts::FactSet> read_cordova(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::cross
