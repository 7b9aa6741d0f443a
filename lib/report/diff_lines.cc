#include "report/diff_lines.h"

#include <fmt/format.h>

#include "report/grouping.h"
#include "report/location.h"
#include "report/words.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::FactChange;
using result::Finding;
using result::Subject;
using result::SubjectDiff;
using Mark = DiffLine::Mark;

std::string either(const std::optional<std::uint32_t>& tenths) { return tenths ? points(*tenths) : "–"; }

std::string movement(const std::optional<std::uint32_t>& before, const std::optional<std::uint32_t>& after) {
  if (before == after) return either(after);
  std::string out = fmt::format("{} → {}", either(before), either(after));
  if (before && after)
    out += *after > *before ? fmt::format(" (+{})", points(*after - *before))
                            : fmt::format(" (−{})", points(*before - *after));
  return out;
}

std::string quoted(const std::optional<std::string>& value) { return !value ? "–" : value->empty() ? "\"\"" : *value; }

DiffLine line_of(const FactChange& change) {
  const bool whole = !change.item.empty() && change.path.find("[].") == std::string::npos;
  if (whole) return {change.after ? Mark::Added : Mark::Gone, fmt::format("{}: {}", change.path, change.item), {}};
  const Mark mark = !change.before ? Mark::Added : !change.after ? Mark::Gone : Mark::Changed;
  std::string text = change.item.empty() ? change.path : fmt::format("{} ({})", change.path, change.item);
  return {mark, fmt::format("{}: {} → {}", text, quoted(change.before), quoted(change.after)), {}};
}

void add(DiffPage& page, std::string_view title, std::vector<DiffLine> lines) {
  if (!lines.empty()) page.sections.push_back({fmt::format("{} ({})", title, lines.size()), std::move(lines)});
}

std::string title_of(const SubjectDiff& diff, Language language) {
  const Subject& named = diff.named();
  std::string out = named.name;
  if (diff.before != nullptr && diff.after != nullptr && diff.before->version != diff.after->version)
    out += fmt::format(" {} → {}", diff.before->version.empty() ? "–" : diff.before->version,
                       diff.after->version.empty() ? "–" : diff.after->version);
  else if (!named.version.empty())
    out += " " + named.version;
  if (!named.id.empty() && named.id != named.name) out += " · " + named.id;
  if (diff.before == nullptr) out += pick(language, " · 新增的对象", " · new subject");
  if (diff.after == nullptr) out += pick(language, " · 已不存在", " · gone");
  return out;
}

std::vector<DiffLine> new_failures(const result::Run& run, const Subject& subject, Language language) {
  std::vector<DiffLine> lines;
  for (const Finding& finding : subject.findings) {
    if (finding.verdict != Verdict::Fail || finding.standing == result::Standing::Known) continue;
    const result::Rule& rule = run.rules[finding.rule];
    const Place place = main_place(subject, finding);
    lines.push_back(
        {Mark::Bad,
         fmt::format("{} {} {}: {}", rule.notice ? pick(language, "提示", "notice") : word(language, rule.severity),
                     rule.id, rule.name, pick(language, finding.message)),
         place.to_string()});
  }
  return lines;
}

std::vector<DiffLine> clauses(const result::Run& run, const std::vector<std::uint32_t>& ids, Mark mark,
                              Language language) {
  std::vector<DiffLine> lines;
  for (const std::uint32_t id : ids) lines.push_back({mark, clause_name(run.clauses[id], language), {}});
  return lines;
}

}  // namespace

std::string_view sign(Mark mark) {
  switch (mark) {
    case Mark::Added:
      return "+";
    case Mark::Gone:
      return "-";
    case Mark::Changed:
      return "~";
    case Mark::Bad:
      return "✗";
    case Mark::Good:
      return "✓";
  }
  return " ";
}

DiffPage page_of(const result::Diff& diff, const SubjectDiff& subject, Language language) {
  DiffPage page;
  page.title = title_of(subject, language);
  const auto points_of = [](const Subject* of) { return of == nullptr ? std::nullopt : of->score.points; };
  const char before = subject.before == nullptr ? '-' : subject.before->grade.letter,
             after = subject.after == nullptr ? '-' : subject.after->grade.letter;
  page.score = fmt::format(
      "{} {}   {} {}", pick(language, "得分", "score"), movement(points_of(subject.before), points_of(subject.after)),
      pick(language, "等级", "grade"), before == after ? std::string(1, after) : fmt::format("{} → {}", before, after));
  if (subject.after == nullptr) return page;
  std::vector<DiffLine> lines;
  for (const result::Movement& pillar : subject.pillars)
    lines.push_back({pillar.after.value_or(0) < pillar.before.value_or(0) ? Mark::Bad : Mark::Good,
                     fmt::format("{} {}", pick(language, pillar.title), movement(pillar.before, pillar.after)),
                     {}});
  add(page, pick(language, "各领域得分", "Pillars"), std::move(lines));
  lines.clear();
  for (const FactChange& change : subject.facts) lines.push_back(line_of(change));
  add(page, pick(language, "变化的事实", "Facts that changed"), std::move(lines));
  if (subject.before != nullptr && !subject.facts_kept)
    page.remark = pick(language, "存储的结果没有保留事实，未比较事实",
                       "a stored result without its facts: facts are not compared");
  add(page, pick(language, "新的违规", "New failures"), new_failures(*diff.after, *subject.after, language));
  lines.clear();
  for (const result::Fixed& fixed : subject.after->fixed)
    lines.push_back({Mark::Good, fixed_name(*diff.after, fixed), {}});
  add(page, pick(language, "已修复", "Fixed"), std::move(lines));
  add(page, pick(language, "新出现不符合的条款", "Clauses newly failed"),
      clauses(*diff.after, subject.failed, Mark::Bad, language));
  add(page, pick(language, "转为符合的条款", "Clauses newly met"),
      clauses(*diff.after, subject.met, Mark::Good, language));
  return page;
}

}  // namespace hegui::report
