// Lists, maps and what goes over them. Locals belong to a place in the tree, so nested macros never share one.
#include <algorithm>

#include "cel/functions.h"
#include "cel/machine.h"
#include "value/compare.h"

namespace hegui::cel {

using value::Kind;
using value::Missing;

namespace {

bool is_key(const value::Value& value) {
  return value.is(Kind::Bool) || value.is(Kind::Int) || value.is(Kind::Uint) || value.is(Kind::String);
}

}  // namespace

// The range of a macro: members of a list, or keys of a map, bound to the macro's locals one after the other.
struct Machine::Members {
  Members(Machine& machine, const Op& op)
      : rows(machine.children(op)), locals(machine.locals_ + op.b), two((op.flags & kTwo) != 0) {
    range = machine.run(rows[0]);
    if (range.is(Kind::List)) {
      list = &range.as_list();
      size = list->items.size();
    } else if (range.is(Kind::Map)) {
      map = &range.as_map();
      size = map->entries.size();
    } else if (!range.is(Kind::Unknown) && !range.is(Kind::Error)) {
      range = machine.context_.no_overload();
    }
  }

  bool usable() const { return list != nullptr || map != nullptr; }
  bool open() const { return list != nullptr && list->open; }
  void bind(std::size_t i) const {
    if (list != nullptr) {
      if (two) locals[0] = Value::integer(static_cast<std::int64_t>(i));
      locals[two ? 1 : 0] = list->items[i];
    } else {
      locals[0] = map->entries[i].key;
      if (two) locals[1] = map->entries[i].value;
    }
  }
  // What a filter keeps and a transformed map is keyed by.
  Value first(std::size_t i) const {
    return list != nullptr ? (two ? Value::integer(static_cast<std::int64_t>(i)) : list->items[i])
                           : map->entries[i].key;
  }

