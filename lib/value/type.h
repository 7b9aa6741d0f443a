// Types of values, interned: two types are the same exactly when their pointers are.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::value {

enum class TypeKind : std::uint8_t {
  Dyn,
  Null,
  Bool,
  Int,
  Uint,
  Double,
  String,
  Bytes,
  Timestamp,
  Duration,
  Type,       // parameters: the type it is the type of, or none
  List,       // parameters: element
  Map,        // parameters: key, value
  Optional,   // parameters: held
  Record,     // fields; of an abstract type: parameters
  Parameter,  // a type parameter of a function or a fresh variable of the checker; `name`
  Error,
};

struct Type;

struct Field {
  std::string name;
  const Type* type = nullptr;
  std::uint32_t fact = 0;  // the number an unknown in this field carries; 0 where the record is not of facts
};

struct Type {
  TypeKind kind = TypeKind::Dyn;
  std::string name;  // of a Record or Parameter
  std::vector<const Type*> parameters = {};
  std::vector<Field> fields = {};  // of a Record, in slot order
  // As CEL writes it: `list(map(string, int))`, a record by its name.
  std::string to_string() const;
  // The position of field `name`, or -1.
  int find_field(std::string_view field) const;
};

// Owns types. Types of one pool may be compared by pointer with each other and with the basic types, which are shared
// by all pools.
class TypePool {
 public:
  static const Type* dyn();
  static const Type* null();
  static const Type* boolean();
  static const Type* integer();
  static const Type* unsigned_integer();
  static const Type* real();
  static const Type* string();
  static const Type* bytes();
  static const Type* timestamp();
  static const Type* duration();
  static const Type* type();  // type without a parameter
  static const Type* error();
  // The type of a kind without parameters: of List, Map and Optional the bare one, which is what a value's type prints
  // as.
  static const Type* basic(TypeKind kind);

  TypePool() = default;
  TypePool(const TypePool&) = delete;
  TypePool& operator=(const TypePool&) = delete;

  const Type* list(const Type* element);
  const Type* map(const Type* key, const Type* value);
  const Type* optional(const Type* held);
  const Type* type_of(const Type* of);
  const Type* parameter(std::string_view name);
  // A type that is only a name and parameters; values of it exist for the checker alone.
  const Type* abstract(std::string_view name, std::vector<const Type*> parameters);
  // A new record type; names are unique within a pool.
  const Type* record(std::string name, std::vector<Field> fields);

 private:
  const Type* intern(TypeKind kind, std::vector<const Type*> parameters, std::string_view name = {});
  std::deque<Type> types_;
};

}  // namespace hegui::value
