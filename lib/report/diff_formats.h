// The formats that tell a whole comparison, one per file; diff.cc chooses among them.
#pragma once

#include "report/writers.h"
#include "result/diff.h"

namespace hegui::report {

void write_diff_json(const result::Diff& diff, const WriteOptions& options, std::string& out);
void write_diff_html(const result::Diff& diff, const WriteOptions& options, std::string& out);

// Said where the two runs were judged by different policies, or empty.
std::string_view policy_remark(const result::Diff& diff, Language language);
// Said where nothing changed.
std::string_view nothing_changed(Language language);

}  // namespace hegui::report
