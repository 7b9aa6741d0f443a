#include "cel/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace hegui::cel {
namespace {

constexpr std::string_view kReserved[] = {"as",        "break",  "const",  "continue", "else", "for",
                                          "function",  "if",     "import", "let",      "loop", "package",
                                          "namespace", "return", "var",    "void",     "while"};
constexpr std::string_view kKeywords[] = {"in", "true", "false", "null"};
constexpr std::string_view kOperators[] = {"&&", "||", "==", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}",
                                           ".",  ",",  ":",  "?",  "!",  "<",  ">", "+", "-", "*", "/", "%"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool starts_name(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool in_name(char c) { return starts_name(c) || is_digit(c); }

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Token>& out) : text_(text), out_(out) {}

  std::optional<Mistake> run() {
    if (const std::size_t at = utf8::find_invalid(text_); at != std::string_view::npos)
      return Mistake{{2008}, u32(at), u32(at + 1), "the condition is not valid UTF-8"};
    while (skip_blanks(), at_ < text_.size()) {
      begin_ = at_;
      if (!token()) return mistake_;
    }
    out_.push_back({TokenKind::End, u32(text_.size()), u32(text_.size())});
    return std::nullopt;
  }

 private:
  static std::uint32_t u32(std::size_t n) { return static_cast<std::uint32_t>(n); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  bool fail(std::uint16_t code, std::size_t begin, std::size_t end, std::string message, std::string help = {}) {
    mistake_ = {{code}, u32(begin), u32(end), std::move(message), std::move(help)};
    return false;
  }

  void skip_blanks() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '/' && peek(1) == '/') {
        at_ = std::min(text_.find('\n', at_), text_.size());
        if (at_ == text_.size()) return;
      } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
        return;
      }
    }
  }

  Token& add(TokenKind kind) { return out_.emplace_back(Token{kind, u32(begin_), u32(at_)}); }

  bool token() {
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '\'' || c == '"') return string(false, false);
    if (starts_name(c)) {
      std::size_t prefix = 0;
      bool raw = false, bytes = false;
      for (; prefix < 2; ++prefix) {
        const char p = peek(prefix);
        if ((p == 'r' || p == 'R') && !raw)
          raw = true;
        else if ((p == 'b' || p == 'B') && !bytes)
          bytes = true;
        else
          break;
      }
      if (prefix > 0 && (peek(prefix) == '\'' || peek(prefix) == '"')) {
        at_ += prefix;
        return string(raw, bytes);
      }
      return word();
    }
    if (c == '`') return quoted();
    for (const std::string_view op : kOperators) {
      if (!text_.substr(at_).starts_with(op)) continue;
      at_ += op.size();
      add(TokenKind::Operator).text = op;
      return true;
    }
    return unexpected();
  }

  bool unexpected() {
    const utf8::Decoded point = utf8::decode(text_, at_);
    const std::string shown = utf8::printable(text_.substr(at_, point.size));
    std::string help;
    if (text_[at_] == '&' || text_[at_] == '|') help = fmt::format("write `{0}{0}`", text_[at_]);
    if (text_[at_] == '=') help = "write `==` to compare";
    return fail(2001, at_, at_ + point.size, fmt::format("unexpected character `{}`", shown), std::move(help));
  }

  bool word() {
    while (in_name(peek())) ++at_;
    const std::string_view name = text_.substr(begin_, at_ - begin_);
    const auto among = [&](const auto& words) { return std::ranges::find(words, name) != std::end(words); };
    add(among(kKeywords)   ? TokenKind::Keyword
        : among(kReserved) ? TokenKind::Reserved
                           : TokenKind::Identifier)
        .text = name;
    return true;
  }

  bool quoted() {
    const std::size_t close = text_.find('`', at_ + 1);
    if (close == std::string_view::npos) return fail(2002, at_, at_ + 1, "this back quote is not closed");
    const std::string_view name = text_.substr(at_ + 1, close - at_ - 1);
    const auto allowed = [](char c) { return in_name(c) || c == '.' || c == '-' || c == '/' || c == ' '; };
    at_ = close + 1;
    if (name.empty() || !std::ranges::all_of(name, allowed))
      return fail(2003, begin_, at_, "a name in back quotes holds letters, digits, `_`, `.`, `-`, `/` and spaces only");
    add(TokenKind::Quoted).text = name;
    return true;
  }

  bool number() {
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      at_ += 2;
      const std::size_t digits = at_;
      while (is_hex(peek())) ++at_;
      return integer(text_.substr(digits, at_ - digits), 16);
    }
    while (is_digit(peek())) ++at_;
    bool real = false;
    if (peek() == '.' && is_digit(peek(1))) {
      real = true;
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    if (peek() == 'e' || peek() == 'E') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (is_digit(peek(1 + sign))) {
        real = true;
        at_ += 1 + sign;
        while (is_digit(peek())) ++at_;
      }
    }
    const std::string_view digits = text_.substr(begin_, at_ - begin_);
    if (!real) return integer(digits, 10);
    if (in_name(peek())) return bad_number();
    double value = 0;
    const std::string padded = digits.front() == '.' ? "0" + std::string(digits) : std::string(digits);
    const auto [end, status] = std::from_chars(padded.data(), padded.data() + padded.size(), value);
    // Too small is zero, too large is an error; the library tells them apart no further.
    const bool tiny = digits.find("e-") != std::string_view::npos || digits.find("E-") != std::string_view::npos;
    if (status != std::errc{} && !tiny) return fail(2004, begin_, at_, "this number does not fit a double");
    Token& token = add(TokenKind::Double);
    token.real = value;
    return true;
  }

  bool integer(std::string_view digits, int base) {
    std::uint64_t value = 0;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    const bool is_unsigned = peek() == 'u' || peek() == 'U';
    if (is_unsigned) ++at_;
    if (digits.empty() || in_name(peek())) return bad_number();
    if (status != std::errc{}) return fail(2004, begin_, at_, "this number does not fit 64 bits");
    Token& token = add(is_unsigned ? TokenKind::Uint : TokenKind::Int);
    token.number = value;
    return true;
  }

  bool bad_number() {
    while (in_name(peek())) ++at_;
    return fail(2004, begin_, at_, fmt::format("`{}` is not a number", text_.substr(begin_, at_ - begin_)));
  }

  bool string(bool raw, bool bytes) {
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    std::string out;
    for (;;) {
      if (at_ >= text_.size() || (!triple && (peek() == '\n' || peek() == '\r')))
        return fail(2002, begin_, begin_ + 1, bytes ? "these bytes are not closed" : "this string is not closed",
                    fmt::format("end it with {}", std::string(triple ? 3 : 1, quote)));
      const char c = peek();
      if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) break;
      if (c == '\\' && !raw) {
        if (!escape(out, bytes)) return false;
      } else {
        out += c;
        ++at_;
      }
    }
    at_ += triple ? 3 : 1;
    add(bytes ? TokenKind::Bytes : TokenKind::String).text = std::move(out);
    return true;
  }

  bool escape(std::string& out, bool bytes) {
    static constexpr std::string_view kLetters = "abfnrtv\\?\"'`";
    static constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\?\"'`";
    const std::size_t begin = at_++;
    const char c = peek();
    if (const std::size_t simple = kLetters.find(c); c != '\0' && simple != std::string_view::npos) {
      out += kMeanings[simple];
      ++at_;
      return true;
    }
    std::size_t digits = 0;
    int base = 16;
    if (c == 'x' || c == 'X') digits = 2;
    if (c == 'u' && !bytes) digits = 4;
    if (c == 'U' && !bytes) digits = 8;
    if (digits > 0) ++at_;
    if (c >= '0' && c <= '3') digits = 3, base = 8;
    if (digits == 0)
      return bad_escape(begin, at_ + utf8::decode(text_.substr(0, text_.size()), std::min(at_, text_.size() - 1)).size);
    std::uint32_t value = 0;
    const std::string_view body = text_.substr(at_, digits);
    const auto [end, status] = std::from_chars(body.data(), body.data() + body.size(), value, base);
    if (body.size() != digits || status != std::errc{} || end != body.data() + digits) return bad_escape(begin, at_);
    at_ += digits;
    if (bytes) {
      out += static_cast<char>(value);
      return true;
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
      return fail(2003, begin, at_, fmt::format("`{}` is no Unicode character", text_.substr(begin, at_ - begin)));
    utf8::append(out, value);
    return true;
  }

  bool bad_escape(std::size_t begin, std::size_t end) {
    end = std::min(end, text_.size());
    return fail(2003, begin, end,
                fmt::format("`{}` is no escape sequence", utf8::printable(text_.substr(begin, end - begin))),
                "write a backslash as `\\\\`, or put `r` before the string");
  }

  std::string_view text_;
  std::vector<Token>& out_;
  std::size_t at_ = 0, begin_ = 0;
  Mistake mistake_;
};

}  // namespace

std::optional<Mistake> tokenize(std::string_view text, std::vector<Token>& out) { return Lexer(text, out).run(); }

}  // namespace hegui::cel
