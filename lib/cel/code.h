// What the rows of a program mean. Written by plan.cc, read by machine.cc; see Op. Not for use outside lib/cel.
#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include "cel/program.h"
#include "value/value.h"

namespace hegui::cel {

// `a`, `b`, `c` are rows of the program unless said otherwise. "Children": `count` row numbers, packed four to a row
// from row `a`.
enum class Code : std::uint8_t {
  Null,
  Bool,         // a: 0 or 1
  Int,          // b, c: the 64 bits
  Uint,         // b, c
  Double,       // b, c
  String,       // b, c: text of the image
  Bytes,        // b, c
  Timestamp,    // a: nanoseconds; b, c: seconds
  Duration,     // the same
  Type,         // a: TypeKind
  Failure,      // b, c: message
  Slot,         // a: slot; b: fact
  SlotTest,     // a: slot; b: fact
  Local,        // a: local
  Field,        // a: record; b: position; c: fact; flags
  NamedField,   // a: value; b, c: name; flags
  And,          // children
  Or,           // children
  Not,          // a
  Conditional,  // a ? b : c
  Equal,        // a, b
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  In,         // a in b
  InMembers,  // children: needle, then the members of a list that is not made
  Index,      // a[b]; flags
  Call,       // children; b: function
  Match,      // a: text; b, c: pattern of the image
  List,       // children
  Map,        // children: key, value …
  Spread,     // a: optional that a list or map takes in when it holds something
  // Macros. children: as in Node; b: first local; flags.
  All,
  Exists,
  ExistsOne,
  Filter,
  MapList,
  TransformMap,
  TransformEntry,
  Bind,
  OptMap,
  OptFlatMap,
};

// Bits of Op::flags.
inline constexpr std::uint8_t kOptional = 1;  // Field, NamedField, Index: gives an optional
inline constexpr std::uint8_t kTest = 2;      // Field, NamedField: whether it is there
inline constexpr std::uint8_t kTwo = 4;       // macros: two variables
inline constexpr std::uint8_t kTotal = 8;     // macros: predicate and result never fail

inline std::uint64_t wide(const Op& op) { return op.b | std::uint64_t{op.c} << 32; }

inline bool is_constant(Code code) { return code <= Code::Type; }

// The value of a constant row.
value::Value constant(const Op& op, const image::View& image);

}  // namespace hegui::cel
