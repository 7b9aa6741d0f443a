// RFC 4180, one row per finding, and one per rule that has none, so that nothing judged or left unjudged is missing
// from the table. It opens with a byte order mark, without which spreadsheets misread Chinese; a cell that they would
// take for a formula gets an apostrophe in front.
#include <fmt/format.h>

#include <set>

#include "base/utf8.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/words.h"

namespace hegui::report {
namespace {

using check::Verdict;
using result::Finding;
using result::Run;
using result::Subject;

constexpr std::string_view kHeader =
    "subject,version,id,grade,score,rule,name,pillar,severity,verdict,item,message,file,line,column,element,clauses,"
    "fix,missing,gain,"
    "fingerprint,waiver,baseline\r\n";

class Row {
 public:
  explicit Row(std::string& out) : out_(out) {}

  Row& cell(std::string_view text) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += csv(text);
    return *this;
  }
  Row& number(std::uint32_t value) { return cell(value == 0 ? std::string{} : fmt::format("{}", value)); }
  void end() { out_ += "\r\n"; }

 private:
  std::string& out_;
  bool first_ = true;
};

template <class Texts>
std::string joined(const Texts& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : " ") + text;
  return out;
}

// `finding` is null for a rule that has none.
void write_row(std::string& out, const Run& run, const Subject& subject, std::uint32_t index, const Finding* finding,
               Language language) {
  const result::Rule& rule = run.rules[index];
  const result::RuleVerdict& verdict = subject.verdicts[index];
  const Place place = finding != nullptr && !finding->places.empty() ? finding->places.front() : Place{};
  std::vector<std::string> clauses;
  for (const std::uint32_t clause : rule.clauses) clauses.push_back(run.clauses[clause].id);
  Row row(out);
  row.cell(subject.name).cell(subject.version).cell(subject.id).cell(std::string(1, subject.grade.letter));
  row.cell(subject.score.points ? points(*subject.score.points) : "");
  row.cell(rule.id).cell(rule.name).cell(rule.pillar).cell(policy::name(rule.severity));
  row.cell(check::name(finding != nullptr ? finding->verdict : verdict.verdict));
  row.cell(finding != nullptr ? finding->item : "")
      .cell(finding != nullptr ? pick(language, finding->message) : pick(language, rule.title));
  row.cell(place.file).number(place.line).number(place.column).cell(place.element);
  row.cell(joined(clauses))
      .cell(pick(language, rule.fix))
      .cell(joined(finding != nullptr ? finding->missing : verdict.decided_by));
  row.cell(verdict.gain > 0 ? points(verdict.gain) : "").cell(finding != nullptr ? finding->fingerprint : "");
  row.cell(finding != nullptr && finding->waiver ? finding->waiver->reason : "");
  row.cell(finding == nullptr || finding->standing == result::Standing::Plain ? ""
           : finding->standing == result::Standing::New                       ? "new"
                                                                              : "known")
      .end();
}

}  // namespace

void write_csv(const Run& run, const WriteOptions& options, std::string& out) {
  out += utf8::kByteOrderMark;
  out += kHeader;
  for (const Subject& subject : run.subjects) {
    std::set<std::uint32_t> told;
    for (const Finding& finding : subject.findings) {
      told.insert(finding.rule);
      if (finding.rule < subject.verdicts.size())
        write_row(out, run, subject, finding.rule, &finding, options.language);
    }
    for (std::uint32_t rule = 0; rule < subject.verdicts.size(); ++rule)
      if (!told.contains(rule) && subject.verdicts[rule].verdict != Verdict::NotApplicable)
        write_row(out, run, subject, rule, nullptr, options.language);
  }
}

}  // namespace hegui::report
