// The text functions of core CEL, and size().
#include "base/utf8.h"
#include "cel/functions.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;
using Arguments = std::span<const Value>;

bool both_strings(Arguments args) { return args[0].is(Kind::String) && args[1].is(Kind::String); }

Value size(Context& context, Arguments args) {
  const auto count = [](std::size_t n) { return Value::integer(static_cast<std::int64_t>(n)); };
  if (args[0].is(Kind::String)) {
    if (!context.charge(args[0].as_text().size() / 64)) return context.spent();
    return count(utf8::length(args[0].as_text()));
  }
  if (args[0].is(Kind::Bytes)) return count(args[0].as_text().size());
  if (args[0].is(Kind::List)) return count(args[0].as_list().items.size());
  if (args[0].is(Kind::Map)) return count(args[0].as_map().entries.size());
  return context.no_overload();
}

Value contains(Context& context, Arguments args) {
  if (!both_strings(args)) return context.no_overload();
  if (!context.charge(args[0].as_text().size() / 64)) return context.spent();
  return Value::boolean(args[0].as_text().find(args[1].as_text()) != std::string_view::npos);
}

Value starts_with(Context& context, Arguments args) {
  return both_strings(args) ? Value::boolean(args[0].as_text().starts_with(args[1].as_text())) : context.no_overload();
}

Value ends_with(Context& context, Arguments args) {
  return both_strings(args) ? Value::boolean(args[0].as_text().ends_with(args[1].as_text())) : context.no_overload();
}

Value matches_pattern(Context& context, Arguments args) {
  return both_strings(args) ? matches(context, args[0].as_text(), args[1].as_text(), false) : context.no_overload();
}

constexpr std::string_view kSized = "s:i|y:i|LA:i|MAB:i";

constexpr Function kFunctions[] = {
    {.name = "size", .overloads = kSized, .run = size, .gaps = Gaps::Inside, .total = true},
    {.name = "size", .member = true, .overloads = kSized, .run = size, .gaps = Gaps::Inside, .total = true},
    {.name = "contains", .member = true, .overloads = "ss:b", .run = contains, .total = true},
    {.name = "startsWith", .member = true, .overloads = "ss:b", .run = starts_with, .total = true},
    {.name = "endsWith", .member = true, .overloads = "ss:b", .run = ends_with, .total = true},
    {.name = "matches", .overloads = "ss:b", .run = matches_pattern},
    {.name = "matches", .member = true, .overloads = "ss:b", .run = matches_pattern},
};

}  // namespace

std::span<const Function> text_functions() { return kFunctions; }

}  // namespace hegui::cel
