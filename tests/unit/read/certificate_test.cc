// Certificates made here, read back from themselves, from a signing block, and from the message of a v1 signature.
#include "read/format/certificate.h"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "android_bytes.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "read/format.h"

namespace hegui::read {
namespace {

using namespace testing;
using facts::Cell;
using facts::fact;
using facts::FactSet;
using facts::Knowledge;

// A key with a certificate it signed itself.
struct Signer {
  EVP_PKEY* key;
  X509* certificate = X509_new();

  Signer(EVP_PKEY* with, const EVP_MD* digest, const char* name) : key(with) {
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "C", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("CN"), -1, -1, 0);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 7);
    ASN1_TIME_set_string(X509_getm_notBefore(certificate), "20200102030405Z");
    ASN1_TIME_set_string(X509_getm_notAfter(certificate), "20491231235959Z");
    X509_set_pubkey(certificate, key);
    X509_sign(certificate, key, digest);
  }
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;
  ~Signer() {
    X509_free(certificate);
    EVP_PKEY_free(key);
  }

  // With a further attribute in its name, of a type of ASN.1.
  void name(const char* attribute, int type, std::string_view text) {
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), attribute, type,
                               reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()), -1,
                               0);
    X509_sign(certificate, key, EVP_sha256());
  }
  // The name as the library prints it.
  std::string printed() const {
    BIO* out = BIO_new(BIO_s_mem());
    X509_NAME_print_ex(out, X509_get_subject_name(certificate), 0,
                       (ASN1_STRFLGS_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)) |
                           XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_FN_SN);
    char* text = nullptr;
    const long size = BIO_get_mem_data(out, &text);
    std::string printed(text, static_cast<std::size_t>(size));
    BIO_free(out);
    return printed;
  }

  std::string der() const {
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return out;
  }
  // The message that signs a list of digests. It names the signer by `issuer` where there is one.
  std::string message(X509_NAME* issuer = nullptr) const {
    BIO* text = BIO_new_mem_buf("list", 4);
    PKCS7* signed_text = PKCS7_sign(certificate, key, nullptr, text, PKCS7_DETACHED | PKCS7_BINARY | PKCS7_NOATTR);
    if (issuer != nullptr)
      X509_NAME_set(&sk_PKCS7_SIGNER_INFO_value(PKCS7_get_signer_info(signed_text), 0)->issuer_and_serial->issuer,
                    issuer);
    unsigned char* bytes = nullptr;
    const int size = i2d_PKCS7(signed_text, &bytes);
    std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    PKCS7_free(signed_text);
    BIO_free(text);
    return out;
  }
};

std::string with_size(const std::string& bytes) {
  std::string out;
  put32(out, bytes.size());
  return out + bytes;
}

// A signing block of scheme v2 with one signer for each certificate.
std::string signing_block(const std::vector<std::string>& certificates) {
  std::string signers;
  for (const std::string& der : certificates)
    signers += with_size(with_size(with_size("") + with_size(with_size(der)) + with_size("")));
  const std::string value = with_size(signers);
  std::string pairs;
  put32(pairs, value.size() + 4);
  put32(pairs, 0);
  put32(pairs, 0x7109871a);
  pairs += value;
  std::string out, size;
  put32(size, pairs.size() + 24);
  put32(size, 0);
  return size + pairs + size + "APK Sig Block 42";
}

Checked<FactSet> read_package(std::vector<ZipEntry> entries, const std::string& block = {},
                              const Context& context = {}) {
  const BinaryElement root{.name = "manifest", .attributes = {{.name = "package", .text = "com.example"}}};
  entries.insert(entries.begin(), {"AndroidManifest.xml", BinaryXml().build(root)});
  return read::read(std::make_shared<const Source>("app.apk", zip(entries, block)), context);
}

std::string subjects(const FactSet& facts) {
  std::string out;
  for (const facts::Item* item = facts.cell(fact("android.signing_certificates")).first; item != nullptr;
       item = item->next) {
    out += std::string(FactSet::cell(*item, fact("android.signing_certificates[].subject")).value.as_text()) + " ";
    out += std::to_string(FactSet::cell(*item, fact("android.signing_certificates[].key_bits")).value.as_int()) + ";";
  }
  return out;
}

