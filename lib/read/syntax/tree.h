// One neutral tree of values with places, whatever notation they were written in: TOML, JSON (and JSON5), YAML and
// property lists all become this, so that a format is read once and every remark can name its place. It knows nothing
// of what the values mean.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/date.h"
#include "base/result.h"
#include "base/source.h"

namespace hegui::read::tree {

// What one document may spend; a limit that is hit is an error.
struct Limits {
  std::uint64_t max_bytes = std::uint64_t{64} << 20;  // of text
  std::uint32_t max_depth = 200;                      // arrays and objects within each other
  // Values, with those that YAML aliases repeat; one costs up to kBytesPerValue, and a long text counts as several.
  std::uint32_t max_nodes = 1'000'000;
};

inline constexpr std::uint32_t kBytesPerValue = 256;
// What helps where a document has more values than the limits allow, or is larger.
inline constexpr std::string_view kMoreMemory = "raise it with --max-memory if the document is really meant";
inline constexpr std::string_view kMoreBytes = "raise it with --max-entry-size if the document is really meant";

enum class NodeKind : std::uint8_t {
  Null,  // also a value that is stated in a way nobody here can read: an XML entity that is not expanded
  Bool,
  Int,
  Double,  // also an integer that does not fit 64 bits
  String,
  Date,      // a calendar day: TOML local date, YAML YYYY-MM-DD
  DateTime,  // any other time: `text` as it was written
  Bytes,     // of a property list; what they are is not kept
  Array,
  Object,
};

struct Member;

// One value. Its place is bytes [begin, end) of the document's source.
struct Node {
  NodeKind kind = NodeKind::Null;
  bool flag = false;  // of a Bool
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Date date = {};  // of a Date
  union {
    std::int64_t integer = 0;  // of an Int
    double real;               // of a Double
  };
  std::string_view text = {};            // of a String, unescaped; of a Date or DateTime as it was written
  std::span<const Node> items = {};      // of an Array
  std::span<const Member> members = {};  // of an Object, in the order written; keys differ

  bool is(NodeKind wanted) const { return kind == wanted; }
  // The value under `key` of an Object; null when there is none or this is no object.
  const Node* find(std::string_view key) const;
};

struct Member {
  std::string_view key;
  std::uint32_t key_begin = 0;
  std::uint32_t key_end = 0;
  Node value;
};

// A whole document. Move-only; nodes and their text live as long as it does, and text may point into the source, which
// it keeps.
class Document {
 public:
  explicit Document(SourcePtr source) : source_(std::move(source)), arena_(std::make_unique<Arena>()) {}

  const Node& root() const { return root_; }
  const Source& source() const { return *source_; }
  const SourcePtr& shared_source() const { return source_; }
  // Whether it was written in a binary notation. Then `begin` of a node numbers its step, and places are element paths.
  bool binary() const { return !steps_.empty(); }
  // `/CFBundleURLTypes[1]/CFBundleURLSchemes` of a node in a binary document: keys, and places in arrays from 1; long
  // keys are cut. `/` for the root.
  std::string path(const Node& node) const;
  // Of a text document.
  Span span(const Node& node) const { return {source_.get(), node.begin, node.end, {}}; }
  Span key_span(const Member& member) const { return {source_.get(), member.key_begin, member.key_end, {}}; }

  // How a node of a binary document hangs below another: as the member `key` of step `parent`, or when `index` is not 0
  // as that item. Step 0 is the root.
  struct Step {
    std::uint32_t parent = 0;
    std::uint32_t index = 0;
    std::string_view key = {};
  };

  // For the readers of syntaxes.
  std::vector<Step>& steps() { return steps_; }
  Arena& arena() { return *arena_; }
  void set_root(const Node& root) { root_ = root; }

 private:
  SourcePtr source_;
  std::unique_ptr<Arena> arena_;
  Node root_;
  std::vector<Step> steps_;
};

// What a value is, as an article and noun for a person: `a string`, `an integer`.
std::string_view kind_name(NodeKind kind);

// Keys that stand twice in one object, each later one an error HG1203 that names the first. At most eight are reported.
void find_duplicates(const Document& document, std::span<const Member> members, std::vector<Diagnostic>& issues);
// The same as warnings, at most eight in `issues`; of each key the last member is left, where the first one stood.
void drop_duplicates(const Document& document, std::vector<Member>& members, std::vector<Diagnostic>& issues);

// Refuses what no reader of text takes: more bytes than `most`, or bytes that are not UTF-8 (HG1200). True when it did.
bool refuse_text(const Source& source, std::uint64_t most, std::vector<Diagnostic>& issues);

// JSON as RFC 8259 has it and JSON5 beyond it: comments, trailing commas, single quotes, bare keys, hexadecimal and
// signed numbers. No value beside any error (HG1200 to HG1209).
Checked<Document> parse_json(const SourcePtr& source, const Limits& limits = {});
// The same for what others wrote for their own tools. Of a key that stands twice these take the last value (ECMA-262:
// JSON.parse, and JSON5 after it), so it counts here too, with a warning HG1203.
Checked<Document> parse_foreign_json(const SourcePtr& source, const Limits& limits = {});

// TOML 1.0; stops at the first mistake (HG1200, HG1206, HG1207, HG1220).
Checked<Document> parse_toml(const SourcePtr& source, const Limits& limits = {});

// The first document of a YAML 1.2 stream in its core schema, whose keys differ (3.2.1.1); aliases are resolved, and
// what they repeat counts against the limits (HG1200, HG1203, HG1206, HG1207, HG1230 to HG1233). Merge keys `<<` are
// applied.
Checked<Document> parse_yaml(const SourcePtr& source, const Limits& limits = {});

}  // namespace hegui::read::tree
