#include "author/toml_sections.h"

#include <algorithm>

namespace hegui::author {
namespace {

bool is_key_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// `[ a . "b" ]` as `a.b`; without brackets, blanks and quotes.
std::string path_in(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (c == '#' && !out.empty()) break;
    if (c == ']' && !out.empty()) break;
    if (c != '[' && c != ']' && c != ' ' && c != '\t' && c != '"' && c != '\'' && c != '#') out += c;
  }
  return out;
}

// The key of `#key = …`, or empty: prose has a blank behind the sign.
std::string asked_key(std::string_view line) {
  if (!line.starts_with('#')) return {};
  std::size_t end = 1;
  while (end < line.size() && is_key_byte(line[end])) ++end;
  const std::string_view rest = line.substr(std::min(line.find_first_not_of(' ', end), line.size()));
  return end > 1 && rest.starts_with('=') ? std::string(line.substr(1, end - 1)) : std::string{};
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { sections_.emplace_back(); }

  std::vector<Section> scan() && {
    while (at_ < text_.size()) line();
    return std::move(sections_);
  }

 private:
  // One line, or as many as a value takes.
  void line() {
    const std::size_t begin = at_, end = std::min(text_.find('\n', at_), text_.size());
    const std::size_t next = std::min(end + 1, text_.size());
    std::string_view line = text_.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view bare = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    if (bare.starts_with('[') || line.starts_with("#[")) {
      const bool commented = line.starts_with('#');
      sections_.push_back({path_in(commented ? line.substr(1) : bare), commented, next, {}});
      at_ = next;
    } else if (bare.starts_with('#') || bare.empty()) {
      if (std::string key = asked_key(line); !key.empty()) {
        sections_.back().questions.push_back({std::string(line), std::move(key), next});
        sections_.back().insert_at = next;
      }
      at_ = next;
    } else {
      pass_value();
      sections_.back().insert_at = at_;
    }
  }

  // To the end of the line on which the value ends.
  void pass_value() {
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n' && depth == 0) {
        ++at_;
        return;
      }
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '"' || c == '\'') {
        pass_string(c);
      } else {
        if (c == '[' || c == '{') ++depth;
        if ((c == ']' || c == '}') && depth > 0) --depth;
        ++at_;
      }
    }
  }

  void pass_string(char quote) {
    const std::string triple(3, quote);
    const bool is_long = text_.substr(at_).starts_with(triple);
    at_ += is_long ? 3 : 1;
    while (at_ < text_.size()) {
      if (quote == '"' && text_[at_] == '\\') {
        at_ = std::min(at_ + 2, text_.size());
      } else if (is_long ? text_.substr(at_).starts_with(triple) : text_[at_] == quote) {
        at_ += is_long ? 3 : 1;
        // Up to two quotes may stand before the three that end it.
        while (is_long && at_ < text_.size() && text_[at_] == quote) ++at_;
        return;
      } else {
        ++at_;
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Section> sections_;
};

}  // namespace

std::vector<Section> sections_of(std::string_view toml) { return Scanner(toml).scan(); }

}  // namespace hegui::author
