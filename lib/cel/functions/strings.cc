// The strings extension. Positions count code points.
#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "cel/functions.h"

namespace hegui::cel {
namespace {

using value::Kind;
using value::Value;
using Arguments = std::span<const Value>;

bool is_string(Arguments args, std::size_t i) { return args[i].is(Kind::String); }

Value out_of_range(Context& context, std::int64_t index) {
  return context.fail(fmt::format("index out of range: {}", index));
}

// The byte at which code point `index` begins; the size of the text for the one past the last.
std::size_t byte_of(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  for (; index > 0 && at < text.size(); --index) at += utf8::decode(text, at).size;
  return at;
}

// Steps for going through a text once.
bool charge_text(Context& context, Arguments args) {
  std::size_t bytes = 0;
  for (const Value& arg : args)
    if (arg.is(Kind::String)) bytes += arg.as_text().size();
  return context.charge(bytes / 16);
}

Value char_at(Context& context, Arguments args) {
  if (!is_string(args, 0) || !args[1].is(Kind::Int)) return context.no_overload();
  const std::string_view text = args[0].as_text();
  const std::int64_t index = args[1].as_int();
  if (index < 0 || static_cast<std::uint64_t>(index) > utf8::length(text)) return out_of_range(context, index);
  const std::size_t at = byte_of(text, static_cast<std::size_t>(index));
  return Value::string(at == text.size() ? std::string_view{} : text.substr(at, utf8::decode(text, at).size));
}

template <bool last>
Value index_of(Context& context, Arguments args) {
  if (!is_string(args, 0) || !is_string(args, 1) || (args.size() > 2 && !args[2].is(Kind::Int)))
    return context.no_overload();
  if (!charge_text(context, args)) return context.spent();
  const std::string_view text = args[0].as_text(), wanted = args[1].as_text();
  const auto length = static_cast<std::int64_t>(utf8::length(text));
  const std::int64_t offset = args.size() > 2 ? args[2].as_int() : last ? length : 0;
  if (offset < 0 || (offset >= length && args.size() > 2 && !(offset == length && !last)))
    return out_of_range(context, offset);
  if (wanted.empty()) return Value::integer(offset);
  const std::size_t from = byte_of(text, static_cast<std::size_t>(offset));
  const std::size_t at = last ? text.rfind(wanted, from) : text.find(wanted, from);
  if (at == std::string_view::npos) return Value::integer(-1);
  return Value::integer(static_cast<std::int64_t>(utf8::length(text.substr(0, at))));
}

template <bool upper>
Value change_case(Context& context, Arguments args) {
  if (!is_string(args, 0)) return context.no_overload();
  if (!charge_text(context, args)) return context.spent();
  std::string out(args[0].as_text());
  for (char& c : out) {
    if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return context.string(out);
}

Value replace(Context& context, Arguments args) {
  if (!is_string(args, 0) || !is_string(args, 1) || !is_string(args, 2) || (args.size() > 3 && !args[3].is(Kind::Int)))
    return context.no_overload();
  if (!charge_text(context, args)) return context.spent();
  const std::string_view text = args[0].as_text(), old = args[1].as_text(), fresh = args[2].as_text();
  std::int64_t left = args.size() > 3 && args[3].as_int() >= 0 ? args[3].as_int() : INT64_MAX;
  std::string out;
  std::size_t at = 0;
  while (left > 0 && at <= text.size()) {
    const std::size_t found = text.find(old, at);
    if (found == std::string_view::npos) break;
    if (!context.reserve(found - at + fresh.size())) return context.too_large();
    out += text.substr(at, found - at);
    out += fresh;
    at = found + old.size();
    --left;
    // An empty `old` stands before every code point and at the end.
    if (!old.empty()) continue;
    if (at == text.size()) return context.string(out);
    const std::size_t size = utf8::decode(text, at).size;
    out += text.substr(at, size);
    at += size;
  }
  out += text.substr(std::min(at, text.size()));
  return context.string(out);
}

Value split(Context& context, Arguments args) {
  if (!is_string(args, 0) || !is_string(args, 1) || (args.size() > 2 && !args[2].is(Kind::Int)))
    return context.no_overload();
  if (!charge_text(context, args)) return context.spent();
  std::string_view text = args[0].as_text();
  const std::string_view separator = args[1].as_text();
  const std::int64_t limit = args.size() > 2 ? args[2].as_int() : -1;
  std::vector<Value> parts;
  if (limit == 0) return context.list(parts);
  const auto more = [&] { return limit < 0 || static_cast<std::int64_t>(parts.size()) + 1 < limit; };
  if (separator.empty()) {
    while (!text.empty() && more()) {
      const std::size_t size = utf8::decode(text, 0).size;
      parts.push_back(Value::string(text.substr(0, size)));
      text.remove_prefix(size);
    }
    if (!text.empty()) parts.push_back(Value::string(text));
    return context.list(parts);
  }
  while (more()) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) break;
    parts.push_back(Value::string(text.substr(0, at)));
    text.remove_prefix(at + separator.size());
  }
  parts.push_back(Value::string(text));
  return context.list(parts);
}

Value join(Context& context, Arguments args) {
  if (!args[0].is(Kind::List) || (args.size() > 1 && !is_string(args, 1))) return context.no_overload();
  const std::string_view separator = args.size() > 1 ? args[1].as_text() : std::string_view{};
  std::string out;
  bool first = true;
  for (const Value& item : args[0].as_list().items) {
    if (!item.is(Kind::String)) return context.no_overload();
    if (!context.reserve(item.as_text().size() + separator.size())) return context.too_large();
    if (!first) out += separator;
    out += item.as_text();
    first = false;
  }
  return context.string(out);
}

Value substring(Context& context, Arguments args) {
  if (!is_string(args, 0) || !args[1].is(Kind::Int) || (args.size() > 2 && !args[2].is(Kind::Int)))
    return context.no_overload();
  if (!charge_text(context, args)) return context.spent();
  const std::string_view text = args[0].as_text();
  const auto length = static_cast<std::int64_t>(utf8::length(text));
  const std::int64_t begin = args[1].as_int(), end = args.size() > 2 ? args[2].as_int() : length;
  if (begin < 0 || begin > length) return out_of_range(context, begin);
  if (end < 0 || end > length) return out_of_range(context, end);
  if (end < begin) return context.fail(fmt::format("invalid substring range. start: {}, end: {}", begin, end));
  return Value::string(utf8::slice(text, static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
}

// Unicode's White_Space property.
bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

Value trim(Context& context, Arguments args) {
  if (!is_string(args, 0)) return context.no_overload();
  if (!charge_text(context, args)) return context.spent();
  const std::string_view text = args[0].as_text();
  std::size_t begin = text.size(), end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded point = utf8::decode(text, at);
    if (!is_space(point.value)) {
      begin = std::min(begin, at);
      end = at + point.size;
    }
    at += point.size;
  }
  return Value::string(begin < end ? text.substr(begin, end - begin) : std::string_view{});
}

Value quote(Context& context, Arguments args) {
  static constexpr std::string_view kSpecial = "\a\b\f\n\r\t\v\\\"";
  static constexpr std::string_view kLetters = "abfnrtv\\\"";
  if (!is_string(args, 0)) return context.no_overload();
  if (!charge_text(context, args)) return context.spent();
  std::string out = "\"";
  for (const char c : args[0].as_text()) {
    const std::size_t special = kSpecial.find(c);
    if (special != std::string_view::npos) out += '\\';
    out += special != std::string_view::npos ? kLetters[special] : c;
  }
  return context.string(out + "\"");
}

constexpr auto kExtension = &Extensions::strings;

constexpr Function kFunctions[] = {
    {.name = "charAt", .member = true, .overloads = "si:s", .run = char_at, .extension = kExtension},
    {.name = "indexOf", .member = true, .overloads = "ss:i|ssi:i", .run = index_of<false>, .extension = kExtension},
    {.name = "lastIndexOf", .member = true, .overloads = "ss:i|ssi:i", .run = index_of<true>, .extension = kExtension},
    {.name = "lowerAscii",
     .member = true,
     .overloads = "s:s",
     .run = change_case<false>,
     .total = true,
     .extension = kExtension},
    {.name = "upperAscii",
     .member = true,
     .overloads = "s:s",
     .run = change_case<true>,
     .total = true,
     .extension = kExtension},
    {.name = "replace",
     .member = true,
     .overloads = "sss:s|sssi:s",
     .run = replace,
     .total = true,
     .extension = kExtension},
    {.name = "split",
     .member = true,
     .overloads = "ss:Ls|ssi:Ls",
     .run = split,
     .total = true,
     .extension = kExtension},
    {.name = "join", .member = true, .overloads = "Ls:s|Lss:s", .run = join, .total = true, .extension = kExtension},
    {.name = "substring", .member = true, .overloads = "si:s|sii:s", .run = substring, .extension = kExtension},
    {.name = "trim", .member = true, .overloads = "s:s", .run = trim, .total = true, .extension = kExtension},
    {.name = "strings.quote", .overloads = "s:s", .run = quote, .total = true, .extension = kExtension},
};

}  // namespace

std::span<const Function> string_functions() { return kFunctions; }

}  // namespace hegui::cel
