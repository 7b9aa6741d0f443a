// Options that a project keeps in a file, so that nobody has to repeat them: `hegui.config.toml`, or the table `hegui`
// of a declaration.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hegui::cli {

// One option as the file gives it, under its long name on the command line without the dashes.
struct Setting {
  std::string name;
  std::vector<std::string> values;  // paths made relative to where hegui runs; of a flag: none
  bool is_flag = false;             // given as true; false leaves an option out
  Place place;
};

struct Config {
  std::string file;
  std::vector<Setting> settings;
};

// The nearest configuration: that of a declaration among `paths`, else from the folder of the first path (none, or `-`:
// the working directory) upwards to the root or the top of a git work tree; within one folder hegui.config.toml stands
// before a declaration. Nothing when there is none; the mistakes found in it otherwise (HG5201 an option that does not
// exist or is not for a file, HG5202 a value of the wrong type, and what reading its syntax reports).
Checked<Config> find_config(std::span<const std::string> paths);

// The options a file may give, for messages and schemas.
std::span<const std::string_view> config_keys();

}  // namespace hegui::cli
