// Program headers of native libraries.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "read/syntax/elf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view head(reinterpret_cast<const char*>(data), size);
  static_cast<void>(hegui::read::elf::headers_end(head));
  static_cast<void>(hegui::read::elf::has_plain_stack(head));
  return 0;
}
