// The report a person reads in a terminal: verdict, where, why, what to do, what it gains, in this order.
#include <fmt/format.h>

#include <map>

#include "report/excerpt.h"
#include "report/formats.h"
#include "report/text_page.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Subject;

constexpr std::size_t kBarCells = 20;

std::string_view file_name(std::string_view path) { return path.substr(path.find_last_of("/\\!") + 1); }

// Name, version, id, platforms and declaration; the day at the right edge.
void write_header(TextPage& page, const Subject& subject) {
  std::string title = utf8::printable(subject.name);
  if (!subject.version.empty()) title += " " + utf8::printable(subject.version);
  std::string rest;
  if (!subject.id.empty() && subject.id != subject.name) rest += " · " + utf8::printable(subject.id);
  std::string kinds;
  for (const std::string& platform : subject.platforms)
    kinds += (kinds.empty() ? "" : ", ") + utf8::printable(platform_name(page.options.language, platform));
  if (subject.declared) {
    std::string declaration(page.pick("声明", "declaration"));
    for (const result::Input& input : subject.inputs)
      if (input.format.find("declaration") != std::string::npos) declaration = utf8::printable(file_name(input.path));
    kinds += (kinds.empty() ? "" : ", ") + declaration;
  }
  if (!kinds.empty()) rest += " · " + kinds;
  const std::string day = page.run.as_of.to_string();
  const std::size_t used = utf8::width(title) + utf8::width(rest);
  if (used + 2 + day.size() <= page.width) {
    page.out += page.paint(Colour::Bold, title) + rest + std::string(page.width - used - day.size(), ' ') +
                page.paint(Colour::Dim, day) + "\n";
    return;
  }
  page.wrapped(title, 0, Colour::Bold);
  page.wrapped(rest.empty() ? day : rest.substr(std::string_view(" · ").size()) + " · " + day, 4);
}

Colour grade_colour(char letter) {
  if (letter == 'A' || letter == 'B') return Colour::Green;
  if (letter == 'C') return Colour::Yellow;
  return letter == '-' ? Colour::Dim : Colour::BoldRed;
}

void write_grade(TextPage& page, const Subject& subject) {
  const std::string letter = page.paint(grade_colour(subject.grade.letter), std::string_view(&subject.grade.letter, 1));
  if (!subject.score.points) {
    page.out += fmt::format(" {}  {}\n", letter,
                            subject.unreadable() ? page.pick("没有可读取的输入", "no input could be read")
                                                 : page.pick("没有可评判的规则", "no rule could be judged"));
    return;
  }
  std::string line = fmt::format("{} / 100    {} {}   {} {} %", points(*subject.score.points),
                                 page.pick("可达", "attainable"), points(subject.score.attainable),
                                 page.pick("证据", "evidence"), whole_points(subject.score.evidence));
  const std::string cap = cap_reason(page.run, subject, page.options.language);
  if (!cap.empty()) line += "    " + cap;
  if (utf8::width(line) + 4 <= page.width) {
    page.out += " " + letter + "  " + line + "\n";
    return;
  }
  page.out += " " + letter + "  " + line.substr(0, line.size() - cap.size() - 4) + "\n";
  page.wrapped(cap, 4);
}

// The fact that decides most of the pillar's rules that were not judged.
std::string telling_fact(const TextPage& page, const Subject& subject, std::string_view pillar) {
  std::map<std::string_view, std::size_t> votes;
  for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule)
    if (subject.verdicts[rule].verdict == Verdict::NotJudged && page.run.rules[rule].pillar == pillar)
      for (const std::string& fact : subject.verdicts[rule].decided_by) ++votes[fact];
  const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
  return most == votes.end() ? std::string{} : std::string(most->first);
}

