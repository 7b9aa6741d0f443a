// A comparison as lines in sections, before any format: what the text, Markdown and HTML forms have in common.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/writers.h"
#include "result/diff.h"

namespace hegui::report {

struct DiffLine {
  enum class Mark : std::uint8_t { Added, Gone, Changed, Bad, Good } mark = Mark::Changed;
  std::string text;   // raw: not yet escaped for any format
  std::string place;  // where, or empty
};

struct DiffSection {
  std::string title;
  std::vector<DiffLine> lines;  // at least one
};

struct DiffPage {
  std::string title;   // name, versions, id
  std::string score;   // points and grades, before and after
  std::string remark;  // why something is not compared, or empty
  std::vector<DiffSection> sections;
};

DiffPage page_of(const result::Diff& diff, const result::SubjectDiff& subject, Language language);

// `+ - ~ ✗ ✓`.
std::string_view sign(DiffLine::Mark mark);

}  // namespace hegui::report
