// Lists as sets, and lists as lists. Sets see to gaps themselves: what is known of a list may decide, whatever else
// belongs to it.
#include <algorithm>
#include <vector>

#include "cel/functions.h"
#include "value/compare.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Truth;
using value::Value;
using Arguments = std::span<const Value>;

bool both_lists(Arguments args) { return args[0].is(Kind::List) && args[1].is(Kind::List); }

// Whether the list has a member equal to `wanted`, as far as is known.
Truth holds(Context& context, const value::List& list, const Value& wanted) {
  Truth out = list.open ? Truth::Unknown : Truth::False;
  for (const Value& item : list.items) {
    const Truth same = value::equal(item, wanted, context.steps());
    if (same == Truth::True || same == Truth::Exhausted) return same;
    if (same == Truth::Unknown) out = same;
  }
  return out;
}

// Whether every member of `part` is one of `whole`.
Truth holds_all(Context& context, const value::List& whole, const value::List& part) {
  Truth out = part.open ? Truth::Unknown : Truth::True;
  for (const Value& item : part.items) {
    const Truth held = holds(context, whole, item);
    if (held == Truth::False || held == Truth::Exhausted) return held;
    if (held == Truth::Unknown) out = held;
  }
  return out;
}

Value answer(Context& context, Truth truth, Arguments args) {
  if (truth == Truth::Exhausted) return context.spent();
  return truth == Truth::Unknown ? context.unknown(args) : Value::boolean(truth == Truth::True);
}

Value contains(Context& context, Arguments args) {
  if (!both_lists(args)) return context.no_overload();
  return answer(context, holds_all(context, args[0].as_list(), args[1].as_list()), args);
}

Value equivalent(Context& context, Arguments args) {
  if (!both_lists(args)) return context.no_overload();
  const Truth there = holds_all(context, args[0].as_list(), args[1].as_list());
  if (there == Truth::False || there == Truth::Exhausted) return answer(context, there, args);
  const Truth back = holds_all(context, args[1].as_list(), args[0].as_list());
  return answer(context, back == Truth::True ? there : back, args);
}

Value intersects(Context& context, Arguments args) {
  if (!both_lists(args)) return context.no_overload();
  const value::List &a = args[0].as_list(), &b = args[1].as_list();
  // Unseen members of the one can meet any of the other, seen or not.
  Truth out = (a.open && (b.open || !b.items.empty())) || (b.open && !a.items.empty()) ? Truth::Unknown : Truth::False;
  for (const Value& item : b.items) {
    const Truth held = holds(context, a, item);
    if (held == Truth::True || held == Truth::Exhausted) return answer(context, held, args);
    if (held == Truth::Unknown) out = held;
  }
  return answer(context, out, args);
}

Value distinct(Context& context, Arguments args) {
  if (!args[0].is(Kind::List)) return context.no_overload();
  std::vector<Value> kept;
  for (const Value& item : args[0].as_list().items) {
    const Truth held = holds(context, {kept, false, nullptr}, item);
    if (held == Truth::Exhausted) return context.spent();
    if (held == Truth::False) kept.push_back(item);
  }
  return context.list(kept);
}

bool flatten_into(Context& context, const value::List& list, std::int64_t depth, std::vector<Value>& out) {
  for (const Value& item : list.items) {
    if (!context.charge()) return false;
    if (item.is(Kind::List) && depth > 0) {
      if (!flatten_into(context, item.as_list(), depth - 1, out)) return false;
    } else {
      out.push_back(item);
    }
  }
  return true;
}

Value flatten(Context& context, Arguments args) {
  if (!args[0].is(Kind::List) || (args.size() > 1 && !args[1].is(Kind::Int))) return context.no_overload();
  const std::int64_t depth = args.size() > 1 ? args[1].as_int() : 1;
  if (depth < 0) return context.fail("level must be non-negative");
  std::vector<Value> out;
  if (!flatten_into(context, args[0].as_list(), std::min<std::int64_t>(depth, value::kDeepest), out))
    return context.spent();
  return context.list(out);
}

Value reverse(Context& context, Arguments args) {
  if (!args[0].is(Kind::List)) return context.no_overload();
  std::vector<Value> out(args[0].as_list().items.rbegin(), args[0].as_list().items.rend());
  if (!context.charge(out.size())) return context.spent();
  return context.list(out);
}

Value slice(Context& context, Arguments args) {
  if (!args[0].is(Kind::List) || !args[1].is(Kind::Int) || !args[2].is(Kind::Int)) return context.no_overload();
  const auto items = args[0].as_list().items;
  const std::int64_t begin = args[1].as_int(), end = args[2].as_int();
  if (begin < 0 || end < begin || end > static_cast<std::int64_t>(items.size()))
    return context.fail(fmt::format("cannot slice({}, {}), the list has {} members", begin, end, items.size()));
  return Value::list(context.arena().make<value::List>(
      items.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin))));
}

Value sort(Context& context, Arguments args) {
  if (!args[0].is(Kind::List)) return context.no_overload();
  std::vector<Value> items(args[0].as_list().items.begin(), args[0].as_list().items.end());
  if (!context.charge(items.size() * 16)) return context.spent();
  for (const Value& item : items) {
    const auto order = value::compare(items[0], item);
    // NaN has no place in an order.
    if (item.kind() != items[0].kind() || !order || value::compare(item, item) != std::partial_ordering::equivalent)
      return context.fail("list elements must have the same type and an order");
  }
  std::ranges::stable_sort(items, [](const Value& a, const Value& b) { return *value::compare(a, b) < 0; });
  return context.list(items);
}

Value range(Context& context, Arguments args) {
  if (!args[0].is(Kind::Int)) return context.no_overload();
  const std::int64_t count = std::max<std::int64_t>(args[0].as_int(), 0);
  if (!context.charge(static_cast<std::uint64_t>(count))) return context.spent();
  std::vector<Value> out;
  out.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) out.push_back(Value::integer(i));
  return context.list(out);
}

constexpr auto kSets = &Extensions::sets;
constexpr auto kLists = &Extensions::lists;

constexpr Function kFunctions[] = {
    {.name = "sets.contains",
     .overloads = "LALA:b",
     .run = contains,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kSets},
    {.name = "sets.equivalent",
     .overloads = "LALA:b",
     .run = equivalent,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kSets},
    {.name = "sets.intersects",
     .overloads = "LALA:b",
     .run = intersects,
     .gaps = Gaps::Anywhere,
     .total = true,
     .extension = kSets},
    {.name = "distinct", .member = true, .overloads = "LA:LA", .run = distinct, .total = true, .extension = kLists},
    {.name = "flatten", .member = true, .overloads = "LLA:LA|LLAi:L*", .run = flatten, .extension = kLists},
    {.name = "reverse",
     .member = true,
     .overloads = "LA:LA",
     .run = reverse,
     .gaps = Gaps::Inside,
     .total = true,
     .extension = kLists},
    {.name = "slice", .member = true, .overloads = "LAii:LA", .run = slice, .gaps = Gaps::Inside, .extension = kLists},
    {.name = "sort", .member = true, .overloads = "LA:LA", .run = sort, .extension = kLists},
    {.name = "lists.range", .overloads = "i:Li", .run = range, .extension = kLists},
};

}  // namespace

std::span<const Function> collection_functions() { return kFunctions; }

}  // namespace hegui::cel
