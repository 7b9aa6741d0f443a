// The reader of JSON and JSON5. It is our own because places are wanted for every key and value, because manifests of
// several platforms are JSON5, and because hostile depth and size must end in a clear error. A syntax error ends the
// reading; keys written twice do not.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "read/syntax/json_number.h"
#include "read/syntax/tree.h"

namespace hegui::read::tree {
namespace {

constexpr Code kUnexpected{1201}, kUnclosed{1202}, kEscape{1204}, kNumber{1205}, kDepth{1206}, kNodes{1207},
    kControl{1208}, kTrailing{1209};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// ECMAScript's identifier characters, taken widely: any code point beyond ASCII counts, save spaces, which the caller
// skips before.
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// What keys that stand twice in one object are taken for.
enum class Repeats : bool { Refused, LastCounts };

class Parser {
 public:
  Parser(Document& document, const Limits& limits, Repeats repeats, std::vector<Diagnostic>& issues)
      : document_(document), limits_(limits), repeats_(repeats), issues_(issues), text_(document.source().text()) {}

  void run() {
    if (text_.starts_with(utf8::kByteOrderMark)) at_ = utf8::kByteOrderMark.size();
    Node root;
    if (!value(root)) return;
    if (!skip_blank()) return;
    if (at_ != text_.size()) {
      fail(kTrailing, at_, next_size(), fmt::format("expected the end of the document, found {}", found()));
      return;
    }
    document_.set_root(root);
  }

 private:
  bool fail(Code code, std::size_t begin, std::size_t size, std::string message, std::string help = {}) {
    const Span span{
        &document_.source(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size), {}};
    issues_.push_back(error(code, span, std::move(message), std::move(help)));
    return false;
  }

  std::size_t next_size() const { return at_ < text_.size() ? utf8::decode(text_, at_).size : 0; }

  std::string found() const {
    if (at_ >= text_.size()) return "the end of the text";
    return fmt::format("`{}`", text_.substr(at_, next_size()));
  }

  bool unexpected(std::string_view wanted, std::string help = {}) {
    return fail(kUnexpected, at_, next_size(), fmt::format("expected {}, found {}", wanted, found()), std::move(help));
  }

  // Bytes of the white space at `at_`, 0 when there is none (JSON5: White Space, Line Terminators).
  std::size_t blank_size() const {
    const char c = text_[at_];
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    const utf8::Decoded point = utf8::decode(text_, at_);
    const char32_t u = point.value;
    const bool blank = u == 0xA0 || u == 0x1680 || (u >= 0x2000 && u <= 0x200A) || u == 0x2028 || u == 0x2029 ||
                       u == 0x202F || u == 0x205F || u == 0x3000 || u == 0xFEFF;
    return blank ? point.size : 0;
  }

  // White space and comments; false on a comment that does not end.
  bool skip_blank() {
    while (at_ < text_.size()) {
      if (const std::size_t size = blank_size(); size != 0) {
        at_ += size;
      } else if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      } else if (text_.substr(at_, 2) == "/*") {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos)
          return fail(kUnclosed, at_, 2, "this comment does not end", "close it with `*/`");
        at_ = end + 2;
      } else {
        break;
      }
    }
    return true;
  }

  bool value(Node& out) {
    if (!skip_blank()) return false;
    if (++nodes_ > limits_.max_nodes)
      return fail(kNodes, at_, next_size(), fmt::format("more than {} values in one document", limits_.max_nodes),
                  std::string(kMoreMemory));
    out.begin = static_cast<std::uint32_t>(at_);
    if (!value_at(out)) return false;
    out.end = static_cast<std::uint32_t>(at_);
    return true;
  }

  bool value_at(Node& out) {
    if (at_ == text_.size()) return unexpected("a value");
    const char c = text_[at_];
    switch (c) {
      case '{':
        return nested(out, &Parser::object);
      case '[':
        return nested(out, &Parser::array);
      case '"':
      case '\'':
        out.kind = NodeKind::String;
        return string(out.text);
      default:
        break;
    }
    if (is_digit(c) || c == '-' || c == '+' || c == '.') return number(out);
    return word(out);
  }

  bool nested(Node& out, bool (Parser::*body)(Node&)) {
    if (depth_ == limits_.max_depth)
      return fail(kDepth, at_, 1,
                  fmt::format("arrays and objects stand more than {} deep in each other", limits_.max_depth));
    ++depth_;
    const bool ok = (this->*body)(out);
    --depth_;
    return ok;
  }

