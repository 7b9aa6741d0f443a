#include "read/syntax/script_scanner.h"

#include <algorithm>

namespace hegui::read::script {
namespace {

constexpr std::string_view kConfigBlock = "<config>";
constexpr int kMostSteps = 8;  // from the word that exports to the object

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_any(char c, std::string_view of) { return c != '\0' && of.find(c) != of.npos; }

}  // namespace

bool Scanner::take(std::string_view word) {
  if (!starts(word)) return false;
  at_ += word.size();
  return true;
}

void Scanner::skip_blanks() {
  while (!ended()) {
    if (starts("//"))
      at_ = std::min(text_.find('\n', at_), text_.size());
    else if (starts("/*"))
      at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
    else if (is_any(peek(), " \t\r\n"))
      ++at_;
    else
      return;
  }
}

void Scanner::skip_quoted() {
  const char quote = text_[at_++];
  while (!ended() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
  at_ = std::min(at_ + 1, text_.size());
}

std::string_view Scanner::word() {
  const std::size_t begin = at_;
  while (!ended() && is_word(text_[at_])) ++at_;
  return text_.substr(begin, at_ - begin);
}

std::string_view Scanner::name() {
  if (!is_any(peek(), "\"'")) return word();
  const std::size_t begin = at_ + 1;
  skip_quoted();
  return text_.substr(begin, at_ > begin ? at_ - begin - 1 : 0);
}

std::string_view Scanner::token() {
  skip_blanks();
  const std::size_t begin = at_;
  if (is_any(peek(), "\"'`"))
    skip_quoted();
  else if (is_word(peek()))
    word();
  else if (!ended())
    ++at_;
  return text_.substr(begin, at_ - begin);
}

void Scanner::skip_brackets() {
  for (int depth = 0; !ended();) {
    const std::string_view each = token();
    if (each == "(" || each == "[" || each == "{") ++depth;
    if (each == ")" || each == "]" || each == "}") --depth;
    if (depth <= 0) return;
  }
}

bool Scanner::skip_value() {
  bool literal = true, after_text = false;
  for (std::size_t depth = 0; !ended();) {
    skip_blanks();
    const char c = peek();
    const bool joined = after_text && c == '+';
    after_text = is_any(c, "\"'");
    if (is_any(c, "\"'`")) {
      literal = literal && c != '`';
      skip_quoted();
    } else if (is_word(c)) {
      const bool number = c >= '0' && c <= '9';
      const std::string_view found = word();
      skip_blanks();
      literal = literal && (number || peek() == ':' || found == "true" || found == "false" || found == "null");
    } else if (depth == 0 && is_any(c, ",}])")) {
      return literal;
    } else {
      if (is_any(c, "{[(")) ++depth;
      if (is_any(c, "}])")) --depth;
      literal = literal && !joined && is_any(c, "{}[],:+-.") && !starts("...");
      if (!ended()) ++at_;
    }
  }
  return literal;
}

namespace {

class Finder {
 public:
  explicit Finder(std::string_view script) : script_(script) {}

  std::optional<Exported> run() {
    if (const std::size_t block = script_.find(kConfigBlock); block != script_.npos) {
      Scanner scan(script_, block + kConfigBlock.size());
      scan.skip_blanks();
      return object(scan);
    }
    for (Scanner scan(script_); !scan.ended();) {
      const std::string_view word = scan.token();
      bool exported = false;
      if (word == "export") {
        exported = scan.token() == "default";
      } else if (word == "module" && scan.take(".exports")) {
        scan.skip_blanks();
        exported = scan.take("=");
      }
      if (exported) return value(scan);
    }
    return std::nullopt;
  }

 private:
  std::optional<Exported> object(const Scanner& scan) const {
    return scan.peek() == '{' ? std::optional(Exported{scan.at(), returned_}) : std::nullopt;
  }

  std::optional<Exported> value(Scanner scan) {
    if (++steps_ > kMostSteps) return std::nullopt;
    scan.skip_blanks();
    if (scan.peek() == '{') return object(scan);
    if (scan.peek() == '(') {
      Scanner behind = scan;
      behind.skip_brackets();
      if (take_arrow(behind)) return body(behind);
      scan.take("(");
      return value(scan);
    }
    const std::string_view word = scan.word();
    scan.skip_blanks();
    if (word == "function") {
      while (!scan.ended() && scan.peek() != '(') scan.token();
      scan.skip_brackets();
      scan.skip_blanks();
      while (!scan.ended() && scan.peek() != '{') scan.token(), scan.skip_blanks();
      return body(scan);
    }
    if (scan.take("=>")) return body(scan);
    if (scan.take("(")) return word.starts_with("define") || word == "createAppConfig" ? value(scan) : std::nullopt;
    const bool whole = scan.ended() || is_any(scan.peek(), ";})") || is_word(scan.peek());
    return whole && !word.empty() ? constant(word) : std::nullopt;
  }

  // An arrow, with what it returns before it: `: ExpoConfig =>`.
  static bool take_arrow(Scanner& scan) {
    scan.skip_blanks();
    if (scan.take(":"))
      while (!scan.ended() && !scan.starts("=>") && !is_any(scan.peek(), ";(){}=")) scan.token(), scan.skip_blanks();
    return scan.take("=>");
  }

  // Of a function: what it is, or the only thing that its block returns.
  std::optional<Exported> body(Scanner scan) {
    returned_ = true;
    scan.skip_blanks();
    if (scan.peek() != '{') return value(scan);
    Scanner behind = scan;
    behind.skip_brackets();
    std::optional<Scanner> only;
    while (scan.at() < behind.at()) {
      if (scan.token() != "return") continue;
      if (only) return std::nullopt;
      only = scan;
    }
    return only ? value(*only) : std::nullopt;
  }

  // `const name: Type = {`, where nothing else changes what is in it.
  std::optional<Exported> constant(std::string_view name) {
    std::optional<Scanner> made;
    std::string_view before;
    for (Scanner scan(script_); !scan.ended();) {
      const std::string_view word = scan.token();
      if (word == name) {
        const bool declares = before == "const" || before == "let" || before == "var";
        const bool exports = before == "default" || before == "=" || before == "return" || before == "(";
        if (declares ? made.has_value() : !exports) return std::nullopt;
        if (declares) made = scan;
        scan.skip_blanks();
        if (!declares && is_any(scan.peek(), ".[=,")) return std::nullopt;
      }
      before = word;
    }
    if (!made) return std::nullopt;
    while (!made->ended() && !is_any(made->peek(), "=;{")) made->token(), made->skip_blanks();
    return made->take("=") ? value(*made) : std::nullopt;
  }

  std::string_view script_;
  int steps_ = 0;
  bool returned_ = false;
};

}  // namespace

std::optional<Exported> exported_object(std::string_view script) { return Finder(script).run(); }

}  // namespace hegui::read::script
