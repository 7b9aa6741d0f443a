// Certificates, messages that sign and signing blocks of packages, of any bytes. The first byte chooses which.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "read/format/apk_signing.h"
#include "read/format/certificate.h"

namespace {

// A package without entries whose directory stands behind the bytes.
std::string package(std::string_view block) {
  std::string out(block);
  out.append("PK\x05\x06").append(12, '\0');
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(block.size() >> shift & 0xFF);
  return out.append(2, '\0');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 3 == 0) {
    static_cast<void>(read::read_certificate(bytes));
  } else if (data[0] % 3 == 1) {
    for (const std::string& der : read::signers_of(bytes)) static_cast<void>(read::read_certificate(der));
  } else {
    const auto source = std::make_shared<const Source>("x.apk", package(bytes));
    const auto archive = read::zip::Archive::open(source, {});
    if (!archive) std::abort();
    facts::FactBuilder facts(source, "apk", facts::kPackage);
    read::android::state_signatures(*archive.value, {}, facts);
  }
  return 0;
}
