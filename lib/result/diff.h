// What changed between two runs: facts, failures, clauses and scores, subject by subject. Failures are compared as with
// a baseline.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result/run.h"

namespace hegui::result {

// A fact that differs: with an `item` one member of a list, or with `[].` in the path one field of that member.
struct FactChange {
  std::string path, item;
  std::optional<std::string> before, after;  // as a person reads it; nothing: not stated. Of a whole member: empty text
};

struct Movement {
  std::string id;
  TextView title;
  std::optional<std::uint32_t> before, after;  // tenths; nothing: no score
};

struct SubjectDiff {
  const Subject* before = nullptr;  // null: new; both point into the runs compared
  const Subject* after = nullptr;   // null: gone
  bool facts_kept = true;           // false: a stored result without its facts, so that nothing is known of `facts`
  std::vector<FactChange> facts;    // permissions, components, SDKs, data and filings first
  std::vector<Movement> pillars;    // those that moved
  std::vector<std::uint32_t> failed,
      met;  // into Run::clauses of the later run: no failure before and one now; the reverse, all known

  const Subject& named() const { return after != nullptr ? *after : *before; }
  bool changed() const;
};

struct Diff {
  const Run* before = nullptr;
  const Run* after = nullptr;
  bool same_policy = true;  // false: a change may come from the policy
  std::vector<SubjectDiff> subjects;
};

// Compares two runs, which must outlive the result, and marks the findings of `after` as new or known. Subjects are
// matched by identity; where both runs have just one, these two are compared whatever they are called.
Diff diff(const Run& before, Run& after);

}  // namespace hegui::result
