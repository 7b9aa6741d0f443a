// Markdown that goes into a comment on a change request, whose length code hosts limit: what does not fit is left out
// from the end, whole parts at a time, and said.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/writers.h"

namespace hegui::report {

// UTF-16 code units, which is what code hosts count.
inline constexpr std::size_t kMostOfComment = 65536;

class Comment {
 public:
  // Takes note of what is appended to `out` from here on.
  Comment(Language language, std::string& out) : language_(language), out_(out), start_(out.size()) {}

  // A new part begins: the text may end before it.
  void part() { parts_.push_back(out_.size()); }
  // To be called at the end. Text before the first part is never cut.
  void finish();

 private:
  Language language_;
  std::string& out_;
  std::size_t start_;
  std::vector<std::size_t> parts_;  // offsets into the text
};

}  // namespace hegui::report
