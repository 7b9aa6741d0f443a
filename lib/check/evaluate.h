// One subject held against one policy: a verdict for every rule, and a finding for every item that is not simply met.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/date.h"
#include "cel/evaluate.h"
#include "check/prepared.h"
#include "check/verdict.h"
#include "facts/subject.h"
#include "policy/policy.h"

namespace hegui::read {
struct Waiver;
}

namespace hegui::check {

// One judged item of a rule that failed or is unknown. Spans and views point into the subject and the scratch.
struct Finding {
  policy::RuleIndex rule = 0;
  Verdict verdict = Verdict::Fail;
  const facts::Item* item = nullptr;     // null: the subject itself
  std::string label;                     // names the item for a person and for waivers
  std::vector<Span> evidence;            // where the facts it rests on were read, the one that is judged first
  std::vector<facts::FactId> missing;    // facts that would decide it, ascending
  std::string error;                     // why a condition failed to evaluate
  const read::Waiver* waiver = nullptr;  // of a waived failure: the waiver, which outlives the finding
};

struct RuleVerdict {
  Verdict verdict = Verdict::NotApplicable;
  bool not_in_force = false;                  // NotApplicable because none of its clauses binds on the day
  std::span<const facts::FactId> decided_by;  // of NotJudged; lives as long as the scratch's results
};

struct Findings {
  std::vector<RuleVerdict> verdicts;  // by rule
  std::vector<Finding> findings;      // in rule order, items in list order
};

// Memory and evaluator state of one worker, reset by each evaluation but for what is prepared. The policy must live as
// long.
struct Scratch {
  Arena arena;
  cel::Scratch cel;
  Prepared prepared;
};

// Judges every rule for which `selected` (by rule index; empty: all) is not 0; the others are NotApplicable.
Findings evaluate(const policy::Policy& policy, const facts::Subject& subject, Date as_of,
                  std::span<const std::uint8_t> selected, Scratch& scratch);

// The words of a rule's message for one finding, in one language: literal parts and the facts they name, words of the
// vocabularies by their titles; a missing fact reads as not stated. `label` stands where the message names the item
// itself.
std::string message(const policy::Policy& policy, const policy::RuleRow& rule, bool chinese,
                    const facts::Subject& subject, const facts::Item* item, std::string_view label);

// Fields that name a record, the first that is known.
std::span<const std::string_view> label_fields();

// A value as a person reads it in a sentence: text bare, dates as days, lists joined by a comma.
std::string display(value::Value value);

}  // namespace hegui::check
