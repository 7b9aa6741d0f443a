// YAML through yaml-cpp's events, behind our tree. Aliases share what they repeat, so a bomb costs no memory, and the
// size they stand for counts against the limits, so that it costs no reader time either.
#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <istream>
#include <limits>
#include <streambuf>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "read/syntax/tree.h"

namespace hegui::read::tree {
namespace {

constexpr Code kDepth{1206}, kNodes{1207}, kSyntax{1230}, kAlias{1231}, kKey{1232}, kDocuments{1233};

// The library takes up the whole of a collection in brackets before it gives the first event of it, and what is in it
// with some 200 bytes for each comma.
constexpr std::uint32_t kMostMarks = 400'000;
// A text costs what it holds besides its value, since aliases may repeat it: one value's cost for so many bytes.
constexpr std::size_t kTextPerValue = kBytesPerValue;

// Ends the parse from within an event; the reason already stands among the issues.
struct Refused {};

// Scalars of the core schema (YAML 1.2.2 §10.3.2), and days.
bool resolve_number(std::string_view text, Node& out) {
  std::string_view body = text;
  const bool negative = body.starts_with('-');
  if (negative || body.starts_with('+')) body.remove_prefix(1);
  int base = 10;
  if (!negative && body.size() == text.size() && (body.starts_with("0x") || body.starts_with("0o"))) {
    base = body[1] == 'x' ? 16 : 8;
    body.remove_prefix(2);
  }
  std::int64_t magnitude = 0;
  const char* const end = body.data() + body.size();
  if (body.empty() || body[0] == '-' || body[0] == '+') return false;
  if (const auto [stop, problem] = std::from_chars(body.data(), end, magnitude, base);
      stop == end && problem == std::errc{}) {
    out.kind = NodeKind::Int;
    out.integer = negative ? -magnitude : magnitude;
    return true;
  }
  if (base != 10 || body.find_first_not_of("0123456789.eE+-") != std::string_view::npos || body == ".") return false;
  const auto [stop, problem] = std::from_chars(body.data(), end, out.real);
  if (stop != end || problem != std::errc{}) return false;
  out.kind = NodeKind::Double;
  if (negative) out.real = -out.real;
  return true;
}

void resolve_plain(std::string_view text, Node& out) {
  out.kind = NodeKind::String;
  if (text == "true" || text == "True" || text == "TRUE" || text == "false" || text == "False" || text == "FALSE") {
    out.kind = NodeKind::Bool;
    out.flag = (text[0] | 0x20) == 't';
  } else if (const std::optional<Date> date = parse_date(text)) {
    out.kind = NodeKind::Date;
    out.date = *date;
  } else {
    resolve_number(text, out);
  }
}

class Builder final : public YAML::EventHandler {
 public:
  Builder(Document& document, const Limits& limits, std::vector<Diagnostic>& issues)
      : document_(document), limits_(limits), issues_(issues), text_(document.source().text()) {
    if (text_.starts_with(utf8::kByteOrderMark)) first_ = utf8::kByteOrderMark.size();
  }

  std::size_t offset(const YAML::Mark& mark) const {
    return mark.pos < 0 ? text_.size() : std::min(text_.size(), first_ + static_cast<std::size_t>(mark.pos));
  }

