#include "read/format/certificate.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>

#include <chrono>
#include <limits>
#include <memory>

#include "base/utf8.h"

namespace hegui::read {
namespace {

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using CertificatePtr = std::unique_ptr<X509, Freer<X509_free>>;
using MessagePtr = std::unique_ptr<PKCS7, Freer<PKCS7_free>>;
using TextPtr = std::unique_ptr<BIO, Freer<BIO_free>>;

constexpr std::size_t kMaxSubject = 1'000;

// Calls one of the library's decoders; null when the bytes are not of its form.
template <class T>
T* decode(T* (*decoder)(T**, const unsigned char**, long), std::string_view der) {
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  return decoder(nullptr, &at, static_cast<long>(der.size()));
}

std::string subject_of(const X509& certificate) {
  const TextPtr out(BIO_new(BIO_s_mem()));
  constexpr unsigned long kForm = (ASN1_STRFLGS_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)) |
                                  XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_FN_SN;
  if (!out || X509_NAME_print_ex(out.get(), X509_get_subject_name(&certificate), 0, kForm) < 0) return {};
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return size <= 0 ? std::string{}
                   : utf8::printable(std::string_view(text, static_cast<std::size_t>(size)).substr(0, kMaxSubject));
}

std::string_view key_word(int kind) {
  switch (kind) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
      return "RSA";
    case EVP_PKEY_DSA:
      return "DSA";
    case EVP_PKEY_EC:
      return "EC";
    default:
      return {};
  }
}

std::string signature_of(X509& certificate) {
  int digest = NID_undef, key = NID_undef;
  if (X509_get_signature_info(&certificate, &digest, &key, nullptr, nullptr) != 1 || digest == NID_undef) return {};
  const std::string_view kind = key == EVP_PKEY_EC ? "ECDSA" : key_word(key);
  return kind.empty() ? std::string{} : std::string(OBJ_nid2sn(digest)).append("with").append(kind);
}

std::optional<Date> day_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{parts.tm_year + 1900},
                                        std::chrono::month{static_cast<unsigned>(parts.tm_mon + 1)},
                                        std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
  if (!day.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count())};
}

}  // namespace

std::optional<Certificate> read_certificate(std::string_view der) {
  const CertificatePtr certificate(decode(d2i_X509, der));
  if (!certificate) return std::nullopt;
  Certificate out;
  out.subject = subject_of(*certificate);
  if (EVP_PKEY* key = X509_get0_pubkey(certificate.get()); key != nullptr) {
    out.key_algorithm = key_word(EVP_PKEY_get_base_id(key));
    out.key_bits = EVP_PKEY_get_bits(key);
  }
  out.signature_algorithm = signature_of(*certificate);
  out.not_before = day_of(X509_get0_notBefore(certificate.get()));
  out.not_after = day_of(X509_get0_notAfter(certificate.get()));
  return out;
}

std::vector<std::string> signers_of(std::string_view pkcs7) {
  std::vector<std::string> out;
  const MessagePtr message(decode(d2i_PKCS7, pkcs7));
  if (!message || !PKCS7_type_is_signed(message.get())) return out;
  STACK_OF(X509)* signers = PKCS7_get0_signers(message.get(), nullptr, 0);
  for (int i = 0; i < sk_X509_num(signers); ++i) {
    unsigned char* der = nullptr;
    const int size = i2d_X509(sk_X509_value(signers, i), &der);
    if (size > 0) out.emplace_back(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
  }
  sk_X509_free(signers);
  return out;
}

}  // namespace hegui::read
