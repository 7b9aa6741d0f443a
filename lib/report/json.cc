// The stored result, as lib/result defines it.
#include "result/json.h"

#include "report/formats.h"

namespace hegui::report {

void write_json(const result::Run& run, const WriteOptions&, std::string& out) { out += result::to_json(run); }

void write_jsonl(const result::Run& run, const WriteOptions&, std::string& out) {
  result::append_run_line(out, run);
  for (const result::Subject& subject : run.subjects) result::append_subject_line(out, run, subject);
}

}  // namespace hegui::report
