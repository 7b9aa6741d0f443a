// The reasons are worded with the options that set them, so that a person finds what to change.
#include "result/gate.h"

#include <fmt/format.h>

#include <algorithm>

namespace hegui::result {
namespace {

using check::Verdict;

// Codes of waivers that have expired, match nothing, or reach too far.
constexpr std::uint16_t kFirstOfWaivers = 4010, kLastOfWaivers = 4013;

std::string_view plural(std::size_t count) { return count == 1 ? "" : "s"; }

std::size_t count_errors(const std::vector<Diagnostic>& issues) {
  return static_cast<std::size_t>(std::ranges::count(issues, Level::Error, &Diagnostic::level));
}

std::string wording(std::uint32_t tenths) {
  return tenths % 10 == 0 ? fmt::format("{}", tenths / 10) : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

// Failures of a rule, in `pillar` or where that is empty in every pillar without a threshold of its own.
void judge_severity(const Run& run, const GateOptions& options, std::string_view pillar, policy::Severity from,
                    Gate& out) {
  const auto counts = [&](const Rule& rule) {
    if (rule.notice || rule.severity < from) return false;
    if (!pillar.empty()) return rule.pillar == pillar;
    return std::ranges::none_of(options.pillars,
                                [&](const PillarGate& own) { return own.fail_on && own.id == rule.pillar; });
  };
  std::size_t findings = 0;
  for (const Subject& subject : run.subjects)
    findings += static_cast<std::size_t>(std::ranges::count_if(subject.findings, [&](const Finding& finding) {
      return finding.verdict == Verdict::Fail && finding.standing != Standing::Known && counts(run.rules[finding.rule]);
    }));
  if (findings == 0) return;
  const std::string option = fmt::format("--fail-on {}{}{}", pillar, pillar.empty() ? "" : "=", policy::name(from));
  const bool fresh = options.baseline != nullptr;
  out.reasons.push_back({fmt::format("{}：{} 项{}违规", option, findings, fresh ? "新" : ""),
                         fmt::format("{}: {}{} finding{}", option, findings, fresh ? " new" : "", plural(findings))});
}

// The points of a subject, or of one of its pillars; nothing where it has none.
std::optional<std::uint32_t> points_of(const Subject& subject, std::string_view pillar) {
  if (pillar.empty()) return subject.score.points;
  const auto it = std::ranges::find(subject.pillars, pillar, &GroupScore::id);
  return it == subject.pillars.end() ? std::nullopt : it->score.points;
}

void judge_score(const Run& run, std::string_view pillar, std::uint32_t least, Gate& out) {
  std::size_t below = 0;
  std::uint32_t lowest = least;
  for (const Subject& subject : run.subjects) {
    const auto points = points_of(subject, pillar);
    if (!points || *points >= least) continue;
    ++below;
    lowest = std::min(lowest, *points);
  }
  if (below == 0) return;
  const std::string wanted = fmt::format("--min-score {}{}{}", pillar, pillar.empty() ? "" : "=", wording(least));
  const std::string got = fmt::format("{}.{}", lowest / 10, lowest % 10);
  if (run.subjects.size() == 1)
    out.reasons.push_back({fmt::format("{}：得分 {}", wanted, got), fmt::format("{}: the score is {}", wanted, got)});
  else
    out.reasons.push_back({fmt::format("{}：{} 个对象未达到，最低 {}", wanted, below, got),
                           fmt::format("{}: {} subject{} below, the lowest at {}", wanted, below, plural(below), got)});
}

// A score that the baseline has and the run has not is as good as lost.
void judge_drop(const Run& run, const Baseline& baseline, std::string_view pillar, std::uint32_t most, Gate& out) {
  std::size_t dropped = 0;
  std::uint32_t worst = 0, before = 0, after = 0;
  for (const Subject& subject : run.subjects) {
    const Baseline::Subject* old = baseline.find(identity_of(subject));
    if (old == nullptr) continue;
    const std::optional<std::uint32_t> was = pillar.empty() ? old->points : old->pillar(pillar);
    const std::uint32_t is = points_of(subject, pillar).value_or(0);
    if (!was || *was <= is + most) continue;
    ++dropped;
    if (*was - is <= worst) continue;
    worst = *was - is, before = *was, after = is;
  }
  if (dropped == 0) return;
  const std::string option = fmt::format("--max-drop {}{}{}", pillar, pillar.empty() ? "" : "=", wording(most));
  const std::string fall = fmt::format("{} → {}", wording(before), wording(after));
  if (run.subjects.size() == 1)
    out.reasons.push_back(
        {fmt::format("{}：得分 {}", option, fall), fmt::format("{}: the score went {}", option, fall)});
  else
    out.reasons.push_back(
        {fmt::format("{}：{} 个对象降幅过大，最大 {}", option, dropped, fall),
         fmt::format("{}: {} subject{} fell further, the worst {}", option, dropped, plural(dropped), fall)});
}

bool is_new_unknown(const Subject& subject, std::size_t rule) {
  return std::ranges::any_of(subject.findings, [&](const Finding& finding) {
    return finding.rule == rule && finding.verdict == Verdict::Unknown && finding.standing != Standing::Known;
  });
}

void judge_strictly(const Run& run, const Baseline* baseline, Gate& out) {
  std::size_t unknown = 0, not_judged = 0;
  for (const Subject& subject : run.subjects) {
    const Baseline::Subject* old = baseline == nullptr ? nullptr : baseline->find(identity_of(subject));
    for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule) {
      if (run.rules[rule].notice) continue;
      const Verdict verdict = subject.verdicts[rule].verdict;
      if (verdict == Verdict::Unknown && (old == nullptr || is_new_unknown(subject, rule))) ++unknown;
      const bool known =
          old != nullptr && std::ranges::find(old->not_judged, run.rules[rule].id) != old->not_judged.end();
      if (verdict == Verdict::NotJudged && !known) ++not_judged;
    }
  }
  std::size_t waivers = 0;
  for (const Subject& subject : run.subjects)
    waivers += static_cast<std::size_t>(std::ranges::count_if(subject.issues, [](const Diagnostic& issue) {
      return issue.code.number >= kFirstOfWaivers && issue.code.number <= kLastOfWaivers;
    }));
  if (unknown + not_judged + waivers == 0) return;
  Text reason{fmt::format("--strict：{} 条规则缺少证据，{} 条未评判", unknown, not_judged),
              fmt::format("--strict: {} unknown, {} not judged", unknown, not_judged)};
  if (waivers > 0) {
    reason.zh += fmt::format("，{} 处豁免须处理", waivers);
    reason.en += fmt::format(", {} waiver{} to look at", waivers, plural(waivers));
  }
  out.reasons.push_back(std::move(reason));
}

void judge_pillar(const Run& run, const GateOptions& options, const PillarGate& pillar, Gate& out) {
  if (pillar.fail_on && *pillar.fail_on) judge_severity(run, options, pillar.id, **pillar.fail_on, out);
  if (pillar.min_score) judge_score(run, pillar.id, *pillar.min_score, out);
  if (pillar.max_drop && options.baseline != nullptr)
    judge_drop(run, *options.baseline, pillar.id, *pillar.max_drop, out);
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
    if (options.min_score) set += fmt::format(" --min-score {}", wording(*options.min_score));
    if (options.max_drop) set += fmt::format(" --max-drop {}", wording(*options.max_drop));
    for (const PillarGate& pillar : options.pillars) {
      if (pillar.fail_on)
        set += fmt::format(" --fail-on {}={}", pillar.id, *pillar.fail_on ? policy::name(**pillar.fail_on) : "none");
      if (pillar.min_score) set += fmt::format(" --min-score {}={}", pillar.id, wording(*pillar.min_score));
      if (pillar.max_drop) set += fmt::format(" --max-drop {}={}", pillar.id, wording(*pillar.max_drop));
    }
    if (options.strict) set += " --strict";
    line = set.empty() ? Text{"未设门槛", "none set"} : Text{set.substr(1) + "：通过", set.substr(1) + ": passed"};
  }
  return {fmt::format("门槛 {} → 退出码 {}", line.zh, gate.exit_status),
          fmt::format("gate {} → exit {}", line.en, gate.exit_status)};
}

}  // namespace

Gate gate(const Run& run, const GateOptions& options) {
  Gate out;
  if (options.fail_on) judge_severity(run, options, {}, *options.fail_on, out);
  if (options.min_score) judge_score(run, {}, *options.min_score, out);
  if (options.max_drop && options.baseline != nullptr) judge_drop(run, *options.baseline, {}, *options.max_drop, out);
  for (const PillarGate& pillar : options.pillars) judge_pillar(run, options, pillar, out);
  if (options.strict) judge_strictly(run, options.baseline, out);
  out.exit_status = out.reasons.empty() ? 0 : 1;
  if (judge_inputs(run, out)) out.exit_status = 2;
  out.line = outcome(out, options);
  return out;
}

}  // namespace hegui::result
