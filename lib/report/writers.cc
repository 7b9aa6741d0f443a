// The order is the one --help shows.
#include "report/writers.h"

#include <algorithm>
#include <iterator>

#include "report/formats.h"

namespace hegui::report {
namespace {

constexpr Writer kWriters[] = {
    {"text", "text/plain", "for a terminal", write_text},
    {"json", "application/json", "the whole result, which report and diff read back", write_json},
    {"jsonl", "application/jsonl", "the same, one line per subject", write_jsonl},
    {"sarif", "application/sarif+json", "SARIF 2.1.0, for code scanning", write_sarif},
    {"junit", "application/xml", "JUnit XML, for CI servers", write_junit},
    {"html", "text/html", "one page that stands alone, or the table of a fleet", write_html},
    {"markdown", "text/markdown", "for merge requests and summaries", write_markdown},
    {"csv", "text/csv", "for spreadsheets, a row per finding", write_csv},
    {"github", "text/plain", "annotations of GitHub Actions", write_github},
    {"gitlab", "application/json", "GitLab Code Quality", write_gitlab},
};

}  // namespace

std::span<const Writer> writers() { return kWriters; }

const Writer* find_writer(std::string_view name) {
  const auto* it = std::ranges::find(kWriters, name, &Writer::name);
  return it == std::end(kWriters) ? nullptr : it;
}

}  // namespace hegui::report
