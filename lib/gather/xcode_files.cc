#include "gather/xcode_files.h"

#include <filesystem>

#include "gather/place.h"
#include "read/format/xcode_targets.h"

namespace hegui::gather {
namespace {

std::string normal(const std::string& path) { return std::filesystem::path(path).lexically_normal().generic_string(); }

}  // namespace

XcodeFiles xcode_files(const Walk& found, const FileSystem& files, const read::Context& context) {
  XcodeFiles out;
  for (const std::string& each : found.files) {
    if (!each.ends_with(".xcodeproj/project.pbxproj")) continue;
    const auto project = files.open(each, context.limits.max_input_bytes);
    if (!project) continue;
    read::ios::ProjectFiles told = read::ios::project_files(*project, context);
    if (told.other_systems_only) out.of_other_systems.push_back(normal(each));
    if (!told.generated.empty()) out.generated[normal(each)] = std::move(told.generated);
    for (const read::ios::TargetFile& file : told.files) {
      XcodeFile& named = out.files[normal(beside(each, "../" + file.path))];
      named.for_phones |= file.phones == read::ios::Phones::Yes;
      named.others_only &= file.phones == read::ios::Phones::No;
      named.debug_only &= file.debug_only;
      named.of_app |= file.of_app;
      if (file.info_plist && file.of_app && file.phones != read::ios::Phones::No) named.projects.insert(normal(each));
      for (const std::string& app : file.apps) named.apps.insert(normal(beside(each, "../" + app)));
    }
  }
  return out;
}

bool is_for_phones(const XcodeFiles& named, const std::string& path) {
  const auto at = named.files.find(normal(path));
  return at != named.files.end() && at->second.for_phones;
}

void leave_others(Walk& found, const XcodeFiles& named) {
  std::erase_if(found.files, [&](const std::string& each) {
    const auto at = named.files.find(normal(each));
    if (at == named.files.end() || !(at->second.others_only || at->second.debug_only)) return false;
    found.left.push_back({each, at->second.others_only ? Why::OtherPlatform : Why::Variant});
    return true;
  });
}

}  // namespace hegui::gather
