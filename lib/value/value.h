// The one value that facts, conditions and results share: sixteen bytes, trivially copyable, pointing into an arena or
// a source that outlives it. Which operations exist on values is lib/cel's; here is only what they are.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace hegui::value {

struct Type;  // value/type.h
class Value;

enum class Kind : std::uint8_t {
  Null,
  Bool,
  Int,
  Uint,
  Double,
  String,
  Bytes,
  Timestamp,  // nanoseconds of a second beside seconds since 1970-01-01T00:00:00Z
  Duration,   // the same beside whole seconds, both of one sign
  Type,
  List,
  Map,
  Record,
  Optional,
  Unknown,  // facts that are missing, see Missing
  Error,
};

struct Missing;

// A list. `open`: there may be members that no input showed, so `all` over it is never true and `exists` never false;
// `missing` then names the facts that would close it, where whoever made the list knows them.
struct List {
  std::span<const Value> items;
  bool open = false;
  const Missing* missing = nullptr;
};

struct MapEntry;

// A map in the order its entries were written; keys are bool, int, uint or string and differ from each other.
struct Map {
  std::span<const MapEntry> entries;
};

// A structure with the fields of its type, by position. `host` is for whoever built it (facts keep the item's origins
// there).
struct Record {
  const Type* type = nullptr;
  std::span<const Value> fields;
  const void* host = nullptr;
};

// Which facts are missing: their numbers, ascending, without repeats. `absent` marks a slot or field whose input could
// have stated the fact and did not: reading it is unknown all the same, but `has` is false there and not unknown.
struct Missing {
  std::span<const std::uint32_t> facts;
  bool absent = false;
};

// A failed evaluation: the text of CEL's error, for a person.
struct Failure {
  std::string_view message;
};

class Value {
 public:
  Value() = default;

  static Value null() { return Value(); }
  static Value boolean(bool value) { return scalar(Kind::Bool, value ? 1u : 0u); }
  static Value integer(std::int64_t value) { return scalar(Kind::Int, static_cast<std::uint64_t>(value)); }
  static Value unsigned_integer(std::uint64_t value) { return scalar(Kind::Uint, value); }
  static Value real(double value) {
    Value out;
    out.kind_ = Kind::Double;
    out.bits_.real = value;
    return out;
  }
  static Value string(std::string_view text) { return text_of(Kind::String, text); }
  static Value bytes(std::string_view text) { return text_of(Kind::Bytes, text); }
  // `nanos` from 0 to 999'999'999 for a timestamp; of the sign of `seconds` for a duration.
  static Value timestamp(std::int64_t seconds, std::int32_t nanos = 0) { return time(Kind::Timestamp, seconds, nanos); }
  static Value duration(std::int64_t seconds, std::int32_t nanos = 0) { return time(Kind::Duration, seconds, nanos); }
  static Value type(const Type* type) { return pointer(Kind::Type, type); }
  static Value list(const List* list) { return pointer(Kind::List, list); }
  static Value map(const Map* map) { return pointer(Kind::Map, map); }
  static Value record(const Record* record) { return pointer(Kind::Record, record); }
  // An optional holding `*held`, or nothing when null.
  static Value optional(const Value* held) { return pointer(Kind::Optional, held); }
  static Value unknown(const Missing* missing) { return pointer(Kind::Unknown, missing); }
  static Value error(const Failure* failure) { return pointer(Kind::Error, failure); }

  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }

  bool as_bool() const { return expect(Kind::Bool), bits_.word != 0; }
  std::int64_t as_int() const { return expect(Kind::Int), static_cast<std::int64_t>(bits_.word); }
  std::uint64_t as_uint() const { return expect(Kind::Uint), bits_.word; }
  double as_double() const { return expect(Kind::Double), bits_.real; }
  std::string_view as_text() const {  // of a String or Bytes
    assert(kind_ == Kind::String || kind_ == Kind::Bytes);
    return {bits_.text, extra_.size};
  }
  std::int64_t seconds() const {  // of a Timestamp or Duration
    assert(kind_ == Kind::Timestamp || kind_ == Kind::Duration);
    return static_cast<std::int64_t>(bits_.word);
  }
  std::int32_t nanos() const { return extra_.nanos; }
  const Type* as_type() const { return expect(Kind::Type), static_cast<const Type*>(bits_.pointer); }
  const List& as_list() const { return expect(Kind::List), *static_cast<const List*>(bits_.pointer); }
  const Map& as_map() const { return expect(Kind::Map), *static_cast<const Map*>(bits_.pointer); }
  const Record& as_record() const { return expect(Kind::Record), *static_cast<const Record*>(bits_.pointer); }
  const Value* as_optional() const { return expect(Kind::Optional), static_cast<const Value*>(bits_.pointer); }
  const Missing& as_unknown() const { return expect(Kind::Unknown), *static_cast<const Missing*>(bits_.pointer); }
  const Failure& as_error() const { return expect(Kind::Error), *static_cast<const Failure*>(bits_.pointer); }

 private:
  static Value scalar(Kind kind, std::uint64_t word) {
    Value out;
    out.kind_ = kind;
    out.bits_.word = word;
    return out;
  }
  static Value text_of(Kind kind, std::string_view text) {
    assert(text.size() <= UINT32_MAX);
    Value out;
    out.kind_ = kind;
    out.extra_.size = static_cast<std::uint32_t>(text.size());
    out.bits_.text = text.data();
    return out;
  }
  static Value time(Kind kind, std::int64_t seconds, std::int32_t nanos) {
    Value out = scalar(kind, static_cast<std::uint64_t>(seconds));
    out.extra_.nanos = nanos;
    return out;
  }
  static Value pointer(Kind kind, const void* target) {
    Value out;
    out.kind_ = kind;
    out.bits_.pointer = target;
    return out;
  }
  void expect([[maybe_unused]] Kind kind) const { assert(kind_ == kind); }

  Kind kind_ = Kind::Null;
  union {
    std::uint32_t size = 0;  // bytes of a String or Bytes
    std::int32_t nanos;
  } extra_;
  union {
    std::uint64_t word = 0;
    double real;
    const char* text;
    const void* pointer;
  } bits_;
};

static_assert(sizeof(Value) == 16 && std::is_trivially_copyable_v<Value>);

struct MapEntry {
  Value key;
  Value value;
};

}  // namespace hegui::value
