#include "report/catalogue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "policy/coverage.h"
#include "report/layout.h"

namespace hegui::report {
namespace {

using nlohmann::ordered_json;
using policy::Policy;

std::string_view local(const Policy& policy, policy::LocalText text, bool chinese) {
  const std::string_view zh = policy.text(text.zh), en = policy.text(text.en);
  if (chinese) return zh.empty() ? en : zh;
  return en.empty() ? zh : en;
}

std::string padded(std::string_view text, std::size_t columns) {
  const std::size_t width = utf8::width(text);
  return std::string(text) + std::string(width < columns ? columns - width : 1, ' ');
}

ordered_json both(const Policy& policy, policy::LocalText text) {
  return {{"zh", policy.text(text.zh)}, {"en", policy.text(text.en)}};
}

ordered_json rule_json(const Policy& policy, const policy::RuleRow& rule) {
  ordered_json clauses = ordered_json::array();
  for (const policy::ClauseIndex clause : policy.clauses_of(rule))
    clauses.push_back(policy.text(policy.clauses()[clause].id));
  return {{"id", policy.text(rule.id)},
          {"name", policy.text(rule.name)},
          {"pillar", policy.text(policy.packs()[rule.pack].id)},
          {"severity", policy::name(rule.severity)},
          {"basis", policy.text(rule.basis)},
          {"notice", rule.notice != 0},
          {"clauses", std::move(clauses)},
          {"decided", policy::is_automated(policy, rule) ? "automated" : "from-declaration"},
          {"title", both(policy, rule.title)},
          {"fix", both(policy, rule.fix)}};
}

}  // namespace

std::string list_rules(const Policy& policy, std::span<const std::uint8_t> chosen, const CatalogueOptions& options) {
  ordered_json rows = ordered_json::array();
  std::string out;
  std::uint32_t pack = UINT32_MAX;
  std::size_t count = 0;
  for (std::size_t i = 0; i < policy.rules().size(); ++i) {
    if (chosen[i] == 0) continue;
    const policy::RuleRow& rule = policy.rules()[i];
    ++count;
    if (options.json) {
      rows.push_back(rule_json(policy, rule));
      continue;
    }
    if (rule.pack != pack) {
      pack = rule.pack;
      out += fmt::format("{}{}\n", out.empty() ? "" : "\n", local(policy, policy.packs()[pack].title, options.chinese));
    }
    out += fmt::format("  {}{}{}{}\n", padded(policy.text(rule.id), 9), padded(policy::name(rule.severity), 10),
                       padded(policy.text(rule.name), 44), local(policy, rule.title, options.chinese));
  }
  if (options.json) return rows.dump(2) + "\n";
  return out + fmt::format(fmt::runtime(options.chinese ? "\n共 {} 条规则。详情：hegui explain ID\n"
                                                        : "\n{} rules. More on one: hegui explain ID\n"),
                           count);
}

namespace {

ordered_json ids(const Policy& policy, std::span<const policy::ClauseIndex> clauses) {
  ordered_json out = ordered_json::array();
  for (const policy::ClauseIndex clause : clauses) out.push_back(policy.text(policy.clauses()[clause].id));
  return out;
}

// The clauses of a policy, each between the articles it makes concrete and the rules that check it.
class ClauseList {
 public:
  ClauseList(const Policy& policy, const CatalogueOptions& options)
      : policy_(policy),
        options_(options),
        rules_(policy::rules_by_clause(policy)),
        children_(policy::clauses_by_parent(policy)) {}

  std::string text(std::string_view instrument) const {
    std::string out;
    each(instrument, [&](const policy::InstrumentRow& row, std::span<const policy::ClauseIndex> clauses) {
      out += fmt::format("{}{} ({})\n", out.empty() ? "" : "\n", local(policy_, row.title, options_.chinese),
                         policy_.text(row.slug));
      for (const policy::ClauseIndex id : clauses) out += lines(row, id);
    });
    return out;
  }

