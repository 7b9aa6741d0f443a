#include "base/digest.h"

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace hegui {
namespace {

// Methods are fetched once: the library otherwise looks each up by name at every digest, which costs more than a short text does.
struct Methods {
  EVP_MD *sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr), *sha1 = EVP_MD_fetch(nullptr, "SHA1", nullptr), *md5 = EVP_MD_fetch(nullptr, "MD5", nullptr);
};

const Methods& methods() {
  static const Methods instance;
  return instance;
}

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

std::string digest_hex(const EVP_MD* method, std::string_view bytes) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  if (EVP_DigestInit_ex2(context.get(), method, nullptr) != 1 || EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), out.data(), &size) != 1)
    return {};
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(std::size_t{size} * 2);
  for (unsigned i = 0; i < size; ++i) {
    hex.push_back(kDigits[out[i] >> 4]);
    hex.push_back(kDigits[out[i] & 0xF]);
  }
  return hex;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) { return digest_hex(methods().sha256, bytes); }
std::string sha1_hex(std::string_view bytes) { return digest_hex(methods().sha1, bytes); }
std::string md5_hex(std::string_view bytes) { return digest_hex(methods().md5, bytes); }

}  // namespace hegui
