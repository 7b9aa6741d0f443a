// Values that may not be there. CEL extension: Optionals.
#include "cel/functions.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;
using Arguments = std::span<const Value>;

bool is_zero(const Value& value) {
  switch (value.kind()) {
    case Kind::Null:
      return true;
    case Kind::Bool:
      return !value.as_bool();
    case Kind::Int:
      return value.as_int() == 0;
    case Kind::Uint:
      return value.as_uint() == 0;
    case Kind::Double:
      return value.as_double() == 0;
    case Kind::String:
    case Kind::Bytes:
      return value.as_text().empty();
    case Kind::Timestamp:
    case Kind::Duration:
      return value.seconds() == 0 && value.nanos() == 0;
    case Kind::List:
      return value.as_list().items.empty();
    case Kind::Map:
      return value.as_map().entries.empty();
    case Kind::Optional:
      return value.as_optional() == nullptr;
    case Kind::Type:
    case Kind::Record:
    case Kind::Unknown:
    case Kind::Error:
      break;
  }
  return false;
}

Value of(Context& context, Arguments args) { return context.optional(args[0]); }
Value of_non_zero(Context& context, Arguments args) {
  return is_zero(args[0]) ? context.no_value() : context.optional(args[0]);
}
Value none(Context& context, Arguments) { return context.no_value(); }

Value has_value(Context& context, Arguments args) {
  return args[0].is(Kind::Optional) ? Value::boolean(args[0].as_optional() != nullptr) : context.no_overload();
}

Value held(Context& context, Arguments args) {
  if (!args[0].is(Kind::Optional)) return context.no_overload();
  return args[0].as_optional() != nullptr ? *args[0].as_optional() : context.fail("optional.none() has no value");
}

Value either(Context& context, Arguments args) {
  if (!args[0].is(Kind::Optional) || !args[1].is(Kind::Optional)) return context.no_overload();
  return args[0].as_optional() != nullptr ? args[0] : args[1];
}

Value or_value(Context& context, Arguments args) {
  if (!args[0].is(Kind::Optional)) return context.no_overload();
  return args[0].as_optional() != nullptr ? *args[0].as_optional() : args[1];
}

// The optionals at hand, without those that hold nothing.
Value unwrap(Context& context, Arguments args) {
  if (!args[0].is(Kind::List)) return context.no_overload();
  const value::List& list = args[0].as_list();
  if (!context.reserve(list.items.size() * sizeof(Value))) return context.too_large();
  const std::span<Value> items = context.arena().make_array<Value>(list.items.size());
  std::size_t count = 0;
  for (const Value& item : list.items) {
    if (!item.is(Kind::Optional)) return context.no_overload();
    if (item.as_optional() != nullptr) items[count++] = *item.as_optional();
  }
  return Value::list(context.arena().make<value::List>(items.first(count), list.open, list.missing));
}

constexpr auto kExtension = &Extensions::optionals;

constexpr Function kFunctions[] = {
    {.name = "optional.of",
     .overloads = "A:OA",
     .run = of,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kExtension},
    {.name = "optional.ofNonZeroValue",
     .overloads = "A:OA",
     .run = of_non_zero,
     .gaps = Gaps::Inside,
     .total = true,
     .extension = kExtension},
    {.name = "optional.none", .overloads = ":OA", .run = none, .total = true, .extension = kExtension},
    {.name = "optional.unwrap",
     .overloads = "LOA:LA",
     .run = unwrap,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kExtension},
    {.name = "hasValue",
     .member = true,
     .overloads = "OA:b",
     .run = has_value,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kExtension},
    {.name = "value",
     .member = true,
     .overloads = "OA:A",
     .run = held,
     .gaps = Gaps::Anywhere,
     .extension = kExtension},
    {.name = "or",
     .member = true,
     .overloads = "OAOA:OA",
     .run = either,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kExtension},
    {.name = "orValue",
     .member = true,
     .overloads = "OAA:A",
     .run = or_value,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kExtension},
    {.name = "unwrapOpt",
     .member = true,
     .overloads = "LOA:LA",
     .run = unwrap,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kExtension},
};

}  // namespace

std::span<const Function> optional_functions() { return kFunctions; }

}  // namespace hegui::cel
