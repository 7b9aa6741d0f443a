#include "report/explain/sheet.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hegui::report::explain {

std::string_view World::local(vocab::LocalText value) const {
  const std::string_view zh = text(value.zh), en = text(value.en);
  if (chinese) return zh.empty() ? en : zh;
  return en.empty() ? zh : en;
}

std::string World::category(std::string_view slug) const {
  const vocab::CategoryRow* row = vocabulary().find_category(slug);
  return row == nullptr ? std::string(slug) : fmt::format("{} ({})", local(row->title), slug);
}

std::string World::kind(std::string_view slug) const {
  const vocab::IdentifierRow* row = identifiers.find(slug);
  return row == nullptr ? std::string(slug) : fmt::format("{} ({})", local(row->title), slug);
}

std::string_view World::severity(policy::Severity value) const {
  switch (value) {
    case policy::Severity::Critical:
      return say("严重", "critical");
    case policy::Severity::High:
      return say("高", "high");
    case policy::Severity::Medium:
      return say("中", "medium");
    case policy::Severity::Low:
      break;
  }
  return say("低", "low");
}

std::string_view World::source(std::string_view mark) const {
  if (mark == "v") return say("已核对公开文本", "checked against a public text");
  if (mark == "p") return say("部分核对", "checked in part");
  if (mark == "k") return say("凭已有知识，未核对文本", "from knowledge, not checked against a text");
  return say("该词表没有逐条记录来源", "this table keeps none for its entries");
}

void Sheet::head(std::string_view title, std::string_view slug, std::string_view what) {
  if (!out_.empty()) out_ += '\n';
  out_ += slug.empty() || slug == title ? fmt::format("{}\n", title) : fmt::format("{}  ({})\n", title, slug);
  plain(what);
}

void Sheet::line(std::string_view name, std::string_view value) {
  if (!value.empty()) out_ += fmt::format("{}{}{}\n", name, name.ends_with("：") ? "" : " ", value);
}

void Sheet::line(std::string_view name, const std::vector<std::string>& values) {
  line(name, fmt::format("{}", fmt::join(values, world.say("、", ", "))));
}

void Sheet::paragraph(std::string_view name, std::string_view text) {
  if (!text.empty()) out_ += fmt::format("\n{}\n  {}\n", name, text);
}

void Sheet::section(std::string_view title) { out_ += fmt::format("{}{}\n", out_.empty() ? "" : "\n", title); }
void Sheet::gap() { out_ += '\n'; }
void Sheet::entry(std::string_view text) { out_ += fmt::format("  {}\n", text); }
void Sheet::plain(std::string_view text) {
  if (!text.empty()) out_ += fmt::format("{}\n", text);
}

void Sheet::checked(std::string_view text, std::string_view rules) {
  entry(fmt::format("{}{}{}", text, rules.empty() ? "" : " → ", rules));
  tells_rules_ = tells_rules_ || !rules.empty();
}

void Sheet::clause(policy::ClauseIndex index) {
  const policy::ClauseRow& row = world.policy.clauses()[index];
  const policy::InstrumentRow& instrument = world.policy.instruments()[row.instrument];
  entry(fmt::format("{}  {} — {}", world.text(row.id), world.local(instrument.title), world.local(row.title)));
}

void Sheet::rule(policy::RuleIndex index) {
  const policy::RuleRow& row = world.policy.rules()[index];
  entry(fmt::format("{} {}  {}", world.text(row.id), world.text(row.name), world.local(row.title)));
  tells_rules_ = true;
}

void Sheet::fact(facts::FactId id) {
  const facts::Row& row = facts::Schema::get().row(id);
  entry(fmt::format("{}  {}", row.path, world.say(row.zh, row.en)));
}

void Sheet::tell(const std::vector<policy::RuleIndex>& those) {
  // Pages of one answer often share their rules; the last page told them.
  if (those.empty() || those == told_) return;
  told_ = those;
  section(world.say("用到它的规则", "Rules that speak of it"));
  for (const policy::RuleIndex index : those) rule(index);
}

void Sheet::rules_naming(std::span<const std::string_view> words, std::span<const policy::RuleIndex> rules) {
  const policy::Policy& policy = world.policy;
  const facts::FactId list = rules.empty() ? 0 : policy.rules()[rules.front()].items;
  std::vector<policy::RuleIndex> those(rules.begin(), rules.end());
  for (policy::RuleIndex index = 0; index < policy.rules().size(); ++index) {
    const policy::RuleRow& rule = policy.rules()[index];
    const auto source = std::ranges::find(policy.sources(), policy.text(rule.source),
                                          [&](const policy::SourceRow& row) { return policy.text(row.path); });
    if (source == policy.sources().end() || (list != 0 && rule.items == list)) continue;
    const std::string_view whole = policy.text(source->text);
    const std::string_view conditions = whole.substr(0, whole.find("[[rule.example]]"));
    if (std::ranges::any_of(words,
                            [&](std::string_view word) { return conditions.contains(fmt::format("\"{}\"", word)); }))
      those.push_back(index);
  }
  std::ranges::sort(those);
  tell(those);
}

void Sheet::rules_reading(std::span<const facts::FactId> facts) {
  const policy::Policy& policy = world.policy;
  std::vector<policy::RuleIndex> those;
  for (policy::RuleIndex index = 0; index < policy.rules().size(); ++index) {
    const policy::RuleRow& rule = policy.rules()[index];
    const auto reads = [&](facts::FactId fact) {
      return std::ranges::find(policy.reads(rule), fact) != policy.reads(rule).end() ||
             std::ranges::find(policy.concerns(rule), fact) != policy.concerns(rule).end();
    };
    if (std::ranges::any_of(facts, reads)) those.push_back(index);
  }
  tell(those);
}

}  // namespace hegui::report::explain
