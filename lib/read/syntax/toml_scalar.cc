#include "read/syntax/toml_scalar.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

namespace hegui::read::tree {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

// `word` without the underscores between its digits; false when one stands elsewhere.
bool drop_underscores(std::string_view word, std::string& out) {
  const bool hexadecimal = word.starts_with("0x");
  const auto digit = [&](std::size_t at) {
    if (at >= word.size()) return false;
    return is_digit(word[at]) || (hexadecimal && (word[at] | 0x20) >= 'a' && (word[at] | 0x20) <= 'f');
  };
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] != '_')
      out.push_back(word[i]);
    else if (i == 0 || !digit(i - 1) || !digit(i + 1))
      return false;
  }
  return true;
}

// Digits of `base` to an Int.
bool read_integer(std::string_view digits, int base, bool negative, Node& out, std::string_view& problem) {
  std::uint64_t magnitude = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, magnitude, base);
  if (stop != end || digits.empty()) return false;
  const std::uint64_t most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
  if (error != std::errc{} || magnitude > most) {
    problem = "the number does not fit 64 bits";
    return false;
  }
  out.kind = NodeKind::Int;
  out.integer = static_cast<std::int64_t>(negative ? ~magnitude + 1 : magnitude);
  return true;
}

// TOML: Float. `body` has neither sign nor underscores, and begins with a digit.
bool read_float(std::string_view body, bool negative, Node& out) {
  const std::size_t whole = std::min(body.find_first_not_of("0123456789"), body.size());
  if (whole == 0 || (whole > 1 && body[0] == '0')) return false;
  std::string_view rest = body.substr(whole);
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    const std::size_t fraction = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (fraction == 0) return false;
    rest.remove_prefix(fraction);
  }
  if (!rest.empty()) {
    if ((rest[0] | 0x20) != 'e') return false;
    rest.remove_prefix(1);
    if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
    if (!all_digits(rest)) return false;
  }
  out.kind = NodeKind::Double;
  const auto [stop, error] = std::from_chars(body.data(), body.data() + body.size(), out.real);
  if (error == std::errc::result_out_of_range) {
    const std::size_t exponent = body.find_first_of("eE");
    const bool tiny = exponent != std::string_view::npos && body.substr(exponent + 1).starts_with('-');
    out.real = tiny ? 0.0 : std::numeric_limits<double>::infinity();
  }
  if (negative) out.real = -out.real;
  return true;
}

bool read_number(std::string_view word, Node& out, std::string_view& problem) {
  const bool negative = word.starts_with('-');
  const bool sign = negative || word.starts_with('+');
  if (sign) word.remove_prefix(1);
  if (word == "inf" || word == "nan") {
    out.kind = NodeKind::Double;
    out.real = word == "inf" ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    if (negative) out.real = -out.real;
    return true;
  }
  std::string body;
  if (!drop_underscores(word, body) || body.empty() || !is_digit(body[0])) return false;
  if (body.size() > 2 && body[0] == '0' && (body[1] == 'x' || body[1] == 'o' || body[1] == 'b')) {
    const int base = body[1] == 'x' ? 16 : body[1] == 'o' ? 8 : 2;
    return !sign && word[2] != '_' && read_integer(std::string_view(body).substr(2), base, false, out, problem);
  }
  if (!all_digits(body)) return read_float(body, negative, out);
  if (body.size() > 1 && body[0] == '0') {
    problem = "a number does not begin with 0";
    return false;
  }
  return read_integer(body, 10, negative, out, problem);
}

// HH:MM:SS with a fraction, as it may follow a day; `rest` is what stands after it.
bool read_clock(std::string_view text, std::string_view& rest) {
  const auto part = [&](std::size_t at, int most) {
    const std::string_view digits = text.substr(at, 2);
    return all_digits(digits) && (digits[0] - '0') * 10 + (digits[1] - '0') <= most;
  };
  if (text.size() < 8 || text[2] != ':' || text[5] != ':' || !part(0, 23) || !part(3, 59) || !part(6, 60)) return false;
  rest = text.substr(8);
  if (!rest.starts_with('.')) return true;
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
  rest.remove_prefix(digits);
  return digits > 1;
}

bool read_offset(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return true;
  std::string_view rest;
  return text.size() == 6 && (text[0] == '+' || text[0] == '-') &&
         read_clock(std::string(text.substr(1)) + ":00", rest);
}

bool read_time(std::string_view word, Node& out) {
  std::string_view rest = word;
  if (looks_like_day(word)) {
    const std::optional<Date> day = parse_date(word.substr(0, 10));
    if (!day) return false;
    out.kind = NodeKind::Date;
    out.date = *day;
    rest.remove_prefix(10);
    if (rest.empty()) return true;
    if (rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ') return false;
    rest.remove_prefix(1);
    out.kind = NodeKind::DateTime;
    return read_clock(rest, rest) && read_offset(rest);
  }
  out.kind = NodeKind::DateTime;
  return read_clock(word, rest) && rest.empty();
}

}  // namespace

bool looks_like_day(std::string_view word) {
  return word.size() >= 10 && word[4] == '-' && word[7] == '-' && all_digits(word.substr(0, 4)) &&
         all_digits(word.substr(5, 2)) && all_digits(word.substr(8, 2));
}

bool read_toml_scalar(std::string_view word, Node& out, std::string_view& problem) {
  if (word == "true" || word == "false") {
    out.kind = NodeKind::Bool;
    out.flag = word == "true";
    return true;
  }
  if (looks_like_day(word) || (word.size() > 2 && word[2] == ':')) {
    out.text = word;
    problem = "there is no such day or time";
    return read_time(word, out);
  }
  if (read_number(word, out, problem)) return true;
  if (problem.empty()) problem = "text stands in quotes; true and false in lower case";
  return false;
}

}  // namespace hegui::read::tree
