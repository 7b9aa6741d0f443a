// Operators that are calls: arithmetic, and the rows by which the checker types the operators that the machine runs
// itself.
#include <cmath>
#include <limits>

#include "cel/functions.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;
using Arguments = std::span<const Value>;

bool both(Arguments args, Kind kind) { return args[0].is(kind) && args[1].is(kind); }
bool is_text(Arguments args) { return both(args, Kind::String) || both(args, Kind::Bytes); }

Value overflow(Context& context, Kind kind) {
  return context.fail(kind == Kind::Int ? "integer overflow" : "unsigned integer overflow");
}

// Checked arithmetic on both kinds of integer.
template <class Int, class Uint>
Value integers(Context& context, Arguments args, Int on_int, Uint on_uint) {
  if (both(args, Kind::Int)) {
    std::int64_t out = 0;
    return on_int(args[0].as_int(), args[1].as_int(), &out) ? overflow(context, Kind::Int) : Value::integer(out);
  }
  std::uint64_t out = 0;
  return on_uint(args[0].as_uint(), args[1].as_uint(), &out) ? overflow(context, Kind::Uint)
                                                             : Value::unsigned_integer(out);
}

Value concatenate(Context& context, Arguments args) {
  const std::string_view a = args[0].as_text(), b = args[1].as_text();
  if (a.size() + b.size() > UINT32_MAX || !context.reserve(a.size() + b.size())) return context.too_large();
  if (!context.charge((a.size() + b.size()) / 64)) return context.spent();
  char* bytes = static_cast<char*>(context.arena().allocate(a.size() + b.size() + 1, 1));
  std::copy(a.begin(), a.end(), bytes);
  std::copy(b.begin(), b.end(), bytes + a.size());
  const std::string_view out(bytes, a.size() + b.size());
  return args[0].is(Kind::String) ? Value::string(out) : Value::bytes(out);
}

Value join(Context& context, Arguments args) {
  const value::List &a = args[0].as_list(), &b = args[1].as_list();
  const std::size_t size = a.items.size() + b.items.size();
  if (!context.reserve(size * sizeof(Value))) return context.too_large();
  if (!context.charge(size)) return context.spent();
  const std::span<Value> items = context.arena().make_array<Value>(size);
  std::copy(a.items.begin(), a.items.end(), items.begin());
  std::copy(b.items.begin(), b.items.end(), items.begin() + static_cast<std::ptrdiff_t>(a.items.size()));
  const value::Missing* missing = context.merge(a.open ? a.missing : nullptr, b.open ? b.missing : nullptr);
  return Value::list(context.arena().make<value::List>(items, a.open || b.open, missing));
}

Value add(Context& context, Arguments args) {
  if (both(args, Kind::Int) || both(args, Kind::Uint))
    return integers(
        context, args, [](auto a, auto b, auto* out) { return __builtin_add_overflow(a, b, out); },
        [](auto a, auto b, auto* out) { return __builtin_add_overflow(a, b, out); });
  if (both(args, Kind::Double)) return Value::real(args[0].as_double() + args[1].as_double());
  if (is_text(args)) return concatenate(context, args);
  if (both(args, Kind::List)) return join(context, args);
  const bool has_time = args[0].is(Kind::Timestamp) || args[1].is(Kind::Timestamp);
  if (has_time && (args[0].is(Kind::Duration) || args[1].is(Kind::Duration)))
    return make_timestamp(context, nanoseconds(args[0]) + nanoseconds(args[1]));
  if (both(args, Kind::Duration)) return make_duration(context, nanoseconds(args[0]) + nanoseconds(args[1]));
  return context.no_overload();
}

Value subtract(Context& context, Arguments args) {
  if (both(args, Kind::Int) || both(args, Kind::Uint))
    return integers(
        context, args, [](auto a, auto b, auto* out) { return __builtin_sub_overflow(a, b, out); },
        [](auto a, auto b, auto* out) { return __builtin_sub_overflow(a, b, out); });
  if (both(args, Kind::Double)) return Value::real(args[0].as_double() - args[1].as_double());
  if (args[0].is(Kind::Timestamp) && args[1].is(Kind::Duration))
    return make_timestamp(context, nanoseconds(args[0]) - nanoseconds(args[1]));
  if (both(args, Kind::Duration)) return make_duration(context, nanoseconds(args[0]) - nanoseconds(args[1]));
  if (both(args, Kind::Timestamp)) {
    // A span between two times is counted in 64 bits of nanoseconds, as other implementations do.
    const Wide span = nanoseconds(args[0]) - nanoseconds(args[1]);
    if (span > std::numeric_limits<std::int64_t>::max() || span < std::numeric_limits<std::int64_t>::min())
      return context.fail("duration out of range");
    return make_duration(context, span);
  }
  return context.no_overload();
}

