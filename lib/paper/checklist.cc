// A line concludes what its rules conclude; without rules it says what is stated and leaves the rest to a person.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "paper/records.h"
#include "report/words.h"

namespace hegui::paper {
namespace {

using check::Verdict;
using facts::FactId;
using facts::Item;
using facts::Knowledge;
using facts::Schema;

constexpr std::size_t kMostMessages = 5;  // of one rule; how many more there are is told

struct Line {
  std::string number, title, note;
  std::vector<policy::ClauseIndex> clauses;  // told as the basis
  std::vector<FactId> facts;
  std::vector<policy::RuleIndex> rules;
};

// `2.10` after `2.9`.
bool comes_before(std::string_view a, std::string_view b) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::size_t in_a = std::min(a.find_first_not_of("0123456789"), a.size());
      const std::size_t in_b = std::min(b.find_first_not_of("0123456789"), b.size());
      if (in_a != in_b) return in_a < in_b;
      if (const int order = a.substr(0, in_a).compare(b.substr(0, in_b)); order != 0) return order < 0;
      a.remove_prefix(in_a);
      b.remove_prefix(in_b);
      continue;
    }
    if (a.front() != b.front()) return a.front() < b.front();
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return a.size() < b.size();
}

std::vector<Line> clauses_of(const Sources& sources, std::string_view instrument) {
  const policy::Policy& policy = sources.policy;
  const auto index = policy.find_instrument(instrument);
  std::vector<Line> lines;
  for (policy::ClauseIndex clause = 0; clause < policy.clauses().size(); ++clause) {
    const policy::ClauseRow& row = policy.clauses()[clause];
    if (row.instrument != index || policy.text(row.number).empty()) continue;
    Line line{std::string(policy.text(row.number)), sources.text(row.title), sources.text(row.coverage), {}, {}, {}};
    for (policy::RuleIndex rule = 0; rule < policy.rules().size(); ++rule) {
      const auto cited = policy.clauses_of(policy.rules()[rule]);
      if (std::ranges::find(cited, clause) != cited.end()) line.rules.push_back(rule);
    }
    lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, comes_before, &Line::number);
  return lines;
}

std::vector<Line> own_lines(const Sources& sources, const policy::ChecklistRow& list) {
  const policy::Policy& policy = sources.policy;
  std::vector<Line> lines;
  for (const policy::ChecklistLineRow& row : policy::lines_of(policy, list)) {
    Line line{fmt::format("{}", lines.size() + 1), sources.text(row.title), sources.text(row.note), {}, {}, {}};
    const auto clauses = policy::clauses_of(policy, row);
    const auto facts = policy::facts_of(policy, row);
    line.clauses.assign(clauses.begin(), clauses.end());
    line.facts.assign(facts.begin(), facts.end());
    for (const image::Text name : policy.texts(row.rules))
      if (const auto rule = policy.find_rule(policy.text(name))) line.rules.push_back(*rule);
    lines.push_back(std::move(line));
  }
  return lines;
}

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

class Filler {
 public:
  Filler(const Sources& sources, std::string_view kind) : sources_(sources), kind_(kind) {}

  std::vector<Cell> row(const Line& line) const {
    Cell title{line.title};
    if (!line.note.empty()) append_line(title.text, line.note);
    return {{line.number}, std::move(title), {basis(line)}, known(line), conclusion(line), to_do(line)};
  }

 private:
  std::string basis(const Line& line) const {
    std::string out;
    for (const policy::ClauseIndex clause : line.clauses)
      append_line(out, report::clause_name(sources_.run.clauses[clause], sources_.language));
    std::string rules;
    for (const policy::RuleIndex rule : line.rules)
      rules +=
          fmt::format("{}{}", rules.empty() ? sources_.pick("规则 ", "rules ") : ", ", sources_.run.rules[rule].id);
    if (!rules.empty()) append_line(out, rules);
    return out;
  }

  // What is stated of the line's facts, and what the rules found.
  Cell known(const Line& line) const {
    Cell out;
    for (const FactId fact : line.facts) {
      const facts::Row& row = Schema::get().row(fact);
      const std::string value = told(fact);
      out.gap = out.gap || value.empty();
      append_line(out.text, value.empty() ? fmt::format("{} ({})", sources_.pick(row.zh, row.en), row.path)
                                          : fmt::format("{}{}{}", sources_.pick(row.zh, row.en),
                                                        sources_.pick("：", ": "), value));
    }
    for (const policy::RuleIndex rule : line.rules) append_messages(out.text, rule);
    return out;
  }

