// HarmonyOS packages: HAP and HSP, each one module with its resources, and APP, several of them in one.
#pragma once

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/format.h"

namespace hegui::read::harmony {

bool recognises_package(const Look& look);

// Errors: those of zip and JSON, HG1413 no manifest inside (module.json, config.json; of an APP, no module that can be
// read). Warnings: HG1411 strings, HG1412 a part that cannot be read, HG1414 more modules than are looked at.
Checked<facts::FactSet> read_package(const SourcePtr& source, const Context& context);

}  // namespace hegui::read::harmony
