// The body of the text report. Findings of one rule stand together under one heading, so that thirty permissions
// without a purpose are one thing to read, and everything that is left out says how much it is and how to see it.
#include <fmt/format.h>

#include <map>
#include <span>
#include <vector>

#include "report/excerpt.h"
#include "report/grouping.h"
#include "report/text_page.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Finding;
using result::Rule;
using result::Subject;

constexpr std::size_t kIndent = 4;
constexpr std::size_t kMostItems = 10;     // items listed of one rule
constexpr std::size_t kMostUnknowns = 12;  // unknown rules listed
constexpr std::size_t kMostPlaces = 3;     // further places of a single finding

std::size_t severity_width(const TextPage& page) { return page.chinese() ? 4 : 8; }

// `✗ high  UR-017 permission-purpose    message`, the message below where it does not fit.
void write_heading(TextPage& page, std::string_view mark, Colour colour, std::string_view what, const Rule& rule,
                   std::string_view message) {
  const std::string label = fmt::format("{} {}", mark, pad(what, severity_width(page)));
  const std::string name = fmt::format("{} {}", utf8::printable(rule.id), utf8::printable(rule.name));
  const std::size_t used = utf8::width(label) + 1 + utf8::width(name);
  page.out += page.paint(colour, label) + " " + page.paint(Colour::Bold, name);
  if (used + kIndent + utf8::width(message) <= page.width) {
    page.out += std::string(kIndent, ' ') + std::string(message) + "\n";
    return;
  }
  page.out += "\n";
  page.wrapped(message, kIndent);
}

std::string place_text(const Place& place) { return utf8::printable(place.to_string()); }

void write_single(TextPage& page, const Finding& finding) {
  bool first = true;
  std::size_t shown = 0;
  for (const Place& place : finding.places) {
    if (!page.verbose() && shown > kMostPlaces) break;
    ++shown;
    page.out += std::string(kIndent, ' ') + page.paint(Colour::Cyan, place_text(place)) + "\n";
    if (first || page.verbose()) append_excerpt(page.out, place, kIndent, page.width, page.painter);
    first = false;
  }
  if (shown < finding.places.size())
    page.wrapped(fmt::format(fmt::runtime(page.pick("还有 {} 处（--verbose）", "{} more places (--verbose)")),
                             finding.places.size() - shown),
                 kIndent, Colour::Dim);
}

// One line per item: its name, and where it is.
void write_items(TextPage& page, const Group& group) {
  const std::size_t count =
      page.verbose() || group.findings.size() <= kMostItems + 2 ? group.findings.size() : kMostItems;
  const std::span<const Finding* const> shown(group.findings.data(), count);
  static constexpr std::size_t kMostItemWidth = 48;
  const auto name = [&](const Finding& finding) {
    return finding.item.empty() ? page.pick(finding.message) : utf8::printable(finding.item);
  };
  std::size_t item_width = 0;
  for (const Finding* finding : shown)
    item_width = std::max(item_width, std::min(utf8::width(name(*finding)), kMostItemWidth));
  for (const Finding* finding : shown) {
    const std::string item = name(*finding);
    const std::string place = finding->places.empty() ? std::string{} : place_text(finding->places.front());
    page.out += std::string(kIndent, ' ');
    if (place.empty()) {
      page.out += item + "\n";
    } else if (std::max(utf8::width(item), item_width) + 2 + utf8::width(place) + kIndent <= page.width) {
      page.out += pad(item, item_width) + "  " + page.paint(Colour::Cyan, place) + "\n";
    } else {
      page.out += item + "\n" + std::string(2 * kIndent, ' ') + page.paint(Colour::Cyan, place) + "\n";
    }
    if (page.verbose() && !finding->places.empty())
      append_excerpt(page.out, finding->places.front(), 2 * kIndent, page.width, page.painter);
  }
  if (count < group.findings.size())
    page.wrapped(
        fmt::format(fmt::runtime(page.pick("……另有 {} 项（--verbose 全部列出）", "… {} more (--verbose lists all)")),
                    group.findings.size() - count),
        kIndent, Colour::Dim);
}

