// HarmonyOS manifests and packages of any bytes. The first byte chooses what the rest is: a manifest, strings beside a
// sound one, or a package.
#include "manifest_fuzz.h"
#include "read/format/harmony_strings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string sound =
      R"({"module": {"name": "m", "requestPermissions": [{"name": "p", "reason": "$string:a"}]}})";
  switch (data[0] % 4) {
    case 0:
      fuzz::read_manifest("module.json5", bytes, {});
      break;
    case 1:
      fuzz::read_manifest("module.json5", sound, bytes);
      break;
    case 2:
      fuzz::read_manifest("x.hap", bytes, {});
      break;
    default: {
      std::vector<Diagnostic> issues;
      read::harmony::Strings strings;
      strings.add_index(std::make_shared<const Source>("resources.index", bytes), issues);
      static_cast<void>(strings.find(1));
      static_cast<void>(strings.find("a"));
    }
  }
  return 0;
}
