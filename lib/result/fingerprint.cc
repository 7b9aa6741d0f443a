// The parts are joined by their lengths, so that no two different triples give the same bytes to the digest.
#include "result/fingerprint.h"

#include <fmt/format.h>

#include "base/digest.h"

namespace hegui::result {

std::string fingerprint(std::string_view rule, std::string_view subject, std::string_view item) {
  const std::string bytes =
      fmt::format("{}:{}{}:{}{}:{}", rule.size(), rule, subject.size(), subject, item.size(), item);
  return sha256_hex(bytes).substr(0, 32);
}

std::string Fingerprints::next(std::string_view rule, std::string_view item) {
  std::string print = fingerprint(rule, subject_, item);
  const std::uint32_t earlier = seen_[print]++;
  return earlier == 0 ? print : fingerprint(rule, subject_, fmt::format("{}\n{}", item, earlier + 1));
}

}  // namespace hegui::result
