// Runs a policy's rules against their own examples: what `hegui policy test` does, for the embedded policy and for a
// user's own.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "policy/policy.h"

namespace hegui::check {

struct ExampleRun {
  std::size_t rules = 0;             // rules with examples
  std::size_t examples = 0;          // examples judged
  std::vector<Diagnostic> failures;  // HG3019, one per example whose verdict is not the one expected
  std::size_t sides = 0, shown = 0;  // of the parts of all conditions, and how many of them the examples show
  std::vector<Diagnostic> hidden;    // HG3020, warnings: parts of which they show one side only, or none
};

// Judges every example of `files` by the rule it stands in. `policy` must have been compiled from these files among
// others; use policy::sources() for all of them.
ExampleRun run_examples(const policy::Policy& policy, std::span<const SourcePtr> files);

}  // namespace hegui::check