  void append_messages(std::string& out, policy::RuleIndex rule) const {
    std::size_t count = 0;
    for (const result::Finding& finding : sources_.judged.findings) {
      if (finding.rule != rule || (finding.verdict != Verdict::Fail && finding.verdict != Verdict::Waived)) continue;
      if (++count <= kMostMessages)
        append_line(
            out, fmt::format("{} {}", sources_.run.rules[rule].id, report::pick(sources_.language, finding.message)));
    }
    if (count > kMostMessages)
      append_line(out, sources_.language == Language::Zh ? fmt::format("另有 {} 项", count - kMostMessages)
                                                         : fmt::format("and {} more", count - kMostMessages));
  }

  // The value of a fact of the subject, or the values of a field over the records of the kind; empty when one is open.
  std::string told(FactId fact) const {
    const FactId list = Schema::get().list_of(fact);
    if (list == 0) {
      const facts::Cell& cell = sources_.subject.facts.cell(fact);
      return cell.knowledge == Knowledge::Known ? readable(sources_, fact, cell.value) : std::string{};
    }
    std::string out;
    for (const Item* item = sources_.subject.facts.cell(list).first; item != nullptr; item = item->next) {
      if (!is_of_kind(*item)) continue;
      const facts::Cell& cell = facts::FactSet::cell(*item, fact);
      const std::string value =
          cell.knowledge == Knowledge::Known ? readable(sources_, fact, cell.value) : std::string{};
      if (value.empty()) return {};
      out += fmt::format("{}{}", out.empty() ? "" : sources_.pick("；", "; "), value);
    }
    return out;
  }

  bool is_of_kind(const Item& item) const {
    if (kind_.empty()) return true;
    for (const FactId field : Schema::get().fields(item.list)) {
      if (Schema::get().leaf(field) != "kind") continue;
      const facts::Cell& cell = facts::FactSet::cell(item, field);
      return cell.knowledge == Knowledge::Known && cell.value.as_text() == kind_;
    }
    return true;
  }

  // The worst that the rules found, what is open before what is met.
  std::optional<Verdict> verdict(const Line& line) const {
    static constexpr Verdict kOrder[] = {Verdict::Fail,   Verdict::Unknown, Verdict::NotJudged,
                                         Verdict::Waived, Verdict::Pass,    Verdict::NotApplicable};
    for (const Verdict each : kOrder)
      for (const policy::RuleIndex rule : line.rules)
        if (sources_.judged.verdicts[rule].verdict == each) return each;
    return std::nullopt;
  }

  Cell conclusion(const Line& line) const {
    const auto found = verdict(line);
    if (found) {
      const bool open = *found == Verdict::Unknown || *found == Verdict::NotJudged;
      return {std::string(report::word(sources_.language, *found)), open};
    }
    const bool all =
        !line.facts.empty() && std::ranges::none_of(line.facts, [&](FactId fact) { return told(fact).empty(); });
    return all ? Cell{std::string(sources_.pick("已申报，请核对", "stated; compare"))}
               : gap(std::string(sources_.pick("由人判断", "for a person to judge")));
  }

  Cell to_do(const Line& line) const {
    Cell out;
    std::vector<std::string> missing;
    for (const policy::RuleIndex rule : line.rules) {
      const result::RuleVerdict& verdict = sources_.judged.verdicts[rule];
      if (verdict.verdict == Verdict::Fail)
        append_line(out.text, report::pick(sources_.language, sources_.run.rules[rule].fix));
      if (verdict.verdict == Verdict::NotJudged) add(missing, verdict.decided_by);
    }
    for (const result::Finding& finding : sources_.judged.findings)
      if (finding.verdict == Verdict::Unknown && std::ranges::find(line.rules, finding.rule) != line.rules.end())
        add(missing, finding.missing);
    if (missing.empty()) return out;
    std::string paths;
    for (const std::string& path : missing) paths += (paths.empty() ? "" : ", ") + path;
    append_line(out.text, paths);
    out.gap = true;
    return out;
  }

  static void add(std::vector<std::string>& into, const std::vector<std::string>& paths) {
    for (const std::string& path : paths)
      if (std::ranges::find(into, path) == into.end()) into.push_back(path);
  }

  const Sources& sources_;
  std::string_view kind_;
};

}  // namespace

Document checklist(const Sources& sources, const policy::ChecklistRow& list) {
  Document document = begin(sources, sources.text(list.title));
  for (const auto& [zh, en] : {std::pair{"序号", "No."},
                               {"事项", "Item"},
                               {"依据", "Basis"},
                               {"已知情况", "What is known"},
                               {"结论", "Conclusion"},
                               {"待办", "To do"}})
    document.columns.emplace_back(sources.pick(zh, en));
  const std::string_view instrument = sources.policy.text(list.instrument);
  const Filler filler(sources, sources.policy.text(list.kind));
  for (const Line& line : instrument.empty() ? own_lines(sources, list) : clauses_of(sources, instrument))
    document.rows.push_back(filler.row(line));
  if (const std::string about = sources.text(list.about); !about.empty()) document.notes.push_back(about);
  end(sources, document, "hegui.toml");
  return document;
}

}  // namespace hegui::paper
