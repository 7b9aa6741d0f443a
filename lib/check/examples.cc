#include "check/examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "check/branches.h"
#include "check/evaluate.h"
#include "policy/codes.h"
#include "policy/example.h"
#include "vocab/compile/document.h"

namespace hegui::check {
namespace {

// `selected` for one rule at a time.
class Selection {
 public:
  explicit Selection(std::size_t rules) : flags_(rules, 0) {}
  std::span<const std::uint8_t> only(policy::RuleIndex rule) {
    flags_[last_] = 0;
    flags_[last_ = rule] = 1;
    return flags_;
  }

 private:
  policy::RuleIndex last_ = 0;
  std::vector<std::uint8_t> flags_;
};

// Why a rule came to its verdict, as far as that helps to repair the rule or the example.
std::string reason(const RuleVerdict& verdict, const std::vector<Finding>& findings) {
  std::vector<std::string_view> missing;
  const auto name_facts = [&](std::span<const facts::FactId> ids) {
    for (const facts::FactId id : ids)
      if (id != 0) missing.push_back(facts::Schema::get().row(id).path);
  };
  if (verdict.not_in_force) return "none of its clauses is in force on the day of the example";
  name_facts(verdict.decided_by);
  for (const Finding& finding : findings) {
    if (!finding.error.empty()) return "evaluation failed: " + finding.error;
    if (finding.verdict == Verdict::Unknown) name_facts(finding.missing);
  }
  if (!missing.empty()) return fmt::format("not known: {}", fmt::join(missing, ", "));
  if (!findings.empty() && !findings.front().label.empty())
    return fmt::format("because of `{}`", findings.front().label);
  return {};
}

class Runner {
 public:
  explicit Runner(const policy::Policy& policy) : policy_(policy), selection_(policy.rules().size()) {}

  void rule(const vocab::Node& table, const SourcePtr& file) {
    const vocab::Node* id = table.find("id");
    const std::optional<policy::RuleIndex> rule = id != nullptr ? policy_.find_rule(id->text) : std::nullopt;
    const vocab::Node* examples = table.find("example");
    if (!rule || examples == nullptr) return;
    ++run.rules;
    for (const vocab::Node& example : examples->items) judge(*rule, example, file);
    BranchCoverage branches = branch_coverage(table, file);
    run.sides += branches.sides;
    run.shown += branches.shown;
    std::ranges::move(branches.hidden, std::back_inserter(run.hidden));
  }

  ExampleRun run;

 private:
  void judge(policy::RuleIndex rule, const vocab::Node& table, const SourcePtr& file) {
    std::vector<Diagnostic> issues;  // the compiler has reported them
    const std::optional<policy::Example> example = policy::read_example(table, file, issues);
    if (!example) return;
    ++run.examples;
    const Findings found = evaluate(policy_, example->subject, example->as_of, selection_.only(rule), scratch_);
    const RuleVerdict& verdict = found.verdicts[rule];
    if (name(verdict.verdict) == example->expect) return;
    const vocab::Node* expect = table.find("expect");
    run.failures.push_back(
        error(policy::code::kExampleFailed, expect != nullptr ? expect->span : example->span,
              fmt::format("rule `{}` says {}, the example expects {}", policy_.text(policy_.rules()[rule].name),
                          name(verdict.verdict), example->expect),
              reason(verdict, found.findings)));
  }

  const policy::Policy& policy_;
  Selection selection_;
  Scratch scratch_;
};

}  // namespace

ExampleRun run_examples(const policy::Policy& policy, std::span<const SourcePtr> files) {
  Runner runner(policy);
  for (const SourcePtr& file : files) {
    const Checked<vocab::Node> document = vocab::parse_document(*file);
    if (!document) continue;
    const vocab::Node* rules = document.value->find("rule");
    if (rules == nullptr) continue;
    for (const vocab::Node& table : rules->items) runner.rule(table, file);
  }
  return std::move(runner.run);
}

}  // namespace hegui::check
