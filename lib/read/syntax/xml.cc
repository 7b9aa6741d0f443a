// pugixml finds the structure, in place over a copy of the text: names and values then point into the copy, so their
// offsets are the offsets in the source. It decodes values in place too, which only moves what stands behind a value's
// beginning; ends are therefore looked up in the source itself.
#include "read/syntax/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "read/syntax/xml_balance.h"
#include "read/syntax/xml_text.h"

namespace hegui::read::xml {
namespace {

constexpr std::size_t kMaxBindings = 100;
constexpr std::uint64_t kBytesPerNode = 192;  // of the parser's tree and ours together, as measured
constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

struct Binding {
  std::string_view prefix, uri;
  std::uint32_t depth;
};

// What a prefix means to every Android tool, for documents that forgot to bind it.
std::string_view usual_namespace(std::string_view prefix) {
  if (prefix == "android") return "http://schemas.android.com/apk/res/android";
  if (prefix == "tools") return "http://schemas.android.com/tools";
  return prefix == "xml" ? kXmlNamespace : std::string_view{};
}

struct QualifiedName {
  std::string_view prefix, local;
};

QualifiedName split(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

// The first entity reference in a raw value that XML itself does not define; empty when there is none.
std::string_view foreign_entity(std::string_view raw) {
  for (std::size_t at = raw.find('&'); at != raw.npos; at = raw.find('&', at + 1)) {
    const std::size_t end = raw.find(';', at);
    const std::string_view name = raw.substr(at, end == raw.npos ? 1 : end - at + 1);
    const bool own = name.starts_with("&#") || name == "&lt;" || name == "&gt;" || name == "&amp;" ||
                     name == "&quot;" || name == "&apos;";
    if (!own) return name;
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == text.npos ? std::string_view{} : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// What is wrong, in words that say what was expected; pugixml's own words are for programmers.
std::string_view explain(pugi::xml_parse_status status) {
  static constexpr std::pair<pugi::xml_parse_status, std::string_view> kWords[] = {
      {pugi::status_end_element_mismatch,
       "an end tag does not match the element that is open, or the document ends before all elements are closed"},
      {pugi::status_bad_attribute, "an attribute is not of the form name=\"value\""},
      {pugi::status_bad_start_element, "a start tag is not finished by `>`"},
      {pugi::status_bad_end_element, "an end tag is not finished by `>`"},
      {pugi::status_unrecognized_tag, "`<` is not followed by the name of an element"},
      {pugi::status_bad_comment, "a comment is not finished by `-->`"},
      {pugi::status_bad_cdata, "a CDATA section is not finished by `]]>`"},
      {pugi::status_bad_doctype, "the document type is not finished by `>`"},
      {pugi::status_bad_pi, "a processing instruction is not finished by `?>`"},
      {pugi::status_no_document_element, "there is no element in this document"},
      {pugi::status_out_of_memory, "there is not enough memory for this document"},
  };
  const auto* found = std::ranges::find(kWords, status, &std::pair<pugi::xml_parse_status, std::string_view>::first);
  return found != std::end(kWords) ? found->second : "the document is not well-formed XML";
}

class Parser {
 public:
  Parser(SourcePtr source, const Limits& limits)
      : source_(std::move(source)), limits_(limits), document_(source_, false), tree_(document_) {}

  Checked<Document> run() {
    const std::string_view text = source_->text();
    if (!within_limits(text)) return {{}, std::move(issues_)};
    auto buffer = std::make_shared<std::string>(text);
    buffer_ = buffer->data();
    pugi::xml_document parsed;
    const pugi::xml_parse_result result = parsed.load_buffer_inplace(
        buffer->data(), buffer->size(),
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_eol, pugi::encoding_utf8);
    if (result) {
      if (build(parsed)) {
        document_.keep(std::move(buffer));
        return {std::move(document_), std::move(issues_)};
      }
    } else {
      refuse(result);
    }
    return {{}, std::move(issues_)};
  }

 private:
  void refuse(const pugi::xml_parse_result& result) {
    const std::string_view text = source_->text();
    const std::optional<Unbalanced> tags = find_unbalanced(text, limits_.max_depth);
    if (!tags || result.status != pugi::status_end_element_mismatch) {
      fail(1101, clamp(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0))),
           std::string(explain(result.status)));
      return;
    }
    const auto place_of = [&](std::string_view name) {
      return span(static_cast<std::size_t>(name.data() - text.data()), name.size());
    };
    const Span found = tags->found.empty() ? span(text.size(), 0) : place_of(tags->found);
    issues_.push_back(error(
        {1101}, found,
        fmt::format("`</{}>` is expected here, not {}", shown(tags->open),
                    tags->found.empty() ? "the end of the document" : fmt::format("`</{}>`", shown(tags->found)))));
    issues_.back().related.push_back({resolve(place_of(tags->open)), "it closes this element"});
  }

  // Counting marks bounds what the parser will allocate before it allocates it.
  bool within_limits(std::string_view text) {
    if (text.size() > limits_.max_entry_bytes)
      return fail(1106, 0,
                  fmt::format("the document is {} bytes large; the limit is {}", text.size(), limits_.max_entry_bytes));
    const bool small =
        text.size() <= limits_.max_nodes && text.size() * (kBytesPerNode + 1) <= limits_.max_memory_bytes;
    if (small) return true;  // were every byte a mark
    const auto marks = std::ranges::count_if(text, [](char c) { return c == '<' || c == '='; });
    const auto nodes = static_cast<std::uint64_t>(marks);
    if (nodes > limits_.max_nodes)
      return fail(
          1106, 0,
          fmt::format("the document has about {} elements and attributes; the limit is {}", nodes, limits_.max_nodes));
    const std::uint64_t memory = text.size() + nodes * kBytesPerNode;
    if (memory > limits_.max_memory_bytes)
      return fail(1106, 0,
                  fmt::format("the document would take about {} bytes of memory; the limit is {}", memory,
                              limits_.max_memory_bytes));
    return true;
  }

  bool build(const pugi::xml_document& parsed) {
    pugi::xml_node root;
    for (const pugi::xml_node node : parsed.children()) {
      if (node.type() != pugi::node_element) continue;
      if (root)
        return fail(1101, offset(node.name()) - 1,
                    fmt::format("`{}` is a second root element; a document has one", shown(node.name())));
      root = node;
    }
    for (pugi::xml_node at = root; at;) {
      if (!open(at)) return false;
      pugi::xml_node next = first_element(at);
      while (!next) {
        tree_.close();
        unbind();
        if (at == root) return true;
        next = next_element(at);
        if (!next) at = at.parent();
      }
      at = next;
    }
    return fail(1101, 0, std::string(explain(pugi::status_no_document_element)));
  }

  bool open(const pugi::xml_node& node) {
    const std::size_t begin = offset(node.name()) - 1;
    if (tree_.depth() == limits_.max_depth)
      return fail(1106, begin, fmt::format("elements are nested more than {} deep", limits_.max_depth));
    Element* element = tree_.open();
    std::size_t end = begin + 1;
    if (!read_attributes(node, *element, end)) return false;
    const QualifiedName name = split(node.name());
    element->name = name.local;
    element->ns = resolve_prefix(name.prefix, begin + 1, false);
    element->begin = static_cast<std::uint32_t>(begin);
    element->end = static_cast<std::uint32_t>(std::min(source_->text().find('>', end), source_->text().size() - 1) + 1);
    read_text(node, *element);
    return true;
  }

  // Runs are apart where a comment, an element or a CDATA section stands between them.
  void read_text(const pugi::xml_node& node, Element& element) {
    std::string joined;
    std::size_t runs = 0;
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
      if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata) continue;
      if (child.type() == pugi::node_pcdata) look_for_entity(child, element);
      if (++runs == 1) {
        element.text = child.value();
        continue;
      }
      if (runs == 2) joined = element.text;
      joined += child.value();
    }
    if (runs > 1) element.text = document_.arena().copy(joined);
    element.text = trimmed(element.text);
  }

