// What a condition may name: variables with their types and slots, the container names are looked up in, and the
// extensions allowed. The library's own functions and type names are always there; what they are stands in functions.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "value/type.h"

namespace hegui::cel {

// A name of the environment. `name` may be dotted (`subject.kind`): the longest dotted prefix of a condition that is a
// name is taken.
struct Variable {
  std::string name;
  const value::Type* type = nullptr;  // must outlive the environment and what is checked in it
  std::uint32_t slot = 0;             // position among the values given to evaluate()
  std::uint32_t fact = 0;             // the number an unknown here carries, 0 for none
};

// A function that is known to the checker alone: conditions with it can be checked, not run.
struct Declaration {
  std::string name;
  bool member = false;
  std::vector<const value::Type*> parameters;  // of a member: the receiver first
  const value::Type* result = nullptr;
};

// Groups of functions and syntax beyond core CEL; all are on unless switched off.
struct Extensions {
  bool optionals = true;
  bool strings = true;
  bool math = true;
  bool sets = true;
  bool lists = true;
  bool bindings = true;
  bool encoders = true;
  bool two_variables = true;
};

class Environment {
 public:
  // Adds or replaces a variable.
  void add(Variable variable);
  void declare(Declaration function) { declarations_.push_back(std::move(function)); }

  const Variable* find(std::string_view name) const;
  const std::vector<Variable>& variables() const { return variables_; }
  const std::vector<Declaration>& declarations() const { return declarations_; }

  std::string container;  // dotted; names are first looked up within it
  Extensions extensions;

 private:
  std::vector<Variable> variables_;
  std::vector<Declaration> declarations_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

}  // namespace hegui::cel
