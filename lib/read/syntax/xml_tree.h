// Elements and attributes with their places: the one shape that text XML and Android's binary XML are both read into,
// so that what a document means is written once. Comments and processing instructions are left out.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/source.h"

namespace hegui::read::xml {

enum class ValueKind : std::uint8_t {
  Text,        // `text` is the value; the only kind a text document has beside Unreadable
  Integer,     // `data`, signed 32 bits
  Boolean,     // `data` is 0 or not
  Reference,   // `data` is the number of a resource
  Other,       // a colour, dimension or theme attribute: no fact is made of these
  Unreadable,  // stated, but what it says could not be read (an entity that is not expanded, a string out of bounds)
};

struct Attribute {
  std::string_view ns;    // URI, empty without one
  std::string_view name;  // local part; packers blank it in binary documents
  std::uint32_t resource =
      0;  // of a binary document: the attribute's resource number, by which the platform knows it; 0 none
  ValueKind kind = ValueKind::Text;
  std::string_view text = {};
  std::uint32_t data = 0;
  std::uint32_t begin = 0, end = 0;  // bytes of the whole attribute in a text document
};

struct Element {
  std::string_view ns, name;  // as of an attribute
  std::span<const Attribute> attributes;
  std::string_view text;         // the character data directly inside, in one, blanks around it trimmed
  bool text_unreadable = false;  // an entity that is not expanded stands in it
  const Element* parent = nullptr;
  const Element* first = nullptr;
  const Element* next = nullptr;
  std::uint32_t begin = 0, end = 0;  // bytes of the start tag in a text document
  // Position among the siblings of its name from 1, and whether it is the only one; filled when a path is first asked
  // for.
  mutable std::uint32_t ordinal = 0;
  mutable bool alone = true;
};

// A parsed document. It owns the elements; strings are its own or the source's. Move-only.
class Document {
 public:
  Document(SourcePtr source, bool binary) : source_(std::move(source)), binary_(binary) {}

  const SourcePtr& source() const { return source_; }
  // Whether it is Android's compiled form: then its values are typed and its places are element paths.
  bool binary() const { return binary_; }
  // Whether attributes are known by resource number, as in every sound binary document.
  bool numbered() const { return numbered_; }
  const Element& root() const { return *root_; }

  // `/manifest/uses-permission[3]`, or of an attribute `/manifest/uses-permission[3]@name`: a number where siblings
  // share the name; long names are cut, a blank one is `?`.
  std::string path(const Element& element) const;
  // An attribute's path, by that of its element.
  static std::string path(std::string_view element, std::string_view attribute);

  // For those who build a document.
  Arena& arena() { return arena_; }
  void set_root(const Element* root) { root_ = root; }
  void set_numbered(bool numbered) { numbered_ = numbered; }
  // Memory the strings of the elements point into.
  void keep(std::shared_ptr<const void> memory) { memory_ = std::move(memory); }

 private:
  SourcePtr source_;
  bool binary_;
  bool numbered_ = false;
  Arena arena_;
  std::shared_ptr<const void> memory_;
  const Element* root_ = nullptr;
};

// Puts elements below each other in document order; both readers build with it.
class TreeBuilder {
 public:
  explicit TreeBuilder(Document& document) : document_(document) {}

  // A new element inside the open one; the first becomes the root. It is open until `close`.
  Element* open();
  void close();
  Element* current() { return current_; }
  std::uint32_t depth() const { return depth_; }
  std::uint32_t count() const { return count_; }

 private:
  Document& document_;
  Element* current_ = nullptr;
  Element* last_ = nullptr;  // last finished child of `current_`, or null
  std::uint32_t depth_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace hegui::read::xml
