// base64, the one encoding of the encoders extension.
#include <string>

#include "cel/functions.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;
using Arguments = std::span<const Value>;

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Value encode(Context& context, Arguments args) {
  if (!args[0].is(Kind::Bytes)) return context.no_overload();
  const std::string_view in = args[0].as_text();
  if (!context.charge(in.size() / 16)) return context.spent();
  std::string out;
  for (std::size_t i = 0; i < in.size(); i += 3) {
    std::uint32_t word = 0;
    const std::size_t count = std::min<std::size_t>(3, in.size() - i);
    for (std::size_t j = 0; j < 3; ++j) word = word << 8 | (j < count ? static_cast<unsigned char>(in[i + j]) : 0u);
    for (std::size_t j = 0; j < 4; ++j) out += j <= count ? kAlphabet[(word >> (18 - 6 * j)) & 63] : '=';
  }
  return context.string(out);
}

// Padding may be left out.
Value decode(Context& context, Arguments args) {
  if (!args[0].is(Kind::String)) return context.no_overload();
  std::string_view in = args[0].as_text();
  if (!context.charge(in.size() / 16)) return context.spent();
  while (in.ends_with('=')) in.remove_suffix(1);
  std::string out;
  std::uint32_t word = 0, bits = 0;
  for (const char c : in) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return context.fail("illegal base64 data");
    word = (word << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
    bits += 6;
    if (bits >= 8) out += static_cast<char>(word >> (bits -= 8) & 0xFF);
  }
  return bits >= 6 ? context.fail("illegal base64 data") : context.bytes(out);
}

constexpr Function kFunctions[] = {
    {.name = "base64.encode", .overloads = "y:s", .run = encode, .total = true, .extension = &Extensions::encoders},
    {.name = "base64.decode", .overloads = "s:y", .run = decode, .extension = &Extensions::encoders},
};

}  // namespace

std::span<const Function> encoder_functions() { return kFunctions; }

}  // namespace hegui::cel
