// Answers to `hegui explain`: each kind of thing is looked up in turn, and the first that knows the word answers.
#include <fmt/format.h>

#include <algorithm>

#include "base/nearest_name.h"
#include "policy/coverage.h"
#include "report/catalogue.h"
#include "report/explain_articles.h"
#include "report/explain_words.h"

namespace hegui::report {
namespace {

using policy::Policy;

class Explainer {
 public:
  Explainer(const Policy& policy, bool chinese) : policy_(policy), chinese_(chinese) {}

  std::string rule(const policy::RuleRow& rule) const {
    std::string out = fmt::format("{} {}  [{}]\n{}\n", policy_.text(rule.id), policy_.text(rule.name),
                                  policy::name(rule.severity), local(rule.title));
    paragraph(out, "为什么", "Why", local(rule.why));
    paragraph(out, "怎么办", "What to do", local(rule.fix));
    paragraph(out, "何种证据可以说明", "What would settle it", local(rule.evidence));
    out += word("\n依据\n", "\nRests on\n");
    for (const policy::ClauseIndex id : policy_.clauses_of(rule)) out += clause_line(policy_.clauses()[id]);
    out += fmt::format("  {} {}\n", word("依据的核实程度：", "confidence in the source:"),
                       basis(policy_.text(rule.basis)));
    if (rule.reads.count > 0) {
      out += word("\n所需事实\n", "\nFacts it needs\n");
      for (const facts::FactId id : policy_.reads(rule)) out += fact_line(id);
    }
    if (rule.references.count > 0) {
      out += word("\n参考\n", "\nReferences\n");
      for (const image::Text reference : policy_.texts(rule.references))
        out += fmt::format("  {}\n", policy_.text(reference));
    }
    return out;
  }

  std::string clause(policy::ClauseIndex id) const {
    const policy::ClauseRow& clause = policy_.clauses()[id];
    std::string out = clause_line(clause);
    if (const auto summary = local(clause.summary); !summary.empty()) out += fmt::format("\n{}\n", summary);
    for (const image::Text quote : policy_.texts(clause.quotes))
      out += fmt::format("\n  「{}」\n", policy_.text(quote));
    if (const auto day = policy_.effective(clause))
      out += fmt::format("\n{} {}\n", word("施行：", "In force from"), day->to_string());
    if (clause.was.size > 0)
      out += fmt::format("{} {}\n", word("修订前的编号：", "Its number before the renumbering:"),
                         policy_.text(clause.was));
    if (clause.now.size > 0)
      out +=
          fmt::format("{} {}\n", word("修订后的编号：", "Its number after the renumbering:"), policy_.text(clause.now));
    const auto by_clause = policy::rules_by_clause(policy_);
    if (clause.parents.count > 0) {
      out += word("\n所落实的条款\n", "\nMakes concrete\n");
      for (const policy::ClauseIndex parent : policy_.parents_of(clause)) out += clause_line(policy_.clauses()[parent]);
    }
    implementing(id, out);
    out += fmt::format("\n{} {}\n", word("覆盖：", "Coverage:"),
                       policy::name(policy::coverage(policy_, id, by_clause[id])));
    for (const policy::RuleIndex rule : by_clause[id]) out += rule_line(policy_.rules()[rule]);
    return out;
  }

  // One clause at length, as the one whose id is asked for; of several, a line each.
  std::string clauses(std::span<const policy::ClauseIndex> ids, std::string_view asked) const {
    const bool by_id = policy_.text(policy_.clauses()[ids.front()].id) == asked;
    std::string out = by_id || ids.size() == 1 ? clause(ids.front()) : std::string(word("条款\n", "Clauses\n"));
    if (by_id && ids.size() > 1) out += word("\n修订前为此编号的条款\n", "\nHad this number before the renumbering\n");
    if (ids.size() == 1) return out;
    for (const policy::ClauseIndex id : ids.subspan(by_id ? 1 : 0)) {
      const policy::ClauseRow& row = policy_.clauses()[id];
      out += clause_line(row);
      if (row.was.size > 0)
        out += fmt::format("    {} {}\n", word("修订前的编号：", "its number before the renumbering:"),
                           policy_.text(row.was));
    }
    return out;
  }

  std::string instrument(std::uint32_t number) const {
    const policy::InstrumentRow& row = policy_.instruments()[number];
    std::string out = fmt::format("{} ({})\n", local(row.title), policy_.text(row.slug));
    if (const auto issuer = local(row.issuer); !issuer.empty()) out += fmt::format("{}\n", issuer);
    if (const auto text = policy_.text(row.number); !text.empty() && text != "?") out += fmt::format("{}\n", text);
    if (row.effective != policy::kNoDate)
      out += fmt::format("{} {}\n", word("施行：", "In force from"), Date{row.effective}.to_string());
    paragraph(out, "说明", "Note", local(row.note));
    return out + fmt::format("\nhegui clauses {}\n", policy_.text(row.slug));
  }

  std::string fact(facts::FactId id) const {
    const facts::Row& row = facts::Schema::get().row(id);
    std::string out = fmt::format("{}\n{}\n", row.path, chinese_ ? row.zh : row.en);
    if (!row.values.empty()) out += fmt::format("{} {}\n", word("取值：", "One of:"), row.values);
    if (!row.unit.empty()) out += fmt::format("{} {}\n", word("单位：", "Unit:"), row.unit);
    out += word("\n用到它的规则\n", "\nRules that read it\n");
    for (const policy::RuleRow& rule : policy_.rules())
      if (std::ranges::binary_search(policy_.reads(rule), id)) out += rule_line(rule);
    return out;
  }