// Articles → implementing clauses; a clause's name is never broken where it fits on a line.
void write_clauses(TextPage& page, const Rule& rule) {
  const ClauseChain chain = chain_of(page.run, rule);
  std::string line;
  const auto add = [&](std::string_view separator, const result::Clause& clause) {
    const std::string name = utf8::printable(clause_name(clause, page.options.language));
    if (!line.empty() && kIndent + utf8::width(line) + utf8::width(separator) + utf8::width(name) > page.width) {
      page.wrapped(line, kIndent, Colour::Dim);
      line = separator.starts_with(" →") ? "→ " : "· ";
    } else if (!line.empty()) {
      line += separator;
    }
    line += name;
  };
  for (const result::Clause* clause : chain.from) add(" · ", *clause);
  bool first = true;
  for (const result::Clause* clause : chain.to) {
    add(first ? " → " : " · ", *clause);
    first = false;
  }
  if (!line.empty()) page.wrapped(line, kIndent, Colour::Dim);
}

// What to do, and at the right edge the points it gains.
void write_fix(TextPage& page, const Rule& rule, std::uint32_t gain) {
  const std::string gained = gain > 0 ? "+" + points(gain) : std::string{};
  const std::string fix = page.pick(rule.fix);
  if (fix.empty() && gained.empty()) return;
  const std::vector<std::string> lines = wrap(fix, page.width - kIndent - (gained.empty() ? 0 : gained.size() + 2));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    page.out += std::string(kIndent, ' ') + lines[i];
    if (i + 1 == lines.size() && !gained.empty())
      page.out += std::string(page.width - kIndent - utf8::width(lines[i]) - gained.size(), ' ') +
                  page.paint(Colour::Green, gained);
    page.out += "\n";
  }
}

void write_failure(TextPage& page, const Subject& subject, const Group& group) {
  const Rule& rule = page.run.rules[group.rule];
  const Finding& first = *group.findings.front();
  const bool single = group.findings.size() == 1;
  std::string message = page.pick(first.message);
  if (!single) {
    if (const std::string title = page.pick(rule.title); !title.empty()) message = title;
    message += page.chinese() ? fmt::format(" · {} 项", group.findings.size())
                              : fmt::format(" · {} items", group.findings.size());
  }
  page.out += "\n";
  if (rule.notice)
    write_heading(page, "!", Colour::Cyan, page.pick("提示", "notice"), rule, message);
  else
    write_heading(page, "✗", colour_of(rule.severity), word(page.options.language, rule.severity), rule, message);
  if (single)
    write_single(page, first);
  else
    write_items(page, group);
  write_clauses(page, rule);
  if (page.verbose() && !page.pick(rule.why).empty()) page.wrapped(page.pick(rule.why), kIndent, Colour::Dim);
  write_fix(page, rule, group.rule < subject.verdicts.size() ? subject.verdicts[group.rule].gain : 0);
}

void write_waived(TextPage& page, const Subject& subject) {
  const std::vector<Group> groups = groups_of(subject, Verdict::Waived);
  if (groups.empty()) return;
  page.out += "\n";
  for (const Group& group : groups) {
    for (const Finding* finding : group.findings) {
      const Rule& rule = page.run.rules[group.rule];
      std::string line = finding->item.empty() ? page.pick(finding->message) : utf8::printable(finding->item);
      if (finding->waiver) {
        const result::Waiver& waiver = *finding->waiver;
        line += page.pick("：", ": ");
        line += utf8::printable(waiver.reason);
        std::string by = utf8::printable(waiver.owner);
        if (!waiver.expires.empty())
          by += fmt::format("{}{}{}", by.empty() ? "" : ", ", page.pick("至 ", "until "),
                            utf8::printable(waiver.expires));
        if (!by.empty()) line += fmt::format(" ({})", by);
      }
      write_heading(page, "~", Colour::Dim, page.pick("豁免", "waived"), rule, line);
    }
  }
}

// What the baseline knows, in sum, and what it had that is met now.
void write_standings(TextPage& page, const Subject& subject) {
  if (const std::size_t known = count_known(subject); known > 0) {
    page.out += "\n";
    page.wrapped(page.chinese() ? fmt::format("= 基线已有 {} 项违规，不计入门槛{}", known,
                                              page.verbose() ? "" : "（--verbose 列出）")
                                : fmt::format("= {} failure{} known from the baseline, which no gate counts{}", known,
                                              known == 1 ? "" : "s", page.verbose() ? "" : " (--verbose lists them)"),
                 0, Colour::Dim);
  }
  if (subject.fixed.empty()) return;
  page.out +=
      "\n" +
      page.paint(Colour::Green, page.chinese() ? fmt::format("✓ 已修复基线中的 {} 项违规", subject.fixed.size())
                                               : fmt::format("✓ fixed since the baseline: {}", subject.fixed.size())) +
      "\n";
  for (const result::Fixed& fixed : subject.fixed) page.wrapped(utf8::printable(fixed_name(page.run, fixed)), kIndent);
}