std::string md5(const FactSet& facts) {
  const Cell& cell = facts.cell(fact("subject.certificate_md5"));
  return cell.knowledge == Knowledge::Known ? std::string(cell.value.as_text()) : cell.unreadable ? "unknown" : "-";
}

TEST(Certificate, SaysWhoseItIsAndHowStrong) {
  const Signer rsa(EVP_RSA_gen(1024), EVP_sha1(), "示例");
  const std::optional<Certificate> read = read_certificate(rsa.der());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->subject, "C=CN, CN=示例");
  EXPECT_EQ(read->key_algorithm, "RSA");
  EXPECT_EQ(read->key_bits, 1024);
  EXPECT_EQ(read->signature_algorithm, "SHA1withRSA");
  EXPECT_EQ(read->not_before->to_string(), "2020-01-02");
  EXPECT_EQ(read->not_after->to_string(), "2049-12-31");
}

TEST(Certificate, EllipticKeys) {
  const Signer ec(EVP_EC_gen("P-256"), EVP_sha256(), "Example");
  const std::optional<Certificate> read = read_certificate(ec.der());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->key_algorithm, "EC");
  EXPECT_EQ(read->key_bits, 256);
  EXPECT_EQ(read->signature_algorithm, "SHA256withECDSA");
}

TEST(Certificate, KeysOfUnevenSize) {
  const Signer rsa(EVP_RSA_gen(1029), EVP_sha512(), "Example");
  EXPECT_EQ(read_certificate(rsa.der())->key_bits, 1029);
  EXPECT_EQ(read_certificate(rsa.der())->signature_algorithm, "SHA512withRSA");
  const Signer ec(EVP_EC_gen("P-521"), EVP_sha384(), "Example");
  EXPECT_EQ(read_certificate(ec.der())->key_bits, 521);
}

TEST(Certificate, KeysOnEveryCurve) {
  for (const auto& [curve, bits] :
       {std::pair("secp224r1", 224), std::pair("P-256", 256), std::pair("secp256k1", 256), std::pair("P-384", 384),
        std::pair("P-521", 521), std::pair("brainpoolP320r1", 320)}) {
    const Signer ec(EVP_EC_gen(curve), EVP_sha256(), "Example");
    const std::optional<Certificate> read = read_certificate(ec.der());
    ASSERT_TRUE(read) << curve;
    EXPECT_EQ(read->key_algorithm, "EC") << curve;
    EXPECT_EQ(read->key_bits, bits) << curve;
    EXPECT_EQ(read->key_bits, EVP_PKEY_get_bits(ec.key)) << curve;
  }
}

TEST(Certificate, KeysOfTheDigitalSignatureAlgorithm) {
  EVP_PKEY *parameters = nullptr, *key = nullptr;
  EVP_PKEY_CTX* making = EVP_PKEY_CTX_new_id(EVP_PKEY_DSA, nullptr);
  ASSERT_EQ(EVP_PKEY_paramgen_init(making), 1);
  ASSERT_GT(EVP_PKEY_CTX_set_dsa_paramgen_bits(making, 1024), 0);
  ASSERT_EQ(EVP_PKEY_paramgen(making, &parameters), 1);
  EVP_PKEY_CTX_free(making);
  making = EVP_PKEY_CTX_new(parameters, nullptr);
  ASSERT_EQ(EVP_PKEY_keygen_init(making), 1);
  ASSERT_EQ(EVP_PKEY_keygen(making, &key), 1);
  EVP_PKEY_CTX_free(making);
  EVP_PKEY_free(parameters);
  const Signer dsa(key, EVP_sha256(), "Example");
  const std::optional<Certificate> read = read_certificate(dsa.der());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->key_algorithm, "DSA");
  EXPECT_EQ(read->key_bits, EVP_PKEY_get_bits(key));
  EXPECT_EQ(read->signature_algorithm, "SHA256withDSA");
}

