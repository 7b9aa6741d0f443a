#include "check/prepared.h"

#include <algorithm>
#include <initializer_list>
#include <unordered_map>
#include <utility>

#include "facts/worked_out.h"

namespace hegui::check {
namespace {

using facts::FactId;
using facts::Schema;
using policy::RuleRow;
using value::Kind;
using value::Value;

// The Opinions-level clauses are always in force; a rule binds when one of the clauses that are not merely parents
// does.
bool binds(const policy::Policy& policy, const RuleRow& rule, Date as_of) {
  const auto ids = policy.clauses_of(rule);
  const auto in_force = [&](policy::ClauseIndex id) { return policy.in_force(policy.clauses()[id], as_of); };
  const auto makes_concrete = [&](policy::ClauseIndex id) { return policy.clauses()[id].parents.count > 0; };
  if (std::ranges::any_of(ids, makes_concrete))
    return std::ranges::any_of(ids, [&](policy::ClauseIndex id) { return makes_concrete(id) && in_force(id); });
  return std::ranges::any_of(ids, in_force);
}

// The slot of a fact of the subject, or of the list that holds its records.
std::uint32_t root_slot(FactId id) {
  const FactId list = Schema::get().list_of(id);
  return Schema::get().slot(list != 0 ? list : id);
}

template <class T>
bool append_bytes(std::string& out, T what) {
  out.append(reinterpret_cast<const char*>(&what), sizeof what);
  return true;
}

// Appends what the value is; false of kinds that no fact has, which are not compared.
bool append_value(std::string& out, const Value& value) {
  out += static_cast<char>(value.kind());
  if (value.is(Kind::Bool)) return append_bytes(out, value.as_bool());
  if (value.is(Kind::Int)) return append_bytes(out, value.as_int());
  if (value.is(Kind::Double)) return append_bytes(out, value.as_double());
  if (value.is(Kind::Timestamp)) return append_bytes(out, value.seconds()) && append_bytes(out, value.nanos());
  if (value.is(Kind::String)) {
    append_bytes(out, value.as_text().size());
    out += value.as_text();
    return true;
  }
  if (!value.is(Kind::List)) return false;
  const value::List& list = value.as_list();
  append_bytes(out, list.open);
  append_bytes(out, list.items.size());
  return std::ranges::all_of(list.items, [&](const Value& item) { return append_value(out, item); });
}

}  // namespace

void Prepared::prepare(const policy::Policy& policy, Date as_of, const facts::Subject& subject) {
  const std::string_view image = policy.view().bytes();
  if (policy_.data() != image.data() || policy_.size() != image.size() || as_of_ != as_of) start(policy, as_of);
  if (states_ != subject.facts.states()) {
    states_ = subject.facts.states();
    for (Said& said : said_) said.holds = false;
  }
  const std::span<const FactId> roots = Schema::get().roots();
  for (std::size_t slot = 0; slot < roots.size(); ++slot)
    if (differs(subject.facts.cell(roots[slot]), roots[slot], stated_[slot]))
      for (const std::uint32_t reader : readers_[slot]) said_[reader].holds = false;
}

void Prepared::start(const policy::Policy& policy, Date as_of) {
  *this = {};
  policy_ = policy.view().bytes();
  as_of_ = as_of;
  stated_.resize(Schema::get().roots().size());
  readers_.resize(stated_.size());
  std::unordered_map<std::string_view, std::uint32_t> known;
  for (const RuleRow& rule : policy.rules()) {
    // Conditions of the same rows are the same condition.
    const std::span<const cel::Op> ops = cel::view(policy.view(), rule.applies).ops;
    const auto [condition, is_new] =
        known.try_emplace({reinterpret_cast<const char*>(ops.data()), ops.size_bytes()}, std::uint32_t{0});
    if (is_new) condition->second = add(policy, {rule.applies});
    rules_.push_back(
        {binds(policy, rule, as_of), condition->second, add(policy, {rule.each, rule.where, rule.require})});
  }
}

// A place for what the conditions say. It rests on the facts they read, and on those that these are worked out from: a
// rule that is not judged tells of them.
std::uint32_t Prepared::add(const policy::Policy& policy, std::initializer_list<cel::ProgramRef> conditions) {
  const auto number = static_cast<std::uint32_t>(said_.size());
  said_.emplace_back();
  const auto rests_on = [&](FactId id) {
    std::vector<std::uint32_t>& readers = readers_[root_slot(id)];
    if (readers.empty() || readers.back() != number) readers.push_back(number);
  };
  for (const cel::ProgramRef condition : conditions) {
    if (!condition) continue;
    for (const FactId id : cel::facts_read(cel::view(policy.view(), condition))) {
      rests_on(id);
      std::ranges::for_each(facts::worked_out_from(id), rests_on);
    }
  }
  return number;
}

// Whether the cell says something else than `before`, which then becomes what it says.
bool Prepared::differs(const facts::Cell& cell, FactId id, Stated& before) {
  const bool known = cell.knowledge == facts::Knowledge::Known;
  if (!known && before.compared && before.knowledge == cell.knowledge && before.open == cell.open) return false;
  now_ = {.compared = true, .open = cell.open, .knowledge = cell.knowledge, .value = std::move(now_.value)};
  now_.value.clear();
  if (known)
    now_.compared =
        Schema::get().row(id).type == facts::FactType::Records ? cell.count == 0 : append_value(now_.value, cell.value);
  if (now_.compared && now_ == before) return false;
  std::swap(now_, before);
  return true;
}

}  // namespace hegui::check
