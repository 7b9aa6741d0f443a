// The XML notation, over the XML reader: what is not well-formed, too deep or too large has been refused before, and
// entities of the document's own are never expanded.
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "read/syntax/plist_parts.h"
#include "read/syntax/xml.h"

namespace hegui::read::plist {
namespace {

using tree::Member;
using tree::Node;
using tree::NodeKind;

class XmlReader {
 public:
  XmlReader(const xml::Document& xml, std::vector<Diagnostic> issues)
      : xml_(xml), document_(xml.source()), issues_(std::move(issues)) {}

  Checked<tree::Document> run() {
    const xml::Element* value = xml_.root().first;
    Node root;
    if (value == nullptr) {
      fail(xml_.root(), "there is no value in this property list");
    } else if (value->next != nullptr) {
      fail(*value->next, "a property list holds one value; this is a second one");
    } else if (read(*value, root)) {
      document_.set_root(root);
      return {std::move(document_), std::move(issues_)};
    }
    return {{}, std::move(issues_)};
  }

 private:
  // Depth is bounded by the XML reader's limit on nesting.
  bool read(const xml::Element& element, Node& out) {
    out.begin = element.begin;
    out.end = end_of(element);
    if (element.name == "dict") return read_dictionary(element, out);
    if (element.name == "array") return read_array(element, out);
    if (element.first != nullptr)
      return fail(*element.first, fmt::format("`{}` holds text, not elements", element.name));
    return read_scalar(element, out);
  }

  bool read_scalar(const xml::Element& element, Node& out) {
    const std::string_view name = element.name;
    if (name == "true" || name == "false") {
      out.kind = NodeKind::Bool;
      out.flag = name == "true";
    } else if (element.text_unreadable) {
      out.kind = NodeKind::Null;
    } else if (name == "string") {
      out.kind = NodeKind::String;
      out.text = document_.arena().copy(element.text);
    } else if (name == "integer") {
      read_integer(element, out);
    } else if (name == "real") {
      read_real(element, out);
    } else if (name == "date") {
      out.kind = NodeKind::DateTime;
      out.text = document_.arena().copy(element.text);
    } else if (name == "data") {
      out.kind = NodeKind::Bytes;
    } else {
      return fail(element, fmt::format("`{}` is no element of a property list", shown(name)));
    }
    return true;
  }

  void read_integer(const xml::Element& element, Node& out) {
    std::string_view digits = element.text;
    const bool negative = digits.starts_with('-');
    if (negative || digits.starts_with('+')) digits.remove_prefix(1);
    const bool hexadecimal = digits.starts_with("0x") || digits.starts_with("0X");
    if (hexadecimal) digits.remove_prefix(2);
    std::uint64_t magnitude = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, hexadecimal ? 16 : 10);
    if (failure != std::errc{} || end != digits.data() + digits.size() || digits.empty())
      return keep_as_text(element, out);
    if (magnitude <= static_cast<std::uint64_t>(INT64_MAX)) {
      out.kind = NodeKind::Int;
      out.integer = negative ? -static_cast<std::int64_t>(magnitude) : static_cast<std::int64_t>(magnitude);
    } else {
      out.kind = NodeKind::Double;
      out.real = negative ? -static_cast<double>(magnitude) : static_cast<double>(magnitude);
    }
  }

  void read_real(const xml::Element& element, Node& out) {
    double value = 0;
    const std::string_view digits = element.text.substr(element.text.starts_with('+') ? 1 : 0);
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failure != std::errc{} || end != digits.data() + digits.size() || digits.empty())
      return keep_as_text(element, out);
    out.kind = NodeKind::Double;
    out.real = value;
  }

  void keep_as_text(const xml::Element& element, Node& out) {
    constexpr std::uint32_t kReported = 8;
    out.kind = NodeKind::String;
    out.text = document_.arena().copy(element.text);
    if (bad_scalars_++ < kReported)
      issues_.push_back(
          warning(kBadScalar, span(element), fmt::format("`{}` is no {}", shown(element.text), element.name)));
  }

  bool read_array(const xml::Element& element, Node& out) {
    std::size_t count = 0;
    for (const xml::Element* child = element.first; child != nullptr; child = child->next) ++count;
    const std::span<Node> items = document_.arena().make_array<Node>(count);
    std::size_t next = 0;
    for (const xml::Element* child = element.first; child != nullptr; child = child->next)
      if (!read(*child, items[next++])) return false;
    out.kind = NodeKind::Array;
    out.items = items;
    return true;
  }

  bool read_dictionary(const xml::Element& element, Node& out) {
    std::vector<Member> members;
    for (const xml::Element* key = element.first; key != nullptr; key = key->next) {
      if (key->name != "key")
        return fail(*key, fmt::format("a `key` is expected here, not `{}`", shown(key->name)),
                    "a dictionary holds a key and a value in turn");
      if (key->text_unreadable || key->first != nullptr) return fail(*key, "this key cannot be read");
      const xml::Element* value = key->next;
      if (value == nullptr || value->name == "key")
        return fail(*key, fmt::format("the key `{}` has no value", shown(key->text)),
                    "a dictionary holds a key and a value in turn");
      Member& member = members.emplace_back();
      member.key = document_.arena().copy(key->text);
      member.key_begin = key->begin;
      member.key_end = end_of(*key);
      if (!read(*value, member.value)) return false;
      key = value;
    }
    keep_last(document_, members, issues_);
    out.kind = NodeKind::Object;
    out.members = document_.arena().copy(std::span<const Member>(members));
    return true;
  }

  // Behind the end tag of an element that holds text; the end of the start tag of others.
  std::uint32_t end_of(const xml::Element& element) const {
    const std::string_view text = xml_.source()->text();
    if (element.first != nullptr || text[element.end - 2] == '/') return element.end;
    const std::size_t close = text.find("</", element.end - 1);
    const std::size_t end = close == text.npos ? close : text.find('>', close);
    return end == text.npos ? element.end : static_cast<std::uint32_t>(end + 1);
  }

  Span span(const xml::Element& element) const { return {xml_.source().get(), element.begin, element.end, {}}; }
  static std::string shown(std::string_view text) { return utf8::printable(text.substr(0, 100)); }
  bool fail(const xml::Element& element, std::string message, std::string help = {}) {
    issues_.push_back(error(kXmlShape, span(element), std::move(message), std::move(help)));
    return false;
  }

  const xml::Document& xml_;
  tree::Document document_;
  std::vector<Diagnostic> issues_;
  std::uint32_t bad_scalars_ = 0;
};

}  // namespace

Checked<tree::Document> parse_xml(const SourcePtr& source, const Limits& limits) {
  // The tree of elements and that of values are in memory together.
  Limits half = limits;
  half.max_memory_bytes /= 2;
  Checked<xml::Document> parsed = xml::parse(source, half);
  if (!parsed) return {{}, std::move(parsed.issues)};
  return XmlReader(*parsed.value, std::move(parsed.issues)).run();
}

}  // namespace hegui::read::plist