// Names are put together here where they are plain, and by the library where they are not: both print the same.
TEST(Certificate, NamesReadAsTheLibraryPrintsThem) {
  for (const std::string_view text :
       {"Example", "Example Inc", "a.b-c_d", "me@example.com", "a,b", "a+b", "a=b", "a\"b", "a\\b", "a<b>", "a;b",
        " lead", "trail ", "#hash", "in  side", "tab\there", "", "a/b:c'd(e)", "示例"}) {
    for (const int type :
         {MBSTRING_UTF8, V_ASN1_PRINTABLESTRING, V_ASN1_IA5STRING, V_ASN1_T61STRING, V_ASN1_UTF8STRING}) {
      Signer signer(EVP_EC_gen("P-256"), EVP_sha256(), "Example");
      for (const char* attribute : {"O", "OU", "L", "ST", "emailAddress", "SN"}) signer.name(attribute, type, text);
      const std::optional<Certificate> read = read_certificate(signer.der());
      ASSERT_TRUE(read);
      EXPECT_EQ(read->subject, utf8::printable(signer.printed())) << text << " of type " << type;
    }
  }
}

TEST(Certificate, SeveralAttributesAtOneLevel) {
  Signer signer(EVP_EC_gen("P-256"), EVP_sha256(), "Example");
  X509_NAME_add_entry_by_txt(X509_get_subject_name(signer.certificate), "OU", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("Team"), -1, -1, -1);
  signer.name("O", MBSTRING_UTF8, "Inc");
  EXPECT_EQ(read_certificate(signer.der())->subject, "C=CN, OU=Team + CN=Example, O=Inc");
}

// Some tools write the issuer anew, with letters of another type.
TEST(Certificate, ASignerMayBeNamedInOtherLetters) {
  const Signer signer(EVP_EC_gen("P-256"), EVP_sha256(), "Example");
  const auto named = [&](const char* name) {
    X509_NAME* issuer = X509_NAME_new();
    X509_NAME_add_entry_by_txt(issuer, "C", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("CN"), -1, -1, 0);
    X509_NAME_add_entry_by_txt(issuer, "CN", V_ASN1_PRINTABLESTRING, reinterpret_cast<const unsigned char*>(name), -1,
                               -1, 0);
    const std::string message = signer.message(issuer);
    X509_NAME_free(issuer);
    return signers_of(message);
  };
  EXPECT_EQ(named("Example"), std::vector<std::string>{signer.der()});
  EXPECT_TRUE(named("Another").empty());
}

TEST(Certificate, ADigestThatIsAParameterIsRead) {
  const Signer rsa(EVP_RSA_gen(1024), EVP_sha1(), "Example");
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* padding = nullptr;
  ASSERT_EQ(EVP_DigestSignInit(context, &padding, EVP_sha256(), nullptr, rsa.key), 1);
  ASSERT_GT(EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING), 0);
  ASSERT_GT(X509_sign_ctx(rsa.certificate, context), 0);
  EVP_MD_CTX_free(context);
  const std::optional<Certificate> read = read_certificate(rsa.der());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->signature_algorithm, "SHA256withRSA");
  EXPECT_EQ(read->key_bits, 1024);
}

TEST(Certificate, CutAnywhereItIsNoneOrSaysLess) {
  const Signer rsa(EVP_RSA_gen(1024), EVP_sha1(), "Example");
  const std::string der = rsa.der(), message = rsa.message();
  for (std::size_t size = 0; size < der.size(); ++size) EXPECT_FALSE(read_certificate(der.substr(0, size))) << size;
  for (std::size_t size = 0; size < message.size(); ++size)
    EXPECT_TRUE(signers_of(message.substr(0, size)).empty()) << size;
}

TEST(Certificate, AMessageOfUnstatedLengthIsRead) {
  const Signer rsa(EVP_RSA_gen(1024), EVP_sha1(), "Example");
  BIO *text = BIO_new_mem_buf("list", 4), *out = BIO_new(BIO_s_mem());
  PKCS7* message = PKCS7_sign(rsa.certificate, rsa.key, nullptr, text, PKCS7_BINARY | PKCS7_STREAM);
  ASSERT_EQ(i2d_PKCS7_bio_stream(out, message, text, PKCS7_BINARY | PKCS7_STREAM), 1);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(out, &bytes);
  const std::string indefinite(bytes, static_cast<std::size_t>(size));
  PKCS7_free(message);
  BIO_free(text);
  BIO_free(out);
  ASSERT_EQ(indefinite.substr(0, 2), "\x30\x80");
  EXPECT_EQ(signers_of(indefinite), std::vector<std::string>{rsa.der()});
}

