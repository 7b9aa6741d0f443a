// Any bytes through the whole of reading, as a command would: recognised by content, read, diagnostics rendered.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/format.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const auto source = std::make_shared<const Source>("input", std::string(reinterpret_cast<const char*>(data), size));
  const auto read = read::read(source, {});
  for (const Diagnostic& issue : read.issues) static_cast<void>(render(issue));
  if (!read && read.issues.empty()) __builtin_trap();  // a refusal has a reason
  return 0;
}