  Value range;
  const std::uint32_t* rows;
  Value* locals;
  bool two;
  const value::List* list = nullptr;
  const value::Map* map = nullptr;
  std::size_t size = 0;
};

// all and exists: as && and || over the members, an open list counting as one more member that is unknown. Unseen
// members may shift the positions of the others, so with two variables nothing can be said of an open list.
value::Value Machine::quantifier(const Op& op, bool decisive) {
  const Members members(*this, op);
  if (!members.usable()) return members.range;
  if (members.open() && members.two) return context_.unknown_members(*members.list);
  const Missing* missing = nullptr;
  Value failure;
  for (std::size_t i = 0; i < members.size; ++i) {
    members.bind(i);
    const Value said = run(members.rows[1]);
    if (said.is(Kind::Bool)) {
      if (said.as_bool() == decisive) return said;
    } else if (said.is(Kind::Unknown)) {
      missing = context_.merge(missing, &said.as_unknown());
    } else if (!failure.is(Kind::Error)) {
      failure = said.is(Kind::Error) ? said : context_.no_overload();
    }
    if (context_.steps() == 0) return context_.spent();
  }
  if (members.open()) missing = context_.merge(missing, &context_.unknown_members(*members.list).as_unknown());
  if (missing != nullptr) return Value::unknown(missing);
  return failure.is(Kind::Error) ? failure : Value::boolean(!decisive);
}

value::Value Machine::exists_one(const Op& op) {
  const Members members(*this, op);
  if (!members.usable()) return members.range;
  const Missing* missing = nullptr;
  std::size_t count = 0;
  for (std::size_t i = 0; i < members.size; ++i) {
    members.bind(i);
    const Value said = run(members.rows[1]);
    if (said.is(Kind::Unknown))
      missing = context_.merge(missing, &said.as_unknown());
    else if (!said.is(Kind::Bool))
      return said.is(Kind::Error) ? said : context_.no_overload();
    else if (said.as_bool())
      ++count;
  }
  if (members.open()) missing = context_.merge(missing, &context_.unknown_members(*members.list).as_unknown());
  return missing != nullptr ? Value::unknown(missing) : Value::boolean(count == 1);
}

// A member whose predicate is unknown may or may not belong: the result is an open list. Only a predicate that cannot
// fail allows that, for an error of a member nobody saw would be an error of the whole.
value::Value Machine::filter(const Op& op) {
  const Members members(*this, op);
  if (!members.usable()) return members.range;
  if (!context_.reserve(members.size * sizeof(Value))) return context_.too_large();
  const std::span<Value> kept = context_.arena().make_array<Value>(members.size);
  std::size_t count = 0;
  const Missing* missing = nullptr;
  for (std::size_t i = 0; i < members.size; ++i) {
    members.bind(i);
    const Value said = run(members.rows[1]);
    if (said.is(Kind::Unknown))
      missing = context_.merge(missing, &said.as_unknown());
    else if (!said.is(Kind::Bool))
      return said.is(Kind::Error) ? said : context_.no_overload();
    else if (said.as_bool())
      kept[count++] = members.first(i);
  }
  if (members.open()) missing = context_.merge(missing, &context_.unknown_members(*members.list).as_unknown());
  if (missing != nullptr && (op.flags & kTotal) == 0) return Value::unknown(missing);
  return Value::list(context_.arena().make<value::List>(kept.first(count), missing != nullptr, missing));
}

value::Value Machine::map_list(const Op& op) {
  const Members members(*this, op);
  if (!members.usable()) return members.range;
  if (!context_.reserve(members.size * sizeof(Value))) return context_.too_large();
  const std::span<Value> made = context_.arena().make_array<Value>(members.size);
  std::size_t count = 0;
  const Missing *maybe = nullptr, *missing = nullptr;
  for (std::size_t i = 0; i < members.size; ++i) {
    members.bind(i);
    if (op.count == 3) {
      const Value wanted = run(members.rows[1]);
      if (wanted.is(Kind::Unknown))
        maybe = context_.merge(maybe, &wanted.as_unknown());
      else if (!wanted.is(Kind::Bool))
        return wanted.is(Kind::Error) ? wanted : context_.no_overload();
      if (!wanted.is(Kind::Bool) || !wanted.as_bool()) continue;
    }
    const Value result = run(members.rows[op.count - 1]);
    if (result.is(Kind::Error)) return result;
    if (result.is(Kind::Unknown))
      missing = context_.merge(missing, &result.as_unknown());
    else
      made[count++] = result;
  }
  if (members.open()) maybe = context_.merge(maybe, &context_.unknown_members(*members.list).as_unknown());
  // With two variables the first is a position, which unseen members may shift.
  const bool opens = (op.flags & kTotal) != 0 && (op.flags & kTwo) == 0;
  if (missing != nullptr || (maybe != nullptr && !opens)) return Value::unknown(context_.merge(maybe, missing));
  return Value::list(context_.arena().make<value::List>(made.first(count), maybe != nullptr, maybe));
}

// Adds an entry unless its key is none or there already; then `failure` says so.
bool Machine::add_entry(std::span<value::MapEntry> entries, std::size_t& count, const Value& key, const Value& held,
                        Value& failure) {
  if (!is_key(key)) return failure = context_.fail("unsupported key type"), false;
  if (!context_.charge(count)) return failure = context_.spent(), false;
  const value::Map present{entries.first(count)};
  if (value::find(present, key) != nullptr) return failure = context_.fail("duplicate key"), false;
  entries[count++] = {key, held};
  return true;
}

value::Value Machine::transform_map(const Op& op) {
  const Members members(*this, op);
  if (!members.usable()) return members.range;
  if (!context_.reserve(members.size * sizeof(value::MapEntry))) return context_.too_large();
  const std::span<value::MapEntry> made = context_.arena().make_array<value::MapEntry>(members.size);
  std::size_t count = 0;
  const Missing* missing = nullptr;
  Value failure;
  for (std::size_t i = 0; i < members.size; ++i) {
    members.bind(i);
    if (op.count == 3) {
      const Value wanted = run(members.rows[1]);
      if (wanted.is(Kind::Unknown))
        missing = context_.merge(missing, &wanted.as_unknown());
      else if (!wanted.is(Kind::Bool))
        return wanted.is(Kind::Error) ? wanted : context_.no_overload();
      if (!wanted.is(Kind::Bool) || !wanted.as_bool()) continue;
    }
    const Value result = run(members.rows[op.count - 1]);
    if (result.is(Kind::Error)) return result;
    if (result.is(Kind::Unknown)) {
      missing = context_.merge(missing, &result.as_unknown());
    } else if (static_cast<Code>(op.code) == Code::TransformMap) {
      if (!add_entry(made, count, members.first(i), result, failure)) return failure;
    } else {
      if (!result.is(Kind::Map) || result.as_map().entries.size() != 1)
        return context_.fail("transformMapEntry() needs a map of one entry");
      const value::MapEntry& entry = result.as_map().entries[0];
      if (!add_entry(made, count, entry.key, entry.value, failure)) return failure;
    }
  }
  if (members.open()) missing = context_.merge(missing, &context_.unknown_members(*members.list).as_unknown());
  if (missing != nullptr) return Value::unknown(missing);
  return Value::map(context_.arena().make<value::Map>(std::span<const value::MapEntry>(made.first(count))));
}

value::Value Machine::bind(const Op& op) {
  const std::uint32_t* rows = children(op);
  for (std::uint16_t i = 0; i + 1 < op.count; ++i) locals_[op.b + i] = run(rows[i]);
  return run(rows[op.count - 1]);
}

value::Value Machine::optional_map(const Op& op) {
  const std::uint32_t* rows = children(op);
  const Value operand = run(rows[0]);
  if (!operand.is(Kind::Optional))
    return operand.is(Kind::Unknown) || operand.is(Kind::Error) ? operand : context_.no_overload();
  if (operand.as_optional() == nullptr) return operand;
  locals_[op.b] = *operand.as_optional();
  const Value result = run(rows[1]);
  if (result.is(Kind::Unknown) || result.is(Kind::Error)) return result;
  if (static_cast<Code>(op.code) == Code::OptMap) return context_.optional(result);
  return result.is(Kind::Optional) ? result : context_.no_overload();
}

value::Value Machine::list(const Op& op) {
  if (!context_.reserve(op.count * sizeof(Value))) return context_.too_large();
  const std::uint32_t* rows = children(op);
  const std::span<Value> items = context_.arena().make_array<Value>(op.count);
  std::size_t count = 0;
  const Missing* missing = nullptr;
  for (std::uint16_t i = 0; i < op.count; ++i) {
    Value item = run(rows[i]);
    if (item.is(Kind::Error)) return item;
    if (item.is(Kind::Unknown)) {
      missing = context_.merge(missing, &item.as_unknown());
      continue;
    }
    if (static_cast<Code>(ops_[rows[i]].code) == Code::Spread) {
      if (!item.is(Kind::Optional)) return context_.no_overload();
      if (item.as_optional() == nullptr) continue;
      item = *item.as_optional();
    }
    items[count++] = item;
  }
  if (missing != nullptr) return Value::unknown(missing);
  return Value::list(context_.arena().make<value::List>(items.first(count)));
}

value::Value Machine::map(const Op& op) {
  if (!context_.reserve(op.count * sizeof(Value))) return context_.too_large();
  const std::uint32_t* rows = children(op);
  const std::span<value::MapEntry> entries = context_.arena().make_array<value::MapEntry>(op.count / 2u);
  std::size_t count = 0;
  const Missing* missing = nullptr;
  Value failure;
  for (std::uint16_t i = 0; i < op.count; i = static_cast<std::uint16_t>(i + 2)) {
    const Value pair[] = {run(rows[i]), run(rows[i + 1])};
    if (const Value* stop = obstacle(pair)) {
      if (stop->is(Kind::Error)) return *stop;
      missing = context_.merge(missing, &stop->as_unknown());
      continue;
    }
    Value held = pair[1];
    if (static_cast<Code>(ops_[rows[i + 1]].code) == Code::Spread) {
      if (!held.is(Kind::Optional)) return context_.no_overload();
      if (held.as_optional() == nullptr) continue;
      held = *held.as_optional();
    }
    if (!add_entry(entries, count, pair[0], held, failure)) return failure;
  }
  if (missing != nullptr) return Value::unknown(missing);
  return Value::map(context_.arena().make<value::Map>(std::span<const value::MapEntry>(entries.first(count))));
}

}  // namespace hegui::cel
