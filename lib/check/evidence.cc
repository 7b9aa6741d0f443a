#include "check/evidence.h"

#include <algorithm>

namespace hegui::check {
namespace {

using facts::Cell;
using facts::FactId;
using facts::FactSet;
using facts::FactType;
using facts::Item;
using facts::Origin;
using facts::Schema;
using facts::SourceMask;
using value::Kind;
using value::Value;

constexpr std::size_t kMostPlaces = 8;
constexpr SourceMask kAny = ~SourceMask{0};

bool same(const Value& a, const Value& b) {
  if (a.is(Kind::String)) return b.is(Kind::String) && a.as_text() == b.as_text();
  return a.is(Kind::Int) && b.is(Kind::Int) && a.as_int() == b.as_int();
}

class Places {
 public:
  Places(const policy::RuleRow& rule, const facts::Subject& subject, const Judged& judged)
      : rule_(rule), subject_(subject), judged_(judged) {}

  // Of what only the item as a whole shows, the item's own place says as much.
  void add_reason(const cel::Read& read) {
    const auto* host = static_cast<const Item*>(read.host);
    if (host != nullptr && FactSet::cell(*host, read.fact).origins == host->origins) return;
    if (host != nullptr)
      add_all(FactSet::cell(*host, read.fact).origins);
    else if (read.fact == rule_.items && judged_.item == nullptr && !judged_.it.is(Kind::Null))
      add_member(subject_.facts.cell(read.fact).origins, judged_.it);
    else
      add_cell(read.fact, read.member);
  }

  // The record or member that is judged. What the manifest has stands before what is said of it, where either could
  // state the fact that decides.
  void add_item(FactId deciding) {
    if (judged_.item == nullptr) {
      if (rule_.items != 0) add_member(subject_.facts.cell(rule_.items).origins, judged_.it);
      return;
    }
    const SourceMask able = deciding == 0 || !out.empty() ? kAny : Schema::get().row(deciding).stated_by;
    if (able != kAny) add_those(judged_.item->origins, able & ~facts::kDeclaration);
    if (able != kAny) add_those(judged_.item->origins, able);
    add_all(judged_.item->origins);
  }

  void add_read(FactId id) {
    const FactId list = Schema::get().list_of(id);
    if (list != 0) {
      if (judged_.item != nullptr && judged_.item->list == list) add_all(FactSet::cell(*judged_.item, id).origins);
      return;
    }
    const Cell& cell = subject_.facts.cell(id);
    // A whole list is no evidence for one item; its own place is.
    if (judged_.item == nullptr && add_member(cell.origins, judged_.it)) return;
    if (Schema::get().row(id).type != FactType::Records || judged_.item == nullptr) add_all(cell.origins);
  }

  std::vector<Span> out;

 private:
  void add_cell(FactId id, const Value& member) {
    const Cell& cell = subject_.facts.cell(id);
    if (!member.is(Kind::Null) && add_member(cell.origins, member)) return;
    if (Schema::get().row(id).type == FactType::Records) add_those(cell.origins, kAny & ~facts::kDeclaration);
    add_all(cell.origins);
  }

  // False when the list has no such member.
  bool add_member(const Origin* origin, const Value& member) {
    bool found = false;
    for (; origin != nullptr; origin = origin->next) {
      if (!same(member, origin->member)) continue;
      add(origin->span);
      found = true;
    }
    return found;
  }

  void add_all(const Origin* origin) { add_those(origin, kAny); }
  void add_those(const Origin* origin, SourceMask by) {
    for (; origin != nullptr; origin = origin->next)
      if (by == kAny || (origin->by & by) != 0) add(origin->span);
  }

  void add(const Span& span) {
    const bool known = std::ranges::any_of(out, [&](const Span& seen) {
      return seen.source == span.source && seen.begin == span.begin && seen.end == span.end &&
             seen.element == span.element;
    });
    if (!known && out.size() < kMostPlaces) out.push_back(span);
  }

  const policy::RuleRow& rule_;
  const facts::Subject& subject_;
  const Judged& judged_;
};

// What a field or a statement says stands before that a list lacks something, and that before what the subject is,
// which nobody can mend.
int rank_of(const cel::Read& read, const policy::RuleRow& rule) {
  if (read.host != nullptr || read.fact == rule.items) return 0;
  const facts::Row& row = Schema::get().row(read.fact);
  return row.path.starts_with("subject.") ? 2 : row.type == FactType::Records ? 1 : 0;
}

}  // namespace

std::vector<Span> evidence(const policy::Policy& policy, const policy::RuleRow& rule, const facts::Subject& subject,
                           const Judged& judged, std::span<const cel::Read> reasons) {
  Places places(rule, subject, judged);
  const auto is_of_another = [&](const cel::Read& read) {
    const auto* host = static_cast<const Item*>(read.host);
    return host != nullptr && judged.item != nullptr && host != judged.item && host->list == judged.item->list;
  };
  for (const int rank : {0, 1, 2})
    for (const cel::Read& read : reasons)
      if (rank_of(read, rule) == rank && !is_of_another(read)) places.add_reason(read);
  const bool decided = !places.out.empty() || std::ranges::any_of(reasons, is_of_another);
  places.add_item(reasons.empty() ? 0 : reasons.front().fact);
  for (const cel::Read& read : reasons)
    if (is_of_another(read)) places.add_reason(read);
  // What did not decide is no fault: it is shown only where nothing else can be.
  if (!decided)
    for (const FactId id : policy.reads(rule)) places.add_read(id);
  return std::move(places.out);
}

}  // namespace hegui::check
