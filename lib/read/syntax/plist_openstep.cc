// The OpenStep notation: `{ key = value; }`, `( value, value )`, `<hex>`, strings quoted or of plain characters,
// comments as in C. Everything is a string but those three. A strings table leaves out the outer braces, and a member
// of it may leave out its value, which is then the key.
#include <fmt/format.h>

#include <string>

#include "base/utf8.h"
#include "read/syntax/plist_parts.h"

namespace hegui::read::plist {
namespace {

using tree::Member;
using tree::Node;
using tree::NodeKind;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         c == '/' || c == ':' || c == '.' || c == '-';
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// One pass over the text; `at` is a byte offset.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {
    if (text_.starts_with(utf8::kByteOrderMark)) at_ = utf8::kByteOrderMark.size();
  }

  // Past blanks and comments; false in a comment without end.
  bool skip_blanks() {
    for (;;) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n\f\v", at_), text_.size());
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//")) {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      } else if (rest.starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == text_.npos) return false;
        at_ = end + 2;
      } else {
        return true;
      }
    }
  }

  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::size_t at() const { return at_; }

  // A string as it is written, without its quotes; false when there is none, or it has no end.
  bool take_string(std::string_view& raw, bool& quoted) {
    const char quote = peek();
    quoted = quote == '"' || quote == '\'';
    std::size_t end = at_;
    if (!quoted) {
      while (end < text_.size() && is_plain(text_[end])) ++end;
      raw = text_.substr(at_, end - at_);
      at_ = end;
      return !raw.empty();
    }
    for (++end; end < text_.size() && text_[end] != quote; ++end)
      if (text_[end] == '\\') ++end;
    if (end >= text_.size()) return false;
    raw = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return true;
  }

  bool take_hex() {
    const std::size_t end = text_.find('>', at_);
    if (end == text_.npos) return false;
    for (const char c : text_.substr(at_, end - at_))
      if (hex_digit(c) < 0 && std::string_view(" \t\r\n").find(c) == std::string_view::npos) return false;
    at_ = end + 1;
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// A quoted string's characters: \n and its like, \ooo of three octal digits, \Uxxxx a UTF-16 unit.
std::string unescape(std::string_view raw) {
  std::string out;
  char32_t high = 0;  // a surrogate that waits for its second half
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '\\' || at + 1 == raw.size()) {
      out += raw[at];
      continue;
    }
    const char c = raw[++at];
    constexpr std::string_view kNames = "abfnrtv", kMeanings = "\a\b\f\n\r\t\v";
    if (c == 'U' || c == 'u') {
      char32_t unit = 0;
      for (int digits = 0; digits < 4 && at + 1 < raw.size() && hex_digit(raw[at + 1]) >= 0; ++digits)
        unit = unit << 4 | static_cast<char32_t>(hex_digit(raw[++at]));
      const bool second = unit >= 0xDC00 && unit < 0xE000 && high != 0;
      if (unit >= 0xD800 && unit < 0xDC00) {
        high = unit;
        continue;
      }
      utf8::append(out, second ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : unit);
      high = 0;
    } else if (is_octal(c)) {
      char32_t value = static_cast<char32_t>(c - '0');
      for (int digits = 1; digits < 3 && at + 1 < raw.size() && is_octal(raw[at + 1]); ++digits)
        value = value << 3 | static_cast<char32_t>(raw[++at] - '0');
      utf8::append(out, value);
    } else if (const std::size_t named = kNames.find(c); named != kNames.npos) {
      out += kMeanings[named];
    } else {
      out += c;
    }
  }
  return out;
}

class OpenStepReader {
 public:
  OpenStepReader(const SourcePtr& source, const Limits& limits)
      : limits_(limits), scanner_(source->text()), document_(source) {}

  Checked<tree::Document> run() {
    Node root;
    if (fits() && !tree::refuse_text(document_.source(), limits_.max_entry_bytes, issues_) && read_root(root)) {
      document_.set_root(root);
      return {std::move(document_), std::move(issues_)};
    }
    return {{}, std::move(issues_)};
  }

 private:
  bool fits() {
    const std::size_t size = document_.source().text().size();
    if (size <= limits_.max_entry_bytes) return true;
    return fail(kOverLimit,
                fmt::format("the property list is {} bytes large; the limit is {}", size, limits_.max_entry_bytes));
  }

  bool read_root(Node& root) {
    if (!skip()) return false;
    if (scanner_.done()) return fail(kOpenStepSyntax, "there is no value in this property list");
    const char first = scanner_.peek();
    if (first == '{' || first == '(' || first == '<') {
      if (!read(root, 0) || !skip()) return false;
      return scanner_.done() || fail(kOpenStepSyntax, "a property list holds one value; more stands behind it");
    }
    return read_members(root, 0, false);
  }

