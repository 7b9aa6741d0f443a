// What one thread of a batch does with one item: read it, look whether its result is known, else judge it and write its
// line.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "batch/item.h"
#include "batch/judge.h"
#include "batch/shard.h"
#include "read/format.h"
#include "result/run.h"
#include "store/store.h"
#include "vocab/identifier.h"
#include "vocab/purpose.h"
#include "vocab/vocabulary.h"

namespace hegui::batch {

// Shared by all workers; outlives them.
struct Setup {
  Terms terms;
  const vocab::Vocabulary& vocabulary;
  const vocab::Identifiers& identifiers;
  const vocab::PurposeText& purposes;
  const result::Run& run;  // rules and clauses, no subjects
  const FileSystem& files;
  read::Limits limits;
  Group group = Group::File;
  Shard shard;
  bool lines = true;  // the JSON line is wanted, also of a result that is known
  bool rows = false;  // the whole row is wanted: there is a store
  // Nanoseconds since 1970; asked where files may be taken as unchanged. Null: they are neither taken so nor
  // remembered.
  std::int64_t (*now)() = nullptr;
  bool checksum = false;  // every input is read, also one that could be taken as unchanged
};

// What became of an item.
struct Outcome {
  enum class Is : std::uint8_t {
    Judged,
    Known,     // the store has the result: of `row` only what store::Lookup fills
    Unopened,  // as Known, and the input was not opened for it
    OtherShard,
    LeftOut,  // a folder's file of no known format
  } is = Is::Judged;
  store::Row row;
  std::vector<Outcome> more;  // of a project: its other products, in order
};

class Worker {
 public:
  explicit Worker(const Setup& setup, std::optional<store::Lookup> lookup = {})
      : setup_(setup), lookup_(std::move(lookup)) {}

  // Never fails: what cannot be read is a result that says so (HG9001 for what nobody foresaw).
  Outcome work(const Item& item);

  // The package that an input names, or empty; for grouping by package.
  std::string package(const Part& part);

 private:
  struct Read;
  Outcome attempt(const Item& item);
  Outcome project(const Part& part);
  Outcome project_product(Read&& read);
  Result<SourcePtr> open(const Part& part) const;
  bool read_part(const Part& part, Read& into);
  std::string key_of(std::string_view name, std::string_view digests) const;
  Outcome single(const Part& part);
  bool unopened(const Part& part, Outcome& outcome);
  void remember(Outcome& outcome, const Part& part, const Source& source, std::int64_t begun) const;
  bool known(const std::string& key, Outcome& outcome);
  Outcome judged(Read&& read, std::string key);
  Outcome failed(std::vector<Diagnostic> issues, const std::string& name, std::string key, const std::string& inputs);
  void fill(store::Row& row, const result::Subject& subject, const std::string& facts);

  const Setup& setup_;
  std::optional<store::Lookup> lookup_;
  check::Scratch scratch_;
};

}  // namespace hegui::batch
