// Verdicts to numbers. Integer arithmetic only: the same verdicts give the same score on every machine.
//
// score = Σ weight(pass, waived) / Σ weight(pass, waived, fail, unknown); `attainable` counts unknown as met;
// `evidence` is the share of that weight that is known. Rules that are not applicable, not judged or outside the score
// count nowhere. Repairing a finding can therefore never lower a score, and a new violation can never raise one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "check/verdict.h"
#include "policy/severity.h"

namespace hegui::score {

using check::Verdict;
using policy::Severity;

// One rule's part in a score.
struct Entry {
  Verdict verdict = Verdict::NotApplicable;
  Severity severity = Severity::Low;
  std::uint32_t weight =
      0;  // in tenths: critical 100, high 75, medium 50, low 25 unless the pack says otherwise; 0 is outside the score
};

struct Counts {
  std::uint32_t pass = 0, fail = 0, unknown = 0, not_applicable = 0, not_judged = 0, waived = 0;
  bool operator==(const Counts&) const = default;
};

struct Score {
  // In tenths of a point, 0 to 1000; nothing when no rule was judged.
  std::optional<std::uint32_t> points;
  std::uint32_t attainable = 0;
  std::uint32_t evidence = 0;  // in tenths of a percent
  Counts counts;
  std::uint64_t met_weight = 0, known_weight = 0, judged_weight = 0;
  bool operator==(const Score&) const = default;
};

// Why a grade is lower than its points alone would give.
enum class Cap : std::uint8_t { None, CriticalFailure, HighFailure, MissingEvidence };

struct Grade {
  char letter = '-';  // A to F, or - when nothing was judged
  Cap cap = Cap::None;
  bool operator==(const Grade&) const = default;
};

Score score(std::span<const Entry> entries);

// A from 90 points, B from 75, C from 60, D from 40, E from 20, else F; any critical failure caps at D, any high one at
// B, and where anything is unknown or could not be judged the grade is B at best.
Grade grade(const Score& score, std::span<const Entry> entries);

// The points (in tenths) the whole score gains when entry `index`, a failure or an unknown, is met. Never negative.
std::uint32_t gain(const Score& score, std::span<const Entry> entries, std::size_t index);

}  // namespace hegui::score
