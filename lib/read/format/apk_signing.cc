// v1 is files in META-INF; v2 and later are pairs of number and bytes in a block right before the central directory
// (the platform's "APK Signature Scheme v2", section "APK Signing Block"); v4 is a file beside the package ("APK
// Signature Scheme v4": a version, then what was digested and who signed, each behind its length).
#include "read/format/apk_signing.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "read/container/little_endian.h"
#include "read/format/certificate.h"

namespace hegui::read::android {
namespace {

constexpr std::string_view kMagic = "APK Sig Block 42";
constexpr std::uint32_t kV2 = 0x7109871a, kV3 = 0xf05368c0, kV31 = 0x1b93ad61;
constexpr std::uint32_t kV4Version = 2;
constexpr std::uint32_t kMaxPairs = 1'000;
constexpr std::size_t kMaxSigners = 10;             // the platform's own limit
constexpr std::uint64_t kMaxSignature = 1'048'576;  // bytes of a certificate, or of a file of a v1 signature

// The files of a v1 signature: the list of digests, and the messages that sign it.
struct JarSignature {
  bool list = false;
  std::vector<const zip::Entry*> blocks;
};

JarSignature jar_signature(const zip::Archive& archive) {
  JarSignature out;
  for (const zip::Entry& entry : archive.entries()) {
    if (!entry.name.starts_with("META-INF/") || entry.name.find('/', 9) != entry.name.npos) continue;
    out.list = out.list || entry.name.ends_with(".SF");
    const bool block = entry.name.ends_with(".RSA") || entry.name.ends_with(".DSA") || entry.name.ends_with(".EC");
    if (block && out.blocks.size() < kMaxSigners) out.blocks.push_back(&entry);
  }
  return out;
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

// Whether these are the bytes of a v4 signature: its signer's part holds a digest, a certificate and more.
bool is_v4(const Bytes& file) {
  if (file.u32(0) != kV4Version) return false;
  const Bytes signer = prefixed(file, 8 + std::uint64_t{file.u32(4)});
  const std::string_view certificate = prefixed(signer, 4 + std::uint64_t{signer.u32(0)}).text();
  return read_certificate(certificate).has_value();
}

// The file in which a v4 signature of this package would be; null when there is none.
SourcePtr v4_file(const Source& package, const Context& context) {
  const std::string_view name = package.name();
  if (!context.beside || name.find('!') != name.npos) return nullptr;  // a package in a package
  return context.beside(package, fmt::format("{}.idsig", name.substr(name.rfind('/') + 1)));
}

// Certificates in the order they are found, each once.
class Certificates {
 public:
  void add(std::string_view der) {
    if (!der.empty() && der.size() <= kMaxSignature && found_.size() < kMaxSigners &&
        std::ranges::find(found_, der) == found_.end())
      found_.emplace_back(der);
  }
  // The first certificate of each signer: signers > signer > signed data > (digests, certificates) > certificate.
  void add_block(const Bytes& block) {
    const Bytes signers = prefixed(block, 0);
    std::size_t count = 0;
    for (std::uint64_t at = 0; signers.holds(at, 4) && count < kMaxSigners; ++count) {
      const Bytes data = prefixed(prefixed(signers, at), 0);
      add(prefixed(prefixed(data, 4 + std::uint64_t{data.u32(0)}), 0).text());
      at += 4 + std::uint64_t{signers.u32(at)};
    }
  }
  const std::vector<std::string>& all() const { return found_; }

 private:
  std::vector<std::string> found_;
};

struct Ids {
  facts::FactId schemes = facts::fact("android.signature_schemes");
  facts::FactId md5 = facts::fact("subject.certificate_md5");
  facts::FactId list = facts::fact("android.signing_certificates");
  facts::FactId subject = facts::fact("android.signing_certificates[].subject");
  facts::FactId key = facts::fact("android.signing_certificates[].key_algorithm");
  facts::FactId bits = facts::fact("android.signing_certificates[].key_bits");
  facts::FactId signature = facts::fact("android.signing_certificates[].signature_algorithm");
  facts::FactId not_before = facts::fact("android.signing_certificates[].not_before");
  facts::FactId not_after = facts::fact("android.signing_certificates[].not_after");
};

void state_certificate(const Ids& ids, const Certificate& certificate, const Span& span, facts::FactBuilder& facts) {
  facts::Item* item = facts.add(ids.list, span);
  const auto text = [&](facts::FactId id, const std::string& value) {
    value.empty() ? facts.unknown(id, span, item) : facts.set(id, facts.keep(value), span, item);
  };
  const auto day = [&](facts::FactId id, const std::optional<Date>& value) {
    value ? facts.set(id, *value, span, item) : facts.unknown(id, span, item);
  };
  text(ids.subject, certificate.subject);
  text(ids.key, certificate.key_algorithm);
  text(ids.signature, certificate.signature_algorithm);
  certificate.key_bits > 0 ? facts.set(ids.bits, certificate.key_bits, span, item)
                           : facts.unknown(ids.bits, span, item);
  day(ids.not_before, certificate.not_before);
  day(ids.not_after, certificate.not_after);
}

}  // namespace

void state_signatures(const zip::Archive& archive, const Context& context, facts::FactBuilder& facts) {
  static const Ids kIds;
  const Source* source = archive.source().get();
  const Span files{source, 0, 0, "/META-INF"}, block{source, 0, 0, "/signing block"};
  facts.state_list(kIds.schemes, {source, 0, 0, "/"});
  const JarSignature jar = jar_signature(archive);
  const bool v1 = jar.list && !jar.blocks.empty();
  if (v1) facts.append(kIds.schemes, "v1", files);
  Certificates certificates;
  bool v2 = false, v3 = false;
  if (const std::optional<Bytes> pairs = signing_pairs(archive)) {
    std::uint32_t count = 0;
    for (std::uint64_t at = 0; pairs->holds(at, 12) && count < kMaxPairs; ++count) {
      const std::uint64_t size = pairs->u64(at);
      if (size < 4 || !pairs->holds(at + 8, size)) break;
      const std::uint32_t id = pairs->u32(at + 8);
      v2 = v2 || id == kV2;
      v3 = v3 || id == kV3 || id == kV31;
      if (id == kV2 || id == kV3 || id == kV31) certificates.add_block(Bytes{pairs->slice(at + 12, size - 4)});
      at += 8 + size;
    }
  }
  if (v2) facts.append(kIds.schemes, "v2", block);
  if (v3) facts.append(kIds.schemes, "v3", block);
  if (const SourcePtr file = v4_file(*source, context); file && is_v4(Bytes{file->text()})) {
    facts.append(kIds.schemes, "v4", {file.get(), 0, 0, "/"});
    facts.keep(file);
  }
  // Where there is a later signature, Android heeds the certificates of the first only on systems before it.
  const bool in_block = !certificates.all().empty();
  Limits small = context.limits;
  small.max_entry_bytes = std::min(small.max_entry_bytes, kMaxSignature);
  if (!in_block && v1)
    for (const zip::Entry* entry : jar.blocks)
      if (const Result<SourcePtr> bytes = archive.read(*entry, small); bytes)
        for (const std::string& der : signers_of((*bytes)->text())) certificates.add(der);
  const Span place = in_block ? block : files;
  if (!certificates.all().empty()) {
    facts.set(kIds.md5, facts.keep(md5_hex(certificates.all().front())), place);
  } else if (v1 || v2 || v3) {
    facts.unknown(kIds.md5, place);
    facts.unknown(kIds.list, place);
  }
  for (const std::string& der : certificates.all()) {
    if (const std::optional<Certificate> certificate = read_certificate(der))
      state_certificate(kIds, *certificate, place, facts);
    else
      facts.open(kIds.list);
  }
}

}  // namespace hegui::read::android