void write_pillars(TextPage& page, const Subject& subject) {
  std::size_t name_width = 0;
  for (const result::GroupScore& pillar : subject.pillars)
    name_width = std::max(name_width, utf8::width(page.pick(pillar.title)));
  for (const result::GroupScore& pillar : subject.pillars) {
    const score::Score& score = pillar.score;
    const std::string share = score.points ? whole_points(*score.points) : "–";
    std::string line = fmt::format("    {}  {} {:>4}", pad(page.pick(pillar.title), name_width),
                                   bar(score.points.value_or(0), kBarCells), share);
    const auto add = [&](std::uint32_t count, Verdict verdict) {
      if (count == 0) return;
      line += page.chinese() ? fmt::format("  {} 项{}", count, word(Language::Zh, verdict))
                             : fmt::format("  {} {}", count, word(Language::En, verdict));
    };
    add(score.counts.fail, Verdict::Fail);
    add(score.counts.unknown, Verdict::Unknown);
    add(score.counts.not_judged, Verdict::NotJudged);
    add(score.counts.waived, Verdict::Waived);
    if (score.counts.not_judged > 0 && subject.declared) {
      const std::string fact = telling_fact(page, subject, pillar.id);
      if (!fact.empty()) line += fmt::format("{}{}", page.pick("：写明 ", ": set "), fact);
    }
    page.out += fit(line, page.width) + "\n";
  }
}

void write_issues(TextPage& page, std::span<const Diagnostic> issues) {
  if (issues.empty()) return;
  page.out += "\n";
  for (const Diagnostic& issue : issues)
    append_diagnostic(page.out, issue, page.width, page.painter, page.options.language);
}

void write_repairs(TextPage& page, const Subject& subject) {
  static constexpr std::size_t kMost = 3;
  if (subject.repairs.empty()) return;
  std::string line(page.pick("优先修复：", "Repair first: "));
  for (std::size_t i = 0; i < std::min(subject.repairs.size(), kMost); ++i) {
    const std::uint32_t rule = subject.repairs[i];
    line += fmt::format("{}{} +{}", i == 0 ? "" : " · ", page.run.rules[rule].id, points(subject.verdicts[rule].gain));
  }
  const std::string more =
      fmt::format("{}hegui explain {}", page.pick("详情：", "explain: "), page.run.rules[subject.repairs.front()].id);
  const std::size_t used = utf8::width(line) + utf8::width(more);
  page.out += "\n" + page.paint(Colour::Bold, line);
  page.out +=
      (used + 2 <= page.width ? std::string(page.width - used, ' ') : "\n") + page.paint(Colour::Dim, more) + "\n";
}

void write_subject(TextPage& page, const Subject& subject) {
  write_header(page, subject);
  write_grade(page, subject);
  if (const std::string on = basis(subject, page.options.language); !on.empty()) page.wrapped(on, 4, Colour::Yellow);
  if (page.options.verbosity == Verbosity::Quiet) return;
  write_pillars(page, subject);
  write_failures(page, subject);
  write_unknowns(page, subject);
  write_unjudged(page, subject);
  write_issues(page, subject.issues);
  write_repairs(page, subject);
}

}  // namespace

void write_text(const result::Run& run, const WriteOptions& options, std::string& out) {
  TextPage page(run, options, out);
  bool first = true;
  for (const Subject& subject : run.subjects) {
    if (!first) out += "\n";
    first = false;
    write_subject(page, subject);
  }
  if (options.verbosity != Verbosity::Quiet) {
    write_folders(page);
    write_issues(page, run.issues);
  }
  if (options.gate == nullptr) return;
  // The gate stands by itself, unless the line of repairs leads to it.
  if (options.verbosity != Verbosity::Quiet && (run.subjects.empty() || run.subjects.back().repairs.empty()))
    out += "\n";
  const Colour colour = options.gate->exit_status == 0 ? Colour::Green : Colour::BoldRed;
  out += page.paint(colour, report::pick(options.language, options.gate->line)) + "\n";
}

}  // namespace hegui::report
