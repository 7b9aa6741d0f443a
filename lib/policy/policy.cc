#include "policy/policy.h"

#include <algorithm>

namespace hegui::policy {

Policy::Policy(image::View view)
    : view_(view),
      packs_(view.rows<PackRow>(kPackSection)),
      instruments_(view.rows<InstrumentRow>(kInstrumentSection)),
      clauses_(view.rows<ClauseRow>(kClauseSection)),
      rules_(view.rows<RuleRow>(kRuleSection)),
      profiles_(view.rows<ProfileRow>(kProfileSection)) {}

std::optional<RuleIndex> Policy::find_rule(std::string_view id_or_name) const {
  const auto it = std::ranges::find_if(
      rules_, [&](const RuleRow& rule) { return text(rule.id) == id_or_name || text(rule.name) == id_or_name; });
  if (it == rules_.end()) return std::nullopt;
  return static_cast<RuleIndex>(it - rules_.begin());
}

std::optional<ClauseIndex> Policy::find_clause(std::string_view id) const {
  const auto it = std::ranges::lower_bound(clauses_, id, {}, [&](const ClauseRow& clause) { return text(clause.id); });
  if (it == clauses_.end() || text(it->id) != id) return std::nullopt;
  return static_cast<ClauseIndex>(it - clauses_.begin());
}

std::optional<std::uint32_t> Policy::find_instrument(std::string_view slug) const {
  const auto it = std::ranges::find_if(instruments_, [&](const InstrumentRow& row) { return text(row.slug) == slug; });
  if (it == instruments_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(it - instruments_.begin());
}

std::optional<Date> Policy::effective(const ClauseRow& clause) const {
  const std::int32_t day = clause.from != kNoDate ? clause.from : instruments_[clause.instrument].effective;
  if (day == kNoDate) return std::nullopt;
  return Date{day};
}

bool Policy::in_force(const ClauseRow& clause, Date day) const {
  const InstrumentRow& instrument = instruments_[clause.instrument];
  const auto from = effective(clause);
  const std::int32_t until = clause.until != kNoDate ? clause.until : instrument.repealed;
  return (!from || *from <= day) && (until == kNoDate || day.days <= until);
}

std::uint32_t item_slot() { return static_cast<std::uint32_t>(facts::Schema::get().roots().size()); }

}  // namespace hegui::policy
