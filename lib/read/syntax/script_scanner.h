// Tokens of JavaScript and TypeScript as far as finding the object that a configuration exports, and the ends of the
// values in it, needs them. Nothing is evaluated.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace hegui::read::script {

class Scanner {
 public:
  explicit Scanner(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool ended() const { return at_ >= text_.size(); }
  char peek() const { return ended() ? '\0' : text_[at_]; }
  bool starts(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  bool take(std::string_view word);

  void skip_blanks();
  void skip_quoted();
  // From an opening bracket to behind the one that closes it.
  void skip_brackets();
  // After blanks: a text with its quotes, a word, or one other character. Empty at the end.
  std::string_view token();

  std::string_view word();
  // A name of a member, with or without quotes; empty when none stands here.
  std::string_view name();
  // To the comma or the bracket after the value. Whether all of it is literal.
  bool skip_value();

 private:
  std::string_view text_;
  std::size_t at_;
};

struct Exported {
  std::size_t brace = 0;  // of the object
  bool returned = false;  // by a function, which may be given more than is seen
};

// The object that the script exports: after `export default` or `module.exports =`, itself, by the name of a constant
// that nothing else touches, in a call of `define…`, or as the one thing a function returns; or in the `<config>` block
// of a component file.
std::optional<Exported> exported_object(std::string_view script);

}  // namespace hegui::read::script
