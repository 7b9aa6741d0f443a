// What changed between two runs, in every format there is. text, json, markdown and html tell all of it; the others are
// the report of the later run with each finding marked as new or known, which is what their readers expect of a
// comparison.
#pragma once

#include <string>
#include <string_view>

#include "report/writers.h"
#include "result/diff.h"

namespace hegui::report {

// Appends to `out`; `format` is the name of a writer.
void write_diff(std::string_view format, const result::Diff& diff, const WriteOptions& options, std::string& out);

// JSON Schema (draft 2020-12) of what the format json says of a comparison.
std::string_view diff_schema();

}  // namespace hegui::report
