// Telling the notations apart, and what their readers share.
#include "read/syntax/plist.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "read/syntax/plist_parts.h"
#include "read/syntax/xml_text.h"

namespace hegui::read::plist {
namespace {

constexpr std::string_view kBinaryMark = "bplist";

bool is_xml_root(std::string_view element) {
  constexpr std::string_view kRoot = "<plist";
  return element.starts_with(kRoot) && element.size() > kRoot.size() &&
         std::string_view(" \t\r\n>/").find(element[kRoot.size()]) != std::string_view::npos;
}

// Text of `<key>` elements directly inside the first `<dict>`; tags are counted, nothing else is understood.
std::vector<std::string_view> xml_keys(std::string_view text, std::size_t most) {
  std::vector<std::string_view> found;
  std::size_t depth = 0;
  for (std::size_t at = text.find('<'); at != text.npos && found.size() < most; at = text.find('<', at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = text.find("-->", at);
      if (at == text.npos) break;
    } else if (rest.starts_with("<dict>") || rest.starts_with("<array>")) {
      ++depth;
    } else if (rest.starts_with("</dict>") || rest.starts_with("</array>")) {
      if (depth <= 1) break;
      --depth;
    } else if (depth == 1 && rest.starts_with("<key>")) {
      const std::size_t end = rest.find('<', 5);
      if (end == rest.npos) break;
      found.push_back(rest.substr(5, end - 5));
    }
  }
  return found;
}

}  // namespace

std::uint32_t max_values(const Limits& limits) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(limits.max_nodes, limits.max_memory_bytes / kBytesPerValue));
}

std::optional<Notation> notation_of(std::string_view bytes) {
  if (bytes.starts_with(kBinaryMark)) return Notation::Binary;
  if (bytes.starts_with(utf8::kByteOrderMark)) bytes.remove_prefix(utf8::kByteOrderMark.size());
  if (is_xml_root(xml::skip_prolog(bytes))) return Notation::Xml;
  if (!openstep_keys(bytes, 1).empty()) return Notation::OpenStep;
  return std::nullopt;
}

std::vector<std::string_view> keys(std::string_view bytes, std::size_t most) {
  if (bytes.starts_with(kBinaryMark)) return binary_keys(bytes, most);
  const std::string_view element = xml::skip_prolog(bytes);
  return is_xml_root(element) ? xml_keys(element, most) : openstep_keys(bytes, most);
}

Checked<tree::Document> parse(const SourcePtr& source, const Limits& limits) {
  if (source->text().starts_with(kBinaryMark)) return parse_binary(source, limits);
  const Result<SourcePtr> text = xml::as_utf8(source);
  if (!text) return {{}, {text.error()}};
  const std::string_view element = xml::skip_prolog((*text)->text());
  if (element.starts_with('<') && !element.starts_with("<<")) {
    if (is_xml_root(element)) return parse_xml(*text, limits);
    const auto at = static_cast<std::uint32_t>(element.data() - (*text)->text().data());
    return {{}, {error({1500}, {text->get(), at, at + 1, {}}, "the root element of a property list is `plist`")}};
  }
  return parse_openstep(*text, limits);
}

void keep_last(const tree::Document& document, std::vector<tree::Member>& members, std::vector<Diagnostic>& issues) {
  constexpr std::ptrdiff_t kReported = 8;
  std::unordered_map<std::string_view, std::size_t> places;
  std::size_t kept = 0;
  for (tree::Member& member : members) {
    const auto [place, fresh] = places.try_emplace(member.key, kept);
    if (fresh) {
      members[kept++] = member;
      continue;
    }
    if (std::ranges::count(issues, kKeyTwice, &Diagnostic::code) < kReported) {
      const std::string path = document.binary() ? document.path(member.value) : std::string{};
      const Span span = document.binary() ? Span{&document.source(), 0, 0, path} : document.key_span(member);
      issues.push_back(warning(kKeyTwice, span,
                               fmt::format("`{}` stands twice in one dictionary; the last one counts",
                                           utf8::printable(member.key.substr(0, 100))),
                               "keep one of the two"));
    }
    members[place->second] = member;
  }
  members.resize(kept);
}

}  // namespace hegui::read::plist
