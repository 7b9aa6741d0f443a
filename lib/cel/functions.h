// The table of functions: name, overloads and implementation of each, in one row. A function is added by a row in
// functions/<group>.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cel/context.h"
#include "cel/environment.h"
#include "value/type.h"
#include "value/value.h"

namespace hegui::cel {

// Runs a function over values that are neither unknown nor errors. The kinds are checked here again: conditions may run
// unchecked.
using Implementation = value::Value (*)(Context&, std::span<const value::Value>);

// Where unseen members of lists and missing fields of records may stand in the arguments; elsewhere they make the call
// unknown.
enum class Gaps : std::uint8_t {
  Nowhere,
  Inside,    // within members, but the lists themselves are whole
  Anywhere,  // the function sees to them itself
};

struct Function {
  std::string_view name;
  bool member = false;
  // Overloads, separated by `|`, each `parameters:result`, the receiver of a member first. One letter per type: b bool,
  // i int, u uint, d double, s string, y bytes, t timestamp, p duration, n null, * dyn, A and B type parameters, L
  // list, M map, O optional and T type, the last four followed by their own parameters.
  std::string_view overloads;
  Implementation run = nullptr;
  Gaps gaps = Gaps::Nowhere;
  // Never fails on arguments of its types: lets macros keep lists open.
  bool total = false;
  bool Extensions::* extension = nullptr;
};

// All functions, in the order of their groups. A position in it is stable within one build.
std::span<const Function* const> functions();

inline constexpr std::uint32_t kNoFunction = UINT32_MAX;
// The position of a function, or kNoFunction. A name has at most one row as a member and one as a function.
std::uint32_t find_function(std::string_view name, bool member);

// An overload with its types; type parameters are of kind Parameter.
struct Overload {
  std::vector<const value::Type*> parameters;
  const value::Type* result = nullptr;
};
const std::vector<Overload>& overloads_of(std::uint32_t function);

// The type a bare name such as `int` stands for, or null.
const value::Type* type_named(std::string_view name);
// CEL's name of the type of a value: `google.protobuf.Timestamp`.
std::string_view type_name(const value::Type& type);

// Groups, in the order of functions().
std::span<const Function> operator_functions();
std::span<const Function> conversion_functions();
std::span<const Function> text_functions();
std::span<const Function> time_functions();
std::span<const Function> optional_functions();
std::span<const Function> string_functions();
std::span<const Function> format_functions();
std::span<const Function> math_functions();
std::span<const Function> collection_functions();
std::span<const Function> encoder_functions();

// Wide enough for any span of time in nanoseconds.
__extension__ typedef __int128 Wide;

// Shared by groups. Text of a value as string() gives it; false when the kind has none.
bool append_text(const value::Value& value, std::string& out);
// RFC 3339 and Go's duration syntax; an error value when out of range or malformed.
value::Value parse_timestamp(Context& context, std::string_view text);
value::Value parse_duration(Context& context, std::string_view text);
// A value of the range CEL allows, from seconds and nanoseconds of any sign and size; else an error.
value::Value make_timestamp(Context& context, Wide nanoseconds);
value::Value make_duration(Context& context, Wide nanoseconds);
Wide nanoseconds(const value::Value& time);
// Whether the text holds a match of the pattern; an error when the pattern is none. `constant`: worth keeping compiled.
value::Value matches(Context& context, std::string_view text, std::string_view pattern, bool constant);
// Why a pattern is no regular expression, or empty.
std::string pattern_mistake(std::string_view pattern);

}  // namespace hegui::cel