  bool read(Node& out, std::uint32_t depth) {
    if (++values_ > max_values(limits_))
      return fail(kOverLimit, fmt::format("the property list has more than {} values", max_values(limits_)));
    if (depth > limits_.max_depth)
      return fail(kOverLimit, fmt::format("values are nested more than {} deep", limits_.max_depth));
    out.begin = static_cast<std::uint32_t>(scanner_.at());
    bool sound = true;
    if (scanner_.take('{')) {
      sound = read_members(out, depth + 1, true);
    } else if (scanner_.take('(')) {
      sound = read_items(out, depth + 1);
    } else if (scanner_.take('<')) {
      out.kind = NodeKind::Bytes;
      sound = scanner_.take_hex() || fail(kOpenStepSyntax, "`<` begins bytes in hexadecimal digits, up to `>`");
    } else {
      out.kind = NodeKind::String;
      sound = read_string(out.text);
    }
    out.end = static_cast<std::uint32_t>(scanner_.at());
    return sound;
  }

  bool read_string(std::string_view& out) {
    std::string_view raw;
    bool quoted = false;
    const char first = scanner_.peek();
    if (!scanner_.take_string(raw, quoted)) {
      if (first == '"' || first == '\'') return fail(kOpenStepSyntax, "this string has no closing quote");
      return fail(kOpenStepSyntax,
                  scanner_.done() ? "a value is expected here, not the end of the text"
                                  : "a value is expected here: a string, `{`, `(` or `<`",
                  "strings with other than letters, digits and _$/:.- stand in quotes");
    }
    out = quoted && raw.find('\\') != raw.npos ? document_.arena().copy(unescape(raw)) : raw;
    return true;
  }

  // Up to the closing brace, or without braces to the end of the text.
  bool read_members(Node& out, std::uint32_t depth, bool braced) {
    std::vector<Member> members;
    for (;;) {
      if (!skip()) return false;
      if (braced ? scanner_.take('}') : scanner_.done()) break;
      Member& member = members.emplace_back();
      member.key_begin = static_cast<std::uint32_t>(scanner_.at());
      if (!read_string(member.key)) return false;
      member.key_end = static_cast<std::uint32_t>(scanner_.at());
      if (!skip()) return false;
      if (scanner_.take('=')) {
        if (!skip() || !read(member.value, depth) || !skip()) return false;
      } else if (!braced && scanner_.peek() == ';') {
        member.value.kind = NodeKind::String;
        member.value.text = member.key;
        member.value.begin = member.key_begin;
        member.value.end = member.key_end;
      } else {
        return fail(kOpenStepSyntax, "`=` is expected here, between a key and its value");
      }
      if (!scanner_.take(';') && !(braced && scanner_.peek() == '}'))
        return fail(kOpenStepSyntax, "`;` is expected here, behind a value");
    }
    keep_last(document_, members, issues_);
    out.kind = NodeKind::Object;
    out.members = document_.arena().copy(std::span<const Member>(members));
    return true;
  }

  bool read_items(Node& out, std::uint32_t depth) {
    std::vector<Node> items;
    for (;;) {
      if (!skip()) return false;
      if (scanner_.take(')')) break;
      if (!read(items.emplace_back(), depth) || !skip()) return false;
      if (!scanner_.take(',') && scanner_.peek() != ')')
        return fail(kOpenStepSyntax, "`,` or `)` is expected here, behind an item");
    }
    out.kind = NodeKind::Array;
    out.items = document_.arena().copy(std::span<const Node>(items));
    return true;
  }

  bool skip() { return scanner_.skip_blanks() || fail(kOpenStepSyntax, "this comment has no `*/`"); }

  bool fail(Code code, std::string message, std::string help = {}) {
    const auto at = static_cast<std::uint32_t>(scanner_.at());
    issues_.push_back(error(code, {&document_.source(), at, at + 1, {}}, std::move(message), std::move(help)));
    return false;
  }

  const Limits& limits_;
  Scanner scanner_;
  tree::Document document_;
  std::vector<Diagnostic> issues_;
  std::uint32_t values_ = 0;
};

}  // namespace

Checked<tree::Document> parse_openstep(const SourcePtr& source, const Limits& limits) {
  return OpenStepReader(source, limits).run();
}

std::vector<std::string_view> openstep_keys(std::string_view text, std::size_t most) {
  std::vector<std::string_view> found;
  Scanner scanner(text);
  if (!scanner.skip_blanks() || !scanner.take('{')) return found;
  std::string_view key;
  bool quoted = false;
  while (found.size() < most && scanner.skip_blanks() && scanner.take_string(key, quoted) && scanner.skip_blanks() &&
         scanner.take('=')) {
    found.push_back(key);
    // Past the value: to the semicolon outside of all brackets and quotes.
    std::size_t depth = 0;
    std::string_view unused;
    while (scanner.skip_blanks() && !scanner.done() && (depth > 0 || scanner.peek() != ';')) {
      const char c = scanner.peek();
      if (c == '{' || c == '(') ++depth;
      if ((c == '}' || c == ')') && depth-- == 0) return found;
      if (is_plain(c) || c == '"' || c == '\'') {
        if (!scanner.take_string(unused, quoted)) return found;
      } else {
        scanner.take(c);
      }
    }
    scanner.take(';');
  }
  return found;
}

}  // namespace hegui::read::plist
