// What Xcode projects tell of the property lists that their targets name: which system they are for, and which apps
// they go into. Neither always shows in what the files hold or where they lie.
#pragma once

#include <map>
#include <set>
#include <string>

#include "base/file_system.h"
#include "gather/walk.h"
#include "read/format.h"

namespace hegui::gather {

struct XcodeFile {
  bool for_phones = false;  // of one target at least that is
  bool others_only = true;
  bool debug_only = true;               // what nothing but builds for developers are signed with
  bool of_app = false;                  // of an app itself, not of what goes into one
  std::set<std::string> apps = {};      // paths of the Info.plist of each
  std::set<std::string> projects = {};  // that build an app whose Info.plist it is
};

// Of all projects that were found.
struct XcodeFiles {
  std::map<std::string, XcodeFile> files;                     // by path
  std::map<std::string, std::vector<std::string>> generated;  // by project: apps whose Info.plist Xcode writes
  std::vector<std::string> of_other_systems;                  // projects that build apps, and nothing for telephones
};
XcodeFiles xcode_files(const Walk& found, const FileSystem& files, const read::Context& context);

// Whether something for telephones is built with the file at `path`.
bool is_for_phones(const XcodeFiles& named, const std::string& path);

// Leaves the files that only targets for other systems, or only builds for developers, name.
void leave_others(Walk& found, const XcodeFiles& named);

}  // namespace hegui::gather
