// The outline of a certificate is walked here and its parts are decoded by the library: decoding a whole one looks up
// a decoder for its public key, which takes a tenth of a millisecond. Where the outline is not plain DER, or says more
// than the parts can, the library decodes all of it. Forms: RFC 5280, section 4.1; RFC 2315, section 9.
#include "read/format/certificate.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>

#include <algorithm>
#include <bit>
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
using NamePtr = std::unique_ptr<X509_NAME, Freer<X509_NAME_free>>;
using ObjectPtr = std::unique_ptr<ASN1_OBJECT, Freer<ASN1_OBJECT_free>>;
using TimePtr = std::unique_ptr<ASN1_TIME, Freer<ASN1_TIME_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;

constexpr std::size_t kMaxSubject = 1'000;

// Has the library start without its configuration file and its error texts, neither of which is wanted here and which
// take half a millisecond.
void start_library() {
  static const int kStarted =
      OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS, nullptr);
  static_cast<void>(kStarted);
}

// Calls one of the library's decoders; null when the bytes are not of its form.
template <class T>
T* decode(T* (*decoder)(T**, const unsigned char**, long), std::string_view der) {
  start_library();
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  return decoder(nullptr, &at, static_cast<long>(der.size()));
}

// One element of DER.
struct Element {
  int tag = -1;
  int kind = 0;  // V_ASN1_UNIVERSAL and its like
  std::string_view body, whole;

  bool is(int wanted, int of = V_ASN1_UNIVERSAL) const { return tag == wanted && kind == of; }
};

// The elements inside `der`, one after the other; past the end, and from what is not DER on, one that `is` nothing.
class Elements {
 public:
  explicit Elements(std::string_view der) : rest_(der) {}

  Element next() {
    Element out;
    const auto* const begin = reinterpret_cast<const unsigned char*>(rest_.data());
    const auto* at = begin;
    long size = 0;
    int tag = 0, kind = 0;
    constexpr int kFailed = 0x80, kIndefinite = 0x01;
    const bool fits = !rest_.empty() && rest_.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max());
    if (!fits ||
        (ASN1_get_object(&at, &size, &tag, &kind, static_cast<long>(rest_.size())) & (kFailed | kIndefinite)) != 0) {
      rest_ = {};
      return out;
    }
    const auto head = static_cast<std::size_t>(at - begin), length = static_cast<std::size_t>(size);
    out = {tag, kind, rest_.substr(head, length), rest_.substr(0, head + length)};
    rest_.remove_prefix(head + length);
    return out;
  }
  Element next(int tag) {
    const Element out = next();
    return out.is(tag) ? out : Element{};
  }
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

// The parts of a certificate, or empty ones where it is not of its form.
struct Outline {
  Element serial, issuer, not_before, not_after, subject, key, signature;

  explicit Outline(std::string_view der) {
    Elements certificate(Elements(der).next(V_ASN1_SEQUENCE).body);
    Elements body(certificate.next(V_ASN1_SEQUENCE).body);
    serial = body.next();
    if (serial.is(0, V_ASN1_CONTEXT_SPECIFIC)) serial = body.next();  // what came first was the version
    body.next(V_ASN1_SEQUENCE);
    issuer = body.next(V_ASN1_SEQUENCE);
    Elements validity(body.next(V_ASN1_SEQUENCE).body);
    not_before = validity.next();
    not_after = validity.next();
    subject = body.next(V_ASN1_SEQUENCE);
    key = body.next(V_ASN1_SEQUENCE);
    signature = certificate.next(V_ASN1_SEQUENCE);
  }
  bool sound() const { return serial.is(V_ASN1_INTEGER) && !key.whole.empty() && !signature.whole.empty(); }
};

int number_of(const Element& object) {
  const ObjectPtr decoded(decode(d2i_ASN1_OBJECT, object.whole));
  return decoded ? OBJ_obj2nid(decoded.get()) : NID_undef;
}

// The object that an algorithm begins with.
int object_of(const Element& algorithm) { return number_of(Elements(algorithm.body).next(V_ASN1_OBJECT)); }

