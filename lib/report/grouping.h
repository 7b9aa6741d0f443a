// Findings of one rule stand together in what people read: thirty permissions without a purpose are one thing to
// repair.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "result/run.h"

namespace hegui::report {

// Findings of one rule with one verdict, in order; at least one.
struct Group {
  std::uint32_t rule = 0;
  std::vector<const result::Finding*> findings;

  // The facts they miss, each once, in order of first mention.
  std::vector<std::string> missing() const;
};

// The subject's findings with the verdict by rule, in the order of each rule's first finding.
std::vector<Group> groups_of(const result::Subject& subject, check::Verdict verdict);

// The failures, those of rules that only give notice last; what a baseline knows only when asked for.
std::vector<Group> failures_of(const result::Run& run, const result::Subject& subject, bool with_known = true);

// How many failures a baseline knows.
std::size_t count_known(const result::Subject& subject);

// `UR-001 rule-name · item` of a failure of the baseline that is met now.
std::string fixed_name(const result::Run& run, const result::Fixed& fixed);

}  // namespace hegui::report
