// The CEL suite's tests, read from its JSON form, with values and types in hegui's own.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/arena.h"
#include "cel/environment.h"
#include "value/type.h"
#include "value/value.h"

namespace hegui::cel::conformance {

struct SuiteTest {
  std::string id;  // file/section/name, `#2` and on after names that repeat
  std::string file;
  std::string expression;
  bool check = true;  // false: the suite forbids checking it
  bool check_only = false;
  std::optional<value::Value> wanted;  // else an error, unless check_only
  std::string type;                    // as Type::to_string gives it, empty when the suite says nothing
  std::string reference;               // the same as the reference checker deduced it, empty when it is not recorded
  Environment environment;
  std::vector<value::Value> slots;
  std::string unsupported;  // what in it has no counterpart here: protobuf messages, enums, wrappers
};

class Suite {
 public:
  // Empty, with `mistake` set, when the file cannot be read.
  explicit Suite(const std::string& path);

  std::deque<SuiteTest> tests;
  std::string mistake;

 private:
  class Reader;
  value::TypePool types_;
  Arena arena_;
  std::deque<std::string> texts_;
};

// Sameness as the suite means it: kinds too, NaN like NaN, maps in any order.
bool same(const value::Value& a, const value::Value& b);

// For messages about a failure.
std::string show(const value::Value& value);

}  // namespace hegui::cel::conformance
