#include "read/syntax/toml_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace hegui::read::tree {
namespace {

constexpr Code kUnclosed{1202}, kEscape{1204}, kControl{1208};

class TextReader {
 public:
  TextReader(std::string_view source, std::size_t at, std::string& out)
      : source_(source), begin_(at), at_(at), out_(out), quote_(source[at]) {
    multiline_ = source.substr(at, 3) == std::string(3, quote_);
  }

  std::size_t at() const { return at_; }

  std::optional<TextProblem> read() {
    const std::string fence(multiline_ ? 3 : 1, quote_);
    at_ += fence.size();
    // A line's end right after the opening is none of the text.
    if (multiline_) at_ += line_end(at_);
    while (!stands(fence)) {
      if (at_ == source_.size() || (!multiline_ && line_end(at_) != 0)) return unclosed(fence);
      if (source_[at_] == '\\' && quote_ == '"') {
        if (auto problem = escape()) return problem;
      } else if (const std::size_t size = line_end(at_); size != 0) {
        out_.push_back('\n');
        at_ += size;
      } else if (is_toml_control(source_[at_])) {
        return toml_control(source_, at_);
      } else {
        out_.push_back(source_[at_++]);
      }
    }
    at_ += fence.size();
    // Up to two quotes before the closing ones belong to the text.
    for (int extra = 0; multiline_ && extra < 2 && at_ < source_.size() && source_[at_] == quote_; ++extra, ++at_)
      out_.push_back(quote_);
    return std::nullopt;
  }

 private:
  bool stands(std::string_view wanted) const { return source_.substr(at_, wanted.size()) == wanted; }

  // Bytes of the line's end at `at`; 0 when there is none.
  std::size_t line_end(std::size_t at) const {
    if (source_.substr(at, 2) == "\r\n") return 2;
    return at < source_.size() && source_[at] == '\n' ? 1 : 0;
  }

  TextProblem unclosed(const std::string& fence) const {
    const std::string help = fmt::format("close it with `{}`", fence);
    if (multiline_) return {kUnclosed, begin_, begin_ + 3, "this text does not end", help};
    return {kUnclosed, begin_, at_, "this text does not end on its line", help};
  }

  // One escape; a backslash at a line's end swallows the white space after it.
  std::optional<TextProblem> escape() {
    static constexpr std::string_view kLetters = "btnfr\"\\", kMeanings = "\b\t\n\f\r\"\\";
    const std::size_t begin = at_++;
    const char c = at_ < source_.size() ? source_[at_] : '\0';
    if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos) {
      out_.push_back(kMeanings[letter]);
      ++at_;
      return std::nullopt;
    }
    if (c == 'u' || c == 'U') return unicode(begin, c == 'u' ? 4 : 8);
    const std::size_t next = std::min(source_.find_first_not_of(" \t", at_), source_.size());
    if (!multiline_ || line_end(next) == 0)
      return TextProblem{kEscape, begin, begin + 1, "this backslash begins no escape",
                         "write `\\\\` for a backslash, or put the text in single quotes"};
    for (at_ = next; at_ < source_.size();) {
      const std::size_t size = source_[at_] == ' ' || source_[at_] == '\t' ? 1 : line_end(at_);
      if (size == 0) break;
      at_ += size;
    }
    return std::nullopt;
  }

  std::optional<TextProblem> unicode(std::size_t begin, std::size_t digits) {
    char32_t point = 0;
    ++at_;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      const char c = at_ < source_.size() ? source_[at_] : '\0';
      const char lower = static_cast<char>(c | 0x20);
      const bool decimal = c >= '0' && c <= '9';
      if (!decimal && (lower < 'a' || lower > 'f'))
        return TextProblem{kEscape, begin, begin + 2, fmt::format("this escape needs {} hexadecimal digits", digits)};
      point = point * 16 + static_cast<char32_t>(decimal ? c - '0' : lower - 'a' + 10);
    }
    if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
      return TextProblem{kEscape, begin, at_, fmt::format("`{}` is no character", source_.substr(begin, at_ - begin))};
    utf8::append(out_, point);
    return std::nullopt;
  }

  std::string_view source_;
  std::size_t begin_;
  std::size_t at_;
  std::string& out_;
  char quote_;
  bool multiline_ = false;
};

}  // namespace

bool is_toml_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

TextProblem toml_control(std::string_view source, std::size_t at) {
  const auto byte = static_cast<unsigned>(static_cast<unsigned char>(source[at]));
  return {kControl, at, at + 1, fmt::format("a control character 0x{:02X} stands here", byte),
          "write it as an escape in a text, or leave it out"};
}

std::optional<TextProblem> read_toml_text(std::string_view source, std::size_t& at, std::string& out) {
  TextReader reader(source, at, out);
  auto problem = reader.read();
  at = reader.at();
  return problem;
}

}  // namespace hegui::read::tree
