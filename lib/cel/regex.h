// Compiled patterns, kept for reuse. Not for use outside lib/cel.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace re2 {
class RE2;
}

namespace hegui::cel {

// Patterns of one thread. Those written in programs are compiled once per process and shared; others once per use here.
class RegexCache {
 public:
  // The compiled pattern, or null with `mistake` set. Valid until the next call.
  const re2::RE2* find(std::string_view pattern, bool constant, std::string& mistake);

 private:
  std::unordered_map<std::string_view, std::shared_ptr<const re2::RE2>> constants_;  // keys are the patterns' own text
  std::shared_ptr<const re2::RE2> last_;                                             // the last one that is no constant
};

}  // namespace hegui::cel
