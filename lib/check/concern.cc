#include "check/concern.h"

#include <utility>

#include "cel/evaluate.h"
#include "facts/subject.h"

namespace hegui::check {

using value::Kind;
using value::Value;

std::vector<policy::RuleIndex> rules_over(const policy::Policy& policy, facts::FactSet facts, facts::FactId list) {
  std::vector<policy::RuleIndex> out;
  const facts::Subject subject{std::move(facts), {}};
  const facts::Item* item = subject.facts.cell(list).first;
  if (item == nullptr) return out;
  Arena arena;
  cel::Scratch scratch;
  std::vector<Value> slots = facts::slots(subject, arena);
  slots.push_back(facts::record_value(*item, arena));
  const auto excludes = [&](cel::ProgramRef condition) {
    if (!condition) return false;
    const Value said = cel::evaluate(cel::view(policy.view(), condition), slots, scratch);
    return said.is(Kind::Error) || (said.is(Kind::Bool) && !said.as_bool());
  };
  for (policy::RuleIndex index = 0; index < policy.rules().size(); ++index) {
    const policy::RuleRow& rule = policy.rules()[index];
    if (rule.items == list && !excludes(rule.applies) && !excludes(rule.where)) out.push_back(index);
  }
  return out;
}

}  // namespace hegui::check
