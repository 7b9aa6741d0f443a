// SHA-256 and SHA-1/MD5 fingerprints by libcrypto, as lower-case hexadecimal or base64.
#pragma once

#include <string>
#include <string_view>

namespace hegui {

std::string sha256_hex(std::string_view bytes);
// As policies for web content have it (RFC 4648 §4, padded).
std::string sha256_base64(std::string_view bytes);
std::string sha1_hex(std::string_view bytes);
// MD5 only names a signing certificate where an official form asks for it; it protects nothing here.
std::string md5_hex(std::string_view bytes);

}  // namespace hegui
