// The rows of the schema, in groups of one file each. Order is the order of documentation, declaration examples and
// slots.
#pragma once

#include <span>

#include "facts/schema_row.h"

namespace hegui::facts {

std::span<const std::span<const Row>> schema_groups();

// A list's own row stands before the rows of its fields.
std::span<const Row> subject_rows();
std::span<const Row> permission_rows();
std::span<const Row> data_rows();
std::span<const Row> rights_rows();
std::span<const Row> filing_rows();
std::span<const Row> trade_rows();
std::span<const Row> safeguard_rows();
std::span<const Row> android_rows();
std::span<const Row> platform_rows();
std::span<const Row> code_rows();

}  // namespace hegui::facts
