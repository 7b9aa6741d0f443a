// The groups joined into one table, found by name, with their overloads read from the rows' compact notation.
#include "cel/functions.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <unordered_map>

namespace hegui::cel {
namespace {

using value::Type;
using value::TypeKind;
using value::TypePool;

struct Table {
  std::vector<const Function*> rows;
  std::vector<std::vector<Overload>> overloads;
  std::unordered_map<std::string_view, std::uint32_t> members, globals;
  TypePool types;

  Table() {
    for (const auto group :
         {operator_functions(), conversion_functions(), text_functions(), time_functions(), optional_functions(),
          string_functions(), format_functions(), math_functions(), collection_functions(), encoder_functions()})
      for (const Function& row : group) rows.push_back(&row);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      [[maybe_unused]] const bool fresh = (rows[i]->member ? members : globals).try_emplace(rows[i]->name, i).second;
      assert(fresh);
      overloads.push_back(read(rows[i]->overloads));
    }
  }

  const Type* read_type(std::string_view& text) {
    const char letter = text.front();
    text.remove_prefix(1);
    switch (letter) {
      case 'b':
        return TypePool::boolean();
      case 'i':
        return TypePool::integer();
      case 'u':
        return TypePool::unsigned_integer();
      case 'd':
        return TypePool::real();
      case 's':
        return TypePool::string();
      case 'y':
        return TypePool::bytes();
      case 't':
        return TypePool::timestamp();
      case 'p':
        return TypePool::duration();
      case 'n':
        return TypePool::null();
      case 'A':
      case 'B':
        return types.parameter(std::string(1, letter));
      case 'L':
        return types.list(read_type(text));
      case 'O':
        return types.optional(read_type(text));
      case 'T':
        return types.type_of(read_type(text));
      case 'M': {
        const Type* key = read_type(text);
        return types.map(key, read_type(text));
      }
      default:
        return TypePool::dyn();
    }
  }

  std::vector<Overload> read(std::string_view text) {
    std::vector<Overload> out;
    while (!text.empty()) {
      Overload overload;
      while (text.front() != ':') overload.parameters.push_back(read_type(text));
      text.remove_prefix(1);
      overload.result = read_type(text);
      if (!text.empty()) text.remove_prefix(1);
      out.push_back(std::move(overload));
    }
    return out;
  }
};

const Table& table() {
  static const Table instance;
  return instance;
}

struct TypeName {
  std::string_view name;
  TypeKind kind;
};
constexpr TypeName kTypeNames[] = {
    {"bool", TypeKind::Bool},
    {"int", TypeKind::Int},
    {"uint", TypeKind::Uint},
    {"double", TypeKind::Double},
    {"string", TypeKind::String},
    {"bytes", TypeKind::Bytes},
    {"list", TypeKind::List},
    {"map", TypeKind::Map},
    {"null_type", TypeKind::Null},
    {"type", TypeKind::Type},
    {"dyn", TypeKind::Dyn},
    {"google.protobuf.Timestamp", TypeKind::Timestamp},
    {"optional_type", TypeKind::Optional},
    {"google.protobuf.Duration", TypeKind::Duration},
};

}  // namespace

std::span<const Function* const> functions() { return table().rows; }

std::uint32_t find_function(std::string_view name, bool member) {
  const auto& index = member ? table().members : table().globals;
  const auto it = index.find(name);
  return it == index.end() ? kNoFunction : it->second;
}

const std::vector<Overload>& overloads_of(std::uint32_t function) { return table().overloads[function]; }

const Type* type_named(std::string_view name) {
  const auto* row = std::ranges::find(kTypeNames, name, &TypeName::name);
  return row == std::end(kTypeNames) || row->kind == TypeKind::Dyn ? nullptr : TypePool::basic(row->kind);
}

std::string_view type_name(const Type& type) {
  const auto* row = std::ranges::find(kTypeNames, type.kind, &TypeName::kind);
  return row == std::end(kTypeNames) ? std::string_view(type.name) : row->name;
}

}  // namespace hegui::cel
