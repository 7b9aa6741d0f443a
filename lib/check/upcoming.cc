#include "check/upcoming.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string>

namespace hegui::check {
namespace {

constexpr Code kTakesEffect{4020};

}  // namespace

std::vector<Diagnostic> upcoming(const policy::Policy& policy, Date as_of, std::span<const std::uint8_t> selected) {
  // By day and slug: the ids of the rules that cite the instrument.
  std::map<std::pair<std::int32_t, std::string_view>, std::vector<std::string_view>> soon;
  for (policy::RuleIndex index = 0; index < policy.rules().size(); ++index) {
    if (!selected.empty() && selected[index] == 0) continue;
    const policy::RuleRow& rule = policy.rules()[index];
    for (const policy::ClauseIndex id : policy.clauses_of(rule)) {
      const policy::ClauseRow& clause = policy.clauses()[id];
      const auto day = policy.effective(clause);
      if (!day || *day <= as_of || day->days > as_of.days + kAnnouncedDays) continue;
      std::vector<std::string_view>& rules =
          soon[{day->days, policy.text(policy.instruments()[clause.instrument].slug)}];
      if (rules.empty() || rules.back() != policy.text(rule.id)) rules.push_back(policy.text(rule.id));
    }
  }
  std::vector<Diagnostic> out;
  for (const auto& [when, rules] : soon) {
    const policy::InstrumentRow& instrument = policy.instruments()[*policy.find_instrument(when.second)];
    out.push_back({.code = kTakesEffect,
                   .level = Level::Note,
                   .message = fmt::format("{} takes effect: 《{}》 {}", Date{when.first}.to_string(),
                                          policy.text(instrument.title.zh), policy.text(instrument.title.en)),
                   .place = {},
                   .help = fmt::format("from that day it counts for {}; see hegui explain {}", fmt::join(rules, ", "),
                                       when.second)});
  }
  return out;
}

}  // namespace hegui::check