TEST(Certificate, OtherBytesAreNone) {
  EXPECT_FALSE(read_certificate(""));
  EXPECT_FALSE(read_certificate("not a certificate"));
  const Signer ec(EVP_EC_gen("P-256"), EVP_sha256(), "Example");
  EXPECT_FALSE(read_certificate(ec.der().substr(0, 100)));
  EXPECT_TRUE(signers_of("not a message").empty());
  EXPECT_TRUE(signers_of(ec.der()).empty());
}

TEST(Certificate, EverySignerOfABlockIsStated) {
  const Signer one(EVP_EC_gen("P-256"), EVP_sha256(), "One"), two(EVP_EC_gen("P-384"), EVP_sha256(), "Two");
  const auto facts = read_package({}, signing_block({one.der(), two.der(), one.der()}));
  ASSERT_TRUE(facts);
  EXPECT_EQ(subjects(*facts.value), "C=CN, CN=One 256;C=CN, CN=Two 384;");
  EXPECT_EQ(md5(*facts.value), md5_hex(one.der()));
}

TEST(Certificate, AFirstSchemeAloneIsReadFromItsMessage) {
  const Signer one(EVP_EC_gen("P-256"), EVP_sha256(), "One");
  const std::vector<ZipEntry> files = {
      {"META-INF/MANIFEST.MF", "m"}, {"META-INF/CERT.SF", "s"}, {"META-INF/CERT.EC", one.message()}};
  const auto facts = read_package(files);
  ASSERT_TRUE(facts);
  EXPECT_EQ(subjects(*facts.value), "C=CN, CN=One 256;");
  EXPECT_EQ(md5(*facts.value), md5_hex(one.der()));
  const Signer two(EVP_EC_gen("P-256"), EVP_sha256(), "Two");
  const auto both = read_package(files, signing_block({two.der()}));
  ASSERT_TRUE(both);
  EXPECT_EQ(subjects(*both.value), "C=CN, CN=Two 256;");
}

std::string schemes(const FactSet& facts) {
  std::string out;
  for (const value::Value each : facts.cell(fact("android.signature_schemes")).value.as_list().items)
    out += std::string(each.as_text()) + " ";
  return out;
}

TEST(Certificate, AFourthSchemeIsAFileBesideThePackage) {
  const Signer one(EVP_EC_gen("P-256"), EVP_sha256(), "One");
  std::string file;
  put32(file, 2);
  file += with_size("digests") + with_size(with_size("digest") + with_size(one.der()) + with_size(""));
  const auto beside = [&](std::string bytes) {
    Context context;
    context.beside = [bytes](const Source&, std::string_view path) {
      return path == "app.apk.idsig" ? std::make_shared<const Source>("app.apk.idsig", bytes) : nullptr;
    };
    return schemes(*read_package({}, signing_block({one.der()}), context).value);
  };
  EXPECT_EQ(beside(file), "v2 v4 ");
  for (std::size_t size = 0; size + with_size("").size() < file.size(); ++size)
    EXPECT_EQ(beside(file.substr(0, size)), "v2 ") << size;
  EXPECT_EQ(beside("\3" + file.substr(1)), "v2 ");
}

TEST(Certificate, WhatCannotBeReadStaysUnknown) {
  const auto broken = read_package({{"META-INF/CERT.SF", "s"}, {"META-INF/CERT.RSA", "r"}});
  ASSERT_TRUE(broken);
  EXPECT_EQ(md5(*broken.value), "unknown");
  const Cell& list = broken.value->cell(fact("android.signing_certificates"));
  EXPECT_EQ(list.knowledge, Knowledge::Unknown);
  EXPECT_TRUE(list.unreadable);
  const auto none = read_package({});
  ASSERT_TRUE(none);
  EXPECT_EQ(md5(*none.value), "-");
}

}  // namespace
}  // namespace hegui::read