// The attributes that nearly all names are made of, as they stand in DER and as the library calls them.
struct NamePart {
  std::string_view object, word;
};
constexpr NamePart kNameParts[] = {{"\x55\x04\x03", "CN"},
                                   {"\x55\x04\x06", "C"},
                                   {"\x55\x04\x07", "L"},
                                   {"\x55\x04\x08", "ST"},
                                   {"\x55\x04\x0A", "O"},
                                   {"\x55\x04\x0B", "OU"},
                                   {"\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01", "emailAddress"}};

// Whether the text stands in a name as it is: nothing in it is escaped or of several bytes.
bool is_plain(std::string_view text) {
  return !text.empty() && text.front() != ' ' && text.back() != ' ' && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '-' ||
           c == '.' || c == '_' || c == '@';
  });
}

// A name of common attributes with plain texts, as the library prints it; nothing for any other.
std::optional<std::string> plain_subject(const Element& name) {
  std::string out;
  for (Elements sets(name.body); !sets.empty();) {
    Elements set(sets.next(V_ASN1_SET).body);
    Elements pair(set.next(V_ASN1_SEQUENCE).body);
    const Element object = pair.next(V_ASN1_OBJECT), text = pair.next();
    const auto* const part = std::ranges::find(kNameParts, object.body, &NamePart::object);
    const bool of_letters = text.is(V_ASN1_PRINTABLESTRING) || text.is(V_ASN1_UTF8STRING) || text.is(V_ASN1_IA5STRING);
    if (part == std::end(kNameParts) || !of_letters || !is_plain(text.body) || !pair.empty() || !set.empty())
      return std::nullopt;
    out.append(out.empty() ? "" : ", ").append(part->word).append("=").append(text.body);
  }
  return out;
}

std::string subject_of(const Element& name) {
  if (const std::optional<std::string> plain = plain_subject(name)) return plain->substr(0, kMaxSubject);
  const NamePtr decoded(decode(d2i_X509_NAME, name.whole));
  if (!decoded) return {};
  const TextPtr out(BIO_new(BIO_s_mem()));
  constexpr unsigned long kForm = (ASN1_STRFLGS_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)) |
                                  XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_FN_SN;
  if (!out || X509_NAME_print_ex(out.get(), decoded.get(), 0, kForm) < 0) return {};
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

std::string signature_words(int digest, int key) {
  const std::string_view kind = key == EVP_PKEY_EC ? "ECDSA" : key_word(key);
  return digest == NID_undef || kind.empty() ? std::string{}
                                             : std::string(OBJ_nid2sn(digest)).append("with").append(kind);
}

std::string signature_of(const Element& algorithm, std::string_view der) {
  int digest = NID_undef, key = NID_undef;
  if (OBJ_find_sigid_algs(object_of(algorithm), &digest, &key) == 1 && digest != NID_undef)
    return signature_words(digest, key);
  const CertificatePtr whole(decode(d2i_X509, der));  // the digest is a parameter
  if (!whole || X509_get_signature_info(whole.get(), &digest, &key, nullptr, nullptr) != 1) return {};
  return signature_words(digest, key);
}

// Size of a positive number in DER.
std::int64_t bits_of(std::string_view number) {
  number.remove_prefix(std::min(number.find_first_not_of('\0'), number.size()));
  return number.empty() ? 0
                        : static_cast<std::int64_t>(number.size() - 1) * 8 +
                              std::bit_width(static_cast<unsigned char>(number.front()));
}

// Of the curves that keys are made on; 0 of any other.
std::int64_t bits_of_curve(int curve) {
  switch (curve) {
    case NID_secp224r1:
      return 224;
    case NID_X9_62_prime256v1:
    case NID_secp256k1:
      return 256;
    case NID_secp384r1:
      return 384;
    case NID_secp521r1:
      return 521;
    default:
      return 0;
  }
}

