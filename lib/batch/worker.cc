#include "batch/worker.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <new>

#include "base/digest.h"
#include "base/utf8.h"
#include "batch/unchanged.h"
#include "derive/derive.h"
#include "derive/policy_text.h"
#include "gather/evidence.h"
#include "gather/gather.h"
#include "gather/policy_text.h"
#include "read/format/declaration.h"
#include "result/facts_line.h"
#include "result/json.h"

namespace hegui::batch {
namespace {

constexpr Code kUnforeseen{9001};
using check::Verdict;
using Is = Outcome::Is;

// A name as JSON and the store take it.
std::string readable(std::string_view name) {
  return utf8::find_invalid(name) == std::string_view::npos ? std::string(name) : utf8::masked(name);
}

char letter(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return 'p';
    case Verdict::Fail:
      return 'f';
    case Verdict::Unknown:
      return 'u';
    case Verdict::NotApplicable:
      return '-';
    case Verdict::NotJudged:
      return 'j';
    case Verdict::Waived:
      return 'w';
  }
  return '-';
}

std::uint8_t rank(policy::Severity severity) { return static_cast<std::uint8_t>(static_cast<unsigned>(severity) + 1); }

// What was found wrong with the inputs. It may be right the next time, so a result is known by that too.
std::string told(const gather::Product& product) {
  std::string out;
  for (const Diagnostic& issue : product.issues) out += issue.code.to_string() + issue.place.file;
  return out;
}

bool stands_in_place(const Part& part) { return !part.path.empty() && !part.copy; }

}  // namespace

// The inputs of one subject as far as they were read.
struct Worker::Read {
  gather::Product product;
  std::vector<std::pair<std::string, std::string>> digests;  // name of an input, SHA-256
  std::string all;                                           // digests joined by commas
  std::string beside;                                        // digest of what a project's inputs are read with
};

Outcome Worker::work(const Item& item) {
  try {
    return attempt(item);
  } catch (const std::exception& failure) {
    const std::string& name = item.parts.front().name;
    Diagnostic why = error(kUnforeseen, {}, fmt::format("this input could not be judged: {}", failure.what()),
                           "please report it; the other inputs are not affected");
    why.place.file = name;
    return failed({std::move(why)}, name, {}, {});
  }
}

std::string Worker::package(const Part& part) {
  try {
    Read read;
    return read_part(part, read) && !read.product.facts.empty() ? gather::identity(read.product.facts.front())
                                                                : std::string{};
  } catch (const std::exception&) {
    return {};  // judging it will tell
  }
}

Result<SourcePtr> Worker::open(const Part& part) const {
  if (part.problem) return std::unexpected(*part.problem);
  if (part.content) return std::make_shared<const Source>(part.name, *part.content);
  if (part.archive) return part.archive->read(part.archive->entries()[part.entry], setup_.limits);
  auto source = setup_.files.open(part.path, setup_.limits.max_input_bytes);
  if (!part.copy) return source;
  if (source) return std::make_shared<const Source>(part.name, (*source)->text(), *source, (*source)->stamp());
  source.error().place.file = part.name;
  return source;
}

// What a result is known by in a store: nothing else of its inputs decides it. Empty without a store.
std::string Worker::key_of(std::string_view name, std::string_view digests) const {
  return setup_.rows ? sha256_hex(fmt::format("{}:{}{}", name.size(), name, digests)).substr(0, 32) : std::string{};
}

// False when the part is left out. What is wrong with it is an issue of the product.
bool Worker::read_part(const Part& part, Read& into) {
  const read::Context context{.limits = setup_.limits, .vocabulary = &setup_.vocabulary};
  auto source = open(part);
  if (!source) {
    into.product.issues.push_back(std::move(source.error()));
    into.all += (into.all.empty() ? "" : ",") + sha256_hex(part.name);
    return true;
  }
  if (part.sought && read::recognise_found(**source) == nullptr) return false;
  std::string digest = sha256_hex((*source)->text());
  into.all += (into.all.empty() ? "" : ",") + digest;
  into.digests.emplace_back((*source)->name(), std::move(digest));
  Checked<facts::FactSet> facts = read::read(*source, context);
  std::ranges::move(facts.issues, std::back_inserter(into.product.issues));
  if (facts) into.product.facts.push_back(std::move(*facts.value));
  return true;
}

bool Worker::known(const std::string& key, Outcome& outcome) {
  if (!lookup_ || !lookup_->find(key, setup_.lines, outcome.row)) return false;
  outcome.is = Is::Known;
  return true;
}

// Takes the result of a file whose bytes need not be looked at.
bool Worker::unopened(const Part& part, Outcome& outcome) {
  if (!lookup_ || setup_.now == nullptr || setup_.checksum) return false;
  const auto stamp = stamp_of(part, setup_.files);
  if (!stamp || !has_rested(*stamp, setup_.now())) return false;
  store::Row& row = outcome.row;
  // Whether a file found in a folder counts, when nothing could be read of it, depends on its format.
  if (!lookup_->find(part.name, *stamp, setup_.lines, row) || (part.sought && row.unreadable)) {
    row = {};
    return false;
  }
  outcome.is = setup_.shard.takes(row.inputs) ? Is::Unopened : Is::OtherShard;
  return true;
}

