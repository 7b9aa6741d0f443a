// From text to a printed value in one call, for tables of strings in and strings out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "cel/check.h"
#include "cel/environment.h"
#include "cel/evaluate.h"
#include "cel/parse.h"
#include "cel/program.h"
#include "value/type.h"
#include "value/value.h"

namespace hegui::cel::test {

// Keeps what values of a test point to.
class World {
 public:
  World();

  // A variable with its value. Its fact is its slot + 1.
  void set(std::string name, const value::Type* type, value::Value value);

  value::Value unknown(std::vector<std::uint32_t> facts, bool absent = false);
  value::Value list(std::vector<value::Value> items, bool open = false);
  value::Value record(const value::Type* type, std::vector<value::Value> fields);
  value::Value map(std::vector<value::MapEntry> entries);

  // Parses, checks, plans and evaluates; the value as print() gives it, or the first diagnostic as `HGnnnn line:column
  // message`.
  std::string run(std::string_view text, const value::Type* expected = nullptr);
  // The same without checking.
  std::string run_unchecked(std::string_view text);
  // All diagnostics, rendered, or nothing.
  std::string diagnose(std::string_view text, const value::Type* expected = nullptr);
  // Frees what earlier runs made; values of variables stay.
  void forget();

  // The type of a condition that checks.
  std::string type_of(std::string_view text);

  value::TypePool types;
  Environment environment;
  std::vector<value::Value> slots;
  Scratch scratch;

 private:
  std::string evaluate_ast(const Ast& ast);
  Arena arena_;
  std::vector<std::unique_ptr<Source>> sources_;
  std::vector<std::string> images_;
};

// Like CEL writes it; `unknown[1, 2]` and `error: text` for the others.
std::string print(const value::Value& value);

}  // namespace hegui::cel::test