Value multiply(Context& context, Arguments args) {
  if (both(args, Kind::Int) || both(args, Kind::Uint))
    return integers(
        context, args, [](auto a, auto b, auto* out) { return __builtin_mul_overflow(a, b, out); },
        [](auto a, auto b, auto* out) { return __builtin_mul_overflow(a, b, out); });
  if (both(args, Kind::Double)) return Value::real(args[0].as_double() * args[1].as_double());
  return context.no_overload();
}

Value divide(Context& context, Arguments args) {
  if (both(args, Kind::Double)) return Value::real(args[0].as_double() / args[1].as_double());
  if (both(args, Kind::Int)) {
    if (args[1].as_int() == 0) return context.fail("division by zero");
    if (args[1].as_int() == -1 && args[0].as_int() == std::numeric_limits<std::int64_t>::min())
      return overflow(context, Kind::Int);
    return Value::integer(args[0].as_int() / args[1].as_int());
  }
  if (!both(args, Kind::Uint)) return context.no_overload();
  if (args[1].as_uint() == 0) return context.fail("division by zero");
  return Value::unsigned_integer(args[0].as_uint() / args[1].as_uint());
}

Value modulo(Context& context, Arguments args) {
  if (both(args, Kind::Int)) {
    if (args[1].as_int() == 0) return context.fail("modulus by zero");
    if (args[1].as_int() == -1) {
      if (args[0].as_int() == std::numeric_limits<std::int64_t>::min()) return overflow(context, Kind::Int);
      return Value::integer(0);
    }
    return Value::integer(args[0].as_int() % args[1].as_int());
  }
  if (!both(args, Kind::Uint)) return context.no_overload();
  if (args[1].as_uint() == 0) return context.fail("modulus by zero");
  return Value::unsigned_integer(args[0].as_uint() % args[1].as_uint());
}

Value negate(Context& context, Arguments args) {
  if (args[0].is(Kind::Double)) return Value::real(-args[0].as_double());
  if (args[0].is(Kind::Duration)) return make_duration(context, -nanoseconds(args[0]));
  if (!args[0].is(Kind::Int)) return context.no_overload();
  if (args[0].as_int() == std::numeric_limits<std::int64_t>::min()) return overflow(context, Kind::Int);
  return Value::integer(-args[0].as_int());
}

constexpr std::string_view kOrdered = "bb:b|ii:b|uu:b|dd:b|ss:b|yy:b|tt:b|pp:b|iu:b|id:b|ui:b|ud:b|di:b|du:b";

constexpr Function kFunctions[] = {
    {.name = "_+_", .overloads = "ii:i|uu:u|dd:d|ss:s|yy:y|LALA:LA|tp:t|pt:t|pp:p", .run = add, .gaps = Gaps::Anywhere},
    {.name = "_-_", .overloads = "ii:i|uu:u|dd:d|tt:p|tp:t|pp:p", .run = subtract},
    {.name = "_*_", .overloads = "ii:i|uu:u|dd:d", .run = multiply},
    {.name = "_/_", .overloads = "ii:i|uu:u|dd:d", .run = divide},
    {.name = "_%_", .overloads = "ii:i|uu:u", .run = modulo},
    {.name = "-_", .overloads = "i:i|d:d|p:p", .run = negate},
    // The machine's own.
    {.name = "!_", .overloads = "b:b", .total = true},
    {.name = "_==_", .overloads = "AA:b", .total = true},
    {.name = "_!=_", .overloads = "AA:b", .total = true},
    {.name = "_<_", .overloads = kOrdered, .total = true},
    {.name = "_<=_", .overloads = kOrdered, .total = true},
    {.name = "_>_", .overloads = kOrdered, .total = true},
    {.name = "_>=_", .overloads = kOrdered, .total = true},
    {.name = "@in", .overloads = "ALA:b|AMAB:b", .total = true},
    {.name = "_[_]", .overloads = "LAi:A|MABA:B|OLAi:OA|OMABA:OB"},
    {.name = "_[?_]", .overloads = "LAi:OA|MABA:OB|OLAi:OA|OMABA:OB", .extension = &Extensions::optionals},
};

}  // namespace

std::span<const Function> operator_functions() { return kFunctions; }

}  // namespace hegui::cel
