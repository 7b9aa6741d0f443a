// The command line as data: what the completions and the manual page are written from, so that they say what --help
// says.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace hegui::cli {

struct OptionDoc {
  std::vector<std::string> names;    // `--format`, `-o`; of a positional: its name
  std::string value;                 // what stands after it, such as `FILE`; empty: a flag
  std::vector<std::string> choices;  // the words it may be, where they are few
  std::string about;
  bool positional = false;
  bool required = false;
  bool repeatable = false;
};

struct CommandDoc {
  std::string name;  // `check`, `policy test`; empty: hegui itself
  std::string about;
  std::vector<OptionDoc> options;
  std::string footer;                 // examples
  std::vector<std::string> children;  // first words of commands below it
};

// hegui itself first, then each command followed by those below it.
std::vector<CommandDoc> describe(const CLI::App& app);

// A completion script for `bash`, `zsh` or `fish`.
std::string completion(std::string_view shell, std::span<const CommandDoc> commands);

// The manual page hegui(1), for man and groff.
std::string manual(std::span<const CommandDoc> commands);

}  // namespace hegui::cli