  bool word(Node& out) {
    std::size_t end = at_;
    while (end < text_.size() && is_name(text_[end])) ++end;
    const std::string_view name = text_.substr(at_, end - at_);
    if (name == "null") {
      out.kind = NodeKind::Null;
    } else if (name == "true" || name == "false") {
      out.kind = NodeKind::Bool;
      out.flag = name == "true";
    } else if (name == "Infinity" || name == "NaN") {
      return number(out);
    } else if (name.empty()) {
      return unexpected("a value");
    } else {
      return fail(kUnexpected, at_, name.size(), fmt::format("expected a value, found `{}`", name),
                  "text stands in quotes");
    }
    at_ = end;
    return true;
  }

  bool number(Node& out) {
    const std::size_t begin = at_;
    std::size_t end = at_;
    // `+` and `-` belong to a number only at its start and after its exponent.
    while (end < text_.size() && (is_name(text_[end]) || text_[end] == '.' ||
                                  ((text_[end] == '+' || text_[end] == '-') && sign_at(begin, end))))
      ++end;
    at_ = end;
    if (read_json_number(text_.substr(begin, end - begin), out)) return true;
    at_ = begin;
    return fail(kNumber, begin, end - begin, fmt::format("`{}` is not a number", text_.substr(begin, end - begin)));
  }

  bool sign_at(std::size_t begin, std::size_t at) const {
    return at == begin || ((text_[at - 1] | 0x20) == 'e' && !text_.substr(begin, at - begin).contains('x') &&
                           !text_.substr(begin, at - begin).contains('X'));
  }

  // A quoted text. Without escapes it is a view of the source.
  bool string(std::string_view& out) {
    const std::size_t begin = at_;
    const char quote = text_[at_++];
    const std::size_t first = at_;
    std::string copy;
    bool copied = false;
    for (std::size_t run = at_;;) {
      if (at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r')
        return fail(kUnclosed, begin, at_ - begin, "this text does not end on its line",
                    fmt::format("close it with `{}`", quote));
      const char c = text_[at_];
      if (c == quote) {
        if (copied) copy.append(text_.substr(run, at_ - run));
        out = copied ? document_.arena().copy(copy) : text_.substr(first, at_ - first);
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20 && c != '\t')
        return fail(kControl, at_, 1,
                    fmt::format("a control character 0x{:02X} stands in a text", static_cast<unsigned>(c)),
                    "write it as an escape");
      if (c != '\\') {
        ++at_;
        continue;
      }
      copied = true;
      copy.append(text_.substr(run, at_ - run));
      if (!escape(copy)) return false;
      run = at_;
    }
  }

  // One escape at `at_`, appended to `out` (JSON5: Escapes; a backslash before a line break joins lines).
  bool escape(std::string& out) {
    const std::size_t begin = at_++;
    if (at_ == text_.size()) return fail(kUnclosed, begin, 1, "this text does not end");
    const char c = text_[at_];
    if (c == 'u') return unicode(out, begin);
    if (c == 'x') {
      const int unit = hexadecimal(at_ + 1, 2);
      if (unit < 0) return fail(kEscape, begin, 2, "`\\x` needs two hexadecimal digits");
      utf8::append(out, static_cast<char32_t>(unit));
      at_ += 3;
      return true;
    }
    if (c == '0' && (at_ + 1 == text_.size() || !is_digit(text_[at_ + 1]))) {
      out.push_back('\0');
      ++at_;
      return true;
    }
    if (is_digit(c)) return fail(kEscape, begin, 2, fmt::format("`\\{}` is not an escape", c));
    if (c == '\r' && text_.substr(at_, 2) == "\r\n") ++at_;
    static constexpr std::string_view kLetters = "bfnrtv", kMeanings = "\b\f\n\r\t\v";
    const std::size_t size = next_size();
    const std::string_view meant = text_.substr(at_, size);
    at_ += size;
    if (c == '\n' || c == '\r' || meant == "\u2028" || meant == "\u2029") return true;
    if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos)
      out.push_back(kMeanings[letter]);
    else
      out.append(meant);
    return true;
  }

  // `count` hexadecimal digits at byte `from`, or -1.
  int hexadecimal(std::size_t from, std::size_t count) const {
    if (from + count > text_.size()) return -1;
    int out = 0;
    for (std::size_t i = from; i < from + count; ++i) {
      const int digit = hex_value(text_[i]);
      if (digit < 0) return -1;
      out = out * 16 + digit;
    }
    return out;
  }

