// The targets of an Xcode project, each with the settings it is built with, and the files they name.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "read/format.h"
#include "read/format/xcode_settings.h"
#include "read/syntax/tree.h"

namespace hegui::read::ios {

inline constexpr std::string_view kApplication = "com.apple.product-type.application";

// Whether something is built for telephones or tablets.
enum class Phones : std::uint8_t {
  Yes,
  No,    // for other systems alone
  Open,  // the settings do not tell, or not all the same
};

// What a target is built with in one of its configurations.
struct Build {
  // Release: the one of that name. Without it all that are not for developers, which those are that have Debug in their
  // name; without any other the default.
  enum class For : std::uint8_t { Release, Developers, Others } use = For::Others;
  Settings settings = {};
};

struct Target {
  std::string_view id = {}, name = {}, type = {};  // type: kApplication, …
  Phones phones = Phones::Open;
  std::vector<Build> builds = {};  // one for release at least; the others where targets of all types are asked for
  std::vector<std::string_view> needs = {};  // ids of the targets that are built before it, to go into it
};

struct Project {
  const tree::Node* root = nullptr;  // the project's own object; null where there is none
  std::vector<Target> targets;
  bool too_many = false;         // more than 2,000 targets, of which none is read
  std::vector<SourcePtr> files;  // configuration files that settings point into
};

// Where a value of the document stands.
using At = std::function<Span(const tree::Node&)>;

// Opens configuration files of the project; both must outlive it.
OpenConfig open_beside(const Source& project, const Context& context);

// The targets of one type, or without one all. `document` is that of a project.pbxproj and must outlive the result.
Project targets_of(const tree::Node& document, std::string_view type, const At& at, OpenConfig open);

bool is_true(std::string_view text);  // `YES` and the like

// Whether Xcode writes nothing into the Info.plist of a target.
bool is_written_by_hand(const Settings& settings);

// Whether a target has no Info.plist but the one that Xcode writes.
bool is_generated(const Settings& settings);

// Path of the Info.plist that is named, relative to the folder that the project lies in; empty when there is none or
// its place is not certain.
std::string info_plist_of(const Project& project, const Settings& settings);

// An Info.plist or entitlements of a target.
struct TargetFile {
  std::string path;  // this and the others relative to the folder that the project lies in
  Phones phones = Phones::Open;
  bool of_app = false;                 // of an app itself, not of what goes into one
  std::vector<std::string> apps = {};  // Info.plist of each app for telephones that the target is, or goes into
  bool info_plist = false;
  bool debug_only = false;  // entitlements that certainly nothing but builds for developers are signed with
};

struct ProjectFiles {
  std::vector<TargetFile> files;       // those whose place is certain
  std::vector<std::string> generated;  // names of the targets of apps that have no Info.plist but the one Xcode writes
  bool other_systems_only = false;     // the project builds apps, and all that it builds is for other systems
};

// Nothing of a project that cannot be read, or of one with more than 2,000 targets or 100,000 links from an app to what
// goes into it.
ProjectFiles project_files(const SourcePtr& project, const Context& context);

}  // namespace hegui::read::ios
