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

std::vector<Group> failures_of(const result::Run& run, const result::Subject& subject) {
  std::vector<Group> groups = groups_of(subject, check::Verdict::Fail);
  std::ranges::stable_partition(groups, [&](const Group& group) { return !run.rules[group.rule].notice; });
  return groups;
}

}  // namespace hegui::report
