// A finished run as a value: everything a report prints and a later run compares with. It knows neither the policy's
// form nor the inputs; JSON holds the same and gives it back. What rules, clauses and groups are called is looked at
// where it stands, in the policy image or in Run::texts: of the hundreds of them a report names a few.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "check/verdict.h"
#include "policy/severity.h"
#include "score/score.h"

namespace hegui::result {

// The same said in Chinese and in English.
struct Text {
  std::string zh, en;
  bool operator==(const Text&) const = default;
};

// The same as a view: of the policy image, which must outlive the run, or of Run::texts.
struct TextView {
  std::string_view zh, en;
  TextView() = default;
  TextView(std::string_view chinese, std::string_view english) : zh(chinese), en(english) {}
  TextView(const Text& text) : zh(text.zh), en(text.en) {}
  TextView(const Text&&) = delete;  // nothing would be left to look at
  bool operator==(const TextView&) const = default;
};

// A pack whose rules are scored together: what Rule::pillar and the groups of subjects mean.
struct Pillar {
  std::string id;
  TextView title;
  bool operator==(const Pillar&) const = default;
};

// An instrument or one of its clauses, as far as a report names it.
struct Clause {
  std::string id;          // `pipl:17`
  std::string instrument;  // slug, `pipl`
  TextView instrument_title;
  std::string number;  // `17`, `17(1)(2)`, or empty where it is not known or the instrument is cited whole
  TextView title;
  TextView summary;
  std::string verified;                // v, p or k
  std::vector<std::uint32_t> parents;  // into Run::clauses: the articles it makes concrete
  bool operator==(const Clause&) const = default;
};

// A rule as far as a report names it.
struct Rule {
  std::string id, name;
  policy::Severity severity = policy::Severity::Low;
  std::uint32_t weight = 0;  // tenths; 0 outside the score
  std::string pillar;        // id of its pack
  std::string basis;         // v, p or k
  bool notice = false;       // rests on a draft: shown, outside the score
  TextView title, fix, why, evidence;
  std::vector<std::uint32_t> clauses;   // into Run::clauses
  std::vector<std::string> references;  // `MASVS-NETWORK-1`, `CWE-319`
  bool operator==(const Rule&) const = default;
};

struct Waiver {
  std::string reason, owner, expires, evidence;
  bool operator==(const Waiver&) const = default;
};

// How a finding stands to the baseline the run was held against.
enum class Standing : std::uint8_t {
  Plain,  // there was no baseline, or the finding is waived
  New,    // the baseline does not have it, or had it as unknown and it fails now
  Known,  // the baseline has it: told, but no gate fails on it
};

// A failure of the baseline that is none any more.
struct Fixed {
  std::string rule, item, fingerprint;
  bool operator==(const Fixed&) const = default;
};

// One judged item of a rule that is not simply met: a failure, an unknown, or a waived failure.
struct Finding {
  std::uint32_t rule = 0;  // into Run::rules
  check::Verdict verdict = check::Verdict::Fail;
  std::string item;  // what of the subject, e.g. a permission's name; empty for the subject itself
  Text message;
  std::vector<Place> places;         // where, the telling one first
  std::vector<std::string> missing;  // paths of the facts that would decide it
  std::string error;                 // why the condition could not be evaluated
  std::string fingerprint;           // rule + subject + item, no line numbers
  std::optional<Waiver> waiver;
  Standing standing = Standing::Plain;
};

// The verdict of a rule on a subject, its worst item.
struct RuleVerdict {
  check::Verdict verdict = check::Verdict::NotApplicable;
  std::uint32_t gain = 0;               // tenths of a point the score gains once it is met
  std::vector<std::string> decided_by;  // of NotJudged: paths of facts that would decide it
};

// The score of one pillar, instrument or clause.
struct GroupScore {
  std::string id;
  TextView title;
  score::Score score;
};

struct Input {
  std::string path, format, sha256;
  std::uint64_t bytes = 0;
};

struct Subject {
  std::string name, version,
      id;  // id: package name, bundle id or appid; name falls back to id, then to the first input
  std::string kind;
  std::vector<std::string> platforms;
  std::vector<Input> inputs;
  bool declared = false;              // a declaration was among the inputs
  std::vector<Diagnostic> issues;     // what could not be read, and warnings
  std::string facts;                  // a JSON object of what was known (facts_line.h); empty: not kept
  std::vector<RuleVerdict> verdicts;  // by rule
  std::vector<Finding> findings;      // by severity, then rule id, then item
  std::vector<Fixed> fixed;           // of the baseline, where there was one
  score::Score score;
  score::Grade grade;
  std::vector<GroupScore> pillars, instruments, clauses;
  std::vector<std::uint32_t> repairs;  // rules whose repair gains most, best first
  // No rule could be judged because nothing was readable.
  bool unreadable() const { return inputs.empty(); }
};

// How much a result says. Lean leaves out what follows from the rest: the scores of instruments and clauses, which
// facts would decide what was not judged. It is what each of very many subjects can afford.
enum class Detail : std::uint8_t { Full, Lean };

// Something below a folder that was given which is no input, and why (`build-output`, `ignored` …); of what is ignored
// the pattern that says so, as `file:line`.
struct LeftOut {
  std::string path, why, rule;
  bool operator==(const LeftOut&) const = default;
};

// A folder that was given: the inputs that were found below it, what was left, and how many subjects they make.
struct Folder {
  std::string path;
  std::vector<std::string> taken;
  std::vector<LeftOut> left;
  std::uint32_t subjects = 0;
  bool operator==(const Folder&) const = default;
};

struct Run {
  std::string tool_version;
  Date as_of;
  std::string policy_digest;                             // SHA-256 of the policy image
  std::shared_ptr<const std::deque<std::string>> texts;  // of a run read back: what its views look at
  std::vector<Pillar> pillars;
  std::vector<Rule> rules;
  std::vector<Clause> clauses;
  std::vector<Folder> folders;
  std::vector<Subject> subjects;
  std::vector<Diagnostic> issues;  // of the run, not of a subject
};

}  // namespace hegui::result
