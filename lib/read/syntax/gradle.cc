#include "read/syntax/gradle.h"

#include <algorithm>

namespace hegui::read::gradle {
namespace {

constexpr std::size_t kMaxBlocks = 20;  // names kept of the blocks around a statement

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '`'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class Parser {
 public:
  Parser(std::string_view text, std::size_t max_tokens) : text_(text), room_(max_tokens) {}

  std::vector<Statement> run() && {
    while (at_ < text_.size() && room_ > 0) step();
    end_statement();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (is_blank(c)) {
      ++at_;
    } else if (c == '\n' || c == ';') {
      ++at_;
      if (brackets_ == 0 && (c == ';' || !goes_on())) end_statement();
    } else if (text_.substr(at_).starts_with("//")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (text_.substr(at_).starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == text_.npos ? text_.size() : end + 2;
    } else if (c == '"' || c == '\'') {
      string(c);
    } else if (begins_name(c)) {
      name();
    } else if (is_digit(c)) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '_')) ++at_;
      put(TokenKind::Number, begin, at_);
    } else {
      sign(c);
    }
  }

  void name() {
    const std::size_t begin = at_;
    const auto goes_on = [&] {
      const char c = text_[at_];
      return begins_name(c) || is_digit(c) || (c == '.' && at_ + 1 < text_.size() && begins_name(text_[at_ + 1]));
    };
    while (at_ < text_.size() && goes_on()) ++at_;
    put(TokenKind::Name, begin, at_);
  }

  void string(char quote) {
    const std::string_view rest = text_.substr(at_);
    const bool triple = rest.size() >= 3 && rest[1] == quote && rest[2] == quote;
    const std::size_t width = triple ? 3 : 1, begin = at_ + width;
    std::size_t end = begin;
    bool filled = false;
    while (end < text_.size() && !text_.substr(end).starts_with(rest.substr(0, width))) {
      if (text_[end] == '\n' && !triple) break;
      filled = filled || (text_[end] == '$' && quote == '"');
      end += text_[end] == '\\' && !triple ? 2 : 1;
    }
    end = std::min(end, text_.size());
    put(filled ? TokenKind::Filled : TokenKind::Text, begin, end);
    at_ = std::min(end + width, text_.size());
  }

  void sign(char c) {
    const std::size_t begin = at_++;
    if (c == '{') {
      open_block();
    } else if (c == '}') {
      end_statement();
      if (!sizes_.empty()) {
        blocks_.resize(blocks_.size() - sizes_.back().names);
        brackets_ = sizes_.back().brackets;
        sizes_.pop_back();
      }
    } else {
      if (c == '(' || c == '[') ++brackets_;
      if ((c == ')' || c == ']') && brackets_ > 0) --brackets_;
      put(TokenKind::Sign, begin, at_);
    }
  }

  // `defaultConfig {`, `create("free") {`, `android.defaultConfig {`: the block is called by the first word, or by the
  // text it is made with.
  void open_block() {
    std::size_t names = 0;
    if (!now_.empty()) {
      std::string_view name = now_.front().text;
      for (std::string_view rest = name; !rest.empty() && blocks_.size() < kMaxBlocks; ++names) {
        const std::size_t dot = std::min(rest.find('.'), rest.size());
        blocks_.push_back(rest.substr(0, dot));
        rest.remove_prefix(std::min(dot + 1, rest.size()));
      }
    }
    const std::size_t before = brackets_;
    std::vector<std::string_view> inside = blocks_;
    blocks_.resize(blocks_.size() - names);
    end_statement();
    blocks_ = std::move(inside);
    sizes_.push_back({names, before});
    brackets_ = 0;
  }

  // Whether the statement goes on in the next line: something is to be assigned, or a call follows.
  bool goes_on() const {
    if (now_.empty()) return false;
    if (now_.back().kind == TokenKind::Sign && (now_.back().text == "=" || now_.back().text == ",")) return true;
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
    return next != text_.npos && text_[next] == '.';
  }

  void put(TokenKind kind, std::size_t begin, std::size_t end) {
    --room_;
    now_.push_back({kind, text_.substr(begin, end - begin)});
  }

  void end_statement() {
    if (!now_.empty()) out_.push_back({blocks_, std::move(now_)});
    now_.clear();
  }

  struct Opened {
    std::size_t names, brackets;
  };

  std::string_view text_;
  std::size_t room_;
  std::size_t at_ = 0;
  std::size_t brackets_ = 0;
  std::vector<std::string_view> blocks_;
  std::vector<Opened> sizes_;
  std::vector<Token> now_;
  std::vector<Statement> out_;
};

}  // namespace

std::vector<Statement> parse_properties(std::string_view text, std::size_t max_lines) {
  constexpr std::string_view kBlanks = " \t\r\f";
  const auto trimmed = [&](std::string_view part) {
    const std::size_t begin = std::min(part.find_first_not_of(kBlanks), part.size());
    return part.substr(begin, part.find_last_not_of(kBlanks) + 1 - begin);
  };
  std::vector<Statement> out;
  while (!text.empty() && max_lines-- > 0) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t sign = line.find_first_of("=:");
    if (line.empty() || line.front() == '#' || line.front() == '!' || sign == line.npos || sign == 0) continue;
    std::string_view value = trimmed(line.substr(sign + 1));
    if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
      value = value.substr(1, value.size() - 2);
    out.push_back(
        {{}, {{TokenKind::Name, trimmed(line.substr(0, sign))}, {TokenKind::Sign, "="}, {TokenKind::Text, value}}});
  }
  return out;
}

std::vector<Statement> parse(std::string_view text, std::size_t max_tokens) { return Parser(text, max_tokens).run(); }

}  // namespace hegui::read::gradle
