// Walks the chunks of a ResXMLTree (the platform's ResourceTypes.h) with every size checked against what holds it.
#include "read/syntax/axml.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "read/syntax/axml_strings.h"

namespace hegui::read::axml {
namespace {

constexpr std::uint64_t kNodeHeader = 16;      // chunk header, line number, comment
constexpr std::uint64_t kStartExtension = 20;  // what follows the node header of a start tag
constexpr std::uint64_t kAttributeSize = 20;
constexpr std::uint64_t kSmallestHeader = 8, kLargestHeader = 64;  // of a chunk that can be one
constexpr int kMostBefore = 16;  // chunks looked at for the string pool; the platform steps over others before it

class Parser {
 public:
  Parser(SourcePtr source, const Limits& limits)
      : source_(std::move(source)), limits_(limits), document_(source_, true), tree_(document_) {}

  Checked<xml::Document> run() {
    if (walk()) {
      document_.set_numbered(!resources_.empty());
      if (lost_strings_ != 0)
        issues_.push_back(
            warning({1114}, place(),
                    fmt::format("{} strings lie outside the string pool; what they say is unknown", lost_strings_)));
      return {std::move(document_), std::move(issues_)};
    }
    return {{}, std::move(issues_)};
  }

 private:
  bool walk() {
    const std::string_view text = source_->text();
    if (text.size() > limits_.max_entry_bytes)
      return fail(1113,
                  fmt::format("the document is {} bytes large; the limit is {}", text.size(), limits_.max_entry_bytes));
    if (!is_axml(text)) return fail(1110, "these bytes are no binary XML");
    const Bytes file{text};
    const std::uint64_t stated = file.u32(4);
    if (stated > file.size())
      return fail(1111, fmt::format("the document is cut off: {} of {} bytes are here", file.size(), stated));
    const Bytes bytes{file.slice(0, stated)};
    std::uint64_t at = file.u16(2);
    while (bytes.holds(at, 8)) {
      const std::optional<ChunkView> chunk = chunk_at(bytes, at);
      if (!chunk) return fail(1111, fmt::format("the chunk at byte {} is damaged or reaches past the end", at));
      if (!take(*chunk, at)) return false;
      at += chunk->bytes.size();
      if (finished_) break;
    }
    if (tree_.count() == 0) return fail(1112, "there is no element in this document");
    return true;
  }

  // Strings and numbers of attributes count up to the first chunk of the document proper, as on the platform.
  bool take(const ChunkView& chunk, std::uint64_t at) {
    begun_ = begun_ || (chunk.type >= kStartNamespace && chunk.type <= kLastXmlNode);
    switch (chunk.type) {
      case kStringPool:
        if (!begun_) pool_ = StringPool(chunk, limits_.max_memory_bytes);
        return true;
      case kResourceMap:
        if (!begun_) resources_ = Bytes{chunk.bytes.slice(chunk.header, chunk.bytes.size())}.text();
        return true;
      case kStartElement:
        return start(chunk, at);
      case kEndElement:
        if (tree_.current() == nullptr) return true;
        tree_.close();
        finished_ = tree_.current() == nullptr;
        return true;
      case kCharacterData:
        if (tree_.current() != nullptr && tree_.current()->text.empty() && chunk.bytes.size() >= chunk.header + 4)
          tree_.current()->text = string(chunk.bytes.u32(chunk.header)).value_or("");
        return true;
      default:
        return true;  // namespaces, which no resource number needs, and chunks from outside the format
    }
  }

