// Packages of any bytes: no crash, and inflating stays within its limits.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "read/container/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  const auto source = std::make_shared<const Source>("x.apk", std::string(reinterpret_cast<const char*>(data), size));
  read::Limits limits;
  limits.max_entry_bytes = std::uint64_t{1} << 20;
  const auto archive = read::zip::Archive::open(source, limits);
  if (!archive) return 0;
  for (const read::zip::Entry& entry : archive.value->entries()) {
    const auto bytes = archive.value->read(entry, limits);
    if (bytes && (*bytes)->text().size() != entry.size) __builtin_trap();
  }
  return 0;
}
