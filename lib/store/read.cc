// Reading: results by key while a batch runs, and whole runs for reports.
#include <fmt/format.h>

#include "store/store.h"
#include "store/version.h"

namespace hegui::store {
namespace {

constexpr int kLookupsPerView = 256;

// What a run needs to know, from the columns of a row that begin at `at`.
void fill(Row& into, const Statement& row, int at) {
  into.stored = row.number(at);
  into.worst = static_cast<std::uint8_t>(row.number(at + 1));
  into.unreadable = row.number(at + 2) != 0;
  into.errors = row.number(at + 3) != 0;
  if (!row.is_null(at + 4)) into.score = static_cast<std::uint32_t>(row.number(at + 4));
}

}  // namespace

Result<Lookup> Lookup::open(const std::string& path, std::int64_t context) {
  Lookup out;
  auto database = Database::open(path, Database::Mode::Read);
  if (!database) return std::unexpected(database.error());
  out.database_ = std::move(*database);
  out.context_ = context;
  static_cast<void>(out.database_.execute("PRAGMA mmap_size = 268435456"));  // only faster
  for (auto [statement, sql] :
       {std::pair<Statement*, std::string_view>{
            &out.by_key_,
            "SELECT id, worst, unreadable, errors, score * 10 + 0.5 FROM subject WHERE context = ?1 AND key = ?2"},
        {&out.inputs_,
         "SELECT name, device, inode, size, modified, changed, sha256, subject, worst, unreadable, errors, score * 10 "
         "+ "
         "0.5 FROM input WHERE context = ?1 AND name >= ?2 ORDER BY name"},
        {&out.line_, "SELECT line FROM subject WHERE id = ?1"}}) {
    auto prepared = out.database_.prepare(sql);
    if (!prepared) return std::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return out;
}

// One view of the store serves many look-ups: taking it costs more than a look-up. It is renewed so that the log can be
// folded in.
void Lookup::renew_view() {
  if (left_ == 0) {
    inputs_.reset();
    at_input_ = false;
    static_cast<void>(database_.execute("ROLLBACK"));
    left_ = database_.execute("BEGIN") ? kLookupsPerView : 1;
  }
  --left_;
}

bool Lookup::find_line(std::int64_t subject, std::string& into) {
  line_.bind(1, subject);
  const bool found = line_.step().value_or(false);
  if (found) into = line_.text(0);
  line_.reset();
  return found;
}

bool Lookup::find(std::string_view key, bool line, Row& into) {
  renew_view();
  by_key_.bind(1, context_).bind(2, key);
  const bool found = by_key_.step().value_or(false);
  if (found) {
    into.key = key;
    fill(into, by_key_, 0);
  }
  by_key_.reset();
  return found && (!line || find_line(into.stored, into.line));
}

// Whether there is an input of this name, which is the present row of `inputs_` then. Names mostly come in order: it is
// often the next row, or this one when the name before had none.
bool Lookup::go_to(const std::string& name) {
  const auto here = [&] { return at_input_ && inputs_.text(0) == name; };
  if (here()) return true;
  if (at_input_) at_input_ = inputs_.step().value_or(false);
  if (here()) return true;
  inputs_.reset();
  from_ = name;
  inputs_.bind(1, context_).bind(2, from_);
  at_input_ = inputs_.step().value_or(false);
  return here();
}

bool Lookup::find(const std::string& name, const FileStamp& stamp, bool line, Row& into) {
  renew_view();
  if (!go_to(name)) return false;
  if (inputs_.number(1) != signed_of(stamp.device) || inputs_.number(2) != signed_of(stamp.inode) ||
      inputs_.number(3) != signed_of(stamp.size) || inputs_.number(4) != stamp.modified ||
      inputs_.number(5) != stamp.changed)
    return false;
  into.inputs = inputs_.text(6);
  fill(into, inputs_, 7);
  return !line || find_line(into.stored, into.line);
}

Result<StoreReader> StoreReader::open(const std::string& path) {
  StoreReader out;
  auto database = Database::open(path, Database::Mode::Read);
  if (!database) return std::unexpected(database.error());
  out.database_ = std::move(*database);
  auto version = check_version(out.database_);
  if (!version) return std::unexpected(version.error());
  return out;
}

Result<std::vector<StoredRun>> StoreReader::runs(std::optional<std::int64_t> id) {
  // Of the run asked for, or the newest: the newest run of each shard of the same work.
  auto select = database_.prepare(
      "SELECT max(run.id), context.run_line, run.started, run.shard, run.shards, run.complete, run.seen, run.subjects "
      "FROM run JOIN context "
      "ON context.id = run.context JOIN (SELECT * FROM run WHERE id = ?1 OR (?1 IS NULL AND id = (SELECT max(id) FROM "
      "run))) AS asked "
      "WHERE run.context = asked.context AND run.options = asked.options AND run.shards = asked.shards AND "
      "(run.id = asked.id OR run.shard != asked.shard) GROUP BY run.shard ORDER BY run.shard");
  if (!select) return std::unexpected(select.error());
  if (id)
    select->bind(1, *id);
  else
    select->bind_null(1);
  std::vector<StoredRun> found;
  for (;;) {
    const auto row = select->step();
    if (!row) return std::unexpected(database_.failure());
    if (!*row) break;
    found.push_back({select->number(0), std::string(select->text(1)), std::string(select->text(2)),
                     static_cast<std::uint32_t>(select->number(3)), static_cast<std::uint32_t>(select->number(4)),
                     select->number(5) != 0, static_cast<std::uint64_t>(select->number(6)),
                     static_cast<std::uint64_t>(select->number(7))});
  }
  if (!found.empty()) return found;
  Diagnostic none = error({5208}, {}, id ? fmt::format("the store has no run {}", *id) : "the store has no run yet",
                          "`SELECT id, started FROM run` lists them");
  none.place.file = database_.path();
  return std::unexpected(std::move(none));
}

Result<void> StoreReader::lines(std::int64_t run, const std::function<void(std::string_view)>& each) {
  auto select = database_.prepare(
      "SELECT subject.line FROM run_subject JOIN subject ON subject.id = run_subject.subject WHERE run_subject.run = "
      "?1 ORDER BY run_subject.number");
  if (!select) return std::unexpected(select.error());
  select->bind(1, run);
  for (;;) {
    const auto row = select->step();
    if (!row) return std::unexpected(database_.failure());
    if (!*row) return {};
    each(select->text(0));
  }
}

}  // namespace hegui::store
