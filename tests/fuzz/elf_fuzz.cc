// Program headers of native libraries.
#include <cstddef>
#include <cstdint>

#include "read/syntax/elf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(hegui::read::elf::has_plain_stack({reinterpret_cast<const char*>(data), size}));
  return 0;
}
