#include "store/version.h"

#include <fmt/format.h>

#include "store/schema.h"

namespace hegui::store {
namespace {

Result<std::int64_t> number(Database& database, std::string_view sql) {
  auto statement = database.prepare(sql);
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return std::unexpected(database.failure());
  return *row ? statement->number(0) : 0;
}

Diagnostic refused(Code code, const std::string& path, std::string message, std::string help) {
  Diagnostic out = error(code, {}, std::move(message), std::move(help));
  out.place.file = path;
  return out;
}

Result<int> look(Database& database) {
  const auto application = number(database, "PRAGMA application_id");
  if (!application) return std::unexpected(application.error());
  const auto version = number(database, "PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  const auto tables = number(database, "SELECT count(*) FROM sqlite_schema");
  if (!tables) return std::unexpected(tables.error());
  if (*tables == 0) return 0;
  if (*application != kApplication)
    return std::unexpected(
        refused({5207}, database.path(), "this database belongs to another program", "name another file as the store"));
  if (*version > kSchemaVersion)
    return std::unexpected(
        refused({5206}, database.path(),
                fmt::format("the store has version {}; this hegui knows versions up to {}", *version, kSchemaVersion),
                "use the hegui that made it, or a newer one"));
  return static_cast<int>(*version);
}

}  // namespace

Result<int> check_version(Database& database) {
  // One view of it all: another writer may be making the tables. Savepoints also stand within a transaction.
  if (auto begun = database.execute("SAVEPOINT look"); !begun) return std::unexpected(begun.error());
  auto version = look(database);
  if (auto ended = database.execute("RELEASE look"); version && !ended) return std::unexpected(ended.error());
  return version;
}

}  // namespace hegui::store