  bool start(const ChunkView& chunk, std::uint64_t at) {
    if (chunk.header < kNodeHeader || chunk.bytes.size() < chunk.header + kStartExtension)
      return fail(1111, fmt::format("the start tag at byte {} is too short", at));
    if (tree_.depth() == limits_.max_depth)
      return fail(1113, fmt::format("elements are nested more than {} deep", limits_.max_depth));
    const Bytes body{chunk.bytes.slice(chunk.header, chunk.bytes.size())};
    const std::uint64_t first = body.u16(8), stride = body.u16(10), count = body.u16(12);
    if (count != 0 && (stride < kAttributeSize || first + stride * count > body.size()))
      return fail(1111, fmt::format("the attributes of the start tag at byte {} reach past its end", at));
    nodes_ += 1 + count;
    if (nodes_ > limits_.max_nodes)
      return fail(1113, fmt::format("the document has more than {} elements and attributes", limits_.max_nodes));
    memory_ += sizeof(xml::Element) + count * sizeof(xml::Attribute);
    if (memory_ > limits_.max_memory_bytes)
      return fail(1113, fmt::format("the document would take more than {} bytes of memory", limits_.max_memory_bytes));
    xml::Element* element = tree_.open();
    element->ns = name(body.u32(0));
    element->name = name(body.u32(4));
    const std::span<xml::Attribute> attributes = document_.arena().make_array<xml::Attribute>(count);
    for (std::uint64_t i = 0; i < count; ++i) read_attribute(body, first + i * stride, attributes[i]);
    element->attributes = attributes;
    if (pool_.exhausted() || text_ > limits_.max_entry_bytes)
      return fail(1113, fmt::format("the strings of the document come to more than {} bytes", limits_.max_entry_bytes));
    return true;
  }

  void read_attribute(const Bytes& body, std::uint64_t at, xml::Attribute& out) {
    const std::uint32_t name_index = body.u32(at + 4), raw = body.u32(at + 8);
    const std::uint8_t type = body.u8(at + 15);
    out.ns = name(body.u32(at));
    out.name = name(name_index);
    out.resource = Bytes{resources_}.u32(std::uint64_t{name_index} * 4);
    out.data = body.u32(at + 16);
    if (type == kString) {
      set_text(out, string(out.data));
    } else if (type == kReference || type == kDynamicReference) {
      out.kind = out.data == 0 ? xml::ValueKind::Other : xml::ValueKind::Reference;
    } else if (type == kBoolean) {
      out.kind = xml::ValueKind::Boolean;
    } else if (type >= kFirstInteger && type < kFirstColour) {
      out.kind = xml::ValueKind::Integer;
    } else if (type == kNull && raw != kNoString) {
      set_text(out, string(raw));
    } else {
      out.kind = xml::ValueKind::Other;
    }
  }

  static void set_text(xml::Attribute& out, std::optional<std::string_view> text) {
    out.kind = text ? xml::ValueKind::Text : xml::ValueKind::Unreadable;
    out.text = text.value_or("");
  }

  std::optional<std::string_view> string(std::uint32_t index) {
    std::optional<std::string_view> text = pool_.get(index, document_.arena());
    if (text)
      text_ += text->size();
    else
      ++lost_strings_;
    return text;
  }

  std::string_view name(std::uint32_t index) {
    return index == kNoString ? std::string_view{} : string(index).value_or("");
  }

  Span place() const { return {source_.get(), 0, 0, "/"}; }

  bool fail(std::uint16_t code, std::string message) {
    if (tree_.current() == nullptr) {
      issues_.push_back(error({code}, place(), std::move(message)));
    } else {
      const std::string path = document_.path(*tree_.current());
      issues_.push_back(error({code}, {source_.get(), 0, 0, path}, std::move(message)));
    }
    return false;
  }

  SourcePtr source_;
  const Limits& limits_;
  xml::Document document_;
  xml::TreeBuilder tree_;
  StringPool pool_;
  std::string_view resources_;
  std::uint64_t nodes_ = 0;
  std::uint64_t memory_ = 0;  // bytes of the tree
  std::uint64_t text_ = 0;    // bytes of strings, each as often as it is named
  std::uint64_t lost_strings_ = 0;
  bool begun_ = false, finished_ = false;
  std::vector<Diagnostic> issues_;
};

}  // namespace

bool is_axml(std::string_view bytes) {
  const Bytes file{bytes};
  std::uint64_t at = file.u16(2);
  if (file.size() <= 16 || at < kSmallestHeader || at >= kLargestHeader) return false;
  for (int chunk = 0; chunk < kMostBefore; ++chunk) {
    const std::uint16_t header = file.u16(at + 2);
    if (file.u16(at) == kStringPool) return header >= kPoolHeader && header < kLargestHeader;
    if (header < kSmallestHeader || file.u32(at + 4) < header) return false;
    at += file.u32(at + 4);
  }
  return false;
}

Checked<xml::Document> parse(const SourcePtr& source, const Limits& limits) { return Parser(source, limits).run(); }

}  // namespace hegui::read::axml
