// Uniting inputs. The work is linear in the facts: records are found by a hash of their key.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "facts/subject.h"

namespace hegui::facts {
namespace {

using value::Kind;
using value::Value;

SourceMask masks(const Origin* origins) {
  SourceMask mask = 0;
  for (; origins != nullptr; origins = origins->next) mask |= origins->by;
  return mask;
}

// What makes two records of a list the same thing. Lists without a row here keep every record.
struct ListKey {
  std::string_view list;
  std::string_view fields[2];
  bool by_source =
      false;  // what inputs of different kinds say stands side by side, and every line of a declaration for itself
};

constexpr ListKey kListKeys[] = {
    {"permissions", {"name", "platform"}},
    {"sdks", {"slug", "name"}},
    {"collection", {"item", {}}, true},
};

// What users meet stands in the manifest, whatever the declaration says: the text they are shown, and when a framework
// has the app ask for what.
constexpr std::string_view kShown[] = {"permissions[].purpose", "permissions[].requested_at",
                                       "permissions[].mandatory"};

// The union of two lists of strings or integers, in order of appearance.
Value unite(Arena& arena, Value a, Value b) {
  const auto same = [](Value x, Value y) {
    return x.is(Kind::String) ? x.as_text() == y.as_text() : x.as_int() == y.as_int();
  };
  const value::List &left = a.as_list(), &right = b.as_list();
  std::span<Value> items = arena.make_array<Value>(left.items.size() + right.items.size());
  auto end = std::ranges::copy(left.items, items.begin()).out;
  bool open = left.open || right.open;
  for (const Value& candidate : right.items) {
    if (std::any_of(items.begin(), end, [&](const Value& member) { return same(member, candidate); })) continue;
    if (static_cast<std::size_t>(end - items.begin()) == kMaxMembers) {
      open = true;
      break;
    }
    *end++ = candidate;
  }
  return Value::list(arena.make<value::List>(items.first(static_cast<std::size_t>(end - items.begin())), open));
}

bool equal_scalars(Value a, Value b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::Bool:
      return a.as_bool() == b.as_bool();
    case Kind::Int:
      return a.as_int() == b.as_int();
    case Kind::Double:
      return a.as_double() == b.as_double();
    case Kind::String:
      return a.as_text() == b.as_text();
    case Kind::Timestamp:
      return a.seconds() == b.seconds();
    case Kind::Null:
    case Kind::Uint:
    case Kind::Bytes:
    case Kind::Duration:
    case Kind::Type:
    case Kind::List:
    case Kind::Map:
    case Kind::Record:
    case Kind::Optional:
    case Kind::Unknown:
    case Kind::Error:
      return false;
  }
  return false;
}

// The text that stands for a record among its list's others: the first key field that is known, or empty.
std::string key_of(const ListKey& keys, FactId list, const Item& item) {
  const Schema& schema = Schema::get();
  if (keys.by_source && (masks(item.origins) & kDeclaration) != 0) return {};
  const std::string source = keys.by_source ? std::to_string(masks(item.origins)) + ' ' : std::string{};
  for (const std::string_view field : keys.fields) {
    for (const FactId id : schema.fields(list)) {
      if (schema.leaf(id) != field) continue;
      const Cell& cell = FactSet::cell(item, id);
      if (cell.knowledge == Knowledge::Known && cell.value.is(Kind::String))
        return source + std::string(cell.value.as_text());
    }
  }
  return {};
}

class Merger {
 public:
  explicit Merger(Subject& subject) : subject_(subject) {}

  void add(const FactSet& input) {
    for (const FactId id : Schema::get().roots()) add_cell(id, subject_.facts.cell(id), input.cell(id), true);
  }

 private:
  void add_cell(FactId id, Cell& into, const Cell& from, bool of_subject) {
    if (from.origins == nullptr && from.knowledge == Knowledge::Unknown && !from.open && !from.unreadable) return;
    into.open = into.open || from.open;
    into.unreadable = into.unreadable || from.unreadable;
    // Of one value among manifests only the places count that give it; beside a declaration all are worth showing.
    const bool single = is_single(Schema::get().row(id).type) && (masks(into.origins) & kDeclaration) == 0;
    if (from.knowledge != Knowledge::Known) {
      if (!single || into.knowledge != Knowledge::Known) into.origins = chain(into.origins, from.origins);
      return;
    }
    if (single && into.knowledge != Knowledge::Known) into.origins = nullptr;
    Became became = Became::Joined;
    if (Schema::get().row(id).type == FactType::Records)
      add_items(id, into, from);
    else
      became = add_value(id, into, from, of_subject);
    if (became == Became::Replaced)
      into.origins = chain(chain(nullptr, from.origins), into.origins);
    else if (became == Became::Joined || !single)
      into.origins = chain(into.origins, from.origins);
  }

