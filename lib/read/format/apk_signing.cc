// v1 is files in META-INF; v2 and later are pairs of number and bytes in a block right before the central directory
// (the platform's "APK Signature Scheme v2", section "APK Signing Block").
#include "read/format/apk_signing.h"

#include <optional>

#include "base/digest.h"
#include "read/container/little_endian.h"

namespace hegui::read::android {
namespace {

constexpr std::string_view kMagic = "APK Sig Block 42";
constexpr std::uint32_t kV2 = 0x7109871a, kV3 = 0xf05368c0, kV31 = 0x1b93ad61;
constexpr std::uint32_t kMaxPairs = 1'000;

bool has_v1(const zip::Archive& archive) {
  bool list = false, block = false;
  for (const zip::Entry& entry : archive.entries()) {
    if (!entry.name.starts_with("META-INF/") || entry.name.find('/', 9) != entry.name.npos) continue;
    list = list || entry.name.ends_with(".SF");
    block = block || entry.name.ends_with(".RSA") || entry.name.ends_with(".DSA") || entry.name.ends_with(".EC");
  }
  return list && block;
}

// The pairs of the signing block, or nothing when there is none.
std::optional<Bytes> signing_pairs(const zip::Archive& archive) {
  const Bytes bytes{archive.source()->text()};
  const std::uint64_t end = archive.directory().begin;
  if (end < 32 || bytes.slice(end - 16, 16) != kMagic) return std::nullopt;
  const std::uint64_t size = bytes.u64(end - 24);  // without the leading copy of the size
  if (size < 24 || size > end - 8) return std::nullopt;
  return Bytes{bytes.slice(end - size, size - 24)};
}

// The bytes behind a 32-bit length at `at`; empty when they reach past the end.
Bytes prefixed(const Bytes& bytes, std::uint64_t at) {
  const std::uint32_t size = bytes.u32(at);
  return bytes.holds(at + 4, size) ? Bytes{bytes.slice(at + 4, size)} : Bytes{};
}

// The first certificate of the first signer: signers > signer > signed data > (digests, certificates) > certificate.
std::string_view first_certificate(const Bytes& block) {
  const Bytes data = prefixed(prefixed(prefixed(block, 0), 0), 0);
  return prefixed(prefixed(data, 4 + std::uint64_t{data.u32(0)}), 0).text();
}

}  // namespace

void state_signatures(const zip::Archive& archive, facts::FactBuilder& facts) {
  static const facts::FactId kSchemes = facts::fact("android.signature_schemes"),
                             kMd5 = facts::fact("subject.certificate_md5");
  const Source* source = archive.source().get();
  const Span files{source, 0, 0, "/META-INF"}, block{source, 0, 0, "/signing block"};
  facts.state_list(kSchemes, {source, 0, 0, "/"});
  const bool v1 = has_v1(archive);
  if (v1) facts.append(kSchemes, "v1", files);
  std::string_view certificate;
  bool v2 = false, v3 = false;
  if (const std::optional<Bytes> pairs = signing_pairs(archive)) {
    std::uint32_t count = 0;
    for (std::uint64_t at = 0; pairs->holds(at, 12) && count < kMaxPairs; ++count) {
      const std::uint64_t size = pairs->u64(at);
      if (size < 4 || !pairs->holds(at + 8, size)) break;
      const std::uint32_t id = pairs->u32(at + 8);
      v2 = v2 || id == kV2;
      v3 = v3 || id == kV3 || id == kV31;
      if (certificate.empty() && (id == kV2 || id == kV3 || id == kV31))
        certificate = first_certificate(Bytes{pairs->slice(at + 12, size - 4)});
      at += 8 + size;
    }
  }
  if (v2) facts.append(kSchemes, "v2", block);
  if (v3) facts.append(kSchemes, "v3", block);
  if (!certificate.empty()) {
    facts.set(kMd5, facts.keep(md5_hex(certificate)), block);
  } else if (v1) {
    facts.unknown(kMd5, files);
  }
}

}  // namespace hegui::read::android
