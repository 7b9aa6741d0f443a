#include "store/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace hegui::store {
namespace {

Diagnostic tell(Code code, const std::string& path, std::string message, std::string help) {
  Diagnostic out = error(code, {}, std::move(message), std::move(help));
  out.place.file = path;
  return out;
}

Diagnostic explain(const std::string& path, int code, std::string_view words) {
  switch (code & 0xFF) {
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return tell({5202}, path, "the store is read-only",
                  "give this user permission to write the file and its folder, or name another --store");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return tell({kLocked}, path, "the store is locked by another program that does not finish",
                  "wait for it, or end it; what was finished before is kept");
    case SQLITE_FULL:
      return tell({5204}, path, "the store cannot grow: no space is left on its disk",
                  "make room and go on with --resume; what was finished before is kept");
    case SQLITE_IOERR:
      return tell({5204}, path, fmt::format("the store cannot be written: {}", words),
                  "look at its disk, then go on with --resume; what was finished before is kept");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return tell({5205}, path, fmt::format("this is no store, or a damaged one: {}", words),
                  "name another file, or make a new store");
    case SQLITE_CANTOPEN:
      return tell({5201}, path, "the store cannot be opened",
                  "check that the path exists and that this user may use it; a store on a read-only disk has to be "
                  "copied first");
    default:
      return tell({5201}, path, fmt::format("the store cannot be used: {}", words), "");
  }
}

}  // namespace

void Statement::finalize(sqlite3_stmt* statement) { sqlite3_finalize(statement); }

Statement& Statement::bind(int at, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), at, text.data() != nullptr ? text.data() : "", text.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), at, number);
  return *this;
}

Statement& Statement::bind_null(int at) {
  sqlite3_bind_null(statement_.get(), at);
  return *this;
}

std::optional<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return std::nullopt;
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::string_view Statement::text(int column) const {
  // As text the library would copy it, to end it with a NUL.
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  return bytes == nullptr
             ? std::string_view{}
             : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

void Database::close(sqlite3* connection) { sqlite3_close_v2(connection); }

Result<Database> Database::open(const std::string& path, Mode mode) {
  Database out;
  out.path_ = path;
  sqlite3* connection = nullptr;
  const int flags = mode == Mode::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  out.connection_.reset(connection);
  if (code != SQLITE_OK)
    return std::unexpected(explain(path, code, connection != nullptr ? sqlite3_errmsg(connection) : "out of memory"));
  sqlite3_busy_timeout(connection, static_cast<int>(kPatience.count()));
  return out;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                         &statement, nullptr) != SQLITE_OK)
    return std::unexpected(failure());
  return Statement(statement);
}

Result<void> Database::execute(const char* sql) {
  if (sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return std::unexpected(failure());
  return {};
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(connection_.get()); }

Diagnostic Database::failure() const {
  return explain(path_, sqlite3_extended_errcode(connection_.get()), sqlite3_errmsg(connection_.get()));
}

}  // namespace hegui::store