  static bool is_single(FactType type) {
    return type != FactType::Records && type != FactType::Strings && type != FactType::Ints;
  }

  // What became of the value beside the one that was known: it is the same or one with it, took its place, or was left.
  enum class Became { Joined, Replaced, Left };

  Became add_value(FactId id, Cell& into, const Cell& from, bool of_subject) {
    if (into.knowledge != Knowledge::Known) {
      into.knowledge = Knowledge::Known;
      into.value = from.value;
      return Became::Joined;
    }
    if (from.value.is(Kind::List)) {
      into.value = unite(subject_.facts.arena(), into.value, from.value);
    } else if (masks(into.origins) == kDeclaration &&
               std::ranges::find(kShown, Schema::get().row(id).path) != std::end(kShown)) {
      into.value = from.value;
      return Became::Replaced;
    } else if (!equal_scalars(into.value, from.value)) {
      if (of_subject) subject_.disagreements.push_back({id, into.value, from.value, into.origins, from.origins});
      return Became::Left;
    }
    return Became::Joined;
  }

  void add_items(FactId list, Cell& into, const Cell& from) {
    into.knowledge = Knowledge::Known;
    const auto* keys = std::ranges::find(kListKeys, Schema::get().row(list).path, &ListKey::list);
    const bool keyed = keys != std::end(kListKeys);
    for (const Item* item = from.first; item != nullptr; item = item->next) {
      Item* target = nullptr;
      std::string key = keyed ? key_of(*keys, list, *item) : std::string{};
      if (!key.empty()) target = known_[list].try_emplace(std::move(key), nullptr).first->second;
      if (target == nullptr) {
        target = subject_.facts.add_item(into, list, nullptr);
        if (keyed) {
          std::string again = key_of(*keys, list, *item);
          if (!again.empty()) known_[list][std::move(again)] = target;
        }
      }
      target->origins = chain(target->origins, item->origins);
      for (const FactId field : Schema::get().fields(list))
        add_cell(field, FactSet::cell(*target, field), FactSet::cell(*item, field), false);
    }
  }

  // `a` followed by a copy of `b`; chains of the inputs stay as they are.
  const Origin* chain(const Origin* a, const Origin* b) {
    for (; b != nullptr; b = b->next) subject_.facts.add_origin(a, b->span, b->by, b->member);
    return a;
  }

  Subject& subject_;
  std::unordered_map<FactId, std::unordered_map<std::string, Item*>> known_;
};

void settle_cell(FactId id, Cell& cell, SourceMask states, SourceMask all) {
  if (cell.knowledge == Knowledge::Unknown && !cell.unreadable && (Schema::get().row(id).stated_by & states) != 0)
    cell.knowledge = Knowledge::Absent;
  for (Item* item = cell.first; item != nullptr; item = item->next) {
    // A record can be silent only about what the inputs that hold it, or the declaration, could have said.
    const SourceMask own = masks(item->origins) | (all & kDeclaration);
    for (const FactId field : Schema::get().fields(id)) settle_cell(field, FactSet::cell(*item, field), own, all);
  }
}

}  // namespace

std::string_view Subject::text(FactId id) const {
  const Cell& cell = facts.cell(id);
  return cell.knowledge == Knowledge::Known && cell.value.is(Kind::String) ? cell.value.as_text() : std::string_view{};
}

void settle(FactSet& facts) {
  const SourceMask states = facts.states();
  for (const FactId id : Schema::get().roots()) settle_cell(id, facts.cell(id), states, states);
}

Subject merge(std::vector<FactSet> inputs) {
  std::ranges::stable_partition(inputs, [](const FactSet& input) { return (input.states() & kDeclaration) != 0; });
  Subject subject;
  Merger merger(subject);
  for (const FactSet& input : inputs) merger.add(input);
  for (FactSet& input : inputs) subject.facts.adopt(std::move(input));
  settle(subject.facts);
  return subject;
}

}  // namespace hegui::facts
