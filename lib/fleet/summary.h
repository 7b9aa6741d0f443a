// A fleet in the few numbers a person looks at first, and what has changed since an earlier one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fleet/fleet.h"

namespace hegui::fleet {

struct RuleCount {
  std::uint32_t rule = 0;  // into the run's rules
  std::uint64_t failed = 0, unknown = 0, passed = 0, waived = 0;
  // Share of the subjects it decided, in tenths of a percent.
  std::uint64_t rate() const { return failed + passed + waived == 0 ? 0 : failed * 1000 / (failed + passed + waived); }
};

struct Summary {
  std::uint64_t subjects = 0, unreadable = 0, unscored = 0, failing = 0;
  std::uint32_t mean = 0, median = 0;         // tenths of a point, of the scored ones
  std::array<std::uint64_t, 10> histogram{};  // scores 0 to under 10, … 90 to 100
  std::array<std::uint64_t, 7> grades{};      // A to F and -
  std::vector<RuleCount> rules;               // that fail somewhere, most often first
  std::vector<std::pair<std::uint32_t, std::uint64_t>>
      clauses;                       // into the run's clauses, and subjects failing it, most first
  std::vector<std::uint32_t> worst;  // into the rows: lowest score first
  std::vector<std::pair<std::string, std::uint32_t>> permissions, sdks;  // most widespread first
  // Of all subjects, in tenths of a percent.
  std::uint32_t share(std::uint64_t part) const {
    return subjects == 0 ? 0 : static_cast<std::uint32_t>(part * 1000 / subjects);
  }
};

inline constexpr std::string_view kGrades = "ABCDEF-";

Summary summarise(const Fleet& fleet);

struct Change {
  std::string identity, name;
  std::uint32_t before = 0, after = 0;  // tenths
};

struct Trend {
  std::uint64_t both = 0, added = 0, gone = 0, better = 0, worse = 0;
  std::uint32_t mean_before = 0, mean_after = 0;  // of those scored in both
  std::vector<Change> drops;                      // steepest first, at most 20
  struct RuleChange {
    std::string rule;
    std::uint64_t newly_failing = 0, repaired = 0;
  };
  std::vector<RuleChange> rules;  // most newly failing first
  Summary before;
};

// Subjects are matched by what they are known by; of several of one identity in a run the last counts.
Trend compare(const Fleet& before, const Fleet& after);

}  // namespace hegui::fleet
