// Writing: every batch of subjects is one transaction of a write-ahead log, so that what was reported as done survives
// a killed process.
#include "store/store.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "store/schema.h"
#include "store/version.h"

namespace hegui::store {
namespace {

// An open transaction, undone unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) {}
  ~Transaction() {
    if (open_) static_cast<void>(database_.execute("ROLLBACK"));
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Result<void> begin() {
    auto begun = database_.execute("BEGIN IMMEDIATE");
    open_ = begun.has_value();
    return begun;
  }
  Result<void> commit() {
    auto done = database_.execute("COMMIT");
    open_ = !done;
    return done;
  }

 private:
  Database& database_;
  bool open_ = false;
};

// Runs a statement that gives no rows.
Result<void> finish(Database& database, Statement& statement) {
  const auto stepped = statement.step();
  if (stepped) return statement.reset(), Result<void>{};
  Diagnostic why = database.failure();
  statement.reset();
  return std::unexpected(std::move(why));
}

// Of two writers that turn one new store into a write-ahead log at once, SQLite refuses the later one without letting
// it wait: each holds what the other waits for. It asks again.
Result<void> keep_a_log(Database& database) {
  for (const auto end = std::chrono::steady_clock::now() + kPatience;;) {
    auto kept = database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    if (kept || kept.error().code != kLocked || std::chrono::steady_clock::now() >= end) return kept;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Result<void> make_tables(Database& database) {
  if (auto kept = keep_a_log(database); !kept) return kept;
  Transaction transaction(database);
  if (auto begun = transaction.begin(); !begun) return begun;
  // Another writer may have made them meanwhile.
  auto version = check_version(database);
  if (!version) return std::unexpected(version.error());
  if (*version == kSchemaVersion) return {};
  if (*version == 0)
    if (auto made = database.execute(kSchema); !made) return made;
  if (auto made = database.execute(kInputs); !made) return made;
  const std::string marks =
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplication, kSchemaVersion);
  if (auto marked = database.execute(marks.c_str()); !marked) return marked;
  return transaction.commit();
}

constexpr std::string_view kInsert =
    "INSERT OR IGNORE INTO subject (context, key, name, app, version, kind, platforms, inputs, grade, score, "
    "attainable, evidence, failed, "
    "unknown, not_judged, worst, unreadable, errors, verdicts, facts, line) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
    "?9, ?10 / 10.0, "
    "?11 / 10.0, ?12 / 10.0, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) RETURNING id";

void bind_score(Statement& statement, int at, std::optional<std::uint32_t> score) {
  if (score)
    statement.bind(at, std::int64_t{*score});
  else
    statement.bind_null(at);
}

void bind_row(Statement& insert, std::int64_t context, const Row& row) {
  insert.bind(1, context).bind(2, row.key).bind(3, row.name).bind(4, row.id).bind(5, row.version).bind(6, row.kind);
  insert.bind(7, row.platforms).bind(8, row.inputs).bind(9, std::string_view(&row.grade, 1));
  bind_score(insert, 10, row.score);
  insert.bind(11, std::int64_t{row.attainable}).bind(12, std::int64_t{row.evidence}).bind(13, std::int64_t{row.failed});
  insert.bind(14, std::int64_t{row.unknown}).bind(15, std::int64_t{row.not_judged}).bind(16, std::int64_t{row.worst});
  insert.bind(17, std::int64_t{row.unreadable}).bind(18, std::int64_t{row.errors}).bind(19, row.verdicts);
  if (row.facts.empty())
    insert.bind_null(20);
  else
    insert.bind(20, row.facts);
  insert.bind(21, row.line);
}

constexpr std::size_t kRowsAtOnce = 64;

std::string meet_rows(std::size_t count) {
  std::string sql = "INSERT OR REPLACE INTO run_subject VALUES (?, ?, ?)";
  for (std::size_t i = 1; i < count; ++i) sql += ", (?, ?, ?)";
  return sql;
}

constexpr std::string_view kRemember =
    "INSERT OR REPLACE INTO input (context, name, device, inode, size, modified, changed, sha256, subject, score, "
    "worst, "
    "unreadable, errors) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 / 10.0, ?11, ?12, ?13)";

void bind_input(Statement& remember, std::int64_t context, const Row& row, std::int64_t subject) {
  const FileStamp& stamp = row.file->stamp;
  remember.bind(1, context).bind(2, row.file->name).bind(3, signed_of(stamp.device)).bind(4, signed_of(stamp.inode));
  remember.bind(5, signed_of(stamp.size)).bind(6, stamp.modified).bind(7, stamp.changed).bind(8, row.inputs);
  remember.bind(9, subject);
  bind_score(remember, 10, row.score);
  remember.bind(11, std::int64_t{row.worst}).bind(12, std::int64_t{row.unreadable}).bind(13, std::int64_t{row.errors});
}

}  // namespace

Result<Store> Store::open(const std::string& path) {
  Store out;
  auto database = Database::open(path, Database::Mode::Write);
  if (!database) return std::unexpected(database.error());
  out.database_ = std::move(*database);
  auto version = check_version(out.database_);
  if (!version) return std::unexpected(version.error());
  if (auto made = make_tables(out.database_); !made) return std::unexpected(made.error());
  return out;
}

Result<std::optional<Unfinished>> Store::unfinished(const Context& context, const RunKind& kind) {
  auto find = database_.prepare(
      "SELECT run.id, context.as_of FROM run JOIN context ON context.id = run.context WHERE context.policy = ?1 AND "
      "context.tool = ?2 AND "
      "context.selection = ?3 AND run.options = ?4 AND run.shard = ?5 AND run.shards = ?6 AND run.complete = 0 ORDER "
      "BY run.id DESC LIMIT 1");
  if (!find) return std::unexpected(find.error());
  find->bind(1, context.policy).bind(2, context.tool).bind(3, context.selection).bind(4, kind.options);
  find->bind(5, std::int64_t{kind.shard}).bind(6, std::int64_t{kind.shards});
  const auto row = find->step();
  if (!row) return std::unexpected(database_.failure());
  if (!*row) return std::optional<Unfinished>{};
  return Unfinished{find->number(0), std::string(find->text(1))};
}

Result<void> Store::use(const Context& context, std::span<const RuleRow> rules, std::string_view run_line) {
  Transaction transaction(database_);
  if (auto begun = transaction.begin(); !begun) return begun;
  auto find =
      database_.prepare("SELECT id FROM context WHERE policy = ?1 AND tool = ?2 AND as_of = ?3 AND selection = ?4");
  if (!find) return std::unexpected(find.error());
  find->bind(1, context.policy).bind(2, context.tool).bind(3, context.as_of).bind(4, context.selection);
  const auto row = find->step();
  if (!row) return std::unexpected(database_.failure());
  if (*row) {
    context_ = find->number(0);
  } else {
    auto add =
        database_.prepare("INSERT INTO context (policy, tool, as_of, selection, run_line) VALUES (?1, ?2, ?3, ?4, ?5)");
    if (!add) return std::unexpected(add.error());
    add->bind(1, context.policy)
        .bind(2, context.tool)
        .bind(3, context.as_of)
        .bind(4, context.selection)
        .bind(5, run_line);
    if (auto done = finish(database_, *add); !done) return done;
    context_ = database_.last_id();
    auto add_rule = database_.prepare("INSERT INTO rule VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    if (!add_rule) return std::unexpected(add_rule.error());
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const RuleRow& rule = rules[i];
      add_rule->bind(1, context_)
          .bind(2, static_cast<std::int64_t>(i))
          .bind(3, rule.id)
          .bind(4, rule.name)
          .bind(5, rule.severity);
      add_rule->bind(6, rule.pillar).bind(7, rule.title_zh).bind(8, rule.title_en).bind(9, rule.clauses);
      if (auto done = finish(database_, *add_rule); !done) return done;
    }
  }
  find->reset();
  return transaction.commit();
}

Result<void> Store::begin_run(const RunKind& kind, std::string_view now, std::optional<std::int64_t> resumed) {
  const std::string one = meet_rows(1), many = meet_rows(kRowsAtOnce);
  for (auto [statement, sql] : {std::pair<Statement*, std::string_view>{&insert_, kInsert},
                                {&insert_finding_, "INSERT INTO finding VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
                                {&find_, "SELECT id FROM subject WHERE context = ?1 AND key = ?2"},
                                {&remember_, kRemember},
                                {&meet_one_, one},
                                {&meet_many_, many}}) {
    auto prepared = database_.prepare(sql);
    if (!prepared) return std::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  if (resumed) {
    run_ = *resumed;
    return {};
  }
  auto add =
      database_.prepare("INSERT INTO run (context, options, shard, shards, started) VALUES (?1, ?2, ?3, ?4, ?5)");
  if (!add) return std::unexpected(add.error());
  add->bind(1, context_)
      .bind(2, kind.options)
      .bind(3, std::int64_t{kind.shard})
      .bind(4, std::int64_t{kind.shards})
      .bind(5, now);
  if (auto done = finish(database_, *add); !done) return done;
  run_ = database_.last_id();
  return {};
}

// Adds a result with its findings. Its number in the store, also when another writer added it meanwhile or this run has
// met it before.
Result<std::int64_t> Store::keep(const Row& row) {
  bind_row(insert_, context_, row);
  const auto added = insert_.step();
  if (!added) return std::unexpected(database_.failure());
  if (!*added) {
    insert_.reset();
    find_.bind(1, context_).bind(2, row.key);
    const auto found = find_.step();
    if (!found || !*found) return std::unexpected(database_.failure());
    const std::int64_t id = find_.number(0);
    find_.reset();
    return id;
  }
  const std::int64_t id = insert_.number(0);
  insert_.reset();
  for (const FindingRow& finding : row.findings) {
    insert_finding_.bind(1, id).bind(2, finding.rule).bind(3, finding.verdict).bind(4, finding.item);
    insert_finding_.bind(5, finding.file).bind(7, finding.fingerprint);
    if (finding.line != 0)
      insert_finding_.bind(6, std::int64_t{finding.line});
    else
      insert_finding_.bind_null(6);
    if (auto done = finish(database_, insert_finding_); !done) return std::unexpected(done.error());
  }
  return id;
}

Result<void> Store::add(std::span<const Met> subjects) {
  Transaction transaction(database_);
  if (auto begun = transaction.begin(); !begun) return begun;
  places_.clear();
  for (const Met& met : subjects) {
    const Result<std::int64_t> id = met.row.stored != 0 ? Result<std::int64_t>(met.row.stored) : keep(met.row);
    if (!id) return std::unexpected(id.error());
    if (met.row.file) {
      bind_input(remember_, context_, met.row, *id);
      if (auto done = finish(database_, remember_); !done) return done;
    }
    places_.push_back({*id, static_cast<std::int64_t>(met.number)});
  }
  if (auto done = meet(); !done) return done;
  return transaction.commit();
}

// Adds what the run met: many rows by one statement, since most of the time of a statement is not of its row.
Result<void> Store::meet() {
  std::span<const Place> rest = places_;
  while (!rest.empty()) {
    const std::size_t count = rest.size() < kRowsAtOnce ? 1 : kRowsAtOnce;
    Statement& statement = count == 1 ? meet_one_ : meet_many_;
    for (std::size_t i = 0; i < count; ++i) {
      const int at = 3 * static_cast<int>(i);
      statement.bind(at + 1, run_).bind(at + 2, rest[i].subject).bind(at + 3, rest[i].number);
    }
    if (auto done = finish(database_, statement); !done) return done;
    rest = rest.subspan(count);
  }
  return {};
}

Result<void> Store::end_run(std::string_view now, std::uint64_t seen, std::uint64_t subjects, bool complete) {
  auto end = database_.prepare("UPDATE run SET finished = ?2, seen = ?3, subjects = ?4, complete = ?5 WHERE id = ?1");
  if (!end) return std::unexpected(end.error());
  end->bind(1, run_).bind(2, now).bind(3, static_cast<std::int64_t>(seen)).bind(4, static_cast<std::int64_t>(subjects));
  end->bind(5, std::int64_t{complete});
  return finish(database_, *end);
}

}  // namespace hegui::store