  bool unicode(std::string& out, std::size_t begin) {
    const int unit = hexadecimal(at_ + 1, 4);
    if (unit < 0) return fail(kEscape, begin, 2, "`\\u` needs four hexadecimal digits");
    at_ += 5;
    auto point = static_cast<char32_t>(unit);
    if (point >= 0xD800 && point < 0xDC00 && text_.substr(at_, 2) == "\\u") {
      const int low = hexadecimal(at_ + 2, 4);
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
        at_ += 6;
      }
    }
    if (point >= 0xD800 && point < 0xE000)
      return fail(kEscape, begin, 6, fmt::format("`{}` is half of a surrogate pair", text_.substr(begin, 6)));
    utf8::append(out, point);
    return true;
  }

  // After a member or item: true with `more` set, or false on an error. `close` ends the list, a comma may stand before
  // it.
  bool separator(char close, std::size_t opened, bool& more) {
    if (!skip_blank()) return false;
    if (at_ == text_.size()) return unclosed(opened, close);
    if (text_[at_] == ',') {
      ++at_;
      if (!skip_blank()) return false;
      if (at_ == text_.size()) return unclosed(opened, close);
    } else if (text_[at_] != close) {
      return unexpected(fmt::format("`,` or `{}`", close));
    }
    more = text_[at_] != close;
    if (!more) ++at_;
    return true;
  }

  bool unclosed(std::size_t opened, char close) {
    return fail(kUnclosed, opened, 1, fmt::format("this `{}` is never closed", text_[opened]),
                fmt::format("close it with `{}`", close));
  }

  bool array(Node& out) {
    out.kind = NodeKind::Array;
    const std::size_t opened = at_++;
    std::vector<Node> items;
    bool more = true;
    if (!first_of(']', opened, more)) return false;
    while (more) {
      if (!value(items.emplace_back()) || !separator(']', opened, more)) return false;
    }
    out.items = document_.arena().copy(std::span<const Node>(items));
    return true;
  }

  bool object(Node& out) {
    out.kind = NodeKind::Object;
    const std::size_t opened = at_++;
    std::vector<Member> members;
    bool more = true;
    if (!first_of('}', opened, more)) return false;
    while (more) {
      Member& member = members.emplace_back();
      if (!key(member) || !value(member.value) || !separator('}', opened, more)) return false;
    }
    if (repeats_ == Repeats::LastCounts) drop_duplicates(document_, members, issues_);
    out.members = document_.arena().copy(std::span<const Member>(members));
    if (repeats_ == Repeats::Refused) find_duplicates(document_, out.members, issues_);
    return true;
  }

  bool first_of(char close, std::size_t opened, bool& more) {
    if (!skip_blank()) return false;
    if (at_ == text_.size()) return unclosed(opened, close);
    more = text_[at_] != close;
    if (!more) ++at_;
    return true;
  }

  bool key(Member& member) {
    member.key_begin = static_cast<std::uint32_t>(at_);
    if (text_[at_] == '"' || text_[at_] == '\'') {
      if (!string(member.key)) return false;
    } else {
      std::size_t end = at_;
      while (end < text_.size() && is_name(text_[end])) ++end;
      if (end == at_ || is_digit(text_[at_])) return unexpected("a key", "a key is a name or stands in quotes");
      member.key = text_.substr(at_, end - at_);
      at_ = end;
    }
    member.key_end = static_cast<std::uint32_t>(at_);
    if (!skip_blank()) return false;
    if (at_ == text_.size() || text_[at_] != ':') return unexpected(fmt::format("`:` after the key `{}`", member.key));
    ++at_;
    return true;
  }

  Document& document_;
  const Limits& limits_;
  Repeats repeats_;
  std::vector<Diagnostic>& issues_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t nodes_ = 0;
};

Checked<Document> parse(const SourcePtr& source, const Limits& limits, Repeats repeats) {
  Checked<Document> out;
  if (refuse_text(*source, limits.max_bytes, out.issues)) return out;
  Document document(source);
  Parser(document, limits, repeats, out.issues).run();
  if (std::ranges::none_of(out.issues, [](const Diagnostic& issue) { return issue.level == Level::Error; }))
    out.value = std::move(document);
  return out;
}

}  // namespace

Checked<Document> parse_json(const SourcePtr& source, const Limits& limits) {
  return parse(source, limits, Repeats::Refused);
}

Checked<Document> parse_foreign_json(const SourcePtr& source, const Limits& limits) {
  return parse(source, limits, Repeats::LastCounts);
}

}  // namespace hegui::read::tree
