// Resource tables of any bytes, and references into them: no crash, no endless circle.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/syntax/arsc.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const auto source =
      std::make_shared<const Source>("resources.arsc", std::string(reinterpret_cast<const char*>(data), size));
  auto table = read::arsc::Table::open(source, {});
  if (!table) return 0;
  for (std::uint32_t type = 1; type < 4; ++type)
    for (std::uint32_t entry = 0; entry < 4; ++entry)
      static_cast<void>(table.value->resolve(0x7f000000 | type << 16 | entry));
  return 0;
}
