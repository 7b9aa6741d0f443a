#include "read/syntax/script_literal.h"

#include <algorithm>
#include <initializer_list>

namespace hegui::read {
namespace {

constexpr std::string_view kConfigBlock = "<config>";

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Reads tokens of the script as far as finding the ends of values needs it.
class Scanner {
 public:
  explicit Scanner(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool ended() const { return at_ >= text_.size(); }
  char peek() const { return ended() ? '\0' : text_[at_]; }
  bool starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  bool take(std::string_view word) {
    if (!starts(word)) return false;
    at_ += word.size();
    return true;
  }

  void skip_blanks() {
    while (!ended()) {
      if (starts("//"))
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (starts("/*"))
        at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
      else if (std::string_view(" \t\r\n").find(peek()) != std::string_view::npos)
        ++at_;
      else
        return;
    }
  }

  void skip_quoted() {
    const char quote = text_[at_++];
    while (!ended() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
  }

  std::string_view word() {
    const std::size_t begin = at_;
    while (!ended() && is_word(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // A name of a member, with or without quotes; empty when none stands here.
  std::string_view name() {
    if (peek() != '"' && peek() != '\'') return word();
    const std::size_t begin = at_ + 1;
    skip_quoted();
    return text_.substr(begin, at_ > begin ? at_ - begin - 1 : 0);
  }

  // To the comma or the brace after the value. Whether all of it is literal.
  bool skip_value() {
    bool literal = true;
    for (std::size_t depth = 0; !ended();) {
      skip_blanks();
      const char c = peek();
      if (c == '"' || c == '\'') {
        skip_quoted();
      } else if (c == '`') {
        literal = false;
        skip_quoted();
      } else if (is_word(c)) {
        const bool number = (c >= '0' && c <= '9');
        const std::string_view found = word();
        skip_blanks();
        literal = literal && (number || peek() == ':' || found == "true" || found == "false" || found == "null");
      } else if (depth == 0 && (c == ',' || c == '}')) {
        return literal;
      } else {
        if (c == '{' || c == '[' || c == '(') ++depth;
        if (c == '}' || c == ']' || c == ')') {
          if (depth == 0) return false;
          --depth;
        }
        literal = literal && std::string_view("{}[],:+-.").find(c) != std::string_view::npos && !starts("...");
        ++at_;
      }
    }
    return literal;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

// Where the brace of the exported object stands.
std::optional<std::size_t> exported_brace(std::string_view script) {
  if (const std::size_t block = script.find(kConfigBlock); block != script.npos) {
    Scanner scan(script, block + kConfigBlock.size());
    scan.skip_blanks();
    return scan.peek() == '{' ? std::optional(scan.at()) : std::nullopt;
  }
  for (Scanner scan(script, 0); !scan.ended();) {
    scan.skip_blanks();
    if (scan.peek() == '"' || scan.peek() == '\'' || scan.peek() == '`') {
      scan.skip_quoted();
      continue;
    }
    const std::string_view word = scan.word();
    bool exported = false;
    if (word == "export") {
      scan.skip_blanks();
      exported = scan.take("default");
    } else if (word == "module") {
      exported = scan.take(".exports");
      scan.skip_blanks();
      exported = exported && scan.take("=");
    } else if (word.empty() && !scan.ended()) {
      scan = Scanner(script, scan.at() + 1);
    }
    if (!exported) continue;
    scan.skip_blanks();
    if (scan.take("defineAppConfig")) {
      scan.skip_blanks();
      scan.take("(");
      scan.skip_blanks();
    }
    return scan.peek() == '{' ? std::optional(scan.at()) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ScriptLiteral> exported_literal(std::string_view script) {
  const std::optional<std::size_t> brace = exported_brace(script);
  if (!brace) return std::nullopt;
  ScriptLiteral out;
  out.text = script;
  const auto blank = [&](std::size_t from, std::size_t to) {
    std::ranges::replace_if(
        out.text.begin() + static_cast<std::ptrdiff_t>(from), out.text.begin() + static_cast<std::ptrdiff_t>(to),
        [](char c) { return c != '\n' && c != '\r'; }, ' ');
  };
  Scanner scan(script, *brace + 1);
  while (true) {
    scan.skip_blanks();
    if (scan.ended()) return std::nullopt;
    if (scan.take("}")) break;
    const std::size_t begin = scan.at();
    const bool spread = scan.take("...");
    const std::string_view name = spread ? std::string_view{} : scan.name();
    scan.skip_blanks();
    const bool valued = !name.empty() && scan.take(":");
    const bool literal = scan.skip_value() && valued;
    if (scan.at() == begin) return std::nullopt;
    if (scan.peek() == ',') scan.take(",");
    if (literal) {
      out.members.push_back(name);
      continue;
    }
    if (name.empty())
      out.open = true;
    else
      out.computed.push_back(name);
    blank(begin, scan.at());
  }
  blank(0, *brace);
  blank(scan.at(), out.text.size());
  return out;
}

}  // namespace hegui::read
