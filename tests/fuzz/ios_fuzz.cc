// Property lists of iOS, provisioning profiles and Xcode projects of any bytes. The first byte chooses the name.
#include "manifest_fuzz.h"
#include "read/format/xcode_project.h"
#include "read/format/xcode_targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  if (size == 0) return 0;
  static constexpr const char* kNames[] = {"a.mobileprovision", "Info.plist", "a.entitlements", "PrivacyInfo.xcprivacy",
                                           "A.xcodeproj/project.pbxproj"};
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const char* name = kNames[data[0] % std::size(kNames)];
  fuzz::read_manifest(name, text, {});
  if (data[0] % std::size(kNames) != std::size(kNames) - 1) return 0;
  const auto project = std::make_shared<const Source>(name, text);
  for (const auto& file : read::ios::project_files(project, {}).files)
    read::ios::read_project_of(project, {}, file.apps);
  return 0;
}
