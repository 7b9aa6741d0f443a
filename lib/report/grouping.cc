// Order is that of the findings, which are sorted when a result is assembled.
#include "report/grouping.h"

#include <algorithm>
#include <map>

namespace hegui::report {

std::vector<std::string> Group::missing() const {
  std::vector<std::string> out;
  for (const result::Finding* finding : findings)
    for (const std::string& path : finding->missing)
      if (std::ranges::find(out, path) == out.end()) out.push_back(path);
  return out;
}

std::vector<Group> groups_of(const result::Subject& subject, check::Verdict verdict) {
  std::vector<Group> groups;
  std::map<std::uint32_t, std::size_t> known;
  for (const result::Finding& finding : subject.findings) {
    if (finding.verdict != verdict) continue;
    const auto [it, fresh] = known.try_emplace(finding.rule, groups.size());
    if (fresh) groups.push_back({finding.rule, {}});
    groups[it->second].findings.push_back(&finding);
  }
  return groups;
}

std::vector<Group> failures_of(const result::Run& run, const result::Subject& subject, bool with_known) {
  std::vector<Group> groups = groups_of(subject, check::Verdict::Fail);
  if (!with_known) {
    for (Group& group : groups)
      std::erase_if(group.findings,
                    [](const result::Finding* finding) { return finding->standing == result::Standing::Known; });
    std::erase_if(groups, [](const Group& group) { return group.findings.empty(); });
  }
  std::ranges::stable_partition(groups, [&](const Group& group) { return !run.rules[group.rule].notice; });
  return groups;
}

std::size_t count_known(const result::Subject& subject) {
  return static_cast<std::size_t>(std::ranges::count_if(subject.findings, [](const result::Finding& finding) {
    return finding.verdict == check::Verdict::Fail && finding.standing == result::Standing::Known;
  }));
}

std::string fixed_name(const result::Run& run, const result::Fixed& fixed) {
  const auto rule = std::ranges::find(run.rules, fixed.rule, &result::Rule::id);
  std::string out = fixed.rule;
  if (rule != run.rules.end()) out += " " + rule->name;
  return fixed.item.empty() ? out : out + " · " + fixed.item;
}

}  // namespace hegui::report
