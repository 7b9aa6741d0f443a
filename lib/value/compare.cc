#include "value/compare.h"

#include <algorithm>

#include "value/type.h"

namespace hegui::value {
namespace {

bool is_number(const Value& value) { return value.is(Kind::Int) || value.is(Kind::Uint) || value.is(Kind::Double); }

// An integer against a double, as doubles: CEL's suite asks for this even where an integer has no exact counterpart.
template <class Integer>
std::partial_ordering integer_with_double(Integer a, double b) {
  return static_cast<double>(a) <=> b;
}

std::partial_ordering reversed(std::partial_ordering order) {
  return order == std::partial_ordering::less      ? std::partial_ordering::greater
         : order == std::partial_ordering::greater ? std::partial_ordering::less
                                                   : order;
}

std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  if (b.is(Kind::Double)) {
    if (a.is(Kind::Double)) return a.as_double() <=> b.as_double();
    return a.is(Kind::Int) ? integer_with_double(a.as_int(), b.as_double())
                           : integer_with_double(a.as_uint(), b.as_double());
  }
  if (a.is(Kind::Double)) return reversed(compare_numbers(b, a));
  if (a.is(Kind::Int) && b.is(Kind::Int)) return a.as_int() <=> b.as_int();
  if (a.is(Kind::Uint) && b.is(Kind::Uint)) return a.as_uint() <=> b.as_uint();
  if (a.is(Kind::Int))
    return a.as_int() < 0 ? std::partial_ordering::less : static_cast<std::uint64_t>(a.as_int()) <=> b.as_uint();
  return reversed(compare_numbers(b, a));
}

Truth truth(bool value) { return value ? Truth::True : Truth::False; }

bool same_type(const Type* a, const Type* b) { return a == b || (a->kind == b->kind && a->name == b->name); }

class Equality {
 public:
  explicit Equality(std::uint64_t& steps) : steps_(steps) {}

  Truth values(const Value& a, const Value& b, int depth) {
    if (steps_ == 0 || depth > kDeepest) return Truth::Exhausted;
    --steps_;
    if (a.is(Kind::Unknown) || b.is(Kind::Unknown)) return Truth::Unknown;
    if (a.kind() != b.kind()) return truth(is_number(a) && is_number(b) && compare_numbers(a, b) == 0);
    switch (a.kind()) {
      case Kind::Null:
        return Truth::True;
      case Kind::Bool:
        return truth(a.as_bool() == b.as_bool());
      case Kind::Int:
      case Kind::Uint:
      case Kind::Double:
        return truth(compare_numbers(a, b) == 0);
      case Kind::String:
      case Kind::Bytes:
        return truth(a.as_text() == b.as_text());
      case Kind::Timestamp:
      case Kind::Duration:
        return truth(a.seconds() == b.seconds() && a.nanos() == b.nanos());
      case Kind::Type:
        return truth(same_type(a.as_type(), b.as_type()));
      case Kind::List:
        return lists(a.as_list(), b.as_list(), depth);
      case Kind::Map:
        return maps(a.as_map(), b.as_map(), depth);
      case Kind::Record:
        if (a.as_record().type != b.as_record().type) return Truth::False;
        return spans(a.as_record().fields, b.as_record().fields, depth);
      case Kind::Optional:
        if (a.as_optional() == nullptr || b.as_optional() == nullptr) return truth(a.as_optional() == b.as_optional());
        return values(*a.as_optional(), *b.as_optional(), depth + 1);
      case Kind::Unknown:
      case Kind::Error:
        break;
    }
    return Truth::False;
  }

 private:
  Truth lists(const List& a, const List& b, int depth) {
    if (a.open || b.open) return Truth::Unknown;
    return spans(a.items, b.items, depth);
  }

  // One difference decides; failing that, one unknown pair leaves all unknown.
  Truth spans(std::span<const Value> a, std::span<const Value> b, int depth) {
    if (a.size() != b.size()) return Truth::False;
    Truth out = Truth::True;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const Truth pair = values(a[i], b[i], depth + 1);
      if (pair == Truth::False || pair == Truth::Exhausted) return pair;
      if (pair == Truth::Unknown) out = pair;
    }
    return out;
  }

  Truth maps(const Map& a, const Map& b, int depth) {
    if (a.entries.size() != b.entries.size()) return Truth::False;
    Truth out = Truth::True;
    for (const MapEntry& entry : a.entries) {
      if (steps_ < b.entries.size()) return Truth::Exhausted;
      steps_ -= b.entries.size();
      const Value* other = find(b, entry.key);
      if (other == nullptr) return Truth::False;
      const Truth pair = values(entry.value, *other, depth + 1);
      if (pair == Truth::False || pair == Truth::Exhausted) return pair;
      if (pair == Truth::Unknown) out = pair;
    }
    return out;
  }

  std::uint64_t& steps_;
};

void collect(const Value& value, std::vector<std::uint32_t>& facts, int depth) {
  if (depth > kDeepest) return;
  const auto add = [&](const Missing& missing) {
    facts.insert(facts.end(), missing.facts.begin(), missing.facts.end());
  };
  if (value.is(Kind::Unknown)) add(value.as_unknown());
  if (value.is(Kind::List)) {
    if (value.as_list().missing != nullptr) add(*value.as_list().missing);
    for (const Value& item : value.as_list().items) collect(item, facts, depth + 1);
  }
  if (value.is(Kind::Map))
    for (const MapEntry& entry : value.as_map().entries) collect(entry.value, facts, depth + 1);
  if (value.is(Kind::Record))
    for (const Value& field : value.as_record().fields) collect(field, facts, depth + 1);
  if (value.is(Kind::Optional) && value.as_optional() != nullptr) collect(*value.as_optional(), facts, depth + 1);
}

}  // namespace

Truth equal(const Value& a, const Value& b, std::uint64_t& steps) { return Equality(steps).values(a, b, 0); }

std::optional<std::partial_ordering> compare(const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) return compare_numbers(a, b);
  if (a.kind() != b.kind()) return std::nullopt;
  if (a.is(Kind::Bool)) return a.as_bool() <=> b.as_bool();
  if (a.is(Kind::String) || a.is(Kind::Bytes)) return a.as_text().compare(b.as_text()) <=> 0;
  if (a.is(Kind::Timestamp) || a.is(Kind::Duration)) {
    if (a.seconds() != b.seconds()) return a.seconds() <=> b.seconds();
    return a.nanos() <=> b.nanos();
  }
  return std::nullopt;
}

const Value* find(const Map& map, const Value& key) {
  for (const MapEntry& entry : map.entries) {
    const bool same = entry.key.kind() == key.kind()
                          ? (key.is(Kind::String) ? entry.key.as_text() == key.as_text()
                                                  : compare(entry.key, key) == std::partial_ordering::equivalent)
                          : is_number(entry.key) && is_number(key) && compare_numbers(entry.key, key) == 0;
    if (same) return &entry.value;
  }
  return nullptr;
}

void collect_missing(const Value& value, std::vector<std::uint32_t>& facts) {
  collect(value, facts, 0);
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
}

}  // namespace hegui::value