  void look_for_entity(const pugi::xml_node& run, Element& element) {
    const std::string_view value = run.value(), text = source_->text();
    if (value.find('&') == value.npos) return;
    const std::size_t begin = offset(run.value());
    const std::string_view entity =
        foreign_entity(text.substr(begin, std::min(text.find('<', begin), text.size()) - begin));
    if (entity.empty()) return;
    element.text_unreadable = true;
    warn_entity(entity);
  }

  void warn_entity(std::string_view entity) {
    if (std::exchange(warned_entity_, true)) return;
    warn(1105, static_cast<std::size_t>(entity.data() - source_->text().data()), entity.size(),
         entity == "&" ? "`&` begins no entity here"
                       : fmt::format("entity `{}` is not expanded; this value counts as unknown", shown(entity)),
         "write the character itself, or `&amp;` for `&`");
  }

  static bool is_binding(std::string_view name) {
    return name.starts_with("xmlns") && (name.size() == 5 || name[5] == ':');
  }

  bool bind(std::string_view name, const pugi::xml_attribute& attribute) {
    if (bindings_.size() == kMaxBindings)
      return fail(1106, offset(name.data()), fmt::format("more than {} namespaces are bound at once", kMaxBindings));
    bindings_.push_back({name.size() == 5 ? std::string_view{} : name.substr(6), attribute.value(), tree_.depth()});
    return true;
  }

  void unbind() {
    while (!bindings_.empty() && bindings_.back().depth > tree_.depth()) bindings_.pop_back();
  }

