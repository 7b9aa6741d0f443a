// The patterns of one .gitignore, as gitignore(5) defines them. It reads no file and knows no folder: which patterns
// bear on a path is walk.cc's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hegui::gather {

class IgnoreFile {
 public:
  // A file of more than 10,000 patterns is refused (HG1009). Patterns that gitignore(5) calls invalid match nothing.
  static Result<IgnoreFile> parse(const SourcePtr& source);

  struct Decision {
    bool ignored = false;    // false: taken back by a pattern that begins with `!`
    std::uint32_t line = 0;  // of the pattern, from 1
  };

  // What the last pattern that matches `path` says, relative to the folder of the file and without a slash at either
  // end; nothing when none does. Whether a folder above the path is ignored is for the caller to ask first.
  std::optional<Decision> decide(std::string_view path, bool is_folder) const;

  const std::string& name() const { return name_; }

 private:
  struct Pattern {
    std::vector<std::string> segments;  // between slashes; one alone, not anchored, is for names at any depth
    bool anchored = false, negated = false, folders_only = false;
    std::uint32_t line = 0;
  };

  static std::optional<Pattern> pattern(std::string_view line);

  std::string name_;
  std::vector<Pattern> patterns_;
};

}  // namespace hegui::gather
