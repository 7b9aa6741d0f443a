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
    for (const read::ios::TargetFile& file : read::ios::target_files(*project, context)) {
      XcodeFile& named = out[normal(beside(each, "../" + file.path))];
      named.for_phones |= file.phones == read::ios::Phones::Yes;
      named.others_only &= file.phones == read::ios::Phones::No;
      named.of_app |= file.of_app;
      for (const std::string& app : file.apps) named.apps.insert(normal(beside(each, "../" + app)));
    }
  }
  return out;
}

bool is_for_phones(const XcodeFiles& named, const std::string& path) {
  const auto at = named.find(normal(path));
  return at != named.end() && at->second.for_phones;
}

void leave_other_systems(Walk& found, const XcodeFiles& named) {
  std::erase_if(found.files, [&](const std::string& each) {
    const auto at = named.find(normal(each));
    if (at == named.end() || !at->second.others_only) return false;
    found.left.push_back({each, Why::OtherPlatform});
    return true;
  });
}

}  // namespace hegui::gather
