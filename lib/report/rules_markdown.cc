#include "report/rules_markdown.h"

#include <fmt/format.h>

#include <map>
#include <optional>

#include "policy/compile.h"
#include "vocab/compile/document.h"

namespace hegui::report {
namespace {

using policy::Policy;
using vocab::Node;

class Page {
 public:
  Page(const Policy& policy, bool chinese) : policy_(policy), chinese_(chinese), files_(policy::sources(policy)) {
    for (const SourcePtr& file : files_) {
      Checked<Node> document = vocab::parse_document(*file);
      if (document) documents_.emplace(file->name(), std::move(*document.value));
    }
  }

  std::string write(std::span<const std::uint8_t> chosen) {
    out_ =
        say("# 规则\n\n本页由 `hegui rules --format markdown --lang zh` 生成，请勿手工修改。条件的写法见 "
            "[README.md](README.md)。\n",
            "# Rules\n\nWritten by `hegui rules --format markdown --lang en`; do not edit. How conditions are written: "
            "[README.md](README.md).\n");
    std::uint32_t pack = UINT32_MAX;
    for (policy::RuleIndex i = 0; i < policy_.rules().size(); ++i) {
      if (chosen[i] == 0) continue;
      const policy::RuleRow& rule = policy_.rules()[i];
      if (rule.pack != pack) out_ += fmt::format("\n## {}\n", local(policy_.packs()[pack = rule.pack].title));
      write(rule);
    }
    return std::move(out_);
  }

 private:
  std::string_view say(std::string_view zh, std::string_view en) const { return chinese_ ? zh : en; }
  std::string_view local(policy::LocalText text) const {
    const std::string_view zh = policy_.text(text.zh), en = policy_.text(text.en);
    return (chinese_ && !zh.empty()) || en.empty() ? zh : en;
  }

  void paragraph(std::string_view zh, std::string_view en, std::string_view text) {
    if (!text.empty()) out_ += fmt::format("- **{}** {}\n", say(zh, en), text);
  }

  std::string_view severity(policy::Severity value) const {
    if (!chinese_) return policy::name(value);
    switch (value) {
      case policy::Severity::Critical:
        return "严重";
      case policy::Severity::High:
        return "高";
      case policy::Severity::Medium:
        return "中";
      case policy::Severity::Low:
        break;
    }
    return "低";
  }
  std::string_view basis(std::string_view mark) const {
    if (mark == "v") return say("依据已核对条文", "its source was read");
    if (mark == "p") return say("依据部分核对", "its source was read in part");
    return say("依据凭已有知识，未核对条文", "its source is known, but was not checked against the text");
  }

  const Node* table_of(const policy::RuleRow& rule) const {
    const auto document = documents_.find(policy_.text(rule.source));
    if (document == documents_.end()) return nullptr;
    const Node* rules = document->second.find("rule");
    if (rules == nullptr) return nullptr;
    for (const Node& table : rules->items) {
      const Node* id = table.find("id");
      if (id != nullptr && id->text == policy_.text(rule.id)) return &table;
    }
    return nullptr;
  }

  void write(const policy::RuleRow& rule) {
    out_ += fmt::format("\n### {} {}\n\n{}\n\n", policy_.text(rule.id), policy_.text(rule.name), local(rule.title));
    out_ += fmt::format("- {}{}; {}\n", severity(rule.severity),
                        rule.notice != 0 ? say("，仅提示，不计分", ", a notice outside the score") : "",
                        basis(policy_.text(rule.basis)));
    paragraph("为什么：", "Why:", local(rule.why));
    paragraph("怎么办：", "What to do:", local(rule.fix));
    paragraph("何种证据可以说明：", "What would settle it:", local(rule.evidence));
    out_ += fmt::format("- **{}**", say("条款：", "Clauses:"));
    const char* before = " ";
    for (const policy::ClauseIndex id : policy_.clauses_of(rule)) {
      const policy::ClauseRow& clause = policy_.clauses()[id];
      out_ += fmt::format("{}`{}` {}", before, policy_.text(clause.id),
                          local(policy_.instruments()[clause.instrument].title));
      before = "; ";
    }
    out_ += "\n";
    write_conditions(rule);
  }

  void write_conditions(const policy::RuleRow& rule) {
    const Node* table = table_of(rule);
    if (table == nullptr) return;
    out_ += "\n```\n";
    for (const std::string_view key : {"applies", "each", "where", "require"}) {
      const Node* condition = table->find(key);
      if (condition == nullptr) continue;
      const std::string_view text = condition->text;
      const std::size_t end = text.find_last_not_of(" \n");
      out_ += fmt::format("{}: {}\n", key, end == std::string_view::npos ? text : text.substr(0, end + 1));
    }
    out_ += "```\n";
  }

  const Policy& policy_;
  bool chinese_;
  std::vector<SourcePtr> files_;  // what `documents_` points into
  std::map<std::string, Node, std::less<>> documents_;
  std::string out_;
};

}  // namespace

std::string rules_markdown(const Policy& policy, std::span<const std::uint8_t> chosen, bool chinese) {
  return Page(policy, chinese).write(chosen);
}

}  // namespace hegui::report
