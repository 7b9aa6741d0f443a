// Many results as one value: what is kept of each subject, and what is counted over all. It is made from the lines of
// batches, shard after shard, without ever holding a subject whole.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "fleet/where.h"
#include "result/run.h"

namespace hegui::fleet {

struct Row {
  std::string name, id, version, kind, platforms;  // platforms joined by commas
  char grade = '-';
  std::optional<std::uint32_t> score;  // tenths
  std::uint32_t attainable = 0, evidence = 0;
  bool unreadable = false;
  std::string verdicts;  // a letter per rule of the run: p f u w, j not judged, - not applicable
  // What a subject is known by from run to run.
  const std::string& identity() const { return id.empty() ? name : id; }
};

struct Pillar {
  std::string id;
  std::uint64_t subjects = 0, points = 0, failing = 0;  // points: sum of tenths over `subjects`
  std::uint32_t mean() const { return subjects == 0 ? 0 : static_cast<std::uint32_t>(points / subjects); }
};

struct Fleet {
  result::Run run;  // rules and clauses; issues are those of the batches
  std::vector<Row> rows;
  std::vector<std::uint32_t> failing_clauses;  // by clause of the run: subjects with a failure of it
  std::vector<Pillar> pillars;
  std::unordered_map<std::string, std::uint32_t> permissions, sdks;  // subjects that have it
  std::uint64_t filtered = 0;                                        // subjects that --where leaves out
};

class FleetReader {
 public:
  // `where` may be null; it must outlive the reader.
  explicit FleetReader(Where* where) : where_(where) {}

  // One line of a batch; `source` is what messages call where it comes from. Errors: HG5401 no line of a batch, HG5104
  // another policy or day than the lines before.
  hegui::Result<void> line(std::string_view line, std::string_view source);
  // A source is at its end.
  void end(std::string_view source);
  // What is told of a run by a store, where there are no end lines.
  void shard(std::uint32_t index, std::uint32_t of, std::uint64_t seen, bool complete, std::string_view source);

  // Issues of the fleet's run: HG5402 lines that break off, HG5403 shards that are missing or there twice, HG5404
  // shards of different inputs.
  hegui::Result<Fleet> finish();

 private:
  struct Shard {
    std::string source;
    std::uint64_t seen = 0;
  };
  void subject(const void* object);
  void complain(Code code, std::string_view source, std::string message, std::string help);

  Where* where_;
  Fleet fleet_;
  std::string run_line_;
  std::unordered_map<std::string, std::uint32_t> rules_;
  std::map<std::uint32_t, std::map<std::uint32_t, std::vector<Shard>>> shards_;  // by number of shards, then index
  bool open_ = false;                                                            // lines of a batch without their end
};

}  // namespace hegui::fleet