void read_key(const Element& key, Certificate& out) {
  Elements parts(key.body);
  Elements algorithm(parts.next(V_ASN1_SEQUENCE).body);
  const int object = number_of(algorithm.next(V_ASN1_OBJECT));
  const Element parameters = algorithm.next();
  if (object == NID_rsaEncryption) {
    const std::string_view bits =
        parts.next(V_ASN1_BIT_STRING).body;  // behind the number of unused ones: modulus, exponent
    out.key_algorithm = key_word(EVP_PKEY_RSA);
    out.key_bits = bits_of(
        Elements(Elements(bits.substr(bits.empty() ? 0 : 1)).next(V_ASN1_SEQUENCE).body).next(V_ASN1_INTEGER).body);
  } else if (object == NID_dsa && parameters.is(V_ASN1_SEQUENCE)) {
    out.key_algorithm = key_word(EVP_PKEY_DSA);
    out.key_bits = bits_of(Elements(parameters.body).next(V_ASN1_INTEGER).body);
  } else if (object == NID_X9_62_id_ecPublicKey && bits_of_curve(number_of(parameters)) != 0) {
    out.key_algorithm = key_word(EVP_PKEY_EC);
    out.key_bits = bits_of_curve(number_of(parameters));
  } else if (const KeyPtr decoded{decode(d2i_PUBKEY, key.whole)}) {
    out.key_algorithm = key_word(EVP_PKEY_get_base_id(decoded.get()));
    out.key_bits = EVP_PKEY_get_bits(decoded.get());
  }
}

std::optional<Date> day_of(const Element& element) {
  std::tm parts{};
  const TimePtr time(decode(d2i_ASN1_TIME, element.whole));
  if (!time || ASN1_TIME_to_tm(time.get(), &parts) != 1) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{parts.tm_year + 1900},
                                        std::chrono::month{static_cast<unsigned>(parts.tm_mon + 1)},
                                        std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
  if (!day.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count())};
}

// Whether the names are the same, however their letters are written.
bool same_name(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const NamePtr left(decode(d2i_X509_NAME, a)), right(decode(d2i_X509_NAME, b));
  return left && right && X509_NAME_cmp(left.get(), right.get()) == 0;
}

// The signers' certificates of a message in DER; nothing of any other message, or where one is missing.
std::optional<std::vector<std::string>> plain_signers(std::string_view pkcs7) {
  Elements message(Elements(pkcs7).next(V_ASN1_SEQUENCE).body);
  message.next(V_ASN1_OBJECT);
  const Element content = message.next();
  if (!content.is(0, V_ASN1_CONTEXT_SPECIFIC)) return std::nullopt;
  Elements parts(Elements(content.body).next(V_ASN1_SEQUENCE).body);
  for (const int tag : {V_ASN1_INTEGER, V_ASN1_SET, V_ASN1_SEQUENCE})
    if (parts.next(tag).whole.empty()) return std::nullopt;
  const Element certificates = parts.next();
  Element signers = parts.next();
  if (signers.is(1, V_ASN1_CONTEXT_SPECIFIC)) signers = parts.next();  // what came first were revocation lists
  if (!certificates.is(0, V_ASN1_CONTEXT_SPECIFIC) || !signers.is(V_ASN1_SET)) return std::nullopt;
  std::vector<std::string> out;
  for (Elements each(signers.body); !each.empty();) {
    Elements signer(each.next(V_ASN1_SEQUENCE).body);
    signer.next(V_ASN1_INTEGER);
    Elements name(signer.next(V_ASN1_SEQUENCE).body);
    const std::string_view issuer = name.next(V_ASN1_SEQUENCE).whole, serial = name.next(V_ASN1_INTEGER).whole;
    std::string_view found;
    for (Elements all(certificates.body); found.empty() && !all.empty();) {
      const std::string_view der = all.next(V_ASN1_SEQUENCE).whole;
      const Outline outline(der);
      if (outline.sound() && outline.serial.whole == serial && same_name(outline.issuer.whole, issuer)) found = der;
    }
    if (found.empty()) return std::nullopt;
    out.emplace_back(found);
  }
  return out;
}

}  // namespace

std::optional<Certificate> read_certificate(std::string_view der) {
  const Outline outline(der);
  if (!outline.sound()) return std::nullopt;
  Certificate out;
  out.subject = subject_of(outline.subject);
  read_key(outline.key, out);
  out.signature_algorithm = signature_of(outline.signature, der);
  out.not_before = day_of(outline.not_before);
  out.not_after = day_of(outline.not_after);
  return out;
}

std::vector<std::string> signers_of(std::string_view pkcs7) {
  if (std::optional<std::vector<std::string>> plain = plain_signers(pkcs7)) return std::move(*plain);
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
