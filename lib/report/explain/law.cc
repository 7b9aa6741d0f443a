#include "report/explain/law.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "policy/coverage.h"
#include "report/explain/articles.h"

namespace hegui::report::explain {
namespace {

using policy::ClauseIndex;
using policy::Policy;
using policy::RuleIndex;

using RulesOf = std::vector<std::vector<RuleIndex>>;  // by clause

bool holds(std::span<const std::uint32_t> numbers, std::uint32_t number) {
  return std::ranges::find(numbers, number) != numbers.end();
}

std::string_view covered(const World& world, policy::Coverage coverage) {
  switch (coverage) {
    case policy::Coverage::Automated:
      return world.say("清单或安装包即可判断", "automated");
    case policy::Coverage::FromDeclaration:
      return world.say("由申报判断", "from-declaration");
    case policy::Coverage::NeedsPerson:
      return world.say("需要人工判断", "needs-person");
    case policy::Coverage::AddressedToState:
      return world.say("面向国家机关，不设经营者义务", "addressed-to-state");
    case policy::Coverage::None:
      break;
  }
  return world.say("尚无规则", "none");
}

std::string ids_of(const World& world, std::span<const RuleIndex> rules) {
  std::vector<std::string_view> ids;
  for (const RuleIndex rule : rules) ids.push_back(world.text(world.policy.rules()[rule].id));
  return fmt::format("{}", fmt::join(ids, ", "));
}

void write_rule(Sheet& sheet, const policy::RuleRow& rule) {
  const World& world = sheet.world;
  sheet.plain(fmt::format("{} {}  [{}]", world.text(rule.id), world.text(rule.name), world.severity(rule.severity)));
  sheet.plain(world.local(rule.title));
  if (rule.notice != 0) sheet.plain(world.say("仅作提示，不计分", "A notice, outside the score"));
  sheet.paragraph(world.say("为什么", "Why"), world.local(rule.why));
  sheet.paragraph(world.say("怎么办", "What to do"), world.local(rule.fix));
  sheet.paragraph(world.say("何种证据可以说明", "What would settle it"), world.local(rule.evidence));
  sheet.section(world.say("依据", "Rests on"));
  for (const ClauseIndex id : world.policy.clauses_of(rule)) sheet.clause(id);
  sheet.line(world.say("  来源：", "  source:"), world.source(world.text(rule.basis)));
  if (rule.concerns.count > 0) {
    sheet.section(world.say("是否适用取决于", "Whether it applies depends on"));
    for (const facts::FactId id : world.policy.concerns(rule)) sheet.fact(id);
  }
  if (rule.reads.count > 0) {
    sheet.section(world.say("所需事实", "Facts it needs"));
    for (const facts::FactId id : world.policy.reads(rule)) sheet.fact(id);
  }
  if (rule.references.count > 0) {
    sheet.section(world.say("参考", "References"));
    for (const image::Text reference : world.policy.texts(rule.references)) sheet.entry(world.text(reference));
  }
}

// The instrument as such, which clauses stand below.
bool is_whole(const World& world, ClauseIndex id) {
  const policy::ClauseRow& clause = world.policy.clauses()[id];
  return world.text(clause.id) == world.text(world.policy.instruments()[clause.instrument].slug);
}

// A line for a clause below its instrument, and the words quoted of it.
void write_short(Sheet& sheet, ClauseIndex id, std::span<const RuleIndex> rules, std::string_view indent) {
  const World& world = sheet.world;
  const policy::ClauseRow& clause = world.policy.clauses()[id];
  sheet.checked(fmt::format("{}{}  {}", indent, world.text(clause.id),
                            is_whole(world, id) ? world.say("（整部文件）", "(the instrument as such)")
                                                : world.local(clause.title)),
                ids_of(world, rules));
  for (const image::Text quote : world.policy.texts(clause.quotes))
    sheet.entry(fmt::format("{}  「{}」", indent, world.text(quote)));
}

// The clauses that make `parent` concrete, under their instruments, each with its rules; what is cited only there is
// left for the caller. Instruments as such are named where nothing of them is.
void write_chain(Sheet& sheet, ClauseIndex parent, const RulesOf& rules, std::vector<RuleIndex>& shown) {
  const World& world = sheet.world;
  const Policy& policy = world.policy;
  const std::vector<ClauseIndex> children = policy::clauses_by_parent(policy)[parent];
  if (children.empty()) return;
  sheet.section(
      world.say("由下列条款落实，→ 后为检查它的规则", "Made concrete by these clauses; → the rules that check each"));
  std::uint32_t under = UINT32_MAX;
  for (const ClauseIndex id : children) {
    const policy::ClauseRow& child = policy.clauses()[id];
    const policy::InstrumentRow& instrument = policy.instruments()[child.instrument];
    if (child.instrument != under)
      sheet.entry(fmt::format("{} ({})", world.local(instrument.title), world.text(instrument.slug)));
    under = child.instrument;
    if (is_whole(world, id) && rules[id].empty()) continue;
    write_short(sheet, id, rules[id], "  ");
    shown.insert(shown.end(), rules[id].begin(), rules[id].end());
  }
}

void write_clause(Sheet& sheet, ClauseIndex id) {
  const World& world = sheet.world;
  const Policy& policy = world.policy;
  const policy::ClauseRow& clause = policy.clauses()[id];
  const RulesOf rules = policy::rules_by_clause(policy);
  sheet.clause(id);
  if (const auto summary = world.local(clause.summary); !summary.empty()) sheet.section(summary);
  for (const image::Text quote : policy.texts(clause.quotes)) sheet.section(fmt::format("  「{}」", world.text(quote)));
  sheet.gap();
  sheet.line(world.say("来源：", "source:"), world.source(world.text(clause.verified)));
  if (clause.number_verified == 0)
    sheet.plain(world.say("条号未核实，报告中不引用条号", "Its number was not checked, so reports cite it without"));
  if (const auto day = policy.effective(clause)) sheet.line(world.say("施行：", "In force from"), day->to_string());
  if (clause.until != policy::kNoDate)
    sheet.line(world.say("失效：", "In force until"), Date{clause.until}.to_string());
  sheet.line(world.say("修订前的编号：", "Its number before the renumbering:"), world.text(clause.was));
  sheet.line(world.say("修订后的编号：", "Its number after the renumbering:"), world.text(clause.now));
  sheet.line(world.say("覆盖：", "Coverage:"), covered(world, policy::coverage(policy, id, rules[id])));
  sheet.plain(world.local(clause.coverage));
  if (clause.parents.count > 0) {
    sheet.section(world.say("所落实的条款", "Makes concrete"));
    for (const ClauseIndex parent : policy.parents_of(clause)) sheet.clause(parent);
  }
  std::vector<RuleIndex> shown;
  write_chain(sheet, id, rules, shown);
  bool headed = false;
  for (const RuleIndex rule : rules[id]) {
    if (holds(shown, rule)) continue;
    if (!headed)
      sheet.section(shown.empty() ? world.say("检查它的规则", "Rules that check it")
                                  : world.say("直接引用它的规则", "Rules that cite it alone"));
    headed = true;
    sheet.rule(rule);
  }
}

void write_instrument(Sheet& sheet, std::uint32_t number) {
  const World& world = sheet.world;
  const Policy& policy = world.policy;
  const policy::InstrumentRow& row = policy.instruments()[number];
  const auto day = [](std::int32_t days) { return days == policy::kNoDate ? std::string() : Date{days}.to_string(); };
  sheet.head(world.local(row.title), world.text(row.slug), world.local(row.issuer));
  if (world.text(row.number) != "?") sheet.plain(world.text(row.number));
  sheet.line(world.say("公布：", "Issued"), day(row.issued));
  sheet.line(world.say("施行：", "In force from"), day(row.effective));
  sheet.line(world.say("失效：", "In force until"), day(row.repealed));
  if (row.draft != 0) sheet.plain(world.say("草案，据此的规则只作提示", "A draft: rules that rest on it are notices"));
  sheet.line(world.say("来源：", "source:"), world.source(world.text(row.verified)));
  sheet.paragraph(world.say("说明", "Note"), world.local(row.note));
  if (const auto whole = policy.find_clause(world.text(row.slug));
      whole && policy.clauses()[*whole].parents.count > 0) {
    sheet.section(world.say("所落实的条款", "Makes concrete"));
    for (const ClauseIndex parent : policy.parents_of(policy.clauses()[*whole])) sheet.clause(parent);
  }
  const RulesOf rules = policy::rules_by_clause(policy);
  bool headed = false;
  for (const ClauseIndex id : policy::clauses_of_instrument(policy, number)) {
    if (is_whole(world, id) && rules[id].empty()) continue;
    if (!headed) sheet.section(world.say("条款，→ 后为检查它的规则", "Clauses; → the rules that check each"));
    headed = true;
    write_short(sheet, id, rules[id], {});
  }
}

std::string stated_by(const World& world, facts::SourceMask mask) {
  if (mask == facts::kAnyInput) return std::string(world.say("由其他事实推得", "derived from other facts"));
  std::vector<std::string_view> who;
  if ((mask & facts::kDeclaration) != 0) who.push_back(world.say("申报", "the declaration"));
  if ((mask & ~facts::kDeclaration) != 0)
    who.push_back(world.say("清单、安装包或其他文件", "manifests, packages or other files"));
  return fmt::format("{}", fmt::join(who, world.say("、", ", ")));
}

void write_fact(Sheet& sheet, facts::FactId id) {
  const World& world = sheet.world;
  const facts::Schema& schema = facts::Schema::get();
  const facts::Row& row = schema.row(id);
  sheet.head(row.path, {}, world.say(row.zh, row.en));
  sheet.line(world.say("取值：", "One of:"), row.values);
  sheet.line(world.say("单位：", "Unit:"), row.unit);
  sheet.line(world.say("由谁写明：", "Stated by:"), stated_by(world, row.stated_by));
  if (!schema.fields(id).empty()) {
    sheet.section(world.say("每条记录的字段", "Fields of each record"));
    for (const facts::FactId field : schema.fields(id)) sheet.fact(field);
  }
  sheet.rules_reading({&id, 1});
}

void write_selection(Sheet& sheet, std::string_view title, std::string_view slug, std::string_view about,
                     std::string_view how) {
  sheet.head(title, slug, about);
  sheet.plain(how);
}

void find_selections(const World& world, std::string_view word, std::vector<Entry>& out) {
  const auto add = [&](image::Text id, vocab::LocalText title, vocab::LocalText about, std::string_view what,
                       std::string how) {
    const Match how_far = match(word, {world.text(id), world.text(title.zh), world.text(title.en)});
    if (how_far == Match::No) return;
    out.push_back({how_far, std::string(world.local(title)), std::string(world.text(id)), what, [=](Sheet& sheet) {
                     write_selection(sheet, sheet.world.local(title), sheet.world.text(id), sheet.world.local(about),
                                     how);
                   }});
  };
  for (const policy::PackRow& pack : world.policy.packs())
    add(pack.id, pack.title, pack.about, world.say("规则包", "a pack"),
        fmt::format("hegui rules --select {}", world.text(pack.id)));
  for (const policy::ProfileRow& profile : world.policy.profiles())
    add(profile.name, profile.title, profile.about, world.say("检查方案", "a profile"),
        fmt::format("hegui check … --profile {}", world.text(profile.name)));
}

}  // namespace

void write_clauses(Sheet& sheet, std::span<const ClauseIndex> ids, std::string_view asked) {
  const World& world = sheet.world;
  const bool by_id = world.text(world.policy.clauses()[ids.front()].id) == asked;
  if (by_id || ids.size() == 1) write_clause(sheet, ids.front());
  if (ids.size() == 1) return;
  if (by_id)
    sheet.section(world.say("修订前为此编号的条款", "Had this number before the renumbering"));
  else
    sheet.plain(world.say("条款", "Clauses"));
  for (const ClauseIndex id : ids.subspan(by_id ? 1 : 0)) {
    sheet.clause(id);
    const std::string_view was = world.text(world.policy.clauses()[id].was);
    if (!was.empty())
      sheet.entry(fmt::format("  {} {}", world.say("修订前的编号：", "its number before the renumbering:"), was));
  }
}

void find_law(const World& world, std::string_view word, std::vector<Entry>& out) {
  const Policy& policy = world.policy;
  for (const policy::RuleRow& rule : policy.rules())
    if (match(word, {world.text(rule.id), world.text(rule.name)}) == Match::Exact)
      out.push_back({Match::Exact, std::string(world.local(rule.title)), std::string(world.text(rule.id)),
                     world.say("规则", "a rule"), [&rule](Sheet& sheet) { write_rule(sheet, rule); }});
  for (std::uint32_t number = 0; number < policy.instruments().size(); ++number) {
    const policy::InstrumentRow& row = policy.instruments()[number];
    const Match how_far = called(policy, row, word);
    if (how_far != Match::No)
      out.push_back({how_far, std::string(world.local(row.title)), std::string(world.text(row.slug)),
                     world.say("法律文件", "an instrument"),
                     [number](Sheet& sheet) { write_instrument(sheet, number); }});
  }
  const facts::Schema& schema = facts::Schema::get();
  for (facts::FactId id = 1; id <= schema.size(); ++id) {
    const bool whole = schema.row(id).path == word;
    const std::string_view path = schema.row(id).path;
    if (whole || path.substr(path.rfind('.') + 1) == word)
      out.push_back({whole ? Match::Exact : Match::Part, std::string(world.say(schema.row(id).zh, schema.row(id).en)),
                     std::string(schema.row(id).path), world.say("事实", "a fact"),
                     [id](Sheet& sheet) { write_fact(sheet, id); }});
  }
  find_selections(world, word, out);
}

}  // namespace hegui::report::explain
