// Filters work by style alone: a box that is not checked hides the rules of its class. Searching needs the script and
// shows only with it.
#include <algorithm>
#include <set>
#include <vector>

#include "report/html/parts.h"

namespace hegui::report {
namespace {

using policy::Severity;
using result::Rule;

// As many pillars as the style sheet has filters for.
constexpr std::size_t kMostPillars = 8;

struct Pillar {
  std::string id;
  const result::TextView* title;
};

// In the order of the first subject that has them.
std::vector<Pillar> pillars_of(const result::Run& run) {
  std::vector<Pillar> pillars;
  for (const result::Subject& subject : run.subjects)
    for (const result::GroupScore& group : subject.pillars)
      if (std::ranges::find(pillars, group.id, &Pillar::id) == pillars.end())
        pillars.push_back({group.id, &group.title});
  return pillars;
}

void write_box(HtmlPage& page, std::string_view name, std::string_view tone, const std::string& label) {
  page.put("<label><input type=\"checkbox\" name=\"{}\" checked><span class=\"tag {}\">{}</span></label>\n", name, tone,
           label);
}

}  // namespace

std::string filter_classes(const HtmlPage& page, const Rule& rule) {
  std::string classes = fmt::format("rule {}", rule.notice ? "notice" : policy::name(rule.severity));
  const std::vector<Pillar> pillars = pillars_of(page.run);
  const auto it = std::ranges::find(pillars, rule.pillar, &Pillar::id);
  if (it != pillars.end()) classes += fmt::format(" p{}", it - pillars.begin());
  return classes;
}

void write_filters(HtmlPage& page) {
  std::set<std::string_view> tones;
  for (const result::Subject& subject : page.run.subjects)
    for (const result::Finding& finding : subject.findings) {
      const Rule& rule = page.run.rules[finding.rule];
      tones.insert(rule.notice ? "notice" : policy::name(rule.severity));
    }
  if (tones.empty()) return;
  page.put("<fieldset class=\"filters\"><legend class=\"spoken\">{}</legend>\n",
           page.pick("筛选发现", "Filter findings"));
  for (const Severity severity : {Severity::Critical, Severity::High, Severity::Medium, Severity::Low})
    if (tones.contains(policy::name(severity)))
      write_box(page, policy::name(severity), policy::name(severity), std::string(word(page.language, severity)));
  if (tones.contains("notice")) write_box(page, "notice", "notice", std::string(page.pick("提示", "notice")));
  const std::vector<Pillar> pillars = pillars_of(page.run);
  if (pillars.size() > 1)
    for (std::size_t i = 0; i < std::min(pillars.size(), kMostPillars); ++i)
      write_box(page, fmt::format("p{}", i), "", page.text(*pillars[i].title));
  page.put(
      "<div class=\"search\" hidden><input type=\"search\" aria-label=\"{}\" placeholder=\"{}\"><output "
      "aria-live=\"polite\"></output></div></fieldset>\n",
      page.pick("搜索发现", "Search findings"),
      page.pick("搜索：规则、权限、文件…（/）", "Search: rule, permission, file… (/)"));
}

}  // namespace hegui::report
