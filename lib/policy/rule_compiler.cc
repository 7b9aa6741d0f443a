#include "policy/rule_compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "cel/check.h"
#include "policy/codes.h"
#include "policy/example.h"
#include "policy/rows.h"
#include "policy/template.h"

namespace hegui::policy {
namespace {

using vocab::Need;
using vocab::Node;
using vocab::TableReader;

constexpr std::array<std::string_view, 4> kSeverities = {"critical", "high", "medium", "low"};
constexpr std::array<std::string_view, 3> kMarks = {"v", "p", "k"};

// Lower case words joined by hyphens.
bool is_name(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && std::ranges::all_of(name, plain) && name.front() != '-' && name.back() != '-';
}

// Letters, digits and hyphens: what can be written in a selector and in a waiver without quoting.
bool is_id(std::string_view id) {
  const auto plain = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !id.empty() && std::ranges::all_of(id, plain) && id.front() != '-';
}

}  // namespace

void RuleCompiler::compile(const RuleTable& rule, const Weights& weights) {
  TableReader reader(*rule.table, "a rule", issues_);
  RuleRow row;
  row.pack = rule.pack;
  row.source = image_.text(rule.path);
  read_head(reader, row, weights);
  read_conditions(reader, row);
  read_message(reader, row);
  row.clauses = image_.rows<ClauseIndex>(kClauseListSection,
                                         catalogue_.resolve(reader.strings("clauses", Need::Required), issues_));
  if (const Node* clauses = rule.table->find("clauses");
      clauses != nullptr && clauses->is(Node::Kind::Array) && clauses->items.empty())
    issues_.push_back(error(vocab::code::kMissingKey, clauses->span, "a rule rests on at least one clause"));
  row.references = vocab::text_rows(reader.strings("references"), kTextListSection, image_);
  row.profiles = vocab::text_rows(reader.strings("profiles"), kTextListSection, image_);
  read_examples(reader, rule.file);
  reader.finish();
  image_.row(kRuleSection, row);
}

void RuleCompiler::read_head(TableReader& reader, RuleRow& row, const Weights& weights) {
  const std::string_view id = reader.text("id", Need::Required);
  if (!id.empty() && !is_id(id))
    issues_.push_back(error(code::kName, reader.table().find("id")->span, fmt::format("`{}` is no rule id", id),
                            "letters, digits and hyphens"));
  const std::string_view name = reader.text("name", Need::Required);
  if (!name.empty() && !is_name(name))
    issues_.push_back(error(code::kName, reader.table().find("name")->span, fmt::format("`{}` is no rule name", name),
                            "lower-case words joined by hyphens"));
  row.id = image_.text(id);
  row.name = image_.text(name);
  row.severity = parse_severity(reader.word("severity", kSeverities, Need::Required)).value_or(Severity::Low);
  row.weight = weights.tenths[static_cast<std::size_t>(row.severity)];
  row.notice = reader.flag("notice") ? 1 : 0;
  if (row.notice != 0) row.weight = 0;
  const std::string_view basis = reader.word("basis", kMarks);
  row.basis = image_.text(basis);
  if (basis == "k" && row.severity >= Severity::High)
    issues_.push_back(warning(code::kWeakBasis, reader.table().find("severity")->span,
                              "the rule rests on knowledge alone and is graver than medium",
                              "lower the severity, or read the text"));
  row.title = local_text(reader.words("title", Need::Required), image_);
  row.fix = local_text(reader.words("fix", Need::Required), image_);
  row.why = local_text(reader.words("why"), image_);
  row.evidence = local_text(reader.words("evidence"), image_);
}

image::Range RuleCompiler::fact_list(std::vector<facts::FactId> facts) {
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return image_.rows<facts::FactId>(kFactListSection, facts);
}

cel::ProgramRef RuleCompiler::condition(const Node* node, std::vector<facts::FactId>& reads) {
  if (node == nullptr) return {};
  const std::optional<cel::Ast> ast = conditions_.check(*node, value::TypePool::boolean(), issues_);
  if (!ast) return {};
  std::ranges::copy(cel::facts_read(*ast), std::back_inserter(reads));
  return cel::plan(*ast, image_);
}

void RuleCompiler::read_conditions(TableReader& reader, RuleRow& row) {
  conditions_.without_item();
  std::vector<facts::FactId> concerns, reads;
  row.applies = condition(reader.get("applies", Node::Kind::String, Need::Optional), concerns);
  const Node* each = reader.get("each", Node::Kind::String, Need::Optional);
  const Node* where = reader.get("where", Node::Kind::String, Need::Optional);
  const Node* require = reader.get("require", Node::Kind::String, Need::Required);
  std::optional<cel::Ast> items;  // owns the type of `it`
  if (each != nullptr) {
    items = conditions_.check(*each, nullptr, issues_);
    if (!items) return;  // without its type nothing useful can be said of `it`
    const value::Type& type = *items->type();
    if (type.kind != value::TypeKind::List || type.parameters.empty()) {
      issues_.push_back(
          error(code::kNotAList, each->span, fmt::format("`each` takes a list, this is {}", type.to_string())));
      return;
    }
    const std::vector<std::uint32_t> facts = cel::facts_read(*items);
    row.items = facts.empty() ? 0 : facts.front();
    std::ranges::copy(facts, std::back_inserter(concerns));
    row.each = cel::plan(*items, image_);
    // Fields of a record carry their own facts; a bare item carries its list's.
    const bool record = type.parameters.front()->kind == value::TypeKind::Record;
    conditions_.with_item(type.parameters.front(), record ? 0 : row.items);
  } else if (where != nullptr) {
    issues_.push_back(
        error(code::kNeedsEach, where->span, "`where` filters the items of `each`, which the rule has not"));
    return;
  }
  row.where = condition(where, concerns);
  row.require = condition(require, reads);
  row.concerns = fact_list(std::move(concerns));
  row.reads = fact_list(std::move(reads));
}

void RuleCompiler::read_message(TableReader& reader, RuleRow& row) {
  reader.words("message", Need::Required);
  const Node* message = reader.table().find("message");
  if (message == nullptr || !message->is(Node::Kind::Table)) return;
  if (reader.table().find("each") != nullptr && row.items == 0)
    return;  // its error comes first; without it no field is known
  for (const std::string_view language : {"zh", "en"}) {
    const Node* words = message->find(language);
    if (words == nullptr || !words->is(Node::Kind::String)) continue;
    (language == "zh" ? row.message.zh : row.message.en) = compile_template(*words, row.items, image_, issues_);
  }
}

void RuleCompiler::read_examples(TableReader& reader, const SourcePtr& file) {
  bool pass = false;
  bool fail = false;
  for (const Node* table : reader.tables("example")) {
    const std::optional<Example> example = read_example(*table, file, issues_);
    const Node* expect = table->find("expect");
    if (!example && expect == nullptr) continue;
    pass |= expect->text == "pass";
    fail |= expect->text == "fail";
  }
  for (const auto& [found, word] : {std::pair(pass, "pass"), std::pair(fail, "fail")}) {
    if (!found)
      issues_.push_back(error(code::kMissingExample, reader.table().span,
                              fmt::format("a rule needs an example with expect = \"{}\"", word)));
  }
}

}  // namespace hegui::policy
