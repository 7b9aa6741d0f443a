#include "facts/fact_set.h"

#include <algorithm>
#include <cassert>
#include <memory>

namespace hegui::facts {

using value::Value;

namespace {

// Below the size from which the C library tidies its whole heap at every free.
constexpr std::size_t kFirstBlock = std::size_t{56} << 10;

// Cells of which nothing is known: copies of one, which is quicker than making each anew.
std::span<Cell> unknown_cells(Arena& arena, std::size_t count) {
  auto* const first = static_cast<Cell*>(arena.allocate(sizeof(Cell) * count, alignof(Cell)));
  std::uninitialized_fill_n(first, count, Cell{});
  return {first, count};
}

}  // namespace

FactSet::FactSet()
    : arena_(std::make_unique<Arena>(kFirstBlock)), cells_(unknown_cells(*arena_, Schema::get().roots().size())) {}

SourceMask FactSet::states() const {
  SourceMask mask = 0;
  for (const Input& input : inputs_) mask |= input.states;
  return mask;
}

Item* FactSet::add_item(Cell& list_cell, FactId list, const Origin* origin) {
  Item* item = arena_->make<Item>();
  item->list = list;
  item->cells = unknown_cells(*arena_, Schema::get().fields(list).size());
  item->origins = origin;
  (list_cell.last != nullptr ? list_cell.last->next : list_cell.first) = item;
  list_cell.last = item;
  ++list_cell.count;
  list_cell.knowledge = Knowledge::Known;
  return item;
}

void FactSet::add_origin(const Origin*& chain, const Span& span, SourceMask by, Value member) {
  if (!span) return;
  const Origin* fresh = arena_->make<Origin>(span, by, nullptr, member);
  if (chain == nullptr) {
    chain = fresh;
    return;
  }
  // Chains live in this set's arenas and are not shared before the set is finished.
  auto* tail = const_cast<Origin*>(chain);
  while (tail->next != nullptr) tail = const_cast<Origin*>(tail->next);
  tail->next = fresh;
}

void FactSet::adopt(FactSet&& other) {
  adopted_.push_back(std::move(other.arena_));
  std::ranges::move(other.adopted_, std::back_inserter(adopted_));
  std::ranges::move(other.inputs_, std::back_inserter(inputs_));
  std::ranges::move(other.removals_, std::back_inserter(removals_));
  std::ranges::move(other.kept_, std::back_inserter(kept_));
}

FactBuilder::FactBuilder(SourcePtr source, std::string_view format, SourceMask by) : by_(by) {
  facts_.add_input({std::move(source), format, by});
}

void FactBuilder::also_states(SourceMask by) {
  Input input = facts_.inputs().back();
  by_ |= by;
  input.states = by;
  facts_.add_input(std::move(input));
}

void FactBuilder::set(FactId id, Value value, const Span& span, Item* item) {
  Cell& target = cell(id, item);
  target.knowledge = Knowledge::Known;
  target.assumed = false;
  target.value = value;
  facts_.add_origin(target.origins, span, by_);
}

void FactBuilder::assume(FactId id, Value value, const Span& span, Item* item) {
  set(id, value, span, item);
  cell(id, item).assumed = true;
}

void FactBuilder::absent(FactId id, const Span& span, Item* item) {
  Cell& target = cell(id, item);
  target.knowledge = Knowledge::Absent;
  facts_.add_origin(target.origins, span, by_);
}

void FactBuilder::set(FactId id, Date date, const Span& span, Item* item) {
  set(id, Value::timestamp(std::int64_t{date.days} * 86400), span, item);
}

void FactBuilder::append(FactId id, std::string_view text, const Span& span, Item* item) {
  append_value(id, Value::string(text), span, item);
}

void FactBuilder::append(FactId id, std::int64_t number, const Span& span, Item* item) {
  append_value(id, Value::integer(number), span, item);
}

void FactBuilder::append_value(FactId id, Value value, const Span& span, Item* item) {
  Cell& target = cell(id, item);
  std::span<const Value> before;
  if (target.knowledge == Knowledge::Known) before = target.value.as_list().items;
  const auto same = [&](Value member) {
    return value.is(value::Kind::String) ? member.as_text() == value.as_text() : member.as_int() == value.as_int();
  };
  facts_.add_origin(target.origins, span, by_, value);
  if (std::ranges::any_of(before, same)) return;
  if (before.size() == kMaxMembers) {
    target.open = true;
    target.value = Value::list(facts_.arena().make<value::List>(before, true));
    return;
  }
  // Room is made in powers of two; the members past `before` in that room are this cell's own.
  const std::size_t size = before.size();
  std::span<Value> items{const_cast<Value*>(before.data()), size + 1};
  if ((size & (size - 1)) == 0) {
    std::span<Value> room = facts_.arena().make_array<Value>(std::max<std::size_t>(1, size * 2));
    std::ranges::copy(before, room.begin());
    items = room.first(size + 1);
  }
  items.back() = value;
  target.knowledge = Knowledge::Known;
  target.value = Value::list(facts_.arena().make<value::List>(items, target.open));
}

void FactBuilder::state_list(FactId id, const Span& span, Item* item) {
  Cell& target = cell(id, item);
  facts_.add_origin(target.origins, span, by_);
  if (target.knowledge == Knowledge::Known) return;
  target.knowledge = Knowledge::Known;
  if (Schema::get().row(id).type != FactType::Records)
    target.value = Value::list(facts_.arena().make<value::List>(std::span<const Value>{}, target.open));
}

void FactBuilder::unknown(FactId id, const Span& span, Item* item) {
  Cell& target = cell(id, item);
  target.unreadable = true;
  facts_.add_origin(target.origins, span, by_);
}

Item* FactBuilder::add(FactId list, const Span& span, Item* parent) {
  const Origin* origin = span ? facts_.arena().make<Origin>(span, by_, nullptr) : nullptr;
  return facts_.add_item(cell(list, parent), list, origin);
}

void FactBuilder::open(FactId list, Item* parent) {
  Cell& target = cell(list, parent);
  target.open = true;
  // Members stated before are in a list value of their own, which conditions read.
  if (target.knowledge == Knowledge::Known && target.value.is(value::Kind::List))
    target.value = Value::list(facts_.arena().make<value::List>(target.value.as_list().items, true));
}

FactSet FactBuilder::finish() && { return std::move(facts_); }

}  // namespace hegui::facts