// Lets the result be known by its file, which `part` is and was opened as `source` after `begun`. One that changed
// while it was read is known by nothing: neither the bytes nor the times were those of all that was read.
void Worker::remember(Outcome& outcome, const Part& part, const Source& source, std::int64_t begun) const {
  if (!source.stamp() || setup_.now == nullptr) return;
  if (!is_still(source, part.path, setup_.files)) {
    if (outcome.is == Is::Judged) outcome.row.key = key_of(part.name, fmt::format("changed at {}", setup_.now()));
  } else if (has_rested(*source.stamp(), begun) && utf8::find_invalid(part.name) == std::string_view::npos) {
    outcome.row.file = {part.name, *source.stamp()};
  }
}

// One input by itself. It is looked up by what the system says of its file, then by its bytes, before anything of it is
// understood. A declaration is never found so.
Outcome Worker::single(const Part& part) {
  Outcome outcome;
  if (unopened(part, outcome)) return outcome;
  const std::int64_t begun = setup_.now != nullptr ? setup_.now() : 0;
  auto source = open(part);
  const std::string digest = sha256_hex(source ? (*source)->text() : std::string_view(part.name));
  const bool taken = setup_.shard.takes(digest);
  std::string key = key_of(part.name, digest);
  if (!source) {
    if (taken) return failed({std::move(source.error())}, part.name, std::move(key), digest);
    outcome.is = Is::OtherShard;
    return outcome;
  }
  bool found = known(key, outcome);
  const read::Format* format = nullptr;
  if (!found || (part.sought && outcome.row.unreadable)) {
    format = part.sought ? read::recognise_found(**source) : read::recognise(**source);
    if (part.sought && format == nullptr) {
      outcome.is = Is::LeftOut;
      return outcome;
    }
  }
  const bool declaration = format != nullptr && format->name == read::kDeclarationFormat;
  if (declaration) {
    // It stands for the manifests and the evidence it names too, where it stands in its place.
    if (stands_in_place(part)) return project(part);
    key = key_of(part.name, "declaration:" + digest);
    found = known(key, outcome);
  }
  if (!taken) {
    outcome.is = Is::OtherShard;
    return outcome;
  }
  if (found) {
    outcome.row.inputs = digest;
  } else {
    // Without `beside`: were other files to decide too (a v4 signature), neither digest nor stamp would tell.
    const read::Context context{.limits = setup_.limits, .vocabulary = &setup_.vocabulary};
    Checked<facts::FactSet> facts = read::read(*source, context);
    if (facts) {
      Read read;
      read.product.name = part.name;
      read.product.issues = std::move(facts.issues);
      read.product.facts.push_back(std::move(*facts.value));
      read.digests.emplace_back((*source)->name(), digest);
      read.all = digest;
      outcome = judged(std::move(read), std::move(key));
    } else {
      outcome = failed(std::move(facts.issues), part.name, std::move(key), digest);
    }
  }
  if (!declaration) remember(outcome, part, **source, begun);
  return outcome;
}

Outcome Worker::attempt(const Item& item) {
  const Part& first = item.parts.front();
  if (setup_.group == Group::Project && !first.problem && stands_in_place(first)) return project(first);
  if (item.parts.size() == 1 && !first.problem) return single(first);
  Outcome outcome;
  Read read;
  read.product.name = first.name;
  bool taken = false;
  for (const Part& part : item.parts) taken = read_part(part, read) || taken;
  if (!taken) {
    outcome.is = Is::LeftOut;
    return outcome;
  }
  if (!setup_.shard.takes(sha256_hex(read.all))) {
    outcome.is = Is::OtherShard;
    return outcome;
  }
  gather::read_policy_text(read.product, setup_.files, setup_.vocabulary,
                           vocab::PolicyTerms(setup_.terms.policy.view()));
  gather::verify_evidence(read.product, setup_.files, setup_.terms.as_of, setup_.limits);
  std::string key = key_of(first.name, read.all + told(read.product));
  if (known(key, outcome)) return outcome;
  return judged(std::move(read), std::move(key));
}