  std::string json(std::string_view instrument) const {
    ordered_json rows = ordered_json::array();
    each(instrument, [&](const policy::InstrumentRow& row, std::span<const policy::ClauseIndex> clauses) {
      for (const policy::ClauseIndex id : clauses) rows.push_back(entry(row, id));
    });
    return rows.dump(2) + "\n";
  }

 private:
  void each(std::string_view slug, const auto& use) const {
    for (std::uint32_t number = 0; number < policy_.instruments().size(); ++number)
      if (const policy::InstrumentRow& row = policy_.instruments()[number];
          slug.empty() || policy_.text(row.slug) == slug)
        if (const auto clauses = policy::clauses_of_instrument(policy_, number); !clauses.empty()) use(row, clauses);
  }

  std::string lines(const policy::InstrumentRow& instrument, policy::ClauseIndex id) const {
    const policy::ClauseRow& clause = policy_.clauses()[id];
    // The instrument as such, where nothing rests on it.
    if (policy_.text(clause.id) == policy_.text(instrument.slug) && rules_[id].empty()) return {};
    std::string out = fmt::format("  {}{}{}\n", padded(policy_.text(clause.id), 24),
                                  padded(policy::name(policy::coverage(policy_, id, rules_[id])), 20),
                                  local(policy_, clause.title, options_.chinese));
    for (const image::Text quote : policy_.texts(clause.quotes))
      folded(out, "「", fmt::format("{}」", policy_.text(quote)));
    folded(out, options_.chinese ? "落实 " : "makes concrete ", names(policy_.parents_of(clause)));
    folded(out, options_.chinese ? "落实于 " : "made concrete by ", names(children_[id]));
    std::vector<std::string_view> rules;
    for (const policy::RuleIndex rule : rules_[id]) rules.push_back(policy_.text(policy_.rules()[rule].id));
    folded(out, "→ ", fmt::format("{}", fmt::join(rules, ", ")));
    return out;
  }

  std::string names(std::span<const policy::ClauseIndex> clauses) const {
    std::vector<std::string_view> out;
    for (const policy::ClauseIndex clause : clauses) out.push_back(policy_.text(policy_.clauses()[clause].id));
    return fmt::format("{}", fmt::join(out, ", "));
  }

  // Below a clause, in lines of a width that can be read.
  static void folded(std::string& out, std::string_view before, std::string_view text) {
    constexpr std::size_t kIndent = 6, kColumns = 100;
    if (text.empty()) return;
    for (const std::string& line : wrap(fmt::format("{}{}", before, text), kColumns - kIndent))
      out += fmt::format("{}{}\n", std::string(kIndent, ' '), line);
  }

  ordered_json entry(const policy::InstrumentRow& instrument, policy::ClauseIndex id) const {
    const policy::ClauseRow& clause = policy_.clauses()[id];
    ordered_json rules = ordered_json::array(), quotes = ordered_json::array();
    for (const policy::RuleIndex rule : rules_[id]) rules.push_back(policy_.text(policy_.rules()[rule].id));
    for (const image::Text quote : policy_.texts(clause.quotes)) quotes.push_back(policy_.text(quote));
    return {{"id", policy_.text(clause.id)},
            {"instrument", policy_.text(instrument.slug)},
            {"title", both(policy_, clause.title)},
            {"verified", policy_.text(clause.verified)},
            {"coverage", policy::name(policy::coverage(policy_, id, rules_[id]))},
            {"quotes", std::move(quotes)},
            {"makes_concrete", ids(policy_, policy_.parents_of(clause))},
            {"made_concrete_by", ids(policy_, children_[id])},
            {"rules", std::move(rules)}};
  }

  const Policy& policy_;
  const CatalogueOptions& options_;
  std::vector<std::vector<policy::RuleIndex>> rules_;
  std::vector<std::vector<policy::ClauseIndex>> children_;
};

}  // namespace

std::string list_clauses(const Policy& policy, std::string_view instrument, const CatalogueOptions& options) {
  const ClauseList list(policy, options);
  return options.json ? list.json(instrument) : list.text(instrument);
}

}  // namespace hegui::report
