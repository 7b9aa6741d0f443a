// The reasons are worded with the options that set them, so that a person finds what to change.
#include "result/gate.h"

#include <fmt/format.h>

#include <algorithm>

namespace hegui::result {
namespace {

using check::Verdict;

std::string_view plural(std::size_t count) { return count == 1 ? "" : "s"; }

std::size_t count_errors(const std::vector<Diagnostic>& issues) {
  return static_cast<std::size_t>(std::ranges::count(issues, Level::Error, &Diagnostic::level));
}

void judge_severity(const Run& run, policy::Severity from, Gate& out) {
  std::size_t findings = 0;
  for (const Subject& subject : run.subjects)
    findings += static_cast<std::size_t>(std::ranges::count_if(subject.findings, [&](const Finding& finding) {
      const Rule& rule = run.rules[finding.rule];
      return finding.verdict == Verdict::Fail && !rule.notice && rule.severity >= from;
    }));
  if (findings == 0) return;
  out.reasons.push_back({fmt::format("--fail-on {}：{} 项违规", policy::name(from), findings),
                         fmt::format("--fail-on {}: {} finding{}", policy::name(from), findings, plural(findings))});
}

void judge_score(const Run& run, std::uint32_t least, Gate& out) {
  std::size_t below = 0;
  std::uint32_t lowest = least;
  for (const Subject& subject : run.subjects) {
    if (!subject.score.points || *subject.score.points >= least) continue;
    ++below;
    lowest = std::min(lowest, *subject.score.points);
  }
  if (below == 0) return;
  const std::string wanted =
      least % 10 == 0 ? fmt::format("{}", least / 10) : fmt::format("{}.{}", least / 10, least % 10);
  const std::string got = fmt::format("{}.{}", lowest / 10, lowest % 10);
  if (run.subjects.size() == 1)
    out.reasons.push_back({fmt::format("--min-score {}：得分 {}", wanted, got),
                           fmt::format("--min-score {}: the score is {}", wanted, got)});
  else
    out.reasons.push_back(
        {fmt::format("--min-score {}：{} 个对象未达到，最低 {}", wanted, below, got),
         fmt::format("--min-score {}: {} subject{} below, the lowest at {}", wanted, below, plural(below), got)});
}

void judge_strictly(const Run& run, Gate& out) {
  std::size_t unknown = 0, not_judged = 0;
  for (const Subject& subject : run.subjects) {
    for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule) {
      if (run.rules[rule].notice) continue;
      unknown += subject.verdicts[rule].verdict == Verdict::Unknown ? 1 : 0;
      not_judged += subject.verdicts[rule].verdict == Verdict::NotJudged ? 1 : 0;
    }
  }
  if (unknown + not_judged == 0) return;
  out.reasons.push_back({fmt::format("--strict：{} 条规则缺少证据，{} 条未评判", unknown, not_judged),
                         fmt::format("--strict: {} unknown, {} not judged", unknown, not_judged)});
}

// True when something could not be read.
bool judge_inputs(const Run& run, Gate& out) {
  std::size_t errors = count_errors(run.issues);
  for (const Subject& subject : run.subjects) errors += count_errors(subject.issues);
  if (errors == 0) return false;
  out.reasons.push_back(
      {fmt::format("读取输入时有 {} 处错误", errors), fmt::format("{} error{} in the inputs", errors, plural(errors))});
  return true;
}

Text outcome(const Gate& gate, const GateOptions& options) {
  Text line;
  for (const Text& reason : gate.reasons) {
    line.zh += (line.zh.empty() ? "" : "；") + reason.zh;
    line.en += (line.en.empty() ? "" : "; ") + reason.en;
  }
  if (gate.reasons.empty()) {
    std::string set;
    if (options.fail_on) set += fmt::format(" --fail-on {}", policy::name(*options.fail_on));
    if (options.min_score) set += fmt::format(" --min-score {}.{}", *options.min_score / 10, *options.min_score % 10);
    if (options.strict) set += " --strict";
    line = set.empty() ? Text{"未设门槛", "none set"} : Text{set.substr(1) + "：通过", set.substr(1) + ": passed"};
  }
  return {fmt::format("门槛 {} → 退出码 {}", line.zh, gate.exit_status),
          fmt::format("gate {} → exit {}", line.en, gate.exit_status)};
}

}  // namespace

Gate gate(const Run& run, const GateOptions& options) {
  Gate out;
  if (options.fail_on) judge_severity(run, *options.fail_on, out);
  if (options.min_score) judge_score(run, *options.min_score, out);
  if (options.strict) judge_strictly(run, out);
  out.exit_status = out.reasons.empty() ? 0 : 1;
  if (judge_inputs(run, out)) out.exit_status = 2;
  out.line = outcome(out, options);
  return out;
}

}  // namespace hegui::result
