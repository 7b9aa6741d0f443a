// Any text as a file of a policy pack, a rule beside a fixed pack that gives it a clause: compiled or refused with
// diagnostics.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/source.h"
#include "policy/compile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const SourcePtr files[] = {
      std::make_shared<Source>("p/pack.toml",
                               "[pack]\nid = \"p\"\ntitle = { zh = \"包\", en = \"Pack\" }\nabout = { zh = \"包\", en "
                               "= \"A pack\" }\nversion = \"1\"\norder = 1\n"),
      std::make_shared<Source>("p/file.toml", std::string(reinterpret_cast<const char*>(data), size)),
  };
  const Checked<std::string> image = policy::compile(files);
  if (!image && image.issues.empty()) std::abort();
  return 0;
}
