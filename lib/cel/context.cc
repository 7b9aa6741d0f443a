#include "cel/context.h"

#include <algorithm>
#include <vector>

#include "value/compare.h"

namespace hegui::cel {

using value::Kind;
using value::Missing;
using value::Value;

Value Context::list(std::span<const Value> items, bool open, const Missing* missing) {
  if (!reserve(items.size_bytes())) return too_large();
  return Value::list(arena().make<value::List>(arena().copy(items), open, missing));
}

Value Context::map(std::span<const value::MapEntry> entries) {
  if (!reserve(entries.size_bytes())) return too_large();
  return Value::map(arena().make<value::Map>(arena().copy(entries)));
}

Value Context::unknown(std::span<const Value> values) {
  // The common case has one unknown, which can stand for all.
  const Value* only = nullptr;
  bool simple = true;
  for (const Value& value : values) {
    const bool scalar =
        !value.is(Kind::List) && !value.is(Kind::Map) && !value.is(Kind::Record) && !value.is(Kind::Optional);
    if (value.is(Kind::Unknown)) {
      simple = simple && only == nullptr;
      only = &value;
    } else if (!scalar) {
      simple = false;
    }
  }
  if (simple && only != nullptr && !only->as_unknown().absent) return *only;
  std::vector<std::uint32_t> facts;
  for (const Value& value : values) value::collect_missing(value, facts);
  return Value::unknown(arena().make<Missing>(arena().copy(std::span<const std::uint32_t>(facts)), false));
}

Value Context::unknown_members(const value::List& list) {
  return Value::unknown(list.missing != nullptr ? list.missing : arena().make<Missing>());
}

const Missing* Context::merge(const Missing* a, const Missing* b) {
  if (a == nullptr || a == b) return b;
  if (b == nullptr) return a;
  const std::span<std::uint32_t> all = arena().make_array<std::uint32_t>(a->facts.size() + b->facts.size());
  const auto end = std::ranges::set_union(a->facts, b->facts, all.begin()).out;
  return arena().make<Missing>(std::span<const std::uint32_t>(all.data(), static_cast<std::size_t>(end - all.begin())),
                               false);
}

Value Context::equal(const Value& a, const Value& b) {
  switch (value::equal(a, b, steps_)) {
    case value::Truth::False:
      return Value::boolean(false);
    case value::Truth::True:
      return Value::boolean(true);
    case value::Truth::Unknown:
      return unknown({a, b});
    case value::Truth::Exhausted:
      break;
  }
  return spent();
}

}  // namespace hegui::cel
