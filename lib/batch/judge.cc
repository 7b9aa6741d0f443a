#include "batch/judge.h"

#include <algorithm>
#include <iterator>

#include "check/waive.h"
#include "result/assemble.h"

namespace hegui::batch {

result::Subject judge(const Terms& terms, const facts::Subject& subject, std::vector<Diagnostic> issues,
                      std::string name, check::Scratch& scratch) {
  check::Findings findings = check::evaluate(terms.policy, subject, terms.as_of, terms.chosen, scratch);
  const std::vector<read::Waiver> waivers = read::read_waivers(subject.facts);
  std::ranges::move(check::waive(findings, terms.policy, waivers, terms.as_of), std::back_inserter(issues));
  return result::assemble(terms.policy, subject, std::move(findings), std::move(issues), std::move(name), terms.digests,
                          terms.detail);
}

result::Subject unread(const Terms& terms, std::vector<Diagnostic> issues, std::string name) {
  result::Subject out;
  out.name = std::move(name);
  out.issues = std::move(issues);
  const std::size_t rules = terms.policy.rules().size();
  out.verdicts.resize(rules);
  for (std::size_t rule = 0; rule < rules; ++rule) {
    if (!terms.chosen.empty() && terms.chosen[rule] == 0) continue;
    out.verdicts[rule].verdict = check::Verdict::NotJudged;
    if (terms.policy.rules()[rule].notice == 0 && terms.policy.rules()[rule].weight != 0) ++out.score.counts.not_judged;
  }
  return out;
}

}  // namespace hegui::batch
