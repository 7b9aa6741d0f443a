// From the engine's view of one subject, which points into inputs and policy image, to the result that owns what it
// says.
#pragma once

#include <string>
#include <vector>

#include "check/evaluate.h"
#include "facts/subject.h"
#include "policy/policy.h"
#include "result/run.h"

namespace hegui::result {

// A run without subjects: its rules and clauses, as the policy has them.
Run begin_run(const policy::Policy& policy, std::string tool_version, Date as_of);

// The result of one subject. `issues` are the diagnostics of reading it; `fallback_name` names a subject that does not
// name itself. `digests` asks for the SHA-256 of every input, which reads each once more; a Lean result has no scores
// of instruments and clauses.
Subject assemble(const policy::Policy& policy, const facts::Subject& subject, check::Findings findings,
                 std::vector<Diagnostic> issues, std::string fallback_name, bool digests, Detail detail = Detail::Full);

}  // namespace hegui::result
