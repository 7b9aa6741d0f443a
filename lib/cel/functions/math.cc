// The math extension.
#include <cmath>
#include <limits>

#include "cel/functions.h"
#include "value/compare.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;
using Arguments = std::span<const Value>;

bool is_number(const Value& value) { return value.is(Kind::Int) || value.is(Kind::Uint) || value.is(Kind::Double); }

template <bool greatest>
Value extreme(Context& context, Arguments args) {
  if (args.size() == 1 && args[0].is(Kind::List)) args = args[0].as_list().items;
  if (args.empty()) return context.fail("the list is empty");
  if (!context.charge(args.size())) return context.spent();
  Value best = args[0];
  for (const Value& arg : args) {
    if (!is_number(arg)) return context.no_overload();
    const auto order = value::compare(arg, best);
    if (order && (greatest ? *order > 0 : *order < 0)) best = arg;
  }
  return best;
}

template <double (*function)(double)>
Value on_real(Context& context, Arguments args) {
  return args[0].is(Kind::Double) ? Value::real(function(args[0].as_double())) : context.no_overload();
}

Value square_root(Context& context, Arguments args) {
  if (args[0].is(Kind::Int)) return Value::real(std::sqrt(static_cast<double>(args[0].as_int())));
  if (args[0].is(Kind::Uint)) return Value::real(std::sqrt(static_cast<double>(args[0].as_uint())));
  return args[0].is(Kind::Double) ? Value::real(std::sqrt(args[0].as_double())) : context.no_overload();
}

Value absolute(Context& context, Arguments args) {
  if (args[0].is(Kind::Uint)) return args[0];
  if (args[0].is(Kind::Double)) return Value::real(std::fabs(args[0].as_double()));
  if (!args[0].is(Kind::Int)) return context.no_overload();
  if (args[0].as_int() == std::numeric_limits<std::int64_t>::min()) return context.fail("integer overflow");
  return Value::integer(std::abs(args[0].as_int()));
}

Value sign(Context& context, Arguments args) {
  if (args[0].is(Kind::Uint)) return Value::unsigned_integer(args[0].as_uint() > 0 ? 1 : 0);
  if (args[0].is(Kind::Int)) return Value::integer((args[0].as_int() > 0 ? 1 : 0) - (args[0].as_int() < 0 ? 1 : 0));
  if (!args[0].is(Kind::Double)) return context.no_overload();
  const double number = args[0].as_double();
  return Value::real(number > 0 ? 1 : number < 0 ? -1 : number);
}

enum class Class { Nan, Infinite, Finite };

template <Class wanted>
Value is_class(Context& context, Arguments args) {
  if (!args[0].is(Kind::Double)) return context.no_overload();
  const double number = args[0].as_double();
  return Value::boolean(wanted == Class::Nan        ? std::isnan(number)
                        : wanted == Class::Infinite ? std::isinf(number)
                                                    : std::isfinite(number));
}

enum class Bits { And, Or, Xor };

constexpr std::uint64_t combine(Bits how, std::uint64_t a, std::uint64_t b) {
  return how == Bits::And ? a & b : how == Bits::Or ? a | b : a ^ b;
}

template <Bits how>
Value bits(Context& context, Arguments args) {
  if (args[0].is(Kind::Int) && args[1].is(Kind::Int))
    return Value::integer(static_cast<std::int64_t>(
        combine(how, static_cast<std::uint64_t>(args[0].as_int()), static_cast<std::uint64_t>(args[1].as_int()))));
  if (args[0].is(Kind::Uint) && args[1].is(Kind::Uint))
    return Value::unsigned_integer(combine(how, args[0].as_uint(), args[1].as_uint()));
  return context.no_overload();
}

Value bits_not(Context& context, Arguments args) {
  if (args[0].is(Kind::Int)) return Value::integer(~args[0].as_int());
  return args[0].is(Kind::Uint) ? Value::unsigned_integer(~args[0].as_uint()) : context.no_overload();
}

// Both shifts move bits in from outside as zeros, for int too.
template <bool left>
Value shift(Context& context, Arguments args) {
  if ((!args[0].is(Kind::Int) && !args[0].is(Kind::Uint)) || !args[1].is(Kind::Int)) return context.no_overload();
  const std::int64_t count = args[1].as_int();
  if (count < 0)
    return context.fail(fmt::format("math.bitShift{} negative offset: {}", left ? "Left" : "Right", count));
  const std::uint64_t word = args[0].is(Kind::Int) ? static_cast<std::uint64_t>(args[0].as_int()) : args[0].as_uint();
  const std::uint64_t out = count > 63 ? 0 : left ? word << count : word >> count;
  return args[0].is(Kind::Int) ? Value::integer(static_cast<std::int64_t>(out)) : Value::unsigned_integer(out);
}

constexpr auto kExtension = &Extensions::math;
// More than two arguments reach these as a list.
constexpr std::string_view kExtreme = "i:i|u:u|d:d|ii:i|uu:u|dd:d|iu:*|id:*|ui:*|ud:*|di:*|du:*|Li:i|Lu:u|Ld:d";
constexpr std::string_view kNumber = "i:i|u:u|d:d";
constexpr std::string_view kBits = "ii:i|uu:u";

constexpr Function kFunctions[] = {
    {.name = "math.greatest", .overloads = kExtreme, .run = extreme<true>, .extension = kExtension},
    {.name = "math.least", .overloads = kExtreme, .run = extreme<false>, .extension = kExtension},
    {.name = "math.ceil", .overloads = "d:d", .run = on_real<std::ceil>, .total = true, .extension = kExtension},
    {.name = "math.floor", .overloads = "d:d", .run = on_real<std::floor>, .total = true, .extension = kExtension},
    {.name = "math.round", .overloads = "d:d", .run = on_real<std::round>, .total = true, .extension = kExtension},
    {.name = "math.trunc", .overloads = "d:d", .run = on_real<std::trunc>, .total = true, .extension = kExtension},
    {.name = "math.sqrt", .overloads = "d:d|i:d|u:d", .run = square_root, .total = true, .extension = kExtension},
    {.name = "math.abs", .overloads = kNumber, .run = absolute, .extension = kExtension},
    {.name = "math.sign", .overloads = kNumber, .run = sign, .total = true, .extension = kExtension},
    {.name = "math.isNaN", .overloads = "d:b", .run = is_class<Class::Nan>, .total = true, .extension = kExtension},
    {.name = "math.isInf",
     .overloads = "d:b",
     .run = is_class<Class::Infinite>,
     .total = true,
     .extension = kExtension},
    {.name = "math.isFinite",
     .overloads = "d:b",
     .run = is_class<Class::Finite>,
     .total = true,
     .extension = kExtension},
    {.name = "math.bitAnd", .overloads = kBits, .run = bits<Bits::And>, .total = true, .extension = kExtension},
    {.name = "math.bitOr", .overloads = kBits, .run = bits<Bits::Or>, .total = true, .extension = kExtension},
    {.name = "math.bitXor", .overloads = kBits, .run = bits<Bits::Xor>, .total = true, .extension = kExtension},
    {.name = "math.bitNot", .overloads = "i:i|u:u", .run = bits_not, .total = true, .extension = kExtension},
    {.name = "math.bitShiftLeft", .overloads = "ii:i|ui:u", .run = shift<true>, .extension = kExtension},
    {.name = "math.bitShiftRight", .overloads = "ii:i|ui:u", .run = shift<false>, .extension = kExtension},
};

}  // namespace

std::span<const Function> math_functions() { return kFunctions; }

}  // namespace hegui::cel
