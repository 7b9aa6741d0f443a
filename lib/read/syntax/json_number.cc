#include "read/syntax/json_number.h"

#include <charconv>
#include <limits>

namespace hegui::read::tree {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool read_real(std::string_view body, bool hexadecimal, double& out) {
  if (body == "Infinity" || body == "NaN") {
    out = body == "NaN" ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
    return !hexadecimal;
  }
  if (body.empty() || body == "." || !(is_digit(body[0]) || body[0] == '.' || hexadecimal)) return false;
  if (hexadecimal && body.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) return false;
  const auto format = hexadecimal ? std::chars_format::hex : std::chars_format::general;
  const auto [stop, problem] = std::from_chars(body.data(), body.data() + body.size(), out, format);
  if (stop != body.data() + body.size()) return false;
  if (problem == std::errc::result_out_of_range) {
    const bool tiny = body.find("e-") != std::string_view::npos || body.find("E-") != std::string_view::npos;
    out = tiny ? 0.0 : std::numeric_limits<double>::infinity();
    return true;
  }
  return problem == std::errc{};
}

bool read_number(std::string_view digits, bool negative, Node& out) {
  const bool hexadecimal = digits.size() > 2 && digits[0] == '0' && (digits[1] | 0x20) == 'x';
  std::uint64_t magnitude = 0;
  const std::string_view body = hexadecimal ? digits.substr(2) : digits;
  if (!hexadecimal && digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) return false;
  const auto [stop, problem] =
      std::from_chars(body.data(), body.data() + body.size(), magnitude, hexadecimal ? 16 : 10);
  const std::uint64_t most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
  if (problem == std::errc{} && stop == body.data() + body.size() && magnitude <= most) {
    out.kind = NodeKind::Int;
    out.integer = static_cast<std::int64_t>(negative ? ~magnitude + 1 : magnitude);
    return true;
  }
  out.kind = NodeKind::Double;
  if (!read_real(body, hexadecimal, out.real)) return false;
  if (negative) out.real = -out.real;
  return true;
}

}  // namespace

bool read_json_number(std::string_view word, Node& out) {
  const bool negative = word.starts_with('-');
  if (negative || word.starts_with('+')) word.remove_prefix(1);
  return read_number(word, negative, out);
}

}  // namespace hegui::read::tree
