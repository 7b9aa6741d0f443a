// TOML through toml++, behind our tree. toml++ sorts the keys of a table and gives lines and columns; here they become
// the order written and byte spans. What would exhaust its recursion is refused before it sees the text.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/toml_guard.h"
#include "base/toml_library.h"
#include "base/utf8.h"
#include "read/syntax/tree.h"

namespace hegui::read::tree {
namespace {

constexpr Code kDepth{1206}, kNodes{1207}, kSyntax{1220};

// Marks between values; the library has taken up all values, at about 140 bytes each, before they can be counted.
constexpr std::string_view kMarks = ",=[{";
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

class Converter {
 public:
  Converter(Document& document, const Limits& limits, std::vector<Diagnostic>& issues)
      : document_(document), limits_(limits), issues_(issues), text_(document.source().text()) {
    if (text_.starts_with(utf8::kByteOrderMark)) first_ = utf8::kByteOrderMark.size();
    lines_.push_back(static_cast<std::uint32_t>(first_));
    for (std::size_t i = first_; i < text_.size(); ++i)
      if (text_[i] == '\n') lines_.push_back(static_cast<std::uint32_t>(i + 1));
  }

  void run() {
    const std::string_view body = text_.substr(first_);
    if (body.size() > kMostBytes) {
      fail(kNodes, first_, 0, fmt::format("the document is larger than {} MiB", kMostBytes >> 20));
      return;
    }
    const auto marks = std::ranges::count_if(body, [](char c) { return kMarks.contains(c); });
    if (static_cast<std::uint64_t>(marks) > limits_.max_nodes) {
      fail(kNodes, first_, 0,
           fmt::format("the document has about {} values; the limit is {}", marks, limits_.max_nodes),
           std::string(kMoreMemory));
      return;
    }
    if (std::optional<TomlRefusal> refusal = refuse_toml(body)) {
      const Code code = refusal->reason == TomlRefusal::Reason::Depth ? kDepth : kSyntax;
      fail(code, first_ + refusal->begin, refusal->size, std::move(refusal->message), std::move(refusal->help));
      return;
    }
    try {
      parse(body);
    } catch (const TomlImpossible&) {
      fail(kSyntax, first_, 0, "not TOML, in a way its library cannot name",
           "look for quotes or brackets that do not close");
    }
  }

 private:
  void parse(std::string_view body) {
    const toml::parse_result parsed = toml::parse(body);
    if (!parsed) {
      fail_as(parsed.error());
      return;
    }
    Node root;
    if (!convert(parsed.table(), root, 0)) return;
    root.begin = static_cast<std::uint32_t>(first_);
    root.end = static_cast<std::uint32_t>(text_.size());
    document_.set_root(root);
  }

  bool fail(Code code, std::size_t begin, std::size_t size, std::string message, std::string help = {}) {
    const Span span{
        &document_.source(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size), {}};
    issues_.push_back(error(code, span, std::move(message), std::move(help)));
    return false;
  }

  void fail_as(const toml::parse_error& problem) {
    const std::size_t begin = offset(problem.source().begin);
    const std::size_t end = std::max(begin, offset(problem.source().end));
    std::string_view reason = problem.description();
    // "Error while parsing value: …": the place says as much.
    if (const std::size_t colon = reason.find(": ");
        reason.starts_with("Error while parsing") && colon != std::string_view::npos)
      reason.remove_prefix(colon + 2);
    const bool bare = reason.contains("value type");
    fail(kSyntax, begin, end - begin, fmt::format("not TOML: {}", reason),
         bare ? "text stands in quotes; true and false in lower case" : "");
  }

  // The byte of a line and column; the text's end past it.
  std::size_t offset(const toml::source_position& position) const {
    if (position.line == 0 || position.line > lines_.size()) return text_.size();
    // Most values stand behind the one asked for before them, often on a line without end.
    if (position.line != last_.line || position.column < last_.column)
      last_ = {position.line, 1, lines_[position.line - 1]};
    for (; last_.column < position.column && last_.at < text_.size(); ++last_.column)
      last_.at += utf8::decode(text_, last_.at).size;
    return last_.at;
  }

