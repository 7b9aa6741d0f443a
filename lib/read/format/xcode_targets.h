// The targets of an Xcode project, each with the settings it is built with for release, and the files they name.
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

struct Target {
  std::string_view id, type;  // type: kApplication, …
  Settings settings;
  Phones phones = Phones::Open;
  std::vector<std::string_view> needs = {};  // ids of the targets that are built before it, to go into it
};

struct Project {
  const tree::Node* root = nullptr;  // the project's own object; null where there is none
  std::vector<Target> targets;
  std::vector<SourcePtr> files;  // configuration files that settings point into
};

// Where a value of the document stands.
using At = std::function<Span(const tree::Node&)>;

// Opens configuration files of the project; both must outlive it.
OpenConfig open_beside(const Source& project, const Context& context);

// The targets of one type, or without one all. `document` is that of a project.pbxproj and must outlive the result.
Project targets_of(const tree::Node& document, std::string_view type, const At& at, OpenConfig open);

// An Info.plist or entitlements of a target.
struct TargetFile {
  std::string path;  // this and the others relative to the folder that the project lies in
  Phones phones = Phones::Open;
  bool of_app = false;                 // of an app itself, not of what goes into one
  std::vector<std::string> apps = {};  // Info.plist of each app for telephones that the target is, or goes into
};

// The files whose place is certain; none of a project that cannot be read.
std::vector<TargetFile> target_files(const SourcePtr& project, const Context& context);

}  // namespace hegui::read::ios
