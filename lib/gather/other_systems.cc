#include "gather/other_systems.h"

#include <filesystem>
#include <map>

#include "gather/place.h"
#include "read/format/xcode_targets.h"

namespace hegui::gather {

void leave_other_systems(Walk& found, const FileSystem& files, const read::Context& context) {
  std::map<std::string, bool> named;  // whether a target for telephones names it too
  for (const std::string& each : found.files) {
    if (!each.ends_with(".xcodeproj/project.pbxproj")) continue;
    const auto project = files.open(each, context.limits.max_input_bytes);
    if (!project) continue;
    for (const read::ios::TargetFile& file : read::ios::target_files(*project, context)) {
      const std::filesystem::path path = beside(each, "../" + file.path);
      named[path.lexically_normal().generic_string()] |= file.for_phones;
    }
  }
  std::erase_if(found.files, [&](const std::string& each) {
    const auto at = named.find(std::filesystem::path(each).lexically_normal().generic_string());
    if (at == named.end() || at->second) return false;
    found.left.push_back({each, Why::OtherPlatform});
    return true;
  });
}

}  // namespace hegui::gather
