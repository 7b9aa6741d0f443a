// What a worker knows before it judges a subject: what is the same for every subject of one policy on one day, and what
// was said of the subjects before. In a catalogue most manifests state much the same, and most rules ask of them what
// only a declaration states: a condition whose facts are stated as they were says what it said.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "check/verdict.h"
#include "facts/subject.h"
#include "policy/policy.h"

namespace hegui::check {

class Prepared {
 public:
  // What was said last, unless something that it rests on has changed since.
  struct Said {
    bool holds = false;
    Verdict verdict = Verdict::NotJudged;
    std::vector<facts::FactId> decided_by;  // of NotJudged
  };

  // Works everything out anew unless it stands for this policy and day; then lets go of what rests on facts that
  // `subject` states otherwise than the subject before. The policy's image must live as long.
  void prepare(const policy::Policy& policy, Date as_of, const facts::Subject& subject);

  // Whether one of the rule's clauses binds on the day.
  bool in_force(policy::RuleIndex rule) const { return rules_[rule].in_force; }
  // Of the rule's `applies`, one for all rules with the same condition: Pass where it is met.
  Said& applicability(policy::RuleIndex rule) { return said_[rules_[rule].applicability]; }
  // Of the rule once it applies. Whoever judges keeps only verdicts without findings.
  Said& verdict(policy::RuleIndex rule) { return said_[rules_[rule].verdict]; }

 private:
  struct Rule {
    bool in_force = false;
    std::uint32_t applicability = 0, verdict = 0;  // of `said_`
  };
  // What a subject states of a fact; lists that hold records are not compared.
  struct Stated {
    bool compared = false, open = false;
    facts::Knowledge knowledge = facts::Knowledge::Unknown;
    std::string value;  // in bytes that only equal values have
    bool operator==(const Stated&) const = default;
  };

  void start(const policy::Policy& policy, Date as_of);
  std::uint32_t add(const policy::Policy& policy, std::initializer_list<cel::ProgramRef> conditions);
  bool differs(const facts::Cell& cell, facts::FactId id, Stated& before);

  std::string_view policy_;  // its image
  Date as_of_;
  std::vector<Rule> rules_;
  std::vector<Said> said_;
  std::vector<std::vector<std::uint32_t>> readers_;  // by slot of a fact: what of `said_` rests on it
  // Of the subject before: the kinds of its inputs, and by slot what it stated.
  facts::SourceMask states_ = 0;
  std::vector<Stated> stated_;
  Stated now_;
};

}  // namespace hegui::check
