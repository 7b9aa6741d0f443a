// Whether a run may pass: the thresholds a pipeline sets, held against the results, and the exit status that follows.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "result/run.h"

namespace hegui::result {

struct GateOptions {
  std::optional<policy::Severity> fail_on = policy::Severity::High;  // failures this grave or graver fail the gate
  std::optional<std::uint32_t> min_score;  // tenths of a point that every judged subject must reach
  bool strict = false;                     // unknown and not-judged rules fail the gate too
};

struct Gate {
  int exit_status = 0;        // 0 passed; 1 a threshold was missed; 2 something could not be read, whatever else holds
  std::vector<Text> reasons;  // why it is not 0, one per option or cause
  Text line;                  // the whole outcome in one line
};

// Waived failures, and rules that only give notice of a draft, fail no gate. A subject that nothing could be judged of
// has no score to miss `min_score` by; `strict` is what refuses it.
Gate gate(const Run& run, const GateOptions& options);

}  // namespace hegui::result
