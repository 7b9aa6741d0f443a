// Interning of types: the basic ones are shared by all pools, compound ones are found again by a scan of the pool.
#include "value/type.h"

#include <algorithm>

namespace hegui::value {
namespace {

const Type* basic(TypeKind kind) {
  static const std::vector<Type> kBasic = [] {
    std::vector<Type> types;
    for (int i = 0; i <= static_cast<int>(TypeKind::Error); ++i)
      types.push_back({.kind = static_cast<TypeKind>(i), .name = {}});
    return types;
  }();
  return &kBasic[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string Type::to_string() const {
  const auto with_parameters = [&](std::string_view head) {
    std::string out(head);
    out += '(';
    for (std::size_t i = 0; i < parameters.size(); ++i) out += (i > 0 ? ", " : "") + parameters[i]->to_string();
    return out + ')';
  };
  switch (kind) {
    case TypeKind::Dyn:
      return "dyn";
    case TypeKind::Null:
      return "null";
    case TypeKind::Bool:
      return "bool";
    case TypeKind::Int:
      return "int";
    case TypeKind::Uint:
      return "uint";
    case TypeKind::Double:
      return "double";
    case TypeKind::String:
      return "string";
    case TypeKind::Bytes:
      return "bytes";
    case TypeKind::Timestamp:
      return "timestamp";
    case TypeKind::Duration:
      return "duration";
    case TypeKind::Type:
      return parameters.empty() ? "type" : with_parameters("type");
    case TypeKind::List:
      return with_parameters("list");
    case TypeKind::Map:
      return with_parameters("map");
    case TypeKind::Optional:
      return with_parameters("optional");
    case TypeKind::Record:
      return parameters.empty() ? name : with_parameters(name);
    case TypeKind::Parameter:
      return name;
    case TypeKind::Error:
      return "error";
  }
  return "error";
}

int Type::find_field(std::string_view field) const {
  const auto it = std::ranges::find(fields, field, &Field::name);
  return it == fields.end() ? -1 : static_cast<int>(it - fields.begin());
}

const Type* TypePool::basic(TypeKind kind) { return value::basic(kind); }
const Type* TypePool::dyn() { return basic(TypeKind::Dyn); }
const Type* TypePool::null() { return basic(TypeKind::Null); }
const Type* TypePool::boolean() { return basic(TypeKind::Bool); }
const Type* TypePool::integer() { return basic(TypeKind::Int); }
const Type* TypePool::unsigned_integer() { return basic(TypeKind::Uint); }
const Type* TypePool::real() { return basic(TypeKind::Double); }
const Type* TypePool::string() { return basic(TypeKind::String); }
const Type* TypePool::bytes() { return basic(TypeKind::Bytes); }
const Type* TypePool::timestamp() { return basic(TypeKind::Timestamp); }
const Type* TypePool::duration() { return basic(TypeKind::Duration); }
const Type* TypePool::type() { return basic(TypeKind::Type); }
const Type* TypePool::error() { return basic(TypeKind::Error); }

const Type* TypePool::list(const Type* element) { return intern(TypeKind::List, {element}); }
const Type* TypePool::map(const Type* key, const Type* value) { return intern(TypeKind::Map, {key, value}); }
const Type* TypePool::optional(const Type* held) { return intern(TypeKind::Optional, {held}); }
const Type* TypePool::type_of(const Type* of) { return intern(TypeKind::Type, {of}); }

const Type* TypePool::parameter(std::string_view name) {
  const auto it = std::ranges::find_if(
      types_, [&](const Type& type) { return type.kind == TypeKind::Parameter && type.name == name; });
  if (it != types_.end()) return &*it;
  return &types_.emplace_back(Type{.kind = TypeKind::Parameter, .name = std::string(name)});
}

const Type* TypePool::abstract(std::string_view name, std::vector<const Type*> parameters) {
  return intern(TypeKind::Record, std::move(parameters), name);
}

const Type* TypePool::record(std::string name, std::vector<Field> fields) {
  return &types_.emplace_back(
      Type{.kind = TypeKind::Record, .name = std::move(name), .parameters = {}, .fields = std::move(fields)});
}

const Type* TypePool::intern(TypeKind kind, std::vector<const Type*> parameters, std::string_view name) {
  const auto it = std::ranges::find_if(types_, [&](const Type& type) {
    return type.kind == kind && type.parameters == parameters && type.name == name;
  });
  if (it != types_.end()) return &*it;
  return &types_.emplace_back(Type{.kind = kind, .name = std::string(name), .parameters = std::move(parameters)});
}

}  // namespace hegui::value
