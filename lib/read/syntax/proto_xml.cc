// XmlNode { XmlElement 1 | string text 2 }, XmlElement { namespace 2, name 3, attribute 4, child 5 }, XmlAttribute
// { namespace 1, name 2, value 3, resource id 5, compiled item 6 }. Messages nest as elements do, so depth is bounded.
#include "read/syntax/proto_xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "read/syntax/proto_item.h"

namespace hegui::read::proto {
namespace {

std::string_view name_of(std::string_view text) { return utf8::find_invalid(text) == text.npos ? text : ""; }

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// Memory that a child and an attribute are reckoned at while they are gathered and copied.
constexpr std::uint64_t kBytesPerChild = 3 * sizeof(std::string_view);
constexpr std::uint64_t kBytesPerAttribute = 3 * sizeof(xml::Attribute);

class Parser {
 public:
  Parser(SourcePtr source, const Limits& limits)
      : source_(std::move(source)), limits_(limits), document_(source_, true), tree_(document_) {}

  Checked<xml::Document> run() {
    const std::string_view bytes = source_->text();
    if (bytes.size() > limits_.max_entry_bytes) {
      fail(1191, fmt::format("the document is {} bytes large; the limit is {}", bytes.size(), limits_.max_entry_bytes));
      return {{}, std::move(issues_)};
    }
    memory_ = bytes.size();
    bool sound = false;
    try {
      sound = node(bytes);
    } catch (const protozero::exception&) {
      fail(1190, "these bytes are damaged, or no XML of a bundle");
    }
    if (sound && tree_.count() == 0) sound = fail(1192, "there is no element in this document");
    if (!sound) return {{}, std::move(issues_)};
    document_.set_numbered(numbered_);
    return {std::move(document_), {}};
  }

 private:
  bool node(std::string_view bytes) {
    for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
      switch (message.tag_and_type()) {
        case bytes_field(1):
          if (tree_.current() == nullptr && tree_.count() != 0) return fail(1190, "there are several roots");
          if (!element(view_of(message))) return false;
          break;
        case bytes_field(2):
          if (const std::string_view text = trimmed(name_of(view_of(message)));
              tree_.current() != nullptr && tree_.current()->text.empty())
            tree_.current()->text = text;
          break;
        default:
          message.skip();
      }
    }
    return true;
  }

  bool element(std::string_view bytes) {
    if (tree_.depth() == limits_.max_depth)
      return fail(1191, fmt::format("elements are nested more than {} deep", limits_.max_depth));
    if (!has_room(sizeof(xml::Element))) return false;
    xml::Element* element = tree_.open();
    std::vector<xml::Attribute> attributes;
    std::vector<std::string_view> children;
    for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
      switch (message.tag_and_type()) {
        case bytes_field(2):
          element->ns = name_of(view_of(message));
          break;
        case bytes_field(3):
          element->name = name_of(view_of(message));
          break;
        case bytes_field(4):
          if (!has_room(kBytesPerAttribute)) return false;
          attributes.push_back(attribute(view_of(message)));
          break;
        case bytes_field(5):
          if (!has_room(kBytesPerChild)) return false;
          children.push_back(view_of(message));
          break;
        default:
          message.skip();
      }
    }
    const std::span<xml::Attribute> kept = document_.arena().make_array<xml::Attribute>(attributes.size());
    std::ranges::copy(attributes, kept.begin());
    element->attributes = kept;
    for (const std::string_view child : children)
      if (!node(child)) return false;
    tree_.close();
    return true;
  }

  xml::Attribute attribute(std::string_view bytes) {
    xml::Attribute out;
    Item item;
    for (pbf_reader message(bytes.data(), bytes.size()); message.next();) {
      switch (message.tag_and_type()) {
        case bytes_field(1):
          out.ns = name_of(view_of(message));
          break;
        case bytes_field(2):
          out.name = name_of(view_of(message));
          break;
        case bytes_field(3):
          set_text(out, view_of(message));
          // What aapt2 did not compile is a reference still.
          if (out.text.starts_with('@') || out.text.starts_with('?')) out.kind = xml::ValueKind::Unreadable;
          break;
        case number_field(5):
          out.resource = message.get_uint32();
          break;
        case bytes_field(6):
          item = read_item(view_of(message));
          break;
        default:
          message.skip();
      }
    }
    numbered_ = numbered_ || out.resource != 0;
    take(out, item);
    return out;
  }

  static void set_text(xml::Attribute& out, std::string_view text) {
    const bool sound = utf8::find_invalid(text) == text.npos;
    out.kind = sound ? xml::ValueKind::Text : xml::ValueKind::Unreadable;
    out.text = sound ? text : "";
  }

  // The compiled value stands before the words.
  static void take(xml::Attribute& out, const Item& item) {
    out.data = item.data;
    switch (item.kind) {
      case Item::Kind::None:
        break;
      case Item::Kind::Text:
      case Item::Kind::File:
        set_text(out, item.text);
        break;
      case Item::Kind::Reference:
        out.kind = item.data == 0 ? xml::ValueKind::Unreadable : xml::ValueKind::Reference;
        break;
      case Item::Kind::Integer:
        out.kind = xml::ValueKind::Integer;
        break;
      case Item::Kind::Boolean:
        out.kind = xml::ValueKind::Boolean;
        break;
      case Item::Kind::Other:
        out.kind = xml::ValueKind::Other;
        break;
    }
  }

  // Counts one more element, attribute or child before memory is taken for it.
  bool has_room(std::uint64_t bytes) {
    memory_ += bytes;
    if (++nodes_ <= limits_.max_nodes && memory_ <= limits_.max_memory_bytes) return true;
    return fail(1191, fmt::format("the document has more than {} elements and attributes, or would take more than {} "
                                  "bytes of memory",
                                  limits_.max_nodes, limits_.max_memory_bytes));
  }

  bool fail(std::uint16_t code, std::string message) {
    const std::string path = tree_.current() != nullptr ? document_.path(*tree_.current()) : "/";
    issues_.push_back(error({code}, {source_.get(), 0, 0, path}, std::move(message)));
    return false;
  }

  SourcePtr source_;
  const Limits& limits_;
  xml::Document document_;
  xml::TreeBuilder tree_;
  std::uint64_t nodes_ = 0, memory_ = 0;
  bool numbered_ = false;
  std::vector<Diagnostic> issues_;
};

}  // namespace

Checked<xml::Document> parse_xml(const SourcePtr& source, const Limits& limits) { return Parser(source, limits).run(); }

}  // namespace hegui::read::proto
