// SQLite behind a few calls that cannot leak and that say what is wrong in a person's words. lib/store alone sees the
// library.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace hegui::store {

// A prepared statement that is bound, stepped and reset; parameters and columns are numbered from 1 and 0, as in the
// library.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement, &finalize) {}
  Statement& bind(int at, std::string_view text);  // the bytes must live until the statement is reset
  Statement& bind(int at, std::int64_t number);
  Statement& bind_null(int at);
  // True when there is a row, false at the end; the error code is kept by the connection.
  std::optional<bool> step();
  void reset();
  std::string_view text(int column) const;  // until the next step, as it is stored
  std::int64_t number(int column) const;
  bool is_null(int column) const;
  explicit operator bool() const { return statement_ != nullptr; }

 private:
  static void finalize(sqlite3_stmt* statement);
  std::unique_ptr<sqlite3_stmt, void (*)(sqlite3_stmt*)> statement_{nullptr, &finalize};
};

// A number as the library holds it; its bits say it back.
constexpr std::int64_t signed_of(std::uint64_t number) { return static_cast<std::int64_t>(number); }

constexpr std::chrono::milliseconds kPatience{30'000};  // that a call waits for another writer
constexpr Code kLocked{5203};

// One connection, for one thread at a time.
class Database {
 public:
  enum class Mode : std::uint8_t { Read, Write };
  // Waits for other writers up to half a minute in every call. Errors: HG5201.
  static Result<Database> open(const std::string& path, Mode mode);

  Result<Statement> prepare(std::string_view sql);
  Result<void> execute(const char* sql);
  std::int64_t last_id() const;
  // What went wrong in the last call: HG5201 cannot be opened or read, HG5202 read-only, HG5203 locked by somebody
  // else, HG5204 no space left, HG5205 no database or a damaged one.
  Diagnostic failure() const;
  const std::string& path() const { return path_; }

 private:
  static void close(sqlite3* connection);
  std::string path_;
  std::unique_ptr<sqlite3, void (*)(sqlite3*)> connection_{nullptr, &close};
};

}  // namespace hegui::store