  std::string permission(const vocab::Vocabulary& vocabulary, const vocab::PermissionRow& row) const {
    const auto text = [&](image::Text value) { return vocabulary.text(value); };
    std::string out = fmt::format("{}  ({})\n", text(row.name), text(row.platform));
    const image::Text title = chinese_ || row.title.en.size == 0 ? row.title.zh : row.title.en;
    if (title.size > 0) out += fmt::format("{}\n", text(title));
    out += fmt::format("{} {}   {} {}   {} {}\n", word("级别：", "kind:"), text(row.kind), word("权限组：", "group:"),
                       text(row.group), word("风险：", "risk:"), text(row.risk));
    if (row.categories.count > 0) {
      out += word("可获取的个人信息：", "Opens personal information:");
      for (const image::Text slug : vocabulary.texts(row.categories)) {
        const vocab::CategoryRow* category = vocabulary.find_category(text(slug));
        out += fmt::format(" {}",
                           category == nullptr ? text(slug) : text(chinese_ ? category->title.zh : category->title.en));
      }
      out += "\n";
    }
    const image::Text advice = chinese_ || row.advice.en.size == 0 ? row.advice.zh : row.advice.en;
    if (advice.size > 0) out += fmt::format("{}\n", text(advice));
    return out;
  }

 private:
  std::string_view local(policy::LocalText text) const {
    const std::string_view zh = policy_.text(text.zh), en = policy_.text(text.en);
    if (chinese_) return zh.empty() ? en : zh;
    return en.empty() ? zh : en;
  }
  std::string_view word(std::string_view zh, std::string_view en) const { return chinese_ ? zh : en; }

  void paragraph(std::string& out, std::string_view zh, std::string_view en, std::string_view text) const {
    if (!text.empty()) out += fmt::format("\n{}\n  {}\n", word(zh, en), text);
  }
  std::string_view basis(std::string_view mark) const {
    if (mark == "v") return word("已读到条文", "the text was read");
    if (mark == "p") return word("部分读到", "read in part");
    return word("凭已有知识，未核对条文", "from knowledge, not checked against the text");
  }
  std::string clause_line(const policy::ClauseRow& clause) const {
    const policy::InstrumentRow& instrument = policy_.instruments()[clause.instrument];
    return fmt::format("  {}  {} — {}\n", policy_.text(clause.id), local(instrument.title), local(clause.title));
  }
  std::string rule_line(const policy::RuleRow& rule) const {
    return fmt::format("  {} {}  {}\n", policy_.text(rule.id), policy_.text(rule.name), local(rule.title));
  }
  std::string fact_line(facts::FactId id) const {
    const facts::Row& row = facts::Schema::get().row(id);
    return fmt::format("  {}  {}\n", row.path, chinese_ ? row.zh : row.en);
  }
  void implementing(policy::ClauseIndex parent, std::string& out) const {
    bool headed = false;
    for (const policy::ClauseRow& child : policy_.clauses()) {
      if (std::ranges::find(policy_.parents_of(child), parent) == policy_.parents_of(child).end()) continue;
      if (!headed) out += word("\n由下列条款落实\n", "\nMade concrete by\n");
      headed = true;
      out += clause_line(child);
    }
  }

  const Policy& policy_;
  bool chinese_;
};

constexpr std::string_view kPlatforms[] = {"android", "ios", "harmonyos", "wechat"};

}  // namespace

std::optional<std::string> explain(const Policy& policy, const vocab::Identifiers& identifiers, std::string_view word,
                                   bool chinese) {
  const vocab::Vocabulary& vocabulary = identifiers.vocabulary();
  const Explainer explainer(policy, chinese);
  if (const auto rule = policy.find_rule(word)) return explainer.rule(policy.rules()[*rule]);
  if (const auto clauses = clauses_called(policy, word); !clauses.empty()) return explainer.clauses(clauses, word);
  if (const auto instrument = policy.find_instrument(word)) return explainer.instrument(*instrument);
  if (const facts::FactId id = facts::Schema::get().find(word)) return explainer.fact(id);
  std::string out;
  for (const std::string_view platform : kPlatforms) {
    for (const std::string& name :
         {std::string(word), fmt::format("{}.permission.{}", platform == "harmonyos" ? "ohos" : platform, word)}) {
      const vocab::PermissionRow* found = vocabulary.find_permission(platform, name);
      if (found == nullptr) continue;
      out += (out.empty() ? "" : "\n") + explainer.permission(vocabulary, *found);
      break;
    }
  }
  if (const std::string words = explain_words(policy, identifiers, word, chinese); !words.empty())
    out += (out.empty() ? "" : "\n") + words;
  if (out.empty()) return std::nullopt;
  return out;
}

std::string nearest_explained(const Policy& policy, std::string_view word) {
  std::vector<std::string_view> candidates;
  for (const policy::RuleRow& rule : policy.rules())
    candidates.insert(candidates.end(), {policy.text(rule.id), policy.text(rule.name)});
  for (const policy::ClauseRow& clause : policy.clauses()) candidates.push_back(policy.text(clause.id));
  const auto paths = facts::Schema::get().paths();
  candidates.insert(candidates.end(), paths.begin(), paths.end());
  return std::string(nearest_name(word, candidates));
}

}  // namespace hegui::report
