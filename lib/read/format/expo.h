// app.json and app.config of Expo, and the configuration of Capacitor: both name the app and what of the platforms they
// set, in JSON or as the object that a script exports.
#pragma once

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"

namespace hegui::read::cross {

bool recognises_expo(const Look& look);
bool recognises_capacitor(const Look& look);

// Errors of both: those of JSON, and HG1460 no object `expo`, HG1461 no object. Warnings: those of parse_config.
Checked<facts::FactSet> read_expo(const SourcePtr& source, const Context& context);
Checked<facts::FactSet> read_capacitor(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::cross