std::string joined(std::span<const std::string> paths, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < std::min(paths.size(), most); ++i)
    out += (i == 0 ? "" : ", ") + utf8::printable(paths[i]);
  if (paths.size() > most) out += fmt::format(" … +{}", paths.size() - most);
  return out;
}

void write_unknown(TextPage& page, const Group& group, std::size_t name_width) {
  const Rule& rule = page.run.rules[group.rule];
  const std::vector<std::string> missing = group.missing();
  std::string trouble;
  for (const Finding* finding : group.findings)
    if (trouble.empty()) trouble = utf8::printable(finding->error);
  std::string need = joined(missing, page.verbose() ? missing.size() : 4);
  if (group.findings.size() > 1)
    need += page.chinese() ? fmt::format("（{} 项）", group.findings.size())
                           : fmt::format(" ({} items)", group.findings.size());
  if (!trouble.empty())
    need += (need.empty() ? "" : " · ") + std::string(page.pick("条件无法求值：", "cannot be evaluated: ")) + trouble;
  const std::string name = fmt::format("{} {}", utf8::printable(rule.id), utf8::printable(rule.name));
  const std::string severity = pad(word(page.options.language, rule.severity), severity_width(page));
  page.out += std::string(kIndent, ' ') + page.paint(colour_of(rule.severity), severity) + " ";
  // The facts beside the name where they have room, else below it.
  static constexpr std::size_t kLeastRoom = 30;
  const std::size_t beside = kIndent + severity_width(page) + 1 + name_width + 2;
  const bool below = beside + kLeastRoom > page.width;
  const std::size_t column = below ? 2 * kIndent : beside;
  page.out += below ? name + "\n" : pad(name, name_width + 2);
  const std::vector<std::string> lines = wrap(need, page.width - column);
  for (std::size_t i = 0; i < lines.size(); ++i)
    page.out += std::string(i == 0 && !below ? 0 : column, ' ') + page.paint(Colour::Dim, lines[i]) + "\n";
  if (!page.verbose()) return;
  // Where it is stated in a way that cannot be judged, or was looked for.
  const auto placed = std::ranges::find_if(group.findings, [](const Finding* each) { return !each->places.empty(); });
  if (placed == group.findings.end()) return;
  page.wrapped(place_text((*placed)->places.front()), 2 * kIndent);
  append_excerpt(page.out, (*placed)->places.front(), 2 * kIndent, page.width, page.painter);
}

// Where what is missing can be stated.
void write_supply(TextPage& page, const Subject& subject, std::span<const Group> groups) {
  std::vector<std::string> declarable, readable;
  for (const Group& group : groups) {
    for (const std::string& path : group.missing()) {
      std::vector<std::string>& known = is_declarable(path) ? declarable : readable;
      if (std::ranges::find(known, path) == known.end()) known.push_back(path);
    }
  }
  if (!declarable.empty())
    page.wrapped(subject.declared
                     ? page.pick("补充：在声明中写明以上事实；hegui explain <规则> 说明每一项怎么写",
                                 "To supply: state these facts in the declaration; hegui explain <rule> says how")
                     : page.pick("补充：运行 hegui init 生成声明，在其中写明以上事实",
                                 "To supply: hegui init writes a declaration; state these facts there"),
                 kIndent);
  if (!readable.empty())
    page.wrapped(fmt::format("{}{}", page.pick("只能从清单文件或安装包读取：", "Only a manifest or package shows: "),
                             joined(readable, 6)),
                 kIndent);
}

// Facts that would decide the rules, those that decide most first, with how many each decides.
std::vector<std::string> deciding_facts(const Subject& subject, bool only_readable) {
  std::map<std::string_view, std::size_t> votes;
  for (const result::RuleVerdict& verdict : subject.verdicts)
    if (verdict.verdict == Verdict::NotJudged)
      for (const std::string& path : verdict.decided_by)
        if (!only_readable || !is_declarable(path)) ++votes[path];
  std::vector<std::pair<std::string_view, std::size_t>> ranked(votes.begin(), votes.end());
  std::ranges::stable_sort(ranked, std::ranges::greater{}, [](const auto& vote) { return vote.second; });
  std::vector<std::string> out;
  for (const auto& [path, count] : ranked)
    out.push_back(count > 1 ? fmt::format("{} ×{}", path, count) : std::string(path));
  return out;
}

