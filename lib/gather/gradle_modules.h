// Which library modules of a Gradle build an app is built from, by what the build scripts name.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"

namespace hegui::gather {

// Whether the folder `module` of the project has a build script.
bool has_script(const std::string& folder, const std::string& module, const FileSystem& files);

class GradleModules {
 public:
  GradleModules(const std::string& folder, const FileSystem& files) : folder_(folder), files_(files) {}

  // A library module, by its folder relative to the project.
  void add(std::string_view module);

  // An app, by its folder; all are there before the first question.
  void add_app(std::string_view app) { apps_.emplace_back(app); }

  // Whether the scripts of the app at `app` and of what it uses name `module` for what ships. An app that names no
  // module at all is taken to use every one when it is the `only` one: some builds put them together by other means. So
  // do builds with plugins of their own, which may add what no script names: what no app is seen to use is taken
  // to be used by each, unless it serves tests by its use and its name.
  bool builds(const std::string& app, const std::string& module, bool only);

 private:
  struct Named {
    std::vector<std::string> shipped, tests;  // for what ships; for tests and debugging
  };

  const std::set<std::string>& used_by(const std::string& app);
  // Whether no app uses the module, nor, as far as is seen, does it serve tests.
  bool is_untold(const std::string& module);
  const std::set<std::string>& for_tests();
  // Whether the build that `app` belongs to has plugins of its own.
  bool has_own_plugins(const std::string& app) const;
  // Adds to `used` what the scripts of the modules in `open`, and of those they name, name for what ships.
  void follow(std::vector<std::string> open, std::set<std::string>& used);
  // The folder of the module `name` that has a script and no manifest, or empty: what it uses counts all the same.
  // Accessors of Gradle leave open which sign stands for a capital.
  std::string without_manifest(std::string_view name, const std::string& from) const;
  // The modules that the script of `module` names. Of several of one name those that lie closest are meant.
  const Named& named_by(const std::string& module);

  const std::string& folder_;
  const FileSystem& files_;
  std::map<std::string, std::vector<std::string>> modules_;  // by what a script may call them: `:core:data`, `:data`
  std::vector<std::string> apps_;
  std::set<std::string> folders_;  // of all library modules
  std::map<std::string, std::set<std::string>> used_;
  std::map<std::string, Named> named_;
  std::optional<std::set<std::string>> for_tests_;
};

}  // namespace hegui::gather
