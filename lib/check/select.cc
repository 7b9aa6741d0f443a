#include "check/select.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest_name.h"

namespace hegui::check {
namespace {

using policy::Policy;
using policy::RuleRow;

constexpr Code kUnknownSelector{4001};

bool matches(const Policy& policy, const RuleRow& rule, std::string_view word) {
  if (policy.text(rule.id) == word || policy.text(rule.name) == word) return true;
  if (policy::name(rule.severity) == word || policy.text(policy.packs()[rule.pack].id) == word) return true;
  return std::ranges::any_of(policy.clauses_of(rule), [&](policy::ClauseIndex id) {
    const policy::ClauseRow& clause = policy.clauses()[id];
    return policy.text(clause.id) == word || policy.text(policy.instruments()[clause.instrument].slug) == word;
  });
}

// Words that name something of the policy even where no rule hangs on it.
bool is_known(const Policy& policy, std::string_view word) {
  return policy::parse_severity(word) || policy.find_clause(word) || policy.find_instrument(word) ||
         policy.find_rule(word) ||
         std::ranges::any_of(policy.packs(), [&](const policy::PackRow& pack) { return policy.text(pack.id) == word; });
}

Diagnostic unknown_selector(const Policy& policy, std::string_view word) {
  std::vector<std::string_view> candidates{"critical", "high", "medium", "low"};
  for (const RuleRow& rule : policy.rules())
    candidates.insert(candidates.end(), {policy.text(rule.id), policy.text(rule.name)});
  for (const policy::PackRow& pack : policy.packs()) candidates.push_back(policy.text(pack.id));
  for (const policy::InstrumentRow& instrument : policy.instruments())
    candidates.push_back(policy.text(instrument.slug));
  for (const policy::ClauseRow& clause : policy.clauses()) candidates.push_back(policy.text(clause.id));
  const std::string_view nearest = nearest_name(word, candidates);
  return error(
      kUnknownSelector, {}, fmt::format("no rule, clause, instrument, pillar or severity is called `{}`", word),
      nearest.empty() ? "`hegui rules` and `hegui clauses` list them" : fmt::format("did you mean `{}`?", nearest));
}

}  // namespace

Result<std::vector<std::uint8_t>> select(const Policy& policy, std::span<const std::string> select,
                                         std::span<const std::string> ignore) {
  std::vector<std::uint8_t> chosen(policy.rules().size(), select.empty() ? 1 : 0);
  const auto apply = [&](std::span<const std::string> words, std::uint8_t value) -> Result<void> {
    for (const std::string& word : words) {
      if (!is_known(policy, word)) return std::unexpected(unknown_selector(policy, word));
      for (std::size_t rule = 0; rule < chosen.size(); ++rule)
        if (matches(policy, policy.rules()[rule], word)) chosen[rule] = value;
    }
    return {};
  };
  if (auto done = apply(select, 1); !done) return std::unexpected(done.error());
  if (auto done = apply(ignore, 0); !done) return std::unexpected(done.error());
  return chosen;
}

}  // namespace hegui::check
