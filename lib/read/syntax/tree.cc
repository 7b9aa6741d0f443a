// What all syntaxes share: looking members up, naming kinds, finding keys written twice.
#include "read/syntax/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/utf8.h"

namespace hegui::read::tree {

const Node* Node::find(std::string_view key) const {
  const auto it = std::ranges::find(members, key, &Member::key);
  return it == members.end() ? nullptr : &it->value;
}

std::string Document::path(const Node& node) const {
  constexpr std::size_t kMaxKey = 64;
  std::vector<std::uint32_t> way;
  for (std::uint32_t at = node.begin; at != 0; at = steps_[at].parent) way.push_back(at);
  if (way.empty()) return "/";
  std::string out = steps_[way.back()].index != 0 ? "/" : "";
  for (std::size_t i = way.size(); i-- > 0;) {
    const Step& step = steps_[way[i]];
    if (step.index != 0) {
      out += fmt::format("[{}]", step.index);
    } else {
      out += '/';
      out += utf8::printable(step.key.substr(0, kMaxKey));
    }
  }
  return out;
}

std::string_view kind_name(NodeKind kind) {
  switch (kind) {
    case NodeKind::Null:
      return "null";
    case NodeKind::Bool:
      return "a boolean";
    case NodeKind::Int:
      return "an integer";
    case NodeKind::Double:
      return "a decimal number";
    case NodeKind::String:
      return "a string";
    case NodeKind::Date:
      return "a date";
    case NodeKind::DateTime:
      return "a time";
    case NodeKind::Bytes:
      return "bytes";
    case NodeKind::Array:
      return "an array";
    case NodeKind::Object:
      return "a table";
  }
  return "a value";
}

namespace {

constexpr Code kTwice{1203};
constexpr std::ptrdiff_t kReported = 8;

// Places among the members, by key, those of one key in the order written; none when all keys differ.
std::vector<std::uint32_t> order_of_repeats(std::span<const Member> members) {
  std::vector<std::uint32_t> order(members.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto key = [&](std::uint32_t at) { return members[at].key; };
  std::ranges::stable_sort(order, {}, key);
  if (std::ranges::adjacent_find(order, {}, key) == order.end()) order.clear();
  return order;
}

Diagnostic repeat(const Document& document, const Member& first, const Member& later, std::string message) {
  Diagnostic out = error(kTwice, document.key_span(later), std::move(message), "keep one of the two");
  out.related.push_back({resolve(document.key_span(first)), "first here"});
  return out;
}

}  // namespace

void find_duplicates(const Document& document, std::span<const Member> members, std::vector<Diagnostic>& issues) {
  const std::vector<std::uint32_t> order = order_of_repeats(members);
  std::ptrdiff_t reported = 0;
  std::size_t first = 0;
  for (std::size_t i = 1; i < order.size() && reported < kReported; ++i) {
    const Member& later = members[order[i]];
    if (members[order[first]].key != later.key) {
      first = i;
      continue;
    }
    issues.push_back(repeat(document, members[order[first]], later, fmt::format("`{}` stands twice", later.key)));
    ++reported;
  }
}

void drop_duplicates(const Document& document, std::vector<Member>& members, std::vector<Diagnostic>& issues) {
  const std::vector<std::uint32_t> order = order_of_repeats(members);
  if (order.empty()) return;
  std::vector<Member> last = members;
  std::vector<bool> dropped(members.size());
  std::ptrdiff_t reported = std::ranges::count(issues, kTwice, &Diagnostic::code);
  std::size_t first = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const Member& later = members[order[i]];
    if (members[order[first]].key != later.key) {
      first = i;
      continue;
    }
    last[order[first]] = later;
    dropped[order[i]] = true;
    if (++reported > kReported) continue;
    issues.push_back(repeat(document, members[order[first]], later,
                            fmt::format("`{}` stands twice; the last one counts", later.key)));
    issues.back().level = Level::Warning;
  }
  members.clear();
  for (std::size_t i = 0; i < last.size(); ++i)
    if (!dropped[i]) members.push_back(last[i]);
}

bool refuse_text(const Source& source, std::uint64_t most, std::vector<Diagnostic>& issues) {
  const std::string_view text = source.text();
  most = std::min<std::uint64_t>(most, std::numeric_limits<std::uint32_t>::max() - 1);
  if (text.size() > most) {
    issues.push_back(error(Code{1200}, Span{&source, 0, 0, {}},
                           fmt::format("the text is {} bytes large; the limit is {}", text.size(), most),
                           std::string(kMoreBytes)));
    return true;
  }
  const std::size_t invalid = utf8::find_invalid(text);
  if (invalid == std::string_view::npos) return false;
  const auto at = static_cast<std::uint32_t>(invalid);
  issues.push_back(error(Code{1200}, Span{&source, at, at + 1, {}}, "the text is not UTF-8", "save the file as UTF-8"));
  return true;
}

}  // namespace hegui::read::tree
