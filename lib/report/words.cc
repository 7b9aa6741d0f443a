// English where English has one form, Chinese beside it; no word of law is written here.
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "codes/codes.h"
#include "facts/schema.h"

namespace hegui::report {

using check::Verdict;
using policy::Severity;
using result::Clause;
using result::Rule;
using result::Run;
using result::Subject;

std::string_view pick(Language language, std::string_view zh, std::string_view en) {
  const std::string_view wanted = language == Language::Zh ? zh : en;
  return !wanted.empty() ? wanted : language == Language::Zh ? en : zh;
}

std::string_view pick(Language language, result::TextView text) { return pick(language, text.zh, text.en); }

std::string_view word(Language language, Severity severity) {
  if (language == Language::En) return policy::name(severity);
  switch (severity) {
    case Severity::Low:
      return "低";
    case Severity::Medium:
      return "中";
    case Severity::High:
      return "高";
    case Severity::Critical:
      return "严重";
  }
  return "";
}

std::string_view word(Language language, Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return pick(language, "符合", "pass");
    case Verdict::Fail:
      return pick(language, "违规", "fail");
    case Verdict::Unknown:
      return pick(language, "缺证据", "unknown");
    case Verdict::NotApplicable:
      return pick(language, "不适用", "not applicable");
    case Verdict::NotJudged:
      return pick(language, "未评判", "not judged");
    case Verdict::Waived:
      return pick(language, "已豁免", "waived");
  }
  return "";
}

std::string_view word(Language language, Level level) {
  if (language == Language::En) return name(level);
  switch (level) {
    case Level::Note:
      return "提示";
    case Level::Warning:
      return "警告";
    case Level::Error:
      return "错误";
  }
  return "";
}

Diagnostic told(Language language, const Diagnostic& diagnostic) {
  return language == Language::Zh ? codes::in_chinese(diagnostic) : diagnostic;
}

Colour colour_of(Severity severity) {
  switch (severity) {
    case Severity::Low:
      return Colour::Cyan;
    case Severity::Medium:
      return Colour::Yellow;
    case Severity::High:
      return Colour::Red;
    case Severity::Critical:
      return Colour::BoldRed;
  }
  return Colour::Plain;
}

std::string points(std::uint32_t tenths) {
  return tenths % 10 == 0 ? fmt::format("{}", tenths / 10) : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string whole_points(std::uint32_t tenths) { return fmt::format("{}", tenths / 10); }

std::string_view platform_name(Language language, std::string_view platform) {
  static constexpr struct {
    std::string_view slug, zh, en;
  } kNames[] = {{"android", "Android", "Android"},
                {"ios", "iOS", "iOS"},
                {"harmonyos", "HarmonyOS", "HarmonyOS"},
                {"wechat", "微信小程序", "WeChat mini program"},
                {"alipay", "支付宝小程序", "Alipay mini program"},
                {"douyin", "抖音小程序", "Douyin mini program"},
                {"feishu", "飞书小程序", "Feishu gadget"},
                {"baidu", "百度智能小程序", "Baidu smart program"},
                {"quick-app", "快应用", "quick app"},
                {"web", "网站", "web"},
                {"server", "服务端", "server"}};
  for (const auto& row : kNames)
    if (row.slug == platform) return pick(language, row.zh, row.en);
  return platform;
}

std::string clause_name(const Clause& clause, Language language) {
  const std::string_view instrument = pick(language, clause.instrument_title);
  const std::string_view title = pick(language, clause.title);
  const std::string_view number = clause.number;
  const bool article = !number.empty() && number.find_first_not_of("0123456789()") == std::string_view::npos;
  std::string out;
  if (language == Language::Zh) {
    out = instrument.starts_with("《") ? std::string(instrument) : fmt::format("《{}》", instrument);
    if (article) {
      const std::size_t digits = std::min(number.find('('), number.size());
      out += fmt::format("第{}条{}", number.substr(0, digits), number.substr(digits));
    } else if (!number.empty()) {
      out += fmt::format(" {}", number);
    }
    if (!title.empty() && title != instrument) out += fmt::format(" {}", title);
  } else {
    out = instrument;
    if (!number.empty()) out += fmt::format("{} {}", article ? " art." : "", number);
    if (!title.empty() && title != instrument) out += fmt::format(" ({})", title);
  }
  return out;
}

std::string_view pillar_name(const Run& run, std::string_view id, Language language) {
  const auto pillar = std::ranges::find(run.pillars, id, &result::Pillar::id);
  const std::string_view title = pillar == run.pillars.end() ? std::string_view{} : pick(language, pillar->title);
  return title.empty() ? id : title;
}

ClauseChain chain_of(const Run& run, const Rule& rule) {
  ClauseChain chain;
  // An article that no clause of the rule makes concrete stands with the others of its document all the same.
  const auto is_parent = [&](std::uint32_t id) {
    return std::ranges::any_of(rule.clauses, [&](std::uint32_t other) {
      return std::ranges::any_of(run.clauses[other].parents, [&](std::uint32_t parent) {
        return run.clauses[parent].instrument == run.clauses[id].instrument;
      });
    });
  };
  const auto add = [](std::vector<const Clause*>& to, const Clause& clause) {
    if (std::ranges::find(to, &clause) == to.end()) to.push_back(&clause);
  };
  for (const std::uint32_t id : rule.clauses)
    if (is_parent(id)) add(chain.from, run.clauses[id]);
  for (const std::uint32_t id : rule.clauses)
    if (!is_parent(id)) add(chain.to, run.clauses[id]);
  // A rule that names no article above its clauses rests on what they make concrete all the same.
  if (chain.from.empty())
    for (const Clause* clause : chain.to)
      for (const std::uint32_t parent : clause->parents) add(chain.from, run.clauses[parent]);
  if (chain.to.empty()) std::swap(chain.from, chain.to);
  return chain;
}

std::size_t count_rules(const Run& run, const Subject& subject, Verdict verdict) {
  std::size_t count = 0;
  for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule)
    if (subject.verdicts[rule].verdict == verdict && !run.rules[rule].notice) ++count;
  return count;
}

