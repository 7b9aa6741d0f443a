// Single operations. Everywhere but in && and || and the quantifiers an error wins over an unknown, and both over a
// value.
#include "cel/machine.h"

#include <algorithm>

#include "cel/functions.h"
#include "value/compare.h"
#include "value/type.h"

namespace hegui::cel {

using value::Kind;
using value::Missing;

namespace {

bool is_missing(const value::Value& value) { return value.is(Kind::Unknown) || value.is(Kind::Error); }
bool is_integral(double number) { return number == static_cast<double>(static_cast<std::int64_t>(number)); }

// Whether anything inside the value was not seen. `steps` bounds the search; running out counts as a gap.
bool has_gap(const value::Value& value, bool inside_only, std::uint64_t& steps, int depth) {
  if (steps == 0 || depth > value::kDeepest) return true;
  --steps;
  switch (value.kind()) {
    case Kind::Unknown:
      return true;
    case Kind::List:
      if (value.as_list().open) return true;
      return !inside_only && std::ranges::any_of(value.as_list().items, [&](const auto& item) {
        return has_gap(item, false, steps, depth + 1);
      });
    case Kind::Map:
      return !inside_only && std::ranges::any_of(value.as_map().entries, [&](const auto& entry) {
        return has_gap(entry.value, false, steps, depth + 1);
      });
    case Kind::Record:
      return !inside_only && std::ranges::any_of(value.as_record().fields, [&](const auto& field) {
        return has_gap(field, false, steps, depth + 1);
      });
    case Kind::Optional:
      return !inside_only && value.as_optional() != nullptr && has_gap(*value.as_optional(), false, steps, depth + 1);
    case Kind::Null:
    case Kind::Bool:
    case Kind::Int:
    case Kind::Uint:
    case Kind::Double:
    case Kind::String:
    case Kind::Bytes:
    case Kind::Timestamp:
    case Kind::Duration:
    case Kind::Type:
    case Kind::Error:
      break;
  }
  return false;
}

}  // namespace

value::Value constant(const Op& op, const image::View& image) {
  using value::Value;
  const auto code = static_cast<Code>(op.code);
  const auto integer = static_cast<std::int64_t>(wide(op));
  if (code == Code::String) return Value::string(image.text({op.b, op.c}));
  if (code == Code::Bool) return Value::boolean(op.a != 0);
  if (code == Code::Int) return Value::integer(integer);
  if (code == Code::Uint) return Value::unsigned_integer(wide(op));
  if (code == Code::Double) return Value::real(std::bit_cast<double>(wide(op)));
  if (code == Code::Bytes) return Value::bytes(image.text({op.b, op.c}));
  if (code == Code::Timestamp) return Value::timestamp(integer, static_cast<std::int32_t>(op.a));
  if (code == Code::Duration) return Value::duration(integer, static_cast<std::int32_t>(op.a));
  if (code == Code::Type) return Value::type(value::TypePool::basic(static_cast<value::TypeKind>(op.a)));
  return Value::null();
}

value::Value Machine::run(std::uint32_t at) {
  if (!context_.charge()) return context_.spent();
  const Op& op = ops_[at];
  switch (static_cast<Code>(op.code)) {
    case Code::Null:
    case Code::Bool:
    case Code::Int:
    case Code::Uint:
    case Code::Double:
    case Code::String:
    case Code::Bytes:
    case Code::Timestamp:
    case Code::Duration:
    case Code::Type:
      return constant(op, image_);
    case Code::Failure:
      return context_.fail(image_.text({op.b, op.c}));
    case Code::Slot:
      return slot(op);
    case Code::SlotTest:
      return slot_test(op);
    case Code::Local:
      return locals_[op.a];
    case Code::Field:
      return field(op);
    case Code::NamedField:
      return named_field(op);
    case Code::And:
      return logic(op, false);
    case Code::Or:
      return logic(op, true);
    case Code::Not: {
      const Value operand = run(op.a);
      if (operand.is(Kind::Bool)) return Value::boolean(!operand.as_bool());
      return is_missing(operand) ? operand : context_.no_overload();
    }
    case Code::Conditional:
      return conditional(op);
    case Code::Equal:
      return equality(op, true);
    case Code::NotEqual:
      return equality(op, false);
    case Code::Less:
    case Code::LessEqual:
    case Code::Greater:
    case Code::GreaterEqual:
      return order(op);
    case Code::In:
      return in(op);
    case Code::InMembers:
      return in_members(op);
    case Code::Index:
      return index(op);
    case Code::Call:
      return call(op);
    case Code::Match:
      return match(op);
    case Code::List:
      return list(op);
    case Code::Map:
      return map(op);
    case Code::Spread:
      return run(op.a);
    case Code::All:
      return quantifier(op, false);
    case Code::Exists:
      return quantifier(op, true);
    case Code::ExistsOne:
      return exists_one(op);
    case Code::Filter:
      return filter(op);
    case Code::MapList:
      return map_list(op);
    case Code::TransformMap:
    case Code::TransformEntry:
      return transform_map(op);
    case Code::Bind:
      return bind(op);
    case Code::OptMap:
    case Code::OptFlatMap:
      return optional_map(op);
  }
  return context_.fail("damaged program");
}

// An open list that does not say what would close it gets the fact it was read as.
value::Value Machine::with_facts(const Value& value, std::uint32_t fact) {
  if (!value.is(Kind::List) || !value.as_list().open || value.as_list().missing != nullptr || fact == 0) return value;
  const auto* missing =
      context_.arena().make<Missing>(context_.arena().copy(std::span<const std::uint32_t>(&fact, 1)), false);
  return Value::list(context_.arena().make<value::List>(value.as_list().items, true, missing));
}

value::Value Machine::slot(const Op& op) {
  if (op.a >= slots_.size()) return context_.fail("a variable has no value");
  return with_facts(slots_[op.a], op.b);
}

// has(): an input that could have stated the fact and did not says "no"; where none could, nobody knows.
value::Value Machine::present(const Value& value) {
  if (value.is(Kind::Unknown) && !value.as_unknown().absent) return value;
  if (value.is(Kind::Error)) return value;
  return Value::boolean(!value.is(Kind::Unknown));
}

value::Value Machine::slot_test(const Op& op) {
  if (op.a >= slots_.size()) return context_.fail("a variable has no value");
  return present(slots_[op.a]);
}

value::Value Machine::field(const Op& op) { return field_of(op, run(op.a)); }
value::Value Machine::named_field(const Op& op) { return named_field_of(op, run(op.a)); }

value::Value Machine::field_of(const Op& op, const Value& operand) {
  if (is_missing(operand)) return operand;
  if (operand.is(Kind::Optional)) {
    if (operand.as_optional() == nullptr) return (op.flags & kTest) != 0 ? Value::boolean(false) : operand;
    Op inner = op;
    if ((op.flags & kTest) == 0) inner.flags |= kOptional;
    return field_of(inner, *operand.as_optional());
  }
  if (!operand.is(Kind::Record) || op.b >= operand.as_record().fields.size()) return context_.fail("no such field");
  const Value& found = operand.as_record().fields[op.b];
  if ((op.flags & kTest) != 0) return present(found);
  if ((op.flags & kOptional) == 0) return with_facts(found, op.c);
  if (found.is(Kind::Unknown)) return found.as_unknown().absent ? context_.no_value() : found;
  return context_.optional(with_facts(found, op.c));
}

value::Value Machine::named_field_of(const Op& op, const Value& operand) {
  if (is_missing(operand)) return operand;
  const bool test = (op.flags & kTest) != 0;
  if (operand.is(Kind::Optional)) {
    if (operand.as_optional() == nullptr) return test ? Value::boolean(false) : operand;
    Op inner = op;
    if (!test) inner.flags |= kOptional;
    return named_field_of(inner, *operand.as_optional());
  }
  const std::string_view name = image_.text({op.b, op.c});
  const Value* found = nullptr;
  if (operand.is(Kind::Map)) {
    if (!context_.charge(operand.as_map().entries.size())) return context_.spent();
    found = value::find(operand.as_map(), Value::string(name));
  } else if (operand.is(Kind::Record)) {
    const int position = operand.as_record().type->find_field(name);
    if (position >= 0 && static_cast<std::size_t>(position) < operand.as_record().fields.size())
      found = &operand.as_record().fields[static_cast<std::size_t>(position)];
    if (found == nullptr) return context_.fail(fmt::format("no such field: '{}'", name));
  } else {
    return context_.no_overload();
  }
  if (test) return found == nullptr ? Value::boolean(false) : present(*found);
  if ((op.flags & kOptional) == 0)
    return found != nullptr ? *found : context_.fail(fmt::format("no such key: '{}'", name));
  if (found == nullptr) return context_.no_value();
  if (found->is(Kind::Unknown)) return found->as_unknown().absent ? context_.no_value() : *found;
  return context_.optional(*found);
}

// CEL: Logical Operators. `decisive` settles the result on whichever side it stands.
value::Value Machine::logic(const Op& op, bool decisive) {
  const std::uint32_t* rows = children(op);
  const Missing* missing = nullptr;
  Value failure;
  for (std::uint16_t i = 0; i < op.count; ++i) {
    const Value operand = run(rows[i]);
    if (operand.is(Kind::Bool)) {
      if (operand.as_bool() == decisive) return operand;
    } else if (operand.is(Kind::Unknown)) {
      missing = context_.merge(missing, &operand.as_unknown());
    } else if (!failure.is(Kind::Error)) {
      failure = operand.is(Kind::Error) ? operand : context_.no_overload();
    }
  }
  if (missing != nullptr) return Value::unknown(missing);
  return failure.is(Kind::Error) ? failure : Value::boolean(!decisive);
}

value::Value Machine::conditional(const Op& op) {
  const Value condition = run(op.a);
  if (condition.is(Kind::Bool)) return run(condition.as_bool() ? op.b : op.c);
  return is_missing(condition) ? condition : context_.no_overload();
}

const value::Value* Machine::obstacle(std::span<const Value> values) {
  const Value* unknown = nullptr;
  for (const Value& value : values) {
    if (value.is(Kind::Error)) return &value;
    if (value.is(Kind::Unknown)) unknown = &value;
  }
  if (unknown == nullptr) return nullptr;
  const Missing* missing = nullptr;
  for (const Value& value : values)
    if (value.is(Kind::Unknown)) missing = context_.merge(missing, &value.as_unknown());
  obstacle_ = Value::unknown(missing);
  return &obstacle_;
}

value::Value Machine::equality(const Op& op, bool wanted) {
  const Value pair[] = {run(op.a), run(op.b)};
  if (pair[0].is(Kind::String) && pair[1].is(Kind::String))
    return Value::boolean((pair[0].as_text() == pair[1].as_text()) == wanted);
  if (is_missing(pair[0]) || is_missing(pair[1])) return *obstacle(pair);
  const Value same = context_.equal(pair[0], pair[1]);
  return same.is(Kind::Bool) ? Value::boolean(same.as_bool() == wanted) : same;
}

value::Value Machine::order(const Op& op) {
  const Value pair[] = {run(op.a), run(op.b)};
  if (is_missing(pair[0]) || is_missing(pair[1])) return *obstacle(pair);
  const auto ordering = value::compare(pair[0], pair[1]);
  if (!ordering) return context_.no_overload();
  const auto code = static_cast<Code>(op.code);
  if (code == Code::Less) return Value::boolean(*ordering < 0);
  if (code == Code::LessEqual) return Value::boolean(*ordering <= 0);
  if (code == Code::Greater) return Value::boolean(*ordering > 0);
  return Value::boolean(*ordering >= 0);
}

value::Value Machine::in(const Op& op) {
  const Value pair[] = {run(op.a), run(op.b)};
  if (is_missing(pair[0]) || is_missing(pair[1])) return *obstacle(pair);
  const Value& needle = pair[0];
  if (pair[1].is(Kind::Map)) {
    if (!context_.charge(pair[1].as_map().entries.size())) return context_.spent();
    return Value::boolean(value::find(pair[1].as_map(), needle) != nullptr);
  }
  if (!pair[1].is(Kind::List)) return context_.no_overload();
  const value::List& list = pair[1].as_list();
  bool unsure = false;
  for (const Value& item : list.items) {
    const value::Truth same = value::equal(needle, item, context_.steps());
    if (same == value::Truth::True) return Value::boolean(true);
    if (same == value::Truth::Exhausted) return context_.spent();
    unsure = unsure || same == value::Truth::Unknown;
  }
  if (unsure) return context_.unknown(pair);
  return list.open ? context_.unknown_members(list) : Value::boolean(false);
}

// As In over a list literal, which need not be made. All members are looked at: an error among them is the result.
value::Value Machine::in_members(const Op& op) {
  const std::uint32_t* rows = children(op);
  const Value needle = run(rows[0]);
  const Missing* missing = needle.is(Kind::Unknown) ? &needle.as_unknown() : nullptr;
  if (needle.is(Kind::Error)) return needle;
  bool found = false;
  Value unsure;
  for (std::uint16_t i = 1; i < op.count; ++i) {
    const Value member = run(rows[i]);
    if (member.is(Kind::Error)) return member;
    if (member.is(Kind::Unknown)) {
      missing = context_.merge(missing, &member.as_unknown());
    } else if (!needle.is(Kind::Unknown) && !found) {
      const Value same = context_.equal(needle, member);
      if (same.is(Kind::Error)) return same;
      if (same.is(Kind::Unknown)) unsure = same;
      found = same.is(Kind::Bool) && same.as_bool();
    }
  }
  if (missing != nullptr) return Value::unknown(missing);
  return found || !unsure.is(Kind::Unknown) ? Value::boolean(found) : unsure;
}

value::Value Machine::index(const Op& op) {
  const Value pair[] = {run(op.a), run(op.b)};
  if (is_missing(pair[0]) || is_missing(pair[1])) return *obstacle(pair);
  return index_of(op, pair[0], pair[1]);
}

value::Value Machine::index_of(const Op& op, const Value& operand, const Value& key) {
  const bool optional = (op.flags & kOptional) != 0;
  if (operand.is(Kind::Optional)) {
    if (operand.as_optional() == nullptr) return operand;
    Op inner = op;
    inner.flags |= kOptional;
    return index_of(inner, *operand.as_optional(), key);
  }
  const Value* found = nullptr;
  if (operand.is(Kind::Map)) {
    const bool allowed =
        key.is(Kind::Bool) || key.is(Kind::Int) || key.is(Kind::Uint) || key.is(Kind::String) || key.is(Kind::Double);
    if (!allowed) return context_.no_overload();
    if (!context_.charge(operand.as_map().entries.size())) return context_.spent();
    found = value::find(operand.as_map(), key);
    if (found == nullptr && !optional) return context_.fail("no such key");
  } else if (operand.is(Kind::List)) {
    const value::List& list = operand.as_list();
    std::uint64_t at = UINT64_MAX;
    if (key.is(Kind::Int))
      at = static_cast<std::uint64_t>(key.as_int());
    else if (key.is(Kind::Uint))
      at = key.as_uint();
    else if (key.is(Kind::Double) && key.as_double() >= 0 && key.as_double() < 0x1p53 && is_integral(key.as_double()))
      at = static_cast<std::uint64_t>(key.as_double());
    else if (!key.is(Kind::Double))
      return context_.no_overload();
    if (list.open) return context_.unknown_members(list);
    if (at < list.items.size())
      found = &list.items[at];
    else if (!optional)
      return context_.fail("index out of bounds");
  } else {
    return context_.no_overload();
  }
  if (!optional) return *found;
  return found != nullptr ? context_.optional(*found) : context_.no_value();
}

value::Value Machine::call(const Op& op) {
  static constexpr std::size_t kInline = 8;
  Value few[kInline];
  const std::span<Value> arguments =
      op.count <= kInline ? std::span(few, op.count) : context_.arena().make_array<Value>(op.count);
  const std::uint32_t* rows = children(op);
  bool plain = true;
  for (std::uint16_t i = 0; i < op.count; ++i) {
    arguments[i] = run(rows[i]);
    plain = plain && !is_missing(arguments[i]);
  }
  if (!plain) return *obstacle(arguments);
  const Function& function = *functions()[op.b];
  if (function.gaps != Gaps::Anywhere) {
    for (const Value& argument : arguments) {
      if (argument.kind() < Kind::List) continue;
      if (!has_gap(argument, function.gaps == Gaps::Inside, context_.steps(), 0)) continue;
      return context_.steps() == 0 ? context_.spent() : context_.unknown(arguments);
    }
  }
  return function.run(context_, arguments);
}

value::Value Machine::match(const Op& op) {
  const Value text = run(op.a);
  if (is_missing(text)) return text;
  if (!text.is(Kind::String)) return context_.no_overload();
  return matches(context_, text.as_text(), image_.text({op.b, op.c}), true);
}

value::Value evaluate(const ProgramView& program, std::span<const value::Value> slots, Scratch& scratch) {
  if (scratch.locals().size() < program.ops[0].a) scratch.locals().resize(program.ops[0].a);
  return Machine(program, slots, scratch).run(static_cast<std::uint32_t>(program.ops.size() - 2));
}

}  // namespace hegui::cel
