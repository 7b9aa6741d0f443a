// Reading: results by key while a batch runs, and whole runs for reports.
#include <fmt/format.h>

#include "store/store.h"
#include "store/version.h"

namespace hegui::store {
namespace {

constexpr int kLookupsPerView = 256;

}  // namespace

Result<Lookup> Lookup::open(const std::string& path, std::int64_t context) {
  Lookup out;
  auto database = Database::open(path, Database::Mode::Read);
  if (!database) return std::unexpected(database.error());
  out.database_ = std::move(*database);
  out.context_ = context;
  static_cast<void>(out.database_.execute("PRAGMA mmap_size = 268435456"));  // only faster
  static constexpr std::string_view kColumns =
      "SELECT worst, unreadable, errors, score * 10 + 0.5, failed, id{} FROM subject WHERE context = ?1 AND key = ?2";
  for (auto [statement, line] : {std::pair{&out.with_line_, ", line"}, {&out.without_, ""}}) {
    auto prepared = out.database_.prepare(fmt::format(fmt::runtime(kColumns), line));
    if (!prepared) return std::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return out;
}

bool Lookup::find(std::string_view key, bool line, Row& into) {
  // One view of the store serves many look-ups: taking it costs more than a look-up. It is renewed so that the log can
  // be folded in.
  if (left_ == 0) {
    static_cast<void>(database_.execute("ROLLBACK"));
    left_ = database_.execute("BEGIN") ? kLookupsPerView : 1;
  }
  --left_;
  Statement& statement = line ? with_line_ : without_;
  statement.bind(1, context_).bind(2, key);
  const bool found = statement.step().value_or(false);
  if (found) {
    into.key = key;
    into.worst = static_cast<std::uint8_t>(statement.number(0));
    into.unreadable = statement.number(1) != 0;
    into.errors = statement.number(2) != 0;
    if (!statement.is_null(3)) into.score = static_cast<std::uint32_t>(statement.number(3));
    into.failed = static_cast<std::uint32_t>(statement.number(4));
    into.stored = statement.number(5);
    if (line) into.line = statement.text(6);
  }
  statement.reset();
  return found;
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
