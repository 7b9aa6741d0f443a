// Descriptions of services: OpenAPI 3.x and Swagger 2.0, in JSON or YAML. Where the service is reached, which
// operations it has, whether they demand authentication, and what personal data they take. What they answer is no
// collection and is not read; what lies in another file is unknown.
#pragma once

#include "read/format.h"

namespace hegui::read {

bool recognises_openapi(const Look& look);

// Errors: those of JSON (HG120x) and YAML (HG123x), HG1270 a version that is not read, HG1271 no object where one must
// be. Warnings: HG1272 references that lead nowhere here, HG1273 more than facts are made of.
Checked<facts::FactSet> read_openapi(const SourcePtr& source, const Context& context);

}  // namespace hegui::read
