// Encodings of XML 1.0, appendix F, as far as manifests use them.
#include "read/syntax/xml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>

#include "base/utf8.h"

namespace hegui::read::xml {
namespace {

enum class Family { Utf8, Utf16Little, Utf16Big, Utf32 };

Family family_of(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv)) return Family::Utf32;
  if (text.starts_with("\xFF\xFE") || text.starts_with("<\0"sv)) return Family::Utf16Little;
  if (text.starts_with("\xFE\xFF") || text.starts_with("\0<"sv)) return Family::Utf16Big;
  return Family::Utf8;
}

// UTF-16 to UTF-8; a lone surrogate or a half unit becomes U+FFFD, which find_invalid cannot see, so `sound` says it.
std::string from_utf16(std::string_view text, bool big, bool& sound) {
  const auto unit = [&](std::size_t at) {
    const auto low = static_cast<unsigned char>(text[at + (big ? 1 : 0)]),
               high = static_cast<unsigned char>(text[at + (big ? 0 : 1)]);
    return static_cast<char32_t>(high << 8 | low);
  };
  std::string out;
  out.reserve(text.size() / 2 + 16);
  sound = text.size() % 2 == 0;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    char32_t point = unit(at);
    if (point >= 0xD800 && point < 0xE000) {
      const char32_t low = at + 3 < text.size() ? unit(at + 2) : 0;
      if (point < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      } else {
        sound = false;
        point = utf8::kReplacement;
      }
    }
    if (!(at == 0 && point == 0xFEFF)) utf8::append(out, point);
  }
  return out;
}

// The encoding the XML declaration names, in lower case; empty without one.
std::string declared_encoding(std::string_view text) {
  if (text.starts_with(utf8::kByteOrderMark)) text.remove_prefix(3);
  if (!text.starts_with("<?xml")) return {};
  const std::string_view declaration = text.substr(0, std::min<std::size_t>(text.find("?>"), 512));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("'\"", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return {};
  std::string name(declaration.substr(at + 1, end - at - 1));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

std::string from_latin1(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (const char c : text) utf8::append(out, static_cast<unsigned char>(c));
  return out;
}

Span at(const Source& source, std::size_t offset) {
  return {&source, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset) + 1};
}

}  // namespace

Result<SourcePtr> as_utf8(const SourcePtr& source) {
  const std::string_view text = source->text();
  const Span whole{source.get(), 0, 0, "/"};
  switch (family_of(text)) {
    case Family::Utf32:
      return std::unexpected(error({1104}, whole, "the document is UTF-32, which is not read", "save it as UTF-8"));
    case Family::Utf16Little:
    case Family::Utf16Big: {
      bool sound = true;
      std::string converted = from_utf16(text, family_of(text) == Family::Utf16Big, sound);
      if (!sound || converted.find('\0') != std::string::npos)
        return std::unexpected(
            error({1103}, whole, "the document begins as UTF-16 but is not UTF-16 throughout", "save it as UTF-8"));
      return std::make_shared<const Source>(source->name(), std::move(converted));
    }
    case Family::Utf8:
      break;
  }
  const std::string encoding = declared_encoding(text);
  if (encoding == "iso-8859-1" || encoding == "latin1")
    return std::make_shared<const Source>(source->name(), from_latin1(text));
  const std::size_t wrong = std::min(utf8::find_invalid(text), text.find('\0'));
  if (wrong == std::string_view::npos) return source;
  if (!encoding.empty() && encoding != "utf-8" && encoding != "us-ascii")
    return std::unexpected(error({1104}, whole,
                                 fmt::format("the document's encoding `{}` is not read", utf8::printable(encoding)),
                                 "save it as UTF-8"));
  return std::unexpected(
      error({1103}, at(*source, wrong),
            fmt::format("byte 0x{:02X} here is not UTF-8 text", static_cast<unsigned char>(text[wrong])),
            "save the document as UTF-8"));
}

std::string_view skip_prolog(std::string_view text) {
  if (text.starts_with(utf8::kByteOrderMark)) text.remove_prefix(3);
  const auto skip_past = [&](std::string_view mark) {
    const std::size_t end = text.find(mark);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + mark.size());
  };
  // A document type may hold an internal subset in brackets with `>` inside.
  const auto skip_doctype = [&] {
    const std::size_t bracket = text.find('['), close = text.find('>');
    if (bracket < close) skip_past("]");
    skip_past(">");
  };
  for (;;) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return {};
    text.remove_prefix(start);
    if (text.starts_with("<!--")) {
      skip_past("-->");
    } else if (text.starts_with("<?")) {
      skip_past("?>");
    } else if (text.starts_with("<!")) {
      skip_doctype();
    } else {
      return text;
    }
  }
}

}  // namespace hegui::read::xml