  void fail(Code code, std::size_t begin, std::size_t size, std::string message, std::string help = {}) {
    const Span span{
        &document_.source(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size), {}};
    issues_.push_back(error(code, span, std::move(message), std::move(help)));
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    refuse(kDocuments, offset(mark), "a second document begins here; only one can be read");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node = start(mark);
    node.end = node.begin;
    if (text_.substr(node.begin, 1) == "~") node.end += 1;
    if (text_.substr(node.begin, 4) == "null") node.end += 4;
    finish(node, anchor, 1);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node = start(mark);
    node.kind = NodeKind::String;
    node.text = document_.arena().copy(std::string_view(value));
    node.end = static_cast<std::uint32_t>(scalar_end(node.begin, node.text));
    if (tag == "?") resolve_plain(node.text, node);
    const std::uint64_t more = node.text.size() / kTextPerValue;
    count(more, node.begin);
    finish(node, anchor, 1 + more);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    const std::size_t at = offset(mark);
    if (known == anchors_.end()) refuse(kAlias, at, "an alias stands within what it names");
    Node node = known->second.node;
    node.begin = static_cast<std::uint32_t>(at);
    node.end = static_cast<std::uint32_t>(std::min(text_.find_first_of(" \t\r\n,]}", at), text_.size()));
    if (frames_.size() + known->second.height > limits_.max_depth) too_deep(at);
    count(known->second.size, at);
    add(node, known->second.size, known->second.height);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, NodeKind::Array, anchor);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, NodeKind::Object, anchor);
  }

  void OnSequenceEnd() override {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    frame.node.items = document_.arena().copy(std::span<const Node>(frame.items));
    if (!frame.items.empty()) frame.node.end = std::max(frame.node.end, frame.items.back().end);
    finish(frame.node, frame.anchor, frame.size, frame.height);
  }

  void OnMapEnd() override {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    find_duplicates(document_, frame.members, issues_);
    if (!issues_.empty()) throw Refused{};
    if (!frame.members.empty()) frame.node.end = std::max(frame.node.end, frame.members.back().value.end);
    merge(frame.members);
    frame.node.members = document_.arena().copy(std::span<const Member>(frame.members));
    finish(frame.node, frame.anchor, frame.size, frame.height);
  }

 private:
  struct Frame {
    Node node;
    YAML::anchor_t anchor = 0;
    std::vector<Node> items;
    std::vector<Member> members;
    bool has_key = false;
    std::uint64_t size = 1;    // values, this one included
    std::uint32_t height = 1;  // levels, this one included
  };
  struct Anchored {
    Node node;
    std::uint64_t size;
    std::uint32_t height;
  };

  [[noreturn]] void refuse(Code code, std::size_t at, std::string message) {
    fail(code, at, std::min<std::size_t>(1, text_.size() - at), std::move(message),
         code == kNodes ? std::string(kMoreMemory) : std::string{});
    throw Refused{};
  }
  [[noreturn]] void too_deep(std::size_t at) {
    refuse(kDepth, at, fmt::format("lists and maps stand more than {} deep in each other", limits_.max_depth));
  }

  void count(std::uint64_t size, std::size_t at) {
    nodes_ += size;
    if (nodes_ > limits_.max_nodes)
      refuse(kNodes, at,
             fmt::format("more than {} values in one document; what aliases repeat counts, and a long text as several",
                         limits_.max_nodes));
  }

  Node start(const YAML::Mark& mark) {
    Node node;
    node.begin = static_cast<std::uint32_t>(offset(mark));
    node.end = node.begin;
    count(1, node.begin);
    return node;
  }

  void open(const YAML::Mark& mark, NodeKind kind, YAML::anchor_t anchor) {
    Frame frame;
    frame.node = start(mark);
    frame.node.kind = kind;
    frame.node.end = static_cast<std::uint32_t>(std::min<std::size_t>(frame.node.begin + 1, text_.size()));
    frame.anchor = anchor;
    if (frames_.size() >= limits_.max_depth) too_deep(frame.node.begin);
    frames_.push_back(std::move(frame));
  }

  void finish(const Node& node, YAML::anchor_t anchor, std::uint64_t size, std::uint32_t height = 0) {
    if (anchor != 0) anchors_.insert_or_assign(anchor, Anchored{node, size, height});
    add(node, size, height);
  }

