// Manifests of mini programs and of frameworks for several platforms, of any bytes. The first byte chooses the name.
#include "manifest_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  if (size == 0) return 0;
  static constexpr const char* kNames[] = {
      "app.json",          "project.config.json", "manifest.json", "config.xml",          "capacitor.config.json",
      "mini.project.json", "app.config.ts",       "app.wpy",       "capacitor.config.ts", "manifest.config.ts",
      "app.config.js"};
  fuzz::read_manifest(kNames[data[0] % std::size(kNames)], {reinterpret_cast<const char*>(data) + 1, size - 1}, {});
  return 0;
}
