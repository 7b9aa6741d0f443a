#include "tree_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hegui::read::tree::fuzz(hegui::read::tree::parse_yaml, data, size);
  return 0;
}
