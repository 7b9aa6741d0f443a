// From one type to another: int(), uint(), double(), string(), bytes(), bool(), type(), dyn(). CEL: Type Conversions.
#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "cel/functions.h"
#include "value/type.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::TypeKind;
using value::TypePool;
using value::Value;
using Arguments = std::span<const Value>;

template <class Number>
bool read_all(std::string_view text, Number& out) {
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), out);
  return status == std::errc{} && end == text.data() + text.size();
}

Value to_int(Context& context, Arguments args) {
  const Value& from = args[0];
  if (from.is(Kind::Int)) return from;
  if (from.is(Kind::Timestamp)) return Value::integer(from.seconds());
  if (from.is(Kind::Uint))
    return from.as_uint() > INT64_MAX ? context.fail("range: the number does not fit an int")
                                      : Value::integer(static_cast<std::int64_t>(from.as_uint()));
  if (from.is(Kind::Double)) {
    const double number = from.as_double();
    // Strictly inside: the double next to either end is not an int any more.
    if (!(number > -0x1p63 && number < 0x1p63)) return context.fail("range: the number does not fit an int");
    return Value::integer(static_cast<std::int64_t>(number));
  }
  std::int64_t out = 0;
  if (!from.is(Kind::String)) return context.no_overload();
  std::string_view text = from.as_text();
  if (text.starts_with('+')) text.remove_prefix(1);
  return read_all(text, out) ? Value::integer(out) : context.fail("cannot convert string to int");
}

Value to_uint(Context& context, Arguments args) {
  const Value& from = args[0];
  if (from.is(Kind::Uint)) return from;
  if (from.is(Kind::Int))
    return from.as_int() < 0 ? context.fail("range: the number does not fit a uint")
                             : Value::unsigned_integer(static_cast<std::uint64_t>(from.as_int()));
  if (from.is(Kind::Double)) {
    const double number = from.as_double();
    if (!(number > -1 && number < 0x1p64)) return context.fail("range: the number does not fit a uint");
    return Value::unsigned_integer(static_cast<std::uint64_t>(number));
  }
  std::uint64_t out = 0;
  if (!from.is(Kind::String)) return context.no_overload();
  return read_all(from.as_text(), out) ? Value::unsigned_integer(out) : context.fail("cannot convert string to uint");
}

Value to_double(Context& context, Arguments args) {
  const Value& from = args[0];
  if (from.is(Kind::Double)) return from;
  if (from.is(Kind::Int)) return Value::real(static_cast<double>(from.as_int()));
  if (from.is(Kind::Uint)) return Value::real(static_cast<double>(from.as_uint()));
  if (!from.is(Kind::String)) return context.no_overload();
  double out = 0;
  return read_all(from.as_text(), out) ? Value::real(out) : context.fail("cannot convert string to double");
}

Value to_string(Context& context, Arguments args) {
  if (args[0].is(Kind::String)) return args[0];
  if (args[0].is(Kind::Bytes) && utf8::find_invalid(args[0].as_text()) != std::string_view::npos)
    return context.fail("invalid UTF-8 in bytes");
  std::string out;
  return append_text(args[0], out) ? context.string(out) : context.no_overload();
}

Value to_bytes(Context& context, Arguments args) {
  if (args[0].is(Kind::Bytes)) return args[0];
  return args[0].is(Kind::String) ? Value::bytes(args[0].as_text()) : context.no_overload();
}

Value to_bool(Context& context, Arguments args) {
  if (args[0].is(Kind::Bool)) return args[0];
  if (!args[0].is(Kind::String)) return context.no_overload();
  const std::string_view text = args[0].as_text();
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"})
    if (text == yes) return Value::boolean(true);
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"})
    if (text == no) return Value::boolean(false);
  return context.fail("type conversion error: the string is no bool");
}

Value type_of(Context&, Arguments args) {
  const auto basic = [](TypeKind kind) { return Value::type(TypePool::basic(kind)); };
  switch (args[0].kind()) {
    case Kind::Null:
      return basic(TypeKind::Null);
    case Kind::Bool:
      return basic(TypeKind::Bool);
    case Kind::Int:
      return basic(TypeKind::Int);
    case Kind::Uint:
      return basic(TypeKind::Uint);
    case Kind::Double:
      return basic(TypeKind::Double);
    case Kind::String:
      return basic(TypeKind::String);
    case Kind::Bytes:
      return basic(TypeKind::Bytes);
    case Kind::Timestamp:
      return basic(TypeKind::Timestamp);
    case Kind::Duration:
      return basic(TypeKind::Duration);
    case Kind::Type:
      return basic(TypeKind::Type);
    case Kind::List:
      return basic(TypeKind::List);
    case Kind::Map:
      return basic(TypeKind::Map);
    case Kind::Optional:
      return basic(TypeKind::Optional);
    case Kind::Record:
      return Value::type(args[0].as_record().type);
    case Kind::Unknown:
    case Kind::Error:
      break;
  }
  return args[0];
}

Value as_it_is(Context&, Arguments args) { return args[0]; }

Value to_timestamp(Context& context, Arguments args) {
  if (args[0].is(Kind::Timestamp)) return args[0];
  if (args[0].is(Kind::Int)) return make_timestamp(context, Wide{args[0].as_int()} * 1'000'000'000);
  return args[0].is(Kind::String) ? parse_timestamp(context, args[0].as_text()) : context.no_overload();
}

Value to_duration(Context& context, Arguments args) {
  if (args[0].is(Kind::Duration)) return args[0];
  if (args[0].is(Kind::Int)) return make_duration(context, Wide{args[0].as_int()} * 1'000'000'000);
  return args[0].is(Kind::String) ? parse_duration(context, args[0].as_text()) : context.no_overload();
}

constexpr Function kFunctions[] = {
    {.name = "int", .overloads = "i:i|u:i|d:i|s:i|t:i", .run = to_int},
    {.name = "uint", .overloads = "u:u|i:u|d:u|s:u", .run = to_uint},
    {.name = "double", .overloads = "d:d|i:d|u:d|s:d", .run = to_double},
    {.name = "string", .overloads = "s:s|b:s|i:s|u:s|d:s|y:s|t:s|p:s", .run = to_string},
    {.name = "bytes", .overloads = "y:y|s:y", .run = to_bytes},
    {.name = "bool", .overloads = "b:b|s:b", .run = to_bool},
    {.name = "timestamp", .overloads = "t:t|s:t|i:t", .run = to_timestamp},
    {.name = "duration", .overloads = "p:p|s:p|i:p", .run = to_duration},
    {.name = "type", .overloads = "A:TA", .run = type_of, .gaps = Gaps::Anywhere, .total = true},
    {.name = "dyn", .overloads = "A:*", .run = as_it_is, .gaps = Gaps::Anywhere, .total = true},
};

}  // namespace

std::span<const Function> conversion_functions() { return kFunctions; }

}  // namespace hegui::cel
