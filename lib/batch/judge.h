// One subject through the whole engine: facts in, result out. `check` and `batch` both judge by this.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "check/evaluate.h"
#include "facts/subject.h"
#include "policy/policy.h"
#include "result/run.h"

namespace hegui::batch {

// By what subjects are judged. All of it is shared by threads and outlives them.
struct Terms {
  const policy::Policy& policy;
  Date as_of;
  std::span<const std::uint8_t> chosen;  // by rule: 1 when it is judged
  result::Detail detail = result::Detail::Full;
  bool digests = true;  // SHA-256 of the inputs
};

// Judges, applies the declaration's waivers, and scores. `issues` are those of reading; `name` names a subject that
// does not name itself.
result::Subject judge(const Terms& terms, const facts::Subject& subject, std::vector<Diagnostic> issues,
                      std::string name, check::Scratch& scratch);

// The result of a subject of which nothing could be read: nothing is judged, and the issues say why.
result::Subject unread(const Terms& terms, std::vector<Diagnostic> issues, std::string name);

}  // namespace hegui::batch
