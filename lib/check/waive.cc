#include "check/waive.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest_name.h"

namespace hegui::check {
namespace {

constexpr Code kUnknownRule{4010}, kExpired{4011}, kStale{4012}, kBroad{4013};

// A waiver that holds longer than this from the day of the check is no decision for a time.
constexpr std::int32_t kMostDays = 366;

Diagnostic about(Code code, const read::Waiver& waiver, std::string message, std::string help) {
  Diagnostic diagnostic = warning(code, {}, std::move(message), std::move(help));
  diagnostic.place = waiver.place;
  return diagnostic;
}

Diagnostic unknown_rule(const policy::Policy& policy, const read::Waiver& waiver) {
  std::vector<std::string_view> names;
  for (const policy::RuleRow& rule : policy.rules())
    names.insert(names.end(), {policy.text(rule.id), policy.text(rule.name)});
  const std::string_view nearest = nearest_name(waiver.rule, names);
  return about(kUnknownRule, waiver, fmt::format("no rule is called `{}`; the waiver does nothing", waiver.rule),
               nearest.empty() ? "`hegui rules` lists them" : fmt::format("did you mean `{}`?", nearest));
}

// A waiver that reaches further than one thing or one year.
void tell_breadth(const read::Waiver& waiver, std::size_t used, Date as_of, std::vector<Diagnostic>& issues) {
  if (waiver.item.empty() && used > 1)
    issues.push_back(about(
        kBroad, waiver,
        fmt::format("the waiver of {} is broad: it waives {} failures, and any that come later", waiver.rule, used),
        "name one with `item`, in a waiver each"));
  if (waiver.expires.days - as_of.days > kMostDays)
    issues.push_back(about(kBroad, waiver,
                           fmt::format("the waiver of {} is broad: it holds until {}, longer than a year", waiver.rule,
                                       waiver.expires.to_string()),
                           "set a day within a year, and decide anew then"));
}

// The worst of a rule's items once waivers are applied: a failure, then an unknown, then a waived failure.
Verdict verdict_of(const Findings& findings, policy::RuleIndex rule) {
  Verdict worst = Verdict::Waived;
  for (const Finding& finding : findings.findings) {
    if (finding.rule != rule) continue;
    if (finding.verdict == Verdict::Fail) return Verdict::Fail;
    if (finding.verdict == Verdict::Unknown) worst = Verdict::Unknown;
  }
  return worst;
}

}  // namespace

std::vector<Diagnostic> waive(Findings& findings, const policy::Policy& policy, std::span<const read::Waiver> waivers,
                              Date as_of) {
  std::vector<Diagnostic> issues;
  for (const read::Waiver& waiver : waivers) {
    const auto rule = policy.find_rule(waiver.rule);
    if (!rule) {
      issues.push_back(unknown_rule(policy, waiver));
      continue;
    }
    if (waiver.expires < as_of) {
      issues.push_back(about(kExpired, waiver,
                             fmt::format("the waiver of {} expired on {}", waiver.rule, waiver.expires.to_string()),
                             "repair the finding, or decide anew and set another day"));
      continue;
    }
    std::size_t used = 0;
    for (Finding& finding : findings.findings) {
      const bool named = waiver.item.empty() || waiver.item == finding.label;
      if (finding.rule != *rule || finding.verdict != Verdict::Fail || !named) continue;
      finding.verdict = Verdict::Waived;
      finding.waiver = &waiver;
      ++used;
    }
    if (used > 0) {
      findings.verdicts[*rule].verdict = verdict_of(findings, *rule);
      tell_breadth(waiver, used, as_of, issues);
    } else {
      issues.push_back(
          about(kStale, waiver, fmt::format("the waiver of {} matches no failure", waiver.rule), "delete it"));
    }
  }
  return issues;
}

}  // namespace hegui::check
