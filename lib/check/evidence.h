// Where a finding is to be seen: the places its facts were read, the one that is judged first.
#pragma once

#include <span>
#include <vector>

#include "base/source.h"
#include "cel/reasons.h"
#include "facts/subject.h"
#include "policy/policy.h"

namespace hegui::check {

// What is judged: the subject, one of its records, or a member of a list of plain values (`item` null, `it` its value).
struct Judged {
  const facts::Item* item = nullptr;
  value::Value it = {};
};

// Places of what decided the verdict (`reasons`), then of the item, then of other records beside it that decided too:
// the item is at fault, not what it was compared with. Where nothing that decided has a place, of whatever
// else `require` reads too. Each once, at most eight.
std::vector<Span> evidence(const policy::Policy& policy, const policy::RuleRow& rule, const facts::Subject& subject,
                           const Judged& judged, std::span<const cel::Read> reasons);

}  // namespace hegui::check
