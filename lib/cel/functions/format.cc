// string.format: %s %d %f %e %b %o %x %X %%, with a precision for %f and %e.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "cel/functions.h"
#include "value/type.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;
using Arguments = std::span<const Value>;

constexpr int kMostDigits = 100;
constexpr int kDeepest = 32;

std::string_view not_finite(double number) {
  return std::isnan(number) ? "NaN" : std::isinf(number) ? (number > 0 ? "Infinity" : "-Infinity") : "";
}

// %s of any value; false for values without a text.
bool append(const Value& value, std::string& out, int depth) {
  if (depth > kDeepest) return false;
  if (value.is(Kind::Null)) return out += "null", true;
  if (value.is(Kind::Type)) return out += type_name(*value.as_type()), true;
  if (value.is(Kind::Double) && !std::isfinite(value.as_double())) return out += not_finite(value.as_double()), true;
  if (value.is(Kind::List)) {
    out += '[';
    bool first = true;
    for (const Value& item : value.as_list().items) {
      if (!first) out += ", ";
      if (!append(item, out, depth + 1)) return false;
      first = false;
    }
    out += ']';
    return true;
  }
  if (value.is(Kind::Map)) {
    // Sorted, so that equal maps read the same.
    std::vector<std::pair<std::string, std::string>> entries;
    for (const value::MapEntry& entry : value.as_map().entries) {
      auto& [key, held] = entries.emplace_back();
      if (!append(entry.key, key, depth + 1) || !append(entry.value, held, depth + 1)) return false;
    }
    std::ranges::sort(entries);
    out += '{';
    for (std::size_t i = 0; i < entries.size(); ++i)
      out += (i > 0 ? ", " : "") + entries[i].first + ": " + entries[i].second;
    out += '}';
    return true;
  }
  return append_text(value, out);
}

// An integer in a base, with its sign in front.
std::string in_base(const Value& value, char clause) {
  const bool minus = value.is(Kind::Int) && value.as_int() < 0;
  const std::uint64_t magnitude = value.is(Kind::Uint) ? value.as_uint()
                                  : minus              ? 0 - static_cast<std::uint64_t>(value.as_int())
                                                       : static_cast<std::uint64_t>(value.as_int());
  const std::string_view sign = minus ? "-" : "";
  switch (clause) {
    case 'b':
      return fmt::format("{}{:b}", sign, magnitude);
    case 'o':
      return fmt::format("{}{:o}", sign, magnitude);
    case 'x':
      return fmt::format("{}{:x}", sign, magnitude);
    case 'X':
      return fmt::format("{}{:X}", sign, magnitude);
    default:
      return fmt::format("{}{}", sign, magnitude);
  }
}

class Formatter {
 public:
  Formatter(Context& context, std::string_view text, std::span<const Value> values)
      : context_(context), text_(text), values_(values) {}

  Value run() {
    for (std::size_t at = 0; at < text_.size();) {
      if (!context_.charge()) return context_.spent();
      if (out_.size() > UINT32_MAX / 4) return context_.too_large();
      if (text_[at] != '%') {
        out_ += text_[at++];
        continue;
      }
      if (++at == text_.size()) return context_.fail("could not parse formatting clause: it ends after `%`");
      if (text_[at] == '%') {
        out_ += text_[at++];
        continue;
      }
      int precision = 6;
      if (text_[at] == '.') {
        precision = 0;
        for (++at; at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; ++at)
          precision = std::min(precision * 10 + (text_[at] - '0'), kMostDigits + 1);
      }
      if (at == text_.size() || precision > kMostDigits) return context_.fail("could not parse formatting clause");
      if (next_ >= values_.size()) return context_.fail(fmt::format("index {} out of range", next_));
      if (!clause(text_[at++], precision, values_[next_++])) return context_.fail(failure_);
    }
    return context_.string(out_);
  }

 private:
  bool fail(std::string_view message) { return failure_ = message, false; }

  bool clause(char letter, int precision, const Value& value) {
    const bool integer = value.is(Kind::Int) || value.is(Kind::Uint);
    switch (letter) {
      case 's':
        return append(value, out_, 0) || fail("error during formatting: %s cannot show this value");
      case 'd':
        if (integer) return out_ += in_base(value, 'd'), true;
        if (value.is(Kind::Double) && !std::isfinite(value.as_double()))
          return out_ += not_finite(value.as_double()), true;
        return fail("error during formatting: %d takes integers only");
      case 'b':
        if (value.is(Kind::Bool)) return out_ += value.as_bool() ? '1' : '0', true;
        if (integer) return out_ += in_base(value, 'b'), true;
        return fail("error during formatting: %b takes integers and bools only");
      case 'o':
        if (integer) return out_ += in_base(value, 'o'), true;
        return fail("error during formatting: %o takes integers only");
      case 'x':
      case 'X':
        return hexadecimal(letter, value, integer);
      case 'f':
      case 'e':
        return real(letter, precision, value);
      default:
        return fail("could not parse formatting clause: unrecognized letter");
    }
  }

  bool hexadecimal(char letter, const Value& value, bool integer) {
    if (integer) return out_ += in_base(value, letter), true;
    if (!value.is(Kind::String) && !value.is(Kind::Bytes))
      return fail("error during formatting: %x takes integers, strings and bytes only");
    const std::string_view digits = letter == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
    for (const char c : value.as_text()) {
      out_ += digits[static_cast<unsigned char>(c) >> 4];
      out_ += digits[static_cast<unsigned char>(c) & 15];
    }
    return true;
  }

  bool real(char letter, int precision, const Value& value) {
    double number = 0;
    if (value.is(Kind::Double))
      number = value.as_double();
    else if (value.is(Kind::Int))
      number = static_cast<double>(value.as_int());
    else if (value.is(Kind::Uint))
      number = static_cast<double>(value.as_uint());
    else
      return fail("error during formatting: %f and %e take numbers only");
    if (!std::isfinite(number)) return out_ += not_finite(number), true;
    out_ += letter == 'f' ? fmt::format("{:.{}f}", number, precision) : fmt::format("{:.{}e}", number, precision);
    return true;
  }

  Context& context_;
  std::string_view text_;
  std::span<const Value> values_;
  std::size_t next_ = 0;
  std::string out_, failure_;
};

Value format(Context& context, Arguments args) {
  if (!args[0].is(Kind::String) || !args[1].is(Kind::List)) return context.no_overload();
  return Formatter(context, args[0].as_text(), args[1].as_list().items).run();
}

constexpr Function kFunctions[] = {
    {.name = "format", .member = true, .overloads = "sL*:s", .run = format, .extension = &Extensions::strings},
};

}  // namespace

std::span<const Function> format_functions() { return kFunctions; }

}  // namespace hegui::cel
