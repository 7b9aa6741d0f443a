// Results that outlive a batch: an SQLite file of subjects by the bytes they were judged from, of the runs that met
// them, and of the policy they were held against. One writer per process; several processes may write one store, and
// readers never wait.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "store/row.h"

namespace hegui::store {

// What beside the inputs decides a result.
struct Context {
  std::string policy;     // SHA-256 of the image
  std::string tool;       // version of hegui
  std::string as_of;      // YYYY-MM-DD
  std::string selection;  // which rules were chosen: a digest
};

// A rule as queries need it.
struct RuleRow {
  std::string id, name, severity, pillar, title_zh, title_en, clauses;  // clauses joined by spaces
};

// What a run is resumed by beside its context: it must be the same work.
struct RunKind {
  std::string options;  // grouping, in words
  std::uint32_t shard = 1, shards = 1;
};

struct Unfinished {
  std::int64_t run = 0;
  std::string as_of;
};

// A subject of a run: new, or known to the store already.
struct Met {
  std::uint64_t number = 0;  // place in the output
  // Of one that is stored already only its number there and its file are looked at, and with a file what find() fills
  // and the digest.
  const Row& row;
};

class Store {
 public:
  // Opens or makes a store for writing. Errors: those of Database, HG5206 made by a newer hegui, HG5207 a database of
  // something else.
  static Result<Store> open(const std::string& path);

  // The newest run of this work that did not end, with the day it judges by; nothing when there is none. The context's
  // own day is not looked at.
  Result<std::optional<Unfinished>> unfinished(const Context& context, const RunKind& kind);
  // Names the context in the store, and there the rules and the `run` line of its results.
  Result<void> use(const Context& context, std::span<const RuleRow> rules, std::string_view run_line);
  // `now` as YYYY-MM-DDTHH:MM:SSZ. With `resumed` that run goes on.
  Result<void> begin_run(const RunKind& kind, std::string_view now, std::optional<std::int64_t> resumed);
  // All or nothing; once it returns, the subjects survive the end of the process.
  Result<void> add(std::span<const Met> subjects);
  Result<void> end_run(std::string_view now, std::uint64_t seen, std::uint64_t subjects, bool complete);

  std::int64_t context() const { return context_; }
  std::int64_t run() const { return run_; }

 private:
  struct Place {
    std::int64_t subject, number;
  };
  Result<std::int64_t> keep(const Row& row);
  Result<void> meet();

  Database database_;
  Statement insert_, insert_finding_, find_, remember_, meet_one_, meet_many_;
  std::vector<Place> places_;  // of the transaction that is open
  std::int64_t context_ = 0, run_ = 0;
};

// Looks results up by key, one per thread.
class Lookup {
 public:
  static Result<Lookup> open(const std::string& path, std::int64_t context);
  // Fills what a run needs to know of a result: number, gate, counts, and with `line` its line. False when the store
  // has none; a store that cannot be read has none either, and its writer will say why.
  bool find(std::string_view key, bool line, Row& into);
  // The same by the name and the stamp of the file it was made of; also fills `inputs`. Quickest for names in the order
  // of their bytes.
  bool find(const std::string& name, const FileStamp& stamp, bool line, Row& into);

 private:
  void renew_view();
  bool go_to(const std::string& name);
  bool find_line(std::int64_t subject, std::string& into);

  Database database_;
  Statement by_key_, inputs_, line_;
  std::string from_;  // where `inputs_` began
  bool at_input_ = false;
  std::int64_t context_ = 0;
  int left_ = 0;  // look-ups of the view that is open
};

// What a store says to a report.
struct StoredRun {
  std::int64_t id = 0;
  std::string run_line, started;
  std::uint32_t shard = 1, shards = 1;
  bool complete = false;
  std::uint64_t seen = 0, subjects = 0;
};

class StoreReader {
 public:
  static Result<StoreReader> open(const std::string& path);
  // The run `id`, or the newest; of a sharded run the newest of each of its shards. Errors: HG5208 no such run.
  Result<std::vector<StoredRun>> runs(std::optional<std::int64_t> id);
  // Calls `each` with every line of the run in its order.
  Result<void> lines(std::int64_t run, const std::function<void(std::string_view)>& each);

 private:
  Database database_;
};

}  // namespace hegui::store