  std::string_view resolve_prefix(std::string_view prefix, std::size_t at, bool attribute) {
    if (prefix.empty() && attribute) return {};
    for (auto it = bindings_.rbegin(); it != bindings_.rend(); ++it)
      if (it->prefix == prefix) return it->uri;
    if (prefix.empty()) return {};
    if (!std::exchange(warned_prefix_, true) && prefix != "xml")
      warn(1107, at, prefix.size(), fmt::format("no xmlns binds the prefix `{}`", shown(prefix)),
           fmt::format("add xmlns:{}=\"…\" to the root element", shown(prefix)));
    return usual_namespace(prefix);
  }

  // Bindings hold for the whole element, so all of them are read before any name is resolved.
  bool read_attributes(const pugi::xml_node& node, Element& element, std::size_t& end) {
    names_.clear();
    std::size_t count = 0;
    for (pugi::xml_attribute attribute = node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
      const std::string_view name = names_.emplace_back(attribute.name());
      if (!is_binding(name))
        ++count;
      else if (!bind(name, attribute))
        return false;
    }
    if (const std::string_view repeat = repeated_name(); !repeat.empty())
      return fail(1102, offset(repeat.data()), fmt::format("attribute `{}` is given twice", shown(repeat)),
                  repeat.size());
    const std::span<Attribute> out = document_.arena().make_array<Attribute>(count);
    std::size_t next = 0;
    auto name = names_.begin();
    for (pugi::xml_attribute attribute = node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
      const Attribute read = read_attribute(*name, attribute.value());
      end = read.end;
      if (!is_binding(*name++)) out[next++] = read;
    }
    element.attributes = out;
    return true;
  }

  // The first of `names_` that stands there a second time, as the repeat; empty without one.
  std::string_view repeated_name() {
    constexpr std::size_t kFew = 16;
    if (names_.size() <= kFew) {
      for (auto it = names_.begin(); it != names_.end(); ++it)
        if (std::find(names_.begin(), it, *it) != it) return *it;
      return {};
    }
    std::vector<std::string_view> sorted = names_;
    std::ranges::sort(sorted,
                      [](std::string_view a, std::string_view b) { return a != b ? a < b : a.data() < b.data(); });
    const auto twice = std::ranges::adjacent_find(sorted);
    return twice != sorted.end() ? *std::next(twice) : std::string_view{};
  }

  Attribute read_attribute(std::string_view full_name, const char* decoded) {
    const std::string_view text = source_->text();
    const QualifiedName name = split(full_name);
    const std::size_t begin = offset(full_name.data()), value = offset(decoded);
    const std::size_t close = std::min(text.find(text[value - 1], value), text.size() - 1);
    Attribute out;
    out.name = name.local;
    if (name.prefix != "xmlns") out.ns = resolve_prefix(name.prefix, begin, true);
    out.text = decoded;
    out.begin = static_cast<std::uint32_t>(begin);
    out.end = static_cast<std::uint32_t>(close + 1);
    const std::string_view entity = foreign_entity(text.substr(value, close - value));
    if (entity.empty()) return out;
    out.kind = ValueKind::Unreadable;
    warn_entity(entity);
    return out;
  }

  static pugi::xml_node first_element(const pugi::xml_node& node) {
    pugi::xml_node child = node.first_child();
    while (child && child.type() != pugi::node_element) child = child.next_sibling();
    return child;
  }
  static pugi::xml_node next_element(const pugi::xml_node& node) {
    pugi::xml_node sibling = node.next_sibling();
    while (sibling && sibling.type() != pugi::node_element) sibling = sibling.next_sibling();
    return sibling;
  }

  std::size_t offset(const char* inside) const { return static_cast<std::size_t>(inside - buffer_); }
  std::size_t clamp(std::size_t at) const { return std::min(at, source_->text().size()); }
  static std::string shown(std::string_view text) { return utf8::printable(text.substr(0, 100)); }

  Span span(std::size_t at, std::size_t size) const {
    return {source_.get(), static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)};
  }
  bool fail(std::uint16_t code, std::size_t at, std::string message, std::size_t size = 1) {
    issues_.push_back(error({code}, span(at, size), std::move(message)));
    return false;
  }
  void warn(std::uint16_t code, std::size_t at, std::size_t size, std::string message, std::string help) {
    issues_.push_back(warning({code}, span(at, size), std::move(message), std::move(help)));
  }

  SourcePtr source_;
  const Limits& limits_;
  Document document_;
  TreeBuilder tree_;
  const char* buffer_ = nullptr;
  std::vector<Binding> bindings_;
  std::vector<std::string_view> names_;
  std::vector<Diagnostic> issues_;
  bool warned_prefix_ = false;
  bool warned_entity_ = false;
};

}  // namespace

Checked<Document> parse(const SourcePtr& source, const Limits& limits) {
  const Result<SourcePtr> text = as_utf8(source);
  if (!text) return {{}, {text.error()}};
  return Parser(*text, limits).run();
}

}  // namespace hegui::read::xml
