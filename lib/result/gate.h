// Whether a run may pass: the thresholds a pipeline sets, held against the results, and the exit status that follows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result/baseline.h"
#include "result/run.h"

namespace hegui::result {

// Thresholds of one pillar.
struct PillarGate {
  std::string id;
  std::optional<std::optional<policy::Severity>> fail_on;  // in place of the general one; none set to nothing
  std::optional<std::uint32_t> min_score, max_drop;        // besides the general ones; tenths of a point
};

struct GateOptions {
  std::optional<policy::Severity> fail_on = policy::Severity::High;  // failures this grave or graver fail the gate
  std::optional<std::uint32_t> min_score = {};  // tenths of a point that every judged subject must reach
  std::optional<std::uint32_t> max_drop = {};   // tenths that a subject may score below the baseline
  std::vector<PillarGate> pillars = {};
  bool strict = false;                 // unknown and not-judged rules fail the gate too
  const Baseline* baseline = nullptr;  // what was applied to the run, if anything
};

struct Gate {
  int exit_status = 0;        // 0 passed; 1 a threshold was missed; 2 something could not be read, whatever else holds
  std::vector<Text> reasons;  // why it is not 0, one per option or cause
  Text line;                  // the whole outcome in one line
};

// Waived failures, what the baseline knows, and rules that only give notice of a draft, fail no gate. A subject that
// nothing could be judged of has no score to miss `min_score` by; `strict` is what refuses it.
Gate gate(const Run& run, const GateOptions& options);

}  // namespace hegui::result
