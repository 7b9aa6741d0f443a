#include "report/catalogue.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "policy/coverage.h"

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

std::string list_clauses(const Policy& policy, std::string_view instrument, const CatalogueOptions& options) {
  const auto rules = policy::rules_by_clause(policy);
  ordered_json rows = ordered_json::array();
  std::string out;
  for (std::uint32_t number = 0; number < policy.instruments().size(); ++number) {
    const policy::InstrumentRow& row = policy.instruments()[number];
    if (!instrument.empty() && policy.text(row.slug) != instrument) continue;
    bool headed = false;
    for (policy::ClauseIndex id = 0; id < policy.clauses().size(); ++id) {
      const policy::ClauseRow& clause = policy.clauses()[id];
      if (clause.instrument != number) continue;
      const std::string_view covered = policy::name(policy::coverage(policy, id, rules[id]));
      if (options.json) {
        ordered_json names = ordered_json::array();
        for (const policy::RuleIndex rule : rules[id]) names.push_back(policy.text(policy.rules()[rule].id));
        rows.push_back({{"id", policy.text(clause.id)},
                        {"instrument", policy.text(row.slug)},
                        {"title", both(policy, clause.title)},
                        {"verified", policy.text(clause.verified)},
                        {"coverage", covered},
                        {"rules", std::move(names)}});
        continue;
      }
      if (!headed)
        out += fmt::format("{}{} ({})\n", out.empty() ? "" : "\n", local(policy, row.title, options.chinese),
                           policy.text(row.slug));
      headed = true;
      out += fmt::format("  {}{}{}  {}\n", padded(policy.text(clause.id), 24), padded(covered, 20),
                         padded(fmt::format("{}", rules[id].size()), 3), local(policy, clause.title, options.chinese));
    }
  }
  return options.json ? rows.dump(2) + "\n" : out;
}

}  // namespace hegui::report
