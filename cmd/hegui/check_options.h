// The command lines of `check` and `diff`.
#pragma once

#include <string>
#include <vector>

#include "options.h"

namespace CLI {
class App;
}

namespace hegui::cli {

class CheckOptions {
 public:
  void add_check(CLI::App& app);
  void add_diff(CLI::App& app);
  // After parsing: whether formats and files fit together; prints why not.
  bool finish(std::string_view command, const Common& common);

  // What the command is about, as given.
  const std::vector<std::string>& paths(std::string_view command) const;

  Check check;
  Diff diff;

 private:
  std::vector<std::string> formats_, files_;
};

}  // namespace hegui::cli
