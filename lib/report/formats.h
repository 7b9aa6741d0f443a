// The writers by name, one per file; writers.cc makes the table of them.
#pragma once

#include "report/writers.h"

namespace hegui::report {

void write_text(const result::Run& run, const WriteOptions& options, std::string& out);
void write_json(const result::Run& run, const WriteOptions& options, std::string& out);
void write_jsonl(const result::Run& run, const WriteOptions& options, std::string& out);

void write_sarif(const result::Run& run, const WriteOptions& options, std::string& out);
void write_junit(const result::Run& run, const WriteOptions& options, std::string& out);

void write_html(const result::Run& run, const WriteOptions& options, std::string& out);
void write_markdown(const result::Run& run, const WriteOptions& options, std::string& out);
void write_csv(const result::Run& run, const WriteOptions& options, std::string& out);
void write_github(const result::Run& run, const WriteOptions& options, std::string& out);
void write_gitlab(const result::Run& run, const WriteOptions& options, std::string& out);

}  // namespace hegui::report
