// Type parameters and what they stand for: the checker's algebra, after the reference checker. Not for use outside
// lib/cel.
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "cel/functions.h"
#include "value/type.h"

namespace hegui::cel {

class Unifier {
 public:
  explicit Unifier(value::TypePool& pool) : pool_(pool) {}

  // A type parameter that stands for nothing yet.
  const value::Type* fresh();
  // The overload with a fresh parameter for each of its own.
  Overload instantiate(const Overload& overload);

  // Whether a value of `from` can be given where `to` is wanted; binds parameters when it can, changes nothing when it
  // cannot.
  bool assign(const value::Type* to, const value::Type* from);
  bool assign(std::span<const value::Type* const> to, std::span<const value::Type* const> from);

  // The type of a list's members, or of both branches of a conditional: the more general one, dyn when they have
  // nothing in common.
  const value::Type* join(const value::Type* a, const value::Type* b);

  // What a parameter stands for at present, one level deep; other types as they are.
  const value::Type* shallow(const value::Type* type) const;
  // The type without parameters: those that stand for nothing become dyn.
  const value::Type* resolve(const value::Type* type) const;

 private:
  using Bindings = std::unordered_map<const value::Type*, const value::Type*>;

  bool internal_assign(const value::Type* a, const value::Type* b);
  // Nothing bound, a binding that fits, or one that does not.
  enum class Bound { Fits, Free, Conflict };
  Bound bind(const value::Type* type, const value::Type* parameter);
  bool mentions(const value::Type* type, const value::Type* parameter) const;
  bool equal_or_less_specific(const value::Type* a, const value::Type* b) const;
  const value::Type* most_general(const value::Type* a, const value::Type* b) const {
    return equal_or_less_specific(a, b) ? a : b;
  }
  const value::Type* substitute(const value::Type* type, const Bindings& map, bool free_to_dyn) const;

  value::TypePool& pool_;
  std::deque<value::Type> parameters_;
  Bindings bound_;
};

}  // namespace hegui::cel
