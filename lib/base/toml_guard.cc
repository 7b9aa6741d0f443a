#include "base/toml_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/utf8.h"

namespace hegui {
namespace {

// toml++ recurses once per bracket, and its tables die recursively, one level per part of a dotted key.
constexpr std::uint32_t kMostBrackets = 64;
constexpr std::uint32_t kMostKeyParts = 32;

bool begins_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '"' || c == '\'';
}

class Guard {
 public:
  explicit Guard(std::string_view text) : text_(text) {}

  std::optional<TomlRefusal> find() {
    if (const std::size_t invalid = utf8::find_invalid(text_); invalid != std::string_view::npos)
      return TomlRefusal{TomlRefusal::Reason::Syntax, invalid, 1, "not TOML: the text is not UTF-8"};
    while (at_ < text_.size() && !refusal_) {
      const char c = text_[at_];
      const bool first = line_start_ && c != ' ' && c != '\t';
      if (c != ' ' && c != '\t' && c != '\r') line_start_ = c == '\n';
      if (c == '"' || c == '\'') {
        string();
      } else if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        refuse(TomlRefusal::Reason::Syntax, at_, fmt::format("not TOML: {} stands outside quotes", named(at_)),
               "text stands in quotes, and so does a key of other characters than A-Z a-z 0-9 _ -");
      } else {
        structure(c, first);
        ++at_;
      }
    }
    return std::move(refusal_);
  }

 private:
  void refuse(TomlRefusal::Reason reason, std::size_t at, std::string message, std::string help = {}) {
    const std::size_t size = at < text_.size() ? utf8::decode(text_, at).size : 0;
    refusal_ = TomlRefusal{reason, at, size, std::move(message), std::move(help)};
  }

  std::string named(std::size_t at) const {
    if (at >= text_.size()) return "the end of the text";
    if (static_cast<unsigned char>(text_[at]) < 0x20) return "the end of the line";
    return fmt::format("`{}`", text_.substr(at, utf8::decode(text_, at).size));
  }

  void structure(char c, bool first) {
    if (c == '.') {
      ++parts_;
    } else if (c == '[' || c == ']' || c == '{' || c == '}' || c == ',' || c == '=' || c == '\n') {
      parts_ = 0;
    }
    if (c == '[' || c == '{') ++brackets_;
    if ((c == ']' || c == '}') && brackets_ > 0) --brackets_;
    if (parts_ > kMostKeyParts || brackets_ > kMostBrackets)
      refuse(TomlRefusal::Reason::Depth, at_, "arrays, tables or dotted keys go too deep");
    else if (first && c == '[' && brackets_ == 1)
      header();
  }

  // The header of a table that opens here must go on with a key.
  void header() {
    const std::size_t bracket = text_.substr(at_, 2) == "[[" ? at_ + 1 : at_;
    const std::size_t key = std::min(text_.find_first_not_of(" \t", bracket + 1), text_.size());
    if (key < text_.size() && (begins_key(text_[key]) || text_[key] == ']')) return;
    refuse(TomlRefusal::Reason::Syntax, key, fmt::format("not TOML: expected a key, found {}", named(key)),
           "a key of other characters than A-Z a-z 0-9 _ - stands in quotes");
  }

  // Moves past the string that opens here, or to the end of its line or of the text when it does not close.
  void string() {
    const char quote = text_[at_];
    const std::string fence(3, quote);
    const bool multiline = text_.substr(at_, 3) == fence;
    for (at_ += multiline ? 3 : 1; at_ < text_.size() && !refusal_; ++at_) {
      if (quote == '"' && text_[at_] == '\\') {
        escape(multiline);
      } else if (!multiline && (text_[at_] == quote || text_[at_] == '\n')) {
        if (text_[at_] == quote) ++at_;
        return;
      } else if (multiline && text_.substr(at_, 3) == fence) {
        at_ += 3;
        // Up to two more quotes belong to the text itself.
        for (int extra = 0; extra < 2 && at_ < text_.size() && text_[at_] == quote; ++extra) ++at_;
        return;
      }
    }
  }

  // Moves to the last byte of an escape. A backslash at a line's end swallows the white space after it.
  void escape(bool multiline) {
    std::size_t next = at_ + 1;
    if (multiline) next = std::min(text_.find_first_not_of(" \t\r\n", next), text_.size());
    if (next < text_.size() && static_cast<unsigned char>(text_[next]) >= 0x80) {
      refuse(TomlRefusal::Reason::Syntax, next, fmt::format("not TOML: {} cannot follow a backslash", named(next)),
             "write the text on one line");
      return;
    }
    at_ = next == at_ + 1 ? next : next - 1;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool line_start_ = true;
  std::uint32_t brackets_ = 0;
  std::uint32_t parts_ = 0;
  std::optional<TomlRefusal> refusal_;
};

}  // namespace

std::optional<TomlRefusal> refuse_toml(std::string_view text) { return Guard(text).find(); }

}  // namespace hegui