std::string cap_reason(const Run& run, const Subject& subject, Language language) {
  const auto failures = [&](Severity severity) {
    std::size_t count = 0;
    for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule)
      if (subject.verdicts[rule].verdict == Verdict::Fail && !run.rules[rule].notice &&
          run.rules[rule].severity == severity)
        ++count;
    return count;
  };
  const auto reason = [&](Severity severity, std::string_view zh) {
    const std::size_t count = failures(severity);
    if (language == Language::Zh) return fmt::format("{} 项{}违规，等级最高为 {}", count, zh, subject.grade.letter);
    return fmt::format("{} {} failure{} the grade at {}", count, policy::name(severity), count == 1 ? " caps" : "s cap",
                       subject.grade.letter);
  };
  switch (subject.grade.cap) {
    case score::Cap::None:
      return {};
    case score::Cap::CriticalFailure:
      return reason(Severity::Critical, "严重");
    case score::Cap::HighFailure:
      return reason(Severity::High, "高风险");
    case score::Cap::MissingEvidence:
      if (subject.score.counts.unknown == 0)
        return language == Language::Zh ? fmt::format("有规则未评判，等级最高为 {}", subject.grade.letter)
                                        : fmt::format("rules not judged cap the grade at {}", subject.grade.letter);
      return language == Language::Zh ? fmt::format("证据不全，等级最高为 {}", subject.grade.letter)
                                      : fmt::format("missing evidence caps the grade at {}", subject.grade.letter);
  }
  return {};
}

bool is_declarable(std::string_view path) {
  const facts::Schema& schema = facts::Schema::get();
  const facts::FactId id = schema.find(path);
  return id == 0 || (schema.row(id).stated_by & facts::kDeclaration) != 0;
}

std::size_t count_declarable(const Subject& subject) {
  return static_cast<std::size_t>(std::ranges::count_if(subject.verdicts, [](const result::RuleVerdict& verdict) {
    return verdict.verdict == Verdict::NotJudged &&
           (verdict.decided_by.empty() || std::ranges::any_of(verdict.decided_by, is_declarable));
  }));
}

std::string basis(const Subject& subject, Language language) {
  const std::size_t count = subject.declared || subject.unreadable() ? 0 : count_declarable(subject);
  if (count == 0) return {};
  if (language == Language::Zh) return fmt::format("仅凭清单文件：{} 条规则需要声明才能评判，hegui init", count);
  return fmt::format("manifest only: {} rule{} a declaration, hegui init", count, count == 1 ? " needs" : "s need");
}

}  // namespace hegui::report
