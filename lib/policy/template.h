// Messages with places for facts: `权限 {it.name} 未说明用途`.
#pragma once

#include "base/image.h"
#include "facts/schema.h"
#include "policy/policy.h"
#include "vocab/compile/table_reader.h"

namespace hegui::policy {

// The parts of the string `node`. `{path}` stands for a fact of the subject, `{it.field}` for a field of a record of
// `list` (0 without one), `{it}` for the item by its name; `{{` and `}}` are braces. What names no fact is an issue
// that points at the name.
image::Range compile_template(const vocab::Node& node, facts::FactId list, image::Writer& image, vocab::Issues& issues);

}  // namespace hegui::policy
