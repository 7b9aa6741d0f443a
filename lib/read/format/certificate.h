// What a signing certificate says. Nothing is verified: whether it signed the package is the platform's job.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace hegui::read {

struct Certificate {
  std::string subject;              // `C=US, O=Android, CN=Android Debug`, safe to print
  std::string key_algorithm;        // RSA, DSA or EC; empty for others
  std::int64_t key_bits = 0;        // 0 when the key cannot be read
  std::string signature_algorithm;  // `SHA256withRSA`; empty when it cannot be told
  std::optional<Date> not_before, not_after;
};

// The certificate in these bytes (X.509, DER), or nothing.
std::optional<Certificate> read_certificate(std::string_view der);

// The certificates, DER, of those who signed a message of the form that signs JAR files (PKCS #7 SignedData); empty
// when it is none.
std::vector<std::string> signers_of(std::string_view pkcs7);

}  // namespace hegui::read
