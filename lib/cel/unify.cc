#include "cel/unify.h"

#include <algorithm>

namespace hegui::cel {

using value::Type;
using value::TypeKind;
using value::TypePool;

namespace {

bool is_parameter(const Type* type) { return type->kind == TypeKind::Parameter; }
bool is_dyn(const Type* type) { return type->kind == TypeKind::Dyn || type->kind == TypeKind::Error; }

// null may stand for these, as the protobuf messages they are elsewhere.
bool nullable(const Type* type) {
  return type->kind == TypeKind::Null || type->kind == TypeKind::Timestamp || type->kind == TypeKind::Duration ||
         type->kind == TypeKind::Record || type->kind == TypeKind::Optional;
}

}  // namespace

const Type* Unifier::fresh() {
  return &parameters_.emplace_back(Type{.kind = TypeKind::Parameter, .name = "_" + std::to_string(parameters_.size())});
}

Overload Unifier::instantiate(const Overload& overload) {
  Bindings map;
  const auto note = [&](const auto& self, const Type* type) -> void {
    if (is_parameter(type) && !map.contains(type)) map.emplace(type, fresh());
    for (const Type* inner : type->parameters) self(self, inner);
  };
  for (const Type* parameter : overload.parameters) note(note, parameter);
  note(note, overload.result);
  if (map.empty()) return overload;
  Overload out;
  for (const Type* parameter : overload.parameters) out.parameters.push_back(substitute(parameter, map, false));
  out.result = substitute(overload.result, map, false);
  return out;
}

bool Unifier::assign(const Type* to, const Type* from) {
  Bindings before = bound_;
  if (internal_assign(from, to)) return true;
  bound_ = std::move(before);
  return false;
}

bool Unifier::assign(std::span<const Type* const> to, std::span<const Type* const> from) {
  if (to.size() != from.size()) return false;
  Bindings before = bound_;
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (internal_assign(from[i], to[i])) continue;
    bound_ = std::move(before);
    return false;
  }
  return true;
}

const Type* Unifier::join(const Type* a, const Type* b) {
  if (assign(a, b)) return most_general(a, b);
  return TypePool::dyn();
}

bool Unifier::internal_assign(const Type* a, const Type* b) {
  if (is_parameter(b)) {
    const Bound bound = bind(a, b);
    if (bound == Bound::Fits) return true;
    if (bound == Bound::Conflict) return false;
  }
  if (is_parameter(a)) return bind(b, a) == Bound::Fits;
  if (is_dyn(a) || is_dyn(b)) return true;
  if (a->kind == TypeKind::Null) return nullable(b);
  if (b->kind == TypeKind::Null) return nullable(a);
  if (a->kind != b->kind) return false;
  if (a->kind == TypeKind::Type) return true;  // types of any value compare
  if (a->kind == TypeKind::Record && a != b && (a->name != b->name || a->parameters.size() != b->parameters.size()))
    return false;
  for (std::size_t i = 0; i < std::min(a->parameters.size(), b->parameters.size()); ++i)
    if (!internal_assign(a->parameters[i], b->parameters[i])) return false;
  return true;
}

Unifier::Bound Unifier::bind(const Type* type, const Type* parameter) {
  if (type == parameter) return Bound::Fits;
  if (const auto it = bound_.find(parameter); it != bound_.end()) {
    const Type* present = it->second;
    if (!internal_assign(type, present)) return Bound::Conflict;
    const Type* general = most_general(type, present);
    if (!mentions(general, parameter)) bound_[parameter] = general;
    return Bound::Fits;
  }
  if (mentions(type, parameter)) return Bound::Conflict;
  bound_[parameter] = type;
  return Bound::Fits;
}

bool Unifier::mentions(const Type* type, const Type* parameter) const {
  if (type == parameter) return true;
  if (is_parameter(type)) {
    const auto it = bound_.find(type);
    return it != bound_.end() && mentions(it->second, parameter);
  }
  return std::ranges::any_of(type->parameters, [&](const Type* inner) { return mentions(inner, parameter); });
}

bool Unifier::equal_or_less_specific(const Type* a, const Type* b) const {
  if (is_dyn(a) || is_parameter(a)) return true;
  if (is_dyn(b) || is_parameter(b)) return false;
  if (a->kind == TypeKind::Null || b->kind == TypeKind::Null) return a->kind != TypeKind::Null;
  if (a->kind != b->kind || a->parameters.size() != b->parameters.size()) return false;
  for (std::size_t i = 0; i < a->parameters.size(); ++i)
    if (!equal_or_less_specific(a->parameters[i], b->parameters[i])) return false;
  return true;
}

const Type* Unifier::shallow(const Type* type) const {
  while (is_parameter(type)) {
    const auto it = bound_.find(type);
    if (it == bound_.end()) return type;
    type = it->second;
  }
  return type;
}

const Type* Unifier::resolve(const Type* type) const { return substitute(type, bound_, true); }

const Type* Unifier::substitute(const Type* type, const Bindings& map, bool free_to_dyn) const {
  if (is_parameter(type)) {
    const auto it = map.find(type);
    if (it != map.end()) return free_to_dyn ? substitute(it->second, map, true) : it->second;
    return free_to_dyn ? TypePool::dyn() : type;
  }
  if (type->parameters.empty()) return type;
  std::vector<const Type*> inner;
  inner.reserve(type->parameters.size());
  for (const Type* parameter : type->parameters) inner.push_back(substitute(parameter, map, free_to_dyn));
  switch (type->kind) {
    case TypeKind::List:
      return pool_.list(inner[0]);
    case TypeKind::Map:
      return pool_.map(inner[0], inner[1]);
    case TypeKind::Optional:
      return pool_.optional(inner[0]);
    case TypeKind::Type:
      return pool_.type_of(inner[0]);
    case TypeKind::Record:
      return pool_.abstract(type->name, std::move(inner));
    case TypeKind::Dyn:
    case TypeKind::Null:
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Uint:
    case TypeKind::Double:
    case TypeKind::String:
    case TypeKind::Bytes:
    case TypeKind::Timestamp:
    case TypeKind::Duration:
    case TypeKind::Parameter:
    case TypeKind::Error:
      break;
  }
  return type;
}

}  // namespace hegui::cel
