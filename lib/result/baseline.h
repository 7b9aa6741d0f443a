// Findings a team has accepted, by fingerprint: a later run fails on what is new and tells what was repaired. The file
// holds no lines, paths, versions or times, and is sorted, so that it changes only when what it accepts does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "result/run.h"

namespace hegui::result {

struct Baseline {
  // A failure or an unknown.
  struct Entry {
    std::string rule, item, fingerprint;
    check::Verdict verdict = check::Verdict::Fail;
  };
  struct Subject {
    std::string identity;                 // as identity_of
    std::optional<std::uint32_t> points;  // tenths
    std::vector<std::pair<std::string, std::uint32_t>> pillars;
    std::vector<Entry> entries;           // by rule, item, fingerprint
    std::vector<std::string> not_judged;  // ids of rules

    std::optional<std::uint32_t> pillar(std::string_view id) const;
  };
  std::vector<Subject> subjects;

  // Null when there is none. Of several with one identity, the first.
  const Subject* find(std::string_view identity) const;
};

// What a subject is known by from run to run: its id, else the name it gives itself; empty where it has neither, since
// a path is no identity.
std::string identity_of(const Subject& subject);

Baseline baseline_of(const Run& run);

// An indented document with a final line break: `format` is `hegui-baseline`.
std::string to_json(const Baseline& baseline);

// Reads what to_json wrote, or a stored result of either form, which is then the baseline of itself. `name` is what
// messages call the text. Errors are HG51xx.
Result<Baseline> read_baseline(std::string_view text, std::string_view name);

// Marks each failure and unknown of the run as new or known, and lists under `fixed` the failures of the baseline that
// are met now. A rule that this run did not judge fixes nothing. An entry excuses one finding, not all with its
// fingerprint.
void apply(const Baseline& baseline, Run& run);

}  // namespace hegui::result