// A folder, or a declaration with its manifests: each product that `check` would find there is a subject. One alone is
// called by the folder, several by their first inputs. What could not be read at all is told with the first.
Outcome Worker::project(const Part& part) {
  const read::Context context{.limits = setup_.limits, .vocabulary = &setup_.vocabulary};
  gather::Gathered gathered = gather::gather(std::span(&part.path, 1), setup_.files, context, nullptr);
  if (gathered.products.empty()) gathered.products.emplace_back();
  std::ranges::move(gathered.products.front().issues, std::back_inserter(gathered.issues));
  gathered.products.front().issues = std::move(gathered.issues);
  if (gathered.products.size() == 1) gathered.products.front().name = part.name;
  std::vector<Read> reads;
  std::string all;
  for (gather::Product& product : gathered.products) {
    Read& read = reads.emplace_back();
    read.product = std::move(product);
    std::string beside;
    for (const facts::FactSet& facts : read.product.facts) {
      for (const facts::Input& input : facts.inputs()) {
        if (!read.digests.empty() && read.digests.back().first == input.source->name()) continue;
        std::string digest = sha256_hex(input.source->text());
        read.all += (read.all.empty() ? "" : ",") + digest;
        read.digests.emplace_back(input.source->name(), std::move(digest));
      }
      // Build scripts and other files that an input is read with decide its facts too.
      for (const SourcePtr& source : facts.kept()) beside += sha256_hex(source->text());
    }
    read.beside = sha256_hex(beside);
    all += (all.empty() ? "" : ",") + read.all;
  }
  Outcome outcome;
  if (!setup_.shard.takes(sha256_hex(all.empty() ? std::string_view(part.name) : std::string_view(all)))) {
    outcome.is = Is::OtherShard;
    return outcome;
  }
  outcome = project_product(std::move(reads.front()));
  for (std::size_t i = 1; i < reads.size(); ++i) outcome.more.push_back(project_product(std::move(reads[i])));
  return outcome;
}

Outcome Worker::project_product(Read&& read) {
  gather::read_policy_text(read.product, setup_.files, setup_.vocabulary,
                           vocab::PolicyTerms(setup_.terms.policy.view()));
  gather::verify_evidence(read.product, setup_.files, setup_.terms.as_of, setup_.limits);
  // Never the key of the declaration alone, which says nothing of what it stands for.
  std::string key = key_of(read.product.name, "project:" + read.all + read.beside + told(read.product));
  Outcome outcome;
  if (known(key, outcome)) return outcome;
  return judged(std::move(read), std::move(key));
}

Outcome Worker::judged(Read&& read, std::string key) {
  if (read.product.facts.empty())
    return failed(std::move(read.product.issues), read.product.name, std::move(key), read.all);
  facts::Subject facts = facts::merge(std::move(read.product.facts));
  derive::derive(facts, setup_.vocabulary, setup_.identifiers, setup_.purposes);
  derive::compare_policy_text(facts, setup_.vocabulary, vocab::PolicyTerms(setup_.terms.policy.view()));
  result::Subject subject =
      judge(setup_.terms, facts, std::move(read.product.issues), readable(read.product.name), scratch_);
  for (result::Input& input : subject.inputs) {
    const auto it = std::ranges::find(read.digests, input.path, &std::pair<std::string, std::string>::first);
    if (it != read.digests.end()) input.sha256 = it->second;
  }
  Outcome outcome;
  outcome.row.key = std::move(key);
  outcome.row.inputs = std::move(read.all);
  result::append_facts(outcome.row.facts, facts);
  fill(outcome.row, subject, outcome.row.facts);
  return outcome;
}

Outcome Worker::failed(std::vector<Diagnostic> issues, const std::string& name, std::string key,
                       const std::string& inputs) {
  Outcome outcome;
  outcome.row.key = key.empty() ? key_of(name, fmt::format("{}", issues.front().code.number)) : std::move(key);
  outcome.row.inputs = inputs;
  fill(outcome.row, unread(setup_.terms, std::move(issues), readable(name)), {});
  return outcome;
}

void Worker::fill(store::Row& row, const result::Subject& subject, const std::string& facts) {
  row.score = subject.score.points;
  row.failed = subject.score.counts.fail;
  row.unreadable = subject.unreadable();
  row.errors = std::ranges::any_of(subject.issues, [](const Diagnostic& issue) { return issue.level == Level::Error; });
  for (const result::Finding& finding : subject.findings) {
    const result::Rule& rule = setup_.run.rules[finding.rule];
    if (finding.verdict == Verdict::Fail && !rule.notice) row.worst = std::max(row.worst, rank(rule.severity));
  }
  row.line.reserve(8192);
  if (setup_.lines || setup_.rows)
    result::append_subject_line(row.line, setup_.run, subject, setup_.terms.detail, facts);
  if (!setup_.rows) return;
  row.name = subject.name;
  row.id = subject.id;
  row.version = subject.version;
  row.kind = subject.kind;
  row.platforms = fmt::format("{}", fmt::join(subject.platforms, ","));
  row.grade = subject.grade.letter;
  row.attainable = subject.score.attainable;
  row.evidence = subject.score.evidence;
  row.unknown = subject.score.counts.unknown;
  row.not_judged = subject.score.counts.not_judged;
  row.verdicts.reserve(subject.verdicts.size());
  for (const result::RuleVerdict& verdict : subject.verdicts) row.verdicts += letter(verdict.verdict);
  row.findings.reserve(subject.findings.size());
  for (const result::Finding& finding : subject.findings) {
    const Place place = finding.places.empty() ? Place{} : finding.places.front();
    row.findings.push_back({setup_.run.rules[finding.rule].id, std::string(check::name(finding.verdict)),
                            readable(finding.item), readable(place.file), finding.fingerprint, place.line});
  }
}

}  // namespace hegui::batch
