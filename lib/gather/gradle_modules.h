// Which library modules of a Gradle build an app is built from, by what the build scripts name.
#pragma once

#include <map>
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

  // Whether the scripts of the app at `app` and of what it uses name `module`. An app that names no module at all is
  // taken to use every one when it is the `only` one: some builds put them together by other means.
  bool builds(const std::string& app, const std::string& module, bool only);

 private:
  const std::set<std::string>& used_by(const std::string& app);
  // The modules that the script of `module` names. Of several of one name those that lie closest are meant.
  std::vector<std::string> named_by(const std::string& module) const;

  const std::string& folder_;
  const FileSystem& files_;
  std::map<std::string, std::vector<std::string>> modules_;  // by what a script may call them: `:core:data`, `:data`
  std::map<std::string, std::set<std::string>> used_;
};

}  // namespace hegui::gather
