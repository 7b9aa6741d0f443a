// Where the tables of a TOML file begin and end, and where a key can be put in without touching what stands there.
// For text that a TOML parser has accepted: it looks for lines, not for mistakes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::author {

// What stands from one header line to the next; the first has no header and holds the keys of the root.
struct Section {
  std::string path;           // `subject`, `permissions`; empty at the top
  bool commented = false;     // the header stands behind `#`
  std::size_t insert_at = 0;  // behind the last line that states a key or asks for one
  struct Question {
    std::string line;     // `#name = "x"` without the line's end
    std::string key;      // `name`
    std::size_t end = 0;  // behind the line
  };
  std::vector<Question> questions;  // commented keys
};

std::vector<Section> sections_of(std::string_view toml);

}  // namespace hegui::author