void write_unjudged_summary(TextPage& page, const Subject& subject) {
  const std::size_t declarable = subject.declared ? 0 : count_declarable(subject);
  const auto total =
      static_cast<std::size_t>(std::ranges::count(subject.verdicts, Verdict::NotJudged, &result::RuleVerdict::verdict));
  if (total == declarable) return;
  const std::size_t others = total - declarable;
  const std::vector<std::string> facts = deciding_facts(subject, !subject.declared);
  std::string line = page.chinese() ? fmt::format("– 未评判：{} 条规则", others)
                                    : fmt::format("– not judged: {} rule{}", others, others == 1 ? "" : "s");
  if (!facts.empty())
    line +=
        fmt::format("{}{}", page.pick("，取决于 ", ", decided by "), joined(facts, page.verbose() ? facts.size() : 5));
  page.out += "\n";
  page.wrapped(line, 0);
}

// Every rule with the verdict, one per line.
void write_rules(TextPage& page, const Subject& subject, Verdict verdict) {
  bool first = true;
  for (std::size_t rule = 0; rule < subject.verdicts.size(); ++rule) {
    if (subject.verdicts[rule].verdict != verdict) continue;
    if (first) page.out += "\n";
    first = false;
    const std::string label = fmt::format("{} {}", verdict == Verdict::Pass ? "✓" : "–",
                                          pad(word(page.options.language, verdict), page.chinese() ? 6 : 14));
    std::string line = fmt::format("{} {}", page.run.rules[rule].id, page.run.rules[rule].name);
    if (!subject.verdicts[rule].decided_by.empty())
      line += fmt::format(" ← {}", joined(subject.verdicts[rule].decided_by, 4));
    page.out +=
        page.paint(verdict == Verdict::Pass ? Colour::Green : Colour::Dim, label) + " " + utf8::printable(line) + "\n";
  }
}

}  // namespace

void write_failures(TextPage& page, const Subject& subject) {
  for (const Group& group : failures_of(page.run, subject, page.verbose())) write_failure(page, subject, group);
  write_waived(page, subject);
  write_standings(page, subject);
}

void write_unknowns(TextPage& page, const Subject& subject) {
  const std::vector<Group> groups = groups_of(subject, Verdict::Unknown);
  if (groups.empty()) return;
  const std::string title = page.chinese()
                                ? fmt::format("? 缺证据：{} 条规则所需的事实，各输入都没有说明", groups.size())
                                : fmt::format("? unknown: {} rule{} facts that the inputs do not state", groups.size(),
                                              groups.size() == 1 ? " needs" : "s need");
  const std::uint32_t open =
      subject.score.points ? subject.score.attainable - std::min(*subject.score.points, subject.score.attainable) : 0;
  const std::string gained =
      open > 0 ? fmt::format("{} +{}", page.pick("全部符合", "all met"), points(open)) : std::string{};
  const std::size_t used = utf8::width(title) + utf8::width(gained);
  page.out += "\n" + page.paint(Colour::Yellow, title);
  if (!gained.empty() && used + 2 <= page.width)
    page.out += std::string(page.width - used, ' ') + page.paint(Colour::Green, gained);
  page.out += "\n";
  const std::size_t count = page.verbose() || groups.size() <= kMostUnknowns + 2 ? groups.size() : kMostUnknowns;
  std::size_t name_width = 0;
  for (const Group& group : std::span(groups).first(count)) {
    const Rule& rule = page.run.rules[group.rule];
    name_width = std::max(name_width, utf8::width(rule.id) + 1 + utf8::width(rule.name));
  }
  for (const Group& group : std::span(groups).first(count)) write_unknown(page, group, name_width);
  if (count < groups.size())
    page.wrapped(
        fmt::format(fmt::runtime(page.pick("……另有 {} 条（--verbose 全部列出）", "… {} more (--verbose lists all)")),
                    groups.size() - count),
        kIndent, Colour::Dim);
  write_supply(page, subject, groups);
}

void write_unjudged(TextPage& page, const Subject& subject) {
  write_unjudged_summary(page, subject);
  if (!page.verbose()) return;
  for (const Verdict verdict : {Verdict::NotJudged, Verdict::Pass, Verdict::NotApplicable})
    write_rules(page, subject, verdict);
}

}  // namespace hegui::report