  // Puts a finished value where it belongs: as the root, an item, a key, or the value of the last key.
  void add(const Node& node, std::uint64_t size, std::uint32_t height) {
    if (frames_.empty()) {
      document_.set_root(node);
      return;
    }
    Frame& frame = frames_.back();
    frame.size += size;
    frame.height = std::max(frame.height, height + 1);
    if (frame.node.is(NodeKind::Array)) {
      frame.items.push_back(node);
    } else if (frame.has_key) {
      frame.members.back().value = node;
      frame.has_key = false;
    } else {
      if (node.is(NodeKind::Array) || node.is(NodeKind::Object))
        refuse(kKey, node.begin, "a key must be a plain value");
      // A scalar key is known by its text, whatever it would mean as a value; `null` has none.
      const std::string_view key =
          node.is(NodeKind::Null) ? text_.substr(node.begin, node.end - node.begin) : node.text;
      frame.members.push_back({key, node.begin, node.end, {}});
      frame.has_key = true;
    }
  }

  // The members that `<<` stands for; keys of the map itself win, then the earlier of several maps.
  void merge(std::vector<Member>& members) {
    const auto at = std::ranges::find(members, std::string_view("<<"), &Member::key);
    if (at == members.end()) return;
    const Node merged = at->value;
    members.erase(at);
    std::unordered_set<std::string_view> own;
    for (const Member& member : members) own.insert(member.key);
    const auto take = [&](const Node& map) {
      for (const Member& member : map.members)
        if (own.insert(member.key).second) members.push_back(member);
    };
    if (merged.is(NodeKind::Object)) take(merged);
    for (const Node& map : merged.items) take(map);
  }

  // Where a scalar that begins at `begin` ends: exact for plain and quoted ones on one line, else the end of the line.
  std::size_t scalar_end(std::size_t begin, std::string_view value) const {
    if (text_.substr(begin).starts_with(value) && !value.empty()) return begin + value.size();
    const std::size_t line_end = std::min(text_.find_first_of("\r\n", begin), text_.size());
    if (begin >= text_.size() || (text_[begin] != '"' && text_[begin] != '\'')) return line_end;
    for (std::size_t i = begin + 1; i < line_end; ++i) {
      if (text_[begin] == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_[i] == text_[begin]) {
        if (text_[begin] == '"' || text_.substr(i, 2) != "''") return i + 1;
        ++i;
      }
    }
    return line_end;
  }

  Document& document_;
  const Limits& limits_;
  std::vector<Diagnostic>& issues_;
  std::string_view text_;
  std::size_t first_ = 0;
  std::vector<Frame> frames_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;
  std::uint64_t nodes_ = 0;
  int documents_ = 0;
};

// A text as a stream, without a copy of it.
class TextBuffer final : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

// The mark at which a collection in brackets, as far as they can be told without reading, has more of them than `most`;
// npos when none has.
std::size_t find_long_collection(std::string_view text, std::uint32_t most) {
  std::uint32_t open = 0, marks = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '[' || c == '{') {
      ++open;
    } else if (c == ']' || c == '}') {
      if (open > 0 && --open == 0) marks = 0;
    } else if (c != ',') {
      continue;
    }
    if (open > 0 && ++marks > most) return at;
  }
  return std::string_view::npos;
}

void run(Builder& builder, std::string_view text) {
  if (const std::size_t at = find_long_collection(text, kMostMarks); at != std::string_view::npos)
    return builder.fail(kNodes, at, 1, fmt::format("a list or map in brackets has more than {} members", kMostMarks),
                        "write one member on a line, without brackets");
  try {
    TextBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) continue;
  } catch (const Refused&) {
    return;
  } catch (const YAML::Exception& problem) {
    builder.fail(kSyntax, builder.offset(problem.mark), 1, fmt::format("not YAML: {}", problem.msg));
  }
}

}  // namespace

Checked<Document> parse_yaml(const SourcePtr& source, const Limits& limits) {
  Checked<Document> out;
  if (refuse_text(*source, limits.max_bytes, out.issues)) return out;
  Document document(source);
  Builder builder(document, limits, out.issues);
  run(builder, source->text());
  if (out.issues.empty()) out.value = std::move(document);
  return out;
}

}  // namespace hegui::read::tree
