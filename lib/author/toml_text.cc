#include "author/toml_text.h"

#include <fmt/format.h>

#include <cmath>

#include "base/date.h"
#include "base/utf8.h"

namespace hegui::author {
namespace {

bool is_hidden(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x200E || point == 0x200F ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

std::string list_text(facts::FactType type, const value::List& list) {
  std::string out = "[";
  for (const value::Value& item : list.items) {
    if (out.size() > 1) out += ", ";
    out += toml_value(type == facts::FactType::Strings ? facts::FactType::String : facts::FactType::Int, item);
  }
  return out + "]";
}

}  // namespace

std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded point = utf8::decode(text, at);
    at += point.size;
    if (point.value == U'"' || point.value == U'\\') {
      out.push_back('\\');
      out.push_back(static_cast<char>(point.value));
    } else if (is_hidden(point.value)) {
      out += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(point.value));
    } else {
      utf8::append(out, point.value);
    }
  }
  return out + "\"";
}

std::string toml_value(facts::FactType type, value::Value value) {
  switch (type) {
    case facts::FactType::Bool:
      return value.as_bool() ? "true" : "false";
    case facts::FactType::Int:
      return fmt::format("{}", value.as_int());
    case facts::FactType::Double:
      return std::isfinite(value.as_double()) ? fmt::format("{}", value.as_double()) : "0";
    case facts::FactType::String:
      return toml_string(value.as_text());
    case facts::FactType::Date:
      return Date{static_cast<std::int32_t>(value.seconds() / 86400)}.to_string();
    case facts::FactType::Strings:
    case facts::FactType::Ints:
      return list_text(type, value.as_list());
    case facts::FactType::Records:
      break;
  }
  return "[]";
}

}  // namespace hegui::author
