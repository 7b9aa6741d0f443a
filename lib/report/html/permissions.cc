// What is asked of the user, what for, and which clauses speak of it: the facts' permissions beside the findings about
// each.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "report/html/parts.h"

namespace hegui::report {
namespace {

using check::Verdict;
using nlohmann::json;
using result::Finding;
using result::Subject;

std::string text_of(const json& record, const char* key) {
  const auto it = record.find(key);
  return it != record.end() && it->is_string() ? it->get<std::string>() : std::string{};
}

bool is_set(const json& record, const char* key) {
  const auto it = record.find(key);
  return it != record.end() && it->is_boolean() && it->get<bool>();
}

// Those that open personal information first.
std::vector<const json*> permissions_of(const json& facts) {
  std::vector<const json*> out;
  const auto list = facts.is_object() ? facts.find("permissions") : facts.end();
  if (list == facts.end() || !list->is_array()) return out;
  for (const json& record : *list)
    if (record.is_object() && !text_of(record, "name").empty()) out.push_back(&record);
  std::ranges::stable_partition(out, [](const json* record) { return is_set(*record, "sensitive"); });
  return out;
}

void write_purpose(HtmlPage& page, const json& record) {
  const std::string purpose = text_of(record, "purpose"), feature = text_of(record, "feature");
  if (purpose.empty())
    page.put("<span class=\"soft\">{}</span>", page.pick("未说明", "not stated"));
  else
    page.put("{}", xml(purpose));
  if (!feature.empty()) page.put("<p class=\"soft\">{}</p>", xml(feature));
}

std::vector<const Finding*> findings_on(const Subject& subject, const std::string& name) {
  std::vector<const Finding*> out;
  for (const Finding& finding : subject.findings)
    if (finding.item == name) out.push_back(&finding);
  return out;
}

void write_findings(HtmlPage& page, const std::vector<const Finding*>& findings, std::size_t number) {
  if (findings.empty()) page.put("<span class=\"soft\">{}</span>", page.pick("未发现问题", "nothing found"));
  for (const Finding* finding : findings) {
    const result::Rule& rule = page.run.rules[finding->rule];
    page.put("<p class=\"{}\"><span class=\"tag\">{}</span> ", rule.notice ? "notice" : policy::name(rule.severity),
             word(page.language, finding->verdict));
    if (finding->verdict == Verdict::Fail)
      page.put("<a href=\"#{}\">{}</a></p>", anchor(page, number, rule.id), page.text(rule.title));
    else
      page.put("{}</p>", page.text(rule.title));
  }
}

// The clauses that the findings rest on, each once, those of an instrument together.
void write_clauses(HtmlPage& page, const std::vector<const Finding*>& findings) {
  std::vector<result::Clause> cited;  // one for each instrument, its numbers joined
  std::set<std::uint32_t> told;
  for (const Finding* finding : findings)
    for (const std::uint32_t id : page.run.rules[finding->rule].clauses) {
      if (!told.insert(id).second) continue;
      result::Clause clause = page.run.clauses[id];
      const auto known = std::ranges::find(cited, clause.instrument, &result::Clause::instrument);
      clause.title = {};
      if (known == cited.end())
        cited.push_back(std::move(clause));
      else if (!clause.number.empty())
        known->number += std::string(known->number.empty() ? "" : page.pick("、", ", ")) + clause.number;
    }
  for (const result::Clause& clause : cited)
    page.put("{}{}", &clause == cited.data() ? "" : " · ", xml(clause_name(clause, page.language)));
}

}  // namespace

bool has_permissions(const Subject& subject) {
  return !permissions_of(json::parse(subject.facts, nullptr, false)).empty();
}

void write_permissions(HtmlPage& page, const Subject& subject, std::size_t number) {
  const json facts = json::parse(subject.facts, nullptr, false);
  const std::vector<const json*> permissions = permissions_of(facts);
  if (permissions.empty()) return;
  const std::string_view heading = page.pick("权限、目的与条款", "Permissions, purposes and clauses");
  page.put("<h3 id=\"{}\">{} ({})</h3>\n<div class=\"card\">\n", anchor(page, number, "permissions"), heading,
           permissions.size());
  open_table(page, heading, "stacked");
  page.put("<thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>\n",
           page.pick("权限", "Permission"), page.pick("目的与功能", "Purpose and function"),
           page.pick("发现", "Findings"), page.pick("条款", "Clauses"));
  for (const json* record : permissions) {
    const std::string name = text_of(*record, "name"), title = text_of(*record, "title");
    page.put("<tr><td>");
    // The vocabulary names permissions in Chinese only.
    if (!title.empty() && page.language == Language::Zh) page.put("{}<br>", xml(title));
    page.put("<code>{}</code>", xml(name));
    if (const std::string platform = text_of(*record, "platform"); !platform.empty())
      page.put(" <span class=\"soft\">{}</span>", xml(platform_name(page.language, platform)));
    if (is_set(*record, "sensitive")) page.put(" <span class=\"chip\">{}</span>", page.pick("个人信息", "personal"));
    const std::vector<const Finding*> findings = findings_on(subject, name);
    page.put("</td><td>");
    write_purpose(page, *record);
    page.put("</td><td>");
    write_findings(page, findings, number);
    page.put("</td><td class=\"clauses\">");
    write_clauses(page, findings);
    page.put("</td></tr>\n");
  }
  close_table(page);
  page.put("</div>\n");
}

}  // namespace hegui::report
