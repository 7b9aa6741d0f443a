// A run as JSON, out and in: the stored result that `report`, `diff` and other programs read. Two forms hold the same:
// one indented document, and JSON Lines, a `run` line followed by one `subject` line each, which a batch writes as it
// goes. The text carries no clock time: the same run gives the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "result/run.h"

namespace hegui::result {

// Raised when a reader of the old form would misread the new one.
inline constexpr unsigned kFormatVersion = 1;

// The whole run as one indented document, with a final line break.
std::string to_json(const Run& run);

// JSON Lines, each with its line break: first the run without its subjects, then any number of subjects of it. `facts`,
// a JSON object (facts_line.h), becomes a member of the subject unless empty.
void append_run_line(std::string& out, const Run& run);
void append_subject_line(std::string& out, const Run& run, const Subject& subject, Detail detail = Detail::Full,
                         std::string_view facts = {});

// What a batch did: the last of its lines, without which the lines break off.
struct End {
  std::uint64_t seen = 0;      // inputs of all shards
  std::uint64_t subjects = 0;  // subject lines of this shard
  std::uint32_t shard = 1, shards = 1;
  bool complete = true;  // false: the batch was told to stop before it had seen every input
};
void append_end_line(std::string& out, const End& end);

// Reads either form back; `name` is what messages call the text. Several `run` lines may follow each other (shards put
// end to end) if they were made with the same policy. Places lose their excerpts' ill-formed bytes, nothing else.
// Errors are HG51xx.
Result<Run> from_json(std::string_view text, std::string_view name);

// JSON Schema (draft 2020-12) of the document and of each line.
std::string report_schema();

}  // namespace hegui::result
