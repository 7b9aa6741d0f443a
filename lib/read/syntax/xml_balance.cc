// A scan of tags alone: comments, sections, instructions and quoted values are stepped over.
#include "read/syntax/xml_balance.h"

#include <algorithm>
#include <vector>

namespace hegui::read::xml {
namespace {

constexpr std::string_view kNameEnd = " \t\r\n/><=\"'";

// The end of the markup of this kind that begins at `at`, or npos when it is not finished.
std::size_t skip_other(std::string_view text, std::size_t at) {
  const auto past = [&](std::string_view mark) {
    const std::size_t end = text.find(mark, at);
    return end == text.npos ? end : end + mark.size();
  };
  if (text.substr(at).starts_with("<!--")) return past("-->");
  if (text.substr(at).starts_with("<![CDATA[")) return past("]]>");
  if (text.substr(at).starts_with("<?")) return past("?>");
  return past(">");
}

// The position of the `>` that ends the tag at `at`, quoted values stepped over; npos when there is none.
std::size_t tag_end(std::string_view text, std::size_t at) {
  for (at = text.find_first_of("\"'>", at); at != text.npos; at = text.find_first_of("\"'>", at + 1)) {
    if (text[at] == '>') return at;
    at = text.find(text[at], at + 1);
    if (at == text.npos) return at;
  }
  return at;
}

}  // namespace

std::optional<Unbalanced> find_unbalanced(std::string_view text, std::uint32_t max_depth) {
  std::vector<std::string_view> open;
  for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at)) {
    if (at + 1 < text.size() && (text[at + 1] == '!' || text[at + 1] == '?')) {
      at = skip_other(text, at);
      if (at == text.npos) return std::nullopt;
      continue;
    }
    const bool closes = at + 1 < text.size() && text[at + 1] == '/';
    const std::size_t begin = at + (closes ? 2 : 1);
    const std::string_view name =
        text.substr(begin, std::min(text.find_first_of(kNameEnd, begin), text.size()) - begin);
    const std::size_t end = tag_end(text, begin);
    if (end == text.npos || name.empty()) return std::nullopt;
    if (closes) {
      if (open.empty()) return std::nullopt;
      if (open.back() != name) return Unbalanced{open.back(), name};
      open.pop_back();
    } else if (text[end - 1] != '/') {
      if (open.size() == max_depth) return std::nullopt;
      open.push_back(name);
    }
    at = end;
  }
  if (open.empty()) return std::nullopt;
  return Unbalanced{open.back(), {}};
}

}  // namespace hegui::read::xml