  void place(const toml::source_region& region, std::uint32_t& begin, std::uint32_t& end) const {
    begin = static_cast<std::uint32_t>(offset(region.begin));
    end = std::max(begin, static_cast<std::uint32_t>(offset(region.end)));
  }

  bool convert(const toml::node& from, Node& out, std::uint32_t depth) {
    place(from.source(), out.begin, out.end);
    if (++nodes_ > limits_.max_nodes)
      return fail(kNodes, out.begin, 0, fmt::format("more than {} values in one document", limits_.max_nodes),
                  std::string(kMoreMemory));
    if (depth > limits_.max_depth)
      return fail(kDepth, out.begin, 1,
                  fmt::format("arrays and tables stand more than {} deep in each other", limits_.max_depth));
    switch (from.type()) {
      case toml::node_type::table:
        return table(*from.as_table(), out, depth);
      case toml::node_type::array:
        return array(*from.as_array(), out, depth);
      case toml::node_type::string:
        out.kind = NodeKind::String;
        out.text = document_.arena().copy(std::string_view(from.as_string()->get()));
        return true;
      case toml::node_type::integer:
        out.kind = NodeKind::Int;
        out.integer = from.as_integer()->get();
        return true;
      case toml::node_type::floating_point:
        out.kind = NodeKind::Double;
        out.real = from.as_floating_point()->get();
        return true;
      case toml::node_type::boolean:
        out.kind = NodeKind::Bool;
        out.flag = from.as_boolean()->get();
        return true;
      case toml::node_type::date:
      case toml::node_type::time:
      case toml::node_type::date_time:
        return time(from, out);
      case toml::node_type::none:
        break;
    }
    return true;
  }

  bool time(const toml::node& from, Node& out) {
    out.text = text_.substr(out.begin, out.end - out.begin);
    out.kind = NodeKind::DateTime;
    if (const auto* date = from.as_date()) {
      const toml::date& day = date->get();
      const std::optional<Date> read = parse_date(fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day));
      if (!read) return fail(kSyntax, out.begin, out.end - out.begin, fmt::format("`{}` is not a day", out.text));
      out.kind = NodeKind::Date;
      out.date = *read;
    }
    return true;
  }

  bool array(const toml::array& from, Node& out, std::uint32_t depth) {
    out.kind = NodeKind::Array;
    const std::span<Node> items = document_.arena().make_array<Node>(from.size());
    for (std::size_t i = 0; i < items.size(); ++i)
      if (!convert(from[i], items[i], depth + 1)) return false;
    out.items = items;
    return true;
  }

  bool table(const toml::table& from, Node& out, std::uint32_t depth) {
    out.kind = NodeKind::Object;
    const std::span<Member> members = document_.arena().make_array<Member>(from.size());
    std::size_t i = 0;
    for (const auto& [key, node] : from) {
      Member& member = members[i++];
      member.key = document_.arena().copy(key.str());
      place(key.source(), member.key_begin, member.key_end);
      if (!convert(node, member.value, depth + 1)) return false;
    }
    std::ranges::stable_sort(members, {}, &Member::key_begin);
    out.members = members;
    return true;
  }

  Document& document_;
  const Limits& limits_;
  std::vector<Diagnostic>& issues_;
  std::string_view text_;
  std::size_t first_ = 0;             // where the text begins after a byte order mark
  std::vector<std::uint32_t> lines_;  // where each line begins
  struct Place {
    toml::source_index line, column;
    std::size_t at;
  };
  mutable Place last_{};  // the place asked for last
  std::uint32_t nodes_ = 0;
};

}  // namespace

Checked<Document> parse_toml(const SourcePtr& source, const Limits& limits) {
  Checked<Document> out;
  if (refuse_text(*source, limits.max_bytes, out.issues)) return out;
  Document document(source);
  Converter(document, limits, out.issues).run();
  if (out.issues.empty()) out.value = std::move(document);
  return out;
}

}  // namespace hegui::read::tree
